import warnings

import mpmath as mp
import numpy as np
import pytest

from w2vexplained.functions import log_sigmoid, logsumexp, sigmoid, softmax, softplus
from w2vexplained.verification.precision import units_in_last_place

EXTREMES = [0.0, -0.0, 5e-324, 1e-308, 36.8, 745.2, 1e308, np.inf]


def many_scores():
    rng = np.random.default_rng(0)
    spread = [rng.normal(size=1500) * scale for scale in (1e-8, 1e-3, 1, 5, 50, 300)]
    return np.concatenate([*spread, np.linspace(-740, 40, 1500), rng.uniform(-4, 0, 6000)])


@pytest.mark.parametrize(
    ("function", "exact"),
    [(sigmoid, lambda x: 1 / (1 + mp.exp(-x))), (log_sigmoid, lambda x: -mp.log1p(mp.exp(-x)))],
)
def test_sigmoid_and_log_sigmoid_are_within_two_units_of_fifty_digits(function, exact):
    x = many_scores()
    with mp.workdps(50):
        truth = [exact(mp.mpf(float(t))) for t in x]
        assert units_in_last_place(function(x), truth).max() <= 2


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("function", [sigmoid, log_sigmoid, softplus])
def test_no_finite_or_infinite_score_warns_or_gives_nan(function, dtype):
    with np.errstate(over="ignore"):  # 1e308 becomes infinite in float32
        x = np.array(EXTREMES + [-t for t in EXTREMES]).astype(dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        y = function(x)
    assert not np.isnan(y).any()
    assert y.dtype == dtype


def test_limits_of_the_sigmoid_are_reached():
    assert sigmoid(np.array([-np.inf, np.inf])).tolist() == [0.0, 1.0]
    assert log_sigmoid(np.array([-np.inf, -1e308, np.inf])).tolist() == [-np.inf, -1e308, 0.0]


def test_nan_stays_nan():
    assert np.isnan(sigmoid(np.array([np.nan]))).all()


def test_logsumexp_and_softmax_keep_scores_of_a_thousand_finite():
    x = np.array([[1000.0, 1000.0], [-1000.0, -1001.0]])
    assert np.allclose(logsumexp(x), [1000 + np.log(2), -1000 + np.log1p(np.exp(-1))], rtol=1e-15)
    assert np.allclose(softmax(x).sum(axis=-1), 1, rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex64, np.complex128])
def test_every_function_keeps_the_type_of_its_input(dtype):
    x = np.linspace(-3, 3, 7).astype(dtype)
    for function in (sigmoid, softplus, log_sigmoid, softmax, logsumexp):
        assert function(x).dtype == dtype


def test_complex_scores_follow_the_analytic_function():
    x = np.array([-2 + 0.5j, 2 - 0.5j])
    assert np.allclose(sigmoid(x), 1 / (1 + np.exp(-x)), rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64])
@pytest.mark.parametrize("function", [sigmoid, softplus, log_sigmoid, softmax, logsumexp])
def test_whole_numbers_and_lists_give_what_floats_give(function, dtype):
    x = [0, 3, 100]
    expected = function(np.array(x, float))
    assert np.array_equal(function(np.array(x, dtype)), expected)
    assert np.array_equal(function(x), expected)


def test_the_smallest_byte_is_not_its_own_negative():
    assert log_sigmoid(np.int8(-128)) == -128


@pytest.mark.parametrize("function", [sigmoid, softplus, log_sigmoid, softmax, logsumexp])
@pytest.mark.parametrize("x", ["a", None, [True]])
def test_what_is_no_number_is_named(function, x):
    with pytest.raises(TypeError, match="expected an array of numbers for x; got"):
        function(x)


def test_scores_as_far_apart_as_numbers_can_be_give_no_warning():
    x = np.array([1e308, -1e308])
    assert softmax(x).tolist() == [1, 0]
    assert logsumexp(x) == 1e308


@pytest.mark.parametrize("function", [softmax, logsumexp])
@pytest.mark.parametrize(
    ("x", "says"),
    [
        (np.array([1.0, np.inf]), r"finite numbers in x; got inf at \[1\]"),
        (np.array([np.nan]), "got nan"),
        (np.array([]), r"\(\.\.\., n\) with n ≥ 1; got shape \(0,\)"),
        (np.array(1.0), r"got shape \(\)"),
    ],
)
def test_scores_without_a_softmax_are_named(function, x, says):
    with pytest.raises(ValueError, match=says):
        function(x)
