"""PM1: the score at which pull and push are in balance, for any noise."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.ledger.statements.notation import k, r, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import noise, pmi
from w2vexplained.training import optimum
from w2vexplained.verification import branching, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst

POWER = sp.Symbol("alpha", positive=True)


@witness("A", "For every |V|, |C|, all counts, k and noise: at log a/b the shipped gradient in each score is zero.")
def gradient_at_the_optimum():
    """Let scores be free: they serve as word vectors, the identity as contexts."""

    def residuals():
        counts, draws, P_n = worlds.any_table()
        X = pmi.optimal_scores(counts, draws, P_n)
        yield zero.is_zero(sp.exp(X.at(w, r)) - statement.best_odds(w, r))
        yield zero.is_zero(worlds.put(worlds.free_slope(), x=X))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "With the contexts' unigram law to any power α as noise, log a/b is shifted PMI smoothed by that α.")
def optimum_is_smoothed_pmi():
    """Compare shipped scores with shipped scores, for α = 1 and for a symbol α."""
    counts, draws, _ = worlds.any_table()
    residuals = []
    for power in (1, POWER):
        best = pmi.optimal_scores(counts, draws, noise.unigram(counts.sum(axis=0), power))
        shifted = pmi.shifted_pmi(counts, draws, power)
        residuals.append(zero.is_zero(sp.exp(best.at(w, r)) - sp.exp(shifted.at(w, r))))
    return proved(residuals, "α = 1, any α")


@witness("A", "At plain PMI − log k it is a (1 − P_n(c)/p(c))/(1 + e^x) for any noise: zero only where P_n(c) = p(c).")
def gradient_at_plain_pmi():
    """Prove what shipped PMI is, and compare the shipped gradient there with the statement."""

    def residuals():
        counts, draws, _ = worlds.any_table()
        X = pmi.shifted_pmi(counts, draws, 1)
        yield zero.is_zero(sp.exp(pmi.pmi(counts, 1).at(w, r)) - statement.ratio_to_chance(w, r))
        yield zero.is_zero(sp.exp(X.at(w, r)) - statement.ratio_to_chance(w, r) / k)
        yield zero.is_zero(worlds.put(worlds.free_slope(), x=X) - statement.slope_at_shifted_pmi(w, r))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "E", "In exact fractions, with 3/4 noise: the gradient is 0 at smoothed PMI − log k, and in no cell at the plain."
)
def three_quarters_in_fractions():
    """Take context counts 16 and 81, whose powers 3/4 are 8 and 27; k = 2."""
    counts = elements.array_of([[sp.Integer(x) for x in row] for row in ((6, 41), (10, 40))])
    power, two = elements.Element(sp.Rational(3, 4)), elements.Element(sp.Integer(2))
    eye = elements.array_of(sp.eye(2).tolist())
    P_n = noise.unigram(counts.sum(axis=0), power)
    gradients = {
        name: elements.values(
            negative_sampling.expected_gradient(pmi.shifted_pmi(counts, two, p), eye, counts, two, P_n)[0]
        )
        for name, p in (("smoothed", power), ("plain", elements.Element(sp.Integer(1))))
    }
    # At [0, 0]: a = 6, P_n/p = (8/35)/(16/97) = 97/70, and e^x = 6·97/(47·16·2) = 291/752.
    expected = 6 * (1 - sp.Rational(97, 70)) / (1 + sp.Rational(291, 752))
    plain = [sp.nsimplify(sp.simplify(x)) for x in gradients["plain"].ravel()]
    return proved(
        [
            *(sp.simplify(x) == 0 for x in gradients["smoothed"].ravel()),
            *(x.is_Rational and x != 0 for x in plain),
            plain[0] == expected,
        ],
        "4 cells",
    )


@witness("M", "In 50 digits the shipped scores are those of the statement, for plain, smoothed and any other noise.")
def scores_in_fifty_digits():
    """Compare at random tables, for k that need not be whole."""
    errors = []
    with mp.workdps(60):
        for seed, k_ in enumerate((1, 2.5, 15)):
            counts, P_n = worlds.positive_table(seed)
            table, law = worlds.exactly(counts), worlds.exact_law(P_n)
            lifted, cells = elements.fifty_digits(counts), list(np.ndindex(counts.shape))
            shipped = elements.values(pmi.optimal_scores(lifted, elements.Element(mp.mpf(k_)), elements.array_of(law)))
            errors += [abs(shipped[i] - statement.number_best_score(table, k_, law, *i)) for i in cells]
            for power in (mp.mpf(1), mp.mpf("0.75")):
                shipped = elements.values(
                    pmi.shifted_pmi(lifted, elements.Element(mp.mpf(k_)), elements.Element(power))
                )
                errors += [abs(shipped[i] - statement.number_pmi(table, *i, power) + mp.log(k_)) for i in cells]
    return worst(errors, 1e-45, "nats, 3 tables")


@witness("N", "In machine numbers the shipped scores agree with the statement: PMI + log p(c) − log p_α(c) − log k.")
def scores_in_machine_numbers():
    """Compare shipped PMI, corrected by hand, with the shipped optimum for noise of three powers."""
    errors = []
    for seed in range(20):
        counts, _ = worlds.positive_table(seed)
        contexts = counts.sum(axis=0)
        for power in (0.0, 0.75, 1.0):
            p, p_alpha = contexts / counts.sum(), contexts**power / (contexts**power).sum()
            corrected = pmi.pmi(counts) + np.log(p) - np.log(p_alpha) - np.log(5)
            errors.append(agreement(pmi.optimal_scores(counts, 5, noise.unigram(contexts, power)), corrected))
            errors.append(agreement(pmi.shifted_pmi(counts, 5, power), corrected))
    return worst(errors, 1e-13, "20 tables")


@witness("N", "From random vectors of full rank, the shipped climb ends at the shipped scores in every cell.")
def climb_reaches_the_optimum():
    """Climb for noise of power 3/4 and 1."""
    counts, _ = worlds.positive_table(1)
    errors = []
    for power in (0.75, 1):
        rng = np.random.default_rng(1)
        P_n, vectors = noise.unigram(counts.sum(axis=0), power), (rng.normal(size=(3, 3)), rng.normal(size=(4, 3)))
        found = optimum.maximise(negative_sampling, *vectors, counts, 5, P_n)
        errors.append(abs(found.W @ found.C.T - pmi.shifted_pmi(counts, 5, power)).max())
    return worst(errors, 1e-8, "12 scores each")


PM1 = Record(
    id="PM1",
    title="optimum over free scores: shifted PMI",
    chapter="pmi",
    kind="stationary",
    sentence="If every score could be chosen freely, negative sampling would make it the logarithm of observed pairs "
    "over invented ones: PMI less log k, and a term more for noise that is not the unigram law of the contexts.",
    latex=r"\begin{aligned}x^*_{wc}&=\log\frac{a}{b}=\log\frac{p(c\mid w)}{P_n(c)}-\log k\\"
    r"&=\begin{cases}\mathrm{PMI}(w,c)-\log k&\text{if }P_n(c)=p(c)\ \ (\alpha=1)\\"
    r"\mathrm{PMI}(w,c)+\log p(c)-\log p_\alpha(c)-\log k&\text{if }P_n=p_\alpha\end{cases}\\"
    r"&\phantom{{}={}}a=\#(w,c),\qquad b=k\,\#(w)\,P_n(c),\qquad "
    r"p_\alpha(c)=\frac{\#(c)^\alpha}{\sum_{c'}\#(c')^\alpha}\end{aligned}",
    source="Levy & Goldberg 2014, eq. (7)",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "a and b are positive: every pair occurs, every context can be drawn (PM6 has the other cells).",
        "A negative equal to the pair's own context is kept as a negative (PM9 has the other rule).",
        "p(w) and p(c) are shares of the pairs in D, not of the words in the text.",
    ),
    departure="Levy & Goldberg derive PMI − log k for noise of power 1. With the power 3/4 that is really used, "
    "PMI − log k is not stationary: log p(c)/p_α(c) must be added, which is PMI with its context smoothed.",
    code=(pmi.pmi, pmi.shifted_pmi, pmi.optimal_scores, negative_sampling.expected_gradient, optimum.maximise),
    follows_from=("NS7", "NS11", "NS8"),
    derivation=derivations.PM1,
    witnesses=(
        gradient_at_the_optimum,
        optimum_is_smoothed_pmi,
        gradient_at_plain_pmi,
        three_quarters_in_fractions,
        scores_in_fifty_digits,
        scores_in_machine_numbers,
        climb_reaches_the_optimum,
        each_line_follows(derivations.PM1, instances.tables(21)),
    ),
)
