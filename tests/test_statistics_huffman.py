import heapq
from collections import deque
from functools import cache

import numpy as np
import pytest

from w2vexplained.statistics.huffman import Tree, expected_length, huffman

ZIPF = [1000 // rank for rank in range(1, 120)]
TIES = [4, 4, 2, 2, 2, 1, 1, 1, 1]


def cost_by_heap(counts):
    """The sum of all joined counts, which is the least total length: Huffman's algorithm as textbooks have it."""
    heap, cost = list(counts), 0
    heapq.heapify(heap)
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        cost += joined
        heapq.heappush(heap, joined)
    return cost


def cost_by_search(counts):
    """The least total length over all binary trees: split the words into two sets in every way."""

    @cache
    def best(words):
        if len(words) == 1:
            return 0
        below = (
            best(tuple(w for i, w in enumerate(words) if side >> i & 1))
            + best(tuple(w for i, w in enumerate(words) if not side >> i & 1))
            for side in range(1, 2 ** (len(words) - 1))
        )
        return sum(words) + min(below)

    return best(tuple(counts))


def paths_by_hand(counts):
    """Two queues of words and inner nodes as nested pairs, walked from the root; ties go to the inner node."""
    words, inner, made = deque(range(len(counts))), deque(), 0
    weight = dict(enumerate(counts))

    def rarest():
        if words and (not inner or weight[words[-1]] < weight[inner[0]]):
            return words.pop()
        return inner.popleft()

    while len(words) + len(inner) > 1:
        node = ("node", made, rarest(), rarest())
        weight[node] = weight[node[2]] + weight[node[3]]
        inner.append(node)
        made += 1
    found = {}

    def walk(node, points, code):
        if isinstance(node, int):
            found[node] = points, code
            return
        for bit in (0, 1):
            walk(node[2 + bit], [*points, node[1]], [*code, bit])

    walk((inner or words)[0], [], [])
    return found


def assert_sound(tree, n):
    """Every inner node has two children, each leaf ends one path, and the padding is as it says."""
    beyond = np.arange(tree.codes.shape[1]) >= tree.lengths[:, None]
    assert (tree.points[beyond] == -1).all()
    assert (tree.codes[beyond] == 0).all()
    assert sum(0.5 ** int(length) for length in tree.lengths) == 1
    prefixes = {tuple(tree.path(leaf)[1]) for leaf in range(n)}
    assert len(prefixes) == n
    nodes = {}
    for leaf in range(n):
        points, code = tree.path(leaf)
        for depth, point in enumerate(points):
            assert nodes.setdefault(point, tuple(code[:depth])) == tuple(code[:depth])
    assert sorted(nodes) == list(range(n - 1))


def falling(rng, n, top):
    return sorted(rng.integers(1, top, n).tolist(), reverse=True)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("top", [3, 50])
def test_paths_are_those_of_two_queues_with_ties_and_all(seed, top):
    rng = np.random.default_rng(seed)
    counts = falling(rng, int(rng.integers(2, 40)), top)
    tree, by_hand = huffman(counts), paths_by_hand(counts)
    for leaf in range(len(counts)):
        points, code = tree.path(leaf)
        assert (points.tolist(), code.tolist()) == by_hand[leaf]
    assert_sound(tree, len(counts))


@pytest.mark.parametrize("counts", [ZIPF, TIES, [1] * 33, [2**62, 2**61, 1], [0.5, 0.25, 0.25]])
def test_the_total_length_is_that_of_a_heap(counts):
    lengths = huffman(counts).lengths.tolist()
    assert sum(x * y for x, y in zip(lengths, counts, strict=True)) == cost_by_heap(counts)


@pytest.mark.parametrize("seed", range(12))
def test_no_binary_tree_has_a_shorter_total_length(seed):
    rng = np.random.default_rng(seed)
    counts = falling(rng, 2 + seed % 7, 12)
    assert huffman(counts).lengths @ counts == cost_by_search(counts)


def test_two_equally_rare_nodes_leave_the_inner_one_first():
    # 1 + 1 makes an inner node of 2, which is joined before the word of 2; the later of two words has the turn 0.
    tree = huffman([2, 2, 1, 1])
    assert tree.lengths.tolist() == [1, 2, 3, 3]
    assert tree.path(3)[1].tolist() == [1, 0, 0]
    assert tree.path(3)[0].tolist() == [2, 1, 0]


def test_counts_beyond_the_whole_numbers_of_a_float_are_added_exactly():
    # 2^53 - 1 and 2 make 2^53 + 1, which a float would round to 2^53: a tie, and so the other turn.
    assert huffman([2**53, 2**53 - 1, 2]).path(0)[1].tolist() == [0]


def test_one_word_needs_no_turn():
    tree = huffman([7])
    assert tree.lengths.tolist() == [0]
    assert tree.codes.shape == tree.points.shape == (1, 0)
    assert tree.points.dtype == np.int64
    assert expected_length(tree, [1]) == 0


def test_counts_as_they_come_are_joined_from_the_last_to_the_first():
    # The program's end of a sentence has the first place; here it never occurs, and yet its path is short.
    tree = huffman([0, 8, 4, 2, 1, 1], as_they_come=True)
    assert tree.lengths.tolist() == [1, 2, 3, 4, 5, 5]
    assert tree.path(0)[1].tolist() == [0]
    assert huffman([8, 4, 2, 1, 1, 0]).lengths.tolist() == [1, 2, 3, 4, 5, 5]


def test_the_expected_length_is_a_mean():
    assert np.isclose(expected_length(huffman(TIES), np.array(TIES) / 18), cost_by_heap(TIES) / 18, rtol=1e-15)


def test_a_hundred_thousand_words_have_their_paths():
    counts = (10**7 / np.arange(1, 100_001)).astype(np.int64)
    tree = huffman(counts)
    assert tree.codes.dtype == np.int8
    assert int(tree.lengths @ counts) == cost_by_heap(counts.tolist())


def test_a_tree_is_three_arrays():
    assert Tree._fields == ("codes", "points", "lengths")


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([2, 3], "expected falling counts; got 3 after 2"),
        ([3, -1], "expected counts > 0, but for one 0; got \\[-1, 3\\]"),
        ([3, 0, 0], "got \\[0, 0\\] for the two rarest"),
        ([], "expected counts of shape"),
        ([[1, 2]], "shape \\(1, 2\\)"),
        (["a"], "expected counts of shape"),
        ([float("nan")], "expected finite numbers in counts"),
    ],
)
def test_what_are_no_falling_counts_is_named(counts, message):
    with pytest.raises(ValueError, match=message):
        huffman(counts)


def test_a_leaf_that_is_not_there_is_named():
    with pytest.raises(IndexError, match="expected leaf in 0 … 2"):
        huffman([3, 2, 1]).path(3)


def test_probabilities_of_another_length_are_refused():
    with pytest.raises(ValueError, match=r"expected p of shape \(3,\); got \(2,\)"):
        expected_length(huffman([3, 2, 1]), [0.5, 0.5])


def test_counts_of_nothing_are_joined_as_they_come():
    tree = huffman([5, 3, 0, 0, 0], as_they_come=True)
    assert tree.lengths.tolist() == [1, 2, 3, 4, 4]
