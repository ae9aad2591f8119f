"""Tables on which the witnesses of this chapter measure, the same in every run."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.statements.notation import V, k, n, r, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import any_size, zero


def any_table():
    """Make counts, k and noise of symbolic size: any |V|, any |C|, any numbers."""
    return any_size.array("N", V, n), any_size.scalar(k), any_size.array("q", n)


def free_slope():
    """Give the shipped gradient in the score of cell (w, r), for any scores x and any noise q, as letters."""
    counts, draws, q = any_table()
    free = any_size.array("x", V, n), np.eye(n, like=counts)
    gradient_W, _ = negative_sampling.expected_gradient(*free, counts, draws, q)
    return zero.contracted(gradient_W.at(w, r))


def put(expression, **arrays):
    """Put arrays of symbolic size in the place of letters such as x[w, c]."""

    def is_letter(e):
        return isinstance(e, sp.Indexed) and str(e.base) in arrays

    return expression.replace(is_letter, lambda e: arrays[str(e.base)].at(*e.indices))


def vanishes_with_logarithms(e):
    """Tell whether an expression in positive symbols vanishes, once logarithms of products are sums.

    It is linear in these logarithms; that all coefficients are 0 is sufficient.
    """
    e = sp.expand_log(e.replace(sp.log, lambda x: sp.log(sp.factor(sp.together(x)))), force=True)
    letters = {x: sp.Dummy() for x in e.atoms(sp.log)}
    e = e.xreplace(letters)
    parts = [*(sp.diff(e, letter) for letter in letters.values()), e.xreplace(dict.fromkeys(letters.values(), 0))]
    return all(sp.expand(sp.numer(sp.together(part))) == 0 for part in parts)


def laws(counts, P_n):
    """The law P of observed pairs and the law Q of invented ones, over all cells."""
    P = counts / counts.sum()
    return P, P.sum(axis=1, keepdims=True) * P_n


def positive_table(seed, n_words=3, n_contexts=4):
    """Draw counts from 1 to 39, and noise that nobody's counts give."""
    rng = np.random.default_rng([71, seed])
    counts = rng.integers(1, 40, size=(n_words, n_contexts)).astype(float)
    return counts, rng.dirichlet(np.ones(n_contexts))


def table_with_holes(seed, n_words=4, n_contexts=5, holes=4):
    """Draw counts, some cells of which are 0, though every word and every context occurs; and noise."""
    rng = np.random.default_rng([72, seed])
    counts = rng.integers(1, 40, size=(n_words, n_contexts)).astype(float)
    for place in range(holes):
        counts[place % n_words, (2 * place) % n_contexts] = 0
    return counts, rng.dirichlet(np.ones(n_contexts))


def exactly(table):
    """Turn a table of machine numbers into nested lists of mpmath numbers."""
    return [[mp.mpf(float(x)) for x in row] for row in table]


def exact_law(p):
    """Turn a distribution into mpmath numbers that sum to 1 to the last digit."""
    p = [mp.mpf(float(x)) for x in p]
    return [x / mp.fsum(p) for x in p]
