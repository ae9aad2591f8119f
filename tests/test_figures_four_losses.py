"""The figures of notebook 08 draw what they are given."""

import numpy as np

from w2vexplained.figures import four_losses as figures

LOG_P = np.log([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])
K = np.array([1, 10, 100])


def test_recovered_draws_a_panel_a_loss_with_named_rows_and_a_diagonal(drawn):
    learned = {name: LOG_P + shift for shift, name in enumerate(("one", "two", "three", "four"))}
    figures.recovered(LOG_P, learned, [1], ["cat"])
    assert [ax.get_title() for ax in drawn] == list(learned)
    for shift, ax in enumerate(drawn):
        everything, row, diagonal = ax.lines
        np.testing.assert_allclose(everything.get_ydata(), LOG_P.ravel() + shift)
        np.testing.assert_allclose(row.get_ydata(), LOG_P[1] + shift)
        np.testing.assert_array_equal(diagonal.get_xdata(), diagonal.get_ydata())
    assert [text.get_text() for text in drawn[1].get_legend().get_texts()] == ["cat", "diagonal"]


def test_limit_draws_both_points_on_logarithmic_axes(drawn):
    figures.limit({"a": (K, 1 / K), "b": (K, 2 / K)}, {"a": (K, 1 / K), "b": (K[:2], 3 + 0 * K[:2])}, 2)
    left, right = drawn
    np.testing.assert_allclose(left.lines[1].get_ydata(), 2 / K)
    np.testing.assert_allclose(right.lines[1].get_ydata(), [3, 3])
    assert "Z = 2" in right.get_title()
    assert left.get_xscale() == right.get_yscale() == "log"
    assert [text.get_text() for text in left.figure.legends[0].get_texts()] == ["a", "b"]


def test_heights_are_measured_from_the_largest_value(drawn):
    t = np.linspace(-1, 1, 5)
    figures.heights(t, {"flat": 0 * t + 7, "peak": 3 - t**2})
    (ax,) = drawn
    np.testing.assert_allclose(ax.lines[0].get_ydata(), 0)
    np.testing.assert_allclose(ax.lines[1].get_ydata(), -(t**2))
    assert "nats per pair" in ax.get_ylabel()


def test_error_of_estimates_draws_points_line_and_floor(drawn):
    figures.error_of_estimates(K, 0.1 + 0.1 / K, 0.1 + 0.11 / K, 0.1)
    (ax,) = drawn
    predicted, measured, floor = ax.lines
    np.testing.assert_allclose(measured.get_ydata(), 0.1 + 0.1 / K)
    np.testing.assert_allclose(predicted.get_ydata(), 0.1 + 0.11 / K)
    assert list(floor.get_ydata()) == [0.1, 0.1]


def test_candidates_moves_each_row_to_the_height_of_its_target(drawn):
    heights = np.array([[3.0], [-2.0]])
    figures.candidates(LOG_P + heights, {"log p": LOG_P, "nothing": 0 * LOG_P})
    same, other = drawn
    np.testing.assert_allclose(same.lines[0].get_ydata(), LOG_P.ravel())
    np.testing.assert_allclose(other.lines[0].get_ydata().reshape(2, 3).mean(axis=1), 0, atol=1e-12)
    assert "log p" in same.get_xlabel()
