"""All ways in which k draws can fall when their order does not matter, each with its probability."""

from itertools import combinations_with_replacement, islice
from math import comb
from typing import NamedTuple

import numpy as np

from w2vexplained import arguments

MOST_DRAWS = 1_000
MOST_TERMS = 20_000_000  # a few seconds
BLOCK = 1_000_000  # of these at a time, 8 MB an array


class Multisets(NamedTuple):
    """Some multisets of draws.

    Attributes
    ----------
    draws : array of int, (M, k)
        The contexts in each, in rising order.
    times : array of int, (M, n)
        How often each context is among them.
    chance : array, (M,)
        The probability that k draws fall so, in any order.
    """

    draws: np.ndarray
    times: np.ndarray
    chance: np.ndarray


def of_draws(noise, k, n_words=1):
    r"""Go through all :math:`\binom{n+k-1}{k}` multisets, in blocks that fit into memory.

    Parameters
    ----------
    noise : array, (n,)
        The distribution of a draw.
    k : int
        Draws, from 1 to 1,000.
    n_words : int
        For how many words scores are kept for each multiset; it shrinks blocks and the number that is allowed.

    Returns
    -------
    iterator of Multisets
        Their chances sum to 1 over all blocks.

    Raises
    ------
    ValueError
        If k is no whole number from 1 to 1,000, or words, multisets and scores multiply to more than 20,000,000 terms.

    Examples
    --------
    >>> (block,) = of_draws(np.array([0.25, 0.75]), 2)
    >>> block.draws.tolist(), block.chance.tolist()
    ([[0, 0], [0, 1], [1, 1]], [0.0625, 0.375, 0.5625])
    """
    k = arguments.whole("k of draws for each pair", k, 1, MOST_DRAWS)
    n = noise.shape[0]
    terms = n_words * comb(n + k - 1, k) * max(n, k)
    if terms > MOST_TERMS:
        raise ValueError(
            f"expected at most {MOST_TERMS:,} terms; got {terms:,}: {n_words} words, {comb(n + k - 1, k):,} multisets "
            f"of {k} draws out of {n} contexts, and {max(n, k)} scores in each"
        )
    ahead = combinations_with_replacement(range(n), k)
    size = max(1, BLOCK // (n_words * max(n, k)))
    return (with_chances(np.array(some), noise) for some in iter(lambda: list(islice(ahead, size)), []))


def with_chances(draws, noise):
    r"""Count the contexts among sorted draws, and give their chance: :math:`k!/\prod_j m_j!\;\prod_j P_n(j)^{m_j}`.

    Parameters
    ----------
    draws : array of int, (M, k)
        Contexts in rising order.
    noise : array, (n,)
        The distribution of a draw.

    Returns
    -------
    Multisets
        The same draws, with counts and chances.
    """
    times = (draws[..., None] == np.arange(noise.shape[0])).sum(axis=1)
    before = np.take_along_axis(np.cumsum(times, axis=1) - times, draws, axis=1)  # draws of smaller contexts
    place = np.arange(1, draws.shape[1] + 1)
    # One factor for each draw: whole factorials would overflow.
    return Multisets(draws, times, (noise[draws] * place / (place - before)).prod(axis=1))
