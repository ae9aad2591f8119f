"""A record: one equation or claim, in its one home, with the witnesses that check it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import mpmath as mp
import numpy as np

from w2vexplained.verification.evidence import Evidence, worst

METHODS = {
    "S": "symbolic",
    "A": "symbolic, every size",
    "C": "complex step",
    "D": "central differences",
    "M": "50 digits",
    "H": "search for a counterexample",
    "E": "exact enumeration",
    "N": "random instances",
    "T": "statistical test",
    "B": "bound: violation and tightness",
}


class Line(NamedTuple):
    """One line of a derivation.

    Attributes
    ----------
    latex : str
        The line as a reader sees it; it starts with "=" unless it begins a chain.
    reason : str
        Why it equals the line before it; for a first line, what is asked.
    value : callable
        From an instance to the value of the line, in mpmath numbers, written from the line itself.
    """

    latex: str
    reason: str
    value: Callable


class Witness(NamedTuple):
    """One check of a record.

    Attributes
    ----------
    method : str
        A letter of `METHODS`.
    claim : str
        What it shows, in one sentence.
    measure : callable
        Returns the `Evidence`.
    """

    method: str
    claim: str
    measure: Callable[[], Evidence]


@dataclass(frozen=True)
class Record:
    """One equation or claim.

    Attributes
    ----------
    id : str
        Stable name, such as "NS10".
    title : str
        A few words.
    chapter : str
        Such as "negative-sampling"; `ledger.CHAPTERS` has them all.
    kind : str
        definition, identity, derivative, inequality, limit, convexity, stationary or empirical.
    sentence : str
        The statement in one English sentence.
    latex : str
        The statement as notebooks and book display it.
    source : str
        Paper, section, number.
    witnesses : tuple of Witness
        Its checks, at least two of different methods.
    assumptions : tuple of str
        Without which it does not hold.
    departure : str
        Where the project departs from the source.
    code : tuple of callable
        The shipped functions that it constrains.
    follows_from : tuple of str
        Ids of the records it rests on.
    derivation : tuple of Line
        From the first line to the statement, a verified reason for each step.
    """

    id: str
    title: str
    chapter: str
    kind: str
    sentence: str
    latex: str
    source: str
    witnesses: tuple[Witness, ...]
    assumptions: tuple[str, ...] = ()
    departure: str = ""
    code: tuple[Callable, ...] = ()
    follows_from: tuple[str, ...] = ()
    derivation: tuple[Line, ...] = field(default=())


def witness(method, claim):
    """Make a witness out of the function that measures.

    Parameters
    ----------
    method : str
        A letter of `METHODS`.
    claim : str
        What the witness shows, in one sentence.

    Returns
    -------
    callable
        A decorator.

    Raises
    ------
    ValueError
        If the letter stands for no method.
    """
    if method not in METHODS:
        raise ValueError(f"expected a method out of {', '.join(METHODS)}; got {method!r}")
    return lambda measure: Witness(method, claim, measure)


def each_line_follows(lines, instances, bound=1e-45):
    """Make the witness that evaluates every line of a derivation and compares it with the line before.

    A line that does not start with "=" begins a new chain, and is compared with nothing before it.

    Parameters
    ----------
    lines : sequence of Line
        The derivation, at least two lines.
    instances : sequence
        What the lines are evaluated on.
    bound : float
        The largest difference allowed between neighbouring lines.

    Returns
    -------
    Witness
        By 50-digit arithmetic.

    Raises
    ------
    ValueError
        If a chain has one line only, and so derives nothing.
    """
    starts = [n for n, line in enumerate(lines) if not line.latex.startswith("=")]
    if not starts or starts[0] != 0 or any(b - a < 2 for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)):
        raise ValueError("expected chains of two lines or more, of which all but the first start with '='")

    def measure():
        errors = []
        with mp.workdps(60):
            for instance in instances:
                values = [np.atleast_1d(np.asarray(line.value(instance), dtype=object)) for line in lines]
                for n, (before, after) in enumerate(zip(values, values[1:], strict=False), 1):
                    if n not in starts:
                        errors.extend(abs(x - y) for x, y in zip(before.ravel(), after.ravel(), strict=True))
        return worst(errors, bound, f"{len(lines)} lines on {len(instances)} instances")

    return Witness("M", f'Of the {len(lines)} lines of the derivation, each "=" joins two equal values.', measure)
