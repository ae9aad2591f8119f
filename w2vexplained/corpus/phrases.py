r"""Phrases: words that stand side by side more often than chance would have it become one word, as in new_york.

Words are bytes between spaces, tabs and line ends, as the word2vec program and its tool word2phrase read them.
Four things the tool does are not copied: it cuts words at 59 bytes and loses a last word that no space or line end
follows; it begins each line that it writes with a space; and where no word and no pair is rarer than its min_count it
forgets the last one of its list.
"""

import re
from collections import Counter
from contextlib import nullcontext
from itertools import chain
from typing import NamedTuple

from w2vexplained.corpus.files import chunks, whole_words, written_whole

LINE_END = b"\n"
SEPARATORS = (b" ", b"\t", LINE_END)
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


def join(tokens, phrase_score):
    r"""Join the phrases of a text, from left to right; a word belongs to one phrase at most.

    Parameters
    ----------
    tokens : iterable of bytes
        Words, and line ends, over which no phrase goes.
    phrase_score : function
        What `phrase_scores.scorer` returns.

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
        What `phrase_scores.scorer` returns.
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

    def kept(word):
        if len(word) > LONGEST_WORD:
            raise ValueError(f"expected words of at most {LONGEST_WORD} bytes in {path}; got {word[:40]!r} …")
        return word

    pieces = (chunk.replace(b"\r", b"") for chunk in chunks(path, progress=progress))
    for text in whole_words(pieces, SEPARATORS, kept):
        yield TOKEN.findall(text)
