"""A text as the program reads it: bytes, cut into words, numbered by falling count."""

import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np

from w2vexplained.corpus.files import chunks, existing, whole_words

SENTENCE_END = b"</s>"
SEPARATORS = (b" ", b"\t", b"\n")
WORD = re.compile(rb"[^ \t]+")
ENTRY = re.compile(rb"([^ \t\r\n\0]{1,98}) (\d{1,15})\n")  # a line of a vocabulary file
LONGEST = 98  # bytes of a word that are kept: MAX_STRING, less two
COUNTED = 10**15  # occurrences that the program takes for infinitely many when it builds its tree
MOST_WORDS = 21_000_000  # of so many the program's hash table grows too full, and it drops rare words while it reads


class Text(NamedTuple):
    """A text in numbers, with its vocabulary.

    Attributes
    ----------
    words : tuple of bytes
        The end of a sentence, then all words by falling count, ties in order of first sight.
    counts : array of int64, (|V|,)
        How often each occurs, in this text or in the one that the vocabulary is of. The end of a sentence may occur
        never.
    ids : array of int32, (N,)
        The text, without the words that were left out.
    """

    words: tuple
    counts: np.ndarray
    ids: np.ndarray


def read(path, min_count, vocabulary=None):
    """Read a text file and keep its frequent words.

    Parameters
    ----------
    path : str or path
        The text; an archive (.gz, .bz2, .xz) is unpacked first, which the program leaves to others.
    min_count : int
        A rarer word is left out, except for the end of a sentence.
    vocabulary : str, path or None
        A file of words with counts, which then count instead of the text's own. Its first word ends sentences.

    Returns
    -------
    Text
        With at least one word besides the end of a sentence.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If no word is left, one is empty, as nothing can read it from a file, there are more than the program holds,
        or the vocabulary is not written as the program writes it.
    """
    seen, ids = _numbered(path, MOST_WORDS if vocabulary is None else None)
    if vocabulary is None:
        words, counts = _sorted(seen, np.bincount(ids, minlength=len(seen)), min_count, path)
    else:
        words, counts = _sorted(*counted(vocabulary), min_count, vocabulary)
    numbers = {word: number for number, word in enumerate(words)}
    ids = np.array([numbers.get(word, -1) for word in seen], np.int32)[ids]
    return Text(words, counts, ids[ids >= 0])


def counted(path):
    """Read a vocabulary file of the program.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    words : list of bytes
        In the order of the file.
    counts : array of int64, (|V|,)
        How often each occurs.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a line is no word with a whole number, a word stands twice, or the counts are none or too many.
    """
    counts = {}
    with open(existing(path, "a vocabulary file"), "rb") as file:
        for number, line in enumerate(file, start=1):
            entry = ENTRY.fullmatch(line)
            if not entry or entry[1] in counts:
                raise ValueError(
                    f"expected a new word, its count and a line end in line {number} of {path}; got {line[:120]!r}"
                )
            counts[entry[1]] = int(entry[2])
    if not 0 < sum(counts.values()) < COUNTED:
        raise ValueError(f"expected from 1 to 10^15 − 1 occurrences in {path}; got {sum(counts.values())}")
    return list(counts), np.array(list(counts.values()), np.int64)


def _numbered(path, most):
    """Number the words of a text in order of first sight; the end of a sentence is 0."""
    numbers = defaultdict()
    numbers.default_factory = numbers.__len__  # a word seen first gets the next number
    numbers[SENTENCE_END]
    pieces = [np.empty(0, np.int32)]
    for words in words_of(chunks(path)):
        pieces.append(np.fromiter(map(numbers.__getitem__, words), np.int32, len(words)))
        if most and len(numbers) > most:
            raise ValueError(f"expected a text of at most {most:,} different words; got more in {path}")
    return list(numbers), np.concatenate(pieces)


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
    whole = whole_words((piece.replace(b"\r", b"") for piece in pieces), SEPARATORS, lambda word: word[:LONGEST])
    yield from (_words(text) for text in whole if text.endswith(SEPARATORS))


def _words(text):
    text = text.replace(b"\n", b" </s> ")
    words = WORD.findall(text) if b"\v" in text or b"\f" in text else text.split()  # which cuts at these two as well
    if b"\0" in text or len(max(words, key=len, default=b"")) > LONGEST:
        return [word[:LONGEST].partition(b"\0")[0] for word in words]
    return words


def _sorted(words, counts, min_count, path):
    """Sort all words but the first by falling count, without those that are too rare."""
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
    return kept, counts[order]
