"""Compiled loops: the one place that knows numba, which is fast and may be absent.

A file of kernels imports `kernel` and is itself imported only where `available()`: then `import w2vexplained` stays
light. numba follows a new Python after some months; until then everything runs without it, more slowly.
"""

import warnings
from functools import cache, wraps

_said = []


class SlowWithoutNumba(UserWarning):
    """Something long is about to run without compiled code."""


def available():
    """Say whether kernels can be compiled here.

    Returns
    -------
    bool
        Whether numba is installed and fits the other packages.
    """
    return missing() is None


@cache
def missing():
    """Say why kernels cannot be compiled here.

    Returns
    -------
    str or None
        What the import of numba complained about; None if it went well.
    """
    try:
        import numba  # noqa: F401
    except ImportError as error:  # numba raises it, too, for a NumPy that it does not know yet
        return str(error)
    return None


def kernel(function):
    """Compile a function over numbers and arrays when it is first called, and keep the result for the next process.

    It runs without Python's lock, so that threads run side by side, and divides by zero as NumPy does.
    Where the result cannot be kept, or what was kept cannot be read, it is compiled in every process.
    A kernel may call another one of its file. Nothing else: what is kept on disk follows changes of that file only.

    Parameters
    ----------
    function : function
        Loops over arrays, in the part of Python that numba understands.

    Returns
    -------
    function
        The same, compiled; or as it is, where numba is missing.
    """
    if not available():
        return function
    from numba import njit

    options = {"nogil": True, "error_model": "numpy"}
    try:
        made = njit(cache=True, **options)(function)
    except RuntimeError:  # there is no folder to keep it in: a read-only installation, or a function typed in
        return njit(**options)(function)
    if hasattr(made, "_cache"):  # not so if numba is told by its settings to compile nothing
        for name in ("load_overload", "save_overload"):
            setattr(made._cache, name, _if_possible(getattr(made._cache, name)))
    return made


def _if_possible(act):
    """Make a function return None where it fails: a full disk or a damaged file must not stop what can be compiled."""

    @wraps(act)
    def attempt(*arguments):
        try:
            return act(*arguments)
        except Exception:  # what unpickling raises can be anything
            return None

    return attempt


def warn_if_missing(what):
    """Say once in a process that something runs without compiled code.

    Parameters
    ----------
    what : str
        What is slow, such as "counting".

    Warns
    -----
    SlowWithoutNumba
        If numba is missing, and this was not said before.
    """
    if not available() and not _said:
        _said.append(what)
        text = f"{what} runs without compiled code, several times slower; pip install numba ({missing()})"
        warnings.warn(text, SlowWithoutNumba, stacklevel=3)
