import re

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.start import NEGATIVES, V_W, C
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.objectives import negative_sampling

x = C @ V_W


def without_overflow(v_w, C, c, negatives):
    return log_sigmoid(C[c] @ v_w) + log_sigmoid(-(C[negatives] @ v_w)).sum()


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("0.1", 6 * np.log(0.5)),
        ("0.1", -4.16),
        ("0.2", sigmoid(-x[0]) * C[0] - sigmoid(x[1]) * C[1]),
        ("0.2", np.round(sigmoid(-x[0]) * C[0] - sigmoid(x[1]) * C[1], 2)),
        ("0.3", without_overflow),
        ("0.4", 0.001 * sum((g**2).sum() for g in negative_sampling.gradient(V_W, C, 0, NEGATIVES))),
    ],
)
def test_right_answers_pass(id, answer):
    assert judge(id, answer).passed


@pytest.mark.parametrize(
    ("id", "answer", "says"),
    [
        ("0.1", 6 * np.log(2), "sign"),
        ("0.1", -5 * np.log(2), "observed context"),
        ("0.1", 17, "another number than 17. What is σ"),
        ("0.1", np.nan, "another number"),
        ("0.1", 0.5**6, "probability"),
        ("0.1", "six", "not the kind"),
        ("0.2", (sigmoid(-x[0]) * C[0] - sigmoid(x[1]) * C[1]) / 2, "rate"),
        ("0.2", [1.0, 2.0], "one by one"),
        ("0.2", sigmoid(x[1]) * C[1] - sigmoid(-x[0]) * C[0], "downhill"),
        ("0.2", sigmoid(-x[0]) * C[0] + sigmoid(x[1]) * C[1], "inner minus"),
        ("0.2", negative_sampling.gradient(V_W, C, 0, NEGATIVES)[0], "first alone"),
        ("0.2", [1.0, 2.0, 3.0], "two components"),
        ("0.3", 3, "Expected a function"),
        ("0.3", lambda v, C, c, neg: -without_overflow(v, C, c, neg), "the paper maximises"),
        ("0.3", lambda v, C, c, neg: log_sigmoid(C @ v).sum(), r"need σ\(−x\)"),
        ("0.3", lambda v, C, c, neg: without_overflow(v, C, c, sorted(set(neg))), "drawn twice"),
        (
            "0.3",
            lambda v, C, c, neg: np.log(1 / (1 + np.exp(-C[c] @ v))) + np.log(1 / (1 + np.exp(C[neg] @ v))).sum(),
            "not finite",
        ),
        ("0.3", lambda v, C, c, neg: None, "return something"),
        ("0.4", 0.0022, "one digit more"),
        ("0.4", 1, "Multiply the gradient"),
        ("0.4", 0.001 * (negative_sampling.gradient(V_W, C, 0, NEGATIVES)[0] ** 2).sum(), "word's share"),
    ],
)
def test_wrong_answers_are_told_what_is_wrong(id, answer, says):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert re.search(says, verdict.message)
