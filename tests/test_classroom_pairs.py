"""The judges of notebook 01 pass what is right and say what is wrong."""

from fractions import Fraction

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.pairs import EXERCISES


def each_way(n, window):
    return sum(max(n - delta, 0) for delta in range(1, window + 1))


def log_likelihood(counts, p):
    return (counts * np.log(p)).sum()


RIGHT = [
    ("1.1", lambda n, window: 2 * each_way(n, window)),
    ("1.1", lambda n, window: sum(0 < abs(i - j) <= window for i in range(n) for j in range(n))),
    ("1.2", {"a": Fraction(1, 5), "b": Fraction(3, 10), "c": Fraction(3, 10), "d": Fraction(1, 5)}),
    ("1.2", {"a": 0.2, "b": 0.3, "c": 0.3, "d": 0.2}),
    ("1.3", log_likelihood),
    ("1.3", lambda counts, p: sum(n * np.log(q) for n, q in zip(counts.ravel(), p.ravel(), strict=True))),
    ("1.4", (1, 15)),
    ("1.4", (-2.0, -10.0)),
    ("1.4", np.array([1e3, 1e4])),
    ("1.5", ([3, -3], [-1, 1])),
    ("1.5", [(-0.5, 0.5), (40, -40)]),
    ("1.5", np.array([[2.0, -3.0], [-2.0, 2.0]])),
]
WRONG = [
    ("1.1", lambda n, window: 2 * window * n, "near both ends"),
    ("1.1", each_way, "neighbours once"),
    ("1.1", lambda n, window: n + 2 * each_way(n, window), "Distance 0"),
    ("1.1", lambda n, window: n * (n - 1), "however far"),
    ("1.1", lambda n, window: 2 * sum(n - delta for delta in range(1, window + 1)), "longer than the sentence"),
    ("1.1", lambda n, window: 7, "expected 2 pairs; got 7"),
    ("1.2", dict.fromkeys("abcd", Fraction(1, 4)), "frequencies in the text"),
    ("1.2", {"a": 1 / 6, "b": 1 / 3, "c": 1 / 3, "d": 1 / 6}, "window 1"),
    ("1.2", {"a": 2, "b": 3, "c": 3, "d": 2}, "Divide by |D|"),
    ("1.2", {"a": 0.2, "b": 0.2, "c": 0.2, "d": 0.2}, "sum to 0.8"),
    ("1.2", {"a": 0.3, "b": 0.2, "c": 0.2, "d": 0.3}, "too much"),
    ("1.2", [0.2, 0.3, 0.3, 0.2], "dictionary"),
    ("1.2", {"a": 0.5, "b": 0.5}, "dictionary"),
    ("1.3", lambda counts, p: -log_likelihood(counts, p), "sign is flipped"),
    ("1.3", lambda counts, p: np.log(p).sum(), "count #(w, c)"),
    ("1.3", lambda counts, p: log_likelihood(counts, p) / counts.sum(), "mean"),
    ("1.3", lambda counts, p: np.prod(p**counts), "its logarithm was asked for"),
    ("1.3", lambda counts, p: (counts * np.log2(p)).sum(), "bits"),
    ("1.3", lambda counts, p: (counts * p).sum(), "added probabilities"),
    ("1.3", lambda counts, p: counts * np.log(p), "one number"),
    ("1.3", lambda counts, p: 0.0, "got 0.0000"),
    ("1.4", (0, 100), "one half"),
    ("1.4", (1, -100), "Turn one sign"),
    ("1.4", (3, 2), "Make cat the longer"),
    ("1.4", (1, 10), "1.2e-04"),
    ("1.4", (1, np.inf), "finite"),
    ("1.4", 3, "not the kind"),
    ("1.5", ([3, -3], [3, -3]), "same vectors in both roles"),
    ("1.5", ([0, 0], [0, 0]), "same vectors in both roles"),
    ("1.5", ([3, -3], [1, -1]), "other way round"),
    ("1.5", ([3, -3], [-1, 0.5]), "cat beside dog to have a probability above 0.9; got 0.818, since the score is 1.5"),
    ("1.5", ([1, -3], [-1, 3]), "dog beside dog to have a probability below 0.1; got 0.269"),
    ("1.5", ([3, 3], [-1, 1]), "dog beside cat to have a probability above 0.9; got 0.047"),
    ("1.5", (3, -3), "two lists"),
    ("1.5", ([3, -3], [-np.inf, np.inf]), "finite"),
    ("1.5", "dog", "not the kind"),
]


@pytest.mark.parametrize(("id", "answer"), RIGHT)
def test_right_answer_passes(id, answer):
    verdict = judge(id, answer)
    assert verdict.passed, verdict.message


@pytest.mark.parametrize(("id", "answer", "said"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, said):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert said in verdict.message


def test_every_exercise_has_right_and_wrong_answers():
    assert set(EXERCISES) == {id for id, _ in RIGHT} == {id for id, _, _ in WRONG}
