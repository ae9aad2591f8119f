"""NC5: sampled softmax, which ranks the observed context above its draws."""

from fractions import Fraction
from itertools import product

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.functions import softmax as full_softmax
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import sampled_softmax as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise_contrastive as statement
from w2vexplained.ledger.statements.notation import C, c, d, k, m, n, neg, q, r, total, v
from w2vexplained.objectives import curvature, sampled_softmax
from w2vexplained.verification import any_size, branching, differences, elements, gradients
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.zero import is_zero, same_function, with_zero

CONTEXT, NEGATIVES = 2, [4, 2, 4, 0, 4]  # context 4 is drawn three times, and so is the observed one, once
NOISE = np.array([0.1, 0.3, 0.2, 0.05, 0.25, 0.1])
PIVOT = sp.Symbol("pivot", real=True)  # any number: the value must not depend on it


@witness("A", "The shipped gradient is the derivative of the statement for every d, |C|, k, noise and any draws.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows, and subtract what was shipped."""

    def residuals():
        gradient_w, gradient_C = sampled_softmax.gradient(
            any_size.array("v", d), any_size.array("C", n, d), c, *_draws_and_noise()
        )
        claimed = gradient_w.at(m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.ranking(c), claimed, (v[m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "The shipped value is the logarithm of the observed one's share, for any scores, k, draws and pivot.")
def value_for_every_size():
    """Let the identity be the contexts, so that the word vector holds the scores."""

    def residuals():
        x = any_size.array("v", n)
        shipped = sampled_softmax.log_likelihood(x, np.eye(n, like=x), c, *_draws_and_noise()).expression
        claimed = statement.ranking_of_scores(c)
        return same_function(shipped, claimed, (v[r], PIVOT), lambda e: with_zero("v")(e).subs(PIVOT, 0))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "At x = log p + a the shipped model gives each candidate its exact posterior, for any p, a, k and draws.")
def posterior_for_every_size():
    """The gradient in the scores is one for the observed context, less the posteriors of all candidates by row."""
    x, a, delta = any_size.array("v", n), sp.Symbol("a", real=True), sp.KroneckerDelta
    slope, _ = sampled_softmax.gradient(x, np.eye(n, like=x), c, *_draws_and_noise())

    def ratio(j):
        return sp.exp(v[j] - a) / q[j]  # p/P_n, for p is e^{x − a}

    share = delta(r, c) * ratio(c) + total(lambda i: delta(r, neg(i)) * ratio(neg(i)), k)
    candidates = ratio(c) + total(lambda i: ratio(neg(i)), k)
    return proved([is_zero(slope.at(r) - delta(r, c) + share / candidates)])


@witness("S", "With symbols for counts, noise and a, the shipped expected slopes are zero as stated, corrected or not.")
def optima_on_symbols():
    """Take three contexts with one draw, and two contexts with two."""

    def residuals():
        for size, draws in ((3, 1), (2, 2)):
            counts, noise = (sp.symbols(f"{name}:{size}", positive=True) for name in "np")
            a = sp.Symbol("a", real=True)
            for corrected in (True, False):
                best = [sp.log(x / (1 if corrected else y)) + a for x, y in zip(counts, noise, strict=True)]
                world = (elements.array_of(x) for x in ([best], sp.eye(size).tolist(), [counts]))
                slope, _ = sampled_softmax.expected_gradient(*world, draws, elements.array_of(noise), corrected)
                yield from (is_zero(x) for x in elements.values(slope)[0])

    return proved(residuals())


@witness("C", "Shipped gradients and Hessians equal complex steps through values and gradients: of a pair and a table.")
def derivatives_by_complex_step():
    """Measure at random points, corrected and not."""
    errors = []
    for noise in (NOISE, None):
        pair = _with_noise(sampled_softmax.log_likelihood, noise), _with_noise(sampled_softmax.gradient, noise)
        errors.append(gradients.by_complex_step(*pair, worlds.pair(91)).measured)
        errors += _second_derivatives(pair[1], _with_noise(sampled_softmax.hessian, noise), worlds.pair(91))
    W_, C_, counts, noise = worlds.table(92)
    for corrected in (True, False):
        value, gradient, hessian = (
            lambda W, C, f=f, corrected=corrected: f(W, C, counts, 3, noise, corrected)
            for f in (
                sampled_softmax.expected_log_likelihood,
                sampled_softmax.expected_gradient,
                sampled_softmax.expected_hessian,
            )
        )
        errors.append(gradients.by_complex_step(value, gradient, (W_, C_)).measured)
        whole = curvature.whole_matrix(*hessian(W_, C_))
        flat = np.concatenate([W_.ravel(), C_.ravel()])
        errors.append(differences.relative_error(differences.complex_step(_flat(gradient, W_, C_), flat), whole))
    return worst(errors, 1e-12, "relative error, first and second derivatives")


@witness("M", "Run on 50-digit numbers, the shipped value of a pair is the statement's, corrected and not.")
def value_in_fifty_digits():
    """Compare at a random point with repeated draws."""
    v_w, C_ = worlds.pair(93)
    with mp.workdps(60):
        word, rows, noise = (elements.fifty_digits(x) for x in (v_w, C_, NOISE))
        x, P_n = [mp.fdot(elements.values(row), elements.values(word)) for row in rows], elements.values(noise)
        errors = []
        for shipped_noise, numbers in ((noise, P_n), (None, None)):
            shipped = sampled_softmax.log_likelihood(word, rows, CONTEXT, NEGATIVES, shipped_noise)
            exact = statement.number_ranking(x, CONTEXT, NEGATIVES, numbers)
            errors.append(abs(elements.value_of(shipped) - exact))
    return worst(errors, 1e-45, "nats")


@witness("E", "The shipped expectation over 15 multisets is the mean of all 81 ways in which four draws fall in order.")
def expectation_over_all_draws():
    """Weigh each outcome by its probability, in 50 digits."""
    scores, counts, noise = [0.5, -1.0, 1.5], [2, 1, 3], [1, 4, 2]
    with mp.workdps(60):
        P_n = [mp.mpf(x) / 7 for x in noise]
        lifted = [elements.fifty_digits(np.array(x, float)) for x in ([scores], np.eye(3), [counts])]
        errors = []
        for corrected in (True, False):
            shipped = sampled_softmax.expected_log_likelihood(*lifted, 4, elements.array_of(P_n), corrected)
            exact = statement.number_mean_ranking([mp.mpf(x) for x in scores], counts, 4, P_n, corrected)
            errors.append(abs(elements.value_of(shipped) - exact))
    return worst(errors, 1e-45, "nats")


@witness(
    "B", "No scores that a search draws exceed the value at either stated optimum; adding a(w) leaves it as it is."
)
def stated_optima_are_best():
    """Search 300 random tables with k from 1 to 4, near the optimum and far."""
    above, moved = [], []
    for seed in range(300):
        X, _, counts, noise = worlds.table(seed, d=4, n_words=3, n=4)
        counts, draws, corrected, scale = counts + 1, seed % 4 + 1, seed % 2 == 0, (0.01, 0.3, 3)[seed % 3]
        best = np.log(counts / counts.sum(axis=1, keepdims=True)) - (0 if corrected else np.log(noise))
        top, other, shifted = (
            sampled_softmax.expected_log_likelihood(x, np.eye(4), counts, draws, noise, corrected)
            for x in (best, best + scale * X, best + X[:, :1])
        )
        above.append((other - top) / abs(top))
        moved.append(abs(shifted - top) / abs(top))
    return worst([*np.maximum(above, 0), *moved], 1e-13, "relative to the best value, 300 tables")


@witness(
    "N", "At random scores the value bends down in every direction but one, a number for each word: no other optimum."
)
def unique_up_to_a_number_for_each_word():
    """Look at the eigenvalues of the shipped Hessian over free scores, for 20 tables."""
    wrong = []
    for seed in range(20):
        X, _, counts, noise = worlds.table(seed, d=4, n_words=3, n=4)
        H_WW, _, _ = sampled_softmax.expected_hessian(X, np.eye(4), counts + 1, seed % 4 + 1, noise)
        values = np.linalg.eigvalsh(H_WW)  # of each word, in rising order
        wrong += [abs(values[:, 3]).max(), (values[:, 2] > -1e-6).any(), abs(H_WW.sum(axis=2)).max()]
    return worst(wrong, 1e-12, "20 tables, 3 words each")


@witness("N", "Without the correction the optimum is PMI + a(w) only for unigram noise; with power ¾ it is not.")
def pmi_needs_unigram_noise():
    """Measure the slopes at PMI for both noises, and at the corrected optimum of the uncorrected objective."""
    _, _, counts, _ = worlds.table(94, d=4, n_words=3, n=4)
    counts += 1
    P = counts / counts.sum()
    pmi = np.log(P / np.outer(P.sum(axis=1), P.sum(axis=0)))
    smoothed = P.sum(axis=0) ** 0.75 / (P.sum(axis=0) ** 0.75).sum()
    zero, other, third = (
        abs(sampled_softmax.expected_gradient(x, np.eye(4), counts, 3, noise, False)[0]).max()
        for x, noise in ((pmi, P.sum(axis=0)), (pmi, smoothed), (pmi + np.log(P.sum(axis=0)), P.sum(axis=0)))
    )
    return worst([zero, other < 1e-2, third < 1e-2], 1e-13, "the largest slope at PMI")


@witness(
    "E", "If draws equal to the observed context are left out, slopes at the stated optimum are zero no more (k = 2)."
)
def draws_equal_to_the_context_belong():
    """Enumerate all draws for two contexts, p = (⅔, ⅓), uniform noise; compare with exact fractions."""
    p, found = [Fraction(2, 3), Fraction(1, 3)], {}
    for keep in (True, False):
        slope = np.zeros(2)
        for context, *draws in product(range(2), repeat=3):
            candidates = [i for i in draws if keep or i != context]
            if candidates:
                scores = np.log([float(x) for x in p])
                g, _ = sampled_softmax.gradient(scores, np.eye(2), context, candidates, [0.5, 0.5])
                slope += float(p[context]) / 4 * g
        found[keep] = slope
    exact = p[0] * p[1] / 2 * (1 / (p[0] + 2 * p[1]) - 1 / (2 * p[0] + p[1]))
    return worst(
        [*abs(found[True]), *abs(found[False] - [float(exact), -float(exact)]), exact == 0],
        1e-15,
        f"the slopes come to ±{exact}",
    )


@witness(
    "N", "As k grows the shipped slopes tend to those of the softmax, k times the error to the stated coefficient."
)
def gradient_tends_to_the_softmax():
    """Enumerate k = 20, 40 and 80 draws out of three contexts; what is left must halve each time."""
    x, noise, rest = np.array([[0.4, -0.7, 0.2]]), np.array([0.5, 0.2, 0.3]), []
    p = full_softmax(x[0])
    rho = p / noise
    for draws in (20, 40, 80):
        left = []
        for context in range(3):
            seen = np.eye(3)[[context]]
            slope, _ = sampled_softmax.expected_gradient(x, np.eye(3), seen, draws, noise)
            coefficient = seen[0] * rho[context] + p * (p @ rho - rho[context] - rho)
            left.append(draws * (slope[0] - seen[0] + p) + coefficient)
        rest.append(abs(np.array(left)).max())
    falls = [abs(2 * after / before - 1) for before, after in zip(rest, rest[1:], strict=False)]
    return worst([*falls, rest[-1]], 0.1, "relative distance of two ratios from 1/2")


def _draws_and_noise():
    return any_size.index_map("neg", k), any_size.array("q", n)


def _with_noise(function, noise):
    return lambda v_w, C: function(v_w, C, CONTEXT, NEGATIVES, noise)


def _second_derivatives(gradient, hessian, point):
    """Give the relative errors of the three blocks of a pair's Hessian."""
    v_w, C = point
    measured = (
        differences.complex_step(lambda x: gradient(x, C)[0], v_w),
        differences.complex_step(lambda x: gradient(v_w, x)[0], C),
        differences.complex_step(lambda x: gradient(v_w, x)[1], C),
    )
    return [differences.relative_error(x, y) for x, y in zip(measured, hessian(v_w, C), strict=True)]


def _flat(gradient, W, C):
    """The gradient in all vectors as one function of one list of numbers."""

    def function(x):
        both = gradient(x[: W.size].reshape(W.shape), x[W.size :].reshape(C.shape))
        return np.concatenate([g.ravel() for g in both])

    return function


NC5 = Record(
    id="NC5",
    title="sampled softmax",
    chapter="noise-contrastive",
    kind="stationary",
    sentence="A softmax over the observed context and its draws, each score lowered by log P_n, recovers log p(c | w) "
    "up to a number for each word, for every k; without the correction it recovers log p(c | w)/P_n(c).",
    latex=r"\begin{aligned}\ell&=\log\frac{e^{y_c}}{e^{y_c}+\sum_{i=1}^{k}e^{y_{c_i}}},\qquad y_c=x_c-\log P_n(c),\\"
    r"x^*_{wc}&=\log\hat p(c\mid w)+a(w);\\"
    r"\text{if }y=x\colon\ x^*_{wc}&=\log\frac{\hat p(c\mid w)}{P_n(c)}+a(w),\\"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial x_j}&=1[c=j]-p_j\\"
    r"&\phantom{{}={}}-\frac1k\Big(1[c=j]\,\rho_c"
    r"+p_j\big(\textstyle\sum_ip_i\rho_i-\rho_c-\rho_j\big)\Big)+O\Big(\frac1{k^2}\Big),\\"
    r"&\phantom{{}={}}p=\mathrm{softmax}(x),\qquad\rho_j=\frac{p_j}{P_n(j)}\end{aligned}",
    source="Jean et al. 2015; Ma & Collins 2018, the ranking objective; the coefficient of 1/k is ours",
    assumptions=(
        "k ≥ 1, and P_n(c) > 0 for every context.",
        "Scores are free, and no cell of the table is 0; the optimum is unique up to a(w), any number for each word.",
        "A draw may be equal to c, and is then one more candidate.",
        "log p/P_n is PMI only where P_n is the unigram law; with another noise add log p(c)/P_n(c).",
    ),
    departure="Programs often leave out draws equal to the observed context; then the posterior is not exact from "
    "k = 2 on.",
    code=(
        sampled_softmax.log_likelihood,
        sampled_softmax.gradient,
        sampled_softmax.expected_log_likelihood,
        sampled_softmax.expected_gradient,
    ),
    follows_from=("SG5", "SG11", "NC1"),
    derivation=derivations.NC5,
    witnesses=(
        gradient_for_every_size,
        value_for_every_size,
        posterior_for_every_size,
        optima_on_symbols,
        derivatives_by_complex_step,
        value_in_fifty_digits,
        expectation_over_all_draws,
        stated_optima_are_best,
        unique_up_to_a_number_for_each_word,
        pmi_needs_unigram_noise,
        draws_equal_to_the_context_belong,
        gradient_tends_to_the_softmax,
        each_line_follows(derivations.NC5, [t._replace(k=2) for t in instances.tables(17, count=1, n_words=2, n=3)]),
    ),
)
