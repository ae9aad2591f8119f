from fractions import Fraction

import numpy as np
import pytest

from w2vexplained.corpus import toy
from w2vexplained.functions import sigmoid
from w2vexplained.objectives import negative_sampling, noise_contrastive, softmax
from w2vexplained.statistics.factorisation import svd
from w2vexplained.statistics.noise import unigram
from w2vexplained.statistics.pmi import optimal_scores, sppmi
from w2vexplained.training.optimum import climb, maximise, rank_d_optimum
from w2vexplained.training.separation import separating_direction

TOY = toy.law(2, Fraction(1, 20)).astype(float)
NOISE = unigram(TOY.sum(axis=0))


def random_law(shape=(6, 5), seed=0):
    P = np.random.default_rng(seed).random(shape) + 0.05
    return P / P.sum()


def start(shape, d, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(shape[0], d)), rng.normal(size=(shape[1], d))


@pytest.mark.parametrize("k", [1, 5, 15])
def test_free_scores_reach_theory_on_a_random_law(k):
    P = random_law()
    noise = unigram(P.sum(axis=0))
    found = maximise(negative_sampling, *start(P.shape, 5), P, k, noise)
    np.testing.assert_allclose(found.W @ found.C.T, optimal_scores(P, k, noise), atol=1e-9)
    assert found.value == pytest.approx(negative_sampling.expected_log_likelihood(found.W, found.C, P, k, noise))
    assert found.gradient_norm < 1e-12


@pytest.mark.parametrize(("k", "power"), [(1, 1), (5, 0.75), (15, 1)])
def test_free_scores_reach_theory_on_every_cell_of_the_toy_language(k, power):
    noise = unigram(TOY.sum(axis=0), power)
    found = maximise(negative_sampling, *start(TOY.shape, len(TOY)), TOY, k, noise)
    np.testing.assert_allclose(found.W @ found.C.T, optimal_scores(TOY, k, noise), atol=1e-9)


def test_the_scale_of_the_counts_changes_the_value_only():
    P = random_law()
    noise = unigram(P.sum(axis=0))
    small, large = (maximise(negative_sampling, *start(P.shape, 2), scale * P, 5, noise) for scale in (1, 1e6))
    np.testing.assert_allclose(large.W @ large.C.T, small.W @ small.C.T, atol=1e-8)
    assert large.value == pytest.approx(1e6 * small.value, rel=1e-12)


def test_softmax_and_noise_contrast_reach_their_own_optima():
    P = random_law()
    conditional = P / P.sum(axis=1, keepdims=True)
    found = maximise(softmax, *start(P.shape, 5), P)
    assert found.value == pytest.approx((P * np.log(conditional)).sum(), rel=1e-12)
    found = maximise(noise_contrastive, *start(P.shape, 5), P, 3, unigram(P.sum(axis=0)))
    np.testing.assert_allclose(found.W @ found.C.T, np.log(conditional), atol=1e-9)


def test_scores_that_nothing_holds_are_not_taken_for_an_endless_climb():
    # A number added to all scores of a word changes no probability: rounding moves it, and by very little.
    found = maximise(softmax, *start(TOY.shape, len(TOY), seed=2), TOY)
    conditional = TOY / TOY.sum(axis=1, keepdims=True)
    assert found.value == pytest.approx((TOY * np.log(conditional)).sum(), rel=1e-12)
    X = found.W @ found.C.T - np.log(conditional)
    np.testing.assert_allclose(X, np.broadcast_to(X.mean(axis=1, keepdims=True), X.shape), atol=1e-6)


def test_a_matrix_that_is_not_moved_stays_and_the_other_is_at_its_best():
    P = random_law()
    noise = unigram(P.sum(axis=0))
    W, C = start(P.shape, 2)
    found = maximise(negative_sampling, W, C, P, 5, noise, move=("W",))
    np.testing.assert_array_equal(found.C, C)
    assert found.largest_curvature < 0
    assert abs(negative_sampling.expected_gradient(found.W, C, P, 5, noise)[0]).max() < 1e-12
    other = maximise(negative_sampling, -3 * W, C, P, 5, noise, move=("W",))
    np.testing.assert_allclose(other.W, found.W, atol=1e-9)
    found = maximise(negative_sampling, W, C, P, 5, noise, move=("C",))
    np.testing.assert_array_equal(found.W, W)


def test_the_curvature_at_a_maximum_is_zero_but_for_rounding():
    P = random_law()
    found = maximise(negative_sampling, *start(P.shape, 2), P, 5, unigram(P.sum(axis=0)))
    assert abs(found.largest_curvature) < 1e-12


def test_the_saddle_at_zero_is_left():
    noise = unigram(TOY.sum(axis=0))
    found = maximise(negative_sampling, np.zeros((17, 2)), np.zeros((17, 2)), TOY, 5, noise)
    other = rank_d_optimum(TOY, 5, noise, 2)
    assert found.value == pytest.approx(other.value, rel=1e-10)


@pytest.mark.parametrize("d", [1, 2])
def test_the_start_is_not_changed(d):
    P = random_law()
    W, C = start(P.shape, d)
    before = W.copy(), C.copy()
    maximise(negative_sampling, W, C, P, 5, unigram(P.sum(axis=0)))
    np.testing.assert_array_equal(W, before[0])
    np.testing.assert_array_equal(C, before[1])


def test_an_empty_cell_under_free_scores_has_no_maximum():
    counts = np.array([[2.0, 1.0], [0.0, 3.0]])
    with pytest.raises(
        ArithmeticError, match=r"expected an objective with a maximum within reach; its scores are up to"
    ):
        maximise(negative_sampling, *start((2, 2), 2), counts, 1, [0.5, 0.5])
    with pytest.raises(ArithmeticError, match="the best score can be infinite"):
        maximise(softmax, *start((2, 2), 2), counts)
    with pytest.raises(ArithmeticError, match="can be infinite"):
        rank_d_optimum(counts, 1, [0.5, 0.5], 2)


def test_no_negatives_leave_nothing_but_the_endless_climb():
    with pytest.raises(ArithmeticError, match="can be infinite"):
        maximise(negative_sampling, *start((6, 5), 2), random_law(), 0, np.full(5, 0.2))


def test_separable_contexts_have_no_finite_word_vector_and_others_have():
    C = np.array([[1.0, 0.0], [2.0, 1.0], [-1.0, 0.5]])
    W = np.zeros((1, 2))
    separable, mixed = np.array([[1.0, 1.0, 0.0]]), np.array([[1.0, 0.0, 1.0]])
    noise = np.array([0.0, 0.0, 1.0])
    with pytest.raises(ArithmeticError, match="separable"):
        maximise(negative_sampling, W, C, separable, 1, noise, move=("W",))
    maximise(negative_sampling, W, C, mixed, 1, np.full(3, 1 / 3), move=("W",))


def climbs_for_ever(C, a, b):
    """Whether a linear programme finds a way that never ends, along which a score that is asked about changes."""
    asked = C[(a > 0) | (b > 0)]
    _, lengths, directions = np.linalg.svd(asked)
    within = directions[: (lengths > 1e-10 * lengths[0]).sum()].T
    return separating_direction(C @ within, a, b) is not None


@pytest.mark.parametrize("seed", range(40))
def test_a_word_has_a_best_vector_exactly_where_a_linear_programme_says_so(seed):
    rng = np.random.default_rng(seed)
    n, d = rng.integers(4, 9), rng.integers(1, 5)
    counts = rng.integers(0, 3, (1, n)) * rng.integers(0, 2, (1, n)) + 1.0 * (np.arange(n) == 0)
    noise = rng.integers(0, 3, n) + 1.0 * (np.arange(n) == 1)
    noise, C = noise / noise.sum(), rng.normal(size=(n, d)) * 10.0 ** rng.integers(-1, 2)
    climb = lambda: maximise(negative_sampling, rng.normal(size=(1, d)), C, counts, 5, noise, move=("W",))  # noqa: E731
    if climbs_for_ever(C, counts[0], 5 * counts.sum() * noise):
        with pytest.raises(ArithmeticError, match="can be infinite"):
            climb()
    else:
        assert climb().gradient_norm < 1e-12 * counts.sum() * abs(C).max()


@pytest.mark.parametrize("scale", [1e-3, 30, 100])
@pytest.mark.parametrize("objective", [negative_sampling, softmax])
def test_a_start_far_off_is_no_harm(scale, objective):
    P = random_law()
    data = (P, 5, unigram(P.sum(axis=0))) if objective is negative_sampling else (P,)
    near, far = (maximise(objective, *(s * x for x in start(P.shape, 5)), *data) for s in (1, scale))
    assert far.value == pytest.approx(near.value, rel=1e-12)
    assert far.gradient_norm < 1e-9


@pytest.mark.parametrize("move", [("W",), ("C",), ("W", "C")])
@pytest.mark.parametrize("scale", [0.01, 10])
def test_where_every_vector_is_as_good_the_climb_ends_at_once(move, scale):
    # One context is certain: the softmax has no slope, and noise-contrastive estimation ends at zero vectors.
    W, C = start((4, 1), 2)
    for objective, data in ((softmax, ()), (noise_contrastive, (1, [1.0]))):
        found = maximise(objective, scale * W, scale * C, np.ones((4, 1)), *data, move=move)
        assert found.gradient_norm < 1e-12


def test_one_word_beside_many_contexts_is_left_to_lbfgs():
    # Second derivatives in the contexts, which stay, would need 7 GB.
    rng = np.random.default_rng(0)
    counts, C = rng.integers(1, 9, (1, 3000)), rng.normal(size=(3000, 10))
    found = maximise(negative_sampling, np.zeros((1, 10)), C, counts, 2, unigram(counts[0]), move=("W",))
    assert found.largest_curvature is None
    assert found.gradient_norm < 1e-6 * counts.sum()


def test_more_dimensions_never_do_worse_and_full_rank_reaches_theory():
    P = random_law((7, 6))
    noise = unigram(P.sum(axis=0))
    found = [rank_d_optimum(P, 5, noise, d, starts=2) for d in range(1, 7)]
    assert (np.diff([optimum.value for optimum in found]) > 0).all()
    np.testing.assert_allclose(found[-1].W @ found[-1].C.T, optimal_scores(P, 5, noise), atol=1e-9)


@pytest.mark.parametrize("d", [1, 2, 5])
def test_the_optimum_beats_both_decompositions_in_the_objective(d):
    best = rank_d_optimum(TOY, 5, NOISE, d, starts=2)
    for M in (sppmi(TOY, 5), optimal_scores(TOY, 5, NOISE)):
        W, C = svd(M, d)
        assert negative_sampling.expected_log_likelihood(W, C, TOY, 5, NOISE) < best.value - 1e-3


@pytest.mark.parametrize("d", [1, 3])
def test_what_rank_d_loses_is_the_weighted_divergence_of_coins(d):
    # PM5: the regret is the sum of (a + b) KL(σ(x*) ‖ σ(x)) over the cells.
    found, full = rank_d_optimum(TOY, 5, NOISE, d, starts=1), optimal_scores(TOY, 5, NOISE)
    a, b = TOY, 5 * TOY.sum(axis=1, keepdims=True) * NOISE
    best, here = sigmoid(full), sigmoid(found.W @ found.C.T)
    coins = best * np.log(best / here) + (1 - best) * np.log((1 - best) / (1 - here))
    top = negative_sampling.expected_log_likelihood(full, np.eye(len(TOY)), TOY, 5, NOISE)
    assert top - found.value == pytest.approx(((a + b) * coins).sum(), rel=1e-10)


def test_starts_agree_on_the_toy_language():
    values = [maximise(negative_sampling, *start(TOY.shape, 3, seed), TOY, 5, NOISE).value for seed in range(4)]
    assert max(values) == pytest.approx(rank_d_optimum(TOY, 5, NOISE, 3).value, rel=1e-12)


def test_the_same_seed_gives_the_same_vectors():
    first, again = (rank_d_optimum(random_law(), 5, np.full(5, 0.2), 2, starts=1, seed=3) for _ in range(2))
    np.testing.assert_array_equal(first.W, again.W)


def test_a_large_problem_that_stops_short_says_so(monkeypatch):
    from w2vexplained.training import optimum

    monkeypatch.setattr(optimum, "NEWTON_VARIABLES", 10)
    P = random_law()
    noise = unigram(P.sum(axis=0))
    found = maximise(negative_sampling, *start(P.shape, 2), P, 5, noise)
    assert found.largest_curvature is None
    assert found.gradient_norm < 1e-6
    monkeypatch.setattr(optimum, "LBFGS_STEPS_ALONE", 3)
    with pytest.raises(ArithmeticError, match="after 3 steps its gradient is"):
        maximise(negative_sampling, *start(P.shape, 2), P, 5, noise)


def test_a_climb_of_more_steps_comes_higher_and_never_above_the_maximum():
    P = random_law()
    noise = unigram(P.sum(axis=0))
    W, C = start(P.shape, 2)
    values = [climb(negative_sampling, W, C, P, 5, noise, steps=steps).value for steps in (1, 5, 200)]
    best = maximise(negative_sampling, W, C, P, 5, noise).value
    assert negative_sampling.expected_log_likelihood(W, C, P, 5, noise) < values[0] < values[1] < values[2]
    assert values[2] == pytest.approx(best, abs=1e-9)


def test_a_climb_takes_no_more_steps_than_asked_for_and_ends_where_it_says():
    found = climb(softmax, *start((6, 5), 2), 7 * random_law(), steps=3)
    assert found.steps == 3
    assert found.value == softmax.expected_log_likelihood(found.W, found.C, 7 * random_law())
    assert found.largest_curvature is None


@pytest.mark.parametrize("steps", [0, -1, 2.5])
def test_steps_that_cannot_be_taken_are_named(steps):
    with pytest.raises((ValueError, TypeError), match="steps"):
        climb(softmax, *start((6, 5), 2), random_law(), steps=steps)


@pytest.mark.parametrize("move", [(), ("X",), "W", ("W", "X")])
def test_what_cannot_be_moved_is_named(move):
    with pytest.raises(ValueError, match="expected move to name W, C or both"):
        maximise(softmax, *start((6, 5), 2), random_law(), move=move)


@pytest.mark.parametrize(
    ("counts", "k", "d", "starts"),
    [(random_law(), 5, 6, 1), (random_law(), 5, 0, 1), (-random_law(), 5, 2, 1), (random_law(), -1, 2, 1)],
)
def test_arguments_out_of_range_are_named(counts, k, d, starts):
    with pytest.raises(ValueError, match="expected"):
        rank_d_optimum(counts, k, np.full(5, 0.2), d, starts=starts)


def test_a_table_without_counts_is_named():
    with pytest.raises(ValueError, match="at least one count above zero"):
        maximise(softmax, *start((6, 5), 2), np.zeros((6, 5)))
