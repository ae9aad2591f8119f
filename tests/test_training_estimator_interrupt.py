"""Interrupts and checkpoints: nothing that was learned is lost, and what goes on goes on to the same bits."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import numpy as np
import pytest

from w2vexplained import interrupts
from w2vexplained.corpus import toy
from w2vexplained.training.estimator import SkipGram, checkpoints, learning
from w2vexplained.training.plan import OBJECTIVES
from w2vexplained.training.routes import route

pytestmark = pytest.mark.filterwarnings("ignore::w2vexplained.compiled.SlowWithoutNumba")

TEXT = toy.sentences(1000, np.random.default_rng(0))


def model(**given):
    return SkipGram(**{"size": 8, "window": 2, "sample": 0, "epochs": 3, "random_state": 0} | given)


def assert_same(one, other):
    assert one.vectors_.tobytes() == other.vectors_.tobytes()
    assert one.context_vectors_.tobytes() == other.context_vectors_.tobytes()
    for name in ("words", "learning_rate", "objective"):
        assert np.array_equal(getattr(one.history_, name), getattr(other.history_, name))


def about(path):
    """What a checkpoint says of itself."""
    with np.load(path) as file:
        return json.loads(file["about"].tobytes())


@pytest.fixture
def interrupted_in(monkeypatch):
    """Send an interrupt in the middle of a step."""

    def set_up(step):
        steps = iter(range(10**9))

        def of(plan):
            train_part = route(plan)

            @wraps(train_part)  # whose file a checkpoint names
            def train(*arguments):
                if next(steps) == step:
                    signal.raise_signal(signal.SIGINT)
                return train_part(*arguments)

            return train

        monkeypatch.setattr(learning, "route", of)

    return set_up


@pytest.fixture(scope="module")
def uninterrupted():
    return {objective: model(objective=objective).fit(TEXT) for objective in OBJECTIVES}


def test_interrupt_leaves_what_was_learned(interrupted_in):
    interrupted_in(step=20)
    learned = model()
    with pytest.raises(KeyboardInterrupt):
        learned.fit(TEXT)
    assert 0.2 < learned.history_.words[-1] / (3 * sum(map(len, TEXT))) < 0.6
    assert learned.history_.objective[-1] > learned.history_.objective[0]
    assert np.isfinite(learned.score(TEXT))
    assert len(learned.vocabulary_) == len(learned.vectors_) == len(learned.context_vectors_)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("step", [0, 1, 17, 40])
def test_interrupted_training_goes_on_to_the_same_bits(step, objective, uninterrupted, interrupted_in, tmp_path):
    interrupted_in(step)
    resumable = model(objective=objective, checkpoint=tmp_path / "c")
    with pytest.raises(KeyboardInterrupt):
        resumable.fit(TEXT)
    assert [path.name for path in tmp_path.iterdir()] == ["c"]
    assert_same(resumable.fit(TEXT), uninterrupted[objective])


def test_training_can_be_interrupted_again_and_again(uninterrupted, interrupted_in, tmp_path):
    interrupts, resumable = 0, model(checkpoint=tmp_path / "c")
    while interrupts < 100:
        interrupted_in(step=4)
        try:
            resumable.fit(TEXT)
            break
        except KeyboardInterrupt:
            interrupts += 1
    assert 5 <= interrupts < 100
    assert_same(resumable, uninterrupted["negative_sampling"])


def test_finished_checkpoint_gives_back_the_finished_vectors(uninterrupted, tmp_path, monkeypatch):
    first = model(checkpoint=tmp_path / "c").fit(TEXT)
    assert_same(first, uninterrupted["negative_sampling"])

    def of(plan):
        @wraps(route(plan))
        def never(*_):
            raise AssertionError("it was trained again")

        return never

    monkeypatch.setattr(learning, "route", of)
    assert_same(model(checkpoint=tmp_path / "c").fit(TEXT), first)


@pytest.mark.parametrize("allowed", [0, 1])
def test_what_was_learned_outlives_a_disk_that_is_full(allowed, uninterrupted, tmp_path, monkeypatch):
    written, save = [], checkpoints.save

    def while_there_is_room(*arguments):
        written.append(arguments)
        if len(written) > allowed:
            raise OSError(28, "No space left on device")
        save(*arguments)

    monkeypatch.setattr(checkpoints, "save", while_there_is_room)
    monkeypatch.setattr(checkpoints, "SPEED", 1e9)  # so that there is more than one
    learned = model(checkpoint=tmp_path / "c")
    with pytest.raises(OSError, match="No space left on device"):
        learned.fit(TEXT)
    assert np.isfinite(learned.score(TEXT))
    assert 0 < written[-1][-1].done
    monkeypatch.undo()
    assert_same(learned.fit(TEXT), uninterrupted["negative_sampling"])


@pytest.mark.parametrize("after", range(6))
def test_interrupt_is_saved_whenever_it_comes(after, uninterrupted, tmp_path, monkeypatch):
    class Came(list):
        """Interrupts, one of which comes after it was asked for some times."""

        asked = 0

        def __bool__(self):
            self.asked += 1
            return self.asked > after

    @contextmanager
    def held():
        yield Came()

    monkeypatch.setattr(interrupts, "held", held)
    monkeypatch.setattr(checkpoints, "SPEED", 1)  # so that there is none but the last
    learned = model(checkpoint=tmp_path / "c").fit(TEXT)
    monkeypatch.undo()
    with np.load(tmp_path / "c") as file:
        assert np.array_equal(file["W"], learned.vectors_)
    assert_same(model(checkpoint=tmp_path / "c").fit(TEXT), uninterrupted["negative_sampling"])


def test_checkpoint_of_another_text_is_refused(tmp_path):
    model(checkpoint=tmp_path / "c").fit(TEXT)
    before = (tmp_path / "c").read_bytes()
    with pytest.raises(ValueError, match="expected a checkpoint of text ="):
        model(checkpoint=tmp_path / "c").fit([*TEXT[1:], TEXT[0]])
    with pytest.raises(ValueError, match=r"expected a checkpoint of epochs = 4 at .*; got 3; remove it"):
        model(epochs=4, checkpoint=tmp_path / "c").fit(TEXT)
    assert (tmp_path / "c").read_bytes() == before


def test_checkpoint_of_an_unseeded_training_knows_its_seed(interrupted_in, tmp_path):
    interrupted_in(step=30)
    unseeded = model(random_state=None, checkpoint=tmp_path / "c")
    with pytest.raises(KeyboardInterrupt):
        unseeded.fit(TEXT)
    halfway = about(tmp_path / "c")["seed"]
    interrupted_in(step=-1)
    unseeded.fit(TEXT)
    assert about(tmp_path / "c")["seed"] == halfway


def test_checkpoints_are_written_on_the_way_but_not_all_the_time(tmp_path, monkeypatch):
    written = []
    monkeypatch.setattr(checkpoints.Pace, "due", lambda self: len(written) < 3)
    monkeypatch.setattr(
        "w2vexplained.training.estimator.checkpoints.save", lambda path, about, saved: written.append(saved.done)
    )
    steps = model(checkpoint=tmp_path / "c").fit(TEXT).history_
    assert written[:3] == [1, 2, 3]
    assert len(written) == 4  # and at the end
    assert len(steps.words) == 21


SLOW = """
    import itertools, os, sys, time
    from functools import wraps
    import numpy as np
    from w2vexplained.corpus import toy
    from w2vexplained.training.estimator import learning
    from w2vexplained.training.estimator import SkipGram
    from w2vexplained.training.routes import route

    steps = itertools.count()

    def slow(plan):
        @wraps(route(plan))
        def train(*arguments):
            os.write(1, b"step\\n")  # at once: what threads print comes in pieces, and these mix
            time.sleep(0.05 if next(steps) < 30 else 0.5)  # so that it is not over before it is stopped
            return route(plan)(*arguments)
        return train

    learning.route = slow
    model = SkipGram(size=8, window=2, sample=0, epochs=3, random_state=0, threads=int(sys.argv[2]),
                     checkpoint=sys.argv[1])
    try:
        model.fit(toy.sentences(1000, np.random.default_rng(0)))
    except KeyboardInterrupt:
        print("kept", model.vectors_.shape, model.history_.words[-1] > 0, bool(np.isfinite(model.vectors_).all()))
        raise
"""


@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
@pytest.mark.parametrize("threads", [1, 2])
def test_process_that_is_stopped_from_outside_leaves_a_checkpoint_to_go_on_from(how, threads, uninterrupted, tmp_path):
    path = tmp_path / "c"
    folders = str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, reversed(folders)))}
    command = [sys.executable, "-c", textwrap.dedent(SLOW), str(path), str(threads)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as child:
        for seen, line in enumerate(child.stdout, 1):  # until the child has ended, should it come to that
            assert line == "step\n"
            if seen >= 25 and path.exists():
                break
        child.send_signal(getattr(signal, how))
        out, err = child.communicate(timeout=100)
    assert child.returncode in (-signal.SIGINT, 130) if how == "SIGINT" else child.returncode == -signal.SIGKILL
    if how == "SIGINT":
        assert "kept (17, 8) True True" in out
        assert "KeyboardInterrupt" in err
        assert [left.name for left in tmp_path.iterdir()] == ["c"]
    done = about(path)["done"]
    assert 0 < done < 60
    learned = model(checkpoint=path).fit(TEXT)
    if threads == 1:
        assert_same(learned, uninterrupted["negative_sampling"])
