"""NS8 and NS9: what the random pairs look like, and what drawing them costs."""

from fractions import Fraction
from itertools import product

import mpmath as mp
import numpy as np

from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import negative_sampling as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import noise
from w2vexplained.verification import elements
from w2vexplained.verification.evidence import Evidence, worst

FALSE_ALARM = 1e-6  # the chance that a right sampler fails; with a fixed seed it fails always or never
FOURTH_POWERS = [16, 81, 1, 0, 256]  # counts whose power 3/4 is a whole number


class Even:
    """A generator whose numbers are spread evenly over the unit interval."""

    def random(self, size):
        """Give the midpoints of `size` equal parts."""
        return (np.arange(size) + 0.5) / size


@witness("E", "For counts that are fourth powers, the shipped noise is the fraction count^(3/4)/Z, and 0 for count 0.")
def noise_is_a_fraction():
    """Compare with whole numbers."""
    powers = [8, 27, 1, 0, 64]
    exact = [Fraction(x, sum(powers)) for x in powers]
    shipped = noise.unigram(FOURTH_POWERS).tolist()
    return worst((abs(Fraction(x) - y) for x, y in zip(shipped, exact, strict=True)), 1e-15, "5 probabilities")


@witness(
    "E", 'In the text "a b c" with window 1, the word of a pair is b half the time, though b is a third of the text.'
)
def word_of_a_pair():
    """Count pairs of the shipped corpus reader, in exact fractions."""
    D = pairs.pairs([["a", "b", "c"]], window=1).tolist()
    share = {word: Fraction(sum(pair[0] == word for pair in D), len(D)) for word in "abc"}
    wrong = [
        share[word] != expected
        for word, expected in zip("abc", (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)), strict=True)
    ]
    return worst([*wrong, share["b"] == Fraction(1, 3)], 0, "shares of three words")


@witness("E", "Fed with 10,000 evenly spread numbers, the shipped sampler gives each context its share, to one draw.")
def sampler_on_even_numbers():
    """Replace the random numbers by midpoints."""
    P_n = noise.unigram(FOURTH_POWERS)
    drawn = np.bincount(noise.draw_negatives(P_n, 10_000, Even()), minlength=P_n.size)
    return worst(abs(drawn - np.round(10_000 * P_n)), 1, "draws, of 10,000")


@witness(
    "T", "Invented pairs drawn for the pairs of a text follow p_words(w) p_contexts(c)^(3/4)/Z (chi-square, 1e-6)."
)
def law_of_invented_pairs():
    """Draw five contexts for each of 40,000 pairs and compare the table with the product of the two laws."""
    from scipy import stats

    rng = np.random.default_rng(21)
    D = rng.choice(6, size=(40_000, 2), p=[0.4, 0.25, 0.2, 0.1, 0.04, 0.01])
    context_counts, word_counts = (np.bincount(D[:, side], minlength=6) for side in (1, 0))
    invented = noise.draw_negatives(noise.unigram(context_counts), (len(D), 5), rng)
    table = np.zeros((6, 6))
    np.add.at(table, (D[:, :1], invented), 1)
    weights = context_counts**0.75
    expected = 5 * word_counts[:, None] * weights / weights.sum()
    statistic = ((table - expected) ** 2 / expected).sum()
    return Evidence(float(statistic), float(stats.chi2.isf(FALSE_ALARM, 6 * 5)), "chi-square, 30 degrees of freedom")


@witness(
    "E", "Over all 64 ways in which three draws fall, the shipped objective has exactly this mean and this variance."
)
def mean_and_variance_over_all_draws():
    """Enumerate, weigh each outcome, and run the shipped function in 50 digits."""
    v_w, C = worlds.pair(22, d=3, n=4)
    with mp.workdps(60):
        mean, variance = _exact(v_w, C, [3, 1, 2, 4], k=3)
        P_n = [mp.mpf(x) / 10 for x in (3, 1, 2, 4)]
        lifted = elements.fifty_digits(v_w), elements.fifty_digits(C)
        outcomes = [
            (
                mp.fprod(P_n[i] for i in draws),
                elements.values(negative_sampling.log_likelihood(*lifted, 1, list(draws))),
            )
            for draws in product(range(4), repeat=3)
        ]
        found_mean = mp.fsum(p * x for p, x in outcomes)
        found_variance = mp.fsum(p * (x - found_mean) ** 2 for p, x in outcomes)
        return worst([abs(found_mean - mean), abs(found_variance - variance)], 1e-45, "mean and variance")


def _exact(v_w, C, weights, k, c=1):
    """The statement's mean and variance for one pair with k draws."""
    word, rows = worlds.numbers(v_w, C)
    P_n = [mp.mpf(x) / sum(weights) for x in weights]
    x = [statement.number_score(row, word) for row in rows]
    terms = [statement.number_log_sigma(-x_j) for x_j in x]
    one_mean = mp.fsum(p * t for p, t in zip(P_n, terms, strict=True))
    one_variance = mp.fsum(p * (t - one_mean) ** 2 for p, t in zip(P_n, terms, strict=True))
    return statement.number_log_sigma(x[c]) + k * one_mean, k * one_variance


@witness(
    "T", "Over 50,000 times five draws, mean and variance of the shipped objective are these (z statistics, 1e-6)."
)
def mean_and_variance_by_drawing():
    """Draw with the shipped sampler, one column for each repetition."""
    from scipy import stats

    v_w, C = worlds.pair(23, d=3, n=4)
    weights, B, k = [3, 1, 2, 4], 50_000, 5
    drawn = noise.draw_negatives(np.array(weights) / 10, (B, k), np.random.default_rng(24))
    rows = np.moveaxis(C[np.column_stack([np.ones(B, int), drawn])], 0, -1)  # (k + 1, d, B), the observed one first
    values = negative_sampling.log_likelihood(np.repeat(v_w[:, None], B, axis=1), rows, 0, range(1, k + 1))
    mean, variance = (float(x) for x in _exact(v_w, C, weights, k))
    squares = (values - mean) ** 2
    z = [(values.mean() - mean) / np.sqrt(variance / B), (squares.mean() - variance) / (squares.std() / np.sqrt(B))]
    return Evidence(float(max(np.abs(z))), float(stats.norm.isf(FALSE_ALARM / 4)), "the larger of two z statistics")


@witness("T", "In 40,000 times five draws, neighbours within the five are independent (chi-square, 1e-6).")
def draws_do_not_know_each_other():
    """Compare the table of each draw with the next one against the product of P_n with itself."""
    from scipy import stats

    P_n = np.array([3, 1, 2, 4]) / 10
    drawn = noise.draw_negatives(P_n, (40_000, 5), np.random.default_rng(25))
    statistics = []
    for i in range(4):
        table = np.zeros((4, 4))
        np.add.at(table, (drawn[:, i], drawn[:, i + 1]), 1)
        expected = len(drawn) * np.outer(P_n, P_n)
        statistics.append(float(((table - expected) ** 2 / expected).sum()))
    return Evidence(max(statistics), float(stats.chi2.isf(FALSE_ALARM / 4, 15)), "the largest of four chi-squares")


NS8 = Record(
    id="NS8",
    title="law of the invented pairs",
    chapter="negative-sampling",
    kind="identity",
    sentence="A word with k drawn contexts for each of its pairs invents pairs whose word follows the pairs of D "
    "and whose context follows the noise, independently.",
    latex=r"\begin{aligned}\frac{\mathbb{E}\big[\#_{D'}(w,c)\big]}{|D'|}"
    r"&=\frac{\#(w)}{|D|}\cdot\frac{\#(c)^{3/4}}{\sum_{c'}\#(c')^{3/4}}\\"
    r"&=\frac{1}{Z}\,p_{words}(w)\;p_{contexts}(c)^{3/4}\end{aligned}",
    source="Goldberg & Levy 2014, §2",
    assumptions=("Words are taken from D as they come (k draws for each pair), so only contexts are random.",),
    departure="The note calls p_words the unigram distribution of words; it is how often a word heads a pair of D, "
    "which differs from its share of the text wherever windows are cut off.",
    code=(noise.unigram, noise.draw_negatives),
    follows_from=("NS6",),
    derivation=derivations.NS8,
    witnesses=(
        noise_is_a_fraction,
        word_of_a_pair,
        sampler_on_even_numbers,
        law_of_invented_pairs,
        each_line_follows(derivations.NS8, corpora.corpora(6)),
    ),
)

NS9 = Record(
    id="NS9",
    title="one draw for an expectation",
    chapter="negative-sampling",
    kind="identity",
    sentence="Replacing each expectation by a single draw leaves the objective right on average; "
    "the scatter of k draws is k times that of one.",
    latex=r"\begin{aligned}\ell_{wc}&=\log\sigma(v_c\cdot v_w)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w),"
    r"\quad c_i\sim P_n,\\"
    r"\mathbb{E}\,\ell_{wc}&=\log\sigma(v_c\cdot v_w)"
    r"+k\,\mathbb{E}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big],\\"
    r"\mathrm{Var}\,\ell_{wc}&=k\,\mathrm{Var}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big]\end{aligned}",
    source="ours; what every implementation rests on",
    assumptions=("Draws are independent and all from P_n.",),
    code=(negative_sampling.log_likelihood, noise.draw_negatives),
    follows_from=("NS7",),
    derivation=derivations.NS9,
    witnesses=(
        mean_and_variance_over_all_draws,
        mean_and_variance_by_drawing,
        draws_do_not_know_each_other,
        each_line_follows(derivations.NS9, corpora.corpora(8)),
    ),
)
