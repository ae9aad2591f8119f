"""Run the witnesses of records and keep what they measured."""

import math
from time import process_time
from typing import NamedTuple

from tqdm import tqdm

from w2vexplained.ledger.record import Record, Witness
from w2vexplained.verification.evidence import Evidence


class Heard(NamedTuple):
    """A witness, what it measured, and how long that took.

    Attributes
    ----------
    witness : Witness
        Who.
    evidence : Evidence
        What was measured beside its bound; a witness that broke down measured NaN.
    seconds : float
        CPU time.
    """

    witness: Witness
    evidence: Evidence
    seconds: float


class Verdict(NamedTuple):
    """A record with all that its witnesses measured.

    Attributes
    ----------
    record : Record
        The claim.
    heard : tuple of Heard
        One for each witness.
    """

    record: Record
    heard: tuple[Heard, ...]

    @property
    def passed(self):
        """Whether there were witnesses and every one met its bound."""
        return bool(self.heard) and all(h.evidence.passed for h in self.heard)


def verify(records, progress=False):
    """Hear every witness of the given records.

    Parameters
    ----------
    records : sequence of Record
        What to check.
    progress : bool
        Whether to draw a progress bar on standard error.

    Returns
    -------
    list of Verdict
        In the order given.
    """
    verdicts = []
    with tqdm(total=sum(len(r.witnesses) for r in records), disable=not progress, unit="check") as bar:
        for record in records:
            heard = []
            for witness in record.witnesses:
                bar.set_description(f"{record.id:<5}")
                heard.append(_hear(witness))
                bar.update()
            verdicts.append(Verdict(record, tuple(heard)))
    return verdicts


def as_json(verdicts):
    """Put verdicts into plain lists and dictionaries.

    Parameters
    ----------
    verdicts : sequence of Verdict
        What was found.

    Returns
    -------
    list of dict
        Each with id, title, source, chapter, passed, witnesses; a measurement that is no number is None.
    """
    return [
        {
            "id": v.record.id,
            "title": v.record.title,
            "source": v.record.source,
            "chapter": v.record.chapter,
            "passed": v.passed,
            "witnesses": [
                {
                    "method": h.witness.method,
                    "claim": h.witness.claim,
                    "measured": float(h.evidence.measured) if math.isfinite(h.evidence.measured) else None,
                    "bound": float(h.evidence.bound),
                    "passed": h.evidence.passed,
                    "seconds": round(h.seconds, 4),
                    "note": h.evidence.note,
                }
                for h in v.heard
            ],
        }
        for v in verdicts
    ]


def _hear(witness):
    start = process_time()
    try:
        evidence = witness.measure()
    except Exception as error:  # a witness that breaks down has not confirmed anything
        evidence = Evidence(float("nan"), 0, f"{type(error).__name__}: {error}")
    return Heard(witness, evidence, process_time() - start)
