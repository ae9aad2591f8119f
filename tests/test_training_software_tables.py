import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2vexplained.training.software import tables
from w2vexplained.training.software.tables import draw_negative, keep_table, noise_table, sigmoid_table

COUNTS = np.array([3, 1000, 400, 30, 5, 5, 1])


def filled(counts, size):
    """The program's noise table, filled entry by entry."""
    powers = [float(count) ** 0.75 for count in counts]
    total = 0.0
    for power in powers:
        total += power
    table, i, share = [], 0, powers[0] / total
    for a in range(size):
        table.append(i)
        if a / size > share:
            i += 1
            share += powers[i] / total if i < len(powers) else 0
        i = min(i, len(powers) - 1)
    return table


def table_of(noise, size):
    return np.searchsorted(noise.starts, np.arange(size, dtype=np.uint64), side="right") - 1


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=40), st.integers(0, 9))
def test_noise_borders_are_those_of_the_table_filled_entry_by_entry(falling, first):
    counts, size = np.array([first, *sorted(falling, reverse=True)]), 3000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "NOISE_ENTRIES", size)
        assert table_of(noise_table(counts), size).tolist() == filled(counts.tolist(), size)


def test_more_words_than_entries_leave_the_last_without_one(monkeypatch):
    monkeypatch.setattr(tables, "NOISE_ENTRIES", 20)
    counts = np.ones(30, int)
    assert table_of(noise_table(counts), 20).tolist() == filled(counts.tolist(), 20)


def test_noise_has_the_shares_of_counts_to_the_power_three_quarters():
    shares = np.diff(noise_table(COUNTS).starts.astype(float)) / 1e8
    np.testing.assert_allclose(shares, COUNTS**0.75 / (COUNTS**0.75).sum(), rtol=0, atol=3e-8)


def test_noise_of_fractional_counts_is_that_of_their_ratios():
    np.testing.assert_array_equal(noise_table(COUNTS / 16).starts, noise_table(COUNTS).starts)


def test_next_to_nothing_for_a_threshold_keeps_as_the_programs_overflow_does():
    keep = keep_table(np.array([0, 50, 3]), np.float32(1e-42), program=True)
    assert np.isposinf(keep).all()


def test_noise_table_has_each_word_at_its_coarse_entry():
    noise = noise_table(COUNTS)
    entries = np.arange(0, 10**8, 1024, dtype=np.uint64)
    assert (noise.starts[noise.coarse] <= entries).all()
    assert (entries < noise.starts[noise.coarse + 1]).all()


@pytest.mark.parametrize("redrawn_zero", [True, False])
def test_drawn_negatives_are_the_words_at_their_entries(redrawn_zero):
    counts = np.array([60, 50, 3, 2] + [1] * 300)
    noise, state, x = noise_table(counts), np.array([5], np.uint64), 5
    with np.errstate(over="ignore"):
        drawn = [draw_negative(noise, state, redrawn_zero) for _ in range(2000)]
    expected = []
    for _ in range(2000):
        x = (25214903917 * x + 11) % 2**64
        word = int(np.searchsorted(noise.starts, (x >> 16) % 10**8, side="right")) - 1
        expected.append(x % 303 + 1 if word == 0 and redrawn_zero else word)
    assert drawn == expected
    assert (0 in drawn) != redrawn_zero


def test_sigmoid_table_is_the_sigmoid_in_single_precision():
    x = np.arange(1000) / 1000 * 12 - 6
    table = sigmoid_table()
    assert table.dtype == np.float32
    np.testing.assert_allclose(table, 1 / (1 + np.exp(-x)), rtol=0, atol=4e-7)
    assert table[500] == 0.5


def test_sigmoid_table_in_double_precision_holds_the_same_numbers():
    assert sigmoid_table(np.float64).dtype == np.float64
    np.testing.assert_array_equal(sigmoid_table(np.float64), sigmoid_table())


def test_program_keeps_by_its_own_formula_and_does_not_cap_it():
    f = COUNTS / COUNTS.sum()
    keep = keep_table(COUNTS, np.float32(0.01), program=True)
    assert keep.dtype == np.float32
    np.testing.assert_allclose(keep, np.sqrt(0.01 / f) + 0.01 / f, rtol=1e-6)
    assert keep.max() > 1


def test_papers_keep_with_the_root_of_the_ratio():
    f = COUNTS / COUNTS.sum()
    keep = keep_table(COUNTS, np.float32(0.01), program=False)
    np.testing.assert_allclose(keep, np.minimum(1, np.sqrt(0.01 / f)), rtol=1e-6)


def test_without_a_threshold_every_occurrence_is_kept():
    assert keep_table(COUNTS, np.float32(0), program=True).tolist() == [1] * 7


@pytest.mark.parametrize("program", [True, False])
def test_an_end_of_sentence_that_never_occurs_does_not_disturb(program):
    keep = keep_table(np.array([0, 10, 5]), np.float32(0.1), program)
    assert np.isfinite(keep[1:]).all()
