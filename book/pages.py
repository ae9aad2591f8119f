r"""Pages that are made: the ledger, one page a chapter, the derivation as a graph, where we depart from the papers.

Each function takes records and returns Markdown; `write` puts it where Sphinx looks, a folder that git ignores.
"""

import ast
import inspect
import json
import re
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import results as benchmarked
from book import benchmarks, graph, markdown
from w2vexplained.ledger import METHODS, Record
from w2vexplained.ledger.report import first_sentence, name_of

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ROOT / "book" / "_generated"
MEASURED = GENERATED / "verified.json"  # what the last verification measured

CHAPTERS = {
    "softmax": "The softmax objective",
    "negative-sampling": "Negative sampling",
    "noise": "The noise distribution",
    "pmi": "The PMI connection",
    "noise-contrastive": "Noise-contrastive estimation",
    "contexts": "Contexts: windows, subsampling, pruning",
    "program": "The program",
    "training": "Training",
}

Records = Iterable[Record]
Measured = dict[str, list[dict]]  # the witnesses of each record, as the JSON has them
Used = dict[str, list[tuple[str, str]]]  # the notebooks that display each record: file name, title


def measured(text: str) -> Measured:
    """What the witnesses measured."""
    return {entry["id"]: entry["witnesses"] for entry in json.loads(text)}


def used(notebooks: Iterable[Path]) -> Used:
    """Which notebooks display which equation."""
    found: Used = {}
    for path in notebooks:
        text = markdown.read(path)
        for tag in dict.fromkeys(tag for display in markdown.displays(text) for tag in display.tags):
            found.setdefault(tag, []).append((path.name, markdown.title(text)))
    return found


def page_of(chapter: str) -> str:
    """File name, without ending, of a chapter of the ledger."""
    return "ledger_" + chapter.replace("-", "_")


def link(record: Record) -> str:
    """A link to a record, from one generated page to another."""
    return f"[{record.id}]({page_of(record.chapter)}.md#{record.id})"


def cell(text: str) -> str:
    """Text as it may stand in a cell of a table."""
    return " ".join(text.split()).replace("|", r"\|")


def number(x: float | None) -> str:
    """A measured value or a bound, short; None is what the JSON has where there is no number.

    Examples
    --------
    >>> number(0.0), number(1.2345e-16), number(3)
    ('0', '1.2e-16', '3')
    """
    return "no number" if x is None else f"{x:.2g}"


def equation(label: str, latex: str) -> str:
    """A displayed equation with its anchor and tag."""
    return f'<a id="eq-{label}"></a>\n$$\n{latex} \\tag{{{label}}}\n$$'


def chapter_page(chapter: str, records: Records, results: Measured, usage: Used) -> str:
    """One chapter of the ledger."""
    everything = list(records)
    own = [record for record in everything if record.chapter == chapter]
    parts = [f"# {CHAPTERS.get(chapter, chapter.capitalize())}"]
    parts += [section(record, everything, results[record.id], usage.get(record.id, [])) for record in own]
    return "\n\n".join(parts) + "\n"


def section(record: Record, records: list[Record], witnesses: list[dict], notebooks: list[tuple[str, str]]) -> str:
    """All that the ledger knows of one equation."""
    parents = [other for other in records if other.id in record.follows_from]
    children = [other for other in records if record.id in other.follows_from]
    shown = [f"[{title}](../../notebooks/{name}#eq-{record.id})" for name, title in notebooks]
    lines = [
        ("Source", record.source),
        ("Assumed", " ".join(record.assumptions)),
        ("Departure", record.departure),
        ("Follows from", ", ".join(map(link, parents))),
        ("Leads to", ", ".join(map(link, children))),
        ("In the notebooks", ", ".join(shown)),
    ]
    parts = [
        f'<a id="{record.id}"></a>',
        f"## {record.id}: {record.title}",
        record.sentence,
        equation(record.id, record.latex),
    ]
    parts += [f"{name}\n: {text}" for name, text in lines if text]
    parts += [witness_table(witnesses)]
    parts += [f"Code\n: {code_list(record.code)}"] if record.code else []
    parts += [derivation(record)] if record.derivation else []
    return "\n\n".join(parts)


def witness_table(witnesses: list[dict]) -> str:
    """What each witness claims, what it measured, and the bound that it had to meet."""
    rows = ["| witness | claim | measured | at most | |", "|---|---|---|---|---|"]
    for entry in witnesses:
        method = f"{entry['method']}, {METHODS[entry['method']]}"
        claim = entry["claim"] + (f" ({entry['note']})" if entry["note"] else "")
        verdict = "holds" if entry["passed"] else "**fails**"
        values = f"{number(entry['measured'])} | {number(entry['bound'])}"
        rows.append(f"| {method} | {cell(claim)} | {values} | {verdict} |")
    return "\n".join(rows)


def sentence(function: Callable) -> str:
    """What a docstring says first, its formulas as Markdown has them."""
    return re.sub(r":math:`([^`]+)`", r"$\1$", first_sentence(function)).replace("``", "`")


def signature(function: Callable) -> str:
    """Its arguments as they are written in the code: a default goes by its name, not by what it holds."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    return f"({ast.unparse(definition.args)})"


def code_list(functions: Iterable[Callable]) -> str:
    """The functions that compute an equation, linked to their full text."""
    entries = [f"[`{name_of(f)}{signature(f)}`](library.md#{name_of(f)})  \n{sentence(f)}" for f in functions]
    return "\n\n  ".join(entry.replace("\n", "\n  ") for entry in entries)


def derivation(record: Record) -> str:
    """The steps to an equation, each with its reason."""
    parts = ["**Derivation, line by line**"]
    for i, line in enumerate(record.derivation, start=1):
        parts += [line.reason, equation(f"{record.id}.{i}", line.latex)]
    return "\n\n".join(parts)


def ledger_page(records: Records, results: Measured) -> str:
    """The whole ledger in one table, and the way to its chapters."""
    everything = list(records)
    chapters = list(dict.fromkeys(record.chapter for record in everything))
    witnesses = [entry for record in everything for entry in results[record.id]]
    passed = sum(entry["passed"] for entry in witnesses)
    rows = ["| id | statement | source | witnesses | |", "|---|---|---|---|---|"]
    for record in everything:
        entries = results[record.id]
        methods = " ".join(dict.fromkeys(entry["method"] for entry in entries))
        verdict = "holds" if entries and all(entry["passed"] for entry in entries) else "**fails**"
        rows.append(f"| {link(record)} | {cell(record.title)} | {cell(record.source)} | {methods} | {verdict} |")
    return (
        "\n\n".join(
            [
                "# The ledger",
                f"{len(everything)} equations, {len(witnesses)} witnesses: {passed} of {len(witnesses)} hold.\n"
                "The numbers on these pages were measured when this book was built.\n"
                "[How to read this book](../how_to_read.md) explains the letters.",
                "```{toctree}\n:maxdepth: 1\n\n" + "\n".join([*map(page_of, chapters), "library"]) + "\n```",
                "\n".join(rows),
            ]
        )
        + "\n"
    )


def departures_page(records: Records) -> str:
    """Where this project says something else than the paper it cites, and why."""
    departing = [record for record in records if record.departure]
    rows = ["| record | the source | where we depart from it |", "|---|---|---|"]
    rows += [f"| {link(r)}: {cell(r.title)} | {cell(r.source)} | {cell(r.departure)} |" for r in departing]
    return (
        "\n\n".join(
            [
                "# Where we depart from the papers",
                "A sign, a letter, a condition that was left out, a slip: each is listed here, and each is checked as "
                "we state it.\nNothing else departs knowingly.",
                "\n".join(rows),
            ]
        )
        + "\n"
    )


def graph_page(records: Records) -> str:
    """The derivation as a picture, and as a list for those who cannot use the picture."""
    everything = list(records)
    nodes = [
        graph.Node(
            r.id,
            r.title,
            CHAPTERS.get(r.chapter, r.chapter),
            f"{page_of(r.chapter)}.html#{r.id}",
            tuple(r.follows_from),
        )
        for r in everything
    ]
    known = {record.id: record for record in everything}
    rows = [
        f"- {link(r)}, {r.title}, follows from " + ", ".join(link(known[parent]) for parent in r.follows_from)
        for r in everything
        if r.follows_from
    ]
    return (
        "\n\n".join(
            [
                "# What follows from what",
                "Each box is an equation of [the ledger](ledger.md), and leads there. "
                "An arrow runs from an equation to one that is derived from it.",
                f'<div class="derivation">\n{graph.svg(nodes)}\n</div>',
                "## The same as a list",
                "\n".join(rows),
            ]
        )
        + "\n"
    )


def library_page(records: Records) -> str:
    """The functions that the ledger constrains, with all that their docstrings say."""
    everything = list(records)
    parts = [
        "# The functions behind the equations",
        "These functions of the library compute what the ledger states; what follows are their docstrings.",
    ]
    for function in dict.fromkeys(f for record in everything for f in record.code):
        name, ids = name_of(function), [link(record) for record in everything if function in record.code]
        parts += [
            f'<a id="{name}"></a>',
            f"## `{name}`",
            f"Held to {', '.join(ids)}.",
            f"```python\n{function.__name__}{signature(function)}\n```",
            f"```text\n{inspect.getdoc(function)}\n```",
        ]
    return "\n\n".join(parts) + "\n"


def pages(records: Records, results: Measured, usage: Used) -> dict[str, str]:
    """All generated pages."""
    everything = list(records)
    ids = {record.id for record in everything}
    if ids != set(results):
        odd = ", ".join(sorted(ids ^ set(results)))
        raise ValueError(f"expected measurements of exactly the ledger's records; got a difference in {odd}")
    chapters = dict.fromkeys(record.chapter for record in everything)
    return {
        "ledger.md": ledger_page(everything, results),
        "departures.md": departures_page(everything),
        "graph.md": graph_page(everything),
        "library.md": library_page(everything),
        "benchmarks.md": benchmarks.page(benchmarked.load()),
        **{f"{page_of(name)}.md": chapter_page(name, everything, results, usage) for name in chapters},
    }


def write(texts: dict[str, str], folder: Path = GENERATED) -> None:
    """Put pages where Sphinx looks for them, and remove those of an earlier build that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
