"""The ledger's own machinery: records, verification, the table, the JSON, what notebooks print."""

import json

import pytest

from w2vexplained import ledger
from w2vexplained.ledger import report
from w2vexplained.ledger.record import METHODS, Line, Record, Witness, each_line_follows, witness
from w2vexplained.ledger.verify import as_json, verify
from w2vexplained.verification.evidence import Evidence

RECORDS = list(ledger.RECORDS.values())


def made_up(*witnesses):
    return Record("XX1", "title", "softmax", "identity", "One is one.", "1=1", "nowhere", witnesses)


HOLDS = Witness("N", "It holds.", lambda: Evidence(1e-16, 1e-12, "two numbers"))
FAILS = Witness("S", "It fails.", lambda: Evidence(1, 0))
BREAKS = Witness("M", "It breaks.", lambda: 1 / 0)


def test_a_record_passes_only_if_all_its_witnesses_do():
    assert verify([made_up(HOLDS)])[0].passed
    assert not verify([made_up(HOLDS, FAILS)])[0].passed
    assert not verify([made_up()])[0].passed


def test_a_witness_that_breaks_down_has_confirmed_nothing():
    verdict = verify([made_up(BREAKS)])[0]
    assert not verdict.passed
    assert "ZeroDivisionError" in verdict.heard[0].evidence.note


def test_json_has_the_agreed_keys_and_no_number_that_json_cannot_hold():
    entry = json.loads(json.dumps(as_json(verify([made_up(HOLDS, BREAKS)])), allow_nan=False))[0]
    assert {"id", "title", "source", "chapter", "passed", "witnesses"} <= entry.keys()
    assert {"method", "measured", "bound", "passed", "seconds"} <= entry["witnesses"][0].keys()
    assert entry["witnesses"][1]["measured"] is None
    assert entry["passed"] is False


def test_the_table_names_what_failed_and_counts():
    text = report.table(verify([made_up(HOLDS, FAILS)]))
    assert "It fails." in text
    assert "FAILED" in text
    assert "0 of 1 records passed, 2 checks" in text


def test_a_derivation_with_a_wrong_line_fails_and_a_right_one_passes():
    two, also_two, three = (Line(f"= {n}", "because", lambda instance, n=n: n) for n in (2, 2, 3))
    two = two._replace(latex="2")
    assert each_line_follows((two, also_two), [None]).measure().passed
    assert not each_line_follows((two, three), [None]).measure().passed


def test_lines_of_different_length_never_agree():
    long, short = Line("a", "because", lambda i: [1, 2]), Line("=b", "because", lambda i: [1])
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        each_line_follows((long, short), [None]).measure()


def test_a_method_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="expected a method out of S, A"):
        witness("Z", "claim")


def test_an_unknown_record_is_met_with_the_nearest_ids():
    with pytest.raises(KeyError, match="SG5"):
        ledger.record("SG55")
    with pytest.raises(KeyError, match="chapter"):
        ledger.records(chapter="cbow")


def test_every_row_of_the_plan_is_in_the_ledger():
    expected = [f"SG{n}" for n in range(1, 13)] + [f"NS{n}" for n in range(1, 16)]
    assert set(expected) <= set(ledger.RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.id)
def test_every_record_is_whole(record):
    assert len({w.method for w in record.witnesses}) >= 2
    assert {w.method for w in record.witnesses} <= METHODS.keys()
    assert all(w.claim.endswith(".") for w in record.witnesses)
    assert record.sentence.endswith(".")
    assert record.source
    assert set(record.follows_from) <= set(ledger.RECORDS)
    assert record.id not in record.follows_from
    if record.kind == "derivative":
        assert "A" in {w.method for w in record.witnesses}
    if record.derivation:
        assert len(record.derivation) >= 2
        assert any(f"{len(record.derivation)} lines of the derivation" in w.claim for w in record.witnesses)


def test_the_derivation_never_runs_in_a_circle():
    seen = set()

    def visit(id, path):
        assert id not in path, f"{' -> '.join([*path, id])}"
        if id not in seen:
            for parent in ledger.record(id).follows_from:
                visit(parent, [*path, id])
            seen.add(id)

    for id in ledger.RECORDS:
        visit(id, [])


@pytest.mark.parametrize(
    ("evidence", "printed"),
    [
        (Evidence(0, 0), "failures: 0"),
        (Evidence(3e-17, 1e-12), "at most 1e-12"),
        (Evidence(0, 1e-12), "at most 1e-12"),
        (Evidence(3e-17, 1e-13), "at most 1e-13"),
        (Evidence(4e-11, 1e-8), "at most 1e-08"),
        (Evidence(1e-59, 1e-45), "at most 1e-45"),
        (Evidence(0, 1e-45), "at most 1e-45"),
        (Evidence(12.3, 40.0), "at most 40"),
        (Evidence(2e-13, 1e-13), "at most 2e-13"),
    ],
)
def test_notebooks_print_measurements_in_steps_that_every_machine_reaches(evidence, printed):
    assert report.coarsely(evidence) == printed


def test_explain_tells_all_there_is():
    text = report.explain("SG5", ["02_the_softmax_objective.ipynb"])
    for part in ("Source:", "SG5.1", "Code: objectives.softmax.gradient", "Check A", "Follows from: ", "Notebooks: 02"):
        assert part in text


def test_methods_are_printed_with_a_legend_of_the_letters_used(capsys):
    report.print_methods("SG5", "NS15")
    first, second, *legend = capsys.readouterr().out.splitlines()
    legend = " ".join(legend)
    assert first == "SG5   A S C D M    gradient of the softmax objective"
    assert second.startswith("NS15  H B N")
    assert "A symbolic, every size" in legend
    assert "T statistical test" not in legend


def test_printed_checks_fit_a_page_of_the_book(capsys):
    report.print_checks("SG5", "NS10")
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= report.WIDTH for line in lines)
    assert any(line.startswith("  C  at most 1e-13    The shipped gradient") for line in lines)
