"""How fast this machine can be: multiply-adds in registers, reading from each cache and from memory, on one core.

Compiled loops, as training's are: what they reach is what training could reach at most.
"""

import time
from collections.abc import Callable

import numpy as np

from benchmarks.report import Section, Spread, spread
from w2vexplained import compiled

LANES, STEPS = 256, 16  # numbers side by side in the nearest cache; multiply-adds between a load and a store
SIZES = {"first cache": 2**14, "second cache": 2**18, "third cache": 2**23, "memory": 2**28}  # bytes


def multiply_adds() -> Callable[[np.ndarray, int], None]:
    """Compile a loop of x ← x·a + b over numbers side by side, sixteen steps between a load and a store.

    A step waits for the one before it; that is hidden by numbers that do not wait for each other.
    """
    from numba import njit

    compile_it = njit(fastmath={"contract"}, nogil=True, error_model="numpy")
    a, b = np.float32(0.999), np.float32(0.001)

    @compile_it
    def four(s):
        s = s * a + b
        s = s * a + b
        s = s * a + b
        return s * a + b

    @compile_it
    def steps(x, rounds):
        for _ in range(rounds):
            for i in range(len(x)):
                x[i] = four(four(four(four(x[i]))))

    return steps


def summing() -> Callable[[np.ndarray, int], float]:
    """Compile sums over an array, in any order, so that they are bound by reading."""
    from numba import njit

    @njit(fastmath=True, nogil=True, error_model="numpy")
    def total(x, rounds):
        s = np.float32(0)
        for _ in range(rounds):
            for i in range(len(x)):
                s += x[i]
        return s

    return total


def peak_flops(seconds: float = 0.1, rounds: int = 5) -> Spread:
    """Floating-point operations a second: two for a multiply-add."""
    steps, x = multiply_adds(), np.ones(LANES, np.float32)
    steps(x, 1)
    repeats = _repeats(lambda n: steps(x, n), seconds)
    flops = 2.0 * x.size * STEPS * repeats
    return spread(flops / _timed(lambda: steps(x, repeats)) for _ in range(rounds))


def bandwidth(size: int, seconds: float = 0.1, rounds: int = 5) -> Spread:
    """Bytes a second that a sum over an array of so many bytes reads."""
    total, x = summing(), np.ones(size // 4, np.float32)
    total(x, 1)
    repeats = _repeats(lambda n: total(x, n), seconds)
    return spread(size * repeats / _timed(lambda: total(x, repeats)) for _ in range(rounds))


def matrix_product(n: int = 1024, rounds: int = 5) -> Spread:
    """Floating-point operations a second of NumPy's matrix product on one thread: what a library reaches."""
    from threadpoolctl import threadpool_limits

    A = np.ones((n, n), np.float32)
    with threadpool_limits(1):
        A @ A
        return spread(2.0 * n**3 / _timed(lambda: A @ A) for _ in range(rounds))


def measure(quick: bool = False) -> dict[str, Spread]:
    """All of it: operations and bytes a second."""
    seconds = 0.01 if quick else 0.1
    found = {"multiply-adds in registers": peak_flops(seconds), "matrix product of NumPy": matrix_product()}
    return found | {f"read from {name}": bandwidth(size, seconds / 2) for name, size in SIZES.items()}


def section(found: dict[str, Spread], kernels: list[tuple]) -> Section:
    """The table: what the machine can do, then what share of it each kernel does."""
    rows = [
        (name, _per_second(value, "B/s" if name.startswith("read") else "flop/s"), None, None)
        for name, value in found.items()
    ]
    columns = (
        ("on one core", "words"),
        ("G a second", "words"),
        ("share of the peak", "percent"),
        ("the same without sharing", "percent"),
    )
    notes = (
        "The peak is that of float32 multiply-adds in a compiled loop, each worth two operations. "
        "A pair without sharing takes 2·d·3·(k+1) operations: a score and two updates for the context and each of k "
        "negatives. Where draws are shared by a block, fewer are done: the share of the peak counts those that are "
        "done; the last column counts what the same training takes without sharing, and so can be compared.",
    )
    return Section("The roof of this machine", columns, rows + kernels, notes)


def unavailable() -> str | None:
    """Why there is nothing to compile with; None if there is."""
    return None if compiled.available() else f"numba is missing: {compiled.missing()}"


def _per_second(value: Spread, unit: str) -> str:
    return f"{value.median / 1e9:.1f} G{unit} ({value.least / 1e9:.1f}–{value.most / 1e9:.1f})"


def _repeats(run: Callable[[int], object], seconds: float) -> int:
    """How often it can be done in that time."""
    once = max(_timed(lambda: run(1)), 1e-7)
    n = max(1, int(0.1 * seconds / once))
    return max(1, int(n * seconds / max(_timed(lambda: run(n)), 1e-7)))


def _timed(run: Callable[[], object]) -> float:
    """Seconds of the processor: what else runs on the machine does not count."""
    start = time.process_time()
    run()
    return time.process_time() - start
