"""Scikit-learn's own checks of an estimator, on ours."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data

from w2vexplained.training.estimator import SkipGram

pytestmark = pytest.mark.filterwarnings("ignore::w2vexplained.compiled.SlowWithoutNumba")

# Where scikit-learn's checks ask for what a text cannot give, and why.
EXPECTED_FAILED_CHECKS = {
    "check_fit2d_1feature": "a text has words and no features; of one word it says that a vocabulary needs two",
}
# What needs a setting of the environment that scikit-learn reads before it is imported.
SKIPPED_CHECKS = {"check_array_api_input"}


class OfRows(SkipGram):
    """The estimator with a text for every table: a row is a sentence, a number above one half another word.

    Nearly all of scikit-learn's checks fit tables of numbers, and are left out for an estimator of text. So they run.
    """

    def fit(self, X, y=None):
        return super().fit(self._sentences(X, reset=True))

    def partial_fit(self, X, y=None):
        return super().partial_fit(self._sentences(X, reset=not hasattr(self, "vectors_")))

    def score(self, X, y=None):
        check_is_fitted(self)
        return super().score(self._sentences(X, reset=False))

    def _sentences(self, X, reset):
        rows = validate_data(self, X, reset=reset)
        return [[f"{column}{'+' if x > 0.5 else '-'}" for column, x in enumerate(row)] for row in rows]

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = False, True
        return tags


@pytest.fixture(scope="module")
def results():
    estimator = OfRows(size=2, window=2, negative=1, sample=0, min_count=1, epochs=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = check_estimator(estimator, expected_failed_checks=EXPECTED_FAILED_CHECKS, on_skip=None, on_fail=None)
    return {result["check_name"]: result for result in found}


def test_estimator_passes_the_checks_that_apply_to_text():
    with pytest.warns(SkipTestWarning, match="Can't test estimator SkipGram which requires input"):
        found = check_estimator(SkipGram())
    assert {result["status"] for result in found} == {"passed"}


def test_all_other_checks_pass_too_on_texts_made_of_tables(results):
    others = [result for name, result in results.items() if name not in EXPECTED_FAILED_CHECKS.keys() | SKIPPED_CHECKS]
    assert [(result["check_name"], result["exception"]) for result in others if result["status"] != "passed"] == []
    assert len(others) >= 30


def test_expected_failures_fail(results):
    assert {name for name, result in results.items() if result["status"] == "xfail"} == set(EXPECTED_FAILED_CHECKS)
    assert {name for name, result in results.items() if result["status"] == "skipped"} <= SKIPPED_CHECKS


def test_tags_say_text():
    tags = SkipGram().__sklearn_tags__()
    assert tags.input_tags.string
    assert not tags.input_tags.two_d_array
    assert not tags.target_tags.required


def test_constructor_looks_at_nothing():
    model = SkipGram(size="far too long", threads=0)
    assert model.get_params()["size"] == "far too long"
    assert clone(model).threads == 0


def test_parameters_are_set_by_name():
    model = SkipGram().set_params(size=7, objective="nce")
    assert (model.size, model.objective) == (7, "nce")
    with pytest.raises(ValueError, match="Invalid parameter 'dimension'"):
        model.set_params(dimension=7)


def test_changed_parameters_are_shown():
    assert repr(SkipGram(size=7, random_state=np.int64(3))) == "SkipGram(random_state=np.int64(3), size=7)"
