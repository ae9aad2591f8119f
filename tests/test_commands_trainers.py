"""The command ``train`` without --exact trains with the estimator."""

import numpy as np
import pytest

from w2vexplained.__main__ import main
from w2vexplained.corpus.reader import TextFile
from w2vexplained.training import estimator
from w2vexplained.training.software import proof
from w2vexplained.vectors.formats import read_vectors
from w2vexplained.vectors.vocabulary_files import read_vocabulary

TEXT = b"the cat sees the mouse\nthe dog sees the cat\nn\xc3 the\n"


@pytest.fixture
def text(tmp_path):
    (tmp_path / "text").write_bytes(TEXT)
    return str(tmp_path / "text")


@pytest.fixture
def zipf(tmp_path):
    (tmp_path / "zipf").write_bytes(proof.zipf_text())
    return str(tmp_path / "zipf")


@pytest.fixture
def asked(monkeypatch):
    """What the estimator is asked for, which then learns zeros; `during` or `before` that it can be stopped."""

    class Recorder:
        parameters, before, during = None, None, None

        def __init__(self, **parameters):
            self.words = parameters.pop("vocabulary")
            Recorder.parameters = parameters

        def fit(self, text):
            if Recorder.before:
                raise Recorder.before
            self.vectors_ = np.zeros((len(self.words), 2), np.float32)
            if Recorder.during:
                raise Recorder.during
            return self

    monkeypatch.setattr(estimator, "SkipGram", Recorder)
    return Recorder


@pytest.mark.parametrize("binary", ["0", "1"])
def test_vectors_are_the_estimators_to_the_bit(zipf, tmp_path, capsys, binary):
    out, saved = tmp_path / "out", tmp_path / "saved"
    options = ["--size", "8", "--min-count", "20", "--iter", "2", "--seed", "3", "--alpha", "0.1", "--window", "2"]
    assert main(["train", zipf, "-o", str(out), *options, "--binary", binary, "--save-vocab", str(saved)]) == 0
    model = estimator.SkipGram(8, window=2, min_count=20, epochs=2, learning_rate=0.1, random_state=3)
    model.fit(TextFile(zipf))
    vectors, vocabulary = read_vectors(out, binary=binary == "1"), read_vocabulary(saved)
    np.testing.assert_array_equal(vectors.matrix, model.vectors_)
    assert vectors.words == vocabulary.words == model.vocabulary_.words
    np.testing.assert_array_equal(vocabulary.counts, model.vocabulary_.counts)
    n, words = len(vocabulary), vocabulary.counts.sum()
    assert capsys.readouterr().out == f"{out}  ({n} words, {words:,} occurrences)\n"


def test_without_options_the_papers_objective_is_learned_from_one_seed(text, tmp_path, asked):
    assert main(["train", text, "-o", str(tmp_path / "out"), "--min-count", "1"]) == 0
    assert asked.parameters == {
        "size": 100, "window": 5, "negative": 5, "sample": 1e-3, "epochs": 5, "learning_rate": 0.025,
        "objective": "negative_sampling", "architecture": "skip-gram", "threads": 1, "random_state": 0,
        "checkpoint": None, "verbose": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "parameters"),
    [
        ("--size 3 --window 2 --negative 7", {"size": 3, "window": 2, "negative": 7}),
        ("--sample 0 --iter 9 --alpha 0.5", {"sample": 0, "epochs": 9, "learning_rate": 0.5}),
        ("--cbow 1", {"architecture": "cbow", "learning_rate": 0.1}),
        ("--cbow 1 --alpha 0.5", {"architecture": "cbow", "learning_rate": 0.5}),
        ("--cbow 0", {"architecture": "skip-gram", "learning_rate": 0.025}),
        ("--hs 1 --negative 0", {"objective": "hierarchical_softmax"}),
        ("--objective hierarchical_softmax", {"objective": "hierarchical_softmax"}),
        ("--objective softmax --negative 0", {"objective": "softmax"}),
        ("--objective nce --negative 3", {"objective": "nce", "negative": 3}),
        ("--threads -1 --seed 7", {"threads": -1, "random_state": 7}),
        ("--checkpoint kept", {"checkpoint": "kept"}),
    ],
)
def test_options_have_the_programs_names(text, tmp_path, asked, words, parameters):
    assert main(["train", text, "-o", str(tmp_path / "out"), "--min-count", "1", *words.split()]) == 0
    assert asked.parameters.items() >= parameters.items()


def test_bytes_that_are_no_utf_8_are_kept(text, tmp_path):
    assert main(["train", text, "-o", str(tmp_path / "out"), "--min-count", "1", "--negative", "2"]) == 0
    assert "n\udcc3" in read_vectors(tmp_path / "out").words
    assert b"\nn\xc3 " in (tmp_path / "out").read_bytes()


def test_classes_are_written_in_the_place_of_vectors(text, tmp_path):
    options = ["--min-count", "1", "--negative", "2", "--classes", "6", "--size", "4"]
    assert main(["train", text, "-o", str(tmp_path / "out"), *options]) == 0
    found = dict(line.split() for line in (tmp_path / "out").read_bytes().splitlines())
    assert list(found) == [b"the", b"cat", b"sees", b"mouse", b"dog", b"n\xc3"]
    assert sorted(found.values()) == [b"0", b"1", b"2", b"3", b"4", b"5"]


STOPPED = [
    (KeyboardInterrupt(), "interrupted", 130),
    (OSError(28, "No space left on device"), "[Errno 28] No space left on device", 2),  # for a checkpoint
]


@pytest.mark.parametrize(("stopped", "words", "status"), STOPPED)
def test_a_training_that_is_stopped_leaves_what_was_learned(text, tmp_path, asked, capsys, stopped, words, status):
    asked.during = stopped
    out = tmp_path / "out"
    assert main(["train", text, "-o", str(out), "--min-count", "1"]) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{words}; what was learned until then is in {out}  (6 words, 12 occurrences)\n"
    assert len(read_vectors(out).words) == 6


@pytest.mark.parametrize(("stopped", "words", "status"), STOPPED)
def test_one_that_is_stopped_before_it_learned_anything_leaves_nothing(
    text, tmp_path, asked, capsys, stopped, words, status
):
    asked.before = stopped
    assert main(["train", text, "-o", str(tmp_path / "out"), "--min-count", "1"]) == status
    assert capsys.readouterr().err == f"{words}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


def test_what_the_estimator_refuses_is_named_as_it_was_typed(text, tmp_path, capsys):
    start = ["train", text, "-o", str(tmp_path / "out"), "--min-count", "1"]
    for words, message in (
        (["--negative", "7"], "expected --negative from 1 to 6, the size of the vocabulary; got 7"),
        (["--negative", "1", "--sample", "1e-9"], "got no pair: --sample 0 thins nothing out, --min-count 1 keeps"),
        (["--alpha", "1e38", "--iter", "50", "--sample", "0"], "expected a smaller --alpha than 1e+38"),
    ):
        assert main([*start, *words]) == 2
        assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


def test_a_checkpoint_of_other_options_is_named_by_the_option(text, tmp_path, capsys):
    kept = str(tmp_path / "kept")
    start = ["train", text, "-o", str(tmp_path / "out"), "--min-count", "1", "--negative", "2", "--checkpoint", kept]
    assert main(start) == 0
    written = (tmp_path / "out").read_bytes()
    assert main(start) == 0
    assert (tmp_path / "out").read_bytes() == written
    capsys.readouterr()
    assert main([*start, "--alpha", "0.5"]) == 2
    assert "expected a checkpoint of --alpha 0.5 at" in capsys.readouterr().err


def test_words_and_counts_may_come_from_a_file(text, tmp_path):
    start = ["train", text, "-o", str(tmp_path / "out"), "--sample", "0", "--save-vocab", str(tmp_path / "saved")]
    (tmp_path / "known").write_bytes(b"</s> 9\nsees 50\nthe 40\ncat 30\nrare 4\nunseen 9\n")
    assert main([*start, "--read-vocab", str(tmp_path / "known"), "--negative", "1"]) == 0
    assert (tmp_path / "saved").read_bytes() == b"sees 50\nthe 40\ncat 30\nunseen 9\n"
    assert read_vectors(tmp_path / "out").words == ("sees", "the", "cat", "unseen")


def test_what_is_saved_can_be_read_and_trains_the_same(text, tmp_path):
    start = ["train", text, "-o", str(tmp_path / "out"), "--min-count", "1", "--negative", "1"]
    assert main([*start, "--save-vocab", str(tmp_path / "saved")]) == 0
    written = (tmp_path / "out").read_bytes()
    assert main([*start, "--read-vocab", str(tmp_path / "saved")]) == 0
    assert (tmp_path / "out").read_bytes() == written


@pytest.mark.parametrize(
    ("content", "words", "message"),
    [
        (b"cat 4\n", [], "expected a word that occurs at least --min-count 5 times in"),
        (b"cat 0\n", ["--min-count", "0"], "expected a word that occurs at least --min-count 1 times in"),
        (b"cat\n", [], "as line 1 of"),
        (b"bird 9\n", [], "expected a text with words of the vocabulary"),
        (b"cat 9\ndog 9\nthe 9\n", ["--exact"], "expected </s> as the first word of"),
        (b"</s> 9\ncat 9\ndog 9\n", ["--exact", "--classes", "4"], "expected --classes N with N ≤ 3"),
        (b"</s> 9\ncat 9\ndog 9\n", ["--classes", "3"], "expected --classes N with N ≤ 2"),
        (b"</s> 9\ncat 9\ndog 9\n", ["--save-vocab", "{known}"], "expected different names"),
    ],
)
def test_a_vocabulary_that_cannot_be_used_is_named(text, tmp_path, capsys, content, words, message):
    known = tmp_path / "known"
    known.write_bytes(content)
    options = [word.format(known=known) for word in words]
    assert main(["train", text, "-o", str(tmp_path / "out"), "--read-vocab", str(known), *options]) == 2
    assert message in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["known", "text"]
