"""Arrays of symbolic size: put at small sizes they equal the run on elements, and wrong code is not proved."""

import numpy as np
import pytest
import sympy as sp

from w2vexplained.ledger.statements.notation import C, V, c, d, j, k, m, n, o, r, v
from w2vexplained.objectives import negative_sampling, softmax
from w2vexplained.verification import any_size, elements
from w2vexplained.verification.branching import answering, on_both_branches
from w2vexplained.verification.zero import is_zero

SIZES = {d: 2, n: 4, k: 3}
NEGATIVES = [1, 3, 1]


def at_small_sizes(expression):
    """Put numbers for the sizes, and the list above for the unknown map of negatives (counted from 1)."""
    written = expression.subs(SIZES).doit()
    return written.replace(
        lambda x: isinstance(x, sp.core.function.AppliedUndef), lambda x: sp.Integer(NEGATIVES[int(x.args[0]) - 1] + 1)
    ).doit()


def one_pair():
    return any_size.array("v", d), any_size.array("C", n, d), any_size.index_map("neg", k)


@pytest.mark.parametrize("answer", [False, True])
def test_every_size_put_at_small_sizes_equals_the_run_on_elements(answer):
    v_w, contexts, negatives = one_pair()
    with answering(answer):
        value = negative_sampling.log_likelihood(v_w, contexts, sp.Integer(3), negatives).expression
        gradient_w, gradient_C = negative_sampling.gradient(v_w, contexts, sp.Integer(3), negatives)
        small = elements.symbols("v", 2), elements.symbols("C", 4, 2), 2, NEGATIVES
        expected_value = elements.values(negative_sampling.log_likelihood(*small))
        expected_w, expected_C = (elements.values(g) for g in negative_sampling.gradient(*small))
    assert sp.expand(at_small_sizes(value) - expected_value) == 0
    for p in range(2):
        assert is_zero(at_small_sizes(gradient_w.at(p + 1)) - expected_w[p])
        for row in range(4):
            assert is_zero(at_small_sizes(gradient_C.at(row + 1, p + 1)) - expected_C[row, p])


def gradient_residuals(value, gradient):
    def residuals():
        v_w, contexts, negatives = one_pair()
        ell = value(v_w, contexts, c, negatives).expression
        gradient_w, gradient_C = gradient(v_w, contexts, c, negatives)
        yield is_zero(sp.diff(ell, v[m]) - gradient_w.at(m))
        yield is_zero(sp.diff(ell, C[r, m]) - gradient_C.at(r, m))

    return on_both_branches(residuals)


def test_the_shipped_gradient_is_proved():
    assert all(gradient_residuals(negative_sampling.log_likelihood, negative_sampling.gradient))


def wrong_sign(v_w, C, c, negatives):
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, c, negatives)
    return gradient_w, -gradient_C


def lost_duplicate(v_w, C, c, negatives):
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, c, negatives)
    once = np.zeros_like(C[:, 0])
    np.add.at(once, c, 1)
    return gradient_w, gradient_C * once[:, None]


def half_the_push(v_w, C, c, negatives):
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, c, negatives)
    return gradient_w / 2, gradient_C


@pytest.mark.parametrize("wrong", [wrong_sign, lost_duplicate, half_the_push])
def test_a_wrong_gradient_is_not_proved(wrong):
    assert not all(gradient_residuals(negative_sampling.log_likelihood, wrong))


def test_every_block_of_the_hessian_is_proved_for_every_pattern_of_negatives():
    v_w, contexts, negatives = one_pair()
    gradient_w, gradient_C = negative_sampling.gradient(v_w, contexts, c, negatives)
    H_ww, H_wC, H_CC = negative_sampling.hessian(v_w, contexts, c, negatives)
    assert is_zero(sp.diff(gradient_w.at(m), v[o]) - H_ww.at(m, o))
    assert is_zero(sp.diff(gradient_w.at(m), C[r, o]) - H_wC.at(m, r, o))
    assert is_zero(sp.diff(gradient_C.at(r, m), C[j, o]) - H_CC.at(r, m, j, o))


def test_the_softmax_holds_for_any_pivot_at_all():
    v_w, contexts, _ = one_pair()
    ell = softmax.log_likelihood(v_w, contexts, c).expression
    pivot = sp.Symbol("pivot", real=True)
    assert ell.has(pivot)
    assert is_zero(sp.diff(ell, pivot))


def test_axes_of_different_sizes_do_not_mix():
    with pytest.raises(ValueError, match="one size"):
        any_size.array("x", d) + any_size.array("y", n)
    with pytest.raises(ValueError, match="one size"):
        any_size.array("A", V, d) @ any_size.array("B", n, V)


def test_shapes_that_do_not_fit_are_refused_for_symbolic_sizes_too():
    with pytest.raises(ValueError, match="its rows like v_w"):
        softmax.gradient(any_size.array("v", k), any_size.array("C", n, d), c)


def test_what_is_not_supported_says_so():
    with pytest.raises(NotImplementedError, match="tanh"):
        np.tanh(any_size.array("x", d))
    with pytest.raises(NotImplementedError, match="linalg|norm"):
        np.linalg.norm(any_size.array("x", d))
