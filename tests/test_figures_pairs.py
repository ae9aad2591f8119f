"""The figures of notebook 01 draw what they are given, with named axes."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from w2vexplained.figures import pairs as draw


@pytest.fixture
def shown(monkeypatch):
    """What was on the figure when it was shown."""
    figures = []
    monkeypatch.setattr(plt, "show", lambda: figures.append(plt.gcf()))
    yield figures
    assert plt.get_fignums() == []


def labels(ax):
    return ax.get_xlabel(), ax.get_ylabel()


def test_sliding_window_shows_the_pairs_of_each_row(shown):
    draw.sliding_window(["the", "cat", "sleeps"], window=1)
    (ax,) = shown[0].axes
    words = [text.get_text() for text in ax.texts]
    assert words.count("cat") == 3
    assert words.count("(the, cat)") == words.count("(cat, the)  (cat, sleeps)") == words.count("(sleeps, cat)") == 1


def test_sliding_window_colours_one_word_and_its_contexts_in_each_row(shown):
    draw.sliding_window(["a", "b", "c", "d"], window=1)
    boxes = [text for text in shown[0].axes[0].texts if text.get_bbox_patch()]
    colours = np.array([matplotlib.colors.to_hex(text.get_bbox_patch().get_facecolor()) for text in boxes]).reshape(
        4, 4
    )
    assert (colours == draw.CENTRE.lower()).tolist() == np.eye(4, dtype=bool).tolist()
    assert (colours == draw.CONTEXT.lower()).sum(axis=1).tolist() == [1, 2, 2, 1]


def test_sentence_ends_tell_pairs_inside_from_pairs_across(shown):
    draw.sentence_ends([["a", "b", "c"], ["d", "e"]], window=1)
    (ax,) = shown[0].axes
    colours = ax.images[0].to_rgba(ax.images[0].get_array())
    drawn = [[matplotlib.colors.to_hex(colour) for colour in row] for row in colours]
    inside, across = draw.BLUE.lower(), draw.RED.lower()
    assert [(i, j) for i in range(5) for j in range(5) if drawn[i][j] == inside] == [
        *((0, 1), (1, 0), (1, 2), (2, 1)),
        *((3, 4), (4, 3)),
    ]
    assert [(i, j) for i in range(5) for j in range(5) if drawn[i][j] == across] == [(2, 3), (3, 2)]
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcde")
    assert labels(ax) == ("place of the context c", "place of the word w")


def test_table_and_law_share_one_scale_and_leave_zeros_white(shown):
    law, shares = np.array([[0.0, 0.5], [0.5, 0.0]]), np.array([[0.0, 0.25], [0.75, 0.0]])
    draw.table_and_law(["a", "b"], law, shares)
    left, right = (ax.images[0] for ax in shown[0].axes[:2])
    assert left.get_clim() == right.get_clim() == (0.0, 0.5)
    assert np.ma.getmaskarray(left.get_array()).tolist() == [[True, False], [False, True]]
    assert right.get_array()[1, 0] == 0.75
    assert labels(shown[0].axes[0]) == ("context c", "word w")


def test_settling_has_logarithmic_axes_and_a_guide_of_slope_minus_one_half(shown):
    draw.settling([100, 10_000], [0.1, 0.02])
    (ax,) = shown[0].axes
    measured, guide = (line.get_ydata() for line in ax.lines)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert list(measured) == [0.1, 0.02]
    assert guide[0] / guide[1] == pytest.approx(10)


def test_shared_vector_draws_both_models(shown):
    cat = np.linspace(0, 3, 4)
    draw.shared_vector(cat, np.full(4, 0.7), np.linspace(0.7, 0.1, 4))
    (ax,) = shown[0].axes
    assert [text.get_text().split(":")[0] for text in ax.get_legend().get_texts()] == ["sigmoid", "softmax"]
    assert labels(ax) == ("vector of cat (one component), with dog = 1", "p(dog | dog)")
