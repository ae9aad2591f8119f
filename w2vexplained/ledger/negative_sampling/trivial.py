"""NS4 and NS5: without invented pairs there is nothing to learn, and where a computer says so exactly."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained import functions
from w2vexplained.ledger.derivations import sigmoid as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import branching, elements
from w2vexplained.verification.evidence import proved, worst

PAIRS = [(0, 1), (1, 0), (1, 2), (0, 1)]


@witness("S", "As K grows, the shipped log-sigmoid of K tends to 0, and its ratio to −exp(−K) to 1; below 0 it stays.")
def limits():
    """Let sympy take the limits of what the shipped function returns."""
    K = sp.Symbol("K", positive=True)

    def residuals():
        value = elements.values(functions.log_sigmoid(elements.array_of([K])))[0]
        one_form = -sp.log(1 + sp.exp(-K))
        yield sp.simplify(sp.diff(value - one_form, K)) == 0
        yield sp.simplify((value - one_form).subs(K, 1)) == 0
        yield sp.limit(one_form, K, sp.oo) == 0
        yield sp.limit(one_form * -sp.exp(K), K, sp.oo) == 1
        yield (sp.exp(-one_form) - 1).is_positive is True

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "M", "With equal vectors of length √K the shipped objective rises with K towards 0, and is below it at K = 1000."
)
def running_away():
    """Give every pair the score K and run the shipped function on 50-digit numbers."""
    with mp.workdps(60):
        scores = [mp.mpf(K) for K in (1, 4, 40, 100, 1000)]
        values = [_without_invented_pairs(mp.sqrt(K)) for K in scores]
        errors = [
            abs(value / (len(PAIRS) * statement.number_log_sigma(K)) - 1)
            for K, value in zip(scores, values, strict=True)
        ]
        order = [not x < y < 0 for x, y in zip(values, values[1:], strict=False)]
    return worst([*errors, *order], 1e-45, "relative distance from |D| log σ(K) for K = 1 … 1000")


def _without_invented_pairs(length):
    """Run the shipped objective where every vector is length·(1, 0)."""
    rows = elements.array_of([[length, mp.mpf(0)]] * 3)
    return elements.values(negative_sampling.corpus_log_likelihood(rows[:2], rows, PAIRS, []))


@witness(
    "B", "With every pair invented as often as observed, no vectors give more than −2 log 2 a pair; zeros reach it."
)
def held_by_invented_pairs():
    """Search at random with D' = D, and look at vectors of zeros."""
    rng = np.random.default_rng(3)
    best = -2 * len(PAIRS) * np.log(2)
    points = [(scale * rng.normal(size=(2, 2)), scale * rng.normal(size=(3, 2))) for scale in np.logspace(-2, 1, 200)]
    excess = [negative_sampling.corpus_log_likelihood(W, C, PAIRS, PAIRS) - best for W, C in points]
    at_zero = negative_sampling.corpus_log_likelihood(np.zeros((2, 2)), np.zeros((3, 2)), PAIRS, PAIRS) - best
    return worst([abs(at_zero), *np.maximum(excess, 0)], 1e-14, "nats over 200 random points, and at zero")


def _first(holds, low, high, kind):
    """Halve down to the first machine number at which a condition that stays true holds."""
    low, high = kind(low), kind(high)
    while low < (middle := kind((low + high) / 2)) < high:
        low, high = (low, middle) if holds(middle) else (middle, high)
    return low, high


def _textbook(K):
    """The sigmoid as the formula reads, one rounding for each operation."""
    one = type(K)(1)
    return one / (one + np.exp(-K))


def _spacings(found, expected):
    """Measure how many machine numbers lie between the first that holds and where it should."""
    return abs(float(found) - expected) / float(np.spacing(found))


@witness(
    "E", "Halving finds the first machine number at which each function saturates: p ln 2, (p+1) ln 2 and 1075 ln 2."
)
def saturation_by_halving():
    """Look at the textbook formula, the shipped sigmoid and the shipped log-sigmoid."""
    errors = []
    for kind, p in ((np.float64, 53), (np.float32, 24)):
        for function, bits in ((_textbook, p), (functions.sigmoid, p + 1)):
            _, found = _first(lambda K, f=function: f(K) == 1, 1, 80, kind)
            errors.append(_spacings(found, bits * np.log(2)))
    for ends in (lambda K: functions.log_sigmoid(K) == 0, lambda K: functions.sigmoid(-K) == 0):
        errors.append(_spacings(_first(ends, 1, 1000, np.float64)[1], 1075 * np.log(2)))
    return worst(errors, 3, "machine numbers between found and expected, for 4 + 2 thresholds")


@witness("M", "In 50 digits, 1 − σ(K) passes half the gap below 1, and −log σ(K) half the smallest number, at these K.")
def saturation_in_fifty_digits():
    """Compare what rounding drops with the half gap, just below and just above each threshold."""
    with mp.workdps(60):
        wrong = []
        for bits, dropped in (
            (54, lambda K: statement.number_sigma(-K)),
            (25, lambda K: statement.number_sigma(-K)),
            (1075, lambda K: -statement.number_log_sigma(K)),
        ):
            threshold, half_gap = bits * mp.log(2), mp.mpf(2) ** -bits
            wrong += [
                max(0, abs(mp.log(dropped(threshold) / half_gap)) - half_gap),
                not dropped(threshold * (1 - mp.mpf(10) ** -6))
                > half_gap
                > dropped(threshold * (1 + mp.mpf(10) ** -6)),
            ]
    return worst(wrong, 1e-30, "distance in K from the exact threshold, beyond one half gap")


NS4 = Record(
    id="NS4",
    title="the trivial solution",
    chapter="negative-sampling",
    kind="limit",
    sentence="Without invented pairs, equal and ever longer vectors approach the best value 0, and nothing attains it.",
    latex=r"\begin{aligned}\sup_{\theta}\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)"
    r"&=0\quad\text{and is never attained},\\"
    r"\log\sigma(K)&\sim-e^{-K}\quad(K\to\infty)\end{aligned}",
    source="Goldberg & Levy 2014, §2",
    assumptions=(
        "There is no D': a pair both observed and invented alike gives at most −2 log 2, reached at score 0.",
    ),
    departure="The note calls this a solution; it is a direction in which the objective improves for ever.",
    code=(negative_sampling.corpus_log_likelihood,),
    follows_from=("NS1",),
    derivation=derivations.NS4,
    witnesses=(
        limits,
        running_away,
        held_by_invented_pairs,
        each_line_follows(derivations.NS4, derivations.runaways()),
    ),
)

NS5 = Record(
    id="NS5",
    title="where numbers run out: K about 40",
    chapter="negative-sampling",
    kind="empirical",
    sentence="In machine numbers with p bits the textbook formula of the sigmoid is exactly 1 from p ln 2 on, "
    "the number nearest to it from (p+1) ln 2, while the log-sigmoid still tells scores apart up to 745.",
    latex=r"\begin{array}{rlrr}&&p=53&p=24\\"
    r"\dfrac{1}{1+e^{-K}}\text{ computes as }1&\iff K\ge p\ln2&36.74&16.64\\"
    r"\sigma(K)\text{ rounds to }1&\iff K\ge(p+1)\ln2&37.43&17.33\\"
    r"\log\sigma(K)\text{ rounds to }0&\iff K\ge1075\ln2&745.13&\end{array}",
    source='Goldberg & Levy 2014, §2: "K about 40"',
    assumptions=("Numbers are rounded to the nearest, ties to even; p = 53 in float64 and 24 in float32.",),
    departure="The note says that K of about 40 practically gives probability 1; these are the exact thresholds.",
    code=(functions.sigmoid, functions.log_sigmoid),
    follows_from=("NS1", "NS4"),
    witnesses=(
        saturation_by_halving,
        saturation_in_fifty_digits,
    ),
)
