"""Small binary trees on which the lines of HS1 are evaluated."""

import random
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.instances import dot, fractions
from w2vexplained.ledger.statements.program import full_trees, paths


class Walk(NamedTuple):
    """A binary tree with vectors at its inner nodes, a word, and one of the leaves.

    Attributes
    ----------
    v_w : list of mpf, (d,)
        The word vector.
    U : list of lists of mpf, (n - 1, d)
        The vectors of the inner nodes.
    paths : list of pairs of lists
        For each leaf its inner nodes, root first, and the turns taken there.
    leaf : int
        The leaf that is looked for.
    """

    v_w: list
    U: list
    paths: list
    leaf: int

    @property
    def path(self):
        """The pairs (inner node, turn) on the way to the leaf."""
        return list(zip(*self.paths[self.leaf], strict=True))

    def score(self, node):
        """The product of one inner node's vector with the word's."""
        return dot(self.U[node], self.v_w)

    def moved(self, t, component, node=None):
        """The same with one component of the word's vector, or of one node's, moved by t."""
        if node is None:
            return self._replace(v_w=moved_by(self.v_w, component, t))
        return self._replace(U=[moved_by(u, component, t) if j == node else u for j, u in enumerate(self.U)])


def walks(seed, count=3, d=2, n=5):
    """Draw small trees.

    Parameters
    ----------
    seed : int
        The same seed gives the same trees.
    count, d, n : int
        How many trees, components, leaves.

    Returns
    -------
    list of Walk
        With entries that are sevenths between −2 and 2.
    """
    rng = random.Random(seed)
    drawn = []
    for _ in range(count):
        tree = rng.choice(full_trees(n))
        v_w, U = fractions(rng, d), [fractions(rng, d) for _ in range(n - 1)]
        drawn.append(Walk(v_w, U, paths(tree), rng.randrange(n)))
    return drawn


def siblings(walk):
    """Find two leaves below one inner node: those of the longest path and of the same with another last turn."""
    points, code = max(walk.paths, key=lambda path: len(path[0]))
    pair = [i for i, (p, c) in enumerate(walk.paths) if p == points and c[:-1] == code[:-1]]
    return pair, (points, code)


def probability(walk, leaf):
    """The product of the turns on the way to a leaf."""
    return chance(walk, *walk.paths[leaf])


def chance(walk, points, code):
    """The product of the turns on a path."""
    return mp.fprod(1 / (1 + mp.exp(-(1 - 2 * bit) * walk.score(i))) for i, bit in zip(points, code, strict=True))


def moved_by(vector, component, t):
    """A vector with one component moved by t."""
    return [x + t if m == component else x for m, x in enumerate(vector)]
