"""TR1: the pairs of one context share its negatives."""

import sympy as sp

from w2vexplained.ledger.derivations import blocks
from w2vexplained.ledger.derivations import training as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.statements.notation import C, V, W, c, d, k, m, n, r, w
from w2vexplained.ledger.training import worlds
from w2vexplained.objectives import grouped
from w2vexplained.verification import any_size, branching, gradients, zero
from w2vexplained.verification.evidence import proved

FALSE_ALARM = 1e-6
CENTRE, NEGATIVES = 1, [2, 1, 2, 0]  # one context is drawn twice, and the observed one, too
_COUNTS = worlds.group(0).counts


@witness(
    "A",
    "With N = k draws for one context, the shipped value adds up equation (4) over its pairs, for every number of "
    "pairs, d, n, k, any pattern of draws and any shift of the scores.",
)
def value_for_every_size():
    """Carry out sums over deltas; compare derivatives in every vector, and the values where all vectors are zero."""
    shipped = zero.contracted(grouped.log_likelihood(*_any_centre(), any_size.array("shift", n)).expression)
    shipped = shipped.replace(zero.Total, lambda f, i, size: sp.Sum(f, (i, 1, size)))
    stated = statement.context_with_its_words(c, lowered=lambda j: statement.shift[j])
    return proved(zero.same_function(shipped, stated, (W[w, m], C[r, m]), zero.with_zero("W", "C")))


@witness("A", "Without a shift, the shipped gradient is the derivative of that sum in every vector, for all of these.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows."""

    def residuals():
        gradient_W, gradient_C = grouped.gradient(*_any_centre())
        claimed = gradient_W.at(w, m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.context_with_its_words(c), claimed, (W[w, m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value.")
def gradient_by_complex_step():
    """Measure at a random point where a context is drawn twice and the observed one once."""
    return gradients.by_complex_step(_value, _gradient, worlds.group(61, d=3)[:2])


@witness("D", "The shipped gradient equals central differences, down to the bottom of their V.")
def gradient_by_differences():
    """Measure at another random point."""
    return gradients.by_differences(_value, _gradient, worlds.group(62, d=3)[:2])


def _any_centre():
    """Word vectors, context vectors, one pair of each word with context c, the rows of the draws, and k."""
    j = any_size.fresh()
    counts = any_size.AnySize(sp.KroneckerDelta(j, c), [(any_size.fresh(), V), (j, n)])
    words, rows = any_size.array("W", V, d), any_size.array("C", n, d)
    return words, rows, counts, any_size.index_map("neg", k), any_size.scalar(k)


def _value(W, C):
    return grouped.log_likelihood(W, C, _COUNTS, NEGATIVES, len(NEGATIVES))


def _gradient(W, C):
    return grouped.gradient(W, C, _COUNTS, NEGATIVES, len(NEGATIVES))


TR1 = Record(
    id="TR1",
    title="negatives shared by a centre",
    chapter="training",
    kind="identity",
    sentence="If all pairs of one context share its k draws, value and gradient stay right on average; their scatter "
    "is at most as many times that of own draws as there are pairs, and may be less than with own draws.",
    latex=r"\begin{aligned}\ell_{\text{shared}}&=\sum_{i=1}^{m}\Big(\log\sigma(v_c\cdot v_{w_i})"
    r"+\sum_{q=1}^{k}f_i(c_q)\Big),\quad c_q\sim P_n,\\"
    r"f_i(c')&=\log\sigma(-v_{c'}\cdot v_{w_i}),\\"
    r"\mathbb{E}\,\ell_{\text{shared}}&=\sum_{i=1}^{m}\mathbb{E}\,\ell_{w_ic},\qquad"
    r"\mathbb{E}\,\nabla\ell_{\text{shared}}=\sum_{i=1}^{m}\nabla\,\mathbb{E}\,\ell_{w_ic},\\"
    r"\mathrm{Var}\,\ell_{\text{shared}}&=k\sum_{i=1}^{m}\sum_{j=1}^{m}\mathrm{Cov}(f_i,f_j)"
    r"\;\le\;m\,k\sum_{i=1}^{m}\mathrm{Var}\,f_i=m\,\mathrm{Var}\,\ell_{\text{own}},\\"
    r"\operatorname{tr}\mathrm{Cov}\,\nabla\ell_{\text{shared}}&=k\,\operatorname{tr}\mathrm{Cov}\sum_{i=1}^{m}"
    r"\nabla f_i\;\le\;m\,\operatorname{tr}\mathrm{Cov}\,\nabla\ell_{\text{own}}\end{aligned}",
    source="ours; Mikolov et al. 2013b, eq. (4), has draws of its own for each pair",
    assumptions=(
        "Draws come from P_n, independently of each other and of the pairs; one that is c counts as a negative. "
        "The program and gensim skip it, and that changes the mean, with shared draws or without: see PM9 and WC1.",
        "The vectors stand still: all is said of one group of pairs at the vectors that it finds. Training takes such "
        "steps one after another, and each finds vectors that the last one moved, as in all stochastic gradient "
        "ascent.",
        "A sum over pairs with own draws is called own; the words of the pairs may repeat, and then their forces "
        "add up.",
    ),
    departure="In the papers' equation (4) each pair draws k negatives anew; here the pairs of a context share them.",
    code=(grouped.log_likelihood, grouped.gradient),
    follows_from=("NS9", "NS10"),
    derivation=derivations.TR1,
    witnesses=(
        value_for_every_size,
        gradient_for_every_size,
        gradient_by_complex_step,
        gradient_by_differences,
        each_line_follows(derivations.TR1, blocks.blocks(11)),
    ),
)
