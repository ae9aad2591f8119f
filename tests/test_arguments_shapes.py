import numpy as np
import pytest

from w2vexplained.objectives import negative_sampling, softmax

v = np.ones(3)
C = np.ones((5, 3))


def with_entry(x, at, value):
    x = x.copy()
    x[at] = value
    return x


@pytest.mark.parametrize(
    ("v_w", "rows", "c", "negatives", "error", "says"),
    [
        (np.ones(4), C, 0, [1], ValueError, r"expected C of shape \(n, 4\), its rows like v_w; got \(5, 3\)"),
        (v, np.ones(3), 0, [1], ValueError, r"expected C of shape \(n, 3\)"),
        (1.0, C, 0, [1], ValueError, r"expected v_w of shape \(d,\)"),
        (v, C, 5, [1], IndexError, r"expected c in 0 … 4, a row of C; got 5"),
        (v, C, -1, [1], IndexError, r"got -1"),
        (v, C, 1.0, [1], TypeError, "one whole number for c; got 1.0"),
        (v, C, True, [1], TypeError, "got True"),
        (v, C, "cat", [1], TypeError, "got 'cat'"),
        (v, C, 0, [1, 5], IndexError, "expected negatives in 0 … 4; got 5"),
        (v, C, 0, [-1], IndexError, "got -1"),
        (v, C, 0, [0.5], TypeError, "whole numbers for negatives; got float64"),
        (v, C, 0, [[1]], ValueError, r"shape \(k,\); got shape \(1, 1\)"),
        (with_entry(v, 1, np.nan), C, 0, [1], ValueError, r"finite numbers in v_w; got nan at \[1\]"),
        (v, with_entry(C, (2, 0), np.inf), 0, [1], ValueError, r"finite numbers in C; got inf at \[2, 0\]"),
        (v * 1e200, C * 1e200, 0, [1], OverflowError, "too large for its number type"),
        (["a", "b", "c"], C, 0, [1], TypeError, "array of numbers for v_w"),
        ([1, None, 2], C, 0, [1], TypeError, "array of numbers for v_w; got None"),
        ([[1], [1, 2]], C, 0, [1], ValueError, r"rows of one length in v_w; got \[\[1\], \[1, 2\]\]"),
        (v, C, slice(0, 1), [1], TypeError, r"one whole number for c; got slice\(0, 1, None\)"),
        (v, C, ..., [1], TypeError, "got Ellipsis"),
        (v, C, 0, np.int64(2), ValueError, r"shape \(k,\); got shape \(\)"),
        (
            v,
            np.ones((0, 3)),
            0,
            [1],
            ValueError,
            r"at least one context of at least one component; got",
        ),
        (np.ones(0), np.ones((5, 0)), 0, [1], ValueError, r"got C of shape \(5, 0\)"),
    ],
)
def test_bad_arguments_of_one_pair_say_what_was_expected_and_what_came(v_w, rows, c, negatives, error, says):
    for function in (negative_sampling.log_likelihood, negative_sampling.gradient, negative_sampling.hessian):
        with pytest.raises(error, match=says):
            function(v_w, rows, c, negatives)
    if negatives == [1]:
        for function in (softmax.log_likelihood, softmax.gradient, softmax.hessian):
            with pytest.raises(error, match=says):
                function(v_w, rows, c)
