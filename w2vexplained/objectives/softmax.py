r"""The softmax objective, equations (3) and (4) of Goldberg & Levy.

One pair asks for :math:`\log p(c \mid w)`; a corpus adds this up over all its pairs.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.functions import logsumexp, softmax
from w2vexplained.objectives import curvature, scores


@arguments.overflow_raises
def log_likelihood(v_w, C, c):
    r"""Give the log-probability of context c beside word w: :math:`v_c \cdot v_w - \log\sum_{c'} e^{v_{c'} \cdot v_w}`.

    Equation: SG3, SG10

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.

    Returns
    -------
    number
        In nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, c is no row of C, or a score overflows.

    References
    ----------
    GL2014 §1.1, eq. (4).

    Examples
    --------
    >>> round(float(log_likelihood(np.zeros(3), np.ones((4, 3)), 0)), 6) == round(-float(np.log(4)), 6)
    True
    """
    v_w, C, c = _pair(v_w, C, c)
    x = scores.of_all_contexts(v_w, C)  # (n,)
    return x[c] - logsumexp(x)


@arguments.overflow_raises
def gradient(v_w, C, c):
    r"""Differentiate :math:`\log p(c \mid w)`: the observed context minus the one the model expects.

    Equation: SG5, SG10

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.

    Returns
    -------
    gradient_w : array, (d,)
        :math:`v_c - \sum_{c'} p_{c'} v_{c'}`.
    gradient_C : array, (n, d)
        Row c' is :math:`(1[c'=c] - p_{c'})\, v_w`.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.

    References
    ----------
    Rong2014, section 1.
    """
    v_w, C, c = _pair(v_w, C, c)
    r = _residual(softmax(scores.of_all_contexts(v_w, C)), c)  # (n,)
    return r @ C, r[:, None] * v_w


@arguments.overflow_raises
def hessian(v_w, C, c):
    r"""Give the three blocks of second derivatives of :math:`\log p(c \mid w)`.

    Equation: SG7

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.

    Returns
    -------
    H_ww : array, (d, d)
        Minus the covariance of the context vectors under the model.
    H_wC : array, (d, n, d)
        Derivative of component m of the word's gradient in component l of context j, at [m, j, l].
    H_CC : array, (n, d, n, d)
        :math:`-(\mathrm{diag}\,p - pp^\top) \otimes v_w v_w^\top`.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    v_w, C, c = _pair(v_w, C, c)
    p = softmax(scores.of_all_contexts(v_w, C))  # (n,)
    return curvature.hessian(v_w, C, _residual(p, c), _curvature(p))


@arguments.overflow_raises
def expected_log_likelihood(W, C, counts):
    r"""Add the log-probabilities of all pairs: :math:`\sum_{w,c} \#(w,c) \log p(c \mid w)`.

    Equation: SG1, SG8, SG11

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c); or its probability.

    Returns
    -------
    number
        In nats.

    Raises
    ------
    ValueError, OverflowError
        If shapes do not fit, a number is not finite or a count negative, or a score overflows.

    References
    ----------
    GL2014 §1.1, eq. (4).
    """
    W, C, counts = _table(W, C, counts)
    X = scores.of_all_pairs(W, C)
    return (counts * (X - logsumexp(X)[..., None])).sum()


@arguments.overflow_raises
def expected_gradient(W, C, counts):
    r"""Differentiate the log-likelihood of a table of counts.

    Equation: SG5, SG8, SG9

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).

    Returns
    -------
    gradient_W : array, (|V|, d)
        :math:`G C` with :math:`G_{wc} = \#(w,c) - \#(w)\,p(c \mid w)`.
    gradient_C : array, (n, d)
        :math:`G^\top W`.

    Raises
    ------
    ValueError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, counts = _table(W, C, counts)
    G = counts - counts.sum(axis=1, keepdims=True) * softmax(scores.of_all_pairs(W, C))  # (|V|, n)
    return G @ C, G.T @ W


@arguments.overflow_raises
def expected_hessian(W, C, counts):
    r"""Give the blocks of second derivatives of the log-likelihood of a table of counts.

    Equation: SG7

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).

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
    W, C, counts = _table(W, C, counts)
    p, n_w = softmax(scores.of_all_pairs(W, C)), counts.sum(axis=1, keepdims=True)
    return curvature.hessian(W, C, counts - n_w * p, n_w[..., None] * _curvature(p))


def _residual(p, c):
    """What was seen minus what was expected: the derivative in each score."""
    r = -p
    np.add.at(r, c, 1)
    return r


def _curvature(p):
    """Second derivatives of the log-likelihood in the scores: p pᵀ − diag p."""
    return p[..., None] * p[..., None, :] - curvature.diagonal(p)


def _pair(v_w, C, c):
    v_w, C = arguments.vectors(v_w, C)
    return v_w, C, arguments.index("c", c, C.shape[0])


def _table(W, C, counts):
    W, C = arguments.matrices(W, C)
    return W, C, arguments.table("counts", counts, (W.shape[0], C.shape[0]))
