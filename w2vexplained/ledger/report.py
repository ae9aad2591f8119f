"""The ledger for a reader: a table, one record explained, and what notebooks print."""

import math
from textwrap import fill

from w2vexplained import ledger
from w2vexplained.ledger.record import METHODS
from w2vexplained.ledger.verify import verify

WIDTH = 92  # what a page of the book shows in one line

# Two machines round differently, so errors are printed as one of few levels, far apart from what is usually measured.
OF_FIFTY_DIGITS, OF_MACHINE_NUMBERS = (1e-45,), (1e-12, 1e-8, 1e-3)


def table(verdicts):
    """Lay verdicts out as lines of text, one for each record.

    Parameters
    ----------
    verdicts : sequence of Verdict
        What was found.

    Returns
    -------
    str
        Id, title, the letters of its checks, and what failed.
    """
    width = max((len(v.record.title) for v in verdicts), default=0)
    lines = [_row(v, width) for v in verdicts]
    passed = sum(v.passed for v in verdicts)
    checks = sum(len(v.heard) for v in verdicts)
    seconds = sum(h.seconds for v in verdicts for h in v.heard)
    legend = ", ".join(f"{letter} {words}" for letter, words in METHODS.items())
    return "\n".join(
        [*lines, "", f"{passed} of {len(verdicts)} records passed, {checks} checks, {seconds:.1f} s", legend]
    )


def explain(id, notebooks=()):
    """Explain one record.

    Parameters
    ----------
    id : str
        Such as "NS10".
    notebooks : sequence of str
        Names of the notebooks that display it.

    Returns
    -------
    str
        Statement, source, assumptions, derivation, code, witnesses, where it is used, what it rests on.

    Raises
    ------
    KeyError
        If there is no such record.
    """
    r = ledger.record(id)
    followers = [other.id for other in ledger.RECORDS.values() if r.id in other.follows_from]
    verdict = verify([r])[0]
    parts = [
        f"{r.id}  {r.title}  ({r.kind})",
        r.sentence,
        f"    {r.latex}",
        f"Source: {r.source}",
        *(f"Assumes: {a}" for a in r.assumptions),
        *([f"Departs from the source: {r.departure}"] if r.departure else []),
        *(f"{r.id}.{n}  {line.latex}\n        {line.reason}" for n, line in enumerate(r.derivation, 1)),
        *(f"Code: {name_of(f)}: {first_sentence(f)}" for f in r.code),
        *(f"Check {h.witness.method}: {h.witness.claim} {measured(h.evidence)}" for h in verdict.heard),
        *([f"Notebooks: {', '.join(notebooks)}"] if notebooks else []),
        f"Follows from: {', '.join(r.follows_from) or 'nothing here'}",
        f"From it follow: {', '.join(followers) or 'none here'}",
    ]
    return "\n".join(parts)


def print_checks(*ids):
    """Hear the witnesses of records and print what they measured, in steps that every machine reaches alike.

    Parameters
    ----------
    ids : str
        Which records.
    """
    for verdict in verify([ledger.record(id) for id in ids]):
        print(f"{verdict.record.id}  {verdict.record.title}: {'passed' if verdict.passed else 'FAILED'}")
        for h in verdict.heard:
            start = f"  {h.witness.method}  {coarsely(h.evidence):<15}  "
            print(fill(h.witness.claim, WIDTH, initial_indent=start, subsequent_indent=" " * len(start)))


def print_methods(*ids):
    """Print how records are checked, without hearing their witnesses again.

    Parameters
    ----------
    ids : str
        Which records.
    """
    letters = {id: dict.fromkeys(w.method for w in ledger.record(id).witnesses) for id in ids}
    width = 2 * max((len(used) for used in letters.values()), default=0)
    for id, used in letters.items():
        print(f"{id:<5} {' '.join(used):<{max(width, 12)}} {ledger.record(id).title}")
    seen = {letter for used in letters.values() for letter in used}
    held_together = "\u00a0"  # a letter and its words stay in one line
    legend = (f"{letter} {words}".replace(" ", held_together) for letter, words in METHODS.items() if letter in seen)
    print(fill("; ".join(legend), WIDTH).replace(held_together, " "))


def coarsely(evidence):
    """Say what was measured in coarse steps, so that two machines print the same.

    Parameters
    ----------
    evidence : Evidence
        What was measured.

    Returns
    -------
    str
        The measurement, rounded up to the next of a few levels, and the bound.
    """
    if evidence.bound == 0:
        return f"failures: {evidence.measured:g}"
    levels = OF_FIFTY_DIGITS if evidence.bound < 1e-30 else OF_MACHINE_NUMBERS
    level = next((x for x in levels if evidence.measured <= x), evidence.bound)
    shown = min(level, evidence.bound) if evidence.passed else evidence.measured
    return f"at most {shown:.0e}" if 0 < shown < 1e-2 else f"at most {shown:.3g}"


def measured(evidence):
    """Say exactly what was measured.

    Parameters
    ----------
    evidence : Evidence
        What was measured.

    Returns
    -------
    str
        Measurement, bound, and over what.
    """
    number = "no number" if math.isnan(evidence.measured) else f"{evidence.measured:.3g}"
    verdict = "passed" if evidence.passed else "FAILED"
    return f"[{verdict}: {number}, at most {evidence.bound:.3g} allowed{'; ' + evidence.note if evidence.note else ''}]"


def name_of(function):
    """Name a function by its module inside the library."""
    return f"{function.__module__}.{function.__qualname__}".removeprefix("w2vexplained.")


def first_sentence(function):
    """Take the first line of a docstring."""
    return (function.__doc__ or "").strip().split("\n")[0]


def _row(verdict, width):
    letters = " ".join(h.witness.method for h in verdict.heard)
    failed = [
        f"{h.witness.method}: {h.witness.claim} {measured(h.evidence)}" for h in verdict.heard if not h.evidence.passed
    ]
    row = (
        f"{verdict.record.id:<5} {verdict.record.title:<{width}}  {'passed' if verdict.passed else 'FAILED'}  {letters}"
    )
    return "\n".join([row, *(f"      {line}" for line in failed)])
