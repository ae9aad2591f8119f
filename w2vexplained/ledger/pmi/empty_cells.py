"""PM6: pairs that never occur, and what PPMI and SPPMI make of them."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import information, pmi
from w2vexplained.training import optimum
from w2vexplained.verification import branching, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst


@witness(
    "S", "On symbols, an empty cell adds b log σ(−x) to the shipped value: its slope is −b σ(x), its limit at −∞ is 0."
)
def limit_of_an_empty_cell():
    """Take one word with two contexts, the second of which is never observed."""
    x, a, q = sp.symbols("x a q", positive=True)
    scores, counts = [[sp.Integer(0), x]], [[a, sp.Integer(0)]]
    b = 3 * a * (1 - q)

    def residuals():
        arrays = (elements.array_of(t) for t in (scores, sp.eye(2).tolist(), counts))
        arrays = *arrays, elements.Element(sp.Integer(3)), elements.array_of([q, 1 - q])
        value = elements.value_of(negative_sampling.expected_log_likelihood(*arrays))
        slope = sp.diff(value, x)
        yield zero.is_zero(slope + b / (1 + sp.exp(-x)))
        y = sp.Symbol("y", real=True)
        part = sp.expand((value - value.subs(x, 0)).subs(x, y)) - b * sp.log(2)  # 0 at −∞, −b log 2 at 0
        yield sp.limit(part.subs({a: 1, q: sp.Rational(1, 3)}), y, -sp.oo) == 0

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("N", "Whatever the table, lowering the score of an empty cell raises the shipped value, at every step to −30.")
def rising_without_end():
    """Leave all other scores at their best; the shipped optimum says −∞ in the empty cells, and nowhere else."""
    residuals = []
    for seed in range(3):
        counts, P_n = worlds.table_with_holes(seed)
        best = pmi.optimal_scores(counts, 5, P_n)
        residuals.append((np.isneginf(best) == (counts == 0)).all())
        values = [_value(np.where(counts == 0, -t, best), counts, 5, P_n) for t in range(31)]
        residuals += [*(np.diff(values) > 0)]
    return proved(residuals, "3 tables")


@witness("N", "With one empty cell the shipped climb says that its scores never end at full rank; at rank 2 it ends.")
def climb_without_end():
    """Run the search for the optimum at rank 3 and 2 on a table of three words and three contexts."""
    counts, P_n = worlds.table_with_holes(0, 3, 3, 1)
    ends = optimum.rank_d_optimum(counts, 5, P_n, 2, starts=0)
    try:
        optimum.rank_d_optimum(counts, 5, P_n, 3, starts=0)
    except ArithmeticError as error:
        return proved(["infinite" in str(error), ends.gradient_norm < 1e-9])
    return proved([False])


@witness("E", "In exact fractions, e to the shipped PPMI and SPPMI is the larger of 1 and the ratio to chance, over k.")
def positive_parts_in_fractions():
    """Compare on a table with holes, for k = 1, 2, 5; PMI itself is −∞ just at the holes."""
    counts, _ = worlds.table_with_holes(2)
    whole = counts.astype(int).tolist()
    n, words, contexts = int(counts.sum()), [sum(row) for row in whole], [sum(c) for c in zip(*whole, strict=True)]
    errors = [float(not (np.isneginf(pmi.pmi(counts)) == (counts == 0)).all())]
    for k in (1, 2, 5):
        shipped = np.exp(pmi.ppmi(counts) if k == 1 else pmi.sppmi(counts, k))
        for (w, c), value in np.ndenumerate(shipped):
            odds = max(Fraction(whole[w][c] * n, words[w] * contexts[c] * k), Fraction(1))
            errors.append(abs(Fraction(float(value)) / odds - 1))
    return worst(errors, 1e-14, "relative, 3 tables of 20 cells")


@witness(
    "N", "Sparse counts give the same SPPMI, sparse, for α = 1 and 3/4; a pair of negative shifted PMI is dropped, too."
)
def sparse_stays_sparse():
    """Compare shipped results of dense and of sparse counts."""
    from scipy.sparse import csr_array, issparse

    errors = []
    for seed in range(3):
        counts, _ = worlds.table_with_holes(seed)
        for k, power in ((1, 1.0), (2, 0.75)):
            dense, sparse = pmi.sppmi(counts, k, power), pmi.sppmi(csr_array(counts), k, power)
            stored = sparse.nnz if issparse(sparse) else sparse.size
            errors += [stored != np.count_nonzero(dense), not stored < (counts > 0).sum()]
            errors.append(agreement(csr_array(sparse).toarray(), dense))
    return worst(errors, 1e-14, "6 cases")


@witness(
    "N", "At the scores of SPPMI the shipped value is below its supremum by log 2 per negative in empty cells, and KL."
)
def cost_of_the_zeros():
    """Compare with the last line of the statement, in which cells with a ≥ b do not occur."""
    errors = []
    for seed in range(5):
        counts, _ = worlds.table_with_holes(seed)
        for k, power in ((1, 1.0), (5, 0.75)):
            contexts = counts.sum(axis=0)
            P_n = contexts**power / (contexts**power).sum()
            lost = _supremum(counts, k, P_n) - _value(pmi.sppmi(counts, k, power), counts, k, P_n)
            with mp.workdps(30):
                table, law = worlds.exactly(counts), worlds.exact_law(P_n)
                stated = statement.number_cost_of_sppmi(table, k, law)
            errors.append(agreement(lost, float(stated)))
    return worst(errors, 1e-13, "10 cases")


@witness(
    "B", "For k = 1 it is no less than Q(a=0)/2 of the value, in 1,000 tables; one comes within a hundredth of that."
)
def share_of_the_value():
    """Search tables with holes; then make the table independent but for one small hole."""
    below = []
    for seed in range(1_000):
        counts, P_n = worlds.table_with_holes(seed, holes=1 + seed % 9)
        below.append(max(0, 0.5 - _deviation(counts, P_n)))
    words, contexts = np.array([1.0, 1e5]), np.array([1.0, 1e5])
    counts = np.outer(words, contexts)
    counts[0, 0] = 0
    return worst([*below, abs(_deviation(counts, contexts / contexts.sum()) - 0.5) > 0.005], 1e-13, "1,000 tables")


def _deviation(counts, P_n):
    """How far SPPMI's value, k = 1, deviates from the best one; as a share of it, and of Q(a=0)."""
    best, P = _supremum(counts, 1, P_n), counts / counts.sum()
    scores = np.maximum(pmi.optimal_scores(counts, 1, P_n), 0)
    empty = (worlds.laws(counts, P_n)[1] * (P == 0)).sum()
    return (best - _value(scores, counts, 1, P_n)) / abs(best) / empty


def _value(X, counts, k, P_n):
    return negative_sampling.expected_log_likelihood(X, np.eye(counts.shape[1]), counts, k, P_n)


def _supremum(counts, k, P_n):
    js = information.jensen_shannon(*worlds.laws(counts, P_n), 1 / (k + 1))
    return counts.sum() * (k + 1) * (js - information.binary_entropy(1 / (k + 1)))


PM6 = Record(
    id="PM6",
    title="pairs that never occur",
    chapter="pmi",
    kind="limit",
    sentence="Where a pair was never observed, the best score is minus infinity, and no vectors have it; PPMI and "
    "SPPMI write 0 there instead, which costs the objective log 2 for each invented pair of such a cell.",
    latex=r"\begin{aligned}&a=0\lt b:\quad\sup_x\,b\log\sigma(-x)=0=\lim_{x\to-\infty}b\log\sigma(-x),\quad"
    r"\text{not attained}\\"
    r"&\mathrm{PPMI}=\max(\mathrm{PMI},0),\qquad\mathrm{SPPMI}_k=\max(\mathrm{PMI}-\log k,\,0)\\"
    r"&\sup_X\mathbb{E}\ell-\mathbb{E}\ell(\mathrm{SPPMI}_k)\\"
    r"&\qquad=k|D|\,Q(a{=}0)\log 2+\sum_{0\lt a\lt b}(a+b)\,"
    r"\mathrm{KL}\Big(\frac{a}{a+b}\,\Big\|\,\frac12\Big)\end{aligned}",
    source="Levy & Goldberg 2014, §3.3, §4.1 and §5.1",
    assumptions=(
        "b > 0: the context can be drawn, and the word occurs.",
        "In the last line, SPPMI is built with the noise of the objective: max(x*, 0).",
    ),
    departure="Levy & Goldberg report that the scores of SPPMI hardly deviate from the best value. With all cells in "
    "the objective the deviation is the last line; for k = 1, as a share of the best value, it is at least half of "
    "Q(a=0), the share of invented pairs that fall into empty cells.",
    code=(pmi.ppmi, pmi.sppmi),
    follows_from=("PM1", "PM2", "PM3"),
    derivation=derivations.PM6,
    witnesses=(
        limit_of_an_empty_cell,
        rising_without_end,
        climb_without_end,
        positive_parts_in_fractions,
        sparse_stays_sparse,
        cost_of_the_zeros,
        share_of_the_value,
        each_line_follows(derivations.PM6, instances.tables(26)),
    ),
)
