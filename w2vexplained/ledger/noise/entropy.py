"""ND2: the entropy of the noise falls as the power grows."""

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained import functions
from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import noise as statement
from w2vexplained.ledger.statements.notation import c, n
from w2vexplained.statistics import information, noise
from w2vexplained.verification import any_size, differences, elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.zero import is_zero

COUNTS = [1, 3, 3, 40, 2_000]
STEPS = differences.STEPS[differences.STEPS < 0.3]  # no power may become negative


@witness("A", "The shipped entropy of the shipped law has the slope −α Var log #, and each probability has its own.")
def slopes_for_every_size():
    """Differentiate what the shipped functions return, for any number of contexts and any counts above zero."""
    alpha = statement.alpha
    law = noise.unigram(np.exp(any_size.array("l", n)), alpha)
    entropy = sp.expand_log(information.entropy(law).expression, force=True)
    slope = statement.probability(c) * (statement.log_count[c] - statement.mean_of_logarithm())
    return proved(
        [
            is_zero(sp.diff(law.at(c), alpha) - slope),
            is_zero(sp.diff(entropy, alpha) + alpha * statement.variance_of_logarithm()),
        ]
    )


@witness("D", "The slope as stated equals central differences of the shipped entropy, down to the bottom of their V.")
def slope_by_differences():
    """Measure at four powers."""
    bottoms = [
        differences.error_curve(_entropy, np.array([_stated(power)]), np.array([power]), STEPS).min()
        for power in (0.3, 0.75, 1.0, 2.0)
    ]
    return worst(bottoms, 1e-8, f"relative error at the best of {len(STEPS)} steps, 4 powers")


@witness("M", "In 50 digits too, the slope of the shipped entropy is the one stated.")
def slope_in_fifty_digits():
    """Differentiate the shipped functions at two powers."""
    with mp.workdps(60):
        counts = elements.fifty_digits(COUNTS)

        def entropy(power):
            return elements.values(information.entropy(noise.unigram(counts, elements.Element(power))))

        powers = [mp.mpf(3) / 4, mp.mpf(3) / 2]
        errors = [abs(mp.diff(entropy, x) - statement.number_slope_of_entropy(COUNTS, x)) for x in powers]
    return worst(errors, 1e-45, "2 powers")


@witness(
    "B", "No counts are found whose entropy rises with the power; it stays level for equal counts; below 0 it rises."
)
def entropy_never_rises():
    """Search 300 random lists of counts over powers from 0 to 4; then scale the scores of a softmax from −2 to 0."""
    rng, powers = np.random.default_rng(61), np.linspace(0, 4, 21)
    rises = []
    for _ in range(300):
        counts = rng.integers(1, 10 ** rng.integers(1, 6), size=rng.integers(2, 9))
        rises.append(np.diff([information.entropy(noise.unigram(counts, x)) for x in powers]).max())
    level = [information.entropy(noise.unigram([9] * 4, x)) - np.log(4) for x in powers]
    below = np.diff([information.entropy(functions.softmax(x * np.log(COUNTS))) for x in np.linspace(-2, 0, 9)])
    return worst([*np.maximum(rises, 0), *np.abs(level), *(below <= 0)], 1e-13, "nats, 300 lists of counts")


def _entropy(power):
    return information.entropy(noise.unigram(COUNTS, power[0]))


def _stated(power):
    return float(statement.number_slope_of_entropy(COUNTS, power))


ND2 = Record(
    id="ND2",
    title="entropy falls with the power",
    chapter="noise",
    kind="derivative",
    sentence="The larger the power, the less is left open: the entropy falls at a rate of α times the variance of "
    "the logarithm of the count.",
    latex=r"\begin{aligned}"
    r"\frac{\mathrm d}{\mathrm d\alpha}H(p_\alpha)&=-\alpha\,\mathrm{Var}_{p_\alpha}(\log\#)\le0,\\"
    r"\frac{\mathrm d\,p_\alpha(c)}{\mathrm d\alpha}&=p_\alpha(c)\big(\log\#(c)-\mathbb{E}_{p_\alpha}\log\#\big)"
    r"\end{aligned}",
    source="ours; classical for a softmax whose scores are scaled, α log #(c)",
    assumptions=(
        "α ≥ 0; below 0 rare contexts would be preferred, and the entropy would rise with α.",
        "Zero at α = 0, and where all counts are equal; elsewhere the entropy falls strictly.",
    ),
    code=(noise.unigram, information.entropy),
    follows_from=("ND1", "SG2"),
    derivation=derivations.ND2,
    witnesses=(
        slopes_for_every_size,
        slope_by_differences,
        slope_in_fifty_digits,
        entropy_never_rises,
        each_line_follows(derivations.ND2, derivations.counts(2)),
    ),
)
