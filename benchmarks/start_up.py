"""Until the first word is trained: fresh processes, with compiled code cached and with none."""

from pathlib import Path

from benchmarks import processes
from benchmarks.processes import Peers, Ran
from benchmarks.report import Section, spread
from benchmarks.text import FEW
from benchmarks.trainers import Settings

COLD = 2  # rounds that begin with nothing compiled: they take long, and two show whether they vary
Runs = dict[tuple[str, str], list[Ran]]


def measure(folder: Path, peers: Peers, rounds: int, say=print) -> Runs:
    """Train eleven words, in turn; what a cold run compiles is cached for the next, in a folder of its own."""
    few = folder / "few.txt"
    few.write_text(FEW, encoding="utf-8")
    settings = Settings(str(few), str(folder / "few.bin"), min_count=1, sample=0)
    found: Runs = {}

    def one(name: str, state: str = "", trainer: str | None = None, **environment: str) -> None:
        say(f"start-up, round {i + 1} of {rounds}: {name} {state}".rstrip())
        found.setdefault((name, state), []).append(processes.train(trainer or name, settings, peers, **environment))

    for i in range(rounds):
        if not peers.reason("ours"):
            compiled = folder / f"compiled_{min(i, COLD - 1)}"
            if not compiled.exists():
                one("ours", "cold", "from a file", NUMBA_CACHE_DIR=str(compiled))
            one("ours", "cached", "from a file", NUMBA_CACHE_DIR=str(compiled))
        for name in ("gensim", "program"):
            if not peers.reason(name):
                one(name)
    return found


def section(found: Runs) -> Section:
    """The table of seconds."""
    rows = []
    for (name, state), runs in found.items():
        calls = [ran.training for ran in runs if ran.training is not None]
        whole, peak = spread(ran.wall for ran in runs), spread(ran.peak_mb for ran in runs).median
        label = {"program": "word2vec program"}.get(name, name)
        rows.append((label, state and f"compiled code {state}", spread(calls) if calls else None, whole, peak))
    columns = (
        ("trainer", "words"),
        ("", "words"),
        ("s from the call", "seconds"),
        ("s of the process", "seconds"),
        ("peak MB", "MB"),
    )
    notes = (
        "A text of eleven words in a fresh process: from the call that trains to its end, and the whole process with "
        "its imports. Cold: the folder in which compiled code is kept is empty; cached: a cold run has filled it.",
    )
    return Section("Until the first word is trained", columns, rows, notes)
