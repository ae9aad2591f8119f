"""PM2: one cell's part of the objective, its slope and its bend."""

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies as st

from w2vexplained import functions
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as sigmoid_statement
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.ledger.statements.notation import N, k, q, r, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import pmi
from w2vexplained.verification import branching, elements, zero
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.properties import worst_case

x, a, b = sp.symbols("x a b", positive=True)


def _one_cell(function, score=x):
    """Run a shipped function of a table on one word and one context: counts a, and k = b/a negatives for each pair."""
    table = [elements.array_of([[e]]) for e in (score, sp.Integer(1), a)]
    return function(*table, elements.Element(b / a), elements.array_of([sp.Integer(1)]))


@witness("S", "The shipped gradient of one cell vanishes where the quadratic does; it has the one root e^x = a/b.")
def quadratic_and_its_false_root():
    """Run the shipped gradient on symbols; its numerator is linear in e^x, the quadratic's second root is no root."""

    def residuals():
        slope = elements.values(_one_cell(negative_sampling.expected_gradient)[0])[0, 0]
        as_quadratic = -b / (1 + sp.exp(x)) ** 2 * statement.quadratic(x, a, b)
        yield zero.is_zero(slope - as_quadratic)
        yield zero.is_zero(statement.quadratic(x, a, b) - (sp.exp(x) - a / b) * (sp.exp(x) + 1))
        E = sp.Symbol("E")
        numerator = sp.Poly(sp.numer(sp.cancel(sp.together(slope).subs(sp.exp(-x), 1 / E).subs(sp.exp(x), E))), E)
        yield numerator.degree() == 1
        yield sp.solve(numerator.as_expr(), E) == [a / b]

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("S", "The shipped second derivative of one cell is −(a + b) σ(x) σ(−x), at every score.")
def bend_of_one_cell():
    """Run the shipped Hessian on symbols."""

    def residuals():
        bend = elements.values(_one_cell(negative_sampling.expected_hessian)[0])[0, 0, 0]
        yield zero.is_zero(bend + (a + b) * sigmoid_statement.sigma(x) * sigmoid_statement.sigma(-x))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "For every size, the shipped sigmoid of the shipped best scores is a/(a + b).")
def share_of_observed_pairs():
    """Run one on the other."""

    def residuals():
        share = functions.sigmoid(pmi.optimal_scores(*worlds.any_table())).at(w, r)
        invented = k * statement.pairs_of_word(w) * q[r]
        yield zero.is_zero(share - N[w, r] / (N[w, r] + invented))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("H", "No two tables of scores are found between which the objective sags: halfway it is above their mean.")
def value_is_concave_in_the_scores():
    """Let hypothesis choose scores; the error is how far the middle lies below, relative to the counts."""
    counts, P_n = worlds.positive_table(3, 2, 3)
    scores = st.lists(st.floats(-30, 30), min_size=6, max_size=6)

    def sag(one, other):
        one, other = (np.reshape(t, (2, 3)) for t in (one, other))
        ends = (_value(one, counts, P_n) + _value(other, counts, P_n)) / 2
        return (ends - _value((one + other) / 2, counts, P_n)) / counts.sum()

    return worst(worst_case(sag, scores, scores), 1e-13, "nats per pair, 100 choices")


@witness(
    "M", "At the false root e^x = −1 the score is iπ, where the sigmoid has a pole: the gradient is not zero there."
)
def pole_at_the_false_root():
    """Approach iπ from three sides in 50 digits: the slope grows like (a + b)/ε."""
    errors = []
    with mp.workdps(60):
        for direction in (1, -1, mp.mpc(0, 1)):
            near = mp.mpc(0, mp.pi) + direction * mp.mpf(10) ** -12
            slope = _one_cell(negative_sampling.expected_gradient, sp.Symbol("z"))[0]
            at = sp.lambdify([sp.Symbol("z"), a, b], elements.values(slope)[0, 0], "mpmath")(near, 3, mp.mpf(5) / 2)
            errors.append(abs(abs(at) * mp.mpf(10) ** -12 / (3 + mp.mpf(5) / 2) - 1))
    return worst(errors, 1e-10, "relative distance of the slope from (a + b)/ε at ε = 1e-12")


def _value(X, counts, P_n):
    return negative_sampling.expected_log_likelihood(X, np.eye(3), counts, 2, P_n)


PM2 = Record(
    id="PM2",
    title="one balance, one false root",
    chapter="pmi",
    kind="convexity",
    sentence="Each score has its own concave function with one stationary point, where the sigmoid is the share of "
    "observed pairs among all; the other root of Levy and Goldberg's quadratic belongs to no score.",
    latex=r"\begin{aligned}\frac{\partial\,\mathbb{E}\ell}{\partial x}=0&\iff "
    r"e^{2x}-\Big(\frac ab-1\Big)e^{x}-\frac ab=\Big(e^{x}-\frac ab\Big)\big(e^{x}+1\big)=0\\"
    r"&\iff e^{x}=\frac ab,\\"
    r"\frac{\partial^2\,\mathbb{E}\ell}{\partial x^2}&=-(a+b)\,\sigma(x)\,\sigma(-x)<0,\qquad"
    r"\sigma(x^*)=\frac{a}{a+b}\end{aligned}",
    source="Levy & Goldberg 2014, §3.1",
    assumptions=("a and b are positive.", "x is real: the root e^x = −1 belongs to x = iπ."),
    code=(negative_sampling.expected_gradient, negative_sampling.expected_hessian, pmi.optimal_scores),
    follows_from=("NS3", "NS7", "NS11"),
    derivation=derivations.PM2,
    witnesses=(
        quadratic_and_its_false_root,
        bend_of_one_cell,
        share_of_observed_pairs,
        value_is_concave_in_the_scores,
        pole_at_the_false_root,
        each_line_follows(derivations.PM2, instances.tables(22)),
    ),
)
