"""All parts in order: what each measures, and the tables, goals and reasons for what was left out that come of it."""

import platform
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import (
    counting,
    factorisation,
    goals,
    gradients,
    growth,
    large,
    quality,
    roofline,
    sampling,
    shares,
    start_up,
    throughput,
)
from benchmarks import (
    measure as measured,
)
from benchmarks.goals import Goal
from benchmarks.processes import Peers
from benchmarks.quality import Files
from benchmarks.report import Section, as_data
from benchmarks.text import Text, prepare
from w2vexplained.training.estimator.settings import cores


class Job(NamedTuple):
    """All that a part may need; `runs` are the trainings that were timed before."""

    text: Text
    folder: Path
    peers: Peers
    files: Files
    effort: object
    options: Namespace
    say: object
    runs: dict


class Found(NamedTuple):
    """What a part found: its tables, its goals, and why something was left out."""

    sections: list[Section]
    goals: list[Goal]
    skipped: dict[str, str]


def of_training(job: Job) -> Found:
    """Words a second, memory, and the replica."""
    runs, skipped = throughput.measure(job.text, job.folder, job.peers, job.effort.rounds, job.say)
    job.runs.update(runs)
    return Found(throughput.sections(runs, job.text), goals.of_throughput(runs), skipped)


def of_start_up(job: Job) -> Found:
    """Until the first word is trained."""
    found = start_up.measure(job.folder, job.peers, job.effort.rounds, job.say)
    return Found([start_up.section(found)], goals.of_start_up(found), {})


def of_quality(job: Job) -> Found:
    """What was learned at equal epochs."""
    seeds, epochs = job.effort.seeds, job.effort.epochs
    found, skipped = quality.measure(job.text, job.folder, job.peers, job.files, seeds, epochs, job.say)
    section = quality.section(found, job.text, seeds, epochs)
    columns = tuple(title for title, _ in section.columns[1:])
    missing = [name for name in quality.FROM_FILES if name not in columns]
    skipped |= {f"scores on {name}": "no file was given, or hardly a word of it is known" for name in missing}
    return Found([section], goals.of_quality(found, columns), skipped)


def of_the_roof(job: Job) -> Found:
    """What the machine can do, and each kernel's share of it."""
    if reason := roofline.unavailable():
        return Found([], [], {"the roof of this machine": reason})
    found = roofline.measure(job.effort.quick)
    kernels = shares.measure(job.text, found["multiply-adds in registers"].most, job.runs)
    return Found([roofline.section(found, kernels)], [], {})


def of_growth(job: Job) -> Found:
    """Exponents."""
    most = 50_000 if job.effort.quick else 200_000
    return Found([growth.section(growth.measure(job.text, job.effort.rounds, most, job.say))], [], {})


def of_a_long_text(job: Job) -> Found:
    """Memory, where it is asked for."""
    if not job.options.large:
        return Found([], goals.of_a_long_text({}), {"a long text": "takes minutes; --large measures it"})
    found = large.measure(job.folder, job.peers, say=job.say)
    return Found([large.section(found)], goals.of_a_long_text(found), {})


def of_small_things(job: Job) -> Found:
    """Gradients, draws, counting, factorisation."""
    rows = [*counting.of_a_file(job.text.train), *gradients.rows(), *sampling.rows()]
    job.say("counting")
    rows += counting.rows()
    if not job.effort.quick:
        job.say("factorisation")
        rows += factorisation.rows()
    without_torch = [row.against.removeprefix("skipped: ") for row in rows if row.against.startswith("skipped: ")]
    skipped = {"gradients by torch": without_torch[0]} if without_torch else {}
    return Found([measured.section(rows)], [], skipped)


PARTS = {
    "training": of_training,
    "start-up": of_start_up,
    "quality": of_quality,
    "roof": of_the_roof,
    "growth": of_growth,
    "long text": of_a_long_text,
    "small things": of_small_things,
}


def measure(options: Namespace, effort, peers: Peers, files: Files, folder: Path, say) -> dict:
    """Run all parts, or those asked for; what one of them fails with is told, and the others go on."""
    say("reading the text")
    text = prepare(options.text, folder, effort.words, options.called)
    job = Job(text, folder, peers, files, effort, options, say, {})
    all_of_it = Found([], [], {})
    for name in options.only or PARTS:
        try:
            found = PARTS[name](job)
        except Exception as error:  # an hour may have been measured before
            found = Found([], [], {name: f"{type(error).__name__}: {error}"})
        all_of_it.sections.extend(found.sections)
        all_of_it.goals.extend(found.goals)
        all_of_it.skipped.update(found.skipped)
    settings = {**effort._asdict(), "text": text.name, "words": text.words}
    sections = [goals.section(all_of_it.goals)] if all_of_it.goals else []
    sections += all_of_it.sections
    return {
        "machine": machine(),
        "settings": settings,
        "sections": list(map(as_data, sections)),
        "skipped": all_of_it.skipped,
    }


def machine() -> dict:
    """What was measured on, without names."""
    return {
        "cores": cores(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
