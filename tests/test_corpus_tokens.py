import os
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2vexplained.corpus import tokens as module
from w2vexplained.corpus.tokens import END, HOLE, as_tokens, encode_text, load_tokens, sentences_of
from w2vexplained.corpus.vocabulary import Vocabulary

TEXT = [["b", "a", "c", "b"], [], ["c", "a", "b", "d"], ["e"]]
VOCABULARY = Vocabulary.from_sentences(TEXT, min_count=2)  # b, then a and c
SENTENCES = st.lists(st.lists(st.integers(HOLE, 9), max_size=5), max_size=5)


def test_unknown_words_vanish_or_leave_a_hole():
    assert encode_text(TEXT, VOCABULARY).tolist() == [0, 1, 2, 0, -2, -2, 2, 1, 0, -2, -2]
    assert encode_text(TEXT, VOCABULARY, holes=True).tolist() == [0, 1, 2, 0, -2, -2, 2, 1, 0, -1, -2, -1, -2]


@pytest.mark.parametrize("holes", [False, True])
def test_a_text_encoded_at_once_is_the_text_encoded_sentence_by_sentence(holes):
    tokens = encode_text(iter(TEXT), VOCABULARY, holes=holes)
    assert tokens.tolist() == as_tokens(VOCABULARY.encode(TEXT, holes=holes)).tolist()
    assert tokens.dtype == np.int32


@pytest.mark.parametrize("holes", [False, True])
def test_sentences_across_batches_are_encoded_alike(monkeypatch, holes):
    whole = encode_text(TEXT, VOCABULARY, holes=holes)
    monkeypatch.setattr(module, "BATCH", 3)
    assert encode_text(TEXT, VOCABULARY, holes=holes).tolist() == whole.tolist()


@given(SENTENCES, st.integers(1, 7))
def test_sentences_come_back_as_they_went_in(sentences, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        assert [words.tolist() for words in sentences_of(as_tokens(sentences))] == sentences


@pytest.mark.parametrize("sentences", [[[1, 2], (3,)], [np.array([1, 2]), np.array([3], dtype=np.uint8)]])
def test_sentences_may_be_lists_tuples_or_arrays(sentences):
    tokens = as_tokens(sentences)
    assert tokens.tolist() == [1, 2, END, 3, END]
    assert tokens.dtype == np.int32


def test_no_sentences_have_no_tokens():
    assert as_tokens([]).shape == (0,)
    assert list(sentences_of(as_tokens([]))) == []


@pytest.mark.parametrize("file", [None, "text.npy"])
def test_a_generator_that_was_read_before_is_named(tmp_path, file):
    sentences = (words for words in TEXT)
    vocabulary = Vocabulary.from_sentences(sentences)
    with pytest.raises(ValueError, match="expected sentences; got none: a generator can be read once"):
        encode_text(sentences, vocabulary, tmp_path / file if file else None)
    assert os.listdir(tmp_path) == []


def test_a_token_array_stays_as_it_is():
    tokens = as_tokens([[0, 1], []])
    assert as_tokens(tokens) is tokens


def test_sentences_are_views():
    tokens = as_tokens([[0, 1], [2]])
    assert all(np.shares_memory(words, tokens) for words in sentences_of(tokens))


def test_a_token_array_cannot_be_changed():
    for tokens in (as_tokens([[0, 1]]), encode_text(TEXT, VOCABULARY)):
        with pytest.raises(ValueError, match="read-only"):
            tokens[0] = 1


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        ("the cat", "got the string 'the cat'"),
        (["the cat"], "got the string 'the cat'"),
        ([["the", "cat"]], r"a list of word numbers; got \['the', 'cat'\]"),
        ([[0.5]], r"a list of word numbers; got \[0.5\]"),
        ([[[1]]], r"a list of word numbers; got \[\[1\]\]"),
        ([1, 2], "a list of word numbers; got 1"),
        (
            np.array([1, END]),
            r"expected a token array of int32 .*; got an array of int64",
        ),
    ],
)
def test_what_is_no_list_of_sentences_is_named(sentences, message):
    with pytest.raises(TypeError, match=message):
        as_tokens(sentences)


@pytest.mark.parametrize("number", [END, -7, 2**31])
def test_numbers_that_are_no_words_are_named(number):
    with pytest.raises(ValueError, match=f"word numbers in 0 … 2147483647, or -1 for a hole; got {number}"):
        as_tokens([[0], [1, number]])


def test_a_token_array_must_close_its_last_sentence():
    with pytest.raises(ValueError, match="closes its last sentence with END = -2; got 1"):
        as_tokens(np.array([0, END, 1], dtype=np.int32))


def test_a_token_array_holds_nothing_below_its_marks():
    with pytest.raises(ValueError, match="HOLE = -1, END = -2; got -3"):
        as_tokens(np.array([-3, END], dtype=np.int32))


def test_masked_tokens_are_not_brought_back():
    with pytest.raises(TypeError, match="expected a plain array for tokens; got a masked one"):
        as_tokens(np.ma.masked_array(np.array([0, 1, END], np.int32), mask=[0, 1, 0]))


def test_memory_is_a_number():
    with pytest.raises(TypeError, match="expected one number of bytes for memory; got '1GB'"):
        encode_text([["a"]], Vocabulary(["a"], [1]), memory="1GB")


def test_a_string_is_no_text_to_encode():
    for text in ("the cat", ["the cat"]):
        with pytest.raises(TypeError, match="got the string 'the cat'"):
            encode_text(text, VOCABULARY)


def test_encoding_shows_its_progress_on_request(capsys):
    encode_text(TEXT, VOCABULARY, progress=True)
    assert "4.00/4.00" in capsys.readouterr().err
    encode_text(TEXT, VOCABULARY)
    assert capsys.readouterr().err == ""


# Arrays in files


def lies_in_a_file(tokens):
    while tokens is not None and not isinstance(tokens, np.memmap):
        tokens = getattr(tokens, "base", None)
    return tokens is not None


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)


@pytest.mark.parametrize("holes", [False, True])
def test_a_large_array_lies_in_a_temporary_file(small_batches, holes, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "TemporaryFile", lambda: open(tmp_path / "t", "w+b"))
    small = encode_text(TEXT, VOCABULARY, holes=holes)
    for memory in (0, small.nbytes - 1):
        large = encode_text(TEXT, VOCABULARY, holes=holes, memory=memory)
        assert large.tolist() == small.tolist()
        assert large.dtype == np.int32
        assert lies_in_a_file(large)
        assert not large.flags.writeable
    assert not lies_in_a_file(encode_text(TEXT, VOCABULARY, holes=holes, memory=small.nbytes))


def test_a_temporary_file_lives_as_long_as_its_array(small_batches):
    tokens = encode_text(TEXT * 1000, VOCABULARY, memory=100)
    assert tokens[-11:].tolist() == [0, 1, 2, 0, -2, -2, 2, 1, 0, -2, -2]
    assert sum(1 for _ in sentences_of(tokens)) == 4000


def test_memory_is_bounded_while_a_large_text_is_encoded(monkeypatch, file_buffer):
    monkeypatch.setattr(module, "BATCH", 2**8)
    encode_text(TEXT, VOCABULARY, memory=0)  # loads what is loaded once
    tracemalloc.start()
    tokens = encode_text((["a", "b"] for _ in range(2**16)), VOCABULARY, memory=2**10)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**16 + file_buffer < tokens.nbytes / 2


@pytest.mark.parametrize("holes", [False, True])
def test_an_array_kept_in_a_file_is_found_there_again(small_batches, tmp_path, holes):
    path = tmp_path / "text.npy"
    tokens = encode_text(TEXT, VOCABULARY, path, holes=holes)
    assert lies_in_a_file(tokens)
    assert os.listdir(tmp_path) == ["text.npy"]
    for found in (tokens, load_tokens(str(path)), np.load(path)):
        assert found.tolist() == encode_text(TEXT, VOCABULARY, holes=holes).tolist()
    assert not tokens.flags.writeable
    assert not load_tokens(path).flags.writeable


@pytest.mark.parametrize("text", [[[]], [["unseen"]], [[]] * 3])
def test_a_text_without_known_words_can_be_kept_too(tmp_path, text):
    tokens = encode_text(text, VOCABULARY, tmp_path / "text.npy")
    assert tokens.tolist() == [END] * len(text)
    assert tokens.dtype == np.int32


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError])
def test_a_text_that_breaks_off_leaves_nothing_half_written(small_batches, tmp_path, interruption):
    def breaks_off():
        yield from TEXT
        raise interruption

    with pytest.raises(interruption):
        encode_text(breaks_off(), VOCABULARY, tmp_path / "text.npy")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("array", "error", "message"),
    [
        (np.array([0, END], dtype=np.int64), TypeError, "got an array of int64"),
        (np.array([0, END], dtype=">i4"), TypeError, "got an array of >i4"),
        (np.array([[0, END]], dtype=np.int32), TypeError, r"got an array of int32 of shape \(1, 2\)"),
        (np.array([0, END, 1], dtype=np.int32), ValueError, "closes its last sentence with END = -2; got 1"),
        (np.array([-3, END], dtype=np.int32), ValueError, "HOLE = -1, END = -2; got -3"),
    ],
)
def test_a_file_of_something_else_is_named(tmp_path, array, error, message):
    np.save(tmp_path / "text.npy", array)
    with pytest.raises(error, match=f"text.npy holds no token array, or not all of it: expected .*{message}"):
        load_tokens(tmp_path / "text.npy")


@pytest.mark.parametrize("content", [b"", b"the cat", "half"])
def test_a_file_that_is_no_array_or_only_half_of_one_is_named(tmp_path, content):
    path = tmp_path / "text.npy"
    encode_text(TEXT, VOCABULARY, path)
    path.write_bytes(path.read_bytes()[:-4] if content == "half" else content)
    with pytest.raises(ValueError, match="text.npy holds no token array, or not all of it: "):
        load_tokens(path)


def test_a_missing_array_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a token array at .*text.npy; got nothing"):
        load_tokens(tmp_path / "text.npy")


@pytest.mark.parametrize("damaged", [b"((,)", b"(1 )", b"(_,)"])
def test_a_header_that_is_damaged_is_named(tmp_path, damaged):
    np.save(tmp_path / "tokens.npy", as_tokens([[0, 1]]))  # three tokens
    content = (tmp_path / "tokens.npy").read_bytes()
    assert content.count(b"(3,)") == 1
    (tmp_path / "tokens.npy").write_bytes(content.replace(b"(3,)", damaged))
    with pytest.raises(ValueError, match="tokens.npy holds no token array, or not all of it"):
        load_tokens(tmp_path / "tokens.npy")
