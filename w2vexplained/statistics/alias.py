"""The alias table: draws from a distribution at a cost that does not grow with the number of outcomes."""

import math
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from w2vexplained import arguments


class AliasTable(NamedTuple):
    """One column for each outcome, all equally likely, each shared by two outcomes (Vose's form of Walker's method).

    Attributes
    ----------
    keep : array, (n,)
        The probability that column i gives outcome i itself.
    alias : array of int, (n,)
        The outcome that it gives otherwise.
    """

    keep: np.ndarray
    alias: np.ndarray


def alias_table(P_n):
    r"""Cut a distribution into n columns of equal size with at most two outcomes each, so that a draw costs O(1).

    Equation: NS8

    Parameters
    ----------
    P_n : array, (n,)
        The probability of each context; fractions give a table of fractions.

    Returns
    -------
    AliasTable
        Its law is P_n, divided by its sum. Columns are cut in exact arithmetic, and one probability in each is rounded
        to a float, up or down, so that errors do not add up.

    Raises
    ------
    ValueError
        If P_n is not a distribution.

    References
    ----------
    Vose1991.
    """
    P_n = arguments.as_array("P_n", P_n)
    arguments.distribution("P_n", P_n, P_n.size)
    left, column = _in_whole_numbers(P_n.tolist())
    exact = P_n.dtype == object
    keep, alias, over = np.ones(len(P_n), object if exact else float), np.arange(len(P_n)), 0.0
    small, large = ([i for i, mass in enumerate(left) if (mass < column) == is_small] for is_small in (True, False))
    while small:
        i, j = small.pop(), large[-1]
        if exact:
            keep[i] = Fraction(left[i], column)
        else:
            keep[i], over = _rounded(left[i], column, over)
        alias[i] = j
        left[j] -= column - left[i]
        if left[j] < column:
            small.append(large.pop())
    return AliasTable(keep, alias)


def draw_from_table(table, size, rng):
    r"""Draw contexts independently: a column at random, then one of its two outcomes.

    Equation: NS8, NS9

    Parameters
    ----------
    table : AliasTable
        What `alias_table` makes of P_n.
    size : int or tuple of int
        How many to draw.
    rng : numpy.random.Generator
        Where the randomness comes from.

    Returns
    -------
    array of int, `size`
        Indices of contexts.

    Raises
    ------
    TypeError
        If rng is no generator.

    Examples
    --------
    >>> draw_from_table(alias_table([0.0, 1.0, 0.0]), 4, np.random.default_rng(0)).tolist()
    [1, 1, 1, 1]
    """
    column = arguments.generator(rng, "integers").integers(len(table.keep), size=size)
    return np.where(rng.random(size) < table.keep[column], column, table.alias[column])


def law_of_table(table):
    """Add up what each outcome has in all columns: the law that draws from the table follow.

    Parameters
    ----------
    table : AliasTable
        The columns.

    Returns
    -------
    array, (n,)
        Probabilities, added up exactly and rounded once; a table of fractions gives fractions.
    """
    keep, alias = table
    law = [Fraction(p) for p in keep.tolist()]
    for p, j in zip(keep.tolist(), alias.tolist(), strict=True):
        law[j] += 1 - Fraction(p)
    return np.array([p / len(keep) for p in law], dtype=keep.dtype)


def _in_whole_numbers(P_n):
    """Give what each outcome has, and what a column holds, in one unit so small that all are whole: exact, and fast."""
    masses = [Fraction(p) for p in P_n]
    unit = math.lcm(*(mass.denominator for mass in masses))
    masses = [mass.numerator * (unit // mass.denominator) for mass in masses]
    return [mass * len(masses) for mass in masses], sum(masses)


def _rounded(mass, column, over):
    """Round a share of a column to a float, up or down; what roundings leave over is handed on, so as not to add up."""
    share = mass / column
    numerator, denominator = share.as_integer_ratio()
    over += (mass * denominator - numerator * column) / (column * denominator)
    if mass and abs(over) > math.ulp(share) / 2:
        other = min(math.nextafter(share, math.copysign(math.inf, over)), 1.0)
        share, over = other, over - (other - share)
    return share, over
