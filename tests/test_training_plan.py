import subprocess
import sys

import numpy as np
import pytest

from w2vexplained.corpus.subsampling import keep_probability
from w2vexplained.statistics.alias import law_of_table
from w2vexplained.statistics.huffman import huffman
from w2vexplained.statistics.noise import unigram
from w2vexplained.training.plan import ARCHITECTURES, OBJECTIVES, calmed, initial_model, plan

COUNTS = np.array([90, 50, 50, 7, 3, 1])


def test_defaults_are_those_of_the_program_and_groups_of_eight():
    made = plan(COUNTS)
    assert (made.window, made.negative, made.block, made.n_shared) == (5, 5, 8, 10)
    assert OBJECTIVES[made.objective] == "negative_sampling" and not made.cbow
    assert made.keep.tolist() == keep_probability(COUNTS, 1e-3, formula="program").astype(np.float32).tolist()
    assert made.P_n.tolist() == unigram(COUNTS, 0.75).tolist()


def test_types_are_those_that_loops_are_compiled_for():
    made = plan(COUNTS.astype(np.uint8), objective="hierarchical_softmax")
    names = "counts", "keep", "P_n", "noise_keep", "noise_alias", "shift", "points", "codes", "lengths"
    types = [str(getattr(made, name).dtype) for name in names]
    assert types == ["int64", "float32", "float64", "float64", "int32", "float32", "int32", "int8", "int32"]
    assert [type(x) for x in (made.window, made.negative, made.block, made.n_shared, made.objective)] == 5 * [int]
    assert type(made.cbow) is bool


def test_the_noise_table_has_the_law_of_the_noise():
    made = plan(COUNTS, noise_power=0.5)
    assert law_of_table(made.noise_table) == pytest.approx(made.P_n, rel=1e-15)


def test_a_centre_alone_draws_its_own_negatives():
    assert [plan(COUNTS, negative=3, block=block).n_shared for block in (1, 2, 8)] == [3, 6, 6]


def test_no_word_is_thinned_out_with_sample_zero():
    assert plan(COUNTS, sample=0).keep.tolist() == 6 * [1]


def test_only_noise_contrastive_estimation_shifts_scores():
    for objective in OBJECTIVES:
        made = plan(COUNTS, objective=objective, negative=3)
        expected = np.log(3 * made.P_n) if objective == "nce" else np.zeros(6)
        assert made.shift == pytest.approx(expected, rel=1e-6)


def test_paths_are_those_of_the_tree_whatever_the_order_of_words():
    tree, order = huffman(COUNTS), np.array([3, 0, 5, 1, 2, 4])
    made = plan(COUNTS[order], objective="hierarchical_softmax")
    for place, word in enumerate(order):
        points, code = tree.path(word)
        length = made.lengths[place]
        assert made.points[place, :length].tolist() == points.tolist()
        assert made.codes[place, :length].tolist() == code.tolist()


def test_other_objectives_have_no_paths():
    made = plan(COUNTS, objective="nce")
    assert made.points.size == made.codes.size == made.lengths.size == 0


@pytest.mark.parametrize(("objective", "rows"), list(zip(OBJECTIVES, [6, 6, 5, 6], strict=True)))
def test_a_model_has_a_vector_for_each_word_and_each_context_or_node(objective, rows):
    model = initial_model(plan(COUNTS, objective=objective), 4, seed=1)
    assert (model.W.shape, model.C.shape) == ((6, 4), (rows, 4))
    assert model.W.dtype == model.C.dtype == np.float32


def test_words_begin_small_and_random_and_contexts_at_zero():
    made = plan(np.ones(500, int))
    model, same, other = (initial_model(made, 20, seed) for seed in (1, 1, 2))
    assert not model.C.any()
    assert (model.W == same.W).all() and (model.W != other.W).any()
    assert abs(model.W).max() <= 1 / 40 < 1.01 * abs(model.W).max()
    assert abs(model.W.mean()) < 4 / 40 / np.sqrt(3 * model.W.size)


def test_one_word_is_a_vocabulary_and_its_tree_has_no_node():
    made = plan([5], objective="hierarchical_softmax")
    assert made.lengths.tolist() == [0]
    assert initial_model(made, 2, 0).C.shape == (0, 2)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"counts": []}, "counts, whole numbers of shape"),
        ({"counts": [1.5]}, "got float64"),
        ({"counts": [[1]]}, "shape .1, 1."),
        ({"counts": [3, 0]}, "at least 1; got 0 for word 1"),
        ({"window": 0}, "places for window ≥ 1; got 0"),
        ({"window": 2.0}, "window"),
        ({"negative": 0}, "negatives ≥ 1; got 0"),
        ({"block": 0}, "centres for block ≥ 1"),
        ({"noise_power": -1}, "power ≥ 0"),
        ({"sample": -1e-3}, "t > 0; got -0.001"),
        ({"sample": np.inf}, "finite"),
        ({"objective": "nec"}, "objective to be one of 'negative_sampling', .*got 'nec'"),
        ({"architecture": "skipgram"}, "architecture to be one of 'skip-gram', 'cbow'; got 'skipgram'"),
        ({"objective": "nce", "noise_power": np.inf}, "P_n > 0"),
    ],
)
def test_what_no_plan_can_be_made_of_is_named(given, message):
    given = {"counts": COUNTS} | given
    with pytest.raises(ValueError, match=message):
        plan(given.pop("counts"), **given)


@pytest.mark.parametrize("d", [0, -1, 2.5, True])
def test_a_size_that_is_none_is_named(d):
    with pytest.raises(ValueError, match="components for d"):
        initial_model(plan(COUNTS), d, 0)


def test_a_sample_that_is_no_number_is_named():
    with pytest.raises(TypeError, match="sample"):
        plan(COUNTS, sample="1e-3")


def test_objectives_and_architectures_have_their_order():
    assert OBJECTIVES == ("negative_sampling", "softmax", "hierarchical_softmax", "nce")
    assert ARCHITECTURES == ("skip-gram", "cbow")


def test_groups_are_smaller_the_fewer_the_words_and_the_larger_the_learning_rate():
    few, many = plan([50] * 10, sample=0), plan([50] * 10_000, sample=0)
    assert [calmed(few, alpha).block for alpha in (1e-3, 0.025, 0.1, 9.0)] == [8, 5, 1, 1]
    assert [calmed(many, alpha).block for alpha in (0, 0.025, 1.0)] == [8, 8, 8]
    assert calmed(many, 0.025) == many


def test_a_word_that_is_thinned_out_calms_less():
    counts = [100_000] + [100] * 1_000
    assert calmed(plan(counts, sample=0), 0.025).block == 1
    assert calmed(plan(counts, sample=1e-4), 0.025).block > 1


def test_a_centre_has_one_pair_in_cbow_so_that_groups_may_be_larger():
    assert calmed(plan([50] * 10, sample=0, architecture="cbow"), 0.1).block == 8


def test_a_plan_loads_no_numba():
    code = "import sys, w2vexplained.training.plan; print('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
