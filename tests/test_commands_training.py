import hashlib

import pytest

from w2vexplained.__main__ import main
from w2vexplained.commands import training
from w2vexplained.training import plan
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


def test_the_programs_vocabulary_trains_the_same_when_it_is_read(zipf, tmp_path):
    written = []
    for extra in (["--save-vocab", str(tmp_path / "saved")], ["--read-vocab", str(tmp_path / "saved")]):
        assert main(["train", zipf, "-o", str(tmp_path / "out"), *ZIPF, *extra]) == 0
        written.append(checksum(tmp_path / "out"))
    assert written == [TEXT_FORMAT, TEXT_FORMAT]
    counts = read_vocabulary(tmp_path / "saved").counts
    (tmp_path / "saved").write_bytes(b"</s> 0\nw1 9\nw2 8\n")
    assert main(["train", zipf, "-o", str(tmp_path / "out"), *ZIPF, *extra]) == 0
    assert len(counts) > len(read_vectors(tmp_path / "out").words) == 3


def test_iterations_do_nothing_unless_they_are_to_be_as_documented(text, tmp_path):
    written = []
    for extra in (["--iter", "2"], ["--iter", "2", "--documented"], ["--iter", "2", "--hs", "1", "--negative", "0"]):
        options = ["--size", "3", "--min-count", "1", "--sample", "0", "--exact", *extra]
        assert main(["train", text, "-o", str(tmp_path / "out"), *options]) == 0
        written.append((tmp_path / "out").read_bytes())
    assert len(set(written)) == 3


def test_exact_training_is_of_cbow_unless_told_otherwise_as_in_the_program(text, tmp_path):
    written = []
    for extra in ([], ["--cbow", "1"], ["--cbow", "0"], ["--cbow", "1", "--alpha", "0.05"]):
        options = ["--size", "3", "--min-count", "1", "--sample", "0", "--exact", *extra]
        assert main(["train", text, "-o", str(tmp_path / "out"), *options]) == 0
        written.append((tmp_path / "out").read_bytes())
    assert written[0] == written[1] == written[3] != written[2]


EXACT = [
    (["--threads", "2"], "expected --threads 1 with --exact; got 2"),
    (["--objective", "nce"], "expected no --objective with --exact"),
    (["--checkpoint", "{folder}/kept"], "expected no --checkpoint with --exact"),
    (["--negative", "0"], "expected --negative 1 or more, or --hs 1; got --negative 0, which trains nothing"),
    (["--save-vocab", "{folder}"], "got the folder"),
    (["--save-vocab", "{out}"], "expected different names"),
    (["--min-count", "9"], "occurs at least --min-count 9 times"),
    (["--alpha", "1e30", "--min-count", "1", "--sample", "0"], "expected a smaller --alpha than 1e+30"),
    (["--min-count", "1", "--classes", "9"], "expected --classes N with N ≤ 8, the number of words; got 9"),
]
ESTIMATED = [
    (["--documented"], "expected --documented with --exact only"),
    (["--negative", "0"], "which trains nothing"),
    (["--negative", "0", "--objective", "nce"], "which trains nothing"),
    (["--hs", "1"], "only the program learns two objectives at once, with --exact"),
    (["--hs", "1", "--negative", "0", "--objective", "softmax"], "expected --negative 0 and no --objective with --hs"),
    (["--save-vocab", "{folder}"], "got the folder"),
    (["--checkpoint", "{text}"], "expected different names"),
    (["--min-count", "9"], "occurs at least --min-count 9 times"),
    (["--min-count", "1", "--classes", "8"], "expected --classes N with N ≤ 7, the number of words; got 8"),
]
TYPED = [
    (["--size", "0"], "argument --size: expected a whole number ≥ 1; got 0"),
    (["--window", "0"], "argument --window: expected a whole number ≥ 1; got 0"),
    (["--iter", "0"], "argument --iter: expected a whole number ≥ 1; got 0"),
    (["--min-count", "few"], "argument --min-count: expected a whole number ≥ 0; got few"),
    (["--alpha", "nan"], "argument --alpha: expected a finite number; got nan"),
    (["--alpha", "0"], "argument --alpha: expected a number above 0; got 0"),
    (["--sample", "-1"], "argument --sample: expected a number ≥ 0; got -1"),
    (["--classes", "-1"], "argument --classes: expected a whole number ≥ 0; got -1"),
    (["--threads", "0"], "argument --threads: expected a whole number ≥ 1, or -1 for all cores; got 0"),
    (["--seed", "4294967296"], "argument --seed: expected a whole number from 0 to 4294967295; got 4294967296"),
]


@pytest.mark.parametrize(
    ("words", "message"),
    [(["--exact", *words], message) for words, message in EXACT] + ESTIMATED + TYPED,
)
def test_what_cannot_be_used_is_said_with_exit_status_two_and_nothing_is_written(
    text, tmp_path, capsys, words, message
):
    names = {"text": text, "out": tmp_path / "out", "folder": tmp_path}
    assert main(["train", text, "-o", str(tmp_path / "out"), *(word.format(**names) for word in words)]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


@pytest.mark.parametrize("how", [[], ["--exact"]])
def test_files_that_cannot_be_read_or_written_are_named_before_the_training(text, tmp_path, capsys, how):
    for words, message in (
        ([text, "-o", text], "expected different names"),
        ([text, "-o", f"{text}/none/out"], "expected a folder"),
        ([f"{text}/none", "-o", str(tmp_path / "out")], "expected a text file"),
    ):
        assert main(["train", *words, *how]) == 2
        assert message in capsys.readouterr().err


def test_objectives_that_can_be_typed_are_those_that_can_be_planned():
    assert training.OBJECTIVES == plan.OBJECTIVES  # written out there, so that help needs no NumPy
