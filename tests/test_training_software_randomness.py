import numpy as np
import pytest

from w2vexplained.training.software.randomness import initial_vectors, low_bits, next_random


def numbers(seed, n):
    x = seed
    for _ in range(n):
        x = (25214903917 * x + 11) % 2**64
        yield x


def test_the_generator_is_x_times_25214903917_plus_11_modulo_2_to_the_64():
    state = np.zeros(1, np.uint64)
    with np.errstate(over="ignore"):
        drawn = [int(next_random(state)) for _ in range(2000)]
    assert drawn == list(numbers(0, 2000))
    assert drawn[:2] == [11, 277363943098]
    assert max(drawn) > 2**63


def test_low_bits_are_the_lowest_sixteen_as_a_fraction():
    assert [low_bits(np.uint64(x)) for x in (0, 1, 2**16 - 1, 2**16 + 3, 2**64 - 2**15)] == [
        0, 2**-16, 1 - 2**-16, 3 * 2**-16, 0.5,
    ]  # fmt: skip


@pytest.mark.parametrize(("n", "d"), [(5, 3), (700, 100), (1, 1)])
def test_initial_vectors_are_the_generator_begun_at_one(n, d):
    expected = [np.float32((x % 65536 / 65536 - 0.5) / d) for x in numbers(1, n * d)]
    W = initial_vectors(n, d)
    assert (W.dtype, W.shape) == (np.float32, (n, d))
    assert W.ravel().tolist() == expected


def test_initial_vectors_in_double_precision_round_to_those_in_single():
    W = initial_vectors(50, 7, np.float64)
    assert W.dtype == np.float64
    np.testing.assert_array_equal(W.astype(np.float32), initial_vectors(50, 7))
    assert (W != initial_vectors(50, 7)).any()


def test_initial_vectors_are_new_and_can_be_changed():
    initial_vectors(2, 2)[:] = 7
    assert np.abs(initial_vectors(2, 2)).max() < 0.25
