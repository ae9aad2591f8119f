"""What training is measured on: pairs of text that it does not see, or a law of pairs that is known."""

from numbers import Real
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from w2vexplained import arguments
from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.pairs import pairs
from w2vexplained.corpus.subsampling import subsample
from w2vexplained.corpus.tokens import END
from w2vexplained.corpus.vocabulary import look_up

SHARE = 100  # one word of so many is left out at the most
STRETCHES, STRETCH = 100, 100  # how many stretches at the most, and how many words in each at the least
LONG_SENTENCE = 1000  # words: so far a stretch looks for the beginning of one, as texts are cut after so many
FEWEST = 20  # words, below which nothing is left out
AT_ONCE = 2**14  # tokens of which CBOW's examples are laid out at a time


class Sample(NamedTuple):
    """Pairs with their weights, in the form that an expected objective is computed from.

    Attributes
    ----------
    inputs : csr_array of float32, (m, |V|)
        Each row averages word vectors: one word's in skip-gram, the neighbours' of a word in CBOW.
    i, c : arrays of int, (pairs,)
        An input, and a context that is observed beside it.
    weights : array, (pairs,)
        How often; they sum to 1.
    rows : array of int, (r,)
        The inputs whose scores with all contexts are computed.
    row_weights : array, (r,)
        What each of them stands for; they sum to 1.
    """

    inputs: csr_array
    i: np.ndarray
    c: np.ndarray
    weights: np.ndarray
    rows: np.ndarray
    row_weights: np.ndarray

    def thinned(self, n):
        """Keep only so many of the inputs whose scores with all contexts are computed, each for its neighbours.

        Parameters
        ----------
        n : int
            How many, at least 1; pairs all stay.

        Returns
        -------
        Sample
            Inputs are taken at even steps through their weights, so that one of twice the weight comes twice as often.
        """
        if n >= len(self.rows):
            return self
        places = np.searchsorted(np.cumsum(self.row_weights), (np.arange(n) + 0.5) / n)
        kept, times = np.unique(np.minimum(places, len(self.rows) - 1), return_counts=True)
        return self._replace(rows=self.rows[kept], row_weights=times / n)


def stretches(tokens, words):
    """Choose stretches of a text that lie evenly over it, each of whole sentences if these are not too long.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The text.
    words : int
        How many tokens they are to have in all, up to a hundredth of the text, before the last sentence of each is
        completed, by at most as many again.

    Returns
    -------
    list of (int, int)
        Start and stop of each, rising; none if the text is short.

    Examples
    --------
    >>> text = np.tile(np.array([0, 1, 2, 3, END], np.int32), 1000)
    >>> stretches(text, words=10_000)
    [(2500, 2550)]
    """
    words = min(words, len(tokens) // SHARE)
    if words < FEWEST:
        return []
    n = max(1, min(STRETCHES, words // STRETCH))
    length = words // n
    chosen = []
    for middle in ((np.arange(n) + 0.5) * len(tokens) / n).astype(int).tolist():
        start = _after_end(tokens, middle, LONG_SENTENCE)
        start = start if start < len(tokens) else middle  # where one sentence is all the text
        chosen.append((start, min(_after_end(tokens, start + length, length), len(tokens))))
    return chosen


def sample_of_text(tokens, plan, at_once=AT_ONCE):
    """Yield the pairs of a text as training sees them: thinned out once, in windows of all sizes.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The text.
    plan : Plan
        How it would be trained.
    at_once : int
        Tokens in a piece, which bounds the memory.

    Yields
    ------
    Sample
        Of skip-gram, one for all the text, each pair with the chance that a window reaches it. Of CBOW, one for each
        piece of it, each word with the neighbours of one window.
    number
        How many pairs, or words, it stands for.
    """
    rng = np.random.default_rng(0)  # so that the same text gives the same value
    kept = subsample(tokens, np.minimum(plan.keep.astype(float), 1), rng)
    if plan.cbow:
        for start in range(0, len(kept), at_once):
            yield from _examples(closed(kept[start : start + at_once]), plan, rng)
        return
    try:
        counts = count_matrix(kept, plan.window, len(plan.counts), dynamic="expected").tocoo()
    except ValueError:  # there is no pair; all else is sound
        return
    yield _of_pairs(*counts.coords, counts.data, len(plan.counts)), counts.data.sum()


def sample_of_law(law, vocabulary):
    """Take pairs from a law that is known.

    Parameters
    ----------
    law : dict of (str, str) to number
        The probability of each pair (w, c).
    vocabulary : Vocabulary
        The words.

    Returns
    -------
    Sample
        Its pairs of a probability above 0.

    Raises
    ------
    TypeError, ValueError, LookupError
        If it is no dictionary of pairs with numbers, one is negative or all do not sum to 1, or a word is unknown.
    """
    if not isinstance(law, dict):
        raise TypeError(f"expected law to be a dictionary of pairs (w, c) with their probabilities; got {law!r}")
    strange = [pair for pair in law if not (isinstance(pair, tuple) and len(pair) == 2)]
    if strange or not law:
        raise ValueError(f"expected law to have pairs (w, c) as its keys; got {strange[0] if strange else 'none'!r}")
    strange = [x for x in law.values() if not isinstance(x, Real)]
    if strange:
        raise TypeError(f"expected numbers for the probabilities of law; got {strange[0]!r}")
    p = arguments.probabilities("law", np.array([float(x) for x in law.values()]))
    w, c = (np.array([look_up(pair[side], vocabulary.numbers) for pair in law]) for side in (0, 1))
    return _of_pairs(w[p > 0], c[p > 0], p[p > 0], len(vocabulary))


def closed(tokens):
    """Close the last sentence of a piece of text.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The piece, not empty.

    Returns
    -------
    array of int32
        A token array.
    """
    return tokens if tokens[-1] == END else np.append(tokens, np.int32(END))


def _of_pairs(w, c, weights, n_words):
    """Make a sample of skip-gram: an input for each word that occurs."""
    words, i = np.unique(w, return_inverse=True)
    weights = weights / weights.sum()
    inputs = csr_array((np.ones(len(words), np.float32), words, np.arange(len(words) + 1)), (len(words), n_words))
    return Sample(inputs, i, c, weights, np.arange(len(words)), np.bincount(i, weights))


def _examples(tokens, plan, rng):
    """Make a sample of CBOW: an input for each word that has neighbours; nothing if none has."""
    places = np.where(tokens >= 0, np.arange(len(tokens)), tokens).astype(np.int32)  # no two alike
    try:
        centre, neighbour = pairs(places, plan.window, rng).T
    except ValueError:  # there is no pair; all else is sound
        return
    centres, i, m = np.unique(centre, return_inverse=True, return_counts=True)
    mean = np.ones(len(i), np.float32) / m[i].astype(np.float32)
    inputs = csr_array((mean, (i, tokens[neighbour])), shape=(len(centres), len(plan.counts)))
    all_of_them, even = np.arange(len(centres)), np.full(len(centres), 1 / len(centres))
    yield Sample(inputs, all_of_them, tokens[centres].astype(np.int64), even, all_of_them, even), len(centres)


def _after_end(tokens, start, near):
    """Give the first place from `start` on that begins a sentence, or `start` if none is so near."""
    near = tokens[max(start - 1, 0) : start + near]
    ends = np.flatnonzero(near == END)
    return max(start - 1, 0) + int(ends[0]) + 1 if len(ends) else start
