"""ND3: who is drawn more often than under the unigram law."""

from itertools import product

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise as statement
from w2vexplained.ledger.statements.notation import c, n
from w2vexplained.statistics import noise
from w2vexplained.verification import any_size, elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.properties import worst_case
from w2vexplained.verification.zero import is_zero


@witness("A", "For any counts and any power, p_α(c)/p_1(c) is (t/#(c))^(1−α), with the shipped laws and the shipped t.")
def factor_for_every_size():
    """Compare with powers of t taken apart: its exponent times 1 − α is the logarithm of Σ#/Σ#^α."""
    alpha, counts = statement.alpha, np.exp(any_size.array("l", n))
    shipped = noise.unigram(counts, alpha).at(c) / noise.unigram(counts, 1).at(c)
    t = noise.boost_threshold(counts, alpha).expression
    power_of_t = sp.exp(sp.expand(t.args[0] * (1 - alpha)))  # t^(1−α); t is an exponential
    residuals = [
        is_zero(power_of_t - statement.ratio_of_sums()),
        is_zero(shipped - power_of_t * statement.count(c) ** (alpha - 1)),
    ]
    return proved([isinstance(t, sp.exp), *residuals])


@witness(
    "E", "For all 256 lists of four counts out of 1, 16, 81, 256, whole numbers give t and who is boosted at α = ¾."
)
def boosted_by_whole_numbers():
    """Compare #·(Σ#^¾)⁴ with (Σ#)⁴, which needs no fraction, and see whom the shipped law and threshold boost."""
    wrong = []
    for roots in product((1, 2, 3, 4), repeat=4):
        counts, cubes = [x**4 for x in roots], sum(x**3 for x in roots)
        expected = np.sign([sum(counts) ** 4 - x * cubes**4 for x in counts])
        t, factor = noise.boost_threshold(counts, 0.75), noise.unigram(counts, 0.75) / noise.unigram(counts, 1)
        wrong += [*(_sign(factor - 1) != expected), *(_sign(t / counts - 1) != expected)]
        wrong.append(abs(t * cubes**4 / sum(counts) ** 4 - 1) > 1e-12)
    return worst(wrong, 0, "1,024 contexts in 256 lists")


@witness("H", "No counts and power are found where p_α > p_1 elsewhere than below t for α < 1, and above t for α > 1.")
def boosted_below_the_threshold():
    """Let hypothesis choose counts and powers up to 3, and take t as stated."""

    def error(counts, power):
        t = float(statement.number_threshold(counts, power))
        factor = noise.unigram(counts, power) / noise.unigram(counts, 1)
        boosted = _sign(t / np.array(counts) - 1) * (1 if power < 1 else -1)
        shipped = noise.boost_threshold(counts, power) / t - 1 if power < 1 else 0
        outside = not min(counts) * (1 - 1e-9) <= t <= max(counts) * (1 + 1e-9)
        return any(_sign(factor - 1) * boosted < 0) or outside or abs(shipped) > 1e-9

    some = strategies.lists(strategies.integers(1, 10**6), min_size=1, max_size=8)
    powers = strategies.sampled_from([0.0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.5, 3.0])
    return worst(worst_case(error, some, powers), 0, "100 lists of counts")


@witness("M", "In 50 digits the shipped t is the one stated; as α → 1 it tends to the geometric mean of the counts.")
def threshold_in_fifty_digits():
    """Compare at three powers; then come to 1 within 10⁻²⁵, where less than 10⁻²⁴ is left."""
    counts = [1, 3, 3, 40, 2_000]
    with mp.workdps(60):
        lifted, close = elements.fifty_digits(counts), 1 - mp.mpf(10) ** -25
        powers = [mp.mpf(0), mp.mpf(1) / 2, mp.mpf(3) / 4]
        errors = [abs(_shipped(lifted, x) / statement.number_threshold(counts, x) - 1) for x in powers]
        geometric = mp.exp(mp.fsum(x * mp.log(x) for x in counts) / mp.fsum(counts))
        errors.append(abs(_shipped(lifted, close) / geometric - 1) > mp.mpf(10) ** -24)
    return worst(errors, 1e-45, "relative error of 3 thresholds")


def _shipped(counts, power):
    return elements.values(noise.boost_threshold(counts, elements.Element(power)))


def _sign(x):
    """The sign of a number, 0 where it is 0 to rounding."""
    return np.where(np.abs(x) < 1e-12, 0, np.sign(x))


ND3 = Record(
    id="ND3",
    title="who is boosted: an exact threshold",
    chapter="noise",
    kind="inequality",
    sentence="Below one count, the same for all contexts, a power smaller than 1 draws a context more often than the "
    "unigram law does; a power above 1 boosts those above that count.",
    latex=r"\begin{aligned}p_\alpha(c)>p_1(c)&\iff\#(c)\lt t\quad(\alpha<1),\qquad\iff\#(c)>t\quad(\alpha>1),\\"
    r"t&=\Big(\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^\alpha}\Big)^{1/(1-\alpha)},\qquad "
    r"t=\Big(\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^{3/4}}\Big)^{4}\;\text{ at }\alpha=\tfrac34\end{aligned}",
    source="ours",
    assumptions=(
        "α ≠ 1, where nothing is boosted; as α → 1, t tends to the geometric mean of the counts under the unigram law.",
        "0 < #(c); if all counts are equal they equal t, and nothing is boosted for any α.",
    ),
    departure="The factor p_α(c)/p_1(c) is (t/#(c))^(1−α): what α = 3/4 does to a context depends on the "
    "counts of all others.",
    code=(noise.boost_threshold,),
    follows_from=("ND1",),
    derivation=derivations.ND3,
    witnesses=(
        factor_for_every_size,
        boosted_by_whole_numbers,
        boosted_below_the_threshold,
        threshold_in_fifty_digits,
        each_line_follows(derivations.ND3, derivations.counts(3)),
    ),
)
