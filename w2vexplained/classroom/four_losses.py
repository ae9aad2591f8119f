"""The exercises of notebook 08."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import logsumexp, sigmoid

TRAINED = frozenset(
    {
        "softmax",
        "NCE",
        "NCE without k",
        "negative sampling",
        "sampled softmax",
        "sampled softmax, uncorrected",
    }
)


def gradient_of_one_pair(answer):
    r"""Judge a function for the gradient of noise-contrastive estimation in the word's vector.

    Equation: NC1

    Parameters
    ----------
    answer : callable
        From (v_w, C, c, negatives, noise) to an array (d,).

    Returns
    -------
    Verdict
        Held against a pair with a repeated draw.
    """
    rng = np.random.default_rng(8)
    v_w, C, c, negatives = rng.normal(size=3), rng.normal(size=(5, 3)), 1, np.array([0, 3, 3, 4])
    noise = np.array([0.4, 0.1, 0.2, 0.05, 0.25])
    value = np.asarray(answer(v_w, C, c, negatives, noise), dtype=float)
    if value.shape != v_w.shape:
        return Verdict(False, f"Expected a vector like v_w, shape {v_w.shape}; got shape {value.shape}.")
    right = _pull_and_push(C, c, negatives, C @ v_w - np.log(4 * noise))
    if np.allclose(value, right):
        return Verdict(True, "The gradient of negative sampling, at scores from which log k P_n(c) was taken off.")
    mistakes = _mistaken_gradients(v_w, C, c, negatives, noise)
    words = "Take the gradient of negative sampling, and replace each score x by x − log(k P_n(c))."
    return known_mistake(value, mistakes) or Verdict(False, words)


def _pull_and_push(C, c, negatives, u):
    """The gradient in v_w for scores u inside the sigmoid."""
    return sigmoid(-u[c]) * C[c] - sigmoid(u[negatives]) @ C[negatives]


def _mistaken_gradients(v_w, C, c, negatives, noise):
    """List likely wrong answers with what is to be said of them."""
    x, k = C @ v_w, len(negatives)
    u = x - np.log(k * noise)
    only_draws, only_seen = u.copy(), x.copy()
    only_draws[c], only_seen[c] = x[c], u[c]
    once = np.unique(negatives)
    pull = sigmoid(-u[c]) * C[c]
    return [
        (-_pull_and_push(C, c, negatives, u), "The sign is turned: this descends a loss. The papers maximise."),
        (
            _pull_and_push(C, c, negatives, x - np.log(noise)),
            "k is forgotten inside the sigmoid: noise is k times as frequent as data, so take off log(k P_n).",
        ),
        (
            _pull_and_push(C, c, negatives, x),
            "Nothing is taken off inside the sigmoid: this is negative sampling, and ends at PMI − log k.",
        ),
        (
            _pull_and_push(C, c, negatives, x - np.log(k)),
            "log k is taken off, and the probability of the noise forgotten: it is log(k P_n(c)).",
        ),
        (_pull_and_push(C, c, negatives, x + np.log(k * noise)), "log(k P_n) is to be taken off, and you added it."),
        (_pull_and_push(C, c, negatives, x - k * noise), "Take off the logarithm of k P_n; you took off k P_n itself."),
        (_pull_and_push(C, c, negatives, only_draws), "The observed context is corrected, too: also from its score."),
        (_pull_and_push(C, c, negatives, only_seen), "Every draw is corrected, too, each with its own probability."),
        (pull - sigmoid(u[once]) @ C[once], "The context that was drawn twice pushes twice."),
        *(
            (
                pull + sign * sigmoid(-u[negatives]) @ C[negatives],
                "σ − 1 for a draw is a published slip: it pushes with σ of its corrected score.",
            )
            for sign in (1, -1)
        ),
        (sigmoid(u[c]) * C[c] - sigmoid(u[negatives]) @ C[negatives], "What is seen pulls with 1 − σ, not with σ."),
        (pull + sigmoid(u[negatives]) @ C[negatives], "What is drawn pushes: its part is subtracted."),
        (pull, "That is the pull of what was seen; the draws push, and their part is missing."),
        (pull - sigmoid(u[negatives]) @ C[negatives] / k, "The draws are added up, not averaged: k of them push."),
        (
            pull - sigmoid(x[negatives] - np.log(k * noise[:k])) @ C[negatives],
            "noise holds a probability for each context, not for each draw: take noise[negatives].",
        ),
        *(
            (_pull_and_push(C, c, negatives, x - np.log(m * noise)), "k is the number of draws, len(negatives).")
            for m in (k + 1, len(C), len(np.unique(negatives)))
        ),
    ]


def uncorrected_to_log_p(answer):
    r"""Judge a function that turns scores of the uncorrected sampled softmax into log p(c | w).

    Equation: NC5

    Parameters
    ----------
    answer : callable
        From (X, noise) to an array (|V|, n), in nats.

    Returns
    -------
    Verdict
        Held against exact scores, with a height for each row.
    """
    log_p, q, heights = _world(2)
    X = log_p - np.log(q) + heights
    value, right = np.asarray(answer(X, q), dtype=float), log_p
    if verdict := _wrong_shape(value, right):
        return verdict
    mistakes = (
        (X + np.log(q), "Right up to the height of each row: probabilities of a row have to sum to 1."),
        (X, "That is X as it came. Which number does it have too much in each cell, and which in each row?"),
        (X - np.log(q), "The scores hold −log P_n already: add log P_n. Then make each row sum to 1."),
        (_levelled(X), "That is p(c | w)/P_n(c), made to sum to 1 along a row: the noise is still inside."),
        (X - logsumexp(X)[:, None] + np.log(q), "First put the noise back, then make the row sum to 1."),
        (_levelled(X - np.log(q)), "The noise is divided out a second time: the scores hold −log P_n, so add log P_n."),
        (np.exp(right), "That is p(c | w); its logarithm was asked for."),
        (
            X + np.log(q) - logsumexp((X + np.log(q)).T)[None],
            "The sum went down the columns; p(c | w) sums to 1 in a row.",
        ),
        (-right, "The sign is turned: a log-probability is at most 0."),
    )
    if np.allclose(value, right):
        return Verdict(True, "The noise put back, and the height of each row fixed: log p(c | w).")
    return known_mistake(value, mistakes) or Verdict(
        False, "Take e to the scores times P_n, and divide by its row sum."
    )


def softmax_to_negative_sampling(answer):
    r"""Judge a function that turns scores of the softmax into those at which negative sampling ends.

    Equation: NC4

    Parameters
    ----------
    answer : callable
        From (X, k, noise) to an array (|V|, n).

    Returns
    -------
    Verdict
        Held against exact scores, with a height for each row.
    """
    log_p, q, heights = _world(3)
    k, X = 5, log_p + heights
    value, right = np.asarray(answer(X, k, q), dtype=float), log_p - np.log(k * q)
    if verdict := _wrong_shape(value, right):
        return verdict
    mistakes = (
        (right + heights, "The heights a(w) of the softmax are still inside; negative sampling has no such freedom."),
        (X, "That is X as it came: take off the height of each row, and log(k P_n)."),
        (X - np.log(q), "The heights a(w) of the softmax are still inside, and log k is missing."),
        (X - np.log(k), "The heights a(w) of the softmax are still inside, and the noise is missing."),
        (log_p, "That is log p(c | w), where noise-contrastive estimation ends: k and the noise are missing."),
        (log_p - np.log(q), "log k is missing: more draws for each pair push every score down."),
        (log_p - np.log(k), "The noise is missing: a context that is often drawn is often pushed down."),
        (log_p + np.log(k * q), "Turn the sign: what is often drawn scores less, so take log(k P_n) off."),
        (log_p + np.log(q) - np.log(k), "Turn the sign of log P_n: what is often drawn scores less."),
        (log_p - np.log(q) + np.log(k), "Turn the sign of log k: more draws push every score down."),
        (log_p - k * np.log(q), "log(k P_n) is log k + log P_n; you took k log P_n."),
        (_levelled(right), "Do not make these rows sum to 1: their sums, of p/(k P_n), carry no freedom."),
        (np.exp(right), "That is a/b itself; the score is its logarithm."),
        (sigmoid(right), "That is the probability of 'seen' at the optimum; the score was asked for."),
    )
    if np.allclose(value, right):
        return Verdict(True, "log p(c | w) − log k P_n(c): with unigram noise, PMI − log k.")
    return known_mistake(value, mistakes) or Verdict(
        False, "Go by way of log p(c | w): remove a(w), then take log(k P_n) off."
    )


def which_recover_log_p(answer):
    r"""Judge which models give back log p(c | w) once each row is made to sum to 1.

    Equation: NC4, NC5

    Parameters
    ----------
    answer : iterable of str
        Names out of `TRAINED`.

    Returns
    -------
    Verdict
        Says of the first name that is wrong, or missing, why.
    """
    if isinstance(answer, str):
        answer = [answer]
    given = set(answer)
    if unknown := sorted(map(str, given - TRAINED)):
        return Verdict(False, f"Expected names out of {sorted(TRAINED)}; got {unknown[0]!r}.")
    reasons = {
        "negative sampling": "Negative sampling ends at log p(c | w) − log k P_n(c), with its own shift per column.",
        "sampled softmax, uncorrected": "Without the correction P_n(c) stays in the scores; no row sum removes it.",
        "softmax": "The softmax lacks only a number for each row, which a row sum of 1 fixes.",
        "NCE": "NCE gives back log p(c | w) as it is; its rows sum to 1 already.",
        "NCE without k": "A forgotten k shifts all scores by −log k, and a row sum of 1 takes that out again.",
        "sampled softmax": "The corrected sampled softmax lacks only a number for each row.",
    }
    right = TRAINED - {"negative sampling", "sampled softmax, uncorrected"}
    for name, words in reasons.items():
        if (name in given) != (name in right):
            return Verdict(False, words)
    return Verdict(True, "Whatever is wrong by one number a row can be mended; the noise is another number a column.")


def _world(seed):
    """Draw a law of 3 words and 4 contexts, a noise, and a height for each row."""
    rng = np.random.default_rng(seed)
    return np.log(rng.dirichlet(np.ones(4), size=3)), rng.dirichlet(np.ones(4)), rng.normal(size=(3, 1))


def _levelled(X):
    return X - logsumexp(X)[:, None]


def _wrong_shape(value, like):
    """Say so where an answer is no table like the scores."""
    if value.shape == like.shape:
        return None
    return Verdict(False, f"Expected a table like the scores, shape {like.shape}; got shape {value.shape}.")


EXERCISES = {
    "8.1": gradient_of_one_pair,
    "8.2": uncorrected_to_log_p,
    "8.3": softmax_to_negative_sampling,
    "8.4": which_recover_log_p,
}
