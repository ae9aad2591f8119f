"""The order of training: parts of the text, epoch after epoch, each step with its learning rate and its seed."""

from typing import NamedTuple

import numpy as np

from w2vexplained.corpus.tokens import END
from w2vexplained.training.estimator.texts import forget

PART = 2**16  # tokens, about a tenth of a second: an interrupt and the progress bar wait for the end of a part
LEAST_PART = 256  # tokens
SOFTMAX_PART = 2**28  # tokens times contexts times d, for a step on all contexts costs so much more
POINTS = 20  # at which the objective is measured, besides the beginning
FLOOR = 1e-4  # times the first learning rate, where it stops falling, as in the program


class Schedule(NamedTuple):
    """All steps of a training; step i trains part i modulo the number of parts.

    Attributes
    ----------
    starts, stops : arrays of int64, (parts,)
        Where each part lies in the token array.
    words : array of int64, (parts + 1,)
        How many words lie before each part, and at last in all.
    epochs : int
        How often the text is read.
    learning_rate : float
        The first.
    seed : tuple of int
        What the seeds of all steps come from.
    """

    starts: np.ndarray
    stops: np.ndarray
    words: np.ndarray
    epochs: int
    learning_rate: float
    seed: tuple

    @property
    def n_steps(self):
        """How many there are."""
        return len(self.starts) * self.epochs

    def words_before(self, step):
        """Count the words read before a step.

        Parameters
        ----------
        step : int
            From 0; the number of steps stands for the end.

        Returns
        -------
        int
            In all epochs so far.
        """
        epoch, part = divmod(step, max(len(self.starts), 1))  # no part: nothing but what is left out has words
        return int(epoch * self.words[-1] + self.words[part])

    def rate(self, step):
        r"""Give the learning rate where a step begins: :math:`\alpha\max(1 - \text{read}/(\text{all}+1), 10^{-4})`.

        Parameters
        ----------
        step : int
            From 0; the number of steps stands for the end.

        Returns
        -------
        float
            It falls linearly over the words of all epochs, to a ten-thousandth of the first.

        Examples
        --------
        >>> schedule = Schedule([0], [4], np.array([0, 3]), 5, 0.5, (0,))
        >>> schedule.rate(0), schedule.rate(3), schedule.rate(5)
        (0.5, 0.21875, 0.03125)
        """
        read, total = self.words_before(step), self.epochs * int(self.words[-1])
        return self.learning_rate * max(1 - read / (total + 1), FLOOR)

    def seed_of(self, step):
        """Give the seed of a step, which depends on nothing that happened before.

        Parameters
        ----------
        step : int
            From 0.

        Returns
        -------
        int
            From 0 to 2⁶³ − 1.
        """
        return int(np.random.SeedSequence((*self.seed, step)).generate_state(1, np.uint64)[0] >> np.uint64(1))

    def looks(self):
        """Choose the steps before which the objective is measured, evenly; the end is among them.

        Returns
        -------
        list of int
            Rising, from 0 to the number of steps.
        """
        return sorted({round(i * self.n_steps / POINTS) for i in range(POINTS + 1)})


def schedule(tokens, left_out, *, epochs, learning_rate, seed, softmax_cells=0):
    """Cut a text into parts of about equal size, at the ends of sentences.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The text.
    left_out : list of (start, stop)
        Stretches that are not trained on, rising.
    epochs : int
        How often the text is read.
    learning_rate : float
        The first.
    seed : tuple of int
        What the seeds of all steps come from.
    softmax_cells : int
        The size of C where every step is on all of it; else 0.

    Returns
    -------
    Schedule
        No part is longer than `PART` tokens; a sentence that is, is cut.
    """
    size = min(PART, max(LEAST_PART, len(tokens) * epochs // (2 * POINTS)))
    if softmax_cells:
        size = min(size, max(LEAST_PART, SOFTMAX_PART // softmax_cells))
    edges = [0, *(place for stretch in left_out for place in stretch), len(tokens)]
    parts = [
        part for start, stop in zip(edges[::2], edges[1::2], strict=True) for part in _cut(tokens, start, stop, size)
    ]
    words = [_words(tokens, start, stop) for start, stop in parts]
    starts, stops = np.array([part for part, n in zip(parts, words, strict=True) if n], np.int64).reshape(-1, 2).T
    before = np.cumsum([0, *(n for n in words if n)], dtype=np.int64)
    return Schedule(starts, stops, before, epochs, learning_rate, seed)


def _cut(tokens, start, stop, size):
    """Yield parts from start to stop, of about one size, that end where a sentence ends if one does."""
    while start < stop:
        pieces = -(-(stop - start) // size)
        end = start + -(-(stop - start) // pieces)
        ends = np.flatnonzero(tokens[start:end] == END)
        end = stop if pieces == 1 else start + int(ends[-1]) + 1 if len(ends) else end
        yield start, end
        forget(tokens)
        start = end


def _words(tokens, start, stop):
    n = int(np.count_nonzero(tokens[start:stop] >= 0))
    forget(tokens)
    return n
