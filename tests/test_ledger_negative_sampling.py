"""The records of negative sampling: each has independent witnesses, and each witness rejects wrong code."""

import mpmath as mp
import numpy as np
import pytest
from ledger_checks import (
    assert_all_are_seen_to_reject,
    assert_all_pass,
    assert_rejected,
    assert_slips_are_noticed,
    measured,
)

from w2vexplained import functions
from w2vexplained.corpus import pairs
from w2vexplained.ledger import negative_sampling as chapter
from w2vexplained.ledger.derivations import corpora, instances
from w2vexplained.ledger.derivations import sigmoid as scores
from w2vexplained.ledger.record import Line, each_line_follows
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.objectives import classification, curvature
from w2vexplained.objectives import negative_sampling as ns
from w2vexplained.statistics import noise

RECORDS = {record.id: record for record in chapter.RECORDS}
SHIPPED = {
    name: getattr(module, name)
    for module, names in (
        (functions, ("sigmoid", "log_sigmoid")),
        (noise, ("unigram", "draw_negatives")),
        (pairs, ("pairs",)),
        (curvature, ("whole_matrix",)),
        (statement, ("number_sigma",)),
        (
            ns,
            "log_likelihood gradient hessian corpus_log_likelihood "
            "expected_log_likelihood expected_gradient expected_hessian".split(),
        ),
    )
    for name in names
}


def shipped(name, *arguments):
    return SHIPPED[name](*arguments)


# Wrong code, each a slip that somebody has made or could make.
def sigmoid_of_twice_x(x):
    with np.errstate(over="ignore"):
        return shipped("sigmoid", 2 * x)


def log_sigmoid_of_twice_x(x):
    with np.errstate(over="ignore"):
        return shipped("log_sigmoid", 2 * x)


def textbook_sigmoid(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x))


def logarithm_of_sigmoid(x):
    with np.errstate(divide="ignore"):
        return np.log(shipped("sigmoid", x))


def lost_duplicate(v_w, C, c, negatives):
    x = (C * v_w).sum(axis=1)
    G = np.zeros_like(x)
    G[c] += functions.sigmoid(-x)[c]
    G[negatives] -= functions.sigmoid(x)[negatives]
    return shipped("gradient", v_w, C, c, negatives)[0], G[:, None] * v_w


def skipped_collision(v_w, C, c, negatives):
    return shipped("gradient", v_w, C, c, [i for i in negatives if i != c])


def label_forgotten(v_w, C, c, negatives):
    """The published slip (σ − 1) for a negative: the right gradient, less v_c and v_w once more for each draw."""
    gradient_w, gradient_C = shipped("gradient", v_w, C, c, negatives)
    return gradient_w + C[negatives].sum(axis=0), gradient_C


def pull_of_context_forgotten(v_w, C, c, negatives):
    gradient_w, gradient_C = shipped("gradient", v_w, C, c, negatives)
    return gradient_w - C[c], gradient_C


def push_of_rows_doubled(v_w, C, c, negatives):
    gradient_w, gradient_C = shipped("gradient", v_w, C, c, negatives)
    return gradient_w, gradient_C + gradient_C


def lost_minus(W, C, D, D_prime):
    return shipped("corpus_log_likelihood", W, C, [*D, *D_prime], [])


def pairs_once_each(W, C, D, D_prime):
    return shipped("corpus_log_likelihood", W, C, *(sorted(set(map(tuple, x))) for x in (D, D_prime)))


def a_tenth_more(*arguments):
    return shipped("corpus_log_likelihood", *arguments) + 0.1


def one_more_negative(name):
    return lambda W, C, counts, k, q: shipped(name, W, C, counts, k + 1, q)


def mean_of_negatives(v_w, C, c, negatives):
    alone = shipped("log_likelihood", v_w, C, c, np.array([], int))
    return alone + (shipped("log_likelihood", v_w, C, c, negatives) - alone) / max(1, len(negatives))


def uniform_draws(P_n, size, rng):
    return shipped("draw_negatives", np.full(len(P_n), 1 / len(P_n)), size, rng)


def next_context(P_n, size, rng):
    return (shipped("draw_negatives", P_n, size, rng) + 1) % len(P_n)


def sorted_draws(P_n, size, rng):
    return np.sort(shipped("draw_negatives", P_n, size, rng), axis=-1)


def full_power(counts, power=1.0):
    return shipped("unigram", counts, 1.0)


def pairs_to_the_right(sentences, window):
    return shipped("pairs", sentences, window)[::2]


def gradient_mixed_up_in_a_batch(v_w, C, c, negatives):
    gradient_w, gradient_C = shipped("gradient", v_w, C, c, negatives)
    return (gradient_w[:, ::-1] if gradient_w.ndim == 2 else gradient_w), gradient_C


def at_least_one_negative(W, C, counts, k, q):
    return shipped("expected_hessian", W, C, counts, k or 1, q)


def whole_matrix_with_a_sign_turned(H_WW, H_WC, H_CC):
    return shipped("whole_matrix", H_WW, -H_WC, H_CC)  # with the same eigenvalues at zero


def scaled(name, which, factor):
    """One of the arrays that a shipped function returns, times a factor."""

    def wrong(*arguments):
        returned = list(shipped(name, *arguments))
        returned[which] = returned[which] * factor
        return tuple(returned)

    return wrong


MUTANTS = [
    ("NS1", "S", functions, "sigmoid", sigmoid_of_twice_x),
    ("NS1", "M", functions, "sigmoid", textbook_sigmoid),
    ("NS2", "S", functions, "sigmoid", sigmoid_of_twice_x),
    ("NS2", "H", functions, "sigmoid", sigmoid_of_twice_x),
    ("NS3", "A", functions, "sigmoid", sigmoid_of_twice_x),
    ("NS3", "A", functions, "log_sigmoid", log_sigmoid_of_twice_x),
    ("NS3", "C", functions, "log_sigmoid", log_sigmoid_of_twice_x),
    ("NS3", "M", functions, "log_sigmoid", logarithm_of_sigmoid),
    ("NS3", "B", functions, "sigmoid", sigmoid_of_twice_x),
    ("NS4", "S", functions, "log_sigmoid", log_sigmoid_of_twice_x),
    ("NS4", "M", ns, "corpus_log_likelihood", pairs_once_each),
    ("NS4", "B", ns, "corpus_log_likelihood", a_tenth_more),
    ("NS4", "B", ns, "corpus_log_likelihood", lost_minus),
    ("NS5", "E", functions, "sigmoid", textbook_sigmoid),
    ("NS5", "E", functions, "log_sigmoid", logarithm_of_sigmoid),
    ("NS5", "M", statement, "number_sigma", lambda x: 1 / (1 + mp.exp(-2 * x))),
    ("NS6", "S", ns, "corpus_log_likelihood", lost_minus),
    ("NS6", "S", ns, "corpus_log_likelihood", pairs_once_each),
    ("NS6", "M", ns, "corpus_log_likelihood", a_tenth_more),
    ("NS6", "H", ns, "corpus_log_likelihood", pairs_once_each),
    ("NS7", "A", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("NS7", "A", classification, "log_sigmoid", log_sigmoid_of_twice_x),
    ("NS7", "E", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("NS7", "E", ns, "log_likelihood", mean_of_negatives),
    ("NS7", "E", ns, "corpus_log_likelihood", pairs_once_each),
    ("NS8", "E", noise, "unigram", full_power),
    ("NS8", "E", noise, "draw_negatives", next_context),
    ("NS8", "E", pairs, "pairs", pairs_to_the_right),
    ("NS8", "T", noise, "draw_negatives", uniform_draws),
    ("NS8", "T", noise, "unigram", full_power),
    ("NS9", "E", ns, "log_likelihood", mean_of_negatives),
    ("NS9", "T", noise, "draw_negatives", uniform_draws),
    ("NS9", "T", noise, "draw_negatives", sorted_draws),
    ("NS10", "A", ns, "gradient", label_forgotten),
    ("NS10", "A", ns, "gradient", pull_of_context_forgotten),
    ("NS10", "A", ns, "gradient", push_of_rows_doubled),
    ("NS10", "S", ns, "gradient", skipped_collision),
    ("NS10", "S", ns, "gradient", label_forgotten),
    ("NS10", "C", ns, "gradient", gradient_mixed_up_in_a_batch),
    *(("NS10", method, ns, "gradient", lost_duplicate) for method in "CDMH"),
    *(("NS10", method, ns, "gradient", skipped_collision) for method in "CDMH"),
    ("NS11", "A", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("NS11", "C", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("NS11", "E", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("NS11", "E", ns, "gradient", skipped_collision),
    ("NS12", "A", ns, "hessian", scaled("hessian", 1, 2)),
    *(("NS12", "C", ns, "hessian", scaled("hessian", block, 2)) for block in range(3)),
    *(("NS12", "C", ns, "expected_hessian", scaled("expected_hessian", block, 2)) for block in range(3)),
    ("NS12", "C", curvature, "whole_matrix", whole_matrix_with_a_sign_turned),
    ("NS13", "A", ns, "hessian", scaled("hessian", 0, 2)),
    ("NS13", "A", ns, "hessian", scaled("hessian", 2, 2)),
    ("NS13", "B", ns, "hessian", scaled("hessian", 0, -1)),
    ("NS13", "E", ns, "gradient", scaled("gradient", 0, -1)),
    ("NS13", "E", ns, "log_likelihood", lambda *pair: -shipped("log_likelihood", *pair)),
    ("NS14", "A", ns, "expected_hessian", scaled("expected_hessian", 1, 2)),
    ("NS14", "N", ns, "expected_hessian", scaled("expected_hessian", 1, 2)),
    ("NS14", "N", ns, "expected_hessian", at_least_one_negative),
    ("NS15", "H", ns, "gradient", scaled("gradient", 0, 2)),
    ("NS15", "H", ns, "gradient", scaled("gradient", 1, 2)),
    ("NS15", "H", ns, "hessian", scaled("hessian", 0, 2)),
    ("NS15", "B", ns, "gradient", scaled("gradient", 0, 0.99)),
    ("NS15", "B", ns, "gradient", scaled("gradient", 1, 0.99)),
    ("NS15", "B", ns, "hessian", scaled("hessian", 0, 0.99)),
    ("NS15", "N", ns, "hessian", scaled("hessian", 1, 0)),
]


def test_chapter_has_its_fifteen_records_in_order():
    assert list(RECORDS) == [f"NS{i}" for i in range(1, 16)]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "negative-sampling")


@pytest.mark.parametrize("id", [r.id for r in chapter.RECORDS if r.kind == "derivative"])
def test_derivative_is_proved_for_every_size(id):
    assert "A" in {w.method for w in RECORDS[id].witnesses}


@pytest.mark.parametrize(
    ("id", "method", "module", "name", "mutant"),
    MUTANTS,
    ids=[
        f"{id}-{method}-{name}-{getattr(m, '__name__', '')}-{i}" for i, (id, method, _, name, m) in enumerate(MUTANTS)
    ],
)
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


def test_wrong_loss_with_its_own_gradient_fools_every_gradient_check_but_not_the_statements(monkeypatch):
    # log σ(2x) with the gradient that belongs to it: each agrees with the other, and neither with the paper.
    monkeypatch.setattr(classification, "log_sigmoid", log_sigmoid_of_twice_x)
    monkeypatch.setattr(classification, "sigmoid", lambda x: 2 * shipped("sigmoid", 2 * x))
    passed = {method: [e.passed for e in measured(RECORDS["NS10"], method)] for method in "CDHMSA"}
    assert passed == {"C": [True], "D": [True], "H": [True], "M": [False], "S": [False], "A": [False]}
    assert not measured(RECORDS["NS7"], "A")[0].passed


DERIVATIONS = {
    "NS1": scores.scores()[:2],
    "NS2": scores.scores()[:2],
    "NS3": scores.scores()[:2],
    "NS4": scores.runaways()[:1],
    **dict.fromkeys(("NS6", "NS7", "NS8", "NS9", "NS11", "NS14"), corpora.corpora(3, count=1)),
    **dict.fromkeys(("NS10", "NS12", "NS13"), instances.pairs(3, count=1)),
}


@pytest.mark.parametrize("id", DERIVATIONS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], DERIVATIONS[id])


def test_every_record_that_is_derived_is_tampered_with_above():
    assert {r.id for r in chapter.RECORDS if r.derivation} == set(DERIVATIONS)


def test_a_derivation_of_one_line_derives_nothing():
    one, other = Line("a", "", lambda x: x), Line("=b", "", lambda x: x)
    each_line_follows([one, other], [1])
    for lines in ([one], [other, other], [one, one, other], [one, other, one]):
        with pytest.raises(ValueError, match="chains of two lines or more"):
            each_line_follows(lines, [1])
