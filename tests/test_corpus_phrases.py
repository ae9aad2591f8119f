import gzip
import hashlib
from pathlib import Path

import pytest

from w2vexplained.corpus import files, phrases
from w2vexplained.corpus.phrase_scores import scorer
from w2vexplained.corpus.phrases import join, rewrite, tally

TEXT = (
    b"to be or not to be that is new york\nnew york is not to be\n"
    b"caf\xe9 new york times\tnew  york times\r\n\nto be in_deed\nin deed in deed in deed\n"
)
# What the program makes of it with -min-count 2 -threshold 1, but for the space that it puts before each line.
JOINED = (
    b"to_be or not to_be that is new_york\nnew_york is not to_be\n"
    b"caf\xe9 new_york times new_york times\n\nto_be in_deed\nin_deed in_deed in_deed\n"
)
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text"
    path.write_bytes(TEXT)
    return path


def test_words_and_neighbours_are_counted(text):
    counted = tally(text)
    assert counted.words == 32
    assert counted.counts[b"new"] == 4
    assert counted.counts[b"new_york"] == 4
    assert counted.counts[b"in_deed"] == 4  # three times as two words, once as one
    assert counted.counts[b"caf\xe9_new"] == 1


def test_neighbours_across_lines_count_for_the_program_and_not_for_gensim(text):
    assert tally(text).counts[b"york_new"] == 1
    assert b"york_new" not in tally(text, across_lines=False).counts
    assert tally(text, across_lines=False).counts[b"new_york"] == 4


@pytest.mark.parametrize("across_lines", [True, False])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_where_a_file_is_cut_makes_no_difference(text, tmp_path, monkeypatch, size, across_lines):
    monkeypatch.setattr(phrases, "chunks", lambda path, progress: files.chunks(path, size))
    counted = tally(text, across_lines)
    monkeypatch.undo()
    assert counted == tally(text, across_lines)
    monkeypatch.setattr(phrases, "chunks", lambda path, progress: files.chunks(path, size))
    rewrite(text, scorer(counted, 2, 1.0), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == JOINED


def test_the_text_is_rewritten_as_by_the_program(text, tmp_path):
    found = rewrite(text, scorer(tally(text), 2, 1.0), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == JOINED
    assert {phrase: times for phrase, (times, _) in found.items()} == {b"new_york": 4, b"to_be": 4, b"in_deed": 3}
    assert found[b"new_york"][1] == pytest.approx((4 - 2) / (4 * 4) * 32)
    assert list(found) == sorted(found, key=lambda phrase: -found[phrase][1])


def test_a_text_may_be_its_own_output_and_may_be_packed(tmp_path):
    path = tmp_path / "text.gz"
    path.write_bytes(gzip.compress(TEXT))
    rewrite(path, scorer(tally(path), 2, 1.0), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == JOINED
    rewrite(tmp_path / "out", scorer(tally(tmp_path / "out"), 9, 1.0), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == JOINED


def test_without_an_output_nothing_is_written(text):
    assert rewrite(text, scorer(tally(text), 2, 1.0)).keys() == {b"new_york", b"to_be", b"in_deed"}
    assert [path.name for path in text.parent.iterdir()] == ["text"]


def test_an_error_leaves_what_was_there(text, tmp_path):
    (tmp_path / "out").write_bytes(b"old")

    def interrupted(a, b):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrite(text, interrupted, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "text"]
    assert (tmp_path / "out").read_bytes() == b"old"


def test_a_last_word_that_nothing_follows_is_kept(tmp_path):
    (tmp_path / "text").write_bytes(b"a b\na b")
    rewrite(tmp_path / "text", scorer(tally(tmp_path / "text"), 1, 0.5), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"a_b\na_b"


def test_a_word_belongs_to_one_phrase():
    joined = join([b"a", b"a", b"a", b"a", b"a"], lambda a, b: 1.0)
    assert [token for token, _ in joined] == [b"a_a", b"a_a", b"a"]


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n"])
def test_a_text_without_words_is_named(tmp_path, content):
    (tmp_path / "text").write_bytes(content)
    with pytest.raises(ValueError, match="expected words in .*; got none"):
        tally(tmp_path / "text")


def test_a_file_without_spaces_is_not_taken_into_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(phrases, "LONGEST_WORD", 100)
    (tmp_path / "text").write_bytes(b"a b " + b"x" * 101)
    with pytest.raises(ValueError, match="expected words of at most 100 bytes"):
        tally(tmp_path / "text")


def test_when_there_are_too_many_entries_the_rarest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(phrases, "chunks", lambda path, progress: files.chunks(path, 100))
    lines = b"".join(b"new york r%03d s%03d r%03d s%03d\n" % (i, i, i, i) for i in range(200))
    (tmp_path / "text").write_bytes(lines)
    counted = tally(tmp_path / "text", most=50)
    assert len(counted.counts) <= 50
    assert counted.counts[b"new_york"] == 200
    assert counted.words == 1200


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the program's own files are not beside the project")
def test_a_novel_is_rewritten_byte_for_byte_as_by_the_program(tmp_path):
    """The checksum is of word2phrase -min-count 2 -threshold 10, with the space before each line removed."""
    rewrite(REFERENCE / "treasure.txt", scorer(tally(REFERENCE / "treasure.txt"), 2, 10), tmp_path / "out")
    assert (
        hashlib.sha256((tmp_path / "out").read_bytes()).hexdigest()
        == "94269e79184b6ed0970d892ab105d182d884aedc190da432d39dd611a8461fd2"
    )
