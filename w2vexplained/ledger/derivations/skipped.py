"""The derivation of PM9: what is left of the negatives where those that equal the target are skipped."""

import mpmath as mp

from w2vexplained.ledger.derivations.corpora import corpora
from w2vexplained.ledger.record import Line


def skippers():
    """Give corpora of three pairs of one word, two of them equal, with two contexts and two draws for each."""
    D = [(0, 0), (0, 1), (0, 0)]
    return [t._replace(D=D) for t in corpora(9, words=1)] + [
        t._replace(D=[*D[::-1], (0, 2)]) for t in corpora(10, count=1, words=1, n=3, k=1)
    ]


def _kept(t, w, c):
    """How many drawn contexts c the program keeps beside the word w."""
    negatives = zip(t.D, t.drawn, strict=True)
    return mp.mpf(sum(i == c for (word, observed), some in negatives for i in some if word == w and i != observed))


def _each_pair(value):
    return lambda t: [value(t, w, c) for w in range(len(t.W)) for c in range(len(t.C))]


def _observed_pairs(value):
    """Only cells that were observed, of words with another context: elsewhere the best score is infinite."""
    return lambda t: [
        value(t, w, c) for w in range(len(t.W)) for c in range(len(t.C)) if 0 < t.count(w, c) < t.count(w)
    ]


PM9 = (
    Line(
        r"b'=\mathbb{E}\,\#_{\text{kept}}(w,c)",
        "What is asked: how many negatives $c$ a word $w$ meets, on average, if a drawn negative is skipped that "
        "equals the pair's own context.",
        _each_pair(lambda t, w, c: t.mean_over_draws(lambda u: _kept(u, w, c))),
    ),
    Line(
        r"=\sum_{(w',c')\in D}\;\sum_{i=1}^{k}1[w'=w]\;1[c'\ne c]\;P_n(c)",
        "Each pair of $w$ draws $k$ times; a draw of $c$, of probability $P_n(c)$, is kept unless the pair's context "
        "is $c$.",
        _each_pair(
            lambda t, w, c: mp.fsum(
                (word == w) * (observed != c) * t.P_n[c] for word, observed in t.D for _ in range(t.k)
            )
        ),
    ),
    Line(
        r"=k\,P_n(c)\,\big(\#(w)-\#(w,c)\big)",
        "$\\#(w)-\\#(w,c)$ pairs of $w$ have another context.",
        _each_pair(lambda t, w, c: t.k * t.P_n[c] * (t.count(w) - t.count(w, c))),
    ),
    Line(
        r"x^*_{wc}=\log\frac{\#(w,c)}{k\,P_n(c)\,\big(\#(w)-\#(w,c)\big)}",
        "PM2 with this $b'$ in the place of $b$.",
        _observed_pairs(lambda t, w, c: mp.log(t.count(w, c) / (t.k * t.P_n[c] * (t.count(w) - t.count(w, c))))),
    ),
    Line(
        r"=\log\frac{p(c\mid w)}{1-p(c\mid w)}-\log\big(k\,P_n(c)\big)",
        "Divide numerator and denominator by $\\#(w)$.",
        _observed_pairs(
            lambda t, w, c: mp.log(_conditional(t, w, c) / (1 - _conditional(t, w, c))) - mp.log(t.k * t.P_n[c])
        ),
    ),
    Line(
        r"=\operatorname{logit}p(c\mid w)-\log k-\log P_n(c)",
        "The log-odds of a probability is its logit.",
        _observed_pairs(lambda t, w, c: 2 * mp.atanh(2 * _conditional(t, w, c) - 1) - mp.log(t.k) - mp.log(t.P_n[c])),
    ),
)


def _conditional(t, w, c):
    return mp.mpf(t.count(w, c)) / t.count(w)
