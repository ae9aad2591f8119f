r"""One step up the slope of equation (4), for all words and targets of a group at once.

Equation (4) of a pair is :math:`\log\sigma(v_c\cdot v_w) + \sum_j\log\sigma(-v_{c_j}\cdot v_w)`. So the slope in the
score of an observed pair is :math:`1 - \sigma(x)`, in that of a drawn one :math:`-\sigma(x)`, and score x = v·t moves
v along t and t along v. With the words' vectors as rows of V and the targets' as rows of T:

    G = alpha (Y − sigma(V T'))        Y = 1 if observed, 0 if drawn
    V += G T
    T += G' V

Each entry is weighted by the number of pairs that it stands for. The three products are left to the library of linear
algebra, whose small products come nearer to what the processor can do than loops that are compiled here.
"""

import numpy as np

from w2vexplained.compiled import kernel

F = np.float32
_LARGEST = F(87)  # exp of it is a float32
_TO_BITS = F(1 / np.log(2))
_LOG_2 = F(0.693359375), F(np.log(2) - 0.693359375)  # the first has so few digits that whole multiples of it are exact


@kernel(fast=True, makes_arrays=False)
def sigmoid(x):
    r"""Give :math:`1/(1+e^{-x})`, right to some 10⁻⁷ of itself.

    :math:`e^{-x} = 2^n e^r` with a whole n and :math:`|r| \le \frac12\log 2`, where six terms of the series suffice;
    :math:`2^n` is made from the bits of a float. So a loop of it becomes one over vectors, as one with exp would not.

    Parameters
    ----------
    x : float32
        A score; beyond ±87 the result no longer changes.

    Returns
    -------
    float32
        A probability above 0.
    """
    y = min(max(-x, -_LARGEST), _LARGEST)
    n = np.int32(y * _TO_BITS + F(128.5)) - np.int32(128)
    r = y - F(n) * _LOG_2[0] - F(n) * _LOG_2[1]
    series = F(1 / 6) + r * (F(1 / 24) + r * (F(1 / 120) + r * F(1 / 720)))
    power = np.int32((n + np.int32(127)) << np.int32(23)).view(np.float32)
    return F(1) / (F(1) + power * (F(1) + r * (F(1) + r * (F(0.5) + r * series))))


@kernel(fast=True)
def step(V, T, shift, M, alpha, G, dV, dT):
    """Find how far the vectors of a group move.

    Parameters
    ----------
    V : array of float32, (m, d)
        The words' vectors.
    T : array of float32, (n, d)
        The targets' vectors.
    shift : array of float32, (n,)
        What is subtracted from the scores of each target.
    M : array of float32, (m, n)
        Where a pair was observed, how often; where it was drawn, its weight, negative.
    alpha : float32
        The learning rate.
    G : array of float32, (m, n)
        Room for the slopes.
    dV, dT : arrays of float32, (m, d) and (n, d)
        Where the moves are written to.
    """
    np.dot(V, T.T, G)
    for i in range(len(V)):
        for q in range(len(T)):
            G[i, q] -= shift[q]
    x, weight = G.reshape(G.size), M.reshape(M.size)
    for i in range(len(x)):  # 1 − σ(x) = σ(−x), without a loss of digits
        x[i] = alpha * weight[i] * sigmoid(np.copysign(F(1), -weight[i]) * x[i])
    np.dot(G, T, dV)
    np.dot(G.T, V, dT)


@kernel(fast=True)
def move(M, C, alpha, group):
    """Make the step of a group, its targets in place.

    Parameters
    ----------
    M : array of float32, (m, n)
        The weights.
    C : array of float32
        The matrix that holds the targets' vectors.
    alpha : float32
        The learning rate.
    group : Group
        It holds m vectors V and n targets; dV is set.
    """
    m, n = M.shape
    targets, G = group.targets[:n], group.G[: m * n].reshape(m, n)
    gather(C, targets, group.T)
    step(group.V[:m], group.T[:n], group.shift[:n], M, alpha, G, group.dV[:m], group.dT[:n])
    add_rows(group.dT, targets, C)


@kernel(fast=True, makes_arrays=False)
def gather(X, ids, Y):
    """Copy rows X[ids] to the first rows of Y.

    Parameters
    ----------
    X : array, (n, d)
        A matrix.
    ids : array of int, (m,)
        Its rows.
    Y : array, (at least m, d)
        Where they are written to.
    """
    for i in range(len(ids)):
        x, y = X[ids[i]], Y[i]
        for j in range(len(x)):
            y[j] = x[j]


@kernel(fast=True, makes_arrays=False)
def add_rows(Y, ids, X):
    """Add the first rows of Y to X[ids]; moves of a row that comes twice add up.

    Parameters
    ----------
    Y : array, (at least m, d)
        The moves.
    ids : array of int, (m,)
        The rows that move.
    X : array, (n, d)
        The matrix that is changed.
    """
    for i in range(len(ids)):
        x, y = X[ids[i]], Y[i]
        for j in range(len(x)):
            x[j] += y[j]
