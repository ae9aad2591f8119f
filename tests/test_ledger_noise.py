"""The records of the noise: each has independent witnesses, and each witness rejects wrong code."""

import numpy as np
import pytest
from ledger_checks import assert_all_are_seen_to_reject, assert_all_pass, assert_rejected, assert_slips_are_noticed

from w2vexplained.ledger import noise as chapter
from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.statistics import information, noise

RECORDS = {record.id: record for record in chapter.RECORDS}
UNIGRAM, THRESHOLD, ENTROPY = noise.unigram, noise.boost_threshold, information.entropy


# Wrong code, each a slip that somebody has made or could make.
def power_ignored(counts, power=0.75):
    return UNIGRAM(counts, 1)


def power_inverted(counts, power=0.75):
    return UNIGRAM(counts, 1 / power if np.isscalar(power) and power > 0 else power)


def absent_contexts_let_in(counts, power=0.75):
    weights = np.asarray(counts, float) ** min(power, 9)
    return weights / weights.sum()


def first_of_a_tie_takes_all(counts, power=0.75):
    law = UNIGRAM(counts, power)
    return np.eye(len(counts))[np.argmax(law)] if np.isscalar(power) and power > 1000 else law


def root_forgotten(counts, power):
    return np.exp(np.log(THRESHOLD(counts, power)) * (1 - power))


def mean_count(counts, power):
    return THRESHOLD(counts, power * 0)


def entropy_in_bits(p):
    return ENTROPY(p) / np.log(2)


def negentropy(p):
    return -ENTROPY(p)


MUTANTS = [
    *(("ND1", method, noise, "unigram", power_ignored) for method in "ASENM"),
    ("ND1", "E", noise, "unigram", absent_contexts_let_in),
    ("ND1", "E", noise, "unigram", first_of_a_tie_takes_all),
    ("ND1", "N", noise, "unigram", first_of_a_tie_takes_all),
    *(("ND2", method, information, "entropy", entropy_in_bits) for method in "ADMB"),
    *(("ND2", method, noise, "unigram", power_ignored) for method in "ADM"),
    ("ND2", "B", information, "entropy", negentropy),
    *(("ND3", method, noise, "boost_threshold", root_forgotten) for method in "AEHM"),
    *(("ND3", method, noise, "boost_threshold", mean_count) for method in "AEHM"),
    ("ND3", "A", noise, "unigram", power_ignored),
    ("ND3", "E", noise, "unigram", power_inverted),
    ("ND3", "H", noise, "unigram", power_inverted),
]


def test_chapter_has_its_three_records_in_order():
    assert list(RECORDS) == ["ND1", "ND2", "ND3"]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "noise")


@pytest.mark.parametrize(
    ("id", "method", "module", "name", "mutant"),
    MUTANTS,
    ids=[f"{id}-{method}-{mutant.__name__}" for id, method, _, _, mutant in MUTANTS],
)
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


@pytest.mark.parametrize("id", RECORDS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], derivations.counts(4))
