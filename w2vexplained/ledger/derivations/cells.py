"""One cell (w, c) of a table of counts, in the letters of chapter "pmi"."""

from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.instances import Table


class Cell(NamedTuple):
    """One pair of word and context in a table.

    Attributes
    ----------
    table : Table
        Counts, k and noise; the vectors give one score for each cell.
    w, c : int
        Which row, which column.
    """

    table: Table
    w: int
    c: int

    @property
    def a(self):
        """The observed pairs, #(w, c)."""
        return mp.mpf(self.table.counts[self.w][self.c])

    @property
    def count_w(self):
        """The pairs that the word heads, #(w)."""
        return mp.mpf(sum(self.table.counts[self.w]))

    @property
    def count_c(self):
        """The pairs that the context ends, #(c)."""
        return mp.mpf(sum(row[self.c] for row in self.table.counts))

    @property
    def size(self):
        """The number of all pairs, |D|."""
        return mp.mpf(sum(map(sum, self.table.counts)))

    @property
    def k(self):
        """Negatives for each pair."""
        return self.table.k

    @property
    def P_n(self):
        """The probability with which the context is drawn."""
        return self.table.noise[self.c]

    @property
    def b(self):
        """The expected number of invented pairs, k #(w) P_n(c)."""
        return self.k * self.count_w * self.P_n

    @property
    def x(self):
        """The score v_c · v_w."""
        return self.table.scores[self.w][self.c]

    @property
    def best(self):
        """The score at which the cell's part of the objective is largest."""
        return mp.log(self.a) - mp.log(self.b)

    @property
    def P(self):
        """The law of observed pairs, #(w, c)/|D|."""
        return self.a / self.size

    @property
    def p_w(self):
        """The share of the word among the pairs."""
        return self.count_w / self.size

    @property
    def p_c(self):
        """The share of the context among the pairs."""
        return self.count_c / self.size

    @property
    def Q(self):
        """The law of invented pairs, p(w) P_n(c)."""
        return self.p_w * self.P_n

    @property
    def pi(self):
        """The share of observed pairs among all, 1/(k + 1)."""
        return 1 / mp.mpf(self.k + 1)

    @property
    def M(self):
        """The law of all pairs, observed and invented."""
        return self.pi * self.P + (1 - self.pi) * self.Q

    @property
    def pmi(self):
        """Pointwise mutual information."""
        return mp.log(self.P / (self.p_w * self.p_c))


def cells(table):
    """List all cells of a table, row by row.

    Parameters
    ----------
    table : Table
        Counts, k and noise.

    Returns
    -------
    list of Cell
        As many as it has.
    """
    return [Cell(table, w, c) for w in range(len(table.counts)) for c in range(len(table.counts[0]))]


def each(value):
    """Make the value of a line that holds for every cell out of its value at one.

    Parameters
    ----------
    value : callable
        From a cell to a number.

    Returns
    -------
    callable
        From a table to the list of numbers.
    """
    return lambda table: [value(cell) for cell in cells(table)]


def summed(value):
    """Make the value of a line that sums over the cells out of its value at one.

    Parameters
    ----------
    value : callable
        From a cell to a number.

    Returns
    -------
    callable
        From a table to the sum.
    """
    return lambda table: mp.fsum(value(cell) for cell in cells(table))


def smoothed(table, power):
    """The same table with the noise that smoothing its own contexts gives.

    Parameters
    ----------
    table : Table
        Counts, k and noise.
    power : mpf
        The exponent α of the counts #(c).

    Returns
    -------
    Table
        With P_n(c) = #(c)^α / Σ #(c')^α.
    """
    weights = [mp.mpf(sum(column)) ** power for column in zip(*table.counts, strict=True)]
    return table._replace(noise=[x / mp.fsum(weights) for x in weights])
