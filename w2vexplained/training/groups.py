"""The arrays that a group of centres is laid out in, made once and used for one group after the other."""

from typing import NamedTuple

import numpy as np

from w2vexplained.training.group_kernels import centres_of_a_group
from w2vexplained.training.plan import OBJECTIVES


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
    L, tree = min(centres_of_a_group(plan), length), OBJECTIVES[plan.objective] == "hierarchical_softmax"
    m, n = min(L + 2 * plan.window, length), plan.points.shape[1] if tree else L + plan.n_shared
    places = {name: np.empty(L, np.int64) for name in ("centres", "left", "right")}
    numbers = {name: np.empty(size, np.int64) for name, size in (("row", m), ("words", m), ("targets", n))}
    vectors = {name: np.empty((size, d), np.float32) for name, size in (("V", m), ("dV", m), ("T", n), ("dT", n))}
    tables = {
        "M": np.empty(m * n, np.float32),
        "G": np.empty(m * n, np.float32),
        "A": np.empty(m * L * plan.cbow, np.float32),
    }
    means = {name: np.empty((m * plan.cbow, d), np.float32) for name in ("R", "dR")}
    return Group(**places, **numbers, shift=np.empty(n, np.float32), **vectors, **tables, **means)
