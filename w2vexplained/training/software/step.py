r"""One step of the program, to be read beside equation (4) and its gradient.

.. math:: \log\sigma(v_c \cdot v_w) + \sum_j \log\sigma(-v_{c_j} \cdot v_w)

.. math:: \frac{\partial}{\partial v_w} = \sigma(-x_c)\,v_c - \sum_j \sigma(x_j)\,v_{c_j}, \qquad
          \frac{\partial}{\partial v_c} = \sigma(-x_c)\,v_w, \qquad
          \frac{\partial}{\partial v_{c_j}} = -\sigma(x_j)\,v_w

The program calls v_w a row of ``syn0`` (in CBOW: ``neu1``), C ``syn1neg``, U ``syn1``, x ``f``, g ``g``,
and the gradient of v_w, which it adds only when the pair is done, ``neu1e``.
"""

import math
from typing import NamedTuple

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.training.software.arithmetic import exchange, scores
from w2vexplained.training.software.switches import SIGMOIDS
from w2vexplained.training.software.tables import LIMIT, SIGMOID_ENTRIES

EXACT, INTENDED, SHIPPED = range(len(SIGMOIDS))


class Space(NamedTuple):
    """Room for what one step computes, with up to n context vectors of d components.

    Attributes
    ----------
    rows : array of int, (n,)
        Which of them: the observed one, then the negatives.
    x, g : arrays, (n,)
        The score of each, and α times the derivative of the objective in it.
    gradient_w : array, (d,)
        α times the gradient of v_w, which others add to v_w in the end.
    """

    rows: np.ndarray
    x: np.ndarray
    g: np.ndarray
    gradient_w: np.ndarray


def space_for(n, d, dtype):
    """Make room for steps.

    Parameters
    ----------
    n, d : int
        The most vectors that a step moves besides v_w, and their components.
    dtype : float32 or float64
        Their type.

    Returns
    -------
    Space
        Its gradient is zero.
    """
    return Space(np.zeros(n, np.int64), np.zeros(n, dtype), np.zeros(n, dtype), np.zeros(d, dtype))


@kernel(makes_arrays=False)
def negative_sampling(v_w, C, c, negatives, alpha, table, switches, space):
    r"""Attract one context and repel its negatives: a step along the gradient of equation (4).

    The context vectors are moved; what v_w must move by is added to `space.gradient_w`.

    Equation: NS10, WC1

    Parameters
    ----------
    v_w : array, (d,)
        The word vector; in CBOW the mean of several.
    C : array, (n, d)
        The context vectors, changed in place.
    c : int
        The observed context.
    negatives : array of int, (k,)
        The drawn ones.
    alpha : float
        The learning rate.
    table : array, (1000,)
        The sigmoid, from `tables.sigmoid_table`.
    switches : Switches
        In numbers, from `switches.numbered`.
    space : Space
        For k + 1 vectors.
    """
    rows, x, g, gradient_w = space
    rows[0], n = c, 1
    for c_j in negatives:
        if c_j == c and switches.skipped_collisions:
            continue
        rows[n] = c_j
        n += 1
    # Where no vector comes twice, none is met after its move: then all may move together, which is faster.
    apart = not _repeat(rows[:n])
    together = n if apart or not switches.updates_at_once else 1
    for start in range(0, n, together):
        these = slice(start, start + together)
        scores(v_w, C, rows[these], x[these])
        for j in range(start, start + together):
            if j == 0:
                g[j] = (type(alpha)(1) - sigmoid(x[j], table, switches)) * alpha  # attraction, σ(−x_c)
            else:
                g[j] = -sigmoid(x[j], table, switches) * alpha  # repulsion, −σ(x_j)
        exchange(gradient_w, C, rows[these], g[these], v_w, apart)  # towards v_c, away from v_{c_j}; they, too


@kernel(makes_arrays=False)
def hierarchical_softmax(v_w, U, points, code, alpha, table, switches, space):
    r"""Make each turn on the way to a word likelier: at an inner node, turn 0 attracts and turn 1 repels.

    The nodes' vectors are moved; what v_w must move by is added to `space.gradient_w`.

    Equation: HS1

    Parameters
    ----------
    v_w : array, (d,)
        The word vector; in CBOW the mean of several.
    U : array, (n, d)
        The vectors of the inner nodes, changed in place.
    points, code : arrays of int, (length,)
        The nodes on the way from the root, and the turns taken there.
    alpha, table, switches, space
        As in `negative_sampling`; the space must hold the longest way.
    """
    _, x, g, gradient_w = space
    scores(v_w, U, points, x)
    for j in range(len(points)):
        g[j] = (type(alpha)(1 - code[j]) - sigmoid(x[j], table, switches)) * alpha
        if switches.clipping and not -LIMIT < x[j] < LIMIT:
            g[j] = 0
    exchange(gradient_w, U, points, g[: len(points)], v_w, True)  # no way passes a node twice


@kernel(makes_arrays=False)
def sigmoid(x, table, switches):
    r"""The sigmoid, as the switches have it.

    Equation: WC2

    Parameters
    ----------
    x : float
        A score.
    table : array, (1000,)
        From `tables.sigmoid_table`.
    switches : Switches
        In numbers.

    Returns
    -------
    float
        Between 0 and 1, of the type of x.
    """
    real = type(x)
    if -LIMIT <= x <= LIMIT and switches.sigmoid != EXACT:
        per_unit = SIGMOID_ENTRIES // LIMIT // 2  # 83: whole numbers, divided as such
        if switches.sigmoid == INTENDED:
            per_unit = SIGMOID_ENTRIES / LIMIT / 2
        return table[min(int((x + real(LIMIT)) * real(per_unit)), SIGMOID_ENTRIES - 1)]
    if switches.clipping and x > LIMIT:
        return real(1)
    if switches.clipping and x < -LIMIT:
        return real(0)
    e = math.exp(-abs(x))
    return real((1 if x >= 0 else e) / (1 + e))


@kernel(makes_arrays=False)
def _repeat(rows):
    """Whether a row comes twice."""
    for i in range(1, len(rows)):
        for j in range(i):
            if rows[i] == rows[j]:
                return True
    return False
