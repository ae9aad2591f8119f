"""Steps in order, and pauses where nothing is at work."""

import threading
import time

import pytest

from w2vexplained.training.estimator.running import run


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_all_steps_are_taken_once(threads):
    taken = []
    pauses = list(run(range(3, 40), taken.append, threads, lambda step: step in (10, 40)))
    assert pauses == [10, 40]
    assert sorted(taken) == list(range(3, 40))


def test_one_thread_takes_steps_in_order():
    taken = []
    list(run(range(20), taken.append, 1, lambda step: step == 20))
    assert taken == list(range(20))


@pytest.mark.parametrize("threads", [1, 4])
def test_where_it_pauses_all_earlier_steps_have_ended_and_none_has_begun(threads):
    begun, ended = set(), set()

    def step(i):
        begun.add(i)
        time.sleep(0.002 * (i % 3))
        ended.add(i)

    for at in run(range(30), step, threads, lambda step: step % 7 == 0):
        assert begun == ended == set(range(at))


def test_threads_work_side_by_side():
    both = threading.Barrier(2, timeout=20)  # which no thread passes alone
    list(run(range(4), lambda step: both.wait(), 2, lambda step: step == 4))
    assert both.n_waiting == 0


@pytest.mark.parametrize("threads", [1, 3])
def test_error_in_a_step_comes_through(threads):
    def step(i):
        if i == 5:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(run(range(20), step, threads, lambda step: step == 20))
