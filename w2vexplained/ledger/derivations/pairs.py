r"""From the text to the table of counts: equations (1) and (2) of GL2014."""

from collections import Counter

import mpmath as mp

from w2vexplained.ledger.record import Line


def _over_the_text(text):
    factors = (text.p[w][c] for place, w in enumerate(text.words) for c in text.contexts(place))
    return mp.fprod(factors)


def _over_the_pairs(text):
    D = [(w, c) for place, w in enumerate(text.words) for c in text.contexts(place)]
    return mp.fprod(text.p[w][c] for w, c in sorted(D))


def _each_pair_repeated(text):
    counts = Counter((w, c) for place, w in enumerate(text.words) for c in text.contexts(place))
    return mp.fprod(text.p[w][c] for (w, c), count in counts.items() for _ in range(count))


def _powers(text):
    n = range(len(text.p))
    D = [(w, c) for place, w in enumerate(text.words) for c in text.contexts(place)]
    return mp.fprod(text.p[w][c] ** D.count((w, c)) for w in n for c in n)


SG1 = (
    Line(
        r"\prod_{w\in\mathrm{Text}}\ \prod_{c\in C(w)}p(c\mid w)",
        "Equation (1) of the note: at each place of the text stands a word w, and C(w) are the contexts in its window.",
        _over_the_text,
    ),
    Line(
        r"=\prod_{(w,c)\in D}p(c\mid w)",
        "Equation (2): D lists the same pairs, each as often as it occurs, and factors may be taken in any order.",
        _over_the_pairs,
    ),
    Line(
        r"=\prod_{w,c}\ \prod_{i=1}^{\#(w,c)}p(c\mid w)",
        "Put equal pairs side by side: D holds the pair (w, c) exactly #(w, c) times.",
        _each_pair_repeated,
    ),
    Line(
        r"=\prod_{w,c}p(c\mid w)^{\#(w,c)}",
        "A factor repeated is a power; a pair that never occurs gives a factor 1.",
        _powers,
    ),
)
