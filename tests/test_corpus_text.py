import gzip

import pytest

from w2vexplained.corpus.text import read_text, tokenize


def test_a_file_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("Zoë sees\nthe cat.", encoding="utf-8")
    assert read_text(path) == read_text(str(path)) == "Zoë sees\nthe cat."


def test_an_archive_is_unpacked_and_a_byte_order_mark_dropped(tmp_path):
    path = tmp_path / "text.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + "Zoë sees".encode()))
    assert read_text(path) == "Zoë sees"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a text file at .*absent.txt; got nothing"):
        read_text(tmp_path / "absent.txt")


def test_a_folder_is_no_text(tmp_path):
    with pytest.raises(FileNotFoundError, match="got a folder"):
        read_text(tmp_path)


def test_bytes_that_are_not_utf8_are_named_with_their_place(tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("ça va".encode() + "é".encode("latin-1"))
    with pytest.raises(ValueError, match="expected UTF-8 text in .*latin.txt; got byte 0xe9 at offset 6"):
        read_text(path)


@pytest.mark.parametrize("content", ["", " \n\t"])
def test_an_empty_text_is_an_error(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_text(content)
    with pytest.raises(ValueError, match="expected words in .*empty.txt; got an empty text"):
        read_text(path)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The cat sleeps. The dog?", [["the", "cat", "sleeps"], ["the", "dog"]]),
        ("version 3.14 of a.b", [["version", "of", "a", "b"]]),
        ("one\ntwo\n \nthree", [["one", "two"], ["three"]]),
        ("don't stop-gap -- 'quoted' rock-", [["don't", "stop-gap", "quoted", "rock"]]),
        ("DON’T", [["don't"]]),
        ("Écoute, Straße; naïve_x2y", [["écoute", "straße", "naïve", "x", "y"]]),
        ("... 12 !", []),
        ("", []),
    ],
)
def test_tokenize_follows_its_rule(text, sentences):
    assert tokenize(text) == sentences


@pytest.mark.parametrize("text", [None, b"the cat", ["the cat"]])
def test_what_is_no_text_is_named(text):
    with pytest.raises(TypeError, match="expected a text, a string; got"):
        tokenize(text)
