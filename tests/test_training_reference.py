import numpy as np
import pytest

from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics.noise import unigram
from w2vexplained.training.reference import objective_per_pair, step, train

D = np.random.default_rng(0).integers(0, 6, (400, 2))
P_n = unigram(np.bincount(D[:, 1]))


def vectors(dtype=np.float64, seed=1):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, 3)).astype(dtype), rng.normal(size=(6, 3)).astype(dtype)


def batch(size, k, seed=2):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 5, size), rng.integers(0, 6, size), rng.integers(0, 6, (size, k))


@pytest.mark.parametrize(
    "negatives", [[], [0], [3, 4], [3, 3, 3], [2], [2, 5, 2, 5, 0]], ids=lambda ids: f"c=2,negatives={ids}"
)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_step_of_one_pair_adds_the_gradient_of_equation_4(negatives, dtype):
    # Repeated negatives and one equal to c = 2 included. The gradient of the whole matrix C is the measure; only the
    # order of additions differs.
    W, C = vectors(dtype)
    gradient_w, gradient_C = negative_sampling.gradient(W[1], C, 2, negatives)
    W_expected, C_expected = W.copy(), C + dtype(0.1) * gradient_C
    W_expected[1] += dtype(0.1) * gradient_w
    step(W, C, [1], [2], np.array([negatives], dtype=int), 0.1)
    assert W.dtype == C.dtype == dtype
    np.testing.assert_allclose(W, W_expected, rtol=0, atol=4 * np.finfo(dtype).eps)
    np.testing.assert_allclose(C, C_expected, rtol=0, atol=4 * np.finfo(dtype).eps)


def test_a_step_of_one_pair_with_different_contexts_is_exact_to_the_last_bit():
    W, C = vectors()
    gradient_w, gradient_C = negative_sampling.gradient(W[1], C[[2, 0, 5]], 0, [1, 2])
    W_expected, C_expected = W.copy(), C.copy()
    W_expected[1] += 0.1 * gradient_w
    C_expected[[2, 0, 5]] += 0.1 * gradient_C
    step(W, C, [1], [2], [[0, 5]], 0.1)
    np.testing.assert_array_equal(W, W_expected)
    np.testing.assert_array_equal(C, C_expected)


@pytest.mark.parametrize("k", [0, 1, 5])
def test_a_batch_adds_up_the_gradients_of_its_pairs(k):
    # 40 pairs over 5 words and 6 contexts: every row is repeated, and negatives meet contexts of other pairs.
    W, C = vectors()
    w, c, negatives = batch(40, k)
    W_expected, C_expected = W.copy(), C.copy()
    for i in range(40):
        gradient_w, gradient_C = negative_sampling.gradient(W[w[i]], C, c[i], negatives[i])
        W_expected[w[i]] += 0.1 * gradient_w
        C_expected += 0.1 * gradient_C
    step(W, C, w, c, negatives, 0.1)
    np.testing.assert_allclose(W, W_expected, rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(C, C_expected, rtol=1e-13, atol=1e-14)


def test_a_step_leaves_all_other_rows_alone():
    W, C = vectors()
    W_before, C_before = W.copy(), C.copy()
    step(W, C, [1, 1], [2, 3], [[3], [0]], 0.1)
    assert [row for row in range(5) if (W[row] != W_before[row]).any()] == [1]
    assert [row for row in range(6) if (C[row] != C_before[row]).any()] == [0, 2, 3]


def test_objective_per_pair_is_the_mean_of_equation_4():
    W, C = vectors()
    w, c, negatives = batch(10, 4)
    values = [negative_sampling.log_likelihood(W[w[i]], C, c[i], negatives[i]) for i in range(10)]
    assert abs(objective_per_pair(W, C, w, c, negatives) - np.mean(values)) < 1e-14


def test_a_step_in_the_gradients_direction_raises_the_objective_of_its_batch():
    W, C = vectors()
    w, c, negatives = batch(20, 5)
    before = objective_per_pair(W, C, w, c, negatives)
    step(W, C, w, c, negatives, 1e-3)
    assert objective_per_pair(W, C, w, c, negatives) > before


@pytest.mark.parametrize(
    ("w", "c", "negatives", "error", "message"),
    [
        ([0, 1], [0], [[0]], ValueError, r"w and c of one shape \(B,\); got \(2,\) and \(1,\)"),
        ([0], [0], [0], ValueError, r"negatives of shape \(1, k\), one row for each pair; got \(1,\)"),
        ([0], [0], [[0], [1]], ValueError, r"got \(2, 1\)"),
        ([5], [0], [[0]], IndexError, "expected w in 0 … 4; got 5 … 5"),
        ([-1], [0], [[0]], IndexError, "expected w in 0 … 4"),
        ([0], [6], [[0]], IndexError, "expected c and negatives in 0 … 5"),
        ([0], [0], [[6]], IndexError, "expected c and negatives in 0 … 5"),
        ([0], [0], [[-1]], IndexError, "expected c and negatives in 0 … 5"),
    ],
)
def test_a_step_names_what_does_not_fit_and_changes_nothing(w, c, negatives, error, message):
    W, C = vectors()
    with pytest.raises(error, match=message):
        step(W, C, w, c, np.array(negatives), 0.1)
    for changed, original in zip((W, C), vectors(), strict=True):
        np.testing.assert_array_equal(changed, original)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_same_seed_trains_the_same_vectors_to_the_last_bit(dtype):
    settings = {"d": 8, "k": 3, "epochs": 2, "batch": 64, "dtype": dtype}
    first, second, other = (train(D, 6, 6, P_n, seed=seed, **settings) for seed in (5, 5, 6))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    assert first.W.dtype == first.C.dtype == dtype
    assert (first.W != other.W).any()


def test_training_raises_the_objective_towards_its_largest_expected_value():
    # Six words that occur only beside themselves: the objective starts at −(k + 1) log 2; free scores would reach the
    # value at x = log(a/b), worked out here cell by cell.
    k, pairs = 2, np.tile(np.arange(6)[:, None], (500, 2))
    noise = np.full(6, 1 / 6)
    trained = train(pairs, 6, 6, noise, d=6, k=k, epochs=10, learning_rate=0.2, batch=8)
    counts = np.eye(6) * 500
    value = negative_sampling.expected_log_likelihood(trained.W, trained.C, counts, k, noise) / counts.sum()
    a, b = 1, k / 6
    best = a * np.log(a / (a + b)) + b * np.log(b / (a + b))
    assert trained.history[0, 1] == pytest.approx(-(k + 1) * np.log(2), abs=1e-6)
    assert best - 0.05 < value < best


def test_history_says_how_many_pairs_were_seen_at_up_to_a_hundred_points():
    seen = train(D, 6, 6, P_n, d=2, batch=1).history[:, 0]
    assert seen.tolist() == list(range(0, 400, 4))
    assert train(D, 6, 6, P_n, d=2, batch=150, epochs=2).history[:, 0].tolist() == [0, 150, 300, 400, 550, 700]


def test_the_learning_rate_falls_in_a_straight_line(monkeypatch):
    rates = []
    monkeypatch.setattr("w2vexplained.training.reference.step", lambda *arguments: rates.append(arguments[-1]))
    train(D, 6, 6, P_n, d=2, batch=100, epochs=2, learning_rate=0.8)
    np.testing.assert_allclose(rates, 0.8 * (1 - np.arange(8) / 8), rtol=1e-15)


def test_every_epoch_sees_every_pair_once_in_another_order(monkeypatch):
    orders = []
    monkeypatch.setattr("w2vexplained.training.reference.step", lambda W, C, w, c, *_: orders.append((w, c)))
    train(D, 6, 6, P_n, d=2, batch=400, epochs=2)
    seen = [list(zip(w.tolist(), c.tolist(), strict=True)) for w, c in orders]
    assert sorted(seen[0]) == sorted(seen[1]) == sorted(map(tuple, D.tolist()))
    assert seen[0] != seen[1]


def test_without_negatives_training_only_pulls():
    W, C, history = train(D, 6, 6, P_n, d=4, k=0, epochs=30, learning_rate=0.5, batch=50)
    assert history[0, 1] == pytest.approx(-np.log(2), abs=1e-6)
    assert ((W @ C.T)[D[:, 0], D[:, 1]] > 0).all()


def test_vectors_that_outgrow_their_type_are_reported():
    with pytest.raises(FloatingPointError, match="expected a smaller learning_rate than 1e.30 for a batch of 400"):
        train(D, 6, 6, P_n, d=4, epochs=50, learning_rate=1e30, batch=400)
    with pytest.raises(FloatingPointError, match="expected a smaller learning_rate than 1e.39"):
        train(D, 6, 6, P_n, d=4, learning_rate=1e39, batch=400)  # in its last and only step


def test_a_progress_bar_changes_nothing(capsys):
    settings = {"d": 3, "batch": 100}
    np.testing.assert_array_equal(train(D, 6, 6, P_n, progress=True, **settings).W, train(D, 6, 6, P_n, **settings).W)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"d": 0}, "whole number d ≥ 1; got 0"),
        ({"d": True}, "whole number d ≥ 1; got True"),
        ({"k": -1}, "whole number k ≥ 0; got -1"),
        ({"k": 1.5}, "whole number k ≥ 0; got 1.5"),
        ({"epochs": 0}, "epochs ≥ 1"),
        ({"batch": 0}, "batch ≥ 1"),
        ({"learning_rate": 0}, "learning_rate > 0; got 0"),
        ({"learning_rate": np.inf}, "learning_rate"),
        ({"dtype": np.int64}, "dtype float32 or float64; got int64"),
        ({"P_n": np.ones(6)}, "expected P_n to sum to 1"),
        ({"P_n": np.ones(5) / 5}, r"expected P_n of shape \(6,\); got \(5,\)"),
        ({"D": np.zeros((0, 2), int)}, "at least one"),
    ],
)
def test_train_names_a_setting_out_of_range(settings, message):
    with pytest.raises(ValueError, match=message):
        train(**{"D": D, "n_words": 6, "n_contexts": 6, "P_n": P_n, "d": 2, **settings})


def test_settings_may_be_of_small_types():
    settings = {"d": 3, "k": 2, "epochs": 250, "batch": 5}
    small = {name: np.uint8(number) for name, number in settings.items()}
    assert (train(D, 6, 6, P_n, **small).W == train(D, 6, 6, P_n, **settings).W).all()


def test_train_names_a_pair_outside_the_vocabulary():
    with pytest.raises(IndexError, match="every w in 0 … 2; got"):
        train(D, 3, 6, P_n)


def test_indices_in_small_types_reach_the_rows_of_a_large_matrix():
    W, C = np.ones((2, 3)), np.ones((300, 3))
    step(W, C, np.array([0], np.uint8), np.array([1], np.uint8), np.array([[259]]), 0.1)
    assert np.flatnonzero((C != 1).any(axis=1)).tolist() == [1, 259]


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"W": np.ones((2, 2), int)}, TypeError, "array of floats for W, which is changed in place; got int64"),
        ({"C": [[1.0, 1.0]]}, TypeError, "array of floats for C, .* got list"),
        ({"learning_rate": np.nan}, ValueError, "finite learning_rate > 0; got nan"),
        ({"negatives": [[0.5]]}, TypeError, "whole numbers for negatives; got float64"),
    ],
)
def test_bad_arguments_of_a_step_are_named(change, error, says):
    given = {"W": np.ones((2, 2)), "C": np.ones((2, 2)), "w": [0], "c": [1], "negatives": [[0]], "learning_rate": 0.1}
    with pytest.raises(error, match=says):
        step(**given | change)


def test_no_pair_has_no_mean():
    with pytest.raises(ValueError, match="expected at least one pair; got none"):
        objective_per_pair(np.ones((2, 2)), np.ones((2, 2)), [], [], np.zeros((0, 1), int))
