"""The derivations of EF1 and EF2: dynamic windows, subsampling."""

import random
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.record import Line


class Frequency(NamedTuple):
    """A word's share of a text, and the share from which on words are thinned out.

    Attributes
    ----------
    n_w, N : mpf
        How often the word occurs, and how many words the text has.
    t : mpf
        The threshold, a share.
    """

    n_w: object
    N: object
    t: object

    @property
    def f(self):
        """The word's share."""
        return self.n_w / self.N


def reaches():
    """Give largest reaches, among them the smallest that there is."""
    return [1, 2, 5, 12]


def frequencies(seed, count=4):
    """Draw words of 1 to 900 occurrences in a text of 1,000, and thresholds of some thousandths."""
    rng = random.Random(seed)
    return [
        Frequency(mp.mpf(rng.randint(1, 900)), mp.mpf(1000), mp.mpf(rng.randint(1, 9)) / 1024) for _ in range(count)
    ]


EF1 = (
    Line(
        r"P(\delta\le R)",
        "What is asked: how often a word reaches $\\delta$ words far, for each distance $\\delta=1,\\dots,L$.",
        lambda L: [mp.mpf(len([r for r in range(1, L + 1) if delta <= r])) / L for delta in range(1, L + 1)],
    ),
    Line(
        r"=\sum_{r=\delta}^{L}\frac1L",
        "Each reach $r$ from 1 to $L$ is drawn with probability $1/L$; those from $\\delta$ on will do.",
        lambda L: [mp.fsum(1 / mp.mpf(L) for _ in range(delta, L + 1)) for delta in range(1, L + 1)],
    ),
    Line(
        r"=\frac{L-\delta+1}{L}",
        "There are $L-\\delta+1$ of them.",
        lambda L: [mp.mpf(L - delta + 1) / L for delta in range(1, L + 1)],
    ),
    Line(
        r"\mathbb{E}\,2R",
        "Asked next: how many pairs a word heads on average, if no end of the sentence is near. "
        "A word of reach $R$ heads $R$ pairs on each side.",
        lambda L: mp.fsum(2 * r for r in range(1, L + 1)) / L,
    ),
    Line(
        r"=2\sum_{\delta=1}^{L}P(\delta\le R)",
        "Count by distance: the two places at distance $\\delta$ are in the window whenever $\\delta\\le R$.",
        lambda L: 2 * mp.fsum(sum(delta <= r for r in range(1, L + 1)) / mp.mpf(L) for delta in range(1, L + 1)),
    ),
    Line(
        r"=\frac2L\sum_{\delta=1}^{L}(L-\delta+1)",
        "Put in the probability found above.",
        lambda L: 2 / mp.mpf(L) * mp.fsum(L - delta + 1 for delta in range(1, L + 1)),
    ),
    Line(
        r"=\frac2L\cdot\frac{L(L+1)}{2}",
        "The sum runs through $L,\\,L-1,\\dots,1$.",
        lambda L: 2 / mp.mpf(L) * (mp.mpf(L * (L + 1)) / 2),
    ),
    Line(
        r"=L+1",
        "Of the $2L$ pairs of a full window that is half, and one more.",
        lambda L: mp.mpf(L + 1),
    ),
)


def _golden():
    return (1 + mp.sqrt(5)) / 2


EF2 = (
    Line(
        r"\Big(\sqrt{\frac{n_w}{tN}}+1\Big)\,\frac{tN}{n_w}",
        "What is asked: what the program computes from the $n_w$ occurrences of a word among all $N$ words of a text.",
        lambda t: (mp.sqrt(t.n_w / (t.t * t.N)) + 1) * (t.t * t.N / t.n_w),
    ),
    Line(
        r"=\sqrt{\frac tf}+\frac tf,\qquad f=\frac{n_w}{N}",
        "Divide by $N$, and multiply out: the root of $1/x$, times $x$, is the root of $x$. "
        "The paper has the first term only.",
        lambda t: mp.sqrt(t.t / t.f) + t.t / t.f,
    ),
    Line(
        r"1-\sqrt{\frac tf}-\frac tf",
        "Asked next: where the program begins to discard. This is what it discards, where it is above 0.",
        lambda t: 1 - mp.sqrt(t.t / t.f) - t.t / t.f,
    ),
    Line(
        r"=\frac{s^2-s-1}{s^2},\qquad s=\sqrt{\frac ft}",
        "With $s$ for the root of $f/t$ it is a fraction whose numerator is a quadratic.",
        lambda t: (t.f / t.t - mp.sqrt(t.f / t.t) - 1) / (t.f / t.t),
    ),
    Line(
        r"=\frac{(s-\varphi)\,(s+1/\varphi)}{s^2},\qquad\varphi=\frac{1+\sqrt5}{2}",
        "Its roots are the golden ratio and $-1/\\varphi$. As $s>0$, only the first bracket changes its sign: "
        "words are discarded where $s>\\varphi$, that is $f>\\varphi^2t$, and $\\varphi^2=2.618\\dots$",
        lambda t: (mp.sqrt(t.f / t.t) - _golden()) * (mp.sqrt(t.f / t.t) + 1 / _golden()) / (t.f / t.t),
    ),
    Line(
        r"\Big(\sqrt{\frac tf}+\frac tf\Big)\Big/\sqrt{\frac tf}",
        "Asked next: how much more the program keeps, where both discard.",
        lambda t: (mp.sqrt(t.t / t.f) + t.t / t.f) / mp.sqrt(t.t / t.f),
    ),
    Line(
        r"=1+\sqrt{\frac tf}",
        "It tends to 1 for ever more frequent words.",
        lambda t: 1 + mp.sqrt(t.t / t.f),
    ),
    Line(
        r"f\Big(\sqrt{\frac tf}+\frac tf\Big)",
        "Asked last: what share of the old text is left of such a word.",
        lambda t: t.f * (mp.sqrt(t.t / t.f) + t.t / t.f),
    ),
    Line(
        r"=\sqrt{tf}+t",
        "It grows with $f$, and so does $\\sqrt{tf}$, what the paper's formula leaves: "
        "frequent words stay the more frequent ones.",
        lambda t: mp.sqrt(t.t * t.f) + t.t,
    ),
)
