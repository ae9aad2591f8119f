"""A text as the program reads it: bytes, cut into words, numbered by falling count."""

import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np

from w2vexplained.corpus.files import chunks

SENTENCE_END = b"</s>"
WORD = re.compile(rb"\n|[^ \t\n]+")  # a newline is a word of its own
LONGEST = 98  # bytes of a word that are kept: MAX_STRING, less two
MOST_WORDS = 21_000_000  # of so many the program's hash table grows too full, and it drops rare words while it reads


class Text(NamedTuple):
    """A text in numbers, with its vocabulary.

    Attributes
    ----------
    words : tuple of bytes
        The end of a sentence, then all words by falling count, ties in order of first sight.
    counts : array of int64, (|V|,)
        How often each occurs. The end of a sentence may occur never.
    ids : array of int32, (N,)
        The text, without the words that were left out.
    """

    words: tuple
    counts: np.ndarray
    ids: np.ndarray


def read(path, min_count):
    """Read a text file and keep its frequent words.

    Parameters
    ----------
    path : str or path
        The text; an archive (.gz, .bz2, .xz) is unpacked first, which the program leaves to others.
    min_count : int
        A rarer word is left out, except for the end of a sentence.

    Returns
    -------
    Text
        With at least one word besides the end of a sentence.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If no word is left, one is empty, as nothing can read it from a file, or there are more than the program holds.
    """
    numbers = defaultdict()
    numbers.default_factory = numbers.__len__  # a word seen first gets the next number
    numbers[SENTENCE_END]
    pieces = [np.empty(0, np.int32)]
    for words in words_of(chunks(path)):
        pieces.append(np.fromiter(map(numbers.__getitem__, words), np.int32, len(words)))
        if len(numbers) > MOST_WORDS:
            raise ValueError(f"expected a text of at most {MOST_WORDS:,} different words; got more in {path}")
    return _sorted(list(numbers), np.concatenate(pieces), min_count, path)


def words_of(pieces):
    r"""Cut bytes into words as the program does.

    Space, tab and newline end a word, a newline is besides the word ``</s>``, and a carriage return is not there.
    A word ends after 98 bytes, or before a zero byte. One that nothing ends, at the end of the text, is lost.

    Parameters
    ----------
    pieces : iterable of bytes
        The text, in pieces cut anywhere.

    Yields
    ------
    list of bytes
        The words of the next piece.

    Examples
    --------
    >>> [word for words in words_of([b"The cat\tsa", b"t.\r\n\nThe d", b"og"]) for word in words]
    [b'The', b'cat', b'sat.', b'</s>', b'</s>', b'The']
    """
    rest = b""
    for piece in pieces:
        text = rest + piece.replace(b"\r", b"")
        end = 1 + max(text.rfind(separator) for separator in (b" ", b"\t", b"\n"))
        rest = text[end:][:LONGEST]  # what comes later can make it no longer
        yield [_cut(word) for word in WORD.findall(text, 0, end)]


def _cut(word):
    return SENTENCE_END if word == b"\n" else word[:LONGEST].partition(b"\0")[0]


def _sorted(words, ids, min_count, path):
    """Number the words anew, by falling count; those that are too rare go, from the vocabulary and from the text."""
    counts = np.bincount(ids, minlength=len(words))
    order = 1 + np.argsort(-counts[1:], kind="stable")
    order = np.concatenate([[0], order[counts[order] >= min_count]])
    if len(order) == 1:
        raise ValueError(
            f"expected a word that occurs at least min_count = {min_count} times in {path}; "
            f"got {len(words) - 1} words, the most frequent of which occurs {counts[1:].max(initial=0)} times"
        )
    kept = tuple(words[i] for i in order)
    if b"" in kept:
        raise ValueError(
            f"expected no zero byte at the beginning of a word in {path}; got one, and nothing is left of the word "
            "(is the text UTF-16?)"
        )
    renumbered = np.full(len(words), -1, np.int32)
    renumbered[order] = np.arange(len(order))
    ids = renumbered[ids]
    return Text(kept, counts[order], ids[ids >= 0])
