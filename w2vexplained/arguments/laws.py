"""Tables of counts, and probabilities."""

import numpy as np

from w2vexplained.arguments.arrays import as_array, finite, is_numeric


def table(name, counts, shape):
    """Check a table of counts #(w, c): its shape, no negative and no infinite entry.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    counts = as_array(name, counts)
    if tuple(counts.shape) != tuple(shape):
        raise ValueError(f"expected {name} of shape {tuple(shape)}; got {tuple(counts.shape)}")
    finite(name, counts)
    if is_numeric(counts) and counts.dtype.kind != "c" and (counts < 0).any():
        raise ValueError(f"expected no negative number in {name}; got {counts.min()}")
    return counts


def distribution(name, p, n):
    """Check a probability distribution over `n` outcomes: shape (n,), no negative entry, sum one.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    return probabilities(name, table(name, p, (n,)))


def positive_distribution(name, p, n):
    """Check a probability distribution whose logarithm is taken: no outcome may have probability zero.

    Raises
    ------
    ValueError
        Naming the first outcome of probability zero.
    """
    p = distribution(name, p, n)
    if is_numeric(p) and not (p.real > 0).all():
        raise ValueError(f"expected {name} > 0 for every context; got 0 for context {int(np.argmin(p.real > 0))}")
    return p


def probabilities(name, p):
    """Check a probability distribution over outcomes laid out in any shape: no negative entry, sum one.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    p = as_array(name, p)
    p = table(name, p, p.shape)
    with np.errstate(over="ignore"):
        total = p.sum()
    if is_numeric(p) and not abs(total - 1) <= 1e-6:
        raise ValueError(f"expected {name} to sum to 1; got {total:.6g}")
    return p


def probability(name, x):
    """Check one probability, or an array of them: each from 0 to 1.

    Raises
    ------
    ValueError
        Naming what was expected and what came.
    """
    x = as_array(name, x)
    if is_numeric(x) and not ((x >= 0) & (x <= 1)).all():
        raise ValueError(f"expected {name} from 0 to 1; got {x[~((x >= 0) & (x <= 1))][0]}")
    return x
