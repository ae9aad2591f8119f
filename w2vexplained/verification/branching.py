"""What a symbol answers when it is asked whether it is positive.

A symbol has no sign, yet numerical code asks for one to keep exponentials small. So each proof runs
twice, with every answer "no" and with every answer "yes", and covers both numeric branches.
"""

from contextlib import contextmanager

_answer = [False]


def answer():
    """Give what a symbol answers now.

    Returns
    -------
    bool
        The answer to "is it greater?".
    """
    return _answer[0]


@contextmanager
def answering(value):
    """Let symbols answer `value` for a while.

    Parameters
    ----------
    value : bool
        The answer to "is it greater?".
    """
    before, _answer[0] = _answer[0], value
    try:
        yield
    finally:
        _answer[0] = before


def on_both_branches(prove):
    """Run a proof with either answer and put the results in one list.

    Parameters
    ----------
    prove : callable
        Returns an iterable of bool.

    Returns
    -------
    list of bool
        The results of both runs.
    """
    results = []
    for value in (False, True):
        with answering(value):
            results.extend(prove())
    return results
