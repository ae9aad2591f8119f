"""How training grows with tokens, d, k and window: seconds, and the slope of a straight line through logarithms."""

import time
from statistics import median

import numpy as np

from benchmarks.report import Section
from benchmarks.text import Text

USUAL = {"size": 100, "negative": 5, "window": 5}
SIZES = {"size": (50, 100, 200, 400), "negative": (2, 5, 10, 20), "window": (2, 5, 10, 20)}
SYMBOLS = {"tokens": "tokens", "size": "d", "negative": "k", "window": "window"}


def measure(text: Text, rounds: int, most: int = 200_000, say=print) -> dict[str, tuple[tuple, list[float]]]:
    """Seconds of the processor for one epoch on one thread, in turn: parameter → its values, median seconds of each."""
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.tokens import END, encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary

    vocabulary = Vocabulary.from_sentences(TextFile(text.train), 5)
    tokens = np.array(encode_text(TextFile(text.train), vocabulary)[:most])
    tokens[-1] = END
    lengths = tuple(len(tokens) // 2**i for i in (3, 2, 1, 0))
    jobs = [("tokens", n, _closed(tokens[:n], END), USUAL) for n in lengths]
    for name, values in SIZES.items():
        jobs += [(name, value, tokens, {**USUAL, name: value}) for value in values]
    times: list[list[float]] = [[] for _ in jobs]
    _seconds(vocabulary, jobs[0][2], USUAL)
    for i in range(rounds):
        say(f"growth, round {i + 1} of {rounds}")
        for seconds, (_, _, part, options) in zip(times, jobs, strict=True):
            seconds.append(_seconds(vocabulary, part, options))
    found: dict[str, tuple[tuple, list[float]]] = {}
    for name, values in {"tokens": lengths, **SIZES}.items():
        found[name] = values, [median(s) for s, job in zip(times, jobs, strict=True) if job[0] == name]
    return found


def exponent(values: tuple, seconds: list[float]) -> float:
    """The slope of a straight line through logarithms: 1 where twice as much takes twice as long.

    Examples
    --------
    >>> round(exponent((1, 2, 4), [3.0, 12.0, 48.0]), 6)
    2.0
    """
    return float(np.polyfit(np.log(values), np.log(seconds), 1)[0])


def section(found: dict[str, tuple[tuple, list[float]]]) -> Section:
    """The table of seconds, relative to the first value, and of exponents."""
    rows = []
    for name, (values, seconds) in found.items():
        told = ", ".join(f"{value:,}" for value in values)
        times = ", ".join(f"{second / seconds[0]:.2f}" for second in seconds)
        rows.append((SYMBOLS[name], told, times, exponent(values, seconds)))
    columns = (("what grows", "words"), ("values", "words"), ("seconds (first: 1)", "words"), ("exponent", "ratio"))
    notes = (
        "Skip-gram with negative sampling on one thread, seconds of the processor for one epoch, the other parameters "
        f"at d = {USUAL['size']}, k = {USUAL['negative']}, window {USUAL['window']}. The exponent is the slope of a "
        "straight line through logarithms; below 1 where a part of the work does not grow.",
    )
    return Section("Growth", columns, rows, notes)


def _seconds(vocabulary, tokens: np.ndarray, options: dict) -> float:
    from w2vexplained.training.estimator import SkipGram

    model = SkipGram(vocabulary=vocabulary, epochs=1, random_state=1, held_out=0, threads=1, **options)
    start = time.process_time()
    model.fit(tokens)
    return time.process_time() - start


def _closed(tokens: np.ndarray, end: int) -> np.ndarray:
    tokens = tokens.copy()
    tokens[-1] = end
    return tokens
