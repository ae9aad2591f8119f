"""TR2: the pairs of a block share draws that are weighted by how many each pair asks for."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import blocks
from w2vexplained.ledger.derivations import training as derivations
from w2vexplained.ledger.negative_sampling import worlds as pairs
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.statements.notation import C, V, W, d, k, m, n, r, w
from w2vexplained.ledger.training import scatter, trainers, worlds
from w2vexplained.objectives import grouped, negative_sampling, noise_contrastive
from w2vexplained.training import arrays
from w2vexplained.verification import any_size, branching, elements, gradients, zero
from w2vexplained.verification.evidence import agreement, proved, worst

NEGATIVES, SHIFT = [2, 1, 2, 2, 0], [0.5, -1.5, 2.0]


@witness(
    "A",
    "The shipped value is the stated one for every number of words, contexts and draws, every d and k, any pattern of "
    "draws, any counts and any shift.",
)
def value_for_every_size():
    """Write log 1/(1 + y) as −log(1 + y) on both sides, which is right as y is an exponential, and subtract."""
    difference = grouped.log_likelihood(*_any_block()).expression - statement.block()
    return proved([zero.is_zero(sp.expand_log(difference, force=True))])


@witness("A", "The shipped gradient is its derivative in every vector, for all of these.")
def gradient_for_every_size():
    """Differentiate the statement, with draws an arbitrary map into the rows."""

    def residuals():
        gradient_W, gradient_C = grouped.gradient(*_any_block())
        claimed = gradient_W.at(w, m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.block(), claimed, (W[w, m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value, with a shift and without.")
def gradient_by_complex_step():
    """Measure at random points, with counts that are no whole numbers and more draws than a pair asks for."""
    errors = []
    for seed, shift in ((71, None), (72, SHIFT)):
        g = worlds.group(seed, worlds.CENTRES, d=3)
        rest = g.counts / 3, NEGATIVES, 2, shift
        value, gradient = (lambda W, C, f=f, x=rest: f(W, C, *x) for f in (grouped.log_likelihood, grouped.gradient))
        errors.append(gradients.by_complex_step(value, gradient, g[:2]).measured)
    return worst(errors, 1e-13, "relative error over 36 derivatives")


@witness("M", "Run on 50-digit numbers, value and gradient are those stated, pair by pair and draw by draw.")
def everything_in_fifty_digits():
    """Take five pairs at two centres, and five draws for the two that each pair asks for, shifted and not."""
    g, errors = worlds.group(73, worlds.CENTRES, d=3), []
    with mp.workdps(60):
        for shift in (None, SHIFT):
            stated = *pairs.numbers(g.W, g.C), g.D, NEGATIVES, 2, shift
            value, *gradient = map(worlds.plain, worlds.of_shared_draws(g.in_fifty_digits(), *stated[3:]))
            exact = np.array(statement.number_block_gradient(*stated), object)
            errors += [agreement(np.concatenate(gradient), exact), abs(value[0] - statement.number_block(*stated))]
    return worst(errors, 1e-45, "relative to the largest entry")


@witness(
    "E",
    "Over all 27 ways in which the three draws of a block fall, mean value and mean gradient are those of the expected "
    "objective, of negative sampling and, with its shift, of noise-contrastive estimation.",
)
def means_over_all_draws():
    """Enumerate five pairs at two centres, k = 2, in 50 digits, and compare with the other shipped functions."""
    with mp.workdps(60):
        g, P_n = worlds.group(74, worlds.CENTRES).in_fifty_digits(), worlds.fractions([3, 1, 2])
        expected = g.W, g.C, elements.fifty_digits(g.counts), 2, elements.array_of(P_n)
        errors = []
        for objective, shift in ((negative_sampling, None), (noise_contrastive, worlds.log_of_draws(P_n, 2))):
            means, _ = worlds.moments_of_block(g, P_n, 3, 2, shift)
            stated = objective.expected_log_likelihood(*expected), *objective.expected_gradient(*expected)
            errors += [agreement(x, worlds.plain(y)) for x, y in zip(means, stated, strict=True)]
    return worst(errors, 1e-45, "6 means, relative to the largest entry")


@witness(
    "N",
    "On ten random blocks, with or without a shift, value and gradient are those of the expected objective with the "
    "shares of the N draws in the place of P_n.",
)
def draws_stand_for_the_noise():
    """Give the shipped expected objective the shares; every context is drawn, as the shifted one has to know it."""
    errors = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        g = worlds.group(seed, [(c, rng.integers(6, size=4).tolist()) for c in rng.integers(5, size=7)], 3, 5, 6)
        draws = rng.permutation([*range(5), *rng.integers(5, size=9)])
        shares = np.bincount(draws) / len(draws)
        expected = g.W, g.C, g.counts, 4, shares
        for objective, shift in ((negative_sampling, None), (noise_contrastive, np.log(4 * shares))):
            stated = objective.expected_log_likelihood(*expected), *objective.expected_gradient(*expected)
            found = worlds.of_shared_draws(g, draws, 4, shift)
            errors += [agreement(x, y) for x, y in zip(found, stated, strict=True)]
    return worst(errors, 1e-13, "10 blocks of 28 pairs, relative to the largest entry")


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
        "centre, TR1, where k is whole; ratios are of what scatters at all. Which pairs form a block may hang on "
        "the text, but not on the draws.",
        "All this holds for the gradient, too, with ∇f for f and the trace of the covariance for the variance; and "
        "with a shift of the scores, such as the log kP_n(c) of NC1, where f has the shifted score.",
        "The vectors stand still: all forces of a block are taken at the vectors that it finds, as both trainers here "
        "do. One that lets vectors move within a block is off by the order of α², as in WC1. Blocks follow one "
        "another, and each finds vectors that the last one moved, as in all stochastic gradient ascent.",
    ),
    departure="In the papers' equation (4) each pair draws k negatives anew, of weight 1.",
    code=(grouped.log_likelihood, grouped.gradient, arrays.train_part),
    follows_from=("TR1", "NS7", "NS11"),
    derivation=derivations.TR2,
    witnesses=(
        value_for_every_size,
        gradient_for_every_size,
        gradient_by_complex_step,
        everything_in_fifty_digits,
        means_over_all_draws,
        scatter.scatters_over_all_draws,
        draws_stand_for_the_noise,
        scatter.mean_and_variance_by_drawing,
        scatter.bounds_and_where_they_are_reached,
        scatter.from_how_many_draws_on_it_pays,
        trainers.each_block_makes_its_step,
        trainers.a_block_in_numpy_makes_its_step,
        trainers.a_block_is_right_on_average,
        each_line_follows(derivations.TR2, blocks.blocks(12)),
    ),
)
