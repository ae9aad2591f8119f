"""What a proof looks like to a reader: scores and sigmoids spelled as such."""

import sympy as sp

x = sp.IndexedBase("x", real=True)
sigma = sp.Function("sigma", real=True)


def with_sigmoids(expression):
    r"""Spell :math:`\sum_i C_{j,i} v_i` as the score x[j], and what is made of :math:`e^{x_j}` with sigma(x[j]).

    Every step is exact: :math:`e^{x}` is the odds :math:`\sigma(x)/(1-\sigma(x))`.

    Parameters
    ----------
    expression : sympy expression
        Such as an entry of a gradient that came out of an array of symbolic size.

    Returns
    -------
    sympy expression
        The same for a reader, bound indices renamed to i.
    """
    scored = expression.replace(_is_score, lambda e: x[_row(e)])
    return _tidied(scored.replace(sp.exp, _odds))


def _is_score(e):
    """Whether a sum is one over components, such as C[j, i] v[i]."""
    return isinstance(e, sp.Sum) and e.function.is_Mul and all(isinstance(f, sp.Indexed) for f in e.function.args)


def _row(score):
    return max((f.indices for f in score.function.args), key=len)[0]


def _odds(exponent):
    times, score = exponent.as_coeff_Mul()
    return (sigma(score) / (1 - sigma(score))) ** times


def _tidied(e):
    """Cancel fractions, innermost sums first, and collect the weight of each delta and of each component."""
    if isinstance(e, sp.Sum):
        bound, low, high = e.limits[0]
        i = sp.Symbol("i", integer=True)
        return sp.Sum(_tidied(e.function).xreplace({bound: i}), (i, low, high))
    inner = e.func(*[_tidied(a) for a in e.args]) if e.has(sp.Sum) and e.args else e
    return inner.func(*[_collected(a) for a in inner.args]) if inner.is_Mul else _collected(inner)


def _collected(e):
    e = sp.cancel(e)
    letters = [a for a in e.atoms(sp.KroneckerDelta, sp.Indexed) if not (isinstance(a, sp.Indexed) and a.base == x)]
    return sp.collect(e, sorted(letters, key=str))
