"""What training is measured on: stretches that it does not see, their pairs, and laws."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from w2vexplained.corpus import toy
from w2vexplained.corpus.pairs import pairs
from w2vexplained.corpus.tokens import END, HOLE, as_tokens
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.corpus.windows import window_weights
from w2vexplained.training.estimator.held_out import FEWEST, STRETCHES, closed, sample_of_law, sample_of_text, stretches
from w2vexplained.training.plan import plan

COUNTS = np.array([900, 500, 60, 30, 20])


def text(n, length):
    tokens = np.arange(n, dtype=np.int32) % 5
    tokens[length - 1 :: length] = END
    return tokens


def drawn(n, rng):
    tokens = rng.integers(0, 5, n).astype(np.int32)
    tokens[rng.random(n) < 0.1] = END
    tokens[-1] = END
    return tokens


def test_stretches_lie_evenly_and_are_whole_sentences():
    tokens = text(1_000_000, 25)
    chosen = stretches(tokens, 10_000)
    assert len(chosen) == STRETCHES
    assert all(tokens[start - 1] == END and tokens[stop - 1] == END for start, stop in chosen)
    assert all(100 <= stop - start <= 125 for start, stop in chosen)
    gaps = np.diff([start for start, _ in chosen])
    assert gaps.min() >= 9_950
    assert gaps.max() <= 10_050


def test_no_more_than_a_hundredth_of_the_text_is_left_out():
    for n in (2_500, 10_000, 100_000, 123_456):
        left_out = sum(stop - start for start, stop in stretches(text(n, 4), 10**9))
        assert n / 100 - 4 <= left_out <= n / 100 + 4 * STRETCHES


def test_as_many_words_as_asked_for_are_left_out():
    assert sum(stop - start for start, stop in stretches(text(10**6, 4), 700)) == pytest.approx(700, rel=0.05)


def test_of_a_short_text_and_for_no_words_nothing_is_left_out():
    assert stretches(text(100 * FEWEST - 1, 4), 1000) == []
    assert len(stretches(text(100 * FEWEST, 4), 1000)) == 1
    assert stretches(text(10**6, 4), 0) == []


def test_sentence_without_end_is_cut():
    tokens = text(100_000, 100_000)
    chosen = stretches(tokens, 500)
    assert [stop - start for start, stop in chosen] == [100] * 5


@pytest.mark.parametrize("last", [1980, 1989, 1999])
def test_stretch_ends_no_later_than_the_text(last):
    tokens = np.ones(2000, np.int32)
    tokens[[last, -1]] = END
    ((start, stop),) = stretches(tokens, 5_000)
    assert start < stop <= len(tokens)


def test_long_sentences_do_not_make_stretches_much_longer():
    for length in (150, 1001, 5000):
        chosen = stretches(text(1_000_000, length), 5_000)
        assert 5_000 <= sum(stop - start for start, stop in chosen) <= 10_000


def test_stretches_never_overlap():
    rng = np.random.default_rng(0)
    for n in (2000, 5000, 33_333):
        tokens = np.where(rng.random(n) < 0.003, END, 1).astype(np.int32)
        tokens[-1] = END
        flat = [place for stretch in stretches(tokens, 10**6) for place in stretch]
        assert flat == sorted(flat)
        assert flat[-1] <= n


def test_piece_is_closed_once():
    assert closed(np.array([1, END], np.int32)).tolist() == [1, END]
    assert closed(np.array([END, 1], np.int32)).tolist() == [END, 1, END]


def test_sample_of_skip_gram_weighs_pairs_by_the_chance_of_their_windows():
    tokens = as_tokens([[0, 1, HOLE, 2], [3, 3]])
    ((sample, n),) = sample_of_text(tokens, plan(COUNTS, window=3, sample=0))
    chance = dict(enumerate(window_weights(3), start=1))
    expected = {(0, 1): chance[1], (1, 2): chance[2], (0, 2): chance[3], (3, 3): 2 * chance[1]}
    expected |= {(c, w): p for (w, c), p in expected.items()}
    words = sample.inputs.indices[sample.i]
    found = dict(zip(zip(words.tolist(), sample.c.tolist(), strict=True), sample.weights, strict=True))
    assert n == pytest.approx(sum(expected.values()))
    assert found == pytest.approx({pair: p / n for pair, p in expected.items()})
    assert sample.row_weights == pytest.approx(np.bincount(sample.i, sample.weights))


def test_sample_is_thinned_out_as_training_thins_out():
    tokens = drawn(40_000, np.random.default_rng(0))
    planned = plan(COUNTS, window=1, sample=0.02)
    ((sample, _),) = sample_of_text(tokens, planned)
    kept = np.bincount(tokens[tokens >= 0]) * planned.keep
    # Pairs of neighbours in a text of independent words: each side has the law of what is kept.
    assert np.bincount(sample.c, sample.weights) == pytest.approx(kept / kept.sum(), abs=0.01)
    assert planned.keep[0] < 0.3


def test_the_same_text_gives_the_same_sample():
    tokens = drawn(5000, np.random.default_rng(0))
    for architecture in ("skip-gram", "cbow"):
        planned = plan(COUNTS, sample=0.02, architecture=architecture)
        ((one, _), (other, _)) = (next(sample_of_text(tokens, planned)) for _ in range(2))
        assert np.array_equal(one.c, other.c)
        assert np.array_equal(one.weights, other.weights)
        assert (one.inputs != other.inputs).nnz == 0


def test_sample_of_cbow_has_the_neighbours_of_each_word():
    tokens = as_tokens([[0, 1, 2], [3], [4, HOLE, 3, 3]])
    ((sample, n),) = sample_of_text(tokens, plan(COUNTS, window=1, sample=0, architecture="cbow"))
    assert n == 5
    assert sample.c.tolist() == [0, 1, 2, 3, 3]
    means = [[0, 1, 0, 0, 0], [0.5, 0, 0.5, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 1, 0]]
    assert sample.inputs.toarray().tolist() == means
    assert sample.weights.tolist() == [0.2] * 5


def test_windows_of_cbow_have_every_reach():
    tokens = as_tokens([[0, 1, 2, 3, 4] * 40] * 20)
    ((sample, n),) = sample_of_text(tokens, plan(COUNTS, window=2, sample=0, architecture="cbow"))
    reach = np.diff(sample.inputs.sum_duplicates() or sample.inputs.indptr)
    assert n == 4000
    assert np.mean(reach[5:-5] > 2) == pytest.approx(0.5, abs=0.05)


def test_long_text_of_cbow_comes_in_pieces_that_make_up_all_of_it():
    tokens = drawn(40_000, np.random.default_rng(1))
    pieces = list(sample_of_text(tokens, plan(COUNTS, sample=0, architecture="cbow")))
    assert len(pieces) == 3
    words = [word for sample, _ in pieces for word in sample.c.tolist()]
    alone = 0
    sentence = np.cumsum(tokens == END)[tokens >= 0]
    alone = sum(times == 1 for times in Counter(sentence.tolist()).values())
    assert abs(len(words) - (len(sentence) - alone)) <= 4  # words at the edges of pieces may lose their only neighbour


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize("tokens", [[END], [1, END, 2, END], [HOLE, HOLE, END]])
def test_text_without_a_pair_gives_no_sample(tokens, architecture):
    assert list(sample_of_text(np.array(tokens, np.int32), plan(COUNTS, sample=0, architecture=architecture))) == []


def test_hole_between_two_words_does_not_part_them():
    ((_, n),) = sample_of_text(as_tokens([[1, HOLE, 2]]), plan(COUNTS, window=2, sample=0))
    assert n == 1  # twice a half
    with_hole_too_far = list(sample_of_text(as_tokens([[1, HOLE, 2]]), plan(COUNTS, window=1, sample=0)))
    assert with_hole_too_far == []


def test_thinned_sample_keeps_its_pairs_and_stands_for_the_same_words():
    rng = np.random.default_rng(0)
    sample = sample_of_law({(f"w{i}", "w0"): x for i, x in enumerate(rng.dirichlet(np.ones(500)))}, many_words(500))
    few = sample.thinned(50)
    assert few.rows.size <= 50
    assert few.row_weights.sum() == pytest.approx(1)
    assert np.array_equal(few.weights, sample.weights)
    # Sums up to any place differ by less than one step of a fiftieth.
    cumulative = np.zeros(500)
    cumulative[few.rows] = few.row_weights
    assert np.abs(np.cumsum(cumulative) - np.cumsum(sample.row_weights)).max() <= 1 / 50
    assert sample.thinned(500) is sample


def many_words(n):
    return Vocabulary(tuple(f"w{i}" for i in range(n)), np.full(n, 7))


def test_sample_of_a_law_is_the_law():
    law = {("w0", "w1"): Fraction(1, 3), ("w2", "w1"): 0.5, ("w0", "w0"): Fraction(1, 6), ("w1", "w0"): 0}
    sample = sample_of_law(law, many_words(3))
    words = sample.inputs.indices[sample.i]
    assert sorted(zip(words.tolist(), sample.c.tolist(), sample.weights.tolist(), strict=True)) == [
        (0, 0, pytest.approx(1 / 6)),
        (0, 1, pytest.approx(1 / 3)),
        (2, 1, pytest.approx(1 / 2)),
    ]
    assert sample.row_weights == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("law", "error", "message"),
    [
        ([1.0], TypeError, "expected law to be a dictionary of pairs"),
        ({}, ValueError, "pairs .* as its keys; got 'none'"),
        ({"w0": 1.0}, ValueError, "pairs .* as its keys; got 'w0'"),
        ({("w0", "w1"): 0.5}, ValueError, "expected law to sum to 1; got 0.5"),
        ({("w0", "w1"): "1"}, TypeError, "expected numbers for the probabilities of law; got '1'"),
        ({("w0", "w1"): None}, TypeError, "expected numbers for the probabilities of law; got None"),
        ({("w0", "w1"): 1.5, ("w1", "w0"): -0.5}, ValueError, "expected no negative number in law"),
        ({("w0", "w1"): float("nan")}, ValueError, "expected finite numbers in law"),
        ({("w0", "zebra"): 1.0}, LookupError, "got 'zebra'"),
    ],
)
def test_law_that_does_not_fit_is_named(law, error, message):
    with pytest.raises(error, match=message):
        sample_of_law(law, many_words(3))


def test_sample_of_a_long_text_approaches_its_law():
    words = Vocabulary.from_sentences(toy.sentences(20_000, np.random.default_rng(0)))
    tokens = as_tokens(words.encode(toy.sentences(20_000, np.random.default_rng(1))))
    ((sample, n),) = sample_of_text(tokens, plan(words.counts, window=1, sample=0))
    exact = toy.law(1).astype(float)
    order = [toy.WORDS.index(word) for word in words.words]
    found = np.zeros((len(words), len(words)))
    found[sample.inputs.indices[sample.i], sample.c] = sample.weights
    assert np.abs(found - exact[np.ix_(order, order)]).max() < 0.003
    assert n == len(pairs(tokens, 1))
