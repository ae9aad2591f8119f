import numpy as np
import pytest

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling, softmax

C = np.ones((5, 3))
W = np.ones((2, 3))
counts = np.ones((2, 5))
noise = np.full(5, 0.2)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"W": np.ones(3)}, ValueError, r"expected matrices W \(\|V\|, d\) and C \(n, d\); got shapes \(3,\)"),
        ({"C": np.ones((5, 4))}, ValueError, r"expected C of shape \(n, 3\), like W \(2, 3\); got \(5, 4\)"),
        ({"counts": np.ones((5, 2))}, ValueError, r"expected counts of shape \(2, 5\); got \(5, 2\)"),
        ({"counts": -counts}, ValueError, "no negative number in counts; got -1.0"),
        ({"counts": counts * np.nan}, ValueError, "finite numbers in counts"),
        ({"k": -1}, ValueError, "expected k ≥ 0 negatives for each pair; got -1"),
        ({"k": np.nan}, ValueError, "got nan"),
        ({"k": None}, TypeError, "one number k of negatives for each pair; got None"),
        ({"k": "5"}, TypeError, "got '5'"),
        ({"k": [1, 2]}, TypeError, "got \\[1, 2\\]"),
        (
            {"C": np.ones((0, 3))},
            ValueError,
            r"at least one word, context and component; got shapes \(2, 3\) and \(0, 3\)",
        ),
        ({"counts": counts * 1e308}, OverflowError, "is too large for its number type; expected smaller arguments"),
        ({"noise": np.ones(5)}, ValueError, "expected noise to sum to 1; got 5"),
        ({"noise": np.ones(4) / 4}, ValueError, r"expected noise of shape \(5,\); got \(4,\)"),
        ({"W": W * 1e300, "C": C * 1e300}, OverflowError, "too large"),
    ],
)
def test_bad_tables_say_what_was_expected_and_what_came(change, error, says):
    given = {"W": W, "C": C, "counts": counts, "k": 5, "noise": noise} | change
    for name in ("expected_log_likelihood", "expected_gradient", "expected_hessian"):
        with pytest.raises(error, match=says):
            getattr(negative_sampling, name)(**given)
        if not {"k", "noise"} & change.keys():
            with pytest.raises(error, match=says):
                getattr(softmax, name)(given["W"], given["C"], given["counts"])


def test_a_law_whose_logarithm_is_taken_may_have_no_zero():
    assert arguments.positive_distribution("noise", [0.25, 0.75], 2).tolist() == [0.25, 0.75]
    with pytest.raises(ValueError, match="expected noise > 0 for every context; got 0 for context 1"):
        arguments.positive_distribution("noise", [0.5, 0.0, 0.5], 3)
    with pytest.raises(ValueError, match="expected noise to sum to 1"):
        arguments.positive_distribution("noise", [0.5, 0.25], 2)
