"""Words a second, processor time and memory: every trainer in a fresh process, in turn, round after round."""

from pathlib import Path
from typing import NamedTuple

from benchmarks import processes
from benchmarks.processes import Peers, Ran
from benchmarks.report import Section, Spread, spread
from benchmarks.text import FEW, Text
from benchmarks.trainers import Settings

LONG = "skip-gram, 5 epochs"  # one, half a second, is too short to see whether two threads share it
# What is trained, with the program's own learning rates.
TASKS = {
    "skip-gram": {},
    "CBOW": {"architecture": "cbow", "learning_rate": 0.05},
    "skip-gram, hs": {"objective": "hierarchical_softmax"},
    LONG: {"epochs": 5},
}
REPLICATED = tuple(task for task in TASKS if task != LONG)


class Contest(NamedTuple):
    """One trainer on one task with so many threads."""

    task: str
    name: str
    threads: int


Runs = dict[Contest, list[Ran]]


def contests(peers: Peers) -> tuple[list[Contest], dict[str, str]]:
    """Who runs, and why others do not; hierarchical softmax and the replica only against the program."""
    found = [Contest("skip-gram", name, threads) for threads in (1, 2) for name in ("ours", "gensim", "program")]
    found += [Contest("CBOW", name, 1) for name in ("ours", "gensim", "program")]
    found += [Contest("skip-gram", "ours, NumPy only", 1)]
    found += [Contest(LONG, "ours", threads) for threads in (1, 2)]
    if not peers.reason("program"):
        found += [Contest("skip-gram, hs", name, 1) for name in ("ours", "gensim", "program")]
        found += [Contest(task, "command", 1) for task in REPLICATED]
    reasons = {contest.name: peers.reason(contest.name) for contest in found}
    return [contest for contest in found if not reasons[contest.name]], {n: why for n, why in reasons.items() if why}


def measure(text: Text, folder: Path, peers: Peers, rounds: int, say=print) -> tuple[Runs, dict[str, str]]:
    """Train a few words each, to have everything in the caches of disk and compiler; then the text, in turn.

    Who fails in that is left out, and the reason is kept.
    """
    running, skipped = contests(peers)
    runs: Runs = {}
    say("training, warming up")
    few = folder / "few.txt"
    few.write_text(FEW, encoding="utf-8")
    for contest in running:
        _add_one(runs, skipped, contest, settings(contest, few, folder)._replace(min_count=1, sample=0), peers)
    runs = {contest: [] for contest in runs}
    for i in range(rounds):
        for contest in list(runs):
            say(f"training, round {i + 1} of {rounds}: {named(contest)}")
            _add_one(runs, skipped, contest, settings(contest, text.train, folder), peers)
    return runs, skipped


def _add_one(runs: Runs, skipped: dict[str, str], contest: Contest, what: Settings, peers: Peers) -> None:
    try:
        runs.setdefault(contest, []).append(processes.train(contest.name, what, peers))
    except processes.Failed as error:
        runs.pop(contest, None)
        skipped[named(contest)] = str(error)


def settings(contest: Contest, path: Path, folder: Path) -> Settings:
    """What a contest means in settings."""
    return Settings(str(path), str(folder / "vectors.bin"), threads=contest.threads, **TASKS[contest.task])


def ratio(runs: Runs, ours: Contest, theirs: Contest, field: str = "training") -> Spread | None:
    """How many times as fast as theirs ours is, round by round; None where one of them did not run, or tell."""
    both = zip(runs.get(ours, ()), runs.get(theirs, ()), strict=False)
    pairs = [(getattr(a, field), getattr(b, field)) for a, b in both]
    ratios = [b / a for a, b in pairs if a and b]
    return spread(ratios) if ratios else None


def sections(runs: Runs, text: Text) -> list[Section]:
    """Two tables: while training, and whole processes."""
    return [_while_training(runs, text), _whole_processes(runs, text)]


def _while_training(runs: Runs, text: Text) -> Section:
    rows = []
    for contest, found in runs.items():
        if all(ran.training for ran in found):
            rate = spread(_words(contest, text) / ran.training for ran in found)
            cpu = spread(ran.training_cpu for ran in found).median
            read = None if found[0].reading is None else spread(ran.reading for ran in found).median
            rows.append((*_names(contest), rate, cpu, read, *_against(runs, contest, "training")))
    columns = (*WHO, ("k words/s", "thousands"), ("CPU s", "seconds"), ("reading s", "seconds"), *AGAINST)
    notes = (
        "Raw words of the text for each second by the clock that goes into training: the vocabulary is made before. "
        "Ours has turned the words into numbers by then, and reading includes that; gensim and the program do it as "
        "they train, and how long the program reads it does not say. The next table has all that is done.",
        *_alike(text),
    )
    return Section("Words a second while training", columns, rows, notes)


def _whole_processes(runs: Runs, text: Text) -> Section:
    rows = []
    for contest, found in runs.items():
        rate = spread(_words(contest, text) / ran.wall for ran in found)
        cpu, peak = (spread(getattr(ran, field) for ran in found).median for field in ("cpu", "peak_mb"))
        rows.append((*_names(contest), rate, cpu, peak, *_against(runs, contest, "wall")))
    columns = (*WHO, ("k words/s", "thousands"), ("CPU s", "seconds"), ("peak MB", "MB"), *AGAINST)
    notes = (
        "The same trainings by the clock from the start of the process to its end: imports, fetching of compiled code, "
        "two readings of the text, training, vectors written in the program's binary format. "
        "The replica does in every bit what the program does with one thread, and so is held against it as a process.",
    )
    return Section("Whole processes", columns, rows, notes)


WHO = (("task", "words"), ("trainer", "words"), ("threads", "number"))
AGAINST = (("× gensim", "ratio"), ("× program", "ratio"))
NAMES = {"command": "replica", "program": "word2vec program"}


def named(contest: Contest) -> str:
    """A contest in words.

    Examples
    --------
    >>> named(Contest("CBOW", "command", 1))
    'CBOW, replica, 1 thread'
    """
    task, name, threads = _names(contest)
    return f"{task}, {name}, {threads} thread{'s' if threads > 1 else ''}"


def _names(contest: Contest) -> tuple[str, str, int]:
    return contest.task, NAMES.get(contest.name, contest.name), contest.threads


def _against(runs: Runs, contest: Contest, field: str) -> list[Spread | None]:
    """How many times as fast as each peer; nothing against oneself, and the replica against the program only."""
    rivals = {"gensim": contest.name not in ("gensim", "command"), "program": contest.name != "program"}
    return [
        ratio(runs, contest, contest._replace(name=peer), field) if is_rival else None
        for peer, is_rival in rivals.items()
    ]


def _words(contest: Contest, text: Text) -> int:
    return text.words * Settings("", "", **TASKS[contest.task]).epochs


def _alike(text: Text) -> tuple[str, ...]:
    usual = Settings("", "")
    return (
        f"{text.words:,} words of {text.name}; d = {usual.size}, k = {usual.negative}, windows of 1 to {usual.window}, "
        f"sample {usual.sample:g}, min-count {usual.min_count}, one epoch if nothing is said, learning rate "
        f"{usual.learning_rate} ({TASKS['CBOW']['learning_rate']} for CBOW); medians, with the least and the most "
        "of the rounds.",
    )
