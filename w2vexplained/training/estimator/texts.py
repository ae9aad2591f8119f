"""The text that is trained on, in whatever form it comes: a vocabulary and a token array."""

import os
from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.reader import TextFile
from w2vexplained.corpus.tokens import BLOCK, END, HOLE, as_tokens, encode_text, gathered, is_flat
from w2vexplained.corpus.vocabulary import Vocabulary

MEMORY = 2**26  # bytes of tokens that are held; more lie in a temporary file
MOST_WORDS = 2**22  # that are counted at a time; rarer ones are forgotten, or their number would grow with the text
MOST_NUMBERS = 2**28  # of words without names

_GONE = -3  # a word that is too rare, until it is taken out


class Text(NamedTuple):
    """A text with its words.

    Attributes
    ----------
    vocabulary : Vocabulary
        The words.
    tokens : array of int32, (number of tokens,)
        The text in their numbers; it can only be read.
    from_numbers : bool
        Whether the words are the numbers of a token array, written as strings.
    """

    vocabulary: Vocabulary
    tokens: np.ndarray
    from_numbers: bool = False


def read_text(X, vocabulary=None, min_count=1, progress=False, from_numbers=False):
    """Read a text; without a vocabulary its words are counted first.

    Parameters
    ----------
    X : path, iterable of lists of str, or array of int32
        A file; sentences; or a token array, whose words without a vocabulary are its numbers, written as strings.
    vocabulary : Vocabulary, optional
        The words that have numbers; others vanish.
    min_count : int
        Without a vocabulary: a rarer word vanishes.
    progress : bool
        Whether to show how much has been read.
    from_numbers : bool
        Whether a token array has the words of the vocabulary, written as numbers, and not their places in it. A number
        that is no word of it then vanishes.

    Returns
    -------
    Text
        At least one word of it is known.

    Raises
    ------
    TypeError
        If it is one string that is no path, its words are no strings, or it can be read only once and is needed twice.
    ValueError
        If no word is left.
    IndexError
        If a token array has a number that is not in the vocabulary.
    FileNotFoundError
        If there is no such file.
    """
    if is_flat(X):
        text = _of_numbers(as_tokens(X), vocabulary, min_count, from_numbers)
    else:
        sentences = _sentences(X, passes=1 if vocabulary else 2)
        known = vocabulary or Vocabulary.from_sentences(sentences, min_count, MOST_WORDS, progress)
        text = Text(known, encode_text(sentences, known, progress=progress, memory=MEMORY), from_numbers)
    if not any((block >= 0).any() for block in blocks(text.tokens)):
        raise ValueError(f"expected a text with words of the vocabulary of {len(text.vocabulary)} words; got none")
    return text


def blocks(tokens):
    """Go through a token array piece by piece, so that one in a file takes up little memory.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The text.

    Yields
    ------
    array of int32
        The next piece, a view.
    """
    for start in range(0, len(tokens), BLOCK):
        yield tokens[start : start + BLOCK]
        forget(tokens)


def forget(tokens):
    """Let go of the memory that a mapped token array takes up; it is read from its file again when it is needed.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        An array that does not lie in a file, or can be written, stays as it is.
    """
    import mmap

    base = tokens
    while base is not None and not isinstance(base, np.memmap):
        base = getattr(base, "base", None)
    if base is not None and base.mode == "r" and hasattr(mmap, "MADV_DONTNEED"):
        base._mmap.madvise(mmap.MADV_DONTNEED)


class _Sentences:
    """Sentences whose words are looked at as they pass."""

    def __init__(self, sentences):
        self.sentences = sentences

    def __iter__(self):
        return map(_words, self.sentences)


def _words(sentence):
    """Return one sentence, or raise unless it is a list of strings."""
    arguments.a_list(sentence)
    if not hasattr(sentence, "__len__") or not hasattr(sentence, "__iter__"):
        raise TypeError(f"expected sentences that are each a list of words; got {sentence!r}")
    kinds = set(map(type, sentence))
    if kinds != {str} and not all(issubclass(kind, str) for kind in kinds):
        stranger = next(word for word in sentence if not isinstance(word, str))
        raise TypeError(f"expected words that are strings; got {stranger!r}")
    return sentence if isinstance(sentence, list) else list(sentence)


def _sentences(X, passes):
    """Return a text as sentences that can be read as often as needed."""
    if isinstance(X, str | os.PathLike):
        return _file(X)
    if isinstance(X, TextFile):
        return X
    if hasattr(X, "columns"):
        raise TypeError(
            "expected sentences that are each a list of words; got a DataFrame, "
            "from which df['text'].str.split() makes such lists"
        )
    if isinstance(X, bytes) or not hasattr(X, "__iter__") or getattr(X, "ndim", 1) == 0:
        raise TypeError(f"expected sentences, a token array of int32, or the path of a file; got {X!r}")
    if passes > 1 and hasattr(X, "__next__"):
        raise TypeError(
            f"expected sentences that can be read twice, to count words and then to number them, such as a list or a "
            f"TextFile; got {type(X).__name__}, which can be read once: with a vocabulary, once is enough"
        )
    return _Sentences(X)


def _file(path):
    try:
        return TextFile(path)
    except (FileNotFoundError, OSError) as error:
        if not isinstance(path, str):
            raise
        hint = "a string is taken as the path of a file; a text is given as sentences, such as [text.split()]"
        raise FileNotFoundError(f"{str(error)[:200]} ({hint})") from None


def _of_numbers(tokens, vocabulary, min_count, from_numbers):
    """Return a text that comes in numbers."""
    if from_numbers:
        return Text(vocabulary, _renumbered(tokens, np.array(vocabulary.words, np.int64)), True)
    most = max((int(block.max()) for block in blocks(tokens)), default=HOLE)
    if vocabulary is None:
        return _numbered(tokens, max(most, 0) + 1, min_count)
    if most >= len(vocabulary):
        raise IndexError(f"expected word numbers of the vocabulary, 0 … {len(vocabulary) - 1}; got {most}")
    view = tokens.view()  # the caller's array stays as writable as it was
    view.flags.writeable = False
    return Text(vocabulary, view)


def _numbered(tokens, n, min_count):
    """Count numbers as if they were words, and number them anew by falling count."""
    if n > MOST_NUMBERS:
        raise ValueError(f"expected word numbers below {MOST_NUMBERS:,} where there is no vocabulary; got {n - 1:,}")
    counts = np.zeros(n, np.int64)
    for block in blocks(tokens):
        np.add.at(counts, block[block >= 0], 1)
    order = np.flatnonzero(counts >= min_count)
    order = order[np.argsort(-counts[order], kind="stable")]
    if not len(order):
        raise ValueError(
            f"expected a word that occurs at least min_count = {min_count} times; "
            f"the most frequent occurs {counts.max(initial=0)} times"
        )
    return Text(Vocabulary(tuple(map(str, order.tolist())), counts[order]), _renumbered(tokens, order), True)


def _renumbered(tokens, order):
    """Give every token its place in the order, in memory or in a temporary file; one that has none vanishes."""
    n = int(order.max()) + 1
    table = np.full(n + 3, _GONE, np.int32)
    table[order] = np.arange(len(order))
    table[HOLE], table[END] = HOLE, END  # found there by their own negative numbers
    pieces = (table[np.minimum(block, n)] for block in blocks(tokens))
    return gathered((piece[piece != _GONE] for piece in pieces), MEMORY)
