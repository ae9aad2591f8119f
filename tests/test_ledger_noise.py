"""The records of the noise: each has independent witnesses, and each witness rejects wrong code."""

import mpmath as mp
import numpy as np
import pytest

from w2vexplained.ledger import noise as chapter
from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import each_line_follows
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


def witnesses(id, method):
    """The witnesses of that method which look at code, and not at the lines of the derivation."""
    return [w for w in RECORDS[id].witnesses if w.method == method and "derivation" not in w.claim]


def test_chapter_has_its_three_records_in_order():
    assert list(RECORDS) == ["ND1", "ND2", "ND3"]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    record = RECORDS[id]
    assert record.chapter == "noise"
    assert len({w.method for w in record.witnesses}) >= 2
    for w in record.witnesses:
        evidence = w.measure()
        assert evidence.passed, f"{w.claim} {evidence}"


@pytest.mark.parametrize(
    ("id", "method", "module", "name", "mutant"),
    MUTANTS,
    ids=[f"{id}-{method}-{mutant.__name__}" for id, method, _, _, mutant in MUTANTS],
)
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    evidence = [w.measure() for w in witnesses(id, method)]
    assert evidence
    assert not all(e.passed for e in evidence)


def test_every_kind_of_check_is_seen_to_reject():
    used = {(r.id, w.method) for r in chapter.RECORDS for w in r.witnesses if "derivation" not in w.claim}
    assert used == {(id, method) for id, method, *_ in MUTANTS}


@pytest.mark.parametrize("id", RECORDS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    lines, instances = RECORDS[id].derivation, derivations.counts(4)
    assert each_line_follows(lines, instances).measure().passed
    for at in range(len(lines)):
        tampered = [*lines[:at], _with_slip(lines[at]), *lines[at + 1 :]]
        assert not each_line_follows(tampered, instances).measure().passed, f"{id}.{at + 1}"


def _with_slip(line):
    return line._replace(value=lambda world: np.asarray(line.value(world), dtype=object) + mp.mpf(10) ** -40)
