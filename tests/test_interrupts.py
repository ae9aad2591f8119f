"""Interrupts wait, reach whoever listened, and are not lost."""

import signal
import threading
import time

import pytest

from w2vexplained.interrupts import held


def test_interrupt_waits_for_the_end():
    after = []
    with pytest.raises(KeyboardInterrupt):
        with held() as came:
            signal.raise_signal(signal.SIGINT)
            time.sleep(0)
            after.append(bool(came))
    assert after == [True]


def test_interrupt_is_heard_where_an_error_ends_it_too():
    with pytest.raises(KeyboardInterrupt) as heard, held():
        signal.raise_signal(signal.SIGINT)
        raise FloatingPointError("grew")
    assert isinstance(heard.value.__context__, FloatingPointError)


def test_without_interrupt_nothing_happens():
    before = signal.getsignal(signal.SIGINT)
    with held() as came:
        assert signal.getsignal(signal.SIGINT) is not before
        assert not came
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupt_goes_to_whoever_listened_before():
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(True))
    try:
        with held():
            signal.raise_signal(signal.SIGINT)
            assert not heard
        assert heard == [True]
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupts_that_are_ignored_stay_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with held() as came:
            signal.raise_signal(signal.SIGINT)
        assert not came
    finally:
        signal.signal(signal.SIGINT, before)


def test_listener_comes_back_after_an_error_too():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ZeroDivisionError):
        with held():
            raise ZeroDivisionError
    assert signal.getsignal(signal.SIGINT) is before


def test_in_another_thread_nothing_is_held():
    seen = []

    def inside():
        with held() as came:
            seen.append(came)

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert seen == [[]]
