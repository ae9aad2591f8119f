"""Drawing negatives: an alias table against the inversion of the cumulative sum."""

from statistics import median

import numpy as np

from benchmarks.measure import Row, interleaved, median_ratio
from w2vexplained.statistics.alias import alias_table, draw_from_table, law_of_table
from w2vexplained.statistics.noise import draw_negatives, unigram

SIZE = 1_000_000


def rows() -> list[Row]:
    """A million draws from Zipf's law, to the power 3/4, for a small vocabulary and a large one."""
    found = []
    for n in (1_000, 10_000):
        P_n = unigram(1e6 / np.arange(1, n + 1))
        table = alias_table(P_n)
        np.testing.assert_allclose(law_of_table(table), P_n, rtol=1e-14)
        rng = np.random.default_rng(0)
        a, b = interleaved(
            lambda table=table, rng=rng: draw_from_table(table, SIZE, rng),
            lambda P_n=P_n, rng=rng: draw_negatives(P_n, SIZE, rng),
            rounds=7,
        )
        what = f"{SIZE:,} draws from an alias table, |C| = {n:,}"
        found.append(Row(what, median(a), median_ratio(a, b), "inversion"))
        (seconds,) = interleaved(lambda P_n=P_n: alias_table(P_n), rounds=3)
        found.append(Row(f"making that table, |C| = {n:,}", median(seconds), None, "in fractions"))
    return found
