"""The exercises of notebook 02 tell right answers from the likely wrong ones, and say what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.functions import logsumexp, sigmoid, softmax


def naive(x, c):
    return np.log(np.exp(x[c]) / np.exp(x).sum())


def patched(x, c):
    return np.log(np.nan_to_num(np.exp(x[c] - x.max())) / np.exp(x - x.max()).sum() + 1e-300)


def log_p(X):
    return X - logsumexp(X)[:, None]


RIGHT = {
    "2.1": (50_000 + 40_000) * 300,
    "2.2": lambda x, c: x[c] - x.max() - np.log(np.exp(x - x.max()).sum()),
    "2.3": lambda v_w, C, c: C[c] - softmax(C @ v_w) @ C,
    "2.4": lambda X, p_c: log_p(X) - np.log(p_c),
}

WRONG = [
    ("2.1", 50_000 * 40_000 * 300, "slip of the note"),
    ("2.1", 50_000 * 300, "each context has a vector"),
    ("2.1", 40_000 * 300, "each word has a vector"),
    ("2.1", 50_000 * 40_000, "number of scores"),
    ("2.1", 90_000, "d components"),
    ("2.1", 7, "Count the vectors"),
    ("2.2", naive, "not finite"),
    ("2.2", patched, "patched over"),
    ("2.2", lambda x, c: x[c] - np.log(np.exp(x - x.max()).sum()), "added outside"),
    ("2.2", lambda x, c: x[c] - 2 * x.max() - np.log(np.exp(x - x.max()).sum()), "alike"),
    ("2.2", lambda x, c: softmax(x)[c], "logarithm was asked"),
    ("2.2", lambda x, c: np.log2(softmax(x)[c]), "bits"),
    ("2.2", lambda x, c: -np.log(softmax(x)[c]), "sign"),
    ("2.2", lambda x, c: np.log(softmax(x)), "one number"),
    ("2.2", lambda x, c: x[c], "expected -3.2"),
    ("2.3", lambda v_w, C, c: softmax(C @ v_w) @ C - C[c], "sign"),
    ("2.3", lambda v_w, C, c: C[c], "only what was observed"),
    ("2.3", lambda v_w, C, c: -softmax(C @ v_w) @ C, "observed context is missing"),
    ("2.3", lambda v_w, C, c: C[c] - C.mean(axis=0), "same weight"),
    ("2.3", lambda v_w, C, c: C[c] - C.sum(axis=0), "without weights"),
    ("2.3", lambda v_w, C, c: C[c] - np.exp(C @ v_w) @ C, "divided by their sum"),
    ("2.3", lambda v_w, C, c: (1 - softmax(C @ v_w)[c]) * C[c], "other contexts push"),
    ("2.3", lambda v_w, C, c: C[c] - np.delete(softmax(C @ v_w), c) @ np.delete(C, c, axis=0), "over all c'"),
    ("2.3", lambda v_w, C, c: C[c] - sigmoid(C @ v_w) @ C, "negative sampling"),
    ("2.3", lambda v_w, C, c: (C @ v_w)[c], "shape"),
    ("2.3", lambda v_w, C, c: C[c] + v_w, "Start from v_c"),
    ("2.4", lambda X, p_c: X - np.log(p_c), "row constants"),
    ("2.4", lambda X, p_c: log_p(X), "compares it with"),
    ("2.4", lambda X, p_c: softmax(X), "take its logarithm"),
    ("2.4", lambda X, p_c: np.log(p_c) - log_p(X), "sign"),
    ("2.4", lambda X, p_c: log_p(X) + np.log(p_c), "was added"),
    ("2.4", lambda X, p_c: softmax(X) / p_c, "ratio"),
    ("2.4", lambda X, p_c: X - logsumexp(X.T)[None, :] - np.log(p_c), "columns"),
    ("2.4", lambda X, p_c: (log_p(X) - np.log(p_c)) / np.log(2), "bits"),
    ("2.4", lambda X, p_c: p_c, "shape"),
    ("2.4", lambda X, p_c: X, "two steps"),
]


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    assert judge(id, RIGHT[id]).passed


@pytest.mark.parametrize(("id", "answer", "why"), WRONG, ids=[f"{id}: {why}" for id, _, why in WRONG])
def test_wrong_answer_is_told_what_is_wrong_with_it(id, answer, why):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert why in verdict.message


@pytest.mark.parametrize("id", ["2.2", "2.3", "2.4"])
def test_answer_that_breaks_down_is_wrong_and_says_so(id):
    verdict = judge(id, lambda *vectors: 1 / 0)
    assert not verdict.passed
    assert "ZeroDivisionError" in verdict.message
