"""What an estimator is told, checked: each parameter with its range, said once."""

import os
from numbers import Real
from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.files import place
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.plan import ARCHITECTURES, OBJECTIVES

# What is meant by each whole number, and the least it can be.
WHOLE = {
    "size": ("of components for size", 1),
    "window": ("of words for window", 1),
    "negative": ("of negatives for each pair, negative,", 1),
    "min_count": ("for min_count", 1),
    "epochs": ("of epochs", 1),
    "block": ("of centres for block", 1),
    "held_out": ("of words for held_out", 0),
}
MOST = 2**31 - 1
PLANNED = ("window", "negative", "noise_power", "sample", "objective", "architecture", "block")  # what `plan` takes


class Settings(NamedTuple):
    """The parameters of `SkipGram`, in Python's own types."""

    size: int
    window: int
    negative: int
    noise_power: float
    sample: float
    min_count: int
    epochs: int
    learning_rate: float
    objective: str
    architecture: str
    threads: int
    random_state: object
    checkpoint: object
    block: int
    held_out: int
    vocabulary: Vocabulary | None
    verbose: bool

    def of_plan(self):
        """Pick out what a plan is made with.

        Returns
        -------
        dict
            The arguments of `plan` by their names.
        """
        return {name: getattr(self, name) for name in PLANNED}

    def of_vectors(self):
        """Pick out what vectors that were begun cannot do without.

        Returns
        -------
        dict
            The arguments of `plan`, and the size.
        """
        return {"size": self.size, **self.of_plan()}


def checked(given):
    """Return parameters in their own types, or say which is out of its range.

    Parameters
    ----------
    given : dict
        All parameters of `SkipGram` by their names.

    Returns
    -------
    Settings
        The same; threads is how many to use.

    Raises
    ------
    TypeError, ValueError
        Naming parameter, range and what came.
    FileNotFoundError, IsADirectoryError, FileExistsError, PermissionError
        If no checkpoint can be written where it should be.
    """
    given = dict(given)
    for name, (meaning, least) in WHOLE.items():
        given[name] = arguments.whole(meaning, given[name], least, MOST)
    for name, above in (("noise_power", False), ("sample", False), ("learning_rate", True)):
        given[name] = _number(name, given[name], above)
    for name, known in (("objective", OBJECTIVES), ("architecture", ARCHITECTURES)):
        given[name] = arguments.one_of(name, given[name], known)
    given["threads"] = _threads(given["threads"])
    given["verbose"] = _flag(given["verbose"])
    _check_random_state(given["random_state"])
    _check_types(given["vocabulary"], given["checkpoint"])
    return Settings(**given)


def master_seed(random_state):
    """Draw the one number that all randomness of a fit comes from.

    Parameters
    ----------
    random_state : None, int or numpy.random.RandomState
        As everywhere in scikit-learn: None draws anew each time, and a RandomState moves on.

    Returns
    -------
    int
        From 0 to 2⁶² − 1.
    """
    from sklearn.utils import check_random_state

    return int(check_random_state(random_state).randint(2**62, dtype=np.int64))


def _number(name, x, above):
    """Return one finite number of at least zero, or above it, as a float of Python."""
    bound = f"finite number {'>' if above else '≥'} 0 for {name}"
    if isinstance(x, bool | np.bool_) or not isinstance(x, Real):
        raise TypeError(f"expected a {bound}; got {x!r}")
    if not np.isfinite(float(x)) or x < 0 or (above and x == 0):
        raise ValueError(f"expected a {bound}; got {x!r}")
    return float(x)


def _threads(threads):
    """Return how many threads to use; None is one, so that bits repeat, as None is one job in scikit-learn."""
    if threads is None:
        return 1
    if isinstance(threads, bool) or not isinstance(threads, int | np.integer) or (threads < 1 and threads != -1):
        raise ValueError(
            f"expected threads ≥ 1, or -1 for as many as this process may use, or None for one; got {threads!r}"
        )
    return cores() if threads == -1 else int(threads)


def cores():
    """Say how many cores this process may use.

    Returns
    -------
    int
        At least 1; fewer than the machine has, where the process was bound to some.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _flag(verbose):
    if not isinstance(verbose, bool | np.bool_ | int | np.integer):
        raise TypeError(f"expected verbose to be True or False; got {verbose!r}")
    return bool(verbose)


def _check_random_state(random_state):
    if random_state is None or isinstance(random_state, np.random.RandomState):
        return
    if isinstance(random_state, bool) or not isinstance(random_state, int | np.integer):
        raise TypeError(
            f"expected random_state to be None, a whole number or a numpy.random.RandomState; got {random_state!r}"
        )
    if not 0 <= random_state < 2**32:
        raise ValueError(f"expected random_state from 0 to 2**32 - 1; got {random_state}")


def _check_types(vocabulary, checkpoint):
    if vocabulary is not None and not isinstance(vocabulary, Vocabulary):
        raise TypeError(f"expected vocabulary to be None or a Vocabulary; got {vocabulary!r}")
    if checkpoint is None:
        return
    if not isinstance(checkpoint, str | os.PathLike):
        raise TypeError(f"expected checkpoint to be None or the path of a file; got {checkpoint!r}")
    place(checkpoint)
