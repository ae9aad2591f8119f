"""The figures of notebook 10 draw what they are given."""

import numpy as np
import pytest

from w2vexplained.figures import program as figures


def words(axes):
    return [text.get_text().strip() for text in axes.texts]


def test_second_order_draws_bound_and_distances_on_logarithmic_axes(drawn):
    alpha = np.array([0.01, 0.1, 1])
    figures.second_order(alpha, {"twice": alpha**2 / 9}, alpha**2)
    (axes,) = drawn
    bound, twice = axes.lines
    np.testing.assert_array_equal(bound.get_ydata(), alpha**2)
    np.testing.assert_array_equal(twice.get_ydata(), alpha**2 / 9)
    assert axes.get_xscale() == axes.get_yscale() == "log"


def test_table_of_sigmoid_zooms_in_and_shows_the_error_from_its_least_to_its_greatest(drawn):
    x = np.linspace(-6, 6, 12001)
    exact, table = x / 12, np.floor(x * 10) / 120
    figures.table_of_sigmoid(x, exact, {"shipped": table, "intended": exact}, -0.25)
    left, right = drawn
    assert all(0.059 < abs(line.get_xdata()).max() < 0.061 for line in left.lines[:3])
    assert left.lines[-1].get_xydata().tolist() == [[0, -0.25]]
    assert right.lines[-1].get_xydata().tolist() == [[0, -0.75]]
    assert words(left) == ["σ(0) reads -0.250"]
    shipped, intended = (area.get_datalim(right.transData) for area in right.collections)
    assert (shipped.y0, shipped.y1) == pytest.approx(((table - exact).min(), (table - exact).max()), abs=1e-9)
    assert (intended.y0, intended.y1) == (0, 0)


def test_envelope_of_a_jagged_curve_is_its_extremes_bin_by_bin():
    middles, least, most = figures._envelope(np.arange(7), np.array([1, -1, 5, 2, 3, 3, 99]), per_bin=2)
    assert (middles.tolist(), least.tolist(), most.tolist()) == ([0.5, 2.5, 4.5], [-1, 2, 3], [1, 5, 3])


def test_rates_end_for_the_program_after_one_iteration(drawn):
    figures.rates(np.array([0, 6, 10, 16, 20]), np.array([5, 4, 3, 2, 1]), 10)
    (axes,) = drawn
    constant, planned, program, end = axes.lines
    assert constant.get_xydata().tolist() == [[0, 5], [2, 5]]
    assert planned.get_xydata().tolist() == [[0, 5], [0.6, 4], [1, 3], [1.6, 2], [2, 1]]
    assert program.get_xydata().tolist() == [[0, 5], [0.6, 4], [1, 3], [1, 3]]
    assert planned.get_drawstyle() == program.get_drawstyle() == "steps-post"
    assert end.get_xydata().tolist() == [[1, 3]]
    assert axes.get_xticks().tolist() == [0, 1, 2]


def test_differences_stand_in_rows_from_above_and_none_is_at_the_left(drawn):
    figures.differences(["first", "second"], [0, 0.5], [0.9, 0.1], [[0.4, 0.5], [0.6, 0.7]])
    left, right = drawn
    np.testing.assert_array_equal(left.lines[0].get_xydata(), [[1e-4, 0], [0.5, 1]])
    assert [label.get_text() for label in left.get_yticklabels()] == ["first", "second"]
    assert left.get_ylim()[0] > left.get_ylim()[1]
    chance, common = right.lines
    np.testing.assert_array_equal(chance.get_xydata(), [[0.4, 0], [0.5, 0], [0.6, 1], [0.7, 1]])
    assert common.get_xdata().tolist() == [0.9, 0.1]


def test_differences_that_are_measured_otherwise_are_hollow(drawn):
    figures.differences(["first", "second", "third"], [0.1, 0.5, 2], [1, 1, 1], np.ones((3, 1)), apart=[0, 2])
    filled, hollow = drawn[0].lines
    assert filled.get_xydata().tolist() == [[0.5, 1]]
    assert hollow.get_xydata().tolist() == [[0.1, 0], [2, 2]]
    assert (filled.get_markerfacecolor(), hollow.get_markerfacecolor()) == (filled.get_color(), "white")


TREE = [([1], [0]), ([1, 0], [1, 1]), ([1, 0], [1, 0])]  # the second word hangs right of the third


def test_tree_writes_words_counts_and_turns(drawn):
    figures.tree(["often", "rare", "rarer"], [5, 2, 1], TREE)
    (axes,) = drawn
    assert sorted(words(axes)) == sorted(["0", "1", "0", "1", "often\n5", "rarer\n1", "rare\n2", "8", "3"])
    assert len(axes.lines) == 4


def test_leaves_lie_in_the_order_of_their_turns_and_nodes_above_their_middle():
    places, below, branches = figures._layout([5, 2, 1], TREE)
    assert places == {1: (1, 0), 0: (1.5, -1), (0,): (0, -1), (2,): (1, -2), (1,): (2, -2)}
    assert (below[1], below[0]) == (8, 3)
    assert branches == {(1, 0): (0,), (1, 1): 0, (0, 0): (2,), (0, 1): (1,)}


def test_cosines_have_a_panel_each_and_topics_in_their_middles(drawn):
    figures.cosines({"papers": np.eye(3), "program": np.ones((3, 3))}, np.array([2, 3]), ["a", "b"])
    left, right, bar = drawn
    np.testing.assert_array_equal(left.images[0].get_array(), np.eye(3))
    assert (left.get_title(), right.get_title(), bar.get_ylabel()) == ("papers", "program", "cosine")
    assert left.get_xticks().tolist() == [0.5, 2]
    assert left.images[0].get_clim() == (0, 1)
