"""The pairs D: every word with every context in its window."""

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.tokens import END, HOLE, as_tokens, is_flat
from w2vexplained.corpus.windows import check_window


def pairs(sentences, window, rng=None):
    r"""Return the multiset D of pairs (w, c), with c at most `window` words from w in its sentence.

    Equation: SG1, EF1, EF3

    Parameters
    ----------
    sentences : list of sequences, or array of int32
        The text: each sentence a list of words, or of word numbers; or all of it as one token array.
        A hole among the numbers takes up its place, but stands in no pair.
    window : int
        The largest distance between a word and its context, in words.
    rng : numpy.random.Generator, optional
        Draw the size of each word's window evenly from 1 … `window`, the dynamic window of GL2014 §3.1;
        without it every window has full size.

    Returns
    -------
    array of int64 or of str, (|D|, 2)
        The pairs in the order of the text: by word, then by context. A pair stands there as often as it occurs.

    Raises
    ------
    TypeError
        If a sentence is no list, or holds neither words nor whole numbers, or rng is no generator.
    ValueError
        If the window is below 1, there is no pair, a number is neither a word's nor a hole, or a token array does not
        close its last sentence.

    References
    ----------
    GL2014 §1 and §3.1.

    Examples
    --------
    >>> for w, c in pairs([["the", "cat", "sleeps"]], window=1):
    ...     print(w, c)
    the cat
    cat the
    cat sleeps
    sleeps cat
    """
    window = check_window(window)
    tokens, sentence = _flatten(sentences)
    rng = rng if rng is None else arguments.generator(rng, "integers")
    reach = window if rng is None else rng.integers(1, window, len(tokens), endpoint=True)
    farthest = _farthest(sentence, window)
    distances = [delta for delta in range(-farthest, farthest + 1) if delta]
    used = np.zeros((len(tokens), 2 * farthest), dtype=bool)
    for column, delta in enumerate(distances):
        used[:, column] = _same_sentence(sentence, delta) & (abs(delta) <= reach)
    if tokens.dtype.kind == "i":
        _leave_out(tokens == HOLE, used, distances)
    word, column = np.nonzero(used)
    if not len(word):
        n = np.count_nonzero(sentences == END) if is_flat(sentences) else len(sentences)
        raise ValueError(f"expected a sentence of two words or more; got {n} sentences without a pair")
    return np.stack([tokens[word], tokens[word + np.array(distances)[column]]], axis=1)


def count_table(D, n_words, n_contexts):
    r"""Count how often each pair occurs: the table #(w, c).

    Equation: SG1

    Parameters
    ----------
    D : array of int, (|D|, 2)
        Pairs of a word's and a context's number.
    n_words, n_contexts : int
        The sizes of the two vocabularies.

    Returns
    -------
    array of int64, (n_words, n_contexts)
        The counts; they sum to |D|.

    Raises
    ------
    ValueError
        If D is not a list of pairs, or a vocabulary has no size.
    TypeError, IndexError
        If a number is not whole, or outside its vocabulary.

    Examples
    --------
    >>> count_table([(0, 1), (1, 0), (0, 1)], 2, 2).tolist()
    [[0, 2], [1, 0]]
    """
    D = as_pairs(D, n_words, n_contexts)
    n_words, n_contexts = int(n_words), int(n_contexts)  # in a small type their product would overflow
    flat = np.bincount(D[:, 0] * n_contexts + D[:, 1], minlength=n_words * n_contexts)
    return flat.reshape(n_words, n_contexts)


def as_pairs(D, n_words, n_contexts):
    """Return D as an array of pairs of numbers, or raise.

    Parameters
    ----------
    D : array of int, (|D|, 2)
        Pairs of a word's and a context's number.
    n_words, n_contexts : int
        The sizes of the two vocabularies.

    Returns
    -------
    array of int64, (|D|, 2)
        The same pairs.

    Raises
    ------
    ValueError
        If D is not a list of pairs, or a vocabulary has no size.
    TypeError, IndexError
        If a number is not whole, or outside its vocabulary.
    """
    arguments.whole("of words", n_words, least=1)
    arguments.whole("of contexts", n_contexts, least=1)
    D = arguments.array("pairs (w, c)", D)
    if D.ndim != 2 or D.shape[1] != 2 or not len(D):
        raise ValueError(f"expected pairs (w, c) of shape (|D|, 2), at least one; got shape {D.shape}")
    if D.dtype.kind not in "iu":
        raise TypeError(f"expected pairs of numbers of words; got {D.dtype}")
    for name, column, n in (("w", D[:, 0], n_words), ("c", D[:, 1], n_contexts)):
        if column.min() < 0 or column.max() >= n:
            wrong = column[(column < 0) | (column >= n)][0]
            raise IndexError(f"expected every {name} in 0 … {n - 1}; got {wrong}")
    return D.astype(np.int64, copy=False)  # a smaller type would overflow where numbers are combined


def _flatten(sentences):
    """Join all sentences, and say of each place which sentence it is in."""
    if not is_flat(sentences):
        sentences = _arrays(sentences)
        filled = [words for words in sentences if len(words)]
        if filled and all(words.dtype.kind in "US" for words in filled):
            return np.concatenate(filled), np.repeat(np.arange(len(filled)), [len(words) for words in filled])
    tokens = as_tokens(sentences)
    places = tokens != END
    return tokens[places].astype(np.int64), np.cumsum(~places)[places]


def _arrays(sentences):
    """Return each sentence as an array."""
    if not hasattr(sentences, "__len__"):
        raise TypeError(f"expected a list of sentences; got {sentences!r}")
    arrays = []
    for words in sentences:
        arrays.append(arguments.array("a sentence", words))
        if arrays[-1].ndim != 1:
            raise TypeError(f"expected sentences that are each a list of words or numbers; got {words!r}")
    return arrays


def _leave_out(hole, used, distances):
    """Take the pairs with a hole out of the table of places and distances."""
    used[hole] = False
    for column, delta in enumerate(distances):
        places = np.nonzero(used[:, column])[0]
        used[places[hole[places + delta]], column] = False


def _farthest(sentence, window):
    """Give the largest distance of two words in one sentence, within the window."""
    return min(window, max(np.bincount(sentence).max(initial=1) - 1, 0))


def _same_sentence(sentence, delta):
    """Say for each position whether the one `delta` further is in the same sentence."""
    same = np.zeros(len(sentence), dtype=bool)
    if delta > 0:
        same[:-delta] = sentence[:-delta] == sentence[delta:]
    else:
        same[-delta:] = sentence[-delta:] == sentence[:delta]
    return same
