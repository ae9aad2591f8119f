"""The exercises of notebook 04, on the gradients: each answer is met with what it mistook for what."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.verification.differences import complex_step

SCORES = np.array([-2.0, -0.7, 0.0, 0.4, 1.3, 2.6])
DRAWS = np.array([[0], [1], [3]])
COUNTS = np.array([[4, 1, 0, 2], [1, 3, 2, 0], [0, 2, 5, 1]])


def weight_of_a_collision(answer):
    """Judge a function of (x, m): the coefficient of v_w in the gradient of the observed context, drawn m times.

    Parameters
    ----------
    answer : callable
        From x and m to a number.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    given = np.array([[_number(answer(x, m)) for x in SCORES] for m in DRAWS[:, 0]])
    s = sigmoid(SCORES)
    if np.allclose(given, 1 - (DRAWS + 1) * s, atol=1e-9):
        return Verdict(True, "It vanishes at x = −log m: seen once and drawn m times, the pair comes to rest there.")
    if mistake := known_mistake(given, _mistaken_weights(s, DRAWS), atol=1e-9):
        return mistake
    if not np.allclose(given[0], 1 - s, atol=1e-9):
        return Verdict(False, "Start with m = 0: a context that was only observed has the weight 1 − σ(x).")
    return Verdict(False, "For m = 0 it is right. Each draw adds the weight of a negative, −σ(x), once more.")


def _mistaken_weights(s, m):
    """List likely wrong answers with what is to be said of them."""
    return [
        ((m + 1) * s - 1, "The sign is turned: this is the gradient of the loss −ℓ, and the papers maximise ℓ."),
        (1 - s - np.minimum(m, 1) * s, "Every draw counts: a negative that was drawn three times pushes three times."),
        (1 - m * s, "The observed context pulls with 1 − σ(x), not with 1; the collision does not change that."),
        (s * (1 - s) - m * s, "The pull is the slope of log σ, 1 − σ. You took σ(1 − σ), the slope of σ itself."),
        (
            s * (s - 1) + m * s,
            "This is σ(σ − 1), the slope of −σ. The loss is −log σ(x), of slope σ − 1; ℓ has the slope 1 − σ.",
        ),
        ((m + 1) * (1 - s), "A negative pushes with σ(x). With 1 − σ(x) it would pull, like the observed context."),
        ((1 - m) * (1 - s), "A negative pushes with σ(x), not 1 − σ(x): its term log σ(−x) turns the argument too."),
    ]


def best_step_in_float32(answer):
    """Judge a step h for central differences in float32.

    Parameters
    ----------
    answer : float
        The step h.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    h = _number(answer)
    if h <= 0:
        return Verdict(False, "A step is a positive number.")
    if 1e-3 <= h <= 3e-2:
        return Verdict(True, "Rounding 6e-8/h meets truncation h² near the cube root of 6e-8, some 4e-3.")
    if 2e-6 <= h <= 3e-5:
        return Verdict(False, "That is the best step of float64, the cube root of 1e-16; float32 rounds at 6e-8.")
    if 1e-4 <= h < 1e-3:
        return Verdict(False, "That is near the square root of 6e-8, the rule for one-sided differences, of error h.")
    if h < 1e-3:
        return Verdict(False, "So short a step loses the difference in rounding: 6e-8 divided by your h is the error.")
    return Verdict(False, "So long a step does not lose by rounding but by truncation: its error is of the order h².")


def fooled_checks(answer):
    """Judge a pair (f, slope) that passes the gradient check and the value check at 0 without being log σ.

    Parameters
    ----------
    answer : tuple of two callables
        f and its slope, each from a score to a number.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    f, slope = answer
    at_zero = float(np.real(f(np.array(0.0))))
    if np.allclose([_number(f(x)) for x in SCORES], log_sigmoid(SCORES), atol=1e-9):
        return Verdict(False, "This is log σ itself: it passes the checks since it is right. Find one that is wrong.")
    measured = np.array([complex_step(f, np.array(x)).item() for x in SCORES])
    if not np.allclose(measured, [_number(slope(x)) for x in SCORES], atol=1e-9):
        return Verdict(False, "The slope is not the derivative of your f: the gradient check would catch it.")
    if abs(at_zero + np.log(2)) > 1e-9:
        return Verdict(False, f"At x = 0 your f is {at_zero:.4f} and log σ is −0.6931: the value check would catch it.")
    return Verdict(
        True, "Both checks pass and f is wrong: only the values at many scores, or a proof, tell it from log σ."
    )


def ways_out_of_zero(answer):
    """Judge the number of positive eigenvalues at zero for `COUNTS`, d = 5, one negative from the unigram noise.

    Parameters
    ----------
    answer : int
        How many eigenvalues are positive.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    given, d = _number(answer), 5
    rank, words, contexts = 2, *COUNTS.shape
    messages = {
        rank * d: "Rank 2 times d: for k = 1 the three rows of a − b add up to zero, which takes one rank away.",
        rank: "Each singular value comes d times, once for each component.",
        2 * rank * d: "Half of these go the other way: the eigenvalues come in pairs, +σ_i and −σ_i.",
        min(words, contexts) * d: "Look at G₀ again: for k = 1 its rows add up to zero, so it has not full rank.",
        2 * min(words, contexts) * d: "Half of these are negative, and with k = 1 the rank of G₀ is less than 3.",
        (words + contexts) * d: "That counts all directions; most curve down or are flat.",
    }
    return Verdict(given == rank * d, messages.get(given, "Count the singular values of G₀ above zero, times d."))


def _number(x):
    """Take one real number."""
    return float(np.real(np.asarray(x)).item())


EXERCISES = {
    "4.1": weight_of_a_collision,
    "4.2": best_step_in_float32,
    "4.3": fooled_checks,
    "4.4": ways_out_of_zero,
}
