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


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), ([], 2), (["fly"], 2), (["verify", "--json", "-x"], 2)])
def test_help_and_what_is_no_command_have_a_status_too(words, status, capsys):
    assert main(words) == status
    shown = capsys.readouterr()
    assert "usage: python -m w2vexplained" in shown.out + shown.err


def test_explain_prints_one_record(capsys):
    assert main(["explain", "SG5"]) == 0
    assert "Check A" in capsys.readouterr().out


def test_ids_may_be_in_small_letters_and_count_once(capsys):
    assert main(["verify", "sg5", "SG5"]) == 0
    assert "1 of 1 records passed" in capsys.readouterr().out
    assert main(["explain", "sg5"]) == 0


def test_an_interrupt_meets_no_traceback_and_leaves_no_file(tmp_path, monkeypatch, capsys):
    from w2vexplained.corpus import phrases

    def interrupted(tokens, phrase_score):
        yield b"half", None
        raise KeyboardInterrupt

    monkeypatch.setattr(phrases, "join", interrupted)
    (tmp_path / "text").write_bytes(b"half a text\n")
    assert main(["phrases", str(tmp_path / "text"), "-o", str(tmp_path / "out")]) == 130
    assert capsys.readouterr().err == "interrupted\n"
    assert [path.name for path in tmp_path.iterdir()] == ["text"]


def test_a_reader_that_has_seen_enough_meets_no_traceback():
    command = [sys.executable, "-m", "w2vexplained", "explain", "SG4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.fixture
def offered(monkeypatch):
    """Two data sets of our own; one comes as it should, the other cannot be reached."""
    from w2vexplained.corpus import public

    content = public.Content("0" * 64, 5)
    for name in ("pairs", "far"):
        monkeypatch.setitem(
            public.DATASETS, name, public.Dataset(f"{name}.txt", "https://host/x", content, "What.", "Who.")
        )

    def fetch(url, target, *_):
        if target.name == "far.txt":
            raise ConnectionError(f"expected an answer from {url}")
        return target

    monkeypatch.setattr(public, "fetch", fetch)


def test_download_prints_the_path_and_where_it_comes_from(offered, capsys, tmp_path):
    assert main(["download", "pairs", "-o", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert str(tmp_path / "pairs.txt") in shown
    assert "Who." in shown


def test_a_failed_download_gives_exit_status_one_and_does_not_stop_the_others(offered, capsys, tmp_path):
    assert main(["download", "far", "pairs", "-o", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert "pairs.txt" in shown.out
    assert shown.err == "far: expected an answer from https://host/x\n"


def test_an_unknown_data_set_gives_exit_status_two_before_anything_is_fetched(offered, capsys):
    assert main(["download", "pairs", "text9"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "expected one of the data sets text8, " in shown.err


def test_download_without_a_name_lists_what_there_is(offered, capsys):
    assert main(["download"]) == 0
    shown = capsys.readouterr().out
    for name in ("text8", "wordsim353", "simlex999", "analogies", "pairs"):
        assert f"{name}  (" in shown
