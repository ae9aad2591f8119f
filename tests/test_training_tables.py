from collections import Counter

import numpy as np
import pytest

from w2vexplained.training.blocks import Block
from w2vexplained.training.plan import OBJECTIVES, plan
from w2vexplained.training.tables import MOST_FORCES, most_forces, table, tables

# Three centres 5, 6, 5, the second without a neighbour: pairs (w, c) are (1, 5), (1, 5), (2, 5), then (2, 5), (3, 5).
BLOCK = Block(np.array([5, 6, 5]), np.array([1, 1, 2, 2, 3]), np.array([0, 0, 0, 2, 2]))


def random_block(centres=40, words=8, seed=0):
    rng = np.random.default_rng(seed)
    of = np.sort(rng.integers(0, centres, 5 * centres))
    return Block(rng.integers(0, words, centres), rng.integers(0, words, len(of)), of)


def pairs_of(counted):
    """The pairs of a table of skip-gram, as often as they are counted."""
    found = Counter()
    for i, w in enumerate(counted.words):
        for j, c in enumerate(counted.contexts):
            found[int(w), int(c)] += int(counted.counts[i, j])
    return +found


def test_a_table_counts_the_pairs_of_its_block():
    assert pairs_of(table(BLOCK, cbow=False)) == {(1, 5): 2, (2, 5): 2, (3, 5): 1}
    block = random_block()
    expected = Counter(zip(block.words.tolist(), block.centres[block.of].tolist(), strict=True))
    assert pairs_of(table(block, cbow=False)) == expected


def test_cbow_averages_the_neighbours_of_each_centre_that_has_one():
    counted = table(BLOCK, cbow=True)
    assert counted.words.tolist() == [1, 2, 3] and counted.contexts.tolist() == [5]
    np.testing.assert_allclose(counted.means, [[2 / 3, 1 / 3, 0], [0, 1 / 2, 1 / 2]], rtol=1e-7)
    assert counted.counts.tolist() == [[1], [1]]


@pytest.mark.parametrize("cbow", [False, True])
def test_words_and_contexts_come_once_and_numbers_are_of_32_bits(cbow):
    counted = table(random_block(), cbow)
    for ids in (counted.words, counted.contexts):
        assert len(set(ids.tolist())) == len(ids)
    assert counted.counts.dtype == np.float32
    assert counted.means is None or counted.means.dtype == np.float32


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("alpha", [1e-4, 0.025, 0.1, 10])
def test_halves_have_all_pairs_and_no_vector_feels_too_much(objective, architecture, alpha):
    laid = plan(np.arange(8, 0, -1), objective=objective, architecture=architecture)
    block, likeliest = random_block(), laid.P_n.max()
    halves = list(tables(block, laid, alpha, likeliest))
    total = len(set(block.of.tolist())) if laid.cbow else len(block.words)
    assert sum(half.counts.sum() for half in halves) == total
    whole = table(block, laid.cbow)
    fits = alpha * most_forces(whole, laid, likeliest) <= MOST_FORCES
    assert (len(halves) == 1) == fits
    assert fits or alpha > 1e-4
    assert not fits or alpha < 10
    for half in halves:
        alone = half.counts.shape[1] == 1
        assert alpha * most_forces(half, laid, likeliest) <= MOST_FORCES or alone


def test_a_word_repeated_a_hundred_times_is_trained_in_small_blocks():
    of = np.repeat(np.arange(100), 6)
    laid = plan([1000] * 5000, sample=0)
    same = Block(np.full(100, 7), np.full(600, 7), of)
    different = Block(np.arange(100), np.arange(600), of)
    assert [len(list(tables(block, laid, 0.025, 1 / 5000))) for block in (same, different)] == [32, 1]


def test_forces_are_as_many_as_counted_by_hand():
    laid = plan([4, 3, 3, 2, 2, 1, 1], negative=3, noise_power=0)
    counted = table(BLOCK, cbow=False)
    # Words stand in 2, 2, 1 pairs, each with 1 + 3 forces; on the context pull 5, and 5·3/6 pushes on a likely one.
    assert most_forces(counted, laid, 1 / 6) == 8
    assert most_forces(counted, laid, 1 / 2) == pytest.approx(12.5)
    assert most_forces(counted, laid._replace(objective=1), 1 / 6) == 10
    tree = plan([4, 3, 3, 2, 2, 1, 1], objective="hierarchical_softmax")
    turns = int(tree.lengths[5])
    assert most_forces(counted, tree, 1 / 6) == max(2 * turns, 5)
    # Means share forces out: word 1 has 2/3 of those of the first centre, word 2 a third and a half.
    averaged = table(BLOCK, cbow=True)
    assert most_forces(averaged, laid, 1 / 6) == pytest.approx(max(4 * 5 / 6, 2 + 2 * 3 / 6))
    assert most_forces(averaged, laid._replace(negative=9), 0) == pytest.approx(10 * 5 / 6)
