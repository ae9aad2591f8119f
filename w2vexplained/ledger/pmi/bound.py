"""PM4: when the value is a bound on mutual information, and when it is not."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies as st

from w2vexplained.ledger.derivations import information as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import information, noise, pmi
from w2vexplained.verification import elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.properties import worst_case

# With 3/4 noise its value exceeds its mutual information for every k from 1 on. The counts 16 and 81 of its contexts
# have the powers 8 and 27; out of the 1,200 positive tables with these counts, 452 do so for k = 1.
VIOLATOR = [[6, 41], [10, 40]]


@witness("S", "On symbols, three outcomes: shipped (k+1) JS is KL(P‖Q) − (k+1) KL(M‖Q), and grows with k by KL(Q‖M).")
def divergence_on_symbols():
    """Run the shipped divergences on two arbitrary laws, and differentiate in k."""
    k = sp.Symbol("k", positive=True)
    P, Q = (elements.array_of([x, y, 1 - x - y]) for x, y in (sp.symbols(f"{z}:2", positive=True) for z in "pq"))
    pi = elements.Element(1 / (k + 1))
    M = pi * P + (1 - pi) * Q
    js, to_q, of_m, to_m = (
        elements.value_of(x)
        for x in (
            information.jensen_shannon(P, Q, pi),
            information.kl_divergence(P, Q),
            information.kl_divergence(M, Q),
            information.kl_divergence(Q, M),
        )
    )
    residuals = ((k + 1) * js - to_q + (k + 1) * of_m, sp.diff((k + 1) * js, k) - to_m)
    return proved(worlds.vanishes_with_logarithms(x) for x in residuals)


@witness("M", "In 50 digits the shipped KL(P‖Q) is I(W; C) + KL(p_c‖P_n), for unigram noise I(W; C) alone.")
def bound_in_fifty_digits():
    """Compare shipped divergences with the statement, by entropies."""
    errors = []
    with mp.workdps(60):
        for seed in range(3):
            numbers, P_n = worlds.positive_table(seed)
            counts = elements.fifty_digits(numbers)
            P, p_c = counts / counts.sum(), counts.sum(axis=0) / counts.sum()
            mutual = statement.number_mutual_information(worlds.exactly(numbers))
            errors.append(abs(elements.value_of(information.mutual_information(P)) - mutual))
            errors.append(abs(elements.value_of(information.kl_divergence(*worlds.laws(counts, p_c))) - mutual))
            law = elements.array_of(worlds.exact_law(P_n))
            more = statement.number_kl(elements.values(p_c), elements.values(law))
            errors.append(abs(elements.value_of(information.kl_divergence(*worlds.laws(counts, law))) - mutual - more))
    return worst(errors, 1e-45, "nats, 3 tables")


@witness("H", "No vectors, table, k and noise are found that break ℓ/|D| + (k+1) H_b ≤ (k+1) JS ≤ I + KL(p_c‖P_n).")
def chain_of_bounds():
    """Let hypothesis choose; the error is the larger excess."""
    whole = st.integers(0, 9_999)

    def excess(seed, k, d, scale):
        counts, P_n = worlds.positive_table(seed)
        rng = np.random.default_rng(seed)
        W, C = scale * rng.normal(size=(3, d)), rng.normal(size=(4, d))
        if seed % 2:  # near the best scores
            W, C = pmi.optimal_scores(counts, k, P_n) + scale * rng.normal(size=counts.shape), np.eye(4)
        reached = _shifted(negative_sampling.expected_log_likelihood(W, C, counts, k, P_n) / counts.sum(), k)
        P, Q = worlds.laws(counts, P_n)
        middle = (k + 1) * information.jensen_shannon(P, Q, 1 / (k + 1))
        bound = information.mutual_information(P) + information.kl_divergence(P.sum(axis=0), P_n)
        return max(0, reached - middle, middle - bound) / (k + 1)

    scale = st.sampled_from([1e-3, 0.1, 1.0, 4.0])
    return worst(worst_case(excess, whole, st.floats(0.1, 100), st.integers(1, 4), scale), 1e-13, "100 choices")


@witness("H", "No two numbers of negatives are found of which the larger gives the smaller (k+1) JS.")
def more_negatives_more_value():
    """Let hypothesis choose a table and two numbers, whole or not."""

    def loss(seed, k, more):
        P, Q = worlds.laws(*worlds.positive_table(seed))
        less, greater = ((t + 1) * information.jensen_shannon(P, Q, 1 / (t + 1)) for t in (k, k + more))
        return max(0, less - greater) / (k + 1)

    found = worst_case(loss, st.integers(0, 9_999), st.floats(0.01, 50), st.floats(1e-3, 50))
    return worst(found, 1e-14, "100 choices")


@witness(
    "M", "Up to k = 1,000,000 the distance to KL(P‖Q), times 2(k+1), tends to Σ(P−Q)²/Q, tenfold nearer each time."
)
def rate_of_the_limit():
    """Measure in 50 digits how the relative distance falls from k = 10 to 100, … 1,000,000."""
    errors = []
    with mp.workdps(60):
        numbers, P_n = worlds.positive_table(0)
        law = elements.array_of(worlds.exact_law(P_n))
        P, Q = worlds.laws(elements.fifty_digits(numbers), law)
        chi_squared = statement.number_chi_squared(elements.values(P).ravel(), elements.values(Q).ravel())
        limit, off = information.kl_divergence(P, Q), []
        for k in (10**i for i in range(1, 7)):
            gap = limit - (k + 1) * information.jensen_shannon(P, Q, elements.Element(mp.mpf(1) / (k + 1)))
            off.append(abs(elements.value_of(gap) * 2 * (k + 1) / chi_squared - 1))
        errors += [abs(before / after / 10 - 1) for before, after in zip(off[2:], off[3:], strict=False)]
        errors.append(off[-1] * 1_000)
    return worst(errors, 1e-2, "deviation from a factor of ten; distance at the end, times 1,000")


@witness("E", "Exactly, a table with 3/4 noise and k = 1 has 2 JS above I(W; C), by comparing two whole numbers.")
def a_violation_in_whole_numbers():
    """Both are sums of fractions times logarithms of fractions; so raise to powers and compare."""
    n, p_alpha = 97, (Fraction(8, 35), Fraction(27, 35))
    words, contexts = [sum(row) for row in VIOLATOR], [sum(column) for column in zip(*VIOLATOR, strict=True)]
    of_value, of_information = [], []
    for w, row in enumerate(VIOLATOR):
        for c, count in enumerate(row):
            P, Q = Fraction(count, n), Fraction(words[w], n) * p_alpha[c]
            of_value += [(P, 2 * P / (P + Q)), (Q, 2 * Q / (P + Q))]
            of_information.append((P, P * n * n / (words[w] * contexts[c])))
    excess = [*of_value, *((-r, x) for r, x in of_information)]
    shipped = noise.unigram(contexts, 0.75)
    errors = [abs(float(x) - y) > 1e-15 for x, y in zip(p_alpha, shipped, strict=True)]
    return proved([*(not e for e in errors), statement.sign_of_logarithms(excess) == 1])


@witness(
    "N", "On that table the shipped objective, at its shipped optimum, exceeds I(W; C); with unigram noise it does not."
)
def the_violation_reached():
    """Take 3/4 noise and k = 1, 5, 15, then noise of power 1."""
    counts = np.array(VIOLATOR, float)
    mutual = information.mutual_information(counts / counts.sum())
    residuals = [abs(mutual - 0.00480) < 1e-5]
    for k in (1, 5, 15):
        residuals.append(_reached(counts, k, noise.unigram(counts.sum(axis=0), 0.75)) > 1.9 * mutual)
        residuals.append(_reached(counts, k, noise.unigram(counts.sum(axis=0), 1)) < mutual)
    return proved(residuals, "k = 1, 5, 15")


@witness("B", "With unigram noise no table of 1,000 exceeds I(W; C); k = 100,000 comes within 1e-4 of it, relatively.")
def bound_by_information():
    """Search tables that are nearly independent, and others."""
    above, gaps = [], []
    for seed in range(1_000):
        counts, _ = worlds.positive_table(seed)
        counts = counts if seed % 2 else np.outer(counts.sum(axis=1), counts.sum(axis=0)) + counts
        p_c = counts.sum(axis=0) / counts.sum()
        mutual = information.mutual_information(counts / counts.sum())
        above.append((_reached(counts, (1, 5, 30)[seed % 3], p_c) - mutual) * 1e9)
        if seed % 50 == 1:
            gaps.append(1 - 100_001 * information.jensen_shannon(*worlds.laws(counts, p_c), 1 / 100_001) / mutual)
    return worst([*above, *map(abs, gaps)], 1e-4, "excess in 1e-9 nats; relative gap")


def _shifted(value, k):
    return value + (k + 1) * information.binary_entropy(1 / (k + 1))


def _reached(counts, k, P_n):
    """The shipped objective at the shipped optimum, for each pair, and shifted."""
    X, eye = pmi.optimal_scores(counts, k, P_n), np.eye(counts.shape[1])
    return _shifted(negative_sampling.expected_log_likelihood(X, eye, counts, k, P_n) / counts.sum(), k)


PM4 = Record(
    id="PM4",
    title="a bound by mutual information, and when it holds",
    chapter="pmi",
    kind="inequality",
    sentence="What the objective reaches, shifted by a constant, never exceeds a divergence that more negatives bring "
    "ever nearer; it is the mutual information of word and context only if the noise is their unigram law.",
    latex=r"\begin{aligned}\frac{\mathbb{E}\ell}{|D|}+(k+1)H_b(\pi)&\le(k+1)\,\mathrm{JS}_\pi(P,Q),\\"
    r"(k+1)\,\mathrm{JS}_\pi(P,Q)&=\mathrm{KL}(P\|Q)-(k+1)\,\mathrm{KL}(M\|Q)\le\mathrm{KL}(P\|Q),\\"
    r"\mathrm{KL}(P\|Q)&=I(W;C)+\mathrm{KL}(p_c\,\|\,P_n),\qquad M=\pi P+(1-\pi)Q,\\"
    r"\frac{\partial}{\partial k}(k+1)\,\mathrm{JS}_\pi(P,Q)&=\mathrm{KL}(Q\,\|\,M)\ge0,\\"
    r"(k+1)\,\mathrm{JS}_\pi(P,Q)&=\mathrm{KL}(P\|Q)-\frac{1}{2(k+1)}\sum_{w,c}\frac{(P-Q)^2}{Q}+O(k^{-2})"
    r"\end{aligned}",
    source="ours, after Melamud & Goldberger 2017",
    assumptions=(
        "The bound is I(W; C) itself only for P_n(c) = p(c), α = 1; for other noise it is larger by KL(p_c ‖ P_n).",
        "Where KL(P ‖ Q) is written as a difference, and for the limit: every context that occurs can be drawn; "
        "otherwise it is infinite, and so is KL(M ‖ Q).",
    ),
    departure="In the literature the value is read as a bound on mutual information; with noise of power 3/4 it can "
    "exceed I(W; C).",
    code=(
        information.jensen_shannon,
        information.binary_entropy,
        information.kl_divergence,
        information.mutual_information,
    ),
    follows_from=("PM3", "PM8"),
    derivation=derivations.PM4,
    witnesses=(
        divergence_on_symbols,
        bound_in_fifty_digits,
        chain_of_bounds,
        more_negatives_more_value,
        rate_of_the_limit,
        a_violation_in_whole_numbers,
        the_violation_reached,
        bound_by_information,
        each_line_follows(derivations.PM4, instances.tables(24)),
    ),
)
