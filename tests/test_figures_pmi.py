"""The figures of notebook 07 draw what they are given."""

import numpy as np

from w2vexplained.figures import pmi as figures

X = np.array([[-2.0, 0.5], [1.0, 3.0]])


def test_diagonal_draws_each_k_before_and_after(drawn):
    theory = {1: X, 5: X - np.log(5)}
    figures.diagonal(theory, {1: 0 * X, 5: 0 * X + 1}, theory)
    before, after = drawn
    np.testing.assert_allclose(before.collections[1].get_offsets(), np.column_stack([theory[5].ravel(), np.ones(4)]))
    np.testing.assert_allclose(after.collections[0].get_offsets(), np.column_stack([X.ravel(), X.ravel()]))
    np.testing.assert_allclose(after.lines[0].get_xdata(), [-2 - np.log(5), 3])
    assert [text.get_text() for text in after.get_legend().get_texts()] == ["k = 1", "k = 5"]


def test_shifts_colours_points_by_context(drawn):
    p_c = np.array([0.2, 0.8])
    figures.shifts(X, X + 1, X + 1, p_c)
    left, right, bar = drawn
    np.testing.assert_allclose(left.collections[0].get_offsets()[:, 0], X.ravel())
    np.testing.assert_allclose(right.collections[0].get_offsets()[:, 0], X.ravel() + 1)
    np.testing.assert_allclose(right.collections[0].get_array().ravel(), [0.2, 0.8, 0.2, 0.8])
    assert "p(c)" in bar.get_ylabel()


def test_bounds_draws_a_ceiling_only_where_it_is_not_the_information(drawn):
    ks = np.array([1, 2, 4])
    figures.bounds(ks, {"α = 1": ks / 10, "α = 3/4": ks / 8}, {"α = 1": 0.5, "α = 3/4": 0.6}, 0.5)
    (axes,) = drawn
    np.testing.assert_allclose(axes.lines[0].get_ydata(), ks / 10)
    dotted = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert [line.get_ydata()[0] for line in dotted] == [0.6]
    assert axes.lines[-1].get_ydata()[0] == 0.5
    assert "nats" in axes.get_ylabel()


def test_escaping_draws_medians_of_both_kinds(drawn):
    steps = np.array([1, 10, 100])
    seen, unseen = np.array([[0.0, 1, 2]] * 3), -np.log(steps)[:, None] * np.array([1.0, 2, 3])
    figures.escaping(steps, seen, unseen)
    (axes,) = drawn
    np.testing.assert_allclose(axes.lines[0].get_ydata(), -2 * np.log(steps))
    np.testing.assert_allclose(axes.lines[1].get_ydata(), [1, 1, 1])
    assert ["a = 0" in text.get_text() for text in axes.get_legend().get_texts()] == [True, False]


def test_ranks_draws_every_method_in_both_games(drawn):
    d = (1, 2, 4)
    figures.ranks(d, {"a": [0.3, 0.2, 0.1], "b": [0.4, 0.3, 0.2]}, {"a": [3, 2, 1], "b": [0.3, 0.2, 0.1]})
    left, right = drawn
    np.testing.assert_allclose(left.lines[1].get_ydata(), [0.4, 0.3, 0.2])
    np.testing.assert_allclose(right.lines[0].get_ydata(), [3, 2, 1])
    assert [label.get_text() for label in left.get_xticklabels()] == ["1", "2", "4"]
    assert "nats" in left.get_ylabel() and "nats" in right.get_ylabel()


def test_side_by_side_marks_the_words_that_both_methods_name(drawn):
    figures.side_by_side({"cat": {"counted": ["dog", "mouse"], "trained": ["bird", "dog"]}})
    (axes,) = drawn
    weights = {text.get_text(): text.get_weight() for text in axes.texts}
    assert weights["dog"] == weights["cat"] == "bold"
    assert weights["mouse"] == weights["bird"] == "normal"
    places = [text.get_window_extent() for text in axes.texts]
    dog, mouse = (places[[text.get_text() for text in axes.texts].index(word)] for word in ("dog", "mouse"))
    assert mouse.x0 > dog.x1
