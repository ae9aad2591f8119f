"""The exercises of notebook 09."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake

QUARTER = ((1 + np.sqrt(2)) * 2) ** 2  # f/t at which √(t/f) + t/f = 1/4
LAW = np.array([[0.20, 0.10, 0.05], [0.05, 0.30, 0.02], [0.08, 0.05, 0.15]])  # words and contexts differ in frequency
KEEP = np.array([0.3, 0.8, 1.0])


def weights(answer):
    r"""Judge a function for how often the program uses a pair, by the distance of its words.

    Equation: EF1

    Parameters
    ----------
    answer : callable
        From the window L to the probabilities of the distances 1 … L.

    Returns
    -------
    Verdict
        On windows of 5, of 1 and of 8 words.
    """
    for L in (5, 1, 8):
        got = np.asarray([float(x) for x in answer(L)])
        if got.shape != (L,):
            hint = " The word itself, at distance 0, is no context." if got.shape == (L + 1,) else ""
            return Verdict(False, f"For L = {L} expected one number for each of 1 … L; got {got.size}.{hint}")
        delta = np.arange(1, L + 1)
        right = (L - delta + 1) / L
        mistakes = (
            (np.ones(L), "That is the full window. A word at distance δ is used only if the drawn size reaches it."),
            (
                (L - delta + 1) / (L + 1),
                "That is a size drawn from 0 … L. With b in 0 … L − 1 the size L − b is never 0.",
            ),
            ((L - delta) / L, "That is the chance of a size above δ; a size of exactly δ reaches distance δ, too."),
            (1 / delta, "1/δ is the weight of GloVe. Here, count how many of the L sizes reach distance δ."),
            (delta / L, "Turned around: small b means a large size, so every size reaches the nearest word."),
            (np.full(L, 1 / L), "That is the chance of each single size. All sizes of at least δ reach distance δ."),
            (right / right.sum(), "Do not divide by the sum: these are probabilities of L different events."),
            (2 * right, "That counts both sides; asked is the chance for one pair of places."),
            (right * L, "Those are the numbers of sizes that reach it: divide by L."),
        )
        if not np.allclose(got, right, rtol=0, atol=1e-9):
            otherwise = f"For L = {L} expected {_list(right)}; got {_list(got)}."
            return known_mistake(got, mistakes, rtol=0, atol=1e-9) or Verdict(False, otherwise)
    return Verdict(
        True, "L − b is spread evenly over 1 … L, as b is over 0 … L − 1: the program's window is the note's."
    )


def quarter(answer):
    r"""Judge the frequency at which the program keeps one occurrence in four, as a multiple of t.

    Equation: EF2

    Parameters
    ----------
    answer : float
        f/t.

    Returns
    -------
    Verdict
        Right within 0.05.
    """
    got = float(answer)
    mistakes = (
        (16, "That is the paper's formula, √(t/f) = 1/4. The program adds t/f to it."),
        (4, "There the program discards a quarter, √(t/f) + t/f = 3/4. It should keep a quarter."),
        (16 / 9, "There the paper's formula discards a quarter. Asked is the program's, and a quarter kept."),
        (1 / QUARTER, "Upside down: that is t/f."),
        (1 / 16, "Upside down, and the paper's formula."),
        (np.sqrt(QUARTER), "That is √(f/t): square it."),
        (1 / np.sqrt(QUARTER), "That is √(t/f). Square it, and turn it upside down."),
        ((3 + np.sqrt(5)) / 2, "That is φ²: there the program only begins to discard."),
        (QUARTER * 1e-3, "That is f itself for t = 0.001; asked is the multiple of t."),
        (4 * (np.sqrt(2) - 1) ** 2, "The quadratic has two roots, and √(t/f) is the positive one."),
    )
    if not abs(got - QUARTER) <= 0.05:
        otherwise = f"At f = {got:.4g} t the program does not keep a quarter: solve s² + s = 1/4 for s = √(t/f)."
        if got > 0:
            s = 1 / np.sqrt(got)
            otherwise = f"At f = {got:.4g} t the program keeps {min(1, s + s * s):.3f}: solve s² + s = 1/4, s = √(t/f)."
        return known_mistake(got, mistakes, rtol=2e-3, atol=0) or Verdict(False, otherwise)
    return Verdict(True, "s = (√2 − 1)/2 and f/t = 1/s² = 4(1 + √2)²; by the paper's formula it would be 16.")


def reach(answer):
    r"""Judge the mean distance, in the full text, of the pairs that a dynamic window of 5 finds in a thinned one.

    Equation: EF1, EF3

    Parameters
    ----------
    answer : float
        In words of the full text, where each is kept with probability 0.4.

    Returns
    -------
    Verdict
        Right within 0.05, so to one decimal.
    """
    got, q = float(answer), 0.4
    j = 7 / 3  # Σ δ (6 − δ) / Σ (6 − δ)
    mistakes = (
        (j * q, "Divide by q: if fewer words are kept, the j-th kept one is farther away, at j/q."),
        (3 * q, "Two things: divide by q, as the j-th kept word is at j/q; and near pairs weigh more than far ones."),
        (5 * q, "The farthest word is at 5/q and not 5·q; and asked is the mean over all pairs, near ones weigh more."),
        (j, "That is the mean distance in the thinned text. How far is that in the full one?"),
        (3 / q, "That is a full window: 3 is the mean of 1 … 5 with equal weights. Weigh by (6 − δ)/5."),
        (3, "That is the mean of 1 … 5. Weigh by (6 − δ)/5, and go back to the full text."),
        (5 / q, "That is the word at the rim. Asked is the mean over all pairs, and near ones weigh more."),
        (j / (1 - q), "q is the share that is kept; 1 − q = 0.6 is discarded."),
        (2 / q, "That weighs each size alike; a large window gives more pairs, so count pairs and not windows."),
        (1 / q, "That is the nearest kept word, j = 1."),
        (300 / 137 / q, "Those are the weights 1/δ. The dynamic window's are (6 − δ)/5."),
    )  # fmt: skip
    if not abs(got - j / q) <= 0.05:
        otherwise = f"Expected another distance than {got:.4g}: the weighted mean of δ = 1 … 5, then one division."
        return known_mistake(got, mistakes, rtol=0, atol=0.006) or Verdict(False, otherwise)
    return Verdict(True, "7/3 words in the thinned text are 35/6 in the full one: the window of 5 looks past its 5.")


def change_of_pmi(answer):
    r"""Judge a function for what thinning with holes adds to the PMI of each pair.

    Equation: EF4

    Parameters
    ----------
    answer : callable
        From the law of pairs P, (n, n), and the keep probability of each word, (n,), to PMI' − PMI, (n, n), in nats.

    Returns
    -------
    Verdict
        On a law whose words and contexts have different frequencies.
    """
    got = np.asarray(answer(LAW, KEEP), dtype=float)
    if got.shape in ((), (3,), (3, 1), (1, 3)):  # the same for a row, a column, or all cells
        got = got + np.zeros_like(LAW)
    given_w, given_c = LAW / LAW.sum(axis=1, keepdims=True), LAW / LAW.sum(axis=0)
    Z, of_w, of_c = KEEP @ LAW @ KEEP, (given_w @ KEEP)[:, None], KEEP @ given_c  # scalar, (n, 1), (n,)
    right = np.log(Z) - np.log(of_w) - np.log(of_c)
    q_w, q_c = KEEP[:, None], KEEP
    joint = np.log(q_w * q_c / Z)
    mistakes = (
        (np.zeros_like(LAW), "PMI is not invariant: the frequencies that it divides by are thinned by other factors."),
        (-right, "The sign is turned: that is PMI − PMI'."),
        (right - np.log(Z), "log Z is missing: the thinned law has to be divided by Z, so that it sums to 1."),
        (right - 2 * np.log(Z), "log Z is added: P is divided by Z once, and p(w) p(c) twice."),
        (joint, "That is the change of log P(w,c). The marginals change, too: take theirs off."),
        (
            np.log(Z) - np.log(q_w) - np.log(q_c),
            "Not the word's own q: it cancels. What counts is the mean q of what stands beside it.",
        ),
        (np.log(q_w * q_c), "A pair survives with q_w q_c, but so do all others, and PMI compares."),
        (right + joint, "q_w q_c does not belong here: it stands in the pair's share and in both frequencies."),
        (
            np.log(Z) - np.log(KEEP @ LAW.sum(axis=1)) - np.log(LAW.sum(axis=0) @ KEEP) + np.zeros_like(LAW),
            "Those are means over all words. Take one over the contexts of w alone, the other over the words of c.",
        ),
        (
            np.log(Z) - np.log((given_c @ KEEP)[:, None]) - np.log(KEEP @ given_w),
            "The conditional laws are exchanged: rows of P(· | w) sum to 1, and columns of P(· | c).",
        ),
        (np.log(Z) - np.log(of_w) + np.zeros_like(LAW),
         "That is the side of the word. The context's mean is missing: − log E[q_W | c]."),
        (np.log(Z) - np.log(of_c) + np.zeros_like(LAW),
         "That is the side of the context. The word's mean is missing: − log E[q_C | w]."),
        (
            np.log(Z) - np.log(of_w[:, 0]) - np.log(of_c) + np.zeros_like(LAW),
            "The word's mean belongs to its row: give it a second axis, [:, None].",
        ),
        (
            np.log(Z) - np.log(LAW @ KEEP)[:, None] - np.log(KEEP @ LAW),
            "Those are sums and not means: divide them by p(w), and by p(c).",
        ),
        (right / np.log(2), "These are bits; take natural logarithms."),
        (np.exp(right), "That is the factor; PMI adds its logarithm."),
    )  # fmt: skip
    if got.shape != LAW.shape:
        return Verdict(False, f"Expected one number for each cell, shape {LAW.shape}; got shape {got.shape}.")
    if not np.allclose(got, right, rtol=0, atol=1e-9):
        w, c = np.unravel_index(np.nan_to_num(abs(got - right), nan=np.inf).argmax(), LAW.shape)
        otherwise = f"In cell [{w}, {c}] of a test law expected {right[w, c]:.6f}; got {got[w, c]:.6f}."
        return known_mistake(got, mistakes, rtol=0, atol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "A pair's own survival cancels; what its word and its context stand beside does not.")


EXERCISES = {
    "9.1": weights,
    "9.2": quarter,
    "9.3": reach,
    "9.4": change_of_pmi,
}


def _list(numbers):
    return ", ".join(f"{x:.4g}" for x in numbers)
