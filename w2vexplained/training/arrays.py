r"""Training with NumPy alone: a block of text is a table of counts, and a step goes along that table's exact gradient.

What is differentiated is, whatever the objective, the one in `objectives`, of the inputs H, the contexts C and the
counts. With H = A V for CBOW, the gradient in V is Aᵀ times that in H. W and C change after both gradients are taken.
"""

from contextlib import contextmanager
from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

from w2vexplained import arguments
from w2vexplained.objectives import classification, scores, softmax
from w2vexplained.statistics.alias import draw_from_table
from w2vexplained.training.blocks import blocks
from w2vexplained.training.checks import checked_course, checked_part
from w2vexplained.training.plan import OBJECTIVES
from w2vexplained.training.tables import tables

MOST_CENTRES = 64  # in a block; 100 are no faster, and cost 0.2 % of the objective
N_SHARED = 64  # N, the negatives that a block draws
DRAWN_AT_ONCE = 2**8  # times N
MOST_SCORES = 2**22  # centres times contexts, where every context is scored


def train_part(tokens, model, plan, alpha_from, alpha_to, seed):
    r"""Train on one part of a text, in place, block by block.

    Equation: TR2

    Up to 64 neighbouring centres form a block, which draws 64 negatives, each weighted by k/64, whatever `plan.block`
    and `plan.n_shared` say; see `tables.tables` for when a block is smaller. The linear algebra takes one thread, since
    on matrices of this size several would wait for each other most of the time. Who calls this in several threads sets
    that limit before they start, because it is one for the process.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part: word numbers, HOLE, END. It may be empty, and end within a sentence.
    model : Model
        What is trained.
    plan : Plan
        How; every objective and architecture.
    alpha_from, alpha_to : number
        The learning rate goes in a straight line from one to the other.
    seed : int
        What all draws of this part come from; the same gives the same bits.

    Returns
    -------
    int
        How many pairs were trained; with cbow, how many centres.

    Raises
    ------
    ValueError, TypeError, IndexError
        If model, plan and tokens do not fit.
    FloatingPointError
        If the vectors grow beyond all bounds.

    References
    ----------
    MSCCD2013, eq. (4), for the objective that is the default.
    """
    tokens = checked_part(tokens, model, plan)
    rng, trained = np.random.default_rng(checked_course(alpha_from, alpha_to, seed)), 0
    negatives, likeliest = _draws(plan, rng), float(plan.P_n.max())
    with _linear_algebra().limit(limits=1, user_api="blas"), np.errstate(over="ignore", invalid="ignore"):
        for block, done in blocks(tokens, plan, _most_centres(plan), rng):
            alpha = alpha_from + (alpha_to - alpha_from) * done
            for table in tables(block, plan, alpha, likeliest):
                step(model, plan, table, alpha, negatives)
                trained += int(table.counts.sum())
    return trained


def step(model, plan, table, alpha, negatives):
    r"""Go along the gradient of one table: :math:`V \mathrel{+}= \alpha A^\top\partial_H`, and C likewise.

    Parameters
    ----------
    model : Model
        What is changed, in the rows that the table or a draw names.
    plan : Plan
        Of which the objective, with its laws, is used.
    table : Table
        The pairs.
    alpha : float
        The learning rate.
    negatives : iterator of arrays of int, (N,)
        Where shared draws come from, if the objective has any.

    Raises
    ------
    FloatingPointError
        If the vectors have grown beyond all bounds.
    """
    W, C = model
    V = W[table.words]  # (m, d)
    H = V if table.means is None else table.means @ V
    with _growth_reported(alpha):
        arguments.finite("the inputs", H)
        gradient_H, gradients_C = _GRADIENTS[OBJECTIVES[plan.objective]](H, C, table, plan, negatives)
    gradient_V = gradient_H if table.means is None else table.means.T @ gradient_H
    W[table.words] = V + np.float32(alpha) * gradient_V
    for contexts, gradient_C in gradients_C:
        C[contexts] += np.float32(alpha) * gradient_C


@cache
def _linear_algebra():
    """Find the libraries that multiply matrices, which takes longer than to train a short part."""
    return ThreadpoolController()


@contextmanager
def _growth_reported(alpha):
    """Say in one error what it means if numbers overflow; indices and shapes are sound by then."""
    try:
        yield
    except (OverflowError, ValueError) as error:
        text = f"the vectors grew beyond all bounds; expected a learning rate below {alpha:.3g}"
        raise FloatingPointError(text) from error


def _of_shared_negatives(H, C, table, plan, negatives):
    r"""Differentiate `objectives.grouped`: a context pulls by a·σ(−s), one drawn m times pushes by n_i·m·k/N·σ(s).

    Noise-contrastive estimation differs by the shift of the scores.
    """
    drawn, times = np.unique(next(negatives), return_counts=True)
    weights = (plan.negative / times.sum() * times).astype(H.dtype)
    P, Q = C[table.contexts], C[drawn]
    pull = table.counts / (1 + np.exp(H @ P.T - plan.shift[table.contexts]))  # (inputs, n)
    push = table.counts.sum(axis=1)[:, None] * weights / (1 + np.exp(plan.shift[drawn] - H @ Q.T))
    return pull @ P - push @ Q, ((table.contexts, pull.T @ H), (drawn, -(push.T @ H)))


def _of_softmax(H, C, table, plan, negatives):
    """The softmax over all contexts."""
    counts = np.zeros((len(H), len(C)), H.dtype)
    counts[:, table.contexts] = table.counts
    gradient_H, gradient_C = softmax.expected_gradient(H, C, counts)
    return gradient_H, ((slice(None), gradient_C),)


def _of_tree(H, C, table, plan, negatives):
    """Hierarchical softmax: an input turns at a node as often as the paths to its contexts do, a times 0, b times 1."""
    points, codes = plan.points[table.contexts], plan.codes[table.contexts]  # (n, longest)
    context, turn = np.nonzero(points >= 0)
    nodes, node = np.unique(points[context, turn], return_inverse=True)
    turns = np.zeros((2, len(points), len(nodes)), H.dtype)
    turns[codes[context, turn], context, node] = 1
    a, b = table.counts @ turns
    U = C[nodes]
    gradient_H, gradient_U = classification.gradient_of_table(H, U, a, b, scores.of_all_pairs(H, U))
    return gradient_H, ((nodes, gradient_U),)


_GRADIENTS = {
    "negative_sampling": _of_shared_negatives,
    "nce": _of_shared_negatives,
    "softmax": _of_softmax,
    "hierarchical_softmax": _of_tree,
}


def _draws(plan, rng):
    """Draw N negatives again and again, many times N at once."""
    while True:
        yield from draw_from_table(plan.noise_table, (DRAWN_AT_ONCE, N_SHARED), rng)


def _most_centres(plan):
    if OBJECTIVES[plan.objective] != "softmax":
        return MOST_CENTRES
    return min(MOST_CENTRES, max(1, MOST_SCORES // len(plan.counts)))
