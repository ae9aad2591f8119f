import numpy as np
import pytest
from scipy import sparse, stats

from w2vexplained.corpus import subsampling
from w2vexplained.corpus.subsampling import keep_probability, subsample, thinned
from w2vexplained.corpus.tokens import END, HOLE, as_tokens


def test_keep_probability_is_the_root_of_t_over_f():
    np.testing.assert_allclose(keep_probability([90, 9, 1], t=0.01), [1 / np.sqrt(90), 1 / 3, 1], rtol=1e-15)


def test_a_word_that_never_occurs_would_be_kept():
    assert keep_probability([5, 0], t=0.1)[1] == 1


@pytest.mark.parametrize(
    ("counts", "t", "message"),
    [
        ([1, 2], 0, "t > 0; got 0, with which the program does not subsample at all"),
        ([1, 2], -1e-3, "t > 0; got -0.001"),
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


def test_a_number_without_probability_is_an_error():
    for text in ([np.array([0, 2])], np.array([0, 2, END], np.int32)):
        with pytest.raises(IndexError, match=r"word numbers in 0 … 1; got 2"):
            subsample(text, [1.0, 1.0], np.random.default_rng(0))


def test_empty_lists_among_sentences_stay_empty():
    kept = subsample([[], [0], []], [1.0], np.random.default_rng(0))
    assert [ids.tolist() for ids in kept] == [[], [0], []]


@pytest.mark.parametrize("keep", [[np.nan], [2.0], [-1.0]])
def test_what_is_no_probability_is_named(keep):
    with pytest.raises(ValueError, match="expected probabilities in keep, from 0 to 1; got"):
        subsample([[0]], keep, np.random.default_rng(0))


@pytest.mark.parametrize("keep", [1.0, [[1.0]], [[0.5], [0.5]], [1j]])
def test_what_is_no_list_of_probabilities_is_named(keep):
    with pytest.raises(ValueError, match=r"expected keep of shape \(\|V\|,\), one number for each word; got"):
        subsample([[0]], keep, np.random.default_rng(0))


@pytest.mark.parametrize("text", [[["a"]], ["a"], "a", [0, 1], [[0.5]], [[0], [[1]]], np.array([0.0])])
def test_what_is_no_list_of_numbers_is_named(text):
    with pytest.raises(TypeError, match="expected sentences that are each a list of word"):
        subsample(text, [1.0, 1.0], np.random.default_rng(0))


def test_the_program_keeps_more_than_the_paper_and_discards_from_the_golden_ratio_squared_on():
    t, phi = 0.01, (1 + np.sqrt(5)) / 2
    f = np.array([0.9 * t, t, 2 * t, phi**2 * t * (1 - 1e-9), phi**2 * t * (1 + 1e-9), 16 * t])
    counts = np.append(f, 1 - f.sum())
    paper, program = (keep_probability(counts, t, formula)[:6] for formula in ("paper", "program"))
    np.testing.assert_array_equal(paper < 1, [False, False, True, True, True, True])
    np.testing.assert_array_equal(program < 1, [False, False, False, False, True, True])
    np.testing.assert_allclose(program[-1], 1 / 4 + 1 / 16, rtol=1e-12)


def test_no_probability_exceeds_one():
    counts = np.arange(1, 10_000)
    for formula in subsampling.FORMULAS:
        assert keep_probability(counts, 1e-5, formula).max() == 1


@pytest.mark.parametrize("formula", ["Paper", None, "code"])
def test_an_unknown_formula_is_named(formula):
    with pytest.raises(ValueError, match="'paper' or of the 'program'; got"):
        keep_probability([1, 2], formula=formula)


@pytest.mark.parametrize("t", ["0.1", None, [0.1]])
def test_a_threshold_that_is_no_number_is_named(t):
    with pytest.raises(TypeError, match="expected one number t; got"):
        keep_probability([1, 2], t)


def test_counts_whose_sum_is_too_large_are_named():
    with pytest.raises(OverflowError, match="sum of all counts is too large"):
        keep_probability([1e308, 1e308])


def test_with_holes_every_word_that_is_left_keeps_its_place():
    text = [np.array([0, 1, 0, 2]), np.array([], dtype=int), np.array([1, HOLE, 0], dtype=np.int32)]
    left = subsample(text, [0, 1, 1], np.random.default_rng(0), holes=True)
    assert [ids.tolist() for ids in left] == [[HOLE, 1, HOLE, 2], [], [1, HOLE, HOLE]]
    assert [ids.tolist() for ids in text] == [[0, 1, 0, 2], [], [1, HOLE, 0]]


def test_holes_go_into_numbers_without_a_sign_too():
    left = subsample([np.array([255, 0], np.uint8)], np.eye(256)[255], np.random.default_rng(0), holes=True)
    assert left[0].tolist() == [255, HOLE]


@pytest.mark.parametrize("holes", [False, True])
def test_a_token_array_is_thinned_as_its_sentences_are(holes):
    rng = np.random.default_rng(6)
    text = [rng.integers(-1, 5, n).astype(np.int32) for n in (7, 1, 30, 12)]
    tokens = np.concatenate([np.append(words, np.int32(END)) for words in text])
    keep = rng.random(5)
    left = subsample(text, keep, np.random.default_rng(7), holes)
    thin = subsample(tokens, keep, np.random.default_rng(7), holes)
    assert thin.dtype == np.int32
    assert thin.tolist() == [number for words in left for number in [*words.tolist(), END]]


def test_draws_made_bit_by_bit_are_those_made_at_once(monkeypatch):
    tokens = as_tokens([np.random.default_rng(8).integers(0, 3, 1000)])
    at_once = subsample(tokens, [0.2, 0.5, 0.9], np.random.default_rng(9))
    monkeypatch.setattr(subsampling, "_DRAWN_AT_ONCE", 7)
    np.testing.assert_array_equal(subsample(tokens, [0.2, 0.5, 0.9], np.random.default_rng(9)), at_once)


def test_an_end_stands_in_a_token_array_only():
    with pytest.raises(ValueError, match="got -2"):
        subsample([[0, END]], [1.0], np.random.default_rng(0))


def test_thinned_counts_are_those_expected_of_a_pair_at_two_places():
    counts, keep_w, keep_c = np.array([[6, 0, 1], [2, 3, 0]]), np.array([0.5, 0.25]), np.array([1, 0.1, 0])
    expected = [[6 * 0.5, 0, 0], [2 * 0.25, 3 * 0.25 * 0.1, 0]]
    np.testing.assert_allclose(thinned(counts, keep_w, keep_c), expected, rtol=1e-15)
    for form in (sparse.csr_array, sparse.csc_array, sparse.coo_array, sparse.csr_matrix):
        given = form(counts)
        left = thinned(given, keep_w, keep_c)
        assert isinstance(left, sparse.csr_array)
        np.testing.assert_array_equal(left.toarray(), thinned(counts, keep_w, keep_c))
        assert (given.toarray() == counts).all()


@pytest.mark.parametrize(
    ("keep_w", "keep_c", "message"),
    [
        ([0.5], [1, 1, 1], r"keep_w of shape \(2,\)"),
        ([0.5, 1], [1, 1], r"keep_c of shape \(3,\)"),
        ([0.5, 1.5], [1, 1, 1], "keep_w from 0 to 1; got 1.5"),
        ([0.5, 1], [1, np.nan, 1], "keep_c from 0 to 1; got nan"),
    ],
)
def test_what_does_not_fit_a_table_is_named(keep_w, keep_c, message):
    for table in (np.ones((2, 3)), sparse.csr_array(np.ones((2, 3)))):
        with pytest.raises(ValueError, match=message):
            thinned(table, keep_w, keep_c)


@pytest.mark.parametrize("counts", [[1, 2], [[1, -1]], sparse.csr_array([[1, -1]])])
def test_thinning_what_is_no_table_of_counts_is_an_error(counts):
    with pytest.raises(ValueError, match="expected"):
        thinned(counts, [1], [1, 1])
