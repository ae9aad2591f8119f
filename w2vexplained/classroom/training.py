"""The exercises of notebook 11."""

from collections.abc import Iterable

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake

GROUPS = ((100, 18, 18, 48), (50, 7, 6, 11), (7, 1, 4, 1))  # d, words, targets, pairs
OCCURRED, DRAWS_A_PAIR, DRAWS = np.array([3, 1, 0, 2]), 5, 8
LAW, ROWS = np.array([0.5, 0.3, 0.1, 0.06, 0.04]), 6

ESTIMATES = {
    "a": "the pairs of a centre share its draws: the average of a sum is the sum of the averages, dependent or not",
    "b": "a draw that equals the centre is skipped: then the centre is never pushed, though P_n gives it a share",
    "c": "N draws, weighted by n·k/N: N times k/N is k",
    "d": "different contexts only: the second draw has another law than P_n, frequent contexts come too seldom",
    "e": "a coin decides, heads count twice: half of the time twice the push is the push, on average",
}
BIASED = {"b", "d"}


def products_a_pair(answer):
    r"""Judge a function for what a pair costs in a group of pairs.

    Parameters
    ----------
    answer : callable
        From d, the words m, the targets n, and the pairs of the group to multiplications for one pair, on average.

    Returns
    -------
    Verdict
        On three groups.
    """
    got = np.array([float(answer(*group)) for group in GROUPS])
    d, m, n, pairs = np.array(GROUPS, dtype=float).T
    right = 3 * d * m * n / pairs
    mistakes = (
        (d * m * n / pairs, "That is one of three products: the scores. Then all words move, and all targets."),
        (2 * d * m * n / pairs, "Three products: the scores, the moves of the words, and those of the targets."),
        (6 * d * m * n / pairs, "That counts the additions, too. Asked are the multiplications."),
        (right * pairs, "That is the whole group. Divide by its pairs."),
        (3 * d * n, "All m words meet all n targets, once for all pairs of the group; a pair costs its share of that."),
        (right // 1, "Divide with /, for a pair's share need not be whole."),
        (3 * d * (m + n) / pairs, "Every word meets every target: m times n, not m plus n."),
        (3 * m * n / pairs, "Each entry of VT' is a sum of d products."),
        ((d * m * n + d * m + d * n) / pairs, "The moves are products of matrices, too: GT and G'V."),
    )
    if not np.allclose(got, right, rtol=1e-9):
        wrong = int(np.argmax(~np.isclose(got, right, rtol=1e-9)))
        group = dict(zip(("d", "m", "n", "pairs"), GROUPS[wrong], strict=True))
        otherwise = f"For {group} expected {right[wrong]:g}; got {got[wrong]:g}."
        return known_mistake(got, mistakes, rtol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "With m = 1, n = k + 1 and one pair it is 3d(k + 1): each pair with draws of its own.")


def weights(answer):
    r"""Judge a function for the weight of each draw of a block in the push of each word.

    Equation: TR2

    Parameters
    ----------
    answer : callable
        From n, an array of how many pairs each word stands in, k and N, to an array of weights.

    Returns
    -------
    Verdict
        On four words.
    """
    n, k, N = OCCURRED, DRAWS_A_PAIR, DRAWS
    got = np.asarray(answer(n.copy(), k, N), dtype=float)
    if got.shape == ():
        alike = ((k / N, "forgets how often a word occurs: one that stands in three pairs asks for 3k draws."),
                 (k, "would let each word of the block pay for N draws at the price of k."))  # fmt: skip
        said = next((words for wrong, words in alike if np.isclose(got, wrong)), "is the same for all words.")
        return Verdict(False, f"{got:g} for all {said} Expected one weight for each word.")
    if got.shape != n.shape:
        return Verdict(False, f"Expected one weight for each of the {len(n)} words; got shape {got.shape}.")
    mistakes = (
        (np.full(4, k / N), "That forgets how often a word occurs: one that stands in three pairs asks for 3k draws."),
        (np.full(4, float(k)), "Two things: divide by the N draws, and count how often the word occurs."),
        (n * 1.0, "That is right for N = k only. N draws stand for k: each counts k/N."),
        (n * k, "That pays k for each of N draws, so N·k instead of k. Divide by N."),
        (n / N, "Each pair asks for k draws, not for one."),
        (n * N / k, "Upside down: more draws, less weight each."),
        (n * k / n.sum(), "Divide by the number of draws, not by the number of pairs."),
        (n / n.sum() * k / N, "No share is asked for: n pairs push n times."),
        (np.sign(n) * k / N, "A word that stands in three pairs is pushed three times as hard."),
        (np.sqrt(n) * k / N, "The mean is to be kept, and it grows with n, not with its root."),
        (-n * k / N, "The weight is a number of answers; the sign stands in σ(−x)."),
    )
    right = n * k / N
    if not np.allclose(got, right, rtol=1e-9):
        otherwise = f"For n = {n.tolist()}, k = {k}, N = {N} expected {right.tolist()}; got {got.tolist()}."
        return known_mistake(got, mistakes, rtol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "N draws of weight n·k/N weigh n·k together, as many as n pairs would have drawn.")


def shared_by_equals(answer):
    r"""Judge by how much the variance grows where six times the same word shares its draws.

    Equation: TR1

    Parameters
    ----------
    answer : float
        Variance of the push with shared draws, over that with draws of each pair's own.

    Returns
    -------
    Verdict
        Six pairs, k = 5.
    """
    got = float(answer)
    mistakes = (
        (1, "That holds if the pushes are uncorrelated. Here they are the same push, six times."),
        (36, "Six times the same is 36 times the variance of one pair; but six pairs of their own have 6 times that."),
        (6**0.5, "That is the ratio of the standard deviations; variances are their squares."),
        (1 / 6, "Upside down: fewer draws, more scatter."),
        (30, "k is the same on both sides, and cancels."),
        (5, "k is the same on both sides, and cancels. What counts is how many pairs share."),
        (180, "Compare with six pairs, which have a variance, too; and k cancels."),
        (7, "Two equal numbers have 2·2 times the variance of one, not 1 + 2 times. Try m = 2 first."),
    )
    if not abs(got - 6) <= 1e-6:
        otherwise = f"Expected another number than {got:g}: Var(6X) over the variance of six independent X."
        return known_mistake(got, mistakes, rtol=0, atol=0.005) or Verdict(False, otherwise)
    return Verdict(True, "Var(6X) = 36 Var X against 6 Var X: as many times as pairs share, which is the worst case.")


def biased(answer):
    r"""Judge which of five ways to draw negatives are off on average.

    Equation: TR1, TR2, PM9

    Parameters
    ----------
    answer : set of str
        Letters.

    Returns
    -------
    Verdict
        It names one that was taken by mistake, or how many are missing.
    """
    if not isinstance(answer, Iterable):
        return Verdict(False, f"Expected letters, such as {{'a', 'b'}}; got {answer!r}.")
    letters = {str(letter).strip(" .()").lower() for letter in answer} - {"", ","}
    if not letters <= set(ESTIMATES):
        return Verdict(False, f"Expected letters from a to e; got {', '.join(sorted(letters - set(ESTIMATES)))}.")
    right_ones = sorted(letters - BIASED)
    if right_ones:
        one = right_ones[0]
        return Verdict(False, f"({one}) is right on average: {ESTIMATES[one].partition(': ')[2]}.")
    if letters != BIASED:
        return Verdict(False, f"That is not all: {len(BIASED - letters)} more. Ask of each what P_n's share becomes.")
    return Verdict(True, "(b) " + ESTIMATES["b"] + "; (d) " + ESTIMATES["d"] + ".")


def meetings(answer):
    r"""Judge a function for how often two threads hold the same row.

    Parameters
    ----------
    answer : callable
        From a law p over rows and r, the rows that each thread holds, to the expected number of coincidences.

    Returns
    -------
    Verdict
        On a law of five rows, six held by each thread.
    """
    got, p, r = np.asarray(answer(LAW.copy(), ROWS), dtype=float), LAW, ROWS
    if got.shape != ():
        return Verdict(False, f"Expected one number, a sum over all rows; got an array of shape {got.shape}.")
    got = float(got)
    same = (p**2).sum()
    mistakes = (
        (r * same, "Each of the r rows of one thread is compared with each of the r rows of the other."),
        (same, "That is one row against one row; each thread holds r."),
        (r**2 / len(p), "That would be rows drawn evenly; frequent ones meet more often."),
        (r * (2 * r - 1) * same, "That counts pairs within one thread, too, which works alone."),
        (r * (r - 1) / 2 * same, "Those are the pairs within one thread. Between two threads there are r times r."),
        (r**2 * same / 2, "No pair is counted twice: one place of each belongs to another thread."),
        (r**2 * p.sum(), "p sums to 1. Both must draw the same row: p times p."),
        (1 - (1 - same) ** (r**2), "That is a probability, as if all comparisons were independent; asked is the mean."),
        (1 - (1 - same) ** r, "That is a probability, and of one row against r; asked is the mean, over r times r."),
        (r**2 * p.max(), "Summed over all rows, and not for one."),
        (r**2 * p.max() ** 2, "That is the most frequent row alone. Sum over all."),
        (r**2 * np.sqrt(same), "Σp², without the root."),
    )  # fmt: skip
    right = r**2 * same
    if not np.isclose(got, right, rtol=1e-9):
        otherwise = f"For p = {p.tolist()} and r = {r} expected {right:g}; got {got:g}."
        return known_mistake(got, mistakes, rtol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "r² comparisons, each hits with Σp²; subsampling makes that sum small.")


EXERCISES = {
    "11.1": products_a_pair,
    "11.2": weights,
    "11.3": shared_by_equals,
    "11.4": biased,
    "11.5": meetings,
}
