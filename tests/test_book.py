"""The book as a reader opens it: built without a warning, read from a folder, looked at in a browser."""

import html.parser
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest

from book import execute, graph, pages
from w2vexplained import ledger

ROOT = Path(__file__).resolve().parent.parent
MISSING = [name for name in ("sphinx", "myst_nb", "sphinx_book_theme") if importlib.util.find_spec(name) is None]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --allow-file-access-from-files --disable-web-security "
    "--enable-logging=stderr --window-size=1400,900 --virtual-time-budget=2000000 --dump-dom"
).split()

# Visits pages one after another in a frame as wide as a desktop and as a phone, and writes down what it sees.
VISIT = r"""
const seen = [];
const SCROLLS = "div.math, div.derivation, .pst-scrollable-table-container, pre";
async function visit(address, width) {
    const frame = document.createElement("iframe");
    frame.width = width; frame.height = 900; frame.src = address;
    document.body.append(frame);
    await new Promise(done => frame.onload = done);
    const page = frame.contentWindow, text = frame.contentDocument;
    if (page.MathJax) await page.MathJax.startup.promise;
    const words = text.createTreeWalker(text.body, NodeFilter.SHOW_TEXT);
    const raw = [];
    while (words.nextNode()) {
        const inside = words.currentNode.parentElement.closest("script, style, pre, code, mjx-container, .katex");
        if (!inside && /\\[\[(]|\$\$|\\tag|\\frac|\\sum/.test(words.currentNode.data)) raw.push(words.currentNode.data);
    }
    seen.push({
        address, width, raw,
        errors: [...text.querySelectorAll("[data-mml-node=merror]")].map(node => node.textContent),
        formulas: text.querySelectorAll("mjx-container").length,
        expected: text.querySelectorAll(".math").length,
        overflow: text.documentElement.scrollWidth - width,
        outside: page.performance.getEntriesByType("resource").map(entry => entry.name)
            .filter(name => !/^(file|data|blob):/.test(name)),
        scrolling: [...text.querySelectorAll("div.math")].filter(node => node.scrollWidth > node.clientWidth + 1)
            .map(node => node.textContent.slice(0, 80)),
        cut: [...text.querySelectorAll("article mjx-container, article svg")]
            .filter(node => node.getBoundingClientRect().right > width && !node.closest(SCROLLS))
            .map(node => node.parentElement.textContent.slice(0, 80)),
        broken: [...text.images].filter(image => !image.naturalWidth).map(image => image.src),
    });
    frame.remove();
}
(async () => {
    for (const address of ADDRESSES) for (const width of [1400, 400]) await visit(address, width);
    document.body.textContent = "SEEN" + JSON.stringify(seen) + "END";
})();
"""


def stand_in_measurements(records):
    """Numbers for the pages: here it matters how they are shown, and measuring has its own tests."""
    return {
        r.id: [
            {"method": w.method, "claim": w.claim, "measured": 1e-16, "bound": 1e-12, "passed": True, "note": "n"}
            for w in r.witnesses
        ]
        for r in records
    }


def built(folder, records):
    """Build the book in a copy, so that nothing that the tests do is left in a reader's build."""
    ignore = shutil.ignore_patterns("_build", "_generated", "__pycache__", ".ipynb_checkpoints")
    for name in ("book", "notebooks"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    texts = pages.pages(records, stand_in_measurements(records), pages.used(execute.notebooks()))
    pages.write(texts, folder / "book" / "_generated")
    return sphinx(folder)


def sphinx(folder):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-c", "book", ".", "html"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """The folder of the built book."""
    if MISSING:
        pytest.skip(f"the book's extra is not installed: {', '.join(MISSING)}")
    folder = tmp_path_factory.mktemp("the book")
    ran = built(folder, ledger.records())
    assert (ran.returncode, ran.stderr) == (0, "")
    return folder / "html"


class Page(html.parser.HTMLParser):
    """What a page of HTML points to, and what can be pointed to in it."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.loads, self.images = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        self.ids += [names[key] for key in ("id", "name") if names.get(key) and tag != "meta"]
        if tag == "a" and "href" in names:
            self.links.append(names["href"])
        if tag in {"script", "img", "iframe"} and names.get("src"):
            self.loads.append(names["src"])
        if tag == "link" and "stylesheet" in names.get("rel", ""):
            self.loads.append(names["href"])
        if tag == "img":
            self.images.append(names)


def read(book):
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(book.rglob("*.html"))}


def dangling(path, page, everything):
    """Links of a page within the book that lead to no page or to no place in it."""
    found = []
    for link in page.links:
        if re.match(r"[a-z]+:", link):
            continue
        name, _, place = link.partition("#")
        target = (path.parent / unquote(name)).resolve() if name else path
        if not target.exists():
            found.append(link)
        elif place and target.suffix == ".html" and unquote(place) not in everything[target].ids:
            found.append(link)
    return found


def test_every_link_leads_somewhere(book):
    everything = read(book)
    assert {path.name: links for path, page in everything.items() if (links := dangling(path, page, everything))} == {}


def test_dangling_link_is_found(tmp_path):
    path = tmp_path / "a.html"
    path.write_text('<p id="here"></p>')
    page = Page('<a href="#here"></a><a href="#there"></a><a href="b.html"></a>')
    assert dangling(path, page, {path: Page(path.read_text())}) == ["#there", "b.html"]


def test_pages_load_nothing_from_elsewhere(book):
    loads = {path.name: page.loads for path, page in read(book).items()}
    assert [
        (name, address) for name, many in loads.items() for address in many if re.match(r"(https?:)?//", address)
    ] == []


def test_every_image_has_alternative_text(book):
    images = [(path.name, image) for path, page in read(book).items() for image in page.images]
    assert [(name, image["src"]) for name, image in images if not image.get("alt")] == []


def test_a_default_goes_by_its_name_and_not_by_what_it_holds():
    def function(x, dtype=np.float32, *, memory=2**30):
        pass

    assert pages.signature(function) == "(x, dtype=np.float32, *, memory=2 ** 30)"


def test_every_record_has_its_place_in_the_ledger(book):
    ids = {name for path, page in read(book).items() if path.name.startswith("ledger_") for name in page.ids}
    assert {record.id for record in ledger.records()} <= ids


def look(folder, addresses):
    """Visit pages in a browser; return what was seen, and what the console said."""
    visit = folder / "visit.html"
    script = f"const ADDRESSES = {json.dumps(addresses)};{VISIT}"
    visit.write_text(f"<!doctype html><meta charset=utf-8><body><script>{script}</script>", encoding="utf-8")
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", visit.as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=200)
    answer = re.search(r"SEEN(.*)END", ran.stdout, re.DOTALL)
    assert answer, f"expected the browser to visit all pages; got {ran.stderr[-2000:]}"
    # The theme's scripts say which colours they chose, in a line that starts with [PST].
    console = [line for line in ran.stderr.splitlines() if ":CONSOLE" in line and '"[PST]: ' not in line]
    return json.loads(html.unescape(answer[1])), console


def complaints(seen):
    """What is wrong with a page as it was seen."""
    found = [f"error in a formula: {text}" for text in seen["errors"]]
    found += [f"TeX left as it is: {text}" for text in seen["raw"]]
    found += [f"image not shown: {source}" for source in seen["broken"]]
    found += [f"asks for {address}" for address in seen["outside"]]
    found += [f"formula cut off: {text}" for text in seen["cut"]]
    if seen["width"] > 1000:  # on a phone, an equation may have to be scrolled
        found += [f"formula wider than its column: {text}" for text in seen["scrolling"]]
    if seen["formulas"] < seen["expected"]:
        found.append(f"{seen['expected'] - seen['formulas']} formulas not set")
    if seen["overflow"] > 0:
        found.append(f"wider than the screen by {seen['overflow']} px")
    return [f"{seen['address']} at {seen['width']} px: {text}" for text in found]


needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed, so no page can be looked at")


@needs_browser
def test_every_page_is_sound_in_a_browser(book, tmp_path):
    addresses = [path.as_uri() for path in sorted(book.rglob("*.html"))]
    seen, console = look(tmp_path, addresses)
    assert console == []
    assert [text for page in seen for text in complaints(page)] == []
    assert len(seen) == 2 * len(addresses)
    assert sum(page["formulas"] for page in seen) > 0


@needs_browser
def test_browser_finds_what_is_wrong(book, tmp_path):
    head = f'<script>window.MathJax = {{}}</script><script src="{(book / "_static" / "mathjax.js").as_uri()}"></script>'
    bad = {
        "error": r'<div class="math">\[\begin{split} a \tag{1} \end{split}\]</div>',
        "raw": "<p>As $$ shows</p>",
        "image": '<img src="nowhere.png">',
        "wide": '<div style="width: 3000px">wide</div>',
        "cut": rf'<article style="overflow: hidden"><span class="math">\({"x + " * 200} x\)</span></article>',
        "broad": rf'<div class="math" style="overflow: auto">\[{"x + " * 200} x\]</div>',
        "console": "<script>nothing()</script>",
        "outside": '<script src="https://example.org/x.js"></script>',
    }
    for name, body in bad.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    seen, console = look(tmp_path, [(tmp_path / f"{name}.html").as_uri() for name in bad])
    said = {
        name: " ".join(text for page in seen[2 * i : 2 * i + 2] for text in complaints(page))
        for i, name in enumerate(bad)
    }
    assert "error in a formula" in said["error"]
    assert "TeX left as it is" in said["raw"]
    assert "image not shown" in said["image"]
    assert "wider than the screen" in said["wide"]
    assert "formula cut off" in said["cut"]
    assert "formula wider than its column" in said["broad"]
    assert "asks for https://example.org/x.js" in said["outside"]
    assert "ReferenceError" in " ".join(console)


def test_broken_references_fail_the_build(tmp_path):
    if MISSING:
        pytest.skip(f"the book's extra is not installed: {', '.join(MISSING)}")
    (tmp_path / "book").mkdir()
    for name in ("__init__.py", "conf.py", "execute.py", "hooks.py", "references.bib", "static"):
        source = ROOT / "book" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / "book" / name)
    broken = ["[1](#eq-own)", "[2](other.md#eq-other)", "[3](nowhere.md)"]
    sound = ["[4](#eq-here)", "[5](other.md#eq-there)"]
    words = {
        "index": ["# A", '<a id="eq-here"></a>\n$$x$$', *broken, *sound],
        "other": ["# B", '<a id="eq-there"></a>'],
    }
    for name, lines in words.items():
        text = ["---\norphan: true\n---", *lines]
        (tmp_path / "book" / f"{name}.md").write_text("\n\n".join(text), encoding="utf-8")
    ran = sphinx(tmp_path)
    assert ran.returncode != 0
    assert [name for name in ("eq-own", "eq-other", "nowhere.md") if name not in ran.stderr] == []
    assert "eq-here" not in ran.stderr
    assert "eq-there" not in ran.stderr


# Pages made from records


def record(id, follows_from=(), **fields):
    names = {
        "title": f"Title of {id}",
        "chapter": "softmax",
        "kind": "identity",
        "sentence": "So it is.",
        "latex": "a = b",
    }
    return ledger.Record(id=id, source="GL2014", witnesses=(), follows_from=follows_from, **{**names, **fields})


def test_every_letter_of_a_method_is_explained():
    text = (ROOT / "book" / "how_to_read.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([A-Z]) \|", text, re.MULTILINE)) == set(ledger.METHODS)


def test_pages_refuse_measurements_of_other_records():
    with pytest.raises(ValueError, match="difference in SG2"):
        pages.pages([record("SG1")], {"SG1": [], "SG2": []}, {})


def test_failed_witness_is_shown_as_failed():
    entry = {"method": "S", "claim": "c", "measured": None, "bound": 0.0, "passed": False, "note": "KeyError"}
    (row,) = [line for line in pages.witness_table([entry]).splitlines() if line.startswith("| S")]
    assert "no number" in row
    assert "**fails**" in row
    assert "**fails**" in pages.ledger_page([record("SG1")], {"SG1": [entry]})


def test_record_without_witnesses_does_not_hold():
    assert "**fails**" in pages.ledger_page([record("SG1")], {"SG1": []})


def test_formula_of_a_docstring_is_markdown():
    def f():
        r"""Sum of :math:`x_i` over ``i``."""

    assert pages.sentence(f) == "Sum of $x_i$ over `i`."


def test_only_departing_records_are_listed_as_departures():
    text = pages.departures_page([record("SG1"), record("SG4", departure="It is a sum.")])
    assert "SG4" in text
    assert "It is a sum." in text
    assert "SG1" not in text


def test_bars_do_not_break_a_table():
    assert pages.cell("|C| and\n|V|") == r"\|C\| and \|V\|"


def test_pages_of_an_earlier_build_are_removed(tmp_path):
    pages.write({"a.md": "a", "b.md": "b"}, tmp_path)
    pages.write({"a.md": "new"}, tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "new"}


def test_notebooks_that_display_a_record_are_found(tmp_path):
    path = tmp_path / "03_x.md"
    path.write_text("# Three\n\n$$a \\tag{NS6}$$")
    assert pages.used([path]) == {"NS6": [("03_x.md", "Three")]}


def node(id, *follows_from):
    return graph.Node(id, "Title", "softmax", f"x.html#{id}", follows_from)


def test_record_lies_below_all_it_follows_from():
    layer = graph.layers([node("a"), node("b", "a"), node("c", "a", "b")])
    assert layer == {"a": 0, "b": 1, "c": 2}


def test_full_layer_sends_a_record_down():
    assert graph.layers([node("a"), node("b"), node("c")], widest=2) == {"a": 0, "b": 0, "c": 1}


def test_reading_order_does_not_matter():
    assert graph.layers([node("b", "a"), node("a")]) == {"a": 0, "b": 1}


@pytest.mark.parametrize("nodes", [[node("a", "b"), node("b", "a")], [node("a", "nowhere")]])
def test_circle_and_unknown_record_are_refused(nodes):
    with pytest.raises(ValueError, match="not in a circle; got no start for a"):
        graph.layers(nodes)


def test_arrows_of_a_crossed_pair_are_uncrossed():
    nodes = [node("a"), node("b"), node("c", "b"), node("d", "a")]
    layer = graph.layers(nodes, widest=2)
    first, second = graph.ordered(nodes, layer, graph.chains(nodes, layer))
    assert (first.index("a") < first.index("b")) == (second.index("d") < second.index("c"))


def test_no_two_boxes_overlap():
    nodes = [graph.Node(r.id, r.title, r.chapter, "", tuple(r.follows_from)) for r in ledger.records()]
    layer = graph.layers(nodes)
    places = graph.placed(graph.ordered(nodes, layer, graph.chains(nodes, layer)))
    boxes = [places[node.id] for node in nodes]
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert abs(a.x - b.x) >= graph.BOX_WIDTH or abs(a.y - b.y) >= graph.BOX_HEIGHT


def test_every_record_and_every_arrow_is_drawn():
    picture = graph.svg([node("a"), node("b", "a"), node("c", "a", "b")])
    assert picture.count("<rect") == 3 + 1  # and one that says which colour the chapter has
    assert picture.count('class="arrow"') == 3
    assert "\n\n" not in picture
