"""The softmax objective as the papers write it."""

import sympy as sp

from w2vexplained.ledger.statements.notation import C, d, n, total, v


def score(j):
    """Score of context j: the product of its vector with the word's."""
    return total(lambda m: C[j, m] * v[m], d)


def probability(c):
    """GL2014 (3): the probability of context c beside the word."""
    return sp.exp(score(c)) / total(lambda j: sp.exp(score(j)), n)


def log_likelihood(c):
    """GL2014 (4), for one pair."""
    return sp.log(sp.exp(score(c))) - sp.log(total(lambda j: sp.exp(score(j)), n))
