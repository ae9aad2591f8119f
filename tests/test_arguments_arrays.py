import numpy as np
import pytest
from scipy.sparse import csr_array

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling


def test_whole_numbers_in_vectors_become_fractions():
    gradient_w, _ = negative_sampling.gradient([1, 2], [[1, 0], [0, 1]], 0, [1])
    assert gradient_w.dtype == float


@pytest.mark.parametrize(
    ("x", "error", "says"),
    [
        (np.ma.masked_array([1.0, 2.0], [True, False]), TypeError, "plain array for x; got a masked one"),
        (csr_array(np.eye(2)), TypeError, "dense array for x; got a csr_array"),
        ([[1], [1, 2]], ValueError, r"rows of one length in x; got \[\[1\], \[1, 2\]\]"),
        (["a"], TypeError, "array of numbers for x; got <U1"),
        ([{}, 1.0], TypeError, r"array of numbers for x; got \{\}"),
    ],
)
def test_what_is_no_plain_array_of_numbers_is_named(x, error, says):
    with pytest.raises(error, match=says):
        arguments.as_array("x", x)


def test_the_first_entry_that_is_not_finite_is_named():
    with pytest.raises(ValueError, match=r"finite numbers in x; got -inf at \[1, 0\]"):
        arguments.finite("x", np.array([[1.0, 2.0], [-np.inf, np.nan]]))
    assert arguments.finite("x", "no number") == "no number"  # not looked at


def test_two_arrays_come_back_in_the_wider_type():
    x, y = arguments.one_type(np.float32([1.5]), np.float64([2.5]))
    assert (x.dtype, y.dtype, x[0], y[0]) == (np.float64, np.float64, 1.5, 2.5)
