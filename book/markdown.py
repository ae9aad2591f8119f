r"""Read the Markdown that notebooks and pages share: displayed equations, anchors, links, outside code."""

import re
from pathlib import Path
from typing import NamedTuple

import nbformat

FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1`*\s*?$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+).+?\1", re.DOTALL)
DISPLAY = re.compile(
    r"\$\$(?P<dollars>.*?)\$\$"
    r"|\\\[(?P<brackets>.*?)\\\]"
    r"|\\begin\{(?P<name>equation|align|gather|multline|eqnarray)\*?\}(?P<environment>.*?)\\end\{(?P=name)\*?\}",
    re.DOTALL,
)
TAG = re.compile(r"\\tag\{([^}]*)\}")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)|<a\s[^>]*href=\"([^\"]+)\"")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$", re.MULTILINE)


class Display(NamedTuple):
    r"""A displayed equation: its form, the ids in its ``\tag``, its LaTeX without them, the line directly above it."""

    form: str
    tags: tuple[str, ...]
    latex: str
    above: str


def prose(text: str) -> str:
    """The text without its code, fenced or inline: what a reader sees as words and formulas."""
    return CODE.sub("", FENCE.sub("", text))


def folded(latex: str) -> str:
    r"""LaTeX with every run of white space as one blank.

    Examples
    --------
    >>> folded("a +\n   b ")
    'a + b'
    """
    return " ".join(latex.split())


def displays(text: str) -> list[Display]:
    r"""All displayed equations of a text, whatever form they are written in.

    Examples
    --------
    >>> displays('<a id="eq-NS1"></a>\n$$ p = \\sigma(x) \\tag{NS1} $$')[0].latex
    'p = \\sigma(x)'
    """
    words = prose(text)
    found = []
    for match in DISPLAY.finditer(words):
        form = "$$" if match["dollars"] is not None else match[0].split("}")[0].split("[")[0]
        inside = next(part for part in match.group("dollars", "brackets", "environment") if part is not None)
        above = words[: match.start()].rstrip(" ").removesuffix("\n").rpartition("\n")[2]
        found.append(Display(form, tuple(TAG.findall(inside)), folded(TAG.sub("", inside)), above.strip()))
    return found


def anchors(text: str) -> list[str]:
    """The names that links can point to, repeats included."""
    return ANCHOR.findall(prose(text))


def links(text: str) -> list[str]:
    """The targets of all links.

    Examples
    --------
    >>> links("see [(NS6)](03_b.ipynb#eq-NS6)")
    ['03_b.ipynb#eq-NS6']
    """
    return [markdown or html for markdown, html in LINK.findall(prose(text))]


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(len(marks), words) for marks, words in HEADING.findall(FENCE.sub("", text))]


def read(path: Path) -> str:
    """The Markdown of a page, or of all Markdown cells of a notebook."""
    if path.suffix != ".ipynb":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def title(text: str) -> str:
    """The words of the first heading."""
    return next((words for _, words in headings(text)), "")
