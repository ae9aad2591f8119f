from pathlib import Path

import numpy as np
import pytest

from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.vectors.vocabulary_files import read_vocabulary, write_vocabulary

CONTENT = b"</s> 0\nthe 1061396\nn\xc3 7\n"
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


def saved(tmp_path, content):
    path = tmp_path / "vocabulary"
    path.write_bytes(content)
    return path


def test_words_and_counts_are_read_and_written_byte_for_byte(tmp_path):
    vocabulary = read_vocabulary(saved(tmp_path, CONTENT))
    assert vocabulary.words == ("</s>", "the", "n\udcc3")
    assert vocabulary.counts.tolist() == [0, 1061396, 7]
    write_vocabulary(tmp_path / "again", vocabulary)
    assert (tmp_path / "again").read_bytes() == CONTENT


def test_windows_line_ends_are_understood(tmp_path):
    assert read_vocabulary(saved(tmp_path, CONTENT.replace(b"\n", b"\r\n"))).counts.tolist() == [0, 1061396, 7]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a 2\nb 1", r"line 2 of .*; got b'b 1'"),
        (b"a 2\nnew york 1\n", r"line 2 of .*; got b'new york 1\\n'"),
        (b"a -2\n", "line 1 of"),
        (b"a 2.0\n", "line 1 of"),
        (b"a 9999999999999999999\n", "line 1 of"),
        (b" 2\n", "line 1 of"),
        (b"a 2\n\n", "line 2 of"),
        (b"a 2\na 1\n", "different words in .*; got 'a' again in line 2"),
        (b"", "at least one word in .*; got an empty file"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path, content, message):
    with pytest.raises(ValueError, match=f"expected .*{message}"):
        read_vocabulary(saved(tmp_path, content))


def test_words_that_could_not_be_read_again_are_not_written(tmp_path):
    path = saved(tmp_path, b"old")
    for word in ("", "new york"):
        with pytest.raises(ValueError, match="expected a word without space"):
            write_vocabulary(path, Vocabulary((word,), np.array([1])))
    assert path.read_bytes() == b"old"
    with pytest.raises(FileNotFoundError, match="expected a folder"):
        write_vocabulary(tmp_path / "none" / "v", Vocabulary(("a",), np.array([1])))


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the program's own files are not beside the project")
@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.vocab")), ids=lambda path: path.stem)
def test_the_programs_files_come_back_byte_for_byte(tmp_path, path):
    write_vocabulary(tmp_path / "again", read_vocabulary(path))
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
