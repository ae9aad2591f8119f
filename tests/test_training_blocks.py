from collections import Counter

import numpy as np
import pytest

from w2vexplained.corpus.tokens import END, HOLE
from w2vexplained.training import blocks as room
from w2vexplained.training.blocks import Block, blocks
from w2vexplained.training.plan import plan


class Farthest:
    """A generator by whom every word stays and every window is as wide as it can be."""

    def random(self, n, dtype):
        return np.zeros(n, dtype)

    def integers(self, low, high, n, endpoint):
        assert low == 1 and endpoint
        return np.full(n, high)


def pairs_of(tokens, window, size=64, keep=None, rng=None, n=10):
    """All pairs (w, c) of a part, in the order of the blocks."""
    laid = plan(np.ones(n, int), window=window, sample=0)
    laid = laid if keep is None else laid._replace(keep=np.array(keep, np.float32))
    tokens = np.asarray(tokens, np.int32)
    return [
        (int(w), int(block.centres[i]))
        for block, _ in blocks(tokens, laid, size, rng or Farthest())
        for w, i in zip(block.words, block.of, strict=True)
    ]


def naive(tokens, window):
    """The same, by definition: no sentence end between the two, and neither a hole."""
    found = []
    for i, c in enumerate(tokens):
        for j in range(max(0, i - window), min(len(tokens), i + window + 1)):
            between = tokens[min(i, j) : max(i, j) + 1]
            if i != j and c >= 0 and tokens[j] >= 0 and END not in between:
                found.append((int(tokens[j]), int(c)))
    return found


TEXT = np.random.default_rng(0).choice([END, HOLE, *range(10)], 300, p=[0.1, 0.1] + [0.08] * 10)


@pytest.mark.parametrize("window", [1, 2, 5, 400])
@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("at_once", [1, 60, 2**16])
def test_every_pair_within_the_window_comes_once_however_the_text_is_cut(window, size, at_once, monkeypatch):
    monkeypatch.setattr(room, "AT_ONCE", at_once)
    assert pairs_of(TEXT, window, size) == naive(TEXT, window)


def test_a_hole_keeps_the_distance_and_stands_in_no_pair():
    assert pairs_of([3, HOLE, 4, 5], window=1) == [(5, 4), (4, 5)]
    assert pairs_of([3, HOLE, 4], window=2) == [(4, 3), (3, 4)]


@pytest.mark.parametrize("tokens", [[], [END], [3], [3, END, 4, END], [HOLE, HOLE], [HOLE, 3, HOLE, END]])
def test_a_part_without_two_words_in_a_sentence_has_no_block(tokens):
    assert pairs_of(tokens, window=5) == []


def test_a_sentence_that_is_not_closed_is_trained_as_if_it_were():
    assert pairs_of([1, 2, 3], window=2) == pairs_of([1, 2, 3, END], window=2)


def test_a_word_that_goes_makes_its_neighbours_adjacent():
    keep = np.ones(10)
    keep[7] = 0
    assert pairs_of([1, 7, 2], window=1, keep=keep, rng=np.random.default_rng(0)) == [(2, 1), (1, 2)]


def test_ends_and_holes_stay_however_seldom_words_do():
    tokens = np.tile(np.array([0, 1, END, 1, HOLE, 1, 0, END], np.int32), 100)
    keep = np.ones(10)
    keep[0] = 0
    assert pairs_of(tokens, window=1, keep=keep, rng=np.random.default_rng(0)) == []


def test_words_are_kept_with_their_probability():
    n = 40_000
    tokens = np.tile(np.array([0, 1, 2, 3], np.int32), n)
    laid = plan([1, 1, 1, 1], window=1, sample=0)._replace(keep=np.array([0, 0.25, 0.9, 1], np.float32))
    found = Counter()
    for block, _ in blocks(tokens, laid, 1000, np.random.default_rng(1)):
        found.update(block.centres.tolist())
    assert found[0] == 0 and found[3] == n
    for word, p in ((1, 0.25), (2, 0.9)):
        assert abs(found[word] - n * p) < 5 * np.sqrt(n * p * (1 - p))


def test_a_window_reaches_to_each_distance_with_the_probability_of_a_dynamic_one():
    n, window = 20_000, 4
    found = Counter(pairs_of([0, 1, 2, 3, 4, 5, END] * n, window, rng=np.random.default_rng(2)))
    for i in range(6):
        for j in range(6):
            p = max(0, window - abs(i - j) + 1) / window if i != j else 0
            assert abs(found[j, i] - n * p) <= 5 * np.sqrt(n * p * (1 - p))


def test_of_the_neighbours_at_one_distance_both_come_or_none():
    found = pairs_of([1, 0, 2, END] * 500 + [1, 8, 0, 8, 2, END] * 500, window=2, rng=np.random.default_rng(3))
    found = Counter(found)
    assert found[1, 0] == found[2, 0] and 500 < found[1, 0] < 1000


def test_the_share_that_is_done_rises_from_0_to_almost_1(monkeypatch):
    monkeypatch.setattr(room, "AT_ONCE", 1000)
    laid = plan(np.ones(10, int), window=5, sample=0)
    done = [share for _, share in blocks(np.zeros(5000, np.int32), laid, 10, np.random.default_rng(0))]
    assert done[0] == 0 and 0.995 < done[-1] < 1
    assert 0 < np.diff(done).min() and np.diff(done).max() < 0.005


def test_a_cut_leaves_out_what_has_no_pair_and_changes_nothing_else():
    block = Block(np.array([4, 5, 6, 7]), np.array([1, 2, 3]), np.array([0, 0, 3]))
    first, last = block.cut(1)
    assert (first.centres.tolist(), first.words.tolist(), first.of.tolist()) == ([4], [1, 2], [0, 0])
    assert (last.centres.tolist(), last.words.tolist(), last.of.tolist()) == ([7], [3], [0])
