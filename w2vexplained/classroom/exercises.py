"""Ask, and judge the answer.

The exercises of notebook NN live in the module of its subject; each is a function from the answer to a `Verdict`.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

import numpy as np

NOTEBOOKS = {
    0: "start",
    1: "pairs",
    2: "softmax",
    3: "negative_sampling",
    4: "gradients",
    5: "convexity",
    6: "noise",
    7: "pmi",
    8: "four_losses",
    9: "contexts",
    10: "program",
    11: "training",
}


class Verdict(NamedTuple):
    """What is said of an answer.

    Attributes
    ----------
    passed : bool
        Whether it is right.
    message : str
        What is right or wrong about it.
    """

    passed: bool
    message: str


def check(id, answer):
    """Print what is to be said of an answer.

    Parameters
    ----------
    id : str
        The exercise, such as "4.1".
    answer : object
        The reader's answer; None means that there is none yet.

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    if answer is None:
        exercise(id)
        print(f"Exercise {id}: no answer yet.")
        return
    verdict = judge(id, answer)
    print(f"Exercise {id}: {'right' if verdict.passed else 'not yet'}. {verdict.message}")


def judge(id, answer):
    """Judge an answer.

    Parameters
    ----------
    id : str
        The exercise, such as "4.1".
    answer : object
        The reader's answer; a function, a number, an array: whatever the exercise asks for.

    Returns
    -------
    Verdict
        An answer that breaks down is wrong, and the verdict says how it broke.

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    judgement = exercise(id)
    try:
        return judgement(answer)
    except Exception as error:  # a reader's function may do anything
        return Verdict(False, _breakdown(answer, error))


def known_mistake(answer, mistakes, rtol=1e-5, atol=1e-8):
    """Name the mistake that leads to an answer, if it is a known one.

    Parameters
    ----------
    answer : number or array
        The answer.
    mistakes : iterable of (number or array, str)
        Wrong answers, each with what is to be said of it; the first that fits is taken.
    rtol, atol : float
        How near an answer has to be, as in ``numpy.allclose``.

    Returns
    -------
    Verdict or None
        None where no known mistake fits.
    """
    for wrong, words in mistakes:
        if np.shape(answer) == np.shape(wrong) and np.allclose(answer, wrong, rtol=rtol, atol=atol):
            return Verdict(False, words)
    return None


def _breakdown(answer, error):
    """Say how an answer broke down: what kind of answer was expected, or what its own code raised."""
    if callable(answer):
        if isinstance(error, TypeError) and "'function'" in str(error):
            return "Expected a value; got a function. Call it, and give what it returns."
        missing = " Does every path through your function return something?" if "NoneType" in str(error) else ""
        return f"Your answer raised {type(error).__name__}: {error}.{missing}"
    if "not callable" in str(error):
        return f"Expected a function; got {type(answer).__name__}."
    return f"That is not the kind of answer asked for ({type(error).__name__}: {error})."


def exercise(id) -> Callable:
    """Find the judge of one exercise: `EXERCISES["4.1"]` in the module of notebook 4.

    Parameters
    ----------
    id : str
        The exercise.

    Returns
    -------
    callable
        From an answer to a `Verdict`.

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    match = re.fullmatch(r"(\d+)\.\d+", str(id))
    if match and int(match[1]) in NOTEBOOKS:
        exercises = import_module(f"w2vexplained.classroom.{NOTEBOOKS[int(match[1])]}").EXERCISES
        if id in exercises:
            return exercises[id]
    raise KeyError(f"expected an exercise such as '4.1'; got {id!r}")
