"""What a training is measured on, cut down so that measuring costs little."""

from typing import NamedTuple

import numpy as np

from w2vexplained.training.estimator import expected, held_out

LEAST_CELLS, MOST_CELLS = 2**18, 2**26  # scores that are computed for one look at the objective
FEWEST_ROWS = 32  # words, or means of words, whose scores with all contexts are among them
CELLS_PER_TOKEN = 1 / 16  # with the pairs themselves, a few per cent of the time


class Yardstick(NamedTuple):
    """What a training is measured on.

    Attributes
    ----------
    sample : Sample or None
        Pairs; None if there are none.
    optimum : float or None
        The largest value of the objective, where it is known.
    left_out : list of (int, int)
        The stretches of text where the pairs were found.
    """

    sample: held_out.Sample | None
    optimum: float | None
    left_out: list


def yardstick(tokens, plan, vocabulary, settings, law=None):
    """Choose what a training is measured on: the law if it is known, else pairs of stretches that it does not see.

    Parameters
    ----------
    tokens : array of int32
        The text.
    plan : Plan
        How it is trained.
    vocabulary : Vocabulary
        The words.
    settings : Settings
        The parameters.
    law : dict of (str, str) to number, optional
        The probability of each pair.

    Returns
    -------
    Yardstick
        Small enough for measuring to cost little.
    """
    cells = min(max(LEAST_CELLS, int(settings.epochs * len(tokens) * CELLS_PER_TOKEN)), MOST_CELLS)
    rows = max(FEWEST_ROWS, cells // len(vocabulary))
    if law is not None:
        if plan.cbow:
            raise ValueError("expected a law of pairs (w, c) only with architecture='skip-gram'; got it with 'cbow'")
        sample = held_out.sample_of_law(law, vocabulary)
        return Yardstick(sample.thinned(rows), expected.optimum(sample, plan), [])
    left_out = held_out.stretches(tokens, settings.held_out)
    joined = np.concatenate([tokens[:0], *(held_out.closed(tokens[start:stop]) for start, stop in left_out)])
    if not left_out:
        return Yardstick(None, None, [])
    sample, _ = next(held_out.sample_of_text(joined, plan, at_once=len(joined)), (None, 0))
    return Yardstick(sample.thinned(rows), None, left_out) if sample else Yardstick(None, None, [])
