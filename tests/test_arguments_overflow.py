import numpy as np
import pytest

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling, softmax


def test_second_derivatives_that_overflow_are_named_instead_of_nan():
    vectors = np.full(3, 1e308), np.full((4, 3), 1e-300)
    with pytest.raises(OverflowError, match="hessian is too large for its number type"):
        softmax.hessian(*vectors, 0)
    with pytest.raises(OverflowError, match="gradient is too large for its number type"):
        negative_sampling.gradient(*vectors, 0, [1, 1])


def test_scores_that_overflow_are_named():
    with pytest.raises(OverflowError, match="a score v_c·v_w is too large"):
        arguments.scores(np.array([1.0, np.inf]))
    assert arguments.scores(2.0) == 2.0


def test_of_several_results_each_is_looked_at():
    @arguments.overflow_raises
    def powers(x):
        return x, x * x

    assert powers(np.float64(3.0)) == (3.0, 9.0)
    with pytest.raises(OverflowError, match="powers is too large for its number type"):
        powers(np.float64(1e200))
