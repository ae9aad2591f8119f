"""The exercises of notebook 04: right answers pass, and typical wrong ones are told what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import check, judge
from w2vexplained.classroom.gradients import COUNTS, SCORES
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.verification import differences

RIGHT = {
    "4.1": [lambda x, m: 1 - (m + 1) * sigmoid(x), lambda x, m: sigmoid(-x) - m * sigmoid(x)],
    "4.2": [4e-3, 1e-2],
    "4.3": [
        (lambda x: -np.log(2) + x / 2, lambda x: 0.5),
        (lambda x: log_sigmoid(x) + x**3, lambda x: sigmoid(-x) + 3 * x**2),
    ],
    "4.4": [10, np.int64(10)],
}

WRONG = [
    ("4.1", lambda x, m: (m + 1) * sigmoid(x) - 1, "sign"),
    ("4.1", lambda x, m: 1 - 2 * sigmoid(x) if m else sigmoid(-x), "Every draw counts"),
    ("4.1", lambda x, m: 1 - m * sigmoid(x), "not with 1;"),
    ("4.1", lambda x, m: sigmoid(x) * (1 - sigmoid(x)) - m * sigmoid(x), "slope of σ itself"),
    ("4.1", lambda x, m: sigmoid(x) * (sigmoid(x) - 1) + m * sigmoid(x), "slope of −σ"),
    ("4.1", lambda x, m: (m + 1) * (1 - sigmoid(x)), "would pull"),
    ("4.1", lambda x, m: (1 - sigmoid(x)) * (1 - m), "turns the argument"),
    ("4.1", lambda x, m: sigmoid(x), "Start with m = 0"),
    ("4.1", lambda x, m: sigmoid(-x) - m, "For m = 0 it is right"),
    ("4.1", lambda x: sigmoid(-x), "TypeError"),
    ("4.2", 1e-5, "float64"),
    ("4.2", 2.4e-4, "one-sided"),
    ("4.2", 1e-20, "rounding"),
    ("4.2", 0.5, "truncation"),
    ("4.2", -1e-3, "positive"),
    ("4.3", (log_sigmoid, lambda x: sigmoid(-x)), "log σ itself"),
    ("4.3", (lambda x: x / 2 - np.log(2), lambda x: 1.0), "not the derivative"),
    ("4.3", (lambda x: log_sigmoid(2 * x) + 1, lambda x: 2 * sigmoid(-2 * x)), "value check"),
    ("4.4", 2, "d times"),
    ("4.4", 20, "Half"),
    ("4.4", 15, "rows add up to zero"),
    ("4.4", 30, "Half"),
    ("4.4", 35, "all directions"),
    ("4.4", 7, "Count"),
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


def test_weight_of_a_collision_is_that_of_the_shipped_gradient():
    for x in SCORES:
        for m in (0, 1, 3):
            _, gradient_C = negative_sampling.gradient(np.array([1.0]), np.array([[x]]), 0, [0] * m)
            assert judge("4.1", lambda x, m: 1 - (m + 1) * sigmoid(x)).passed
            assert gradient_C.item() == pytest.approx(1 - (m + 1) * sigmoid(x), abs=1e-14)


def test_best_step_in_float32_is_measured_within_what_is_accepted():
    rng = np.random.default_rng(4)
    v_w, C = rng.normal(size=4), rng.normal(size=(6, 4))
    gradient_C = negative_sampling.gradient(v_w, C, 2, [0, 3, 3])[1]

    def value(C):
        return negative_sampling.log_likelihood(v_w.astype(np.float32), C.astype(np.float32), 2, [0, 3, 3])

    best = differences.STEPS[differences.error_curve(value, gradient_C, C).argmin()]
    assert judge("4.2", best).passed


def test_ways_out_of_zero_are_counted_on_the_shipped_hessian():
    noise = COUNTS.sum(axis=0) / COUNTS.sum()
    blocks = negative_sampling.expected_hessian(np.zeros((3, 5)), np.zeros((4, 5)), COUNTS, 1, noise)
    eigenvalues = np.linalg.eigvalsh(curvature.whole_matrix(*blocks))
    assert judge("4.4", int((eigenvalues > 1e-9).sum())).passed
