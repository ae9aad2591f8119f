"""The exercises of notebook 05, convex and then not: each answer is met with what it mistook for what."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake

PLANE = np.array([[2, 1], [1, 2], [-2, 1], [-1, -1], [1, -2]])  # the contexts of exercises 5.2 and 5.3
SEEN, INVENTED = [0, 1, 2], [2, 3, 4]
GROWTH = {"singular": 868.5, "rate": 2e-5, "factor": 1e6}  # of exercise 5.4


def weights_of_a_context(answer):
    """Judge a function of (counts, k, noise, c): the weights of a context's regression, for its words as inputs.

    Parameters
    ----------
    answer : callable
        Returns two arrays (|V|,): weights of the label 1, and of the label 0.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    rng = np.random.default_rng(5)
    counts, k, c = rng.integers(1, 9, size=(4, 4)).astype(float), 3, 2
    noise = np.array([0.1, 0.2, 0.3, 0.4])
    given = answer(counts, k, noise, c)
    if len(given) != 2:
        return Verdict(False, f"Expected two arrays, for the labels 1 and 0; got {len(given)} things.")
    ones, zeros = (np.asarray(x, dtype=float) for x in given)
    a, b = counts[:, c], k * counts.sum(axis=1) * noise[c]
    if ones.shape != a.shape or zeros.shape != b.shape:
        return Verdict(
            False, f"Expected two arrays with a weight for each word; got shapes {ones.shape}, {zeros.shape}."
        )
    if np.allclose(ones, a) and np.allclose(zeros, b):
        return Verdict(True, "A column of a and a column of b: both sides pose the same kind of problem.")
    if np.allclose(ones, b) and np.allclose(zeros, a):
        return Verdict(False, "The labels are turned around: 1 is for observed pairs.")
    if np.allclose(ones, counts[c]):
        return Verdict(False, "That is a row of the table, the contexts of word c. Context c has a column.")
    if not np.allclose(ones, a):
        return Verdict(False, "The label 1 weighs as much as the pair was observed: #(w, c), for each word w.")
    return known_mistake(zeros, _mistaken_b(counts, k, noise, c)) or Verdict(
        False, "The first weights are right. The second are b = k·#(w)·P_n(c), one for each word w."
    )


def _mistaken_b(counts, k, noise, c):
    """List likely wrong weights of the label 0 with what is to be said of them."""
    words, contexts, a = counts.sum(axis=1), counts.sum(axis=0), counts[:, c]
    return [
        (k * a, "Each pair brings k invented ones, but with any context: only the share P_n(c) of them is with c."),
        (k * a * noise[c], "Every pair of a word brings draws, not only its pairs with c: take #(w) for #(w, c)."),
        (words - a, "Those are pairs seen with other contexts. The label 0 is for invented pairs."),
        (words * noise[c], "Only k is missing: each observed pair brings k invented ones."),
        (
            k * contexts[c] * noise,
            "The roles did not turn here: negatives are drawn for a word, in proportion to #(w).",
        ),
        (k * words * noise, "P_n is the law of contexts, and there is one context: P_n(c), the same for every word."),
        (k * contexts[c] * np.full(len(words), noise[c]), "A word brings k·#(w) invented pairs; you took #(c)."),
        (k * np.full(len(words), noise[c]), "That is for a single pair. A word is looked from #(w) times."),
    ]


def endless_direction(answer):
    """Judge a direction along which the value of `PLANE`, with context 2 seen and invented, never falls.

    Parameters
    ----------
    answer : array, (2,)
        The direction u.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    u = np.asarray(answer, dtype=float)
    u = u.ravel() if u.size == 2 else u
    if u.shape != (2,) or not np.isfinite(u).all():
        return Verdict(False, f"Expected two finite numbers; got shape {u.shape}.")
    if not u.any():
        return Verdict(False, "Zero is no direction: nothing moves along it.")
    x = PLANE @ (u / np.abs(u).max())
    sinking, rising = ([j for j in rows if sign * x[j] < -1e-6] for rows, sign in ((SEEN, 1), (INVENTED, -1)))
    if not sinking and not rising:
        return Verdict(True, "Context 2 keeps its score, the others gain without end: still no finite optimum.")
    if all(x[SEEN] <= 1e-6) and all(x[INVENTED] >= -1e-6):
        return Verdict(False, "Turn it around: along this one the observed contexts lose score.")
    if sinking + rising == [2]:
        side = "loses" if sinking else "gains"
        return Verdict(False, f"Context 2 {side} score. It was seen and invented, so u has to be perpendicular to it.")
    named = [f"context {j}, which was seen, loses score" for j in sinking]
    named += [f"context {j}, which was invented, gains score" for j in rising]
    return Verdict(False, f"Along it {' and '.join(named)}.")


def supremum(answer):
    """Judge the supremum in nats of the objective of exercise 5.2, where context 2 is seen once and invented once.

    Parameters
    ----------
    answer : float
        The supremum.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    value, log_2 = float(answer), float(np.log(2))
    mistakes = [
        (0.0, "So it was before. Now context 2 is seen and invented, and no score pleases both of its terms."),
        (-log_2, "That is one of the two terms of context 2 at the score 0; it was seen and invented."),
        (-2.0, "Nearly: in bits. We count in nats."),
        (-6 * log_2, "That is the value at v_w = 0. Four of the six terms can go to 0."),
    ]
    if value > 0:
        return Verdict(False, "A log-likelihood is at most 0: is the sign turned?")
    if np.isclose(value, -2 * log_2, rtol=0, atol=5e-3):
        return Verdict(True, "Four terms go to 0, and log σ(x) + log σ(−x) is highest at x = 0. It is never reached.")
    return known_mistake(value, mistakes, atol=1e-3) or Verdict(
        False, "Which terms go to 0 along u? The others depend on one score alone: choose it best."
    )


def steps_to_leave(answer):
    """Judge the number of steps until vectors near zero have grown by `GROWTH`'s factor.

    Parameters
    ----------
    answer : float
        The number of steps.

    Returns
    -------
    Verdict
        What is right or wrong about it.
    """
    steps, step = float(answer), GROWTH["rate"] * GROWTH["singular"]
    needed = np.log(GROWTH["factor"])
    mistakes = [
        (needed / np.log1p(2 * step), "Twice too fast: σ belongs to G₀ = ½(a − b), which has the half in it already."),
        (needed / np.log1p(step / 2), "Twice too slow: σ is that of G₀, so the half has been taken already."),
        (needed / np.log1p(step**2), "With σ² you count power iteration on G₀ᵀG₀; here W and C step at the same time."),
        (needed / GROWTH["singular"], "The step size is missing: a step multiplies by 1 + ησ."),
        (np.log10(GROWTH["factor"]) / step, "That is with the decimal logarithm of a million; 1 + ησ is near e^(ησ)."),
        (GROWTH["factor"] / step, "That is growth by the same amount in each step. Here each step multiplies."),
    ]
    if abs(steps * np.log1p(step) / needed - 1) < 0.03:
        return Verdict(True, "A million-fold in some 800 steps: small starts cost little, for growth is exponential.")
    return known_mistake(steps, mistakes, rtol=0.03) or Verdict(
        False, "Each step multiplies by 1 + ησ₁: (1 + ησ₁)ⁿ = 10⁶."
    )


EXERCISES = {
    "5.1": weights_of_a_context,
    "5.2": endless_direction,
    "5.3": supremum,
    "5.4": steps_to_leave,
}
