"""Subsampling: frequent words are thinned out, before windows are cut or after."""

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.tokens import END, HOLE, as_tokens, is_flat, sentences_of

FORMULAS = ("paper", "program")
_DRAWN_AT_ONCE = 2**20  # the draws are the same as if they were made together, and take less memory


def keep_probability(counts, t=1e-3, formula="paper"):
    r"""Keep a word of relative frequency f with probability min(1, √(t/f)), or a little more often as the program does.

    The program keeps it with probability min(1, √(t/f) + t/f), and so discards from φ²t on instead of t, where φ is
    the golden ratio and φ² = 2.618….

    Equation: EF2

    Parameters
    ----------
    counts : array, (|V|,)
        How often each word occurs, a count. Symbols and 50-digit numbers are taken, too; they must be positive.
    t : number
        The relative frequency from which on words are thinned out.
    formula : str
        "paper", that of MSCCD2013, or "program", that of the published program word2vec.

    Returns
    -------
    array, (|V|,)
        Probabilities. A word that never occurs gets 1.

    Raises
    ------
    TypeError
        If t is not one number.
    ValueError
        If a count is negative, all are zero, t is not a finite number above zero, or there is no such formula.
    OverflowError
        If the sum of the counts is too large.

    References
    ----------
    MSCCD2013, eq. (5), which states the complement, the probability of leaving a word out.

    Examples
    --------
    >>> keep_probability([64, 32, 4], t=0.16).round(3).tolist()
    [0.5, 0.707, 1.0]
    >>> keep_probability([64, 32, 4], t=0.16, formula="program").round(3).tolist()
    [0.75, 1.0, 1.0]
    """
    if formula not in FORMULAS:
        raise ValueError(f"expected the formula of the 'paper' or of the 'program'; got {formula!r}")
    f = _frequencies(counts)
    _check_threshold(t)
    ratio = t / np.maximum(f, t)
    if formula == "paper":
        return np.sqrt(ratio)
    keep = np.sqrt(ratio) + ratio
    return np.where(1 - keep > 0, keep, 1)


def subsample(sentences, keep, rng, holes=False):
    """Keep each occurrence of a word with the probability of its word, independently.

    Equation: EF3

    Parameters
    ----------
    sentences : list of sequences of int, or array of int32
        The text as word numbers, or all of it as one token array; holes in it stay.
    keep : array, (|V|,)
        The probability to keep an occurrence of each word.
    rng : numpy.random.Generator
        Where the randomness comes from. The same seed thins a list of sentences and their token array alike.
    holes : bool
        Whether a word that goes leaves a hole behind, so that all others keep their places: then windows are those of
        the full text. Without holes the windows close over the gap, as in the program.

    Returns
    -------
    list of arrays of int32, or a token array
        The thinned sentences, as many as before; some may be empty.

    Raises
    ------
    TypeError
        If a sentence is not a list of whole numbers, or rng no generator.
    ValueError
        If `keep` is not a list of probabilities, a number is neither a word's nor a hole, or a token array does not
        close its last sentence.
    IndexError
        If a number has no probability.

    References
    ----------
    GL2014 §3.2; MSCCD2013 §2.3.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> [words.tolist() for words in subsample([[0, 1, 0, 2], [0, 1]], keep=[0, 1, 1], rng=rng)]
    [[1, 2], [1]]
    >>> [words.tolist() for words in subsample([[0, 1, 0, 2], [0, 1]], keep=[0, 1, 1], rng=rng, holes=True)]
    [[-1, 1, -1, 2], [-1, 1]]
    """
    keep = _probabilities(keep)
    tokens = as_tokens(sentences)
    left = _left(tokens, _kept(tokens, keep, rng), holes)
    return left if is_flat(sentences) else list(sentences_of(left))


def thinned(counts, keep_w, keep_c):
    r"""Expect of each pair what is left where every place is kept independently and leaves a hole if it goes.

    A pair takes two places, so it stays with probability :math:`q_w\,q_c`, as long as windows are those of the full
    text: where they close over the gaps, other pairs come in.

    Equation: EF4

    Parameters
    ----------
    counts : array or scipy.sparse array, (|V|, n)
        How often each pair occurs in the full text, #(w, c).
    keep_w, keep_c : arrays, (|V|,) and (n,)
        The probability to keep an occurrence of each word, and of each context.

    Returns
    -------
    array or csr_array, (|V|, n)
        The expected counts, :math:`q_w\,\#(w,c)\,q_c`.

    Raises
    ------
    ValueError
        If counts is no table of counts, or there is not one probability for each word and each context.

    Examples
    --------
    >>> thinned([[8, 4], [4, 0]], keep_w=[0.5, 1], keep_c=[0.5, 1]).tolist()
    [[2.0, 2.0], [2.0, 0.0]]
    """
    sparse = hasattr(counts, "tocsr")
    counts = _sparse_table(counts) if sparse else _table(counts)
    keep_w, keep_c = (arguments.probability(name, q) for name, q in (("keep_w", keep_w), ("keep_c", keep_c)))
    for name, q, n in (("keep_w", keep_w, counts.shape[0]), ("keep_c", keep_c, counts.shape[1])):
        if tuple(q.shape) != (n,):
            raise ValueError(f"expected {name} of shape ({n},), a probability for each; got {tuple(q.shape)}")
    if not sparse:
        return keep_w[:, None] * counts * keep_c
    counts.data *= np.repeat(keep_w, np.diff(counts.indptr)) * keep_c[counts.indices]
    return counts


def _frequencies(counts):
    counts = arguments.as_array("counts", counts)
    arguments.table("counts", counts, counts.shape)
    if not counts.any():
        raise ValueError("expected at least one count above zero; got none")
    with np.errstate(over="ignore"):
        total = counts.sum()
    if arguments.is_numeric(total) and not np.isfinite(total):
        raise OverflowError("the sum of all counts is too large for its number type; expected smaller counts")
    return counts / total


def _check_threshold(t):
    arguments.one_number("t", t)
    if arguments.is_numeric(t) and t == 0:
        raise ValueError(
            "expected a frequency t > 0; got 0, with which the program does not subsample at all: "
            "then keep every word with probability 1"
        )
    if arguments.is_numeric(t) and not (np.isfinite(t) and t > 0):
        raise ValueError(f"expected a finite frequency t > 0; got {t}")


def _probabilities(keep):
    keep = arguments.probability("probabilities in keep,", keep)
    if keep.ndim != 1 or keep.dtype.kind != "f":
        raise ValueError(f"expected keep of shape (|V|,), one number for each word; got {keep.dtype} {keep.shape}")
    return keep


def _kept(ids, keep, rng):
    """Draw for each place whether it stays; a hole and an end always do, and take no draw."""
    if ids.max(initial=END) >= len(keep):
        raise IndexError(f"expected word numbers in 0 … {len(keep) - 1}; got {ids[ids >= len(keep)][0]}")
    rng = arguments.generator(rng)
    kept = np.ones(len(ids), dtype=bool)
    for start in range(0, len(ids), _DRAWN_AT_ONCE):
        some = ids[start : start + _DRAWN_AT_ONCE]
        words = some >= 0
        kept[start : start + len(some)][words] = rng.random(int(words.sum())) < keep[some[words]]
    return kept


def _left(ids, kept, holes):
    if not holes:
        return np.asarray(ids[kept])  # of a mapped file, too, a plain array
    return np.where(kept, ids, np.int32(HOLE))


def _table(counts):
    counts = arguments.as_array("counts", counts)
    if len(counts.shape) != 2:
        raise ValueError(f"expected a table of counts, shape (|V|, n); got shape {tuple(counts.shape)}")
    return arguments.table("counts", counts, counts.shape)


def _sparse_table(counts):
    from scipy.sparse import csr_array

    if counts.ndim != 2 or counts.dtype.kind not in "fiub":
        raise ValueError(f"expected a table of real counts, (|V|, n); got shape {counts.shape} of {counts.dtype}")
    counts = csr_array(counts, dtype=float, copy=True)
    arguments.table("counts", counts.data, counts.data.shape)
    return counts
