"""Sums of products in the program's order, which decides the last bit of every number."""

from w2vexplained.compiled import kernel


@kernel(makes_arrays=False)
def scores(v_w, C, rows, x):
    """Multiply v_w with some rows of C, each sum from left to right.

    A sum in a fixed order waits for each of its additions. Several sums side by side wait together,
    five here: this is what makes the replica faster than the program.

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
    for j in range(0, len(rows), 5):
        j1, j2, j3, j4 = min(j + 1, last), min(j + 2, last), min(j + 3, last), min(j + 4, last)
        u, u1, u2, u3, u4 = C[rows[j]], C[rows[j1]], C[rows[j2]], C[rows[j3]], C[rows[j4]]
        x[j], x[j1], x[j2], x[j3], x[j4] = _five_scores(v_w, u, u1, u2, u3, u4)


@kernel(makes_arrays=False)
def _five_scores(v, u, u1, u2, u3, u4):
    x = x1 = x2 = x3 = x4 = v.dtype.type(0)
    for i in range(len(v)):
        x += v[i] * u[i]
        x1 += v[i] * u1[i]
        x2 += v[i] * u2[i]
        x3 += v[i] * u3[i]
        x4 += v[i] * u4[i]
    return x, x1, x2, x3, x4


@kernel(makes_arrays=False)
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


@kernel(makes_arrays=False)
def exchange(y, u, g, v):
    """Add g·u to y, then g·v to u, component by component: what each gives is what it was before.

    Parameters
    ----------
    y, u : arrays, (d,)
        Changed in place.
    g : float
        The factor, of the type of the arrays.
    v : array, (d,)
        What is added to u.
    """
    for i in range(len(v)):
        y[i] += g * u[i]
        u[i] += g * v[i]
