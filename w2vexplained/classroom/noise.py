"""The exercises of notebook 06."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.corpus import toy

COUNTS = np.array([400, 100, 25, 9])  # squares, so that the square root is done in the head
TARGET = np.array([0.5, 0.3, 0.15, 0.05])  # the law of exercise 6.3, whose fourfold is 2, 1.2, 0.6, 0.2


def threshold(answer):
    r"""Judge the count below which the exponent 1/2 boosts a context, for the counts 400, 100, 25, 9.

    Equation: ND3

    Parameters
    ----------
    answer : float
        A count.

    Returns
    -------
    Verdict
        Right within 0.6, so to the next whole count.
    """
    got = float(answer)
    ratio = COUNTS.sum() / np.sqrt(COUNTS).sum()
    mistakes = (
        (ratio, "That is the ratio of the sums. The exponent 1/(1 − α) is still missing."),
        (np.sqrt(ratio), "The exponent is 1/(1 − α) = 2, not 1 − α: solve for the count, do not take the root again."),
        (ratio**-2, "The ratio stands upside down: the sum of the counts belongs on top."),
        (COUNTS.mean(), "That is the mean count, the threshold of α = 0."),
        (_threshold(0.75), "That is the threshold of α = 3/4; here α = 1/2."),
        (_threshold(0.25), "That is the threshold of α = 1/4; here α = 1/2."),
        (ratio**2 / COUNTS.sum(), "That is the threshold's share of all counts. As a count?"),
        (1, "The factor of the boost is 1 there; the count at which it is 1 was asked for."),
    )
    if not abs(got - ratio**2) <= 0.6:
        otherwise = f"At the count {got:.4g} the two probabilities differ: where is √# / 38 = # / 534?"
        return known_mistake(got, mistakes, rtol=0, atol=0.1) or Verdict(False, otherwise)
    return Verdict(True, f"(534/38)² = {ratio**2:.1f}: only the commonest of the four is drawn less than its share.")


def exponent(answer):
    r"""Judge the exponent at which the noise of the toy language has half of the largest entropy.

    Equation: ND2

    Parameters
    ----------
    answer : float
        The exponent.

    Returns
    -------
    Verdict
        Right where the entropy is within 0.001 nats of the one asked for.
    """
    got = float(answer)
    if not 0 <= got < np.inf:
        return Verdict(False, f"Expected a finite exponent ≥ 0; got {got:.4g}.")
    p = toy.law(2).sum(axis=0).astype(float)
    n = len(p)
    reached, asked = _entropy(p, got), np.log(n) / 2
    mistakes = (
        (np.log(n / 2), "There the draws are spread as over half as many contexts: that is log(17/2), not (log 17)/2."),
        (_entropy(p, 1) / 2, "There it is half of the unigram's entropy; the largest entropy is that of α = 0."),
        (asked / np.log(2), "There it is that number of bits; the library counts in nats."),
        (asked * np.log(2), "There it is that number if nats were bits: do not convert, both are in nats."),
    )
    if not abs(reached - asked) <= 1e-3:
        otherwise = f"At α = {got:.4g} the entropy is {reached:.4f} nats; expected {asked:.4f}."
        return known_mistake(reached, mistakes, rtol=0, atol=1e-3) or Verdict(False, otherwise)
    return Verdict(True, f"{asked:.4f} nats: as many as √17 contexts drawn evenly would have.")


def table(answer):
    r"""Judge an alias table (keep, alias) for the law 0.5, 0.3, 0.15, 0.05.

    Parameters
    ----------
    answer : (sequence of 4 numbers, sequence of 4 whole numbers)
        For each column the part that is its own, and the context that has the rest.

    Returns
    -------
    Verdict
        Any table with this law is right.
    """
    if len(answer) != 2 or np.shape(answer[0]) != (4,) or np.shape(answer[1]) != (4,):
        return Verdict(False, "Expected a pair (keep, alias), four entries each.")
    keep, alias = np.asarray(answer[0], dtype=float), np.asarray(answer[1])
    if not np.isin(alias, range(4)).all():
        return Verdict(False, f"Each alias is the number of a context, 0 to 3; got {alias.tolist()}.")
    alias = alias.astype(int)
    if not ((keep >= 0) & (keep <= 1)).all():
        return Verdict(False, "A column has the height 1, so what it keeps lies between 0 and 1: cut the tall ones.")
    got = _law(keep, alias)
    if not np.allclose(got, TARGET, rtol=0, atol=1e-9):
        return _wrong_table(keep, alias, got)
    return Verdict(True, "Four columns of one height: a draw asks for a column, and then once whether to stay.")


def shift(answer):
    r"""Judge by how many nats the best score of a context rises that occurs 16 times as often as the threshold.

    Equation: ND3

    Parameters
    ----------
    answer : float
        The score with the exponent 3/4, less the score with 1, in nats.

    Returns
    -------
    Verdict
        Right within 0.005.
    """
    got = float(answer)
    mistakes = (
        (-np.log(2), "The sign is turned: a context above the threshold is drawn less often, so its score rises."),
        (2, "That is the factor by which it is drawn less often. The score takes its logarithm."),
        (0.5, "That is by what factor it is drawn more often. The score takes minus its logarithm."),
        (0.75 * np.log(16), "That is α log 16; the share #/Σ# has the exponent 1, so 1 − α is left."),
        (np.log(16), "That would be the shift of α = 0. With 3/4 a quarter of it is left."),
        (1, "In nats, not bits: take the natural logarithm."),
        (0, "Zero is the shift at the threshold itself."),
    )
    if not abs(got - np.log(2)) <= 5e-3:
        otherwise = f"Expected another number than {got:.4g}: how often is it drawn, relative to its share?"
        return known_mistake(got, mistakes, rtol=0, atol=1e-3) or Verdict(False, otherwise)
    return Verdict(True, "(1 − α) log 16 = log 2: drawn half as often as its share, its score may be log 2 higher.")


EXERCISES = {
    "6.1": threshold,
    "6.2": exponent,
    "6.3": table,
    "6.4": shift,
}


def _threshold(power):
    return (COUNTS.sum() / (COUNTS.astype(float) ** power).sum()) ** (1 / (1 - power))


def _entropy(p, power):
    """Entropy of p^power, made a law, in nats; through logarithms, so that no power underflows to 0 log 0."""
    log_weights = power * np.log(p / p.max())
    weights = np.exp(log_weights)
    return float(np.log(weights.sum()) - weights @ log_weights / weights.sum())


def _law(keep, alias):
    return (keep + np.bincount(alias, weights=1 - keep, minlength=4)) / 4


def _wrong_table(keep, alias, got):
    if np.allclose(_law(1 - keep, alias), TARGET, rtol=0, atol=1e-9):
        return Verdict(False, "keep is the part of a column that is its own; you give the part of the other.")
    if np.allclose(keep, TARGET, rtol=0, atol=1e-9):
        return Verdict(False, "Those are the probabilities. Four columns share them, so begin with four times each.")
    if np.allclose(keep, 1):
        return Verdict(False, "Every column keeps all: then every context is drawn a quarter of the time.")
    if np.array_equal(alias, range(4)):
        return Verdict(False, "Every column's rest goes back to itself: then every context has a whole column.")
    worst = int(abs(got - TARGET).argmax())
    return Verdict(
        False,
        f"This table draws context {worst} with probability {got[worst]:.4g}; expected {TARGET[worst]:.4g}. "
        "Add up its own part and all that it has in other columns, and divide by 4.",
    )
