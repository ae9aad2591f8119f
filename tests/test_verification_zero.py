import numpy as np
import pytest
import sympy as sp
from sympy import KroneckerDelta, exp, log

from w2vexplained.ledger.statements.notation import C, c, d, j, k, m, n, neg, r, total, v
from w2vexplained.verification.zero import contracted, is_zero, same_function, with_zero


def score(j):
    return total(lambda m: C[j, m] * v[m], d)


ZEROS = {
    "two names of one sum": score(c) - score(c),
    "a sum of deltas picks an entry": total(lambda i: KroneckerDelta(i, c) * C[i, m], n) - C[c, m],
    "sigmoid of both signs": 1 / (1 + exp(-score(c))) + 1 / (1 + exp(score(c))) - 1,
    "probabilities sum to one": total(lambda i: exp(score(i)) / total(lambda j: exp(score(j)), n), n) - 1,
    "a pivot drops out": exp(score(c) - v[m]) / total(lambda j: exp(score(j) - v[m]), n)
    - exp(score(c)) / total(lambda j: exp(score(j)), n),
    "sums change places": total(lambda i: total(lambda j: C[i, j] * v[j], d), n)
    - total(lambda j: total(lambda i: C[i, j] * v[j], n), d),
    "a constant summed n times": total(lambda i: v[m], n) - n * v[m],
    "a delta beside a map": total(lambda i: KroneckerDelta(r, neg(i)) * (C[neg(i), m] - C[r, m]), k),
    "two deltas on one row": KroneckerDelta(j, r) * (C[j, m] - C[r, m]),
    "unequal rows stay unequal": KroneckerDelta(j, r) * KroneckerDelta(j, c)
    - KroneckerDelta(j, r) * KroneckerDelta(r, c),
    "a denominator whose terms share the index": total(lambda i: C[i, m] / (v[m] * exp(C[i, m]) + r * exp(C[i, m])), n)
    - total(lambda i: C[i, m] * exp(-C[i, m]), n) / (v[m] + r),
    "a product of sums is a double sum": score(c) ** 2
    - total(lambda i: total(lambda j: C[c, i] * v[i] * C[c, j] * v[j], d), d),
}

NOT_ZEROS = {
    "another entry": C[c, m] - C[r, m],
    "a sum over another size": total(lambda i: C[i, m], n) - total(lambda i: C[i, m], k),
    "an index lost": total(lambda i: C[i, m], n) - n * C[c, m],
    "twice the score": 1 / (1 + exp(-2 * score(c))) - 1 / (1 + exp(-score(c))),
    "a wrong sign": 1 / (1 + exp(-score(c))) - 1 / (1 + exp(score(c))),
    "a repeated negative counted once": total(lambda i: KroneckerDelta(r, neg(i)), k) - KroneckerDelta(r, neg(1)),
    "a delta forgotten": total(lambda i: KroneckerDelta(i, c) * C[i, m], n) - total(lambda i: C[i, m], n),
    "a delta of free indices": KroneckerDelta(j, r),
    "its complement": 1 - KroneckerDelta(j, r),
    "a pivot not added back": v[m] + total(lambda j: exp(score(j) - v[m]), n) - total(lambda j: exp(score(j)), n),
    "square of a sum and sum of squares": score(c) ** 2 - total(lambda i: (C[c, i] * v[i]) ** 2, d),
    "a denominator whose terms share the index but for one": total(lambda i: C[i, m] / (v[m] * exp(C[i, m]) + r), n)
    - total(lambda i: C[i, m] * exp(-C[i, m]), n) / (v[m] + r),
    "a map met at its own index": total(lambda i: KroneckerDelta(i, neg(i)), k) - 1,
    "the last row has no next": total(lambda j: total(lambda i: KroneckerDelta(i, j + 1), n), n) - n,
    "a row beyond the last": total(lambda i: KroneckerDelta(i, n + 1), n) - 1,
    "the last of another size": total(lambda i: KroneckerDelta(i, k), n) - 1,
    "the tiniest coefficient": sp.Rational(1, 10**30) * v[m],
}


@pytest.mark.parametrize("name", ZEROS)
def test_zero_for_every_size_is_recognised(name):
    assert is_zero(ZEROS[name])


@pytest.mark.parametrize("name", NOT_ZEROS)
def test_what_is_not_zero_is_never_called_zero(name):
    assert not is_zero(NOT_ZEROS[name])


def test_sums_over_deltas_are_carried_out_and_others_stay():
    i = sp.Dummy("i", integer=True)
    assert contracted(sp.exp(sp.Sum(C[i, m] * KroneckerDelta(i, r), (i, 1, n)))) == exp(C[r, m])
    assert is_zero(contracted(total(lambda i: v[i], d)) - total(lambda i: v[i], d))


def test_sums_that_start_elsewhere_are_refused():
    i = sp.Symbol("i", integer=True)
    with pytest.raises(ValueError, match="sums from 1"):
        is_zero(sp.Sum(C[i, m], (i, 0, n)))


def test_two_forms_of_a_logarithm_are_one_function():
    x = score(c)
    results = same_function(log(1 / (1 + exp(-x))), -log(1 + exp(-x)), [v[m], C[r, m]], with_zero("v", "C"))
    assert results == [True, True, True]


def test_a_constant_difference_is_seen_at_the_origin():
    x = score(c)
    assert same_function(log(1 + exp(x)) + 1, log(1 + exp(x)), [v[m]], with_zero("v", "C")) == [True, False]


def pool():
    """Many expressions, some of them equal in disguise."""
    x, y = score(c), score(r)
    picked = total(lambda i: KroneckerDelta(i, c) * C[i, m], n)
    partition = total(lambda i: exp(score(i)), n)
    mean = total(lambda i: exp(score(i)) * C[i, m], n) / partition
    mapped = total(lambda i: KroneckerDelta(r, neg(i)) * exp(score(neg(i))) * v[m], k)
    return [
        C[c, m],
        picked,
        C[r, m],
        x,
        total(lambda i: KroneckerDelta(i, c) * score(i), n),
        x * y,
        total(lambda i: total(lambda o: C[c, i] * v[i] * C[r, o] * v[o], d), d),
        mean,
        total(lambda i: exp(score(i)) / partition * C[i, m], n),
        exp(x) / partition,
        exp(x - v[m]) / total(lambda i: exp(score(i) - v[m]), n),
        exp(x) / (1 + exp(x)),
        1 - 1 / (1 + exp(x)),
        1 / (1 + exp(-x)),
        exp(y) / (1 + exp(y)),
        mapped,
        total(lambda i: KroneckerDelta(r, neg(i)), k) * exp(y) * v[m],
        total(lambda i: exp(score(neg(i))), k) * v[m],
        total(lambda i: total(lambda o: KroneckerDelta(i, neg(o)), k) * score(i), n),
        total(lambda o: score(neg(o)), k),
        KroneckerDelta(j, r) * C[j, m],
        KroneckerDelta(j, r) * C[r, m],
        total(lambda i: C[i, m], n) / n,
        n * v[m],
        total(lambda i: v[m], n),
        v[m] + 0 * x,
    ]


def at_random_numbers(expression, seed):
    """Evaluate an expression at small sizes, with numbers for its entries and a list for the map."""
    rng = np.random.default_rng(seed)
    sizes = {d: 2, n: 3, k: 3}
    free = {c: 2, r: int(rng.integers(1, 4)), m: int(rng.integers(1, 3)), j: int(rng.integers(1, 4))}
    negatives = rng.integers(1, 4, 3)
    e = expression.subs({**sizes, **free}).doit()
    e = e.replace(
        lambda t: isinstance(t, sp.core.function.AppliedUndef), lambda t: sp.Integer(negatives[t.args[0] - 1])
    )
    e = e.doit()
    return e.xreplace({t: sp.Float(rng.normal(), 30) for t in sorted(e.atoms(sp.Indexed), key=str)}).evalf(30)


def test_whatever_is_called_zero_is_zero_at_random_numbers():
    expressions, equal = pool(), 0
    for p, f in enumerate(expressions):
        for g in expressions[p + 1 :]:
            truth = all(abs(at_random_numbers(f - g, seed)) < 1e-20 for seed in range(4))
            if is_zero(f - g):
                equal += 1
                assert truth, f"{f} is not {g}"
            else:
                assert not truth, f"{f} is {g}, and this was not seen"
    assert equal == 12


@pytest.mark.parametrize(
    "expression",
    [
        total(lambda i: total(lambda o: KroneckerDelta(i, o) * v[i], n), k) - total(lambda i: v[i], k),
        total(lambda i: total(lambda o: KroneckerDelta(i, o) * v[i], k), n) - total(lambda i: v[i], n),
        total(lambda i: KroneckerDelta(i, 0) * v[i], n) - v[0],
        total(lambda i: KroneckerDelta(i, 2) * v[i], n) - v[2],
    ],
)
def test_a_delta_that_may_pick_nothing_is_not_summed(expression):
    assert not is_zero(expression)
