import json
import subprocess
import sys

import pytest

from w2vexplained.__main__ import main


def test_verify_one_record_as_json(capsys):
    assert main(["verify", "SG5", "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["id"] == "SG5"
    assert entry["passed"] is True


def test_verify_prints_a_table(capsys):
    assert main(["verify", "SG5"]) == 0
    assert "1 of 1 records passed" in capsys.readouterr().out


def test_a_failing_record_gives_exit_status_one(monkeypatch, capsys):
    from w2vexplained.objectives import softmax

    monkeypatch.setattr(softmax, "gradient", lambda v_w, C, c: (v_w, C))
    assert main(["verify", "SG5"]) == 1
    assert "FAILED" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "SG99"],
        ["verify", "--chapter", "cbow"],
        ["verify", "SG4", "--chapter", "negative-sampling"],
        ["explain", "nothing"],
    ],
)
def test_unknown_names_give_exit_status_two_and_say_what_was_expected(words, capsys):
    assert main(words) == 2
    assert "expected" in capsys.readouterr().err


def test_explain_prints_one_record(capsys):
    assert main(["explain", "SG5"]) == 0
    assert "Check A" in capsys.readouterr().out


def test_ids_may_be_in_small_letters_and_count_once(capsys):
    assert main(["verify", "sg5", "SG5"]) == 0
    assert "1 of 1 records passed" in capsys.readouterr().out
    assert main(["explain", "sg5"]) == 0


def test_a_reader_that_has_seen_enough_meets_no_traceback():
    command = [sys.executable, "-m", "w2vexplained", "explain", "SG4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
