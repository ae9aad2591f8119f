"""The judges of notebook 09 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.contexts import KEEP, LAW


def triangle(L):
    return [(L - delta + 1) / L for delta in range(1, L + 1)]


def change(P, q):
    """PMI of the thinned law less PMI of the full one, by the definition of PMI."""
    thin = P * np.outer(q, q)
    thin = thin / thin.sum()
    return np.log(thin / np.outer(thin.sum(1), thin.sum(0))) - np.log(P / np.outer(P.sum(1), P.sum(0)))


def sides(P, q):
    """The means that EF4 takes: of q beside each word, (n, 1), and beside each context, (n,)."""
    return (P @ q / P.sum(axis=1))[:, None], q @ P / P.sum(axis=0)


RIGHT = {
    "9.1": triangle,
    "9.2": 4 * (1 + np.sqrt(2)) ** 2,
    "9.3": 35 / 6,
    "9.4": change,
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


def test_rounded_numbers_pass():
    assert judge("9.2", 23.3).passed
    assert judge("9.3", 5.8).passed


def test_library_agrees_with_the_judges():
    from w2vexplained.corpus.subsampling import keep_probability, thinned
    from w2vexplained.corpus.windows import window_weights
    from w2vexplained.statistics.pmi import pmi

    t = 1 / RIGHT["9.2"]
    assert keep_probability([1, 0], t=t, formula="program")[0] == pytest.approx(1 / 4)
    assert judge("9.1", window_weights).passed
    assert judge("9.3", np.average(np.arange(1, 6), weights=window_weights(5)) / 0.4).passed
    assert judge("9.4", lambda P, q: pmi(thinned(P, q, q)) - pmi(P)).passed


WRONG = [
    ("9.1", lambda L: np.ones(L), "full window"),
    ("9.1", lambda L: np.arange(L, 0, -1) / (L + 1), "drawn from 0 … L"),
    ("9.1", lambda L: np.arange(L - 1, -1, -1) / L, "a size of exactly δ"),
    ("9.1", lambda L: 1 / np.arange(1, L + 1), "GloVe"),
    ("9.1", lambda L: np.arange(1, L + 1) / L, "Turned around"),
    ("9.1", lambda L: np.ones(L) / L, "each single size"),
    ("9.1", lambda L: np.arange(L, 0, -1) * 2 / (L * (L + 1)), "Do not divide by the sum"),
    ("9.1", lambda L: np.arange(L, 0, -1) * 2 / L, "both sides"),
    ("9.1", lambda L: np.arange(L, 0, -1), "divide by L"),
    ("9.1", lambda L: [1, *triangle(L)], "distance 0"),
    ("9.1", lambda L: np.zeros(L), "expected 1, 0.8, 0.6, 0.4, 0.2; got 0"),
    ("9.1", lambda L: [1, 0.8, 0.6, 0.4, 0.2], "For L = 1 expected one"),
    ("9.1", lambda L: triangle(L) if L < 6 else np.ones(L), "full window"),
    ("9.1", 0.2, "Expected a function"),
    ("9.2", 16, "the paper's formula"),
    ("9.2", 4, "discards a quarter"),
    ("9.2", 16 / 9, "the paper's formula discards a quarter"),
    ("9.2", 0.0429, "Upside down"),
    ("9.2", 1 / 16, "Upside down, and the paper's"),
    ("9.2", 2 + 2 * np.sqrt(2), "square it"),
    ("9.2", (np.sqrt(2) - 1) / 2, "Square it, and turn"),
    ("9.2", 2.618, "only begins to discard"),
    ("9.2", 0.0233, "asked is the multiple"),
    ("9.2", 4 * (3 - 2 * np.sqrt(2)), "positive one"),
    ("9.2", 20, "keeps 0.274"),
    ("9.2", 1, "keeps 1.000"),
    ("9.2", -1, "does not keep a quarter"),
    ("9.2", float("nan"), "does not keep a quarter"),
    ("9.3", 7 / 3 * 0.4, "Divide by q"),
    ("9.3", 3 * 0.4, "Two things"),
    ("9.3", 5 * 0.4, "not 5·q"),
    ("9.3", 7 / 3, "in the thinned text"),
    ("9.3", 3 / 0.4, "a full window"),
    ("9.3", 3, "the mean of 1 … 5"),
    ("9.3", 12.5, "at the rim"),
    ("9.3", 7 / 3 / 0.6, "0.6 is discarded"),
    ("9.3", 5, "count pairs and not windows"),
    ("9.3", 2.5, "j = 1"),
    ("9.3", 300 / 137 / 0.4, "weights 1/δ"),
    ("9.3", 6.5, "Expected another distance"),
    ("9.3", float("nan"), "Expected another distance"),
    ("9.4", lambda P, q: np.zeros_like(P), "not invariant"),
    ("9.4", lambda P, q: -change(P, q), "sign is turned"),
    ("9.4", lambda P, q: change(P, q) - np.log(q @ P @ q), "log Z is missing"),
    ("9.4", lambda P, q: change(P, q) - 2 * np.log(q @ P @ q), "log Z is added"),
    ("9.4", lambda P, q: np.log(np.outer(q, q) / (q @ P @ q)), "change of log P(w,c)"),
    ("9.4", lambda P, q: np.log(q @ P @ q / np.outer(q, q)), "it cancels"),
    ("9.4", lambda P, q: np.log(np.outer(q, q)), "so do all others"),
    ("9.4", lambda P, q: change(P, q) + np.log(np.outer(q, q) / (q @ P @ q)), "does not belong here"),
    ("9.4", lambda P, q: np.full_like(P, np.log(q @ P @ q / (P.sum(1) @ q) / (P.sum(0) @ q))), "over all words"),
    ("9.4", lambda P, q: np.log(q @ P @ q / (P / P.sum(0) @ q)[:, None] / (q @ (P.T / P.sum(1)).T)), "are exchanged"),
    ("9.4", lambda P, q: np.log(q @ P @ q / sides(P, q)[0]), "side of the word"),
    ("9.4", lambda P, q: np.log(q @ P @ q / sides(P, q)[0]) + np.zeros_like(P), "side of the word"),
    ("9.4", lambda P, q: np.log(q @ P @ q / sides(P, q)[1]), "side of the context"),
    ("9.4", lambda P, q: change(P, q) / np.log(2), "bits"),
    ("9.4", lambda P, q: np.exp(change(P, q)), "the factor"),
    ("9.4", lambda P, q: np.log(q @ P @ q / sides(P, q)[0][:, 0] / sides(P, q)[1]), "second axis"),
    ("9.4", lambda P, q: np.log(q @ P @ q / np.outer(P @ q, q @ P)), "sums and not means"),
    ("9.4", lambda P, q: 0.0, "not invariant"),
    ("9.4", lambda P, q: P[:2], "one number for each cell"),
    ("9.4", lambda P, q: P, "expected"),
]


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message, verdict.message


def test_law_of_the_exercise_tells_words_from_contexts():
    assert abs(LAW.sum(axis=1) - LAW.sum(axis=0)).max() > 0.01
    assert LAW.sum() == pytest.approx(1)
    assert np.unique(change(LAW, KEEP).round(6)).size == 9
