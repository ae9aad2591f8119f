"""PM9: what changes when the program skips a negative that is the target."""

from fractions import Fraction
from itertools import product

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import skipped as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.ledger.statements.notation import N, V, k, n, q, r, w
from w2vexplained.objectives import classification, negative_sampling
from w2vexplained.statistics import noise, pmi
from w2vexplained.verification import any_size, branching, elements, zero
from w2vexplained.verification.evidence import Evidence, proved, worst

FALSE_ALARM_AT = 4.9  # standard deviations: a right sampler is beyond them once in a million
COUNTS, WEIGHTS, DRAWS = [3, 1, 2], [2, 1, 5], 2  # one word's contexts, and the noise in eighths


@witness(
    "A", "For every size, the shipped slopes with b' = k P_n(c) (#(w) − #(w,c)) vanish at logit p(c|w) − log k P_n(c)."
)
def gradient_with_skips_for_every_size():
    """Give the shipped table of slopes the negatives that are left, and the scores of the statement."""

    def residuals():
        counts, draws, P_n = worlds.any_table()
        left = draws * (counts.sum(axis=1, keepdims=True) - counts) * P_n
        free = any_size.array("x", V, n), np.eye(n, like=counts)
        gradient_W, _ = classification.gradient_of_table(*free, counts, left, free[0])
        p = N[w, r] / statement.pairs_of_word(w)
        best = sp.log(p / (1 - p)) - sp.log(k * q[r])
        slope = zero.contracted(gradient_W.at(w, r))
        yield zero.is_zero(slope.subs(sp.IndexedBase("x", real=True)[w, r], best))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "S",
    "With symbols for counts and noise, the mean of the shipped gradient over all draws, skips left out, is 0 there.",
)
def gradient_with_skips_on_symbols():
    """Take two contexts and two draws for each pair; weigh every outcome by its probability."""
    *counts, odds = sp.symbols("n:2 odds", positive=True)
    P_n = [odds / (1 + odds), 1 / (1 + odds)]
    best = [sp.log(a / (sum(counts) - a) / (2 * p)) for a, p in zip(counts, P_n, strict=True)]

    def residuals():
        free = sp.symbols("x:2", real=True)
        mean = _mean_gradient(elements.array_of(free), elements.array_of(sp.eye(2).tolist()), counts, P_n, 2)
        at_best = dict(zip(free, best, strict=True))
        yield from (zero.is_zero(e.subs(at_best)) for e in elements.values(mean))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("M", "So it is in 50 digits with two draws for each pair, over all 9 ways in which they fall.")
def every_way_in_which_draws_fall():
    """Enumerate draws for each context of a word, and let the shipped gradient see those that are kept."""
    with mp.workdps(60):
        P_n = [mp.mpf(x) / sum(WEIGHTS) for x in WEIGHTS]
        size = mp.mpf(sum(COUNTS))
        best = [mp.log(a / size / (1 - a / size)) - mp.log(DRAWS * p) for a, p in zip(COUNTS, P_n, strict=True)]
        mean = _mean_gradient(elements.array_of(best), elements.array_of(mp.eye(3).tolist()), COUNTS, P_n, DRAWS)
        return worst([abs(x) for x in elements.values(mean)], 1e-45, "3 scores, 27 outcomes")


@witness(
    "M",
    "At the optimum of PM1 it is not zero: every score is pulled up by a (b − b')/(a + b), b − b' = k P_n(c) #(w,c).",
)
def the_other_optimum_fails():
    """Run the same mean at the shipped optimal scores."""
    with mp.workdps(60):
        P_n = [mp.mpf(x) / sum(WEIGHTS) for x in WEIGHTS]
        counts = elements.array_of([[mp.mpf(a) for a in COUNTS]])
        best = pmi.optimal_scores(counts, elements.Element(mp.mpf(DRAWS)), elements.array_of(P_n))[0]
        mean = _mean_gradient(best, elements.array_of(mp.eye(3).tolist()), COUNTS, P_n, DRAWS)
        errors = []
        for pull, a, p in zip(elements.values(mean), COUNTS, P_n, strict=True):
            b, skipped = DRAWS * p * sum(COUNTS), DRAWS * p * a
            errors += [abs(pull - a * skipped / (a + b)), not pull > 0.09]
        return worst(errors, 1e-45, "3 scores")


@witness("E", "In exact fractions: k P_n(c) (#(w) − #(w,c)) are kept in a cell, k |D| (1 − Σ p(c) P_n(c)) in all.")
def negatives_that_are_left():
    """Enumerate the draws of every pair of a table of two words, and count those that differ from the target."""
    counts, P_n = [[3, 1, 2], [0, 4, 1]], [Fraction(x, sum(WEIGHTS)) for x in WEIGHTS]
    kept = [[Fraction(0)] * 3 for _ in counts]
    for word, row in enumerate(counts):
        for target, times in enumerate(row):
            for drawn in product(range(3), repeat=DRAWS):
                chance = P_n[drawn[0]] * P_n[drawn[1]]
                for c in negatives_kept(target, drawn):
                    kept[word][c] += times * chance
    size, p_c = sum(map(sum, counts)), [Fraction(sum(column), 11) for column in zip(*counts, strict=True)]
    cells = [(word, c) for word in range(2) for c in range(3)]
    in_all = DRAWS * size * (1 - sum(p * x for p, x in zip(p_c, P_n, strict=True)))
    return proved(
        [
            *(kept[i][c] == DRAWS * P_n[c] * (sum(counts[i]) - counts[i][c]) for i, c in cells),
            *(kept[i][c] == statement.kept_negatives(counts, DRAWS, P_n, i, c) for i, c in cells),
            sum(map(sum, kept)) == in_all < DRAWS * size,
        ],
        "6 cells and their sum",
    )


@witness(
    "E", "Were a skipped negative drawn again, all k would be left, and in other shares: that is not this optimum."
)
def drawing_again_is_another_rule():
    """Give each target c' the noise P_n(c)/(1 − P_n(c')) of the others, in exact fractions."""
    P_n = [Fraction(x, sum(WEIGHTS)) for x in WEIGHTS]
    again = [
        sum(DRAWS * COUNTS[other] * P_n[c] / (1 - P_n[other]) for other in range(3) if other != c) for c in range(3)
    ]
    skipping = [statement.kept_negatives([COUNTS], DRAWS, P_n, 0, c) for c in range(3)]
    ratios = {x / y for x, y in zip(again, skipping, strict=True)}
    return proved([sum(again) == DRAWS * sum(COUNTS), sum(skipping) < sum(again), len(ratios) == 3])


@witness("N", "A word whose only context is c meets no negative c: its score then rises without end, p(c|w) = 1.")
def a_word_with_one_context():
    """Raise the score of the target step by step: the mean of the shipped value rises at each."""
    P_n, values = [0.25, 0.75], []
    for t in range(30):
        value = 0.0
        for drawn in product(range(2), repeat=2):
            scores = np.array([float(t), -1.0])
            kept = negatives_kept(0, drawn)
            value += P_n[drawn[0]] * P_n[drawn[1]] * negative_sampling.log_likelihood(scores, np.eye(2), 0, kept)
        values.append(value)
    return proved(np.diff(values) > 0, "29 steps")


@witness("T", "Of 200,000 negatives of the shipped sampler, as many equal their target as Σ p(c) P_n(c) says.")
def negatives_of_the_shipped_sampler():
    """Draw 40,000 targets with 5 negatives each; a target's collisions share it, which the variance takes in."""
    rng = np.random.default_rng(9)
    contexts = np.array([40.0, 25, 20, 10, 5])
    p_c, P_n = contexts / 100, contexts**0.75 / (contexts**0.75).sum()
    targets = np.repeat(np.arange(5), (p_c * 40_000).astype(int))
    collisions = (noise.draw_negatives(noise.unigram(contexts), (targets.size, 5), rng) == targets[:, None]).sum()
    mean, variance = 200_000 * p_c @ P_n, 200_000 * p_c @ (P_n * (1 - P_n))
    return Evidence(
        float(abs(collisions - mean) / np.sqrt(variance)), FALSE_ALARM_AT, "standard deviations; false alarm 1e-6"
    )


def negatives_kept(target, drawn):
    """The rule of the program: of the drawn negatives, those that are not the target."""
    return [c for c in drawn if c != target]


def _mean_gradient(scores, contexts, counts, P_n, draws):
    """Mean of the shipped gradient in the scores of one word, over its pairs and all ways in which draws fall."""
    total = 0
    for target, times in enumerate(counts):
        for drawn in product(range(len(counts)), repeat=draws):
            chance = times
            for c in drawn:
                chance = chance * P_n[c]
            kept = np.array(negatives_kept(target, drawn), dtype=int)
            total = total + negative_sampling.gradient(scores, contexts, target, kept)[0] * elements.Element(chance)
    return total


PM9 = Record(
    id="PM9",
    title="the program skips collisions: logit instead of logarithm",
    chapter="pmi",
    kind="stationary",
    sentence="The program word2vec skips a drawn negative that equals the pair's own context; so the optimum has the "
    "log-odds of p(c | w) in the place of its logarithm, and fewer than k negatives are left for a pair.",
    latex=r"\begin{aligned}b'&=k\,P_n(c)\,\big(\#(w)-\#(w,c)\big),\\"
    r"x^*_{wc}&=\log\frac{a}{b'}=\operatorname{logit}p(c\mid w)-\log k-\log P_n(c),\\"
    r"\operatorname{logit}p&=\log\frac{p}{1-p},\\"
    r"\sum_{w,c}b'&=k\,|D|\,\Big(1-\sum_c p(c)\,P_n(c)\Big)\end{aligned}",
    source="ours; the rule is in the program word2vec of Mikolov et al. 2013",
    assumptions=(
        "0 < p(c | w) < 1: the word has another context, too.",
        "P_n(c) > 0, and a skipped negative is not drawn again.",
        "P_n is the law of the draw as the program makes it.",
    ),
    departure="The papers say nothing of collisions, and count them as negatives.",
    code=(negative_sampling.gradient,),
    follows_from=("PM1", "PM2", "NS7"),
    derivation=derivations.PM9,
    witnesses=(
        gradient_with_skips_for_every_size,
        gradient_with_skips_on_symbols,
        every_way_in_which_draws_fall,
        the_other_optimum_fails,
        negatives_that_are_left,
        drawing_again_is_another_rule,
        a_word_with_one_context,
        negatives_of_the_shipped_sampler,
        each_line_follows(derivations.PM9, derivations.skippers()),
    ),
)
