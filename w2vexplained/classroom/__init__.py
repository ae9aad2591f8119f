"""The classroom: a reader's answers are met with what is right or wrong about them."""

from w2vexplained.classroom.exercises import Verdict, check, judge

__all__ = ["Verdict", "check", "judge"]
