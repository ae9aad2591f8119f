import numpy as np
import pytest

from w2vexplained.objectives import draws, grouped, negative_sampling, noise_contrastive
from w2vexplained.verification.differences import central_difference, complex_step

rng = np.random.default_rng(6)
V, C = rng.normal(size=(3, 4)), rng.normal(size=(6, 4))
COUNTS = np.array([[0, 2, 0, 1, 0, 0], [1, 0, 0, 0, 0, 3], [0, 0, 0, 0, 0, 0.5]])
NEGATIVES = [1, 5, 5, 2, 1, 1, 0]  # repeated ones, and some that are observed
NOISE = rng.dirichlet(np.ones(6))
SHIFT = rng.normal(size=6)


def pairs(counts):
    return [(int(i), int(c), counts[i, c]) for i, c in np.argwhere(counts)]


def one_context(m, c=2):
    """Every word in one pair with the same context."""
    return np.tile(np.eye(6)[c], (m, 1))


def test_one_dimension_gives_the_value_computed_by_hand():
    value = grouped.log_likelihood([[3.0], [-1.0]], [[2.0], [5.0]], [[2, 0], [0, 1]], [1, 1, 0], 6)
    by_hand = -2 * np.log1p(np.exp(-6)) - np.log1p(np.exp(5))
    by_hand += -2 * 2 * (2 * np.log1p(np.exp(15)) + np.log1p(np.exp(6)))
    by_hand += -1 * 2 * (2 * np.log1p(np.exp(-5)) + np.log1p(np.exp(-2)))
    assert np.isclose(value, by_hand, rtol=1e-15)


def test_a_context_that_shares_k_draws_adds_up_equation_4_with_these_draws():
    group = V, C, one_context(3), NEGATIVES, len(NEGATIVES)
    alone = [negative_sampling.gradient(v_w, C, 2, NEGATIVES) for v_w in V]
    values = [negative_sampling.log_likelihood(v_w, C, 2, NEGATIVES) for v_w in V]
    gradient_V, gradient_C = grouped.gradient(*group)
    assert np.isclose(grouped.log_likelihood(*group), sum(values), rtol=1e-14)
    assert np.allclose(gradient_V, [g for g, _ in alone], rtol=1e-13)
    assert np.allclose(gradient_C, sum(g for _, g in alone), rtol=1e-13)


@pytest.mark.parametrize("k", [0, 1, 5, 2.5])
def test_draws_of_a_block_weigh_k_out_of_N_for_each_pair(k):
    value, gradient_V, gradient_C = 0, np.zeros_like(V), np.zeros_like(C)
    for i, c, times in pairs(COUNTS):
        without, draw = negative_sampling.log_likelihood(V[i], C, c, []), k / len(NEGATIVES)
        value += times * (without + draw * (negative_sampling.log_likelihood(V[i], C, c, NEGATIVES) - without))
        alone, with_draws = (negative_sampling.gradient(V[i], C, c, ids) for ids in ([], NEGATIVES))
        gradient_V[i] += times * (alone[0] + draw * (with_draws[0] - alone[0]))
        gradient_C += times * (alone[1] + draw * (with_draws[1] - alone[1]))
    group = V, C, COUNTS, NEGATIVES, k
    assert np.isclose(grouped.log_likelihood(*group), value, rtol=1e-14)
    assert np.allclose(grouped.gradient(*group)[0], gradient_V, rtol=1e-13)
    assert np.allclose(grouped.gradient(*group)[1], gradient_C, rtol=1e-13)


def test_draws_stand_for_the_noise_whose_shares_they_have():
    shares, group = np.bincount(NEGATIVES, minlength=6) / len(NEGATIVES), (V, C, COUNTS)
    expected = negative_sampling.expected_log_likelihood(*group, 5, shares)
    assert np.isclose(grouped.log_likelihood(*group, NEGATIVES, 5), expected, rtol=1e-14)
    for x, y in zip(
        grouped.gradient(*group, NEGATIVES, 5), negative_sampling.expected_gradient(*group, 5, shares), strict=True
    ):
        assert np.allclose(x, y, rtol=1e-13)


def test_the_shift_of_noise_contrastive_estimation_makes_it_of_the_group():
    k = len(NEGATIVES)
    group = V, C, one_context(3), NEGATIVES, k, draws.log_noise(NOISE, C, k)
    alone = [noise_contrastive.gradient(v_w, C, 2, NEGATIVES, NOISE) for v_w in V]
    values = [noise_contrastive.log_likelihood(v_w, C, 2, NEGATIVES, NOISE) for v_w in V]
    assert np.isclose(grouped.log_likelihood(*group), sum(values), rtol=1e-14)
    assert np.allclose(grouped.gradient(*group)[0], [g for g, _ in alone], rtol=1e-13)
    assert np.allclose(grouped.gradient(*group)[1], sum(g for _, g in alone), rtol=1e-13)


@pytest.mark.parametrize("shift", [None, SHIFT])
def test_the_gradient_is_the_complex_step_through_the_value(shift):
    gradient_V, gradient_C = grouped.gradient(V, C, COUNTS, NEGATIVES, 5, shift)
    of_V = complex_step(lambda x: grouped.log_likelihood(x, C, COUNTS, NEGATIVES, 5, shift), V)
    of_C = complex_step(lambda x: grouped.log_likelihood(V, x, COUNTS, NEGATIVES, 5, shift), C)
    assert np.allclose(gradient_V, of_V, rtol=1e-12)
    assert np.allclose(gradient_C, of_C, rtol=1e-12)


def test_the_gradient_is_that_of_central_differences_of_a_value_written_again():
    def value(V):
        s = V @ C.T - SHIFT
        drawn = np.log1p(np.exp(s[:, NEGATIVES])).sum(axis=1) * 5 / len(NEGATIVES)
        return -(COUNTS * np.log1p(np.exp(-s))).sum() - (COUNTS.sum(axis=1) * drawn).sum()

    gradient_V, _ = grouped.gradient(V, C, COUNTS, NEGATIVES, 5, SHIFT)
    assert np.allclose(gradient_V, central_difference(value, V, 1e-5), atol=1e-8)


def test_the_order_of_draws_does_not_matter_and_rows_of_one_word_add_up():
    rows, counts = V[[0, 1, 2, 0]], np.vstack([COUNTS, COUNTS[:1]])
    apart, _ = grouped.gradient(rows, C, counts, NEGATIVES, 5)
    together, _ = grouped.gradient(V, C, COUNTS + COUNTS * [[1], [0], [0]], NEGATIVES[::-1], 5)
    assert np.allclose(apart[0] + apart[3], together[0], rtol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    group = V.astype(dtype), C.astype(dtype), COUNTS, NEGATIVES, 5, SHIFT
    for x in (*grouped.gradient(*group), grouped.log_likelihood(*group)):
        assert x.dtype == dtype


def test_the_narrower_type_gives_way():
    gradient_V, gradient_C = grouped.gradient(V.astype(np.float32), C, COUNTS, NEGATIVES, 5)
    assert gradient_V.dtype == gradient_C.dtype == np.float64


def test_a_word_in_no_pair_feels_nothing():
    gradient_V, _ = grouped.gradient(V, C, COUNTS * [[1], [0], [1]], NEGATIVES, 5)
    assert (gradient_V[1] == 0).all()
    assert gradient_V[0].any()


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"V": V[0]}, ValueError, r"expected matrices V \(m, d\) and C \(n, d\) .* got shapes \(4,\) and \(6, 4\)"),
        ({"V": V[:, :2]}, ValueError, r"over the same d"),
        ({"V": V[:0]}, ValueError, r"none of them empty; got shapes \(0, 4\) and \(6, 4\)"),
        ({"V": V * np.nan}, ValueError, r"expected finite numbers in V; got nan at \[0, 0\]"),
        ({"C": C * np.inf}, ValueError, r"expected finite numbers in C"),
        ({"counts": COUNTS.T}, ValueError, r"expected counts of shape \(3, 6\); got \(6, 3\)"),
        ({"counts": -COUNTS}, ValueError, r"expected no negative number in counts; got -3"),
        ({"negatives": []}, ValueError, r"expected at least one negative for the group to share; got none"),
        ({"negatives": [0, 6]}, IndexError, r"expected negatives in 0 … 5; got 6"),
        ({"negatives": [-1]}, IndexError, r"expected negatives in 0 … 5; got -1"),
        ({"negatives": [0.5]}, TypeError, r"expected whole numbers for negatives; got float64"),
        ({"k": -1}, ValueError, r"expected k ≥ 0 negatives for each pair; got -1"),
        ({"k": np.nan}, ValueError, r"expected k ≥ 0 negatives for each pair; got nan"),
        ({"k": "5"}, TypeError, r"expected one number k of negatives for each pair; got '5'"),
        ({"shift": 0.5}, ValueError, r"expected shift of shape \(6,\), one number a context; got \(\)"),
        ({"shift": SHIFT[:3]}, ValueError, r"expected shift of shape \(6,\), one number a context; got \(3,\)"),
        ({"shift": np.full(6, -np.inf)}, ValueError, r"expected finite numbers in shift"),
        ({"V": V * 1e200, "C": C * 1e200}, OverflowError, r"a score v_c·v_w is too large"),
        ({"k": 1e308, "counts": COUNTS * 1e10}, OverflowError, r"is too large for its number type"),
    ],
)
@pytest.mark.parametrize("function", [grouped.log_likelihood, grouped.gradient])
def test_bad_input_is_named(function, change, error, words):
    right = {"V": V, "C": C, "counts": COUNTS, "negatives": NEGATIVES, "k": 5, "shift": None}
    with pytest.raises(error, match=words):
        function(**(right | change))
