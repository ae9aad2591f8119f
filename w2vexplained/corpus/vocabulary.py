"""The vocabulary: which words there are, how often each occurs, and the number each goes by."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain, repeat

import numpy as np
from tqdm import tqdm

from w2vexplained import arguments
from w2vexplained.corpus.tokens import HOLE


def look_up(word, numbers):
    """Return the number of a word, or say that it is unknown and which known words are spelt alike.

    Parameters
    ----------
    word : str
        The word asked for.
    numbers : dict of str to int
        The number of each known word.

    Returns
    -------
    int
        Its number.

    Raises
    ------
    LookupError
        If the word is not known.
    """
    if word in numbers:
        return numbers[word]
    near = get_close_matches(str(word), numbers, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "none of them is spelt alike"
    raise LookupError(f"expected one of the {len(numbers)} words of the vocabulary; got {word!r} ({hint})")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a text, each with its number and its count.

    Attributes
    ----------
    words : tuple of str
        The words; a word's place is its number. `from_sentences` puts them in order.
    counts : array of int64, (|V|,)
        How often each occurs, a count.
    undercount : int
        By how much a count may be too low, since the tally was reduced; 0 if the counts are exact.

    Raises
    ------
    TypeError
        If a word is no string, or a count not whole.
    ValueError
        If there is no word, a word stands there twice, the counts are not as many, or one is negative.
    """

    words: tuple
    counts: np.ndarray
    undercount: int = 0

    def __post_init__(self):
        object.__setattr__(self, "words", _distinct(self.words))
        object.__setattr__(self, "counts", _whole(self.counts, self.words))

    @classmethod
    def from_sentences(cls, sentences, min_count=1, max_size=None, progress=False):
        """Count the words of a text, and keep frequent ones by falling count, ties in order of first sight.

        Parameters
        ----------
        sentences : iterable of lists of str
            The text, read once.
        min_count : int
            A rarer word is left out.
        max_size : int, optional
            The most words to keep count of at a time, for a text whose words do not fit into memory.
            Whenever there are more after a sentence, the rare ones are forgotten, as the word2vec program does:
            those counted once, next time those counted up to twice, and so on, or as many as it takes.
            Counts then are never too high, and too low by at most `undercount`; a word that occurs more often
            than that is never lost before `min_count` is asked for.
        progress : bool
            Whether to show how many sentences have been read.

        Returns
        -------
        Vocabulary
            The words that are left.

        Raises
        ------
        TypeError
            If the text, or a sentence, is one string instead of a list, or min_count no number.
        ValueError
            If no word is left, or max_size is not a whole number ≥ 1.

        Examples
        --------
        >>> vocabulary = Vocabulary.from_sentences([["the", "cat", "sees", "the", "dog"], ["dog", "sees", "cat"]], 2)
        >>> vocabulary.words, vocabulary.counts.tolist()
        (('the', 'cat', 'sees', 'dog'), [2, 2, 2, 2])
        >>> vocabulary = Vocabulary.from_sentences([["the", "cat"], ["the"], ["a", "dog"]], max_size=2)
        >>> vocabulary.words, vocabulary.counts.tolist(), vocabulary.undercount
        (('the',), [2], 1)
        """
        arguments.one_number("min_count", min_count)
        sentences = tqdm(arguments.a_list(sentences), unit=" sentences", unit_scale=True, disable=not progress)
        tally, undercount = _count(map(arguments.a_list, sentences), max_size)
        if not tally:
            raise ValueError(_nothing_counted(max_size, undercount))
        kept = [(word, count) for word, count in tally.most_common() if count >= min_count]
        if not kept:
            word, count = tally.most_common(1)[0]
            raise ValueError(
                f"expected a word that occurs at least min_count = {min_count} times; "
                f"the most frequent, {word!r}, occurs {count} times"
            )
        return cls(tuple(word for word, _ in kept), [count for _, count in kept], undercount)

    def __len__(self):
        """Return the number of words, |V|."""
        return len(self.words)

    @cached_property
    def numbers(self):
        """The number of each word, as a dictionary."""
        return {word: number for number, word in enumerate(self.words)}

    def index(self, word):
        """Return the number of a word.

        Parameters
        ----------
        word : str
            A word of the vocabulary.

        Returns
        -------
        int
            Its place in `words`.

        Raises
        ------
        LookupError
            If the word is unknown; words of like spelling are named.
        """
        return look_up(word, self.numbers)

    def encode(self, sentences, holes=False):
        """Replace words by their numbers, and unknown words by nothing or by a hole.

        Without holes they go before windows are cut, so that the words around them become neighbours.
        With holes they go after it: their places stay, and with them the distances of the full text.

        Parameters
        ----------
        sentences : iterable of lists of str
            The text.
        holes : bool
            Whether an unknown word leaves a hole, `tokens.HOLE`.

        Returns
        -------
        list of arrays of int64
            The numbers of each sentence's known words, and the holes between them if asked for.

        Raises
        ------
        TypeError
            If the text, or a sentence, is one string instead of a list.

        References
        ----------
        GL2014 §3.2.

        Examples
        --------
        >>> vocabulary = Vocabulary.from_sentences([["a", "b", "a", "c", "b"]], min_count=2)
        >>> [ids.tolist() for ids in vocabulary.encode([["a", "c", "b"], ["c"]])]
        [[0, 1], []]
        >>> [ids.tolist() for ids in vocabulary.encode([["a", "c", "b"], ["c"]], holes=True)]
        [[0, -1, 1], [-1]]
        """
        lists = map(arguments.a_list, arguments.a_list(sentences))
        arrays = (np.fromiter(map(self.numbers.get, words, repeat(HOLE)), dtype=np.int64) for words in lists)
        return [ids if holes else ids[ids != HOLE] for ids in arrays]


def _count(sentences, max_size):
    """Count words, forgetting rare ones if there are too many; return the counts and by how much one may be too low."""
    if max_size is None:
        return Counter(chain.from_iterable(sentences)), 0
    max_size = arguments.whole("max_size", max_size, least=1)
    tally, undercount, threshold = Counter(), 0, 1
    for words in sentences:
        tally.update(words)
        if len(tally) > max_size:
            forgotten = _largest_to_forget(tally, max_size, threshold)
            tally = Counter({word: count for word, count in tally.items() if count > forgotten})
            undercount += forgotten  # what one word can have lost this time, on top of what it lost before
            threshold += 1
    return tally, undercount


def _largest_to_forget(tally, max_size, threshold):
    """Give the largest count that must go: all up to the threshold, and more until no more than max_size are left."""
    left, forgotten = len(tally), 0
    for count, n_words in sorted(Counter(tally.values()).items()):
        if count > threshold and left <= max_size:
            break
        left, forgotten = left - n_words, count
    return forgotten


def _nothing_counted(max_size, undercount):
    if not undercount:
        return "expected a text with words; got an empty text"
    return f"expected a word counted more than {undercount} times, since max_size = {max_size} forgets others; got none"


def _distinct(words):
    words = tuple(arguments.a_list(words))
    strangers = [word for word in words if not isinstance(word, str)]
    if strangers:
        raise TypeError(f"expected words that are strings; got {strangers[0]!r}")
    if len(set(words)) < len(words):
        twice, times = Counter(words).most_common(1)[0]
        raise ValueError(f"expected every word once; got {twice!r} {times} times")
    if not words:
        raise ValueError("expected a vocabulary of one word or more; got none")
    return words


def _whole(counts, words):
    counts = arguments.array("counts", counts)
    arguments.table("counts", counts, (len(words),))
    if counts.dtype.kind not in "iu":
        raise TypeError(f"expected whole numbers for counts; got {counts.dtype}")
    if counts.max() > np.iinfo(np.int64).max:
        raise ValueError(f"expected counts below 2**63; got {counts.max()}")
    counts = np.array(counts, dtype=np.int64)
    counts.flags.writeable = False
    return counts
