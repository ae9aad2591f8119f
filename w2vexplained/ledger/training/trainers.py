"""What the two trainers do with a part of a text, held against the gradient of TR1 and TR2.

A part of five words has so few ways in which its negatives can fall that all of them can be followed: which of them
came up is seen in the vectors. The learning rate is so small that neither trainer makes its blocks smaller, as both do
where a step would overshoot. The compiled trainer is loaded where it runs, as numba takes its time; without numba it
is the same Python.
"""

from itertools import combinations_with_replacement

import numpy as np

from w2vexplained.ledger.record import witness
from w2vexplained.objectives import grouped, negative_sampling
from w2vexplained.training.plan import Model, plan
from w2vexplained.verification.evidence import Evidence, agreement, worst

FALSE_ALARM = 1e-6
ALPHA = 0.05
TEXT = (0, 1, 2, 0, 3)
WORST = 1e-5  # in single precision, relative to the largest change


@witness(
    "N",
    "With a centre in each group, the compiled trainer moves the vectors as α times the shipped gradient does, centre "
    "after centre, for one of the 216 ways in which three times two draws fall.",
)
def each_centre_makes_its_step():
    """Train 30 parts of three words, the middle one with two neighbours."""
    from w2vexplained.training import kernels

    return _nearest(kernels.train_part, _plan((6, 3, 1), k=2, block=1), TEXT[:3], N=2)


@witness(
    "N",
    "With three places in a group, the compiled trainer moves the vectors as α times the shipped gradient of both "
    "blocks does, for one of the 100 ways in which twice two draws fall; and so with the shift of NC1.",
)
def each_block_makes_its_step():
    """Train 30 parts of five words for either objective, with k = 1 and N = 2."""
    from w2vexplained.training import kernels

    found = [_nearest(kernels.train_part, _plan(block=3, objective=x), TEXT, N=2) for x in ("negative_sampling", "nce")]
    return worst([x.measured for x in found], WORST, "60 parts, relative to the largest change")


@witness(
    "N",
    "The trainer in NumPy moves the vectors as α times the shipped gradient of a block does, for one of the 65 ways in "
    "which its 64 draws can fall on two contexts; and so with the shift of NC1.",
)
def a_block_in_numpy_makes_its_step():
    """Train 30 parts of five words for either objective, with k = 2 and N = 64."""
    from w2vexplained.training import arrays

    plans = [_plan((2, 1), k=2, objective=x) for x in ("negative_sampling", "nce")]
    found = [_nearest(arrays.train_part, plan, (0, 1, 1, 0, 1), arrays.N_SHARED) for plan in plans]
    return worst([x.measured for x in found], WORST, "60 parts, relative to the largest change")


@witness(
    "T",
    "Over 400 parts of two words, what the compiled trainer adds has α times the shipped expected gradient for its "
    "mean, in every vector, and scatters as stated (z statistics, 1e-6); in each part, only the last pair moves.",
)
def a_centre_is_right_on_average():
    """Let the learning rate begin at 0, so that the first centre moves nothing and the second finds what is known."""
    from w2vexplained.training import kernels

    p, text = _plan(k=2, block=1), (1, 0)
    changes = np.array([_change(kernels.train_part, p, text, seed, rates=(0, 2 * ALPHA))[1] for seed in range(400)])
    counts = np.zeros((4, 4))
    counts[1, 0] = 1
    return _moments_are_right(changes, counts, p, p.n_shared)


@witness(
    "T",
    "Over 400 parts of five words, what either trainer adds for their block has α times the shipped expected gradient "
    "for its mean, in every vector, and scatters as stated for its N (z statistics, 1e-6).",
)
def a_block_is_right_on_average():
    """Put all centres into one block; one context is drawn more than a third of the time."""
    from w2vexplained.training import arrays, kernels

    p, found = _plan(block=len(TEXT)), []
    for trainer, N in ((kernels, p.n_shared), (arrays, arrays.N_SHARED)):
        changes = np.array([_change(trainer.train_part, p, TEXT, seed)[1] for seed in range(400)])
        found.append(_moments_are_right(changes, *_groups(TEXT, len(TEXT), 4), p, N))
    note = "32 means and 2 scatters, the largest of their z statistics"
    return Evidence(max(x.measured for x in found), found[0].bound, note)


def _plan(counts=(4, 3, 2, 1), k=1, block=8, objective="negative_sampling"):
    """Windows of one place, and no word left out: the draws alone are left to chance."""
    return plan(counts, window=1, negative=k, sample=0, objective=objective, block=block)


def _model(n):
    """The same vectors every time, none of them near 0."""
    rng = np.random.default_rng(91)
    return Model(*(rng.normal(size=(n, 2)).astype(np.float32) for _ in range(2)))


def _change(train_part, p, text, seed, rates=(ALPHA, ALPHA)):
    """Train one part; give how many pairs it had, and what it added to all vectors."""
    before, after = (_model(len(p.counts)) for _ in range(2))
    pairs = train_part(np.array(text, np.int32), after, p, *rates, seed)
    return pairs, np.concatenate([(y.astype(float) - x).ravel() for x, y in zip(before, after, strict=True)])


def _groups(text, block, n):
    """The counts of each group of centres, where every word has its neighbours at a distance of one place."""
    for start in range(0, len(text), block):
        counts = np.zeros((n, n))
        for p in range(start, min(start + block, len(text))):
            for q in {p - 1, p + 1} & set(range(len(text))):
                counts[text[q], text[p]] += 1
        yield counts


def _every_way(p, text, block, N):
    """What α times the shipped gradient adds, group after group, for every way in which N draws a group can fall."""
    start = tuple(x.astype(float) for x in _model(len(p.counts)))
    ways = [start]
    for counts in _groups(text, block, len(p.counts)):
        ways = [
            tuple(x + ALPHA * slope for x, slope in zip(model, _slopes(p, model, counts, draws), strict=True))
            for model in ways
            for draws in combinations_with_replacement(range(len(p.counts)), N)
        ]
    return np.array([np.concatenate([(y - x).ravel() for x, y in zip(start, way, strict=True)]) for way in ways])


def _slopes(p, model, counts, draws):
    return grouped.gradient(*model, counts, draws, p.negative, p.shift)


def _nearest(train_part, p, text, N):
    """How far the changes that a trainer makes are from the nearest of those that it can make."""
    ways = _every_way(p, text, p.block, N)
    errors = []
    for seed in range(30):
        pairs, change = _change(train_part, p, text, seed)
        errors += [abs(ways - change).max(axis=1).min() / abs(change).max(), pairs != 2 * len(text) - 2]
    return worst(errors, WORST, "30 parts, relative to the largest change")


def _moments_are_right(changes, counts, p, N):
    """Compare mean and scatter of all changes with α times the expected gradient and with TR2, by how they vary."""
    from scipy import stats

    model = [x.astype(float) for x in _model(len(p.counts))]
    expected = negative_sampling.expected_gradient(*model, counts, p.negative, p.P_n)
    expected = ALPHA * np.concatenate([x.ravel() for x in expected])
    moves = expected != 0
    if agreement(changes[:, ~moves], np.zeros_like(changes[:, ~moves])) > 0:
        return Evidence(float("inf"), 0, "a vector moves that should not")
    stray = ((changes - expected) ** 2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):  # of a trainer that always draws the same: never passes
        z = np.array([_z(change, mean) for change, mean in zip(changes[:, moves].T, expected[moves], strict=True)])
        z = np.append(z, _z(stray, _stated_scatter(model, counts, p, N)))
    return Evidence(float(abs(z).max()), float(stats.norm.isf(FALSE_ALARM / 64)), f"{len(z) - 1} means, one scatter")


def _z(found, mean):
    return (found - mean).mean() / (found.std() / np.sqrt(len(found)))


def _stated_scatter(model, counts, p, N):
    """Give the trace of the covariance of α times the gradient of a block with N draws: that of one draw, over N."""
    every = [_slopes(p, model, counts, [c]) for c in range(len(p.counts))]
    every = ALPHA * np.array([np.concatenate([x.ravel() for x in slopes]) for slopes in every])
    return float(p.P_n @ ((every - p.P_n @ every) ** 2).sum(axis=1)) / N
