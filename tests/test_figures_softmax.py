"""The figures of notebook 02 draw what they are given, label their axes and leave nothing open."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from w2vexplained.figures import softmax as figures


@pytest.fixture
def shown(monkeypatch):
    """What a figure shows: its axes at the moment of plt.show."""
    matplotlib.use("Agg")
    seen = []
    monkeypatch.setattr(plt, "show", lambda: (plt.gcf().canvas.draw(), seen.extend(plt.gcf().axes)))
    yield seen
    assert plt.get_fignums() == []


def labels(axes):
    return [(ax.get_xlabel(), ax.get_ylabel()) for ax in axes]


def test_cost_is_drawn_as_counted_on_logarithmic_axes(shown):
    figures.cost([10, 100], [500, 5000], [300, 300])
    (ax,) = shown
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert [list(line.get_ydata()) for line in ax.lines] == [[500, 5000], [300, 300]]
    assert labels(shown) == [("number of contexts |C|", "multiplications for one pair, counted")]


def test_gradient_arrow_runs_from_expected_to_observed_and_weights_sum_to_zero(shown):
    C, p = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]]), np.array([0.5, 0.25, 0.25])
    figures.observed_minus_expected(C, p, 1, ["a", "b", "c"])
    plane, bars = shown
    (arrow,) = (text for text in plane.texts if getattr(text, "arrow_patch", None))
    assert np.allclose([*arrow.xyann, *arrow.xy], [*(p @ C), *C[1]])
    assert np.allclose([bar.get_width() for bar in bars.patches], [-0.5, 0.75, -0.25])
    assert all(x for x, _ in labels(shown))


def test_slices_show_three_lines_and_a_chord(shown):
    t = np.linspace(-1, 1, 5)
    figures.slices(t, t, t, t**2)
    (ax,) = shown
    assert [len(line.get_xdata()) for line in ax.lines] == [5, 5, 5, 2]
    assert np.allclose(ax.lines[3].get_ydata(), 1)
    assert labels(shown) == [("factor t on the vectors that move", "log p(c | w) (nats)")]


def test_drift_has_a_line_for_each_step(shown):
    figures.drift({0.2: np.arange(3), 0.1: np.arange(5)}, {0.2: np.arange(3.0), 0.1: np.arange(5.0)})
    (ax,) = shown
    assert ax.get_yscale() == "log"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["step 0.2", "step 0.1"]


def test_recovered_scores_lie_on_the_diagonal_whatever_their_heights(shown):
    log_p = np.log([[0.5, 0.5], [0.9, 0.1]])
    figures.recovered(log_p, log_p + [[3.0], [-2.0]], np.zeros((2, 2)), [0, 1], ["a", "b"])
    raw, levelled = shown
    assert np.allclose(raw.lines[0].get_ydata(), log_p[0] + 3)
    assert np.allclose(levelled.lines[1].get_ydata(), log_p.ravel())
    assert np.allclose(levelled.lines[0].get_ydata(), -np.log(2))
