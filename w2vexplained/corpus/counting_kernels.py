"""Counting pairs, compiled: row by row of the table #(w, c), each in an array over all contexts that stays in cache.

The table grows from part to part of the text. In between its rows are short lists of (context, count), in any order;
at the end it is transposed twice, which sorts them. A table is three arrays: where each row begins, contexts, counts.
"""

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.corpus.tokens import END

# Bytes: for a place of the part that is counted; for a cell of the result. A cell takes 12. A table is sorted beside a
# second one of its size, of a symmetric one two halves stand beside the whole, and memory comes in pages of 2 MB.
PER_PLACE, PER_CELL = 32, 28


def add(table, part, room):
    """Add the pairs of a part of a text to a table.

    Parameters
    ----------
    table : tuple of arrays
        The table so far; of a symmetric one, the cells c ≤ w.
    part : Part
        The places of the words w.
    room : int
        How many cells the table may have.

    Returns
    -------
    tuple of arrays, or None
        The new table, its rows in any order; None if there was not room enough.
    """
    n_words, n_places = len(table[0]) - 1, part.stop - part.start
    first, places = np.zeros(n_words + 1, np.int64), np.empty(n_places, np.int32)
    _group_places(part.tokens, part.start, part.stop, first, places)
    new = _empty(n_words, min(room, len(table[1]) + n_places * min(2 * part.window, n_words)))
    reached = part.tokens, part.start, first, places, part.reach, part.window
    n = _add_pairs(table, *reached, part.slope, part.symmetric, new)
    return None if n < 0 else _cut(new, n)


def finish(table, symmetric):
    """Sort the rows of a table, in place; add what was left out of a symmetric one.

    Parameters
    ----------
    table : tuple of arrays
        Rows in any order.
    symmetric : bool
        Whether these are only the cells c ≤ w.

    Returns
    -------
    tuple of arrays
        The whole table, its rows sorted.
    """
    n_words, n = len(table[0]) - 1, len(table[1])
    turned = _empty(n_words, n)
    _transpose(table, turned)
    _transpose(turned, table)
    if not symmetric:
        return table
    whole = _empty(n_words, 2 * n)
    return _cut(whole, _join_halves(table, turned, whole))


def _empty(n_words, size):
    """Make room for a table. NumPy asks for large pages, which are filled faster; those never filled cost nothing."""
    return np.zeros(n_words + 1, np.int64), np.empty(size, np.int32), np.empty(size, np.int64)


def _cut(table, size):
    """Give back the room behind the last cell."""
    for array in table[1:]:
        array.resize(size, refcheck=False)
    return table


@kernel
def _group_places(tokens, start, stop, first, places):
    """List the places start … stop − 1 word by word: those of w are places[first[w] : first[w + 1]], less start."""
    for i in range(start, stop):
        if tokens[i] >= 0:
            first[tokens[i] + 1] += 1
    for w in range(len(first) - 1):
        first[w + 1] += first[w]
    free = first[:-1].copy()
    for i in range(start, stop):
        w = tokens[i]
        if w >= 0:
            places[free[w]] = i - start
            free[w] += 1


@kernel
def _add_pairs(old, tokens, start, first, places, reach, window, slope, symmetric, new):
    """Write the old table plus the pairs of some places of the text as a new one; return its size, −1 if it is full.

    A pair at distance delta counts 1 + slope·(window − delta). Of a symmetric table only the cells c ≤ w are kept.
    """
    n_words = len(old[0]) - 1
    row = np.zeros(n_words + 1, np.int64)  # #(w, ·), and a last cell for places that hold no context to be counted
    row[n_words] = 1  # so it is never listed as seen
    seen = np.empty(n_words + 1, np.int32)  # the contexts with a count; the last entry is written to, but never kept
    for w in range(n_words):
        n_seen = _take_out(old, w, row, seen)
        last = w if symmetric else n_words - 1
        for m in range(first[w], first[w + 1]):
            i = start + places[m]
            farthest = reach[places[m]] if len(reach) else window
            n_seen = _look_around(tokens, i, farthest, last, 1 + slope * window, slope, row, seen, n_seen)
        if new[0][w] + n_seen > len(new[1]):
            return -1
        _put_in(row, seen, n_seen, new, w)
    return new[0][n_words]


@kernel
def _take_out(table, w, row, seen):
    """Copy row w of a table into `row`, list its contexts in `seen`, and return how many there are."""
    first, contexts, counts = table
    n_seen = first[w + 1] - first[w]
    for m in range(n_seen):
        seen[m] = contexts[first[w] + m]
        row[seen[m]] = counts[first[w] + m]
    return n_seen


@kernel
def _look_around(tokens, i, farthest, last, most, slope, row, seen, n_seen):
    """Count the neighbours of place i: at distance delta as most − slope·delta, if they are contexts up to `last`.

    Every neighbour is counted, those that should not be in the last cell of the row: as contexts come in no order, a
    branch would be guessed wrong half of the time. For the same reason each is listed, and stays if it is new.
    """
    for step in (-1, 1):
        for delta in range(1, farthest + 1):
            j = i + step * delta
            if j < 0 or j >= len(tokens) or tokens[j] == END:
                break
            c = tokens[j]
            c = c if (c >= 0) & (c <= last) else len(row) - 1
            seen[n_seen] = c
            n_seen += row[c] == 0
            row[c] += most - slope * delta
    return n_seen


@kernel
def _put_in(row, seen, n_seen, table, w):
    """Write a row as row w of a table, behind the rows before it, and clear it."""
    first, contexts, counts = table
    for m in range(n_seen):
        c = seen[m]
        contexts[first[w] + m] = c
        counts[first[w] + m] = row[c]
        row[c] = 0
    first[w + 1] = first[w] + n_seen


@kernel
def _transpose(table, turned):
    """Write the columns of a table as rows, each sorted."""
    first, contexts, counts = table
    turned_first, turned_contexts, turned_counts = turned
    n_words = len(first) - 1
    turned_first[:] = 0
    for m in range(first[n_words]):
        turned_first[contexts[m] + 1] += 1
    for c in range(n_words):
        turned_first[c + 1] += turned_first[c]
    free = turned_first[:-1].copy()
    for w in range(n_words):
        for m in range(first[w], first[w + 1]):
            c = contexts[m]
            turned_contexts[free[c]] = w
            turned_counts[free[c]] = counts[m]
            free[c] += 1


@kernel
def _join_halves(below, above, whole):
    """Write a symmetric table from its cells c ≤ w and, transposed, c ≥ w; return its size."""
    n = 0
    for w in range(len(below[0]) - 1):
        for half, skipped in ((below, 0), (above, 1)):
            first, contexts, counts = half
            for m in range(first[w], first[w + 1]):
                if not (skipped and contexts[m] == w):
                    whole[1][n] = contexts[m]
                    whole[2][n] = counts[m]
                    n += 1
        whole[0][w + 1] = n
    return n
