"""Equation (4) with draws that several pairs share: in sympy for every size, and in mpmath for numbers."""

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.negative_sampling import (
    number_log_sigma,
    number_score,
    number_sigma,
    score_of_pair,
    sigma,
)
from w2vexplained.ledger.statements.notation import N, V, k, n, neg, total

shared = sp.Symbol("shared", integer=True, positive=True)  # how many draws a block makes
shift = sp.IndexedBase("shift", real=True)  # shift[j], what the score of context j is lowered by


def context_with_its_words(c, lowered=lambda j: 0):
    """MSCCD2013 (4), added up over pairs (w, c) of one context c, one for each word, all with the same k draws."""

    def logit(w, j):
        return score_of_pair(w, j) - lowered(j)

    def pair(w):
        return sp.log(sigma(logit(w, c))) + total(lambda i: sp.log(sigma(-logit(w, neg(i)))), k)

    return total(pair, V)


def block():
    """Pairs (w, c), N[w, c] of each; every one asks for k of the draws that all share, so a draw weighs k/shared."""

    def logit(w, c):
        return score_of_pair(w, c) - shift[c]

    observed = total(lambda w: total(lambda c: N[w, c] * sp.log(sigma(logit(w, c))), n), V)

    def repulsion(w):
        n_w = total(lambda c: N[w, c], n)
        return n_w * k / shared * total(lambda i: sp.log(sigma(-logit(w, neg(i)))), shared)

    return observed + total(repulsion, V)


def number_block(words, contexts, D, negatives, k, lowered=None):
    """The same for number vectors and a list D of pairs (w, c), pair by pair; rows count from 0."""
    lowered = lowered or [0] * len(contexts)
    weight = mp.mpf(k) / len(negatives)

    def pair(w, c):
        repulsion = mp.fsum(number_log_sigma(-_logit(words, contexts, w, i, lowered)) for i in negatives)
        return number_log_sigma(_logit(words, contexts, w, c, lowered)) + weight * repulsion

    return mp.fsum(pair(w, c) for w, c in D)


def number_block_gradient(words, contexts, D, negatives, k, lowered=None):
    """Its gradient: each pair of D pulls by one minus sigma, each draw pushes its word by k/N times sigma.

    All entries in one list, row by row: those of the words, then those of the contexts.
    """
    lowered = lowered or [0] * len(contexts)
    weight, forces = mp.mpf(k) / len(negatives), []
    for w, c in D:
        forces.append(number_force(words, contexts, w, c, 1 - number_sigma(_logit(words, contexts, w, c, lowered))))
        for i in negatives:
            push = -weight * number_sigma(_logit(words, contexts, w, i, lowered))
            forces.append(number_force(words, contexts, w, i, push))
    return [mp.fsum(entry) for entry in zip(*forces, strict=True)]


def number_force(words, contexts, w, c, slope):
    """What a slope in the score of one pair is in all vectors: the other side's vector, and 0 elsewhere; one list."""
    in_words = [slope * y if i == w else mp.mpf(0) for i in range(len(words)) for y in contexts[c]]
    return in_words + [slope * y if j == c else mp.mpf(0) for j in range(len(contexts)) for y in words[w]]


def number_terms(words, contexts, w, lowered=None):
    """What a pair of word w gets from each context if that is drawn, as a list of one: log sigma of minus the logit."""
    lowered = lowered or [0] * len(contexts)
    return [[number_log_sigma(-_logit(words, contexts, w, c, lowered))] for c in range(len(contexts))]


def number_term_gradients(words, contexts, w, lowered=None):
    """The gradients of these, each one list over all vectors."""
    lowered = lowered or [0] * len(contexts)
    slopes = [-number_sigma(_logit(words, contexts, w, c, lowered)) for c in range(len(contexts))]
    return [number_force(words, contexts, w, c, slope) for c, slope in enumerate(slopes)]


def _logit(words, contexts, w, c, lowered):
    return number_score(contexts[c], words[w]) - lowered[c]


def number_scatter(P_n, values):
    """The variance of a random number, or the trace of the covariance of a random vector; values[c] has chance P_n[c].

    Vectors are lists of numbers, and so is a number: a list of one.
    """
    mean = [mp.fdot(P_n, column) for column in zip(*values, strict=True)]
    return mp.fdot(P_n, [mp.fsum((x - y) ** 2 for x, y in zip(value, mean, strict=True)) for value in values])


def number_sum(terms):
    """Add up random vectors that hang on the same draw: terms[i][c] is the i-th where the draw is c."""
    return [[mp.fsum(entry) for entry in zip(*at_c, strict=True)] for at_c in zip(*terms, strict=True)]


def number_scatter_of_own_draws(P_n, terms, k):
    """Each pair with k draws of its own: k times the scatter of each, added up; one list of terms for each pair."""
    return k * mp.fsum(number_scatter(P_n, term) for term in terms)


def number_scatter_of_shared_draws(P_n, terms, k, N=None):
    """All pairs with N draws together, of weight k/N each: the scatter of their sum, times k²/N; N is k by default."""
    return mp.mpf(k) ** 2 / (N or k) * number_scatter(P_n, number_sum(terms))
