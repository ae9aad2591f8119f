"""The softmax objective as the papers write it."""

import sympy as sp

from w2vexplained.ledger.statements.notation import C, N, V, W, d, n, total, v


def score(j):
    """Score of context j: the product of its vector with the word's."""
    return total(lambda m: C[j, m] * v[m], d)


def probability(c):
    """GL2014 (3): the probability of context c beside the word."""
    return sp.exp(score(c)) / total(lambda j: sp.exp(score(j)), n)


def log_likelihood(c):
    """GL2014 (4), for one pair."""
    return sp.log(sp.exp(score(c))) - sp.log(total(lambda j: sp.exp(score(j)), n))


def score_of_pair(w, j):
    """Score of context j beside word w."""
    return total(lambda m: C[j, m] * W[w, m], d)


def log_likelihood_of_table():
    """GL2014 (4), its pairs gathered in the table #(w, c)."""

    def log_probability(w, j):
        return score_of_pair(w, j) - sp.log(total(lambda i: sp.exp(score_of_pair(w, i)), n))

    return total(lambda w: total(lambda j: N[w, j] * log_probability(w, j), n), V)
