"""Arrays of numbers, dense and plain; values are looked at only where they are machine numbers."""

import numpy as np


def is_numeric(x):
    """Whether `x` is an array of machine numbers, whose values can be looked at."""
    return isinstance(x, np.ndarray | np.generic | complex | float | int) and np.asarray(x).dtype.kind in "fcui"


def finite(name, x):
    """Return `x`, or raise if it holds NaN or infinity.

    Raises
    ------
    ValueError
        Naming the first entry that is not finite.
    """
    if is_numeric(x) and not np.isfinite(x).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(np.atleast_1d(x)))[0])
        raise ValueError(f"expected finite numbers in {name}; got {np.atleast_1d(x)[where]} at {list(where)}")
    return x


def as_array(name, x):
    """Return numbers as an array that can hold fractions; arrays of symbolic size stay as they are.

    Raises
    ------
    TypeError
        If these are no numbers.
    ValueError
        If rows differ in length.
    """
    x = array(name, x)
    if not isinstance(x, np.ndarray):
        return x
    if x.dtype.kind not in "fcuiO":
        raise TypeError(f"expected an array of numbers for {name}; got {x.dtype}")
    strangers = [e for e in x.flat if e is None or isinstance(e, str | list | dict | set)] if x.dtype == object else []
    if strangers:
        raise TypeError(f"expected an array of numbers for {name}; got {strangers[0]!r}")
    return x.astype(float) if x.dtype.kind in "ui" else x


def array(name, x):
    """Return an array; one of symbolic size, which NumPy cannot hold, stays as it is.

    Raises
    ------
    TypeError
        If it is sparse, or entries are masked, which NumPy would bring back.
    ValueError
        If rows differ in length.
    """
    if hasattr(x, "tocsr"):
        raise TypeError(f"expected a dense array for {name}; got a {type(x).__name__}, which .toarray() makes dense")
    if hasattr(x, "mask") and hasattr(x, "filled"):
        raise TypeError(f"expected a plain array for {name}; got a masked one: what should stand in its holes?")
    if hasattr(x, "shape") and not hasattr(x, "__array__"):
        return x
    try:
        return np.asarray(x)
    except ValueError:
        raise ValueError(f"expected rows of one length in {name}; got {x!r}") from None


def one_type(x, y):
    """Return two arrays of machine numbers in the wider of their types."""
    if is_numeric(x) and is_numeric(y) and x.dtype != y.dtype:
        wider = np.result_type(x, y)
        return x.astype(wider), y.astype(wider)
    return x, y
