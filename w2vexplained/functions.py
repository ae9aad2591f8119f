r"""The functions of the model: the only place where an exponential is taken.

Each runs unchanged on float32, float64 and complex numbers, and on arrays whose elements are
50-digit numbers or symbols. Three habits make that possible: branch on ``x.real`` and never on
``x``; let both branches be the same analytic function; use no absolute value and no maximum on
anything that is differentiated.
"""

import numpy as np

from w2vexplained import arguments


def sigmoid(x):
    r"""Squash a score into a probability: :math:`\sigma(x) = 1/(1+e^{-x})`.

    Equation: NS1, NS2, NS3, NS5

    Parameters
    ----------
    x : array or number
        Scores.

    Returns
    -------
    array or number
        Probabilities, of the same shape; within 2 units in the last place (3 in float32), silent up to ±∞.
        NaN stays NaN.

    References
    ----------
    GL2014 §2.

    Examples
    --------
    >>> float(sigmoid(0.0))
    0.5
    """
    x = arguments.as_array("x", x)
    positive = x.real > 0
    e = np.exp(np.where(positive, -x, x))  # e^{-|x|} never overflows
    top = np.where(positive, 1, e)
    return top - top * (e / (1 + e))  # top/(1+e), with its last rounding on a small term: 1.6 ulp instead of 2.2


def softplus(x):
    r"""Smooth the ramp: :math:`\log(1+e^x)`.

    Parameters
    ----------
    x : array or number
        Scores.

    Returns
    -------
    array or number
        Of the same shape, in nats.
    """
    x = arguments.as_array("x", x)
    positive = x.real > 0
    return np.where(positive, x, 0) + np.log1p(np.exp(np.where(positive, -x, x)))


def log_sigmoid(x):
    r"""Take the logarithm of the sigmoid without ever forming it: :math:`-\log(1+e^{-x})`.

    Equation: NS3, NS5

    Parameters
    ----------
    x : array or number
        Scores.

    Returns
    -------
    array or number
        Log-probabilities in nats, of the same shape; within 2 units in the last place (3 in float32).

    Examples
    --------
    >>> float(log_sigmoid(-1000.0))
    -1000.0
    """
    return -softplus(-arguments.as_array("x", x))


def logsumexp(x):
    r"""Add exponentials without overflow: :math:`\log\sum_i e^{x_i}` over the last axis.

    Equation: SG3, SG6

    Parameters
    ----------
    x : array, (..., n)
        Scores.

    Returns
    -------
    array, (...)
        In nats. Every pivot gives the same value; the largest score is the one that never overflows.

    Raises
    ------
    ValueError
        If there is no score, or one is not finite.
    """
    x = _scores(x)
    pivot = x.real.max(axis=-1, keepdims=True)
    with np.errstate(over="ignore"):  # a difference beyond all numbers: its exponential is 0
        return pivot[..., 0] + np.log(np.exp(x - pivot).sum(axis=-1))


def softmax(x):
    r"""Turn scores into a distribution: :math:`e^{x_i}/\sum_j e^{x_j}` over the last axis.

    Equation: SG2

    Parameters
    ----------
    x : array, (..., n)
        Scores.

    Returns
    -------
    array, (..., n)
        Probabilities that sum to one over the last axis.

    Raises
    ------
    ValueError
        If there is no score, or one is not finite.

    References
    ----------
    GL2014 §1.1, eq. (3).
    """
    x = _scores(x)
    with np.errstate(over="ignore"):  # a difference beyond all numbers: its exponential is 0
        e = np.exp(x - x.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _scores(x):
    x = arguments.as_array("x", x)
    if not x.shape or x.shape[-1] == 0:
        raise ValueError(f"expected scores x of shape (..., n) with n ≥ 1; got shape {x.shape}")
    return arguments.finite("x", x)
