import re

import numpy as np
import pytest

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling

v = np.ones(3)
C = np.ones((5, 3))
W = np.ones((2, 3))
noise = np.full(5, 0.2)


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
