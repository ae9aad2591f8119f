r"""Negative sampling: equation (4) of Mikolov et al., which the note explains.

One pair (w, c) with its negatives asks c to be told from k contexts drawn at random;
a corpus adds this up over its pairs, and its expectation replaces the draws by their probabilities.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.functions import log_sigmoid
from w2vexplained.objectives import classification, draws, scores


@arguments.overflow_raises
def log_likelihood(v_w, C, c, negatives):
    r"""Tell one context from its negatives: :math:`\log\sigma(v_c \cdot v_w) + \sum_j \log\sigma(-v_{c_j} \cdot v_w)`.

    Equation: NS7, NS9

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts; repeated ones count as often as they come, one equal to c counts as a negative.

    Returns
    -------
    number or array, () or (B,)
        In nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, an index is no row of C, or a score overflows.

    References
    ----------
    MSCCD2013, eq. (4), with its expectation replaced by one draw for each negative.

    Examples
    --------
    >>> round(float(log_likelihood(np.zeros(3), np.ones((4, 3)), 0, [1, 1, 2])) / float(np.log(2)), 6)
    -4.0
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    x = scores.of_some_contexts(v_w, C, c)  # ()
    x_neg = scores.of_some_contexts(v_w, C, negatives)  # (k,)
    return classification.log_likelihood_of_pair(x, x_neg)


@arguments.overflow_raises
def gradient(v_w, C, c, negatives):
    r"""Differentiate equation (4): the context attracts by :math:`\sigma(-x)`, a negative repels by :math:`\sigma(x)`.

    Equation: NS10, NS15, PM9

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts; repeated ones accumulate, one equal to c counts as a negative.

    Returns
    -------
    gradient_w : array, (d,) or (d, B)
        :math:`\sigma(-x_c)\,v_c - \sum_j \sigma(x_j)\,v_{c_j}`.
    gradient_C : array, (n, d) or (n, d, B)
        Row c is :math:`\sigma(-x_c)\,v_w`; each negative adds :math:`-\sigma(x_j)\,v_w` to its row.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.

    References
    ----------
    Rong2014, section 3.2.
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    x = scores.of_some_contexts(v_w, C, c)  # ()
    x_neg = scores.of_some_contexts(v_w, C, negatives)  # (k,)
    return classification.gradient_of_pair(v_w, C, c, negatives, x, x_neg)


@arguments.overflow_raises
def hessian(v_w, C, c, negatives):
    r"""Give the three blocks of second derivatives of equation (4) for one pair.

    Equation: NS12, NS13, NS15

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts.

    Returns
    -------
    H_ww : array, (d, d)
        :math:`-\sum_j m_j \sigma(x_j)\sigma(-x_j)\,v_j v_j^\top`, where m_j counts c and the negatives.
    H_wC : array, (d, n, d)
        Derivative of component m of the word's gradient in component l of context j, at [m, j, l].
    H_CC : array, (n, d, n, d)
        Zero between different contexts.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    v_w, C = arguments.vectors(v_w, C)
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    x = scores.of_some_contexts(v_w, C, c)  # ()
    x_neg = scores.of_some_contexts(v_w, C, negatives)  # (k,)
    return classification.hessian_of_pair(v_w, C, c, negatives, x, x_neg)


@arguments.overflow_raises
def corpus_log_likelihood(W, C, D, D_prime):
    r"""Tell observed pairs from invented ones: :math:`\sum_D \log\sigma(x) + \sum_{D'} \log\sigma(-x)`.

    Equation: NS4, NS6

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    D : array of int, (N, 2)
        The observed pairs (w, c), repeated as often as they occur.
    D_prime : array of int, (N', 2)
        The invented pairs; none at all leaves the objective with its trivial solution.

    Returns
    -------
    number
        In nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, an index is out of range, or a score overflows.

    References
    ----------
    GL2014 §2.
    """
    W, C = arguments.matrices(W, C)
    observed, invented = (_scores_of_pairs(name, W, C, pairs) for name, pairs in (("D", D), ("D_prime", D_prime)))
    return log_sigmoid(observed).sum() + log_sigmoid(-invented).sum()


@arguments.overflow_raises
def expected_log_likelihood(W, C, counts, k, noise):
    r"""Average equation (4) over its draws: :math:`\sum_{w,c} a \log\sigma(x) + b \log\sigma(-x)`.

    Equation: NS7, PM3, PM5

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs: a = #(w, c).
    k : number
        Negatives for each pair; 0 means none.
    noise : array, (n,)
        Their distribution P_n, so that b = k·#(w)·P_n(c).

    Returns
    -------
    number
        In nats.

    Raises
    ------
    ValueError, OverflowError
        If shapes do not fit, a number is not finite, a count negative, noise no distribution, or a score overflows.

    References
    ----------
    MSCCD2013, eq. (4); LG2014, section 3.1.
    """
    W, C, counts, b = classification.table(W, C, counts, k, noise)
    return classification.log_likelihood_of_table(counts, b, scores.of_all_pairs(W, C))


@arguments.overflow_raises
def expected_gradient(W, C, counts, k, noise):
    r"""Differentiate the expected objective through its scores: :math:`G = a\,\sigma(-X) - b\,\sigma(X)`.

    Equation: NS11, NS14, PM1, PM2, PM5

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Negatives for each pair.
    noise : array, (n,)
        Their distribution P_n.

    Returns
    -------
    gradient_W : array, (|V|, d)
        :math:`G C`.
    gradient_C : array, (n, d)
        :math:`G^\top W`.

    Raises
    ------
    ValueError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, counts, b = classification.table(W, C, counts, k, noise)
    return classification.gradient_of_table(W, C, counts, b, scores.of_all_pairs(W, C))


@arguments.overflow_raises
def expected_hessian(W, C, counts, k, noise):
    r"""Give the blocks of second derivatives of the expected objective.

    Equation: NS12, NS13, NS14, PM2

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Negatives for each pair.
    noise : array, (n,)
        Their distribution P_n.

    Returns
    -------
    H_WW : array, (|V|, d, d)
        The block of each word.
    H_WC : array, (|V|, d, n, d)
        The blocks between words and contexts.
    H_CC : array, (n, d, n, d)
        The blocks of the contexts.

    Raises
    ------
    ValueError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, counts, b = classification.table(W, C, counts, k, noise)
    return classification.hessian_of_table(W, C, counts, b, scores.of_all_pairs(W, C))


def _scores_of_pairs(name, W, C, pairs):
    """v_c·v_w for a list of pairs (N, 2), taken as one batch of N columns."""
    pairs = arguments.array(f"pairs {name}", pairs)
    if pairs.size == 0:
        pairs = np.empty((0, 2), int)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise ValueError(f"expected pairs {name} of shape (N, 2), one row (w, c) each; got shape {pairs.shape}")
    w = arguments.indices(f"the words of {name}", pairs[:, 0], W.shape[0])
    c = arguments.indices(f"the contexts of {name}", pairs[:, 1], C.shape[0])
    return scores.of_some_contexts(W[w].T, C[c].T[None], 0)
