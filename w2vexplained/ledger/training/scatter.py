"""How much a block scatters, for TR2: stated, measured, bounded, and from how many draws on a block pays."""

from math import comb

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.negative_sampling import worlds as pairs
from w2vexplained.ledger.record import witness
from w2vexplained.ledger.statements import training as statement
from w2vexplained.ledger.training import worlds
from w2vexplained.objectives import grouped
from w2vexplained.statistics import alias
from w2vexplained.verification import elements
from w2vexplained.verification.evidence import Evidence, agreement, proved, worst
from w2vexplained.verification.properties import worst_case

FALSE_ALARM = 1e-6


@witness(
    "E",
    "Over all these ways, the scatter of value and gradient is the stated one; so it is for draws that only a centre "
    "shares, and for own draws, shifted or not.",
)
def scatters_over_all_draws():
    """Enumerate the 27 ways of the block, the 9 of each centre and the 9 of each pair, in 50 digits."""
    with mp.workdps(60):
        g, P_n = worlds.group(75, worlds.CENTRES).in_fifty_digits(), worlds.fractions([3, 1, 2])
        errors = []
        for shift in (None, worlds.log_of_draws(P_n, 2)):
            found = worlds.moments_of_block(g, P_n, 3, 2, shift)[1], _scatter_by_centre(g, P_n, 2, shift)
            stated = [_stated_scatters(g, P_n, 2, 3, shift), [0, 0]]
            for centre in g.by_centre():
                stated[1] = [x + y for x, y in zip(stated[1], _stated_scatters(centre, P_n, 2, 2, shift), strict=True)]
            errors += [agreement(worlds.value_and_whole_gradient(x), y) for x, y in zip(found, stated, strict=True)]
        own = worlds.value_and_whole_gradient(worlds.scatter_of_own_draws(g, P_n, 2))
        terms = worlds.stated_terms(g, [w for w, _ in g.D])
        errors.append(agreement(own, [statement.number_scatter_of_own_draws(P_n, x, 2) for x in terms]))
    return worst(errors, 1e-45, "10 scatters, relative to the largest entry")


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


def _scatter_by_centre(g, P_n, k, shift=None):
    """Scatter of value and gradients where each centre makes k draws, which its pairs share."""
    centres = [worlds.moments_of_block(centre, P_n, k, k, shift)[1] for centre in g.by_centre()]
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
