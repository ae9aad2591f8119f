r"""What every notebook keeps to. Each rule takes a notebook and returns its breaches as sentences, none if all is well.

`tests/test_notebooks.py` applies them; CONTRIBUTING.md states them for authors.
"""

import ast
import copy
import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from book import markdown
from book.execute import CAPTION, alternative_text, figures, normalised

EXEMPT = re.compile(r"nbval|raises-exception", re.IGNORECASE)
MACHINE = re.compile(r"\b0x[0-9a-f]{6,}\b|(?<![\w./:])/(?:home|root|tmp|usr|opt|var|mnt|Users)/\S|\b[A-Z]:\\\w")
RAW = re.compile(r"\bnp\.(?:float|int|bool|str)\w*\(")
MYST = re.compile(r"^(?:`{3,}|:{3,})\{|(?<!`)\{[a-z:]+\}`[^`]", re.MULTILINE)
HTML = re.compile(r"</?(?!a\b|details\b|summary\b|br\b|sub\b|sup\b)[a-z]+[^>]*>", re.IGNORECASE)
SOLUTION = re.compile(r"<details><summary>Solution</summary>\n\n```python\n(.*?)\n```\n.*</details>\s*", re.DOTALL)
EXERCISE = re.compile(r"^### Exercise (\d+\.\d+)\b", re.MULTILINE)


class Exercise(NamedTuple):
    """A question with the code of its cell and of its solution (None where the convention is not kept)."""

    id: str
    cell: str | None
    solution: str | None


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def words(notebook: NotebookNode) -> str:
    """All Markdown of a notebook."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def texts(output: NotebookNode) -> list[str]:
    """What an output says in words."""
    data = output.get("data", {})
    return [output.get("text", ""), *(value for kind, value in data.items() if kind.startswith("text/"))]


def execution(notebook: NotebookNode) -> list[str]:
    """Every code cell was executed, in order, and stores what it prints."""
    found = []
    for n, cell in enumerate(code_cells(notebook), start=1):
        if cell.execution_count != n:
            found.append(f"code cell {n}: expected execution count {n}; got {cell.execution_count}")
        if prints(cell.source) and not cell.outputs:
            found.append(f"code cell {n}: expected what it prints to be stored; got no output")
    return found


def prints(source: str) -> bool:
    """Whether a cell calls ``print`` or ``check`` outside its functions."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # which the rule `code` reports
        return False
    statements = [node for node in body if not isinstance(node, ast.FunctionDef)]
    calls = [node.func for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(isinstance(name, ast.Name) and name.id in {"print", "check"} for name in calls)


def outputs(notebook: NotebookNode) -> list[str]:
    """No error, no standard error, nothing that only this machine prints."""
    found = []
    for n, cell in enumerate(code_cells(notebook), start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"code cell {n}: expected no error; got {output.ename}")
            if output.get("name") == "stderr":
                found.append(f"code cell {n}: expected nothing on standard error; got {output.text[:60]!r}")
            for text in texts(output):
                odd = MACHINE.search(text) or RAW.search(text)
                if odd:
                    found.append(f"code cell {n}: expected words that every machine prints; got {odd[0]!r}")
    return found


def comparison(notebook: NotebookNode) -> list[str]:
    """No cell is exempt from being compared with its stored output."""
    found = []
    for n, cell in enumerate(code_cells(notebook), start=1):
        for text in [*cell.metadata.get("tags", []), *re.findall(r"#.*", cell.source)]:
            if EXEMPT.search(text):
                found.append(f"code cell {n}: expected no exemption from comparison; got {text.strip()!r}")
    return found


def code(notebook: NotebookNode) -> list[str]:
    """Imports stand in the first code cell only, and every cell is plain Python."""
    found = []
    for n, cell in enumerate(code_cells(notebook), start=1):
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            found.append(f"code cell {n}: expected plain Python, no magic; got {cell.source.splitlines()[0]!r}")
            continue
        if not tree.body:
            found.append(f"code cell {n}: expected code; got an empty cell")
        if n > 1 and any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree)):
            found.append(f"code cell {n}: expected all imports in the first code cell; got another import")
    return found


def text(notebook: NotebookNode) -> list[str]:
    """Plain Markdown that Jupyter, a repository page and the book show alike; one title, no heading level skipped."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            odd = MYST.search(cell.source) or HTML.search(re.sub(r"\$[^$]*\$", "", markdown.prose(cell.source)))
            if odd:
                found.append(f"expected plain Markdown; got {odd[0]!r}")
    levels = [level for level, _ in markdown.headings(words(notebook))]
    if levels[:1] != [1] or levels.count(1) != 1:
        found.append(f"expected one title, before all other headings; got levels {levels}")
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            found.append(f"expected no heading level skipped; got level {after} below {before}")
    return found


def equations(source: str, statements: Mapping[str, str]) -> list[str]:
    """Each displayed equation is one of the ledger's, to the letter, with its tag and its anchor; takes Markdown.

    `statements` holds the LaTeX of each record ("NS6") and of each line of a derivation ("NS6.2").
    """
    found = []
    for display in markdown.displays(source):
        if display.form != "$$" or len(display.tags) != 1:
            found.append(
                f"expected $$ with one \\tag; got {display.form} with {len(display.tags)}: {display.latex[:60]}"
            )
            continue
        tag = display.tags[0]
        if tag not in statements:
            found.append(f"expected the id of a record or of a line of its derivation; got \\tag{{{tag}}}")
        elif display.latex != markdown.folded(statements[tag]):
            found.append(
                f"{tag}: expected {markdown.folded(statements[tag])!r} as in the ledger; got {display.latex!r}"
            )
        if display.above != f'<a id="eq-{tag}"></a>':
            found.append(f'{tag}: expected <a id="eq-{tag}"></a> on the line above; got {display.above!r}')
    return found


def anchors(notebook: NotebookNode) -> list[str]:
    """No name is given twice."""
    counts = Counter(markdown.anchors(words(notebook)))
    return [f"expected each anchor once; got {name!r} {n} times" for name, n in counts.items() if n > 1]


def links(source: str, folder: Path, own: set[str], generated: Mapping[str, str]) -> list[str]:
    """Every link leads to a file that is there, and in it to an anchor that is there; takes Markdown.

    `own` are the anchors of the text itself, `generated` the pages that the build will make, by name.
    """
    found = []
    for target in markdown.links(source):
        name, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = Path(os.path.normpath(folder / name))
        if name.startswith("_generated/") or "/_generated/" in name:
            if path.name not in generated:
                found.append(f"expected a page that the build makes; got {target!r}")
                continue
            known = set(markdown.anchors(generated[path.name]))
        elif not name:
            known = own
        elif path.is_dir():
            known = set()
        elif not path.is_file():
            found.append(f"expected a link to a file that is there; got {target!r}")
            continue
        else:
            known = set(markdown.anchors(markdown.read(path))) if path.suffix in {".md", ".ipynb"} else set()
        if anchor and anchor not in known:
            found.append(f"expected a link to an anchor that is there; got {target!r}")
    return found


def captions(notebook: NotebookNode, chapter: int) -> list[str]:
    """Each figure is followed by its caption, numbered in order, whose plain first line is the alternative text."""
    found = []
    for n, (image, caption) in enumerate(figures(notebook), start=1):
        match = CAPTION.match(caption or "")
        if not match:
            found.append(f"figure {n}: expected *Figure {chapter}.{n}.* and words below it; got {caption!r:.60}")
            continue
        if match[1] != f"Figure {chapter}.{n}":
            found.append(f"expected Figure {chapter}.{n}; got {match[1]}")
        if "$" in match[2] or "](" in match[2]:
            found.append(f"{match[1]}: expected plain words in the first line; got {match[2]!r}")
        if image.metadata.get("image/png", {}).get("alt") != alternative_text(caption):
            found.append(
                f"{match[1]}: expected the caption's first line as alternative text; execute the notebook again"
            )
    return found


def exercises(notebook: NotebookNode) -> list[Exercise]:
    """The exercises, each with the two cells below its question."""
    found = []
    for i, cell in enumerate(notebook.cells):
        match = EXERCISE.search(cell.source) if cell.cell_type == "markdown" else None
        if match:
            below = [*notebook.cells[i + 1 : i + 3], None, None][:2]
            solution = SOLUTION.fullmatch(below[1].source) if below[1] else None
            is_code = below[0] is not None and below[0].cell_type == "code"
            found.append(Exercise(match[1], below[0].source if is_code else None, solution[1] if solution else None))
    return found


def questions(notebook: NotebookNode, chapter: int) -> list[str]:
    """Three to five exercises, numbered, each with a cell to answer in and a folded solution."""
    found = []
    asked = exercises(notebook)
    if not 3 <= len(asked) <= 5:
        found.append(f"expected three to five exercises; got {len(asked)}")
    for n, exercise in enumerate(asked, start=1):
        if exercise.id != f"{chapter}.{n}":
            found.append(f"expected Exercise {chapter}.{n}; got {exercise.id}")
        lines = (exercise.cell or "").splitlines()
        if "answer = None  # replace None" not in lines or lines[-1] != f'check("{exercise.id}", answer)':
            found.append(f"Exercise {exercise.id}: expected a cell that sets `answer` to None and checks it below")
        if exercise.solution is None:
            found.append(f"Exercise {exercise.id}: expected a folded solution below its cell")
    return found


def form(notebook: NotebookNode) -> list[str]:
    """The metadata are what our executor leaves."""
    as_executed = normalised(copy.deepcopy(notebook))
    return [] if as_executed == notebook else ["expected metadata as `make notebooks` leaves them; got others"]
