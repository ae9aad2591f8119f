import numpy as np
import pytest

from w2vexplained.objectives import curvature, negative_sampling, noise_contrastive
from w2vexplained.verification.differences import complex_step

rng = np.random.default_rng(3)
v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
W, counts = rng.normal(size=(4, 3)), rng.integers(0, 6, (4, 5))
noise = np.array([0.1, 0.2, 0.3, 0.15, 0.25])
NEGATIVES = [1, 1, 3, 2, 2, 2]  # repeated ones, and one equal to the context 2


def test_one_dimension_gives_the_value_computed_by_hand():
    value = noise_contrastive.log_likelihood(np.array([1.0]), np.array([[np.log(3)], [0.0]]), 0, [1, 1], [0.25, 0.75])
    observed, drawn = 3 / (3 + 2 * 0.25), 2 * 0.75 / (1 + 2 * 0.75)
    assert np.isclose(np.exp(value), observed * drawn**2, rtol=1e-14)


def test_a_score_that_is_the_log_probability_gives_the_posterior_of_bayes():
    p = rng.dirichlet(np.ones(5))
    value = noise_contrastive.log_likelihood(np.log(p), np.eye(5), 3, [0, 4], noise)
    by_hand = p[3] / (p[3] + 2 * noise[3])
    for j in (0, 4):
        by_hand *= 2 * noise[j] / (p[j] + 2 * noise[j])
    assert np.isclose(np.exp(value), by_hand, rtol=1e-13)


def test_uniform_noise_and_as_many_draws_as_contexts_give_negative_sampling():
    even, draws = np.full(5, 0.2), [1, 1, 3, 2, 0]
    assert np.isclose(
        noise_contrastive.log_likelihood(v_w, C, 2, draws, even),
        negative_sampling.log_likelihood(v_w, C, 2, draws),
        rtol=1e-14,
    )


def test_repeated_and_colliding_negatives_accumulate_in_their_rows():
    _, gradient_C = noise_contrastive.gradient(v_w, C, 2, NEGATIVES, noise)
    s = 1 / (1 + 6 * noise * np.exp(-C @ v_w))
    by_hand = np.array([0, -2 * s[1], (1 - s[2]) - 3 * s[2], -s[3], 0])[:, None] * v_w
    assert np.allclose(gradient_C, by_hand, rtol=1e-13)


def test_the_gradient_is_the_complex_step_through_the_value():
    gradient_w, gradient_C = noise_contrastive.gradient(v_w, C, 2, NEGATIVES, noise)
    by_w = complex_step(lambda x: noise_contrastive.log_likelihood(x, C, 2, NEGATIVES, noise), v_w)
    by_C = complex_step(lambda x: noise_contrastive.log_likelihood(v_w, x, 2, NEGATIVES, noise), C)
    assert np.allclose(gradient_w, by_w, rtol=1e-13)
    assert np.allclose(gradient_C, by_C, rtol=1e-13)


def test_the_hessian_of_one_pair_is_the_derivative_of_its_gradient():
    def gradient(v_w, C):
        return noise_contrastive.gradient(v_w, C, 2, NEGATIVES, noise)

    H_ww, H_wC, H_CC = noise_contrastive.hessian(v_w, C, 2, NEGATIVES, noise)
    assert np.allclose(H_ww, complex_step(lambda x: gradient(x, C)[0], v_w), atol=1e-13)
    assert np.allclose(H_wC, complex_step(lambda x: gradient(v_w, x)[0], C), atol=1e-13)
    assert np.allclose(H_CC, complex_step(lambda x: gradient(v_w, x)[1], C), atol=1e-13)


@pytest.mark.parametrize("k", [0.5, 1, 7])
def test_the_whole_hessian_of_a_table_is_the_derivative_of_its_gradient(k):
    def gradient(x):
        both = x[:12].reshape(4, 3), x[12:].reshape(5, 3)
        return np.concatenate([g.ravel() for g in noise_contrastive.expected_gradient(*both, counts, k, noise)])

    whole = curvature.whole_matrix(*noise_contrastive.expected_hessian(W, C, counts, k, noise))
    measured = complex_step(gradient, np.concatenate([W.ravel(), C.ravel()]))
    assert np.allclose(whole, measured, rtol=1e-12, atol=1e-12)


def test_the_expectation_adds_up_every_draw_by_its_probability():
    one_draw = sum(
        counts[w, c] * noise[j] * noise_contrastive.log_likelihood(W[w], C, c, [j], noise)
        for w in range(4)
        for c in range(5)
        for j in range(5)
    )
    assert np.isclose(noise_contrastive.expected_log_likelihood(W, C, counts, 1, noise), one_draw, rtol=1e-13)


@pytest.mark.parametrize("k", [1, 5, 50])
def test_the_gradient_is_zero_at_the_observed_log_probabilities(k):
    seen = counts + 1
    best = np.log(seen / seen.sum(axis=1, keepdims=True))
    gradient, _ = noise_contrastive.expected_gradient(best, np.eye(5), seen, k, noise)
    assert np.abs(gradient).max() < 1e-13


def test_a_batch_in_the_last_axis_is_the_pairs_one_by_one():
    many_w, many_C = rng.normal(size=(3, 7)), rng.normal(size=(5, 3, 7))
    values = noise_contrastive.log_likelihood(many_w, many_C, 2, NEGATIVES, noise)
    gradient_w, gradient_C = noise_contrastive.gradient(many_w, many_C, 2, NEGATIVES, noise)
    for b in range(7):
        pair = many_w[:, b], many_C[..., b], 2, NEGATIVES, noise
        one = noise_contrastive.gradient(*pair)
        assert np.isclose(values[b], noise_contrastive.log_likelihood(*pair), rtol=1e-14)
        assert np.allclose(gradient_w[:, b], one[0], rtol=1e-13)
        assert np.allclose(gradient_C[..., b], one[1], rtol=1e-13)


def test_a_batch_of_the_size_of_the_draws_is_not_mixed_up_with_them():
    many_w, many_C = rng.normal(size=(3, 2)), rng.normal(size=(5, 3, 2))
    values = noise_contrastive.log_likelihood(many_w, many_C, 2, [0, 4], noise)
    alone = [noise_contrastive.log_likelihood(many_w[:, b], many_C[..., b], 2, [0, 4], noise) for b in range(2)]
    assert np.allclose(values, alone, rtol=1e-14)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    word, rows = v_w.astype(dtype), C.astype(dtype)
    gradient_w, gradient_C = noise_contrastive.gradient(word, rows, 1, [0, 0], noise)
    assert gradient_w.dtype == gradient_C.dtype == dtype
    assert noise_contrastive.log_likelihood(word, rows, 1, [0, 0], noise).dtype == dtype


def test_scores_of_a_thousand_cost_a_thousand_nats():
    value = noise_contrastive.log_likelihood(np.array([-1000.0]), np.array([[1.0], [0.5]]), 0, [0], [0.5, 0.5])
    assert np.isclose(value, -1000 - np.log(0.5), rtol=1e-12)


@pytest.mark.parametrize("name", ["log_likelihood", "gradient", "hessian"])
def test_a_context_that_is_never_drawn_is_named(name):
    with pytest.raises(ValueError, match="noise > 0 for every context; got 0 for context 3"):
        getattr(noise_contrastive, name)(v_w, C, 2, [1], [0.5, 0.25, 0.25, 0, 0])


@pytest.mark.parametrize("name", ["expected_log_likelihood", "expected_gradient", "expected_hessian"])
def test_a_context_that_is_never_drawn_is_named_for_a_table(name):
    with pytest.raises(ValueError, match="got 0 for context 3"):
        getattr(noise_contrastive, name)(W, C, counts, 5, [0.5, 0.25, 0.25, 0, 0])


def test_no_draws_at_all_are_refused():
    with pytest.raises(ValueError, match="at least one negative"):
        noise_contrastive.log_likelihood(v_w, C, 0, [], noise)
    with pytest.raises(ValueError, match="k > 0"):
        noise_contrastive.expected_log_likelihood(W, C, counts, 0, noise)


def test_noise_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"expected noise of shape \(5,\); got \(4,\)"):
        noise_contrastive.log_likelihood(v_w, C, 0, [1], np.full(4, 0.25))
