"""Every way in which draws can fall: run a function that draws once for each of them.

The function is handed a generator whose draws are prescribed. What it asks for decides what the ways are:
code that draws from another range, or another number of times, has other outcomes, and that shows.
"""

from fractions import Fraction

import numpy as np


def every_outcome(run, parts=2, most=20_000):
    """Run a function for every way in which its draws can fall.

    Parameters
    ----------
    run : callable
        From a generator, which knows `integers` and `random`, to a result.
    parts : int
        Into how many equal parts a draw from 0 to 1 is divided; it falls into the middle of one of them. So it is
        below a probability that is a multiple of 1/parts exactly as often as it should be.
    most : int
        The largest number of outcomes; code that draws more often than expected would keep this running for ever.

    Yields
    ------
    result, Fraction
        What the function returned, and the probability that its draws fall this way; these sum to 1.

    Raises
    ------
    OverflowError
        If there are more.

    Examples
    --------
    >>> for result, p in every_outcome(lambda rng: rng.integers(1, 3, size=1) + (rng.random() < 0.5)):
    ...     print(result, p)
    [2] 1/4
    [1] 1/4
    [3] 1/4
    [2] 1/4
    """
    prescribed, outcomes = [], 0
    while prescribed is not None:
        outcomes += 1
        if outcomes > most:
            raise OverflowError(f"expected at most {most} ways in which draws can fall; got more")
        draws = PrescribedDraws(prescribed, parts)
        result = run(draws)
        yield result, draws.probability
        prescribed = _next(draws.made)


class PrescribedDraws:
    """A generator whose draws are prescribed; those beyond them are the first that is possible.

    Parameters
    ----------
    prescribed : sequence of int
        For each draw, which of its possible values it takes, counted from 0.
    parts : int
        The parts of a draw from 0 to 1.
    """

    def __init__(self, prescribed, parts):
        self.prescribed, self.parts = list(prescribed), parts
        self.made = []  # of each draw, which value it took and how many there were

    @property
    def probability(self):
        """The probability of all draws that were made."""
        p = 1
        for _, values in self.made:
            p *= values
        return Fraction(1, p)

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        """Draw whole numbers evenly, with the arguments of NumPy's generator."""
        low, high = (0, low) if high is None else (low, high)
        if high - low + endpoint < 1:
            raise ValueError(f"expected a number to draw from; got low = {low}, high = {high}")
        return (low + self._taken(int(high - low + endpoint), size)).astype(dtype)[()]

    def random(self, size=None):
        """Draw numbers from 0 to 1: each the middle of a part."""
        return ((self._taken(self.parts, size) + 0.5) / self.parts)[()]

    def _taken(self, values, size):
        start, n = len(self.made), 1 if size is None else int(np.prod(size))
        taken = self.prescribed[start : start + n]
        taken += [0] * (n - len(taken))
        self.made += [(which, values) for which in taken]
        return np.array(taken, dtype=np.int64).reshape(() if size is None else size)


def _next(made):
    """Count on: the last draw that has a value left takes it, and those after it begin anew."""
    while made and made[-1][0] == made[-1][1] - 1:
        made = made[:-1]
    return [*(which for which, _ in made[:-1]), made[-1][0] + 1] if made else None
