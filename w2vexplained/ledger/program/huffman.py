"""HS2: how long the paths of Huffman's tree are on average."""

import heapq
from itertools import combinations_with_replacement

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.record import Record, witness
from w2vexplained.ledger.statements import program as statement
from w2vexplained.statistics import huffman
from w2vexplained.verification.evidence import worst
from w2vexplained.verification.properties import worst_case


@witness(
    "E",
    "For all 923 falling lists of up to 6 counts from 1 to 6, no binary tree is shorter than the shipped one, and its "
    "length lies within the bounds, in whole numbers.",
)
def best_of_all_trees():
    """Compare with every full binary tree, its shortest paths given to the most frequent words."""
    wrong = []
    for n in range(1, 7):
        for rising in combinations_with_replacement(range(1, 7), n):
            counts = rising[::-1]
            length = _total_length(counts)
            wrong += [length != statement.least_length(counts), not statement.entropy_bounds_hold(counts, length)]
    return worst(wrong, 0, f"{len(wrong) // 2} lists")


@witness(
    "E",
    "Both assumptions are needed: with the rarest first, 1, 300, 100, 100 as they come, the mean is above H + 1; with "
    "the counts 1, 0 it is H + 1.",
)
def the_bound_needs_its_assumptions():
    """Compute in whole numbers; sorted, the first counts keep the bounds."""
    counts, N = [1, 300, 100, 100], 501
    mean = huffman.expected_length(huffman.huffman(counts, as_they_come=True), np.array(counts) / N)
    total = round(mean * N)
    above = 2**total * 300**300 * 100**200 > 2**N * N**N
    kept = statement.entropy_bounds_hold(counts, _total_length([300, 100, 100, 1]))
    of_one = huffman.expected_length(huffman.huffman([1, 0]), [1.0, 0.0])  # where H = 0
    return worst([abs(mean - total / N) > 1e-12, not above, not kept, of_one != 1], 0, "3 trees")


@witness(
    "H",
    "No counts are found for which the shipped mean, in bits, is below the entropy, or not below it plus 1, or above "
    "that of Huffman's algorithm with a heap.",
)
def bounds_for_any_counts():
    """Let hypothesis choose up to 60 counts up to a million; any violation is measured in 30 digits."""

    def violation(counts):
        counts = sorted(counts, reverse=True)
        with mp.workdps(30):
            p = np.array(counts) / sum(counts)
            mean, H = huffman.expected_length(huffman.huffman(counts), p), statement.number_entropy(counts)
            return float(max(H - mean, mean - H - 1, abs(mean - mp.mpf(_length_with_a_heap(counts)) / sum(counts))))

    counts = strategies.lists(strategies.integers(1, 10**6), min_size=1, max_size=60)
    return worst(worst_case(violation, counts), 1e-13, "100 lists")


@witness(
    "N",
    "For ten thousand words by Zipf's law the shipped mean is that of Huffman's algorithm with a heap; for 200 random "
    "lists of 7 to 30 counts, so is the sum.",
)
def as_short_as_with_a_heap():
    """Compare the mean, and in whole numbers the sum over all occurrences."""
    rng = np.random.default_rng(64)
    lists = [sorted(rng.integers(1, 200, rng.integers(7, 31)).tolist(), reverse=True) for _ in range(200)]
    wrong = [_total_length(counts) != _length_with_a_heap(counts) for counts in lists]
    counts = [10**7 // rank for rank in range(1, 10_001)]
    mean = huffman.expected_length(huffman.huffman(counts), np.array(counts) / sum(counts))
    least = _length_with_a_heap(counts)
    return worst([abs(mean - least / sum(counts)), _total_length(counts) != least, *wrong], 1e-12, "bits")


@witness(
    "B",
    "Both bounds are tight: counts that are powers of 2 meet the entropy, and where one of two words is rare the mean "
    "comes within 3·10⁻⁵ of the entropy plus 1.",
)
def both_bounds_are_tight():
    """Measure the distance from either bound."""
    halves = [2**i for i in range(20, 0, -1)] + [2]
    rare = [10**6, 1]
    with mp.workdps(30):
        low, high = (
            huffman.expected_length(huffman.huffman(x), np.array(x) / sum(x)) - statement.number_entropy(x)
            for x in (halves, rare)
        )
    return worst([abs(low) > 1e-13, high >= 1, float(1 - high)], 3e-5, "bits")


def _length_with_a_heap(counts):
    """Join the two smallest again and again; the total length is the sum of all joined counts."""
    heap, joined = list(counts), []
    heapq.heapify(heap)
    while len(heap) > 1:
        joined.append(heapq.heappop(heap) + heapq.heappop(heap))
        heapq.heappush(heap, joined[-1])
    return sum(joined)


def _total_length(counts):
    return sum(int(x) * y for x, y in zip(huffman.huffman(counts).lengths, counts, strict=True))


HS2 = Record(
    id="HS2",
    title="length of Huffman's paths",
    chapter="program",
    kind="inequality",
    sentence="A word costs, on average, less than one turn more than the entropy of words in bits, and no binary tree "
    "makes it cheaper.",
    latex=r"H\;\le\;\sum_{w}p(w)\,L_w\;<\;H+1,\qquad H=-\sum_{w}p(w)\log_2p(w)",
    source="Huffman 1952; Shannon 1948 for the bounds",
    assumptions=(
        "L_w is how many turns the path to w has in a tree built by joining the two rarest again and again, and p(w) "
        "the share of the counts that it was built from.",
        "The words stand in falling order, and each occurs: with a rare one in the first place the upper bound can "
        "fail, and of a word that occurs and one that never does the mean is H + 1.",
    ),
    departure="The program keeps the end of a sentence in the first place of its vocabulary, however rare it is.",
    code=(huffman.huffman, huffman.expected_length),
    follows_from=("HS1",),
    witnesses=(
        best_of_all_trees,
        the_bound_needs_its_assumptions,
        bounds_for_any_counts,
        as_short_as_with_a_heap,
        both_bounds_are_tight,
    ),
)
