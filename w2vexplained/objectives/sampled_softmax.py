r"""Sampled softmax: find the observed one among k + 1 contexts, of which k were drawn.

The softmax is taken over the candidates only. Candidates that are drawn often are met often for that reason alone;
subtracting :math:`\log P_n` from each score corrects for it, and makes the softmax the exact probability that a
candidate is the observed one, if scores are logarithms of probabilities up to a constant for each word.
Also known as the ranking form of noise-contrastive estimation.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.functions import log_sigmoid, logsumexp, sigmoid, softmax
from w2vexplained.objectives import curvature, draws, multisets, scores


@arguments.overflow_raises
def log_likelihood(v_w, C, c, negatives, noise=None):
    r"""Single the observed context out of k + 1: :math:`\log\big(e^{y_c} / (e^{y_c} + \sum_i e^{y_{c_i}})\big)`.

    Equation: NC5

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one; a repeated one, or one equal to c, is one more candidate.
    noise : array, (n,), optional
        The distribution P_n that they were drawn from, above 0 everywhere; :math:`y = x - \log P_n` then.
        None leaves the correction out: y = x.

    Returns
    -------
    number or array, () or (B,)
        In nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, an index is no row of C, there is no draw, noise is no
        distribution or 0 for a context, or a score overflows.

    References
    ----------
    Jean2015; MaCollins2018, the ranking objective.

    Examples
    --------
    >>> round(float(np.exp(log_likelihood(np.zeros(3), np.ones((4, 3)), 0, [1, 1, 2]))), 6)
    0.25
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    y, y_neg = _corrected_scores(v_w, C, c, negatives, noise)
    return log_sigmoid(y - logsumexp(y_neg.T))


@arguments.overflow_raises
def gradient(v_w, C, c, negatives, noise=None):
    r"""Differentiate: the observed context minus the mean candidate, as in the full softmax.

    Equation: NC5

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one.
    noise : array, (n,), optional
        The distribution P_n that they were drawn from; None leaves the correction out.

    Returns
    -------
    gradient_w : array, (d,) or (d, B)
        :math:`(1 - p_c)\,v_c - \sum_i p_i\,v_{c_i}`, p the probabilities of the candidates.
    gradient_C : array, (n, d) or (n, d, B)
        Row c gets :math:`(1 - p_c)\,v_w`, the row of each negative :math:`-p_i\,v_w`.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    y, y_neg = _corrected_scores(v_w, C, c, negatives, noise)
    missed = sigmoid(logsumexp(y_neg.T) - y)  # 1 − p_c, shared out among the draws
    return draws.gradient(v_w, C, c, negatives, missed, -missed * softmax(y_neg.T).T)


@arguments.overflow_raises
def hessian(v_w, C, c, negatives, noise=None):
    r"""Give the three blocks of second derivatives for one pair.

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one.
    noise : array, (n,), optional
        The distribution P_n that they were drawn from; None leaves the correction out.

    Returns
    -------
    H_ww : array, (d, d)
        Minus the covariance of the candidates' vectors under the model.
    H_wC : array, (d, n, d)
        Derivative of component m of the word's gradient in component l of context j, at [m, j, l].
    H_CC : array, (n, d, n, d)
        :math:`(PP^\top - \mathrm{diag}\,P) \otimes v_w v_w^\top`, P the candidates' probabilities, added up by row.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    v_w, C = arguments.vectors(v_w, C)
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    y, y_neg = _corrected_scores(v_w, C, c, negatives, noise)
    margin = y - logsumexp(y_neg)
    P = draws.in_each_row(C, (c, sigmoid(margin)), (negatives, sigmoid(-margin) * softmax(y_neg)))  # (n,)
    G = draws.in_each_row(C, (c, 1)) - P
    return curvature.hessian(v_w, C, G, P[:, None] * P[None] - curvature.diagonal(P))


@arguments.overflow_raises
def expected_log_likelihood(W, C, counts, k, noise, corrected=True):
    r"""Average over all ways in which k draws can fall, each multiset of draws weighted by its probability.

    Equation: NC5

    There are :math:`\binom{n+k-1}{k}` multisets, with a term for every word and context each: 10 draws out of 8
    contexts fall in 19,448 ways. Up to 20,000,000 terms take seconds; more are refused.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : int
        Draws for each pair, at least 1.
    noise : array, (n,)
        Their distribution P_n; above 0 everywhere where the correction takes its logarithm.
    corrected : bool
        Whether :math:`\log P_n` is subtracted from the scores.

    Returns
    -------
    number
        In nats.

    Raises
    ------
    ValueError, TypeError, OverflowError
        If shapes do not fit, a number is not finite, a count negative, k not in 1 … 1,000, noise no distribution
        or 0 for a context where its logarithm is taken, there are too many terms, or a score overflows.

    References
    ----------
    MaCollins2018, the expectation of its ranking objective.
    """
    W, C, counts, Y, blocks = _table(W, C, counts, k, noise, corrected)
    total = 0
    for block in blocks:
        margin = _margins(Y, block)  # (|V|, M, n)
        total = total + (counts[:, None] * log_sigmoid(margin) * block.chance[:, None]).sum()
    return total


@arguments.overflow_raises
def expected_gradient(W, C, counts, k, noise, corrected=True):
    r"""Differentiate the expectation, by the same enumeration.

    Equation: NC5

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : int
        Draws for each pair, at least 1.
    noise : array, (n,)
        Their distribution P_n.
    corrected : bool
        Whether :math:`\log P_n` is subtracted from the scores.

    Returns
    -------
    gradient_W : array, (|V|, d)
        :math:`G C`, where G holds the slopes in the scores.
    gradient_C : array, (n, d)
        :math:`G^\top W`.

    Raises
    ------
    ValueError, TypeError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, counts, Y, blocks = _table(W, C, counts, k, noise, corrected)
    G = 0  # (|V|, n)
    for block in blocks:
        missed, share, _ = _parts(counts, Y, block)
        G = G + _slopes(missed, share)
    return G @ C, G.T @ W


@arguments.overflow_raises
def expected_hessian(W, C, counts, k, noise, corrected=True):
    r"""Give the blocks of second derivatives of the expectation, by the same enumeration.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : int
        Draws for each pair, at least 1.
    noise : array, (n,)
        Their distribution P_n.
    corrected : bool
        Whether :math:`\log P_n` is subtracted from the scores.

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
    ValueError, TypeError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, counts, Y, blocks = _table(W, C, counts, k, noise, corrected)
    G, A = 0, 0
    for block in blocks:
        missed, share, p = _parts(counts, Y, block)
        G, A = G + _slopes(missed, share), A + _bends(missed, share, p)
    return curvature.hessian(W, C, G, A)


def _margins(Y, block):
    """Give how far the observed context, any of the n, lies above all draws together: log-odds, (|V|, M, n)."""
    return Y[:, None] - logsumexp(Y[:, block.draws])[..., None]


def _parts(counts, Y, block):
    """Give 1 − p_c times its weight, what each context has of that among the draws, and p_c; all (|V|, M, n)."""
    margin = _margins(Y, block)
    inside = (block.times > 0).astype(int)  # elsewhere the exponential would serve for nothing, and could overflow
    share = block.times * np.exp(margin * inside)
    return sigmoid(-margin) * counts[:, None] * block.chance[:, None], share, sigmoid(margin)


def _slopes(missed, share):
    """Give first derivatives in the scores: the observed context pulls, what it misses is shared out as pushes."""
    return (missed - missed.sum(axis=2, keepdims=True) * share).sum(axis=1)


def _bends(missed, share, p):
    """Give second derivatives in the scores, P Pᵀ − diag P with P = p_c e_c + (1 − p_c) share, added up over c."""
    all_missed, both = missed.sum(axis=2, keepdims=True), p * missed
    pushed = both + (all_missed - both.sum(axis=2, keepdims=True)) * share / 2
    across = np.einsum("wmi,wmj->wij", pushed, share)
    alone = (both + all_missed * share).sum(axis=1)
    return across + np.swapaxes(across, 1, 2) - curvature.diagonal(alone)


def _corrected_scores(v_w, C, c, negatives, noise):
    """Give y = x − log P_n, or x, for the observed context and for each draw."""
    if negatives.shape[0] == 0:
        raise ValueError("expected at least one negative; with none the observed context is the only candidate")
    x, x_neg = (scores.of_some_contexts(v_w, C, ids) for ids in (c, negatives))
    if noise is None:
        return x, x_neg
    shift = draws.log_noise(noise, C)
    return x - shift[c], (x_neg.T - shift[negatives]).T  # transposed, so that a batch lies before the contexts


def _table(W, C, counts, k, noise, corrected):
    """Check a table, and give its scores, corrected or not, with all multisets of k draws, some at a time."""
    W, C = arguments.matrices(W, C)
    counts = arguments.table("counts", counts, (W.shape[0], C.shape[0]))
    noise = arguments.distribution("noise", noise, C.shape[0])
    Y = scores.of_all_pairs(W, C)
    if corrected:
        Y = Y - draws.log_noise(noise, C)
    return W, C, counts, Y, multisets.of_draws(noise, k, W.shape[0])
