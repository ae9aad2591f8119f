r"""How much a law says: entropy, and how far two laws lie apart.

All are in nats, with 0 log 0 = 0, and infinite where mathematics says so.
Laws may have any shape. Arrays of symbols or of 50-digit numbers are taken, too; their entries must be positive.
"""

import numpy as np

from w2vexplained import arguments


def entropy(p):
    r"""Say how uncertain a draw is: :math:`H(p) = -\sum_i p_i \log p_i`.

    Equation: ND2, PM3

    Parameters
    ----------
    p : array
        A law: probabilities that sum to 1, in any shape.

    Returns
    -------
    number
        In nats, from 0 for a certain outcome to log n for n even ones.

    Raises
    ------
    ValueError
        If p is no law.

    Examples
    --------
    >>> round(float(np.exp(entropy([0.25, 0.25, 0.25, 0.25, 0.0]))), 12)
    4.0
    """
    p = arguments.probabilities("p", p)
    return -_times_log(p, p).sum()


def binary_entropy(pi):
    r"""Say how uncertain a coin is: :math:`H_b(\pi) = -\pi\log\pi - (1-\pi)\log(1-\pi)`.

    Equation: PM3, PM4

    Parameters
    ----------
    pi : number or array
        The probability of heads.

    Returns
    -------
    number or array
        In nats, of the same shape, at most log 2.

    Raises
    ------
    ValueError
        If pi is not from 0 to 1.

    Examples
    --------
    >>> float(binary_entropy(0.5) / np.log(2))
    1.0
    """
    pi = arguments.probability("pi", pi)
    return -_times_log(pi, pi) - _times_log(1 - pi, 1 - pi)


def kl_divergence(p, q):
    r"""Say how far p is from q: :math:`\mathrm{KL}(p\,\|\,q) = \sum_i p_i \log(p_i/q_i)`.

    Equation: PM4, PM5

    Parameters
    ----------
    p, q : array
        Two laws over the same outcomes, in any shape.

    Returns
    -------
    number
        In nats; 0 only where they are equal, infinite if an outcome of p is impossible under q.

    Raises
    ------
    ValueError
        If one is no law, or their shapes differ.

    Examples
    --------
    >>> float(kl_divergence([0.5, 0.5], [1.0, 0.0]))
    inf
    """
    p, q = _two_laws(p, q)
    return _gain(p, p, q).sum()


def jensen_shannon(p, q, weight=0.5):
    r"""Say how well a mixture of two laws can be told apart: :math:`H(m) - \pi H(p) - (1-\pi) H(q)`.

    The mixture is :math:`m = \pi p + (1-\pi) q`. It is what a draw from m says about which of the two it came from.

    Equation: PM3, PM4

    Parameters
    ----------
    p, q : array
        Two laws over the same outcomes, in any shape.
    weight : number
        The share π of p in the mixture; ½ gives the divergence that is usually meant.

    Returns
    -------
    number
        In nats, from 0 to H_b(π); never infinite.

    Raises
    ------
    ValueError
        If one is no law, their shapes differ, or the weight is not from 0 to 1.

    Examples
    --------
    >>> float(jensen_shannon([1.0, 0.0], [0.0, 1.0]) / np.log(2))
    1.0
    """
    p, q = _two_laws(p, q)
    arguments.probability("weight", arguments.one_number("for the weight", weight))
    from_p, from_q = p * weight, q * (1 - weight)
    mixture = from_p + from_q
    gains = _gain(from_p, p, mixture) + _gain(from_q, q, mixture)
    if not arguments.is_numeric(gains):
        return gains.sum()
    # Where p and q are close the gains are small differences of large numbers; in terms of t nothing cancels.
    close = abs(p - q) < mixture / 2
    t = np.where(close, p - q, 0) / np.where(close, mixture, 1)
    small = mixture * (weight * _bend((1 - weight) * t) + (1 - weight) * _bend(-weight * t))
    return np.where(close, small, gains).sum()


def mutual_information(joint):
    r"""Say how much w tells about c: :math:`I(W;C) = \sum_{w,c} P(w,c) \log\frac{P(w,c)}{p(w)\,p(c)}`.

    Equation: PM4, PM8

    Parameters
    ----------
    joint : array, (|V|, n)
        The law of pairs P(w, c).

    Returns
    -------
    number
        In nats; 0 only where words and contexts are independent.

    Raises
    ------
    ValueError
        If joint is no law of pairs.

    Examples
    --------
    >>> float(mutual_information([[0.5, 0.0], [0.0, 0.5]]) / np.log(2))
    1.0
    """
    P = arguments.probabilities("joint", joint)
    if len(P.shape) != 2:
        raise ValueError(f"expected a law of pairs, joint of shape (|V|, n); got shape {tuple(P.shape)}")
    words, contexts = P.sum(axis=1, keepdims=True), P.sum(axis=0)
    return (_times_log(P, P) - _times_log(P, words) - _times_log(P, contexts)).sum()


def _two_laws(p, q):
    p, q = arguments.probabilities("p", p), arguments.probabilities("q", q)
    if tuple(p.shape) != tuple(q.shape):
        raise ValueError(f"expected q of shape {tuple(p.shape)}, like p; got {tuple(q.shape)}")
    return p, q


def _gain(x, p, q):
    """Take x (log p − log q), and 0 where x is 0; as a difference, for the quotient may overflow."""
    return _times_log(x, p) - _times_log(x, q)


def _bend(t):
    """Take (1 + t) log(1 + t) − t for |t| ≤ 1/2, by its series where t is tiny."""
    return np.where(abs(t) < 1e-4, t * t * (1 / 2 - t / 6 + t * t / 12), (1 + t) * np.log1p(t) - t)


def _times_log(x, y):
    """Take x log y, and 0 where x is 0; symbols have no sign to look at, and are taken to be positive."""
    if not (arguments.is_numeric(x) and arguments.is_numeric(y)):
        return x * np.log(y)
    with np.errstate(divide="ignore"):  # log 0 is −∞, as mathematics says
        return x * np.log(np.where(x > 0, y, 1))
