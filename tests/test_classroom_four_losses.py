"""The judges of notebook 08 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.four_losses import TRAINED
from w2vexplained.functions import logsumexp, sigmoid, softmax


def gradient(correction=lambda k, q: np.log(k * q), pull=lambda u: sigmoid(-u), push=lambda u: -sigmoid(u), sign=1):
    """Give a function for the gradient, with parts that may be wrong."""

    def answer(v_w, C, c, negatives, noise):
        u = C @ v_w - correction(len(negatives), noise)
        return sign * (pull(u[c]) * C[c] + push(u[negatives]) @ C[negatives])

    return answer


def levelled(X):
    return X - logsumexp(X)[:, None]


RIGHT = {
    "8.1": gradient(),
    "8.2": lambda X, q: levelled(X + np.log(q)),
    "8.3": lambda X, k, q: levelled(X) - np.log(k * q),
    "8.4": {"softmax", "NCE", "NCE without k", "sampled softmax"},
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


def corrected_in_part(of_c, of_draws):
    def answer(v_w, C, c, negatives, noise):
        x = C @ v_w
        u = x - np.log(len(negatives) * noise)
        seen, drawn = (u if of_c else x)[c], (u if of_draws else x)[negatives]
        return sigmoid(-seen) * C[c] - sigmoid(drawn) @ C[negatives]

    return answer


def each_draw_once(v_w, C, c, negatives, noise):
    u, once = C @ v_w - np.log(len(negatives) * noise), np.unique(negatives)
    return sigmoid(-u[c]) * C[c] - sigmoid(u[once]) @ C[once]


def noise_by_draw(v_w, C, c, negatives, noise):
    x, k = C @ v_w, len(negatives)
    drawn = sigmoid(x[negatives] - np.log(k * noise[:k]))
    return sigmoid(np.log(k * noise[c]) - x[c]) * C[c] - drawn @ C[negatives]


WRONG = [
    ("8.1", gradient(sign=-1), "sign is turned"),
    ("8.1", gradient(lambda k, q: np.log(q)), "k is forgotten"),
    ("8.1", gradient(lambda k, q: 0), "this is negative sampling"),
    ("8.1", gradient(lambda k, q: np.log(k)), "probability of the noise forgotten"),
    ("8.1", gradient(lambda k, q: -np.log(k * q)), "you added it"),
    ("8.1", gradient(lambda k, q: k * q), "k P_n itself"),
    ("8.1", corrected_in_part(False, True), "observed context is corrected"),
    ("8.1", corrected_in_part(True, False), "Every draw is corrected"),
    ("8.1", each_draw_once, "drawn twice pushes twice"),
    ("8.1", gradient(push=lambda u: sigmoid(u) - 1), "published slip"),
    ("8.1", gradient(push=lambda u: 1 - sigmoid(u)), "published slip"),
    ("8.1", gradient(pull=sigmoid), "pulls with 1 − σ"),
    ("8.1", gradient(push=sigmoid), "its part is subtracted"),
    ("8.1", gradient(push=lambda u: 0 * u), "their part is missing"),
    ("8.1", gradient(push=lambda u: -sigmoid(u) / len(u)), "not averaged"),
    ("8.1", noise_by_draw, "noise[negatives]"),
    ("8.1", gradient(lambda k, q: np.log((k + 1) * q)), "number of draws"),
    ("8.1", gradient(lambda k, q: np.log(len(q) * q)), "number of draws"),
    ("8.1", lambda *_: np.zeros(3), "replace each score"),
    ("8.1", lambda *_: 0.0, "got shape ()"),
    ("8.1", 5, "Expected a function"),
    ("8.2", lambda X, q: X + np.log(q), "up to the height"),
    ("8.2", lambda X, q: levelled(X), "noise is still inside"),
    ("8.2", lambda X, q: levelled(X) + np.log(q), "First put the noise back"),
    ("8.2", lambda X, q: levelled(X - np.log(q)), "a second time"),
    ("8.2", lambda X, q: softmax(X + np.log(q)), "its logarithm"),
    ("8.2", lambda X, q: X + np.log(q) - logsumexp((X + np.log(q)).T)[None], "down the columns"),
    ("8.2", lambda X, q: -levelled(X + np.log(q)), "sign is turned"),
    ("8.2", lambda X, q: X, "as it came"),
    ("8.2", lambda X, q: X - np.log(q), "already"),
    ("8.2", lambda X, q: X * 0, "divide by its row sum"),
    ("8.2", lambda X, q: X[0], "got shape (4,)"),
    ("8.3", lambda X, k, q: X - np.log(k * q), "a(w)"),
    ("8.3", lambda X, k, q: levelled(X), "k and the noise are missing"),
    ("8.3", lambda X, k, q: levelled(X) - np.log(q), "log k is missing"),
    ("8.3", lambda X, k, q: levelled(X) - np.log(k), "The noise is missing"),
    ("8.3", lambda X, k, q: levelled(X) + np.log(k * q), "take log(k P_n) off"),
    ("8.3", lambda X, k, q: levelled(X) - k * np.log(q), "log k + log P_n"),
    ("8.3", lambda X, k, q: levelled(X - np.log(k * q)), "Do not make these rows"),
    ("8.3", lambda X, k, q: np.exp(levelled(X)) / (k * q), "its logarithm"),
    ("8.3", lambda X, k, q: sigmoid(levelled(X) - np.log(k * q)), "probability of 'seen'"),
    ("8.3", lambda X, k, q: X, "as it came"),
    ("8.3", lambda X, k, q: X - np.log(q), "log k is missing"),
    ("8.3", lambda X, k, q: X - np.log(k), "noise is missing"),
    ("8.3", lambda X, k, q: levelled(X) - np.log(k) + np.log(q), "sign of log P_n"),
    ("8.3", lambda X, k, q: levelled(X) + np.log(k) - np.log(q), "sign of log k"),
    ("8.3", lambda X, k, q: X * 0, "by way of log p"),
    ("8.3", lambda X, k, q: X[0], "got shape (4,)"),
    ("8.4", TRAINED, "with its own shift"),
    ("8.4", RIGHT["8.4"] | {"sampled softmax, uncorrected"}, "no row sum removes it"),
    ("8.4", RIGHT["8.4"] - {"softmax"}, "softmax lacks only"),
    ("8.4", RIGHT["8.4"] - {"NCE"}, "as it is"),
    ("8.4", RIGHT["8.4"] - {"NCE without k"}, "forgotten k"),
    ("8.4", RIGHT["8.4"] - {"sampled softmax"}, "corrected sampled softmax"),
    ("8.4", "NCE", "softmax lacks only"),
    ("8.4", ["NCE", "hierarchical softmax"], "got 'hierarchical softmax'"),
    ("8.4", 5, "not the kind of answer"),
]


@pytest.mark.parametrize(("id", "answer", "words"), WRONG)
def test_wrong_answer_is_told_what_is_wrong(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message
