"""The records of the PMI connection: each has independent witnesses, and each witness rejects wrong code."""

from fractions import Fraction

import numpy as np
import pytest
from ledger_checks import assert_all_are_seen_to_reject, assert_all_pass, assert_rejected, assert_slips_are_noticed

from w2vexplained import functions
from w2vexplained.corpus import pairs
from w2vexplained.ledger import pmi as chapter
from w2vexplained.ledger import report
from w2vexplained.ledger.derivations import instances, low_rank
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.derivations import skipped as skipped_derivations
from w2vexplained.ledger.pmi import low_rank as low_rank_records
from w2vexplained.ledger.pmi import skipped
from w2vexplained.ledger.statements import pmi as statement
from w2vexplained.objectives import classification
from w2vexplained.objectives import negative_sampling as ns
from w2vexplained.statistics import factorisation, information, noise, pmi
from w2vexplained.training import optimum

RECORDS = {record.id: record for record in chapter.RECORDS}
SHIPPED = {
    name: getattr(module, name)
    for module, names in (
        (functions, ("sigmoid",)),
        (pairs, ("pairs",)),
        (noise, ("unigram", "draw_negatives")),
        (classification, ("gradient_of_table",)),
        (ns, ("gradient", "expected_log_likelihood", "expected_gradient", "expected_hessian")),
        (information, ("binary_entropy", "kl_divergence", "jensen_shannon", "mutual_information")),
        (pmi, ("pmi", "shifted_pmi", "ppmi", "sppmi", "optimal_scores")),
        (factorisation, ("svd",)),
        (optimum, ("maximise", "rank_d_optimum")),
    )
    for name in names
}


def shipped(name, *arguments, **named):
    return SHIPPED[name](*arguments, **named)


# Wrong code, each a slip that somebody has made or could make.
def one_more_negative(name):
    return lambda W, C, counts, k, q: shipped(name, W, C, counts, k + 1, q)


def without_shift(counts, k, noise):
    return shipped("optimal_scores", counts, k / k, noise)


def shift_added(counts, k, power=1.0):
    return shipped("shifted_pmi", counts, k, power) + np.log(k) + np.log(k)


def never_smoothed(counts, k, power=1.0):
    return shipped("shifted_pmi", counts, k, 1)


def pmi_never_smoothed(counts, power=1.0):
    return shipped("pmi", counts, 1)


def pmi_always_smoothed(counts, power=1.0):
    return shipped("pmi", counts, 0.75)


def pmi_of_joint(counts, power=1.0):
    """The word's share forgotten: log p(c | w)."""
    return shipped("pmi", counts, power) + np.log(counts.sum(axis=0) / counts.sum())


def full_power(counts, power=1.0):
    return shipped("unigram", counts, 1.0)


def not_moved(objective, W, C, *data, move=("W", "C")):
    return optimum.Optimum(W, C, 0.0, 0.0, 0, None)


def sigmoid_of_twice_x(x):
    with np.errstate(over="ignore"):
        return shipped("sigmoid", 2 * x)


def scaled(name, which, factor):
    """One of the arrays that a shipped function returns, times a factor."""

    def wrong(*arguments):
        returned = list(shipped(name, *arguments))
        returned[which] = returned[which] * factor
        return tuple(returned)

    return wrong


def not_concave(X, *rest):
    return shipped("expected_log_likelihood", X, *rest) + 0.01 * (X**4).sum()


def a_little_more(*arguments):
    return shipped("expected_log_likelihood", *arguments) * 0.999


def equal_weights(p, q, weight=0.5):
    return shipped("jensen_shannon", p, q)


def laws_exchanged(p, q, weight=0.5):
    return shipped("jensen_shannon", q, p, weight)


def only_the_first_part(p, q, weight=0.5):
    """A divergence for one of the two laws only."""
    return shipped("kl_divergence", p, p * weight + q * (1 - weight)) * weight


def divergence_not_scaled(p, q, weight=0.5):
    return shipped("jensen_shannon", p, q, weight) * weight


def a_tenth_less(p, q, weight=0.5):
    return shipped("jensen_shannon", p, q, weight) * 0.9


def kl_exchanged(p, q):
    return shipped("kl_divergence", q, p)


def in_bits(name):
    return lambda *arguments: shipped(name, *arguments) / float(np.log(2))


def pairs_to_the_right(sentences, window):
    D = shipped("pairs", sentences, window)
    return D[::2]


def wider_windows(sentences, window):
    return shipped("pairs", sentences, window + 1)


def svd_of_the_scores(counts, k, noise, d, **options):
    W, C = shipped("svd", shipped("optimal_scores", counts, k, noise), d)
    return optimum.Optimum(W, C, 0.0, 0.0, 0, None)


def svd_of_clipped_scores(counts, k, noise, d, **options):
    X = zeros_for_empty_cells(counts, k, noise)
    return optimum.Optimum(*shipped("svd", X, d), 0.0, 0.0, 0, None)


def zeros_for_empty_cells(counts, k, noise):
    X = shipped("optimal_scores", counts, k, noise)
    return np.where(np.isinf(X), 0, X)


def not_clipped(counts, k=1, power=1.0):
    X = shipped("shifted_pmi", counts, k, power)
    return X if hasattr(X, "tocsr") else np.where(np.isinf(X), 0, X)


def dense_always(counts, k, power=1.0):
    X = shipped("sppmi", counts, k, power)
    return X.toarray() if hasattr(X, "toarray") else X


def half_of_the_cost(*arguments):
    return shipped("expected_log_likelihood", *arguments) / 2


def roots_on_one_side(M, d, **options):
    W, C = shipped("svd", M, d, **options)
    lengths = np.sqrt((W * W).sum(axis=0))
    return W * np.sqrt(lengths), C / np.where(lengths > 0, np.sqrt(lengths), 1)


def last_component_lost(M, d, **options):
    W, C = shipped("svd", M, d, **options)
    return W * (np.arange(d) < d - 1), C


def sparse_goes_wrong(M, d, **options):
    return shipped("svd", M * 1.01 if hasattr(M, "tocsr") else M, d, **options)


def sparse_by_rising_singular_value(M, d, **options):
    W, C = shipped("svd", M, d, **options)
    return (W[:, ::-1], C[:, ::-1]) if hasattr(M, "tocsr") else (W, C)


def infinities_replaced(M, d, **options):
    return shipped("svd", np.nan_to_num(M, neginf=0.0), d, **options)


def twice_as_long(M, d, **options):
    W, C = shipped("svd", M, d, **options)
    return 2 * W, C


def observed_counted_as_drawn(W, C, a, b, S):
    return shipped("gradient_of_table", W, C, a, b + a, S)


def label_forgotten(v_w, C, c, negatives):
    gradient_w, gradient_C = shipped("gradient", v_w, C, c, negatives)
    return gradient_w + C[negatives].sum(axis=0), gradient_C


def all_are_kept(target, drawn):
    return list(drawn)


def uniform_draws(P_n, size, rng):
    return shipped("draw_negatives", np.full(len(P_n), 1 / len(P_n)), size, rng)


MUTANTS = [
    ("PM1", "A", pmi, "optimal_scores", without_shift),
    ("PM1", "A", pmi, "shifted_pmi", shift_added),
    ("PM1", "A", pmi, "shifted_pmi", never_smoothed),
    ("PM1", "A", pmi, "pmi", pmi_of_joint),
    ("PM1", "A", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("PM1", "E", pmi, "shifted_pmi", never_smoothed),
    ("PM1", "E", noise, "unigram", full_power),
    ("PM1", "E", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("PM1", "M", pmi, "optimal_scores", without_shift),
    ("PM1", "M", pmi, "shifted_pmi", shift_added),
    ("PM1", "N", pmi, "shifted_pmi", never_smoothed),
    ("PM1", "N", pmi, "pmi", pmi_of_joint),
    ("PM1", "N", optimum, "maximise", not_moved),
    ("PM2", "S", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("PM2", "S", ns, "expected_hessian", scaled("expected_hessian", 0, 2)),
    ("PM2", "A", functions, "sigmoid", sigmoid_of_twice_x),
    ("PM2", "A", pmi, "optimal_scores", without_shift),
    ("PM2", "H", ns, "expected_log_likelihood", not_concave),
    ("PM2", "M", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("PM3", "S", information, "jensen_shannon", equal_weights),
    ("PM3", "S", information, "binary_entropy", in_bits("binary_entropy")),
    ("PM3", "S", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("PM3", "M", information, "jensen_shannon", laws_exchanged),
    ("PM3", "M", pmi, "optimal_scores", without_shift),
    ("PM3", "M", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("PM3", "N", information, "jensen_shannon", only_the_first_part),
    ("PM3", "N", information, "jensen_shannon", laws_exchanged),
    ("PM3", "B", ns, "expected_log_likelihood", a_little_more),
    ("PM3", "B", pmi, "optimal_scores", without_shift),
    ("PM3", "E", pairs, "pairs", wider_windows),
    ("PM3", "E", information, "jensen_shannon", only_the_first_part),
    ("PM4", "S", information, "jensen_shannon", laws_exchanged),
    ("PM4", "S", information, "kl_divergence", kl_exchanged),
    ("PM4", "M", information, "mutual_information", in_bits("mutual_information")),
    ("PM4", "M", information, "kl_divergence", kl_exchanged),
    ("PM4", "M", information, "jensen_shannon", equal_weights),
    ("PM4", "H", ns, "expected_log_likelihood", a_little_more),
    ("PM4", "H", information, "jensen_shannon", divergence_not_scaled),
    ("PM4", "H", information, "mutual_information", lambda joint: 0.0),
    ("PM4", "E", noise, "unigram", full_power),
    ("PM4", "E", statement, "sign_of_logarithms", lambda terms: -1),
    ("PM4", "N", noise, "unigram", full_power),
    ("PM4", "N", information, "mutual_information", in_bits("mutual_information")),
    ("PM4", "B", ns, "expected_log_likelihood", a_little_more),
    ("PM4", "B", information, "jensen_shannon", a_tenth_less),
    ("PM5", "A", ns, "expected_gradient", one_more_negative("expected_gradient")),
    ("PM5", "S", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("PM5", "N", pmi, "optimal_scores", without_shift),
    ("PM5", "N", optimum, "rank_d_optimum", svd_of_the_scores),
    ("PM5", "M", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("PM5", "M", pmi, "optimal_scores", without_shift),
    ("PM5", "B", optimum, "rank_d_optimum", svd_of_the_scores),
    ("PM5", "B", low_rank_records, "sigmoid", sigmoid_of_twice_x),
    ("PM6", "S", ns, "expected_log_likelihood", one_more_negative("expected_log_likelihood")),
    ("PM6", "N", pmi, "optimal_scores", zeros_for_empty_cells),
    ("PM6", "N", optimum, "rank_d_optimum", svd_of_clipped_scores),
    ("PM6", "N", pmi, "sppmi", not_clipped),
    ("PM6", "N", pmi, "sppmi", dense_always),
    ("PM6", "E", pmi, "ppmi", not_clipped),
    ("PM6", "E", pmi, "sppmi", not_clipped),
    ("PM6", "B", ns, "expected_log_likelihood", half_of_the_cost),
    ("PM7", "M", factorisation, "svd", roots_on_one_side),
    ("PM7", "M", factorisation, "svd", last_component_lost),
    ("PM7", "H", factorisation, "svd", roots_on_one_side),
    ("PM7", "H", factorisation, "svd", last_component_lost),
    ("PM7", "N", factorisation, "svd", sparse_goes_wrong),
    ("PM7", "N", factorisation, "svd", sparse_by_rising_singular_value),
    ("PM7", "B", factorisation, "svd", last_component_lost),
    ("PM7", "B", factorisation, "svd", twice_as_long),
    ("PM7", "E", factorisation, "svd", infinities_replaced),
    ("PM7", "E", factorisation, "svd", twice_as_long),
    ("PM8", "M", information, "mutual_information", in_bits("mutual_information")),
    ("PM8", "M", pmi, "pmi", pmi_of_joint),
    ("PM8", "N", pmi, "pmi", pmi_always_smoothed),
    ("PM8", "N", information, "mutual_information", in_bits("mutual_information")),
    ("PM8", "H", pairs, "pairs", pairs_to_the_right),
    ("PM8", "S", pmi, "pmi", pmi_of_joint),
    ("PM8", "E", pmi, "pmi", pmi_never_smoothed),
    ("PM8", "E", pmi, "pmi", pmi_of_joint),
    ("PM9", "A", classification, "gradient_of_table", observed_counted_as_drawn),
    ("PM9", "S", ns, "gradient", label_forgotten),
    ("PM9", "S", skipped, "negatives_kept", all_are_kept),
    ("PM9", "M", ns, "gradient", label_forgotten),
    ("PM9", "M", skipped, "negatives_kept", all_are_kept),
    ("PM9", "M", pmi, "optimal_scores", without_shift),
    ("PM9", "E", skipped, "negatives_kept", all_are_kept),
    ("PM9", "E", statement, "kept_negatives", lambda counts, k, P_n, w, c: k * P_n[c] * sum(counts[w])),
    ("PM9", "N", skipped, "negatives_kept", all_are_kept),
    ("PM9", "T", noise, "draw_negatives", uniform_draws),
    ("PM9", "T", noise, "unigram", full_power),
]


def test_chapter_has_its_nine_records_in_order():
    assert list(RECORDS) == [f"PM{i}" for i in range(1, 10)]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    for evidence in assert_all_pass(RECORDS[id], "pmi"):
        assert report.coarsely(evidence)


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


def test_sums_of_logarithms_are_compared_exactly():
    two, three, half = Fraction(2), Fraction(3), Fraction(1, 2)
    assert statement.sign_of_logarithms([(half, Fraction(4)), (-two, two)]) == -1  # log 2 − 2 log 2
    assert statement.sign_of_logarithms([(half, Fraction(4)), (Fraction(-1), two)]) == 0
    assert statement.sign_of_logarithms([(Fraction(12, 19), three), (Fraction(-1), two)]) == 1  # 0.69387 > 0.69315


DERIVATIONS = {
    **dict.fromkeys(("PM1", "PM2", "PM3", "PM4", "PM5", "PM6", "PM8"), instances.tables(3, count=1)),
    "PM7": low_rank.matrices()[:1],
    "PM9": skipped_derivations.skippers()[:1],
}


@pytest.mark.parametrize("id", DERIVATIONS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], DERIVATIONS[id])


def test_every_record_that_is_derived_is_tampered_with_above():
    assert {r.id for r in chapter.RECORDS if r.derivation} == set(DERIVATIONS)


def test_the_derivation_of_sppmi_meets_cells_of_every_kind():
    found = derivations._all_cells(instances.tables(26)[0])
    assert {"empty", "few", "many"} <= {"empty" if not t.a else "few" if t.a < t.b else "many" for t in found}
