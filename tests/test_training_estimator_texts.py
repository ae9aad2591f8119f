"""The text in all the forms in which it may come."""

import gzip

import numpy as np
import pytest

from w2vexplained.corpus.reader import TextFile
from w2vexplained.corpus.tokens import END, HOLE, as_tokens, encode_text
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import texts
from w2vexplained.training.estimator.texts import blocks, forget, read_text

SENTENCES = [["b", "a", "b"], ["c", "a", "b"], ["rare"]]
WORDS, COUNTS, TOKENS = ("b", "a"), [3, 2], [0, 1, 0, END, 1, 0, END, END]


def assert_is_read(text):
    assert (text.vocabulary.words, text.vocabulary.counts.tolist(), text.tokens.tolist()) == (WORDS, COUNTS, TOKENS)
    assert text.tokens.dtype == np.int32
    assert not text.tokens.flags.writeable


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("b a b\nc a b\nrare\n")
    return path


def test_path_string_file_and_archive_give_the_same_text(path, tmp_path):
    (tmp_path / "text.gz").write_bytes(gzip.compress(path.read_bytes()))
    for form in (path, str(path), TextFile(path), tmp_path / "text.gz"):
        assert_is_read(read_text(form, min_count=2))


def test_lists_tuples_and_arrays_of_words_give_the_same_text():
    for form in (SENTENCES, tuple(map(tuple, SENTENCES)), [np.array(words) for words in SENTENCES]):
        assert_is_read(read_text(form, min_count=2))
    grid = np.array([["b", "a"], ["a", "b"]])
    for form in (grid, grid.astype(object)):
        assert read_text(form).tokens.tolist() == [0, 1, END, 1, 0, END]


def test_any_iterable_that_can_be_read_twice_will_do():
    class Again:
        def __iter__(self):
            return iter(SENTENCES)

    assert_is_read(read_text(Again(), min_count=2))


def test_iterator_is_refused_where_it_is_needed_twice():
    with pytest.raises(TypeError, match="expected sentences that can be read twice.*; got generator"):
        read_text(words for words in SENTENCES)
    with pytest.raises(TypeError, match="got list_iterator"):
        read_text(iter(SENTENCES))


def test_iterator_is_enough_where_the_vocabulary_is_known():
    assert_is_read(read_text(iter(SENTENCES), Vocabulary(WORDS, COUNTS), min_count=99))


def test_what_pretends_to_be_readable_twice_is_found_out():
    class Once:
        def __init__(self):
            self.left = iter(SENTENCES)

        def __iter__(self):
            return self.left

    with pytest.raises(ValueError, match="got none: a generator can be read once"):
        read_text(Once())


@pytest.mark.parametrize(
    ("form", "got"),
    [
        ([["a", 3]], "expected words that are strings; got 3"),
        ([["a", None]], "expected words that are strings; got None"),
        ([[b"a"]], "expected words that are strings; got b'a'"),
        ([[["a"]]], r"expected words that are strings; got \['a'\]"),
        (np.ones((2, 2)), "expected words that are strings; got"),
        (["the cat"], "each a list of words; got the string 'the cat'"),
        (np.array(["the cat"]), "each a list of words; got the string"),
        ([3, 4], "each a list of words; got 3"),
        ([iter(["a"])], "each a list of words; got"),
        (np.array([0.5]), "each a list of words; got"),
        (b"the cat", "expected sentences, a token array of int32, or the path of a file; got b'the cat'"),
        (None, "or the path of a file; got None"),
        (3, "or the path of a file; got 3"),
        (np.array("a"), "or the path of a file; got"),
        (np.array([0, END], np.int64), "expected a token array of int32"),
    ],
)
def test_what_is_no_text_is_named(form, got):
    with pytest.raises(TypeError, match=got):
        read_text(form)


def test_strange_words_are_found_where_the_vocabulary_is_known_too():
    with pytest.raises(TypeError, match="expected words that are strings; got 3"):
        read_text([["a", 3]], Vocabulary(("a",), [1]))


def test_data_frame_is_told_how_to_become_sentences():
    class Frame(list):
        columns = ("text",)

    with pytest.raises(TypeError, match=r"got a DataFrame, from which df\['text'\]"):
        read_text(Frame())


@pytest.mark.parametrize("text", ["the cat sees the dog", "the cat\nsees", "", "x" * 5000, "a\0b"])
def test_text_in_one_string_is_told_how_to_become_sentences(text):
    with pytest.raises(FileNotFoundError, match=r"a text is given as sentences, such as \[text.split\(\)\]"):
        read_text(text)


def test_folder_is_no_text(tmp_path):
    with pytest.raises(FileNotFoundError, match="got a folder"):
        read_text(tmp_path)


def test_empty_text_and_text_of_rare_words_are_refused(tmp_path):
    with pytest.raises(ValueError, match="got an empty text"):
        read_text([])
    with pytest.raises(ValueError, match="got an empty text"):
        read_text([[], []])
    with pytest.raises(ValueError, match="at least min_count = 5 times; the most frequent, 'b', occurs 3 times"):
        read_text(SENTENCES, min_count=5)
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="expected"):
        read_text(tmp_path / "empty")


def test_text_without_a_known_word_is_refused():
    with pytest.raises(ValueError, match="words of the vocabulary of 1 words; got none"):
        read_text(SENTENCES, Vocabulary(("zebra",), [1]))


def test_words_of_a_token_array_are_its_numbers():
    tokens = as_tokens([[7, 5, 7], [9, HOLE, 5, 7]])
    text = read_text(tokens, min_count=2)
    assert text.vocabulary.words == ("7", "5")
    assert text.vocabulary.counts.tolist() == [3, 2]
    assert text.tokens.tolist() == [0, 1, 0, END, HOLE, 1, 0, END]
    assert not text.tokens.flags.writeable


def test_token_array_keeps_its_numbers_where_the_vocabulary_is_known():
    tokens = as_tokens([[1, 0, HOLE]])
    assert read_text(tokens, Vocabulary(("a", "b"), [1, 1])).tokens.tolist() == [1, 0, HOLE, END]
    with pytest.raises(IndexError, match=r"expected word numbers of the vocabulary, 0 … 0; got 1"):
        read_text(tokens, Vocabulary(("a",), [1]))


def test_numbers_of_a_later_token_array_are_looked_up_among_words():
    first = read_text(as_tokens([[7, 5, 7], [9, HOLE, 5, 7]]), min_count=2)
    later = read_text(as_tokens([[5, 7, HOLE], [0, 9, 5, 1_000_000_000]]), first.vocabulary, from_numbers=True)
    assert later.vocabulary is first.vocabulary
    assert later.tokens.tolist() == [1, 0, HOLE, END, 1, END]
    assert first.from_numbers
    assert later.from_numbers


def test_token_arrays_without_frequent_words_are_refused():
    with pytest.raises(ValueError, match="at least min_count = 3 times; the most frequent occurs 2 times"):
        read_text(as_tokens([[4, 4]]), min_count=3)
    for tokens in (np.zeros(0, np.int32), as_tokens([[], []]), as_tokens([[HOLE]])):
        with pytest.raises(ValueError, match="the most frequent occurs 0 times"):
            read_text(tokens)


def test_number_too_large_to_count_is_refused():
    with pytest.raises(ValueError, match="expected word numbers below 268,435,456 where there is no vocabulary"):
        read_text(as_tokens([[2**28]]))


def test_large_token_array_is_renumbered_in_a_file(monkeypatch):
    tokens = as_tokens([[7, 5, 7], [9, HOLE, 5, 7]])
    in_memory = read_text(tokens, min_count=2).tokens
    monkeypatch.setattr(texts, "MEMORY", 0)
    in_file = read_text(tokens, min_count=2).tokens
    assert isinstance(in_file.base, np.memmap)
    assert in_file.tolist() == in_memory.tolist()


def test_blocks_are_all_of_a_text(monkeypatch):
    monkeypatch.setattr(texts, "BLOCK", 3)
    tokens = as_tokens([[3, 4, 5, 6]])
    assert [block.tolist() for block in blocks(tokens)] == [[3, 4, 5], [6, END]]


def test_mapped_text_is_the_same_after_it_was_forgotten(tmp_path):
    vocabulary = Vocabulary(WORDS, COUNTS)
    mapped = encode_text(SENTENCES, vocabulary, tmp_path / "tokens.npy")
    part = mapped[2:5]
    forget(part)
    assert part.tolist() == TOKENS[2:5]


def test_mapped_array_that_is_being_changed_is_not_forgotten(tmp_path):
    np.save(tmp_path / "tokens.npy", np.array([5, END], np.int32))
    private = np.load(tmp_path / "tokens.npy", mmap_mode="c")
    private[0] = 7
    forget(private)
    assert private.tolist() == [7, END]
