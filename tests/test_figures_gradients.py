"""The figures of notebook 04 draw what they are given, and name their axes."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from w2vexplained.figures import gradients

STEPS = 10.0 ** np.arange(-12, 0.01, 0.5)
V = 1e-16 / STEPS + STEPS**2


@pytest.fixture
def shown(monkeypatch):
    """What stands on each axes at the moment a figure is shown."""
    found = []

    def look():
        for axes in plt.gcf().axes:
            texts = [text.get_text() for text in axes.texts]
            if axes.get_legend():
                texts += [text.get_text() for text in axes.get_legend().get_texts()]
            lines = [np.array(line.get_xydata()) for line in axes.lines]
            found.append((axes.get_xlabel(), axes.get_ylabel(), axes.get_title(), texts, lines))

    monkeypatch.setattr(plt, "show", look)
    yield found
    assert plt.get_fignums() == []


def test_weights_cross_at_one_half(shown):
    x = np.linspace(-6, 6, 13)
    gradients.weights(x, 1 / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))
    ((across, up, _, texts, (pull, push)),) = shown
    assert "score" in across and "weight" in up
    assert "pulls" in texts[0] and "pushes" in texts[1]
    assert pull[6, 1] == push[6, 1] == 0.5


def test_v_curve_draws_errors_floor_and_both_slopes(shown):
    gradients.v_curve(STEPS, V, 2e-16)
    ((across, up, _, texts, lines),) = shown
    assert "step h" in across and "error" in up
    assert np.array_equal(lines[0][:, 1], V)
    assert np.array_equal(lines[1][:, 1], [2e-16, 2e-16])
    for line, slope in ((lines[2], -1), (lines[3], 2)):
        assert np.diff(np.log(line[:, 1])) / np.diff(np.log(line[:, 0])) == pytest.approx(slope)
    assert any("slope −1" in text for text in texts) and any("slope 2" in text for text in texts)


def test_caught_names_every_claim(shown):
    curves = {"right": V, "wrong": 0 * V + 0.5, "worse": 0 * V + 1}
    gradients.caught(STEPS, curves)
    ((_, _, _, texts, lines),) = shown
    assert texts == list(curves)
    assert [line[0, 1] for line in lines] == [curve[0] for curve in curves.values()]


def test_cuts_draw_a_chord_through_the_ends_of_each_line(shown):
    t = np.linspace(-1, 1, 5)
    gradients.cuts(t, t**2 - t, 1 - t**2)
    (_, up, left, _, (bowl, chord)), (across, _, right, _, (hill, flat)) = shown
    assert "nats" in up and "t" in across and left != right
    assert np.array_equal(chord, bowl[[0, -1]]) and np.array_equal(flat, hill[[0, -1]])


def test_eigenvalues_stand_in_order_above_and_below_zero(shown):
    gradients.eigenvalues(np.array([2.0, -2.0, 0.0, 1.0, -1.0]), np.array([2.0, 1.0]))
    ((across, up, _, texts, lines),) = shown
    levels, ways_out, others = lines[:4], lines[5], lines[6]
    assert sorted(level[0, 1] for level in levels) == [-2, -1, 1, 2]
    assert ways_out.tolist() == [[4, 1], [5, 2]]
    assert others.tolist() == [[1, -2], [2, -1], [3, 0]]
    assert "order" in across and "curvature" in up and len(texts) == 3
