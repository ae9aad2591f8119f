"""PM3: the best value is a divergence between observed and invented pairs."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import information as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import information, noise, pmi
from w2vexplained.verification import branching, elements
from w2vexplained.verification.evidence import agreement, proved, worst


@witness(
    "S", "With symbols for all counts of a 2×2 table, k and noise, the shipped value at the optimum is the stated."
)
def value_on_symbols():
    """Run the shipped objective at the shipped scores, and the shipped divergence and entropy."""

    def residuals():
        counts = elements.array_of(np.reshape(sp.symbols("n:4", positive=True), (2, 2)))
        k, odds = (sp.Symbol(x, positive=True) for x in ("k", "odds"))
        k, P_n = elements.Element(k), elements.array_of([odds / (1 + odds), 1 / (1 + odds)])
        value = _value(pmi.optimal_scores(counts, k, P_n), counts, k, P_n) / counts.sum()
        stated = (k + 1) * (_divergence(counts, k, P_n) - information.binary_entropy(1 / (k + 1)))
        yield worlds.vanishes_with_logarithms(elements.value_of(value - stated))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "M", "In 50 digits too, for 3/4 noise and others and k from ½ to 15; all shipped parts are those of the papers."
)
def value_in_fifty_digits():
    """Compare value, divergence and entropy with the statement, by entropies."""
    errors = []
    with mp.workdps(60):
        for seed, k in enumerate((0.5, 1, 2.5, 15)):
            numbers, P_n = worlds.positive_table(seed)
            counts = elements.fifty_digits(numbers)
            for law in (elements.array_of(worlds.exact_law(P_n)), noise.unigram(counts.sum(axis=0), mp.mpf("0.75"))):
                draws = elements.Element(mp.mpf(k))
                best = pmi.optimal_scores(counts, draws, law)
                stated = statement.number_best_value(worlds.exactly(numbers), mp.mpf(k), list(elements.values(law)))
                value = _value(best, counts, draws, law) / counts.sum()
                parts = (draws + 1) * (_divergence(counts, draws, law) - information.binary_entropy(1 / (draws + 1)))
                errors += [abs(elements.value_of(x) - stated) for x in (value, parts)]
    return worst(errors, 1e-45, "nats per pair, 8 cases")


@witness("N", "For one negative it is 2 JSD − 2 log 2, with the Jensen–Shannon divergence that weighs both laws alike.")
def value_for_one_negative():
    """Use the shipped divergence with its default weight."""
    errors = []
    for seed in range(10):
        counts, P_n = worlds.positive_table(seed)
        P, Q = worlds.laws(counts, P_n)
        value = _value(pmi.optimal_scores(counts, 1, P_n), counts, 1, P_n) / counts.sum()
        errors.append(agreement(value, 2 * information.jensen_shannon(P, Q) - 2 * np.log(2)))
    return worst(errors, 1e-13, "nats per pair, 10 tables")


@witness(
    "N", "With empty cells, and contexts that are never drawn, the stated value is approached from below, not reached."
)
def supremum_with_holes():
    """Let the scores that are infinite run out to ±1, ±2, … ±45."""
    errors, order = [], []
    for seed in range(5):
        counts, P_n = worlds.table_with_holes(seed)
        P_n[3] = 0
        P_n /= P_n.sum()
        counts[:, 3] = 1 + seed
        stated = 6 * (_divergence(counts, 5, P_n) - information.binary_entropy(1 / 6))
        best = pmi.optimal_scores(counts, 5, P_n)
        values = [_value(np.clip(best, -t, t), counts, 5, P_n) / counts.sum() for t in range(12, 46)]
        order += [*(np.diff(values[:10]) > 0), values[9] < stated]
        errors += [agreement(values[-1], stated), max(values) - stated]
    return worst([*errors, *(1.0 - x for x in order)], 1e-13, "nats per pair, 5 tables")


@witness(
    "B", "No scores that a search draws exceed the stated value; the optimum, moved by 1e-9, is within 1e-13 of it."
)
def value_is_a_bound():
    """Search 1,000 tables and scores, near the optimum and far."""
    above, short = [], []
    for seed in range(1_000):
        counts, P_n = worlds.positive_table(seed)
        best, shift = pmi.optimal_scores(counts, 2, P_n), np.random.default_rng(seed).normal(size=counts.shape)
        stated = 3 * (_divergence(counts, 2, P_n) - information.binary_entropy(1 / 3))
        size = counts.sum()
        above.append(_value(best + (1e-3, 0.3, 5)[seed % 3] * shift, counts, 2, P_n) / size - stated)
        short.append(abs(stated - _value(best + 1e-9 * shift, counts, 2, P_n) / size))
    return worst([*above, *short], 1e-13, "nats per pair, 1,000 tables")


@witness("E", 'Where p(w) is taken from the text, not from the pairs, it is another number: "a b c" with window 1.')
def shares_of_the_text_are_not_meant():
    """Use the shipped pairs and the shipped divergence, with either Q."""
    D = pairs.pairs([[0, 1, 2]], window=1)
    counts = np.zeros((3, 3))
    np.add.at(counts, (D[:, 0], D[:, 1]), 1)
    p_c = counts.sum(axis=0) / counts.sum()
    P, Q = worlds.laws(counts, p_c)
    stated, of_text = (2 * information.jensen_shannon(P, law) for law in (Q, np.outer(np.ones(3) / 3, p_c)))
    best = np.clip(pmi.optimal_scores(counts, 1, p_c), -50, 50)
    value = _value(best, counts, 1, p_c) / counts.sum() + 2 * np.log(2)
    return worst([abs(value - stated), abs(of_text - value) < 0.01], 1e-13, "nats per pair")


def _value(X, counts, k, P_n):
    return negative_sampling.expected_log_likelihood(X, np.eye(counts.shape[1], dtype=counts.dtype), counts, k, P_n)


def _divergence(counts, k, P_n):
    return information.jensen_shannon(*worlds.laws(counts, P_n), 1 / (k + 1))


PM3 = Record(
    id="PM3",
    title="the best value is a Jensen–Shannon divergence",
    chapter="pmi",
    kind="identity",
    sentence="For each observed pair, the best value that negative sampling can reach is k + 1 times the divergence "
    "between observed and invented pairs, less the entropy of the question which of the two a pair is.",
    latex=r"\begin{aligned}\frac{1}{|D|}\sup_X\,\mathbb{E}\ell&=(k+1)\big(\mathrm{JS}_\pi(P,Q)-H_b(\pi)\big),"
    r"\qquad\pi=\frac{1}{k+1},\\"
    r"k=1:\quad\frac{1}{|D|}\sup_X\,\mathbb{E}\ell&=2\,\mathrm{JSD}(P,Q)-2\log 2,\\"
    r"\mathrm{JS}_\pi(P,Q)&=H\big(\pi P+(1-\pi)Q\big)-\pi H(P)-(1-\pi)H(Q),\\"
    r"P(w,c)&=\frac{\#(w,c)}{|D|},\qquad Q(w,c)=p(w)\,P_n(c)\end{aligned}",
    source="Melamud & Goldberger 2017",
    assumptions=(
        "Scores are free.",
        "k is any positive number, noise any distribution; cells with a = 0 or b = 0 may exist, and 0 log 0 is 0. "
        "Where just one of the two is 0, the value is a supremum that no scores reach.",
        "p(w) is the share of the pairs that w heads: then Q is a distribution with the words of P.",
    ),
    code=(
        negative_sampling.expected_log_likelihood,
        pmi.optimal_scores,
        information.jensen_shannon,
        information.binary_entropy,
    ),
    follows_from=("NS7", "PM1", "PM2"),
    derivation=derivations.PM3,
    witnesses=(
        value_on_symbols,
        value_in_fifty_digits,
        value_for_one_negative,
        supremum_with_holes,
        value_is_a_bound,
        shares_of_the_text_are_not_meant,
        each_line_follows(derivations.PM3, instances.tables(23)),
    ),
)
