"""A linear programme finds the way along which a word's vector could go for ever."""

import numpy as np
import pytest

from w2vexplained.training.separation import separating_direction

PLANE = np.array([[2, 1], [1, 2], [-2, 1], [-1, -1], [1, -2]])
DRAWN = [0, 0, 1, 1, 1]


def keeps_to(u, C, a, b):
    """Whether no observed context loses score along u, and no invented one gains any."""
    x = C @ u
    return np.linalg.norm(u) > 1e-6 and (x[np.array(a) > 0] >= -1e-9).all() and (x[np.array(b) > 0] <= 1e-9).all()


@pytest.mark.parametrize("also_observed", [None, 2, 4])
def test_direction_keeps_to_both_conditions(also_observed):
    observed = [1 if j in (0, 1, also_observed) else 0 for j in range(5)]
    assert keeps_to(separating_direction(PLANE, observed, DRAWN), PLANE, observed, DRAWN)


def test_none_where_the_vectors_surround_zero():
    assert separating_direction(PLANE, [1, 1, 0, 1, 0], DRAWN) is None


@pytest.mark.parametrize("seed", range(20))
def test_there_is_always_a_direction_where_contexts_are_independent_and_one_is_never_observed(seed):
    rng = np.random.default_rng(seed)
    C, observed, drawn = rng.normal(size=(6, 6)), rng.integers(0, 3, size=6), np.ones(6)
    observed[seed % 6] = 0
    assert keeps_to(separating_direction(C, observed, drawn), C, observed, drawn)
    assert separating_direction(C, np.ones(6), drawn) is None


def test_a_direction_that_nobody_asks_about_is_found():
    C = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]])
    assert np.allclose(C[:2] @ separating_direction(C, [1, 1, 0], [1, 1, 0]), 0)
    assert np.linalg.norm(separating_direction(C, [0, 0, 0], [0, 0, 0])) == pytest.approx(1)


def test_lengths_of_contexts_do_not_matter():
    for scale in (1e-9, 1e9, 1e307):
        C = PLANE * np.array([[1], [scale], [1], [scale], [1]])
        assert separating_direction(C, [1, 1, 0, 0, 0], DRAWN) is not None
        assert separating_direction(C, [1, 1, 0, 1, 0], DRAWN) is None


@pytest.mark.parametrize(
    ("C", "a", "words"),
    [
        (PLANE, [1, 1], "a of shape"),
        (PLANE, [1, 1, 0, 0, -1], "negative"),
        (PLANE[0], [1, 1], "C of shape"),
        (PLANE * np.nan, DRAWN, "finite"),
    ],
)
def test_bad_input_is_named(C, a, words):
    with pytest.raises(ValueError, match=words):
        separating_direction(C, a, DRAWN)


def test_a_way_that_is_barely_there_is_found_and_one_that_is_just_missing_is_not():
    C = np.array([[1, 1e-6], [-1, 1e-6], [0, 1]])
    assert separating_direction(C, a=[1, 1, 0], b=[0, 0, 0]) is not None
    assert separating_direction(C, a=[1, 1, 0], b=[0, 0, 1]) is None
