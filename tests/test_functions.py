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
