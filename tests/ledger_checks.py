"""What the tests of every chapter ask of its records: witnesses that can reject, derivations that notice a slip."""

import mpmath as mp
import numpy as np

from w2vexplained.ledger.record import each_line_follows


def of_code(record):
    """The witnesses of a record which look at code, and not at the lines of the derivation."""
    return [w for w in record.witnesses if "derivation" not in w.claim]


def measured(record, method):
    """What the witnesses of that method which look at code find."""
    return [w.measure() for w in of_code(record) if w.method == method]


def assert_all_pass(record, chapter):
    """A record of its chapter, with witnesses of two methods at least, each of which passes; give what they found."""
    assert record.chapter == chapter
    assert len({w.method for w in record.witnesses}) >= 2
    found = [w.measure() for w in record.witnesses]
    for w, evidence in zip(record.witnesses, found, strict=True):
        assert evidence.passed, f"{w.claim} {evidence}"
    return found


def assert_rejected(record, method):
    """At least one witness of that method does not pass."""
    found = measured(record, method)
    assert found
    assert not all(evidence.passed for evidence in found)


def assert_all_are_seen_to_reject(records, mutants):
    """There is wrong code for each record and method, and for nothing else."""
    used = {(record.id, w.method) for record in records for w in of_code(record)}
    assert used == {(id, method) for id, method, *_ in mutants}


def names_of(mutants):
    """Name each test of wrong code: record, method, what is replaced, by what, and its number in the list."""
    return [
        f"{id}-{method}-{name}-{mutant.__qualname__.split('.')[0]}-{i}"
        for i, (id, method, _, name, mutant) in enumerate(mutants)
    ]


def assert_slips_are_noticed(record, instances):
    """A line that is wrong by 1e-40, whichever, breaks the derivation."""
    lines = record.derivation
    assert each_line_follows(lines, instances).measure().passed
    for n, line in enumerate(lines):
        tampered = [*lines[:n], _with_slip(line), *lines[n + 1 :]]
        assert not each_line_follows(tampered, instances).measure().passed, f"{record.id}.{n + 1}"


def _with_slip(line):
    return line._replace(value=lambda world: np.asarray(line.value(world), dtype=object) + mp.mpf(10) ** -40)
