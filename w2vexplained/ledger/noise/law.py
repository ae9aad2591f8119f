"""ND1: counts to a power, and where the power leads at its ends."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise as statement
from w2vexplained.ledger.statements.notation import c, n
from w2vexplained.statistics import noise
from w2vexplained.verification import any_size, elements
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.zero import is_zero

COUNTS = [7, 0, 1, 7, 3]  # one that never occurs, and two that are the most frequent


@witness("A", "The shipped law is #^α over the sum of all #^α, for any number of contexts, any counts and any power.")
def law_for_every_size():
    """Let counts be exponentials of symbols, so that they are above zero."""
    shipped = noise.unigram(np.exp(any_size.array("l", n)), statement.alpha).at(c)
    return proved([is_zero(shipped - statement.probability(c))])


@witness("S", "With the power a symbol, the shipped law of the counts 1, 3, 7, 7 tends to ¼ each, and to 0, 0, ½, ½.")
def limits_of_the_power():
    """Let sympy take the limits at 0 and at infinity."""
    counts, power = elements.array_of([sp.Integer(x) for x in (1, 3, 7, 7)]), elements.Element(statement.alpha)
    law = elements.values(noise.unigram(counts, power))
    ends = [(0, [sp.Rational(1, 4)] * 4), (sp.oo, [0, 0, sp.Rational(1, 2), sp.Rational(1, 2)])]
    return proved(
        sp.limit(p, statement.alpha, end) == expected
        for end, limits in ends
        for p, expected in zip(law, limits, strict=True)
    )


@witness(
    "E",
    "At the powers 0, 1, 2 and ∞ the shipped law is these fractions; what never occurs has 0 even at 0, ties share.",
)
def law_at_whole_powers():
    """Compare with fractions, for counts among which are a zero and a tie."""
    exact = {power: _fractions(power) for power in (0, 1, 2)} | {np.inf: [Fraction(x == 7, 2) for x in COUNTS]}
    errors = [
        abs(Fraction(float(p)) - q)
        for power, law in exact.items()
        for p, q in zip(noise.unigram(COUNTS, power), law, strict=True)
    ]
    return worst(errors, 1e-15, "4 powers, 5 counts")


def _fractions(power):
    weights = [x**power if x else 0 for x in COUNTS]
    return [Fraction(x, sum(weights)) for x in weights]


@witness("N", "The shipped law runs into its ends: at the power 10⁻¹² it is uniform to 10⁻¹⁰, at 2,000 it is the mode.")
def near_the_ends():
    """Measure the distance of the shipped law near an end from the law stated for that end."""
    ends = ([0.25, 0, 0.25, 0.25, 0.25], [0.5, 0, 0, 0.5, 0])
    errors = [agreement(noise.unigram(COUNTS, x), end) for x, end in zip((1e-12, 2000), ends, strict=True)]
    return worst(errors, 1e-10, "5 counts")


@witness("M", "Run on 50-digit numbers, the shipped law has the value of the statement, for powers from 1/3 to 5/2.")
def law_in_fifty_digits():
    """Compare for counts from 1 to 10 million."""
    counts = [1, 3, 40, 2_000, 10_000_000]
    with mp.workdps(60):
        powers = [mp.mpf(3) / 4, mp.mpf(1) / 3, mp.mpf(5) / 2]
        shipped = [noise.unigram(elements.fifty_digits(counts), elements.Element(x)) for x in powers]
        exact = [np.array(statement.number_law(counts, x), object) for x in powers]
        return worst([agreement(elements.values(x), y) for x, y in zip(shipped, exact, strict=True)], 1e-45)


ND1 = Record(
    id="ND1",
    title="unigram to a power, and its limits",
    chapter="noise",
    kind="definition",
    sentence="A power between 0 and 1 leads from the uniform law on the contexts that occur to the unigram law; "
    "a power without end leaves only the most frequent contexts.",
    latex=r"\begin{aligned}p_\alpha(c)&=\frac{\#(c)^\alpha}{\sum_{c':\,\#(c')>0}\#(c')^\alpha}"
    r"\quad\text{if }\#(c)>0,\text{ else }0,\\"
    r"\lim_{\alpha\to0}p_\alpha(c)&=\frac{1[\#(c)>0]}{n},\qquad p_1(c)=\frac{\#(c)}{\sum_{c'}\#(c')},\\"
    r"\lim_{\alpha\to\infty}p_\alpha(c)&=\frac{1[\#(c)=M]}{m}\end{aligned}",
    source="Mikolov et al. 2013b, section 2.2, for α = 3/4; Goldberg & Levy 2014, §2",
    assumptions=(
        "The n contexts with a count above 0 are the support: 0 to the power 0 does not let the others in.",
        "M is the largest count and m the number of contexts that have it: ties at the mode share it evenly.",
    ),
    code=(noise.unigram,),
    follows_from=("NS8",),
    derivation=derivations.ND1,
    witnesses=(
        law_for_every_size,
        limits_of_the_power,
        law_at_whole_powers,
        near_the_ends,
        law_in_fifty_digits,
        each_line_follows(derivations.ND1, derivations.counts(1)),
    ),
)
