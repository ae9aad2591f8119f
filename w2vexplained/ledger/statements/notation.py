"""The letters of all statements: sizes, indices, arrays. Indices run from 1, as in the papers."""

import mpmath as mp
import sympy as sp

d, n, k, V = sp.symbols("d n k V", integer=True, positive=True)  # components, contexts, negatives, words
c, i, j, m, o, r, w = sp.symbols("c i j m o r w", integer=True)  # indices left free
v = sp.IndexedBase("v", real=True)  # v[m], the word vector v_w
C = sp.IndexedBase("C", real=True)  # C[j, m], the context vectors
W = sp.IndexedBase("W", real=True)  # W[w, m], the word vectors
N = sp.IndexedBase("N", real=True)  # N[w, j], the counts #(w, c)
q = sp.IndexedBase("q", real=True)  # q[j], the noise P_n
neg = sp.Function("neg", integer=True)  # neg(i), the row of the i-th negative


def total(term, size):
    """Sum term(index) over an index of its own, from 1 to size.

    Parameters
    ----------
    term : callable
        From an index to an expression.
    size : sympy expression
        The last index.

    Returns
    -------
    sympy expression
        The sum.
    """
    index = sp.Dummy("i", integer=True)
    return sp.Sum(term(index), (index, 1, size))


def at_size(statement, **sizes):
    """Write a statement out for given sizes.

    Parameters
    ----------
    statement : sympy expression
        For every size.
    sizes : int
        Values of d, n, k, V.

    Returns
    -------
    sympy expression
        In the symbols v[1], v[2], …, C[1, 1], ….
    """
    values = {sp.Symbol(name, integer=True, positive=True): size for name, size in sizes.items()}
    return statement.subs(values).doit()


def evaluate(statement, **arrays):
    """Put numbers into a statement and evaluate it to 50 digits and more.

    Parameters
    ----------
    statement : sympy expression
        For every size.
    arrays : nested lists of int or float
        Values of v, C, W, N, as many as the statement needs; they fix the sizes. Binary fractions are taken exactly.

    Returns
    -------
    mpf
        The value.
    """
    axes = {"v": (d,), "C": (n, d), "W": (V, d), "N": (V, n)}
    sizes, entries = {}, {}
    for name, rows in arrays.items():
        base, table = sp.IndexedBase(name, real=True), [rows] if len(axes[name]) == 1 else rows
        sizes |= dict(zip(reversed(axes[name]), (len(table[0]), len(table)), strict=False))
        for a, row in enumerate(table, 1):
            for b, x in enumerate(row, 1):
                entries[base[b] if len(axes[name]) == 1 else base[a, b]] = sp.Rational(x)
    value = statement.subs(sizes).doit().xreplace(entries).evalf(60)
    with mp.workdps(60):
        return mp.mpf(value)
