"""The records of noise-contrastive estimation: independent witnesses for each, and each witness rejects wrong code."""

import numpy as np
import pytest
from ledger_checks import (
    assert_all_are_seen_to_reject,
    assert_all_pass,
    assert_rejected,
    assert_slips_are_noticed,
    names_of,
)

from w2vexplained.ledger import noise_contrastive as chapter
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.objectives import classification, draws, multisets, scores, softmax
from w2vexplained.objectives import negative_sampling as ns
from w2vexplained.objectives import noise_contrastive as nce
from w2vexplained.objectives import sampled_softmax as ss

RECORDS = {record.id: record for record in chapter.RECORDS}
PAIR, TABLE = (
    ("log_likelihood", "gradient", "hessian"),
    (
        "expected_log_likelihood",
        "expected_gradient",
        "expected_hessian",
    ),
)
SHIPPED = {(module, name): getattr(module, name) for module in (nce, ss, ns) for name in (*PAIR, *TABLE)} | {
    (softmax, "expected_gradient"): softmax.expected_gradient,
    (softmax, "expected_log_likelihood"): softmax.expected_log_likelihood,
    (classification, "table"): classification.table,
    (classification, "gradient_of_table"): classification.gradient_of_table,
    (multisets, "with_chances"): multisets.with_chances,
}


# Wrong code, each a slip that somebody has made or could make.
def noise_forgotten(name):
    """Negative sampling in the place of noise-contrastive estimation."""
    if name in PAIR:
        return lambda v_w, C, c, negatives, noise: SHIPPED[ns, name](v_w, C, c, negatives)
    return SHIPPED[ns, name]


def k_forgotten(name):
    """The posterior of Levy & Goldberg's equation (8), with k draws all the same."""
    if name == "log_likelihood":

        def wrong(v_w, C, c, negatives, noise):
            v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
            shift = np.log(noise)
            x, x_neg = (scores.of_some_contexts(v_w, C, ids) - shift[ids] for ids in (c, negatives))
            return classification.log_likelihood_of_pair(x, x_neg)

        return wrong

    def wrong_table(W, C, counts, k, noise):
        W, C, counts, b = SHIPPED[classification, "table"](W, C, counts, k, noise)
        S = scores.of_all_pairs(W, C) - np.log(noise)
        if name == "expected_gradient":
            return SHIPPED[classification, "gradient_of_table"](W, C, counts, b, S)
        return classification.log_likelihood_of_table(counts, b, S)

    return wrong_table


def one_more_draw(module, name):
    return lambda W, C, counts, k, *more: SHIPPED[module, name](W, C, counts, k + 1, *more)


def skipped_collision(module, name):
    def wrong(v_w, C, c, negatives, noise=None):
        others = [i for i in negatives if i != c] or [0]
        return SHIPPED[module, name](v_w, C, c, others, noise)

    return wrong


def lost_duplicate(module):
    def wrong(v_w, C, c, negatives, noise=None):
        gradient_w, gradient_C = SHIPPED[module, "gradient"](v_w, C, c, negatives, noise)
        times = np.maximum(1, np.bincount(negatives, minlength=len(C)))
        return gradient_w, (gradient_C.T / times).T

    return wrong


def mixed_up_in_a_batch(v_w, C, c, negatives, noise):
    gradient_w, gradient_C = SHIPPED[nce, "gradient"](v_w, C, c, negatives, noise)
    return (gradient_w[:, ::-1] if gradient_w.ndim == 2 else gradient_w), gradient_C


def scaled(module, name, which, factor):
    """One of the arrays that a shipped function returns, times a factor."""

    def wrong(*arguments):
        returned = list(SHIPPED[module, name](*arguments))
        returned[which] = returned[which] * factor
        return tuple(returned)

    return wrong


def turned(module, name):
    """The value with its sign turned, as a loss."""
    return lambda *arguments: -SHIPPED[module, name](*arguments)


def mixing_scores(*arguments):
    H_WW, H_WC, H_CC = SHIPPED[nce, "expected_hessian"](*arguments)
    return H_WW - 0.01, H_WC, H_CC


def more_often_than_seen(W, C, counts, k, noise):
    W, C, counts, b = SHIPPED[classification, "table"](W, C, counts, k, noise)
    return W, C, counts, b + b


def likelihood_without_normaliser(W, C, counts):
    return (counts * scores.of_all_pairs(W, C)).sum()


def uncorrected(name):
    if name in PAIR:
        return lambda v_w, C, c, negatives, noise=None: SHIPPED[ss, name](v_w, C, c, negatives)
    return lambda W, C, counts, k, noise, corrected=True: SHIPPED[ss, name](W, C, counts, k, noise, False)


def always_corrected(name):
    if name in PAIR:
        return lambda v_w, C, c, negatives, noise=None: SHIPPED[ss, name](
            v_w, C, c, negatives, np.full(len(C), 1 / len(C)) * (1 + np.arange(len(C))) if noise is None else noise
        )
    return lambda W, C, counts, k, noise, corrected=True: SHIPPED[ss, name](W, C, counts, k, noise)


def multisets_alike(ids, noise):
    """Every multiset as likely as any other with the same contexts: the number of orders is forgotten."""
    block = SHIPPED[multisets, "with_chances"](ids, noise)
    return block._replace(chance=noise[ids].prod(axis=1))


MUTANTS = [
    ("NC1", "A", nce, "gradient", noise_forgotten("gradient")),
    ("NC1", "A", nce, "gradient", scaled(nce, "gradient", 1, 2)),
    ("NC1", "A", nce, "log_likelihood", k_forgotten("log_likelihood")),
    ("NC1", "A", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC1", "C", nce, "gradient", lost_duplicate(nce)),
    ("NC1", "C", nce, "gradient", mixed_up_in_a_batch),
    ("NC1", "C", nce, "expected_gradient", noise_forgotten("expected_gradient")),
    ("NC1", "M", nce, "log_likelihood", k_forgotten("log_likelihood")),
    ("NC1", "M", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC1", "E", nce, "gradient", skipped_collision(nce, "gradient")),
    ("NC1", "E", nce, "expected_gradient", one_more_draw(nce, "expected_gradient")),
    ("NC1", "E", nce, "expected_log_likelihood", noise_forgotten("expected_log_likelihood")),
    ("NC1", "H", nce, "gradient", lost_duplicate(nce)),
    ("NC1", "H", nce, "gradient", skipped_collision(nce, "gradient")),
    *(("NC2", method, nce, "expected_gradient", k_forgotten("expected_gradient")) for method in "ASEN"),
    *(("NC2", method, nce, "expected_gradient", noise_forgotten("expected_gradient")) for method in "ASEN"),
    ("NC2", "A", softmax, "expected_gradient", scaled(softmax, "expected_gradient", 0, 2)),
    ("NC2", "E", softmax, "expected_gradient", lambda W, C, counts: (counts, counts)),
    ("NC2", "B", softmax, "expected_log_likelihood", likelihood_without_normaliser),
    ("NC3", "A", nce, "log_likelihood", k_forgotten("log_likelihood")),
    ("NC3", "A", nce, "gradient", scaled(nce, "gradient", 0, 2)),
    ("NC3", "A", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC3", "E", nce, "log_likelihood", k_forgotten("log_likelihood")),
    ("NC3", "H", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC3", "H", nce, "expected_gradient", noise_forgotten("expected_gradient")),
    ("NC3", "N", nce, "expected_log_likelihood", k_forgotten("expected_log_likelihood")),
    ("NC3", "N", nce, "expected_log_likelihood", noise_forgotten("expected_log_likelihood")),
    ("NC4", "A", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC4", "A", ns, "expected_gradient", one_more_draw(ns, "expected_gradient")),
    ("NC4", "A", classification, "table", more_often_than_seen),
    ("NC4", "E", nce, "expected_gradient", k_forgotten("expected_gradient")),
    ("NC4", "E", nce, "expected_gradient", noise_forgotten("expected_gradient")),
    ("NC4", "N", nce, "expected_hessian", scaled(nce, "expected_hessian", 0, -1)),
    ("NC4", "N", nce, "expected_hessian", mixing_scores),
    ("NC4", "N", nce, "expected_hessian", noise_forgotten("expected_hessian")),
    ("NC4", "B", nce, "expected_log_likelihood", k_forgotten("expected_log_likelihood")),
    ("NC4", "B", nce, "expected_log_likelihood", turned(nce, "expected_log_likelihood")),
    ("NC4", "M", nce, "expected_log_likelihood", k_forgotten("expected_log_likelihood")),
    ("NC4", "M", nce, "expected_gradient", noise_forgotten("expected_gradient")),
    ("NC5", "A", ss, "gradient", uncorrected("gradient")),
    ("NC5", "A", ss, "gradient", scaled(ss, "gradient", 1, 2)),
    ("NC5", "A", ss, "log_likelihood", uncorrected("log_likelihood")),
    ("NC5", "S", ss, "expected_gradient", uncorrected("expected_gradient")),
    ("NC5", "S", ss, "expected_gradient", always_corrected("expected_gradient")),
    ("NC5", "C", ss, "gradient", lost_duplicate(ss)),
    ("NC5", "C", ss, "gradient", skipped_collision(ss, "gradient")),
    *(("NC5", "C", ss, "hessian", scaled(ss, "hessian", block, 2)) for block in range(3)),
    *(("NC5", "C", ss, "expected_hessian", scaled(ss, "expected_hessian", block, 2)) for block in range(3)),
    ("NC5", "C", ss, "expected_gradient", one_more_draw(ss, "expected_gradient")),
    ("NC5", "M", ss, "log_likelihood", uncorrected("log_likelihood")),
    ("NC5", "M", ss, "log_likelihood", skipped_collision(ss, "log_likelihood")),
    ("NC5", "E", multisets, "with_chances", multisets_alike),
    ("NC5", "E", ss, "expected_log_likelihood", always_corrected("expected_log_likelihood")),
    ("NC5", "E", ss, "gradient", skipped_collision(ss, "gradient")),
    ("NC5", "B", ss, "expected_log_likelihood", turned(ss, "expected_log_likelihood")),
    ("NC5", "B", ss, "expected_log_likelihood", uncorrected("expected_log_likelihood")),
    ("NC5", "N", ss, "expected_gradient", always_corrected("expected_gradient")),
    ("NC5", "N", ss, "expected_gradient", uncorrected("expected_gradient")),
    ("NC5", "N", ss, "expected_hessian", scaled(ss, "expected_hessian", 0, -1)),
    ("NC5", "N", multisets, "with_chances", multisets_alike),
]


def test_chapter_has_its_five_records_in_order():
    assert list(RECORDS) == [f"NC{i}" for i in range(1, 6)]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "noise-contrastive")


@pytest.mark.parametrize(("id", "method", "module", "name", "mutant"), MUTANTS, ids=names_of(MUTANTS))
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


TABLES = instances.tables(5, count=1, n=3)
DERIVATIONS = {
    **dict.fromkeys(("NC1", "NC2", "NC4"), TABLES),
    "NC3": [derivations.uniform(t) for t in TABLES],
    "NC5": [t._replace(k=2) for t in TABLES],
}


@pytest.mark.parametrize("id", RECORDS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], DERIVATIONS[id])
