import numpy as np
import pytest

from w2vexplained.objectives import cbow, negative_sampling
from w2vexplained.verification.differences import central_difference, complex_step

rng = np.random.default_rng(5)
V, C = rng.normal(size=(3, 4)), rng.normal(size=(6, 4))
WORD, NEGATIVES = 2, [1, 1, 3, 2, 2, 5]  # repeated ones, and some equal to the word


def test_one_dimension_gives_the_value_computed_by_hand():
    value = cbow.log_likelihood([[3.0], [-1.0]], [[2.0], [5.0]], 0, [1])
    assert np.isclose(value, -np.log1p(np.exp(-2)) - np.log1p(np.exp(5)), rtol=1e-15)


def test_one_neighbour_is_skip_gram():
    alone = cbow.gradient(V[:1], C, WORD, NEGATIVES)
    pair = negative_sampling.gradient(V[0], C, WORD, NEGATIVES)
    assert cbow.log_likelihood(V[:1], C, WORD, NEGATIVES) == negative_sampling.log_likelihood(V[0], C, WORD, NEGATIVES)
    assert (alone[0][0] == pair[0]).all()
    assert (alone[1] == pair[1]).all()


def test_the_gradient_is_the_complex_step_through_the_value():
    gradient_V, gradient_C = cbow.gradient(V, C, WORD, NEGATIVES)
    assert np.allclose(gradient_V, complex_step(lambda x: cbow.log_likelihood(x, C, WORD, NEGATIVES), V), rtol=1e-13)
    assert np.allclose(gradient_C, complex_step(lambda x: cbow.log_likelihood(V, x, WORD, NEGATIVES), C), rtol=1e-13)


def test_the_gradient_is_that_of_central_differences_of_a_value_written_again():
    def value(V):
        x = C @ V.mean(axis=0)
        return -np.log1p(np.exp(-x[WORD])) - np.log1p(np.exp(x[NEGATIVES])).sum()

    assert np.allclose(cbow.gradient(V, C, WORD, NEGATIVES)[0], central_difference(value, V, 1e-5), atol=1e-9)


def test_the_gradient_is_that_of_torch():
    torch = pytest.importorskip("torch", reason="torch is a witness where it is installed")
    inputs, outputs = (torch.tensor(x, requires_grad=True) for x in (V, C))
    x = outputs @ inputs.mean(dim=0)
    log_sigmoid = torch.nn.functional.logsigmoid
    (log_sigmoid(x[WORD]) + log_sigmoid(-x[NEGATIVES]).sum()).backward()
    gradient_V, gradient_C = cbow.gradient(V, C, WORD, NEGATIVES)
    assert np.allclose(gradient_V, inputs.grad.numpy(), rtol=1e-12)
    assert np.allclose(gradient_C, outputs.grad.numpy(), rtol=1e-12)


def test_a_neighbour_that_occurs_twice_feels_twice_as_much():
    W, ids = rng.normal(size=(5, 4)), [3, 0, 3]
    rows, _ = cbow.gradient(W[ids], C, WORD, NEGATIVES)
    added = np.zeros_like(W)
    np.add.at(added, ids, rows)
    assert np.allclose(added, complex_step(lambda x: cbow.log_likelihood(x[ids], C, WORD, NEGATIVES), W), rtol=1e-13)
    assert np.allclose(added[3], 2 * added[0], rtol=1e-15)


def test_a_batch_in_the_last_axis_is_the_windows_one_by_one():
    many_V, many_C = rng.normal(size=(3, 4, 7)), rng.normal(size=(6, 4, 7))
    values = cbow.log_likelihood(many_V, many_C, WORD, NEGATIVES)
    gradient_V, gradient_C = cbow.gradient(many_V, many_C, WORD, NEGATIVES)
    assert gradient_V.shape == many_V.shape
    for b in range(7):
        window = many_V[..., b], many_C[..., b], WORD, NEGATIVES
        assert np.isclose(values[b], cbow.log_likelihood(*window), rtol=1e-14)
        for together, alone in zip((gradient_V, gradient_C), cbow.gradient(*window), strict=True):
            assert np.allclose(together[..., b], alone, rtol=1e-13)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_results_keep_the_type_of_the_vectors(dtype):
    for x in (
        *cbow.gradient(V.astype(dtype), C.astype(dtype), 1, [0, 0]),
        cbow.log_likelihood(V.astype(dtype), C, 1, []),
    ):
        assert x.dtype == (dtype if x.ndim else np.result_type(dtype, np.float64))


def test_whole_numbers_are_taken():
    assert np.isfinite(cbow.gradient([[1, 2], [0, 1]], [[1, 1], [2, 0]], 0, [1])[0]).all()


def test_scores_of_a_thousand_cost_a_thousand_nats():
    assert cbow.log_likelihood([[-2000.0], [0.0]], [[1.0]], 0, []) == -1000


@pytest.mark.parametrize("shape", [(4,), (0, 4), (3, 0), (1, 1, 1, 1)])
def test_neighbours_of_another_shape_are_named(shape):
    with pytest.raises(ValueError, match=r"expected V of shape \(m, d\) or \(m, d, B\), m ≥ 1 neighbours; got"):
        cbow.log_likelihood(np.zeros(shape), C, 0, [])


def test_numbers_that_are_none_are_named():
    with pytest.raises(ValueError, match=r"expected finite numbers in V; got nan at \[1, 0\]"):
        cbow.gradient([[0.0], [np.nan]], [[1.0]], 0, [])


def test_vectors_that_overflow_are_named():
    with pytest.raises((OverflowError, ValueError), match=r"too large|finite"):
        cbow.log_likelihood([[1.7e308], [1.7e308]], [[1.0]], 0, [])
