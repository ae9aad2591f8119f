"""EF1: dynamic windows, which weigh near contexts more."""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp
from scipy import stats

from w2vexplained.corpus import counting, pairs, windows
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import contexts as statement
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.outcomes import PrescribedDraws, every_outcome

TEXT, WINDOW = [[0, 1, 0, 2], [1, 0]], 3
FALSE_ALARM = 1e-6


@witness("E", "In all 729 ways in which six words can draw their reaches, the shipped pairs are those of the note.")
def pairs_for_every_reach():
    """Let the shipped function draw from a generator that goes through all outcomes, and compare the laws of D."""
    reaches = list(product(range(1, WINDOW + 1), repeat=sum(map(len, TEXT))))
    stated = Counter(tuple(sorted(statement.pairs_by_reach(TEXT, some))) for some in reaches)
    found, probabilities = Counter(), Counter()
    for D, p in every_outcome(lambda rng: _drawn(TEXT, WINDOW, rng)):
        D = tuple(sorted(map(tuple, D.tolist())))
        found[D] += 1
        probabilities[D] += p
    wrong = [probabilities[D] != Fraction(stated[D], len(reaches)) for D in found | stated]
    return worst([*wrong, sum(found.values()) != len(reaches)], 0, f"{len(found)} multisets D that differ")


@witness(
    "E", "Over all 113 ways in two texts, the shipped expected counts are the mean of shipped counts, to the last bit."
)
def expected_counts_are_the_mean():
    """Average tables in fractions, listed pair by pair or counted at once: both routes have the same law of tables."""
    wrong = []
    for text, window in ((TEXT[:1], WINDOW), ([[0, 1], [1, 2, 0]], 2)):
        laws = [Counter(), Counter()]
        for law, route in zip(laws, (_listed, _sampled), strict=True):
            for table, p in every_outcome(lambda rng, route=route, x=text, n=window: route(x, n, rng)):
                law[tuple(table.ravel().tolist())] += p
        expected = _counted(text, window, 3, "expected").ravel().tolist()
        means = [[float(sum(p * table[i] for table, p in law.items())) for i in range(9)] for law in laws]
        wrong += [laws[0] != laws[1], *(mean != expected for mean in means)]
    return worst(wrong, 0, "2 texts, 9 cells each")


@witness("E", "A word far from both ends heads 2, 3, 4 pairs on average in all ways to draw, for windows 1, 2, 3.")
def pairs_of_an_interior_word():
    """Count the pairs that the word in the middle heads; its neighbours' reaches must not matter."""
    wrong = []
    for window in (1, 2, 3):
        text, middle = [list(range(2 * window + 1))], window
        heads = every_outcome(lambda rng, x=text, n=window: _drawn(x, n, rng)[:, 0])
        wrong.append(sum(p * int((words == middle).sum()) for words, p in heads) - (window + 1))
    return worst(map(abs, wrong), 0, "3 windows")


@witness(
    "E",
    "For every window up to 100 the shipped weights are (L − δ + 1)/L; up to 12 the shipped expected counts of three "
    "sentences add these up, to the last bit.",
)
def weights_for_every_window():
    """Compare with fractions; the sentences have 14, 1 and 10 words, which repeat."""
    wrong = []
    for window in range(1, 101):
        stated = [float(Fraction(statement.weight(delta, window))) for delta in range(1, window + 1)]
        wrong.append(windows.window_weights(window).tolist() != stated)
    for window in range(1, 13):
        text, summed = _random_text(window), Counter()
        for reach in range(1, window + 1):  # each of the reaches, drawn by all words at once, has the chance 1/L
            for pair in statement.pairs_by_reach(text, [reach] * 25):
                summed[pair] += Fraction(1, window)
        wrong.append(_by_pair(_counted(text, window, 4, "expected")) != {x: float(y) for x, y in summed.items()})
    return worst(wrong, 0, "100 windows, 12 tables")


@witness(
    "N",
    "For windows up to 12, at random reaches of 25 words, the shipped pairs and the sampled counts are those of the "
    "note; each word draws once, one of L reaches.",
)
def pairs_of_random_reaches():
    """Prescribe the draws, and look at what was asked of the generator."""
    wrong = []
    for window in range(1, 13):
        text, which = _random_text(window), np.random.default_rng([106, window]).integers(0, window, 25).tolist()
        stated = Counter(statement.pairs_by_reach(text, [x + 1 for x in which]))
        for route in (_pairs_by_pair, lambda *x: _by_pair(_counted(x[0], x[1], 4, "sampled", x[2]))):
            rng = PrescribedDraws(which, 2)
            wrong += [route(text, window, rng) != stated, rng.made != [(x, window) for x in which]]
    return worst(wrong, 0, "24 texts")


@witness("S", "For every L the weights of both sides sum to L + 1; the shipped ones do for L from 1 to 40.")
def pairs_of_a_word_on_symbols():
    """Sum the statement with a symbol for L, and the shipped weights as fractions of denominator L."""
    summed = statement.pairs_of_a_word().doit()
    residuals = [sp.expand(summed - (statement.L + 1)) == 0]
    for window in range(1, 41):
        shipped = [Fraction(float(x)).limit_denominator(window) for x in windows.window_weights(window)]
        residuals.append(2 * sum(shipped) == summed.subs(statement.L, window))
    return proved(residuals, "any L; 40 windows")


@witness("T", "Reaches of 20,000 words, read off shipped pairs, are even on 1 … 5, and no two in a row hang together.")
def reaches_of_a_long_text():
    """Take chi-square tests of a word's reach, and of two neighbours' reaches."""
    n, window = 20_000, 5
    D = pairs.pairs([np.arange(n)], window, np.random.default_rng(101))
    reach = np.bincount(D[:, 0], minlength=n)[window:-window] // 2
    together = np.histogram2d(reach[0::2], reach[1::2], bins=np.arange(1, window + 2))[0]
    observed = np.bincount(reach, minlength=window + 1)[1:], together.ravel()
    ratios = [stats.chisquare(x).statistic / stats.chi2.isf(FALSE_ALARM, x.size - 1) for x in observed]
    impossible = [reach.min() < 1, reach.max() > window]
    return worst(
        [*ratios, *(2.0 * x for x in impossible)], 1, "of the critical values; false alarms: 2 seeds in 10⁶ at most"
    )


def _drawn(text, window, rng):
    """The shipped pairs; no pair at all is an outcome, too, though reaches of 1 and more never lead there."""
    try:
        return pairs.pairs(text, window, rng)
    except ValueError:
        return np.zeros((0, 2), dtype=np.int64)


def _random_text(seed):
    """Three sentences of 25 words in all, out of four."""
    rng = np.random.default_rng([107, seed])
    return [rng.integers(0, 4, size).tolist() for size in (14, 1, 10)]


def _pairs_by_pair(text, window, rng):
    return Counter(map(tuple, _drawn(text, window, rng).tolist()))


def _by_pair(table):
    """The cells of a table that are not 0."""
    return {tuple(cell): table[tuple(cell)].item() for cell in np.argwhere(table).tolist()}


def _listed(text, window, rng):
    D = _drawn(text, window, rng)
    return pairs.count_table(D, 3, 3) if len(D) else np.zeros((3, 3), dtype=np.int64)


def _sampled(text, window, rng):
    return _counted(text, window, 3, "sampled", rng)


def _counted(text, window, n_words, dynamic, rng=None):
    return counting.count_matrix([list(x) for x in text], window, n_words, dynamic=dynamic, rng=rng).toarray()


EF1 = Record(
    id="EF1",
    title="how often a dynamic window takes a pair in",
    chapter="contexts",
    kind="identity",
    sentence="If every word draws its reach evenly from 1 to L, a pair at distance δ is used with a probability that "
    "falls in equal steps from 1 to 1/L, and a word heads L + 1 pairs on average.",
    latex=r"\begin{aligned}P(\delta\le R)&=\frac{L-\delta+1}{L},\\\delta&=1,\dots,L,\\"
    r"2\sum_{\delta=1}^{L}\frac{L-\delta+1}{L}&=L+1\end{aligned}",
    source="Goldberg & Levy 2014, §3.1, which describes the window; the probabilities are ours",
    assumptions=(
        "R, the reach, is drawn evenly from 1, …, L for each occurrence of a word anew, and holds on both sides of it.",
        "L + 1 pairs are headed by a word that stands L places or more from both ends of its sentence; "
        "at an end it heads fewer.",
    ),
    departure="The note calls the window k; that letter is the number of negatives here.",
    code=(windows.window_weights, pairs.pairs, counting.count_matrix),
    follows_from=("SG1",),
    derivation=derivations.EF1,
    witnesses=(
        pairs_for_every_reach,
        expected_counts_are_the_mean,
        pairs_of_an_interior_word,
        weights_for_every_window,
        pairs_of_random_reaches,
        pairs_of_a_word_on_symbols,
        reaches_of_a_long_text,
        each_line_follows(derivations.EF1, derivations.reaches()),
    ),
)
