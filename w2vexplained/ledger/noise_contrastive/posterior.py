"""NC1: the posterior of noise-contrastive estimation, and its gradient."""

from itertools import product

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise_contrastive as statement
from w2vexplained.ledger.statements.notation import C, V, c, d, k, m, n, r, v, w
from w2vexplained.objectives import noise_contrastive
from w2vexplained.verification import any_size, branching, elements, gradients, zero
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case

CONTEXT, NEGATIVES = 2, [4, 2, 4, 0, 4]  # context 4 is drawn three times, and so is the observed one, once
NOISE = np.array([0.1, 0.3, 0.2, 0.05, 0.25, 0.1])


@witness("A", "The shipped gradient of a pair is the derivative of the statement for every d, |C|, k, noise and draws.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows, and subtract what was shipped."""

    def residuals():
        gradient_w, gradient_C = noise_contrastive.gradient(
            any_size.array("v", d), any_size.array("C", n, d), c, *_draws_and_noise()
        )
        claimed = gradient_w.at(m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.log_likelihood(c), claimed, (v[m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "Its value is the logarithm of the two posteriors as the papers write them, for any scores, k and draws.")
def value_for_every_size():
    """Let the identity be the contexts: the word vector holds the scores. NC3 covers the other numeric branch."""
    scores = any_size.array("v", n)
    shipped = noise_contrastive.log_likelihood(scores, np.eye(n, like=scores), c, *_draws_and_noise()).expression
    return proved(zero.same_function(shipped, statement.of_scores(c), (v[r],), zero.with_zero("v")))


@witness("A", "For every table, k and noise, the shipped slope in each score is #(w) kP_n/(eˣ + kP_n) (p̂ − eˣ).")
def slope_in_scores_for_every_size():
    """Let the identity be the contexts: the gradient in the word vectors then is the slope in the scores."""

    def residuals():
        X, counts = any_size.array("W", V, n), any_size.array("N", V, n)
        noise, draws = any_size.array("q", n), any_size.scalar(k)
        slope, _ = noise_contrastive.expected_gradient(X, np.eye(n, like=X), counts, draws, noise)
        yield zero.is_zero(slope.at(w, r) - statement.slope_in_score(w, r, X.at(w, r)))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradients equal complex steps through the shipped values: of a pair, a batch and a table.")
def gradients_by_complex_step():
    """Measure at random points."""
    alone = gradients.by_complex_step(_value, _gradient, worlds.pair(71))
    W_, C_, counts, noise = worlds.table(72)

    def value(W, C):
        return noise_contrastive.expected_log_likelihood(W, C, counts, 2.5, noise)

    def gradient(W, C):
        return noise_contrastive.expected_gradient(W, C, counts, 2.5, noise)

    table = gradients.by_complex_step(value, gradient, (W_, C_))
    points = [worlds.pair(seed) for seed in range(71, 76)]
    batch = [np.stack(x, axis=-1) for x in zip(*points, strict=True)]
    together = zip(*(np.moveaxis(x, -1, 0) for x in (_value(*batch), *_gradient(*batch))), strict=True)
    errors = [
        agreement(x, y)
        for point, column in zip(points, together, strict=True)
        for x, y in zip((_value(*point), *_gradient(*point)), column, strict=True)
    ]
    return worst([alone.measured, table.measured, *errors], 1e-13, "relative error, one pair, a batch of 5, a table")


@witness("M", "Run on 50-digit numbers, value and slopes have the values of the statement.")
def value_in_fifty_digits():
    """Compare the value of a pair, then the slopes of a table's first word over free scores."""
    v_w, C_ = worlds.pair(73)
    counts, scores, few = np.array([[3.0, 1.0, 2.0]]), np.array([[0.3, -1.2, 0.8]]), np.array([0.5, 0.2, 0.3])
    with mp.workdps(60):
        word, rows, noise = (elements.fifty_digits(x) for x in (v_w, C_, NOISE))
        x = [mp.fdot(elements.values(row), elements.values(word)) for row in rows]
        exact = statement.number_log_likelihood(x, CONTEXT, NEGATIVES, elements.values(noise))
        errors = [abs(_number(noise_contrastive.log_likelihood(word, rows, CONTEXT, NEGATIVES, noise)) - exact)]
        lifted, table, q = (elements.fifty_digits(x) for x in (scores, counts, few))
        slopes, _ = noise_contrastive.expected_gradient(lifted, elements.fifty_digits(np.eye(3)), table, 7, q)
        stated = statement.number_slopes(*(elements.values(y) for y in (lifted[0], table[0])), 7, elements.values(q))
        errors.append(agreement(elements.values(slopes[0]), np.array(stated, object)))
    return worst(errors, 1e-45)


@witness(
    "E", "Over all 27 ways in which three draws fall, the shipped value and gradient of a pair average to the table's."
)
def means_over_all_draws():
    """Take a table with one pair, three contexts and k = 3, in 50 digits."""
    v_w, rows = worlds.pair(74, d=2, n=3)
    with mp.workdps(60):
        P_n = [mp.mpf(x) / 7 for x in (1, 4, 2)]
        noise = elements.array_of(P_n)
        word, contexts = elements.fifty_digits(v_w), elements.fifty_digits(rows)
        table = word[None], contexts, elements.fifty_digits(np.array([[0.0, 1.0, 0.0]])), 3, noise
        expected = noise_contrastive.expected_log_likelihood(*table), *noise_contrastive.expected_gradient(*table)
        totals = [0, 0, 0]
        for draws in product(range(3), repeat=3):
            sampled = word, contexts, 1, list(draws), noise
            found = noise_contrastive.log_likelihood(*sampled), *noise_contrastive.gradient(*sampled)
            chance = mp.fprod(P_n[i] for i in draws)
            totals = [total + chance * x for total, x in zip(totals, found, strict=True)]
        pairs = zip(totals, (expected[0], expected[1][0], expected[2]), strict=True)
        errors = [agreement(*(np.atleast_1d(elements.values(z)) for z in pair)) for pair in pairs]
    return worst(errors, 1e-45, "relative to the largest entry, 27 outcomes")


@witness("H", "No draws, vectors and noise are found whose shipped gradient is not the complex step through the value.")
def gradient_of_any_draws():
    """Let hypothesis choose the draws, the length of the vectors and the noise."""

    def error(context, draws, seed, scale):
        point, noise = worlds.pair(seed, d=2, n=4, scale=scale), np.random.default_rng(seed).dirichlet(np.ones(4))

        def value(v_w, C):
            return noise_contrastive.log_likelihood(v_w, C, context, draws, noise)

        def gradient(v_w, C):
            return noise_contrastive.gradient(v_w, C, context, draws, noise)

        return gradients.by_complex_step(value, gradient, point).measured

    rows = strategies.integers(0, 3)
    draws, scales = strategies.lists(rows, min_size=1, max_size=7), strategies.sampled_from([0.1, 1.0, 3.0])
    return worst(worst_case(error, rows, draws, strategies.integers(0, 999), scales, examples=30), 1e-12, "30 choices")


def _draws_and_noise():
    return any_size.index_map("neg", k), any_size.array("q", n)


def _value(v_w, C):
    return noise_contrastive.log_likelihood(v_w, C, CONTEXT, NEGATIVES, NOISE)


def _gradient(v_w, C):
    return noise_contrastive.gradient(v_w, C, CONTEXT, NEGATIVES, NOISE)


def _number(x):
    return elements.value_of(x)


NC1 = Record(
    id="NC1",
    title="noise-contrastive estimation",
    chapter="noise-contrastive",
    kind="derivative",
    sentence="The logit of negative sampling is the score; here it is the score less the logarithm of how often the "
    "context would be drawn, and then a score at rest is the logarithm of a probability.",
    latex=r"\begin{aligned}p(D{=}1\mid w,c)&=\frac{e^{x}}{e^{x}+k\,P_n(c)}=\sigma(s),"
    r"\qquad s=x-\log k\,P_n(c),\\"
    r"\frac{\partial\ell}{\partial v_w}&=\sigma(-s_c)\,v_c-\sum_{i=1}^{k}\sigma(s_{c_i})\,v_{c_i},\\"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial x_{wc}}"
    r"&=\#(w)\,\frac{k\,P_n(c)}{e^{x}+k\,P_n(c)}\,\big(\hat p(c\mid w)-e^{x}\big)\end{aligned}",
    source="Gutmann & Hyvärinen 2012; Mnih & Teh 2012",
    assumptions=(
        "P_n(c) > 0 for every context: the logit of one that is never drawn is infinite.",
        "At least one draw, k ≥ 1, and the draws do not depend on the vectors.",
    ),
    departure="Mnih & Teh predict a word w from its context h, with a bias for each word; here a context c is "
    "predicted from its word w, without biases.",
    code=(
        noise_contrastive.log_likelihood,
        noise_contrastive.gradient,
        noise_contrastive.expected_log_likelihood,
        noise_contrastive.expected_gradient,
    ),
    follows_from=("NS1", "NS3", "NS7"),
    derivation=derivations.NC1,
    witnesses=(
        gradient_for_every_size,
        value_for_every_size,
        slope_in_scores_for_every_size,
        gradients_by_complex_step,
        value_in_fifty_digits,
        means_over_all_draws,
        gradient_of_any_draws,
        each_line_follows(derivations.NC1, instances.tables(13, n=3)),
    ),
)
