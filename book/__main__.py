r"""Build the book: ``python -m book`` verifies the ledger, executes every notebook, makes the pages, calls Sphinx."""

import json
import subprocess
import sys
from pathlib import Path

from book import execute, pages
from w2vexplained import ledger
from w2vexplained.ledger import report
from w2vexplained.ledger.verify import as_json

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "book" / "_build" / "html"


def verify() -> bool:
    """Check every equation, with a progress bar and a table, and keep what was measured for the pages."""
    verdicts = ledger.verify(ledger.records(), progress=True)
    print(report.table(verdicts))
    pages.GENERATED.mkdir(parents=True, exist_ok=True)
    pages.MEASURED.write_text(json.dumps(as_json(verdicts), indent=1), encoding="utf-8")
    return all(verdict.passed for verdict in verdicts)


def make_pages() -> None:
    """Write what the ledger knows as Markdown."""
    results = pages.measured(pages.MEASURED.read_text(encoding="utf-8"))
    pages.write(pages.pages(ledger.records(), results, pages.used(execute.notebooks())))


def sphinx(html: Path = HTML) -> None:
    """Turn pages and notebooks into HTML; a warning is an error."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-c", "book", ".", str(html)]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> int:
    """All of it; returns the exit status."""
    try:
        if not verify():
            return 1
        print("\nExecuting the notebooks")
        if execute.main([]):
            return 1
        print("\nBuilding the book")
        make_pages()
        sphinx()
    except subprocess.CalledProcessError as error:
        return error.returncode
    start = HTML / "book" / "index.html"
    print(f"The book is in {start.relative_to(ROOT)}; open it in a browser:\n{start.as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
