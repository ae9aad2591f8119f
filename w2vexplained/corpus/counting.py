"""Counting the pairs of a text without writing them down: #(w, c), as a sparse matrix."""

from itertools import chain

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.tokens import END
from w2vexplained.corpus.windows import check_window

CHUNK = 2**20  # places of the text that are counted at a time


def count_matrix(text, window, n_words, dynamic=None, rng=None, memory=2**30, progress=False):
    r"""Count how often each pair (w, c) occurs in a text: #(w, c).

    Equation: SG1, EF1

    Parameters
    ----------
    text : array of int, list of sequences of int, or iterable of them
        The text as one token array, or sentence by sentence; an iterable is read once.
    window : int
        The largest distance L between a word and its context, in words.
    n_words : int
        The size of the vocabulary, of words and of contexts.
    dynamic : None, "expected" or "sampled"
        None gives every window its full size. Each word of a dynamic window draws its reach evenly from 1 … L:
        "sampled" draws it, "expected" weighs a pair at distance δ by the chance (L − δ + 1)/L that it is taken in.
    rng : numpy.random.Generator, optional
        Where "sampled" takes its randomness from.
    memory : int
        How much the counting may hold besides the text, in bytes.
    progress : bool
        Whether to show a progress bar.

    Returns
    -------
    csr_array, (n_words, n_words)
        The counts, of int64; of "expected", float64. Symmetric, except for "sampled".

    Raises
    ------
    TypeError
        If a sentence is not a list of whole numbers, or rng no generator.
    ValueError
        If the window is below 1, the vocabulary has no size, there is no pair, or `dynamic` is none of the three.
    IndexError
        If a number is outside the vocabulary.

    References
    ----------
    GL2014 §1 and §3.1.

    Examples
    --------
    >>> count_matrix([[0, 1, 0]], window=2, n_words=2).toarray().tolist()
    [[2, 2], [2, 0]]
    >>> count_matrix([[0, 1, 0]], window=2, n_words=2, dynamic="expected").toarray().tolist()
    [[1.0, 2.0], [2.0, 0.0]]
    """
    from scipy.sparse import csr_array

    window = check_window(window)
    if isinstance(n_words, bool) or not isinstance(n_words, int | np.integer) or n_words < 1:
        raise ValueError(f"expected a whole number of words ≥ 1; got {n_words!r}")
    if dynamic not in (None, "expected", "sampled"):
        raise ValueError(f'expected dynamic to be None, "expected" or "sampled"; got {dynamic!r}')
    if dynamic == "sampled":
        arguments.generator(rng, "integers")
    counts = csr_array((n_words, n_words), dtype=np.int64)
    sentences = 0
    for tokens, start, stop in _blocks(text, n_words):
        sentences += int((tokens[start:stop] == END).sum())
        counts = counts + _count(tokens, start, stop, window, n_words, dynamic, rng)
    if not counts.nnz:
        raise ValueError(f"expected a sentence of two words or more; got {sentences} sentences without a pair")
    if dynamic != "sampled":
        counts = csr_array(counts + counts.T)  # each pair has a mirror image, with the roles exchanged
    if dynamic == "expected":
        counts = counts.astype(float)
        counts.data /= window  # scipy would multiply by the rounded 1/L
    return counts


def _blocks(text, n_words):
    """Cut a text into parts: yield (tokens, start, stop); neighbours may lie outside."""
    for tokens in _pieces(text):
        if tokens.dtype.kind not in "iu":
            raise TypeError(f"expected sentences of word numbers; got {tokens.dtype}")
        for start in range(0, len(tokens), CHUNK):
            part = tokens[start : start + CHUNK]
            if part.min() < END or part.max() >= n_words:
                wrong = part[(part < END) | (part >= n_words)][0]
                raise IndexError(f"expected every word in 0 … {n_words - 1}; got {wrong}")
            yield tokens, start, start + len(part)


def _pieces(text):
    """Join sentences to token arrays of CHUNK places or more; the last one may be shorter."""
    if isinstance(text, np.ndarray) and text.ndim == 1 and text.dtype.kind in "iuf":
        yield text
        return
    if isinstance(text, str) or not hasattr(text, "__iter__"):
        raise TypeError(f"expected a list of sentences; got {text!r}")
    waiting, size = [], 0
    for words in text:
        if isinstance(words, str) or np.ndim(words) != 1:
            raise TypeError(f"expected sentences that are each a list of words or numbers; got {words!r}")
        waiting += [np.asarray(words) if len(words) else np.zeros(0, np.int32), np.array([END], np.int32)]
        size += len(words) + 1
        if size >= CHUNK:
            yield np.concatenate(waiting)
            waiting, size = [], 0
    if waiting:
        yield np.concatenate(waiting)


def _count(tokens, start, stop, window, n_words, dynamic, rng):
    """Count the pairs of the places start … stop − 1, distance by distance; unless sampled, to the right only."""
    from scipy.sparse import csr_array

    sentence = np.concatenate([[0], np.cumsum(tokens == END)[:-1]])
    reach = np.full(stop - start, window)
    if dynamic == "sampled":
        places = tokens[start:stop] != END
        reach[places] = rng.integers(1, window, int(places.sum()), endpoint=True)
    counts = csr_array((n_words, n_words), dtype=np.int64)
    longest = min(window, np.bincount(sentence).max())
    for delta in chain(range(-longest, 0) if dynamic == "sampled" else (), range(1, longest + 1)):
        i = np.arange(max(start, -delta), min(stop, len(tokens) - delta))
        i = i[(sentence[i] == sentence[i + delta]) & (abs(delta) <= reach[i - start])]
        w, c = tokens[i], tokens[i + delta]
        words = (w >= 0) & (c >= 0)
        weight = window - delta + 1 if dynamic == "expected" else 1
        counts += csr_array((np.full(words.sum(), weight), (w[words], c[words])), shape=counts.shape)
    return counts
