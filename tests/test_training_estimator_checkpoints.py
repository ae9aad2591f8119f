"""Checkpoints: read as written, refused where they do not belong, never read where they are damaged."""

import time

import numpy as np
import pytest

import w2vexplained
from w2vexplained.corpus.tokens import as_tokens
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import SkipGram, checkpoints
from w2vexplained.training.estimator.checkpoints import Pace, Saved, identity, load, save
from w2vexplained.training.estimator.settings import checked
from w2vexplained.training.estimator.texts import Text

TEXT = Text(Vocabulary(("a", "b", "c"), [3, 2, 1]), as_tokens([[0, 1, 0], [2, 1, 0]]))
SHAPES = (3, 2), (3, 2)


def settings(**given):
    return checked(SkipGram(size=2, random_state=5, **given).get_params())


def saved(seed=0):
    rng = np.random.default_rng(seed)
    W, C = (rng.normal(size=shape).astype(np.float32) for shape in SHAPES)
    return Saved(7, 2**61 + 1, W, C, rng.normal(size=(4, 3)))


IDENTITY = identity(settings(), TEXT, "kernels")


def test_checkpoint_is_read_as_written(tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    found = load(tmp_path / "c", IDENTITY, SHAPES)
    assert (found.done, found.seed) == (7, 2**61 + 1)
    for name in ("W", "C", "history"):
        assert getattr(found, name).tobytes() == getattr(saved(), name).tobytes()
        assert getattr(found, name).dtype == getattr(saved(), name).dtype


def test_where_there_is_none_none_is_read(tmp_path):
    assert load(tmp_path / "c", IDENTITY, SHAPES) is None


def test_vectors_can_be_trained_on(tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    load(tmp_path / "c", IDENTITY, SHAPES).W[0, 0] = 1


def test_new_checkpoint_takes_the_place_of_the_old_one(tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    save(tmp_path / "c", IDENTITY, saved(1))
    assert np.array_equal(load(tmp_path / "c", IDENTITY, SHAPES).W, saved(1).W)
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_old_checkpoint_stays_if_writing_the_new_one_fails(tmp_path, monkeypatch):
    save(tmp_path / "c", IDENTITY, saved())

    def full(file, **arrays):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match=r"the checkpoint could not be written: No space left on device: .*c'"):
        save(tmp_path / "c", IDENTITY, saved(1))
    monkeypatch.undo()
    assert np.array_equal(load(tmp_path / "c", IDENTITY, SHAPES).W, saved().W)
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


OTHERS = {
    "size": settings()._replace(size=3),
    "window": settings(window=4),
    "negative": settings(negative=2),
    "noise_power": settings(noise_power=1),
    "sample": settings(sample=0),
    "min_count": settings(min_count=1),
    "epochs": settings(epochs=4),
    "learning_rate": settings(learning_rate=0.05),
    "objective": settings(objective="nce"),
    "architecture": settings(architecture="cbow"),
    "random_state": settings()._replace(random_state=6),
    "block": settings(block=1),
    "held_out": settings(held_out=0),
}


@pytest.mark.parametrize("name", OTHERS)
def test_checkpoint_of_other_parameters_is_refused_by_their_name(name, tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    with pytest.raises(ValueError, match=rf"expected a checkpoint of {name} = .* at .*c; got .*; remove it"):
        load(tmp_path / "c", identity(OTHERS[name], TEXT, "kernels"), SHAPES)


def test_every_parameter_that_matters_is_compared():
    free = {"threads", "checkpoint", "vocabulary", "verbose"}  # the words are compared, whoever counted them
    assert set(SkipGram().get_params()) - free == set(OTHERS)
    alike = settings(threads=2, verbose=True, vocabulary=TEXT.vocabulary)
    assert identity(alike, TEXT, "kernels") == IDENTITY


def test_of_many_differences_all_are_named(tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    with pytest.raises(ValueError, match=r"window = 4 at .*; got 5 \(window, epochs differ\)"):
        load(tmp_path / "c", identity(settings(window=4, epochs=1), TEXT, "kernels"), SHAPES)


def other_text(**changed):
    return TEXT._replace(**changed)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text", other_text(tokens=as_tokens([[0, 1, 0], [2, 0, 1]]))),
        ("words", other_text(vocabulary=Vocabulary(("a", "b", "d"), [3, 2, 1]))),
        ("counts", other_text(vocabulary=Vocabulary(("a", "b", "c"), [4, 2, 1]))),
    ],
)
def test_checkpoint_of_another_text_is_refused(name, text, tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    with pytest.raises(ValueError, match=f"expected a checkpoint of {name} ="):
        load(tmp_path / "c", identity(settings(), text, "kernels"), SHAPES)


def test_checkpoint_of_another_law_is_refused(tmp_path):
    law = {("a", "b"): 0.25, ("b", "a"): 0.75}
    save(tmp_path / "c", identity(settings(), TEXT, "kernels", law), saved())
    same = dict(reversed(law.items()))
    assert load(tmp_path / "c", identity(settings(), TEXT, "kernels", same), SHAPES).done == 7
    with pytest.raises(ValueError, match="expected a checkpoint of law = None"):
        load(tmp_path / "c", IDENTITY, SHAPES)


def test_checkpoint_of_other_code_is_refused(tmp_path, monkeypatch):
    save(tmp_path / "c", IDENTITY, saved())
    with pytest.raises(ValueError, match="expected a checkpoint of trained by = 'arrays' at .*; got 'kernels'"):
        load(tmp_path / "c", identity(settings(), TEXT, "arrays"), SHAPES)
    monkeypatch.setattr(w2vexplained, "__version__", "99")
    with pytest.raises(ValueError, match="expected a checkpoint of version = '99' at"):
        load(tmp_path / "c", identity(settings(), TEXT, "kernels"), SHAPES)
    monkeypatch.setattr(checkpoints, "FORMAT", 99)
    with pytest.raises(ValueError, match=r"expected a checkpoint of format = 99 at .* \(version, format differ\)"):
        load(tmp_path / "c", identity(settings(), TEXT, "kernels"), SHAPES)


def test_words_of_any_letters_can_be_summed_up():
    strange = other_text(vocabulary=Vocabulary(("\ud800", "\udcff", "a\nb"), [3, 2, 1]))
    assert identity(settings(), strange, "kernels")["words"] != IDENTITY["words"]


def test_any_random_state_that_cannot_be_compared_goes_on():
    one, other = (identity(settings()._replace(random_state=np.random.RandomState(i)), TEXT, "") for i in (0, 1))
    assert one == other != identity(settings(), TEXT, "")


def test_vectors_of_another_shape_are_refused(tmp_path):
    save(tmp_path / "c", IDENTITY, saved())
    with pytest.raises(ValueError, match="expected vectors of shapes"):
        load(tmp_path / "c", IDENTITY, ((3, 2), (2, 2)))


def test_truncated_checkpoint_is_refused_wherever_it_ends(tmp_path):
    save(tmp_path / "whole", IDENTITY, saved())
    whole = (tmp_path / "whole").read_bytes()
    for length in [0, 1, 2, 10, *range(20, len(whole), 37), len(whole) - 1]:
        (tmp_path / "c").write_bytes(whole[:length])
        with pytest.raises(ValueError, match="expected a whole checkpoint at .*; got a damaged one"):
            load(tmp_path / "c", IDENTITY, SHAPES)


def test_damaged_checkpoint_never_gives_other_vectors(tmp_path):
    save(tmp_path / "whole", IDENTITY, saved())
    whole, refused = (tmp_path / "whole").read_bytes(), 0
    for place in range(0, len(whole), 5):
        (tmp_path / "c").write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            found = load(tmp_path / "c", IDENTITY, SHAPES)
        except ValueError:
            refused += 1
            continue
        assert (found.done, found.seed) == (7, 2**61 + 1)  # a date or a padding in the archive, which nobody reads
        assert all(getattr(found, name).tobytes() == getattr(saved(), name).tobytes() for name in ("W", "C", "history"))
    assert refused > len(whole) / 5 / 3


@pytest.mark.parametrize(
    "arrays",
    [
        {"W": np.zeros((3, 2)), "C": np.zeros((3, 2), np.float32), "history": np.zeros((0, 3))},
        {"W": np.zeros((3, 2), np.float32), "C": np.zeros((3, 4), np.float32), "history": np.zeros((0, 3))},
        {"W": np.zeros((3, 2), np.float32), "C": np.zeros((3, 2), np.float32), "history": np.zeros(3)},
        {"W": np.zeros((3, 2), np.float32), "C": np.zeros((3, 2), np.float32)},
    ],
)
def test_other_archives_are_refused(arrays, tmp_path):
    with open(tmp_path / "c", "wb") as file:
        np.savez(file, about=np.frombuffer(b'{"done": 1, "seed": 2}', np.uint8), **arrays)
    with pytest.raises(ValueError, match="expected a whole checkpoint"):
        load(tmp_path / "c", IDENTITY, SHAPES)


def test_text_is_not_taken_for_a_checkpoint(tmp_path):
    (tmp_path / "c").write_text("the cat sees the dog\n")
    with pytest.raises(ValueError, match="got a damaged one, or another file"):
        load(tmp_path / "c", IDENTITY, SHAPES)
    assert (tmp_path / "c").read_text() == "the cat sees the dog\n"


def test_writing_takes_a_thirtieth_of_the_time(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pace = Pace(size=1e8)  # about a second
    now[0] += 29
    assert not pace.due()
    now[0] += 1
    assert pace.due()
    began, now[0] = now[0], now[0] + 2  # it took two
    pace.took(began)
    now[0] += 59
    assert not pace.due()
    now[0] += 1
    assert pace.due()
