"""The noise distribution P_n, from which negative contexts are drawn."""

import numpy as np

from w2vexplained import arguments


def unigram(counts, power=0.75):
    r"""Each context is drawn in proportion to its count, raised to a power.

    Equation: NS8

    Parameters
    ----------
    counts : array, (n,)
        The count #(c) of each context, a count.
    power : float
        The exponent; 0.75 in MSCCD2013, 1 gives the unigram distribution, 0 the uniform one.

    Returns
    -------
    array, (n,)
        The probabilities P_n(c), which sum to 1. A context that never occurs is never drawn, for any power.

    Raises
    ------
    ValueError
        If a count is negative or not finite, all are zero, or the power is not a finite number ≥ 0.

    References
    ----------
    GL2014 §2; MSCCD2013 §2.2.

    Examples
    --------
    >>> unigram([1, 1, 2], power=1).tolist()
    [0.25, 0.25, 0.5]
    >>> unigram([16, 1, 0], power=0.75).round(3).tolist()
    [0.889, 0.111, 0.0]
    """
    counts = arguments.as_array("counts", counts)
    if counts.ndim != 1:
        raise ValueError(f"expected one count for each context, shape (n,); got shape {counts.shape}")
    arguments.table("counts", counts, counts.shape)
    if not counts.any():
        raise ValueError(f"expected at least one count above zero; got {counts.size} zeros")
    if not (np.isfinite(power) and power >= 0):
        raise ValueError(f"expected a finite power ≥ 0; got {power}")
    # Relative to the largest count, so that no power overflows; where: 0**0 would let the absent in.
    weights = np.where(counts > 0, (counts / counts.max()) ** power, 0)
    return weights / weights.sum()


def draw_negatives(P_n, size, rng):
    r"""Draw contexts independently from P_n, by inverting its cumulative sum.

    Equation: NS8, NS9

    Parameters
    ----------
    P_n : array, (n,)
        The probability of each context.
    size : int or tuple of int
        How many to draw, e.g. (B, k) for k negatives for each of B pairs.
    rng : numpy.random.Generator
        Where the randomness comes from.

    Returns
    -------
    array of int, `size`
        Indices of contexts.

    Raises
    ------
    TypeError
        If rng is no generator.
    ValueError
        If P_n is not a distribution.

    Examples
    --------
    >>> draw_negatives([0.0, 1.0, 0.0], 4, np.random.default_rng(0)).tolist()
    [1, 1, 1, 1]
    """
    P_n = arguments.as_array("P_n", P_n)
    arguments.distribution("P_n", P_n, P_n.size)
    rng = arguments.generator(rng)
    cumulative = np.cumsum(P_n)
    # Scaled by the last sum, which rounding may leave beside 1, so that no draw falls off the end;
    # side="right" gives a context of probability zero an empty interval.
    return np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")
