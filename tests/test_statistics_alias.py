from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from w2vexplained.statistics.alias import alias_table, draw_from_table, law_of_table
from w2vexplained.statistics.noise import unigram

COUNTS = np.array([1000, 300, 0, 40, 7, 1])


def units_in_the_last_place(P_n):
    """How far the law of the table is from P_n over its sum, exactly."""
    total = sum(map(Fraction, P_n.tolist()))
    exact = [Fraction(p) / total for p in P_n.tolist()]
    law = law_of_table(alias_table(P_n))
    return max(abs(Fraction(q) - p) / Fraction(float(np.spacing(float(p)))) for q, p in zip(law, exact, strict=True))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40).filter(lambda x: sum(x) > 1e-3))
def test_the_table_has_the_law_it_was_made_of(weights):
    P_n = np.array(weights)
    # One unit of the probability kept, which may be two of P_n, and half a unit of rounding in the law.
    assert units_in_the_last_place(P_n / P_n.sum()) <= 2.5


@pytest.mark.parametrize("P_n", [np.r_[2, np.full(2_999, 1 - 1 / 2_999)], 1 / np.arange(1, 3_000), [1, 5e-324]])
def test_errors_of_a_large_table_do_not_add_up(P_n):
    assert units_in_the_last_place(np.array(P_n) / np.sum(P_n)) <= 2.5


def test_a_table_of_fractions_has_exactly_its_law():
    P_n = np.array([Fraction(1, 7), Fraction(0), Fraction(2, 7), Fraction(4, 7)], dtype=object)
    table = alias_table(P_n)
    assert law_of_table(table).tolist() == P_n.tolist()
    assert all(0 <= keep <= 1 for keep in table.keep)


def test_a_column_holds_at_most_two_outcomes_and_nothing_impossible():
    P_n = unigram(COUNTS)
    table = alias_table(P_n)
    assert ((table.keep >= 0) & (table.keep <= 1)).all()
    assert table.keep[2] == 0
    assert 2 not in np.delete(table.alias, 2)


def test_draws_from_a_table_follow_the_law():
    # Chi-square against P_n. The seed is fixed; for a right sampler one seed in a million would fail.
    P_n = unigram(COUNTS)
    drawn = draw_from_table(alias_table(P_n), (2_000, 100), np.random.default_rng(0))
    assert drawn.shape == (2_000, 100)
    assert len(np.unique(drawn, axis=0)) == 2_000
    drawn, possible = np.bincount(drawn.ravel(), minlength=len(P_n)), P_n > 0
    assert drawn[~possible].sum() == 0
    assert stats.chisquare(drawn[possible], P_n[possible] * 200_000).pvalue > 1e-6


@pytest.mark.parametrize("P_n", [[0.5, 0.4], [1.5, -0.5], [np.nan, 1], [[0.5, 0.5]], []])
def test_a_table_asks_for_a_distribution(P_n):
    with pytest.raises(ValueError, match="P_n"):
        alias_table(P_n)


def test_alias_table_ends_though_its_parts_are_rounded_and_the_last_column_a_hair_short():
    P_n = unigram([24, 26])
    np.testing.assert_allclose(law_of_table(alias_table(P_n)), P_n, rtol=1e-15)


@pytest.mark.parametrize("rng", [None, 3, np.random, np.random.RandomState(0)])
def test_what_draws_no_integers_is_no_generator(rng):
    with pytest.raises(TypeError, match="expected a generator"):
        draw_from_table(alias_table([0.5, 0.5]), 2, rng)
