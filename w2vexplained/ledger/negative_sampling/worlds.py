"""Random worlds on which the witnesses of this chapter measure, the same in every run."""

import numpy as np

from w2vexplained.verification import elements


def pair(seed, d=4, n=6, scale=1.0):
    """Draw a word vector and context vectors."""
    rng = np.random.default_rng(seed)
    return scale * rng.normal(size=d), scale * rng.normal(size=(n, d))


def table(seed, d=3, n_words=4, n=5):
    """Draw vectors of both sides, a table of counts with a zero in it, and noise."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 9, size=(n_words, n)).astype(float)
    counts[0, 0] = 0
    noise = rng.dirichlet(np.ones(n))
    return rng.normal(size=(n_words, d)), rng.normal(size=(n, d)), counts, noise


def numbers(*arrays):
    """Turn machine numbers into nested lists of 50-digit numbers, exactly."""
    return [elements.values(elements.fifty_digits(x)).tolist() for x in arrays]
