"""A text of any length in bounded memory: the peak of training on a long text, and on a tenth of it."""

from pathlib import Path

from benchmarks import processes
from benchmarks.processes import Peers, Ran
from benchmarks.report import Section
from benchmarks.text import zipfian
from benchmarks.trainers import Settings

WORDS = 100_000_000


def measure(folder: Path, peers: Peers, words: int = WORDS, say=print) -> dict[int, Ran]:
    """Train one epoch with two threads on a text that is written to disk; the file is removed afterwards."""
    found = {}
    for size in (words // 10, words):
        say(f"a text of {size:,} words")
        path = zipfian(folder / "long.txt", size)
        settings = Settings(str(path), str(folder / "long.bin"), threads=2)
        found[size] = processes.train("from a file", settings, peers)
        path.unlink()
    return found


def section(found: dict[int, Ran]) -> Section:
    """The table of peaks."""
    rows = [(size, ran.wall, size / ran.wall, ran.peak_mb) for size, ran in found.items()]
    columns = (("words", "number"), ("s", "seconds"), ("k words/s", "thousands"), ("peak MB", "MB"))
    notes = (
        "Drawn by Zipf's law from 50,000 words; one epoch with two threads, whole processes. "
        "The peak includes what the system keeps of mapped files.",
    )
    return Section("A long text in bounded memory", columns, rows, notes)
