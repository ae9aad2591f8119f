"""Taking the steps of a schedule: in one thread or in several."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor


def run(steps, train, threads, pausing, looks=()):
    """Take steps in order, and pause where asked.

    In one thread each step begins when the one before has ended. In several the next ones begin meanwhile, and all
    change the same vectors without a lock; then two runs differ.

    Parameters
    ----------
    steps : range
        The steps to take.
    train : function of int
        What takes one step.
    threads : int
        How many steps are taken at a time.
    pausing : function of int
        Asked after every step that is begun, with the number of the next one, whether to pause.
    looks : set of int
        Steps before which somebody wants to look; for that several threads need not stop.

    Yields
    ------
    int
        The number of the next step, when all steps before it have ended.
    bool
        Whether none has begun: it is a pause, and no look in passing.
    """
    if threads == 1:
        for step in steps:
            train(step)
            if step + 1 in looks or pausing(step + 1):
                yield step + 1, True
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting = deque()
        for step in steps:
            waiting.append((step + 1, pool.submit(train, step)))
            pause = pausing(step + 1)
            while waiting and (pause or len(waiting) > 2 * threads):
                then, ended = waiting.popleft()
                ended.result()
                if then in looks and then <= step:
                    yield then, False
            if pause:
                yield step + 1, True
