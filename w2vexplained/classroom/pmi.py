"""The exercises of notebook 07."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import log_sigmoid
from w2vexplained.statistics.noise import unigram

# Windows that look to one side only would give such a table: words and contexts have different marginals.
COUNTS = np.array([[40, 9, 3, 8], [6, 22, 2, 1], [11, 4, 1, 14]])
WITH_A_HOLE = np.array([[6, 0], [2, 4]])


def smoothed_optimum(answer):
    r"""Judge a function for the best scores of negative sampling whose noise is the unigram law to the power 3/4.

    Equation: PM1

    Parameters
    ----------
    answer : callable
        From a table of counts, (|V|, n), and k to scores, (|V|, n).

    Returns
    -------
    Verdict
        On a table without zeros whose words and contexts differ in number.
    """
    k = 5
    got = np.asarray(answer(COUNTS, k), dtype=float)
    P = COUNTS / COUNTS.sum()
    p_w, p_c = P.sum(axis=1, keepdims=True), P.sum(axis=0)
    p_alpha = unigram(p_c)
    right, uncorrected = np.log(P / (p_w * p_alpha * k)), np.log(P / (p_w * p_c * k))
    mistakes = (
        (
            uncorrected,
            "That is PMI − log k, which needs plain unigram noise. With 3/4, divide by p_alpha(c).",
        ),
        (2 * uncorrected - right, "The correction has the wrong sign: it is + log p(c) − log p_alpha(c)."),
        (right + np.log(k), "The shift is missing: k invented pairs for each real one lower every score by log k."),
        (right + 2 * np.log(k), "log k is subtracted, not added: more invented pairs, lower scores."),
        (np.log(P / (p_w * p_c**0.75 * k)), "p(c)^(3/4) does not sum to 1: divide it by its sum to get p_alpha."),
        (
            np.log(COUNTS / (COUNTS.sum(axis=1, keepdims=True) * COUNTS.sum(axis=0) ** 0.75 * k)),
            "#(c)^(3/4) does not sum to 1: divide it by its sum to get p_alpha.",
        ),
        (np.log(P / (_smoothed(p_w) * p_c * k)), "The contexts are drawn with 3/4; the words are not."),
        (np.log(P / (_smoothed(p_w) * p_alpha * k)), "Only the contexts are smoothed; the word keeps its p(w)."),
        (uncorrected + np.log(k), "That is PMI. Two things are missing: − log k, and p_alpha(c) in place of p(c)."),
        (-right, "The sign is turned: that is log(b/a)."),
        (np.log(P / (p_alpha * k)), "That is log p(w, c) where log p(c | w) belongs: divide by p(w), too."),
        (np.maximum(right, 0), "Nothing is cut off at zero: a score below zero is as good as one above."),
        (np.exp(right), "That is a/b; the score is its logarithm."),
        (np.exp(right) / (1 + np.exp(right)), "That is σ(x), the share of real pairs a/(a + b). Which x has it?"),
        (right / np.log(2), "These are bits: the sigmoid goes with natural logarithms."),
    )
    if not _close(got, right):
        return _diagnosis(got, mistakes, _expected(got, right))
    return Verdict(True, "Frequent contexts are drawn less often than they occur, so their scores come out higher.")


def value_for_one_negative(answer):
    r"""Judge a function for the largest value of the objective per pair, where k = 1 and noise is the unigram law.

    Equation: PM3

    Parameters
    ----------
    answer : callable
        From the law of pairs P, (|V|, n), to nats.

    Returns
    -------
    Verdict
        On a law with a zero cell, and on one in which words and contexts are independent.
    """
    P = COUNTS / COUNTS.sum()
    got, right = float(answer(P)), _value(P)
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    divergence = right / 2 + np.log(2)
    information = float((P * np.log(P / Q)).sum())
    mistakes = (
        (-right, "That is the loss at its smallest; the papers maximise: turn the sign."),
        (divergence, "That is JSD alone. A pair of D asks k + 1 = 2 questions, and by chance they cost 2 log 2."),
        (2 * divergence, "That is 2 JSD. Take off 2 log 2, what is lost where real and invented pairs look alike."),
        (divergence - np.log(2), "Per classification, yes; per pair of D there are two of them: twice that."),
        (divergence - 2 * np.log(2), "JSD counts twice, too: a pair of D brings k + 1 = 2 classifications."),
        (2 * divergence - np.log(2), "Take off log 2 for each of the two classifications, not once."),
        (2 * divergence + 2 * np.log(2), "2 log 2 comes off: a logarithm of probabilities is never above 0."),
        (information, "That is I(W;C), which 2 JSD approaches only with many negatives, (k + 1) JS."),
        (2 * divergence / np.log(2) - 2, "These are bits; the objective is in nats."),
        (-2 * np.log(2), "That is the value of zero vectors. The best scores tell real pairs from invented ones."),
        (information - 2 * np.log(2), "I(W;C) bounds 2 JSD from above; the value itself is made of JSD."),
        (float((P * np.log(P / (P + Q))).sum()), "That is the share of the real pairs; the invented ones earn too."),
        (right * COUNTS.sum(), "Per pair of D: divide by |D|."),
    )  # fmt: skip
    if not _close(got, right):
        return _diagnosis(got, mistakes, f"On a test law expected {right:.6f} nats per pair; got {got:.6f}.")
    for law, words in (
        (WITH_A_HOLE / WITH_A_HOLE.sum(), "with a zero cell, which adds Q log(Q/Q) = 0 for its invented pairs,"),
        (Q, "of independent words and contexts"),
    ):
        with np.errstate(all="ignore"):
            got = float(answer(law))
        if not _close(got, _value(law)):
            words = f"Right where no cell is zero, but on a law {words} expected {_value(law):.6f}; got {got:.6f}."
            return Verdict(False, words)
    return Verdict(True, "Where real and invented pairs are one law, JSD is 0 and −2 log 2 is all that can be had.")


def cost_of_a_zero(answer):
    r"""Judge what SPPMI's score 0 costs in the zero cell of a small table, against the best that can be had there.

    Equation: PM6

    Parameters
    ----------
    answer : float
        In nats, for the table [[6, 0], [2, 4]] with k = 2 and unigram noise.

    Returns
    -------
    Verdict
        Right within 0.005, so that a rounded answer passes.
    """
    got = float(answer)
    k, b = 2, 4.0  # 2 · 6 · 4/12
    everything = _regret_of_sppmi(WITH_A_HOLE, k)
    mistakes = (
        (0.0, "It would be free if the best score were 0. For a = 0 it is −∞, where log σ(−x) is 0 and not log(1/2)."),
        (np.inf, "The score is infinitely far from its optimum, but the objective is not: log σ(−x) is 0 there."),
        (-b * np.log(2), "That is the value of the cell. What it costs is the best value, 0, minus that."),
        (b, "That is b, how often the pair is invented, or the cost in bits. Each time costs 0 − log σ(−0) nats."),
        (np.log(2), "That is what one invented pair costs. How many are there in this cell, on average?"),
        (b / 2 * np.log(2), "The pair is invented k times as often: b = k #(w) P_n(c)."),
        (b / WITH_A_HOLE.sum() * np.log(2), "That is per pair of D; asked was the cell's whole cost."),
        (everything, "That is the cost of all four cells; asked was the one whose count is 0."),
        (
            2 * b * np.log(2),
            "#(w) = 6 is the sum of the row, and P_n(c) = 4/12 the share of the column.",
        ),
    )
    if not abs(got - b * np.log(2)) <= 0.005:
        otherwise = f"Expected another cost than {got:.4g}: b log σ(−x) at its best, minus b log σ(0)."
        return _diagnosis(got, mistakes, otherwise, tolerance=0.005)
    return Verdict(True, "Most cells of a real table are zero, and SPPMI pays this in each of them.")


def optimum_with_a_skip(answer):
    r"""Judge a function for the best scores where a draw that hits the observed context is skipped.

    Equation: PM9

    Parameters
    ----------
    answer : callable
        From a table of counts, (|V|, n), k and the noise (n,) to scores, (|V|, n).

    Returns
    -------
    Verdict
        On a table without zeros.
    """
    k, noise = 3, np.array([0.4, 0.3, 0.1, 0.2])
    got = np.asarray(answer(COUNTS, k, noise), dtype=float)
    heads = COUNTS.sum(axis=1, keepdims=True)
    given_w = COUNTS / heads
    plain = np.log(given_w / (k * noise))
    right = plain - np.log(1 - given_w)
    mistakes = (
        (plain, "That is the optimum without the skip, log(a/b). Skipping takes invented pairs away from b."),
        (plain + np.log(1 - given_w), "Skipping makes the pair rarer among the invented ones, so its score rises."),
        (plain - np.log(1 - noise), "A draw of c is skipped beside pairs (w, c): with chance p(c | w), not P_n(c)."),
        (plain - np.log(1 - COUNTS / COUNTS.sum()), "Of the pairs of w, the share p(c | w) skips c, not p(w, c)."),
        (right + np.log(k * noise), "That is the logit of p(c | w) alone: log k P_n(c) still comes off."),
        (right + np.log(k), "log k is missing."),
        (right + 2 * np.log(k), "log k is subtracted, not added: more invented pairs, lower scores."),
        (np.exp(right), "That is a/b'; the score is its logarithm."),
        (
            np.log(COUNTS / (k * noise * (COUNTS.sum(axis=0) - COUNTS))),
            "Draws are made for the pairs of w: #(w) is the sum of the row, not of the column.",
        ),
    )  # fmt: skip
    if not _close(got, right):
        return _diagnosis(got, mistakes, _expected(got, right))
    return Verdict(True, "The program has log p/(1 − p) in place of log p: a context that is certain runs away.")


EXERCISES = {
    "7.1": smoothed_optimum,
    "7.2": value_for_one_negative,
    "7.3": cost_of_a_zero,
    "7.4": optimum_with_a_skip,
}


def _smoothed(p):
    return p**0.75 / (p**0.75).sum()


def _value(P):
    """Sum P log(P/(P+Q)) + Q log(Q/(P+Q)), in nats per pair, where k = 1."""
    Q = np.outer(P.sum(axis=1), P.sum(axis=0))
    share = np.divide(P, P + Q)
    return float((P[P > 0] * np.log(share[P > 0])).sum() + (Q * np.log1p(-share)).sum())


def _regret_of_sppmi(counts, k):
    """Give what SPPMI's scores lose against the optimum over all cells, in nats."""
    b = k * np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    seen, share = counts > 0, counts / (counts + b)
    best = (counts[seen] * np.log(share[seen])).sum() + (b * np.log1p(-share)).sum()
    scores = np.log(np.maximum(counts / b, 1))
    return float(best - (counts * log_sigmoid(scores) + b * log_sigmoid(-scores)).sum())


def _close(got, right, tolerance=1e-6):
    return np.shape(got) == np.shape(right) and np.allclose(got, right, rtol=0, atol=tolerance)


def _diagnosis(got, mistakes, otherwise, tolerance=1e-6):
    """Name the mistake that leads to this answer, if it is a known one."""
    return known_mistake(got, mistakes, rtol=0, atol=tolerance) or Verdict(False, otherwise)


def _expected(got, right):
    if got.shape != right.shape:
        return f"Expected one score for each cell, shape {right.shape}; got shape {got.shape}."
    worst = np.unravel_index(np.nan_to_num(abs(got - right), nan=np.inf).argmax(), right.shape)
    cell = ", ".join(map(str, worst))
    return f"On a test table, cell [{cell}] should have the score {right[worst]:.4f}; got {got[worst]:.4f}."
