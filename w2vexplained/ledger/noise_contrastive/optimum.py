"""NC4: what noise-contrastive estimation and negative sampling come to rest at, and a formula that forgets k."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise_contrastive as statement
from w2vexplained.ledger.statements.notation import N, V, k, n, q, r, total, w
from w2vexplained.objectives import classification, negative_sampling, noise_contrastive
from w2vexplained.verification import any_size, branching, differences, elements
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.zero import contracted, is_zero


@witness("A", "For every table, noise and k, the shipped slopes are zero at log p̂(c | w) for NCE, at log a/b for SGNS.")
def both_optima_for_every_size():
    """Let the identity be the contexts, so that scores are free; the optima differ by log kP_n."""

    def residuals():
        p, kq = _observed(), k * q[r]
        X, counts, noise, draws = _table_of_any_size()
        for objective, optimum in ((noise_contrastive, sp.log(p)), (negative_sampling, sp.log(p / kq))):
            slope, _ = objective.expected_gradient(X, np.eye(n, like=X), counts, draws, noise)
            yield is_zero(contracted(slope.at(w, r)).xreplace({X.at(w, r): optimum}))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "Where k is left out of the logit, x − log P_n, the shipped classification is at rest at log p̂ − log k.")
def optimum_without_k_for_every_size():
    """Give the shipped classification the logits of another posterior than NC1's, with k draws all the same."""

    def residuals():
        X, counts, noise, draws = _table_of_any_size()
        X, identity, counts, b = classification.table(X, np.eye(n, like=X), counts, draws, noise)
        slope, _ = classification.gradient_of_table(X, identity, counts, b, X - np.log(noise))
        yield is_zero(contracted(slope.at(w, r)).xreplace({X.at(w, r): sp.log(_observed() / k)}))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "E", "At log p̂ − log k the shipped slope of NC1 is #(w) kP_n/(p̂/k + kP_n) (p̂ − p̂/k): above zero but for k = 1."
)
def where_the_formula_without_k_leaves_it():
    """Compare in exact fractions for k from 1 to 5, with the shipped function run on symbols."""
    a, noise, wrong = [3, 1], [Fraction(1, 4), Fraction(3, 4)], []
    for draws in range(1, 6):
        x = [[sp.log(sp.Rational(y, 4 * draws)) for y in a]]
        lifted = [elements.array_of(y) for y in (x, sp.eye(2).tolist(), [[sp.Integer(y) for y in a]])]
        P_n = elements.array_of([sp.Rational(y.numerator, y.denominator) for y in noise])
        slope, _ = noise_contrastive.expected_gradient(*lifted, draws, P_n)
        for shipped, count, p_n in zip(elements.values(slope)[0], a, noise, strict=True):
            p = Fraction(count, 4)
            exact = 4 * draws * p_n / (p / draws + draws * p_n) * (p - p / draws)
            found = sp.nsimplify(sp.simplify(shipped))
            wrong += [found != sp.Rational(exact.numerator, exact.denominator), (exact > 0) != (draws > 1)]
    return worst(wrong, 0, "k = 1 … 5, two contexts")


@witness("N", "The shipped Hessian over free scores is below zero in every direction: the optimum is the only one.")
def only_one_optimum():
    """Take random tables at random scores; every second derivative is negative, and those between scores are zero."""
    wrong = []
    for seed in range(20):
        X, _, counts, noise = worlds.table(86 + seed, d=5)
        data = np.eye(5), counts, seed + 1, noise
        H_WW, _, _ = noise_contrastive.expected_hessian(3 * X, *data)
        diagonal = np.einsum("wii->wi", H_WW)
        wrong += [(diagonal >= 0).any(), (H_WW != diagonal[:, None] * np.eye(5)).any()]
        bends = differences.complex_step(lambda Y, data=data: noise_contrastive.expected_gradient(Y, *data)[0], 3 * X)
        wrong.append(differences.relative_error(np.einsum("wiwj->wij", bends), H_WW) > 1e-12)
    return worst(wrong, 0, "20 tables")


@witness("B", "No scores that a search draws exceed the value at log p̂, for k = 1, 5 and 50; it is reached there.")
def best_value_is_at_the_optimum():
    """Search 1,500 random scores, near the optimum and far."""
    above = []
    for seed in range(500):
        X, _, counts, noise = worlds.table(seed, d=5)
        counts, scale = counts + 1, (0.01, 0.3, 3)[seed % 3]
        best = np.log(counts / counts.sum(axis=1, keepdims=True))
        for draws in (1, 5, 50):
            top, other = (
                noise_contrastive.expected_log_likelihood(x, np.eye(5), counts, draws, noise)
                for x in (best, best + scale * X)
            )
            above.append((other - top) / abs(top))
    return worst(np.maximum(above, 0), 0, "1,500 tables")


@witness("M", "In 50 digits too, value and slopes at the stated scores are as stated: slopes zero for k = 1, 5 and 50.")
def optimum_in_fifty_digits():
    """Run the shipped functions for one word with three contexts."""
    counts, weights = [5, 1, 2], [1, 4, 2]
    with mp.workdps(60):
        noise = [mp.mpf(x) / 7 for x in weights]
        table, P_n = elements.array_of([[mp.mpf(x) for x in counts]]), elements.array_of(noise)
        best = [mp.log(mp.mpf(x) / 8) for x in counts]
        errors = []
        for draws in (1, 5, 50):
            world = elements.array_of([best]), elements.fifty_digits(np.eye(3)), table, draws, P_n
            slope, _ = noise_contrastive.expected_gradient(*world)
            stated = mp.fsum(
                a * mp.log(statement.number_posterior(x, draws * p))
                + 8 * draws * p * mp.log(1 - statement.number_posterior(x, draws * p))
                for a, x, p in zip(counts, best, noise, strict=True)
            )
            value = elements.value_of(noise_contrastive.expected_log_likelihood(*world))
            errors += [abs(value - stated), agreement(elements.values(slope)[0], np.array([mp.mpf(0)] * 3))]
    return worst(errors, 1e-45, "3 values of k")


def _table_of_any_size():
    """Free scores, counts, noise and k."""
    return any_size.array("W", V, n), any_size.array("N", V, n), any_size.array("q", n), any_size.scalar(k)


def _observed():
    """The observed frequency of context r beside word w."""
    return N[w, r] / total(lambda j: N[w, j], n)


NC4 = Record(
    id="NC4",
    title="what each comes to rest at",
    chapter="noise-contrastive",
    kind="stationary",
    sentence="Over free scores noise-contrastive estimation has its one optimum at log p(c | w), for every k and every "
    "noise; negative sampling has it lower by log k P_n(c).",
    latex=r"\begin{aligned}x^{\mathrm{NCE}}_{wc}&=\log\hat p(c\mid w),\\"
    r"x^{\mathrm{NS}}_{wc}&=\log\frac ab=x^{\mathrm{NCE}}_{wc}-\log k\,P_n(c),\\"
    r"x^{\text{NCE without }k}_{wc}&=x^{\mathrm{NCE}}_{wc}-\log k\end{aligned}",
    source="Levy & Goldberg 2014, section 3.1, eqs. (7) and (8)",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "No cell of the table is 0, and no context has noise 0.",
    ),
    departure="Levy & Goldberg give log P(w | c) − log k for noise-contrastive estimation. That is the optimum where k "
    "is left out of the posterior, the third line; with k in it, as in NC1, nothing is subtracted.",
    code=(noise_contrastive.expected_log_likelihood, noise_contrastive.expected_gradient),
    follows_from=("NC1", "NS11", "PM1"),
    derivation=derivations.NC4,
    witnesses=(
        both_optima_for_every_size,
        optimum_without_k_for_every_size,
        where_the_formula_without_k_leaves_it,
        only_one_optimum,
        best_value_is_at_the_optimum,
        optimum_in_fifty_digits,
        each_line_follows(derivations.NC4, instances.tables(16)),
    ),
)
