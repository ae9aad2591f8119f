"""The figures of notebook 05 draw what they are given, and name their axes."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from w2vexplained.figures import convexity


@pytest.fixture
def shown(monkeypatch):
    """What stands on each axes at the moment a figure is shown."""
    found = []

    def look():
        for axes in plt.gcf().axes:
            legend = axes.get_legend()
            texts = [text.get_text() for text in legend.get_texts()] if legend else []
            lines = [np.array(line.get_xydata(), dtype=float) for line in axes.lines]
            found.append((axes.get_xlabel(), axes.get_ylabel(), axes.get_title(), texts, lines))

    monkeypatch.setattr(plt, "show", look)
    yield found
    assert plt.get_fignums() == []


def test_ridge_carries_the_path_and_the_top_its_optimum(shown):
    line = np.linspace(-2, 2, 9)
    surface = -(line**2) - (line**2)[:, None]
    path = np.array([[-1.0, 0.0], [0.0, 0.5], [1.0, 1.0]])
    convexity.ridge_and_top(line, line, (surface, 2 * surface), path, np.array([0.5, 0.25]))
    (across, up, left, _, (climb, start)), (_, _, right, _, (star,)) = shown
    assert "first" in across and "second" in up and "ridge" in left and "top" in right
    assert np.array_equal(climb, path) and np.array_equal(start, path[:1])
    assert star.tolist() == [[0.5, 0.25]]


def test_runaway_draws_lengths_and_gaps_with_their_slopes(shown):
    steps = np.arange(1, 201)
    convexity.runaway(steps, 2 * np.log(steps) + 1, 2.0, 3 / steps)
    (_, length, _, texts, (lengths, guide)), (across, gap, _, _, (gaps, falling)) = shown
    assert "length" in length and "nats" in gap and across == "steps" and "2.00" in texts[1]
    assert lengths[-1, 1] == 2 * np.log(200) + 1 and gaps[0, 1] == 3
    assert np.diff(guide[[0, -1], 1]) / np.diff(np.log(guide[[0, -1], 0])) == pytest.approx(2)
    assert np.diff(np.log(falling[[0, -1], 1])) / np.diff(np.log(falling[[0, -1], 0])) == pytest.approx(-1)


def test_slice_draws_both_branches_of_the_hyperbola_and_every_path(shown):
    line = np.linspace(-3, 3, 13)
    paths = {"one": np.array([[1.0, 0.0], [2.0, 1.0]]), "two": np.array([[-1.0, 0.0], [-1.0, -2.0]])}
    convexity.slice_through_zero(line, line, -((line * line[:, None] - 2) ** 2), paths, 2.0)
    across, up, _, texts, (upper, lower, one, _, two, _, saddle) = shown[0]
    assert "words" in across and "contexts" in up and {"one", "two", "the saddle"} <= set(texts)
    assert np.allclose(upper.prod(axis=1), 2) and np.array_equal(lower, -upper)
    assert np.array_equal(one, paths["one"]) and np.array_equal(two, paths["two"])
    assert saddle.tolist() == [[0, 0]]
    assert "nats" in shown[1][1]  # the colour bar


def test_way_out_draws_measured_over_predicted(shown):
    steps = np.arange(4)
    measured, predicted = np.exp(np.outer(steps, [2.0, 1.0])), np.exp(np.outer(steps, [2.1, 1.1]))
    convexity.way_out(steps, measured, predicted, ["fast", "slow"])
    ((across, up, _, texts, lines),) = shown
    assert across == "steps" and "length" in up and texts == ["fast", "slow", "theory at the saddle"]
    assert np.array_equal(lines[0][:, 1], measured[:, 0]) and np.array_equal(lines[1][:, 1], predicted[:, 0])
    assert np.array_equal(lines[2][:, 1], measured[:, 1]) and np.array_equal(lines[3][:, 1], predicted[:, 1])
