import numpy as np
import pytest
from kernel_routes import ROUTES
from scipy import stats

from w2vexplained.statistics.alias import alias_table

each_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)


@pytest.fixture(autouse=True)
def numbers_run_over():
    """As train_part does it, for draws of plain Python."""
    with np.errstate(over="ignore"):
        yield


def uniforms(route, seed, n):
    state = route.draws_kernels.first_state(seed)
    return np.array([route.draws_kernels.uniform(state) for _ in range(n)])


def p_value(draws, law):
    counts = np.bincount(draws, minlength=len(law))
    return stats.chisquare(counts, np.asarray(law) * len(draws)).pvalue


@each_route
def test_the_generator_is_splitmix64(route):
    state = np.array([0], np.uint64)
    known = 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F  # of seed 0, as published with the generator
    assert [route.draws_kernels.uniform(state) for _ in known] == [(z >> 11) / 2**53 for z in known]


@each_route
def test_numbers_are_uniform_in_all_their_bits(route):
    x = uniforms(route, 1, 20_000)
    assert 0 <= x.min() and x.max() < 1
    for shift in (0, 20, 49):  # the highest bits, some in the middle, the lowest
        bits = (np.ldexp(x, shift + 4) % 16).astype(int)
        assert p_value(bits, np.full(16, 1 / 16)) > 1e-3


@each_route
def test_one_number_tells_nothing_of_the_next(route):
    x = (8 * uniforms(route, 2, 20_001)).astype(int)
    assert p_value(8 * x[:-1] + x[1:], np.full(64, 1 / 64)) > 1e-3


@each_route
def test_neighbouring_seeds_give_other_numbers(route):
    x = np.array([uniforms(route, seed, 50) for seed in (0, 1, 2, 2**64 - 1)])
    assert len(np.unique(x)) == x.size
    assert abs(np.corrcoef(x)[np.triu_indices(4, 1)]).max() < 0.5


@each_route
@pytest.mark.parametrize("law", [[1.0], [0.5, 0.5], [0.7, 0.05, 0.0, 0.15, 0.1]])
def test_negatives_follow_their_law(route, law):
    table, state = alias_table(law), route.draws_kernels.first_state(3)
    drawn = np.array([route.draws_kernels.negative(table.keep, table.alias, state) for _ in range(20_000)])
    seen = np.asarray(law) > 0
    assert set(np.unique(drawn)) == set(np.flatnonzero(seen))
    assert p_value(np.searchsorted(np.flatnonzero(seen), drawn), np.asarray(law)[seen]) > 1e-3 or len(law) == 1


@each_route
@pytest.mark.parametrize("window", [1, 5, 7])
def test_windows_are_uniform(route, window):
    state = route.draws_kernels.first_state(4)
    sizes = np.array([route.draws_kernels.window_size(window, state) for _ in range(10_000)])
    assert (sizes.min(), sizes.max()) == (1, window)
    assert window == 1 or p_value(sizes - 1, np.full(window, 1 / window)) > 1e-3


@each_route
def test_words_are_kept_with_their_probability_and_ends_and_holes_always(route):
    keep = np.array([0.0, 0.25, 0.9, 1.0], np.float32)
    tokens = np.tile(np.array([0, 1, 2, 3, -1, -2], np.int32), 5_000)
    kept = np.empty_like(tokens)
    n = route.draws_kernels.thin(tokens, keep, route.draws_kernels.first_state(5), kept)
    counts = np.bincount(kept[:n] + 2, minlength=6)
    assert counts[[0, 1, 2, 5]].tolist() == [5_000, 5_000, 0, 5_000]
    for word, q in ((1, 0.25), (2, 0.9)):
        assert stats.binomtest(int(counts[word + 2]), 5_000, q).pvalue > 1e-3


@each_route
def test_what_is_kept_stays_in_order(route):
    tokens, kept = np.arange(40, dtype=np.int32), np.empty(40, np.int32)
    n = route.draws_kernels.thin(tokens, np.full(40, 0.5, np.float32), route.draws_kernels.first_state(6), kept)
    assert 5 < n < 35
    assert (np.diff(kept[:n]) > 0).all()
