"""Counting pairs without compiled loops: distance by distance, with NumPy and scipy.

A table is three arrays: where each row begins, contexts, counts.
"""

import numpy as np
from scipy.sparse import csr_array

from w2vexplained.corpus.tokens import END

PER_PLACE, PER_CELL = 128, 72  # bytes, measured: for a place of the part that is counted, for a cell of the result
STEP = 2**16  # places that are treated at once


def add(table, part, room):
    """Add the pairs of a part of a text to a table.

    Parameters
    ----------
    table : tuple of arrays
        The table so far; of a symmetric one, the cells c ≤ w, those on the diagonal halved.
    part : Part
        The places of the words w.
    room : int
        How many cells the table may have.

    Returns
    -------
    tuple of arrays, or None
        The new table, its rows sorted; None if there was not room enough.
    """
    counts = _matrix(table)
    for some in _pairs_of(part, counts.shape):
        counts = counts + some
        if counts.nnz > room:
            return None
    return counts.indptr, counts.indices, counts.data


def finish(table, symmetric):
    """Add what was left out of a symmetric table.

    Parameters
    ----------
    table : tuple of arrays
        Rows sorted.
    symmetric : bool
        Whether these are only the cells c ≤ w.

    Returns
    -------
    tuple of arrays
        The whole table, its rows sorted.
    """
    counts = _matrix(table)
    whole = counts + counts.T.tocsr() if symmetric else counts
    return whole.indptr, whole.indices, whole.data


def _matrix(table):
    first, contexts, counts = table
    return csr_array((counts, contexts, first), shape=(len(first) - 1, len(first) - 1))


def _pairs_of(part, shape):
    """Count the pairs of a part, in matrices of moderate size."""
    gathered = csr_array(shape, dtype=np.int64)
    for start in range(part.start, part.stop, STEP):
        for w, c, weight in _at_each_distance(part, start, min(start + STEP, part.stop), shape[1]):
            gathered += csr_array((np.full(len(w), weight, np.int64), (w, c)), shape=shape)
            if gathered.nnz > (part.stop - part.start) // 2:
                yield gathered
                gathered = csr_array(shape, dtype=np.int64)
    yield gathered


def _at_each_distance(part, start, stop, n_words):
    """Give words, contexts and weight of the pairs at each distance; of a symmetric table, to the right only."""
    low = start if part.symmetric else _edge(part.tokens, start, part.window)
    reversed_text = part.tokens[::-1]
    high = len(part.tokens) - _edge(reversed_text, len(part.tokens) - stop, part.window)
    tokens = part.tokens[low:high]
    sentence = np.cumsum(tokens == END)
    longest = min(part.window, np.bincount(sentence).max() - 1)
    n = len(tokens)
    for delta in range(1, longest + 1):
        for step in (delta,) if part.symmetric else (-delta, delta):
            i = np.arange(max(start - low, -step), min(stop - low, n - step))
            i = i[sentence[i] == sentence[i + step]]
            if len(part.reach):
                i = i[part.reach[low + i - part.start] >= delta]
            w, c = tokens[i], tokens[i + step]
            both = (w >= 0) & (c >= 0) & (c < n_words)  # numbers outside of the part are not checked yet
            w, c = w[both], c[both]
            if part.symmetric:
                w, c = np.maximum(w, c), np.minimum(w, c)
            yield w, c, 1 + part.slope * (part.window - delta)


def _edge(tokens, place, window):
    """Find where the sentence of a place begins, or its window if that is later."""
    lowest = max(place - window, 0)
    while place > lowest:
        ends = np.flatnonzero(tokens[max(place - STEP, lowest) : place] == END)
        if len(ends):
            return max(place - STEP, lowest) + int(ends[-1]) + 1
        place = max(place - STEP, lowest)
    return lowest
