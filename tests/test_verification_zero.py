import pytest
import sympy as sp
from sympy import KroneckerDelta, exp, log

from w2vexplained.ledger.statements.notation import C, c, d, j, k, m, n, neg, r, total, v
from w2vexplained.verification.zero import is_zero, same_function, with_zero


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
    "the tiniest coefficient": sp.Rational(1, 10**30) * v[m],
}


@pytest.mark.parametrize("name", ZEROS)
def test_zero_for_every_size_is_recognised(name):
    assert is_zero(ZEROS[name])


@pytest.mark.parametrize("name", NOT_ZEROS)
def test_what_is_not_zero_is_never_called_zero(name):
    assert not is_zero(NOT_ZEROS[name])


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
