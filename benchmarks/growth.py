"""How training grows with tokens, d, k and window: seconds, and the slope of a straight line through logarithms."""

import time
from statistics import median

import numpy as np

from benchmarks.report import Section
from benchmarks.text import Text

USUAL = {"size": 100, "negative": 5, "window": 5}
SIZES = {"size": (50, 100, 200, 400), "negative": (2, 5, 10, 20), "window": (2, 5, 10, 20)}
SYMBOLS = {"tokens": "tokens", "size": "d", "negative": "k", "window": "window"}
Seconds = dict[str, tuple[tuple, list[float]]]  # what grows → its values, median seconds of each


def measure(text: Text, rounds: int, most: int = 200_000, say=print) -> Seconds:
    """Seconds of the processor for one epoch on one thread, in turn."""
    from w2vexplained.corpus.reader import TextFile
    from w2vexplained.corpus.tokens import encode_text
    from w2vexplained.corpus.vocabulary import Vocabulary

    vocabulary = Vocabulary.from_sentences(TextFile(text.train), 5)
    tokens = encode_text(TextFile(text.train), vocabulary)
    usual = tokens[:most]
    lengths = tuple(len(tokens) // 2**i for i in (3, 2, 1, 0))
    jobs = [("tokens", tokens[:n], USUAL) for n in lengths]
    jobs += [(name, usual, {**USUAL, name: value}) for name, values in SIZES.items() for value in values]
    times: list[list[float]] = [[] for _ in jobs]
    for i in range(rounds):
        say(f"growth, round {i + 1} of {rounds}")
        for taken, (_, part, options) in zip(times, jobs, strict=True):
            taken.append(seconds(part, vocabulary.counts, **options))
    return {
        name: (values, [median(taken) for taken, job in zip(times, jobs, strict=True) if job[0] == name])
        for name, values in {"tokens": lengths, **SIZES}.items()
    }


def seconds(tokens: np.ndarray, counts: np.ndarray, size: int, negative: int, window: int) -> float:
    """What training takes, without reading and planning."""
    from threadpoolctl import threadpool_limits

    from w2vexplained.training.plan import initial_model, plan
    from w2vexplained.training.routes import route

    laid = plan(counts, window=window, negative=negative)
    model, train_part = initial_model(laid, size, 0), route(laid)
    with threadpool_limits(1):
        train_part(tokens[:100], model, laid, 0.025, 0.025, 0)  # compiled, or fetched
        start = time.process_time()
        train_part(tokens, model, laid, 0.025, 0.0, 1)
        return time.process_time() - start


def exponent(values: tuple, taken: list[float]) -> float:
    """The slope of a straight line through logarithms: 1 where twice as much takes twice as long.

    Examples
    --------
    >>> round(exponent((1, 2, 4), [3.0, 12.0, 48.0]), 6)
    2.0
    """
    return float(np.polyfit(np.log(values), np.log(taken), 1)[0])


def section(found: Seconds) -> Section:
    """The table of seconds, relative to the first value, and of exponents."""
    rows = []
    for name, (values, taken) in found.items():
        told = ", ".join(f"{value:,}" for value in values)
        times = ", ".join(f"{second / taken[0]:.2f}" for second in taken)
        rows.append((SYMBOLS[name], told, times, exponent(values, taken)))
    columns = (("what grows", "words"), ("values", "words"), ("seconds (first: 1)", "words"), ("exponent", "ratio"))
    notes = (
        "Skip-gram with negative sampling on one thread, seconds of the processor for one epoch without reading, the "
        f"other parameters at d = {USUAL['size']}, k = {USUAL['negative']}, window {USUAL['window']}. The exponent is "
        "the slope of a straight line through logarithms; below 1 where a part of the work does not grow.",
    )
    return Section("Growth", columns, rows, notes)
