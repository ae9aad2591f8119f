"""Small worlds on which lines of a derivation are evaluated: exact fractions, in 50-digit arithmetic."""

import random
from typing import NamedTuple

import mpmath as mp


class Pair(NamedTuple):
    """One pair (w, c) in a small world.

    Attributes
    ----------
    v_w : list of mpf, (d,)
        The word vector.
    C : list of lists of mpf, (n, d)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : list of int, (k,)
        Rows of drawn contexts, one of them repeated and one equal to c.
    """

    v_w: list
    C: list
    c: int
    negatives: list

    @property
    def scores(self):
        """x_j = v_j · v_w for every context."""
        return [dot(v_j, self.v_w) for v_j in self.C]

    def moved(self, t, component, context=None):
        """The same pair with one component of the word's vector, or of one context's, moved by t."""
        if context is None:
            return self._replace(v_w=_moved(self.v_w, component, t))
        rows = [_moved(row, component, t) if j == context else row for j, row in enumerate(self.C)]
        return self._replace(C=rows)


def pairs(seed, count=3, d=3, n=5):
    """Draw small worlds.

    Parameters
    ----------
    seed : int
        The same seed gives the same worlds.
    count, d, n : int
        How many worlds, components, contexts.

    Returns
    -------
    list of Pair
        With entries that are sevenths between −2 and 2.
    """
    rng = random.Random(seed)
    drawn = []
    for _ in range(count):
        c = rng.randrange(n)
        others = [j for j in range(n) if j != c]
        twice = rng.choice(others)
        negatives = [twice, c, twice, rng.choice(others)]
        drawn.append(Pair(fractions(rng, d), [fractions(rng, d) for _ in range(n)], c, negatives))
    return drawn


def fractions(rng, size):
    """Draw sevenths between −2 and 2."""
    with mp.workdps(60):
        return [mp.mpf(rng.randint(-14, 14)) / 7 for _ in range(size)]


def dot(x, y):
    """The inner product of two lists."""
    return mp.fsum(a * b for a, b in zip(x, y, strict=True))


def slope(function):
    """Differentiate a function of one number at zero, to full precision."""
    return mp.diff(function, 0)


def _moved(vector, component, t):
    return [x + t if m == component else x for m, x in enumerate(vector)]
