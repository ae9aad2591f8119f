import numpy as np
import pytest
from scipy import stats

from w2vexplained.corpus.subsampling import keep_probability, subsample


def test_keep_probability_is_the_root_of_t_over_f():
    np.testing.assert_allclose(keep_probability([90, 9, 1], t=0.01), [1 / np.sqrt(90), 1 / 3, 1], rtol=1e-15)


def test_a_word_that_never_occurs_would_be_kept():
    assert keep_probability([5, 0], t=0.1)[1] == 1


@pytest.mark.parametrize(
    ("counts", "t", "message"),
    [
        ([1, 2], 0, "t > 0; got 0"),
        ([1, 2], np.nan, "finite frequency"),
        ([0], 1, "above zero"),
        ([-1, 2], 1, "negative"),
    ],
)
def test_keep_probability_names_what_is_wrong(counts, t, message):
    with pytest.raises(ValueError, match=message):
        keep_probability(counts, t)


def test_sentences_keep_their_words_in_order():
    text = [np.array([0, 1, 0, 2]), np.array([], dtype=int), np.array([1]), np.array([0, 2, 1])]
    thinned = subsample(text, [0, 1, 1], np.random.default_rng(0))
    assert [ids.tolist() for ids in thinned] == [[1, 2], [], [1], [2, 1]]


def test_occurrences_are_kept_with_the_probability_of_their_word():
    # Two binomial tests at level 5e-7 each: for a right sampler one seed in a million would fail.
    text = [np.array([0, 1] * 10)] * 1000
    kept = np.bincount(np.concatenate(subsample(text, [0.3, 0.9], np.random.default_rng(1))))
    for number, p in zip(kept, (0.3, 0.9), strict=True):
        assert stats.binomtest(int(number), 10_000, p).pvalue > 5e-7


def test_neighbouring_occurrences_are_kept_independently():
    # A chi-square test of a two-by-two table; a right sampler fails for one seed in a million.
    rng = np.random.default_rng(2)
    sizes = [len(ids) for ids in subsample([np.array([0, 0])] * 20_000, [0.5], rng)]
    assert stats.chisquare(np.bincount(sizes), [5000, 10_000, 5000]).pvalue > 1e-6


def test_the_same_seed_keeps_the_same_words():
    text = [np.arange(50), np.arange(30)]
    first, second = (subsample(text, np.full(50, 0.5), np.random.default_rng(5)) for _ in range(2))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)


def test_no_text_stays_no_text():
    assert subsample([], [1.0], np.random.default_rng(0)) == []


@pytest.mark.parametrize("ids", [[0, 2], [-1, 0]])
def test_a_number_without_probability_is_an_error(ids):
    with pytest.raises(IndexError, match=r"word numbers in 0 … 1"):
        subsample([np.array(ids)], [1.0, 1.0], np.random.default_rng(0))


def test_empty_lists_among_sentences_stay_empty():
    kept = subsample([[], [0], []], [1.0], np.random.default_rng(0))
    assert [ids.tolist() for ids in kept] == [[], [0], []]


@pytest.mark.parametrize("keep", [[np.nan], [2.0], [-1.0]])
def test_what_is_no_probability_is_named(keep):
    with pytest.raises(ValueError, match="expected probabilities in keep, from 0 to 1; got"):
        subsample([[0]], keep, np.random.default_rng(0))


def test_words_in_place_of_numbers_are_named():
    with pytest.raises(TypeError, match="expected sentences of word numbers; got <U1"):
        subsample([["a"]], [1.0], np.random.default_rng(0))
