import numpy as np
import pytest

from w2vexplained.objectives import curvature, softmax
from w2vexplained.verification.differences import complex_step

rng = np.random.default_rng(1)
v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
W, counts = rng.normal(size=(4, 3)), rng.integers(0, 6, (4, 5))


def test_zero_vectors_make_every_context_equally_likely():
    assert np.isclose(softmax.log_likelihood(np.zeros(3), C, 2), -np.log(5), rtol=1e-15)


def test_two_contexts_give_the_value_computed_by_hand():
    value = softmax.log_likelihood(np.array([1.0, 2.0]), np.array([[1.0, 0.0], [0.0, 1.0]]), 0)
    assert np.isclose(value, 1 - np.log(np.e + np.e**2), rtol=1e-15)


def test_scores_of_a_thousand_stay_finite():
    assert softmax.log_likelihood(np.array([1000.0]), np.array([[1.0], [0.0]]), 1) == -1000


def test_the_table_of_counts_adds_up_the_pairs():
    pair_by_pair = sum(counts[w, c] * softmax.log_likelihood(W[w], C, c) for w in range(4) for c in range(5))
    assert np.isclose(softmax.expected_log_likelihood(W, C, counts), pair_by_pair, rtol=1e-13)


def test_the_gradient_of_the_table_adds_up_the_pairs():
    gradient_W, gradient_C = softmax.expected_gradient(W, C, counts)
    by_pair = [[softmax.gradient(W[w], C, c) for c in range(5)] for w in range(4)]
    assert np.allclose(gradient_W, [sum(counts[w, c] * by_pair[w][c][0] for c in range(5)) for w in range(4)])
    assert np.allclose(gradient_C, sum(counts[w, c] * by_pair[w][c][1] for w in range(4) for c in range(5)))


def test_the_hessian_of_one_pair_is_the_derivative_of_its_gradient():
    H_ww, H_wC, H_CC = softmax.hessian(v_w, C, 2)
    assert np.allclose(H_ww, complex_step(lambda x: softmax.gradient(x, C, 2)[0], v_w), atol=1e-13)
    assert np.allclose(H_wC, complex_step(lambda x: softmax.gradient(v_w, x, 2)[0], C), atol=1e-13)
    assert np.allclose(H_CC, complex_step(lambda x: softmax.gradient(v_w, x, 2)[1], C), atol=1e-13)


def test_the_whole_hessian_of_a_table_is_the_derivative_of_its_gradient():
    def gradient(x):
        both = x[:12].reshape(4, 3), x[12:].reshape(5, 3)
        return np.concatenate([g.ravel() for g in softmax.expected_gradient(*both, counts)])

    whole = curvature.whole_matrix(*softmax.expected_hessian(W, C, counts))
    assert np.allclose(whole, complex_step(gradient, np.concatenate([W.ravel(), C.ravel()])), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    gradient_w, gradient_C = softmax.gradient(v_w.astype(dtype), C.astype(dtype), 1)
    assert gradient_w.dtype == gradient_C.dtype == softmax.log_likelihood(v_w.astype(dtype), C.astype(dtype), 1).dtype
    assert gradient_w.dtype == dtype
