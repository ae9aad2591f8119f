"""What `make` does, tried with a stand-in for Python that only writes down how it was called; and what we declare."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import w2vexplained

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINES = (ROOT / "requirements.txt").read_text(encoding="utf-8")
REQUIRED = [Requirement(line) for line in re.findall(r"^[\w-]+==.*$", LINES, re.MULTILINE)]
PINS = {line.name: str(line.specifier).removeprefix("==") for line in REQUIRED}
HERE = sorted(line.name for line in REQUIRED if line.marker is None or line.marker.evaluate())

STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> "$LOG"
case "$1 $2" in
    "-V ") echo "${VERSION:-Python 3.12.1}" ;;
    "-c import matplotlib"*) ;;
    "-c "*) exec "$REAL" -c "import sys; sys.version_info = tuple(map(int, '${VERSION:-Python 3.12.1}'[7:].split('.')))
$2" ;;
    "-m venv") mkdir -p .venv/bin && rm -f .venv/ready && cp "$0" .venv/bin/python ;;
    "-m pip") [ -z "$BREAK" ] ;;
esac
"""


@pytest.fixture
def clone(tmp_path):
    """A clone, in a folder with a blank in its name, with a Python that installs nothing."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    folder = tmp_path / "my clone"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    python = tmp_path / "python3"
    python.write_text(STAND_IN)
    python.chmod(0o755)
    return folder


def make(folder, *words, **environment):
    """Run make; return it with the calls it made to install."""
    log = folder.parent / "log"
    log.write_text("")
    meant_for_others = {"PYTHON", "MAKEFLAGS", "MAKELEVEL", "VERSION", "BREAK"}
    bare = {name: value for name, value in os.environ.items() if name not in meant_for_others}
    names = {**bare, "PATH": f"{folder.parent}:{bare['PATH']}", "LOG": str(log), "REAL": sys.executable, **environment}
    ran = subprocess.run(["make", *words], cwd=folder, env=names, capture_output=True, text=True)
    ran.installs = log.read_text().count("-m pip install")
    ran.calls = log.read_text()
    return ran


def test_first_run_installs_and_second_does_not(clone):
    assert make(clone, "setup").installs == 1
    again = make(clone, "setup")
    assert (again.returncode, again.installs, again.stdout) == (0, 0, "")


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_changed_requirements_are_installed(clone, name):
    make(clone, "setup")
    with (clone / name).open("a") as file:
        file.write("\n# changed\n")
    assert make(clone, "setup").installs == 1


def test_moved_clone_is_set_up_anew(clone):
    make(clone, "setup")
    moved = clone.rename(clone.with_name("moved clone"))
    assert make(moved, "setup").installs == 1


def test_broken_off_set_up_is_mended_by_the_next_run(clone):
    assert make(clone, "setup", BREAK="yes").returncode != 0
    assert (clone / ".venv" / "bin" / "python").exists()
    mended = make(clone, "setup")
    assert (mended.returncode, mended.installs) == (0, 1)
    assert "-m venv --clear .venv" in mended.calls


def test_environment_without_its_python_is_made_anew(clone):
    make(clone, "setup")
    (clone / ".venv" / "bin" / "python").unlink()
    assert make(clone, "setup").installs == 1


def test_oldest_python_that_will_do_is_taken(clone):
    assert make(clone, "setup", VERSION="Python 3.11.0").installs == 1


@pytest.mark.parametrize("version", ["Python 3.10.13", "Python 3.8.1"])
def test_old_python_is_refused_with_what_to_do(clone, version):
    ran = make(clone, "test", VERSION=version)
    assert ran.returncode != 0
    assert ran.installs == 0
    assert f"needs Python 3.11 or newer; 'python3' is {version}." in ran.stderr
    assert "make PYTHON=python3.12 test" in ran.stderr


def test_another_python_is_used_only_when_it_is_asked_for(clone):
    make(clone, "setup")
    assert make(clone, "setup", "PYTHON=python3").installs == 0
    other = clone.parent / "python3.13"
    other.write_text(STAND_IN.replace("Python 3.12.1", "Python 3.13.0"))
    other.chmod(0o755)
    assert make(clone, "setup", "PYTHON=python3.13").installs == 1
    assert make(clone, "setup").installs == 0


def test_tests_are_ruff_then_every_test(clone):
    ran = make(clone, "test")
    assert [line.split(" ", 1)[1] for line in ran.calls.splitlines()][-3:] == [
        "-m ruff check",
        "-m ruff format --check",
        "-m pytest --nbval --nbval-current-env -n 2 --dist loadfile --max-worker-restart 0",
    ]


def test_make_alone_lists_every_target(clone):
    listed = set(re.findall(r"^make (\w+)", make(clone).stdout, re.MULTILINE))
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert listed == set(targets)
    assert {"book", "test", "lab", "verify", "notebooks", "bench", "clean", "format"} <= listed


# What we declare


def test_requirements_cover_what_the_library_depends_on():
    needed = {re.match(r"[\w-]+", line)[0] for line in PROJECT["dependencies"]}
    assert needed <= set(PINS)


@pytest.mark.parametrize("name", HERE)
def test_installed_version_is_the_pinned_one(name):
    pinned = PINS[name].removesuffix(".*")
    assert (importlib.metadata.version(name) + ".").startswith(pinned + ".")


def test_version_is_the_same_everywhere():
    assert PROJECT["version"] == w2vexplained.__version__
    assert f"\nversion: {w2vexplained.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {w2vexplained.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_continuous_integration_runs_what_a_person_runs():
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert re.search(r"^(exec )?make test$", run.read_text(encoding="utf-8"), re.MULTILINE)
