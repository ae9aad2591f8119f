"""The records of the program: independent witnesses for each, and each witness rejects wrong code."""

import numpy as np
import pytest
from ledger_checks import (
    assert_all_are_seen_to_reject,
    assert_all_pass,
    assert_rejected,
    assert_slips_are_noticed,
    names_of,
)

from w2vexplained.functions import log_sigmoid
from w2vexplained.ledger import program as chapter
from w2vexplained.ledger.derivations import program as derivations
from w2vexplained.ledger.derivations import trees
from w2vexplained.ledger.derivations.instances import pairs
from w2vexplained.objectives import cbow, negative_sampling, scores
from w2vexplained.objectives import hierarchical_softmax as hs
from w2vexplained.statistics import huffman
from w2vexplained.statistics.huffman import Tree
from w2vexplained.training.software import alone, step, tables

RECORDS = {record.id: record for record in chapter.RECORDS}
SHIPPED = {
    (module, name): getattr(module, name)
    for module, names in (
        (cbow, ("log_likelihood", "gradient")),
        (hs, ("log_likelihood", "gradient", "log_probabilities")),
        (huffman, ("huffman", "expected_length")),
        (alone, ("step_of_pair", "step_of_mean", "step_of_path")),
        (step, ("sigmoid",)),
        (tables, ("sigmoid_table",)),
    )
    for name in names
}


# Wrong code, each a slip that somebody has made or could make.
def whole_backwards(V, C, c, negatives):
    """The program's CBOW: the gradient of the mean, not divided by m."""
    gradient_V, gradient_C = SHIPPED[cbow, "gradient"](V, C, c, negatives)
    return gradient_V * V.shape[0], gradient_C


def sum_for_mean(name):
    def wrong(V, C, c, negatives):
        V = np.asarray(V) if isinstance(V, list) else V
        return SHIPPED[cbow, name](V * V.shape[0], C, c, negatives)

    return wrong


def first_neighbour(V, C, c, negatives):
    return negative_sampling.log_likelihood(V[0], C, c, negatives)


def doubled(module, name):
    return lambda *arguments: 2 * SHIPPED[module, name](*arguments)


def skipped_draws(V, C, c, negatives):
    return SHIPPED[cbow, "gradient"](V, C, c, [i for i in negatives if i != c])


def divided_by_components_in_a_batch(V, C, c, negatives):
    gradient_V, gradient_C = SHIPPED[cbow, "gradient"](V, C, c, negatives)
    return (gradient_V * (V.shape[0] / V.shape[1]) if gradient_V.ndim == 3 else gradient_V), gradient_C


def value_of_many_capped(V, C, c, negatives):
    """Wrong for real numbers only, which no complex step takes."""
    value = SHIPPED[cbow, "log_likelihood"](V, C, c, negatives)
    return max(value, -9.0) if np.asarray(V).dtype == float and np.ndim(V) == 2 else value


def mixed_up_in_a_batch(V, C, c, negatives):
    gradient_V, gradient_C = SHIPPED[cbow, "gradient"](V, C, c, negatives)
    return (gradient_V[..., ::-1] if gradient_V.ndim == 3 else gradient_V), gradient_C


def turned(name):
    """Turn 1 gets σ, turn 0 the rest."""
    return lambda v_w, U, points, code: SHIPPED[hs, name](
        v_w, U, points, 1 - code if hasattr(code, "shape") else [1 - bit for bit in code]
    )


def twice_as_steep(v_w, U, points, code):
    gradient_w, gradient_U = SHIPPED[hs, "gradient"](v_w, U, points, code)
    return gradient_w, gradient_U * 2


def signed_twice(v_w, U, points, code):
    """A double score in the place of the score: a loss of its own, whose leaves sum to 1, too."""
    return SHIPPED[hs, "log_likelihood"](v_w * 2, U, points, code)


def always_turn_zero(v_w, U, tree):
    return SHIPPED[hs, "log_probabilities"](v_w, U, Tree(tree.codes * 0, tree.points, tree.lengths))


def without_last_turn(v_w, U, tree):
    last = np.arange(tree.codes.shape[1]) == tree.lengths[:, None] - 1
    return SHIPPED[hs, "log_probabilities"](v_w, U, Tree(tree.codes, np.where(last, -1, tree.points), tree.lengths))


def leaves_of_large_trees_reversed(v_w, U, tree):
    logs = SHIPPED[hs, "log_probabilities"](v_w, U, tree)
    return logs[::-1] if len(logs) > 6 else logs


def scores_capped(v_w, U, tree):
    """Probabilities that sum to 1, too."""
    longest = np.abs(np.asarray(U) @ v_w).max() if np.asarray(U).dtype == float else 0
    return SHIPPED[hs, "log_probabilities"](v_w * (30 / longest) if longest > 30 else v_w, U, tree)


def blind_beyond_six(v_w, U, points, code):
    gradient_w, gradient_U = SHIPPED[hs, "gradient"](v_w, U, points, code)
    if np.asarray(U).dtype == float:
        gradient_U = np.where(abs(np.asarray(U) @ v_w)[:, None] > 6, 0, gradient_U)
    return gradient_w, gradient_U


def padding_counted(v_w, U, tree):
    """The places beyond the end of a path, which hold 0 and −1, taken for turns."""
    x = scores.of_all_contexts(v_w, U)
    return np.where(tree.codes == 0, log_sigmoid(x)[tree.points], log_sigmoid(-x)[tree.points]).sum(axis=1)


def doubled_scores(v_w, U, tree):
    return SHIPPED[hs, "log_probabilities"](v_w * 2, U, tree)


def rarest_first(counts, as_they_come=False):
    """A tree that gives the shortest paths to the rarest words."""
    codes, points, lengths = SHIPPED[huffman, "huffman"](counts, as_they_come)
    return Tree(codes[::-1], points[::-1], lengths[::-1])


def in_eights(counts, as_they_come=False):
    """A tree that is almost the best."""
    some = np.asarray(counts)
    return SHIPPED[huffman, "huffman"](some // 8 + 1 if len(some) > 6 else some, as_they_come)


def balanced(counts, as_they_come=False):
    """Paths that hardly differ in length, whatever the counts."""
    return SHIPPED[huffman, "huffman"](np.ones(len(counts), int))


def always_sorted(counts, as_they_come=False):
    """The best tree for counts in any order, which the program has not."""
    order = np.argsort(counts, kind="stable")[::-1]
    sorted_tree = SHIPPED[huffman, "huffman"](np.asarray(counts)[order])
    return Tree(*(x[np.argsort(order)] for x in sorted_tree))


def without_turns(counts):
    """All paths lead straight on."""
    tree = SHIPPED[huffman, "huffman"](counts)
    return tree._replace(codes=0 * tree.codes)


def one_turn_more(tree, p):
    return SHIPPED[huffman, "expected_length"](tree, p) + 1


def unweighted(tree, p):
    return tree.lengths.mean()


def switched(name, **settings):
    """A step that does not look at one of its switches."""
    return lambda *arguments: SHIPPED[alone, name](*arguments[:-1], arguments[-1]._replace(**settings))


def uphill(name):
    """A step that goes the other way."""
    return lambda *arguments: tuple(-x for x in SHIPPED[alone, name](*arguments))


def word_moves_first(v_w, C, c, negatives, alpha, switches):
    """Contexts feel the word where it has gone to."""
    step_w, _ = SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, alpha, switches)
    return step_w, SHIPPED[alone, "step_of_pair"](v_w + step_w, C, c, negatives, alpha, switches)[1]


def all_at_one_point(v_w, C, c, negatives, alpha, switches):
    return SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, alpha, switches._replace(updates_at_once=False))


def lost_duplicate(v_w, C, c, negatives, alpha, switches):
    kept = list(dict.fromkeys(negatives))
    return SHIPPED[alone, "step_of_pair"](v_w, C, c, kept, alpha, switches)


def third_draw_lost(v_w, C, c, negatives, alpha, switches):
    kept = [x for i, x in enumerate(negatives) if list(negatives)[:i].count(x) < 2]
    return SHIPPED[alone, "step_of_pair"](v_w, C, c, kept, alpha, switches)


def word_loses_duplicate(v_w, C, c, negatives, alpha, switches):
    """Right for the contexts, of which each is met as often as it is drawn."""
    _, step_C = SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, alpha, switches)
    return lost_duplicate(v_w, C, c, negatives, alpha, switches)[0], step_C


def word_not_clipped(v_w, C, c, negatives, alpha, switches):
    _, step_C = SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, alpha, switches)
    return SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, alpha, switches._replace(clipping=False))[0], step_C


def always_a_tenth(name):
    """A step that does not look at α."""
    return lambda *arguments: SHIPPED[alone, name](*arguments[:-2], 0.1, arguments[-1])


def word_feels_what_is_left_out(v_w, U, points, code, alpha, switches):
    """The node whose score is beyond ±6 moves the word."""
    unclipped = SHIPPED[alone, "step_of_path"](v_w, U, points, code, alpha, switches._replace(clipping=False))
    return unclipped[0], SHIPPED[alone, "step_of_path"](v_w, U, points, code, alpha, switches)[1]


def rate_forgotten(v_w, C, c, negatives, alpha, switches):
    return SHIPPED[alone, "step_of_pair"](v_w, C, c, negatives, 1.0, switches)


def wrong_in_single_precision(x, entries, switches):
    return SHIPPED[step, "sigmoid"](np.float64(x) + 0.012 * (np.asarray(x).dtype == np.float32), entries, switches)


def intended_index(x, entries, switches):
    return SHIPPED[step, "sigmoid"](x, entries, switches._replace(sigmoid=1))


def next_entry(x, entries, switches):
    return SHIPPED[step, "sigmoid"](min(x + 0.012, 5.999), entries, switches)


def exact_sigmoid(x, entries, switches):
    return SHIPPED[step, "sigmoid"](x, entries, switches._replace(sigmoid=0))


def middles(dtype=np.float32):
    """Entries in the middle of their cells, which would halve the error."""
    x = (np.arange(1000) + 0.5) * 0.012 - 6
    return (1 / (1 + np.exp(-x))).astype(dtype)


def in_half_precision(dtype=np.float32):
    return SHIPPED[tables, "sigmoid_table"](np.float32).astype(np.float16).astype(dtype)


MUTANTS = [
    ("CB1", "N", cbow, "gradient", whole_backwards),
    ("CB1", "N", alone, "step_of_mean", switched("step_of_mean", cbow_without_mean_backwards=True)),
    ("CB1", "N", alone, "step_of_mean", switched("step_of_mean", cbow_without_mean_backwards=False)),
    ("HS1", "N", hs, "gradient", turned("gradient")),
    ("HS1", "N", alone, "step_of_path", switched("step_of_path", clipping=False)),
    ("HS1", "N", alone, "step_of_path", uphill("step_of_path")),
    ("WC1", "N", alone, "step_of_pair", word_moves_first),
    ("WC1", "N", alone, "step_of_pair", rate_forgotten),
    ("WC1", "N", alone, "step_of_pair", word_loses_duplicate),
    ("WC1", "N", alone, "step_of_pair", word_not_clipped),
    ("WC1", "E", alone, "step_of_pair", third_draw_lost),
    ("WC2", "E", step, "sigmoid", wrong_in_single_precision),
    ("CB1", "N", alone, "step_of_mean", always_a_tenth("step_of_mean")),
    ("CB1", "C", cbow, "gradient", divided_by_components_in_a_batch),
    ("CB1", "H", cbow, "log_likelihood", value_of_many_capped),
    ("HS1", "N", alone, "step_of_path", always_a_tenth("step_of_path")),
    ("HS1", "N", alone, "step_of_path", word_feels_what_is_left_out),
    ("HS1", "H", hs, "log_probabilities", leaves_of_large_trees_reversed),
    ("HS1", "H", hs, "log_probabilities", scores_capped),
    ("HS1", "H", hs, "gradient", blind_beyond_six),
    ("HS2", "N", huffman, "huffman", in_eights),
    ("WC1", "N", alone, "step_of_pair", all_at_one_point),
    ("WC1", "N", alone, "step_of_pair", switched("step_of_pair", sigmoid="table as shipped")),
    ("WC1", "N", alone, "step_of_pair", switched("step_of_pair", clipping=False)),
    ("WC1", "E", alone, "step_of_pair", all_at_one_point),
    ("WC1", "E", alone, "step_of_pair", switched("step_of_pair", skipped_collisions=False)),
    ("WC1", "E", alone, "step_of_pair", lost_duplicate),
    ("WC1", "H", alone, "step_of_pair", lost_duplicate),
    ("WC1", "H", alone, "step_of_pair", uphill("step_of_pair")),
    ("WC1", "H", alone, "step_of_pair", switched("step_of_pair", sigmoid="table as shipped")),
    ("WC2", "E", step, "sigmoid", intended_index),
    ("WC2", "E", step, "sigmoid", next_entry),
    ("WC2", "E", tables, "sigmoid_table", middles),
    ("WC2", "B", step, "sigmoid", intended_index),
    ("WC2", "B", step, "sigmoid", next_entry),
    ("WC2", "B", step, "sigmoid", exact_sigmoid),
    ("WC2", "B", tables, "sigmoid_table", middles),
    ("WC2", "M", tables, "sigmoid_table", middles),
    ("WC2", "M", tables, "sigmoid_table", in_half_precision),
    ("WC2", "M", step, "sigmoid", exact_sigmoid),
    *(("CB1", method, cbow, "gradient", whole_backwards) for method in "ACMH"),
    ("CB1", "A", cbow, "gradient", sum_for_mean("gradient")),
    ("CB1", "A", cbow, "log_likelihood", sum_for_mean("log_likelihood")),
    ("CB1", "A", cbow, "log_likelihood", first_neighbour),
    ("CB1", "A", cbow, "log_likelihood", doubled(cbow, "log_likelihood")),
    ("CB1", "C", cbow, "log_likelihood", sum_for_mean("log_likelihood")),
    ("CB1", "C", cbow, "gradient", mixed_up_in_a_batch),
    ("CB1", "M", cbow, "log_likelihood", first_neighbour),
    ("CB1", "M", cbow, "gradient", skipped_draws),
    ("CB1", "H", cbow, "gradient", skipped_draws),
    *(("HS1", "E", hs, "log_probabilities", mutant) for mutant in (always_turn_zero, without_last_turn)),
    ("HS1", "E", hs, "log_probabilities", padding_counted),
    ("HS1", "A", hs, "gradient", turned("gradient")),
    ("HS1", "A", hs, "gradient", twice_as_steep),
    ("HS1", "A", hs, "log_likelihood", turned("log_likelihood")),
    ("HS1", "A", hs, "log_likelihood", signed_twice),
    ("HS1", "S", hs, "gradient", turned("gradient")),
    ("HS1", "S", hs, "gradient", twice_as_steep),
    ("HS1", "C", hs, "gradient", twice_as_steep),
    ("HS1", "C", hs, "log_likelihood", signed_twice),
    ("HS1", "C", hs, "log_probabilities", doubled_scores),
    ("HS1", "M", hs, "log_likelihood", turned("log_likelihood")),
    ("HS1", "M", hs, "log_probabilities", doubled_scores),
    ("HS1", "H", hs, "log_probabilities", padding_counted),
    ("HS1", "H", huffman, "huffman", without_turns),
    ("HS2", "E", huffman, "huffman", rarest_first),
    ("HS2", "E", huffman, "huffman", balanced),
    ("HS2", "E", huffman, "huffman", always_sorted),
    ("HS2", "H", huffman, "huffman", rarest_first),
    ("HS2", "H", huffman, "huffman", balanced),
    ("HS2", "H", huffman, "expected_length", one_turn_more),
    ("HS2", "N", huffman, "huffman", balanced),
    ("HS2", "N", huffman, "expected_length", unweighted),
    ("HS2", "B", huffman, "huffman", balanced),
    ("HS2", "B", huffman, "expected_length", one_turn_more),
]


def test_chapter_has_its_records_in_order():
    assert list(RECORDS) == ["CB1", "HS1", "HS2", "WC1", "WC2"]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "program")


@pytest.mark.parametrize(("id", "method", "module", "name", "mutant"), MUTANTS, ids=names_of(MUTANTS))
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


DERIVATIONS = {"CB1": derivations.windows(5, count=1), "HS1": trees.walks(6, count=1), "WC1": pairs(8, count=1)}


@pytest.mark.parametrize("id", DERIVATIONS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], DERIVATIONS[id])
