import numpy as np
import pytest

from w2vexplained.objectives import hierarchical_softmax
from w2vexplained.statistics.huffman import huffman
from w2vexplained.verification.differences import central_difference, complex_step

rng = np.random.default_rng(6)
TREE = huffman([9, 6, 5, 3, 2, 2, 1])
v_w, U = rng.normal(size=4), rng.normal(size=(6, 4))
LEAF = 5
PATH = TREE.path(LEAF)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_a_tree_of_two_leaves_is_a_sigmoid():
    assert np.isclose(hierarchical_softmax.log_likelihood([2.0], [[0.5]], [0], [0]), np.log(sigmoid(1.0)), rtol=1e-14)
    assert np.isclose(hierarchical_softmax.log_likelihood([2.0], [[0.5]], [0], [1]), np.log(sigmoid(-1.0)), rtol=1e-14)


def test_the_value_is_the_product_of_the_turns_by_hand():
    product = 1
    for point, bit in zip(*PATH, strict=True):
        right = sigmoid(U[point] @ v_w)
        product *= right if bit == 0 else 1 - right
    assert np.isclose(hierarchical_softmax.log_likelihood(v_w, U, *PATH), np.log(product), rtol=1e-13)


def test_probabilities_of_the_leaves_are_those_of_their_paths_and_sum_to_one():
    everything = hierarchical_softmax.log_probabilities(v_w, U, TREE)
    alone = [hierarchical_softmax.log_likelihood(v_w, U, *TREE.path(leaf)) for leaf in range(7)]
    assert np.allclose(everything, alone, rtol=1e-14)
    assert np.isclose(np.exp(everything).sum(), 1, rtol=1e-14)


def test_zero_vectors_give_a_leaf_of_length_l_the_probability_two_to_the_minus_l():
    everything = hierarchical_softmax.log_probabilities(np.zeros(4), U, TREE)
    assert np.allclose(everything, -TREE.lengths * np.log(2), rtol=1e-15)


def test_the_gradient_is_the_complex_step_through_the_value():
    gradient_w, gradient_U = hierarchical_softmax.gradient(v_w, U, *PATH)
    by_w = complex_step(lambda x: hierarchical_softmax.log_likelihood(x, U, *PATH), v_w)
    by_U = complex_step(lambda x: hierarchical_softmax.log_likelihood(v_w, x, *PATH), U)
    assert np.allclose(gradient_w, by_w, rtol=1e-13)
    assert np.allclose(gradient_U, by_U, rtol=1e-13)


def test_the_gradient_is_that_of_central_differences_of_a_value_written_again():
    def value(v_w):
        return sum(np.log(sigmoid((1 - 2 * int(bit)) * (U[point] @ v_w))) for point, bit in zip(*PATH, strict=True))

    assert np.allclose(hierarchical_softmax.gradient(v_w, U, *PATH)[0], central_difference(value, v_w, 1e-5), atol=1e-9)


def test_the_gradient_is_that_of_torch():
    torch = pytest.importorskip("torch", reason="torch is a witness where it is installed")
    word, inner = (torch.tensor(x, requires_grad=True) for x in (v_w, U))
    points, code = (torch.tensor(x.astype(np.int64)) for x in PATH)
    probability = torch.sigmoid(inner[points] @ word)
    torch.where(code == 0, probability, 1 - probability).log().sum().backward()
    gradient_w, gradient_U = hierarchical_softmax.gradient(v_w, U, *PATH)
    assert np.allclose(gradient_w, word.grad.numpy(), rtol=1e-12)
    assert np.allclose(gradient_U, inner.grad.numpy(), rtol=1e-12)


def test_the_slope_in_a_score_is_the_turn_missed():
    gradient_w, gradient_U = hierarchical_softmax.gradient(v_w, U, *PATH)
    points, code = PATH
    missed = 1 - code - sigmoid(U[points] @ v_w)
    assert np.allclose(gradient_U[points], np.outer(missed, v_w), rtol=1e-13)
    assert np.allclose(gradient_w, missed @ U[points], rtol=1e-13)
    assert (np.delete(gradient_U, points, axis=0) == 0).all()


@pytest.mark.parametrize("scale", [1e3, 1e150])
def test_extreme_scores_stay_finite_and_silent(scale):
    for leaf in range(7):
        path = TREE.path(leaf)
        assert np.isfinite(hierarchical_softmax.log_likelihood(scale * v_w, U, *path))
        for part in hierarchical_softmax.gradient(scale * v_w, U, *path):
            assert np.isfinite(part).all()
    everything = hierarchical_softmax.log_probabilities(scale * v_w, U, TREE)
    assert np.isfinite(everything).all()
    assert np.isclose(np.exp(everything).sum(), 1, rtol=1e-12)


def test_a_missed_turn_of_a_thousand_costs_a_thousand_nats():
    assert hierarchical_softmax.log_likelihood([-1000.0], [[1.0]], [0], [0]) == -1000
    assert hierarchical_softmax.gradient([-1000.0], [[1.0]], [0], [0])[0] == 1
    assert hierarchical_softmax.log_likelihood([1000.0], [[1.0]], [0], [1]) == -1000
    assert hierarchical_softmax.gradient([1000.0], [[1.0]], [0], [1])[0] == -1


def test_a_path_of_no_turns_is_certain():
    gradient_w, gradient_U = hierarchical_softmax.gradient(v_w, U, [], [])
    assert hierarchical_softmax.log_likelihood(v_w, U, [], []) == 0
    assert not gradient_w.any()
    assert not gradient_U.any()


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
@pytest.mark.parametrize("path", [PATH, tuple(x.tolist() for x in PATH)])
def test_results_keep_the_type_of_the_vectors(dtype, path):
    pair = v_w.astype(dtype), U.astype(dtype)
    values = hierarchical_softmax.log_likelihood(*pair, *path), hierarchical_softmax.log_probabilities(*pair, TREE)
    for x in (*hierarchical_softmax.gradient(*pair, *path), *values):
        assert x.dtype == dtype


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((v_w[:3], U, [0], [0]), ValueError, r"expected v_w \(d,\) and U \(n_inner, d\); got shapes \(3,\)"),
        ((v_w, U, [0, 1], [0]), ValueError, r"expected one turn for each of the points \(2,\); got \(1,\)"),
        ((v_w, U, [0], [2]), ValueError, "expected turns 0 and 1 in code; got 2"),
        ((v_w, U, [6], [0]), IndexError, "expected points in 0 … 5; got 6"),
        ((v_w, U, [-1], [0]), IndexError, "expected points in 0 … 5; got -1"),
        ((v_w * np.nan, U, [0], [0]), ValueError, "expected finite numbers in v_w"),
        ((v_w * 1e200, U * 1e200, [0], [0]), OverflowError, "too large"),
    ],
)
def test_arguments_that_do_not_fit_are_named(arguments, error, message):
    for function in (hierarchical_softmax.log_likelihood, hierarchical_softmax.gradient):
        with pytest.raises(error, match=message):
            function(*arguments)


def test_a_tree_of_another_size_is_named():
    with pytest.raises(ValueError, match="expected U with one row for each of 6 inner nodes; got 5 rows"):
        hierarchical_softmax.log_probabilities(v_w, U[:5], TREE)
