"""The judges of notebook 11 pass what is right, and say of the likely mistakes what is wrong."""

from itertools import product

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.training import BIASED, ESTIMATES

RIGHT = {
    "11.1": lambda d, m, n, pairs: 3 * d * m * n / pairs,
    "11.2": lambda n, k, N: n * k / N,
    "11.3": 6,
    "11.4": {"b", "d"},
    "11.5": lambda p, r: r**2 * (p**2).sum(),
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


@pytest.mark.parametrize("answer", [{"d", "b"}, "bd", "b, d", ["B", "(d)"], ("b.", " d")])
def test_letters_may_be_written_in_any_way(answer):
    assert judge("11.4", answer).passed


WRONG = [
    ("11.1", lambda d, m, n, pairs: d * m * n / pairs, "one of three products"),
    ("11.1", lambda d, m, n, pairs: 2 * d * m * n / pairs, "those of the targets"),
    ("11.1", lambda d, m, n, pairs: 6 * d * m * n / pairs, "counts the additions"),
    ("11.1", lambda d, m, n, pairs: 3 * d * m * n, "whole group"),
    ("11.1", lambda d, m, n, pairs: 3 * d * n, "its share of that"),
    ("11.1", lambda d, m, n, pairs: 3 * d * m * n // pairs, "need not be whole"),
    ("11.1", lambda d, m, n, pairs: 3 * d * (m + n) / pairs, "not m plus n"),
    ("11.1", lambda d, m, n, pairs: 3 * m * n / pairs, "sum of d products"),
    ("11.1", lambda d, m, n, pairs: d * (m * n + m + n) / pairs, "products of matrices, too"),
    ("11.1", lambda d, m, n, pairs: 1, "'pairs': 48} expected 2025; got 1"),
    ("11.1", lambda d, m, n, pairs: None, "Does every path"),
    ("11.1", 1425, "Expected a function"),
    ("11.2", lambda n, k, N: k / N, "0.625 for all forgets how often"),
    ("11.2", lambda n, k, N: k, "at the price of k"),
    ("11.2", lambda n, k, N: 1, "is the same for all words"),
    ("11.2", lambda n, k, N: np.full(4, k / N), "asks for 3k draws"),
    ("11.2", lambda n, k, N: np.full(4, k), "Two things"),
    ("11.2", lambda n, k, N: n, "N = k only"),
    ("11.2", lambda n, k, N: n * k, "N·k instead of k"),
    ("11.2", lambda n, k, N: n / N, "for k draws, not for one"),
    ("11.2", lambda n, k, N: n * N / k, "Upside down"),
    ("11.2", lambda n, k, N: n * k / n.sum(), "not by the number of pairs"),
    ("11.2", lambda n, k, N: n / n.sum() * k / N, "No share"),
    ("11.2", lambda n, k, N: (n > 0) * k / N, "three times as hard"),
    ("11.2", lambda n, k, N: np.sqrt(n) * k / N, "not with its root"),
    ("11.2", lambda n, k, N: -n * k / N, "the sign stands"),
    ("11.2", lambda n, k, N: n[:2] * k / N, "each of the 4 words"),
    ("11.2", lambda n, k, N: n + k / N, "expected [1.875, 0.625, 0.0, 1.25]"),
    ("11.3", 1, "uncorrelated"),
    ("11.3", 36, "pairs of their own"),
    ("11.3", 2.449, "standard deviations"),
    ("11.3", 1 / 6, "Upside down"),
    ("11.3", 30, "k is the same"),
    ("11.3", 5, "how many pairs share"),
    ("11.3", 180, "k cancels"),
    ("11.3", 7, "Try m = 2"),
    ("11.3", 2, "another number than 2"),
    ("11.3", float("nan"), "than nan"),
    ("11.4", {"a", "b", "d"}, "(a) is right on average: the average of a sum"),
    ("11.4", {"c"}, "(c) is right on average: N times k/N"),
    ("11.4", {"b", "e"}, "(e) is right on average: half of the time"),
    ("11.4", {"b"}, "1 more"),
    ("11.4", set(), "2 more"),
    ("11.4", {"b", "f"}, "from a to e; got f"),
    ("11.4", 2, "Expected letters"),
    ("11.5", lambda p, r: r**2 * p**2, "shape (5,)"),
    ("11.5", lambda p, r: 1 - (1 - (p**2).sum()) ** r, "of one row against r"),
    ("11.5", lambda p, r: r * (p**2).sum(), "each of the r rows of the other"),
    ("11.5", lambda p, r: (p**2).sum(), "one row against one row"),
    ("11.5", lambda p, r: r**2 / len(p), "drawn evenly"),
    ("11.5", lambda p, r: r * (2 * r - 1) * (p**2).sum(), "works alone"),
    ("11.5", lambda p, r: r * (r - 1) / 2 * (p**2).sum(), "within one thread"),
    ("11.5", lambda p, r: r**2 * (p**2).sum() / 2, "counted twice"),
    ("11.5", lambda p, r: r**2, "sums to 1"),
    ("11.5", lambda p, r: 1 - (1 - (p**2).sum()) ** (r**2), "a probability"),
    ("11.5", lambda p, r: r**2 * p.max(), "not for one"),
    ("11.5", lambda p, r: r**2 * p.max() ** 2, "most frequent row alone"),
    ("11.5", lambda p, r: r**2 * np.sqrt((p**2).sum()), "without the root"),
    ("11.5", lambda p, r: 0, "expected 12.7872; got 0"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "answer", "words"), WRONG, ids=[f"{id} {words}" for id, _, words in WRONG])
def test_likely_mistake_is_named(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


def push(draws, weight, P_n, slopes, skip=None):
    """The average of what draws push, with a law over tuples of draws, as an array over contexts."""
    mean = np.zeros(len(P_n))
    for drawn, chance in draws.items():
        for j in drawn:
            if j != skip:
                mean[j] += chance * weight * slopes[j]
    return mean


def test_the_biased_estimates_are_biased_and_the_others_are_not():
    """By enumeration of two draws from three contexts, k = 2, where the push of context j is slopes[j]."""
    P_n, slopes, k = np.array([0.5, 0.3, 0.2]), np.array([0.4, 0.7, 0.2]), 2
    own = {draws: P_n[list(draws)].prod() for draws in product(range(3), repeat=2)}
    different = {(i, j): P_n[i] * P_n[j] / (1 - P_n[i]) for i in range(3) for j in range(3) if i != j}
    heads = {(): 0.25, **{(j,): 0.5 * P_n[j] for j in range(3)}, **{draws: p / 4 for draws, p in own.items()}}
    three = {draws: P_n[list(draws)].prod() for draws in product(range(3), repeat=3)}
    exact = k * P_n * slopes
    off = {
        "a": np.abs(push(own, 1, P_n, slopes) - exact).max(),  # the same for each pair, whoever shares
        "b": np.abs(push(own, 1, P_n, slopes, skip=0) - exact).max(),
        "c": np.abs(push(three, k / 3, P_n, slopes) - exact).max(),
        "d": np.abs(push(different, 1, P_n, slopes) - exact).max(),
        "e": np.abs(push(heads, 2, P_n, slopes) - exact).max(),
    }
    assert set(off) == set(ESTIMATES)
    assert {letter for letter, distance in off.items() if distance > 1e-3} == BIASED
    assert max(distance for letter, distance in off.items() if letter not in BIASED) < 1e-12
