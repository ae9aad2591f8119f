"""Windows, subsampling and pruning as the papers have them: in sympy, in fractions and in 60 digits."""

from fractions import Fraction

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.notation import N, V, n, total
from w2vexplained.ledger.statements.pmi import all_pairs, pairs_of_context, pairs_of_word, ratio_to_chance

L, delta = sp.symbols("L delta", integer=True, positive=True)
f, t = sp.symbols("f t", positive=True)  # a word's share of the text, and the threshold
phi = (1 + sp.sqrt(5)) / 2
keep_w = sp.IndexedBase("qw", real=True)  # qw[w], how often an occurrence of a word is kept
keep_c = sp.IndexedBase("qc", real=True)  # qc[c], how often one of a context


def weight(delta, L):
    """GL2014 §3.1: of the reaches 1 … L, evenly drawn, the share that takes the distance δ in."""
    return (L - delta + 1) / L


def pairs_of_a_word():
    """GL2014 §3.1: how many pairs a word heads on average, far from the ends of its sentence."""
    return sp.Sum(2 * weight(delta, L), (delta, 1, L))


def pairs_by_reach(sentences, reaches):
    """List D by walking through the text, with a reach for each of its words."""
    D, left = [], iter(reaches)
    for words in sentences:
        for place, w in enumerate(words):
            reach = next(left)
            D += [(w, c) for other, c in enumerate(words) if 0 < abs(other - place) <= reach]
    return D


def kept_by_paper(f, t):
    """MSCCD2013 (5): one less what is discarded, 1 − √(t/f), where f > t."""
    return 1 - (1 - sp.sqrt(t / f))


def kept_by_program(occurrences, words, t):
    """The program: (√(n_w/(tN)) + 1) tN/n_w, where it is below 1."""
    return (sp.sqrt(occurrences / (t * words)) + 1) * (t * words) / occurrences


def number_kept(formula, f, t):
    """Both formulas for numbers, with what they give above 1 cut off."""
    root = mp.sqrt(mp.mpf(f) / t)
    return min(mp.mpf(1), 1 / root if formula == "paper" else (root + 1) * t / f)


def is_kept(formula, f, t):
    """Whether every occurrence is kept, for whole numbers or fractions, of which no root is taken.

    The paper: t/f ≥ 1. The program: √r ≥ 1 − r with r = t/f, and both sides squared where the right one is above 0.
    """
    r = Fraction(t) / Fraction(f)
    return r >= 1 or (formula == "program" and r >= (1 - r) ** 2)


def chance_of_distance(j, m, q):
    """EF3: the jth kept neighbour stands at distance m, a negative binomial law."""
    return sp.binomial(m - 1, j - 1) * q**j * (1 - q) ** (m - j)


def left(w, c):
    """EF4: what is expected to be left of a pair, both of whose places must be kept."""
    return keep_w[w] * N[w, c] * keep_c[c]


def share_left():
    """EF4: Z, the mean of q_w q_c over all pairs."""
    return total(lambda j: total(lambda i: left(i, j), V), n) / all_pairs()


def contexts_left(w):
    """EF4: E[q_C | w], the mean of q over the contexts of a word."""
    return total(lambda j: N[w, j] * keep_c[j], n) / pairs_of_word(w)


def words_left(c):
    """EF4: E[q_W | c], the mean of q over the words beside a context."""
    return total(lambda i: N[i, c] * keep_w[i], V) / pairs_of_context(c)


def ratio_to_chance_left(w, c):
    """EF4: e to the PMI of thinned counts, by its three means."""
    return ratio_to_chance(w, c) * share_left() / (contexts_left(w) * words_left(c))


def number_shift(counts, keep_w, keep_c, w, c):
    """EF4: log Z − log E[q_C | w] − log E[q_W | c] for numbers."""
    column = [row[c] for row in counts]
    keep_w, keep_c = [mp.mpf(x) for x in keep_w], [mp.mpf(x) for x in keep_c]
    Z = mp.fsum(a * x * b for a, row in zip(keep_w, counts, strict=True) for x, b in zip(row, keep_c, strict=True))
    of_contexts, of_words = mp.fdot(counts[w], keep_c), mp.fdot(column, keep_w)
    size = mp.fsum(map(mp.fsum, counts))
    return mp.log(Z / size) - mp.log(of_contexts / mp.fsum(counts[w])) - mp.log(of_words / mp.fsum(column))
