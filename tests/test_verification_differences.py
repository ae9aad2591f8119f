import numpy as np
import pytest

from w2vexplained.functions import log_sigmoid, sigmoid
from w2vexplained.verification import differences, gradients

x = np.array([-1.3, 0.2, 2.5])


def value(x):
    return log_sigmoid(x).sum()


def test_the_right_gradient_draws_a_v():
    steps = 10.0 ** np.arange(-11, -0.9, 1)
    errors = differences.error_curve(value, sigmoid(-x), x, steps)
    falling = np.diff(np.log10(errors[:4])).mean()
    rising = np.diff(np.log10(errors[-4:])).mean()
    assert -1.4 < falling < -0.6
    assert 1.8 < rising < 2.2
    assert errors.min() < 1e-9


def test_a_gradient_wrong_by_a_twentieth_of_a_percent_draws_a_floor():
    errors = differences.error_curve(value, sigmoid(-x) * 1.0005, x)
    assert errors.min() > 4e-4


def test_the_complex_step_loses_nothing():
    assert differences.relative_error(differences.complex_step(value, x), sigmoid(-x)) < 1e-15


def test_the_complex_step_through_an_absolute_value_is_a_false_alarm():
    slope = differences.complex_step(lambda x: np.abs(x).sum(), x)
    assert not slope.any()


def test_a_saturated_gradient_is_compared_relatively():
    far = np.array([80.0])
    right = sigmoid(-far)
    assert right < 1e-34
    assert differences.relative_error(2 * right, right) == pytest.approx(0.5)


@pytest.mark.parametrize("check", [gradients.by_complex_step, gradients.by_differences])
def test_each_numeric_check_passes_the_right_gradient_and_rejects_a_wrong_one(check):
    assert check(value, lambda x: (sigmoid(-x),), (x,)).passed
    assert not check(value, lambda x: (sigmoid(-x) * (1 + 1e-6),), (x,)).passed
    assert not check(value, lambda x: (sigmoid(x),), (x,)).passed


def test_gradients_of_another_shape_never_agree():
    assert differences.relative_error(np.ones(3), np.ones((3, 1))) == float("inf")


def test_the_jacobian_of_an_array_has_the_shape_of_value_and_argument():
    J = differences.complex_step(lambda x: np.outer(x, x), x)
    assert J.shape == (3, 3, 3)
    assert np.allclose(J[0, 1], [x[1], x[0], 0])
    assert np.allclose(J[2, 2], [0, 0, 2 * x[2]])
