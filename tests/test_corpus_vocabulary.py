import numpy as np
import pytest

from w2vexplained.corpus.vocabulary import Vocabulary

TEXT = [["b", "a", "c", "b"], [], ["c", "a", "b", "d"]]


def test_words_come_by_falling_count_and_ties_by_first_sight():
    vocabulary = Vocabulary.from_sentences(TEXT)
    assert vocabulary.words == ("b", "a", "c", "d")
    assert vocabulary.counts.tolist() == [3, 2, 2, 1]
    assert vocabulary.counts.dtype == np.int64
    assert len(vocabulary) == 4


def test_rare_words_are_left_out():
    assert Vocabulary.from_sentences(TEXT, min_count=2).words == ("b", "a", "c")


def test_encode_drops_unknown_words_and_keeps_sentences():
    ids = Vocabulary.from_sentences(TEXT, min_count=2).encode([*TEXT, ["unseen", "a"]])
    assert [sentence.tolist() for sentence in ids] == [[0, 1, 2, 0], [], [2, 1, 0], [1]]
    assert all(sentence.dtype == np.int64 for sentence in ids)


def test_encode_can_leave_holes_where_unknown_words_stood():
    ids = Vocabulary.from_sentences(TEXT, min_count=2).encode([*TEXT, ["unseen", "a"]], holes=True)
    assert [sentence.tolist() for sentence in ids] == [[0, 1, 2, 0], [], [2, 1, 0, -1], [-1, 1]]
    assert all(sentence.dtype == np.int64 for sentence in ids)


def test_index_is_the_place_in_words():
    vocabulary = Vocabulary.from_sentences(TEXT)
    assert [vocabulary.index(word) for word in vocabulary.words] == [0, 1, 2, 3]


def test_an_unknown_word_is_named_beside_words_of_like_spelling():
    vocabulary = Vocabulary.from_sentences([["rows", "column", "plot"]])
    with pytest.raises(LookupError, match=r"one of the 3 words .* got 'colum' \(did you mean column\?\)"):
        vocabulary.index("colum")
    with pytest.raises(LookupError, match="got 'xyz' .none of them is spelt alike"):
        vocabulary.index("xyz")


@pytest.mark.parametrize("sentences", [[], [[]]])
def test_an_empty_text_has_no_vocabulary(sentences):
    with pytest.raises(ValueError, match="got an empty text"):
        Vocabulary.from_sentences(sentences)


def test_too_high_a_min_count_names_the_most_frequent_word():
    with pytest.raises(ValueError, match="min_count = 9 times; the most frequent, 'b', occurs 3 times"):
        Vocabulary.from_sentences(TEXT, min_count=9)


def test_a_vocabulary_cannot_be_changed():
    vocabulary = Vocabulary.from_sentences(TEXT)
    with pytest.raises(ValueError, match="read-only"):
        vocabulary.counts[0] = 7
    with pytest.raises(AttributeError):
        vocabulary.words = ()


@pytest.mark.parametrize("text", ["the cat", ["the cat", "the dog"]])
def test_a_string_does_not_fall_apart_into_letters(text):
    with pytest.raises(TypeError, match="expected sentences that are each a list of words; got the string 'the cat'"):
        Vocabulary.from_sentences(text)
    with pytest.raises(TypeError, match="got the string 'the cat'"):
        Vocabulary.from_sentences([["the"]]).encode(text)
