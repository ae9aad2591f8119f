"""Blocks of pairs that may share their draws, and exact moments over all ways in which draws can fall."""

import random
from itertools import product
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.instances import distribution, dot, fractions
from w2vexplained.ledger.derivations.sigmoid import log_sigma


class Block(NamedTuple):
    """Some centres of a text, each the context of the words around it.

    Attributes
    ----------
    W : list of lists of mpf, (|V|, d)
        The word vectors.
    C : list of lists of mpf, (n, d)
        The context vectors.
    centres : list of (c, list of w)
        Each centre, and the words in its window; a word may be there twice, and in more than one window.
    P_n : list of mpf, (n,)
        The noise distribution.
    k : int
        Negatives that each pair asks for.
    N : int
        Draws that the block makes.
    """

    W: list
    C: list
    centres: list
    P_n: list
    k: int
    N: int

    @property
    def D(self):
        """The pairs (w, c) of all centres."""
        return [(w, c) for c, words in self.centres for w in words]

    def score(self, w, c):
        """The score x = v_c · v_w."""
        return dot(self.C[c], self.W[w])

    def first(self):
        """The block that ends after its first centre."""
        return self._replace(centres=self.centres[:1])

    def term(self, w):
        """For every context what it adds to a pair of word w if it is drawn: log σ(−x)."""
        return [log_sigma(-self.score(w, c)) for c in range(len(self.C))]

    def terms(self, words):
        """The same for several words together."""
        return added([self.term(w) for w in words])

    def mean(self, term):
        """Average over one draw."""
        return dot(self.P_n, term)

    def variance(self, term):
        """Scatter over one draw."""
        return self.covariance(term, term)

    def covariance(self, x, y):
        """How two numbers scatter together over one draw."""
        mean_x, mean_y = self.mean(x), self.mean(y)
        return mp.fsum(p * (a - mean_x) * (b - mean_y) for p, a, b in zip(self.P_n, x, y, strict=True))

    def mean_over_draws(self, draws, value):
        """Average value(list of contexts) over every way in which so many draws can fall."""
        ways = product(range(len(self.C)), repeat=draws)
        return mp.fsum(mp.fprod(self.P_n[c] for c in way) * value(way) for way in ways)

    def variance_over_draws(self, draws, value):
        """Scatter over every way in which so many draws can fall."""
        mean = self.mean_over_draws(draws, value)
        return self.mean_over_draws(draws, lambda way: (value(way) - mean) ** 2)

    def objective(self, draws):
        """Equation (4) for all pairs, with draws that all share and that together weigh k for each pair."""
        weight = mp.mpf(self.k) / len(draws)
        return mp.fsum(
            log_sigma(self.score(w, c)) + weight * mp.fsum(log_sigma(-self.score(w, i)) for i in draws)
            for w, c in self.D
        )

    def own(self, moment):
        """Add up, pair by pair, a moment of equation (4) over k draws of the pair's own."""
        pairs = [self._replace(centres=[(c, [w])]) for w, c in self.D]
        return mp.fsum(moment(pair)(self.k, pair.objective) for pair in pairs)


def blocks(seed, count=2, n=3, d=2, n_words=3):
    """Draw small blocks of two centres.

    Parameters
    ----------
    seed : int
        The same seed gives the same blocks.
    count, n, d, n_words : int
        How many blocks, contexts, components, words.

    Returns
    -------
    list of Block
        With k = 2, N = 3, vectors whose entries are sevenths between −2 and 2, and one word twice in a window.
    """
    rng = random.Random(seed)
    drawn = []
    for _ in range(count):
        W, C = ([fractions(rng, d) for _ in range(size)] for size in (n_words, n))
        twice, once = rng.sample(range(n_words), 2)
        centres = [(rng.randrange(n), [twice, once, twice]), (rng.randrange(n), [rng.randrange(n_words), once])]
        drawn.append(Block(W, C, centres, distribution(rng, n), k=2, N=3))
    return drawn


def added(terms):
    """Add up lists entry by entry."""
    return [mp.fsum(at_c) for at_c in zip(*terms, strict=True)]
