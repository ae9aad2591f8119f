"""Products of small matrices in one thread: in several, the threads would wait for each other most of the time."""

from contextlib import contextmanager
from functools import cache
from threading import Lock

_lock, _inside = Lock(), []


@contextmanager
def one_thread():
    """Let the linear algebra take one thread, until the last of all who asked for that has finished.

    The setting is one for the whole process. Where each who trains would restore what it found when it began, one that
    ends early would set free all others.

    Yields
    ------
    None
    """
    with _lock:
        limit = _inside[0] if _inside else _controller().limit(limits=1, user_api="blas")
        _inside.append(limit)
    try:
        yield
    finally:
        with _lock:
            _inside.pop()
            if not _inside:
                limit.restore_original_limits()


@cache
def _controller():
    """Find the libraries, which takes longer than to train a short text."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
