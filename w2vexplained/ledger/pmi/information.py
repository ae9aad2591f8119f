"""PM8: PMI, mutual information and symmetry."""

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies as st

from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import information as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.statistics import information, pmi
from w2vexplained.verification import elements
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case


@witness("M", "In 50 digits shipped mutual information is the mean of shipped PMI, and the statement by entropies.")
def mean_of_pmi_in_fifty_digits():
    """Compare at random tables."""
    errors = []
    with mp.workdps(60):
        for seed in range(3):
            numbers, _ = worlds.positive_table(seed)
            counts = elements.fifty_digits(numbers)
            P = counts / counts.sum()
            found = (P * pmi.pmi(counts, elements.Element(mp.mpf(1)))).sum(), information.mutual_information(P)
            exact = statement.number_mutual_information(worlds.exactly(numbers))
            errors += [abs(elements.value_of(x) - exact) for x in found]
    return worst(errors, 1e-45, "nats, 3 tables")


@witness("N", "With empty cells the mean is taken over the observed pairs; the others add 0, though their PMI is −∞.")
def mean_of_pmi_with_holes():
    """Compare at random tables, dense and sparse."""
    from scipy.sparse import csr_array

    errors = []
    for seed in range(5):
        counts, _ = worlds.table_with_holes(seed)
        P, seen = counts / counts.sum(), counts > 0
        observed = P[seen] @ pmi.pmi(counts)[seen], (csr_array(P) * pmi.pmi(csr_array(counts))).sum()
        exact = float(statement.number_mutual_information(worlds.exactly(counts)))
        errors += [agreement(x, exact) for x in (*observed, information.mutual_information(P))]
    return worst(errors, 1e-13, "nats, 5 tables")


@witness("H", "No text is found in which the shipped pairs of a window count (w, c) and (c, w) differently.")
def symmetric_windows():
    """Let hypothesis choose texts and windows; a window to the right only does count them differently."""
    sentences = st.lists(st.lists(st.integers(0, 3), max_size=8), max_size=3)

    def asymmetry(text, window):
        counts = _counted(pairs.pairs([*text, [0, 1]], window))
        return abs(counts - counts.T).max()

    to_the_right = _counted([(w, c) for w, c in zip("0112", "1120", strict=True)])
    found = worst_case(asymmetry, sentences, st.integers(1, 4))
    return worst([*found, (to_the_right == to_the_right.T).all()], 0, "100 texts")


@witness("S", "On symbols: a symmetric table of 3 words gives a symmetric shipped PMI, cell by cell.")
def symmetric_counts_give_symmetric_pmi():
    """Run the shipped function on symbols for both halves of the table at once."""
    n = sp.symbols("n:6", positive=True)
    table = np.array([[n[0], n[1], n[2]], [n[1], n[3], n[4]], [n[2], n[4], n[5]]], dtype=object)
    ratios = [[sp.exp(x) for x in row] for row in elements.values(pmi.pmi(elements.array_of(table), 1))]
    return proved(sp.cancel(ratios[i][j] - ratios[j][i]) == 0 for i, j in ((0, 1), (0, 2), (1, 2)))


@witness("E", "Counts ((15, 1), (1, 0)): shipped PMI of power 3/4 is ¼ log 16 lower where the rare one is the context.")
def smoothed_pmi_is_not_symmetric():
    """Run the shipped function on whole numbers as symbols; then compare other tables with the statement."""
    table = elements.array_of([[sp.Integer(15), sp.Integer(1)], [sp.Integer(1), sp.Integer(0)]])
    shipped = elements.values(pmi.pmi(table, elements.Element(sp.Rational(3, 4))))
    residuals = [sp.simplify(sp.exp(shipped[0, 1] - shipped[1, 0]) * 2) == 1]  # (1−α) log(#(c)/#(w)) = ¼ log(1/16)
    for seed in range(5):
        counts, _ = worlds.positive_table(seed, 4, 4)
        counts = counts + counts.T
        difference, logs = pmi.pmi(counts, 0.75) - pmi.pmi(counts, 0.75).T, np.log(counts.sum(axis=0))
        residuals.append(agreement(difference, (logs - logs[:, None]) / 4) < 1e-13)
        residuals.append(abs(difference).max() > 0.01)
    return proved(residuals, "6 tables")


@witness("E", "Counts ((1, 1), (2, 2)) are not symmetric, yet PMI is 0 everywhere: symmetric PMI is not enough.")
def no_way_back_without_equal_shares():
    """Run the shipped function on whole numbers as symbols."""
    counts = np.array([[1, 1], [2, 2]])
    shipped = elements.values(pmi.pmi(elements.array_of(np.vectorize(sp.Integer, otypes=[object])(counts)), 1))
    return proved([*(x == 0 for x in shipped.ravel()), (counts != counts.T).any()])


@witness(
    "N", "With equal shares on both sides, shipped PMI(w,c) − PMI(c,w) is log #(w,c)/#(c,w): 0 only for equal counts."
)
def way_back_with_equal_shares():
    """Add to a symmetric table a circle of pairs, 0 → 1 → 2 → 0, which keeps the shares equal."""
    errors = []
    for seed in range(5):
        counts, _ = worlds.positive_table(seed, 3, 3)
        counts = counts + counts.T + 7 * np.roll(np.eye(3), 1, axis=1)
        errors.append(agreement(counts.sum(axis=0), counts.sum(axis=1)))
        difference = pmi.pmi(counts) - pmi.pmi(counts).T
        errors += [agreement(difference, np.log(counts / counts.T)), abs(difference).max() < 0.01]
    return worst(errors, 1e-13, "5 tables")


def _counted(D):
    counts = np.zeros((4, 4), int)
    for w, c in D:
        counts[int(w), int(c)] += 1
    return counts


PM8 = Record(
    id="PM8",
    title="mutual information, and symmetry",
    chapter="pmi",
    kind="identity",
    sentence="The mean of PMI over the observed pairs is mutual information. Symmetric windows give symmetric counts "
    "and so symmetric PMI; smoothed PMI is not symmetric even then.",
    latex=r"\begin{aligned}I(W;C)&=\sum_{w,c}P(w,c)\,\mathrm{PMI}(w,c),\\"
    r"\forall w,c:\ \#(w,c)=\#(c,w)&\implies\forall w,c:\ \mathrm{PMI}(w,c)=\mathrm{PMI}(c,w),\\"
    r"&\impliedby\ \text{if }p_{\text{words}}=p_{\text{contexts}},\\"
    r"\forall w,c:\ \#(w,c)=\#(c,w)&\implies\mathrm{PMI}_\alpha(w,c)-\mathrm{PMI}_\alpha(c,w)\\"
    r"&\phantom{{}\implies{}}\quad=(1-\alpha)\log\frac{\#(c)}{\#(w)}"
    r"\end{aligned}",
    source="classical; smoothing after Levy, Goldberg & Dagan 2015, §3.2",
    assumptions=(
        "In the first line, pairs with P = 0 add 0.",
        "The last line, too, supposes symmetric counts for all pairs, and speaks of a pair that occurs.",
        "Symmetry speaks of one vocabulary for words and contexts.",
        "The way back, from PMI to counts, needs equal shares of words and contexts: a table without any dependence "
        "has PMI = 0 everywhere, symmetric counts or not.",
    ),
    departure="Often read as an equivalence, which it is not without the last condition.",
    code=(pmi.pmi, information.mutual_information),
    follows_from=("SG1",),
    derivation=derivations.PM8,
    witnesses=(
        mean_of_pmi_in_fifty_digits,
        mean_of_pmi_with_holes,
        symmetric_windows,
        symmetric_counts_give_symmetric_pmi,
        smoothed_pmi_is_not_symmetric,
        no_way_back_without_equal_shares,
        way_back_with_equal_shares,
        each_line_follows(derivations.PM8, instances.tables(28)),
    ),
)
