"""Trainings in fresh processes: what to call, what it took, and who is there to be called."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.trainers import Settings

ROOT = Path(__file__).resolve().parent.parent
LAUNCH = Path(__file__).resolve().parent / "launch.py"
PROGRESS = re.compile(r"Progress: *([\d.]+)% +Words/thread/sec: *([\d.]+)k")


class Failed(RuntimeError):
    """A process that was to be measured ended with an error."""


class Ran(NamedTuple):
    """One process: seconds by the clock and of the processor, the most memory it held, and what it said of itself.

    `training` are the seconds by the clock that it spent on training alone, `training_cpu` those of the processor, and
    `reading` those by the clock before that, when the text is read; None where it does not say.
    """

    wall: float
    cpu: float
    peak_mb: float
    training: float | None = None
    training_cpu: float | None = None
    reading: float | None = None
    output: str = ""


class Peers(NamedTuple):
    """What we are held against; where something is missing, its reason."""

    program: str | None = None

    def reason(self, name: str) -> str | None:
        """Why a trainer cannot run here; None if it can.

        Examples
        --------
        >>> Peers().reason("program")
        'no path to a built word2vec program was given'
        """
        if name == "program":
            if not self.program:
                return "no path to a built word2vec program was given"
            return None if os.access(self.program, os.X_OK) else "the program cannot be executed"
        if name == "gensim" and importlib.util.find_spec("gensim") is None:
            return "gensim is not installed"
        return None


def launched(command: list[str], **environment: str) -> Ran:
    """Run a command in a fresh process and measure it from outside."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    names = {**os.environ, "PYTHONPATH": paths, **single, **environment}
    whole = [sys.executable, "-I", "-S", str(LAUNCH), *command]
    launcher = subprocess.run(whole, capture_output=True, text=True, env=names)
    ran = json.loads(launcher.stdout) if launcher.returncode == 0 else {"status": 1, "errors": launcher.stderr}
    if ran["status"]:
        lines = ran["errors"].strip().splitlines() or [f"status {ran['status']}"]
        raise Failed(f"{Path(command[0]).name}: {lines[-1]}")
    output = "".join(piece for _, piece in ran["output"])
    found = Ran(ran["wall"], ran["cpu"], ran["peak_mb"], output=output)
    return found._replace(**own_words(ran["output"]))


def train(name: str, settings: Settings, peers: Peers, **environment: str) -> Ran:
    """Train once, with one of the trainers or the program."""
    if name == "program":
        return launched([peers.program, *program_options(settings)], **environment)
    if name == "command":
        return launched([sys.executable, "-m", "w2vexplained", *exact_options(settings)], **environment)
    words = json.dumps(settings._asdict())
    return launched([sys.executable, "-m", "benchmarks.trainers", name, words], **environment)


def program_options(settings: Settings) -> list[str]:
    """The options of the word2vec program that say the same."""
    return ["-train", settings.text, "-output", settings.output, *_common(settings, "-"), "-debug", "2"]


def exact_options(settings: Settings) -> list[str]:
    """The command of the replica that says the same."""
    common = _common(settings, "--")
    return ["train", settings.text, "-o", settings.output, "--exact", *common]


def _common(settings: Settings, dash: str) -> list[str]:
    hierarchical = settings.objective == "hierarchical_softmax"
    values = {
        "size": settings.size,
        "window": settings.window,
        "negative": 0 if hierarchical else settings.negative,
        "hs": int(hierarchical),
        "cbow": int(settings.architecture == "cbow"),
        "sample": settings.sample,
        "min-count": settings.min_count,
        "alpha": settings.learning_rate,
        "iter": settings.epochs,
        "threads": settings.threads,
        "binary": 1,
    }
    return [word for name, value in values.items() for word in (dash + name, str(value))]


def own_words(pieces: list) -> dict:
    """What a process says of its training: our trainers in JSON at the end, the program as it goes on.

    The pieces are what it printed, each with the second when it came.
    """
    output = "".join(piece for _, piece in pieces)
    last = output.strip().rpartition("\n")[2]
    if last.startswith('{"reading"'):
        found = json.loads(last)
        return {"training": found["training"], "training_cpu": found["cpu"], "reading": found["reading"]}
    said = [(second, match) for second, piece in pieces for match in PROGRESS.findall(piece)]
    if len(said) < 2:
        return {}
    (first, (share, _)), (end, (whole, rate)) = said[0], said[-1]
    done = (float(whole) - float(share)) / 100
    training = (end - first) / done if done else None
    return {"training": training, "training_cpu": _seconds_of_rate(output, float(rate))}


def _seconds_of_rate(output: str, rate: float) -> float | None:
    """The program says how many thousand words it trained in a second of the processor, and how many there are."""
    total = re.search(r"Words in train file: (\d+)", output)
    return int(total[1]) / (1e3 * rate) if total and rate else None
