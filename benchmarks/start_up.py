"""Until the first word is trained: fresh processes, with compiled code cached and with none."""

import tempfile
from pathlib import Path

from benchmarks import processes
from benchmarks.processes import Peers, Ran
from benchmarks.report import Section, spread
from benchmarks.text import FEW
from benchmarks.trainers import Settings

STATES = {"ours": ("cached", "cold"), "gensim": ("",), "program": ("",)}


def measure(folder: Path, peers: Peers, rounds: int, say=print) -> dict[tuple[str, str], list[Ran]]:
    """Train eleven words, in turn; cold means an empty folder for compiled code, which is thrown away afterwards."""
    few = folder / "few.txt"
    few.write_text(FEW, encoding="utf-8")
    settings = Settings(str(few), str(folder / "few.bin"), min_count=1, sample=0)
    jobs = [(name, state) for name, states in STATES.items() if not peers.reason(name) for state in states]
    found: dict[tuple[str, str], list[Ran]] = {job: [] for job in jobs}
    if not peers.reason("ours"):
        processes.train("from a file", settings, peers)  # so that what is cached is there
    for i in range(rounds):
        for name, state in jobs:
            if state == "cold" and i > 1:  # it takes long, and twice shows whether it varies
                continue
            say(f"start-up, round {i + 1} of {rounds}: {name} {state}".rstrip())
            found[name, state].append(_one(name, state, settings, peers))
    return found


def _one(name: str, state: str, settings: Settings, peers: Peers) -> Ran:
    trainer = "from a file" if name == "ours" else name
    if state != "cold":
        return processes.train(trainer, settings, peers)
    with tempfile.TemporaryDirectory() as empty:
        return processes.train(trainer, settings, peers, NUMBA_CACHE_DIR=empty)


def section(found: dict[tuple[str, str], list[Ran]]) -> Section:
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
        "its imports. Cold: the folder in which compiled code is kept is empty.",
    )
    return Section("Until the first word is trained", columns, rows, notes)
