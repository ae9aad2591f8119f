"""The derivations of ND1–ND3: what a power does to the counts of contexts."""

import random
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.record import Line


class Counts(NamedTuple):
    """Counts of contexts, and a power to raise them to.

    Attributes
    ----------
    counts : list of int, (n,)
        The counts #(c), all above 0, two of them the largest.
    power : mpf
        The exponent α.
    """

    counts: list
    power: object

    @property
    def p(self):
        """The law p_α."""
        return law(self.counts, self.power)

    @property
    def logarithms(self):
        """The logarithms of the counts."""
        return [mp.log(x) for x in self.counts]

    def mean(self, values):
        """The mean of a number for each context, under p_α."""
        return mp.fdot(self.p, values)


def law(counts, power):
    """Counts to a power, over their sum."""
    return [x**power / mp.fsum(y**power for y in counts) for x in counts]


def counts(seed, count=3, n=5):
    """Draw counts with powers below, between and above 0 … 1.

    Parameters
    ----------
    seed : int
        The same seed gives the same counts.
    count, n : int
        How many instances, contexts.

    Returns
    -------
    list of Counts
        With powers 3/4, 1/3 and 5/2, in turn.
    """
    rng = random.Random(seed)
    with mp.workdps(60):
        powers = [mp.mpf(3) / 4, mp.mpf(1) / 3, mp.mpf(5) / 2]
        drawn = [[rng.randint(1, 30) for _ in range(n - 1)] for _ in range(count)]
        return [Counts([*some, max(some)], powers[i % 3]) for i, some in enumerate(drawn)]


def _each(value):
    """The value for every context c."""
    return lambda t: [value(t, x) for x in t.counts]


ND1 = (
    Line(
        r"\frac{\#(c)^\alpha}{\sum_{c'}\#(c')^\alpha}",
        "What is asked: the law $p_\\alpha$ of a context for any power; sums go over the contexts that occur.",
        _each(lambda t, x: x**t.power / mp.fsum(y**t.power for y in t.counts)),
    ),
    Line(
        r"=\frac{(\#(c)/M)^\alpha}{\sum_{c'}(\#(c')/M)^\alpha},\qquad M=\max_{c'}\#(c')",
        "Divide numerator and denominator by the same power of the largest count: now every ratio is at most 1. "
        "As $\\alpha\\to0$ each of the $n$ powers tends to 1, and the fraction to $1/n$.",
        _each(lambda t, x: _ratio(t, x) / mp.fsum(_ratio(t, y) for y in t.counts)),
    ),
    Line(
        r"=\frac{(\#(c)/M)^\alpha}{m+\sum_{\#(c')<M}(\#(c')/M)^\alpha},\qquad m=\big|\{c':\#(c')=M\}\big|",
        "The $m$ largest counts give a ratio of exactly 1, for any power. As $\\alpha\\to\\infty$ the powers of all "
        "other ratios tend to 0: what is left is $1/m$ for each of the largest, and 0 for the rest.",
        _each(
            lambda t, x: (
                _ratio(t, x)
                / (t.counts.count(max(t.counts)) + mp.fsum(_ratio(t, y) for y in t.counts if y < max(t.counts)))
            )
        ),
    ),
)


def _ratio(t, x):
    return (mp.mpf(x) / max(t.counts)) ** t.power


def _entropy(p):
    return -mp.fsum(x * mp.log(x) for x in p)


def _slopes(t):
    """The slope of each probability in α."""
    n = range(len(t.counts))
    return [slope(lambda h, i=i: law(t.counts, t.power + h)[i]) for i in n]


def _deviations(t):
    """How far the logarithm of each count lies from their mean."""
    mean = t.mean(t.logarithms)
    return [x - mean for x in t.logarithms]


def _over_contexts(t, *factors):
    return mp.fsum(mp.fprod(x) for x in zip(*factors, strict=True))


ND2 = (
    Line(
        r"p_\alpha(c)=\frac{\#(c)^\alpha}{\sum_{c'}\#(c')^\alpha}",
        "What is asked: how the entropy moves with α. First the law itself.",
        lambda t: t.p,
    ),
    Line(
        r"=\frac{e^{\alpha\log\#(c)}}{Z},\qquad Z=\sum_{c'}e^{\alpha\log\#(c')}",
        "A power is an exponential: $p_\\alpha$ is a softmax whose scores are $\\alpha\\log\\#$.",
        lambda t: [mp.exp(t.power * x) / mp.fsum(mp.exp(t.power * y) for y in t.logarithms) for x in t.logarithms],
    ),
    Line(
        r"\frac{\mathrm dp_\alpha(c)}{\mathrm d\alpha}",
        "Next the slope of one probability.",
        _slopes,
    ),
    Line(
        r"=p_\alpha(c)\Big(\log\#(c)-\sum_{c'}p_\alpha(c')\log\#(c')\Big)=p_\alpha(c)\,L(c)",
        "As in SG5: the logarithm of a softmax has the slope of its score less the mean slope of all. "
        "Write $L(c)$ for this deviation from the mean.",
        lambda t: [p * (x - t.mean(t.logarithms)) for p, x in zip(t.p, t.logarithms, strict=True)],
    ),
    Line(
        r"\frac{\mathrm d}{\mathrm d\alpha}\Big(-\sum_cp_\alpha(c)\log p_\alpha(c)\Big)",
        "Now the entropy.",
        lambda t: slope(lambda h: _entropy(law(t.counts, t.power + h))),
    ),
    Line(
        r"=-\sum_c\frac{\mathrm dp_\alpha(c)}{\mathrm d\alpha}\,\big(\log p_\alpha(c)+1\big)",
        "The slope of $p\\log p$ in $p$ is $\\log p+1$.",
        lambda t: -_over_contexts(t, _slopes(t), [mp.log(p) + 1 for p in t.p]),
    ),
    Line(
        r"=-\sum_cp_\alpha(c)\,L(c)\,\big(\alpha\log\#(c)-\log Z+1\big)",
        "Put in the slope, and the logarithm of the softmax.",
        lambda t: (
            -_over_contexts(
                t,
                t.p,
                _deviations(t),
                [t.power * x - mp.log(mp.fsum(y**t.power for y in t.counts)) + 1 for x in t.logarithms],
            )
        ),
    ),
    Line(
        r"=-\alpha\sum_cp_\alpha(c)\,L(c)\,\log\#(c)",
        "The deviations have mean 0, so what is the same for all contexts falls out.",
        lambda t: -t.power * _over_contexts(t, t.p, _deviations(t), t.logarithms),
    ),
    Line(
        r"=-\alpha\sum_cp_\alpha(c)\,L(c)^2=-\alpha\,\mathrm{Var}_{p_\alpha}(\log\#)",
        "For the same reason their mean may be subtracted from the last factor: what is left is a variance.",
        lambda t: -t.power * _over_contexts(t, t.p, _deviations(t), _deviations(t)),
    ),
)


def _threshold(t):
    return (mp.mpf(sum(t.counts)) / mp.fsum(x**t.power for x in t.counts)) ** (1 / (1 - t.power))


ND3 = (
    Line(
        r"\frac{p_\alpha(c)}{p_1(c)}",
        "What is asked: by what factor a context is drawn more often than under the unigram law.",
        lambda t: [x / y for x, y in zip(t.p, law(t.counts, 1), strict=True)],
    ),
    Line(
        r"=\frac{\#(c)^\alpha}{\sum_{c'}\#(c')^\alpha}\cdot\frac{\sum_{c'}\#(c')}{\#(c)}",
        "Both laws, written out.",
        _each(lambda t, x: x**t.power / mp.fsum(y**t.power for y in t.counts) * sum(t.counts) / x),
    ),
    Line(
        r"=\#(c)^{-(1-\alpha)}\;\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^\alpha}",
        "Collect what belongs to the context.",
        _each(lambda t, x: x ** -(1 - t.power) * (mp.mpf(sum(t.counts)) / mp.fsum(y**t.power for y in t.counts))),
    ),
    Line(
        r"=\Big(\frac{t}{\#(c)}\Big)^{1-\alpha},\qquad "
        r"t=\Big(\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^\alpha}\Big)^{1/(1-\alpha)}",
        "The second factor is the power $1-\\alpha$ of a number $t$. For $\\alpha<1$ the exponent is positive, "
        "and the whole is above 1 where $\\#(c)\\lt t$; for $\\alpha>1$ it is negative, and the inequality turns.",
        _each(lambda t, x: (_threshold(t) / x) ** (1 - t.power)),
    ),
    Line(
        r"t^{1-\alpha}",
        "Asked next: where the threshold lies.",
        lambda t: _threshold(t) ** (1 - t.power),
    ),
    Line(
        r"=\frac{\sum_{c}\#(c)^\alpha\,\#(c)^{1-\alpha}}{\sum_{c}\#(c)^\alpha}",
        "Split each count of the upper sum into two powers.",
        lambda t: mp.fsum(x**t.power * x ** (1 - t.power) for x in t.counts) / mp.fsum(x**t.power for x in t.counts),
    ),
    Line(
        r"=\sum_{c}p_\alpha(c)\,\#(c)^{1-\alpha}",
        "A mean: so $t$ lies between the smallest and the largest count, and unless all are equal, "
        "some contexts are boosted and others pay for it.",
        lambda t: t.mean([x ** (1 - t.power) for x in t.counts]),
    ),
)
