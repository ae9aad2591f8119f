"""Groups of pairs on which the witnesses of this chapter measure, and exact moments of what the library computes."""

from itertools import product
from typing import NamedTuple

import mpmath as mp
import numpy as np

from w2vexplained.objectives import grouped, negative_sampling
from w2vexplained.verification import elements


class Group(NamedTuple):
    """Pairs (w, c), sorted by their contexts.

    Attributes
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    centres : list of (c, list of w)
        Each context with the words of its pairs, which may repeat.
    """

    W: np.ndarray
    C: np.ndarray
    centres: list

    @property
    def D(self):
        """The pairs (w, c)."""
        return [(w, c) for c, words in self.centres for w in words]

    @property
    def counts(self):
        """How often each word is in a pair with each context."""
        counts = np.zeros((len(self.W), len(self.C)))
        np.add.at(counts, tuple(np.transpose(self.D)), 1)
        return counts

    def by_centre(self):
        """One group for each centre."""
        return [self._replace(centres=[centre]) for centre in self.centres]

    def in_fifty_digits(self):
        """The same group with vectors of 50-digit numbers."""
        return self._replace(W=elements.fifty_digits(self.W), C=elements.fifty_digits(self.C))


def group(seed, centres=((1, (0, 1, 0)),), d=2, n=3, n_words=3, scale=1.0):
    """Draw the vectors of a group."""
    rng = np.random.default_rng(seed)
    return Group(scale * rng.normal(size=(n_words, d)), scale * rng.normal(size=(n, d)), list(centres))


def noise(seed, n):
    """Draw a noise distribution, none of it near 0."""
    weights = np.random.default_rng(seed).integers(1, 9, size=n).astype(float)
    return weights / weights.sum()


def value_and_gradient(g, draws, k, shift=None):
    """What the library gives for a group with shared draws: the value, and all derivatives in one list."""
    rest = g.C, g.counts, list(draws), k, shift
    return grouped.log_likelihood(g.W, *rest), flat(grouped.gradient(g.W, *rest))


def of_own_draws(g, w, c, draws):
    """What the library gives for one pair with draws of its own, in the same form."""
    gradient_w, gradient_C = negative_sampling.gradient(g.W[w], g.C, c, list(draws))
    gradient_W = np.zeros_like(g.W)
    gradient_W[w] = gradient_w
    return negative_sampling.log_likelihood(g.W[w], g.C, c, list(draws)), flat((gradient_W, gradient_C))


def flat(gradient):
    """Put the derivatives in words and in contexts into one list."""
    return np.concatenate([x.ravel() for x in gradient])


def ways(P_n, draws):
    """Every way in which draws can fall, with its probability, by 50-digit arithmetic if P_n holds such numbers."""
    for way in product(range(len(P_n)), repeat=draws):
        chance = 1
        for c in way:
            chance = chance * P_n[c]
        yield chance, way


def moments(outcomes):
    """Mean and scatter of value and gradient over outcomes: pairs of a chance and (value, gradient).

    The scatter of a gradient is the trace of its covariance.

    Returns
    -------
    means, scatters : lists of arrays
        First of the value, then of the gradient.
    """
    outcomes = [(chance, [_plain(x) for x in results]) for chance, results in outcomes]
    means = [sum(chance * results[i] for chance, results in outcomes) for i in (0, 1)]
    scatters = [sum(chance * ((results[i] - means[i]) ** 2).sum() for chance, results in outcomes) for i in (0, 1)]
    return means, scatters


def fractions(weights):
    """A noise distribution in 50-digit numbers."""
    return [mp.mpf(x) / sum(weights) for x in weights]


def _plain(x):
    x = np.atleast_1d(x)
    return elements.values(x) if x.dtype.kind == "O" else x
