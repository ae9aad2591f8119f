"""The noise distribution P_n, from which negative contexts are drawn."""

import numpy as np

from w2vexplained import arguments


def unigram(counts, power=0.75):
    r"""Each context is drawn in proportion to its count, raised to a power: :math:`p_\alpha(c)\propto\#(c)^\alpha`.

    Equation: NS8, ND1, ND2

    Parameters
    ----------
    counts : array, (n,)
        The count #(c) of each context. Symbols and 50-digit numbers are taken, too; they must be positive.
    power : number
        The exponent α; 0.75 in MSCCD2013, 1 gives the unigram distribution, 0 the uniform one on what occurs,
        `numpy.inf` the most frequent context, or an even choice among those tied.

    Returns
    -------
    array, (n,)
        The probabilities P_n(c), which sum to 1. A context that never occurs is never drawn, for any power.

    Raises
    ------
    ValueError
        If a count is negative or not finite, all are zero, or the power is not a number ≥ 0.

    References
    ----------
    GL2014 §2; MSCCD2013 §2.2.

    Examples
    --------
    >>> unigram([1, 1, 2], power=1).tolist()
    [0.25, 0.25, 0.5]
    >>> unigram([16, 1, 0], power=0.75).round(3).tolist()
    [0.889, 0.111, 0.0]
    >>> unigram([5, 2, 5], power=np.inf).tolist()
    [0.5, 0.0, 0.5]
    """
    counts = _counts(counts)
    if arguments.is_numeric(arguments.one_number("for the power", power)) and not power >= 0:
        raise ValueError(f"expected a power ≥ 0; got {power}")
    weights = _powers(counts, power)
    return weights / weights.sum()


def boost_threshold(counts, power):
    r"""Find the count below which a power boosts: :math:`\Bigl(\frac{\sum\#}{\sum\#^\alpha}\Bigr)^{1/(1-\alpha)}`.

    A context with a smaller count is drawn more often than under the unigram distribution, one with a larger count
    less often.

    Equation: ND3

    Parameters
    ----------
    counts : array, (n,)
        The count #(c) of each context.
    power : number
        The exponent α, at least 0 and below 1.

    Returns
    -------
    number
        A count, between the smallest and the largest that is not 0.

    Raises
    ------
    ValueError
        If counts are none, or the power is not at least 0 and below 1.

    Examples
    --------
    >>> float(boost_threshold([2, 4, 0, 12], power=0))
    6.0
    """
    counts = _counts(counts)
    if arguments.is_numeric(arguments.one_number("for the power", power)) and not 0 <= power < 1:
        raise ValueError(f"expected a power of at least 0 and below 1; got {power}")
    largest = _largest(counts)
    ratio = (counts / largest).sum() / _powers(counts, power).sum()
    return largest * np.exp(np.log(ratio) / (1 - power))


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


def _counts(counts):
    """Check a list of counts, one of which is above zero."""
    counts = arguments.as_array("counts", counts)
    if len(counts.shape) != 1:
        raise ValueError(f"expected one count for each context, shape (n,); got shape {tuple(counts.shape)}")
    arguments.table("counts", counts, counts.shape)
    if arguments.is_numeric(counts) and not counts.any():
        raise ValueError(f"expected at least one count above zero; got {counts.size} zeros")
    return counts


def _largest(counts):
    """The largest count, to measure others by so that no power overflows; symbols need none."""
    return counts.max() if arguments.is_numeric(counts) else 1


def _powers(counts, power):
    """Each count, relative to the largest, to a power; 0 stays 0, though 0**0 is 1."""
    if not arguments.is_numeric(counts) or not arguments.is_numeric(power):
        return np.exp(power * np.log(counts))
    largest = _largest(counts)
    if power == np.inf:
        return (counts == largest).astype(float)
    # A power up to 1 cannot overflow, while the quotient could become 0; above 1 it is the other way round.
    with np.errstate(over="ignore"):  # of a power too large for the counts' type, which is inf there
        relative = counts**power / largest**power if power <= 1 else (counts / largest) ** power
    return np.where(counts > 0, relative, 0)
