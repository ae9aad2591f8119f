import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2vexplained.training.software import reading
from w2vexplained.training.software.reading import counted, read, words_of


def read_by_the_byte(text):
    """The program's reader as a machine that looks at one byte at a time."""
    words, word = [], []
    for byte in text:
        if byte == ord("\r"):
            continue
        if byte in b" \t\n":
            if word:
                words.append(bytes(word).split(b"\0")[0])
            if byte == ord("\n"):
                words.append(b"</s>")
            word = []
        elif len(word) < 98:
            word.append(byte)
    return words


def all_words(*pieces):
    return [word for words in words_of(pieces) for word in words]


TEXT = b"A b\tc\r\nd\re  f\n\n  \xc3\xa9\xff\x0b\x0c\xe2\x80\x83g </s>\nlost"


def test_words_end_at_space_tab_and_newline_and_at_nothing_else():
    assert all_words(TEXT) == [
        *(b"A", b"b", b"c", b"</s>"),
        *(b"de", b"f", b"</s>", b"</s>"),
        *(b"\xc3\xa9\xff\x0b\x0c\xe2\x80\x83g", b"</s>", b"</s>"),
    ]


def test_a_word_is_cut_at_98_bytes():
    assert all_words(b"x" * 98 + b"yz " + b"v" * 97 + b"yz\n") == [b"x" * 98, b"v" * 97 + b"y", b"</s>"]


def test_a_word_ends_before_a_zero_byte_and_may_be_empty():
    assert all_words(b"a\0b \0c d") == [b"a", b""]


@given(
    st.lists(
        st.sampled_from([b"a", b"bc", b" ", b"\t", b"\n", b"\r", b"\0", b"\v", b"\f", b"\xff", b"x" * 97]), max_size=60
    )
)
def test_reading_equals_a_reader_by_the_byte(parts):
    assert all_words(b"".join(parts)) == read_by_the_byte(b"".join(parts))


@given(st.data())
def test_pieces_may_be_cut_anywhere(data):
    text = TEXT + b" " + b"y" * 120 + b" z\n"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert all_words(*pieces) == all_words(text)


def written(tmp_path, text):
    path = tmp_path / "text.txt"
    path.write_bytes(text)
    return path


def test_vocabulary_is_sorted_by_count_with_ties_as_first_seen_and_the_end_of_a_sentence_first(tmp_path):
    words, counts, ids = read(written(tmp_path, b"d a c a b c\nx d\n"), 2)
    assert words == (b"</s>", b"d", b"a", b"c")
    assert counts.tolist() == [2, 2, 2, 2]
    assert ids.tolist() == [1, 2, 3, 2, 3, 0, 1, 0]


def test_the_end_of_a_sentence_stays_though_it_never_occurs(tmp_path):
    words, counts, ids = read(written(tmp_path, b"a b a "), 1)
    assert (words, counts.tolist(), ids.tolist()) == ((b"</s>", b"a", b"b"), [0, 2, 1], [1, 2, 1])


def test_the_end_of_a_sentence_may_be_written_out(tmp_path):
    assert read(written(tmp_path, b"a </s> a </s> "), 1).counts.tolist() == [2, 2]


def test_a_line_of_90_000_bytes_is_read_whole(tmp_path):
    text = b"ab " * 30000 + b"\n" + b"c" * 90000 + b"\n"
    words, counts, _ = read(written(tmp_path, text), 1)
    assert (words, counts.tolist()) == ((b"</s>", b"ab", b"c" * 98), [2, 30000, 1])


def test_words_across_the_pieces_of_a_file_are_whole(tmp_path, monkeypatch):
    path = written(tmp_path, b"alpha beta\ngamma alpha\n" * 5)
    whole = read(path, 1)
    monkeypatch.setattr(reading, "chunks", lambda path: (path.read_bytes()[i : i + 3] for i in range(0, 115, 3)))
    pieces = read(path, 1)
    assert whole.words == pieces.words == (b"</s>", b"alpha", b"beta", b"gamma")
    np.testing.assert_array_equal(whole.ids, pieces.ids)


@pytest.mark.parametrize(
    ("text", "min_count", "found"),
    [
        (b"", 1, "got 0 words, the most frequent of which occurs 0 times"),
        (b"\n\n\n", 1, "got 0 words"),
        (b"a b a\n", 3, "got 2 words, the most frequent of which occurs 2 times"),
        (b"unfinished", 1, "got 0 words"),
    ],
)
def test_a_text_without_frequent_words_is_refused(tmp_path, text, min_count, found):
    with pytest.raises(ValueError, match=f"expected a word that occurs at least min_count = {min_count} .*{found}"):
        read(written(tmp_path, text), min_count)


def test_a_word_of_which_a_zero_byte_leaves_nothing_is_refused_unless_it_is_rare(tmp_path):
    path = written(tmp_path, "ab ab ac\n".encode("utf-16-le"))
    with pytest.raises(ValueError, match="expected no zero byte at the beginning of a word in .*UTF-16"):
        read(path, 1)
    assert read(written(tmp_path, b"a a \0b\n"), 2).words == (b"</s>", b"a")


def test_a_missing_text_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nothing.txt; got nothing"):
        read(tmp_path / "nothing.txt", 1)


def test_more_words_than_the_program_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_WORDS", 3)
    with pytest.raises(ValueError, match="at most 3 different words"):
        read(written(tmp_path, b"a b c\n"), 1)


def test_a_vocabulary_has_the_counts_and_other_words_of_the_text_are_passed_over(tmp_path):
    (tmp_path / "vocab").write_bytes(b"</s> 2\nrare 1\nb 3\na 3\nc 9\n")
    words, counts, ids = read(written(tmp_path, b"a x b\nrare c c c </s> y\n"), 2, tmp_path / "vocab")
    assert words == (b"</s>", b"c", b"b", b"a")
    assert (counts.tolist(), ids.tolist()) == ([2, 9, 3, 3], [3, 2, 0, 1, 1, 1, 0, 0])


def test_the_first_word_of_a_vocabulary_is_0_and_stays_however_rare(tmp_path):
    (tmp_path / "vocab").write_bytes(b"stop 0\na 3\n</s> 5\n")
    words, counts, ids = read(written(tmp_path, b"a stop b\n"), 2, tmp_path / "vocab")
    assert (words, counts.tolist(), ids.tolist()) == ((b"stop", b"</s>", b"a"), [0, 5, 3], [2, 0, 1])


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (b"</s> 1\na\n", "expected a new word, its count and a line end in line 2 of .*vocab; got b'a"),
        (b"a 1\nb -2\n", "in line 2"),
        (b"a 1\nb 2.5\n", "in line 2"),
        (b"a 1\n 2\n", "in line 2"),
        (b"a 1\r\nb 2\r\n", "in line 1"),
        (b"a 1\nb\t2\n", "in line 2"),
        (b"a 1\nb\0 2\n", "in line 2"),
        (b"a 1\nb 2", "in line 2"),
        (b"a 1\nb 2\na 3\n", "expected a new word, .* in line 3 .*; got b'a 3"),
        (b"a 1\n" + b"x" * 99 + b" 1\n", "in line 2"),
        (b"a 1\nb 1234567890123456\n", "in line 2"),
        (b"a 999999999999999\nb 1\n", r"expected from 1 to 10\^15 − 1 occurrences in .*; got 1000000000000000"),
        (b"a 0\nb 0\n", "got 0"),
        (b"", "got 0"),
    ],
)
def test_a_vocabulary_that_the_program_did_not_write_is_refused(tmp_path, lines, message):
    (tmp_path / "vocab").write_bytes(lines)
    with pytest.raises(ValueError, match=message):
        counted(tmp_path / "vocab")


def test_a_vocabulary_without_frequent_words_is_named(tmp_path):
    (tmp_path / "vocab").write_bytes(b"</s> 9\na 1\n")
    with pytest.raises(ValueError, match=r"at least min_count = 2 times in .*vocab; got 1 words, .* occurs 1 times"):
        read(written(tmp_path, b"a a a a\n"), 2, tmp_path / "vocab")


def test_a_missing_vocabulary_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a vocabulary file .*nothing.vocab"):
        read(written(tmp_path, b"a a\n"), 1, tmp_path / "nothing.vocab")


def test_with_a_vocabulary_a_text_may_have_any_number_of_words(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_WORDS", 3)
    (tmp_path / "vocab").write_bytes(b"</s> 9\na 1\n")
    assert read(written(tmp_path, b"a b c d e f\n"), 1, tmp_path / "vocab").ids.tolist() == [1, 0]
