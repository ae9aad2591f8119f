"""Counting pairs: compiled, with NumPy, with scikit-learn's CountVectorizer, with a dictionary; and within a bound.

Where a row does not say otherwise, our routes get a token array, made beforehand; other tools get sentences in lists.
"""

import itertools
import time
from collections import Counter
from contextlib import contextmanager
from statistics import median

import numpy as np

from benchmarks.measure import Row, interleaved, median_ratio, spent_mb
from w2vexplained import compiled
from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.tokens import END, encode_text, sentences_of

WORDS, WINDOW, SENTENCE = 50_000, 5, 20
SHORT, LONG = 200_000, 1_000_000
BOUND, STREAMED = 2**26, 30_000_000


def zipfian(size: int, seed: int = 0) -> np.ndarray:
    """Words drawn by Zipf's law, independently, in sentences of 20 words on average, as a token array."""
    rng = np.random.default_rng(seed)
    cumulative = np.cumsum(1 / np.arange(1, WORDS + 1))
    tokens = np.searchsorted(cumulative, cumulative[-1] * rng.random(size)).astype(np.int32)
    tokens[np.cumsum(rng.integers(2, 2 * SENTENCE, size // SENTENCE)) % size] = END
    tokens[-1] = END
    return tokens


def in_a_dictionary(sentences: list) -> Counter:
    """Count the pairs in a dictionary, place by place."""
    tally = Counter()
    for words in sentences:
        for i, w in enumerate(words):
            for c in itertools.chain(words[max(i - WINDOW, 0) : i], words[i + 1 : i + 1 + WINDOW]):
                tally[w, c] += 1
    return tally


def with_scikit_learn(sentences: list):
    """Count the pairs by CountVectorizer: each place's window is a document, and documents of a word are summed."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    windows = (
        words[max(i - WINDOW, 0) : i] + words[i + 1 : i + 1 + WINDOW] for words in sentences for i in range(len(words))
    )
    vectorizer = CountVectorizer(analyzer=lambda words: words, vocabulary=range(WORDS), lowercase=False)
    documents = vectorizer.transform(windows)
    centre = np.fromiter(itertools.chain.from_iterable(sentences), dtype=np.int64)
    places = np.arange(len(centre))
    return csr_array((np.ones_like(centre), (centre, places)), shape=(WORDS, len(centre))) @ csr_array(documents)


@contextmanager
def without_numba():
    """Let the library count as where numba is missing."""
    there = compiled.missing
    compiled.missing = lambda: "left out to be compared with"
    try:
        yield
    finally:
        compiled.missing = there


def rows() -> list[Row]:
    """The table, from the shortest text to the longest."""
    return [*against_others(), *growth(), bounded()]


def against_others() -> list[Row]:
    """Four ways to the same counts of one text, ours also from lists."""
    tokens = zipfian(SHORT)
    sentences = [words.tolist() for words in sentences_of(tokens)]

    def ours():
        return count_matrix(tokens, WINDOW, WORDS)

    def arrays():
        with without_numba():
            return count_matrix(tokens, WINDOW, WORDS)

    ways = {
        "our route, from sentences in lists instead of a token array": lambda: count_matrix(sentences, WINDOW, WORDS),
        "NumPy and scipy, our route without numba": arrays,
        "scikit-learn's CountVectorizer": lambda: with_scikit_learn(sentences),
        "a dictionary": lambda: in_a_dictionary(sentences),
    }
    counts, tally = ours(), in_a_dictionary(sentences)
    for way in list(ways.values())[:-1]:
        if (way() != counts).nnz:
            raise AssertionError("expected the same counts by every way")
    w, c = np.array(list(tally)).T
    if len(tally) != counts.nnz or (counts[w, c] != list(tally.values())).any():
        raise AssertionError("expected the same counts in a dictionary")
    mine, *others = interleaved(ours, *ways.values(), rounds=3, warm=True)
    what = "compiled" if compiled.available() else "NumPy, for numba is missing"
    found = [Row(f"counts of a token array, {_rate(SHORT, mine)}, {what}", median(mine), None, _sizes(counts))]
    for name, theirs in zip(ways, others, strict=True):
        ratio = median_ratio(mine, theirs)
        against = f"{name}: {1 / ratio:.1f} times as long"
        found.append(Row(f"the same counts, {_rate(SHORT, theirs)}", median(theirs), ratio, against))
    return found


def growth() -> list[Row]:
    """A longer text, in windows of several sizes and kinds."""
    tokens = zipfian(LONG)
    options = [(window, None) for window in (2, 5, 10)] + [(WINDOW, "expected"), (WINDOW, "sampled")]

    def counted(window, dynamic):
        return count_matrix(tokens, window, WORDS, dynamic, np.random.default_rng(0) if dynamic == "sampled" else None)

    times = interleaved(*(lambda option=option: counted(*option) for option in options), rounds=5)
    found = []
    for (window, dynamic), seconds in zip(options, times, strict=True):
        kind = f"dynamic window of {window}, {dynamic}" if dynamic else f"window of {window}"
        found.append(
            Row(f"counts of {_rate(LONG, seconds)}, {kind}", median(seconds), None, _sizes(counted(window, dynamic)))
        )
    return found


def bounded() -> Row:
    """A text that comes sentence by sentence and is longer than what the counting may hold."""
    few = "from benchmarks.counting import *; streamed(200_000)"
    start = time.perf_counter()
    spent = spent_mb(few, "print(streamed(STREAMED))")
    seconds = time.perf_counter() - start
    text = f"the text {4 * STREAMED / 1e6:.0f} MB, the bound {BOUND / 1e6:.0f} MB"
    return Row(f"counts of {STREAMED:,} streamed tokens, their making included", seconds, None, text, spent)


def streamed(size: int) -> int:
    """Count a text that is never held as a whole, of 1,000 words drawn evenly: every pair occurs."""
    rng = np.random.default_rng(0)
    text = (rng.integers(0, 1000, 1000, dtype=np.int32) for _ in range(size // 1000))
    return count_matrix(text, WINDOW, 1000, memory=BOUND).nnz


def of_a_file(path: str) -> list[Row]:
    """The text of a file of the reader's own, a sentence a line."""
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.vocabulary import Vocabulary

    start = time.perf_counter()
    text = TextFile(path)
    vocabulary = Vocabulary.from_sentences(text, min_count=5)
    tokens = encode_text(text, vocabulary)
    read = time.perf_counter() - start
    (seconds,) = interleaved(lambda: count_matrix(tokens, WINDOW, len(vocabulary), memory=2**32), rounds=3)
    counts = count_matrix(tokens, WINDOW, len(vocabulary), memory=2**32)
    return [
        Row("your text: words counted, then turned into numbers", read, None, f"{len(vocabulary):,} words"),
        Row(f"counts of {_rate(len(tokens), seconds)}, window of {WINDOW}", median(seconds), None, _sizes(counts)),
    ]


def _rate(size: int, seconds: list[float]) -> str:
    return f"{size:,} tokens, {size / median(seconds) / 1e6:.2f} M a second"


def _sizes(counts) -> str:
    return f"{counts.sum():,.0f} pairs, {counts.nnz:,} cells"
