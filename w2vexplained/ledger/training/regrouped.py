"""TR2: the pairs of a block share draws that are weighted by how many each pair asks for."""

from math import comb

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained.ledger.derivations import blocks
from w2vexplained.ledger.derivations import training as derivations
from w2vexplained.ledger.negative_sampling import worlds as pairs
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.statements.notation import C, V, W, d, k, m, n, r, w
from w2vexplained.ledger.training import worlds
from w2vexplained.objectives import grouped, negative_sampling, noise_contrastive
from w2vexplained.statistics import alias
from w2vexplained.verification import any_size, branching, elements, gradients, zero
from w2vexplained.verification.evidence import Evidence, agreement, proved, worst
from w2vexplained.verification.properties import worst_case

FALSE_ALARM = 1e-6
CENTRES = [(1, (0, 1, 0)), (0, (2, 1))]  # a word twice at a centre, a word at both, contexts that are drawn
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
        g = worlds.group(seed, CENTRES, d=3)
        rest = g.counts / 3, NEGATIVES, 2, shift
        value, gradient = (lambda W, C, f=f, x=rest: f(W, C, *x) for f in (grouped.log_likelihood, grouped.gradient))
        errors.append(gradients.by_complex_step(value, gradient, g[:2]).measured)
    return worst(errors, 1e-13, "relative error over 36 derivatives")


@witness("M", "Run on 50-digit numbers, value and gradient are those stated, pair by pair and draw by draw.")
def everything_in_fifty_digits():
    """Take five pairs at two centres, and five draws for the two that each pair asks for, shifted and not."""
    g, errors = worlds.group(73, CENTRES, d=3), []
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
        g, P_n = worlds.group(74, CENTRES).in_fifty_digits(), worlds.fractions([3, 1, 2])
        expected = g.W, g.C, elements.fifty_digits(g.counts), 2, elements.array_of(P_n)
        errors = []
        for objective, shift in ((negative_sampling, None), (noise_contrastive, _log_of_draws(P_n, 2))):
            means, _ = _moments_of_block(g, P_n, 3, 2, shift)
            stated = objective.expected_log_likelihood(*expected), *objective.expected_gradient(*expected)
            errors += [agreement(x, worlds.plain(y)) for x, y in zip(means, stated, strict=True)]
    return worst(errors, 1e-45, "6 means, relative to the largest entry")


@witness(
    "E",
    "Over all these ways, the scatter of value and gradient is the stated one; so it is for draws that only a centre "
    "shares, and for own draws, shifted or not.",
)
def scatters_over_all_draws():
    """Enumerate the 27 ways of the block, the 9 of each centre and the 9 of each pair, in 50 digits."""
    with mp.workdps(60):
        g, P_n = worlds.group(75, CENTRES).in_fifty_digits(), worlds.fractions([3, 1, 2])
        errors = []
        for shift in (None, _log_of_draws(P_n, 2)):
            found = _moments_of_block(g, P_n, 3, 2, shift)[1], _scatter_by_centre(g, P_n, 2, shift)
            stated = [_stated_scatters(g, P_n, 2, 3, shift), [0, 0]]
            for centre in g.by_centre():
                stated[1] = [x + y for x, y in zip(stated[1], _stated_scatters(centre, P_n, 2, 2, shift), strict=True)]
            errors += [agreement(worlds.value_and_whole_gradient(x), y) for x, y in zip(found, stated, strict=True)]
        own = worlds.value_and_whole_gradient(worlds.scatter_of_own_draws(g, P_n, 2))
        terms = worlds.stated_terms(g, [w for w, _ in g.D])
        errors.append(agreement(own, [statement.number_scatter_of_own_draws(P_n, x, 2) for x in terms]))
    return worst(errors, 1e-45, "10 scatters, relative to the largest entry")


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


@witness(
    "T",
    "Over 2,000 times ten draws of the shipped sampler, for eight centres with four words each and k = 5, the shipped "
    "value has the stated mean and variance (z statistics, 1e-6).",
)
def mean_and_variance_by_drawing():
    """Draw from the shipped alias table over 50 contexts, with a law as steep as that of words."""
    from scipy import stats

    rng = np.random.default_rng(76)
    centres = [(int(c), rng.integers(12, size=4).tolist()) for c in rng.integers(50, size=8)]
    g, P_n = worlds.group(77, centres, d=10, n=50, n_words=12, scale=0.5), 1 / np.arange(3, 53) ** 0.75
    P_n /= P_n.sum()
    draws = alias.draw_from_table(alias.alias_table(P_n), (2_000, 10), rng)
    group = g.W, g.C, g.counts
    values = np.array([grouped.log_likelihood(*group, way, 5) for way in draws])
    mean, variance = _stated_moments(g, P_n, 5, 10)
    squares = (values - mean) ** 2
    z = [(values.mean() - mean) / np.sqrt(variance / len(values))]
    z.append((squares.mean() - variance) / (squares.std() / np.sqrt(len(values))))
    return Evidence(float(max(np.abs(z))), float(stats.norm.isf(FALSE_ALARM / 4)), "the larger of two z statistics")


@witness(
    "B",
    "For no block, k and N found is the scatter of value or gradient more than kM/N times that of own draws, or kL/N "
    "times that of draws shared by each centre; pairs of one word, and centres with the same words, reach this.",
)
def bounds_and_where_they_are_reached():
    """Search by hypothesis among blocks with two contexts, where the ways of any number of draws are few."""

    def ratios(g, P_n, k, N):
        block, own = _scatter_of_two_contexts(g, P_n, k, N), worlds.scatter_of_own_draws(g, P_n, 1)
        M, L = len(g.D), len(g.centres)
        own, centres = ([k * x for x in y] for y in (own, _scatter_by_centre(g, P_n, 1)))
        block, own, centres = map(worlds.value_and_whole_gradient, (block, own, centres))
        return [x * N / (k * M) / y for x, y in zip(block, own, strict=True)], [
            x * N / (k * L) / y for x, y in zip(block, centres, strict=True)
        ]

    def excess(centres, k, N, seed, scale):
        g = worlds.group(seed, [(c, words) for c, words in centres], n=2, scale=scale)
        return max(map(max, ratios(g, worlds.noise(seed, 2), k, N))) - 1

    words = strategies.lists(strategies.integers(0, 2), min_size=1, max_size=3)
    centres = strategies.lists(strategies.tuples(strategies.integers(0, 1), words), min_size=1, max_size=4)
    numbers = strategies.integers(1, 6), strategies.integers(1, 12), strategies.integers(0, 999)
    found = worst_case(excess, centres, *numbers, strategies.sampled_from([0.1, 1.0, 5.0]), examples=40)
    one_word = worlds.group(78, [(0, (1, 1)), (1, (1,))], n=2), worlds.noise(78, 2), 5, 7
    same_words = worlds.group(79, [(0, (0, 1)), (1, (1, 0)), (0, (0, 1))], n=2), worlds.noise(79, 2), 2, 9
    reached = [abs(x - 1) for x in (*ratios(*one_word)[0], *ratios(*same_words)[1])]
    return worst([*found, *reached], 1e-10, "40 choices; ratio to the bound, less 1")


@witness(
    "E",
    "With every N below the stated number N* the value of a block scatters more than those of its centres with k draws "
    "each, with every N above it less, and with N = kL never more.",
)
def from_how_many_draws_on_it_pays():
    """Try every N up to kL for four random blocks of three centres, with two contexts; N* is 0.3, 2.6, 4.7 and 7.4."""
    wrong = []
    for seed in (7, 9, 5, 2):
        rng = np.random.default_rng(seed)
        centres = [(int(c), rng.integers(3, size=2).tolist()) for c in rng.integers(2, size=3)]
        g, P_n, k = worlds.group(80 + seed, centres, n=2), worlds.noise(80 + seed, 2), 4
        shared = k * _scatter_by_centre(g, P_n, 1)[0]
        needed = _draws_needed(g, P_n, k)
        block = [_scatter_of_two_contexts(g, P_n, k, N)[0] for N in range(1, k * 3 + 1)]
        wrong += [(x > shared) == (N > needed) for N, x in enumerate(block, 1)]
        wrong += [block[-1] > shared]
    return proved([not x for x in wrong], "12 values of N and the last again, for 4 blocks")


def _any_block():
    """Word vectors, context vectors, counts, the rows of the draws, k, the shift."""
    arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
    return *arrays, any_size.index_map("neg", statement.shared), any_size.scalar(k), any_size.array("shift", n)


def _log_of_draws(P_n, k):
    """The shift log kP_n of noise-contrastive estimation."""
    return elements.array_of([mp.log(k * p) for p in P_n])


def _moments_of_block(g, P_n, N, k, shift=None):
    return worlds.moments(worlds.over_all_draws(P_n, N, lambda way: worlds.of_shared_draws(g, way, k, shift)))


def _scatter_by_centre(g, P_n, k, shift=None):
    """Scatter of value and gradients where each centre makes k draws, which its pairs share."""
    centres = [_moments_of_block(centre, P_n, k, k, shift)[1] for centre in g.by_centre()]
    return [sum(x) for x in zip(*centres, strict=True)]


def _stated_scatters(g, P_n, k, N, shift):
    lowered = shift if shift is None else elements.values(shift).tolist()
    terms = worlds.stated_terms(g, [w for w, _ in g.D], lowered)
    return [statement.number_scatter_of_shared_draws(P_n, x, k, N) for x in terms]


def _stated_moments(g, P_n, k, N):
    """Mean and variance that the statement gives the value."""
    with mp.workdps(60):
        chances = [mp.mpf(x) for x in P_n]
        values = next(worlds.stated_terms(g.in_fifty_digits(), [w for w, _ in g.D]))
        observed = statement.number_block(*pairs.numbers(g.W, g.C), g.D, [0], 0)
        mean = observed + k * mp.fdot(chances, [x for (x,) in statement.number_sum(values)])
        return float(mean), float(statement.number_scatter_of_shared_draws(chances, values, k, N))


def _scatter_of_two_contexts(g, P_n, k, N):
    """Scatter of the shipped value and gradients over N draws out of two contexts: what counts is how often each is."""
    chances = [comb(N, j) * P_n[0] ** (N - j) * P_n[1] ** j for j in range(N + 1)]
    ways = [[0] * (N - j) + [1] * j for j in range(N + 1)]
    return worlds.moments((p, worlds.of_shared_draws(g, way, k)) for p, way in zip(chances, ways, strict=True))[1]


def _draws_needed(g, P_n, k):
    """N* = k Var ΣF_b / Σ Var F_b, from the statement."""
    with mp.workdps(60):
        chances, exact = [mp.mpf(x) for x in P_n], g.in_fifty_digits()
        sums = [statement.number_sum(next(worlds.stated_terms(exact, words))) for _, words in g.centres]
        together = statement.number_scatter(chances, statement.number_sum(sums))
        return float(k * together / mp.fsum(statement.number_scatter(chances, x) for x in sums))


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
        gradient_by_complex_step,
        everything_in_fifty_digits,
        means_over_all_draws,
        scatters_over_all_draws,
        draws_stand_for_the_noise,
        mean_and_variance_by_drawing,
        bounds_and_where_they_are_reached,
        from_how_many_draws_on_it_pays,
        each_line_follows(derivations.TR2, blocks.blocks(12)),
    ),
)
