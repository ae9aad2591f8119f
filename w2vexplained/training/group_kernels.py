"""A group of centres with their neighbours and targets, laid out as the matrices of one step."""

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.corpus.tokens import END
from w2vexplained.training.draws_kernels import negative, window_size
from w2vexplained.training.plan import OBJECTIVES

F = np.float32
_TREE = OBJECTIVES.index("hierarchical_softmax")


@kernel
def centres_of_a_group(plan):
    """Say how many places of the text are the centres of a group: with a tree each has targets of its own.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    int
        A number of places.
    """
    return 1 if plan.objective == _TREE else plan.block


@kernel
def lay_out(kept, start, plan, state, group):
    """Draw the windows and the negatives of the next group, and list its words and targets.

    Parameters
    ----------
    kept : array of int32
        The text.
    start : int
        Where its centres begin.
    plan : Plan
        The plan.
    state : array of uint64, (1,)
        The generator.
    group : Group
        Whose centres, left, right, words, row, targets and shift are set.

    Returns
    -------
    n, low, m, targets : int
        How many centres there are, where their windows begin, how many words these hold, and how many targets there
        are; all 0 without a centre.
    """
    n, low, high = _lay_windows(kept, start, min(start + centres_of_a_group(plan), len(kept)), plan, state, group)
    if n == 0:
        return 0, 0, 0, 0
    m = _list_words(kept, low, high, group)
    return n, low, m, _choose_targets(kept, n, plan, state, group)


@kernel
def _lay_windows(kept, start, stop, plan, state, group):
    """Set centres, left and right: a sentence's end closes a window, a hole does not; give n, low, high."""
    n, low, high = 0, stop, start
    for p in range(start, stop):
        if kept[p] < 0:
            continue
        size, left, right = window_size(plan.window, state), p, p
        while left > 0 and p - left < size and kept[left - 1] != END:
            left -= 1
        while right + 1 < len(kept) and right - p < size and kept[right + 1] != END:
            right += 1
        group.centres[n], group.left[n], group.right[n] = p, left, right
        n, low, high = n + 1, min(low, left), max(high, right + 1)
    return n, low, high


@kernel
def _list_words(kept, low, high, group):
    """Set words and row: each word of a stretch gets a row; give their number."""
    m = 0
    for p in range(low, high):
        group.row[p - low] = m
        if kept[p] >= 0:
            group.words[m] = kept[p]
            m += 1
    return m


@kernel
def count_pairs(kept, low, n, group, counts):
    """Count each neighbour of each centre.

    Parameters
    ----------
    kept : array of int32
        The text.
    low : int
        Where the group's stretch of it begins.
    n : int
        How many centres there are.
    group : Group
        The group.
    counts : array of float32, (m, at least n)
        Where 1 is written to for each pair, else 0.

    Returns
    -------
    int
        How many pairs there are.
    """
    counts[:] = F(0)
    pairs = 0
    for q in range(n):
        for p in range(group.left[q], group.right[q] + 1):
            if kept[p] >= 0 and p != group.centres[q]:
                counts[group.row[p - low], q] = F(1)
                pairs += 1
    return pairs


@kernel
def take_shares(A, M):
    """Turn counts into the shares of means, and observe each mean that there is once with its centre.

    Parameters
    ----------
    A : array of float32, (m, n)
        Counts of words and centres; then each column that is not 0 sums to 1.
    M : array of float32, (n, at least n)
        Where 1 is written to at the place of each mean and its centre, else 0.

    Returns
    -------
    int
        How many centres have neighbours.
    """
    M[:] = F(0)
    trained = 0
    for q in range(A.shape[1]):
        neighbours = A[:, q].sum()
        if neighbours > 0:
            A[:, q] /= neighbours
            M[q, q] = F(1)
            trained += 1
    return trained


@kernel
def _choose_targets(kept, n, plan, state, group):
    """Set targets and shift: the nodes of the centre's path, or the centres and N draws; give their number."""
    if plan.objective == _TREE:
        c = kept[group.centres[0]]
        for q in range(plan.lengths[c]):
            group.targets[q], group.shift[q] = plan.points[c, q], F(0)
        return np.int64(plan.lengths[c])
    for q in range(n + plan.n_shared):
        c = kept[group.centres[q]] if q < n else negative(plan.noise_keep, plan.noise_alias, state)
        group.targets[q], group.shift[q] = c, plan.shift[c]
    return n + plan.n_shared


@kernel
def weigh_targets(kept, n, plan, group, M):
    """Spread the counts of observed pairs over all targets.

    Parameters
    ----------
    kept : array of int32
        The text.
    n : int
        How many centres there are.
    plan : Plan
        The plan.
    group : Group
        The group.
    M : array of float32, (m, targets)
        Its first n columns hold counts. Then a draw weighs −k/N for each of the row's pairs;
        or, in a tree, a node 1 for each pair, −1 where the path turns.
    """
    if plan.objective == _TREE:
        code = plan.codes[kept[group.centres[0]]]
        for i in range(M.shape[0]):
            count = M[i, 0]
            for q in range(M.shape[1]):
                M[i, q] = count * F(1 - 2 * code[q])
        return
    share = F(plan.negative / plan.n_shared)
    for i in range(M.shape[0]):
        pairs = F(0)
        for q in range(n):
            pairs += M[i, q]
        for q in range(n, M.shape[1]):
            M[i, q] = -share * pairs
