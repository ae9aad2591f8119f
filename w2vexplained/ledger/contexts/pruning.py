"""EF3: how far windows reach when words are left out before they are cut, and when holes stay."""

import math
from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp
from scipy import stats

from w2vexplained.corpus import pairs, subsampling, tokens
from w2vexplained.ledger.derivations import thinning as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import contexts as statement
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.outcomes import every_outcome

FALSE_ALARM = 1e-6
THIRDS = Fraction(1, 3), Fraction(2, 3)


@witness(
    "S", "For every q at once: over all 512 ways to thin 9 words, the shipped pairs give the stated law of distances."
)
def distances_for_every_probability():
    """Weigh each way by powers of a symbol q, to the right of the first word, then to the left of the last."""
    q, size, window, residuals = sp.Symbol("q"), 9, 3, []
    for head in (0, size - 1):
        ways = [
            (len(left) - 1, contexts)
            for (left, contexts), _ in every_outcome(
                lambda rng, head=head: _thinned(range(size), head, np.full(size, 0.5), window, rng)
            )
            if head in left
        ]
        law = Counter()
        for kept, contexts in ways:
            for j, m in enumerate(sorted(abs(contexts - head)), 1):
                law[j, m] += q**kept * (1 - q) ** (size - 1 - kept)
        residuals += [
            sp.expand(law[j, m] - statement.chance_of_distance(j, m, q)) == 0
            for j in range(1, window + 1)
            for m in range(1, size)
        ]
    return proved(residuals, "2 sides, 3 neighbours, 8 distances")


@witness(
    "S", "For every j and q: m P(M_j = m) is j/q times P(M_(j+1) = m + 1), and these sum to 1, so the mean is j/q."
)
def mean_on_symbols():
    """Prove by Pascal's rule that the sum for j + 1 is that for j; for j = 1 the terms telescope from 1 to 0."""
    j, m = sp.symbols("j m", integer=True, positive=True)
    q, r = sp.symbols("q r", positive=True)

    def p(j, m):
        return statement.chance_of_distance(j, m, q)

    further, also_further = (sp.combsimp(p(j + 1, x) / p(j, m)) for x in (m + 1, m))
    return proved(
        [
            sp.simplify(m - j / q * further) == 0,
            sp.simplify(further - q - (1 - q) * also_further) == 0,
            sp.powsimp(sp.expand((p(1, m) - ((1 - q) ** (m - 1) - (1 - q) ** m)).subs(q, 1 - r))) == 0,
        ],
        "any j, m, q",
    )


@witness(
    "E",
    "In all 243 ways in which draws fall on five words of two sentences, the shipped function keeps each on its own, "
    "with holes and without, in lists and in a token array.",
)
def places_are_kept_independently():
    """Compare the laws of what is left, in fractions; the two words have a q each."""
    text, wrong = [[0, 1, 0], [1, 0]], []
    for holes in (False, True):
        stated = Counter()
        for kept in product((0, 1), repeat=5):
            stays = iter(kept)
            left = tuple(_kept(words, [next(stays) for _ in words], holes) for words in text)
            stated[left] += math.prod(
                THIRDS[w] if x else 1 - THIRDS[w]
                for w, x in zip([w for words in text for w in words], kept, strict=True)
            )
        for some, read in ((text, list), (tokens.as_tokens(text), tokens.sentences_of)):
            law = Counter()
            for left, p in every_outcome(
                lambda rng, x=some, y=holes: subsampling.subsample(x, np.array(THIRDS, dtype=float), rng, y), parts=3
            ):
                law[tuple(tuple(words.tolist()) for words in read(left))] += p
            wrong.append(law != stated)
    return worst(wrong, 0, "4 laws")


@witness("E", "With q = ⅓ and ⅔, in all 729 ways in which draws fall on six words, the law of distances is the stated.")
def distances_in_fractions():
    """Let draws fall into thirds, the first word be kept, and sum probabilities."""
    wrong = []
    for q in THIRDS:
        law = Counter()
        keep = np.append(1.0, np.full(5, float(q)))
        for (_, contexts), p in every_outcome(lambda rng, keep=keep: _thinned(range(6), 0, keep, 3, rng), parts=3):
            for j, m in enumerate(contexts.tolist(), 1):
                law[j, m] += p
        wrong += [law[j, m] - _exactly(j, m, q) for j in (1, 2, 3) for m in range(1, 6)]
    return worst(map(abs, wrong), 0, "30 probabilities")


@witness("E", "Where holes stay, in all 243 ways on five words, the word in the middle has 2Lq contexts, L = 1 and 2.")
def contexts_beside_holes():
    """Average the number of contexts in fractions; each must stand at most L places away."""
    wrong = []
    for window in (1, 2):
        for q in THIRDS:
            keep = np.full(5, float(q))
            keep[2] = 1
            mean, far = 0, 0
            for (_, contexts), p in every_outcome(
                lambda rng, keep=keep, L=window: _thinned(range(5), 2, keep, L, rng, holes=True), parts=3
            ):
                mean += p * len(contexts)
                far = max([far, *abs(contexts - 2)])
            wrong += [mean - 2 * window * q, max(0, far - window)]
    return worst(map(abs, wrong), 0, "4 means")


@witness(
    "T", "In a text of 60,000 words, thinned with q = 0.3, distances and numbers of contexts follow the stated laws."
)
def distances_in_a_long_text():
    """Take chi-square tests of neighbours that share no gap, z tests of their mean; and of places beside holes."""
    n, q, window = 60_000, 0.3, 3
    text, keep = [np.arange(n)], np.full(n, q)
    (left,) = subsampling.subsample(text, keep, np.random.default_rng(102))
    D = pairs.pairs([left], window)
    right, ratios = D[D[:, 1] > D[:, 0]], []
    for j in range(1, window + 1):
        heads = left[:-window:j]
        first = np.searchsorted(right[:, 0], heads)
        distance = right[np.minimum(first + j - 1, len(right) - 1), 1] - heads
        ratios.append(_chi_square(distance - j, stats.nbinom(j, q)))
        z = (distance.mean() - j / q) / np.sqrt(j * (1 - q) / q**2 / len(distance))
        ratios.append(abs(z) / stats.norm.isf(FALSE_ALARM / 2))
    (left,) = subsampling.subsample(text, keep, np.random.default_rng(103), holes=True)
    D = pairs.pairs([left], window)
    apart = left[window : -window : 2 * window + 1]
    contexts = np.bincount(D[:, 0], minlength=n)[apart[apart >= 0]]
    ratios.append(_chi_square(contexts, stats.binom(2 * window, q)))
    return worst(ratios, 1, "7 statistics, of their critical values; false alarms: 7 seeds in 10⁶ at most")


def _thinned(words, head, keep, window, rng, holes=False):
    """Thin a sentence, and give what is left and the contexts of one of its words."""
    (left,) = subsampling.subsample([list(words)], keep, rng, holes)
    D = pairs.pairs([left, [98, 99]], window)  # the second sentence: there is always a pair
    return left, D[D[:, 0] == head, 1]


def _kept(words, stays, holes):
    """What is left of a sentence."""
    left = ((w if x else tokens.HOLE) for w, x in zip(words, stays, strict=True))
    return tuple(w for w in left if holes or w != tokens.HOLE)


def _exactly(j, m, q):
    """The stated chance as a fraction."""
    chance = statement.chance_of_distance(j, m, sp.Rational(q.numerator, q.denominator))
    return Fraction(chance.p, chance.q)


def _chi_square(numbers, law):
    """The statistic over its critical value; what is expected fewer than 5 times is put together."""
    expected = len(numbers) * law.pmf(np.arange(200))
    last = int(np.argmax(np.cumsum(expected) > len(numbers) - 5))
    observed = np.bincount(np.clip(numbers, 0, last), minlength=last + 1)
    expected = np.append(expected[:last], len(numbers) - expected[:last].sum())
    return ((observed - expected) ** 2 / expected).sum() / stats.chi2.isf(FALSE_ALARM, last)


EF3 = Record(
    id="EF3",
    title="pruning before windows makes them wider",
    chapter="contexts",
    kind="identity",
    sentence="If words are left out before windows are cut, a window still holds its L contexts on each side, but they "
    "come from farther away: on average the jth from a distance of j/q.",
    latex=r"\begin{aligned}P(M_j=m)&=\binom{m-1}{j-1}\,q^j(1-q)^{m-j},\\m&=j,\,j+1,\,\dots,\\"
    r"\mathbb{E}\,M_j&=\frac jq,\\"
    r"\text{gaps close:}\quad&2L\text{ contexts, the }j\text{th}\\&M_j\text{ places away,}\\"
    r"\text{holes stay:}\quad&2Lq\text{ contexts on average,}\\&\text{at most }L\text{ places away}\end{aligned}",
    source="Goldberg & Levy 2014, §3.2, which says that windows grow; the law is ours",
    assumptions=(
        "Every place is kept with the same probability q, independently of all others.",
        "The word is kept, and its sentence goes on for ever on either side: one that ends cuts the law off at its "
        "end. M_j is the distance, in the full text, of the jth kept word on one side.",
    ),
    code=(subsampling.subsample, pairs.pairs),
    follows_from=("SG1",),
    derivation=derivations.EF3,
    witnesses=(
        distances_for_every_probability,
        mean_on_symbols,
        places_are_kept_independently,
        distances_in_fractions,
        contexts_beside_holes,
        distances_in_a_long_text,
        each_line_follows(derivations.EF3, derivations.thinnings(1)),
    ),
)
