import importlib.util
import sys

import numpy as np
import pytest

from benchmarks import processes, trainers
from benchmarks.processes import Failed, Peers
from benchmarks.text import FEW
from benchmarks.trainers import Settings
from w2vexplained import compiled
from w2vexplained.training import software
from w2vexplained.vectors.formats import read_vectors


def said_at(share):
    """What the program writes on its terminal: how far it is, over and over in one line."""
    return f"\rAlpha: 0.02  Progress: {share:.2f}%  Words/thread/sec: 50.00k  "


WORDS = "Words in train file: 1000\n"
PROGRAM = f"""
for piece in {[WORDS, *map(said_at, (20, 60, 100))]}:
    print(piece, end="", flush=True)
"""


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "few.txt"
    path.write_text(FEW)
    return Settings(str(path), str(tmp_path / "out.bin"), size=4, min_count=1, sample=0, negative=2)


@pytest.fixture
def program(tmp_path):
    path, source = tmp_path / "program", tmp_path / "source.py"
    source.write_text(PROGRAM)
    path.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{source}'\n")
    path.chmod(0o755)
    return str(path)


def test_a_process_is_measured_from_outside():
    code = "import time; x = bytearray(80_000_000); t = time.process_time()\nwhile time.process_time() < t + 0.2: pass"
    ran = processes.launched([sys.executable, "-c", code])
    assert ran.wall >= ran.cpu * 0.9
    assert ran.cpu >= 0.2
    assert 80 < ran.peak_mb < 130
    assert ran.training is None


def test_memory_of_the_process_that_asks_does_not_count():
    held = np.ones(20_000_000)
    assert processes.launched([sys.executable, "-c", "pass"]).peak_mb < 60
    assert held.sum() == 20_000_000


def test_a_process_that_fails_is_told_by_its_last_words():
    with pytest.raises(Failed, match="ValueError: no such luck"):
        processes.launched([sys.executable, "-c", "raise ValueError('no such luck')"])


def test_what_cannot_be_started_is_told(tmp_path):
    with pytest.raises(Failed, match="program: PermissionError"):
        (tmp_path / "program").touch(0o600)
        processes.launched([str(tmp_path / "program")])


def test_the_program_tells_its_training_by_its_progress():
    pieces = [(0.5, WORDS), (1.0, said_at(20)), (1.5, said_at(40) + said_at(60)), (3.0, said_at(100))]
    assert processes.own_words(pieces) == {"training": pytest.approx(2 / 0.8), "training_cpu": pytest.approx(0.02)}
    assert processes.own_words(pieces[:2]) == {}
    assert processes.own_words([(1.0, said_at(20)), (2.0, said_at(20))]) == {"training": None, "training_cpu": None}


def test_the_program_is_heard(settings, program):
    ran = processes.train("program", settings, Peers(program))
    assert 0 <= ran.training <= ran.wall / 0.8
    assert ran.training_cpu == pytest.approx(1000 / 50_000)
    assert ran.output == WORDS + "".join(map(said_at, (20, 60, 100)))


def test_options_of_program_and_replica_say_the_same(settings):
    told = processes.program_options(settings._replace(architecture="cbow", threads=2, epochs=3))
    assert told[told.index("-cbow") + 1] == "1"
    assert told[told.index("-threads") + 1] == "2"
    assert told[told.index("-iter") + 1] == "3"
    tree = processes.program_options(settings._replace(objective="hierarchical_softmax"))
    assert (tree[tree.index("-hs") + 1], tree[tree.index("-negative") + 1]) == ("1", "0")


def test_the_command_of_the_replica_writes_what_the_replica_computes(settings):
    ran = processes.train("command", settings, Peers())
    expected = software.train(settings.text, software.Options(size=4, min_count=1, sample=0, negative=2, cbow=False,
                              alpha=0.025, iterations=1))  # fmt: skip
    np.testing.assert_array_equal(read_vectors(settings.output).matrix, expected.vectors)
    assert ran.wall > 0


def test_missing_peers_are_named_with_their_reason(monkeypatch, tmp_path):
    assert Peers().reason("program") == "no path to a built word2vec program was given"
    (tmp_path / "text").write_text("")
    assert Peers(str(tmp_path / "text")).reason("program") == "the program cannot be executed"
    assert Peers(sys.executable).reason("program") is None
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert Peers().reason("gensim") == "gensim is not installed"
    assert Peers().reason("ours") is None
    assert Peers().reason("replica") is None


def words_and_vectors(path):
    with np.load(path) as found:
        return set(found["words"].tolist()), found["W"], found["C"]


TEXT = "\n".join(" ".join(f"w{(i * j) % 12}" for j in range(20)) for i in range(200)) + "\n"


@pytest.mark.parametrize("name", ["ours", "ours, NumPy only", "gensim", "replica"])
@pytest.mark.parametrize("objective", ["negative_sampling", "hierarchical_softmax"])
def test_every_trainer_reads_the_same_words_and_moves_both_matrices(tmp_path, name, objective, monkeypatch):
    if reason := Peers().reason(name):
        pytest.skip(reason)
    for leaves in ("missing", "warn_if_missing"):  # one trainer leaves out numba: undone when the test has ended
        monkeypatch.setattr(compiled, leaves, getattr(compiled, leaves))
    (tmp_path / "text.txt").write_text(TEXT)
    save = str(tmp_path / "both.npz")
    settings = Settings(str(tmp_path / "text.txt"), str(tmp_path / "out.bin"), size=4, sample=0, objective=objective,
                        save=save)  # fmt: skip
    seconds = trainers.TRAINERS[name](settings)
    words, W, C = words_and_vectors(save)
    assert words - {"</s>"} == {f"w{i}" for i in range(12)}
    assert len(W) == len(words)
    assert len(read_vectors(settings.output).words) == len(words)
    assert seconds.training > 0
    if objective == "negative_sampling":
        assert C.shape == W.shape
        assert np.abs(C).max() > 0.01  # it began at zero


def test_the_trainer_that_reads_a_file_itself_trains(settings):
    assert trainers.from_a_file(settings).training > 0
