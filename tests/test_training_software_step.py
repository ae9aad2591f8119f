import numpy as np
import pytest

from w2vexplained.objectives import hierarchical_softmax as paths
from w2vexplained.objectives import negative_sampling
from w2vexplained.training.software import PAPERS, PROGRAM, step
from w2vexplained.training.software.switches import numbered
from w2vexplained.training.software.tables import sigmoid_table

SMALL = 0.3  # of vectors whose scores stay within ±6


def vectors(dtype=np.float64, scale=SMALL, d=5, n=7):
    rng = np.random.default_rng(3)
    return (scale * rng.normal(size=d)).astype(dtype), (scale * rng.normal(size=(n, d))).astype(dtype)


def moved(one_step, v_w, C, rows, more_rows, switches, alpha=1.0):
    """What a step adds to v_w and to C."""
    before, C, real = C, C.copy(), v_w.dtype.type
    space = step.space_for(9, len(v_w), v_w.dtype)
    one_step(v_w, C, rows, np.array(more_rows, np.int64), real(alpha), sigmoid_table(real), numbered(switches), space)
    return space.gradient_w, C - before


def drawn(v_w, C, c, negatives, switches, alpha=1.0):
    return moved(step.negative_sampling, v_w, C, c, negatives, switches, alpha)


def turned(v_w, U, points, code, switches):
    return moved(step.hierarchical_softmax, v_w, U, np.array(points), code, switches)


def assert_equal(steps, gradients, alpha=1.0, atol=1e-12):
    for got, gradient in zip(steps, gradients, strict=True):
        np.testing.assert_allclose(got, alpha * gradient, rtol=0, atol=atol)


NEGATIVES = [[], [0], [3, 4, 5], [3, 3, 3], [2], [2, 5, 2, 5, 0]]


@pytest.mark.parametrize("scale", [SMALL, 4.0])
@pytest.mark.parametrize("negatives", NEGATIVES, ids=str)
def test_with_all_switches_off_a_step_is_the_gradient_of_equation_4(negatives, scale):
    v_w, C = vectors(scale=scale)
    assert_equal(drawn(v_w, C, 2, negatives, PAPERS, 0.3), negative_sampling.gradient(v_w, C, 2, negatives), 0.3)


@pytest.mark.parametrize("scale", [SMALL, 4.0])
def test_with_all_switches_off_a_step_along_a_path_is_the_gradient_of_its_turns(scale):
    v_w, U = vectors(scale=scale)
    assert_equal(turned(v_w, U, [6, 3, 0], [1, 0, 1], PAPERS), paths.gradient(v_w, U, [6, 3, 0], [1, 0, 1]))


def test_a_step_climbs():
    v_w, C = vectors()
    step_w, step_C = drawn(v_w, C, 2, [0, 1], PROGRAM, 0.1)
    climbed = negative_sampling.log_likelihood(v_w + step_w, C + step_C, 2, [0, 1])
    assert climbed > negative_sampling.log_likelihood(v_w, C, 2, [0, 1])


# Each switch that a step looks at: on alone, and what the gradient is then.


def test_a_skipped_collision_leaves_fewer_negatives():
    v_w, C = vectors()
    skipping = PAPERS._replace(skipped_collisions=True)
    assert_equal(drawn(v_w, C, 2, [2, 4, 2], skipping), negative_sampling.gradient(v_w, C, 2, [4]))


def test_vectors_moved_at_once_are_met_where_they_moved_to():
    v_w, C = vectors()
    first_w, first_C = negative_sampling.gradient(v_w, C, 2, [4])
    all_w, all_C = negative_sampling.gradient(v_w, C + first_C, 2, [4])
    once_w, once_C = negative_sampling.gradient(v_w, C + first_C, 2, [])
    expected = first_w + all_w - once_w, first_C + all_C - once_C
    assert_equal(drawn(v_w, C, 2, [4, 4], PAPERS._replace(updates_at_once=True)), expected)


def test_where_no_vector_comes_twice_moving_at_once_is_the_same_to_the_last_bit():
    v_w, C = vectors(np.float32)
    for at_once, together in zip(
        drawn(v_w, C, 2, [4, 5, 0], PROGRAM),
        drawn(v_w, C, 2, [4, 5, 0], PROGRAM._replace(updates_at_once=False)),
        strict=True,
    ):
        np.testing.assert_array_equal(at_once, together)


@pytest.mark.parametrize("x", [6.5, 40.0])
def test_clipping_leaves_nothing_to_learn_beyond_6_and_all_beyond_minus_6(x):
    v_w, C = np.array([x]), np.array([[1.0], [-1.0]])
    clipped = PAPERS._replace(clipping=True)
    assert [part.ravel().tolist() for part in drawn(v_w, C, 0, [1], clipped)] == [[0], [0, 0]]
    assert [part.ravel().tolist() for part in drawn(v_w, C, 1, [0], clipped)] == [[-2], [-x, x]]


@pytest.mark.parametrize("x", [6.0, -6.0, 6.5, -40.0])
@pytest.mark.parametrize("turn", [0, 1])
def test_clipping_leaves_a_node_alone_from_6_on(x, turn):
    v_w, U = np.array([x]), np.array([[1.0]])
    assert turned(v_w, U, [0], [turn], PAPERS._replace(clipping=True)) == (0, 0)
    assert_equal(turned(v_w, U, [0], [turn], PAPERS), paths.gradient(v_w, U, [0], [turn]))


# The sigmoid


def sigmoid(x, real=np.float32, **turned):
    return step.sigmoid(real(x), sigmoid_table(real), numbered(PAPERS._replace(**turned)))


def test_shipped_table_is_read_at_83_entries_for_one():
    assert round(float(sigmoid(0, sigmoid="table as shipped")), 4) == 0.4940
    for x in (-6, -5.99, -3, 0, 0.5, 5.995, 6):
        entry = int(np.float32(np.float32(x) + np.float32(6)) * np.float32(83))
        assert sigmoid(x, sigmoid="table as shipped") == sigmoid_table()[entry]


def test_intended_table_is_read_where_it_was_made():
    assert sigmoid(0, sigmoid="table as intended") == 0.5
    assert sigmoid(6, sigmoid="table as intended") == sigmoid_table()[999]


@pytest.mark.parametrize(("name", "bound"), [("table as shipped", 0.0091), ("table as intended", 0.003)])
def test_largest_error_of_a_table(name, bound):
    x = np.linspace(-0.5, 1, 5001)
    errors = [abs(sigmoid(x_i, sigmoid=name) - 1 / (1 + np.exp(-x_i))) for x_i in x]
    assert 0.95 * bound < max(errors) < 1.01 * bound


@pytest.mark.parametrize("name", ["exact", "table as intended", "table as shipped"])
@pytest.mark.parametrize("x", [-800, -7, 7, 800])
def test_beyond_6_the_sigmoid_is_exact_or_clipped(name, x):
    exact = 1 / (1 + np.exp(-x)) if x > 0 else np.exp(x)
    np.testing.assert_allclose(sigmoid(x, np.float64, sigmoid=name), exact, rtol=1e-3)
    assert sigmoid(x, sigmoid=name, clipping=True) == (x > 0)


@pytest.mark.parametrize("x", [6, -6])
def test_at_6_itself_nothing_is_clipped(x):
    assert 0 < sigmoid(x, clipping=True) < 1


@pytest.mark.parametrize("real", [np.float32, np.float64])
def test_exact_sigmoid_is_exact_to_the_last_digits(real):
    for x in np.linspace(-30, 30, 61):
        assert abs(sigmoid(x, real) * (1 + np.exp(-x)) - 1) < 8 * np.finfo(real).eps


@pytest.mark.parametrize("name", ["exact", "table as shipped"])
def test_no_number_reads_no_entry(name):
    assert np.isnan(sigmoid(np.nan, sigmoid=name, clipping=True))
