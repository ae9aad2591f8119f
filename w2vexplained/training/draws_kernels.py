"""What is left to chance in training: which words stay, how wide a window is, which contexts are drawn.

All draws of a part come from one generator, splitmix64: its state is a number that grows by an odd constant, and what
it gives is that number with its bits mixed. It meets all 2⁶⁴ states before it repeats, all bits of what it gives are
equally good, and no draw waits for the one before it. Every seed starts at another place on the same circle: two of a
million parts of a million draws overlap with a probability below one in ten.
"""

import numpy as np

from w2vexplained.compiled import kernel

_STRIDE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def first_state(seed):
    """Begin the draws of a part.

    Parameters
    ----------
    seed : int
        From 0 to 2⁶⁴ − 1.

    Returns
    -------
    array of uint64, (1,)
        The state of the generator, which each draw changes. Neighbouring seeds start far from each other.
    """
    with np.errstate(over="ignore"):  # numbers of 64 bits run over on purpose
        return np.array([_mixed(np.uint64(seed))], np.uint64)


@kernel(makes_arrays=False)
def _mixed(z):
    """Mix the bits of a number, each number into another one."""
    z = (z ^ (z >> np.uint64(30))) * _MIX[0]
    z = (z ^ (z >> np.uint64(27))) * _MIX[1]
    return z ^ (z >> np.uint64(31))


@kernel(makes_arrays=False)
def uniform(state):
    """Draw a number from 0 to 1, without 1: one of the 2⁵³ multiples of 2⁻⁵³.

    Parameters
    ----------
    state : array of uint64, (1,)
        The generator.

    Returns
    -------
    float
        The number.
    """
    state[0] += _STRIDE
    return np.int64(_mixed(state[0]) >> np.uint64(11)) * 2.0**-53


@kernel(makes_arrays=False)
def thin(tokens, keep, state, kept):
    """Keep each occurrence of a word with its probability; the others vanish, ends and holes stay.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part.
    keep : array, (|V|,)
        The probability of each word.
    state : array of uint64, (1,)
        The generator.
    kept : array of int32, (number of tokens,)
        Where what is left is written to.

    Returns
    -------
    int
        How many tokens are left.
    """
    n = 0
    for t in tokens:
        if t < 0 or uniform(state) < keep[t]:
            kept[n] = t
            n += 1
    return n


@kernel(makes_arrays=False)
def window_size(window, state):
    """Draw 1 … window, all equally likely.

    Parameters
    ----------
    window : int
        The largest.
    state : array of uint64, (1,)
        The generator.

    Returns
    -------
    int
        A distance.
    """
    return 1 + np.int64(uniform(state) * window)


@kernel(makes_arrays=False)
def negative(keep, alias, state):
    """Draw a context from P_n: a column of its alias table, then, with what is left of the number, one of its two.

    Parameters
    ----------
    keep, alias : arrays, (n,)
        The table.
    state : array of uint64, (1,)
        The generator.

    Returns
    -------
    int
        The context.
    """
    x = uniform(state) * len(keep)
    column = np.int64(x)
    return column if x - column < keep[column] else np.int64(alias[column])
