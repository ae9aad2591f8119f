"""The softmax chapter: every record passes, and every kind of check in it rejects wrong code."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from w2vexplained import functions, ledger
from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.record import each_line_follows
from w2vexplained.ledger.softmax import curvature as curvature_records
from w2vexplained.ledger.statements import corpora
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, d, evaluate, n, total, v
from w2vexplained.objectives import negative_sampling, scores, softmax

RECORDS = ledger.records(chapter="softmax")


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_every_witness_of_the_record_is_content(record):
    assert [w.claim for w in record.witnesses if not w.measure().passed] == []


@pytest.mark.parametrize("record", [r for r in RECORDS if r.code], ids=lambda r: r.id)
def test_a_record_with_code_is_checked_for_every_size_or_exactly(record):
    assert {w.method for w in record.witnesses} & set("ASE")


# Wrong code. Each function here is what somebody might have written instead.

right = {
    (module, name): getattr(module, name)
    for module, names in (
        (functions, ("logsumexp", "softmax", "sigmoid")),
        (pairs, ("pairs", "count_table")),
        (scores, ("of_all_contexts", "of_all_pairs")),
        (negative_sampling, ("log_likelihood", "gradient")),
        (
            softmax,
            (
                "log_likelihood",
                "gradient",
                "hessian",
                "expected_log_likelihood",
                "expected_gradient",
                "expected_hessian",
            ),
        ),
    )
    for name in names
}
value, gradient = right[softmax, "log_likelihood"], right[softmax, "gradient"]
table_value, table_gradient = right[softmax, "expected_log_likelihood"], right[softmax, "expected_gradient"]


def pivot_not_added_back(x):
    return np.log(np.exp(x - x.real.max(axis=-1, keepdims=True)).sum(axis=-1))


def value_of_twice_the_score(v_w, C, c):
    return value(2 * v_w, C, c)


def gradient_of_twice_the_score(v_w, C, c):
    gradient_w, gradient_C = gradient(2 * v_w, C, c)
    return 2 * gradient_w, gradient_C


def value_without_the_sum(v_w, C, c):
    return (C @ v_w)[c]


def value_at_a_tiny_angle(v_w, C, c):
    return value((1 + 1e-11) * v_w, C, c)


def value_with_clipped_scores(v_w, C, c):
    x = np.minimum(C @ v_w, 700)
    return x[c] - np.log(np.exp(x).sum())


def value_with_more_products(v_w, C, c):
    return value(v_w, C, c) * 1


def negative_sampling_that_scores_every_context(v_w, C, c, negatives):
    C @ v_w
    return right[negative_sampling, "log_likelihood"](v_w, C, c, negatives)


def softmax_without_denominator(x):
    return np.exp(x - x.real.max(axis=-1, keepdims=True))


def logsumexp_with_one_pivot_for_all_rows(x):
    pivot = x.real.max()
    return pivot + np.log(np.maximum(np.exp(x - pivot).sum(axis=-1), 1e-300))


def softmax_with_one_pivot_for_all_rows(x):
    with np.errstate(all="ignore"):
        e = np.exp(x - x.max())
        return e / e.sum(axis=-1, keepdims=True)


def softmax_of_twice_the_scores(x):
    return right[functions, "softmax"](2 * x)


def softmax_with_one_temperature_off(x):
    return right[functions, "softmax"](x * (1 + 1e-9))


def expectation_minus_observation(v_w, C, c):
    gradient_w, gradient_C = gradient(v_w, C, c)
    return -gradient_w, -gradient_C


def gradient_off_by_a_twentieth_of_a_percent(v_w, C, c):
    gradient_w, gradient_C = gradient(v_w, C, c)
    return 1.0005 * gradient_w, 1.0005 * gradient_C


def gradient_wrong_in_the_tenth_digit(v_w, C, c):
    gradient_w, gradient_C = gradient(v_w, C, c)
    return gradient_w * (1 + 1e-10), gradient_C


def gradient_in_the_observed_context_only(v_w, C, c):
    gradient_w, gradient_C = gradient(v_w, C, c)
    kept = np.zeros_like(gradient_C)
    np.add.at(kept, c, gradient_C[c])
    return gradient_w, kept


def contexts_twice_as_fast(W, C, counts):
    gradient_W, gradient_C = table_gradient(W, C, counts)
    return gradient_W, 2 * gradient_C


def a_context_left_out(W, C, counts):
    gradient_W, gradient_C = table_gradient(W, C, counts)
    return gradient_W, gradient_C[:-1]


def table_gradient_of_frequencies(W, C, counts):
    return table_gradient(W, C, counts / counts.sum(axis=1, keepdims=True))


def table_value_of_different_pairs(W, C, counts):
    return table_value(W, C, counts / counts)


def table_value_with_twice_the_scores(W, C, counts):
    return table_value(2 * W, C, counts)


def table_value_a_tenth_too_near_zero(W, C, counts):
    return table_value(W, C, counts) * 9 / 10


def table_value_with_clipped_scores(W, C, counts):
    return table_value(np.maximum(W @ C.T, -5), np.eye(len(C)), counts)


def table_value_of_the_vectors_of_words(W, C, counts):
    return table_value(W, C, counts) - (W * W).sum()


def scores_that_see_the_length_of_contexts(W, C):
    return W @ C.T + (C * C).sum(axis=1)


def hessian_with_the_sign_turned(v_w, C, c):
    return tuple(-block for block in right[softmax, "hessian"](v_w, C, c))


def hessian_half_as_large_again(v_w, C, c):
    return tuple(block * 3 / 2 for block in right[softmax, "hessian"](v_w, C, c))


def hessian_without_cross_block(v_w, C, c):
    H_ww, H_wC, H_CC = right[softmax, "hessian"](v_w, C, c)
    return H_ww, H_wC - H_wC, H_CC


def table_hessian_that_forgets_how_often_a_word_occurs(W, C, counts):
    return right[softmax, "expected_hessian"](W, C, counts / counts.sum(axis=1, keepdims=True))


def pairs_each_once(sentences, window):
    return np.unique(right[pairs, "pairs"](sentences, window), axis=0)


def pairs_to_the_right_only(sentences, window):
    return np.array([[w, c] for words in sentences for w, c in zip(words, words[1:], strict=False)])


def table_that_loses_duplicates(D, n_words, n_contexts):
    table = np.zeros((n_words, n_contexts), dtype=int)
    table[D[:, 0], D[:, 1]] += 1
    return table


def table_with_small_counts_only(D, n_words, n_contexts):
    return np.minimum(right[pairs, "count_table"](D, n_words, n_contexts), 127)


def negative_sampling_shifted_to_zero(v_w, C, c, negatives):
    gradient_w, gradient_C = right[negative_sampling, "gradient"](v_w, C, c, negatives)
    return gradient_w, gradient_C - gradient_C.mean(axis=0)


def sigmoid_of_the_other_sign(x):
    return right[functions, "sigmoid"](-x)


def sigmoid_of_a_smaller_score(x):
    return right[functions, "sigmoid"](x - 1e-9)


def p_without_denominator(i):
    return sp.exp(curvature_records.x[i])


MUTANTS = [  # record, method, number of the witness among those of this method, module, name, wrong function
    ("SG1", "E", 0, pairs, "pairs", pairs_each_once),
    ("SG1", "E", 0, pairs, "pairs", pairs_to_the_right_only),
    ("SG1", "E", 0, pairs, "count_table", table_that_loses_duplicates),
    ("SG1", "E", 2, pairs, "count_table", lambda D, n_words, n_contexts: right[pairs, "count_table"](D, 4, 4).T[:2]),
    ("SG1", "E", 2, pairs, "count_table", table_with_small_counts_only),
    ("SG1", "A", 0, softmax, "expected_log_likelihood", table_value_of_different_pairs),
    ("SG1", "A", 0, softmax, "expected_log_likelihood", table_value_with_twice_the_scores),
    ("SG1", "A", 0, softmax, "logsumexp", pivot_not_added_back),
    ("SG1", "H", 0, softmax, "expected_log_likelihood", table_value_with_twice_the_scores),
    ("SG1", "H", 0, pairs, "count_table", table_that_loses_duplicates),
    ("SG2", "A", 0, functions, "softmax", softmax_without_denominator),
    ("SG2", "A", 0, functions, "softmax", softmax_of_twice_the_scores),
    ("SG2", "M", 0, functions, "softmax", softmax_with_one_temperature_off),
    ("SG2", "H", 0, functions, "softmax", softmax_without_denominator),
    ("SG2", "H", 0, functions, "softmax", softmax_with_one_pivot_for_all_rows),
    ("SG2", "H", 0, functions, "softmax", lambda x: right[functions, "softmax"](-x)),
    ("SG3", "A", 0, softmax, "log_likelihood", value_of_twice_the_score),
    ("SG3", "A", 0, softmax, "log_likelihood", value_without_the_sum),
    ("SG3", "A", 0, softmax, "logsumexp", pivot_not_added_back),
    ("SG3", "A", 1, softmax, "logsumexp", pivot_not_added_back),
    ("SG3", "N", 0, softmax, "logsumexp", logsumexp_with_one_pivot_for_all_rows),
    ("SG3", "M", 0, softmax, "logsumexp", pivot_not_added_back),
    ("SG3", "M", 0, softmax, "log_likelihood", value_at_a_tiny_angle),
    ("SG3", "N", 0, softmax, "log_likelihood", value_with_clipped_scores),
    ("SG4", "E", 0, softmax, "log_likelihood", value_with_more_products),
    ("SG4", "E", 1, negative_sampling, "log_likelihood", negative_sampling_that_scores_every_context),
    ("SG4", "S", 0, softmax, "expected_gradient", a_context_left_out),
    ("SG5", "A", 0, softmax, "gradient", expectation_minus_observation),
    ("SG5", "A", 0, softmax, "gradient", gradient_in_the_observed_context_only),
    ("SG5", "A", 0, softmax, "gradient", gradient_of_twice_the_score),
    ("SG5", "A", 1, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG5", "A", 1, softmax, "expected_gradient", table_gradient_of_frequencies),
    ("SG5", "S", 0, softmax, "gradient", gradient_of_twice_the_score),
    ("SG5", "C", 0, softmax, "gradient", gradient_wrong_in_the_tenth_digit),
    ("SG5", "D", 0, softmax, "gradient", gradient_off_by_a_twentieth_of_a_percent),
    ("SG5", "M", 0, softmax, "gradient", gradient_wrong_in_the_tenth_digit),
    ("SG6", "A", 0, functions, "logsumexp", pivot_not_added_back),
    ("SG6", "A", 1, curvature_records, "_p", p_without_denominator),
    ("SG6", "B", 0, functions, "softmax", softmax_of_twice_the_scores),
    ("SG6", "B", 0, functions, "softmax", lambda x: -right[functions, "softmax"](x)),
    ("SG6", "B", 1, functions, "softmax", lambda x: right[functions, "softmax"](x / 2)),
    ("SG7", "A", 0, softmax, "hessian", hessian_without_cross_block),
    ("SG7", "A", 1, softmax, "expected_hessian", table_hessian_that_forgets_how_often_a_word_occurs),
    ("SG7", "C", 0, softmax, "expected_hessian", table_hessian_that_forgets_how_often_a_word_occurs),
    ("SG7", "N", 0, softmax, "hessian", hessian_half_as_large_again),
    ("SG7", "N", 1, softmax, "hessian", hessian_without_cross_block),
    ("SG7", "B", 0, softmax, "hessian", hessian_with_the_sign_turned),
    ("SG7", "B", 1, softmax, "hessian", hessian_half_as_large_again),
    ("SG8", "S", 0, scores, "of_all_pairs", scores_that_see_the_length_of_contexts),
    ("SG8", "A", 0, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG8", "N", 0, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG8", "N", 0, softmax, "expected_log_likelihood", table_value_of_the_vectors_of_words),
    ("SG9", "A", 0, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG9", "N", 0, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG9", "N", 0, softmax, "expected_gradient", lambda W, C, counts: (W - W, C - C)),
    ("SG9", "N", 1, softmax, "expected_gradient", contexts_twice_as_fast),
    ("SG10", "A", 0, softmax, "log_likelihood", value_without_the_sum),
    ("SG10", "A", 1, softmax, "gradient", gradient_in_the_observed_context_only),
    ("SG10", "N", 0, softmax, "log_likelihood", value_without_the_sum),
    ("SG10", "E", 0, negative_sampling, "gradient", negative_sampling_shifted_to_zero),
    ("SG11", "A", 0, softmax, "expected_gradient", lambda W, C, counts: table_gradient(2 * W, C, counts)),
    ("SG11", "S", 0, softmax, "expected_log_likelihood", table_value_with_twice_the_scores),
    ("SG11", "N", 0, softmax, "expected_log_likelihood", table_value_with_twice_the_scores),
    ("SG11", "N", 1, softmax, "expected_log_likelihood", table_value_with_twice_the_scores),
    ("SG11", "N", 2, softmax, "expected_log_likelihood", table_value_with_clipped_scores),
    ("SG11", "B", 0, softmax, "expected_log_likelihood", table_value_a_tenth_too_near_zero),
    ("SG12", "B", 0, functions, "sigmoid", sigmoid_of_the_other_sign),
    ("SG12", "B", 0, functions, "sigmoid", sigmoid_of_a_smaller_score),
    ("SG12", "M", 0, softmax, "log_likelihood", value_at_a_tiny_angle),
    ("SG12", "S", 0, functions, "softmax", lambda x: right[functions, "softmax"](-x)),
]


@pytest.mark.parametrize(
    ("id", "method", "number", "module", "name", "wrong"),
    MUTANTS,
    ids=[f"{i}-{method}{k}-{name}-{wrong.__name__.strip('<>')}" for i, method, k, _, name, wrong in MUTANTS],
)
def test_wrong_code_is_rejected(id, method, number, module, name, wrong, monkeypatch):
    witness = [w for w in ledger.record(id).witnesses if w.method == method][number]
    monkeypatch.setattr(module, name, wrong)
    assert not witness.measure().passed


def test_every_method_of_the_chapter_has_wrong_code_that_it_rejects():
    used = {(r.id, w.method) for r in RECORDS for w in r.witnesses if "of the derivation" not in w.claim}
    assert used == {(id, method) for id, method, *_ in MUTANTS}


def test_a_wrong_value_with_its_matching_gradient_escapes_differences_but_not_the_statement(monkeypatch):
    monkeypatch.setattr(softmax, "log_likelihood", value_of_twice_the_score)
    monkeypatch.setattr(softmax, "gradient", gradient_of_twice_the_score)
    first = {w.method: w for w in reversed(ledger.record("SG5").witnesses)}
    assert first["C"].measure().passed
    assert first["D"].measure().passed
    assert not any(first[method].measure().passed for method in "ASM")
    assert not any(
        w.measure().passed for w in ledger.record("SG3").witnesses if w.method == "A" and "one pair" in w.claim
    )


# Derivations: a line that is off is noticed, whichever it is.

WORLDS = {"SG1": instances.texts(1)} | {id: instances.pairs(2, count=1) for id in ("SG2", "SG5", "SG6", "SG7")}
WORLDS |= {id: instances.tables(3, count=1) for id in ("SG3", "SG4", "SG8", "SG9", "SG11")}
WORLDS |= {id: instances.pairs(12, count=1) for id in ("SG10", "SG12")}


@pytest.mark.parametrize(("id", "number"), [(r.id, k) for r in RECORDS for k in range(len(r.derivation))])
def test_a_line_that_is_off_breaks_its_derivation(id, number):
    lines = list(ledger.record(id).derivation)
    assert each_line_follows(lines, WORLDS[id]).measure().passed
    right_value = lines[number].value
    lines[number] = lines[number]._replace(
        value=lambda world: np.array(right_value(world), dtype=object) + mp.mpf("1e-40")
    )
    assert not each_line_follows(lines, WORLDS[id]).measure().passed


# Statements


def test_pairs_and_likelihood_of_a_text_counted_by_hand():
    p = [[Fraction(1, 3), Fraction(2, 3)], [Fraction(1, 4), Fraction(3, 4)]]
    assert corpora.pairs([[0, 1, 1], [0]], 1) == [(0, 1), (1, 0), (1, 1), (1, 1)]
    assert corpora.likelihood([[0, 1, 1], [0]], 1, p) == Fraction(2, 3) * Fraction(1, 4) * Fraction(3, 4) ** 2
    assert corpora.pairs([[0, 1, 1]], 2) == [(0, 1), (0, 1), (1, 0), (1, 1), (1, 0), (1, 1)]


def test_statement_evaluated_by_hand():
    assert evaluate(total(lambda m: C[2, m] * v[m], d), v=[2, 3], C=[[0, 0], [5, 7]]) == 31
    assert evaluate(total(lambda j: C[j, 1], n), C=[[0.25], [0.5], [4]]) == 4.75
    one_third = evaluate(statement.probability(1), v=[1.0], C=[[0.0], [0.0], [0.0]])
    with mp.workdps(60):
        assert abs(one_third - mp.mpf(1) / 3) < mp.mpf("1e-55")
