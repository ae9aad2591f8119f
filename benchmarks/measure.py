"""How things are measured: in turn, round after round, each side against the other; memory in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.report import Section

ROUNDS = 15


class Row(NamedTuple):
    """One line of the table: what was run, its median seconds, its ratio to what it is held against, peak memory."""

    what: str
    seconds: float
    ratio: float | None
    against: str
    peak_mb: float | None = None


def interleaved(*functions: Callable[[], object], rounds: int = ROUNDS, warm: bool = False) -> list[list[float]]:
    """Seconds that each function took in each round; each runs once unmeasured before, unless it is warm already."""
    for function in () if warm else functions:
        function()
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for seconds, function in zip(times, functions, strict=True):
            start = time.perf_counter()
            function()
            seconds.append(time.perf_counter() - start)
    return times


def median_ratio(ours: list[float], theirs: list[float]) -> float:
    """How many times as long as theirs ours took, in the median round."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def peak_mb(code: str) -> float:
    """The most memory that a fresh process holds while it runs the code, imports included, in millions of bytes."""
    code = f"{code}\nfrom benchmarks.measure import own_peak_mb\nprint(own_peak_mb())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(ran.stdout.split()[-1])


def spent_mb(before: str, code: str) -> float:
    """What a fresh process holds at most while it runs the code, less what it held after other code, in MB."""
    code = f"{before}\nfrom benchmarks.measure import *\nheld = begin_peak_mb()\n{code}\nprint(own_peak_mb() - held)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(ran.stdout.split()[-1])


def begin_peak_mb() -> float:
    """Let the peak begin anew where the system can, and return what the process holds now, in millions of bytes."""
    afresh = Path("/proc/self/clear_refs")
    if afresh.exists():
        afresh.write_text("5")
    return own_peak_mb()


def own_peak_mb() -> float:
    """The most memory that this process has held, in millions of bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent held when it started this process
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def section(rows: list[Row]) -> Section:
    """The rows as a table."""
    columns = (("what", "words"), ("ms", "ms"), ("ratio", "ratio"), ("peak MB", "MB"), ("to", "words"))
    cells = [(row.what, row.seconds, row.ratio, row.peak_mb, row.against) for row in rows]
    notes = (
        "Medians of rounds in turn. A ratio below 1: faster than what it is held against. The gradient of equation (4) "
        "is for d = 100 and k = 5.",
    )
    return Section("Gradients, draws, counting, factorisation", columns, cells, notes)
