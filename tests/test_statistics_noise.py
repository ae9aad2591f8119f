import numpy as np
import pytest
from scipy import stats

from w2vexplained.statistics.noise import alias_table, draw_negatives, law_of_table, unigram

COUNTS = np.array([1000, 300, 0, 40, 7, 1])


def test_noise_sums_to_one_and_never_gives_the_absent_a_chance():
    for power in (0, 0.5, 0.75, 1, 3):
        P_n = unigram(COUNTS, power)
        assert abs(P_n.sum() - 1) < 1e-15
        assert P_n[2] == 0


def test_power_zero_is_uniform_on_the_contexts_that_occur():
    np.testing.assert_allclose(unigram(COUNTS, 0), [0.2, 0.2, 0, 0.2, 0.2, 0.2], rtol=1e-15)


def test_power_one_is_the_relative_frequency():
    np.testing.assert_allclose(unigram(COUNTS, 1), COUNTS / COUNTS.sum(), rtol=1e-15)


def test_default_power_is_three_quarters():
    np.testing.assert_allclose(unigram([16, 81]), [8 / 35, 27 / 35], rtol=1e-15)


def test_a_huge_power_of_a_huge_count_does_not_overflow():
    np.testing.assert_array_equal(unigram([10**9, 10**6], 400), [1, 0])


@pytest.mark.parametrize(
    ("counts", "power", "message"),
    [
        ([0, 0], 1, "at least one count above zero; got 2 zeros"),
        ([], 1, "at least one count"),
        ([[1, 2]], 1, r"shape \(n,\); got shape \(1, 2\)"),
        ([1, -2], 1, "no negative number in counts"),
        ([1, np.nan], 1, "finite numbers in counts"),
        ([1, 2], -1, "power ≥ 0; got -1"),
        ([1, 2], np.nan, "power ≥ 0; got nan"),
    ],
)
def test_unigram_names_what_is_wrong(counts, power, message):
    with pytest.raises(ValueError, match=message):
        unigram(counts, power)


def test_draws_follow_the_law():
    # Chi-square against P_n. The seed is fixed; for a right sampler one seed in a million would fail.
    P_n = unigram(COUNTS)
    drawn = np.bincount(draw_negatives(P_n, 200_000, np.random.default_rng(0)), minlength=len(P_n))
    possible = P_n > 0
    assert drawn[~possible].sum() == 0
    assert stats.chisquare(drawn[possible], P_n[possible] * 200_000).pvalue > 1e-6


def test_draws_of_a_batch_have_its_shape_and_repeat_with_the_seed():
    first, second = (draw_negatives(unigram(COUNTS), (7, 5), np.random.default_rng(3)) for _ in range(2))
    assert first.shape == (7, 5)
    np.testing.assert_array_equal(first, second)
    assert draw_negatives(unigram(COUNTS), (7, 0), np.random.default_rng(3)).shape == (7, 0)


class _Edge:
    """A generator that draws the ends of its interval."""

    def random(self, size):
        return np.array([0.0, np.nextafter(1, 0)])


def test_the_ends_of_the_interval_fall_on_contexts_that_occur():
    tenths = np.array([0, *[0.1] * 10, 0])  # their cumulative sum ends beside 1
    assert draw_negatives(tenths, 2, _Edge()).tolist() == [1, 10]


@pytest.mark.parametrize("P_n", [[0.5, 0.4], [1.5, -0.5], [np.nan, 1]])
def test_draws_ask_for_a_distribution(P_n):
    with pytest.raises(ValueError, match="P_n"):
        draw_negatives(P_n, 3, np.random.default_rng(0))


def test_alias_table_ends_though_its_parts_are_rounded_and_the_last_column_a_hair_short():
    P_n = unigram([24, 26])
    np.testing.assert_allclose(law_of_table(alias_table(P_n)), P_n, rtol=1e-15)
