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
from w2vexplained.verification.outcomes import every_outcome

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
    "E", "For every window up to 12 the shipped weights are (L − δ + 1)/L, and they are the weights of the counts."
)
def weights_for_every_window():
    """Compare with fractions, to the last bit; read the weights of the counts off a text of different words."""
    wrong = []
    for window in range(1, 13):
        stated = [float(Fraction(statement.weight(delta, window))) for delta in range(1, window + 1)]
        counts = _counted([range(2 * window + 1)], window, 2 * window + 1, "expected")[window].tolist()
        wrong += [windows.window_weights(window).tolist() != stated, counts != [*stated[::-1], 0, *stated]]
    return worst(wrong, 0, "78 weights")


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
    return worst([*ratios, *(2.0 * x for x in impossible)], 1, "of the critical value; false alarms: one seed in 10⁶")


def _drawn(text, window, rng):
    """The shipped pairs; no pair at all is an outcome, too, though reaches of 1 and more never lead there."""
    try:
        return pairs.pairs(text, window, rng)
    except ValueError:
        return np.zeros((0, 2), dtype=np.int64)


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
    latex=r"\begin{aligned}P(\delta\le R)&=\frac{L-\delta+1}{L},\qquad\delta=1,\dots,L,\\"
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
        pairs_of_a_word_on_symbols,
        reaches_of_a_long_text,
        each_line_follows(derivations.EF1, derivations.reaches()),
    ),
)
