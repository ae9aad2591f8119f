import numpy as np
import pytest

from w2vexplained.training.software.arithmetic import add_to, exchange, scores


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_each_score_is_summed_from_left_to_right(n, dtype):
    rng = np.random.default_rng(n)
    v, C, rows = rng.normal(size=50).astype(dtype), rng.normal(size=(9, 50)).astype(dtype), rng.integers(0, 9, n)
    x = np.full(n, np.nan, dtype)
    scores(v, C, rows, x)
    assert x.tolist() == [np.cumsum(v * C[row], dtype=dtype)[-1] for row in rows]


def test_products_are_rounded_before_they_are_added():
    # (1 + 2^-12)² = 1 + 2^-11 + 2^-24: rounded to 24 bits, the last term is lost; kept until the sum, it is seen.
    factor = np.float32(1 + 2**-12)
    y, x = np.array([-1 - 2**-11], np.float32), np.zeros(1, np.float32)
    add_to(y, factor, np.array([factor]))
    scores(np.array([factor, 1], np.float32), np.array([[factor, -1 - 2**-11]], np.float32), np.zeros(1, np.int64), x)
    assert (y[0], x[0]) == (0, 0)


def test_add_to_adds_a_multiple_in_place():
    y = np.array([1.0, 2.0])
    add_to(y, 0.5, np.array([4.0, -4.0]))
    assert y.tolist() == [3, 0]


def test_exchange_gives_what_was_there_before():
    y, u, v = np.array([1.0, 2.0]), np.array([10.0, 20.0]), np.array([4.0, -4.0])
    exchange(y, u, 0.5, v)
    assert (y.tolist(), u.tolist(), v.tolist()) == ([6, 12], [12, 18], [4, -4])
