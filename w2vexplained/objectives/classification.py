r"""Observed or drawn: the logistic loss that negative sampling and noise-contrastive estimation share.

Both tell an observed context from k drawn ones by a logit s, the logarithm of the odds of "observed".
Negative sampling takes the score itself for s, noise-contrastive estimation the score less :math:`\log k P_n(c)`.
A shift that does not depend on the vectors leaves every derivative in them as it is, but for the place where it is
taken; so the functions here are given the logits, and differentiate in scores and logits alike.
"""

from w2vexplained import arguments
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.objectives import curvature, draws


def log_likelihood_of_pair(s, s_neg):
    r"""Add one logistic loss for each of the k + 1 contexts: :math:`\log\sigma(s) + \sum_i \log\sigma(-s_i)`.

    Parameters
    ----------
    s : array, () or (B,)
        The logit of the observed context.
    s_neg : array, (k,) or (k, B)
        The logits of the drawn ones.

    Returns
    -------
    number or array, () or (B,)
        In nats, at most 0.
    """
    return log_sigmoid(s) + log_sigmoid(-s_neg).sum(axis=0)


def gradient_of_pair(v_w, C, c, negatives, s, s_neg):
    r"""Differentiate in the vectors: the observed context pulls by :math:`\sigma(-s)`, a drawn one pushes by σ(s).

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : array of int, (k,)
        The rows of the drawn contexts.
    s : array, () or (B,)
        The logit of the observed context.
    s_neg : array, (k,) or (k, B)
        The logits of the drawn ones.

    Returns
    -------
    gradient_w : array, (d,) or (d, B)
        :math:`\sigma(-s_c)\,v_c - \sum_i \sigma(s_i)\,v_{c_i}`.
    gradient_C : array, (n, d) or (n, d, B)
        Row c gets :math:`\sigma(-s_c)\,v_w`, the row of each negative :math:`-\sigma(s_i)\,v_w`.
    """
    return draws.gradient(v_w, C, c, negatives, sigmoid(-s), -sigmoid(s_neg))


def hessian_of_pair(v_w, C, c, negatives, s, s_neg):
    r"""Differentiate twice: between scores nothing mixes, and each bends by :math:`-\sigma(s)\sigma(-s)`.

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : array of int, (k,)
        The rows of the drawn contexts.
    s : array, ()
        The logit of the observed context.
    s_neg : array, (k,)
        The logits of the drawn ones.

    Returns
    -------
    H_ww, H_wC, H_CC : arrays, (d, d), (d, n, d), (n, d, n, d)
        The blocks of `curvature.hessian`.
    """
    G = draws.in_each_row(C, (c, sigmoid(-s)), (negatives, -sigmoid(s_neg)))  # (n,)
    a = draws.in_each_row(C, (c, -sigmoid(s) * sigmoid(-s)), (negatives, -sigmoid(s_neg) * sigmoid(-s_neg)))
    return curvature.hessian(v_w, C, G, curvature.diagonal(a))


def log_likelihood_of_table(a, b, S):
    r"""Weigh both answers for every pair: :math:`\sum_{w,c} a\log\sigma(s) + b\log\sigma(-s)`.

    Parameters
    ----------
    a : array, (|V|, n)
        How often each pair is observed.
    b : array, (|V|, n)
        How often it is drawn, on average.
    S : array, (|V|, n)
        The logits.

    Returns
    -------
    number
        In nats.
    """
    return (a * log_sigmoid(S) + b * log_sigmoid(-S)).sum()


def gradient_of_table(W, C, a, b, S):
    r"""Differentiate a table through its scores: :math:`G = a\,\sigma(-S) - b\,\sigma(S)`.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    a : array, (|V|, n)
        How often each pair is observed.
    b : array, (|V|, n)
        How often it is drawn, on average.
    S : array, (|V|, n)
        The logits.

    Returns
    -------
    gradient_W : array, (|V|, d)
        :math:`G C`.
    gradient_C : array, (n, d)
        :math:`G^\top W`.
    """
    G = _slopes(a, b, S)
    return G @ C, G.T @ W


def hessian_of_table(W, C, a, b, S):
    r"""Differentiate a table twice; each score bends by :math:`-(a+b)\,\sigma(s)\,\sigma(-s)`.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    a : array, (|V|, n)
        How often each pair is observed.
    b : array, (|V|, n)
        How often it is drawn, on average.
    S : array, (|V|, n)
        The logits.

    Returns
    -------
    H_WW, H_WC, H_CC : arrays, (|V|, d, d), (|V|, d, n, d), (n, d, n, d)
        The blocks of `curvature.hessian`.
    """
    return curvature.hessian(W, C, _slopes(a, b, S), curvature.diagonal(-(a + b) * sigmoid(S) * sigmoid(-S)))


def table(W, C, counts, k, noise):
    """Check a table of counts with its noise, and give how often each pair is drawn on average.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs: a = #(w, c).
    k : number
        Draws for each pair.
    noise : array, (n,)
        Their distribution P_n.

    Returns
    -------
    W, C, counts : arrays
        The same, as arrays.
    b : array, (|V|, n)
        k·#(w)·P_n(c), a count.

    Raises
    ------
    ValueError, TypeError
        If shapes do not fit, a number is not finite, a count or k negative, or noise no distribution.
    """
    W, C = arguments.matrices(W, C)
    counts = arguments.table("counts", counts, (W.shape[0], C.shape[0]))
    return W, C, counts, expected_draws(counts, k, noise)


def expected_draws(counts, k, noise):
    r"""Give how often each pair is drawn on average: :math:`b = k\,\#(w)\,P_n(c)`.

    Parameters
    ----------
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c), as a table already checked.
    k : number
        Draws for each pair.
    noise : array, (n,)
        Their distribution P_n.

    Returns
    -------
    array, (|V|, n)
        Counts.

    Raises
    ------
    ValueError, TypeError
        If k is negative or no number, or noise no distribution.
    """
    noise = arguments.distribution("noise", noise, counts.shape[1])
    return arguments.negatives_per_pair(k) * counts.sum(axis=1, keepdims=True) * noise


def _slopes(a, b, S):
    """Give the slope in each score: pull where observed, push where drawn."""
    return a * sigmoid(-S) - b * sigmoid(S)
