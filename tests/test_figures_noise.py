"""The figures of notebook 06 draw what they are given."""

import numpy as np
import pytest

from w2vexplained.figures import noise as figures


def words(axes):
    return [text.get_text().strip() for text in axes.texts]


def test_laws_draw_each_law_and_name_the_contexts(drawn):
    figures.laws(["the", "cat"], {"0": np.array([0.5, 0.5]), "1": np.array([0.9, 0.1])})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[1].get_ydata(), [0.9, 0.1])
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["the", "cat"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["0", "1"]


def test_entropies_put_a_tangent_of_the_given_slope_through_the_point(drawn):
    powers = np.linspace(0, 2, 5)
    figures.entropies(powers, {"toy": 3 - powers, "real": 5 - powers}, {"toy": [(1.0, 2.0, -0.5)]})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), 3 - powers)
    tangent = axes.lines[1].get_xydata()
    assert np.diff(tangent[:, 1]) / np.diff(tangent[:, 0]) == pytest.approx(-0.5)
    assert tangent.mean(axis=0) == pytest.approx([1, 2])
    assert words(axes) == ["7"]  # e², as many contexts drawn evenly
    assert "nats" in axes.get_ylabel()


def test_boosts_mark_thresholds_and_names(drawn):
    counts = np.array([100.0, 10.0, 1.0])
    figures.boosts(counts, {"1/2": (20 / counts) ** 0.5}, {"1/2": 20.0}, {"matrix": (10.0, 2**0.5)})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[1].get_xdata(), counts)
    assert axes.lines[2].get_xydata().tolist() == [[20, 1]]
    assert words(axes) == ["matrix"]


def test_columns_of_alias_table_all_have_height_one(drawn):
    keep, alias = np.array([0.8, 1.0, 0.6, 0.2]), np.array([1, 1, 0, 0])
    figures.alias_columns(["a", "b", "c", "d"], [0.5, 0.3, 0.15, 0.05], keep, alias)
    left, right = drawn
    assert [bar.get_height() for bar in left.patches] == pytest.approx([2, 1.2, 0.6, 0.2])
    tops = {}
    for bar in right.patches:
        tops[round(bar.get_x(), 3)] = max(tops.get(round(bar.get_x(), 3), 0), bar.get_y() + bar.get_height())
    assert list(tops.values()) == pytest.approx([1, 1, 1, 1])
    assert sorted(words(right)) == ["a", "a", "a", "b", "b", "c", "d"]


def test_rest_of_a_column_has_the_colour_of_its_owner(drawn):
    figures.alias_columns(["a", "b"], [0.75, 0.25], np.array([1.0, 0.5]), np.array([0, 0]))
    _, right = drawn
    own, _, rest = right.patches
    assert rest.get_facecolor() == own.get_facecolor()


def test_scores_beside_a_word_are_named_at_their_end(drawn):
    powers = np.linspace(0, 1.5, 4)
    figures.scores_beside(powers, {"the": -powers, "wisely": powers})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[2].get_ydata(), -powers)
    assert words(axes) == ["the", "wisely"]
    assert "nats" in axes.get_ylabel()


def test_names_at_the_end_of_scores_lie_apart(drawn):
    powers = np.array([0.0, 1.0])
    figures.scores_beside(powers, {"a": np.array([0.0, 1.0]), "b": np.array([2.0, 1.01]), "c": np.array([3.0, 3.0])})
    (axes,) = drawn
    heights = sorted(text.xy[1] for text in axes.texts)
    assert np.diff(heights).min() > 0.1
    assert heights[-1] == 3


def test_ratios_begin_at_rank_one(drawn):
    figures.ratios({"log-uniform": np.array([3.0, 2.0, 0.5])})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.lines[1].get_xdata(), [1, 2, 3])
    np.testing.assert_array_equal(axes.lines[1].get_ydata(), [3, 2, 0.5])
