"""Small corpora of observed and invented pairs, and the exact mean over all ways in which draws can fall."""

import random
from itertools import product
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.instances import dot, fractions


class Corpus(NamedTuple):
    """Observed pairs, with drawn contexts for each.

    Attributes
    ----------
    W : list of lists of mpf, (|V|, d)
        The word vectors.
    C : list of lists of mpf, (n, d)
        The context vectors.
    D : list of (w, c)
        The observed pairs, one of them twice.
    drawn : list of list of int, (|D|, k)
        For each pair of D the rows of its k drawn contexts.
    P_n : list of mpf, (n,)
        The noise distribution.
    """

    W: list
    C: list
    D: list
    drawn: list
    P_n: list

    @property
    def k(self):
        """Negatives for each pair."""
        return len(self.drawn[0])

    @property
    def D_prime(self):
        """The invented pairs (w, c_i)."""
        return [(w, c) for (w, _), negatives in zip(self.D, self.drawn, strict=True) for c in negatives]

    def score(self, w, c):
        """The score x = v_c · v_w."""
        return dot(self.C[c], self.W[w])

    def count(self, w, c=None):
        """#(w, c), or #(w): how often the pair, or the word, occurs in D."""
        return sum(pair[0] == w and c in (None, pair[1]) for pair in self.D)

    def moved(self, t, component, word=None, context=None):
        """The same corpus with one component of one word's vector, or of one context's, moved by t."""
        W, C = (
            [[x + t * ((r, m) == (row, component)) for m, x in enumerate(vector)] for r, vector in enumerate(rows)]
            for rows, row in ((self.W, word), (self.C, context))
        )
        return self._replace(W=W, C=C)

    def mean_over_draws(self, value):
        """Average value(corpus) over every way in which all draws can fall, each with its probability."""
        k, terms = self.k, []
        for flat in product(range(len(self.C)), repeat=k * len(self.D)):
            drawn = [list(flat[at : at + k]) for at in range(0, len(flat), k)]
            terms.append(mp.fprod(self.P_n[c] for c in flat) * value(self._replace(drawn=drawn)))
        return mp.fsum(terms)


def corpora(seed, count=2, words=2, n=2, d=2, k=2):
    """Draw small corpora of three pairs, the first of which occurs twice.

    Parameters
    ----------
    seed : int
        The same seed gives the same corpora.
    count, words, n, d, k : int
        How many corpora, words, contexts, components, negatives.

    Returns
    -------
    list of Corpus
        With vectors whose entries are sevenths between −2 and 2.
    """
    rng = random.Random(seed)
    drawn = []
    for _ in range(count):
        D = [(rng.randrange(words), rng.randrange(n)) for _ in range(2)]
        weights = [rng.randint(1, 5) for _ in range(n)]
        with mp.workdps(60):
            P_n = [mp.mpf(x) / sum(weights) for x in weights]
        W, C = ([fractions(rng, d) for _ in range(rows)] for rows in (words, n))
        drawn.append(Corpus(W, C, [D[0], *D], [[rng.randrange(n) for _ in range(k)] for _ in range(3)], P_n))
    return drawn
