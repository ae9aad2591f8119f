from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from w2vexplained.verification.outcomes import PrescribedDraws, every_outcome


def test_every_way_comes_once_with_its_probability():
    found = list(every_outcome(lambda rng: tuple(rng.integers(1, 3, size=4, endpoint=True).tolist())))
    assert sorted(result for result, _ in found) == sorted(product((1, 2, 3), repeat=4))
    assert {p for _, p in found} == {Fraction(1, 81)}


def test_draws_from_zero_to_one_are_below_a_multiple_of_a_part_as_often_as_they_should_be():
    law = Counter()
    for kept, p in every_outcome(lambda rng: tuple(rng.random(2) < [0.25, 0.75]), parts=4):
        law[kept] += p
    quarter = {True: Fraction(1, 4), False: Fraction(3, 4)}
    assert law == {(a, b): quarter[a] * quarter[not b] for a in (True, False) for b in (True, False)}


def test_later_draws_may_depend_on_earlier_ones():
    def coins(rng):
        return [int(rng.integers(2)) for _ in range(1 + int(rng.integers(0, 2)))]

    found = list(every_outcome(coins))
    assert [result for result, _ in found] == [[0], [1], [0, 0], [0, 1], [1, 0], [1, 1]]
    assert sum(p for _, p in found) == 1


def test_a_function_that_draws_nothing_has_one_outcome():
    assert list(every_outcome(lambda rng: 7)) == [(7, 1)]


@pytest.mark.parametrize("size", [None, 3, (2, 3), 0])
def test_prescribed_draws_have_the_shapes_and_types_of_numpy(size):
    prescribed, real = PrescribedDraws([1, 0, 1], 2), np.random.default_rng(0)
    for draws in (lambda rng: rng.integers(5, size=size), lambda rng: rng.random(size)):
        assert np.shape(draws(prescribed)) == np.shape(draws(real))
        assert np.asarray(draws(prescribed)).dtype == np.asarray(draws(real)).dtype
    assert prescribed.integers(0, 9, size=2, dtype=np.int32).dtype == np.int32


def test_more_outcomes_than_can_be_gone_through_are_an_error():
    assert len(list(every_outcome(lambda rng: rng.integers(2, size=3), most=8))) == 8
    with pytest.raises(OverflowError, match="expected at most 8 ways"):
        list(every_outcome(lambda rng: rng.integers(2, size=4), most=8))


def test_nothing_to_draw_from_is_an_error_as_it_is_to_numpy():
    for rng in (PrescribedDraws([], 2), np.random.default_rng(0)):
        with pytest.raises(ValueError, match="low"):
            rng.integers(1, 1, size=2)
