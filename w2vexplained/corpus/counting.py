"""Counting the pairs of a text without writing them down: #(w, c), as a sparse matrix."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments, compiled
from w2vexplained.corpus.tokens import END, as_tokens, is_flat
from w2vexplained.corpus.windows import check_window

BATCH = 2**16  # words of sentences in lists that are turned into a token array at once
AT_ONCE, AT_LEAST = 2**26, 2**16  # places times window, and places, of a part, for whose end an interrupt waits
MOST = 2**31 - 1  # of words, and of a window: so that a number fits in an int32
LONG = 2**22  # tokens from which on it matters whether loops are compiled


class Part(NamedTuple):
    """Places start … stop − 1 of a text, how far each may reach, and whether a table of their pairs is symmetric."""

    tokens: np.ndarray  # all of the text that is at hand; neighbours may lie outside of the part
    start: int
    stop: int
    window: int
    reach: np.ndarray  # of each place, if drawn; else empty
    slope: int  # a pair at distance δ counts 1 + slope·(window − δ)
    symmetric: bool


def count_matrix(text, window, n_words, dynamic=None, rng=None, memory=2**30, progress=False):
    r"""Count how often each pair (w, c) occurs in a text: #(w, c).

    Equation: SG1, EF1

    Parameters
    ----------
    text : array of int32, list of sequences of int, or iterable of them
        The text as one token array, which may be longer than memory; or sentence by sentence, read once.
    window : int
        The largest distance L between a word and its context, in words.
    n_words : int
        The size of the vocabulary, of words and of contexts.
    dynamic : None, "expected" or "sampled"
        None gives every window its full size. Each word of a dynamic window draws its reach evenly from 1 … L:
        "sampled" draws it, "expected" weighs a pair at distance δ by the chance (L − δ + 1)/L that it is taken in.
    rng : numpy.random.Generator, optional
        Where "sampled" takes its randomness from; the counts are those of `pairs` with the same generator.
    memory : int
        How much the counting may hold besides the text, in bytes: 28 for each cell of the result (72 without numba),
        80 for each word, and an eighth of all for the part of the text that is being counted.
    progress : bool
        Whether to show a progress bar, in tokens.

    Returns
    -------
    csr_array, (n_words, n_words)
        The counts, of int64; of "expected", float64. Symmetric, except for "sampled". Columns are sorted.

    Raises
    ------
    TypeError
        If a sentence is not a list of whole numbers, or rng no generator.
    ValueError
        If the window is below 1, the vocabulary has no size, there is no pair, `dynamic` is none of the three, or
        memory does not suffice to begin.
    IndexError
        If a number is outside the vocabulary.
    MemoryError
        If there are more different pairs than memory holds.
    OverflowError
        If a sum of weights passes 2⁶³.

    Warns
    -----
    SlowWithoutNumba
        If a text is long and numba missing.

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
    from tqdm import tqdm

    window, n_words = _check(window, n_words, dynamic, rng)
    route = _route()
    symmetric = dynamic != "sampled"
    places, room = _shares(memory, n_words, symmetric, route)
    table = np.zeros(n_words + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int64)
    read = sentences = 0
    total = len(text) if is_flat(text) else None
    with tqdm(total=total, unit=" tokens", unit_scale=True, disable=not progress) as bar:
        for tokens, start, stop in _parts(text, min(places, max(AT_LEAST, AT_ONCE // window)), n_words):
            reach = np.zeros(0, np.int64) if symmetric else _drawn(tokens[start:stop], window, rng)
            part = Part(tokens, start, stop, window, reach, int(dynamic == "expected"), symmetric)
            table = route.add(table, part, room)
            read += stop - start
            sentences += np.count_nonzero(tokens[start:stop] == END)
            _check_table(table, memory, room if not symmetric else 2 * room, read)
            bar.update(stop - start)
            if read > LONG:
                compiled.warn_if_missing("counting")
    if not len(table[1]):
        raise ValueError(f"expected a sentence of two words or more; got {sentences} sentences without a pair")
    table = route.finish(table, symmetric)
    return _as_matrix(table, window if dynamic == "expected" else None)


def _route():
    """Choose the file that counts: compiled, or with NumPy."""
    if compiled.available():
        from w2vexplained.corpus import counting_kernels as route
    else:
        from w2vexplained.corpus import counting_arrays as route
    return route


def _check(window, n_words, dynamic, rng):
    """Return the window and the size of the vocabulary as ints of Python, or say which argument is wrong."""
    window = check_window(window, MOST)
    n_words = arguments.whole("of words", n_words, 1, MOST)
    if dynamic not in (None, "expected", "sampled"):
        raise ValueError(f'expected dynamic to be None, "expected" or "sampled"; got {dynamic!r}')
    if dynamic == "sampled":
        arguments.generator(rng, "integers")
    elif rng is not None:
        raise ValueError(f'expected rng only with dynamic="sampled"; got it with dynamic={dynamic!r}')
    return window, n_words


def _shares(memory, n_words, symmetric, route):
    """Divide the memory: how many places of the text at once, and how many cells, of a symmetric table half of them."""
    arguments.one_number("of bytes for memory", memory)
    for_words = 80 * n_words + 2**20
    if not memory >= for_words + 2**16:
        raise ValueError(f"expected memory ≥ {for_words + 2**16:,} bytes for {n_words:,} words; got {memory}")
    memory = min(memory, 2**62)  # infinity is no bound, but cannot be divided into shares
    for_text = min((memory - for_words) // 8, 2**31 * route.PER_PLACE - 1)  # numbers of places fit in int32
    cells = (memory - for_words - for_text) // route.PER_CELL
    return int(for_text // route.PER_PLACE), int(cells // 2 if symmetric else cells)


def _parts(text, places, n_words):
    """Cut a text: yield token arrays, with start and stop of a part of at most so many places."""
    for tokens in _token_arrays(text, places):
        tokens = np.asarray(tokens).view()
        tokens.flags.writeable = False  # kernels are compiled once for each type, and this is one of its own
        for start in range(0, len(tokens), places):
            part = tokens[start : start + places]
            if part.max() >= n_words:
                raise IndexError(f"expected word numbers in 0 … {n_words - 1}; got {part[part >= n_words][0]}")
            yield tokens, start, start + len(part)


def _token_arrays(text, places):
    """Join sentences to token arrays, of at most so many places unless one sentence is longer."""
    if is_flat(text):
        yield as_tokens(text)
        return
    if not hasattr(text, "__iter__"):
        raise TypeError(f"expected a list of sentences; got {text!r}")
    batch = max(1, min(BATCH, places // 8))
    waiting, size = [], 0
    for tokens in _batches(text, batch):
        if size and size + len(tokens) > places:
            yield np.concatenate(waiting)
            waiting, size = [], 0
        waiting.append(tokens)
        size += len(tokens)
    if waiting:
        yield np.concatenate(waiting)


def _batches(text, size):
    """Turn sentences into token arrays of about so many places."""
    if isinstance(text, str | bytes):
        as_tokens(text)  # which says what is wrong
    waiting, n = [], 0
    for words in text:
        waiting.append(words)
        n += 1 + (len(words) if hasattr(words, "__len__") else 0)
        if n >= size:
            yield as_tokens(waiting)
            waiting, n = [], 0
    if waiting:
        yield as_tokens(waiting)


def _drawn(part, window, rng):
    """Draw how far each place reaches; sentence ends draw nothing."""
    reach = np.zeros(len(part), np.int64)
    places = part != END
    reach[places] = rng.integers(1, window, np.count_nonzero(places), endpoint=True)
    return reach


def _check_table(table, memory, cells, read):
    """Say whether the counts did not fit: as a whole, or one of them."""
    if table is None:
        raise MemoryError(
            f"expected at most {cells:,} different pairs, as many as {memory:,} bytes can count; got more in the first "
            f"{read:,} tokens: more memory, fewer words or a narrower window would help"
        )
    if table[2].min(initial=0) < 0:
        raise OverflowError(f"expected sums of weights below 2**63; got more in the first {read:,} tokens")


def _as_matrix(table, window):
    """Give a table of sorted rows as a sparse array; divide its whole numbers by the window if there is one."""
    from scipy.sparse import csr_array

    first, contexts, counts = table
    if window:
        weights = counts.view(np.float64)
        for start in range(0, len(counts), BATCH):  # in place: a copy might not fit
            weights[start : start + BATCH] = counts[start : start + BATCH] / window
        counts = weights
    matrix = csr_array((counts, contexts, first), shape=(len(first) - 1, len(first) - 1))
    matrix.has_canonical_format = True
    return matrix
