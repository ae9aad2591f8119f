"""Sums of products in the program's order, which decides the last bit of every number."""

from w2vexplained.training.software.compiler import compiled


@compiled
def scores(v_w, C, rows, x):
    """Multiply v_w with some rows of C, each sum from left to right.

    A sum in a fixed order waits for each of its additions. Several sums side by side wait together,
    three here: this is what makes the replica faster than the program.

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
    for j in range(0, len(rows), 3):
        j1, j2 = min(j + 1, last), min(j + 2, last)
        x[j], x[j1], x[j2] = _three_scores(v_w, C[rows[j]], C[rows[j1]], C[rows[j2]])


@compiled
def _three_scores(v, a, b, c):
    x_a = x_b = x_c = v.dtype.type(0)
    for i in range(len(v)):
        x_a += v[i] * a[i]
        x_b += v[i] * b[i]
        x_c += v[i] * c[i]
    return x_a, x_b, x_c


@compiled
def add_to(y, g, x):
    """Add g·x to y, component by component.

    Parameters
    ----------
    y : array, (d,)
        Changed in place.
    g : float
        The factor, of the type of the arrays.
    x : array, (d,)
        What is added.
    """
    for i in range(len(y)):
        y[i] += g * x[i]
