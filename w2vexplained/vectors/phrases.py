r"""Phrases: words that stand side by side more often than chance would have it become one word, as in new_york.

Words are bytes between spaces, tabs and line ends, as the word2vec program and its tool word2phrase read them.
Three things the tool does are not copied: it cuts words at 59 bytes and loses a last word that no space or line end
follows; and where no word and no pair is rarer than its min_count it forgets the last one of its list.
"""

import math
import re
from collections import Counter
from contextlib import nullcontext
from itertools import chain
from typing import NamedTuple

import numpy as np

from w2vexplained.corpus.files import chunks, written_whole

LINE_END = b"\n"
TOKEN = re.compile(rb"[^ \t\n]+|\n")
LONGEST_WORD = 2**20  # a file without any space is no text, and is not taken into memory


class Tally(NamedTuple):
    """How often words, and pairs of neighbouring words, occur.

    Attributes
    ----------
    counts : dict of bytes to int
        Counts of words, and of pairs as a_b: what stands joined in the text counts as the pair, too.
    words : int
        The length of the text in words.
    """

    counts: dict
    words: int


def tally(path, across_lines=True, most=40_000_000, progress=False):
    """Count the words of a text and the pairs of neighbours.

    Parameters
    ----------
    path : str or path
        The text; it may be a .gz, .bz2 or .xz archive.
    across_lines : bool
        Whether the last word of a line and the first of the next are neighbours, too. For the program they are
        (which then never joins them); for gensim they are not.
    most : int
        Entries to hold in memory. When there are more, those that occurred once go; the next time twice; and so on.
    progress : bool
        Whether to show how much has been read.

    Returns
    -------
    Tally
        The counts.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If there is no word, or one longer than a million bytes.
    """
    counts, words, last, least = Counter(), 0, None, 1
    for tokens in _tokens(path, progress):
        found = [token for token in tokens if token != LINE_END]
        words += len(found)
        counts.update(found)
        row = found if across_lines else tokens
        pairs = zip([last, *row[:-1]], row, strict=True) if row else ()
        counts.update(a + b"_" + b for a, b in pairs if a and LINE_END not in (a, b))
        last = row[-1] if row else last
        if len(counts) > most:
            counts = Counter({word: count for word, count in counts.items() if count > least})
            least += 1
    if not words:
        raise ValueError(f"expected words in {path}; got none")
    return Tally(counts, words)


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
THRESHOLDS = {"program": (0.0, math.inf), "npmi": (-1.0, 1.0)}


def scorer(counted, min_count=5, threshold=100.0, score="program"):
    """Return the function that says whether two words in a row are a phrase.

    Parameters
    ----------
    counted : Tally
        The counts of the text.
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
    least, most = THRESHOLDS[score]
    if not least <= threshold <= most:
        raise ValueError(f"expected a threshold from {least:g} to {most:g} for the score {score}; got {threshold:g}")
    return float(np.float32(threshold)) if score == "program" else threshold


def join(tokens, phrase_score):
    r"""Join the phrases of a text, from left to right; a word belongs to one phrase at most.

    Parameters
    ----------
    tokens : iterable of bytes
        Words, and line ends, over which no phrase goes.
    phrase_score : function
        What `scorer` returns.

    Yields
    ------
    bytes
        Words, phrases joined by underscores, line ends.
    float or None
        The score of a phrase.

    Examples
    --------
    >>> phrases = {(b"new", b"york"): 3.0, (b"york", b"times"): 9.0}
    >>> text = [b"the", b"new", b"york", b"times", b"\n", b"new", b"\n", b"york"]
    >>> [token for token, _ in join(text, lambda a, b: phrases.get((a, b)))]
    [b'the', b'new_york', b'times', b'\n', b'new', b'\n', b'york']
    """
    waiting = None  # the last word, as long as it may still become the first half of a phrase
    for token in tokens:
        score = None if waiting is None or token == LINE_END else phrase_score(waiting, token)
        if score is not None:
            yield waiting + b"_" + token, score
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
        waiting = token
        if token == LINE_END:
            yield token, None
            waiting = None
    if waiting is not None:
        yield waiting, None


def rewrite(path, phrase_score, output=None, progress=False):
    """Join the phrases of a text, piece by piece, and say which there are.

    Parameters
    ----------
    path : str or path
        The text; it may be a .gz, .bz2 or .xz archive.
    phrase_score : function
        What `scorer` returns.
    output : str or path, optional
        Where to write the text with joined phrases, lines kept, one space between words; whole or not at all.
    progress : bool
        Whether to show how much has been read.

    Returns
    -------
    dict of bytes to (int, float)
        How often each phrase was joined, and its score; the highest score first.

    Raises
    ------
    FileNotFoundError
        If there is no such file, or no folder to write to.
    """
    times, scores, separator = Counter(), {}, b""
    with nullcontext() if output is None else written_whole(output) as file:
        for token, score in join(chain.from_iterable(_tokens(path, progress)), phrase_score):
            if score is not None:
                times[token] += 1
                scores[token] = score
            if file:
                file.write(token if token == LINE_END else separator + token)
                separator = b"" if token == LINE_END else b" "
    return {phrase: (times[phrase], scores[phrase]) for phrase in sorted(scores, key=scores.get, reverse=True)}


def _tokens(path, progress):
    """The words and line ends of a text, as lists, one for each piece of the file."""
    rest = b""
    for chunk in chunks(path, progress=progress):
        text = rest + chunk.replace(b"\r", b"")
        end = max(text.rfind(separator) for separator in (b" ", b"\t", LINE_END)) + 1
        rest = text[end:]
        if len(rest) > LONGEST_WORD:
            raise ValueError(f"expected words of at most {LONGEST_WORD} bytes in {path}; got {rest[:40]!r} …")
        yield TOKEN.findall(text[:end])
    if rest:
        yield [rest]
