from collections import Counter

import numpy as np
import pytest
from scipy import stats

from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.pairs import as_pairs, count_table, pairs
from w2vexplained.corpus.subsampling import subsample
from w2vexplained.corpus.tokens import END, HOLE, as_tokens


def naive(sentences, window):
    """The definition, position by position."""
    return [
        [words[i], words[j]]
        for words in sentences
        for i in range(len(words))
        for j in range(max(0, i - window), min(len(words), i + window + 1))
        if i != j
    ]


@pytest.mark.parametrize("window", [1, 2, 3, 10])
def test_pairs_are_those_of_the_definition_in_the_order_of_the_text(window):
    rng = np.random.default_rng(0)
    text = [rng.integers(0, 6, n) for n in (0, 1, 2, 7, 1, 0, 4, 12)]
    assert pairs(text, window).tolist() == [[int(w), int(c)] for w, c in naive(text, window)]


def test_words_pair_like_numbers():
    text = ["the cat sees the dog".split(), "the dog sleeps".split(), ["alone"]]
    assert pairs(text, 2).tolist() == naive(text, 2)


def test_a_pair_stands_there_as_often_as_it_occurs():
    assert Counter(map(tuple, pairs([["a", "a", "a"]], 2).tolist())) == {("a", "a"): 6}


def test_a_dynamic_window_of_size_one_is_the_full_window():
    text = [np.arange(9)]
    np.testing.assert_array_equal(pairs(text, 1, np.random.default_rng(0)), pairs(text, 1))


def test_a_dynamic_window_uses_distance_delta_with_chance_l_minus_delta_plus_one_over_l():
    # Binomial tests at level 2e-7 for each of five distances: a right sampler fails for one seed in a million.
    n, window = 20_000, 5
    D = pairs([np.arange(n)], window, np.random.default_rng(1))
    distance = np.bincount(abs(D[:, 0] - D[:, 1]), minlength=window + 1)
    assert len(distance) == window + 1
    for delta in range(1, window):
        p = (window - delta + 1) / window
        assert stats.binomtest(int(distance[delta]), 2 * (n - delta), p).pvalue > 2e-7
    assert distance[1] == 2 * (n - 1)


def test_a_dynamic_window_is_the_same_on_both_sides_of_a_word():
    D = pairs([np.arange(1000)], 4, np.random.default_rng(2))
    for w in range(4, 996):
        offsets = np.sort(D[D[:, 0] == w, 1] - w)
        np.testing.assert_array_equal(offsets, -offsets[::-1])


@pytest.mark.parametrize("window", [0, -1, 1.5, True, "2"])
def test_a_window_below_one_word_is_an_error(window):
    with pytest.raises(ValueError, match="expected a whole number of words for the window ≥ 1; got"):
        pairs([["a", "b"]], window)


@pytest.mark.parametrize("text", [[], [[]], [["a"], ["b"]]])
def test_a_text_without_a_pair_is_an_error(text):
    with pytest.raises(ValueError, match=f"got {len(text)} sentences without a pair"):
        pairs(text, 2)


@pytest.mark.parametrize("text", [["the", "cat"], [1, 2, 3], "text"])
def test_one_sentence_alone_is_an_error(text):
    with pytest.raises(TypeError, match="each a list of words or numbers; got"):
        pairs(text, 2)


def test_count_table_counts_every_pair():
    rng = np.random.default_rng(3)
    D = np.stack([rng.integers(0, 4, 500), rng.integers(0, 7, 500)], axis=1)
    table = count_table(D, 4, 7)
    tally = Counter(map(tuple, D.tolist()))
    assert table.shape == (4, 7)
    assert all(table[w, c] == tally[w, c] for w in range(4) for c in range(7))
    assert table.sum() == 500


def test_counts_of_full_windows_are_symmetric():
    D = pairs([np.random.default_rng(4).integers(0, 5, 200)], 3)
    table = count_table(D, 5, 5)
    np.testing.assert_array_equal(table, table.T)


@pytest.mark.parametrize(
    ("D", "error", "message"),
    [
        ([(0, 1, 2)], ValueError, r"shape \(\|D\|, 2\), at least one; got shape \(1, 3\)"),
        ([], ValueError, "at least one"),
        ([("a", "b")], TypeError, "pairs of numbers"),
        ([(2, 0)], IndexError, "every w in 0 … 1; got 2"),
        ([(0, 3)], IndexError, "every c in 0 … 2; got 3"),
        ([(0, -1)], IndexError, "every c in 0 … 2; got -1"),
    ],
)
def test_bad_pairs_are_named(D, error, message):
    with pytest.raises(error, match=message):
        as_pairs(D, 2, 3)
    with pytest.raises(error, match=message):
        count_table(D, 2, 3)


@pytest.mark.parametrize("size", [201, np.uint8(201)])
def test_numbers_in_small_types_are_counted_in_the_right_cell(size):
    table = count_table(np.array([[200, 199]], np.uint8), size, size)
    assert np.argwhere(table).tolist() == [[200, 199]]


@pytest.mark.parametrize("size", [0, 2.0, "2", None, True])
def test_a_vocabulary_without_a_size_is_named(size):
    with pytest.raises(ValueError, match="expected a whole number of contexts ≥ 1; got"):
        count_table([(0, 0)], 2, size)


def test_a_window_wider_than_any_sentence_costs_nothing_more():
    sentences = [[0, 1, 2], [], [1]]
    np.testing.assert_array_equal(pairs(sentences, 10**9), pairs(sentences, 2))


@pytest.mark.parametrize("sentences", [None, 5, (words for words in [[0, 1]])])
def test_what_is_no_list_of_sentences_is_named(sentences):
    with pytest.raises(TypeError, match="expected a list of sentences; got"):
        pairs(sentences, 1)


def test_a_token_array_has_the_pairs_of_its_sentences():
    text = [[3, 1, 4], [], [1, 5, 9, 2]]
    flat = np.array([3, 1, 4, END, END, 1, 5, 9, 2, END], np.int32)
    for rng in (lambda: None, lambda: np.random.default_rng(6)):
        np.testing.assert_array_equal(pairs(flat, 2, rng()), pairs(text, 2, rng()))


def test_a_hole_keeps_words_apart_and_stands_in_no_pair():
    assert pairs([[3, HOLE, 4, 5]], 2).tolist() == [[3, 4], [4, 3], [4, 5], [5, 4]]
    assert pairs(np.array([3, HOLE, 4, 5, END], np.int32), 1).tolist() == [[4, 5], [5, 4]]


def test_a_hole_draws_a_window_as_every_place_does():
    holed = pairs([[7, 8, HOLE, 9, 10]], 4, np.random.default_rng(7))
    whole = pairs([[7, 8, 0, 9, 10]], 4, np.random.default_rng(7))
    np.testing.assert_array_equal(holed, whole[(whole != 0).all(axis=1)])


@pytest.mark.parametrize(("text", "n"), [([], 0), ([HOLE, 1, END], 1), ([1, END, 2, END], 2), ([END, END], 2)])
def test_a_token_array_without_a_pair_is_an_error(text, n):
    with pytest.raises(ValueError, match=f"got {n} sentences without a pair"):
        pairs(np.array(text, np.int32), 2)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (np.array([3, 1, END]), TypeError, "expected a token array of int32 .*; got an array of int64"),
        (np.array([3, 1, 2], np.uint32), TypeError, "expected a token array of int32 .*; got an array of uint32"),
        (np.array([3, 1], np.int32), ValueError, "closes its last sentence with END = -2; got 1"),
        (np.array([3, -5, END], np.int32), ValueError, "HOLE = -1, END = -2; got -5"),
        ([[3, -5]], ValueError, "word numbers in 0 … 2147483647, or -1 for a hole; got -5"),
        ([[3, 2**31]], ValueError, "or -1 for a hole; got 2147483648"),
        ([[0.5, 1.5]], TypeError, "a list of word numbers; got"),
        ([["a", "b"], [0, 1]], TypeError, "a list of word numbers; got"),
    ],
)
def test_numbers_are_checked_in_pairs_and_in_subsampling_as_in_counting(text, error, message):
    for use in (
        lambda: pairs(text, 2),
        lambda: subsample(text, np.ones(9), np.random.default_rng(0)),
        lambda: count_matrix(text, 2, 2**20),
    ):
        with pytest.raises(error, match=message):
            use()


@pytest.mark.parametrize("kind", [list, np.uint8, np.int32, np.int64, "token array"])
def test_pairs_of_numbers_are_of_int64_whatever_the_text_was(kind):
    text = [[250, 1, 7]]
    text = as_tokens(text) if kind == "token array" else text if kind is list else [np.array(text[0], kind)]
    D = pairs(text, 1)
    assert D.dtype == np.int64
    assert D.tolist() == [[250, 1], [1, 250], [1, 7], [7, 1]]
