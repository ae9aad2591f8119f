import re

import numpy as np
import pytest
from kernel_routes import COMPILED, ROUTES, relative_error

from w2vexplained import compiled
from w2vexplained.functions import sigmoid
from w2vexplained.objectives import grouped, hierarchical_softmax, negative_sampling, noise_contrastive

F = np.float32
SIZES = [1, 3, 7, 100, 101]
each_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)


def vectors(rng, n, d, size=1.0):
    return (size * rng.normal(size=(n, d)) / np.sqrt(d)).astype(F)


def moved(route, V, T, M, alpha=0.5, shift=None):
    """What a step adds to V and T."""
    (m, n), shift = M.shape, np.zeros(len(T), F) if shift is None else shift.astype(F)
    G, dV, dT = np.full((m, n), np.nan, F), np.full_like(V, np.nan), np.full_like(T, np.nan)
    route.step_kernels.step(V, T, shift, M.astype(F), F(alpha), G, dV, dT)
    return dV, dT


def in_rows(ids, moves, n):
    """Add up the moves of targets in the rows of C."""
    C = np.zeros((n, moves.shape[1]))
    np.add.at(C, ids, moves.astype(float))
    return C


@each_route
def test_sigmoid_is_right_to_seven_digits_of_itself(route):
    x = np.concatenate([np.linspace(-86, 86, 2001), np.linspace(-1, 1, 501)]).astype(F)
    got = np.array([route.step_kernels.sigmoid(a) for a in x], float)
    assert abs(got / sigmoid(x.astype(float)) - 1).max() < 5e-7


@each_route
def test_sigmoid_is_finite_and_above_zero_for_every_score(route):
    for x in (F(-np.inf), F(-1e30), F(-100)):
        assert 0 < route.step_kernels.sigmoid(x) < 1e-37
    for x in (F(100), F(1e30), F(np.inf)):
        assert route.step_kernels.sigmoid(x) == 1


@each_route
@pytest.mark.parametrize("d", SIZES)
@pytest.mark.parametrize("k", [1, 2, 5, 15])
def test_step_of_one_pair_is_the_gradient_of_negative_sampling(route, d, k):
    rng = np.random.default_rng(d + k)
    V, C, c, negatives = vectors(rng, 1, d, 2), vectors(rng, 9, d, 2), 3, rng.integers(0, 9, k)
    negatives[0] = c  # a draw may be the context itself
    targets = np.array([c, *negatives])
    dV, dT = moved(route, V, C[targets], np.array([[1] + k * [-1]]))
    gradient_w, gradient_C = negative_sampling.gradient(V[0].astype(float), C.astype(float), c, negatives)
    assert relative_error(dV[0], 0.5 * gradient_w) < 1e-5
    assert relative_error(in_rows(targets, dT, 9), 0.5 * gradient_C) < 1e-5


@each_route
@pytest.mark.parametrize("d", SIZES)
@pytest.mark.parametrize("k", [1, 15])
def test_step_of_one_pair_with_a_shift_is_the_gradient_of_noise_contrastive_estimation(route, d, k):
    rng = np.random.default_rng(d + k)
    V, C, c, negatives = vectors(rng, 1, d, 2), vectors(rng, 9, d, 2), 3, rng.integers(0, 9, k)
    targets, P_n = np.array([c, *negatives]), rng.dirichlet(np.ones(9))
    dV, dT = moved(route, V, C[targets], np.array([[1] + k * [-1]]), shift=np.log(k * P_n)[targets])
    gradient_w, gradient_C = noise_contrastive.gradient(V[0].astype(float), C.astype(float), c, negatives, P_n)
    assert relative_error(dV[0], 0.5 * gradient_w) < 1e-5
    assert relative_error(in_rows(targets, dT, 9), 0.5 * gradient_C) < 1e-5


@each_route
@pytest.mark.parametrize("d", SIZES)
def test_step_along_a_path_is_the_gradient_of_hierarchical_softmax(route, d):
    rng = np.random.default_rng(d)
    V, U, points, code = vectors(rng, 1, d, 2), vectors(rng, 9, d, 2), np.array([8, 3, 5, 0]), np.array([1, 0, 1, 1])
    dV, dT = moved(route, V, U[points], 1 - 2 * code[None])
    gradient_w, gradient_U = hierarchical_softmax.gradient(V[0].astype(float), U.astype(float), points, code)
    assert relative_error(dV[0], 0.5 * gradient_w) < 1e-5
    assert relative_error(in_rows(points, dT, 9), 0.5 * gradient_U) < 1e-5


@each_route
@pytest.mark.parametrize("d", SIZES)
@pytest.mark.parametrize(("k", "N"), [(1, 1), (5, 10), (15, 4)])
def test_step_of_a_group_is_the_gradient_of_the_grouped_objective(route, d, k, N):
    rng = np.random.default_rng(d + k)
    V, C = vectors(rng, 6, d, 2), vectors(rng, 9, d, 2)
    centres, negatives, shift = np.array([3, 3, 7]), rng.integers(0, 9, N), rng.normal(size=9)
    negatives[-1] = centres[0]
    counts = rng.integers(0, 3, (6, 3))
    M = np.hstack([counts, np.repeat(-counts.sum(axis=1, keepdims=True) * k / N, N, axis=1)])
    targets = np.concatenate([centres, negatives])
    dV, dT = moved(route, V, C[targets], M, shift=shift[targets])
    table = np.zeros((6, 9))
    np.add.at(table.T, centres, counts.T)
    expected = grouped.gradient(V.astype(float), C.astype(float), table, negatives, k, shift)
    assert relative_error(dV, 0.5 * expected[0]) < 1e-5
    assert relative_error(in_rows(targets, dT, 9), 0.5 * expected[1]) < 1e-5


@each_route
def test_a_pull_that_has_almost_ended_keeps_its_digits(route):
    dV, _ = moved(route, np.array([[20.0]], F), np.array([[1.0]], F), np.array([[1.0]]), alpha=1)
    assert dV[0, 0] == pytest.approx(np.exp(-20), rel=1e-5)  # 1 − σ(20) in float32 would be 0


@each_route
@pytest.mark.parametrize("score", [-100, 100])
def test_step_is_finite_at_extreme_scores(route, score):
    V, T = np.array([[10.0]], F), np.array([[score / 10], [score / 10]], F)
    dV, dT = moved(route, V, T, np.array([[1, -1]]), alpha=1)
    assert dV[0, 0] == pytest.approx(-10, rel=1e-6)
    assert dT[:, 0].tolist() == pytest.approx([10, 0] if score < 0 else [0, -10], abs=1e-30)


@each_route
def test_rows_that_come_twice_are_moved_twice(route):
    X, ids = np.zeros((3, 2), F), np.array([2, 0, 2])
    route.step_kernels.add_rows(np.array([[1, 2], [3, 4], [5, 6]], F), ids, X)
    assert X.tolist() == [[3, 4], [0, 0], [6, 8]]


@each_route
def test_rows_are_gathered(route):
    X, Y = np.arange(6, dtype=F).reshape(3, 2), np.zeros((4, 2), F)
    route.step_kernels.gather(X, np.array([2, 0, 2]), Y)
    assert Y.tolist() == [[4, 5], [0, 1], [4, 5], [0, 0]]


@pytest.mark.skipif(not compiled.available(), reason=f"no numba: {compiled.missing()}")
def test_a_loop_of_sigmoids_is_compiled_to_one_over_vectors():
    made = {"sigmoid": COMPILED.step_kernels.sigmoid}
    exec("def all_of(x):\n    for i in range(len(x)):\n        x[i] = sigmoid(x[i])", made)  # in no file
    all_of = compiled.kernel(made["all_of"], fast=True)
    all_of(np.zeros(3, F))
    (text,) = all_of.inspect_llvm().values()
    assert re.search(r"fdiv [a-z ]*<\d+ x float>", text)
