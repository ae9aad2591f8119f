"""TR2: the pairs of a block share draws that are weighted by how many each pair asks for."""

from w2vexplained.ledger.derivations import blocks
from w2vexplained.ledger.derivations import training as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.statements.notation import C, V, W, d, k, m, n, r, w
from w2vexplained.objectives import grouped
from w2vexplained.verification import any_size, branching, gradients, zero
from w2vexplained.verification.evidence import proved


@witness(
    "A",
    "The shipped value is the stated one for every number of words, contexts and draws, every d and k, any pattern of "
    "draws, any counts and any shift.",
)
def value_for_every_size():
    """Compare derivatives in every vector, and the values where all vectors are zero."""
    shipped, variables = grouped.log_likelihood(*_any_block()).expression, (W[w, m], C[r, m])
    return proved(zero.same_function(shipped, statement.block(), variables, zero.with_zero("W", "C")))


@witness("A", "The shipped gradient is its derivative in every vector, for all of these.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows."""

    def residuals():
        gradient_W, gradient_C = grouped.gradient(*_any_block())
        claimed = gradient_W.at(w, m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.block(), claimed, (W[w, m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


def _any_block():
    """Word vectors, context vectors, counts, the rows of the draws, k, the shift."""
    arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
    return *arrays, any_size.index_map("neg", statement.shared), any_size.scalar(k), any_size.array("shift", n)


TR2 = Record(
    id="TR2",
    title="negatives regrouped over a block",
    chapter="training",
    kind="identity",
    sentence="A block of pairs may make N draws together if each weighs k/N for each pair: value and gradient stay "
    "right on average, and with as many draws in all as before their scatter never grows.",
    latex=r"\begin{aligned}\ell_{\text{block}}&=\sum_{w,c}a\,\log\sigma(v_c\cdot v_w)"
    r"+\sum_wn_w\frac kN\sum_{q=1}^{N}f_w(c_q),\quad c_q\sim P_n,\\"
    r"f_w(c')&=\log\sigma(-v_{c'}\cdot v_w),\\"
    r"\mathbb{E}\,\ell_{\text{block}}&=\sum_{w,c}\Big(a\,\log\sigma(v_c\cdot v_w)"
    r"+k\,n_w\,P_n(c)\log\sigma(-v_c\cdot v_w)\Big),\\"
    r"\mathrm{Var}\,\ell_{\text{block}}&=\frac{k^2}{N}\,\mathrm{Var}\sum_wn_wf_w,\\"
    r"\frac{\mathrm{Var}\,\ell_{\text{block}}}{\mathrm{Var}\,\ell_{\text{own}}}"
    r"&=\frac kN\cdot\frac{\mathrm{Var}\sum_wn_wf_w}{\sum_wn_w\,\mathrm{Var}\,f_w}\;\le\;\frac{kM}{N},"
    r"\quad M=\sum_wn_w,\\"
    r"\frac{\mathrm{Var}\,\ell_{\text{block}}}{\mathrm{Var}\,\ell_{\text{shared}}}"
    r"&=\frac kN\cdot\frac{\mathrm{Var}\sum_bF_b}{\sum_b\mathrm{Var}\,F_b}\;\le\;\frac{kL}{N},"
    r"\quad F_b=\sum_wn_{wb}f_w\end{aligned}",
    source="ours; Mikolov et al. 2013b, eq. (4), has draws of its own for each pair",
    assumptions=(
        "Draws come from P_n, independently of each other and of the pairs; one that is the context of a pair counts "
        "as a negative. The program and gensim skip it, and that changes the mean: see PM9 and WC1.",
        "The block has L centres and M pairs: a is how often (w, c) is among them, and w stands in n_w pairs, in "
        "n_wb of them with centre b. Own is the block's sum with k draws for each pair, shared with k for each "
        "centre, TR1.",
        "All this holds for the gradient, too, with ∇f for f and the trace of the covariance for the variance; and "
        "with a shift of the scores, such as the log kP_n(c) of NC1, where f has the shifted score.",
        "The vectors stand still, and all forces of a block are taken at the vectors that it finds. Blocks follow one "
        "another, and each finds vectors that the last one moved, as in all stochastic gradient ascent; a trainer "
        "that lets vectors move within a block is off by the order of α², as in WC1.",
    ),
    departure="In the papers' equation (4) each pair draws k negatives anew, of weight 1.",
    code=(grouped.log_likelihood, grouped.gradient),
    follows_from=("TR1", "NS7", "NS11"),
    derivation=derivations.TR2,
    witnesses=(
        value_for_every_size,
        gradient_for_every_size,
        each_line_follows(derivations.TR2, blocks.blocks(12)),
    ),
)
