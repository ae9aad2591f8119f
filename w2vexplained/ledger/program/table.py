"""WC2: how far the program's sigmoid is from the sigmoid."""

import mpmath as mp
import numpy as np

from w2vexplained.ledger.record import Record, witness
from w2vexplained.ledger.statements import program as statement
from w2vexplained.training.software import step, tables
from w2vexplained.training.software.switches import PROGRAM, numbered
from w2vexplained.verification.evidence import worst

# The switches, the cells in a unit of x, how many of them there are within ±6, and the stated bound.
INTENDED = numbered(PROGRAM._replace(sigmoid="table as intended")), mp.mpf(250) / 3, 1000, 0.003
SHIPPED = numbered(PROGRAM), mp.mpf(83), 996, 0.00913
BESIDE = mp.mpf(10) ** -12  # a border is looked at from either side: in between the sigmoid rises by less than that


@witness(
    "E",
    "In each of the 1000 cells of the intended index and of the 996 of the shipped one, the program reads one entry, "
    "in single precision the same, and its largest error is the stated one, up to the rounding of the entry.",
)
def every_cell_of_the_table():
    """Look at both ends of each cell: the index never falls as x grows, so one entry at both is one in between."""
    errors, single = [], tables.sigmoid_table()
    with mp.workdps(50):
        for index in (INTENDED, SHIPPED):
            stated = statement.table_errors(index[1])
            for i, (low, high) in enumerate(_cells(*index[:3])):
                middle = float(step.sigmoid(np.float32((low[0] + high[0]) / 2), single, index[0]))
                errors += [low[1] != high[1], low[1] != middle, abs(_error(low, high) - stated[i])]
    return worst(errors, 2e-7, "1996 cells")


@witness(
    "B",
    "The largest error found is below 0.003 for the intended index and below 0.00913 for the shipped one, and above "
    "99.9 % of either.",
)
def largest_errors():
    """Take the largest over both ends of every cell."""
    found = []
    with mp.workdps(50):
        for *index, bound in (INTENDED, SHIPPED):
            share = max(_error(low, high) for low, high in _cells(*index)) / bound
            found += [share, share < 0.999 and 2]
    return worst(found, 1, "of the bound, 1996 cells")


@witness(
    "M",
    "Every entry i of the shipped table is σ(12 i/1000 − 6) in single precision; for σ(0) the program reads σ(−0.024).",
)
def entries_in_fifty_digits():
    """Compare all 1000 entries; then read the table at 0 with either index."""
    with mp.workdps(50):
        entries = tables.sigmoid_table(np.float64)
        errors = [abs(mp.mpf(y) - statement.number_sigma(mp.mpf(12 * i) / 1000 - 6)) for i, y in enumerate(entries)]
        errors.append(abs(_read(0, SHIPPED[0], entries) - statement.number_sigma(mp.mpf(-24) / 1000)))
        errors += [abs(_read(0, INTENDED[0], entries) - 0.5), len(entries) != 1000]
        return worst(errors, 2e-7, "1000 entries in single precision")


def _cells(switches, per_unit, count):
    """Read the table at both ends of each cell; yield twice the place and the entry."""
    entries = tables.sigmoid_table(np.float64)
    for i in range(count):
        ends = i / per_unit - 6 + BESIDE, (i + 1) / per_unit - 6 - BESIDE
        yield [(mp.mpf(x), _read(x, switches, entries)) for x in map(float, ends)]


def _error(*ends):
    return max(abs(y - statement.number_sigma(x)) for x, y in ends)


def _read(x, switches, entries):
    return float(step.sigmoid(np.float64(x), entries, switches))


WC2 = Record(
    id="WC2",
    title="the program's table of the sigmoid",
    chapter="program",
    kind="inequality",
    sentence="The program looks σ up in a table of 1000 entries: by the intended index it errs by at most 0.003, by "
    "the shipped one by up to 0.00913, and σ(0) reads 0.4940.",
    latex=r"\begin{aligned}\hat\sigma(x)&=\sigma\Big(\frac{12}{1000}\,i-6\Big),\quad i=\lfloor(x+6)\,r\rfloor,"
    r"\qquad\lvert x\rvert<6,\\"
    r"r&=\tfrac{1000}{12}\colon\quad\lvert\hat\sigma(x)-\sigma(x)\rvert<\tfrac14\cdot\tfrac{12}{1000}=0.003,\\"
    r"r&=83\colon\quad\lvert\hat\sigma(x)-\sigma(x)\rvert<0.00913,\qquad"
    r"\hat\sigma(0)=\sigma(-0.024)\approx0.4940\end{aligned}",
    source="the program word2vec, its expTable; the errors are ours",
    assumptions=(
        "The program computes r as 1000/6/2 in whole numbers, which makes it 83.",
        "Entries are rounded to single precision; beyond ±6 the table is not asked.",
    ),
    code=(tables.sigmoid_table, step.sigmoid),
    follows_from=("NS1", "NS3"),
    witnesses=(every_cell_of_the_table, largest_errors, entries_in_fifty_digits),
)
