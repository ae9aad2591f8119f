import re

import numpy as np
import pytest

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling, softmax
from w2vexplained.statistics.noise import draw_negatives

v = np.ones(3)
C = np.ones((5, 3))
W = np.ones((2, 3))
counts = np.ones((2, 5))
noise = np.full(5, 0.2)


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


@pytest.mark.parametrize("pairs", [[[0, 5]], [[2, 0]], [[0, -1]], [[0, 1, 2]], [[0.0, 1.0]]])
def test_bad_pairs_of_a_corpus_are_named(pairs):
    with pytest.raises((IndexError, ValueError, TypeError), match="of D|pairs D"):
        negative_sampling.corpus_log_likelihood(W, C, pairs, [])


def test_zero_negatives_are_allowed_everywhere():
    alone = negative_sampling.log_likelihood(v, C, 0, [])
    assert np.isclose(alone, negative_sampling.expected_log_likelihood(v[None], C, np.eye(5)[:1], 0, noise))
    gradient_w, gradient_C = negative_sampling.gradient(v, C, 0, [])
    assert not gradient_C[1:].any()
    assert np.allclose(gradient_w, C[0] / (1 + np.exp(3)))


def test_whole_numbers_in_vectors_become_fractions():
    gradient_w, _ = negative_sampling.gradient([1, 2], [[1, 0], [0, 1]], 0, [1])
    assert gradient_w.dtype == float


def test_second_derivatives_that_overflow_are_named_instead_of_nan():
    vectors = np.full(3, 1e308), np.full((4, 3), 1e-300)
    with pytest.raises(OverflowError, match="hessian is too large for its number type"):
        softmax.hessian(*vectors, 0)
    with pytest.raises(OverflowError, match="gradient is too large for its number type"):
        negative_sampling.gradient(*vectors, 0, [1, 1])


@pytest.mark.parametrize("x", [2, np.int8(2), np.uint64(2)])
def test_a_whole_number_comes_back_as_an_int_of_python(x):
    assert arguments.whole("of words", x, least=2) == 2
    assert type(arguments.whole("of words", x, 0, 2)) is int


@pytest.mark.parametrize("x", [0, -1, 1.0, "2", None, True, np.int8(0), np.array([2]), [2]])
def test_what_is_no_whole_number_or_too_small_is_named(x):
    with pytest.raises(ValueError, match=f"expected a whole number of words ≥ 1; got {re.escape(repr(x))}"):
        arguments.whole("of words", x, least=1)


def test_a_whole_number_that_is_too_large_is_named():
    with pytest.raises(ValueError, match="expected a whole number of words from 1 to 3; got 4"):
        arguments.whole("of words", 4, 1, most=3)


@pytest.mark.parametrize("rng", [None, 0])
def test_what_draws_nothing_is_no_generator(rng):
    with pytest.raises(TypeError, match=f"expected a generator such as .* for rng; got {rng}"):
        draw_negatives([0.5, 0.5], 3, rng)


def test_a_law_whose_logarithm_is_taken_may_have_no_zero():
    assert arguments.positive_distribution("noise", [0.25, 0.75], 2).tolist() == [0.25, 0.75]
    with pytest.raises(ValueError, match="expected noise > 0 for every context; got 0 for context 1"):
        arguments.positive_distribution("noise", [0.5, 0.0, 0.5], 3)
    with pytest.raises(ValueError, match="expected noise to sum to 1"):
        arguments.positive_distribution("noise", [0.5, 0.25], 2)
