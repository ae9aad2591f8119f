import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from w2vexplained.statistics.noise import boost_threshold, draw_negatives, unigram
from w2vexplained.verification import any_size, elements

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


def test_an_infinite_power_leaves_the_most_frequent_and_shares_a_tie():
    assert unigram([3, 7, 0, 7], np.inf).tolist() == [0, 0.5, 0, 0.5]
    assert unigram([1, np.nextafter(1, 0)], np.inf).tolist() == [1, 0]
    np.testing.assert_allclose(unigram([3, 7, 0, 7], 500), [0, 0.5, 0, 0.5], atol=1e-15)


@pytest.mark.parametrize("power", [0, 0.01, 0.75, 1, 2, 400, np.inf])
@pytest.mark.parametrize("counts", [[1e308, 1e308, 1e-5], [5e-324, 1e-320, 0], [5e-324, 1e308, 1]])
def test_no_power_of_the_largest_or_smallest_numbers_overflows(counts, power):
    P_n = unigram(counts, power)
    assert abs(P_n.sum() - 1) < 1e-14
    assert (P_n >= 0).all()
    assert np.array_equal(np.argsort(counts, kind="stable"), np.argsort(P_n, kind="stable")) or power in (
        0,
        400,
        np.inf,
    )


def test_a_small_power_lets_the_smallest_number_in():
    # (5e-324)**0.01 is 10**-3.233…, though its quotient with the largest number is 0.
    assert unigram([5e-324, 1e308], 0.01)[0] == pytest.approx(10 ** (-3.2331) / (10**3.08 + 10 ** (-3.2331)), rel=1e-4)


def test_counts_and_power_may_be_symbols():
    a, b, alpha = sp.symbols("a b alpha", positive=True)
    first = elements.values(unigram(elements.array_of([a, b]), elements.Element(alpha)))[0]
    assert sp.simplify(first - a**alpha / (a**alpha + b**alpha)) == 0


def test_unigram_of_any_number_of_contexts():
    n, r = sp.symbols("n r", integer=True, positive=True)
    N = sp.IndexedBase("N", real=True)
    for size in (1, 3):
        shipped = unigram(any_size.array("N", n), 2).at(r).subs(n, size).doit()
        assert sp.simplify(shipped - N[r] ** 2 / sum(N[i] ** 2 for i in range(1, size + 1))) == 0


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=20), st.floats(0, 0.99))
def test_a_context_is_boosted_exactly_below_the_threshold(counts, power):
    counts = np.array(counts, dtype=float)
    threshold, boost = boost_threshold(counts, power), unigram(counts, power) / unigram(counts, 1)
    clear = abs(counts - threshold) > 1e-6 * threshold
    np.testing.assert_array_equal((boost > 1)[clear], (counts < threshold)[clear])
    assert counts.min() * (1 - 1e-9) <= threshold <= counts.max() * (1 + 1e-9)


def test_the_threshold_of_the_uniform_law_is_the_mean_of_what_occurs():
    assert boost_threshold([2, 4, 0, 12], 0) == pytest.approx(6, rel=1e-15)


@pytest.mark.parametrize("counts", [[1e308, 1e308, 1e300], [5e-324, 1e-320]])
def test_the_threshold_of_huge_and_tiny_counts_is_finite(counts):
    assert min(counts) <= boost_threshold(counts, 0.75) <= max(counts)


@pytest.mark.parametrize("power", [1, 1.5, -0.1, np.nan, np.inf])
def test_a_threshold_needs_a_power_below_one(power):
    with pytest.raises(ValueError, match=f"power of at least 0 and below 1; got {power}"):
        boost_threshold([1, 2], power)


@pytest.mark.parametrize("power", [True, "1", None, [1.0], np.array([0.5, 0.5]), 1j, {}])
def test_a_power_that_is_not_one_number_is_named(power):
    for function in (unigram, boost_threshold):
        with pytest.raises(TypeError, match="expected one number for the power; got"):
            function([1, 2, 0], power)
