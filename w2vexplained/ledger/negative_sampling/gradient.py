"""NS10 and NS11: attraction and repulsion, for one pair and for a table of counts."""

from itertools import product

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import corpora, instances
from w2vexplained.ledger.derivations import gradients as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.ledger.statements.notation import C, V, W, at_size, c, d, k, m, n, neg, r, v, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import any_size, branching, differences, elements, gradients
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case

CONTEXT, NEGATIVES = 2, [4, 2, 4, 0, 4]  # context 4 is drawn three times, and so is the observed one, once


@witness("A", "The shipped gradient is the derivative of equation (4) for every d, |C|, k, and any pattern of draws.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows, and subtract what was shipped."""

    def residuals():
        arrays = any_size.array("v", d), any_size.array("C", n, d), c, any_size.index_map("neg", k)
        gradient_w, gradient_C = negative_sampling.gradient(*arrays)
        claimed = gradient_w.at(m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.log_likelihood(c), claimed, (v[m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("S", "On symbols, with a context drawn twice and the observed one drawn too, every entry is the derivative.")
def gradient_on_symbols():
    """Write the statement out for two components, three contexts and the draws 1, 1, 0."""
    word, rows, draws = elements.symbols("v", 2), elements.symbols("C", 3, 2), [1, 1, 0]
    drawn = {neg(i + 1): j + 1 for i, j in enumerate(draws)}
    value = at_size(statement.log_likelihood(1), d=2, k=3).subs(drawn)

    def residuals():
        shipped = [elements.values(g).ravel() for g in negative_sampling.gradient(word, rows, 0, draws)]
        variables = np.concatenate([elements.values(x).ravel() for x in (word, rows)])
        return gradients.derivative_residuals(value, np.concatenate(shipped), variables)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value, for one pair and for a batch.")
def gradient_by_complex_step():
    """Measure at a random point with repeated draws; then hold a batch of seven points against each point alone."""
    alone = gradients.by_complex_step(_value, _gradient, worlds.pair(31))
    points = [worlds.pair(seed) for seed in range(31, 38)]
    batch = [np.stack(x, axis=-1) for x in zip(*points, strict=True)]
    together = zip(*(np.moveaxis(x, -1, 0) for x in (_value(*batch), *_gradient(*batch))), strict=True)
    errors = [
        agreement(x, y)
        for point, column in zip(points, together, strict=True)
        for x, y in zip((_value(*point), *_gradient(*point)), column, strict=True)
    ]
    return worst([alone.measured, *errors], alone.bound, f"{alone.note}, and a batch of 7")


@witness("D", "The shipped gradient equals central differences, down to the bottom of their V.")
def gradient_by_differences():
    """Measure at another random point."""
    return gradients.by_differences(_value, _gradient, worlds.pair(32))


@witness("M", "Run on 50-digit numbers, the shipped gradient is attraction less repulsion, as the formula reads.")
def gradient_in_fifty_digits():
    """Compare both parts at a random point."""
    point = worlds.pair(33)
    with mp.workdps(60):
        shipped = _gradient(*(elements.fifty_digits(x) for x in point))
        exact = statement.number_gradient(*worlds.numbers(*point), CONTEXT, NEGATIVES)
        errors = [agreement(elements.values(x), np.array(y, object)) for x, y in zip(shipped, exact, strict=True)]
    return worst(errors, 1e-45, "relative to the largest entry")


@witness(
    "H", "No context, draws and vectors are found whose shipped gradient is not the complex step through the value."
)
def gradient_of_any_draws():
    """Let hypothesis choose the draws (none included) and the length of the vectors."""

    def error(context, draws, seed, scale):
        point = worlds.pair(seed, d=2, n=4, scale=scale)
        shipped = negative_sampling.gradient(*point, context, draws)
        measured = [
            differences.complex_step(lambda x: negative_sampling.log_likelihood(x, point[1], context, draws), point[0]),
            differences.complex_step(lambda x: negative_sampling.log_likelihood(point[0], x, context, draws), point[1]),
        ]
        return max(agreement(x, y) for x, y in zip(measured, shipped, strict=True))

    rows = strategies.integers(0, 3)
    scales = strategies.sampled_from([0.01, 1.0, 3.0])
    return worst(
        worst_case(error, rows, strategies.lists(rows, max_size=7), strategies.integers(0, 999), scales, examples=60),
        1e-13,
        "60 choices",
    )


def _value(v_w, C):
    return negative_sampling.log_likelihood(v_w, C, CONTEXT, NEGATIVES)


def _gradient(v_w, C):
    return negative_sampling.gradient(v_w, C, CONTEXT, NEGATIVES)


@witness("A", "The shipped gradient of a table is the derivative of NS7 for every size and all counts, noise and k.")
def table_gradient_for_every_size():
    """Differentiate the statement and subtract what was shipped."""

    def residuals():
        arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
        gradient_W, gradient_C = negative_sampling.expected_gradient(
            *arrays, any_size.scalar(k), any_size.array("q", n)
        )
        claimed, value = (gradient_W.at(w, m), gradient_C.at(r, m)), statement.expected_log_likelihood()
        return gradients.derivative_residuals(value, claimed, (W[w, m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient of a table equals the complex step through the shipped expectation.")
def table_gradient_by_complex_step():
    """Measure at a random table with a count of zero."""
    words, contexts, counts, noise = worlds.table(34)

    def value(W, C):
        return negative_sampling.expected_log_likelihood(W, C, counts, 5, noise)

    def gradient(W, C):
        return negative_sampling.expected_gradient(W, C, counts, 5, noise)

    return gradients.by_complex_step(value, gradient, (words, contexts))


@witness(
    "E", "The shipped gradient of a pair, averaged over all 27 ways in which its draws fall, is that of the table."
)
def mean_gradient_over_all_draws():
    """Take a table with one pair, three contexts and k = 3, in 50 digits."""
    v_w, rows = worlds.pair(35, d=2, n=3)
    with mp.workdps(60):
        P_n = [mp.mpf(x) / 7 for x in (1, 4, 2)]
        word, contexts = elements.fifty_digits(v_w), elements.fifty_digits(rows)
        counts = elements.fifty_digits(np.array([[0.0, 1.0, 0.0]]))
        expected_W, expected_C = negative_sampling.expected_gradient(
            word[None], contexts, counts, 3, elements.array_of(P_n)
        )
        total_w, total_C = 0, 0
        for draws in product(range(3), repeat=3):
            chance = mp.fprod(P_n[i] for i in draws)
            gradient_w, gradient_C = negative_sampling.gradient(word, contexts, 1, list(draws))
            total_w, total_C = total_w + chance * gradient_w, total_C + chance * gradient_C
        pairs = ((total_w, expected_W[0]), (total_C, expected_C))
        errors = [agreement(elements.values(x), elements.values(y)) for x, y in pairs]
    return worst(errors, 1e-45, "relative to the largest entry, 27 outcomes")


NS10 = Record(
    id="NS10",
    title="gradient of equation (4)",
    chapter="negative-sampling",
    kind="derivative",
    sentence="A word is pulled to its context and pushed from each draw, by how wrong each score is; "
    "contexts feel the opposite end of the same forces.",
    latex=r"\begin{aligned}\frac{\partial\ell}{\partial v_w}"
    r"&=\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i},\\"
    r"\frac{\partial\ell}{\partial v_j}&=\big(1[c=j]\,\sigma(-x_j)-m_j\,\sigma(x_j)\big)\,v_w\end{aligned}",
    source="Rong 2014, section 3.2; the note leaves it out",
    assumptions=("Here x_j is v_j·v_w, and m_j counts how often context j was drawn: repeated draws add up.",),
    departure="Rong minimises the loss E = −ℓ, so all signs there are the other ones.",
    code=(negative_sampling.gradient,),
    follows_from=("NS3", "NS7"),
    derivation=derivations.NS10,
    witnesses=(
        gradient_for_every_size,
        gradient_on_symbols,
        gradient_by_complex_step,
        gradient_by_differences,
        gradient_in_fifty_digits,
        gradient_of_any_draws,
        each_line_follows(derivations.NS10, instances.pairs(7)),
    ),
)

NS11 = Record(
    id="NS11",
    title="gradient of the expected objective",
    chapter="negative-sampling",
    kind="derivative",
    sentence="All pairs' forces stand in one matrix; a product with either side gives the gradient of the other.",
    latex=r"\begin{aligned}G_X&=a\,\sigma(-X)-b\,\sigma(X),&X&=W C^\top,\\"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial W}&=G_X\,C,&\frac{\partial\,\mathbb{E}\ell}{\partial C}"
    r"&=G_X^\top\,W\end{aligned}",
    source="ours, from Levy & Goldberg 2014, §3.1",
    assumptions=("Products and sigmoids of tables are taken entry by entry.",),
    code=(negative_sampling.expected_gradient,),
    follows_from=("NS3", "NS7"),
    derivation=derivations.NS11,
    witnesses=(
        table_gradient_for_every_size,
        table_gradient_by_complex_step,
        mean_gradient_over_all_draws,
        each_line_follows(derivations.NS11, corpora.corpora(9)),
    ),
)
