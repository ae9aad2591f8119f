r"""Training with NumPy alone: a block of text is a table of counts, and a step goes along that table's exact gradient.

What is differentiated is, whatever the objective, the one in `objectives`, of the inputs H, the contexts C and the
counts. With H = A V for CBOW, the gradient in V is Aᵀ times that in H. W and C change after both gradients are taken.
"""

import numpy as np
from threadpoolctl import threadpool_limits

from w2vexplained.objectives import classification, grouped, scores, softmax
from w2vexplained.statistics.alias import draw_from_table
from w2vexplained.training.blocks import blocks
from w2vexplained.training.plan import OBJECTIVES
from w2vexplained.training.tables import tables

MOST_CENTRES = 100  # in a block; twice as many cost quality, half as many cost a third of the speed
N_SHARED = 64  # N, the negatives that a block draws
MOST_SCORES = 2**22  # centres times contexts, where every context is scored


def train_part(tokens, model, plan, alpha_from, alpha_to, seed):
    r"""Train on one part of a text, in place, block by block.

    Equation: TR1, TR2

    Up to 100 neighbouring centres form a block, which draws 64 negatives, each weighted by k/64, whatever `plan.block`
    and `plan.n_shared` say; see `tables.tables` for when a block is smaller. The linear algebra takes one thread, which
    is faster on matrices of this size.

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
        How many pairs were trained.

    Raises
    ------
    OverflowError, ValueError
        If the vectors grow beyond all bounds: the learning rate is too large.

    References
    ----------
    MSCCD2013, eq. (4), for the objective that is the default.
    """
    rng, pairs = np.random.default_rng(seed), 0
    with threadpool_limits(1, "blas"):
        for block, done in blocks(tokens, plan, _most_centres(plan), rng):
            alpha = alpha_from + (alpha_to - alpha_from) * done
            for table in tables(block, plan, alpha):
                step(model, plan, table, alpha, rng)
            pairs += len(block.words)
    return pairs


def step(model, plan, table, alpha, rng):
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
    rng : numpy.random.Generator
        Where negatives are drawn from.
    """
    W, C = model
    V = W[table.words]  # (m, d)
    H = V if table.means is None else table.means @ V
    gradient_H, contexts, gradient_C = _GRADIENTS[OBJECTIVES[plan.objective]](H, C, table, plan, rng)
    gradient_V = gradient_H if table.means is None else table.means.T @ gradient_H
    W[table.words] = V + np.float32(alpha) * gradient_V
    C[contexts] += np.float32(alpha) * gradient_C


def _of_shared_negatives(H, C, table, plan, rng):
    """Equation (4) of the block with N shared draws, and noise-contrastive estimation, which shifts the scores."""
    drawn = draw_from_table(plan.noise_table, N_SHARED, rng)
    contexts, row = np.unique(np.concatenate([table.contexts, drawn]), return_inverse=True)
    observed, negatives = np.split(row, [len(table.contexts)])
    counts = _spread(table.counts, observed, len(contexts))
    gradients = grouped.gradient(H, C[contexts], counts, negatives, plan.negative, plan.shift[contexts])
    return gradients[0], contexts, gradients[1]


def _of_softmax(H, C, table, plan, rng):
    """The softmax over all contexts."""
    gradient_H, gradient_C = softmax.expected_gradient(H, C, _spread(table.counts, table.contexts, len(C)))
    return gradient_H, slice(None), gradient_C


def _of_tree(H, C, table, plan, rng):
    """Hierarchical softmax: an input turns at a node as often as the paths to its contexts do, a times 0, b times 1."""
    points, codes = plan.points[table.contexts], plan.codes[table.contexts]  # (n, longest)
    context, turn = np.nonzero(points >= 0)
    nodes, node = np.unique(points[context, turn], return_inverse=True)
    turns = np.zeros((2, len(points), len(nodes)), H.dtype)
    turns[codes[context, turn], context, node] = 1
    a, b = table.counts @ turns
    U = C[nodes]
    gradient_H, gradient_U = classification.gradient_of_table(H, U, a, b, scores.of_all_pairs(H, U))
    return gradient_H, nodes, gradient_U


_GRADIENTS = {
    "negative_sampling": _of_shared_negatives,
    "nce": _of_shared_negatives,
    "softmax": _of_softmax,
    "hierarchical_softmax": _of_tree,
}


def _spread(counts, columns, n):
    """Lay the columns of a table out among n."""
    wide = np.zeros((len(counts), n), counts.dtype)
    wide[:, columns] = counts
    return wide


def _most_centres(plan):
    if OBJECTIVES[plan.objective] != "softmax":
        return MOST_CENTRES
    return min(MOST_CENTRES, max(1, MOST_SCORES // len(plan.counts)))
