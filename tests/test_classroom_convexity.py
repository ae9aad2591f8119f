"""Right answers to the exercises of notebook 05 pass, and likely wrong ones are told what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import check, judge
from w2vexplained.classroom.convexity import GROWTH, INVENTED, PLANE, SEEN
from w2vexplained.functions import log_sigmoid
from w2vexplained.objectives import negative_sampling
from w2vexplained.training.separation import separating_direction

NEEDED, STEP = np.log(1e6), GROWTH["rate"] * GROWTH["singular"]

RIGHT = {
    "5.1": [lambda counts, k, noise, c: (counts[:, c], k * counts.sum(axis=1) * noise[c])],
    "5.2": [(1, 2), [0.5, 1.0], [[1, 2]], np.array([[1], [2]]), np.array([1e-9, 2e-9])],
    "5.3": [-2 * np.log(2), -1.386, -1.39],
    "5.4": [NEEDED / np.log1p(STEP), NEEDED / STEP, 803],
}

WRONG = [
    ("5.1", lambda counts, k, noise, c: (k * counts.sum(1) * noise[c], counts[:, c]), "labels"),
    ("5.1", lambda counts, k, noise, c: (counts[c], k * counts[c].sum() * noise), "row"),
    ("5.1", lambda counts, k, noise, c: (counts.sum(1), k * counts.sum(1) * noise[c]), "label 1"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], counts.sum(1) * noise[c]), "k is missing"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], k * counts[:, c].sum() * noise), "roles"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], k * counts.sum(1) * noise), "law of contexts"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], np.full(4, k * counts[:, c].sum() * noise[c])), "#(c)"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], np.full(4, k * noise[c])), "single pair"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], counts[:, c]), "first weights are right"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], k * counts[:, c]), "any context"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], k * counts[:, c] * noise[c]), "Every pair of a word"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], counts.sum(1) - counts[:, c]), "other contexts"),
    ("5.1", lambda counts, k, noise, c: counts[:, c], "got 4 things"),
    ("5.1", lambda counts, k, noise, c: (counts[:, c], 1.0), "two arrays"),
    ("5.2", (-1, -2), "Turn it around"),
    ("5.2", (1, 1), "Context 2 loses score"),
    ("5.2", (1, 2.1), "Context 2 gains score"),
    ("5.2", (5, 1), "context 4"),
    ("5.2", (1, -1), "context 1"),
    ("5.2", (0, 0), "no direction"),
    ("5.2", (np.nan, 1), "finite"),
    ("5.2", (1, 2, 3), "shape (3,)"),
    ("5.3", 0, "seen and invented"),
    ("5.3", -np.log(2), "one of the two terms"),
    ("5.3", 2 * np.log(2), "sign"),
    ("5.3", np.log(2), "sign"),
    ("5.3", lambda: -2 * np.log(2), "got a function"),
    ("5.3", -2, "bits"),
    ("5.3", -6 * np.log(2), "at v_w = 0"),
    ("5.3", -1, "Which terms"),
    ("5.4", NEEDED / np.log1p(2 * STEP), "Twice too fast"),
    ("5.4", NEEDED / np.log1p(STEP / 2), "Twice too slow"),
    ("5.4", NEEDED / np.log1p(STEP**2), "power iteration"),
    ("5.4", NEEDED / GROWTH["singular"], "step size"),
    ("5.4", 6 / STEP, "decimal"),
    ("5.4", 1e6 / STEP, "same amount"),
    ("5.4", 10, "multiplies"),
]


@pytest.mark.parametrize(("id", "answer"), [(id, answer) for id, answers in RIGHT.items() for answer in answers])
def test_right_answer_passes(id, answer):
    verdict = judge(id, answer)
    assert verdict.passed, verdict.message


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


@pytest.mark.parametrize("id", RIGHT)
def test_no_answer_is_no_mistake(id, capsys):
    check(id, None)
    assert "no answer yet" in capsys.readouterr().out


def test_direction_asked_for_is_the_one_a_linear_programme_finds():
    a, b = (np.isin(np.arange(5), rows).astype(float) for rows in (SEEN, INVENTED))
    assert judge("5.2", separating_direction(PLANE, a, b)).passed


def test_supremum_is_approached_along_that_direction_and_not_passed():
    x = PLANE @ np.array([20.0, 40.0])
    value = log_sigmoid(x[SEEN]).sum() + log_sigmoid(-x[INVENTED]).sum()
    assert judge("5.3", value).passed
    rng = np.random.default_rng(5)
    X = rng.normal(size=(2000, 2)) * 5 @ PLANE.T
    assert (log_sigmoid(X[:, SEEN]).sum(axis=1) + log_sigmoid(-X[:, INVENTED]).sum(axis=1)).max() < -2 * np.log(2)


def test_steps_are_those_of_shipped_gradients_near_zero():
    noise, counts = np.array([1.0]), np.array([[2 * GROWTH["singular"]]])
    W, C, steps = np.array([[1e-9]]), np.array([[1e-9]]), 0
    while W.item() < 1e-3:
        up_W, up_C = negative_sampling.expected_gradient(W, C, counts, 0, noise)
        W, C, steps = W + GROWTH["rate"] * up_W, C + GROWTH["rate"] * up_C, steps + 1
    assert judge("5.4", steps).passed
