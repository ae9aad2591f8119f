"""Counts of contexts raised to a power, in sympy for any number of contexts and in mpmath for numbers."""

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.notation import n, total

alpha = sp.Symbol("alpha", positive=True)
log_count = sp.IndexedBase("l", real=True)  # l[c], the logarithm of #(c): so every count is above zero


def count(c):
    """#(c), how often a context occurs."""
    return sp.exp(log_count[c])


def probability(c, power=alpha):
    """MSCCD2013: the count to a power, over the sum of all."""
    return count(c) ** power / total(lambda j: count(j) ** power, n)


def entropy():
    """H = −Σ p log p of that law, in nats."""
    return -total(lambda c: probability(c) * sp.log(probability(c)), n)


def mean_of_logarithm():
    """E log # under that law."""
    return total(lambda c: probability(c) * log_count[c], n)


def variance_of_logarithm():
    """Var log # under that law: the mean of the square, less the square of the mean."""
    return total(lambda c: probability(c) * log_count[c] ** 2, n) - mean_of_logarithm() ** 2


def ratio_of_sums():
    """Σ # / Σ #^α."""
    return total(count, n) / total(lambda c: count(c) ** alpha, n)


def number_law(counts, power):
    """The law for counts in numbers; one that is 0 is left out, for any power."""
    powers = [mp.mpf(x) ** power if x else mp.mpf(0) for x in counts]
    return [x / mp.fsum(powers) for x in powers]


def number_threshold(counts, power):
    """(Σ # / Σ #^α)^{1/(1−α)} for counts in numbers, none of them 0."""
    return (mp.fsum(counts) / mp.fsum(mp.mpf(x) ** power for x in counts)) ** (1 / (1 - mp.mpf(power)))


def number_slope_of_entropy(counts, power):
    """−α Var log # for counts in numbers, none of them 0."""
    p, logs = number_law(counts, power), [mp.log(x) for x in counts]
    mean = mp.fdot(p, logs)
    return -power * mp.fsum(a * (x - mean) ** 2 for a, x in zip(p, logs, strict=True))
