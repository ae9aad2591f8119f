r"""What Sphinx lacks for plain notebooks: anchors that references are checked against, ``\tag``, alternative text.

Notebooks keep to Markdown that Jupyter and repository pages show too, hence no MyST roles or directives in them.
"""

import importlib.util
import re
import shutil
from pathlib import Path

import nbformat
from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from book.execute import alternative_text

ANCHOR = re.compile(r'<a id="([^"]+)">')
ATTACHED = re.compile(r"^(.*</a>) *\n\$\$", re.MULTILINE)


class Anchors(SphinxTransform):
    """Let links to ``<a id="name"></a>`` be checked as links to headings are: a wrong one is a warning, hence an error.

    MyST keeps the slugs of headings in ``myst_slugs``; runs just before MyST resolves links within a page.
    """

    default_priority = 878

    def apply(self, **kwargs: object) -> None:
        """Enter the anchors of this page beside its headings."""
        anchors = {}
        for node in self.document.findall(nodes.raw):
            for name in ANCHOR.findall(node.astext()):
                if name in anchors:
                    raise ValueError(f"{self.env.docname}: expected each anchor once; got {name!r} twice")
                anchors[name] = (node.line or 0, name, name)
        self.document.myst_slugs = {**getattr(self.document, "myst_slugs", {}), **anchors}
        self.env.metadata[self.env.docname]["myst_slugs"] = self.document.myst_slugs


class Captions(SphinxTransform):
    """Give each image of an output the first line of the caption below it as alternative text."""

    default_priority = 878

    def apply(self, **kwargs: object) -> None:
        """Look from each image to the next paragraph."""
        for image in self.document.findall(nodes.image):
            below = image.next_node(nodes.paragraph, ascend=True)
            if "alt" not in image and below is not None:
                image["alt"] = alternative_text(below.rawsource)


class _KeyLabels(BaseLabelStyle):
    """Label an entry of the bibliography with the key that docstrings cite."""

    def format_labels(self, entries: list[Entry]) -> list[str]:
        return [entry.key for entry in entries]


class KeyedStyle(PlainStyle):
    """The plain bibliography, labelled GL2014 rather than 1."""

    default_label_style = _KeyLabels


def set_apart(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put a blank line between an anchor and its ``$$``, without which MyST reads both as words."""
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        source[0] = ATTACHED.sub(r"\1\n\n$$", source[0])
        return
    notebook = nbformat.reads(source[0], as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = ATTACHED.sub(r"\1\n\n$$", cell.source)
    source[0] = nbformat.writes(notebook)


def unwrap_display(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    r"""Write displayed equations without Sphinx's ``split`` around them, inside which MathJax refuses ``\tag``."""
    for node in doctree.findall(nodes.math_block):
        node["no-wrap"] = node["nowrap"] = True
        node[:] = [nodes.Text(rf"\[{node.astext()}\]")]


def copy_mathjax(app: Sphinx, error: Exception | None) -> None:
    """Put MathJax beside the pages, as one file."""
    if error is None and app.builder.format == "html":
        package = importlib.util.find_spec("sphinx-mathjax-offline").submodule_search_locations[0]
        source = Path(package) / "static" / "mathjax" / "tex-svg-full.js"
        shutil.copyfile(source, Path(app.outdir) / "_static" / "mathjax.js")


def setup(app: Sphinx) -> dict:
    """Register everything above."""
    register_plugin("pybtex.style.formatting", "keyed", KeyedStyle)
    app.add_transform(Anchors)
    app.add_transform(Captions)
    app.connect("source-read", set_apart)
    app.connect("doctree-resolved", unwrap_display)
    app.connect("build-finished", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
