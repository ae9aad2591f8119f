"""Negative sampling as the papers write it, in sympy for every size and in mpmath for numbers."""

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.notation import C, N, V, W, d, k, n, neg, q, total, v


def sigma(x):
    """GL2014 §2: one over one plus e to the minus x."""
    return 1 / (1 + sp.exp(-x))


def two_answers(x):
    """GL2014 (3) with two classes, of scores x and 0: the probability of the first."""
    return sp.exp(x) / (sp.exp(x) + sp.exp(0))


def score(j):
    """Score of context j: the product of its vector with the word's."""
    return total(lambda m: C[j, m] * v[m], d)


def log_likelihood(c):
    """MSCCD2013 (4) for one pair, with its k draws made."""
    return sp.log(sigma(score(c))) + total(lambda i: sp.log(sigma(-score(neg(i)))), k)


def score_of_pair(w, c):
    """Score of word w with context c."""
    return total(lambda m: C[c, m] * W[w, m], d)


def corpus_log_likelihood(D, D_prime):
    """GL2014 §2, the last line of the chain, for pairs (w, c) that count from 1."""
    observed = sp.Add(*[sp.log(sigma(score_of_pair(w, c))) for w, c in D])
    return observed + sp.Add(*[sp.log(sigma(-score_of_pair(w, c))) for w, c in D_prime])


def expected_log_likelihood():
    """LG2014 §3.1: #(w,c) log σ(x) + k #(w) P_n(c) log σ(−x), over all words and contexts."""

    def term(w, c):
        x, n_w = score_of_pair(w, c), total(lambda j: N[w, j], n)
        return N[w, c] * sp.log(sigma(x)) + k * n_w * q[c] * sp.log(sigma(-x))

    return total(lambda w: total(lambda c: term(w, c), n), V)


def number_sigma(x):
    """The sigmoid of a number."""
    return 1 / (1 + mp.exp(-x))


def number_log_sigma(x):
    """The logarithm of the sigmoid of a number, with no digit lost where the sigmoid is near 1."""
    return -mp.log1p(mp.exp(-x))


def number_score(x, y):
    """The product of two vectors of numbers."""
    return mp.fdot(zip(x, y, strict=True))


def number_log_likelihood(v_w, rows, c, negatives):
    """MSCCD2013 (4) for one pair of number vectors; rows count from 0."""
    repulsion = mp.fsum(number_log_sigma(-number_score(rows[i], v_w)) for i in negatives)
    return number_log_sigma(number_score(rows[c], v_w)) + repulsion


def number_corpus_log_likelihood(words, contexts, D, D_prime):
    """GL2014 §2 for number vectors; pairs count from 0."""
    observed = mp.fsum(number_log_sigma(number_score(contexts[c], words[w])) for w, c in D)
    return observed + mp.fsum(number_log_sigma(-number_score(contexts[c], words[w])) for w, c in D_prime)


def number_gradient(v_w, rows, c, negatives):
    """Rong2014: attraction by one minus sigma, repulsion by sigma, for number vectors."""
    x = [number_score(row, v_w) for row in rows]
    word = [
        number_sigma(-x[c]) * rows[c][m] - mp.fsum(number_sigma(x[i]) * rows[i][m] for i in negatives)
        for m in range(len(v_w))
    ]
    force = [(j == c) * number_sigma(-x[j]) - list(negatives).count(j) * number_sigma(x[j]) for j in range(len(rows))]
    return word, [[f * y for y in v_w] for f in force]
