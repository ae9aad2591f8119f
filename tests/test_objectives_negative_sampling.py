import numpy as np
import pytest

from w2vexplained.functions import log_sigmoid
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.verification.differences import complex_step

rng = np.random.default_rng(2)
v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
W, counts = rng.normal(size=(4, 3)), rng.integers(0, 6, (4, 5))
noise = np.array([0.1, 0.2, 0.3, 0.15, 0.25])
NEGATIVES = [1, 1, 3, 2, 2, 2]  # repeated ones, and one equal to the context 2


def test_loss_of_zero_vectors_is_k_plus_one_log_two():
    assert np.isclose(negative_sampling.log_likelihood(np.zeros(3), C, 0, [1, 2, 3]), -4 * np.log(2), rtol=1e-15)


def test_one_dimension_gives_the_value_computed_by_hand():
    value = negative_sampling.log_likelihood(np.array([1.0]), np.array([[2.0], [-3.0]]), 0, [1])
    assert np.isclose(value, -np.log1p(np.exp(-2)) - np.log1p(np.exp(-3)), rtol=1e-15)


def test_scores_of_a_thousand_cost_a_thousand_nats():
    assert negative_sampling.log_likelihood(np.array([-1000.0]), np.array([[1.0]]), 0, []) == -1000
    assert negative_sampling.gradient(np.array([-1000.0]), np.array([[1.0]]), 0, [])[0] == 1


def test_repeated_and_colliding_negatives_accumulate_in_their_rows():
    _, gradient_C = negative_sampling.gradient(v_w, C, 2, NEGATIVES)
    s = 1 / (1 + np.exp(-C @ v_w))
    by_hand = np.array([0, -2 * s[1], (1 - s[2]) - 3 * s[2], -s[3], 0])[:, None] * v_w
    assert np.allclose(gradient_C, by_hand, rtol=1e-14)


def test_the_gradient_is_the_complex_step_through_the_value():
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, 2, NEGATIVES)
    by_w = complex_step(lambda x: negative_sampling.log_likelihood(x, C, 2, NEGATIVES), v_w)
    by_C = complex_step(lambda x: negative_sampling.log_likelihood(v_w, x, 2, NEGATIVES), C)
    assert np.allclose(gradient_w, by_w, rtol=1e-13)
    assert np.allclose(gradient_C, by_C, rtol=1e-13)


def test_the_hessian_of_one_pair_is_the_derivative_of_its_gradient():
    def gradient(v_w, C):
        return negative_sampling.gradient(v_w, C, 2, NEGATIVES)

    H_ww, H_wC, H_CC = negative_sampling.hessian(v_w, C, 2, NEGATIVES)
    assert np.allclose(H_ww, complex_step(lambda x: gradient(x, C)[0], v_w), atol=1e-13)
    assert np.allclose(H_wC, complex_step(lambda x: gradient(v_w, x)[0], C), atol=1e-13)
    assert np.allclose(H_CC, complex_step(lambda x: gradient(v_w, x)[1], C), atol=1e-13)


def test_the_whole_hessian_of_a_table_is_the_derivative_of_its_gradient():
    def gradient(x):
        both = x[:12].reshape(4, 3), x[12:].reshape(5, 3)
        return np.concatenate([g.ravel() for g in negative_sampling.expected_gradient(*both, counts, 3, noise)])

    whole = curvature.whole_matrix(*negative_sampling.expected_hessian(W, C, counts, 3, noise))
    measured = complex_step(gradient, np.concatenate([W.ravel(), C.ravel()]))
    assert np.allclose(whole, measured, rtol=1e-12, atol=1e-12)


def test_the_expectation_adds_up_every_draw_by_its_probability():
    one_negative = sum(
        counts[w, c] * noise[j] * negative_sampling.log_likelihood(W[w], C, c, [j])
        for w in range(4)
        for c in range(5)
        for j in range(5)
    )
    assert np.isclose(negative_sampling.expected_log_likelihood(W, C, counts, 1, noise), one_negative, rtol=1e-13)


def test_pairs_of_a_corpus_add_up():
    value = negative_sampling.corpus_log_likelihood(W, C, [[0, 1], [0, 1], [3, 4]], [[2, 2]])
    X = W @ C.T
    assert np.isclose(value, 2 * log_sigmoid(X[0, 1]) + log_sigmoid(X[3, 4]) + log_sigmoid(-X[2, 2]), rtol=1e-14)


def test_a_batch_in_the_last_axis_is_the_pairs_one_by_one():
    many_w, many_C = rng.normal(size=(3, 7)), rng.normal(size=(5, 3, 7))
    values = negative_sampling.log_likelihood(many_w, many_C, 2, NEGATIVES)
    gradient_w, gradient_C = negative_sampling.gradient(many_w, many_C, 2, NEGATIVES)
    for b in range(7):
        one = negative_sampling.gradient(many_w[:, b], many_C[..., b], 2, NEGATIVES)
        assert np.isclose(values[b], negative_sampling.log_likelihood(many_w[:, b], many_C[..., b], 2, NEGATIVES))
        assert np.allclose(gradient_w[:, b], one[0], rtol=1e-13)
        assert np.allclose(gradient_C[..., b], one[1], rtol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    gradient_w, gradient_C = negative_sampling.gradient(v_w.astype(dtype), C.astype(dtype), 1, [0, 0])
    assert gradient_w.dtype == gradient_C.dtype == dtype


def test_a_complex_step_in_one_argument_alone_is_taken():
    moved = v_w + 1e-20j * np.array([1, 0, 0])
    assert np.isfinite(negative_sampling.gradient(moved, C, 0, [1])[1]).all()
