import mpmath as mp
import numpy as np
import pytest
from hypothesis import strategies as st

from w2vexplained.verification.evidence import Evidence, agreement, proved, worst
from w2vexplained.verification.precision import units_in_last_place
from w2vexplained.verification.properties import worst_case


@pytest.mark.parametrize("measured", [1.0, float("nan"), float("inf")])
def test_what_is_above_its_bound_or_no_number_fails(measured):
    assert not Evidence(measured, 0.5).passed


def test_a_proof_of_nothing_proves_nothing():
    assert not proved([]).passed
    assert not proved([True, False]).passed
    assert proved([True, True]).passed


def test_no_errors_at_all_and_nan_among_errors_fail():
    assert not worst([], 1).passed
    assert not worst([0.0, float("nan")], 1).passed
    assert worst([0.0, 0.5], 1).measured == 0.5


def test_agreement_is_relative_above_one_and_infinite_between_shapes():
    assert agreement(np.array([100.0]), np.array([101.0])) == pytest.approx(1 / 101)
    assert agreement(np.ones(2), np.ones(3)) == float("inf")


def test_hypothesis_reports_the_worst_case_and_repeats_itself():
    first = worst_case(lambda x: x, st.floats(0, 1), examples=50)
    assert first == worst_case(lambda x: x, st.floats(0, 1), examples=50)
    assert len(first) >= 20


def test_units_in_the_last_place_are_counted():
    errors = units_in_last_place(np.array([1.0, np.inf]), [mp.mpf(1) + mp.mpf(2) ** -52, mp.inf])
    assert errors.tolist() == [1.0, 0.0]
