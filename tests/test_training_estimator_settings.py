"""The parameters of the estimator: what each may be, and what is said otherwise."""

import numpy as np
import pytest

from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import SkipGram
from w2vexplained.training.estimator.settings import checked, master_seed

DEFAULTS = SkipGram().get_params()
NAN, INF = float("nan"), float("inf")


def test_defaults_are_in_their_ranges():
    settings = checked(DEFAULTS)
    assert settings._asdict() | {"threads": None} == DEFAULTS


def test_numbers_of_numpy_become_those_of_python():
    settings = checked(DEFAULTS | {"size": np.uint8(200), "sample": np.float32(0.5), "verbose": np.bool_(True)})
    assert (settings.size, settings.sample, settings.verbose) == (200, 0.5, True)
    assert [type(x) for x in (settings.size, settings.sample, settings.verbose)] == [int, float, bool]


@pytest.mark.parametrize("name", ["size", "window", "negative", "min_count", "epochs", "block"])
@pytest.mark.parametrize("value", [0, -1, 1.0, True, NAN, INF, "5", None, 2**31, np.float64(3), np.array([5])])
def test_whole_number_out_of_range_is_named(name, value):
    with pytest.raises(ValueError, match=rf"expected a whole number .*{name}.* from 1 to 2147483647; got"):
        checked(DEFAULTS | {name: value})


@pytest.mark.parametrize("value", [-1, 0.5, False, None])
def test_held_out_out_of_range_is_named(value):
    with pytest.raises(ValueError, match="expected a whole number of words for held_out from 0 to"):
        checked(DEFAULTS | {"held_out": value})


@pytest.mark.parametrize("name", ["noise_power", "sample", "learning_rate"])
@pytest.mark.parametrize(
    ("value", "error"),
    [
        (-1e-9, ValueError),
        (NAN, ValueError),
        (INF, ValueError),
        (True, TypeError),
        (np.True_, TypeError),
        ("1", TypeError),
        (None, TypeError),
        (1j, TypeError),
        (np.array([0.1]), TypeError),
    ],
)
def test_number_out_of_range_is_named(name, value, error):
    with pytest.raises(error, match=rf"expected a finite number [>≥] 0 for {name}; got"):
        checked(DEFAULTS | {name: value})


def test_only_the_learning_rate_must_not_be_zero():
    assert checked(DEFAULTS | {"noise_power": 0, "sample": 0}).sample == 0
    with pytest.raises(ValueError, match="expected a finite number > 0 for learning_rate; got 0"):
        checked(DEFAULTS | {"learning_rate": 0})


@pytest.mark.parametrize(("name", "known"), [("objective", "nce"), ("architecture", "cbow")])
@pytest.mark.parametrize("value", ["hs", None, 0, ["nce"]])
def test_unknown_choice_is_answered_with_the_known_ones(name, known, value):
    with pytest.raises(ValueError, match=rf"expected {name} to be one of .*'{known}'.*; got"):
        checked(DEFAULTS | {name: value})


def test_threads_are_counted():
    assert checked(DEFAULTS | {"threads": None}).threads == 1
    assert checked(DEFAULTS | {"threads": np.int64(3)}).threads == 3
    assert checked(DEFAULTS | {"threads": -1}).threads >= 1


@pytest.mark.parametrize("value", [0, -2, 1.0, True, "2"])
def test_threads_out_of_range_are_named(value):
    with pytest.raises(ValueError, match=r"expected threads ≥ 1, or -1 .*; got"):
        checked(DEFAULTS | {"threads": value})


@pytest.mark.parametrize(
    ("value", "error"),
    [(True, TypeError), ("0", TypeError), (1.5, TypeError), (np.random.default_rng(0), TypeError), (-1, ValueError)],
)
def test_random_state_out_of_range_is_named(value, error):
    with pytest.raises(error, match=r"expected random_state .*; got"):
        checked(DEFAULTS | {"random_state": value})


def test_random_state_is_as_everywhere_in_scikit_learn():
    assert master_seed(3) == master_seed(np.int64(3)) == master_seed(np.random.RandomState(3)) != master_seed(4)
    state = np.random.RandomState(3)
    assert master_seed(state) != master_seed(state)  # it moves on
    assert master_seed(None) != master_seed(None)


def test_vocabulary_of_another_type_is_named():
    with pytest.raises(TypeError, match=r"expected vocabulary to be None or a Vocabulary; got \['a'\]"):
        checked(DEFAULTS | {"vocabulary": ["a"]})
    assert checked(DEFAULTS | {"vocabulary": Vocabulary(("a",), [1])}).vocabulary.words == ("a",)


def test_checkpoint_must_have_a_place(tmp_path):
    assert checked(DEFAULTS | {"checkpoint": tmp_path / "new"}).checkpoint == tmp_path / "new"
    with pytest.raises(FileNotFoundError, match="expected a folder at .*missing"):
        checked(DEFAULTS | {"checkpoint": tmp_path / "missing" / "new"})
    with pytest.raises(IsADirectoryError, match="got the folder"):
        checked(DEFAULTS | {"checkpoint": str(tmp_path)})
    with pytest.raises(TypeError, match="expected checkpoint to be None or the path of a file; got 3"):
        checked(DEFAULTS | {"checkpoint": 3})


@pytest.mark.parametrize("value", [None, "yes", 0.5])
def test_verbose_is_true_or_false(value):
    with pytest.raises(TypeError, match="expected verbose to be True or False; got"):
        checked(DEFAULTS | {"verbose": value})
