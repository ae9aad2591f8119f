"""Compile the replica's functions where numba is installed; elsewhere they run as the plain Python that they are."""

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path

from w2vexplained.compiled import available


def compiled(function):
    """Compile a function of this package when it is first called, and keep the result for the next process.

    Functions call one another across the files of this package. What is kept of one therefore goes by the text
    of them all, where numba itself would look at one file only, and go on using what others no longer say.

    Parameters
    ----------
    function : function
        Loops over numbers, arrays and named tuples.

    Returns
    -------
    function
        The same, compiled, or unchanged without numba.
    """
    if not available():
        return function
    from numba import njit
    from numba.core.caching import FunctionCache

    class CacheOfPackage(FunctionCache):
        """Compiled functions under the text of their package."""

        def _index_key(self, *of_function):
            return (*super()._index_key(*of_function), _fingerprint(Path(function.__code__.co_filename).parent))

    # No function here makes an array. So nobody need count who still uses which, a third of the time (_nrt).
    # No fast-math: it would change the order of sums.
    dispatcher = njit(nogil=True, error_model="numpy", _nrt=False)(function)
    with suppress(RuntimeError):  # there is no folder to keep it in: a read-only installation
        dispatcher._cache = CacheOfPackage(function)
    return dispatcher


@cache
def _fingerprint(folder):
    """Sum up the text of all files in a folder."""
    text = b"".join(file.read_bytes() for file in sorted(folder.glob("*.py")))
    return hashlib.sha256(text).hexdigest()
