"""The derivations of EF3 and EF4: what is left of windows and of PMI if words are left out."""

import math
import random
from itertools import product
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.record import Line


class Thinning(NamedTuple):
    """Places that are kept independently, each with the same probability.

    Attributes
    ----------
    q : mpf
        That probability.
    j, m : int
        Which kept neighbour is asked for, and at which distance.
    L : int
        The window.
    """

    q: object
    j: int
    m: int
    L: int

    def chance(self, kept):
        """The probability of one way to keep and to leave out places."""
        return mp.fprod(self.q if x else 1 - self.q for x in kept)


class ThinnedText(NamedTuple):
    """A short text, each of whose words is kept with a probability of its own.

    Attributes
    ----------
    words : list of int
        One sentence, as numbers of words.
    window : int
        The largest distance between a word and its context.
    keep : list of mpf, (|V|,)
        The probabilities q_w.
    """

    words: list
    window: int
    keep: list

    @property
    def places(self):
        """The pairs of different places at most a window apart."""
        n = range(len(self.words))
        return [(i, j) for i in n for j in n if 0 < abs(i - j) <= self.window]

    def count(self, w=None, c=None, kept=None):
        """#(w, c), or #(w), or #(c): pairs of places with these words, both kept if it says which are."""
        return sum(
            (w in (None, self.words[i])) and (c in (None, self.words[j])) and (kept is None or (kept[i] and kept[j]))
            for i, j in self.places
        )

    def mean_over_masks(self, value):
        """Average value(kept) over every way to keep and to leave out places."""
        terms = []
        for kept in product((0, 1), repeat=len(self.words)):
            chances = [self.keep[w] if x else 1 - self.keep[w] for w, x in zip(self.words, kept, strict=True)]
            terms.append(mp.fprod(chances) * value(kept))
        return mp.fsum(terms)


def thinnings(seed, count=3):
    """Draw probabilities from 3/8 to 7/8, and a kept neighbour at some distance."""
    rng = random.Random(seed)
    return [
        Thinning(mp.mpf(rng.randint(3, 7)) / 8, j := rng.randint(1, 4), j + rng.randint(0, 5), rng.randint(1, 3))
        for _ in range(count)
    ]


def texts(seed, count=2):
    """Draw texts of seven words, of three kinds; one kind is always kept."""
    rng = random.Random(seed)
    keeps = [[mp.mpf(rng.randint(1, 7)) / 8, mp.mpf(rng.randint(1, 7)) / 8, mp.mpf(1)] for _ in range(count)]
    return [ThinnedText([0, 1, 2, *(rng.randrange(3) for _ in range(4))], rng.randint(1, 3), q) for q in keeps]


def _masks(n, ones=None):
    """All ways to keep or leave out n places, or those that keep a given number."""
    return [kept for kept in product((0, 1), repeat=n) if ones in (None, sum(kept))]


def _distances(t):
    """The distances over which the sums run; what is beyond is below 1e-60."""
    return range(t.j, 800)


EF3 = (
    Line(
        r"P(M_j=m)",
        "What is asked: how often the $j$th kept neighbour on one side of a word stands $m$ places away. "
        "Then it is kept itself, and $j-1$ of the $m-1$ places before it.",
        lambda t: mp.fsum(t.chance(kept) for kept in _masks(t.m) if kept[-1] and sum(kept) == t.j),
    ),
    Line(
        r"=q\;\sum_{A\subseteq\{1,\dots,m-1\},\;|A|=j-1}q^{|A|}\,(1-q)^{m-1-|A|}",
        "Places are kept independently. $A$ is the set of those kept before it.",
        lambda t: t.q * mp.fsum(t.q ** sum(a) * (1 - t.q) ** (t.m - 1 - sum(a)) for a in _masks(t.m - 1, t.j - 1)),
    ),
    Line(
        r"=\binom{m-1}{j-1}\,q^j(1-q)^{m-j}",
        "All these sets have the same probability, and this is their number.",
        lambda t: math.comb(t.m - 1, t.j - 1) * t.q**t.j * (1 - t.q) ** (t.m - t.j),
    ),
    Line(
        r"\mathbb{E}\,M_j=\sum_{m\ge j}m\binom{m-1}{j-1}\,q^j(1-q)^{m-j}",
        "Asked next: how far away it stands on average.",
        lambda t: mp.fsum(m * math.comb(m - 1, t.j - 1) * t.q**t.j * (1 - t.q) ** (m - t.j) for m in _distances(t)),
    ),
    Line(
        r"=\frac jq\;\sum_{m\ge j}\binom{m}{j}\,q^{j+1}(1-q)^{m-j}",
        "$m\\binom{m-1}{j-1}=j\\binom mj$; and multiply and divide by $q$.",
        lambda t: (
            t.j / t.q * mp.fsum(math.comb(m, t.j) * t.q ** (t.j + 1) * (1 - t.q) ** (m - t.j) for m in _distances(t))
        ),
    ),
    Line(
        r"=\frac jq",
        "The terms of the sum are the probabilities of $M_{j+1}=m+1$, which sum to 1. "
        "Windows that close over the gaps so reach $L/q$ words far on average, to their $L$th word.",
        lambda t: t.j / t.q,
    ),
    Line(
        r"\mathbb{E}\sum_{0<|\delta|\le L}1[\text{place }\delta\text{ is kept}]",
        "Asked last: how many contexts a word has if holes stay.",
        lambda t: mp.fsum(t.chance(kept) * sum(kept) for kept in _masks(2 * t.L)),
    ),
    Line(
        r"=\sum_{0<|\delta|\le L}q",
        "The mean of a sum is the sum of the means, and a place is kept with probability $q$.",
        lambda t: mp.fsum(t.q for delta in range(-t.L, t.L + 1) if delta),
    ),
    Line(
        r"=2Lq",
        "There are $2L$ such places: what is lost is lost, and nothing comes in from farther away.",
        lambda t: 2 * t.L * t.q,
    ),
)


def _each_pair(value):
    return lambda t: [value(t, w, c) for w in range(3) for c in range(3)]


def _observed_pairs(value):
    """Only cells that were observed: elsewhere PMI is −∞ before and after."""
    return lambda t: [value(t, w, c) for w in range(3) for c in range(3) if t.count(w, c)]


def _over(value):
    """Sum over the three words."""
    return mp.fsum(value(x) for x in range(3))


def _left(t, w, c):
    """What is expected to be left of a pair."""
    return t.keep[w] * t.count(w, c) * t.keep[c]


def _share(t):
    """Z, the share of all pairs that is left."""
    return _over(lambda w: _over(lambda c: t.keep[w] * mp.mpf(t.count(w, c)) / t.count() * t.keep[c]))


def _of_contexts(t, w):
    """E[q_C | w], how often a context of w is kept."""
    return _over(lambda c: mp.mpf(t.count(w, c)) / t.count(w) * t.keep[c])


def _of_words(t, c):
    """E[q_W | c], how often a word beside the context c is kept."""
    return _over(lambda w: mp.mpf(t.count(w, c)) / t.count(c=c) * t.keep[w])


EF4 = (
    Line(
        r"\mathbb{E}\,\#_{\text{left}}(w,c)",
        "What is asked first: how many pairs are left on average, if every place is kept or left out on its own.",
        _each_pair(lambda t, w, c: t.mean_over_masks(lambda kept: mp.mpf(t.count(w, c, kept)))),
    ),
    Line(
        r"=\sum_{i,j:\;w_i=w,\;w_j=c,\;0<|i-j|\le L}q_w\,q_c",
        "Holes stay, so the windows are those of the full text. A pair is left if both its places are, "
        "and these are two places even where $w=c$.",
        _each_pair(
            lambda t, w, c: mp.fsum(t.keep[w] * t.keep[c] for i, j in t.places if t.words[i] == w and t.words[j] == c)
        ),
    ),
    Line(
        r"=q_w\,\#(w,c)\,q_c=\#'(w,c)",
        "The sum has $\\#(w,c)$ equal terms.",
        _each_pair(_left),
    ),
    Line(
        r"\mathrm{PMI}'(w,c)=\log\frac{\#'(w,c)\;\sum_{u,b}\#'(u,b)}{\sum_b\#'(w,b)\;\sum_u\#'(u,c)}",
        "Asked next: the PMI of these counts.",
        _observed_pairs(
            lambda t, w, c: mp.log(
                _left(t, w, c)
                * _over(lambda u: _over(lambda b: _left(t, u, b)))
                / (_over(lambda b: _left(t, w, b)) * _over(lambda u: _left(t, u, c)))
            )
        ),
    ),
    Line(
        r"=\log\frac{\#(w,c)\;\sum_{u,b}q_u\,\#(u,b)\,q_b}{\sum_b\#(w,b)\,q_b\;\;\sum_u q_u\,\#(u,c)}",
        "$q_w$ and $q_c$ stand above and below the line, and cancel. What is left of them is in the sums.",
        _observed_pairs(
            lambda t, w, c: mp.log(
                t.count(w, c)
                * _over(lambda u: _over(lambda b: _left(t, u, b)))
                / (_over(lambda b: t.count(w, b) * t.keep[b]) * _over(lambda u: t.keep[u] * t.count(u, c)))
            )
        ),
    ),
    Line(
        r"=\log\frac{\#(w,c)\;|D|\,Z}{\#(w)\,\mathbb{E}[q_C\mid w]\;\;\#(c)\,\mathbb{E}[q_W\mid c]}",
        "Divide each sum by the same sum without its $q$: each is a mean of $q$, over all pairs, "
        "over those of $w$, over those of $c$.",
        _observed_pairs(
            lambda t, w, c: mp.log(
                t.count(w, c)
                * t.count()
                * _share(t)
                / (t.count(w) * _of_contexts(t, w) * t.count(c=c) * _of_words(t, c))
            )
        ),
    ),
    Line(
        r"=\mathrm{PMI}(w,c)+\log Z-\log\mathbb{E}[q_C\mid w]-\log\mathbb{E}[q_W\mid c]",
        "The logarithm of a product is a sum, and the first term is PMI before. The three others vanish if all words "
        "are kept alike: then they are $2\\log q-\\log q-\\log q$.",
        _observed_pairs(
            lambda t, w, c: (
                mp.log(mp.mpf(t.count(w, c)) * t.count() / (t.count(w) * t.count(c=c)))
                + mp.log(_share(t))
                - mp.log(_of_contexts(t, w))
                - mp.log(_of_words(t, c))
            )
        ),
    ),
)
