"""What `fit` says to input that it cannot use; parameters one by one are in test_training_settings.py."""

import numpy as np
import pytest

from w2vexplained.corpus import toy
from w2vexplained.corpus.tokens import END
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import SkipGram
from w2vexplained.training.plan import ARCHITECTURES, OBJECTIVES

pytestmark = pytest.mark.filterwarnings("ignore::w2vexplained.compiled.SlowWithoutNumba")

TEXT = toy.sentences(300, np.random.default_rng(0))


def model(**given):
    return SkipGram(**{"size": 4, "window": 2, "sample": 0, "min_count": 1, "epochs": 1, "random_state": 0} | given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", 0),
        ("window", 1.5),
        ("epochs", True),
        ("learning_rate", float("nan")),
        ("threads", 0),
        ("verbose", "no"),
    ],
)
@pytest.mark.parametrize("use", ["fit", "partial_fit"])
def test_parameters_are_looked_at_when_they_are_used(name, value, use):
    wrong = model(**{name: value})
    with pytest.raises((ValueError, TypeError), match=f"{name}.*; got {value!r}"):
        getattr(wrong, use)(TEXT)
    assert not hasattr(wrong, "vectors_")


def test_vocabulary_of_one_word_is_refused():
    with pytest.raises(ValueError, match="expected a vocabulary of two words or more; got one, 'the'"):
        model(negative=1).fit([["the", "the", "the"]])


@pytest.mark.parametrize("objective", ["negative_sampling", "nce"])
def test_more_negatives_than_words_are_refused(objective):
    text = [["a", "b", "c"]] * 20
    with pytest.raises(
        ValueError, match=r"expected negative from 1 to 3, the size of the vocabulary; got 4: .*softmax"
    ):
        model(objective=objective, negative=4).fit(text)
    model(objective=objective, negative=3).fit(text)


@pytest.mark.parametrize("objective", ["softmax", "hierarchical_softmax"])
def test_where_nothing_is_drawn_negatives_may_be_any_number(objective):
    assert model(objective=objective, negative=4).fit([["a", "b", "c"]] * 20).vectors_.shape == (3, 4)


def test_vocabulary_with_a_word_that_never_occurs_is_refused():
    with pytest.raises(ValueError, match="words all have a count above 0; got 0 for 'zebra'"):
        model(vocabulary=Vocabulary((*toy.WORDS, "zebra"), [1] * len(toy.WORDS) + [0])).fit(TEXT)


def test_vocabulary_of_another_text_is_refused():
    with pytest.raises(ValueError, match="words of the vocabulary of 2 words; got none"):
        model(negative=1, vocabulary=Vocabulary(("zebra", "lion"), [1, 1])).fit(TEXT)
    with pytest.raises(IndexError, match="expected word numbers of the vocabulary, 0 … 1; got 2"):
        model(negative=1, vocabulary=Vocabulary(("a", "b"), [1, 1])).fit(np.array([0, 2, END], np.int32))


def test_words_that_are_all_rare_are_refused():
    with pytest.raises(ValueError, match="occurs at least min_count = 5000 times; the most frequent, 'the'"):
        model(min_count=5000).fit(TEXT)


@pytest.mark.parametrize("text", [[], [[]], np.zeros(0, np.int32)])
def test_empty_text_is_refused(text):
    with pytest.raises(ValueError, match="expected a"):
        model().fit(text)


def test_generator_is_refused_where_words_must_be_counted_first():
    with pytest.raises(TypeError, match="that can be read twice, .* got generator, which can be read once"):
        model().fit(words for words in TEXT)


def test_text_without_a_pair_is_refused():
    with pytest.raises(
        ValueError, match="where two words stand in one sentence.*; got no pair: sample=0 thins nothing"
    ):
        model(negative=1).fit([["a"], ["b"], ["a"]])


def test_text_without_a_pair_leaves_no_checkpoint_that_would_pass_for_a_training(tmp_path):
    for _ in range(2):
        with pytest.raises(ValueError, match="got no pair"):
            model(negative=1, checkpoint=tmp_path / "c").fit([["a"], ["b"], ["a"]])
        assert list(tmp_path.iterdir()) == []


def test_text_whose_words_are_all_held_out_is_refused():
    with pytest.raises(ValueError, match="got no pair"):
        model(negative=1).fit([[]] * 1511 + [["a", "b"] * 10] + [[]] * 1490)


def test_file_that_is_not_there_and_folder_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="got nothing"):
        model().fit(tmp_path / "text.txt")
    with pytest.raises(FileNotFoundError, match="got a folder"):
        model().fit(tmp_path)


def test_text_in_one_string_is_refused():
    with pytest.raises(FileNotFoundError, match="a text is given as sentences"):
        model().fit("the cat sees the dog")


@pytest.mark.parametrize("law", [{("the", "zebra"): 1.0}, {("the", "cat"): 0.4}, [1], {("the", "cat"): -1.0}])
def test_law_that_does_not_fit_is_refused(law):
    with pytest.raises((LookupError, ValueError, TypeError), match="expected"):
        model().fit(TEXT, law=law)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("threads", [1, 2])
def test_vectors_that_grow_beyond_all_bounds_are_an_error(objective, architecture, threads):
    wrong = model(objective=objective, architecture=architecture, learning_rate=1e30, epochs=20, threads=threads)
    with pytest.raises(FloatingPointError, match="expected a smaller learning_rate than 1e\\+30"):
        wrong.fit(TEXT)
    assert not hasattr(wrong, "vectors_")


def test_growth_is_an_error_where_nothing_is_measured_and_leaves_no_checkpoint(tmp_path):
    wrong = model(learning_rate=1e30, held_out=0, epochs=20, checkpoint=tmp_path / "c")
    with pytest.raises(FloatingPointError, match="grew beyond all bounds"):
        wrong.fit(TEXT)
    assert list(tmp_path.iterdir()) == []


def test_checkpoint_without_a_folder_is_refused_before_the_text_is_read(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected a folder at .*missing"):
        model(checkpoint=tmp_path / "missing" / "c").fit(None)


def test_text_given_as_checkpoint_is_not_overwritten(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("".join(" ".join(words) + "\n" for words in TEXT))
    before = path.read_bytes()
    with pytest.raises(ValueError, match="expected a whole checkpoint at"):
        model(checkpoint=path).fit(path)
    assert path.read_bytes() == before
