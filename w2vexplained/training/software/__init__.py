"""The word2vec program, to the bit: what it does with one thread, in small functions that can be read."""

from w2vexplained.training.software.alone import step_of_mean, step_of_pair, step_of_path
from w2vexplained.training.software.options import Options
from w2vexplained.training.software.program import Trained, train
from w2vexplained.training.software.switches import DOCUMENTED, PAPERS, PROGRAM, Switches

__all__ = [
    "DOCUMENTED", "PAPERS", "PROGRAM", "Options", "Switches", "Trained",
    "step_of_mean", "step_of_pair", "step_of_path", "train",
]  # fmt: skip
