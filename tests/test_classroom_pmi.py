"""The judges of notebook 07 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.functions import sigmoid
from w2vexplained.statistics.noise import unigram


def best(counts, k, noise):
    """The logarithm of a/b, from the definition of the two."""
    return np.log(counts / (k * counts.sum(axis=1, keepdims=True) * noise))


def smoothed(change=lambda x: x, law=unigram, sign=-1):
    def answer(counts, k):
        return change(best(counts, k ** (-sign), law(counts.sum(axis=0))))

    return answer


def plain(p_c):
    return unigram(p_c, power=1)


def words_smoothed(counts, k):
    p_w, p_c = counts.sum(axis=1, keepdims=True) / counts.sum(), counts.sum(axis=0) / counts.sum()
    return np.log(counts / counts.sum() / (p_w**0.75 / (p_w**0.75).sum() * p_c * k))


def both_smoothed(counts, k):
    return np.log(counts / counts.sum() / np.outer(unigram(counts.sum(axis=1)), unigram(counts.sum(axis=0))) / k)


def value(P):
    """2 JSD − 2 log 2, through entropies."""
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    return 2 * jsd(P, Q) - 2 * np.log(2)


def jsd(P, Q):
    return entropy((P + Q) / 2) - entropy(P) / 2 - entropy(Q) / 2


def entropy(p):
    return -sum(x * np.log(x) for x in p.ravel() if x > 0)


def of(P):
    return np.outer(P.sum(axis=1), P.sum(axis=0))


def information(P):
    return (P * np.log(P / of(P))).sum()


def skipping(change=lambda x, p, noise, k: x - np.log(1 - p)):
    def answer(counts, k, noise):
        return change(best(counts, k, noise), counts / counts.sum(axis=1, keepdims=True), noise, k)

    return answer


RIGHT = {"7.1": smoothed(), "7.2": value, "7.3": 4 * np.log(2), "7.4": skipping()}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


WRONG = [
    ("7.1", smoothed(law=plain), "needs plain unigram noise"),
    ("7.1", lambda n, k: 2 * smoothed(law=plain)(n, k) - smoothed()(n, k), "wrong sign"),
    ("7.1", lambda n, k: smoothed()(n, 1), "shift is missing"),
    ("7.1", smoothed(sign=1), "subtracted, not added"),
    ("7.1", smoothed(law=lambda p_c: (p_c / p_c.sum()) ** 0.75), "does not sum to 1"),
    ("7.1", words_smoothed, "the words are not"),
    ("7.1", lambda n, k: np.log(n / n.sum() / unigram(n.sum(axis=0)) / k), "divide by p(w), too"),
    ("7.1", smoothed(lambda x: np.maximum(x, 0)), "Nothing is cut off"),
    ("7.1", smoothed(np.exp), "That is a/b"),
    ("7.1", smoothed(sigmoid), "share of real pairs"),
    ("7.1", smoothed(lambda x: x / np.log(2)), "bits"),
    ("7.1", smoothed(lambda x: x + 0.1), "should have the score"),
    ("7.1", lambda n, k: best(n, 1, plain(n.sum(axis=0))), "Two things are missing"),
    ("7.1", smoothed(lambda x: -x), "log(b/a)"),
    ("7.1", lambda n, k: np.log(n / (n.sum(axis=1, keepdims=True) * n.sum(axis=0) ** 0.75 * k)), "#(c)^(3/4) does not"),
    ("7.1", both_smoothed, "keeps its p(w)"),
    ("7.1", smoothed(lambda x: x[0]), "got shape (4,)"),
    ("7.1", 3.0, "Expected a function"),
    ("7.2", lambda P: -value(P), "turn the sign"),
    ("7.2", lambda P: jsd(P, of(P)), "JSD alone"),
    ("7.2", lambda P: 2 * jsd(P, of(P)), "Take off 2 log 2"),
    ("7.2", lambda P: value(P) / 2, "Per classification"),
    ("7.2", lambda P: jsd(P, of(P)) - 2 * np.log(2), "JSD counts twice"),
    ("7.2", lambda P: value(P) + np.log(2), "not once"),
    ("7.2", lambda P: value(P) + 4 * np.log(2), "never above 0"),
    ("7.2", information, "That is I(W;C)"),
    ("7.2", lambda P: value(P) / np.log(2), "bits"),
    ("7.2", lambda P: -2 * np.log(2), "zero vectors"),
    ("7.2", lambda P: information(P) - 2 * np.log(2), "bounds 2 JSD"),
    ("7.2", lambda P: (P * np.log(P / (P + of(P)))).sum(), "share of the real pairs"),
    ("7.2", lambda P: value(P) * 121, "divide by |D|"),
    ("7.2", lambda P: 7.0, "On a test law expected"),
    ("7.2", lambda P: float("nan") if (P == 0).any() else value(P), "with a zero cell"),
    ("7.2", lambda P: 1.0 if information(P + 1e-300) < 1e-9 else value(P), "of independent words"),
    ("7.3", 0, "would be free"),
    ("7.3", np.inf, "infinitely far"),
    ("7.3", -4 * np.log(2), "value of the cell"),
    ("7.3", 4, "how often the pair is invented"),
    ("7.3", np.log(2), "one invented pair"),
    ("7.3", 2 * np.log(2), "k times as often"),
    ("7.3", np.log(2) / 3, "per pair of D"),
    ("7.3", 5.545, "share of the column"),
    ("7.3", 7.0, "Expected another cost"),
    ("7.3", float("nan"), "Expected another cost"),
    ("7.4", skipping(lambda x, p, noise, k: x), "without the skip"),
    ("7.4", skipping(lambda x, p, noise, k: x + np.log(1 - p)), "rarer among the invented"),
    ("7.4", skipping(lambda x, p, noise, k: x - np.log(1 - noise)), "not P_n(c)"),
    ("7.4", lambda n, k, noise: best(n, k, noise) - np.log(1 - n / n.sum()), "not p(w, c)"),
    ("7.4", skipping(lambda x, p, noise, k: np.log(p / (1 - p))), "logit of p(c | w) alone"),
    ("7.4", skipping(lambda x, p, noise, k: x - np.log(1 - p) + np.log(k)), "log k is missing"),
    ("7.4", skipping(lambda x, p, noise, k: x - np.log(1 - p) + 2 * np.log(k)), "subtracted, not added"),
    ("7.4", skipping(lambda x, p, noise, k: np.exp(x) / (1 - p)), "its logarithm"),
    ("7.4", lambda n, k, noise: np.log(n / (k * noise * (n.sum(axis=0) - n))), "sum of the row"),
    ("7.4", skipping(lambda x, p, noise, k: 0 * x), "should have the score"),
]


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    with np.errstate(all="ignore"):
        verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


def test_rounded_cost_passes():
    assert judge("7.3", 2.77).passed
    assert not judge("7.3", 2.7).passed


def test_score_named_is_that_of_a_cell_that_is_wrong():
    def one_cell_off(counts, k):
        X = smoothed()(counts, k)
        X[2, 1] += 1
        return X

    assert "cell [2, 1]" in judge("7.1", one_cell_off).message


def test_cost_of_all_cells_is_told_from_the_cost_of_one():
    counts, k = np.array([[6, 0], [2, 4]]), 2
    b = k * counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()

    def total(x):
        return -(counts * np.logaddexp(0, -x) + b * np.logaddexp(0, x)).sum()

    far = np.where(counts > 0, np.log(np.maximum(counts, 1) / b), -700)
    verdict = judge("7.3", total(far) - total(np.maximum(far, 0)))
    assert not verdict.passed
    assert "all four cells" in verdict.message


def test_skip_is_what_enumerating_the_draws_gives():
    """Give each pair its draws one by one, leave out those that hit it, and take the odds."""
    counts, k, noise = np.array([[40, 9, 3, 8], [6, 22, 2, 1], [11, 4, 1, 14]]), 5, np.array([0.4, 0.3, 0.1, 0.2])

    def answer(table, k, noise):
        invented = np.zeros(table.shape)
        for (w, c), times in np.ndenumerate(table):
            invented[w] += times * k * np.where(np.arange(len(noise)) == c, 0, noise)
        return np.log(table / invented)

    assert judge("7.4", answer).passed
    assert np.allclose(answer(counts, k, noise), skipping()(counts, k, noise))
