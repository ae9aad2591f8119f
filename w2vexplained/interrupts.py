"""Interrupts (SIGINT, Ctrl-C) that wait until everything is whole again."""

import signal
import threading
from contextlib import contextmanager


@contextmanager
def held():
    """Hold interrupts back, and hand one on at the end to whoever would have had it at once.

    In another thread than the main one, where interrupts are not heard, nothing is held.

    Yields
    ------
    list
        Empty as long as there was none.
    """
    came, before = [], signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield came
        return
    signal.signal(signal.SIGINT, lambda *_: came.append(True))
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
        if came:  # also where an error ends it: who goes on after that error would never hear of it
            signal.raise_signal(signal.SIGINT)
