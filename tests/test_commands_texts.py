import hashlib

import pytest

from w2vexplained.__main__ import main
from w2vexplained.training.software import proof
from w2vexplained.vectors.formats import read_vectors
from w2vexplained.vectors.vocabulary_files import read_vocabulary

TEXT = b"new york new york new york\nto be or not to be in new york\n"
# What the program prints with -size 16 -window 5 -min-count 3 -cbow 0 -negative 5 -iter 1 for the text of `zipf_text`.
TEXT_FORMAT = "2830aa2677d210a865b5769433ce93aca073a55ad1bc51b79a3810e477ba5823"
VOCABULARY = "df740d14825a546c262ee30a724c4c3e0fbddcba718b42ef9e698838756ce588"
CLASSES = "0fcbf8a1124ed85359cf3f0d79e5b9c7305d10c63f4cd5a319be256e4ade08f4"
ZIPF = ["--size", "16", "--min-count", "3", "--cbow", "0", "--iter", "1", "--exact"]


@pytest.fixture
def text(tmp_path):
    (tmp_path / "text").write_bytes(TEXT)
    return str(tmp_path / "text")


@pytest.fixture
def zipf(tmp_path):
    (tmp_path / "zipf").write_bytes(proof.zipf_text())
    return str(tmp_path / "zipf")


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_phrases_are_listed(text, capsys):
    assert main(["phrases", text, "--min-count", "2", "--threshold", "0.5"]) == 0
    assert capsys.readouterr().out == "       1.875         4  new_york\n"
    assert main(["phrases", text, "--min-count", "2", "--score", "npmi", "--threshold", "0.9"]) == 0
    assert capsys.readouterr().out == "           1         4  new_york\n           1         2  to_be\n"


def test_the_text_is_rewritten(text, tmp_path, capsys):
    assert main(["phrases", text, "-o", str(tmp_path / "out"), "--min-count", "2", "--threshold", "0.5"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'out'}  (4 joined, 1 phrases)\n"
    assert (tmp_path / "out").read_bytes() == b"new_york new_york new_york\nto be or not to be in new_york\n"


def test_pairs_across_lines_count_unless_told_otherwise(tmp_path, capsys):
    (tmp_path / "lines").write_bytes(b"a b\n" + b"b\na\n" * 20)
    options = [str(tmp_path / "lines"), "--min-count", "1", "--threshold", "0"]
    assert main(["phrases", *options]) == 0
    assert capsys.readouterr().out.split()[1:] == ["1", "a_b"]
    assert main(["phrases", *options, "--within-lines"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["phrases", *options[:3], "--threshold", "-1", "--score", "npmi"]) == 0
    within = float(capsys.readouterr().out.split()[0])
    assert within == pytest.approx(-0.37, abs=0.3)


def test_training_is_the_programs_byte_for_byte(zipf, tmp_path, capsys):
    run = proof.RUNS[0]
    assert (run.options.size, run.options.cbow, run.options.iterations) == (16, False, 1)
    out, vocabulary = tmp_path / "out", tmp_path / "vocabulary"
    assert main(["train", zipf, "-o", str(out), *ZIPF, "--binary", "1", "--save-vocab", str(vocabulary)]) == 0
    assert capsys.readouterr().out == f"{out}  (464 words, 12,517 occurrences)\n"
    assert proof.checksum(read_vectors(out).matrix) == run.checksum
    assert checksum(vocabulary) == VOCABULARY
    assert read_vocabulary(vocabulary).words == read_vectors(out).words
    assert main(["train", zipf, "-o", str(out), *ZIPF]) == 0
    assert checksum(out) == TEXT_FORMAT
    assert main(["train", zipf, "-o", str(out), *ZIPF, "--classes", "10"]) == 0
    assert checksum(out) == CLASSES


def test_iterations_do_nothing_unless_they_are_to_be_as_documented(text, tmp_path):
    written = []
    for extra in (["--iter", "2"], ["--iter", "2", "--documented"], ["--iter", "2", "--hs", "1", "--negative", "0"]):
        options = ["--size", "3", "--min-count", "1", "--sample", "0", "--exact", *extra]
        assert main(["train", text, "-o", str(tmp_path / "out"), *options]) == 0
        written.append((tmp_path / "out").read_bytes())
    assert len(set(written)) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["phrases", "{text}", "--min-count", "0"], "min_count ≥ 1; got 0"),
        (["phrases", "{text}", "--threshold", "2", "--score", "npmi"], "threshold from -1 to 1"),
        (["phrases", "{text}/none"], "expected a text file"),
        (["phrases", "{text}", "-o", "{text}/none/out"], "expected a folder"),
        (["phrases", "{text}", "-o", "{text}"], "expected different names"),
        (["train", "{text}", "-o", "{out}"], "expected --exact"),
        (["train", "{text}", "-o", "{text}", "--exact"], "expected different names"),
        (["train", "{text}", "-o", "{out}", "--save-vocab", "{out}", "--exact"], "expected different names"),
        (["train", "{text}", "-o", "{out}", "--exact", "--threads", "2"], "expected --threads 1 with --exact; got 2"),
        (["train", "{text}", "-o", "{out}", "--exact", "--size", "0"], "size"),
        (["train", "{text}", "-o", "{out}", "--exact", "--window", "0"], "window"),
        (["train", "{text}", "-o", "{out}", "--exact", "--alpha", "nan"], "alpha"),
        (["train", "{text}", "-o", "{out}", "--exact", "--negative", "0"], "trains nothing"),
        (["train", "{text}", "-o", "{out}", "--exact", "--classes", "-1"], "expected --classes N with N ≥ 0; got -1"),
        (["train", "{text}", "-o", "{out}/none/out", "--exact", "--min-count", "1"], "expected a folder"),
        (["train", "{text}", "-o", "{out}", "--exact", "--save-vocab", "{folder}"], "got the folder"),
        (["train", "{text}/none", "-o", "{out}", "--exact"], "expected"),
    ],
)
def test_what_cannot_be_used_is_said_with_exit_status_two_and_nothing_is_written(
    text, tmp_path, capsys, words, message
):
    assert main([word.format(text=text, out=tmp_path / "out", folder=tmp_path) for word in words]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["text"]
