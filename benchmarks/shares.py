"""What share of the machine's peak each trainer reaches: its operations are counted, its seconds the processor's."""

import time
from statistics import median

import numpy as np

from benchmarks.text import Text
from benchmarks.throughput import NAMES, Contest

d, k, WINDOW = 100, 5, 5
ROUNDS = 3
SIX = 3 * 2 * d  # operations of a score and the updates of both its vectors


def measure(text: Text, peak: float, runs: dict) -> list[tuple]:
    """Rows for the table of the roof: pairs a second, share of the peak as it is, share as it is without sharing."""
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.tokens import encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary

    vocabulary = Vocabulary.from_sentences(TextFile(text.train), 5)
    tokens = encode_text(TextFile(text.train), vocabulary)
    rows, pairs = [], 0
    for block in (1, 8):
        seconds, pairs, operations = skip_gram(tokens, vocabulary.counts, block)
        name = f"our skip-gram, {block} centres share draws" if block > 1 else "our skip-gram, k draws for each centre"
        rows.append(_row(name, pairs, seconds, operations, peak))
    for peer in ("gensim", "program"):
        if found := runs.get(Contest("skip-gram", peer, 1)):
            seconds = median(ran.training_cpu for ran in found)
            rows.append(_row(f"{NAMES.get(peer, peer)}, skip-gram", pairs, seconds, without_sharing(pairs), peak))
    return rows


def skip_gram(tokens: np.ndarray, counts: np.ndarray, block: int) -> tuple[float, int, float]:
    """Seconds of the processor for one epoch, pairs, and operations that were done."""
    from w2vexplained.training.kernels import train_part
    from w2vexplained.training.plan import initial_model, plan

    laid = plan(counts, window=WINDOW, negative=k, block=block)
    train_part(tokens[:1000], initial_model(laid, d, 0), laid, 0.025, 0.025, 0)
    times, pairs = [], 0
    for seed in range(ROUNDS):
        model = initial_model(laid, d, seed)
        start = time.process_time()
        pairs = train_part(tokens, model, laid, 0.025, 0.0, seed)
        times.append(time.process_time() - start)
    repelled = rows_of_blocks(tokens, laid.keep, block) * laid.n_shared
    return median(times), pairs, float(SIX * (pairs + repelled))


def rows_of_blocks(tokens: np.ndarray, keep: np.ndarray, block: int) -> int:
    """How many words meet the draws of a block, over all blocks: the places that are near any of its centres.

    Examples
    --------
    >>> text = np.array([0, 1, -2], dtype=np.int32)
    >>> rows_of_blocks(text, np.ones(2), 1), rows_of_blocks(text, np.ones(2), 8)
    (2, 2)
    """
    from w2vexplained.corpus.pairs import pairs
    from w2vexplained.corpus.subsampling import subsample
    from w2vexplained.corpus.tokens import sentences_of

    rng = np.random.default_rng(0)
    kept = subsample(tokens, np.minimum(keep.astype(float), 1), rng)
    places = np.where(kept >= 0, np.cumsum(kept >= 0) - 1, kept).astype(np.int32)  # words, numbered as they come
    centre, near = pairs(list(sentences_of(places)), WINDOW, rng).T
    return len(np.unique(centre.astype(np.int64) // block * len(kept) + near))


def without_sharing(pairs: int) -> float:
    """Operations for pairs that have k negatives each."""
    return float(SIX * (k + 1) * pairs)


def _row(name: str, pairs: int, seconds: float, operations: float, peak: float) -> tuple:
    shares = operations / seconds / peak, without_sharing(pairs) / seconds / peak
    return name, f"{pairs / seconds / 1e6:.2f} M pairs", *shares
