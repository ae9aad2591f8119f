"""TR1: the pairs of one context share its negatives."""

from itertools import product

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained.ledger.derivations import blocks
from w2vexplained.ledger.derivations import training as derivations
from w2vexplained.ledger.negative_sampling import worlds as pairs
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.statements.notation import C, V, W, c, d, k, m, n, r, w
from w2vexplained.ledger.training import trainers, worlds
from w2vexplained.objectives import grouped
from w2vexplained.statistics import alias
from w2vexplained.verification import any_size, branching, gradients, zero
from w2vexplained.verification.evidence import Evidence, agreement, proved, worst
from w2vexplained.verification.properties import worst_case

FALSE_ALARM = 1e-6
CENTRE, NEGATIVES = 1, [2, 1, 2, 0]  # one context is drawn twice, and the observed one, too
_COUNTS = worlds.group(0).counts


@witness(
    "A",
    "With N = k draws for one context, the shipped value adds up equation (4) over its pairs, for every number of "
    "pairs, d, n, k, any pattern of draws and any shift of the scores.",
)
def value_for_every_size():
    """Write log 1/(1 + y) as −log(1 + y) on both sides, which is right as y is an exponential, and subtract."""
    shipped = grouped.log_likelihood(*_any_centre(), any_size.array("shift", n)).expression
    stated = statement.context_with_its_words(c, lowered=lambda j: statement.shift[j])
    return proved([zero.is_zero(sp.expand_log(shipped - stated, force=True))])


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


@witness("M", "Run on 50-digit numbers, value and gradient are those stated, pair by pair and draw by draw.")
def everything_in_fifty_digits():
    """One word stands in two pairs, one context is drawn twice, and the observed one once."""
    g = worlds.group(63, d=3)
    with mp.workdps(60):
        stated = *pairs.numbers(g.W, g.C), g.D, NEGATIVES, len(NEGATIVES)
        value, *gradient = map(worlds.plain, worlds.of_shared_draws(g.in_fifty_digits(), *stated[3:]))
        exact = np.array(statement.number_block_gradient(*stated), object)
        errors = [agreement(np.concatenate(gradient), exact), abs(value[0] - statement.number_block(*stated))]
    return worst(errors, 1e-45, "relative to the largest entry")


@witness(
    "E",
    "Over all 9 ways in which two shared draws fall, and all 729 in which those of three pairs do, mean value and mean "
    "gradient are the same; the scatter of either is the stated one.",
)
def mean_and_scatter_over_all_draws():
    """Enumerate, weigh each outcome, and run the shipped functions in 50 digits; one word is in two pairs."""
    with mp.workdps(60):
        g, P_n = worlds.group(64).in_fifty_digits(), worlds.fractions([3, 1, 2])
        shared = worlds.moments_of_block(g, P_n, 2, 2)
        own = worlds.moments(_all_own_draws(g, P_n, 2))
        errors = [agreement(x, y) for x, y in zip(shared[0], own[0], strict=True)]
        found = [worlds.value_and_whole_gradient(scatters) for _, scatters in (shared, own)]
        scatters = statement.number_scatter_of_shared_draws, statement.number_scatter_of_own_draws
        for i, terms in enumerate(worlds.stated_terms(g, [w for w, _ in g.D])):
            errors += [agreement([x[i]], [stated(P_n, terms, 2)]) for x, stated in zip(found, scatters, strict=True)]
    return worst(errors, 1e-45, "3 means and 4 scatters, relative to the largest entry")


@witness(
    "E",
    "Where the words of the pairs differ, sharing leaves the scatter of the words' gradients as it is, to the last "
    "digit; that of the contexts' gradients changes, and so it does for a word that is in two pairs.",
)
def whose_gradients_scatter_otherwise():
    """Compare both sides of the vectors over all ways in which two draws fall."""
    with mp.workdps(60):
        P_n, sides = worlds.fractions([3, 1, 2]), []
        for words in ((0, 1, 2), (0, 1, 0)):
            g = worlds.group(65, centres=[(1, words)]).in_fifty_digits()
            shared = worlds.moments_of_block(g, P_n, 2, 2)
            own = worlds.scatter_of_own_draws(g, P_n, 2)
            sides.append([abs(x - y) for x, y in zip(shared[1], own, strict=True)])
        (_, of_words, of_contexts), (_, of_repeated_word, _) = sides
    return proved([of_words < 1e-45, of_contexts > 1e-3, of_repeated_word > 1e-3], "2 groups of three pairs")


@witness(
    "T",
    "Over 2,000 times five draws of the shipped sampler that four pairs share, the shipped value, and the gradient "
    "along one direction, have the stated means and variances (z statistics, 1e-6).",
)
def mean_and_variance_by_drawing():
    """Draw from the shipped alias table; one word is in two of the pairs."""
    from scipy import stats

    g, P_n, rng = worlds.group(66, [(2, (0, 1, 2, 0))], d=3, n=6), worlds.noise(67, 6), np.random.default_rng(68)
    direction, table = rng.normal(size=g.W.size + g.C.size), alias.alias_table(P_n)
    found = np.empty((2_000, 2))
    for i, draws in enumerate(alias.draw_from_table(table, (len(found), 5), rng)):
        value, *gradient = map(worlds.plain, worlds.of_shared_draws(g, draws, 5))
        found[i] = value[0], np.concatenate(gradient) @ direction
    z = []
    for values, (mean, variance) in zip(found.T, _stated_moments(g, P_n, direction, 5), strict=True):
        squares = (values - mean) ** 2
        z.append((values.mean() - mean) / np.sqrt(variance / len(values)))
        z.append((squares.mean() - variance) / (squares.std() / np.sqrt(len(values))))
    return Evidence(float(max(np.abs(z))), float(stats.norm.isf(FALSE_ALARM / 8)), "the largest of four z statistics")


@witness(
    "H", "No words, context, draws and vectors are found where value or gradient is not that of the pairs, added up."
)
def sum_over_pairs():
    """Let hypothesis choose them, and run negative sampling pair by pair with the same draws."""

    def error(words, context, draws, seed, scale):
        g = worlds.group(seed, [(context, words)], n=4, scale=scale)
        together = worlds.of_shared_draws(g, draws, len(draws))
        alone = zip(*(worlds.of_own_draws(g, w, c, draws) for w, c in g.D), strict=True)
        return max(agreement(x, sum(y)) for x, y in zip(together, alone, strict=True))

    rows, scales = strategies.integers(0, 3), strategies.sampled_from([0.01, 1.0, 3.0])
    words = strategies.lists(strategies.integers(0, 2), min_size=1, max_size=6)
    draws = strategies.lists(rows, min_size=1, max_size=7)
    errors = worst_case(error, words, rows, draws, strategies.integers(0, 999), scales, examples=50)
    return worst(errors, 1e-13, "50 choices, relative to the largest entry")


@witness(
    "B",
    "For no words, noise and vectors found is the scatter of value or gradient more than m times that of own draws; "
    "m pairs of one word reach it, and where words mirror each other the value does not scatter at all.",
)
def bound_and_where_it_is_reached():
    """Search by hypothesis; take the exact scatter of one shared draw, and of own ones, from the shipped functions."""

    def ratios(g, P_n):
        shared = worlds.moments_of_block(g, P_n, 1, 1)[1]
        own = worlds.scatter_of_own_draws(g, P_n, 1)
        return [x / y for x, y in zip(*map(worlds.value_and_whole_gradient, (shared, own)), strict=True)]

    def excess(words, seed, scale):
        g = worlds.group(seed, [(1, words)], n=4, scale=scale)
        return max(ratios(g, worlds.noise(seed, 4))) / len(words) - 1

    words = strategies.lists(strategies.integers(0, 2), min_size=1, max_size=6)
    scales = strategies.sampled_from([0.01, 1.0, 5.0])
    found = worst_case(excess, words, strategies.integers(0, 999), scales, examples=40)
    repeated = ratios(worlds.group(69, [(1, (2, 2, 2, 2, 2))], n=4), worlds.noise(69, 4))
    mirrored = worlds.Group(np.eye(2), np.eye(2), [(1, (0, 1))])
    reached = [*(abs(x / 5 - 1) for x in repeated), ratios(mirrored, worlds.noise(70, 2))[0]]
    return worst([*found, *reached], 1e-12, "40 choices; ratio to the bound, less 1")


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


def _all_own_draws(g, P_n, k):
    """Every way in which k draws for each pair can fall: its chance, and the shipped value and gradient, added up."""
    alone = [list(worlds.over_all_draws(P_n, k, lambda way, w=w, c=c: _own(g, w, c, way))) for w, c in g.D]
    for ways in product(*alone):
        yield mp.fprod(chance for chance, _ in ways), [sum(x) for x in zip(*(own for _, own in ways), strict=True)]


def _own(g, w, c, draws):
    return [worlds.plain(x) for x in worlds.of_own_draws(g, w, c, draws)]


def _stated_moments(g, P_n, direction, k):
    """Mean and variance that the statement gives the value, and the gradient along a direction."""
    with mp.workdps(60):
        exact, chances = g.in_fifty_digits(), [mp.mpf(x) for x in P_n]
        values, forces = worlds.stated_terms(exact, [w for w, _ in g.D])
        along = [[[mp.fdot(force, direction)] for force in term] for term in forces]
        without = *pairs.numbers(g.W, g.C), g.D, [0], 0
        observed = statement.number_block(*without), mp.fdot(statement.number_block_gradient(*without), direction)
        for start, terms in zip(observed, (values, along), strict=True):
            mean = start + k * mp.fdot(chances, [x for (x,) in statement.number_sum(terms)])
            yield float(mean), float(statement.number_scatter_of_shared_draws(chances, terms, k))


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
        everything_in_fifty_digits,
        mean_and_scatter_over_all_draws,
        whose_gradients_scatter_otherwise,
        mean_and_variance_by_drawing,
        sum_over_pairs,
        bound_and_where_it_is_reached,
        trainers.each_centre_makes_its_step,
        trainers.a_centre_is_right_on_average,
        each_line_follows(derivations.TR1, blocks.blocks(11)),
    ),
)
