import ast
import subprocess
import sys
from collections import Counter

import pytest

from w2vexplained.corpus.documentation import (
    PACKAGES,
    documentation_strings,
    prose,
    read_documentation,
    source_files,
)

SOURCE = '''
"""A module."""
x = "a # b"  # don't stop: """not one"""; an odd """
y = """no documentation"""


def f():
    r\'\'\'Say "hello" and \\'\\'\\' too.\'\'\'
    return \'"""\'


def g():
    """Quotes \\""" inside."""


add("f", """also none""",
    """
    attached by a call
    """)
'''

DOCSTRING = """
Return the sum, as `total`.

The rows of ``x`` are added by :func:`numpy.add` in 3 steps,
see `scipy.stats` and ``f(x) = 1``.

Parameters
----------
x : array_like, optional
    The numbers to add.

.. math:: \\sum_i x_i

.. versionadded:: 1.2
   Something new.

A literal block follows::

    x = hidden
      deeper hidden

Prose after it, and $hidden sum$ inside.

Examples
--------
>>> hidden(1)
hidden
And this is hidden too.

The last words.

.. [1] A. Author, "Hidden title",
   Journal.
"""


def test_texts_in_triple_quotes_that_begin_their_line_are_found():
    texts = documentation_strings(SOURCE)
    assert [text.strip() for text in texts] == [
        "A module.",
        r"Say " '"hello"' r" and \'\'\' too.",
        r'Quotes \""" inside.',
        "attached by a call",
    ]


def test_prose_remains_and_nothing_else():
    left = prose(DOCSTRING)
    for words in ("Return the sum, as", "total", "rows of", "The numbers to add", "Prose after it", "The last words"):
        assert words in left
    for code in (
        "hidden",
        "Hidden",
        "Parameters",
        "----",
        "array_like",
        "numpy",
        "scipy",
        "sum_i",
        "new",
        "^",
        "3",
        "`",
    ):
        assert code not in left


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")  # what others write is theirs
def test_documentation_agrees_with_the_parser_of_the_language():
    # Over numpy only, for the sake of time. The parser resolves escapes and this reader does not, so openings are
    # compared; a docstring of one line may stand in single quotes, which are not looked for.
    found, expected = Counter(), Counter()
    for path in source_files("numpy"):
        source = path.read_text("utf-8")
        found.update(text[:30] for text in documentation_strings(source))
        expected.update(text[:30] for text in _docstrings(ast.parse(source)) if "\n" in text and "\\" not in text[:30])
    assert expected.total() > 1000
    assert (expected - found).total() <= 0.002 * expected.total()


def _docstrings(tree):
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return [ast.get_docstring(node, clean=False) or "" for node in ast.walk(tree) if isinstance(node, kinds)]


def test_tests_are_left_out_and_files_are_sorted():
    files = source_files("numpy")
    assert files == sorted(files)
    assert not any({"tests", "testing"} & set(path.parts) for path in files)
    assert any(path.name == "fromnumeric.py" for path in files)


def test_the_whole_documentation_is_a_corpus_of_a_million_words():
    sentences = read_documentation()
    tally = Counter(word for words in sentences for word in words)
    assert tally.total() > 1_000_000
    assert all(sentences)
    assert min(tally[word] for word in ("rows", "columns", "maximum", "left", "eigenvalues", "random")) > 100
    assert all(word == word.lower() for word in tally)


def test_reading_twice_gives_the_same_sentences():
    assert read_documentation(["numpy"]) == read_documentation(["numpy"])


def test_nothing_is_imported():
    code = (
        "import sys; from w2vexplained.corpus.documentation import read_documentation as r; r(['sklearn']);"
        f"print(sorted(set({PACKAGES!r}) & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("name", ["no_such_package", "json.decoder", "sys", ""])
def test_a_missing_package_is_named(name):
    with pytest.raises(ModuleNotFoundError, match=f"expected an installed package of Python files; got {name!r}"):
        read_documentation(["numpy", name])


def test_one_name_is_no_sequence_of_names():
    with pytest.raises(TypeError, match="expected a sequence of names of packages; got the text 'numpy'"):
        read_documentation("numpy")
