"""The exact zero test for expressions in exponentials, sums over symbolic sizes and Kronecker deltas.

Everything here is sound: True is only ever answered for an expression that vanishes. One that vanishes for
a reason not known here is answered with False. Two ways are tried: sums as letters, and sums merged into one.
"""

from itertools import permutations

import sympy as sp
from sympy import KroneckerDelta as Delta
from sympy.core.function import AppliedUndef


class Total(sp.Expr):
    """A sum of a term over one index from 1 to n, which sympy's own Sum would merge with its neighbours."""

    is_commutative = True

    @property
    def free_symbols(self):
        """Its symbols without the index."""
        term, i, n = self.args
        return (term.free_symbols - {i}) | n.free_symbols


def is_zero(expression):
    """Tell whether an expression vanishes identically, for every size of its sums.

    Parameters
    ----------
    expression : sympy expression
        Rational in symbols, indexed symbols, sums over symbolic ranges, Kronecker deltas, exponentials of polynomials.

    Returns
    -------
    bool
        True only if it is zero.
    """
    expression = sp.expand_power_exp(contracted(expression))
    return all(_vanishes_somehow(case, unequal) for case, unequal in _cases(expression))


def contracted(expression):
    """Carry out the sums over deltas, as `is_zero` does; what is put into the rest afterwards meets fewer sums.

    Parameters
    ----------
    expression : sympy expression
        With sums over symbolic ranges.

    Returns
    -------
    sympy expression
        Its sums written as `Total`.
    """
    return _contracted(_nested(sp.sympify(expression)), {})


def same_function(f, g, variables, origin):
    """Tell whether two expressions with logarithms are the same function.

    Logarithms of products and powers are split as if every factor were positive: what is real on both sides is equal,
    but log x² and 2 log x, which differ by 2πi where x < 0, are called the same.

    Parameters
    ----------
    f, g : sympy expressions
        The candidates.
    variables : list of sympy symbols
        In which they must agree, such as v[m] for an arbitrary m.
    origin : callable
        Puts one common value into an expression, where both are compared; see `with_zero`.

    Returns
    -------
    list of bool
        Whether each derivative of the difference vanishes, then whether, beyond that, the values at the origin agree.
    """
    slopes = [is_zero(sp.diff(f - g, x)) for x in variables]
    return [*slopes, all(slopes) and _vanishes_with_logarithms(origin(f - g))]


def with_zero(*names):
    """Make an origin: every entry of the named arrays becomes zero.

    Parameters
    ----------
    names : str
        The letters of the arrays, such as "v" and "C".

    Returns
    -------
    callable
        From expression to expression.
    """

    def origin(expression):
        at = {x: 0 for x in expression.atoms(sp.Indexed) if str(x.base) in names}
        return sp.expand_log(expression.xreplace(at).doit(), force=True)

    return origin


def _vanishes_somehow(case, unequal):
    """Try one writing after the other: as it stands, term by term, and as sums merged into one."""
    if _vanishes(case):
        return True
    pulled = _pulled(sp.expand_power_exp(_pulled(case)))
    return _vanishes(pulled) or any(
        all(_vanishes(x) for term in _merged(e) for x, _ in _cases(term, unequal)) for e in (case, pulled)
    )


def _vanishes_with_logarithms(e):
    """Test an expression in which logarithms are left; simplifying is slow, and so comes second."""
    if is_zero(e) or is_zero(e.replace(sp.log, _logarithm_of_fraction)):
        return True
    e = sp.expand_log(sp.simplify(e), force=True)
    return sp.simplify(e) == 0 or is_zero(e)


def _logarithm_of_fraction(x):
    """Write log(a + b/c) as log(ac + b) − log c."""
    return sp.expand_log(sp.log(sp.factor(sp.together(x))), force=True)


def _nested(e):
    """Write every sum as nested totals, one index each."""
    if not e.args:
        return e
    if not isinstance(e, sp.Sum):
        return e.func(*[_nested(x) for x in e.args])
    f = _nested(e.function)
    for i, low, high in e.limits:
        if low != 1:
            raise ValueError(f"expected sums from 1; got one from {low}")
        f = Total(f, i, high)
    return f


def _contracted(e, ranges):
    """Carry out the sums over deltas: the sum of delta(i, m) f(i) over i is f(m).

    A free index m is taken to lie in the range of the sum, as every index of an array does; of the index of an
    outer sum, in `ranges`, that is known.
    """
    if not e.has(Total):
        return e
    if not isinstance(e, Total):
        return e.func(*[_contracted(x, ranges) for x in e.args])
    f, i, n = e.args
    f = _contracted(f, ranges | {i: n})
    return sp.Add(*[_contracted_term(t, i, n, ranges) for t in (_terms(f) if f.has(Delta) else [f])])


def _contracted_term(term, i, n, ranges):
    if term.has(Delta) and term.has(Total):
        pulled = _pulled(term)
        if pulled != term:
            return sp.Add(*[_contracted_term(t, i, n, ranges) for t in _terms(pulled)])
    for factor in sp.Mul.make_args(term):
        if isinstance(factor, Delta) and i in factor.args:  # delta(i, m), not delta(r, map(i))
            m = next(x for x in factor.args if x != i)
            if _lies_in(m, i, n, ranges):
                return (term / factor).xreplace({i: m})
    return Total(term, i, n) if term != 0 else sp.S.Zero


def _lies_in(m, i, n, ranges):
    """Tell whether m is sure to lie in 1 … n, where i runs: an end of that range, an index, or a map's value.

    Not so a size, which is positive, an index moved by 1, or the value of a map at i itself.
    """
    is_index = m.is_Symbol and not m.is_positive
    return m in (1, n) or ((is_index or isinstance(m, AppliedUndef)) and not m.has(i) and ranges.get(m, n) == n)


def _cases(e, unequal=frozenset()):
    """Take deltas of free indices apart: delta(j, r) is 1 where j = r, and 0 elsewhere; yield (case, unequal pairs)."""
    for delta in sorted(e.atoms(Delta), key=str):
        j, r = delta.args
        if not (j.is_Symbol and r.is_Symbol and delta.free_symbols <= e.free_symbols):
            continue
        if delta not in unequal:
            yield from _cases(e.xreplace({j: r}), frozenset(x.xreplace({j: r}) for x in unequal))
        yield from _cases(e.xreplace({delta: sp.S.Zero}), unequal | {delta})
        return
    yield e, unequal


def _terms(e):
    return sp.Add.make_args(sp.expand_mul(e))


def _pulled(e):
    """Sum term by term, and take out of each total what does not depend on its index."""
    if not e.has(Total):
        return e
    if not isinstance(e, Total):
        return e.func(*[_pulled(x) for x in e.args])
    f, i, n = e.args
    total = sp.S.Zero
    for term in _terms(_pulled(f)):
        outside, inside = _with_factored_denominators(term, i).as_independent(i, as_Add=False)
        total += outside * (n if inside == 1 else Total(inside, i, n))
    return total


def _with_factored_denominators(term, i):
    """Write 1/(a f(i) + b f(i)) as 1/((a + b) f(i)): multiplying out has hidden that a + b does not depend on i."""
    factors = []
    for factor in sp.Mul.make_args(term):
        base, power = factor.as_base_exp()
        hidden = base.is_Add and power.is_negative and base.has(i)
        factors.append(sp.factor_terms(base) ** power if hidden else factor)
    return sp.Mul(*factors)


def _merged(e):
    """Write products of totals as one total over several indices, and collect the terms of all with equal ranges.

    The collected terms must vanish each on its own: that is sufficient for the sum to vanish.
    """
    collected = {}
    for indices, term in _multiple_sums(e, {}):
        sizes, term = _with_common_names(indices, term)
        collected[sizes] = collected.get(sizes, 0) + term
    return list(collected.values())


def _multiple_sums(e, ranges):
    """Give (indices, term) for every term of an expanded expression; totals stay only in denominators and functions."""
    sums = []
    for term in _terms(e):
        parts = [((), sp.S.One)]
        for factor in sp.Mul.make_args(term):
            base, power = factor.as_base_exp()
            repeated = isinstance(base, Total) and power.is_Integer and power > 0
            for _ in range(int(power) if repeated else 1):
                parts = _times(parts, _sums_of_total(base, ranges) if repeated else [((), factor)])
        sums.extend(_without_deltas(*part, ranges) for part in parts)
    return sums


def _without_deltas(indices, term, ranges, done=frozenset()):
    """Sum over the indices that a delta ties to something else; beside delta(r, map(i)), write map(i) as r."""
    deltas = [x for x in sp.Mul.make_args(term) if isinstance(x, Delta) and x not in done]
    if not deltas:
        return indices, term
    delta, others = deltas[0], term / deltas[0]
    for i, n in indices:
        m = next((x for x in delta.args if x != i), None) if i in delta.args else None
        if m is not None and _lies_in(m, i, n, ranges | dict(indices)):
            return _without_deltas(tuple(x for x in indices if x != (i, n)), others.xreplace({i: m}), ranges, done)
    mapped, plain = ([x for x in delta.args if x.is_Symbol is wanted] for wanted in (False, True))
    if len(mapped) == 1:
        term = delta * others.xreplace({mapped[0]: plain[0]})
    return _without_deltas(indices, term, ranges, done | {delta})


def _sums_of_total(total, ranges):
    f, i, n = total.args
    new = sp.Dummy("i", integer=True)
    for indices, term in _multiple_sums(f.xreplace({i: new}), ranges | {new: n}):
        yield (((new, n), *indices), term) if term.has(new) else (indices, n * term)


def _times(left, right):
    right = list(right)
    return [((*i, *j), x * y) for i, x in left for j, y in right]


def _with_common_names(indices, term):
    """Name the indices of each size 1, 2, … in the order that prints first, so that equal terms look equal."""
    indices = sorted(indices, key=lambda index: str(index[1]))
    sizes = tuple(n for _, n in indices)
    names = [sp.Symbol(f"j{p}", integer=True) for p in range(len(indices))]
    candidates = []
    for order in permutations(range(len(indices))):
        if all(sizes[p] == sizes[q] for p, q in enumerate(order)):
            renamed = term.xreplace({indices[q][0]: names[p] for p, q in enumerate(order)})
            candidates.append(_canonical(renamed))
    return sizes, min(candidates, key=str)


def _canonical(e):
    """Name the index of a total by how many totals lie inside it, so that equal totals look equal."""
    if not e.has(Total):
        return e
    args = [_canonical(x) for x in e.args]
    if not isinstance(e, Total):
        return e.func(*args)
    f, i, n = args
    z = sp.Symbol(f"z{_height(f)}", integer=True)
    return Total(f.xreplace({i: z}), z, n)


def _height(e):
    inner = max((_height(x) for x in e.args), default=0)
    return inner + 1 if isinstance(e, Total) else inner


def _vanishes(e):
    """Test a rational function of exponentials; totals, indexed symbols and deltas are letters."""
    rational = _without_exponentials(_with_letters(_canonical(e), {}))
    if rational.is_Number:
        return rational == 0
    return sp.expand(sp.numer(sp.together(rational))) == 0


def _with_letters(e, known):
    """Let the outermost totals, indexed symbols and deltas be plain symbols: fewer relations, so sound."""
    if isinstance(e, Total | sp.Indexed | Delta):
        return known.setdefault(e, sp.Symbol(f"A{len(known)}", real=True))
    return e.func(*[_with_letters(x, known) for x in e.args]) if e.args else e


def _without_exponentials(e):
    """Replace e^{a + 2b} by A B², one letter for each monomial; only e^{a+b} = e^a e^b is used."""
    letters, replaced = {}, {}
    for power_of_e in e.atoms(sp.exp):
        product = sp.Integer(1)
        for term in sp.Add.make_args(sp.expand(power_of_e.args[0])):
            times, monomial = term.as_coeff_Mul()
            if not times.is_Integer:
                return e
            product *= letters.setdefault(monomial, sp.Symbol(f"E{len(letters)}", positive=True)) ** times
        replaced[power_of_e] = product
    return e.xreplace(replaced)
