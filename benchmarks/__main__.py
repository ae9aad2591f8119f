r"""Measure the library against peers: ``python -m benchmarks`` prints tables and keeps them as JSON.

What is compared runs in turn, round after round, so that a slow moment of the machine slows both; a ratio is the median
over the rounds. Both sides of a comparison are first shown to compute the same, where that can be.
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks import everything, quality, results
from benchmarks.processes import Peers
from benchmarks.quality import Files
from benchmarks.report import as_text


class Effort(NamedTuple):
    """How much is measured: words of text, rounds, seeds, epochs; and whether small things are measured at all."""

    words: int
    rounds: int
    seeds: int
    epochs: int
    quick: bool


FULL = Effort(words=1_000_000, rounds=3, seeds=5, epochs=3, quick=False)
QUICK = Effort(words=100_000, rounds=2, seeds=2, epochs=1, quick=True)


def main(words: list[str] | None = None) -> int:
    """Measure, print, keep."""
    options = parsed(words)
    effort = QUICK if options.quick else FULL
    given = {name: getattr(options, name) for name in ("words", "rounds", "seeds", "epochs")}
    effort = effort._replace(**{name: value for name, value in given.items() if value is not None})
    peers = Peers(options.program and str(Path(options.program).resolve()))
    files = Files(tuple(options.similarities), options.questions)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, _compiled_in(Path(folder) / "compiled"):
        found = everything.measure(options, effort, peers, files, Path(folder), _say)
    found["settings"]["seconds"] = round(time.monotonic() - start)
    results.keep(found, results.LATEST)
    if options.record:
        results.keep(found, results.RECORDED)
    for section in results.sections(found):
        print(as_text(section), end="\n\n")
    return 0


def parsed(words: list[str] | None) -> argparse.Namespace:
    """The options, or a message that says what was expected."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the library against peers.")
    parser.add_argument("--text", metavar="PATH", help="train on this text, a sentence a line; else the documentation")
    parser.add_argument("--called", metavar="WORDS", help="what the text is, in words, for the table")
    parser.add_argument("--program", metavar="PATH", help="a built word2vec program to measure against")
    parser.add_argument("--questions", metavar="PATH", help="analogy questions, such as questions-words.txt")
    parser.add_argument("--similarities", metavar="PATH", nargs="*", default=[], help="WordSim-353, SimLex-999")
    parser.add_argument("--quick", action="store_true", help="a minute instead of six: a short text, few rounds")
    parser.add_argument("--large", action="store_true", help="also a text of 100 million words, which takes minutes")
    parser.add_argument("--words", type=_whole, metavar="N", help="the first N words of the text; a million")
    parser.add_argument("--rounds", type=_whole, metavar="N", help="rounds that each trainer runs; 3")
    parser.add_argument("--seeds", type=_whole, metavar="N", help="seeds that quality is measured with; 5")
    parser.add_argument("--epochs", type=_whole, metavar="N", help="epochs that quality is measured after; 3")
    parser.add_argument("--only", nargs="+", choices=tuple(everything.PARTS), help="measure only these parts")
    parser.add_argument("--record", action="store_true", help="keep the results for the book, too")
    options = parser.parse_args(words)
    for path in filter(None, [options.text, options.program, options.questions, *options.similarities]):
        if not os.path.isfile(path):
            parser.error(f"expected a file; there is none at {path}")
    titles = [title for title, _ in quality.named(options.similarities)]
    if len(set(titles)) < len(titles):
        parser.error(f"expected WordSim-353 once and a file with simlex in its name once; got {options.similarities}")
    return options


def _whole(word: str) -> int:
    n = int(word)
    if n < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number ≥ 1; got {word}")
    return n


@contextmanager
def _compiled_in(folder: Path):
    """Keep compiled code, also of the processes that are started, where nothing older lies."""
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        del os.environ["NUMBA_CACHE_DIR"]
        if before is not None:
            os.environ["NUMBA_CACHE_DIR"] = before


def _say(what: str) -> None:
    """Tell how far it is, on standard error, where nobody takes it for a result."""
    print(f"  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
