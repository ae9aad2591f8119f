"""Groups of pairs on which the witnesses of this chapter measure, and exact moments of what the library computes."""

from itertools import product
from typing import NamedTuple

import mpmath as mp
import numpy as np

from w2vexplained.ledger.statements import training as statement
from w2vexplained.objectives import grouped, negative_sampling
from w2vexplained.verification import elements

CENTRES = [(1, (0, 1, 0)), (0, (2, 1))]  # a word twice at one, a word at both


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
        return elements.fifty_digits(counts) if self.C.dtype.kind == "O" else counts

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


def of_shared_draws(g, draws, k, shift=None):
    """What the library gives for a group with shared draws: the value, and the gradients in words and contexts."""
    group = g.W, g.C, g.counts, list(draws), k, shift
    return grouped.log_likelihood(*group), *grouped.gradient(*group)


def of_own_draws(g, w, c, draws):
    """What the library gives for one pair with draws of its own, in the same form."""
    gradient_w, gradient_C = negative_sampling.gradient(g.W[w], g.C, c, list(draws))
    gradient_W = np.zeros_like(g.W)
    gradient_W[w] = gradient_w
    return negative_sampling.log_likelihood(g.W[w], g.C, c, list(draws)), gradient_W, gradient_C


def over_all_draws(P_n, draws, results):
    """Run a function of draws for every way in which so many can fall; give each result with its probability."""
    for way in product(range(len(P_n)), repeat=draws):
        chance = 1
        for c in way:
            chance = chance * P_n[c]
        yield chance, results(way)


def moments(outcomes):
    """Mean and scatter over outcomes, each a chance and several numbers or arrays.

    Parameters
    ----------
    outcomes : iterable of (chance, results)
        Chances sum to 1; entries are machine numbers or 50-digit ones.

    Returns
    -------
    means : list of arrays, one-dimensional
        Of each of the results.
    scatters : list of numbers
        The variance of each number; the trace of the covariance of each array.
    """
    outcomes = [(chance, [plain(x) for x in results]) for chance, results in outcomes]
    parts = range(len(outcomes[0][1]))
    means = [sum(chance * results[i] for chance, results in outcomes) for i in parts]
    return means, [sum(chance * ((results[i] - means[i]) ** 2).sum() for chance, results in outcomes) for i in parts]


def scatter_of_own_draws(g, P_n, k):
    """Scatter of the library's value and of its two gradients, added up over pairs, each with k draws of its own."""
    pairs = [moments(over_all_draws(P_n, k, lambda way, w=w, c=c: of_own_draws(g, w, c, way)))[1] for w, c in g.D]
    return [sum(parts) for parts in zip(*pairs, strict=True)]


def value_and_whole_gradient(scatters):
    """Add up what the gradients in words and in contexts scatter."""
    of_value, of_words, of_contexts = scatters
    return [of_value, of_words + of_contexts]


def stated_terms(g, words, lowered=None):
    """What the statement says a draw adds for each of some words: first to the value, then to the gradient.

    Takes a group in 50 digits; a term is a list over contexts, of lists of numbers.
    """
    vectors = [elements.values(x).tolist() for x in (g.W, g.C)]
    for terms in (statement.number_terms, statement.number_term_gradients):
        yield [terms(*vectors, w, lowered) for w in words]


def moments_of_block(g, P_n, N, k, shift=None):
    """Mean and scatter of the library's value and gradients over N draws that a group shares."""
    return moments(over_all_draws(P_n, N, lambda way: of_shared_draws(g, way, k, shift)))


def log_of_draws(P_n, k):
    """The shift log kP_n of noise-contrastive estimation, for a law in 50-digit numbers."""
    return elements.array_of([mp.log(k * p) for p in P_n])


def fractions(weights):
    """A noise distribution in 50-digit numbers."""
    return [mp.mpf(x) / sum(weights) for x in weights]


def plain(x):
    """A number or an array as a list of plain numbers."""
    x = np.atleast_1d(x).ravel()
    return elements.values(x) if x.dtype.kind == "O" else x
