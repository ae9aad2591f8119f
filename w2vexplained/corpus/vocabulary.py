"""The vocabulary: which words there are, how often each occurs, and the number each goes by."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain, repeat

import numpy as np

from w2vexplained.corpus.tokens import HOLE, a_list


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
    """The words of a text by falling count, ties in order of first sight.

    Attributes
    ----------
    words : tuple of str
        The words; a word's place is its number.
    counts : array of int64, (|V|,)
        How often each occurs, a count.
    """

    words: tuple
    counts: np.ndarray

    @classmethod
    def from_sentences(cls, sentences, min_count=1):
        """Count the words of a text and keep those that occur often enough.

        Parameters
        ----------
        sentences : iterable of lists of str
            The text.
        min_count : int
            A rarer word is left out.

        Returns
        -------
        Vocabulary
            The words that are left.

        Raises
        ------
        TypeError
            If the text, or a sentence, is one string instead of a list.
        ValueError
            If no word is left.

        Examples
        --------
        >>> vocabulary = Vocabulary.from_sentences([["the", "cat", "sees", "the", "dog"], ["dog", "sees", "cat"]], 2)
        >>> vocabulary.words, vocabulary.counts.tolist()
        (('the', 'cat', 'sees', 'dog'), [2, 2, 2, 2])
        """
        tally = Counter(chain.from_iterable(map(a_list, a_list(sentences))))
        if not tally:
            raise ValueError("expected a text with words; got an empty text")
        kept = [(word, count) for word, count in tally.most_common() if count >= min_count]
        if not kept:
            word, count = tally.most_common(1)[0]
            raise ValueError(
                f"expected a word that occurs at least min_count = {min_count} times; "
                f"the most frequent, {word!r}, occurs {count} times"
            )
        counts = np.array([count for _, count in kept], dtype=np.int64)
        counts.flags.writeable = False
        return cls(tuple(word for word, _ in kept), counts)

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
        look_up_all = (map(self.numbers.get, a_list(words), repeat(HOLE)) for words in a_list(sentences))
        arrays = (np.fromiter(ids, dtype=np.int64) for ids in look_up_all)
        return [ids if holes else ids[ids != HOLE] for ids in arrays]
