"""PM5: what d components can reach, and what they lose."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import low_rank as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.ledger.statements.notation import r, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import factorisation, pmi
from w2vexplained.training import optimum
from w2vexplained.verification import branching, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst

x, a, b = sp.symbols("x a b", positive=True)


@witness(
    "A", "For every size, the shipped gradient in a score is that of logistic regression, (a + b)(a/(a + b) − σ(x))."
)
def logistic_regression_for_every_size():
    """Compare it with the derivative of the statement, at any score."""

    def residuals():
        score = sp.IndexedBase("x", real=True)[w, r]
        yield zero.is_zero(worlds.free_slope() - statement.slope_of_logistic_pca(w, r, score))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("S", "On symbols, one cell loses exactly (a + b) KL(σ(x*) ‖ σ(x)) at the score x.")
def regret_of_one_cell():
    """Run the shipped objective at x, and at the shipped best score."""

    def residuals():
        y, s = a / (a + b), 1 / (1 + sp.exp(-x))
        stated = (a + b) * (y * sp.log(y / s) + (1 - y) * sp.log((1 - y) / (1 - s)))
        at_best = lambda e: sp.expand_log(sp.simplify(e.subs(x, sp.log(a / b))), force=True)  # noqa: E731
        return zero.same_function(_regret_on_symbols(), stated, [x], at_best)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("S", "Its series about x* starts with ½ ab/(a+b) (x−x*)² − ⅙ ab(a−b)/(a+b)² (x−x*)³.")
def taylor_series_of_one_cell():
    """Differentiate the shipped value on symbols, and take the derivatives at the shipped best score."""

    def residuals():
        slopes = [sp.diff(_regret_on_symbols(), x, order) for order in (1, 2, 3)]
        stated = 0, a * b / (a + b), -a * b * (a - b) / (a + b) ** 2
        for found, expected in zip(slopes, stated, strict=True):
            yield zero.is_zero(found.subs(x, sp.log(a / b)) - expected)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("N", "Vectors of rank 2 lose that, summed over the cells, empty ones included, where σ(x*) = 0.")
def regret_of_a_table():
    """Compare at random vectors with the statement; the supremum is the stated one of PM3."""
    errors = []
    for seed in range(5):
        counts, P_n = worlds.table_with_holes(seed)
        vectors = np.random.default_rng(seed).normal(size=(4, 2)), np.random.default_rng(seed + 9).normal(size=(5, 2))
        with mp.workdps(30):
            table, law = worlds.exactly(counts), worlds.exact_law(P_n)
            supremum = statement.number_best_value(table, 5, law) * mp.fsum(map(mp.fsum, table))
            lost = mp.fsum(
                statement.number_regret(table[i][j], 5 * mp.fsum(table[i]) * law[j], mp.mpf(float(score)))
                for (i, j), score in np.ndenumerate(vectors[0] @ vectors[1].T)
            )
            expected = float(supremum - lost)
        errors.append(agreement(negative_sampling.expected_log_likelihood(*vectors, counts, 5, P_n), expected))
    return worst(errors, 1e-13, "5 tables with 4 empty cells each")


@witness(
    "M",
    "Near x* the squared error is wrong by the third power of the distance; with the next term, by the fourth.",
)
def order_of_the_error():
    """Move all scores of a table along one direction by 10^-1 … 10^-6; run the shipped objective in 50 digits."""
    numbers, P_n = worlds.positive_table(5)
    with mp.workdps(60):
        counts, law = elements.fifty_digits(numbers), elements.array_of(worlds.exact_law(P_n))
        eye, three = np.eye(4, dtype=object), elements.Element(mp.mpf(3))
        invented = counts.sum(axis=1, keepdims=True) * law * three
        best = pmi.optimal_scores(counts, three, law)
        direction = elements.fifty_digits(np.random.default_rng(5).normal(size=(3, 4)))
        square = (counts * invented / (counts + invented) * direction * direction).sum() / 2
        cube = counts * invented * (counts - invented) / (counts + invented) / (counts + invented)
        cube = (cube * direction * direction * direction).sum() / 6
        errors = []
        for t in (mp.mpf(10) ** -i for i in range(1, 7)):
            lost = negative_sampling.expected_log_likelihood(best, eye, counts, three, law)
            lost = lost - negative_sampling.expected_log_likelihood(best + direction * t, eye, counts, three, law)
            by_square = elements.value_of(lost - square * t**2)
            errors.append((abs(by_square), abs(elements.value_of(lost - square * t**2 + cube * t**3))))
        orders = [
            (mp.log10(before[0] / after[0]), mp.log10(before[1] / after[1]))
            for before, after in zip(errors[2:], errors[3:], strict=False)
        ]
    return worst([abs(order - i) for pair in orders for order, i in zip(pair, (3, 4), strict=True)], 1e-2, "powers")


@witness("N", "As a falls to 0, the squared error at x = 0 falls to 0 as well, but the loss there tends to b log 2.")
def an_emptying_cell():
    """Take one word with two contexts, the second of which occurs less and less: the approximation needs x near x*."""
    lost, squared = [], []
    for few in 10.0 ** -np.arange(1, 13):
        counts, P_n = np.array([[1.0, few]]), np.array([0.5, 0.5])
        best = pmi.optimal_scores(counts, 1, P_n)
        moved = best * [[1, 0]]
        values = [negative_sampling.expected_log_likelihood(X, np.eye(2), counts, 1, P_n) for X in (best, moved)]
        lost.append(values[0] - values[1])
        b_ = counts.sum() / 2
        squared.append(few * b_ / (few + b_) * best[0, 1] ** 2 / 2)
    return worst([abs(lost[-1] - np.log(2) / 2), squared[-1], squared[-1] > squared[0]], 1e-8, "nats")


@witness(
    "N", "The shipped optimum of rank d is stationary, beats the truncated SVD of x*, and at full rank reaches x*."
)
def optimum_beats_svd():
    """Compare for d = 1 and 2, and at d = 3 the scores themselves."""
    counts, P_n = worlds.positive_table(7)
    best = pmi.optimal_scores(counts, 5, P_n)
    supremum = negative_sampling.expected_log_likelihood(best, np.eye(4), counts, 5, P_n)
    errors = []
    for dimension in (1, 2, 3):
        found = optimum.rank_d_optimum(counts, 5, P_n, dimension, starts=0)
        gradients = negative_sampling.expected_gradient(found.W, found.C, counts, 5, P_n)
        errors += [abs(gradient).max() / counts.sum() for gradient in gradients]
        value = negative_sampling.expected_log_likelihood(found.W, found.C, counts, 5, P_n)
        by_svd = negative_sampling.expected_log_likelihood(*factorisation.svd(best, dimension), counts, 5, P_n)
        # Near x* the squared error of PM5 rules: SVD loses more than a hundredth of what must be lost.
        errors.append(dimension < 3 and not supremum - by_svd > 1.01 * (supremum - value))
    errors.append(abs(found.W @ found.C.T - best).max())
    return worst(errors, 1e-8, "d = 1, 2, 3")


@witness("B", "For d = 1 and two words no direction of the word vectors, of 2,000, allows more; one comes within 1e-5.")
def no_better_direction():
    """Fix the direction; what is best for each context then is a concave problem in one number, solved by halving."""
    counts, P_n = np.array([[9.0, 2, 5, 1], [1, 7, 4, 6]]), np.array([0.4, 0.3, 0.2, 0.1])
    invented = 2 * counts.sum(axis=1, keepdims=True) * P_n
    angle = np.linspace(0, np.pi, 2_000, endpoint=False)
    u = np.stack([np.cos(angle), np.sin(angle)])[:, None]  # (2, 1, angles)
    A, B = counts[..., None], invented[..., None]
    low, high = -np.full((4, 2_000), 1e3), np.full((4, 2_000), 1e3)
    for _ in range(60):
        middle = (low + high) / 2
        rises = (u * (A * sigmoid(-u * middle) - B * sigmoid(u * middle))).sum(axis=0) > 0
        low, high = np.where(rises, middle, low), np.where(rises, high, middle)
    values = (A * log_sigmoid(u * low) + B * log_sigmoid(-u * low)).sum(axis=(0, 1))
    found = optimum.rank_d_optimum(counts, 2, P_n, 1, starts=2)
    value = negative_sampling.expected_log_likelihood(found.W, found.C, counts, 2, P_n)
    return worst([values.max() - value, value - values.max()], 1e-5, "nats, 2,000 directions")


def _regret_on_symbols():
    best, score = (elements.values(_cell_value(t)) for t in (sp.log(a / b), x))
    return best - score


def _cell_value(score):
    table = [elements.array_of([[e]]) for e in (score, sp.Integer(1), a)]
    return negative_sampling.expected_log_likelihood(
        *table, elements.Element(b / a), elements.array_of([sp.Integer(1)])
    )


PM5 = Record(
    id="PM5",
    title="with d components: weighted logistic PCA",
    chapter="pmi",
    kind="identity",
    sentence="With few components negative sampling is a logistic regression of the shares a/(a + b), weighted by "
    "a + b, whose scores have rank d at most; what is lost is a weighted sum of divergences, near the optimum a "
    "weighted squared error.",
    latex=r"\begin{aligned}\mathbb{E}\ell(X)&=\sum_{w,c}(a+b)\Big(y\log\sigma(x)+(1-y)\log\sigma(-x)\Big),\\"
    r"&\phantom{{}={}}y=\frac{a}{a+b},\qquad\operatorname{rank}X\le d,\\"
    r"\mathbb{E}\ell(X^*)-\mathbb{E}\ell(X)&=\sum_{w,c}(a+b)\,\mathrm{KL}\big(\sigma(x^*)\,\big\|\,\sigma(x)\big)\\"
    r"&=\frac12\sum_{w,c}\frac{ab}{a+b}(x-x^*)^2\\"
    r"&\phantom{{}={}}-\frac16\sum_{w,c}\frac{ab\,(a-b)}{(a+b)^2}(x-x^*)^3+O\big(|x-x^*|^4\big)\end{aligned}",
    source="ours; Levy & Goldberg 2014, §3.2, speak of a weighted factorisation; Landgraf & Bellay 2017",
    assumptions=(
        "The first two lines need a + b > 0 only; where a = 0 the best score is −∞, and σ(x*) = 0.",
        "The squared error needs a, b > 0, and scores near x*.",
        "If a, b > 0 in every cell, some matrix of rank d at most is best; otherwise there need not be one (PM6).",
    ),
    departure="Levy & Goldberg factorise shifted PMI with equal weights, by SVD; negative sampling weighs cells by "
    "a + b, so its best matrix of rank d is another one.",
    code=(negative_sampling.expected_log_likelihood, negative_sampling.expected_gradient, optimum.rank_d_optimum),
    follows_from=("NS7", "PM1", "PM2"),
    derivation=derivations.PM5,
    witnesses=(
        logistic_regression_for_every_size,
        regret_of_one_cell,
        taylor_series_of_one_cell,
        regret_of_a_table,
        order_of_the_error,
        an_emptying_cell,
        optimum_beats_svd,
        no_better_direction,
        each_line_follows(derivations.PM5, instances.tables(25, count=1)),
    ),
)
