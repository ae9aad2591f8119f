"""Compiled loops: the one place that knows numba, which is fast and may be absent.

A file of kernels imports `kernel`, which loads numba, and is itself imported only where something is to be computed:
then `import w2vexplained` stays light. numba follows a new Python after some months; until then everything runs
without it, more slowly.
"""

import warnings
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from w2vexplained import interrupts

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


# What `fast` allows: to reorder sums, which several lanes then add up side by side, to round a product and a sum once,
# and to forget the sign of zero. Infinity and NaN stay what they are, as not all of fast-math would have it.
_FAST = {"reassoc", "contract", "nsz"}


def kernel(function=None, *, makes_arrays=True, fast=False, apart=False):
    """Compile a function over numbers and arrays when it is first called, and keep the result for the next process.

    It runs without Python's lock, so that threads run side by side, divides by zero as NumPy does, and keeps the order
    of sums unless it may be fast. Where the result cannot be kept, or what was kept cannot be read, it is compiled in
    every process.

    Parameters
    ----------
    function : function
        Loops over arrays, in the part of Python that numba understands. It may call other kernels of its folder.
    makes_arrays : bool
        Whether it makes arrays, also views that are kept. Where it does not, nobody has to count who still uses
        which; that saves a third of the time of many short calls.
    fast : bool
        Whether sums may be taken in another order, so that the last bits depend on the machine. A sum of floats is
        several times faster then. Only for what has no exact peer, such as training.
    apart : bool
        Whether an array that it changes never overlaps another that it is called with, which the caller promises.
        A loop over several of them then need not look whether they do, and takes many numbers at once.

    Returns
    -------
    function
        The same, compiled; or as it is, where numba is missing. Without a function, a decorator with these settings.
    """
    if function is None:
        return partial(kernel, makes_arrays=makes_arrays, fast=fast, apart=apart)
    if not available():
        return function
    from numba import njit

    settings = {"fastmath": _FAST if fast else False}
    if apart:
        settings["pipeline_class"] = _compiler_for_arrays_apart()
    made = njit(nogil=True, error_model="numpy", _nrt=makes_arrays, **settings)(function)
    if hasattr(made, "_cache"):  # not so if numba is told by its settings to compile nothing
        made.compile = interrupts.held()(made.compile)  # one in its midst would be swallowed, or end the process
        with suppress(
            RuntimeError
        ):  # there is no folder to keep it in: a read-only installation, or a function typed in
            made._cache = _folder_cache()(function)
    return made


@cache
def _compiler_for_arrays_apart():
    """Make a compiler that hears what numba tells its own for parallel loops only."""
    from numba.core.compiler import Compiler

    class CompilerForArraysApart(Compiler):
        """It takes the arrays that a function is called with for apart from each other."""

        def __init__(self, *of_function):
            super().__init__(*of_function)
            with suppress(AttributeError):  # a numba that knows no such flag looks each time, which is only slower
                self.state.flags.noalias = True

    return CompilerForArraysApart


@cache
def _folder_cache():
    """Make numba's cache fit for kernels that call across files, and for a full disk."""
    from numba.core.caching import FunctionCache

    class FolderCache(FunctionCache):
        """Compiled functions under the text of their folder; numba itself would look at one file only."""

        def _index_key(self, *of_function):
            folder = Path(self._py_func.__code__.co_filename).parent
            return (*super()._index_key(*of_function), _fingerprint(folder), _fingerprint(Path(__file__)))

        def load_overload(self, *of_function):
            with suppress(Exception):  # what unpickling a damaged file raises can be anything
                return super().load_overload(*of_function)

        def save_overload(self, *of_function):
            try:
                super().save_overload(*of_function)
            except Exception:  # an index that cannot be read would keep everything out of this folder for ever
                with suppress(Exception):
                    self.flush()
                    super().save_overload(*of_function)

    return FolderCache


@cache
def _fingerprint(place):
    """Sum up the text of a file, or of all files in a folder."""
    files = sorted(place.glob("*.py")) if place.is_dir() else [place]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


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
