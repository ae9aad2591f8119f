"""Huffman's tree of a vocabulary: a short path for a frequent word."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments


class Tree(NamedTuple):
    """A binary tree with one leaf for each word, as the paths from its root to the leaves.

    Attributes
    ----------
    codes : array of int8, (n, longest)
        The turns on the way to each leaf, root first: 1 leads to the second-smallest of the two that were joined.
    points : array of int, (n, longest)
        The inner nodes, 0 … n − 2, at which these turns are taken; the root is n − 2.
    lengths : array of int, (n,)
        How many turns there are. Beyond them codes hold 0, and points −1.
    """

    codes: np.ndarray
    points: np.ndarray
    lengths: np.ndarray

    def path(self, leaf):
        """Give the way to one leaf.

        Parameters
        ----------
        leaf : int
            The word.

        Returns
        -------
        points : array of int, (length,)
            The inner nodes on the way, root first.
        code : array of int8, (length,)
            The turns taken there.

        Raises
        ------
        IndexError, TypeError
            If there is no such word.
        """
        leaf = arguments.indices("leaf", [leaf], self.lengths.size)[0]
        length = self.lengths[leaf]
        return self.points[leaf, :length], self.codes[leaf, :length]


def huffman(counts, as_they_come=False):
    r"""Join the two rarest again and again, until one tree is left.

    The two rarest stand at the end of one of two queues: the words not yet joined, rarest first, and the inner nodes
    in the order of their making. Of a word and an inner node that are equally rare the inner node is taken, which
    makes some paths longer and others shorter, and the average neither.

    Equation: HS2

    Parameters
    ----------
    counts : array of numbers, (n,)
        How often each word occurs, falling; at most one of them may be 0.
    as_they_come : bool
        Whether to join words from the last to the first though counts do not fall, as the program does: it keeps the
        end of a sentence in the first place, however rare. The tree then need not be the best. Any count may be 0.

    Returns
    -------
    Tree
        The program's, ties included; a single word has a path of no turns.

    Raises
    ------
    ValueError
        If there are no counts, one is negative or not finite, two are 0, or one is larger than the one before it, the
        last two unless they are taken as they come.

    References
    ----------
    Huffman1952; MSCCD2013 §2.1.

    Examples
    --------
    >>> tree = huffman([5, 2, 1, 1])
    >>> tree.lengths.tolist()
    [1, 2, 3, 3]
    >>> points, code = tree.path(2)
    >>> points.tolist(), code.tolist()
    ([2, 1, 0], [0, 0, 1])
    """
    counts = _counts(counts, as_they_come)
    return _paths(*_joined(counts.tolist()))


def expected_length(tree, p):
    r"""Average the length of the paths: :math:`\sum_w p(w)\,\mathrm{len}(w)`.

    Equation: HS2

    Parameters
    ----------
    tree : Tree
        Paths to n words.
    p : array, (n,)
        The probability of each word.

    Returns
    -------
    number
        Turns, or bits: a turn is one of two.

    Raises
    ------
    ValueError
        If p is no distribution over the n words.

    Examples
    --------
    >>> float(expected_length(huffman([2, 1, 1]), [0.5, 0.25, 0.25]))
    1.5
    """
    return (arguments.distribution("p", p, tree.lengths.size) * tree.lengths).sum()


def _counts(counts, as_they_come):
    counts = arguments.array("counts", counts)
    if counts.ndim != 1 or counts.size == 0 or counts.dtype.kind not in "iuf":
        raise ValueError(f"expected counts of shape (n,), n ≥ 1; got {counts.dtype} of shape {counts.shape}")
    arguments.finite("counts", counts)
    if (counts < 0).any() or ((counts == 0).sum() > 1 and not as_they_come):
        raise ValueError(f"expected counts > 0, but for one 0; got {np.sort(counts)[:2].tolist()} for the two rarest")
    rises = np.flatnonzero(counts[1:] > counts[:-1])
    if rises.size and not as_they_come:
        i = int(rises[0])
        raise ValueError(f"expected falling counts; got {counts[i + 1]} after {counts[i]} (see as_they_come)")
    return counts


def _joined(counts):
    """Join nodes two by two; give each node's parent and turn, words first, inner nodes in the order of their making.

    Counts are Python's numbers, so that whole ones are added exactly.
    """
    n = len(counts)
    parent, turn = np.zeros(2 * n - 1, dtype=np.int64), np.zeros(2 * n - 1, dtype=np.int8)
    weights = counts + [float("inf")] * (n - 1)  # no inner node yet: rarer than nothing
    word, inner = n - 1, n
    for new in range(n, 2 * n - 1):
        joined = 0
        for bit in (0, 1):
            if word >= 0 and weights[word] < weights[inner]:
                rarest, word = word, word - 1
            else:
                rarest, inner = inner, inner + 1
            parent[rarest], turn[rarest] = new, bit
            joined += weights[rarest]
        weights[new] = joined
    return parent, turn


def _paths(parent, turn):
    """Climb from all leaves at once, then turn what was met around: the root comes first."""
    n = (parent.size + 1) // 2
    root, node = parent.size - 1, np.arange(n)
    turns, nodes = [], []
    while (climbs := node != root).any():
        turns.append(np.where(climbs, turn[node], 0))
        node = np.where(climbs, parent[node], root)
        nodes.append(np.where(climbs, node - n, -1))
    points = np.array(nodes, dtype=np.int64).reshape(-1, n).T
    codes = np.array(turns, dtype=np.int8).reshape(-1, n).T
    lengths = (points >= 0).sum(axis=1)
    return Tree(_from_the_root(codes, lengths), _from_the_root(points, lengths), lengths)


def _from_the_root(climbed, lengths):
    """Turn the first `lengths` entries of each row around, and leave the padding behind them."""
    places = np.arange(climbed.shape[1])
    back = lengths[:, None] - 1 - places
    return np.take_along_axis(climbed, np.where(back >= 0, back, places), axis=1)
