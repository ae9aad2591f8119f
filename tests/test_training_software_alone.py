import numpy as np
import pytest

from w2vexplained.objectives import cbow, hierarchical_softmax, negative_sampling
from w2vexplained.training.software import PAPERS, step_of_mean, step_of_pair, step_of_path

rng = np.random.default_rng(5)
v_w, V, C = rng.normal(size=4), rng.normal(size=(3, 4)), rng.normal(size=(6, 4))


def assert_equal(steps, gradients):
    for got, gradient in zip(steps, gradients, strict=True):
        np.testing.assert_allclose(got, 0.3 * gradient, rtol=0, atol=1e-12)


def test_a_step_of_a_pair_is_the_gradient_of_negative_sampling():
    assert_equal(step_of_pair(v_w, C, 1, [2, 2, 1], 0.3, PAPERS), negative_sampling.gradient(v_w, C, 1, [2, 2, 1]))


def test_a_step_of_a_mean_is_the_gradient_of_cbow():
    assert_equal(step_of_mean(V, C, 1, [2, 2, 1], 0.3, PAPERS), cbow.gradient(V, C, 1, [2, 2, 1]))


def test_without_the_mean_backwards_every_neighbour_moves_as_the_mean_should():
    whole = PAPERS._replace(cbow_without_mean_backwards=True)
    step_V, _ = step_of_mean(V, C, 1, [2], 0.3, whole)
    np.testing.assert_allclose(step_V, 3 * step_of_mean(V, C, 1, [2], 0.3, PAPERS)[0], rtol=1e-12)


def test_a_step_of_a_path_is_the_gradient_of_hierarchical_softmax():
    assert_equal(
        step_of_path(v_w, C, [5, 3, 0], [0, 1, 1], 0.3, PAPERS),
        hierarchical_softmax.gradient(v_w, C, [5, 3, 0], [0, 1, 1]),
    )


def test_nothing_is_changed():
    before = v_w.copy(), V.copy(), C.copy()
    step_of_pair(v_w, C, 1, [2]), step_of_mean(V, C, 1, [2]), step_of_path(v_w, C, [1], [0])
    assert all((x == y).all() for x, y in zip((v_w, V, C), before, strict=True))


def test_single_precision_stays_single():
    step_w, step_C = step_of_pair(v_w.astype(np.float32), C.astype(np.float32), 1, [2])
    assert step_w.dtype == step_C.dtype == np.float32


def test_views_of_larger_arrays_are_taken():
    wide = np.zeros((6, 8))
    wide[:, ::2] = C
    step_w, _ = step_of_pair(wide[0, ::2], wide[:, ::2], 1, [2])
    np.testing.assert_array_equal(step_w, step_of_pair(C[0], C, 1, [2])[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: step_of_pair(v_w, C, 6, []), "expected c in 0 … 5"),
        (lambda: step_of_pair(v_w, C, 1, [6]), "expected negatives in 0 … 5; got 6"),
        (lambda: step_of_pair(v_w[:3], C, 1, []), r"expected C of shape \(n, 3\)"),
        (lambda: step_of_pair(1j * v_w, C, 1, []), "expected float32 or float64 numbers in v_w; got complex128"),
        (lambda: step_of_pair(v_w, C, 1, [], alpha=np.nan), "expected finite numbers in alpha; got nan"),
        (lambda: step_of_path(v_w, C, [1], [0], alpha="1"), "expected one number alpha; got '1'"),
        (lambda: step_of_mean(v_w, C, 1, []), r"expected V of shape \(m, d\), m ≥ 1 neighbours; got \(4,\)"),
        (lambda: step_of_mean(V[:0], C, 1, []), r"expected V of shape \(m, d\), m ≥ 1 neighbours; got \(0, 4\)"),
        (lambda: step_of_path(v_w, C, [0, 6], [0, 0]), "expected points in 0 … 5; got 6"),
        (lambda: step_of_path(v_w, C, [0, 1], [0, 2]), "expected code in 0 … 1; got 2"),
        (lambda: step_of_path(v_w, C, [0, 1], [0]), "expected as many turns as nodes; got 1 turns at 2 nodes"),
        (lambda: step_of_path(v_w, C, [1, 1], [0, 1]), "expected different nodes on a path; got 1 twice"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    with pytest.raises((ValueError, TypeError, IndexError), match=message):
        call()
