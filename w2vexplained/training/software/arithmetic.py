"""Sums of products in the program's order, which decides the last bit of every number."""

from w2vexplained.compiled import kernel
from w2vexplained.training.software.lanes import eight_scores


@kernel(makes_arrays=False)
def scores(v_w, C, rows, x):
    """Multiply v_w with some rows of C, each sum from left to right.

    A sum in a fixed order waits for each of its additions. Several sums side by side wait together: eight here.

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    rows : array of int, (m,)
        Those that are asked for.
    x : array, (m,)
        Their scores, filled in.
    """
    last = len(rows) - 1
    for j in range(0, len(rows), 8):
        j1, j2, j3, j4 = min(j + 1, last), min(j + 2, last), min(j + 3, last), min(j + 4, last)
        j5, j6, j7 = min(j + 5, last), min(j + 6, last), min(j + 7, last)
        u, u1, u2, u3 = C[rows[j]], C[rows[j1]], C[rows[j2]], C[rows[j3]]
        u4, u5, u6, u7 = C[rows[j4]], C[rows[j5]], C[rows[j6]], C[rows[j7]]
        eight = eight_scores(v_w, u, u1, u2, u3, u4, u5, u6, u7)
        x[j], x[j1], x[j2], x[j3], x[j4], x[j5], x[j6], x[j7] = eight


@kernel(makes_arrays=False, apart=True)
def add_to(y, g, x):
    """Add g·x to y, component by component.

    Parameters
    ----------
    y : array, (d,)
        Changed in place.
    g : float
        The factor, of the type of the arrays.
    x : array, (d,)
        What is added, no part of y.
    """
    for i in range(len(y)):
        y[i] += g * x[i]


@kernel(makes_arrays=False)
def exchange(y, C, rows, g, v, apart):
    """Let v and rows of C move each other: add g_j·C[row_j] to y, row after row, then g_j·v to each of these rows.

    Where the rows are apart, a row may move as soon as y has what it was before, so that it is read once only.

    Parameters
    ----------
    y : array, (d,)
        Changed in place.
    C : array, (n, d)
        The matrix whose rows are changed in place.
    rows : array of int, (m,)
        Which of them.
    g : array, (m,)
        The factor for each.
    v : array, (d,)
        What is added to them.
    apart : bool
        Whether no row comes twice.
    """
    threes = len(rows) // 3 * 3 if apart else 0
    for j in range(0, threes, 3):
        _exchange_three(y, C[rows[j]], g[j], C[rows[j + 1]], g[j + 1], C[rows[j + 2]], g[j + 2], v)
    for j in range(threes, len(rows)):
        add_to(y, g[j], C[rows[j]])
    for j in range(threes, len(rows)):
        add_to(C[rows[j]], g[j], v)


@kernel(makes_arrays=False, apart=True)
def _exchange_three(y, u, g, u1, g1, u2, g2, v):
    for i in range(len(v)):
        y[i] = y[i] + g * u[i] + g1 * u1[i] + g2 * u2[i]  # from left to right
        u[i] += g * v[i]
        u1[i] += g1 * v[i]
        u2[i] += g2 * v[i]
