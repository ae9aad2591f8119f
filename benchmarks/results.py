"""Where results are kept, and what a reader gets of them."""

import json
from pathlib import Path

from benchmarks.report import Section, from_data
from w2vexplained.corpus.files import written_whole

HERE = Path(__file__).resolve().parent
LATEST = HERE / "_results" / "latest.json"
RECORDED = HERE / "results.json"  # committed; the book's page is made of it


def keep(found: dict, path: Path) -> None:
    """Write results as JSON."""
    path.parent.mkdir(exist_ok=True)
    with written_whole(path) as file:
        file.write((json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode())


def load(path: Path = RECORDED) -> dict:
    """Read results."""
    return json.loads(path.read_text(encoding="utf-8"))


def sections(found: dict) -> list[Section]:
    """All tables, and what was left out and why."""
    tables = [from_data(section) for section in found["sections"]]
    rows = list(found["skipped"].items())
    left_out = [Section("Left out", (("what", "words"), ("why", "words")), rows)] if rows else []
    return [*tables, *left_out]
