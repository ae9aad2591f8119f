r"""Hierarchical softmax: a word is found by turns on the way from the root of a binary tree to its leaf.

At each inner node, the vector u of that node decides: turn 0 has probability :math:`\sigma(u\cdot v_w)`, turn 1 has
:math:`\sigma(-u\cdot v_w)`. A word costs as many scores as its path has turns, and the words' probabilities sum to 1.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.objectives import draws, scores


@arguments.overflow_raises
def log_likelihood(v_w, U, points, code):
    r"""Take the turns of one path: :math:`\sum_i \log\sigma(\pm u_i\cdot v_w)`, + where the turn is 0, − where it is 1.

    Equation: HS1

    Parameters
    ----------
    v_w : array, (d,)
        The input vector.
    U : array, (n_inner, d)
        The vectors of the inner nodes.
    points : sequence of int, (length,)
        The inner nodes on the path, as `Tree.path` gives them.
    code : sequence of 0 and 1, (length,)
        The turns taken there.

    Returns
    -------
    number
        The logarithm of the probability of the leaf, in nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, a point is no row of U, a turn is neither 0 nor 1, or a score
        overflows.

    References
    ----------
    MSCCD2013, eq. (3).

    Examples
    --------
    >>> root, below = [1.0, 0.0], [0.0, 1.0]
    >>> turns = [0, 1]  # ½ at the root, ½ below
    >>> float(np.exp(log_likelihood([0.0, 0.0], [below, root], [1, 0], turns)))
    0.25
    """
    v_w, U, points, code = _path(v_w, U, points, code)
    x = scores.of_some_contexts(v_w, U, points)  # (length,)
    return ((1 - code) * log_sigmoid(x) + code * log_sigmoid(-x)).sum()


@arguments.overflow_raises
def gradient(v_w, U, points, code):
    r"""Differentiate it: at each node of the path, the slope in the score is :math:`1 - code - \sigma(u\cdot v_w)`.

    Equation: HS1

    Parameters
    ----------
    v_w : array, (d,)
        The input vector.
    U : array, (n_inner, d)
        The vectors of the inner nodes.
    points : sequence of int, (length,)
        The inner nodes on the path.
    code : sequence of 0 and 1, (length,)
        The turns taken there.

    Returns
    -------
    gradient_w : array, (d,)
        :math:`\sum_i (1 - code_i - \sigma(u_i\cdot v_w))\,u_i`.
    gradient_U : array, (n_inner, d)
        :math:`(1 - code_i - \sigma(u_i\cdot v_w))\,v_w` in the rows of the path, 0 elsewhere.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.

    References
    ----------
    Rong2014, section 3.1.
    """
    v_w, U, points, code = _path(v_w, U, points, code)
    x = scores.of_some_contexts(v_w, U, points)  # (length,)
    g = (1 - code) * sigmoid(-x) - code * sigmoid(x)  # 1 − code − σ(x), with no digit lost
    return (g[:, None] * U[points]).sum(axis=0), draws.in_each_row(U, (points, g))[:, None] * v_w


@arguments.overflow_raises
def log_probabilities(v_w, U, tree):
    """Give the logarithm of the probability of every leaf.

    Equation: HS1

    Parameters
    ----------
    v_w : array, (d,)
        The input vector.
    U : array, (n - 1, d)
        The vectors of the inner nodes.
    tree : statistics.huffman.Tree
        The paths to n leaves, n ≥ 2.

    Returns
    -------
    array, (n,)
        In nats; their exponentials sum to 1.

    Raises
    ------
    ValueError, OverflowError
        If shapes do not fit the tree or each other, a number is not finite, or a score overflows.
    """
    v_w, U = _vectors(v_w, U)
    codes, points, lengths = tree
    if U.shape[0] != lengths.size - 1:
        raise ValueError(f"expected U with one row for each of {lengths.size - 1} inner nodes; got {U.shape[0]} rows")
    x = scores.of_all_contexts(v_w, U)  # (n - 1,)
    turns = np.where(codes == 0, log_sigmoid(x)[points], log_sigmoid(-x)[points])
    return np.where(points >= 0, turns, 0).sum(axis=1)


def _path(v_w, U, points, code):
    v_w, U = _vectors(v_w, U)
    points, code = arguments.indices("points", points, U.shape[0]), arguments.array("code", code)
    if tuple(code.shape) != tuple(points.shape):
        raise ValueError(f"expected one turn for each of the points {tuple(points.shape)}; got {tuple(code.shape)}")
    if arguments.is_numeric(code) and not ((code == 0) | (code == 1)).all():
        raise ValueError(f"expected turns 0 and 1 in code; got {code[(code != 0) & (code != 1)][0]}")
    if arguments.is_numeric(code) and arguments.is_numeric(U):
        code = code.astype(U.real.dtype)
    return v_w, U, points, code


def _vectors(v_w, U):
    v_w, U = arguments.as_array("v_w", v_w), arguments.as_array("U", U)
    if len(v_w.shape) != 1 or len(U.shape) != 2 or U.shape[1] != v_w.shape[0]:
        raise ValueError(f"expected v_w (d,) and U (n_inner, d); got shapes {tuple(v_w.shape)} and {tuple(U.shape)}")
    return arguments.one_type(arguments.finite("v_w", v_w), arguments.finite("U", U))
