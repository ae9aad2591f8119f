"""Two scores for a pair of words in a row, and the line above which it is a phrase."""

import math

import numpy as np


def discounted(n_ab, n_a, n_b, n, min_count):
    r"""The program's score (#(ab) − δ)/(#(a)·#(b))·N, in its float arithmetic; δ is the smallest count that counts.

    Parameters
    ----------
    n_ab, n_a, n_b : int
        How often the pair and its words occur, counts.
    n : int
        The length of the text, a count.
    min_count : int
        δ.

    Returns
    -------
    float
        The score; 100 and more makes a phrase, if nothing else is said.

    References
    ----------
    MSCCD2013, eq. (6), which leaves out N.

    Examples
    --------
    >>> discounted(25, 50, 40, 10_000, min_count=5)
    100.0
    """
    part = np.float32(n_ab - min_count) / np.float32(n_a) / np.float32(n_b)
    return float(part * np.float32(n))


def normalised_pmi(n_ab, n_a, n_b, n, min_count):
    r"""Pointwise mutual information over its largest value, log(p_ab/(p_a·p_b)) / −log p_ab, as gensim has it.

    Parameters
    ----------
    n_ab, n_a, n_b : int
        How often the pair and its words occur, counts.
    n : int
        The length of the text, a count: the number of words, though there are fewer pairs.
    min_count : int
        Not used: rarer pairs are not scored at all.

    Returns
    -------
    float
        From −1 (never together) over 0 (independent) to 1 (never apart).

    Examples
    --------
    >>> round(normalised_pmi(10, 10, 10, 1000, min_count=5), 12)
    1.0
    """
    p_ab = n_ab / n
    return math.log(p_ab / (n_a / n * (n_b / n))) / -math.log(p_ab) if p_ab < 1 else 1.0


SCORES = {"program": discounted, "npmi": normalised_pmi}
RANGES = {"program": (0.0, math.inf), "npmi": (-1.0, 1.0)}


def scorer(counted, min_count=5, threshold=100.0, score="program"):
    """Return the function that says whether two words in a row are a phrase.

    Parameters
    ----------
    counted : Tally
        The counts of the text, see `phrases.tally`.
    min_count : int
        Words and pairs that occur less often make no phrase; also δ of the program's score.
    threshold : float
        A phrase's score is above it. At least 0 for `program`; from −1 to 1 for `npmi`.
    score : str
        `program` (`discounted`) or `npmi` (`normalised_pmi`).

    Returns
    -------
    function
        Takes two words, bytes; returns their score, or None where they are no phrase.

    Raises
    ------
    ValueError
        If the score is unknown, min_count below 1, or the threshold out of its range.
    """
    threshold = check(min_count, threshold, score)
    counts, known = counted.counts, {}

    def value(a, b, pair):
        n_ab, n_a, n_b = counts.get(pair, 0), counts.get(a, 0), counts.get(b, 0)
        if min(n_ab, n_a, n_b) < min_count:
            return None
        found = SCORES[score](n_ab, n_a, n_b, counted.words, min_count)
        return found if found > threshold else None

    def phrase_score(a, b):
        if (a, b) not in known:
            known[a, b] = value(a, b, a + b"_" + b)
        return known[a, b]

    return phrase_score


def check(min_count, threshold, score):
    """Check the options of `scorer`; a long count can ask before it begins.

    Parameters
    ----------
    min_count, threshold, score : int, float, str
        As there.

    Returns
    -------
    float
        The threshold, as the score's arithmetic has it.

    Raises
    ------
    ValueError
        If the score is unknown, min_count below 1, or the threshold out of its range.
    """
    if score not in SCORES:
        raise ValueError(f"expected the score {' or '.join(SCORES)}; got {score!r}")
    if min_count < 1:
        raise ValueError(f"expected min_count ≥ 1; got {min_count}")
    least, most = RANGES[score]
    if not least <= threshold <= most:
        raise ValueError(f"expected a threshold from {least:g} to {most:g} for the score {score}; got {threshold:g}")
    return float(np.float32(threshold)) if score == "program" else threshold
