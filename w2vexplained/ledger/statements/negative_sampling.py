"""Negative sampling as the papers write it."""

import sympy as sp

from w2vexplained.ledger.statements.notation import C, d, k, neg, total, v


def sigma(x):
    """GL2014 §2: one over one plus e to the minus x."""
    return 1 / (1 + sp.exp(-x))


def score(j):
    """Score of context j: the product of its vector with the word's."""
    return total(lambda m: C[j, m] * v[m], d)


def log_likelihood(c):
    """MSCCD2013 (4) for one pair, with its k draws made."""
    return sp.log(sigma(score(c))) + total(lambda i: sp.log(sigma(-score(neg(i)))), k)
