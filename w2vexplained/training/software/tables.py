"""What the program computes before it trains: whom to keep, whom to draw, the sigmoid."""

import math
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.corpus.subsampling import keep_probability
from w2vexplained.training.software.randomness import next_random

NOISE_ENTRIES = 10**8  # table_size
SHIFT = 10  # a coarse index for each 2^10 of them
SIGMOID_ENTRIES, LIMIT = 1000, 6  # EXP_TABLE_SIZE, MAX_EXP


class Noise(NamedTuple):
    """The noise distribution, as the program's table of 10^8 words in a row, of which only the borders are kept.

    Attributes
    ----------
    starts : array of uint64, (|V| + 1,)
        The entry at which each word's begin; at last 10^8.
    coarse : array of int64
        The word at each 1,024th entry, from which on a word is searched.
    """

    starts: np.ndarray
    coarse: np.ndarray


def keep_table(counts, sample, program):
    """Give each word the probability that an occurrence is kept.

    Parameters
    ----------
    counts : array of int64, (|V|,)
        How often each word occurs.
    sample : float32
        The frequency from which on words are thinned out.
    program : bool
        Whether by the program's formula, in its arithmetic, where what is above 1 stays; otherwise by the paper's.

    Returns
    -------
    array, (|V|,)
        Probabilities, float32 from the program. Where sample is 0, all are 1.
    """
    if sample == 0:
        return np.ones(len(counts), np.float32)
    if not program:
        return keep_probability(counts, float(sample)).astype(np.float32)
    threshold = sample * np.float32(counts.sum())  # t·N
    # A threshold near 0 makes the root infinite; and the end of a sentence may occur never, and is not thinned out.
    with np.errstate(over="ignore", divide="ignore"):
        root = np.sqrt(np.float64(counts.astype(np.float32) / threshold))
        return ((root + 1) * np.float64(threshold) / counts).astype(np.float32)  # ran


def sigmoid_table(dtype=np.float32):
    """Tabulate the sigmoid from −6 to 6, as the program does in single precision.

    Equation: WC2

    Parameters
    ----------
    dtype : float32 or float64
        The type of the result, which holds the program's numbers in any case.

    Returns
    -------
    array, (1000,)
        Entry i is σ((i/1000·2 − 1)·6).
    """
    x = (np.arange(SIGMOID_ENTRIES, dtype=np.float32) / np.float32(SIGMOID_ENTRIES) * 2 - 1) * np.float32(LIMIT)
    e = np.array([math.exp(x_i) for x_i in x], np.float32)  # expTable
    return (e / (e + 1)).astype(dtype)


def noise_table(counts):
    """Find the borders in the program's noise table, whose words have shares like count^(3/4).

    Word i ends with the first entry a of its own for which a/10^8 exceeds the share of words 0 … i.
    A word has one entry at least, and the sums are taken in the program's order: to the bit, they decide a border.

    Parameters
    ----------
    counts : array of numbers, (|V|,)
        How often each word occurs.

    Returns
    -------
    Noise
        The program's, entry by entry.
    """
    powers = [math.pow(count, 0.75) for count in counts.tolist()]
    *_, total = accumulate(powers)  # train_words_pow
    starts = [0]
    for share in accumulate(power / total for power in powers[:-1]):  # d1
        starts.append(min(max(_first_beyond(share), starts[-1]) + 1, NOISE_ENTRIES))
    coarse = np.searchsorted(starts, np.arange(0, NOISE_ENTRIES, 2**SHIFT), side="right") - 1
    return Noise(np.array([*starts, NOISE_ENTRIES], np.uint64), coarse)


def _first_beyond(share):
    """The first entry a for which a/10^8 exceeds a share, in double precision."""
    a = int(share * NOISE_ENTRIES)
    while a / NOISE_ENTRIES > share:
        a -= 1
    while a / NOISE_ENTRIES <= share:
        a += 1
    return a


@kernel(makes_arrays=False)
def draw_negative(noise, state, redrawn_zero):
    """Draw one word from the noise.

    Parameters
    ----------
    noise : Noise
        From `noise_table`.
    state : array of uint64, (1,)
        Where random numbers come from, changed in place.
    redrawn_zero : bool
        Whether to replace word 0, the end of a sentence, by any other.

    Returns
    -------
    int
        Its number.
    """
    x = next_random(state)
    entry = (x >> np.uint64(16)) % np.uint64(NOISE_ENTRIES)
    word = noise.coarse[entry >> np.uint64(SHIFT)]
    while entry >= noise.starts[word + 1]:
        word += 1
    if word == 0 and redrawn_zero:
        return np.int64(x % np.uint64(len(noise.starts) - 2)) + 1
    return word
