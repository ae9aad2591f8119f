from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from w2vexplained.corpus import toy
from w2vexplained.corpus.pairs import count_table, pairs
from w2vexplained.corpus.vocabulary import Vocabulary

SLIP = Fraction(1, 20)


def encode(sentences):
    return [[toy.WORDS.index(word) for word in words] for words in sentences]


def test_the_language_has_a_dozen_to_twenty_different_words():
    assert 12 <= len(toy.WORDS) == len(set(toy.WORDS)) <= 20


def test_sentences_have_probabilities_that_sum_to_exactly_one():
    law = toy.all_sentences()
    assert sum(law.values()) == 1
    assert all(isinstance(p, Fraction) and p > 0 for p in law.values())


def test_a_probability_by_hand():
    # pattern 3/12, cat 1, chases 2/3, mouse 2/3
    assert toy.all_sentences()["the", "cat", "chases", "the", "mouse"] == Fraction(1, 9)


@pytest.mark.parametrize("window", [1, 2, 4])
@pytest.mark.parametrize("slip", [0, SLIP])
def test_the_law_of_pairs_is_exact_and_symmetric_and_sums_to_one(window, slip):
    law = toy.law(window, slip)
    assert law.shape == (len(toy.WORDS), len(toy.WORDS))
    assert law.sum() == 1
    assert (law == law.T).all()
    assert all(isinstance(p, Fraction) for p in law.flat)
    assert law.min() > 0 if slip else law.min() == 0


def test_a_cell_of_the_law_by_hand():
    # "the cat" stands in 3/12 (cat) and half of 2/12 (cat or dog) of the sentences, "the cat" at the end (right of
    # "the", in half of 3/12) too; each gives the pair once. Pairs in a sentence: 8 with five words, 6 with four.
    expected = Fraction(3, 12) + Fraction(1, 12) + Fraction(3, 24)
    total = Fraction(8, 12) * 8 + Fraction(4, 12) * 6
    assert toy.law(1)[toy.WORDS.index("the"), toy.WORDS.index("cat")] == expected / total


def test_a_slip_mixes_the_words_with_chance():
    words, slipped = toy.law(2).sum(axis=1), toy.law(2, SLIP).sum(axis=1)
    assert (slipped == (1 - SLIP) * words + SLIP / len(toy.WORDS)).all()


def test_a_slip_of_one_leaves_only_chance():
    assert set(toy.law(2, 1).flat) == {Fraction(1, len(toy.WORDS) ** 2)}


@pytest.mark.parametrize("slip", [0, SLIP])
def test_sampled_sentences_follow_the_law_of_pairs(slip):
    # Sentences are independent, their pairs are not: so one pair is taken from each, at random, weighted by how
    # many pairs a sentence has (kept with chance (its pairs) / 8). A right sampler fails for one seed in a million.
    rng = np.random.default_rng(0)
    chosen = []
    for words in encode(toy.sentences(30_000, rng, slip)):
        D = pairs([words], 1)
        if rng.random() < len(D) / 8:
            chosen.append(D[rng.integers(len(D))])
    counts, law = count_table(chosen, len(toy.WORDS), len(toy.WORDS)), toy.law(1, slip).astype(float)
    assert counts[law == 0].sum() == 0
    frequent = law * len(chosen) > 5  # the rest is taken together, as chi-square asks
    observed = [*counts[frequent], counts[~frequent].sum()]
    expected = [*law[frequent] * len(chosen), law[~frequent].sum() * len(chosen)]
    if not slip:
        observed, expected = observed[:-1], expected[:-1]
    assert stats.chisquare(observed, expected).pvalue > 1e-6


def test_the_relative_frequencies_of_a_large_sample_come_near_the_law():
    # A cell's frequency strays by about sqrt(p/N) < 0.0006 for sentences of at most 8 pairs; the bound is eight times
    # that, which a right sampler does not reach in one of a million seeds.
    D = pairs(encode(toy.sentences(40_000, np.random.default_rng(1))), 1)
    table = count_table(D, len(toy.WORDS), len(toy.WORDS))
    assert abs(table / table.sum() - toy.law(1).astype(float)).max() < 0.005


def test_the_same_seed_gives_the_same_sentences():
    assert toy.sentences(50, np.random.default_rng(7), 0.1) == toy.sentences(50, np.random.default_rng(7), 0.1)


def test_sentences_are_a_text_like_any_other():
    vocabulary = Vocabulary.from_sentences(toy.sentences(2000, np.random.default_rng(2)))
    assert set(vocabulary.words) == set(toy.WORDS)
    assert vocabulary.words[0] == "the"


@pytest.mark.parametrize("slip", [-1, 2])
def test_a_slip_that_is_no_probability_is_an_error(slip):
    with pytest.raises(ValueError, match=f"expected a slip from 0 to 1; got {slip}"):
        toy.law(1, slip)
    with pytest.raises(ValueError, match="slip"):
        toy.sentences(1, np.random.default_rng(0), slip)


def test_an_exact_law_asks_for_an_exact_slip():
    with pytest.raises(TypeError, match="expected an exact slip, such as .*; got 0.05"):
        toy.law(1, 0.05)


def test_a_window_below_one_word_is_an_error():
    with pytest.raises(ValueError, match="window"):
        toy.law(0)


def test_the_law_that_is_kept_cannot_be_changed():
    with pytest.raises(TypeError):
        toy.all_sentences()["a", "b"] = 1
