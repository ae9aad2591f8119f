import matplotlib
import numpy as np
import pytest

from w2vexplained.figures import start, style

matplotlib.use("Agg")

NAMES = ["purrs", "engine", "tax", "rain"]
V_W, C = np.array([1.0, 0.2]), np.array([[0.5, 1.1], [1.2, -0.5], [0.1, -0.9], [-0.9, 0.6]])


@pytest.fixture
def drawn(monkeypatch):
    """The figure as it is when it would be shown."""
    shown = []
    monkeypatch.setattr(style.plt, "show", lambda: shown.append(style.plt.gcf()))
    return shown


def test_one_step_names_every_vector_and_draws_an_arrow_for_each(drawn):
    start.one_step("cat", NAMES, (V_W, C), (V_W + 0.1, C - 0.1))
    (axes,) = drawn[0].axes
    assert {t.get_text() for t in axes.texts} >= {"cat", *NAMES}
    assert sum(t.arrow_patch is not None for t in axes.texts if hasattr(t, "arrow_patch")) == 5
    assert axes.get_xlabel()


def test_a_path_ends_where_the_vectors_end(drawn):
    places = np.stack([np.vstack([V_W, C]) * t for t in (1, 1.5, 2)])
    start.path("cat", NAMES, places)
    (axes,) = drawn[0].axes
    assert np.allclose(axes.lines[0].get_xydata()[-1], 2 * V_W)


def test_the_course_of_training_has_units_on_its_axes(drawn):
    start.training(np.array([[0, -4.1], [1e6, -3.0]]), -6 * np.log(2))
    (axes,) = drawn[0].axes
    assert "millions" in axes.get_xlabel()
    assert "nats" in axes.get_ylabel()


def test_every_name_lies_inside_the_picture(drawn):
    start.one_step("cat", NAMES, (V_W, C), (V_W + 0.1, C - 0.1))
    (axes,) = drawn[0].axes
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    for text in (t for t in axes.texts if t.get_text()):
        x, y = text.get_position()
        assert left < x < right
        assert low < y < high


def test_nothing_stays_open(drawn):
    start.training(np.array([[0, -4.1], [1e6, -3.0]]), -4)
    assert not style.plt.get_fignums()


def test_neighbours_stand_in_the_row_of_their_word_and_do_not_touch(drawn):
    row = [("semidefinite", 0.9), ("right-censored", 0.7), ("antisymmetric", 0.6), ("differentiated", 0.5), ("k", 0.1)]
    start.neighbours({"left": row, "eigenvalues": row})
    canvas = drawn[0]
    canvas.draw_without_rendering()
    boxes = [text.get_window_extent() for text in canvas.axes[0].texts]
    assert len(boxes) == 12
    for p, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[p + 1 :])
