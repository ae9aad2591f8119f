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


class Table(NamedTuple):
    """A table of counts with vectors for its words and contexts.

    Attributes
    ----------
    W : list of lists of mpf, (|V|, d)
        The word vectors.
    C : list of lists of mpf, (n, d)
        The context vectors.
    counts : list of lists of int, (|V|, n)
        How often each pair occurs, #(w, c); none of them 0.
    k : int
        Negatives for each pair.
    noise : list of mpf, (n,)
        Their distribution P_n.
    """

    W: list
    C: list
    counts: list
    k: int
    noise: list

    @property
    def scores(self):
        """X[w][c] = v_c · v_w."""
        return [[dot(v_c, v_w) for v_c in self.C] for v_w in self.W]

    @property
    def D(self):
        """The pairs (w, c), each as often as it occurs."""
        cells = [(w, c, count) for w, row in enumerate(self.counts) for c, count in enumerate(row)]
        return [(w, c) for w, c, count in cells for _ in range(count)]

    def moved(self, t, component, word=None, context=None):
        """The same table with one component of one word's vector, or of one context's, moved by t."""
        W = [_moved(row, component, t) if w == word else row for w, row in enumerate(self.W)]
        C = [_moved(row, component, t) if c == context else row for c, row in enumerate(self.C)]
        return self._replace(W=W, C=C)


class Text(NamedTuple):
    """A text, and the probability of each context beside each word.

    Attributes
    ----------
    words : list of int
        One sentence, as numbers of words.
    window : int
        The largest distance between a word and its context.
    p : list of lists of mpf
        p(c | w) at [w][c]; rows sum to 1.
    """

    words: list
    window: int
    p: list

    def contexts(self, place):
        """C(w): the words at most `window` from a place, itself left out."""
        near = range(max(0, place - self.window), min(len(self.words), place + self.window + 1))
        return [self.words[i] for i in near if i != place]


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


def tables(seed, count=2, d=2, n_words=3, n=4):
    """Draw small tables of counts.

    Parameters
    ----------
    seed : int
        The same seed gives the same tables.
    count, d, n_words, n : int
        How many tables, components, words, contexts.

    Returns
    -------
    list of Table
        With counts from 1 to 4, k from 2 to 4, noise in fractions.
    """
    rng = random.Random(seed)
    drawn = []
    for _ in range(count):
        W, C = ([fractions(rng, d) for _ in range(size)] for size in (n_words, n))
        counts = [[rng.randint(1, 4) for _ in range(n)] for _ in range(n_words)]
        drawn.append(Table(W, C, counts, rng.randint(2, 4), distribution(rng, n)))
    return drawn


def texts(seed, count=3, length=7, n_words=3):
    """Draw short texts.

    Parameters
    ----------
    seed : int
        The same seed gives the same texts.
    count, length, n_words : int
        How many texts, words in each, different words.

    Returns
    -------
    list of Text
        Short enough that words and pairs repeat.
    """
    rng = random.Random(seed)
    return [
        Text(
            [rng.randrange(n_words) for _ in range(length)],
            rng.randint(1, 2),
            [distribution(rng, n_words) for _ in range(n_words)],
        )
        for _ in range(count)
    ]


def fractions(rng, size):
    """Draw sevenths between −2 and 2.

    Parameters
    ----------
    rng : random.Random
        Where the randomness comes from.
    size : int
        How many.

    Returns
    -------
    list of mpf
        The numbers.
    """
    with mp.workdps(60):
        return [mp.mpf(rng.randint(-14, 14)) / 7 for _ in range(size)]


def distribution(rng, size):
    """Draw a probability distribution of fractions, none of them 0.

    Parameters
    ----------
    rng : random.Random
        Where the randomness comes from.
    size : int
        How many outcomes.

    Returns
    -------
    list of mpf
        They sum to 1.
    """
    weights = [rng.randint(1, 9) for _ in range(size)]
    with mp.workdps(60):
        return [mp.mpf(x) / sum(weights) for x in weights]


def dot(x, y):
    """Multiply two lists entry by entry and add up.

    Parameters
    ----------
    x, y : lists of mpf
        Of one length.

    Returns
    -------
    mpf
        The inner product.
    """
    return mp.fsum(a * b for a, b in zip(x, y, strict=True))


def slope(function):
    """Differentiate a function of one number at zero, to full precision.

    Parameters
    ----------
    function : callable
        From a number to a number.

    Returns
    -------
    mpf
        The derivative.
    """
    return mp.diff(function, 0)


def _moved(vector, component, t):
    return [x + t if m == component else x for m, x in enumerate(vector)]
