"""What was to be reached, beside what was: each goal reads its number out of what the sections measured."""

from typing import NamedTuple

from benchmarks.report import Cell, Section, Spread, middle, shown, spread
from benchmarks.throughput import LONG, REPLICATED, Contest, Runs, ratio

OURS = Contest("skip-gram", "ours", 1)

MEMORY = "numba and scikit-learn, once imported, hold more than all of gensim: see what a text of eleven words takes"
START = "a process begins with a second for numba, which on a text this short is a good part of the whole"


class Goal(NamedTuple):
    """A bound that was set beforehand: at least, or at most, so much; and what was measured, None if nothing was.

    `why` says what is known of a miss.
    """

    what: str
    sign: str
    bound: float
    form: str
    reached: Cell
    why: str = ""

    @property
    def verdict(self) -> str:
        """Met or missed, by the median; a dash where nothing was measured."""
        value = middle(self.reached)
        if value is None or isinstance(value, str):
            return "–"
        return "met" if (value >= self.bound if self.sign == "≥" else value <= self.bound) else "missed"


def of_throughput(runs: Runs) -> list[Goal]:
    """Rates against the peers, threads against each other, memory against gensim's, the replica's rate."""
    program, gensim = (OURS._replace(name=name) for name in ("program", "gensim"))
    two, one = (Contest(LONG, "ours", threads) for threads in (2, 1))
    goals = [
        Goal("training, one thread: times the word2vec program", "≥", 12, "ratio", ratio(runs, OURS, program)),
        Goal("training, one thread: times gensim", "≥", 5, "ratio", ratio(runs, OURS, gensim)),
        Goal("training, five epochs, two threads: times one", "≥", 1.8, "ratio", ratio(runs, two, one)),
        Goal("peak memory: of gensim's", "≤", 1, "ratio", _inverse(ratio(runs, OURS, gensim, "peak_mb")), MEMORY),
    ]
    for task in REPLICATED:
        replica, peer = (Contest(task, name, 1) for name in ("command", "program"))
        faster = ratio(runs, replica, peer, "wall")
        goals.append(Goal(f"replica, {task}, whole process: times the program", "≥", 1.5, "ratio", faster, START))
    return goals


def of_start_up(found: dict) -> list[Goal]:
    """Seconds from the call to the first word."""
    goals = []
    for state, bound in (("cached", 2.0), ("cold", 20.0)):
        runs = found.get(("ours", state), ())
        reached = spread(ran.training for ran in runs) if runs else None
        goals.append(Goal(f"s from the call to the first word trained, {state}", "≤", bound, "seconds", reached))
    return goals


def of_quality(found: dict, columns: tuple[str, ...]) -> list[Goal]:
    """The objective within half a percent of gensim's; no score below the least that a seed gave gensim."""
    from benchmarks.quality import scores_of

    goals = []
    for column in columns:
        ours, theirs = (scores_of(found, name, column) for name in ("ours", "gensim"))
        there = isinstance(ours, Spread) and isinstance(theirs, Spread)
        if column == "nats a pair":
            worse = (theirs.median - ours.median) / abs(theirs.median) if there else None
            goals.append(Goal("objective: worse than gensim's by", "≤", 0.005, "fine percent", worse))
        else:
            reached = ours.median if there else None
            bound, form = (theirs.least if there else 0.0), "percent" if column == "analogies" else "score"
            goals.append(Goal(f"{column}: the least of gensim's seeds", "≥", bound, form, reached))
    return goals


def of_a_long_text(found: dict) -> list[Goal]:
    """Memory must not grow as the text does."""
    peaks = [ran.peak_mb for _, ran in sorted(found.items())]
    words = max(found, default=0)
    what = (
        f"peak memory for {words:,} words: times that for a tenth" if words else "peak memory of a long text (--large)"
    )
    return [Goal(what, "≤", 1.5, "ratio", peaks[-1] / peaks[0] if len(peaks) > 1 else None)]


def section(goals: list[Goal]) -> Section:
    """The table of goals."""
    rows = [
        (goal.what, f"{goal.sign} {shown(goal.bound, goal.form)}", shown(goal.reached, goal.form), goal.verdict)
        for goal in goals
    ]
    columns = (("goal", "words"), ("to reach", "words"), ("reached", "words"), ("", "words"))
    notes = (
        "Set before anything was measured; met or missed by the median. A dash: not measured in this run.",
        *(f"Missed, {goal.what}: {goal.why or 'why is not known'}." for goal in goals if goal.verdict == "missed"),
    )
    return Section("Goals", columns, rows, notes)


def _inverse(value: Spread | None) -> Spread | None:
    """`ratio` divides theirs by ours."""
    return None if value is None else Spread(1 / value.median, 1 / value.most, 1 / value.least)
