import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("min_count", ["2", None, [2]])
def test_a_min_count_that_is_no_number_is_named_before_the_text_is_read(min_count):
    text = iter([["a"]])
    with pytest.raises(TypeError, match="expected one number min_count; got"):
        Vocabulary.from_sentences(text, min_count)
    assert list(text) == [["a"]]


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


def test_counting_shows_its_progress_on_request(capsys):
    Vocabulary.from_sentences(TEXT, progress=True)
    assert re.search("3.00/3.00 .* sentences/s", capsys.readouterr().err)
    Vocabulary.from_sentences(TEXT)
    assert capsys.readouterr().err == ""


# A tally of bounded size


def test_without_a_bound_counts_are_exact():
    assert Vocabulary.from_sentences(TEXT).undercount == 0
    assert Vocabulary.from_sentences(TEXT, max_size=4).undercount == 0


def test_rare_words_are_forgotten_when_the_tally_grows_too_large():
    vocabulary = Vocabulary.from_sentences([["b", "b", "a"], ["c", "d"], ["a", "b"]], max_size=3)
    assert vocabulary.words == ("b", "a")
    assert vocabulary.counts.tolist() == [3, 1]  # the first a is forgotten with c and d
    assert vocabulary.undercount == 1


def test_each_time_words_of_higher_counts_are_forgotten():
    first = ["a"] * 5 + ["b"] * 2
    assert Vocabulary.from_sentences([first, ["c"]], max_size=2).words == ("a", "b")
    later = Vocabulary.from_sentences([first, ["c"], ["d"]], max_size=2)
    assert later.words == ("a",)
    assert later.undercount == 1 + 2


def test_as_many_words_are_forgotten_as_it_takes():
    vocabulary = Vocabulary.from_sentences([["a"] * 9 + ["b"] * 8 + ["c"] * 7], max_size=2)
    assert vocabulary.words == ("a", "b")
    assert vocabulary.undercount == 7


@pytest.mark.parametrize("max_size", [1, 2, 5])
def test_the_tally_is_held_within_its_bound_after_each_sentence(max_size):
    assert len(Vocabulary.from_sentences(([str(n), "a", "a"] for n in range(50)), max_size=max_size)) <= max_size


def test_a_tally_in_which_nothing_is_left_is_an_error():
    with pytest.raises(ValueError, match="counted more than 1 times, since max_size = 1 forgets others; got none"):
        Vocabulary.from_sentences([["a", "b"]], max_size=1)


@pytest.mark.parametrize("max_size", [0, -1, 1.5, True])
def test_the_size_of_the_tally_is_a_whole_number(max_size):
    with pytest.raises(ValueError, match=f"whole number max_size ≥ 1; got {max_size}"):
        Vocabulary.from_sentences(TEXT, max_size=max_size)


words = st.one_of(st.sampled_from("abc"), st.sampled_from("abcdefghijklmnop"))


@given(st.lists(st.lists(words, max_size=6), max_size=40), st.integers(1, 8))
def test_reduced_counts_are_never_too_high_and_too_low_by_no_more_than_is_said(text, max_size):
    true = Counter(word for sentence in text for word in sentence)
    try:
        vocabulary = Vocabulary.from_sentences(text, max_size=max_size)
    except ValueError as error:
        undercount = int(str(error).split("more than ")[1].split(" times")[0]) if true else 0
        assert max(true.values(), default=0) <= undercount
        return
    counted = dict(zip(vocabulary.words, vocabulary.counts.tolist(), strict=True))
    assert len(vocabulary) <= max_size
    assert all(counted[word] <= true[word] <= counted[word] + vocabulary.undercount for word in counted)
    assert all(word in counted for word in true if true[word] > vocabulary.undercount)
    assert vocabulary.undercount > 0 or counted == true


# A vocabulary that is built directly


@pytest.mark.parametrize("dtype", [np.int64, np.uint8])
def test_a_vocabulary_built_directly_has_whole_counts_of_its_own(dtype):
    counts = np.array([3, 1], dtype=dtype)
    vocabulary = Vocabulary(["a", "b"], counts)
    counts[0] = 9
    assert vocabulary.words == ("a", "b")
    assert vocabulary.counts.tolist() == [3, 1]
    assert vocabulary.counts.dtype == np.int64


@pytest.mark.parametrize(
    ("words", "counts", "error", "message"),
    [
        (("a", "b"), [3], ValueError, r"expected counts of shape \(2,\); got \(1,\)"),
        (("a", "b"), [[3, 1]], ValueError, r"expected counts of shape \(2,\); got \(1, 2\)"),
        (("a", "b"), [3, -1], ValueError, "expected no negative number in counts; got -1"),
        (
            ("a", "b"),
            np.array([3, 2**63], np.uint64),
            ValueError,
            r"expected counts below 2\*\*63; got 9223372036854775808",
        ),
        (("a", "b"), [3.0, 1.5], TypeError, "expected whole numbers for counts; got float64"),
        (("a", "b"), [True, True], TypeError, "expected an array of numbers for counts; got bool"),
        (("a", "b"), ["3", "1"], TypeError, "expected an array of numbers for counts; got <U1"),
        (("a", "a"), [3, 1], ValueError, "expected every word once; got 'a' 2 times"),
        (("a", 7), [3, 1], TypeError, "expected words that are strings; got 7"),
        ("ab", [3, 1], TypeError, "got the string 'ab'"),
        ((), [], ValueError, "expected a vocabulary of one word or more; got none"),
    ],
)
def test_what_makes_no_vocabulary_is_named(words, counts, error, message):
    with pytest.raises(error, match=message):
        Vocabulary(words, counts)
