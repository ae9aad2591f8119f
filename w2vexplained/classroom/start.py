"""The exercises of notebook 00."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import sigmoid
from w2vexplained.objectives import negative_sampling

# The world of the notebook: cat, beside purrs (row 0), with the negatives engine, tax, rain.
V_W = np.array([1.0, 0.2])
C = np.array([[0.5, 1.1], [1.2, -0.5], [0.1, -0.9], [-0.9, 0.6]])
NEGATIVES = [1, 2, 3]
ROUNDED = 5e-3  # an answer that was rounded to two decimals counts


def value_of_zero_vectors(answer):
    """0.1: the worth of equation (4) where every vector is zero, with k = 5 negatives."""
    slips = [
        (6 * np.log(2), "The sign: a log-probability of one half is negative."),
        (-5 * np.log(2), "That is the five negatives; the observed context adds a term, too."),
        (-np.log(2), "That is one term; there is one for the observed context and one for each negative."),
        (-6.0, "That counts in bits; here logarithms are natural, and the unit is the nat."),
        (-6 * 0.5, "That adds up probabilities; the equation adds up their logarithms."),
        (0.0, "A score of zero is no certainty: σ(0) = ½."),
        (0.5**6, "That is the probability that all six are right; equation (4) is its logarithm."),
    ]
    hint = "What is σ(0), and how many terms has equation (4) for one pair?"
    return _number(answer, -6 * np.log(2), slips, "Six times log ½: nothing is known yet, so every coin is fair.", hint)


def gradient_of_the_word(answer):
    """0.2: the gradient of equation (4) in the word's vector, with the first negative alone."""
    x = C @ V_W
    pull, push = sigmoid(-x[0]) * C[0], sigmoid(x[1]) * C[1]
    slips = [
        (push - pull, "The sign: this goes downhill, and the paper maximises."),
        (pull, "That is the pull of the observed context; the negative pushes, too."),
        (pull + push, "The negative pulls here; its term is log σ(−x), and the inner minus turns the sign."),
        (
            sigmoid(x[0]) * C[0] - push,
            "The pull is weighted by σ(−x), what is still missing to certainty; not by σ(x).",
        ),
        (pull - sigmoid(-x[1]) * C[1], "The push is weighted by σ(x), how far the negative is believed; not by σ(−x)."),
        (C[0] - C[1], "The directions are right; the weights σ(−x) and σ(x) are missing."),
        ((pull - push) / 2, "That is the step with the rate ½; asked is the gradient."),
        (
            negative_sampling.gradient(V_W, C, 0, NEGATIVES)[0],
            "That has all three negatives; asked is the first alone.",
        ),
    ]
    answer = np.asarray(answer, dtype=float)
    if answer.shape != (2,):
        return Verdict(False, f"Expected the two components of a vector; got shape {answer.shape}.")
    if mistake := known_mistake(answer, slips, rtol=0, atol=ROUNDED):
        return mistake
    if np.allclose(answer, pull - push, rtol=0, atol=ROUNDED):
        return Verdict(True, "σ(−x) of purrs pulls, σ(x) of engine pushes.")
    return Verdict(False, "Take each vector times its weight, one by one: what purrs pulls, less what engine pushes.")


def equation_as_a_function(answer):
    """0.3: equation (4) for one pair, as a function of v_w, C, c, negatives."""
    if not callable(answer):
        return Verdict(False, f"Expected a function of (v_w, C, c, negatives); got {type(answer).__name__}.")

    def theirs(*world):
        with np.errstate(all="ignore"):
            return float(answer(*world))

    world = V_W, C, 0, NEGATIVES
    x = C @ V_W
    if not np.isclose(theirs(*world), negative_sampling.log_likelihood(*world)):
        slips = [
            (-negative_sampling.log_likelihood(*world), "The sign: that is the loss, and the paper maximises."),
            (np.log(sigmoid(x)).sum(), "Every term has σ(x); the negatives need σ(−x)."),
            (np.log(sigmoid(x[0])), "The negatives are missing."),
            (x[0] - np.log(np.exp(x).sum()), "That is the softmax over the four contexts: another objective."),
            (
                np.log(sigmoid(x[0])) + np.log(sigmoid(-x[1:])).mean(),
                "The negatives are averaged; equation (4) adds them up.",
            ),
        ]
        if mistake := known_mistake(theirs(*world), slips):
            return mistake
        return Verdict(
            False,
            f"Here it should give {negative_sampling.log_likelihood(*world):.4f}; yours gives {theirs(*world):.4f}.",
        )
    repeated = V_W, C, 0, [1, 1, 0]
    if not np.isclose(theirs(*repeated), negative_sampling.log_likelihood(*repeated)):
        return Verdict(
            False, "Right with different negatives; one drawn twice counts twice, one equal to c counts, too."
        )
    if not np.isclose(theirs(np.array([1000.0]), np.array([[-1.0], [0.0]]), 0, [1]), -1000 - np.log(2)):
        return Verdict(False, "Right here; at a score of −1000 it is not finite. `log_sigmoid` never forms the tiny σ.")
    return Verdict(True, "Right, with repeated negatives and at scores of a thousand, too.")


def rise_of_a_small_step(answer):
    """0.4: the rise of equation (4) in a small step of rate 0.001, to first order."""
    gradient_w, gradient_C = negative_sampling.gradient(V_W, C, 0, NEGATIVES)
    of_word, of_contexts = (gradient_w**2).sum(), (gradient_C**2).sum()
    rate = 0.001
    slips = [
        (rate * of_word, "That is the word's share; the contexts move, too."),
        (rate * of_contexts, "That is the contexts' share; the word moves, too."),
        (
            rate * np.sqrt(of_word + of_contexts),
            "That is how far the vectors move; the rise is the slope times this way.",
        ),
        (of_word + of_contexts, "That is the slope along the gradient; the step is a thousandth of it."),
        (rate**2 * (of_word + of_contexts), "One rate too many: the step holds it once."),
        (-rate * (of_word + of_contexts), "Uphill the objective rises."),
    ]
    hint = "Multiply the gradient, of all five vectors, with the step that they take along it."
    return _number(
        answer, rate * (of_word + of_contexts), slips, "Rate times squared length of the whole gradient.", hint
    )


def _number(answer, right, slips, praise, hint):
    answer = float(answer)
    if mistake := known_mistake(answer, slips, rtol=1e-3, atol=0):
        return mistake
    if np.isclose(answer, right, rtol=1e-3, atol=0):
        return Verdict(True, praise)
    if np.isclose(answer, right, rtol=0.03, atol=0):
        return Verdict(False, "Close: give one digit more.")
    return Verdict(False, f"Expected another number than {answer:.6g}. {hint}")


EXERCISES = {
    "0.1": value_of_zero_vectors,
    "0.2": gradient_of_the_word,
    "0.3": equation_as_a_function,
    "0.4": rise_of_a_small_step,
}
