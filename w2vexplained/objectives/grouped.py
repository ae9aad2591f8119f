r"""Equation (4) for a group of pairs that share their negatives.

Each pair asks for k draws of its own. Where a group of pairs makes N draws together and weighs each by k/N, the
average over the draws is the same; so every draw is worth as many products as there are words in the group.
"""

from w2vexplained import arguments
from w2vexplained.objectives import classification, draws, scores


@arguments.overflow_raises
def log_likelihood(V, C, counts, negatives, k, shift=None):
    r"""Tell a group's contexts from shared draws: :math:`\sum_{i,j} a_{ij}\log\sigma(s_{ij}) + \dots`.

    Equation: TR1, TR2

    The rest is :math:`\sum_i n_i \frac kN \sum_q \log\sigma(-s_{i,c_q})`, where word i stands in :math:`n_i` pairs.
    One context with its own k draws is a table of one column and N = k. The whole is the expected objective of
    `negative_sampling`, with the shares of the contexts among the N draws where the noise distribution stood.

    Parameters
    ----------
    V : array, (m, d)
        The vectors of the group's words; a word may have several rows.
    C : array, (n, d)
        The context vectors.
    counts : array, (m, n)
        How often each pair occurs in the group, a.
    negatives : sequence of int, (N,)
        The rows of the drawn contexts, at least one; repeated ones count as often as they come.
    k : number
        Negatives that each pair asks for; 0 means none.
    shift : array, (n,), optional
        What is subtracted from the score of each context, such as :math:`\log kP_n(c)` for noise-contrastive
        estimation; nothing by default.

    Returns
    -------
    number
        In nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, a count or k negative, there is no draw, an index is no row of C,
        or a score overflows.

    References
    ----------
    MSCCD2013, eq. (4), where each pair draws anew.

    Examples
    --------
    Three pairs that ask for two negatives each, and one draw for all of them: nine answers of one bit.

    >>> import numpy as np
    >>> bits = log_likelihood([[0.0]], [[1.0], [1.0]], [[2, 1]], [0], k=2) / np.log(2)
    >>> round(float(bits), 6)
    -9.0
    """
    V, C, a, b, S = _group(V, C, counts, negatives, k, shift)
    return classification.log_likelihood_of_table(a, b, S)


@arguments.overflow_raises
def gradient(V, C, counts, negatives, k, shift=None):
    r"""Differentiate it: a context pulls by :math:`a\,\sigma(-s)`, a draw pushes by :math:`n_i\frac kN\sigma(s)`.

    Equation: TR1, TR2

    Parameters
    ----------
    V : array, (m, d)
        The vectors of the group's words.
    C : array, (n, d)
        The context vectors.
    counts : array, (m, n)
        How often each pair occurs in the group.
    negatives : sequence of int, (N,)
        The rows of the drawn contexts; repeated ones accumulate.
    k : number
        Negatives that each pair asks for.
    shift : array, (n,), optional
        What is subtracted from the score of each context.

    Returns
    -------
    gradient_V : array, (m, d)
        :math:`\sum_j a_{ij}\,\sigma(-s_{ij})\,v_j - n_i\frac kN\sum_q\sigma(s_{i,c_q})\,v_{c_q}` for row i.
        The rows of a word that has several add up in its vector.
    gradient_C : array, (n, d)
        The same forces at their other end, times the words' vectors.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    V, C, a, b, S = _group(V, C, counts, negatives, k, shift)
    return classification.gradient_of_table(V, C, a, b, S)


def _group(V, C, counts, negatives, k, shift):
    """Check a group, and give it with the weight of every context as a negative of every word, and the logits."""
    V, C = _vectors(V, C)
    counts = _like(C, arguments.table("counts", counts, (V.shape[0], C.shape[0])))
    S = scores.of_all_pairs(V, C)
    if shift is not None:
        shift = arguments.finite("shift", arguments.as_array("shift", shift))
        if tuple(shift.shape) != (C.shape[0],):
            raise ValueError(f"expected shift of shape ({C.shape[0]},), one number a context; got {tuple(shift.shape)}")
        S = S - _like(C, shift)
    return V, C, counts, _weights(counts, C, negatives, k), S


def _weights(counts, C, negatives, k):
    r"""Give :math:`n_i \frac kN m_j`, where context j is among the N draws :math:`m_j` times."""
    negatives = arguments.indices("negatives", negatives, C.shape[0])
    N = negatives.shape[0]
    if N == 0:
        raise ValueError("expected at least one negative for the group to share; got none")
    times = draws.in_each_row(C, (negatives, 1))  # (n,)
    # Divided last, so that 50-digit numbers and symbols meet no rounded fraction.
    return counts.sum(axis=1, keepdims=True) * arguments.negatives_per_pair(k) * times / N


def _vectors(V, C):
    """Check the two matrices of vectors."""
    V, C = arguments.as_array("V", V), arguments.as_array("C", C)
    if len(V.shape) != 2 or len(C.shape) != 2 or V.shape[1] != C.shape[1] or 0 in (*V.shape, *C.shape):
        expected = "matrices V (m, d) and C (n, d) over the same d, none of them empty"
        raise ValueError(f"expected {expected}; got shapes {tuple(V.shape)} and {tuple(C.shape)}")
    return arguments.one_type(arguments.finite("V", V), arguments.finite("C", C))


def _like(C, x):
    """Take machine numbers in the type of the vectors."""
    return x.astype(C.real.dtype) if arguments.is_numeric(x) and arguments.is_numeric(C) else x
