"""The judges of notebook 06 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.corpus import toy
from w2vexplained.statistics.noise import unigram

P_C = toy.law(2).sum(axis=0).astype(float)


def exponent_with(nats):
    """The exponent at which the noise of the toy language has this entropy, by halving."""
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        p = unigram(P_C, middle)
        low, high = (middle, high) if -(p @ np.log(p)) > nats else (low, middle)
    return low


RIGHT = {
    "6.1": (534 / 38) ** 2,
    "6.2": exponent_with(np.log(17) / 2),
    "6.3": ([0.8, 1, 0.6, 0.2], [1, 1, 0, 0]),
    "6.4": np.log(2),
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


def test_every_table_with_the_right_law_passes():
    assert judge("6.3", (np.array([1, 0.4, 0.6, 0.2]), np.array([0, 0, 0, 1]))).passed
    assert judge("6.3", ([0.8, 1.0, 0.6, 0.2], [1, 3, 0, 0])).passed  # a column that keeps all has no rest to give


WRONG = [
    ("6.1", 534 / 38, "still missing"),
    ("6.1", np.sqrt(534 / 38), "not 1 − α"),
    ("6.1", (38 / 534) ** 2, "upside down"),
    ("6.1", 133.5, "the mean count"),
    ("6.1", (534 / (400**0.75 + 100**0.75 + 25**0.75 + 9**0.75)) ** 4, "α = 3/4"),
    ("6.1", (534 / (400**0.25 + 100**0.25 + 25**0.25 + 9**0.25)) ** (4 / 3), "α = 1/4"),
    ("6.1", 534 / 38**2, "share of all counts"),
    ("6.1", 1, "at which it is 1"),
    ("6.1", 300, "two probabilities differ"),
    ("6.1", float("nan"), "two probabilities differ"),
    ("6.2", exponent_with(np.log(17 / 2)), "half as many"),
    ("6.2", exponent_with(-(P_C @ np.log(P_C)) / 2), "half of the unigram's"),
    ("6.2", exponent_with(np.log(17) / 2 / np.log(2)), "bits"),
    ("6.2", exponent_with(np.log(17) / 2 * np.log(2)), "do not convert"),
    ("6.2", 0.75, "the entropy is"),
    ("6.2", -1, "finite exponent"),
    ("6.2", float("nan"), "finite exponent"),
    ("6.2", float("inf"), "finite exponent"),
    ("6.3", ([0.5, 0.3, 0.15, 0.05], [0, 0, 0, 0]), "four times each"),
    ("6.3", ([1, 1, 1, 1], [0, 1, 2, 3]), "keeps all"),
    ("6.3", ([1, 0.8, 0.6, 0.2], [0, 1, 2, 3]), "back to itself"),
    ("6.3", ([0.2, 0, 0.4, 0.8], [1, 1, 0, 0]), "part of the other"),
    ("6.3", ([2, 1.2, 0.6, 0.2], [0, 0, 0, 0]), "cut the tall ones"),
    ("6.3", ([0.8, 1, 0.6, 0.2], [2, 1, 0, 0]), "draws context 1 with probability 0.25; expected 0.3"),
    ("6.3", ([1, 1, 0.6, 0.2], [0, 1, 0, 4]), "0 to 3"),
    ("6.3", ([1, 1, 0.6], [0, 1, 0]), "four entries each"),
    ("6.3", ([1, float("nan"), 0.6, 0.2], [0, 1, 0, 0]), "between 0 and 1"),
    ("6.4", -np.log(2), "sign is turned"),
    ("6.4", 2, "factor by which it is drawn less"),
    ("6.4", 0.5, "minus its logarithm"),
    ("6.4", 0.75 * np.log(16), "α log 16"),
    ("6.4", np.log(16), "shift of α = 0"),
    ("6.4", 1, "not bits"),
    ("6.4", 0, "threshold itself"),
    ("6.4", 5, "another number"),
    ("6.4", float("nan"), "another number"),
]


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


def test_library_agrees_with_the_judges():
    from w2vexplained.statistics.alias import alias_table
    from w2vexplained.statistics.noise import boost_threshold

    assert all(judge("6.1", count).passed for count in (197, 198))  # rounded down, and up
    assert judge("6.4", 0.69).passed
    assert judge("6.1", boost_threshold(np.array([400, 100, 25, 9]), 0.5)).passed
    assert judge("6.3", alias_table([0.5, 0.3, 0.15, 0.05])).passed
