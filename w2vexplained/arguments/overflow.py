"""Errors where finite arguments overflow, instead of infinity or NaN in what is returned."""

from functools import wraps

import numpy as np

from w2vexplained.arguments.arrays import is_numeric


def scores(x):
    """Return the scores v_c·v_w, or raise where finite vectors make them overflow.

    Raises
    ------
    OverflowError
        If a score is not finite.
    """
    if is_numeric(x) and not np.isfinite(x).all():
        raise OverflowError("a score v_c·v_w is too large for its number type; expected smaller vectors")
    return x


def overflow_raises(function):
    """Make a function raise where finite arguments overflow, instead of returning infinity or NaN.

    Raises
    ------
    OverflowError
        Naming the function.
    """

    @wraps(function)
    def checked(*arguments, **named):
        with np.errstate(over="ignore", invalid="ignore"):  # said by an error of our own
            results = function(*arguments, **named)
        for x in results if isinstance(results, tuple) else (results,):
            if is_numeric(x) and not np.isfinite(x).all():
                raise OverflowError(f"{function.__name__} is too large for its number type; expected smaller arguments")
        return results

    return checked
