import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from w2vexplained.functions import logsumexp, sigmoid
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import elements
from w2vexplained.verification.branching import answering


def test_symbols_go_through_a_shipped_function_and_come_out_as_mathematics():
    x = sp.Symbol("x", real=True)
    for answer in (False, True):
        with answering(answer):
            result = elements.values(sigmoid(elements.array_of([x])))[0]
        assert sp.simplify(result - 1 / (1 + sp.exp(-x))) == 0


def test_both_branches_are_really_taken():
    x = elements.symbols("x", 1)
    seen = set()
    for answer in (False, True):
        with answering(answer):
            seen.add(str(elements.values(sigmoid(x))[0]))
    assert len(seen) == 2


def test_fifty_digit_numbers_know_their_sign_and_keep_their_digits():
    with mp.workdps(60):
        x = elements.fifty_digits([-3.0, 1000.0])
        result = elements.values(logsumexp(x))
        assert abs(result - (1000 + mp.log1p(mp.exp(-1003)))) < mp.mpf(10) ** -55


def test_elements_spread_over_arrays_without_nesting():
    total = elements.Element(sp.Integer(2)) * np.array([1, 2]) + elements.array_of([1, 1])
    assert elements.values(total).tolist() == [3, 5]


def test_multiplications_are_counted():
    elements.Counted.multiplications = 0
    v = elements.array_of([1, 2, 3], elements.Counted)
    v @ v
    assert elements.Counted.multiplications == 3


@pytest.mark.parametrize("shape", [(), (2,), (2, 3)])
def test_symbols_are_the_entries_that_statements_use(shape):
    values = elements.values(elements.symbols("C", *shape)) if shape else None
    if shape:
        assert values[(1,) * len(shape)] == sp.IndexedBase("C", real=True)[(2,) * len(shape)]


def test_the_gradient_of_one_pair_is_exact_on_fractions():
    v_w, C = elements.array_of([0, 0]), elements.array_of([[sp.Rational(1, 3), 2], [5, 7]])
    gradient_w, _ = negative_sampling.gradient(v_w, C, 0, [1, 1])
    half = sp.Rational(1, 2)
    assert elements.values(gradient_w).tolist() == [half / 3 - 5, 1 - 7]


def test_the_root_of_an_element_is_exact_in_either_kind():
    x = sp.Symbol("x", positive=True)
    assert elements.values(np.sqrt(elements.array_of([x, sp.Integer(9)]))).tolist() == [sp.sqrt(x), 3]
    with mp.workdps(60):
        assert abs(elements.values(np.sqrt(elements.fifty_digits([2.0])))[0] ** 2 - 2) < mp.mpf(10) ** -55
