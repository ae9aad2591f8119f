"""The figures of notebook 03 draw what they are given."""

import numpy as np

from w2vexplained.figures import negative_sampling as figures

STEPS = np.arange(1, 31, dtype=float)
SCORES = np.log(STEPS)[:, None, None] * np.array([[1.0, 2.0], [3.0, 4.0]])
X = np.linspace(-4, 4, 9)


def test_running_away_draws_median_score_and_loss_from_step_one(drawn):
    figures.running_away(SCORES, 1 / STEPS)
    left, right = drawn
    np.testing.assert_allclose(left.lines[0].get_ydata(), 2.5 * np.log(STEPS[1:]))
    np.testing.assert_allclose(right.lines[0].get_ydata(), 1 / STEPS[1:])
    np.testing.assert_array_equal(right.lines[0].get_xdata(), np.arange(1, 30))
    assert "nats per pair" in right.get_ylabel()


def test_saturation_leaves_zeros_out_and_marks_thresholds(drawn):
    K = np.array([0.0, 1.0, 2.0])
    curves = {"exact": (K, np.exp(-K)), "float32": (K, np.array([1.0, 0.5, 0.0])), "float64": (K, np.exp(-K))}
    figures.saturation(curves, {"float32": 1.5})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[1].get_xdata(), [0, 1])
    assert list(axes.lines[2].get_xdata()) == [1.5, 1.5]
    assert any("exactly 1" in text.get_text() and "1.5" in text.get_text() for text in axes.texts)


def test_balance_draws_the_sum(drawn):
    figures.balance(X, -X, X**2, 1.0)
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[2].get_ydata(), X**2 - X)


def test_held_draws_both_ascents_and_names_k(drawn):
    figures.held(SCORES, -SCORES, 7)
    (axes,) = drawn
    np.testing.assert_allclose(axes.lines[0].get_ydata(), 2.5 * np.log(STEPS[1:]))
    np.testing.assert_allclose(axes.lines[1].get_ydata(), -2.5 * np.log(STEPS[1:]))
    assert any("k = 7" in text.get_text() for text in axes.get_legend().get_texts())


def test_running_mean_draws_means_around_the_expectation(drawn):
    figures.running_mean(np.array([1.0, 3.0, 5.0]), 3.0, 1.0)
    (axes,) = drawn
    np.testing.assert_allclose(axes.lines[0].get_ydata(), [1, 2, 3])
    assert list(axes.lines[1].get_ydata()) == [3.0, 3.0]
