"""From a real text to vectors without training: counts, SPPMI, singular vectors; with the memory that it takes."""

import time
from statistics import median

import numpy as np

from benchmarks.measure import Row, interleaved, median_ratio, peak_mb
from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.documentation import read_documentation
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.statistics.factorisation import svd
from w2vexplained.statistics.pmi import sppmi

WORDS, SMALL, WINDOW, d, k = 10_000, 2_000, 5, 100, 5


def corpus() -> list:
    """The documentation as numbers of its most frequent words."""
    sentences = read_documentation()
    whole = Vocabulary.from_sentences(sentences)
    return Vocabulary(whole.words[:WORDS], whole.counts[:WORDS]).encode(sentences)


def rows() -> list[Row]:
    """Counting, weighing, and two routes to the singular vectors; the dense route at a size where it ends soon."""
    text = corpus()
    start = time.perf_counter()
    counts = count_matrix(text, WINDOW, WORDS)
    M = sppmi(counts, k, 0.75)
    svd(M, d, "randomised")
    whole = time.perf_counter() - start
    (counting,) = interleaved(lambda: count_matrix(text, WINDOW, WORDS), rounds=1)
    route = f"counts, SPPMI and randomised SVD of {WORDS:,} words, d = {d}"
    counted = f"counts of {sum(map(len, text)):,} words in windows of {WINDOW}"
    return [
        Row(route, whole, None, "the goal: 30 s and 1,000 MB", _peak("randomised")),
        Row(counted, median(counting), None, f"{counts.sum():,} pairs, {counts.nnz:,} cells"),
        _randomised_against_exact(M),
        _arpack_against_lapack(M),
    ]


def _randomised_against_exact(M) -> Row:
    """Time, and how much more of M is left than by the best approximation of that rank."""
    a, b = interleaved(lambda: svd(M, d, "randomised"), lambda: svd(M, d), rounds=1)
    random, best = (_residual(M, *svd(M, d, method)) for method in ("randomised", "exact"))
    against = f"exact, {median(b):.1f} s and {_peak('exact'):.0f} MB; residual {100 * (random / best - 1):.2f} % larger"
    what = f"randomised SVD of SPPMI, {M.nnz:,} cells"
    return Row(what, median(a), median_ratio(a, b), against)


def _arpack_against_lapack(M) -> Row:
    """The exact route keeps a matrix sparse; LAPACK needs it dense and finds all singular vectors."""
    small = M[:SMALL, :SMALL]

    def lapack():
        return np.linalg.svd(small.toarray(), full_matrices=False)

    W, _ = svd(small, d)
    np.testing.assert_allclose((W**2).sum(axis=0), lapack()[1][:d], rtol=1e-10)
    a, b = interleaved(lambda: svd(small, d), lapack, rounds=1)
    return Row(f"exact SVD of its first {SMALL:,} words, d = {d}", median(a), median_ratio(a, b), "dense, by LAPACK")


def _residual(M, W, C) -> float:
    """The norm of M − W Cᵀ, without forming it: ‖M‖² − 2⟨M, W Cᵀ⟩ + ‖W Cᵀ‖²."""
    return float(np.sqrt((M.data**2).sum() - 2 * (W * (M @ C)).sum() + ((W.T @ W) * (C.T @ C)).sum()))


def _peak(method: str) -> float:
    """The peak memory from reading the text up to the vectors."""
    steps = ["from benchmarks.factorisation import *", "counts = count_matrix(corpus(), WINDOW, WORDS)"]
    return peak_mb("\n".join([*steps, f"svd(sppmi(counts, k, 0.75), d, {method!r})"]))
