import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import everything, goals, large, results, start_up
from benchmarks.everything import Found
from benchmarks.processes import Peers, Ran
from benchmarks.report import Section, as_text
from book import benchmarks as page

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("the cat sees the dog and the dog sees the cat\n" * 40)
    return path


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "LATEST", tmp_path / "latest.json")
    monkeypatch.setattr(results, "RECORDED", tmp_path / "recorded.json")
    return tmp_path


def part(job):
    section = Section("A table", (("what", "words"), ("s", "seconds")), [(job.text.name, 1.0)])
    return Found([section], [goals.Goal("a goal", "≥", 2.0, "ratio", 3.0)], {"a peer": "absent"})


def test_tables_goals_and_reasons_are_printed_and_kept(text, kept, monkeypatch, capsys):
    monkeypatch.setattr(everything, "PARTS", {"a part": part})
    assert command.main(["--quick", "--text", str(text), "--called", "a fable"]) == 0
    said = capsys.readouterr().out
    for words in ("a goal", "met", "A table", "a fable", "a peer", "absent"):
        assert words in said
    found = json.loads((kept / "latest.json").read_text())
    assert found["settings"]["words"] == 36 * 11
    assert not (kept / "recorded.json").exists()


def test_compiled_code_is_kept_where_nothing_older_lies(text, kept, monkeypatch, capsys):
    seen = []
    monkeypatch.setenv("NUMBA_CACHE_DIR", "before")
    looks = lambda job: seen.append(os.environ["NUMBA_CACHE_DIR"]) or part(job)  # noqa: E731
    monkeypatch.setattr(everything, "PARTS", {"a part": looks})
    command.main(["--quick", "--text", str(text)])
    assert seen[0] != "before"
    assert not Path(seen[0]).exists()
    assert os.environ["NUMBA_CACHE_DIR"] == "before"


def test_what_is_recorded_names_no_path(text, kept, monkeypatch, capsys):
    monkeypatch.setattr(everything, "PARTS", {"a part": part})
    command.main(["--quick", "--text", str(text), "--record"])
    recorded = (kept / "recorded.json").read_text()
    assert str(text) not in recorded
    assert set(json.loads(recorded)["machine"]) == {"cores", "processor", "system", "python", "numpy"}


def test_a_part_that_fails_is_told_and_the_others_go_on(text, kept, monkeypatch, capsys):
    def fails(job):
        raise ImportError("no such kernel")

    monkeypatch.setattr(everything, "PARTS", {"training": fails, "a part": part})
    command.main(["--quick", "--text", str(text)])
    said = capsys.readouterr().out
    assert "ImportError: no such kernel" in said
    assert "A table" in said


def test_only_what_is_asked_for_is_measured(text, kept, monkeypatch, capsys):
    command.main(["--quick", "--only", "long text", "--text", str(text)])
    said = capsys.readouterr().out
    assert "--large measures it" in said
    assert "Words a second" not in said


@pytest.mark.parametrize("words", [["--text", "nowhere.txt"], ["--program", "nowhere"], ["--rounds", "0"]])
def test_what_cannot_be_measured_is_refused_before_anything_runs(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(words)
    assert stopped.value.code == 2
    assert "expected" in capsys.readouterr().err


def test_one_test_set_does_not_take_the_place_of_another(tmp_path, capsys):
    files = [tmp_path / name for name in ("wordsim.tsv", "men.tsv", "SimLex.txt")]
    [file.write_text("cat\tdog\t9\n") for file in files]
    with pytest.raises(SystemExit):
        command.parsed(["--similarities", *map(str, files)])
    assert "expected WordSim-353 once" in capsys.readouterr().err
    assert command.parsed(["--similarities", *map(str, files[1:])]).similarities == list(map(str, files[1:]))


def test_numbers_that_are_given_replace_those_of_the_effort(text, kept, monkeypatch, capsys):
    monkeypatch.setattr(everything, "PARTS", {})
    command.main(["--text", str(text), "--epochs", "9", "--seeds", "1"])
    settings = json.loads((kept / "latest.json").read_text())["settings"]
    assert (settings["epochs"], settings["seeds"], settings["rounds"]) == (9, 1, command.FULL.rounds)


def test_make_passes_options_on():
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    options = ["TEXT=a b.txt", "PROGRAM=./w", "QUESTIONS=q.txt", "SIMILARITIES=s.tsv t.txt", "QUICK=1"]
    meant_for_others = {"MAKEFLAGS", "MAKELEVEL", "LARGE", "OPTIONS"}
    alone = {name: value for name, value in os.environ.items() if name not in meant_for_others}
    asked = ["make", "-n", "bench", *options]
    ran = subprocess.run(asked, cwd=ROOT, env=alone, capture_output=True, text=True, check=True)
    called = " ".join(ran.stdout.partition("-m benchmarks")[2].replace("\\", "").split())
    assert called == "--text 'a b.txt' --program './w' --questions 'q.txt' --similarities s.tsv t.txt --quick"


def test_start_up_is_measured_cold_and_then_with_what_was_compiled(tmp_path, monkeypatch):
    called = []

    def train(name, settings, peers, **environment):
        called.append(Path(environment["NUMBA_CACHE_DIR"]))
        called[-1].mkdir(exist_ok=True)
        return Ran(2.0, 1.0, 100.0, 0.5, 0.5)

    monkeypatch.setattr(start_up.processes, "train", train)
    monkeypatch.setattr(Peers, "reason", lambda self, name: None if name == "ours" else "absent")
    found = start_up.measure(tmp_path, Peers(), 3, say=lambda what: None)
    assert {job: len(runs) for job, runs in found.items()} == {("ours", "cached"): 3, ("ours", "cold"): 2}
    assert [path.name[-1] for path in called] == ["0", "0", "1", "1", "1"]
    assert {row[1] for row in start_up.section(found).rows} == {"compiled code cached", "compiled code cold"}


def test_a_long_text_is_trained_and_removed(tmp_path, monkeypatch):
    sizes = []

    def train(name, settings, peers):
        sizes.append(len(Path(settings.text).read_text().split()))
        return Ran(2.0, 1.0, 100.0, 0.5, 0.5)

    monkeypatch.setattr(large.processes, "train", train)
    found = large.measure(tmp_path, Peers(), 2000, say=lambda what: None)
    assert sizes == [200, 2000]
    assert list(tmp_path.iterdir()) == []
    assert large.section(found).rows[-1][2] == 1000


# The page


def test_the_page_has_every_table_of_what_was_recorded():
    found = results.load()
    text = page.page(found)
    for section in results.sections(found):
        assert f"## {section.title}" in text
    assert f"Python {found['machine']['python']}" in text
    assert all(len(as_text(section)) for section in results.sections(found))


def test_the_page_shows_what_was_left_out_and_no_figure_without_rates():
    found = {
        "machine": {"cores": 2, "processor": "x", "system": "y", "python": "3.11", "numpy": "2.4"},
        "settings": {"words": 5, "text": "a fable", "rounds": 1},
        "sections": [],
        "skipped": {"gensim": "gensim is not installed"},
    }
    text = page.page(found)
    assert "| gensim | gensim is not installed |" in text
    assert "<svg" not in text


def test_bars_are_as_long_as_rates_and_have_words_for_those_who_do_not_see_them():
    picture = page.svg([("ours, 1 thread", 600e3), ("gensim, 1 thread", 150e3)])
    assert f'width="{page.LONGEST}" height="{page.BAR}"' in picture
    assert f'width="{page.LONGEST / 4:.0f}" height="{page.BAR}"' in picture
    assert "ours, 1 thread: 600; gensim, 1 thread: 150" in picture
    assert picture.count('class="own"') == 1
