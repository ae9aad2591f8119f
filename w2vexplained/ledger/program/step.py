"""WC1: the program's step is a step along the gradient, as long as no target comes twice."""

from itertools import product

import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import program as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.objectives import negative_sampling
from w2vexplained.training.software import alone, step
from w2vexplained.training.software.switches import PAPERS, PROGRAM
from w2vexplained.verification.evidence import agreement, worst
from w2vexplained.verification.properties import worst_case

EXACT = PROGRAM._replace(sigmoid="exact")  # everything else as the program has it
CONTEXT = 1


@witness(
    "N",
    "On 200 random pairs with different targets and scores within ±6, the program's step with an exact sigmoid is α "
    "times the shipped gradient of equation (4), for both sides and α from 0.001 to 1.",
)
def the_step_is_the_gradient():
    """Draw contexts without repeats; compare in double precision."""
    errors, rng = [], np.random.default_rng(61)
    for alpha in (0.001, 0.025, 0.3, 1.0):
        for _ in range(50):
            v_w, C = rng.normal(size=4), rng.normal(size=(12, 4))
            C *= np.minimum(1, 5.9 / abs(C @ v_w))[:, None]
            c, *negatives = rng.permutation(12)[: rng.integers(1, 12)]
            errors += _against_gradient(v_w, C, int(c), negatives, alpha, EXACT)
    return worst(errors, 1e-14, "200 pairs")


@witness(
    "E",
    "Of the 125 ways in which three draws fall on five contexts, it is α times the gradient without the draws equal to "
    "the target where no other one repeats, and nowhere else; there each side is off by less than 10 α².",
)
def exactly_where_no_draw_repeats():
    """Tell the ways apart by an error above 1e-6 where α is 0.1; with all deviations off, all of them agree.

    The order is measured where α is 10⁻³ and 10⁻⁴.
    """
    wrong, rng = [], np.random.default_rng(62)
    v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
    for negatives in product(range(5), repeat=3):
        kept = [i for i in negatives if i != CONTEXT]
        same = max(_against_gradient(v_w, C, CONTEXT, negatives, 0.1, EXACT, kept)) < 1e-14
        other = max(_against_gradient(v_w, C, CONTEXT, negatives, 0.1, EXACT, kept)) > 1e-6
        repeats = len(set(kept)) < len(kept)
        wrong += [same == repeats, other != repeats]
        wrong.append(max(_against_gradient(v_w, C, CONTEXT, negatives, 0.1, PAPERS)) > 1e-14)
        for alpha in (1e-3, 1e-4):
            wrong.append(max(_against_gradient(v_w, C, CONTEXT, negatives, alpha, EXACT, kept)) > 10 * alpha**2)
    return worst(wrong, 0, "125 ways")


@witness(
    "N",
    "Where j is drawn twice, its step leaves the gradient by α² σ σ' ‖v_w‖² v_w, and that of v_w by "
    "α² (σ σ' ‖v_w‖² v_j + σ² v_w), with σ at its score, up to another error of order α³.",
)
def repeats_differ_by_the_square_of_alpha():
    """Divide the difference by α² for α = 0.02 and 0.01: what is left must halve."""
    rng = np.random.default_rng(63)
    v_w, C = rng.normal(size=3), rng.normal(size=(5, 3))
    s, left = 1 / (1 + np.exp(-C[3] @ v_w)), []
    turn = s * s * (1 - s) * (v_w @ v_w)
    for alpha in (0.02, 0.01):
        step_w, step_C = alone.step_of_pair(v_w, C, CONTEXT, [3, 3], alpha, EXACT)
        gradient_w, gradient_C = negative_sampling.gradient(v_w, C, CONTEXT, [3, 3])
        off_w, off_C = (step_w - alpha * gradient_w) / alpha**2, (step_C - alpha * gradient_C)[3] / alpha**2
        left.append([abs(x).max() for x in (off_w - turn * C[3] - s * s * v_w, off_C - turn * v_w)])
    (first_w, first_C), (w, C) = left
    ratios = [abs(first_w / w - 2), abs(first_C / C - 2)]
    return worst([*ratios, w, C, w * C == 0], 0.02, "of the ratio 2, and the rest at α = 0.01")


@witness("H", "No vectors and α are found where the step of a context drawn twice is off by more than ¼ α² ‖v_w‖³.")
def the_difference_is_bounded():
    """Let hypothesis choose the lengths; clipping is off, so that any score may come."""
    switches = EXACT._replace(clipping=False)

    def beyond(seed, alpha, length, other):
        rng = np.random.default_rng(seed)
        v_w, C = length * rng.normal(size=3), other * rng.normal(size=(5, 3))
        _, moved = alone.step_of_pair(v_w, C, CONTEXT, [3, 3], alpha, switches)
        _, gradient_C = negative_sampling.gradient(v_w, C, CONTEXT, [3, 3])
        off = np.linalg.norm((moved - alpha * gradient_C)[3])
        return off / (alpha**2 * np.linalg.norm(v_w) ** 3 / 4 + 1e-13)

    choices = [strategies.sampled_from(x) for x in ([0.001, 0.025, 1.0], [0.1, 1.0, 3.0], [0.1, 1.0, 3.0])]
    return worst(worst_case(beyond, strategies.integers(0, 999), *choices), 1, "of the bound, 100 choices")


@witness(
    "N",
    "Beyond ±6 the program takes σ for 0 or 1: a context's step is off by α σ(−|x|) v_w, and that of v_w by as much "
    "of the context; within, neither is.",
)
def clipping_needs_its_assumption():
    """Let contexts of scores from −8 to 8 attract, then repel."""
    errors, v_w, alpha = [], np.array([1.0]), 0.5
    for x in (-8.0, -6.1, -5.9, 5.9, 6.1, 8.0):
        C = np.array([[x], [0.5]])
        for c, negatives in ((0, [1]), (1, [0])):
            step_w, step_C = alone.step_of_pair(v_w, C, c, negatives, alpha, EXACT)
            gradient_w, gradient_C = negative_sampling.gradient(v_w, C, c, negatives)
            off, off_w = abs(step_C - alpha * gradient_C)[:, 0], abs(step_w - alpha * gradient_w)[0]
            stated = alpha / (1 + np.exp(abs(x))) * (abs(x) > 6)
            errors += [abs(off[0] - stated), off[1], abs(off_w - stated * abs(x))]
    return worst(errors, 1e-14, "6 scores, both ways")


def _against_gradient(v_w, C, c, negatives, alpha, switches, kept=None):
    """The errors of a step in both sides, held against α times the gradient with some of the draws."""
    shipped = alone.step_of_pair(v_w, C, c, negatives, alpha, switches)
    gradient = negative_sampling.gradient(v_w, C, c, negatives if kept is None else kept)
    return [agreement(x, alpha * y) for x, y in zip(shipped, gradient, strict=True)]


WC1 = Record(
    id="WC1",
    title="the program's step",
    chapter="program",
    kind="identity",
    sentence="What the program adds to its vectors for one pair is α times the gradient of equation (4), exactly where "
    "no context comes twice, and up to the order of α² where one does.",
    latex=r"\begin{aligned}\Delta v_w&=\alpha\,\frac{\partial\ell}{\partial v_w},\quad"
    r"\Delta v_j=\alpha\,\frac{\partial\ell}{\partial v_j}&&\text{where all targets differ},\\"
    r"\Delta v_w&=\alpha\,\frac{\partial\ell}{\partial v_w}+O(\alpha^2),\quad"
    r"\Delta v_j=\alpha\,\frac{\partial\ell}{\partial v_j}+O(\alpha^2)&&\text{where some are drawn twice}"
    r"\end{aligned}",
    source="the program word2vec, its loop over the targets of a pair; the comparison is ours",
    assumptions=(
        "σ is exact, and every score is within ±6; see WC2 for the table, and beyond ±6 the program takes 0 or 1.",
        "The targets are the context c and its negatives; ℓ has those negatives that the program keeps, and it "
        "passes over the ones equal to c (PM9).",
        "Sums are in floating point, and so the same up to rounding.",
    ),
    departure="The program turns the roles around: its v_w is the neighbour's vector, and c the word in the middle.",
    code=(alone.step_of_pair, step.negative_sampling),
    follows_from=("NS10", "NS2"),
    derivation=derivations.WC1,
    witnesses=(
        the_step_is_the_gradient,
        exactly_where_no_draw_repeats,
        repeats_differ_by_the_square_of_alpha,
        the_difference_is_bounded,
        clipping_needs_its_assumption,
        each_line_follows(derivations.WC1, instances.pairs(8, count=2)),
    ),
)
