"""The judges of notebook 03 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.functions import log_sigmoid, sigmoid


def expected(v_w, C, P_n, transform):
    return float(P_n @ transform(C @ v_w))


def equation_four(factor=lambda k: k, transform=lambda x: log_sigmoid(-x), sign=1):
    return lambda v_w, C, c, k, P_n: sign * (log_sigmoid(C[c] @ v_w) + factor(k) * expected(v_w, C, P_n, transform))


RIGHT = {
    "3.1": lambda x: log_sigmoid(-x),
    "3.2": 11 * np.log(2),
    "3.3": equation_four(),
    "3.4": [0.5, 0.25, 0.25],
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


def average(x):
    return log_sigmoid(-x)


WRONG = [
    ("3.1", lambda x: log_sigmoid(x), "turn the sign"),
    ("3.2", float("nan"), "Expected another score"),
    ("3.1", lambda x: -log_sigmoid(x), "belongs inside"),
    ("3.1", lambda x: -log_sigmoid(-x), "That is a loss"),
    ("3.1", lambda x: sigmoid(-x), "its logarithm"),
    ("3.1", lambda x: np.log(1 - sigmoid(x)), "at x = 40 and 800"),
    ("3.1", lambda x: np.log(1 / (1 + np.exp(x))), "at x = 40 and 800"),
    ("3.1", lambda x: log_sigmoid(-x) + 0.1, "At x = 1.2 expected"),
    ("3.1", lambda x: 0.0, "got shape ()"),
    ("3.1", 5, "Expected a function"),
    ("3.2", 10 * np.log(2), "one more"),
    ("3.2", 12 * np.log(2), "exact σ(K) rounds to 1"),
    ("3.2", 11, "number of bits"),
    ("3.2", 16.6355, "float32"),
    ("3.2", 2.0**-11, "how far"),
    ("3.2", 40, "another score"),
    ("3.3", equation_four(factor=lambda k: 1), "adds k of them"),
    ("3.3", equation_four(factor=lambda k: k * k), "counted twice"),
    ("3.3", equation_four(transform=log_sigmoid), "minus sign inside"),
    ("3.3", equation_four(factor=lambda k: -k), "are added"),
    ("3.3", equation_four(sign=-1), "the loss"),
    ("3.3", lambda v, C, c, k, P: log_sigmoid(C[c] @ v) + k * log_sigmoid(-(P @ C) @ v), "outside"),
    ("3.3", lambda v, C, c, k, P: log_sigmoid(C[c] @ v) + k * np.log(P @ sigmoid(-C @ v)), "logarithm of an average"),
    ("3.3", lambda v, C, c, k, P: log_sigmoid(C[c] @ v) + k * average(C @ v).mean(), "evenly"),
    ("3.3", lambda v, C, c, k, P: log_sigmoid(C[c] @ v) + k * average(C @ v).sum(), "its probability"),
    ("3.3", lambda *_: 0.0, "On a test pair expected"),
    ("3.4", [0.6, 0.2, 0.2], "shares of the text"),
    ("3.4", [4, 2, 2], "divide"),
    ("3.4", [1 / 3, 1 / 3, 1 / 3], "equally many pairs"),
    ("3.4", [0.25, 0.5, 0.25], "shares of the 8 pairs"),
    ("3.4", [0.5, 0.5], "three probabilities"),
]


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    with np.errstate(all="ignore"):
        verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


def test_threshold_of_half_precision_is_what_the_machine_does():
    K = np.arange(7, 9, 2.0**-7, dtype=np.float16)
    first = float(K[1 / (1 + np.exp(-K)) == 1][0])
    assert judge("3.2", first).passed
