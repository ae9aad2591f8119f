import bz2
import gzip
import lzma
import re
import tracemalloc
from dataclasses import FrozenInstanceError, replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from w2vexplained.corpus import reader
from w2vexplained.corpus.reader import TextFile

ERRORS = {"error": "strict", "replace": "replace", "keep": "surrogateescape"}

every_policy = pytest.mark.parametrize("policy", ERRORS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("texts")


def file_of(folder, content, name="text.txt"):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder, content, chunk=reader.CHUNK, **options):
    with patch.object(reader, "CHUNK", chunk):
        return list(TextFile(file_of(folder, content), **options))


def test_a_line_is_a_sentence_and_white_space_separates_words(folder):
    assert read(folder, "the cat\n\n  sees\tthe  dog \n") == [["the", "cat"], ["sees", "the", "dog"]]


def test_a_text_can_be_read_as_often_as_one_likes(folder):
    text = TextFile(file_of(folder, "a b\nc"))
    first, second = iter(text), iter(text)
    assert next(first) == next(second) == ["a", "b"]
    assert list(first) == list(second) == [["c"]]
    assert list(text) == [["a", "b"], ["c"]]


def test_running_text_is_cut_only_after_so_many_words(folder):
    assert read(folder, "a b\nc\n\nd e", line_ends=False, max_words=2) == [["a", "b"], ["c", "d"], ["e"]]
    assert read(folder, "a b\nc\n\nd e", line_ends=False) == [["a", "b", "c", "d", "e"]]


@pytest.mark.parametrize("n_words", [999, 1000, 1001, 2000, 2500])
def test_a_long_line_is_cut_after_1000_words(folder, n_words):
    lengths = [len(sentence) for sentence in read(folder, "w " * n_words + "\nlast")]
    assert lengths == [1000] * (n_words // 1000) + [n_words % 1000] * (n_words % 1000 > 0) + [1]


def test_the_last_word_needs_nothing_after_it(folder):
    assert read(folder, "a b") == read(folder, "a b\n") == [["a", "b"]]


@pytest.mark.parametrize("chunk", [1, 2, 3, 2**18])
def test_lines_may_end_in_cr_lf(folder, chunk):
    assert read(folder, "a b\r\n\r\nc\r\n", chunk) == [["a", "b"], ["c"]]


def test_only_ascii_white_space_separates(folder):
    assert read(folder, "a\vb\fc\rd\te") == [["a", "b", "c", "d", "e"]]
    letters = "no\u00a0break\u2003em\u0085next\x1cfile\u2028line"
    assert read(folder, letters) == [[letters]]


def test_words_are_taken_as_they_stand(folder):
    assert read(folder, "The cat's WELL-fed, 3.14 </s>!") == [["The", "cat's", "WELL-fed,", "3.14", "</s>!"]]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_archives_are_read_like_plain_files(folder, pack):
    assert read(folder, pack("Zoë sees\nthe cat".encode())) == [["Zoë", "sees"], ["the", "cat"]]


# Long words


@pytest.mark.parametrize("chunk", [1, 5, 97, 98, 99, 2**18])
@pytest.mark.parametrize("letter", ["w", "ë", "€", "😀"])
def test_a_long_word_is_cut_between_characters(folder, chunk, letter):
    for length in (97, 98, 99, 300):
        assert read(folder, f"a {letter * length} b", chunk) == [["a", letter * min(length, 98), "b"]]


def test_a_word_is_cut_where_one_likes(folder):
    assert read(folder, "four three to", chunk=2, longest_word=3) == [["fou", "thr", "to"]]


# Memory


def peak(text):
    """The most memory, in bytes, that was in use while a text was read."""
    tracemalloc.start()
    for _ in text:
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("line_ends", [True, False])
@pytest.mark.parametrize("unit", ["w", "word ", " ", "\n"])
def test_memory_is_bounded_whatever_the_lengths_of_words_and_lines(folder, file_buffer, unit, line_ends):
    content = unit * (2**20 // len(unit)) + " end"
    text = TextFile(file_of(folder, content), line_ends=line_ends, max_words=100)
    list(text)  # loads what is loaded once
    with patch.object(reader, "CHUNK", 2**10):
        assert peak(text) < 2**16 + file_buffer < len(content) / 3


def test_a_token_of_a_megabyte_is_one_word(folder):
    assert read(folder, "a " + "w" * 2**20 + " b") == [["a", "w" * 98, "b"]]
    assert read(folder, "a " + "w" * 2**20 + " b", longest_word=2**21) == [["a", "w" * 2**20, "b"]]


# Bad bytes


def test_bad_bytes_are_named_with_their_place(folder):
    with pytest.raises(ValueError, match="expected UTF-8 text in .*text.txt; got byte 0xe9 at offset 6"):
        read(folder, "ça va".encode() + b"\xe9")


def test_bad_bytes_are_replaced_or_kept_on_request(folder):
    content = b"caf\xe9 \xff\xfe cr\xc3\xa8me"
    assert read(folder, content, bad_bytes="replace") == [["caf\ufffd", "\ufffd\ufffd", "crème"]]
    (words,) = read(folder, content, bad_bytes="keep")
    assert [word.encode("utf-8", "surrogateescape") for word in words] == content.split()


def test_a_nul_is_a_bad_byte(folder):
    with pytest.raises(ValueError, match="got byte 0x00 at offset 4, a NUL: is it UTF-16, or no text?"):
        read(folder, b"a b c\0"[:3] + b"c\0d")
    assert read(folder, b"a b\0c", bad_bytes="replace") == [["a", "b\ufffdc"]]
    assert read(folder, b"a b\0c", bad_bytes="keep") == [["a", "b\0c"]]


def test_bad_bytes_in_the_dropped_rest_of_a_word_are_errors_too(folder):
    with pytest.raises(ValueError, match="got byte 0xff at offset 500"):
        read(folder, b"w" * 500 + b"\xff", chunk=7)


@every_policy
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named_by_its_mark(folder, encoding, policy):
    with pytest.raises(ValueError, match="expected UTF-8 text in .*; got UTF-16, as its first bytes f. f. say"):
        read(folder, "\ufeffthe cat".encode(encoding), bad_bytes=policy)


def test_utf_16_without_a_mark_shows_by_its_nuls(folder):
    with pytest.raises(ValueError, match="got byte 0x00 at offset 1, a NUL: is it UTF-16"):
        read(folder, "the cat".encode("utf-16-le"))


@pytest.mark.parametrize("chunk", [1, 2, 3, 4, 2**18])
def test_a_byte_order_mark_is_dropped_at_the_start_only(folder, chunk):
    assert read(folder, "\ufeffthe \ufeffcat", chunk) == [["the", "\ufeffcat"]]


@every_policy
@pytest.mark.parametrize("content", [b"", b" ", b"\n\r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_a_file_without_words_is_an_error(folder, content, policy):
    with pytest.raises(ValueError, match="expected words in .*text.txt; got an empty text"):
        read(folder, content, bad_bytes=policy)


def test_a_truncated_archive_is_an_error_after_its_last_whole_words(folder):
    path = file_of(folder, gzip.compress(b"the cat\n" * 10**5)[:-9], "cut.gz")
    with pytest.raises(ValueError, match="a whole .gz archive in .*cut.gz; got one that ends too early"):
        list(TextFile(path))


def test_a_file_that_grows_is_read_as_it_was_when_it_was_opened(folder):
    path = file_of(folder, "a b\n" * 1000)
    text = TextFile(path)
    with patch.object(reader, "CHUNK", 100):
        sentences = iter(text)
        next(sentences)
        with open(path, "ab") as file:
            file.write(b"later\n")
        assert sum(1 for _ in sentences) == 999
    assert sum(1 for _ in text) == 1001


# Options


def test_a_missing_file_is_named_at_once(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a text file at .*absent.txt; got nothing"):
        TextFile(tmp_path / "absent.txt")
    with pytest.raises(FileNotFoundError, match="got a folder"):
        TextFile(str(tmp_path))


@pytest.mark.parametrize("name", ["max_words", "longest_word"])
@pytest.mark.parametrize("number", [0, -1, 2.5, True, None])
def test_lengths_are_whole_numbers_above_zero(folder, name, number):
    with pytest.raises(ValueError, match=f"expected a whole number {name} ≥ 1; got {number}"):
        TextFile(file_of(folder, "a"), **{name: number})


def test_lengths_may_be_numbers_of_numpy(folder):
    assert read(folder, "abc b c", max_words=np.int64(2), longest_word=np.uint8(1)) == [["a", "b"], ["c"]]


def test_an_unknown_policy_is_named_beside_the_known(folder):
    with pytest.raises(ValueError, match="bad_bytes to be one of error, replace, keep; got 'ignore'"):
        TextFile(file_of(folder, "a"), bad_bytes="ignore")


def test_options_of_a_text_cannot_be_changed_in_place(folder):
    text = TextFile(file_of(folder, "a b"))
    with pytest.raises(FrozenInstanceError):
        text.max_words = 1
    assert list(replace(text, max_words=1)) == [["a"], ["b"]]


def test_progress_is_shown_on_request(folder, capsys):
    read(folder, "a b", progress=True)
    assert "text.txt: 100%" in capsys.readouterr().err
    read(folder, "a b")
    assert capsys.readouterr().err == ""


# The size of the pieces that are read must not change what is read


def by_the_rules(content, line_ends, max_words, policy, longest_word):
    """The sentences of a text that fits into memory, by the rules of the documentation, or the offset of its error."""
    try:
        text = (content if policy == "keep" else content.replace(b"\0", b"\xff")).decode("utf-8", ERRORS[policy])
    except UnicodeDecodeError as error:
        return f"offset {error.start}"
    lines = text.removeprefix("\ufeff").split("\n") if line_ends else [text.removeprefix("\ufeff")]
    lines = [[word[:longest_word] for word in re.findall(r"[^ \t\n\v\f\r]+", line)] for line in lines]
    return [line[i : i + max_words] for line in lines for i in range(0, len(line), max_words)] or "an empty text"


def in_pieces(folder, content, chunk, line_ends, max_words, policy, longest_word):
    options = {"line_ends": line_ends, "max_words": max_words, "bad_bytes": policy, "longest_word": longest_word}
    try:
        return read(folder, content, chunk, **options)
    except ValueError as error:
        return re.search(r"offset \d+|an empty text|UTF-16, as", str(error))[0]


LETTERS = [b" ", b"\n", b"\r\n", b"\t", b"\v\f", b"a", b"bc", b"word", "ë".encode(), "€".encode(), "😀".encode()]
ODD = [b"\0", b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\xa0"]


@given(
    content=st.one_of(
        st.lists(st.sampled_from(LETTERS), max_size=40).map(b"".join),
        st.lists(st.sampled_from(LETTERS + ODD), max_size=25).map(b"".join),
        st.binary(max_size=12),
    ),
    chunk=st.integers(1, 12),
    line_ends=st.booleans(),
    max_words=st.integers(1, 4),
    policy=st.sampled_from(list(ERRORS)),
    longest_word=st.integers(1, 6),
)
@settings(max_examples=400)
@example(b"\xef\xbb\xbf\xc3", 1, True, 4, "error", 6)
def test_pieces_of_any_size_give_the_text_by_its_rules(
    folder, content, chunk, line_ends, max_words, policy, longest_word
):
    options = (line_ends, max_words, policy, longest_word)
    expected = "UTF-16, as" if content[:2] in reader.UTF_16 else by_the_rules(content, *options)
    assert in_pieces(folder, content, chunk, *options) == expected
