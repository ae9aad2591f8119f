"""The figures of notebook 11 draw what they are given, and its film moves and ends."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from w2vexplained.figures import training as figures


def words(axes):
    return [text.get_text().strip() for text in axes.texts]


def test_cost_draws_times_with_their_arithmetic_and_rows(drawn):
    figures.cost(["slow", "fast"], [250_000.0, 151.0], [40.0, 45.0], [7, 0.75])
    left, right = drawn
    assert [bar.get_width() for bar in left.patches] == [250_000.0, 151.0]
    assert [bar.get_width() for bar in right.patches] == [7, 0.75]
    assert left.lines[0].get_xydata().tolist() == [[40.0, 0], [45.0, 1]]
    assert words(left) == ["250 µs", "150 ns"]
    assert [label.get_text() for label in left.get_yticklabels()] == ["slow", "fast"]
    assert left.get_ylim()[0] > left.get_ylim()[1]
    assert left.get_xscale() == "log"


@pytest.mark.parametrize(("time", "text"), [(0.4, "0.4 ns"), (87.3, "87 ns"), (999.9, "1 µs"), (1049.0, "1 µs"),
                                            (5_930.0, "5.9 µs"), (231_000.0, "230 µs")])  # fmt: skip
def test_times_are_written_with_two_digits_and_a_unit(time, text):
    assert figures._short(time) == text


def test_scatter_draws_ratios_bounds_and_what_is_used(drawn):
    draws = np.array([5, 10, 50])
    ratios, bounds = {"one": 2 / draws, "eight": 9 / draws}, {"one": 6 / draws, "eight": 48 / draws}
    figures.scatter(draws, ratios, bounds, {"eight": 1})
    (axes,) = drawn
    one, bound_of_one, eight, bound_of_eight, dot, level = axes.lines
    for line, values in ((one, ratios["one"]), (eight, ratios["eight"])):
        np.testing.assert_array_equal(line.get_xydata(), np.column_stack([draws, values]))
    np.testing.assert_array_equal(bound_of_one.get_ydata(), bounds["one"])
    np.testing.assert_array_equal(bound_of_eight.get_ydata(), bounds["eight"])
    assert dot.get_xydata().tolist() == [[10, 0.9]]
    assert list(level.get_ydata()) == [1, 1]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["5", "10", "50"]


def test_neighbours_stand_in_rows_from_above(drawn):
    figures.neighbours({"left": ["right", "bottom"], "tree": ["node"]})
    (axes,) = drawn
    assert [text.get_text() for text in axes.texts] == ["left", "right   bottom", "tree", "node"]
    assert [text.get_position()[1] for text in axes.texts] == [0, 0, -1, -1]


def test_reached_draws_courses_with_floors_and_levels_with_marks(drawn):
    courses = {"d = 2": ([10, 100], [0.5, 0.2]), "d = 9": ([10, 100], [0.4, 0.01])}
    levels = {"possible": [-2.5, -2.4], "trained": [-2.6, -2.5]}
    figures.reached(courses, {"d = 2": 0.19, "d = 9": 0.0}, [2, 9], levels, {"optimum": -2.3})
    left, right = drawn
    two, floor, nine = left.lines
    assert two.get_xydata().tolist() == [[10, 0.5], [100, 0.2]]
    assert nine.get_xydata().tolist() == [[10, 0.4], [100, 0.01]]
    assert list(floor.get_ydata()) == [0.19, 0.19]
    possible, trained, optimum = right.lines
    assert possible.get_xydata().tolist() == [[2, -2.5], [9, -2.4]]
    assert trained.get_xydata().tolist() == [[2, -2.6], [9, -2.5]]
    assert list(optimum.get_ydata()) == [-2.3, -2.3]
    assert words(right) == ["optimum"]


def test_map_draws_all_words_and_writes_those_of_groups(drawn):
    places = np.array([[0.0, 0], [1, 1], [2, 0], [0.5, 3]])
    figures.word_map(places, ["a", "b", "c", "d"], {"first": ["a", "c"], "second": ["d"]})
    (axes,) = drawn
    np.testing.assert_array_equal(axes.collections[0].get_offsets(), places)
    assert words(axes) == ["a", "c", "d"]
    points = [line.get_xydata().tolist() for line in axes.lines if line.get_marker() == "o"]
    assert points == [[[0, 0]], [[2, 0]], [[0.5, 3]]]
    first, second = axes.texts[0].get_color(), axes.texts[2].get_color()
    assert axes.texts[1].get_color() == first != second


def test_labels_of_words_at_one_place_are_pushed_apart():
    places, everywhere = np.array([[0.0, 0], [0, 0], [5, 5]]), np.array([[-10.0, -10], [10, 10]])
    offsets = figures._label_offsets(places, ["one", "two", "far"], everywhere)
    assert abs(offsets[0, 1] - offsets[1, 1]) > 0.036 * 20 * 0.9
    assert offsets[:, 0].tolist() == [0, 0, 0]
    assert offsets[2].tolist() == [0, pytest.approx(0.03 * 20)]


def test_no_label_hides_another_or_a_point():
    places = np.random.default_rng(0).normal(size=(12, 2))
    words = [6 * "n" for _ in places]
    label, span = places + figures._label_offsets(places, words, 3 * places), 3 * np.ptp(places, axis=0)
    size = np.array([0.016 * 6, 0.036]) * span
    others = [np.delete(label, i, axis=0) for i in range(12)]
    assert all((abs(other - own) >= size - 1e-12).any(axis=1).all() for own, other in zip(label, others, strict=True))
    assert all((abs(places - own) > size / 2).any(axis=1).all() for own in label)


def a_film(monkeypatch, moments=4):
    """What `settling` displays, of three words that leave one point."""
    import IPython.display

    shown = []
    monkeypatch.setattr(IPython.display, "display", shown.append)
    ends = np.array([[1.0, 1], [-1, 1], [0, -1]])
    frames = [ends * share for share in np.linspace(0, 1, moments)]
    figures.settling(frames, ["a", "b", "c"], {"first": ["a", "b"], "second": ["c"]}, np.arange(moments) * 1e6)
    (image,) = shown
    return image


def test_film_is_an_animated_png_that_ends_within_five_seconds_a_pass(monkeypatch):
    image = a_film(monkeypatch)
    assert image.format == "png"
    with Image.open(BytesIO(image.data)) as picture:
        assert picture.is_animated
        assert picture.n_frames == 1 + 4  # the still picture in front is no part of the film
        assert picture.info["loop"] == figures.LOOPS
        durations = []
        for n in range(1, picture.n_frames):
            picture.seek(n)
            durations.append(picture.info["duration"])
    assert sum(durations) <= 1000 * figures.SECONDS + len(durations)
    assert durations[-1] > 3 * durations[0]
    assert len(image.data) < 1.5e6


def test_film_moves_and_what_cannot_play_it_shows_its_end(monkeypatch):
    with Image.open(BytesIO(a_film(monkeypatch).data)) as picture:
        seen = []
        for n in range(picture.n_frames):
            picture.seek(n)
            seen.append(np.asarray(picture.convert("RGB")).astype(int))
    still, first, *_, last = seen
    assert abs(still - last).max() == 0
    assert abs(first - last).max() > 50
    assert still[0, -1].tolist() == [255, 255, 255]
