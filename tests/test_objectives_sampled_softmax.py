from itertools import product

import numpy as np
import pytest

from w2vexplained.functions import softmax
from w2vexplained.objectives import curvature, multisets, sampled_softmax
from w2vexplained.verification.differences import complex_step

rng = np.random.default_rng(4)
v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
W, counts = rng.normal(size=(4, 3)), rng.integers(0, 6, (4, 5))
noise = np.array([0.1, 0.2, 0.3, 0.15, 0.25])
NEGATIVES = [1, 1, 3, 2, 2, 2]  # repeated ones, and one equal to the context 2


def test_the_value_is_the_log_of_a_softmax_over_the_candidates():
    y = C @ v_w - np.log(noise)
    corrected = sampled_softmax.log_likelihood(v_w, C, 2, NEGATIVES, noise)
    assert np.isclose(np.exp(corrected), softmax(y[[2, *NEGATIVES]])[0], rtol=1e-14)
    uncorrected = sampled_softmax.log_likelihood(v_w, C, 2, NEGATIVES)
    assert np.isclose(np.exp(uncorrected), softmax((C @ v_w)[[2, *NEGATIVES]])[0], rtol=1e-14)


def test_every_context_drawn_once_but_the_observed_one_is_the_full_softmax():
    value = sampled_softmax.log_likelihood(v_w, C, 2, [0, 1, 3, 4])
    assert np.isclose(np.exp(value), softmax(C @ v_w)[2], rtol=1e-14)


@pytest.mark.parametrize("noise", [noise, None], ids=["corrected", "uncorrected"])
def test_derivatives_are_complex_steps(noise):
    def value(v_w, C):
        return sampled_softmax.log_likelihood(v_w, C, 2, NEGATIVES, noise)

    def gradient(v_w, C):
        return sampled_softmax.gradient(v_w, C, 2, NEGATIVES, noise)

    gradient_w, gradient_C = gradient(v_w, C)
    assert np.allclose(gradient_w, complex_step(lambda x: value(x, C), v_w), atol=1e-14)
    assert np.allclose(gradient_C, complex_step(lambda x: value(v_w, x), C), atol=1e-14)
    H_ww, H_wC, H_CC = sampled_softmax.hessian(v_w, C, 2, NEGATIVES, noise)
    assert np.allclose(H_ww, complex_step(lambda x: gradient(x, C)[0], v_w), atol=1e-13)
    assert np.allclose(H_wC, complex_step(lambda x: gradient(v_w, x)[0], C), atol=1e-13)
    assert np.allclose(H_CC, complex_step(lambda x: gradient(v_w, x)[1], C), atol=1e-13)


@pytest.mark.parametrize("corrected", [True, False])
def test_derivatives_of_a_table_are_complex_steps(corrected):
    def both(x):
        return x[:12].reshape(4, 3), x[12:].reshape(5, 3)

    def value(x):
        return sampled_softmax.expected_log_likelihood(*both(x), counts, 3, noise, corrected)

    def gradient(x):
        slopes = sampled_softmax.expected_gradient(*both(x), counts, 3, noise, corrected)
        return np.concatenate([g.ravel() for g in slopes])

    x = np.concatenate([W.ravel(), C.ravel()])
    assert np.allclose(gradient(x), complex_step(value, x), rtol=1e-12, atol=1e-12)
    whole = curvature.whole_matrix(*sampled_softmax.expected_hessian(W, C, counts, 3, noise, corrected))
    assert np.allclose(whole, complex_step(gradient, x), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("corrected", [True, False])
def test_multisets_give_the_mean_over_all_draws_in_order(corrected):
    in_order = sum(
        counts[w, c]
        * noise[list(some)].prod()
        * sampled_softmax.log_likelihood(W[w], C, c, list(some), noise if corrected else None)
        for some in product(range(5), repeat=3)
        for w in range(4)
        for c in range(5)
    )
    value = sampled_softmax.expected_log_likelihood(W, C, counts, 3, noise, corrected)
    assert np.isclose(value, in_order, rtol=1e-13)


def test_blocks_of_any_size_add_up_to_the_same(monkeypatch):
    whole = (
        sampled_softmax.expected_log_likelihood(W, C, counts, 4, noise),
        *sampled_softmax.expected_gradient(W, C, counts, 4, noise),
        *sampled_softmax.expected_hessian(W, C, counts, 4, noise),
    )
    monkeypatch.setattr(multisets, "BLOCK", 100)  # five multisets at a time
    parts = (
        sampled_softmax.expected_log_likelihood(W, C, counts, 4, noise),
        *sampled_softmax.expected_gradient(W, C, counts, 4, noise),
        *sampled_softmax.expected_hessian(W, C, counts, 4, noise),
    )
    assert all(np.allclose(x, y, rtol=1e-12, atol=1e-12) for x, y in zip(whole, parts, strict=True))


def test_chances_of_a_thousand_draws_sum_to_one():
    blocks = list(multisets.of_draws(np.array([0.3, 0.7]), 1000))
    assert np.isclose(sum(block.chance.sum() for block in blocks), 1, rtol=1e-12)
    assert np.isclose(sum(block.chance @ block.times[:, 0] for block in blocks), 300, rtol=1e-12)


@pytest.mark.parametrize("k", [1, 2, 6])
def test_the_gradient_is_zero_at_the_stated_optima(k):
    seen, a = counts + 1, rng.normal(size=(4, 1))
    best = np.log(seen / seen.sum(axis=1, keepdims=True)) + a
    corrected, _ = sampled_softmax.expected_gradient(best, np.eye(5), seen, k, noise)
    uncorrected, _ = sampled_softmax.expected_gradient(best - np.log(noise), np.eye(5), seen, k, noise, False)
    assert max(np.abs(corrected).max(), np.abs(uncorrected).max()) < 1e-13


def test_far_scores_overflow_nowhere():
    X = np.array([[900.0, -900.0, 0.0]])
    even = np.full(3, 1 / 3)
    value = sampled_softmax.expected_log_likelihood(X, np.eye(3), np.array([[0.0, 1.0, 0.0]]), 1, even)
    assert np.isclose(value, -(1800 + 900 + np.log(2)) / 3, rtol=1e-14)
    slope, _ = sampled_softmax.expected_gradient(X, np.eye(3), np.array([[0.0, 1.0, 0.0]]), 1, even)
    assert np.allclose(slope, np.array([[-1, 2, -1]]) / 3, rtol=1e-14)


def test_a_batch_in_the_last_axis_is_the_pairs_one_by_one():
    many_w, many_C = rng.normal(size=(3, 6)), rng.normal(size=(5, 3, 6))  # as many pairs as draws
    for q in (noise, None):
        values = sampled_softmax.log_likelihood(many_w, many_C, 2, NEGATIVES, q)
        gradient_w, gradient_C = sampled_softmax.gradient(many_w, many_C, 2, NEGATIVES, q)
        for b in range(6):
            pair = many_w[:, b], many_C[..., b], 2, NEGATIVES, q
            one = sampled_softmax.gradient(*pair)
            assert np.isclose(values[b], sampled_softmax.log_likelihood(*pair), rtol=1e-14)
            assert np.allclose(gradient_w[:, b], one[0], rtol=1e-13, atol=1e-15)
            assert np.allclose(gradient_C[..., b], one[1], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    gradient_w, gradient_C = sampled_softmax.gradient(v_w.astype(dtype), C.astype(dtype), 1, [0, 0], noise)
    assert gradient_w.dtype == gradient_C.dtype == dtype


def test_a_context_that_is_never_drawn_is_named_where_its_logarithm_is_taken():
    holes = [0.5, 0.25, 0.25, 0, 0]
    with pytest.raises(ValueError, match="got 0 for context 3"):
        sampled_softmax.log_likelihood(v_w, C, 2, [1], holes)
    with pytest.raises(ValueError, match="got 0 for context 3"):
        sampled_softmax.expected_gradient(W, C, counts, 2, holes)
    assert np.isfinite(sampled_softmax.expected_log_likelihood(W, C, counts, 2, holes, corrected=False))


def test_what_cannot_be_enumerated_is_refused_with_its_size():
    with pytest.raises(ValueError, match=r"at most 20,000,000 terms; got [\d,]+: 4 words, 30,045,015 multisets"):
        sampled_softmax.expected_log_likelihood(W, rng.normal(size=(11, 3)), np.ones((4, 11)), 20, np.full(11, 1 / 11))
    with pytest.raises(ValueError, match="20 draws out of 11 contexts"):
        sampled_softmax.expected_gradient(W, rng.normal(size=(11, 3)), np.ones((4, 11)), 20, np.full(11, 1 / 11))


@pytest.mark.parametrize("k", [0, 1001, 2.5, True])
def test_draws_must_be_a_whole_number_of_them(k):
    with pytest.raises(ValueError, match=f"whole number k of draws for each pair from 1 to 1000; got {k}"):
        sampled_softmax.expected_log_likelihood(W, C, counts, k, noise)


def test_no_draws_at_all_are_refused():
    with pytest.raises(ValueError, match="at least one negative"):
        sampled_softmax.log_likelihood(v_w, C, 0, [])


@pytest.mark.parametrize("name", ["expected_log_likelihood", "expected_gradient", "expected_hessian"])
def test_the_expectation_is_corrected_unless_told_otherwise(name):
    function = getattr(sampled_softmax, name)
    table = np.eye(2), np.array([[1.0, 0.5], [0.0, 1.0]]), [[1, 2], [3, 1]], 2, [0.25, 0.75]
    default, corrected, plain = (
        np.ravel(function(*table, *rest)[0] if "lik" not in name else function(*table, *rest))
        for rest in ((), (True,), (False,))
    )
    np.testing.assert_array_equal(default, corrected)
    assert abs(default - plain).max() > 1e-3
