r"""A real English corpus that needs no download: the documentation strings of scientific packages.

They are on every reader's machine, since the project requires the packages. Their files are read as text;
nothing is imported or run. What is not prose (examples of code, formulas, declarations) is left out.
"""

import re
from importlib.util import find_spec
from pathlib import Path

from w2vexplained.corpus.text import tokenize

PACKAGES = ("numpy", "scipy", "sklearn", "matplotlib", "sympy")
TEST_FOLDERS = {"test", "tests", "testing"}

# Comments and one-line strings are matched too, for they may hold quotation marks. Held against ast.parse, this finds
# all but 77 one-liners of the 23,327 docstrings of the five packages, in an eighth of the time (1.2 s, not 10 s), and
# besides them the texts that are attached to compiled functions by a call.
STRING = re.compile(r"""#[^\n]*|("{3}|'{3})(?P<text>.*?)(?<!\\)\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)

_INDENTED_BELOW = r"(?:\n(?:[ \t]*$|\1[ \t]+\S.*))*"  # and blank lines; \1 is the indentation of the first line
_BLOCKS = r"math|code|plot|ipython|sourcecode|parsed-literal|figure|image|table|csv-table|list-table|include|raw"
_LISTS = r"auto|toctree|currentmodule|index|version|deprecated|\[|_|\|"  # the last three: references, targets, names

# Consumed from left to right with its mate, so that no closing backtick is taken for an opening one.
IN_BACKTICKS = re.compile(r"(?::[\w:+-]+:)?(`{1,2})(?:(?P<word>[^\W\d_]+)|[^`\n]+)\1")

NOT_PROSE = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[ \t]*>>>.*(?:\n[ \t]*\S.*)*",  # an example with its output, up to the next blank line
        rf"^([ \t]*)\.\. (?:{_BLOCKS}|{_LISTS}).*{_INDENTED_BELOW}",  # a directive with its block
        r"(?<=::)(?:\n[ \t]*$)*\n([ \t]+)\S.*(?:\n(?:[ \t]*$|\1.*))*",  # a literal block after "::"
        r"^.*\n[ \t]*([-=~^*_+#])\1{2,}[ \t]*$",  # an underlined title
        r"^[ \t]*[\w*][\w*., '\"`{}\[\]-]* : .*$",  # the declaration of a parameter
        r"\$[^$\n]+\$",  # a formula
        r"(?<!\S)\S*?(?:\w[.=(\[{/\\^@:*+]+\w|[\d_\\<>=|])\S*",  # names with dots or underscores, numbers, operators
    )
)


def read_documentation(packages=PACKAGES):
    """Return the prose of the documentation strings of installed packages.

    Parameters
    ----------
    packages : sequence of str
        Names to import them by; none is imported.

    Returns
    -------
    list of lists of str
        Sentences of lower-case words, by package, file and place. A text that stands in several places comes once.
        The same installed versions give the same sentences.

    Raises
    ------
    TypeError
        If one name is given instead of a sequence.
    ModuleNotFoundError
        If a package is not installed, or has no source files.
    """
    if isinstance(packages, str):
        raise TypeError(f"expected a sequence of names of packages; got the text {packages!r}")
    files = [path for package in packages for path in source_files(package)]
    texts = (text for path in files for text in documentation_strings(path.read_text("utf-8", errors="replace")))
    return tokenize(prose("\n\n".join(dict.fromkeys(texts))))


def source_files(package):
    """Find the Python files of an installed package, without its tests.

    Parameters
    ----------
    package : str
        Its name to import it by.

    Returns
    -------
    list of pathlib.Path
        Sorted.

    Raises
    ------
    ModuleNotFoundError
        If there is no such package.
    """
    spec = find_spec(package) if package.isidentifier() else None
    folders = (spec and spec.submodule_search_locations) or ()
    files = [
        path
        for folder in map(Path, folders)
        for path in folder.rglob("*.py")
        if not TEST_FOLDERS & set(path.relative_to(folder).parts)
    ]
    if not files:
        raise ModuleNotFoundError(f"expected an installed package of Python files; got {package!r}", name=package)
    return sorted(files)


def documentation_strings(source):
    '''Find the texts in triple quotes that begin their line.

    Parameters
    ----------
    source : str
        Python source.

    Returns
    -------
    list of str
        The texts, as they are written.

    Examples
    --------
    >>> documentation_strings("""def f():
    ...     \'\'\'Add one.\'\'\'
    ...     x = \'\'\'no documentation\'\'\'""")
    ['Add one.']
    '''
    return [m["text"] for m in STRING.finditer(source) if m["text"] and _begins_line(source, m.start())]


def prose(documentation):
    """Leave out what is not prose: examples, formulas, titles, declarations, references, names of code.

    Parameters
    ----------
    documentation : str
        Documentation in the manner of Sphinx and numpydoc.

    Returns
    -------
    str
        The rest.

    Examples
    --------
    >>> prose("Add `x` to :func:`numpy.sum`, as above.").split()
    ['Add', 'x', 'to', ',', 'as', 'above.']
    """
    documentation = IN_BACKTICKS.sub(r" \g<word> ", documentation)
    for pattern in NOT_PROSE:
        documentation = pattern.sub(" ", documentation)
    return documentation


def _begins_line(source, start):
    return not source[source.rfind("\n", 0, start) + 1 : start].strip(" \trRuU")
