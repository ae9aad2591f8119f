import numpy as np
import pytest

from w2vexplained.training.software.options import Options, checked


def test_defaults_are_the_programs():
    assert Options() == (100, 5, 5, False, True, 1e-3, 5, None, 5)


@pytest.mark.parametrize(("cbow", "alpha"), [(True, 0.05), (False, 0.025)])
def test_learning_rate_goes_by_the_model_unless_it_is_given(cbow, alpha):
    assert checked(Options(cbow=cbow), np.float64).alpha == alpha
    assert checked(Options(cbow=cbow, alpha=0.3), np.float64).alpha == 0.3


def test_numbers_come_in_the_types_of_the_program():
    options = checked(Options(sample=0.1, alpha=0.1, size=np.int32(7), hs=1), np.float32)
    assert (type(options.sample), type(options.alpha), type(options.size), options.hs) == (
        np.float32, np.float32, int, True,
    )  # fmt: skip
    assert type(checked(Options(), np.float64).alpha) is np.float64


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": 0}, "expected a whole number size from 1 to 2147483647; got 0"),
        ({"window": 0}, "expected a whole number window from 1 to 2147483647; got 0"),
        ({"negative": -1}, "expected a whole number negative from 0 to 2147483647; got -1"),
        ({"min_count": -1}, "expected a whole number min_count from 0 to 2147483647; got -1"),
        ({"iterations": 0}, "expected a whole number iterations from 1 to 2147483647; got 0"),
        ({"size": 10.0}, "expected a whole number size from 1 to 2147483647; got 10.0"),
        ({"window": True}, "expected a whole number window from 1 to 2147483647; got True"),
        ({"hs": "yes"}, "expected hs to be True or False; got 'yes'"),
        ({"cbow": 2}, "expected cbow to be True or False; got 2"),
        ({"negative": 0}, "expected negative ≥ 1, or hs, or both; got negative = 0 without hs"),
        ({"alpha": 0}, "expected a learning rate alpha > 0; got 0"),
        ({"alpha": -0.1}, "expected a learning rate alpha > 0; got -0.1"),
        ({"alpha": 1e-60}, "expected a learning rate alpha > 0; got 1e-60"),
        ({"alpha": float("nan")}, "expected a finite number alpha; got nan"),
        ({"alpha": "0.1"}, "expected one number alpha; got '0.1'"),
        ({"sample": -1e-3}, "expected sample ≥ 0, .*; got -0.001"),
        ({"sample": float("inf")}, "expected a finite number sample; got inf"),
        ({"sample": 1e39}, r"expected a finite number sample; got 1e\+39"),
    ],
    ids=str,
)
def test_an_option_out_of_its_range_is_named(options, message):
    with pytest.raises((TypeError, ValueError), match=message):
        checked(Options(**options), np.float32)


def test_something_else_than_options_is_refused():
    with pytest.raises(TypeError, match=r"expected Options, such as .*; got \{'size': 3\}"):
        checked({"size": 3}, np.float32)
