"""What training is told once and then only reads: laws, windows, draws, as arrays that compiled loops take."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.subsampling import keep_probability
from w2vexplained.statistics.alias import AliasTable, alias_table
from w2vexplained.statistics.huffman import huffman
from w2vexplained.statistics.noise import unigram

OBJECTIVES = ("negative_sampling", "softmax", "hierarchical_softmax", "nce")
ARCHITECTURES = ("skip-gram", "cbow")


class Model(NamedTuple):
    """What is learned.

    Attributes
    ----------
    W : array of float32, (|V|, d)
        The word vectors.
    C : array of float32, (n, d)
        The context vectors, n = |V|; with hierarchical softmax those of the |V| − 1 inner nodes.
    """

    W: np.ndarray
    C: np.ndarray


class Plan(NamedTuple):
    """What stays the same in all parts of a training.

    Attributes
    ----------
    counts : array of int64, (|V|,)
        How often each word occurs.
    keep : array of float32, (|V|,)
        The probability that an occurrence is kept.
    P_n : array of float64, (|V|,)
        The law of the negatives.
    noise_keep, noise_alias : arrays of float64 and int32, (|V|,)
        Its `AliasTable`.
    shift : array of float32, (|V|,)
        What is subtracted from the score of each context: log k·P_n(c) with nce, else 0.
    points, codes, lengths : arrays of int32, int8, int32, (|V|, longest) and (|V|,)
        The paths of Huffman's tree; empty without hierarchical softmax.
    window : int
        The largest distance of a pair.
    negative : int
        k, the negatives for each pair.
    block : int
        The centres that share their negatives.
    n_shared : int
        N, how many negatives a block draws, each weighted by k/N.
    objective : int
        The place in `OBJECTIVES`.
    cbow : bool
        Whether a word is predicted by the mean of its neighbours.
    """

    counts: np.ndarray
    keep: np.ndarray
    P_n: np.ndarray
    noise_keep: np.ndarray
    noise_alias: np.ndarray
    shift: np.ndarray
    points: np.ndarray
    codes: np.ndarray
    lengths: np.ndarray
    window: int
    negative: int
    block: int
    n_shared: int
    objective: int
    cbow: bool

    @property
    def noise_table(self):
        """The alias table of P_n."""
        return AliasTable(self.noise_keep, self.noise_alias)

    @property
    def n_contexts(self):
        """How many rows C has."""
        tree = OBJECTIVES[self.objective] == "hierarchical_softmax"
        return len(self.counts) - 1 if tree else len(self.counts)


def plan(
    counts,
    *,
    window=5,
    negative=5,
    noise_power=0.75,
    sample=1e-3,
    objective="negative_sampling",
    architecture="skip-gram",
    block=8,
):
    r"""Lay down how a text with these counts is trained.

    Parameters
    ----------
    counts : array of int, (|V|,)
        How often each word occurs, each at least once; in any order.
    window : int
        The largest distance of a pair, at least 1; at each centre it is drawn from 1 … window.
    negative : int
        k, the negatives for each pair, at least 1.
    noise_power : number
        The exponent of :math:`P_n(c)\propto\#(c)^\alpha`.
    sample : number
        The relative frequency from which on words are thinned out, as the program does; 0 keeps all.
    objective : str
        One of `OBJECTIVES`.
    architecture : str
        One of `ARCHITECTURES`.
    block : int
        How many centres share their negatives. With 1 each centre draws its own k; else they share N = 2k,
        and a word that occurs in n pairs of the block is repelled from each with weight n·k/N.

    Returns
    -------
    Plan
        What `train_part` needs besides the text.

    Raises
    ------
    ValueError, TypeError
        Naming the argument and its range.
    """
    counts = _counts(counts)
    arguments.one_of("objective", objective, OBJECTIVES)
    arguments.one_of("architecture", architecture, ARCHITECTURES)
    window = arguments.whole("of places for window", window, 1)
    k = arguments.whole("of negatives", negative, 1)
    block = arguments.whole("of centres for block", block, 1)
    keep = np.ones(len(counts)) if _is_zero(sample) else keep_probability(counts, sample, formula="program")
    P_n = unigram(counts, noise_power)
    table = alias_table(P_n)
    shift = np.log(k * arguments.positive_distribution("P_n", P_n, len(P_n))) if objective == "nce" else 0 * P_n
    points, codes, lengths = _tree(counts if objective == "hierarchical_softmax" else counts[:0])
    return Plan(
        counts=counts,
        keep=keep.astype(np.float32),
        P_n=P_n,
        noise_keep=table.keep,
        noise_alias=table.alias.astype(np.int32),
        shift=shift.astype(np.float32),
        points=points,
        codes=codes,
        lengths=lengths,
        window=window,
        negative=k,
        block=block,
        n_shared=k if block == 1 else 2 * k,
        objective=OBJECTIVES.index(objective),
        cbow=architecture == "cbow",
    )


def calmed(plan, alpha):
    r"""Shrink the groups of a plan until a step does not overshoot.

    The moves of a group are all found before any is made. Each pulls or pushes in proportion to the vector at its
    other end, and gives way only in the next step. So when some fifty moves of one vector come together at a learning
    rate of 0.025, vectors may be thrown from one side to the other, further and further. With thousands of words this
    is far away; with ten, where every word comes many times in a group, it is not.

    Parameters
    ----------
    plan : Plan
        The plan.
    alpha : float
        The largest learning rate.

    Returns
    -------
    Plan
        The same, but for `block`: at most so many centres that the expected number of moves of the most frequent word
        or context, times the learning rate, is at most a half; at least 1.

    Examples
    --------
    >>> calmed(plan([50] * 10, sample=0), 0.05).block, calmed(plan([50] * 1000, sample=0), 0.05).block
    (2, 8)
    """
    kept = plan.counts * plan.keep
    most = max(kept.max() / kept.sum(), plan.P_n.max())
    pairs = 1 if plan.cbow else plan.window + 1  # of a centre: twice the average window
    moves = pairs * (1 + plan.negative) * most
    return plan._replace(block=max(1, int(min(plan.block, 0.5 / max(abs(alpha) * moves, 1e-9)))))


def initial_model(plan, d, seed):
    """Begin as the program does: words small and random, contexts zero.

    Parameters
    ----------
    plan : Plan
        Whose vocabulary it is for.
    d : int
        The size of the vectors, at least 1.
    seed : int or numpy seed
        What determines the numbers, as for `numpy.random.default_rng`.

    Returns
    -------
    Model
        W uniform from −1/(2d) to 1/(2d), C zero.

    Raises
    ------
    ValueError
        If d is no whole number from 1.
    """
    d = arguments.whole("of components for d", d, 1)
    W = np.random.default_rng(seed).random((len(plan.counts), d), dtype=np.float32)
    W -= np.float32(0.5)
    W /= np.float32(d)
    return Model(W, np.zeros((plan.n_contexts, d), dtype=np.float32))


def _counts(counts):
    counts = arguments.array("counts", counts)
    if counts.ndim != 1 or counts.size == 0 or counts.dtype.kind not in "iu":
        raise ValueError(f"expected counts, whole numbers of shape (|V|,); got {counts.dtype} of shape {counts.shape}")
    if counts.min() < 1:
        raise ValueError(f"expected counts of at least 1; got {counts.min()} for word {counts.argmin()}")
    return counts.astype(np.int64)


def _is_zero(sample):
    return arguments.one_number("for sample", sample) == 0


def _tree(counts):
    """Give the paths to all words, whatever the order of their counts."""
    if len(counts) == 0:
        return np.empty((0, 0), np.int32), np.empty((0, 0), np.int8), np.empty(0, np.int32)
    order = np.argsort(-counts, kind="stable")
    place = np.argsort(order)
    codes, points, lengths = huffman(counts[order])
    return points[place].astype(np.int32), codes[place], lengths[place].astype(np.int32)
