"""What is said of measurements: sections of columns and rows, shown as text 120 columns wide or as Markdown."""

import textwrap
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

WIDTH = 120
NARROWEST = 24  # a column of words is never narrower


class Spread(NamedTuple):
    """The median of several rounds, with the least and the most of them."""

    median: float
    least: float
    most: float


Cell = str | float | Spread | None


class Section(NamedTuple):
    """A table with its title: columns of a title and a form each, rows of cells, and what a reader must know."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()


def spread(values: Iterable[float]) -> Spread:
    """Sum up the rounds of a measurement.

    Examples
    --------
    >>> spread([3.0, 1.0, 2.0])
    Spread(median=2.0, least=1.0, most=3.0)
    """
    values = [float(value) for value in values]
    return Spread(median(values), min(values), max(values))


def middle(cell: Cell) -> Cell:
    """The median of a cell that has one, else the cell."""
    return cell.median if isinstance(cell, Spread) else cell


# How a number of each form is written.
FORMS = {
    "thousands": lambda x: f"{x / 1e3:,.0f}",
    "seconds": lambda x: f"{x:.1f}" if x >= 10 else f"{x:.2f}",
    "ms": lambda x: f"{1e3 * x:,.{0 if x >= 0.1 else 1 if x >= 0.01 else 3}f}",
    "ratio": lambda x: f"{x:.2f}" if x < 10 else f"{x:.1f}" if x < 100 else f"{x:,.0f}",
    "MB": lambda x: f"{x:,.0f}",
    "percent": lambda x: f"{100 * x:.1f} %",
    "fine percent": lambda x: f"{100 * x:.2f} %",
    "nats": lambda x: f"{x:.4f}",
    "score": lambda x: f"{x:.3f}",
    "number": lambda x: f"{x:,.0f}",
    "short": lambda x: f"{x:.3g}",
}


def shown(cell: Cell, form: str) -> str:
    """A cell as it is written; a spread with its least and most behind the median.

    Examples
    --------
    >>> shown(Spread(645_000, 630_000, 660_000), "thousands"), shown(None, "MB"), shown("skipped", "MB")
    ('645 (630–660)', '', 'skipped')
    """
    if cell is None or isinstance(cell, str):
        return cell or ""
    write = FORMS[form]
    if isinstance(cell, Spread):
        to = " to " if cell.least < 0 else "–"
        return f"{write(cell.median)} ({write(cell.least)}{to}{write(cell.most)})"
    return write(cell)


def as_text(section: Section) -> str:
    """The section for a terminal: numbers to the right, words wrapped so that a line has at most 120 columns."""
    titles = [title for title, _ in section.columns]
    forms = [form for _, form in section.columns]
    cells = [[shown(cell, form) for cell, form in zip(row, forms, strict=True)] for row in section.rows]
    widths = _widths(titles, forms, cells)
    lines = [section.title, "─" * len(section.title)]
    for row in [titles, *cells]:
        lines += _lines(row, forms, widths)
    for note in section.notes:
        lines += textwrap.wrap(note, WIDTH)
    return "\n".join(lines)


def as_markdown(section: Section) -> str:
    """The section for a page of the book."""
    marks = [":--" if form == "words" else "--:" for _, form in section.columns]
    rows = [
        [shown(cell, form).replace("|", r"\|") for cell, (_, form) in zip(row, section.columns, strict=True)]
        for row in section.rows
    ]
    table = [[title for title, _ in section.columns], marks, *rows]
    parts = [f"## {section.title}", "\n".join(f"| {' | '.join(row)} |" for row in table), *section.notes]
    return "\n\n".join(parts)


def as_data(section: Section) -> dict:
    """The section for JSON: numbers unrounded, a spread by its names."""
    rows = [[cell._asdict() if isinstance(cell, Spread) else cell for cell in row] for row in section.rows]
    return {**section._asdict(), "columns": [list(column) for column in section.columns], "rows": rows}


def from_data(data: dict) -> Section:
    """The section that `as_data` wrote."""
    rows = [tuple(Spread(**cell) if isinstance(cell, dict) else cell for cell in row) for row in data["rows"]]
    return Section(data["title"], tuple(map(tuple, data["columns"])), rows, tuple(data["notes"]))


def _widths(titles: list[str], forms: list[str], cells: list[list[str]]) -> list[int]:
    """Numbers take what they need, columns of words share what is left."""
    longest = [max(map(len, title.split()), default=0) for title in titles]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else longest
    widths = [max(1, *pair) for pair in zip(widths, longest, strict=True)]
    excess = sum(widths) + 2 * (len(widths) - 1) - WIDTH
    for _ in range(max(0, excess)):
        words = [i for i, form in enumerate(forms) if form == "words" and widths[i] > NARROWEST]
        if not words:
            break
        widths[max(words, key=lambda i: widths[i])] -= 1
    return widths


def _lines(row: list[str], forms: list[str], widths: list[int]) -> list[str]:
    """A row, over as many lines as its longest cell needs."""
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    lines = []
    for i in range(max(map(len, wrapped))):
        parts = [
            f"{cell[i] if i < len(cell) else '':{'<' if form == 'words' else '>'}{width}}"
            for cell, form, width in zip(wrapped, forms, widths, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines
