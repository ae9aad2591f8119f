"""Every notebook keeps to the rules, and every rule rejects a notebook that does not."""

import contextlib
import io
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from book import execute, markdown, pages, rules
from w2vexplained import ledger

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = execute.notebooks()
PAGES = sorted((ROOT / "book").glob("*.md"))
STATEMENTS = {record.id: record.latex for record in ledger.records()} | {
    f"{record.id}.{n}": line.latex for record in ledger.records() for n, line in enumerate(record.derivation, start=1)
}


def chapter(path):
    return int(path.name[:2])


def read(path):
    return nbformat.read(path, as_version=4)


def stub_measurements():
    """What the pages show, without measuring: here only their links matter."""
    return {
        r.id: [
            {"method": w.method, "claim": w.claim, "measured": 0.0, "bound": 0.0, "passed": True, "note": ""}
            for w in r.witnesses
        ]
        for r in ledger.records()
    }


@pytest.fixture(scope="module")
def generated():
    return pages.pages(ledger.records(), stub_measurements(), pages.used(NOTEBOOKS))


# Each rule on each notebook


RULES = {
    "execution": lambda nb, n: rules.execution(nb),
    "outputs": lambda nb, n: rules.outputs(nb),
    "comparison": lambda nb, n: rules.comparison(nb),
    "code": lambda nb, n: rules.code(nb),
    "text": lambda nb, n: rules.text(nb),
    "equations": lambda nb, n: rules.equations(rules.words(nb), STATEMENTS),
    "anchors": lambda nb, n: rules.anchors(nb),
    "captions": rules.captions,
    "questions": rules.questions,
    "form": lambda nb, n: rules.form(nb),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_keeps_to_rule(path, rule):
    assert RULES[rule](read(path), chapter(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_of_notebook_resolve(path, generated):
    words = rules.words(read(path))
    assert rules.links(words, path.parent, set(markdown.anchors(words)), generated) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_links_to_no_page_that_git_does_not_hold(path):
    assert [link for link in markdown.links(rules.words(read(path))) if "_generated" in link] == []


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_links_and_equations_of_page_hold(path, generated):
    source = path.read_text(encoding="utf-8")
    assert rules.links(source, path.parent, set(markdown.anchors(source)), generated) == []
    assert rules.equations(source, STATEMENTS) == []


def test_every_record_is_displayed_in_a_notebook():
    displayed = pages.used(NOTEBOOKS)
    assert [record.id for record in ledger.records() if record.id not in displayed] == []


def answered(exercise, notebook):
    """Whether the exercise's own check passes its folded solution, and what it says to no answer."""
    from w2vexplained.classroom import judge

    names = {}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for source in (rules.code_cells(notebook)[0].source, exercise.cell, exercise.solution):
            exec(compile(source, f"Exercise {exercise.id}", "exec"), names)
    return judge(exercise.id, names["answer"]), said.getvalue()


EXERCISES = [(path, exercise.id) for path in NOTEBOOKS for exercise in rules.exercises(read(path))]


@pytest.mark.parametrize(("path", "id"), EXERCISES, ids=[id for _, id in EXERCISES])
def test_folded_solution_passes_its_own_check(path, id):
    notebook = read(path)
    (exercise,) = [exercise for exercise in rules.exercises(notebook) if exercise.id == id]
    verdict, said = answered(exercise, notebook)
    assert verdict.passed, verdict.message
    assert "no answer yet" in said


@pytest.mark.parametrize("id", [id for _, id in EXERCISES])
def test_no_answer_passes_no_check(id):
    from w2vexplained.classroom import judge

    assert not judge(id, None).passed


# Each rule on a notebook that breaks it


def code_cell(source, n=1, outputs=(), **metadata):
    return new_code_cell(source, execution_count=n, outputs=list(outputs), metadata=metadata)


def printed(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def image(alt=None):
    metadata = {"image/png": {"alt": alt}} if alt else {}
    return new_output("display_data", data={"image/png": "", "text/plain": "<Figure>"}, metadata=metadata)


def good_exercise(n):
    return [
        new_markdown_cell(f"## Again\n\n### Exercise 3.{n}: add\n\nHow much is 1 + {n}?"),
        code_cell(f'answer = None  # replace None\ncheck("3.{n}", answer)', n + 3, [printed("no answer yet")]),
        new_markdown_cell(f"<details><summary>Solution</summary>\n\n```python\nanswer = {1 + n}\n```\n\n</details>"),
    ]


def good():
    """A notebook in which nothing is wrong."""
    cells = [
        new_markdown_cell("# Title\n\n## Section\n\nWords, $x < y$ and `{code}`."),
        code_cell("import numpy as np"),
        new_markdown_cell('See [(NS6)](#eq-NS6).\n\n<a id="eq-NS6"></a>\n$$\na +  b \\tag{NS6}\n$$'),
        code_cell("print(2)", 2, [printed("2\n")]),
        code_cell("draw()", 3, [image("Figure 3.1. A line.")]),
        new_markdown_cell("*Figure 3.1.* A line.\nIt rises."),
        *(cell for n in (1, 2, 3) for cell in good_exercise(n)),
    ]
    return execute.normalised(new_notebook(cells=cells))


LEDGER = {"NS6": "a + b", "NS6.1": "c"}


def breaches(notebook):
    """Everything that any rule finds."""
    words = rules.words(notebook)
    return [
        *rules.execution(notebook),
        *rules.outputs(notebook),
        *rules.comparison(notebook),
        *rules.code(notebook),
        *rules.text(notebook),
        *rules.equations(words, LEDGER),
        *rules.anchors(notebook),
        *rules.links(words, ROOT / "notebooks", set(markdown.anchors(words)), {}),
        *rules.captions(notebook, 3),
        *rules.questions(notebook, 3),
        *rules.form(notebook),
    ]


def test_good_notebook_breaks_no_rule():
    assert breaches(good()) == []


def with_cell(index, **changes):
    """The good notebook with attributes of one cell replaced."""
    notebook = good()
    notebook.cells[index].update(changes)
    return notebook


def with_words(words):
    return with_cell(0, source="# Title\n\n## Section\n\n" + words)


SPECIMENS = {
    "cell not executed": (with_cell(3, execution_count=None), "expected execution count 2"),
    "cells out of order": (with_cell(3, execution_count=3), "expected execution count 2"),
    "print without stored output": (with_cell(3, outputs=[]), "got no output"),
    "standard error": (with_cell(3, outputs=[printed("!", "stderr")]), "nothing on standard error"),
    "error": (
        with_cell(3, outputs=[new_output("error", ename="KeyError", evalue="", traceback=[])]),
        "expected no error; got KeyError",
    ),
    "path": (with_cell(3, outputs=[printed("see /home/ada/x.txt")]), "every machine prints"),
    "address": (with_cell(3, outputs=[printed("<C at 0x7f685aa9b1a0>")]), "every machine prints"),
    "raw repr": (with_cell(3, outputs=[printed("[np.float64(0.5)]")]), "every machine prints"),
    "tag that exempts": (with_cell(3, metadata={"tags": ["nbval-ignore-output"]}), "no exemption"),
    "comment that exempts": (with_cell(3, source="# NBVAL_SKIP\nprint(2)"), "no exemption"),
    "second import": (with_cell(3, source="import os\nprint(2)"), "another import"),
    "import inside a function": (with_cell(4, source="def f():\n    from os import path"), "another import"),
    "magic": (with_cell(3, source="%time print(2)"), "no magic"),
    "empty cell": (with_cell(4, source=""), "empty cell"),
    "two titles": (with_cell(2, source="# Again"), "expected one title"),
    "section before the title": (with_cell(0, source="## Section\n\n# Title"), "expected one title"),
    "level skipped": (with_words("#### Deep"), "heading level skipped"),
    "MyST directive": (with_words("```{note}\nx\n```"), "plain Markdown"),
    "MyST role": (with_words("{eq}`NS6`"), "plain Markdown"),
    "raw HTML": (with_words("<div>x</div>"), "plain Markdown"),
    "equation without tag": (with_words("$$a + b$$"), "one \\tag"),
    "equation with two tags": (with_words("$$a \\tag{NS6} b \\tag{NS6.1}$$"), "one \\tag"),
    "bare environment": (with_words("\\begin{align}a\\end{align}"), "one \\tag"),
    "starred environment": (with_words("\\begin{equation*}a\\end{equation*}"), "one \\tag"),
    "brackets": (with_words("\\[a + b\\]"), "one \\tag"),
    "unknown id": (with_words('<a id="eq-NS9"></a>\n$$a \\tag{NS9}$$'), "id of a record"),
    "other formula": (
        with_words('<a id="eq-NS6.1"></a>\n$$d \\tag{NS6.1}$$'),
        "expected 'c' as in",
    ),
    "equation without anchor": (with_words("$$c \\tag{NS6.1}$$"), "on the line above; got ''"),
    "anchor two lines above": (with_words('<a id="eq-NS6.1"></a>\n\n$$c \\tag{NS6.1}$$'), "on the line above"),
    "anchor of another": (with_words('<a id="eq-NS1"></a>\n$$c \\tag{NS6.1}$$'), "on the line above"),
    "anchor twice": (with_words('<a id="eq-NS6"></a>'), "'eq-NS6' 2 times"),
    "link to no file": (with_words("[x](nowhere.ipynb)"), "a file that is there"),
    "link to no anchor": (with_words("[x](#eq-NS7)"), "an anchor that is there"),
    "link to no anchor of a page": (with_words("[x](../book/notation.md#nowhere)"), "an anchor that is there"),
    "link to no generated page": (with_words("[x](../book/_generated/x.md)"), "a page that the build makes"),
    "figure without caption": (with_cell(5, source="Some words."), "expected *Figure 3.1.*"),
    "caption of another figure": (with_cell(5, source="*Figure 3.2.* A line."), "expected Figure 3.1"),
    "formula in the first line": (with_cell(5, source="*Figure 3.1.* A line $x$."), "expected plain words"),
    "old alternative text": (with_cell(5, source="*Figure 3.1.* A curve."), "execute the notebook again"),
    "two exercises": (new_notebook(cells=good().cells[:-3]), "three to five exercises; got 2"),
    "wrong number": (with_cell(6, source="### Exercise 4.1: add"), "expected Exercise 3.1; got 4.1"),
    "answer given away": (with_cell(7, source='answer = 2\ncheck("3.1", answer)'), "sets `answer` to None"),
    "answer unchecked": (with_cell(7, source="answer = None  # replace None"), "sets `answer` to None"),
    "no solution": (with_cell(8, source="Think again."), "expected a folded solution"),
    "solution not folded": (with_cell(8, source="```python\nanswer = 2\n```"), "expected a folded solution"),
    "other metadata": (with_cell(3, metadata={"collapsed": True}), "as `make notebooks` leaves them"),
}


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_rules_reject(specimen):
    notebook, sentence = SPECIMENS[specimen]
    assert [breach for breach in breaches(notebook) if sentence in breach]


def test_wrong_solution_does_not_pass(monkeypatch):
    notebook = good()
    notebook.cells[1].source = "def check(id, answer):\n    print('no answer yet')"
    exercise = rules.exercises(notebook)[0]
    import w2vexplained.classroom

    seen = []
    monkeypatch.setattr(w2vexplained.classroom, "judge", lambda id, answer: seen.append((id, answer)))
    assert "no answer yet" in answered(exercise, notebook)[1]
    assert seen == [("3.1", 2)]


# The executor


def test_executor_fills_outputs_and_writes_only_what_changed(tmp_path):
    path = tmp_path / "03_sample.ipynb"
    cells = [new_code_cell("import sys\nprint(sys.stdout.encoding)"), new_code_cell("print(1 + 1)")]
    nbformat.write(new_notebook(cells=cells, metadata={"language_info": {"name": "python", "version": "9"}}), path)
    assert execute.refresh(path) == "changed"
    first = path.read_bytes()
    assert execute.refresh(path) == "unchanged"
    assert path.read_bytes() == first
    notebook = read(path)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2]
    assert notebook.cells[1].outputs[0].text == "2\n"
    assert notebook.metadata.language_info == {"name": "python"}
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


DRAW = """import time
from IPython.display import display
display({{"image/png": str(time.time_ns()), "text/plain": {said!r}}}, raw=True)"""


def test_a_picture_of_times_alone_changes_no_notebook(tmp_path):
    path = tmp_path / "03_sample.ipynb"

    def outcomes(said, **metadata):
        nbformat.write(new_notebook(cells=[new_code_cell(DRAW.format(said=said), metadata=metadata, id="a")]), path)
        return [execute.refresh(path) for _ in range(2)]

    assert outcomes("a curve") == ["changed", "changed"]
    assert outcomes("a curve", tags=["measured"]) == ["changed", "unchanged"]
    before = read(path).cells[0].outputs[0].data
    notebook = read(path)
    notebook.cells[0].outputs[0].data["text/plain"] = "another"
    nbformat.write(notebook, path)
    assert execute.refresh(path) == "changed"
    after = read(path).cells[0].outputs[0].data
    assert after["text/plain"] == before["text/plain"]
    assert after["image/png"] != before["image/png"]  # whole, not half of one run and half of another


def test_failing_notebook_is_left_as_it_was(tmp_path, capsys):
    path = tmp_path / "03_sample.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    assert execute.main([str(path)]) == 1
    assert path.read_bytes() == before
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_cells_keep_their_ids():
    notebook = new_notebook(cells=[new_markdown_cell("x", id="stays")])
    assert execute.normalised(notebook).cells[0].id == "stays"


# Reading Markdown


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[`code`](b.md#c)", ["b.md#c"]),
        ("[[x]](b.md)", ["b.md"]),
        ('<a href="b.md">b</a>', ["b.md"]),
        ("`[a](b.md)`", []),
        ("```\n[a](b.md)\n```", []),
        ("![a](b.png)", []),
    ],
)
def test_links_are_read_outside_code(source, links):
    assert markdown.links(source) == links


def test_displays_in_code_are_none():
    assert markdown.displays("`$$x$$`\n\n```latex\n$$y$$\n```") == []


def test_row_breaks_are_no_brackets():
    (display,) = markdown.displays("$$\n\\begin{aligned} a &= b \\\\[4pt] &= c \\end{aligned} \\tag{NS1}\n$$")
    assert display.form == "$$"
    assert display.tags == ("NS1",)


def test_headings_in_code_are_none():
    assert markdown.headings("# A\n\n```python\n# no heading\n```\n## B") == [(1, "A"), (2, "B")]


def test_readme_shows_no_machine_path():
    assert not re.search(rules.MACHINE, (ROOT / "README.md").read_text(encoding="utf-8"))
