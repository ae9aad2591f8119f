"""The letters of all statements: sizes, indices, arrays. Indices run from 1, as in the papers."""

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
