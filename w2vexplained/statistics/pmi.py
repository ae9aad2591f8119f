r"""Pointwise mutual information of words and contexts, and what negative sampling makes of it.

An unobserved pair has PMI −∞, and no small number is ever put in its place.
A dense table comes back dense, with −∞ in it. A sparse one comes back sparse and holds the observed pairs only:
there, a pair that is not stored has PMI −∞ (or none at all, where its word or context never occurs).
PPMI and SPPMI are 0 at unobserved pairs, so there a pair that is not stored is 0 as usual.
"""

import numpy as np

from w2vexplained import arguments
from w2vexplained.objectives import classification
from w2vexplained.statistics.noise import unigram


def pmi(counts, power=1):
    r"""Compare how often a pair occurs with chance: :math:`\log\frac{P(w,c)}{p(w)\,p_\alpha(c)}`.

    Equation: PM1, PM8, EF4

    Parameters
    ----------
    counts : array or scipy.sparse array, (|V|, n)
        How often each pair occurs, #(w, c).
    power : number
        The exponent α of the law of contexts; 1 gives PMI, 0.75 the smoothed PMI of LevyGoldbergDagan2015.

    Returns
    -------
    array or csr_array, (|V|, n)
        In nats; −∞ where the count is 0. Sparse counts give the observed pairs only.

    Raises
    ------
    ValueError
        If counts is no table of counts; the power is no finite number ≥ 0; or, dense, a word or context has no count
        at all: its PMI is undefined.

    References
    ----------
    LG2014, section 3.3.

    Examples
    --------
    >>> (pmi([[2, 0], [1, 1]]) / np.log(4 / 3)).round(6).tolist()
    [[1.0, -inf], [-1.409421, 2.409421]]
    """
    return _sparse_pmi(counts, 1, power) if _is_sparse(counts) else _dense_pmi(counts, power)


def shifted_pmi(counts, k, power=1):
    r"""Subtract the logarithm of the number of negatives: :math:`\mathrm{PMI}_\alpha(w,c) - \log k`.

    It is the optimum of negative sampling whose noise is the counts' own law of contexts to the power α.

    Equation: PM1

    Parameters
    ----------
    counts : array or scipy.sparse array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Negatives for each pair, above 0.
    power : number
        The exponent α of the noise.

    Returns
    -------
    array or csr_array, (|V|, n)
        In nats; −∞ where the count is 0. Sparse counts give the observed pairs only.

    Raises
    ------
    ValueError
        As `pmi`, and if k is not above 0.

    References
    ----------
    LG2014, eq. (7).
    """
    k = _positive(k)
    return _sparse_pmi(counts, k, power) if _is_sparse(counts) else _dense_pmi(counts, power) - np.log(k)


def ppmi(counts, power=1):
    r"""Keep what is positive: :math:`\max(\mathrm{PMI}_\alpha(w,c), 0)`.

    Equation: PM6

    Parameters
    ----------
    counts : array or scipy.sparse array, (|V|, n)
        How often each pair occurs, #(w, c).
    power : number
        The exponent α of the law of contexts.

    Returns
    -------
    array or csr_array, (|V|, n)
        In nats, nowhere negative; 0 where the count is 0.

    Raises
    ------
    ValueError
        As `pmi`.

    References
    ----------
    LG2014, section 3.3.
    """
    return sppmi(counts, 1, power)


def sppmi(counts, k, power=1):
    r"""Keep what is positive of the shifted PMI: :math:`\max(\mathrm{PMI}_\alpha(w,c) - \log k, 0)`.

    Equation: PM6

    Parameters
    ----------
    counts : array or scipy.sparse array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Negatives for each pair, above 0.
    power : number
        The exponent α of the law of contexts.

    Returns
    -------
    array or csr_array, (|V|, n)
        In nats, nowhere negative; 0 where the count is 0. Sparse stays sparse.

    Raises
    ------
    ValueError
        As `shifted_pmi`.

    References
    ----------
    LG2014, section 4.1.

    Examples
    --------
    >>> sppmi([[3, 0], [0, 1]], k=1).round(3).tolist()
    [[0.288, 0.0], [0.0, 1.386]]
    """
    shifted = shifted_pmi(counts, k, power)
    if not _is_sparse(counts):
        return np.where(shifted > 0, shifted, 0)
    shifted.data = np.maximum(shifted.data, 0)
    shifted.eliminate_zeros()
    return shifted


def optimal_scores(counts, k, noise):
    r"""Give the score that maximises a cell of the expected objective: :math:`x^*=\log\frac ab`, for any noise.

    Here a = #(w, c) and b = k·#(w)·P_n(c).

    Equation: PM1, PM2, PM3

    Parameters
    ----------
    counts : array, (|V|, n)
        How often each pair occurs.
    k : number
        Negatives for each pair.
    noise : array, (n,)
        Their distribution P_n.

    Returns
    -------
    array, (|V|, n)
        The scores. Where a = 0 < b the supremum is at −∞ and where b = 0 < a at +∞; no vectors reach these.

    Raises
    ------
    ValueError
        If an argument is out of its range; or a = b = 0 in a cell, where every score is as good as any other.

    References
    ----------
    LG2014, section 3.1.

    Examples
    --------
    >>> optimal_scores([[1, 3]], k=1, noise=[0.25, 0.75]).tolist()
    [[0.0, 0.0]]
    """
    counts = _table(counts)
    with np.errstate(over="ignore", invalid="ignore"):  # 0 times infinity, too
        b = classification.expected_draws(counts, k, noise)
    arguments.finite("k·#(w)·P_n(c)", b)
    if not arguments.is_numeric(counts):
        return np.log(counts / b)
    neither = np.argwhere((counts == 0) & (b == 0))
    if neither.size:
        w, c = neither[0]
        raise ValueError(f"expected a count or a negative in every cell; got neither at [{w}, {c}]: no score is best")
    with np.errstate(divide="ignore"):  # log 0 is −∞, as mathematics says
        return np.log(counts) - np.log(b)


def _dense_pmi(counts, power):
    counts = _table(counts)
    words, contexts = _sums(counts)
    words = words[:, None]
    if not arguments.is_numeric(counts):
        return np.log(counts / (words * unigram(contexts, power)))
    for what, total in (("word", words.ravel()), ("context", contexts)):
        if not total.all():
            raise ValueError(f"expected every {what} to occur; got {what} {np.argmin(total)} without a count: no PMI")
    with np.errstate(divide="ignore"):  # log 0 is −∞, as mathematics says
        return np.log(counts) - np.log(words) - _log_unigram(contexts, power)


def _sparse_pmi(counts, k, power):
    """The shifted PMI of the observed pairs."""
    from scipy.sparse import coo_array, csr_array

    if counts.ndim != 2 or counts.dtype.kind not in "fiub":
        raise ValueError(f"expected a table of real counts, (|V|, n); got shape {counts.shape} of {counts.dtype}")
    counts = csr_array(counts, dtype=float, copy=True)
    counts.sum_duplicates()
    arguments.table("counts", counts.data, counts.data.shape)
    counts.eliminate_zeros()
    words, contexts = _sums(counts)
    w, c = coo_array(counts).coords
    occurs = contexts > 0
    log_law = np.zeros(contexts.shape)
    log_law[occurs] = _log_unigram(contexts[occurs], power)
    counts.data = np.log(counts.data) - np.log(words[w]) - log_law[c] - np.log(k)
    return counts


def _log_unigram(contexts, power):
    """Take log p_α(c) of contexts that occur; as a difference, for a high power makes probabilities underflow."""
    unigram(contexts, power)  # which names what is wrong
    if power == np.inf:
        raise ValueError("expected a finite power; at inf a context that occurs has probability 0, and PMI no value")
    with np.errstate(over="ignore", invalid="ignore"):
        log_weights = arguments.finite("α log #(c)", power * (np.log(contexts) - np.log(contexts.max())))
    return log_weights - np.log(np.exp(log_weights).sum())


def _sums(counts):
    """#(w) and #(c)."""
    with np.errstate(over="ignore"):
        return arguments.finite("#(w)", counts.sum(axis=1)), arguments.finite("#(c)", counts.sum(axis=0))


def _is_sparse(x):
    return hasattr(x, "tocsr")


def _table(counts):
    counts = arguments.as_array("counts", counts)
    if len(counts.shape) != 2:
        raise ValueError(f"expected a table of counts, shape (|V|, n); got shape {tuple(counts.shape)}")
    return arguments.table("counts", counts, counts.shape)


def _positive(k):
    if arguments.is_numeric(arguments.negatives_per_pair(k)) and not k > 0:
        raise ValueError(f"expected k > 0 negatives, whose logarithm is taken; got {k}")
    return k
