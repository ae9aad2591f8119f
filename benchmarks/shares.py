"""What share of the machine's peak each trainer reaches: its operations are counted, its seconds the processor's."""

import time
from statistics import median
from typing import NamedTuple

import numpy as np

from benchmarks.text import Text
from benchmarks.throughput import NAMES, Contest

d, k, WINDOW = 100, 5, 5
ROUNDS = 3
DOT = 2 * d  # operations of a score, or of the update of one vector


class Kernel(NamedTuple):
    """A way to train, by the arguments of a plan."""

    name: str
    options: dict


KERNELS = (
    Kernel("our skip-gram, k draws for each centre", {"block": 1}),
    Kernel("our skip-gram, 8 centres share draws", {"block": 8}),
    Kernel("our CBOW, 8 centres share draws", {"block": 8, "architecture": "cbow"}),
    Kernel("our skip-gram, hs", {"objective": "hierarchical_softmax"}),
)


class Groups(NamedTuple):
    """Groups of centres as the compiled loops lay them out.

    In each of them n centres, and m words from the first to the last place of their windows. `pairs` are the pairs of
    each centre, by its word `centres`.
    """

    n: np.ndarray
    m: np.ndarray
    centres: np.ndarray
    pairs: np.ndarray


def measure(text: Text, peak: float, runs: dict) -> list[tuple]:
    """Rows for the table of the roof: pairs a second, share of the peak as it is, share as it is without sharing."""
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.tokens import encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.training.plan import plan

    vocabulary = Vocabulary.from_sentences(TextFile(text.train), 5)
    tokens = encode_text(TextFile(text.train), vocabulary)
    rows = []
    for kernel in KERNELS:
        laid = plan(vocabulary.counts, window=WINDOW, negative=k, **kernel.options)
        groups = lay_out(tokens, laid)
        rows.append(_row(kernel.name, groups, seconds(tokens, laid), done(groups, laid), unshared(groups, laid), peak))
    for peer in ("gensim", "program"):
        if found := runs.get(Contest("skip-gram", peer, 1)):
            laid = plan(vocabulary.counts, window=WINDOW, negative=k, block=1)
            groups = lay_out(tokens, laid)
            cpu, operations = median(ran.training_cpu for ran in found), unshared(groups, laid)
            rows.append(_row(f"{NAMES.get(peer, peer)}, skip-gram", groups, cpu, operations, operations, peak))
    return rows


def seconds(tokens: np.ndarray, laid) -> float:
    """Seconds of the processor that one epoch takes a kernel."""
    from threadpoolctl import threadpool_limits

    from w2vexplained.training.kernels import train_part
    from w2vexplained.training.plan import initial_model

    times = []
    with threadpool_limits(1):
        train_part(tokens[:1000], initial_model(laid, d, 0), laid, 0.025, 0.025, 0)  # compiled, or fetched
        for seed in range(ROUNDS):
            model = initial_model(laid, d, seed)
            start = time.process_time()
            train_part(tokens, model, laid, 0.025, 0.0, seed)
            times.append(time.process_time() - start)
    return median(times)


def lay_out(tokens: np.ndarray, laid) -> Groups:
    """Thin out a text, draw windows, and say how large the groups of centres are that come of it."""
    from w2vexplained.corpus.pairs import pairs
    from w2vexplained.corpus.subsampling import subsample
    from w2vexplained.corpus.tokens import sentences_of

    rng = np.random.default_rng(0)
    kept = subsample(tokens, np.minimum(laid.keep.astype(float), 1), rng)
    places = np.where(kept >= 0, np.arange(len(kept)), kept).astype(np.int32)
    centre, near = pairs(list(sentences_of(places)), laid.window, rng).T
    centres, first, times = np.unique(centre, return_index=True, return_counts=True)  # they come in order
    tree = laid.points.size > 0
    group = centres // (1 if tree else laid.block)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    low = np.minimum.reduceat(np.minimum(np.minimum.reduceat(near, first), centres), starts)
    high = np.maximum.reduceat(np.maximum(np.maximum.reduceat(near, first), centres), starts)
    words = np.append(0, np.cumsum(kept >= 0))
    return Groups(np.diff(np.append(starts, len(centres))), words[high + 1] - words[low], kept[centres], times)


def done(groups: Groups, laid) -> float:
    """Operations of a step: a score and two updates for each word and target, or for each mean and target."""
    n, m = groups.n.astype(float), groups.m.astype(float)
    if laid.points.size:
        return 3 * DOT * float(m @ laid.lengths[groups.centres])
    if laid.cbow:
        return 3 * DOT * float(n @ (n + laid.n_shared)) + 2 * DOT * float(m @ n)
    return 3 * DOT * float(m @ (n + laid.n_shared))


def unshared(groups: Groups, laid) -> float:
    """Operations where every pair has its own k negatives, and every centre its own sum of neighbours."""
    if laid.points.size:
        return 3 * DOT * float(groups.pairs @ laid.lengths[groups.centres])
    if laid.cbow:
        return 3 * DOT * (k + 1) * len(groups.centres) + DOT * float(groups.pairs.sum())
    return 3 * DOT * (k + 1) * float(groups.pairs.sum())


def _row(name: str, groups: Groups, took: float, operations: float, whole: float, peak: float) -> tuple:
    rate = f"{groups.pairs.sum() / took / 1e6:.2f} M pairs"
    return name, rate, operations / took / peak, whole / took / peak
