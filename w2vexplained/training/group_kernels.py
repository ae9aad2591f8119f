"""A group of centres with their neighbours and targets, laid out as the matrices of one step."""

from typing import NamedTuple

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.corpus.tokens import END
from w2vexplained.training.draws_kernels import negative, window_size
from w2vexplained.training.plan import OBJECTIVES

F = np.float32
_TREE = OBJECTIVES.index("hierarchical_softmax")


class Group(NamedTuple):
    """Room for the largest group: L centres, m words in their windows, n targets, vectors of d components.

    Attributes
    ----------
    centres, left, right : arrays of int64, (L,)
        The place of each centre, and the first and last place of its window.
    row : array of int64, (m,)
        Which row each place of the group's stretch of text has; without a meaning at a hole or an end.
    words, targets : arrays of int64, (m,) and (n,)
        The rows of W and C that take part.
    shift : array of float32, (n,)
        What is subtracted from the targets' scores.
    V, dV, T, dT : arrays of float32, (m, d) and (n, d)
        Their vectors, and how far they move. With cbow a row of V is a mean.
    M, G : arrays of float32, (m · n,)
        Weights and slopes.
    A : array of float32, (m · L,)
        With cbow, the share of each word in each mean; else empty.
    R, dR : arrays of float32, (m, d)
        With cbow, the words' vectors, and how far they move; else empty.
    """

    centres: np.ndarray
    left: np.ndarray
    right: np.ndarray
    row: np.ndarray
    words: np.ndarray
    targets: np.ndarray
    shift: np.ndarray
    V: np.ndarray
    dV: np.ndarray
    T: np.ndarray
    dT: np.ndarray
    M: np.ndarray
    G: np.ndarray
    A: np.ndarray
    R: np.ndarray
    dR: np.ndarray


def new_group(plan, d, length):
    """Make room for the groups of a plan.

    Parameters
    ----------
    plan : Plan
        Which says how large they can be.
    d : int
        The size of the vectors.
    length : int
        How many places the text has, which bounds what a group can hold.

    Returns
    -------
    Group
        Arrays that hold nothing yet.
    """
    L, tree = min(centres_of_a_group(plan), length), plan.objective == _TREE
    m, n = min(L + 2 * plan.window, length), plan.points.shape[1] if tree else L + plan.n_shared
    places = {name: np.empty(L, np.int64) for name in ("centres", "left", "right")}
    numbers = {name: np.empty(size, np.int64) for name, size in (("row", m), ("words", m), ("targets", n))}
    vectors = {name: np.empty((size, d), F) for name, size in (("V", m), ("dV", m), ("T", n), ("dT", n))}
    tables = {"M": np.empty(m * n, F), "G": np.empty(m * n, F), "A": np.empty(m * L * plan.cbow, F)}
    means = {name: np.empty((m * plan.cbow, d), F) for name in ("R", "dR")}
    return Group(**places, **numbers, shift=np.empty(n, F), **vectors, **tables, **means)


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
def lay_windows(kept, start, stop, plan, state, group):
    """Draw the windows of the centres from start to stop; a sentence's end closes them, a hole does not.

    Parameters
    ----------
    kept : array of int32
        The text.
    start, stop : int
        Where the centres begin, and where they end.
    plan : Plan
        The plan.
    state : array of uint64, (1,)
        The generator.
    group : Group
        Whose centres, left and right are set.

    Returns
    -------
    n, low, high : int
        How many centres there are, and from where to where their windows reach.
    """
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
def list_words(kept, low, high, group):
    """Give a row to each word in a stretch of the text.

    Parameters
    ----------
    kept : array of int32
        The text.
    low, high : int
        Where the stretch begins, and where it ends.
    group : Group
        Whose words and row are set.

    Returns
    -------
    int
        m, how many rows there are.
    """
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
def choose_targets(kept, n, plan, state, group):
    """List the targets: the nodes of the centre's path, or the centres themselves and N draws.

    Parameters
    ----------
    kept : array of int32
        The text.
    n : int
        How many centres there are.
    plan : Plan
        The plan.
    state : array of uint64, (1,)
        The generator.
    group : Group
        Whose targets and shift are set.

    Returns
    -------
    int
        How many targets there are.
    """
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
