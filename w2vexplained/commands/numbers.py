"""Numbers as they are typed behind an option: argparse names the option where one is out of its range."""

import math
import re
from argparse import ArgumentTypeError

MOST = 2**31 - 1


def whole(least, most=MOST):
    """Say how a whole number is read.

    Parameters
    ----------
    least, most : int
        Its bounds.

    Returns
    -------
    function
        From what was typed to the number; raises ArgumentTypeError.

    Examples
    --------
    >>> whole(1)("20")
    20
    """

    def read(typed):
        x = int(typed) if re.fullmatch(r"[+-]?[0-9]{1,18}", typed) else None
        if x is None or not least <= x <= most:
            bounds = f"≥ {least}" if most == MOST else f"from {least} to {most}"
            raise ArgumentTypeError(f"expected a whole number {bounds}; got {typed}")
        return x

    return read


def threads(typed):
    """Read a number of threads: −1, for as many as there are cores, or 1 and more.

    Parameters
    ----------
    typed : str
        What was typed.

    Returns
    -------
    int
        The number.

    Raises
    ------
    ArgumentTypeError
        If it is anything else.
    """
    try:
        return -1 if typed == "-1" else whole(1)(typed)
    except ArgumentTypeError as error:
        raise ArgumentTypeError(str(error).replace("≥ 1", "≥ 1, or -1 for all cores")) from None


def positive(typed):
    """Read a number above 0.

    Parameters
    ----------
    typed : str
        What was typed.

    Returns
    -------
    float
        The number.

    Raises
    ------
    ArgumentTypeError
        If it is not a finite number above 0.
    """
    x = _finite(typed)
    if not x > 0:
        raise ArgumentTypeError(f"expected a number above 0; got {typed}")
    return x


def not_negative(typed):
    """Read a number that may be 0.

    Parameters
    ----------
    typed : str
        What was typed.

    Returns
    -------
    float
        The number.

    Raises
    ------
    ArgumentTypeError
        If it is not a finite number ≥ 0.
    """
    x = _finite(typed)
    if not x >= 0:
        raise ArgumentTypeError(f"expected a number ≥ 0; got {typed}")
    return x


def _finite(typed):
    try:
        x = float(typed)
    except ValueError:
        x = math.nan
    if not math.isfinite(x):
        raise ArgumentTypeError(f"expected a finite number; got {typed}")
    return x
