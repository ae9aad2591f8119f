"""The figures of notebook 09 draw what they are given."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from w2vexplained.figures import contexts as figures
from w2vexplained.figures import style


def words(axes):
    return [text.get_text().strip() for text in axes.texts]


def test_triangle_stands_on_both_sides_of_the_word_and_not_on_it(drawn):
    figures.triangle(np.array([1, 0.5]), np.array([0.9, 0.4]), {"1/distance": np.array([1, 0.3])})
    (axes,) = drawn
    assert {bar.get_x() + 0.35: bar.get_height() for bar in axes.patches} == pytest.approx(
        {-2: 0.5, -1: 1, 1: 1, 2: 0.5}
    )
    sample, left, right = axes.lines
    np.testing.assert_array_equal(sample.get_ydata(), [0.4, 0.9, 0.9, 0.4])
    np.testing.assert_array_equal(left.get_xydata(), [[-2, 0.3], [-1, 1]])
    np.testing.assert_array_equal(right.get_xydata(), [[1, 1], [2, 0.3]])
    assert len(axes.get_legend().get_texts()) == 3


def test_keeping_draws_both_formulas_both_thresholds_and_the_ratio(drawn):
    f = np.array([1e-4, 1e-3, 1e-2])
    curves = {"paper": np.array([1, 1, 0.4]), "program": np.array([1, 1, 0.5])}
    figures.keeping(f, curves, 1e-3, 2.618e-3, {"the": (1e-2, 0.4)})
    above, below = drawn
    np.testing.assert_array_equal(above.lines[1].get_ydata(), curves["program"])
    np.testing.assert_allclose(below.lines[0].get_ydata(), [1, 1, 1.25])
    assert {line.get_xdata()[0] for line in below.lines[1:]} == {1e-3, 2.618e-3}
    assert words(above) == ["the", "t", "φ²t"]
    assert above.get_xscale() == above.get_yscale() == "log"


def test_distances_begin_at_one_and_share_the_law(drawn):
    law = {1: np.array([0.5, 0.25]), 2: np.array([0, 0.25])}
    found = {1: np.array([0.4, 0.3]), 2: np.array([0, 0.2])}
    figures.distances(law, {"shuffled": law, "as written": found})
    left, right = drawn
    np.testing.assert_array_equal(left.lines[0].get_xydata(), right.lines[0].get_xydata())
    np.testing.assert_array_equal(right.lines[1].get_xydata(), [[1, 0.4], [2, 0.3]])
    np.testing.assert_array_equal(right.lines[3].get_ydata(), [0, 0.2])
    assert [axes.get_title() for axes in drawn] == ["shuffled", "as written"]
    assert "words" in right.get_xlabel()


def test_what_is_as_predicted_lies_at_zero_and_each_pmi_has_a_panel_of_its_own(drawn):
    predicted = np.array([1.0, 2.0])
    found = {"full text": predicted + 0.3, "holes": predicted, "closing": predicted - 0.2}
    other = {label: 10 * x for label, x in found.items()}
    figures.off_prediction({"toy": (predicted, found), "real": (10 * predicted, other)})
    points = [axes.lines[1] for axes in drawn]
    off = [[0.3] * 2, [0] * 2, [-0.2] * 2]
    np.testing.assert_allclose([line.get_ydata() for line in points], [*off, *(10 * np.array(off))], atol=1e-12)
    np.testing.assert_array_equal(points[0].get_xdata(), predicted)
    np.testing.assert_array_equal(points[5].get_xdata(), 10 * predicted)
    assert [axes.get_title() for axes in drawn] == [*found, *found]
    assert len({(line.get_color(), line.get_marker()) for line in points[:3]}) == 3
    assert [drawn[i].get_ylabel().split("\n")[0] for i in (0, 3)] == ["toy", "real"]
    assert "nats" in drawn[0].get_ylabel()
    assert drawn[0].get_ylim() == drawn[2].get_ylim() != drawn[3].get_ylim()


def test_neighbours_carry_their_marks(drawn):
    table = {"reading": {"window 1": ["writing", "getting"], "window 20": ["file", "of"]}}
    figures.neighbours(table, lambda a, b: (b.endswith("ing"), b in {"file", "getting"}))
    (axes,) = drawn
    look = {
        t.get_text(): ((to_hex(t.get_color()), t.get_weight()), t.get_bbox_patch().get_alpha() > 0)
        for t in axes.texts
        if t.get_bbox_patch()
    }
    blue, black = (style.BLUE.lower(), "bold"), ("#000000", "normal")
    assert look["writing"] == (black, True)
    assert look["getting"] == (blue, True)
    assert look["file"] == (blue, False)
    assert look["of"] == (black, False)
    assert words(axes).count("reading") == 1
    assert words(axes)[:2] == ["same ending", "same sentences"]
    assert (axes.texts[1].get_color(), axes.texts[1].get_weight()) == (style.BLUE, "bold")


def test_shares_have_a_panel_for_each_kind(drawn):
    windows = (1, 5)
    panels = {"same ending": {"full": [0.5, 0.1]}, "same sentences": {"full": [0.2, 0.6]}}
    figures.shares(windows, panels, {"same ending": 0.07, "same sentences": 0.08})
    left, right = drawn
    np.testing.assert_array_equal(left.lines[0].get_xydata(), [[1, 0.5], [5, 0.1]])
    np.testing.assert_array_equal(right.lines[0].get_ydata(), [0.2, 0.6])
    assert [axes.lines[1].get_ydata()[0] for axes in drawn] == [0.07, 0.08]
    assert [tick.get_text() for tick in right.get_xticklabels()] == ["1", "5"]
