"""Steps in order, and pauses where nothing is at work."""

import threading
import time

import pytest

from w2vexplained.training.estimator.running import run


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_all_steps_are_taken_once(threads):
    taken = []
    pauses = list(run(range(3, 40), taken.append, threads, lambda step: step in (10, 40)))
    assert pauses == [(10, True), (40, True)]
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

    for at, whole in run(range(30), step, threads, lambda step: step % 7 == 0):
        assert whole
        assert begun == ended == set(range(at))


@pytest.mark.parametrize("threads", [1, 4])
def test_before_a_look_all_earlier_steps_have_ended_and_each_look_comes_once(threads):
    ended, seen = set(), []
    for at, whole in run(range(30), ended.add, threads, lambda step: step in (14, 30), {3, 4, 13, 14, 20, 29, 30}):
        assert ended >= set(range(at))
        assert whole == (threads == 1 or at in (14, 30))
        seen.append(at)
    assert seen == [3, 4, 13, 14, 20, 29, 30]


def test_several_threads_go_on_while_somebody_looks():
    begun = threading.Semaphore(0)
    at, whole = next(run(range(30), lambda step: begun.release(), 2, lambda step: step == 30, {1}))
    assert (at, whole) == (1, False)
    assert all(begun.acquire(timeout=20) for _ in range(3))


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
