"""Subsampling: frequent words are thinned out before windows are cut."""

import numpy as np

from w2vexplained import arguments


def keep_probability(counts, t=1e-3):
    r"""Keep a word of relative frequency f with probability min(1, √(t/f)).

    Parameters
    ----------
    counts : array, (|V|,)
        How often each word occurs, a count.
    t : float
        The relative frequency up to which every occurrence is kept.

    Returns
    -------
    array, (|V|,)
        Probabilities. A word that never occurs gets 1.

    Raises
    ------
    ValueError
        If a count is negative, all are zero, or t is not a finite number above zero.

    References
    ----------
    MSCCD2013, eq. (5), which states the complement, the probability of leaving a word out.

    Examples
    --------
    >>> keep_probability([64, 32, 4], t=0.16).round(3).tolist()
    [0.5, 0.707, 1.0]
    """
    counts = arguments.as_array("counts", counts)
    arguments.table("counts", counts, counts.shape)
    if not counts.any():
        raise ValueError("expected at least one count above zero; got none")
    if not (np.isfinite(t) and t > 0):
        raise ValueError(f"expected a finite frequency t > 0; got {t}")
    f = counts / counts.sum()
    return np.sqrt(t / np.maximum(f, t))


def subsample(sentences, keep, rng):
    """Keep each occurrence of a word with the probability of its word, independently.

    Parameters
    ----------
    sentences : list of arrays of int
        The text as word numbers.
    keep : array, (|V|,)
        The probability to keep an occurrence of each word.
    rng : numpy.random.Generator
        Where the randomness comes from.

    Returns
    -------
    list of arrays of int
        The thinned sentences, as many as before; some may be empty.

    Raises
    ------
    TypeError
        If a word is no number, or rng no generator.
    ValueError
        If an entry of `keep` is not from 0 to 1.
    IndexError
        If a number has no probability.
    """
    if not len(sentences):
        return []
    keep = arguments.as_array("keep", keep)
    if not ((keep >= 0) & (keep <= 1)).all():
        raise ValueError(f"expected probabilities in keep, from 0 to 1; got {keep.min()} … {keep.max()}")
    ids = np.concatenate([np.asarray(words, dtype=None if len(words) else int) for words in sentences])
    if ids.dtype.kind not in "iu":
        raise TypeError(f"expected sentences of word numbers; got {ids.dtype}")
    if ids.size and not 0 <= ids.min() <= ids.max() < len(keep):
        raise IndexError(f"expected word numbers in 0 … {len(keep) - 1}; got {ids.min()} … {ids.max()}")
    kept = arguments.generator(rng).random(len(ids)) < keep[ids]
    ends = np.cumsum([len(ids) for ids in sentences])
    kept_before = np.concatenate([[0], np.cumsum(kept)])
    return np.split(ids[kept], kept_before[ends[:-1]])
