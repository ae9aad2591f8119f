import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from scipy import stats
from scipy.spatial import distance
from sklearn.metrics import mutual_info_score

from w2vexplained.statistics.information import (
    binary_entropy,
    entropy,
    jensen_shannon,
    kl_divergence,
    mutual_information,
)
from w2vexplained.verification import any_size, elements


def laws(seed, shape=(7,)):
    """Two random laws; the first has an outcome that never occurs."""
    rng = np.random.default_rng(seed)
    p, q = rng.random(shape), rng.random(shape)
    p.flat[0] = 0
    return p / p.sum(), q / q.sum()


@pytest.mark.parametrize("seed", range(5))
def test_entropy_and_divergence_are_those_of_scipy(seed):
    p, q = laws(seed)
    assert entropy(p) == pytest.approx(stats.entropy(p), rel=1e-14)
    assert kl_divergence(p, q) == pytest.approx(stats.entropy(p, q), rel=1e-13)
    assert jensen_shannon(p, q) == pytest.approx(distance.jensenshannon(p, q) ** 2, rel=1e-13)


def test_mutual_information_is_that_of_scikit_learn():
    counts = np.random.default_rng(0).integers(0, 9, (4, 6))
    theirs = mutual_info_score(None, None, contingency=counts)
    assert mutual_information(counts / counts.sum()) == pytest.approx(theirs, rel=1e-13)


@pytest.mark.parametrize("weight", [0, 0.1, 1 / 6, 0.5, 0.9, 1])
def test_skewed_divergence_is_the_difference_of_entropies(weight):
    p, q = laws(1, (3, 4))
    mixture = weight * p + (1 - weight) * q
    expected = (
        stats.entropy(mixture.ravel()) - weight * stats.entropy(p.ravel()) - (1 - weight) * stats.entropy(q.ravel())
    )
    assert jensen_shannon(p, q, weight) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("apart", [0.5, 1e-2, 1e-4, 1e-6, 1e-8])
@pytest.mark.parametrize("weight", [0.5, 1e-5, 1 - 1e-9])
def test_close_laws_keep_their_small_distance(weight, apart):
    q = laws(2)[1]
    p = q * (1 + apart * np.array([1, -1, 1, -1, 1, -1, 0]))
    p[-1] += 1 - p.sum()
    with mp.workdps(60):
        pi = mp.mpf(weight)
        pairs = [(mp.mpf(float(x)), mp.mpf(float(y))) for x, y in zip(p, q, strict=True)]
        mixed = [(x, y, pi * x + (1 - pi) * y) for x, y in pairs]
        exact = mp.fsum(pi * x * mp.log(x / m) + (1 - pi) * y * mp.log(y / m) for x, y, m in mixed)
    assert jensen_shannon(p, q, weight) == pytest.approx(float(exact), rel=1e-9)


@pytest.mark.parametrize("weight", [1e-320, 1e-9, 0.3, 0.5, 1 - 1e-9])
def test_laws_without_a_common_outcome_are_told_apart_fully(weight):
    assert jensen_shannon([1, 0], [0, 1], weight) == pytest.approx(binary_entropy(weight), rel=1e-6, abs=1e-300)


def test_zero_times_the_logarithm_of_zero_is_zero():
    assert entropy([1, 0]) == 0
    assert kl_divergence([1, 0], [1, 0]) == 0
    assert binary_entropy(np.array([0.0, 1.0])).tolist() == [0, 0]
    assert mutual_information([[0.5, 0], [0.5, 0]]) == 0


def test_an_outcome_that_q_holds_impossible_is_infinitely_far():
    assert kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert kl_divergence([1, 0], [0.5, 0.5]) == pytest.approx(np.log(2), rel=1e-15)


def test_the_smallest_probabilities_stay_finite():
    assert kl_divergence([5e-324, 1], [1, 5e-324]) == pytest.approx(-np.log(5e-324), rel=1e-14)


def test_even_outcomes_have_entropy_log_n_in_any_shape():
    assert entropy(np.full((4, 8), 1 / 32)) == pytest.approx(np.log(32), rel=1e-15)


def test_independence_is_no_information():
    p, q = laws(2)
    assert abs(mutual_information(np.outer(p, q))) < 1e-15


def test_fifty_digits_pass_through():
    p, q = ([0.25, 0.75], [0.5, 0.5])
    with mp.workdps(60):
        shipped = elements.value_of(kl_divergence(elements.fifty_digits(p), elements.fifty_digits(q)))
        assert abs(shipped - mp.fsum(mp.mpf(a) * mp.log(mp.mpf(a) / b) for a, b in zip(p, q, strict=True))) < 1e-49


def test_symbols_pass_through():
    a, b, c, d, pi = sp.symbols("a b c d pi", positive=True)
    p, q = elements.array_of([a, b]), elements.array_of([c, d])
    assert sp.expand(elements.value_of(entropy(p)) + a * sp.log(a) + b * sp.log(b)) == 0
    skewed = elements.value_of(jensen_shannon(p, q, elements.Element(pi)))
    values = {a: 0.25, b: 0.75, c: 0.5, d: 0.5, pi: 0.2}
    assert float(skewed.subs(values)) == pytest.approx(jensen_shannon([0.25, 0.75], [0.5, 0.5], 0.2), rel=1e-14)
    coin = elements.value_of(binary_entropy(elements.Element(pi)))
    assert sp.expand(coin + pi * sp.log(pi) + (1 - pi) * sp.log(1 - pi)) == 0


def test_a_law_of_any_size_passes_through():
    n = sp.Symbol("n", integer=True, positive=True)
    shipped = kl_divergence(any_size.array("p", n), any_size.array("q", n)).expression.subs(n, 2).doit()
    p, q = (sp.IndexedBase(name, real=True) for name in "pq")
    expected = sum(p[i] * (sp.log(p[i]) - sp.log(q[i])) for i in (1, 2))
    assert sp.expand(shipped - expected) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: entropy([0.5, 0.4]), "p to sum to 1; got 0.9"),
        (lambda: entropy([1.5, -0.5]), "no negative number in p"),
        (lambda: entropy([np.nan, 1]), "finite numbers in p"),
        (lambda: entropy([]), "p to sum to 1; got 0"),
        (lambda: kl_divergence([1], [0.5, 0.5]), r"q of shape \(1,\), like p; got \(2,\)"),
        (lambda: kl_divergence([0.5, 0.5], [0.5, 0.6]), "q to sum to 1"),
        (lambda: jensen_shannon([1], [1], 1.5), "weight from 0 to 1; got 1.5"),
        (lambda: jensen_shannon([1], [1], np.nan), "weight from 0 to 1; got nan"),
        (lambda: binary_entropy([0.5, -0.1]), "pi from 0 to 1; got -0.1"),
        (lambda: mutual_information([0.5, 0.5]), r"joint of shape \(\|V\|, n\); got shape \(2,\)"),
    ],
)
def test_what_is_no_law_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_probabilities_that_overflow_when_added_are_named():
    with pytest.raises(ValueError, match="sum to 1; got inf"):
        entropy([1e308, 1e308])
