import numpy as np
import pytest

from w2vexplained.training.software.arithmetic import add_to, exchange, scores
from w2vexplained.training.software.lanes import LANES, TURNS


@pytest.mark.parametrize("d", [1, 7, 8, 9, 50])
@pytest.mark.parametrize("n", [0, 1, 2, 6, 7, 8, 9, 17])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_each_score_is_summed_from_left_to_right(n, d, dtype):
    rng = np.random.default_rng(n)
    v, C, rows = rng.normal(size=d).astype(dtype), rng.normal(size=(9, d)).astype(dtype), rng.integers(0, 9, n)
    x = np.full(n, np.nan, dtype)
    scores(v, C, rows, x)
    assert x.tolist() == [np.cumsum(v * C[row], dtype=dtype)[-1] for row in rows]


@pytest.mark.parametrize("zeros", [0, 6, 14])
def test_products_are_rounded_before_they_are_added(zeros):
    # (1 + 2^-12)² = 1 + 2^-11 + 2^-24: rounded to 24 bits, the last term is lost; kept until the sum, it is seen.
    factor = np.float32(1 + 2**-12)
    y, x = np.array([-1 - 2**-11], np.float32), np.zeros(1, np.float32)
    add_to(y, factor, np.array([factor]))
    v, u = np.array([factor, 1] + [0] * zeros), np.array([factor, -1 - 2**-11] + [0] * zeros)
    scores(v.astype(np.float32), u.astype(np.float32)[None], np.zeros(1, np.int64), x)
    assert (y[0], x[0]) == (0, 0)


@pytest.mark.parametrize("m", [1, 3])
def test_products_are_rounded_before_they_are_added_in_an_exchange_too(m):
    factor, y, C = np.float32(1 + 2**-12), np.array([-1 - 2**-11], np.float32), np.zeros((m, 1), np.float32)
    C[-1], g = factor, np.zeros(m, np.float32)
    g[-1] = factor
    exchange(y, C, np.arange(m), g, np.array([factor]), True)
    assert (y[0], C[-1, 0]) == (0, np.float32(factor + np.float32(factor * factor)))


def test_add_to_adds_a_multiple_in_place():
    y = np.array([1.0, 2.0])
    add_to(y, 0.5, np.array([4.0, -4.0]))
    assert y.tolist() == [3, 0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("m", "apart"), [(0, True), (1, True), (3, True), (5, True), (8, True), (8, False)])
def test_exchange_gives_what_was_there_before_row_after_row(m, apart, dtype):
    rng = np.random.default_rng(m)
    y, C, g, v = (rng.normal(size=shape).astype(dtype) for shape in (17, (9, 17), m, 17))
    rows = rng.permutation(9)[:m] if apart else np.array([4, 4, 2, 4, 2, 0, 0, 8])
    y_expected, C_expected = y.copy(), C.copy()
    for row, g_j in zip(rows, g, strict=True):
        y_expected += g_j * C[row]
        C_expected[row] += g_j * v
    exchange(y, C, rows, g, v, apart)
    assert (y.tolist(), C.tolist()) == (y_expected.tolist(), C_expected.tolist())


def test_the_square_of_eight_rows_is_turned():
    square = [[(row, column) for column in range(LANES)] for row in range(LANES)]
    rows = square
    for distance, *orders in TURNS:
        pairs = [rows[i] + rows[i + distance] for i in range(LANES) if not i & distance]
        rows = [[pair[place] for place in order] for pair in pairs for order in orders]
    assert rows == [list(column) for column in zip(*square, strict=True)]
