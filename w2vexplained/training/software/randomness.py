"""The program's random numbers: x ← 25214903917·x + 11, modulo 2^64."""

import numpy as np

from w2vexplained.compiled import kernel

MULTIPLIER, INCREMENT = np.uint64(25214903917), np.uint64(11)
LOW = 2**16  # what the lowest 16 bits can hold; they come round again after as many draws


@kernel(makes_arrays=False)
def next_random(state):
    """Draw the next number.

    Parameters
    ----------
    state : array of uint64, (1,)
        The number drawn last, changed in place.

    Returns
    -------
    uint64
        The next.
    """
    state[0] = state[0] * MULTIPLIER + INCREMENT  # next_random
    return state[0]


@kernel(makes_arrays=False)
def low_bits(x):
    """Give the lowest 16 bits of a number as a fraction, from 0 to 1 − 2^-16.

    Parameters
    ----------
    x : uint64
        A number drawn.

    Returns
    -------
    float
        Exact even in single precision.
    """
    return np.int64(x & np.uint64(LOW - 1)) / LOW


def initial_vectors(n, d, dtype=np.float32):
    """Lay out the vectors that training begins with: numbers from −1/2d to 1/2d, the same for every text.

    They take the lowest 16 bits of the generator, begun at 1: so they come round again after 65,536 numbers.

    Parameters
    ----------
    n, d : int
        How many vectors of how many components.
    dtype : float32 or float64
        Their type.

    Returns
    -------
    array, (n, d)
        The vectors, a new array.

    Examples
    --------
    >>> W = initial_vectors(20000, 100)
    >>> bool((W[0] == W[16384]).all())  # 16,384 · 100 is a multiple of 65,536
    True
    """
    powers = np.cumprod(np.full(LOW, MULTIPLIER))  # a, a², …, as of all whole numbers here only the low bits
    x = powers + INCREMENT * (np.cumsum(powers) - powers + np.uint64(1))  # x_i = a^i + 11·(a^(i−1) + … + a + 1)
    period = ((x % LOW / LOW - 0.5) / d).astype(dtype)
    return np.resize(period, (n, d))
