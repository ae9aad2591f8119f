r"""Continuous bag of words: equation (4) with the mean of the contexts' vectors where a word's vector stood.

Roles are the other way round than in skip-gram: a word's neighbours together predict the word. So the rows of V are
input vectors of neighbours, :math:`h = \frac1m\sum_i v_i`, and the rows of C are output vectors of words.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling


@arguments.overflow_raises
def log_likelihood(V, C, c, negatives):
    r"""Tell one word from its negatives by the mean of its neighbours: :math:`\log\sigma(v_c\cdot h) + \dots`.

    Equation: CB1

    Parameters
    ----------
    V : array, (m, d) or (m, d, B)
        The vectors of the m neighbours, at least one, as often as they occur; a trailing axis holds a batch.
    C : array, (n, d) or (n, d, B)
        The output vectors.
    c : int
        The row of the observed word.
    negatives : sequence of int, (k,)
        The rows of the drawn ones; repeated ones count as often as they come, one equal to c counts as a negative.

    Returns
    -------
    number or array, () or (B,)
        :math:`\log\sigma(v_c\cdot h) + \sum_j \log\sigma(-v_{c_j}\cdot h)`, in nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, an index is no row of C, or a score overflows.

    References
    ----------
    MCCD2013 for the model; Rong2014, section 1.2 for h, with equation (4) of MSCCD2013 in the place of the softmax.

    Examples
    --------
    >>> neighbours = np.array([[2.0], [0.0]])  # their mean is 1
    >>> round(float(log_likelihood(neighbours, [[3.0], [1.0]], 0, [1])), 6)
    -1.361849
    """
    return negative_sampling.log_likelihood(_mean(V), C, c, negatives)


@arguments.overflow_raises
def gradient(V, C, c, negatives):
    r"""Differentiate it: each neighbour feels one m-th of what their mean feels.

    Equation: CB1

    Parameters
    ----------
    V : array, (m, d) or (m, d, B)
        The vectors of the m neighbours; a trailing axis holds a batch.
    C : array, (n, d) or (n, d, B)
        The output vectors.
    c : int
        The row of the observed word.
    negatives : sequence of int, (k,)
        The rows of the drawn ones.

    Returns
    -------
    gradient_V : array, (m, d) or (m, d, B)
        Every row is :math:`\frac1m\big(\sigma(-x_c)\,v_c - \sum_j\sigma(x_j)\,v_{c_j}\big)` with :math:`x=v\cdot h`.
        The rows of a neighbour that occurs twice add up in its vector.
    gradient_C : array, (n, d) or (n, d, B)
        As in negative sampling, with h for the word's vector.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.

    References
    ----------
    Rong2014, sections 1.2 and 3.2.
    """
    gradient_h, gradient_C = negative_sampling.gradient(_mean(V), C, c, negatives)
    V = arguments.as_array("V", V)
    return np.zeros_like(V) + gradient_h / V.shape[0], gradient_C


def _mean(V):
    """Average the neighbours' vectors, in any kind of number."""
    V = arguments.finite("V", arguments.as_array("V", V))
    if len(V.shape) not in (2, 3) or 0 in V.shape[:2]:
        raise ValueError(f"expected V of shape (m, d) or (m, d, B), m ≥ 1 neighbours; got {tuple(V.shape)}")
    return V.sum(axis=0) / V.shape[0]
