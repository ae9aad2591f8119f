"""The exercises of notebook 03."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.objectives import negative_sampling

SCORES = np.array([-3.0, -0.5, 0.0, 1.2, 4.0])


def invented(answer):
    r"""Judge a function of x for the log-probability of "invented", :math:`\log(1-\sigma(x))`.

    Equation: NS2

    Parameters
    ----------
    answer : callable
        From an array of scores to nats.

    Returns
    -------
    Verdict
        Also for scores at which the formula as written breaks down.
    """
    got, right = np.asarray(answer(SCORES)), log_sigmoid(-SCORES)
    mistakes = (
        (log_sigmoid(SCORES), 'That is log σ(x), the log-probability of "seen": turn the sign of the score.'),
        (-log_sigmoid(SCORES), "The minus sign belongs inside: −log σ(x) is positive, and no log-probability is."),
        (-log_sigmoid(-SCORES), "That is a loss. The papers maximise: leave out the minus in front."),
        (sigmoid(-SCORES), "That is the probability: its logarithm was asked for."),
    )
    if not _close(got, right):
        return _diagnosis(got, mistakes, f"At x = 1.2 expected {right[3]:.4f} nats; got {_show(got, 3)}.")
    with np.errstate(all="ignore"):
        far = np.asarray(answer(np.array([40.0, 800.0])), dtype=float)
    if not np.allclose(far, [-40, -800], rtol=1e-12):
        return Verdict(
            False,
            f"Right on paper, but at x = 40 and 800 it gives {far[0]:.4g} and {far[1]:.4g}; expected -40 and -800: "
            "1 − σ(x) is exactly zero there, so never form it.",
        )
    return Verdict(True, "No minus sign is missing in equation (4), and none of the probability is lost at 800.")


def half_precision(answer):
    r"""Judge the score from which 1/(1+exp(−K)) is exactly 1 in float16, with its significand of 11 bits.

    Equation: NS5

    Parameters
    ----------
    answer : float
        The score.

    Returns
    -------
    Verdict
        Right within 0.01.
    """
    answer = float(answer)
    mistakes = (
        (10 * np.log(2), "That is 10 ln 2: a float16 stores 10 bits, and the leading 1 is one more."),
        (12 * np.log(2), "That is 12 ln 2, where the exact σ(K) rounds to 1; the sum 1 + exp(−K) gives in earlier."),
        (11, "That is the number of bits; the score is the K at which exp(−K) is 2 to the minus that."),
        (24 * np.log(2), "That is float32. How many bits has the significand of float16?"),
        (2.0**-11, "That is how far σ(K) is from 1 there. At which K?"),
    )
    if not abs(answer - 11 * np.log(2)) <= 0.01:
        return _diagnosis(
            answer, mistakes, f"Expected another score than {answer:.4g}: solve exp(−K) = 2^(−bits).", 0.01
        )
    return Verdict(True, f"11 ln 2 = {11 * np.log(2):.2f}: with half precision a score of 8 is already certainty.")


def equation_four(answer):
    r"""Judge a function for Mikolov's equation (4) of one pair, with its expectation.

    Equation: NS7

    Parameters
    ----------
    answer : callable
        From (v_w, C, c, k, P_n) to a number, in nats.

    Returns
    -------
    Verdict
        Held against the library's expected objective, on a table with one pair.
    """
    rng = np.random.default_rng(3)
    v_w, C, c, k = rng.normal(size=4), rng.normal(size=(6, 4)), 2, 5
    P_n = rng.dirichlet(np.ones(6))
    got = float(answer(v_w, C, c, k, P_n))
    right = float(negative_sampling.expected_log_likelihood(v_w[None], C, np.eye(6)[[c]], k, P_n))
    x, mean = C @ v_w, float(P_n @ log_sigmoid(-C @ v_w))
    plus = float(log_sigmoid(x[c]))
    mistakes = (
        (plus + mean, "One expectation is there, equation (4) adds k of them: all the same, so k times one."),
        (plus + k * k * mean, "k is counted twice: k identical expectations make k·E."),
        (plus + k * float(P_n @ log_sigmoid(x)), "The negatives' scores need a minus sign inside the sigmoid."),
        (plus - k * mean, "The negatives are added: their log-probabilities are negative already."),
        (plus + k * float(log_sigmoid(-(P_n @ x))), "The expectation stands outside: average log σ(−x), not x."),
        (plus + k * float(np.log(P_n @ sigmoid(-x))), "Average the logarithms; this is the logarithm of an average."),
        (plus + k * float(log_sigmoid(-x).mean()), "This draws all contexts evenly: weigh them with P_n."),
        (plus + k * float(log_sigmoid(-x).sum()), "Each log σ(−x_j) is to be weighed with its probability P_n(j)."),
        (-right, "That is the loss; the papers maximise."),
    )
    if not _close(got, right):
        return _diagnosis(got, mistakes, f"On a test pair expected {right:.6f} nats; got {got:.6f}.")
    return Verdict(True, "Equation (4) of Mikolov et al., to the letter: one seen pair and k times one expectation.")


def words_of_pairs(answer):
    r"""Judge p_words(a), p_words(b), p_words(c) for the text "a b a c a" with a window of 1.

    Equation: NS8

    Parameters
    ----------
    answer : sequence of 3 numbers
        Probabilities.

    Returns
    -------
    Verdict
        Right within 1e-6.
    """
    got = np.asarray(answer, dtype=float)
    if got.shape != (3,):
        return Verdict(False, f"Expected three probabilities, for a, b and c; got shape {got.shape}.")
    mistakes = (
        (np.array([3, 1, 1]) / 5, "These are shares of the text. How many pairs does each word head?"),
        (np.array([4, 2, 2]), "These are the numbers of pairs: divide by how many there are in all."),
        (np.ones(3) / 3, "The words do not head equally many pairs: write all eight down."),
    )
    if not _close(got, np.array([0.5, 0.25, 0.25])):
        return _diagnosis(got, mistakes, f"Probabilities should be shares of the 8 pairs; got {got.round(4).tolist()}.")
    return Verdict(True, "Words at the two ends of a text have one neighbour instead of two, so the marginals differ.")


EXERCISES = {
    "3.1": invented,
    "3.2": half_precision,
    "3.3": equation_four,
    "3.4": words_of_pairs,
}


def _close(got, right, tolerance=1e-6):
    return np.shape(got) == np.shape(right) and np.allclose(got, right, rtol=0, atol=tolerance)


def _diagnosis(got, mistakes, otherwise, tolerance=1e-6):
    """Name the mistake that leads to this answer, if it is a known one."""
    return known_mistake(got, mistakes, rtol=0, atol=tolerance) or Verdict(False, otherwise)


def _show(got, place):
    return f"{got[place]:.4f}" if np.shape(got) == SCORES.shape else f"shape {np.shape(got)}"
