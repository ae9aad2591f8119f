import numpy as np
import pytest
from scipy import sparse

from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.pairs import count_table, pairs


@pytest.mark.parametrize("window", [1, 2, 5, 30])
def test_the_counts_of_a_text_are_those_of_its_pairs(window):
    rng = np.random.default_rng(5)
    text = [rng.integers(0, 9, n) for n in (0, 1, 2, 7, 1, 0, 4, 12, 200)]
    counts = count_matrix(text, window, 9)
    assert isinstance(counts, sparse.csr_array)
    assert counts.dtype == np.int64
    np.testing.assert_array_equal(counts.toarray(), count_table(pairs(text, window), 9, 9))
    assert counts.has_canonical_format


def test_counts_of_a_text_in_lists_and_small_types():
    text = [[200, 199, 200], [7]]
    for sentences in (text, [np.array(words, np.uint8) for words in text]):
        counts = count_matrix(sentences, 2, 201)
        assert counts[200, 199] == counts[199, 200] == 2
        assert counts[200, 200] == 2
        assert counts.nnz == 3


@pytest.mark.parametrize(
    ("text", "window", "size", "error", "message"),
    [
        ([["the", "cat"]], 2, 5, TypeError, "numbers"),
        ([0, 1], 2, 5, TypeError, "each a list of words or numbers"),
        ([[0, 5]], 2, 5, IndexError, "0 … 4; got 5"),
        ([[0, -3]], 2, 5, IndexError, "0 … 4; got -3"),
        ([[0.0, 1.0]], 2, 5, TypeError, "float64"),
        ([[0, 1]], 0, 5, ValueError, "window of at least 1 word; got 0"),
        ([[0], [1]], 2, 5, ValueError, "got 2 sentences without a pair"),
        ([], 2, 5, ValueError, "got 0 sentences without a pair"),
        ([[0, 1]], 2, 0, ValueError, "number of words ≥ 1; got 0"),
        ([[0, 1]], 2, 5.0, ValueError, "number of words ≥ 1; got 5.0"),
    ],
)
def test_a_text_that_cannot_be_counted_is_named(text, window, size, error, message):
    with pytest.raises(error, match=message):
        count_matrix(text, window, size)


def test_expected_counts_are_divided_by_the_window_once_and_so_rounded_once():
    counts = count_matrix([np.arange(99)], 49, 99, dynamic="expected").toarray()
    assert counts[49, 50:].tolist() == [(49 - delta + 1) / 49 for delta in range(1, 50)]
