"""One number, one index, and a list of indices."""

import numpy as np

from w2vexplained.arguments.arrays import array, is_numeric


def whole(name, x, least, most=None):
    """Return `x`, one whole number that is a size or a number of things, as an int of Python.

    Parameters
    ----------
    name : str
        What is expected, to go on after "a whole number", such as "of words".
    x : object
        What came.
    least, most : int
        Its bounds; without the second there is none above.

    Raises
    ------
    ValueError
        If it is no whole number, or out of its bounds.

    Examples
    --------
    >>> whole("of words", np.uint8(200), least=1) + 100  # no small type is left to overflow
    300
    """
    if isinstance(x, bool) or not isinstance(x, int | np.integer) or x < least or (most is not None and x > most):
        bounds = f"≥ {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"expected a whole number {name} {bounds}; got {x!r}")
    return int(x)


def one_number(name, x):
    """Return `x`, one real number or a symbol for one, or raise.

    Raises
    ------
    TypeError
        If it is something else.
    OverflowError
        If it is a whole number beyond all floats.
    """
    strangers = str | bool | np.bool_ | list | tuple | dict | set | complex | np.complexfloating
    if x is None or isinstance(x, strangers) or getattr(x, "ndim", 0):
        raise TypeError(f"expected one number {name}; got {x!r}")
    if isinstance(x, int) and abs(x) > float(np.finfo(float).max):
        raise OverflowError(f"expected a number {name} below 1e308; got one of {x.bit_length()} bits")
    return x


def negatives_per_pair(k):
    """Check k, the number of negatives for each pair: not negative; 0 means none.

    Raises
    ------
    TypeError
        If it is not one number.
    ValueError
        If it is negative or not finite.
    """
    one_number("k of negatives for each pair", k)
    if is_numeric(k) and not (np.isfinite(k) and k >= 0):
        raise ValueError(f"expected k ≥ 0 negatives for each pair; got {k}")
    return k


def index(name, i, n):
    """Return `i`, one index into `n` rows, or raise.

    Raises
    ------
    TypeError
        If it is not a whole number.
    IndexError
        If it is not in 0 … n − 1; counting from the end is not offered.
    """
    if isinstance(i, np.ndarray) and (i.ndim or i.dtype.kind not in "iu"):
        raise TypeError(f"expected one whole number for {name}; got an array of shape {i.shape} and type {i.dtype}")
    if hasattr(i, "free_symbols"):  # one of sympy's, which may be left open
        return i
    if isinstance(i, bool) or not isinstance(i, int | np.integer | np.ndarray):
        raise TypeError(f"expected one whole number for {name}; got {i!r}")
    if not 0 <= i < n:
        raise IndexError(f"expected {name} in 0 … {n - 1}, a row of C; got {int(i)}")
    return i


def indices(name, ids, n):
    """Return `ids`, a list of indices into `n` rows, as an array; an empty list is allowed.

    Raises
    ------
    TypeError
        If they are not whole numbers.
    ValueError
        If they are not one list.
    IndexError
        If one is not in 0 … n − 1.
    """
    ids = array(name, ids)
    if not isinstance(ids, np.ndarray):
        return ids  # an index map of symbolic size speaks for itself
    if ids.size == 0:
        ids = ids.astype(int)
    if ids.dtype.kind not in "iu":
        raise TypeError(f"expected whole numbers for {name}; got {ids.dtype}")
    if ids.ndim != 1:
        raise ValueError(f"expected one list of indices for {name}, shape (k,); got shape {ids.shape}")
    outside = ids[(ids < 0) | (ids >= n)]
    if outside.size:
        raise IndexError(f"expected {name} in 0 … {n - 1}; got {outside[0]}")
    return ids
