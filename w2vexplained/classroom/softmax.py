"""Exercises of notebook 02, the softmax objective."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import logsumexp, softmax
from w2vexplained.objectives import softmax as objective

VOCABULARY, CONTEXTS, LENGTH = 50_000, 40_000, 300  # of exercise 2.1


def parameters(answer):
    """Judge 2.1: the number of parameters."""
    known = {
        VOCABULARY * CONTEXTS * LENGTH: "That is the slip of the note: a vector for each pair. "
        "A word's vector is the same beside every context, so the two tables add up.",
        VOCABULARY * LENGTH: "You counted the words' vectors; each context has a vector of its own.",
        CONTEXTS * LENGTH: "You counted the contexts' vectors; each word has a vector of its own.",
        VOCABULARY * CONTEXTS: "That is the number of scores. They are computed from the vectors, not stored.",
        VOCABULARY + CONTEXTS: "That is the number of vectors; each has d components.",
    }
    if answer == (VOCABULARY + CONTEXTS) * LENGTH:
        return Verdict(True, "Two tables of vectors, one above the other: (|V| + |C|) d numbers.")
    return Verdict(False, known.get(answer, "Count the vectors first, words and contexts, then their components."))


def log_probability(answer):
    """Judge 2.2: a log-probability that survives scores of 1000."""
    small, c = np.array([0.5, -1.0, 2.0]), 1
    with np.errstate(all="ignore"):
        value, large = answer(small, c), [answer(1000 * small, j) for j in range(3)]
    right = small[c] - logsumexp(small)
    if np.ndim(value) != 0:
        return Verdict(False, f"Expected one number, for context c; got shape {np.shape(value)}.")
    near_right = [
        (right + small.max(), "The pivot is missing once: what is taken off inside the sum is to be added outside it."),
        (right - small.max(), "The pivot is missing once: it comes off the score and off the sum alike."),
        (np.exp(right), "That is the probability; its logarithm was asked for."),
        (right / np.log(2), "That is in bits; nats were asked for, so take the natural logarithm."),
        (-right, "The sign is flipped: a log-probability is at most 0."),
    ]
    if mistake := known_mistake(value, near_right):
        return mistake
    if not np.isclose(value, right):
        return Verdict(False, f"For the scores {small.tolist()} and c = {c} expected {right:.4f}; got {value:.4f}.")
    if not np.isfinite(large).all():
        return Verdict(
            False, "Right for small scores, but at scores of 1000 it is not finite. Take off the largest score."
        )
    if not np.allclose(large, 1000 * small - 2000):
        return Verdict(False, "Right for small scores, but not at scores of 1000: the logarithm of 0 was patched over.")
    return Verdict(True, "The pivot keeps every exponential at most 1, and drops out of the result.")


def gradient_w(answer):
    """Judge 2.3: the gradient in the word's vector."""
    rng = np.random.default_rng(2)
    v_w, C, c = rng.normal(size=3), rng.normal(size=(5, 3)), 2
    value, x = np.asarray(answer(v_w, C, c), dtype=float), C @ v_w
    right, expected, p = objective.gradient(v_w, C, c)[0], softmax(x) @ C, softmax(x)
    if value.shape != right.shape:
        return Verdict(False, f"Expected a vector like v_w, shape {right.shape}; got shape {value.shape}.")
    near_right = [
        (
            -right,
            "The sign is flipped: this is expected minus observed, the gradient of the loss. The papers maximise.",
        ),
        (C[c], "That is only what was observed. Without the expected vector nothing ever holds v_w back."),
        (-expected, "That is only what the model expects; the observed context is missing."),
        (C[c] - C.mean(axis=0), "Every context got the same weight; the expectation weighs each with p(c' | w)."),
        (C[c] - C.sum(axis=0), "The contexts are added without weights; each is to be weighed with p(c' | w)."),
        (C[c] - np.exp(x) @ C, "The weights are not divided by their sum."),
        ((1 - p[c]) * C[c], "The observed context is right; but all the other contexts push as well, each with its p."),
        (C[c] - (expected - p[c] * C[c]), "The observed context is one of those expected: the sum goes over all c'."),
        (
            C[c] - 1 / (1 + np.exp(-x)) @ C,
            "Each weight is a sigmoid here. That is negative sampling; softmax weights sum to 1.",
        ),
    ]
    if mistake := known_mistake(value, near_right):
        return mistake
    if not np.allclose(value, right):
        return Verdict(False, "Start from v_c, and take off the average context vector under p(c' | w).")
    return Verdict(True, "Observed minus expected.")


def pmi_from_scores(answer):
    """Judge 2.4: the pointwise mutual information out of the scores of a model at its optimum."""
    rng = np.random.default_rng(4)
    p = rng.dirichlet(np.ones(12)).reshape(3, 4)
    p_w, p_c = p.sum(axis=1, keepdims=True), p.sum(axis=0)
    right, heights = np.log(p / (p_w * p_c)), rng.normal(size=(3, 1))
    X = np.log(p / p_w) + heights
    value = np.asarray(answer(X, p_c), dtype=float)
    if value.shape != right.shape:
        return Verdict(False, f"Expected a table like the scores, shape {right.shape}; got shape {value.shape}.")
    near_right = [
        (right + heights, "The row constants a(w) are still inside. A softmax of each row does not see them."),
        (X - logsumexp(X)[:, None], "That is log p(c | w); PMI compares it with log p(c)."),
        (softmax(X), "That is p(c | w): take its logarithm, then compare it with log p(c)."),
        (-right, "The sign is flipped: PMI is positive where a pair is more frequent than by chance."),
        (np.log(p / p_w) + np.log(p_c), "log p(c) was added; PMI takes it off."),
        (np.exp(right), "That is the ratio p(w, c) / (p(w) p(c)); PMI is its logarithm."),
        (
            X - logsumexp(X.T)[None, :] - np.log(p_c),
            "The softmax went down the columns; p(c | w) sums to 1 along a row.",
        ),
        (right / np.log(2), "That is in bits; the scores are in nats."),
    ]
    if mistake := known_mistake(value, near_right):
        return mistake
    if not np.allclose(value, right):
        return Verdict(False, "Go in two steps: from scores to log p(c | w), then from there to PMI.")
    return Verdict(True, "Softmax scores hold PMI plus log p(c) plus a constant of the row, and you removed both.")


EXERCISES = {
    "2.1": parameters,
    "2.2": log_probability,
    "2.3": gradient_w,
    "2.4": pmi_from_scores,
}
