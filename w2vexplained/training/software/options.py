"""What training is told, under the program's names."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments


class Options(NamedTuple):
    """The program's options and their defaults.

    Attributes
    ----------
    size : int
        Components of a vector, d.
    window : int
        How many words a window reaches to each side.
    negative : int
        Negatives for each pair, k; 0 for none.
    hs : bool
        Whether to train hierarchical softmax, alone or beside negative sampling.
    cbow : bool
        Whether the mean of the neighbours predicts the centre; otherwise skip-gram.
    sample : float
        The frequency t from which on words are thinned out; 0 for never.
    min_count : int
        Rarer words are left out.
    alpha : float or None
        The learning rate at the start; None is 0.05 for CBOW and 0.025 for skip-gram.
    iterations : int
        How often the text is read: the program's -iter.
    """

    size: int = 100
    window: int = 5
    negative: int = 5
    hs: bool = False
    cbow: bool = True
    sample: float = 1e-3
    min_count: int = 5
    alpha: float | None = None
    iterations: int = 5


LEAST = {"size": 1, "window": 1, "negative": 0, "min_count": 0, "iterations": 1}
MOST = 2**31 - 1


def checked(options, dtype):
    """Check every option, and give its numbers in the types that the program computes with.

    Parameters
    ----------
    options : Options
        As a reader sets them.
    dtype : float32 or float64
        The type of the vectors, and so of the learning rate.

    Returns
    -------
    Options
        The same, complete.

    Raises
    ------
    TypeError
        If an option is no number where it should be.
    ValueError
        If one is out of its range, or nothing would be trained.
    """
    if not isinstance(options, Options):
        raise TypeError(f"expected Options, such as Options(size=100, cbow=False); got {options!r}")
    whole = [arguments.whole(name, getattr(options, name), least, MOST) for name, least in LEAST.items()]
    size, window, negative, min_count, iterations = whole
    for name in ("hs", "cbow"):
        if getattr(options, name) not in (0, 1):
            raise ValueError(f"expected {name} to be True or False; got {getattr(options, name)!r}")
    if not options.negative and not options.hs:
        raise ValueError("expected negative ≥ 1, or hs, or both; got negative = 0 without hs, which trains nothing")
    alpha = (0.05 if options.cbow else 0.025) if options.alpha is None else options.alpha
    if not np.dtype(dtype).type(_finite("alpha", alpha)) > 0:
        raise ValueError(f"expected a learning rate alpha > 0; got {alpha}")
    if not _finite("sample", options.sample) >= 0:
        raise ValueError(f"expected sample ≥ 0, a frequency or 0 for no subsampling; got {options.sample}")
    return Options(
        size, window, negative, bool(options.hs), bool(options.cbow), np.float32(options.sample),
        min_count, np.dtype(dtype).type(alpha), iterations,
    )  # fmt: skip


def _finite(name, value):
    """Return a number that single precision can hold, or raise."""
    arguments.one_number(name, value)
    if not abs(value) <= float(np.finfo(np.float32).max):
        raise ValueError(f"expected a finite number {name}; got {value}")
    return value
