"""Equation (4) at the speed of the machine: one call trains one part of a text, without Python's lock.

As in the program, the centre of a window is the context c that is predicted, and its neighbours are the words w. Some
centres in a row make a group: their neighbours are the rows of V, the centres and the contexts drawn for them the rows
of T, and `step` moves them all at once. What differs between objectives is only which targets there are, and M, which
says of each row and target how often the pair was observed, or with which weight it was drawn:

    negative sampling, nce    targets: the centres, then N draws; M = [counts, −(row sums of counts) k/N]
    hierarchical softmax      targets: the nodes on the centre's path; M = ± counts, − where the path turns
    cbow                      a row of V is the mean of a centre's neighbours; a centre counts once
"""

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.training import draws_kernels as draws
from w2vexplained.training.checks import checked_course, checked_part
from w2vexplained.training.group_kernels import (
    centres_of_a_group,
    count_pairs,
    lay_out,
    take_shares,
    weigh_targets,
)
from w2vexplained.training.groups import new_group
from w2vexplained.training.plan import OBJECTIVES, calmed
from w2vexplained.training.step_kernels import F, add_rows, gather, move


def train_part(tokens, model, plan, alpha_from, alpha_to, seed):
    """Train on one part of a text, in place.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part: word numbers, HOLE, END. Its last sentence may be left open.
    model : Model
        What is trained. Several threads may train the same at once, each a part of its own.
    plan : Plan
        How.
    alpha_from, alpha_to : number
        The learning rate goes from one to the other, linearly.
    seed : int
        From 0 to 2⁶⁴ − 1: all that is left to chance follows from it, so that the same call does the same to the bit
        on the same machine, as long as no other thread trains the model.

    Returns
    -------
    int
        How many pairs were trained; with cbow, how many centres.

    Raises
    ------
    ValueError, TypeError, IndexError
        If model, plan and tokens do not fit, or the objective is softmax, which is not compiled.
    """
    if OBJECTIVES[plan.objective] == "softmax":
        raise ValueError("expected an objective that is compiled; got 'softmax', which training.arrays trains")
    tokens = checked_part(tokens, model, plan)
    state = draws.first_state(checked_course(alpha_from, alpha_to, seed))
    kept = np.empty(len(tokens), np.int32)
    with np.errstate(over="ignore"):  # numbers of 64 bits run over on purpose
        kept = kept[: draws.thin(tokens, plan.keep, state, kept)]
        train = _cbow if plan.cbow else _skip_gram
        plan = calmed(plan, max(abs(alpha_from), abs(alpha_to)))
        group = new_group(plan, model.W.shape[1], len(kept))
        return int(train(kept, *model, plan, F(alpha_from), F(alpha_to), state, group))


@kernel(fast=True)
def _skip_gram(kept, W, C, plan, alpha_from, alpha_to, state, group):
    """Train all pairs of a centre and one of its neighbours."""
    trained = 0
    for start in range(0, len(kept), centres_of_a_group(plan)):
        alpha = alpha_from + (alpha_to - alpha_from) * F(start / len(kept))
        n, low, m, targets = lay_out(kept, start, plan, state, group)
        if n == 0:
            continue
        M = group.M[: m * targets].reshape(m, targets)
        trained += count_pairs(kept, low, n, group, M)
        weigh_targets(kept, n, plan, group, M)
        gather(W, group.words[:m], group.V)
        move(M, C, alpha, group)
        add_rows(group.dV, group.words[:m], W)
    return trained


@kernel(fast=True)
def _cbow(kept, W, C, plan, alpha_from, alpha_to, state, group):
    """Train all pairs of a centre and the mean of its neighbours."""
    trained = 0
    for start in range(0, len(kept), centres_of_a_group(plan)):
        alpha = alpha_from + (alpha_to - alpha_from) * F(start / len(kept))
        n, low, m, targets = lay_out(kept, start, plan, state, group)
        if n == 0:
            continue
        A, M = group.A[: m * n].reshape(m, n), group.M[: n * targets].reshape(n, targets)
        count_pairs(kept, low, n, group, A)
        trained += take_shares(A, M)
        weigh_targets(kept, n, plan, group, M)
        gather(W, group.words[:m], group.R)
        np.dot(A.T, group.R[:m], group.V[:n])
        move(M, C, alpha, group)
        np.dot(A, group.dV[:n], group.dR[:m])
        add_rows(group.dR, group.words[:m], W)
    return trained
