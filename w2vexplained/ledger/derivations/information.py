"""The derivations of PM3, PM4 and PM8: the best value, and the information it measures."""

import mpmath as mp

from w2vexplained.ledger.derivations.cells import cells, summed
from w2vexplained.ledger.derivations.sigmoid import log_sigma
from w2vexplained.ledger.record import Line


def _entropy(p):
    return -mp.fsum(x * mp.log(x) for x in p)


def _kl(p, q):
    return mp.fsum(x * mp.log(x / y) for x, y in zip(p, q, strict=True))


def _laws(table):
    found = cells(table)
    return found[0].pi, [t.P for t in found], [t.Q for t in found], [t.M for t in found]


def _with_laws(value):
    return lambda table: value(*_laws(table))


def _jensen_shannon(pi, P, Q, M):
    return _entropy(M) - pi * _entropy(P) - (1 - pi) * _entropy(Q)


def _binary_entropy(pi):
    return -pi * mp.log(pi) - (1 - pi) * mp.log(1 - pi)


PM3 = (
    Line(
        r"\frac{1}{|D|}\sum_{w,c}\Big(a\,\log\sigma(x^*)+b\,\log\sigma(-x^*)\Big)",
        "What is asked: the best value of NS7, for each observed pair.",
        summed(lambda t: (t.a * log_sigma(t.best) + t.b * log_sigma(-t.best)) / t.size),
    ),
    Line(
        r"=\frac{1}{|D|}\sum_{w,c}\Big(a\,\log\frac{a}{a+b}+b\,\log\frac{b}{a+b}\Big)",
        "PM2: $\\sigma(x^*)=a/(a+b)$.",
        summed(lambda t: (t.a * mp.log(t.a / (t.a + t.b)) + t.b * mp.log(t.b / (t.a + t.b))) / t.size),
    ),
    Line(
        r"=\sum_{w,c}\Big(P\,\log\frac{P}{P+kQ}+kQ\,\log\frac{kQ}{P+kQ}\Big)",
        "$P=\\#(w,c)/|D|$ is the law of observed pairs, $Q=p(w)P_n(c)$ that of invented ones: $a=|D|P$, $b=k|D|Q$.",
        summed(lambda t: t.P * mp.log(t.P / (t.P + t.k * t.Q)) + t.k * t.Q * mp.log(t.k * t.Q / (t.P + t.k * t.Q))),
    ),
    Line(
        r"=(k+1)\sum_{w,c}\Big(\pi P\,\log\frac{\pi P}{M}+(1-\pi)Q\,\log\frac{(1-\pi)Q}{M}\Big)",
        "Divide by $k+1$ inside: $\\pi=1/(k+1)$ is the share of observed pairs, $M=\\pi P+(1-\\pi)Q$ the law of all.",
        summed(
            lambda t: (
                (t.k + 1) * (t.pi * t.P * mp.log(t.pi * t.P / t.M) + (1 - t.pi) * t.Q * mp.log((1 - t.pi) * t.Q / t.M))
            )
        ),
    ),
    Line(
        r"=(k+1)\Big(\pi\log\pi+(1-\pi)\log(1-\pi)+\pi\,\mathrm{KL}(P\|M)+(1-\pi)\,\mathrm{KL}(Q\|M)\Big)",
        "Split each logarithm; $P$ and $Q$ both sum to 1, so what does not depend on the cell stands alone.",
        _with_laws(
            lambda pi, P, Q, M: (
                (pi * mp.log(pi) + (1 - pi) * mp.log(1 - pi) + pi * _kl(P, M) + (1 - pi) * _kl(Q, M)) / pi
            )
        ),
    ),
    Line(
        r"=(k+1)\Big(H(M)-\pi H(P)-(1-\pi)H(Q)-H_b(\pi)\Big)",
        "Entropies in the place of divergences: $\\sum M\\log M$ is split between $P$ and $Q$.",
        _with_laws(
            lambda pi, P, Q, M: (_entropy(M) - pi * _entropy(P) - (1 - pi) * _entropy(Q) - _binary_entropy(pi)) / pi
        ),
    ),
    Line(
        r"=(k+1)\big(\mathrm{JS}_\pi(P,Q)-H_b(\pi)\big)",
        "The first three terms are the Jensen–Shannon divergence with weights $\\pi$ and $1-\\pi$.",
        _with_laws(lambda pi, P, Q, M: (_jensen_shannon(pi, P, Q, M) - _binary_entropy(pi)) / pi),
    ),
)


def _marginals(table):
    found = cells(table)
    contexts = [t for t in found if t.w == 0]
    return [t.p_w for t in found if t.c == 0], [t.p_c for t in contexts], [t.P_n for t in contexts]


def _scaled_divergence(table, k):
    """(k + 1) JS with any number k, whole or not."""
    pi = 1 / (k + 1)
    P, Q = ([getattr(t, law) for t in cells(table)] for law in "PQ")
    M = [pi * x + (1 - pi) * y for x, y in zip(P, Q, strict=True)]
    return _jensen_shannon(pi, P, Q, M) / pi


PM4 = (
    Line(
        r"(k+1)\,\mathrm{JS}_\pi(P,Q)",
        "What is asked: the divergence of PM3, and what bounds it.",
        _with_laws(lambda pi, P, Q, M: _jensen_shannon(pi, P, Q, M) / pi),
    ),
    Line(
        r"=(k+1)\sum_{w,c}\Big(\pi P\,\log\frac{P}{M}+(1-\pi)Q\,\log\frac{Q}{M}\Big)",
        "The divergence by its two parts, as in PM3.",
        summed(lambda t: (t.k + 1) * (t.pi * t.P * mp.log(t.P / t.M) + (1 - t.pi) * t.Q * mp.log(t.Q / t.M))),
    ),
    Line(
        r"=(k+1)\sum_{w,c}\Big(\pi P\,\log\frac{P}{Q}-M\,\log\frac{M}{Q}\Big)",
        "Write both logarithms with $Q$ below: $\\log\\frac PM=\\log\\frac PQ-\\log\\frac MQ$, and "
        "$\\log\\frac QM=-\\log\\frac MQ$; the two weights add up to $M$.",
        summed(lambda t: (t.k + 1) * (t.pi * t.P * mp.log(t.P / t.Q) - t.M * mp.log(t.M / t.Q))),
    ),
    Line(
        r"=\mathrm{KL}(P\,\|\,Q)-(k+1)\,\mathrm{KL}(M\,\|\,Q)",
        "$(k+1)\\pi=1$. The second divergence is never negative, so the first is a bound.",
        _with_laws(lambda pi, P, Q, M: _kl(P, Q) - _kl(M, Q) / pi),
    ),
    Line(
        r"\mathrm{KL}(P\,\|\,Q)",
        "And what is this bound? $Q(w,c)=p(w)P_n(c)$.",
        _with_laws(lambda pi, P, Q, M: _kl(P, Q)),
    ),
    Line(
        r"=\sum_{w,c}P\,\log\frac{P}{p(w)\,p(c)}+\sum_{w,c}P\,\log\frac{p(c)}{P_n(c)}",
        "Multiply and divide by $p(c)$.",
        summed(lambda t: t.P * mp.log(t.P / (t.p_w * t.p_c)) + t.P * mp.log(t.p_c / t.P_n)),
    ),
    Line(
        r"=I(W;C)+\mathrm{KL}(p_c\,\|\,P_n)",
        "The first sum is the mutual information, PM8; in the second, $P$ sums over the words to $p(c)$. "
        "The last term is 0 only where the noise is the unigram law of the pairs, $\\alpha=1$.",
        lambda table: (
            _entropy(_marginals(table)[0])
            + _entropy(_marginals(table)[1])
            - _entropy(_laws(table)[1])
            + _kl(_marginals(table)[1], _marginals(table)[2])
        ),
    ),
    Line(
        r"\frac{\partial}{\partial k}\,(k+1)\,\mathrm{JS}_\pi(P,Q)",
        "How does it grow with $k$, taken as any positive number?",
        lambda table: mp.diff(lambda k: _scaled_divergence(table, k), table.k),
    ),
    Line(
        r"=\sum_{w,c}Q\,\log\frac{Q}{M}-(k+1)\sum_{w,c}\frac{\partial M}{\partial k}",
        "Differentiate $\\sum P\\log\\frac PM+kQ\\log\\frac QM$: the factor $k$ gives the first sum, the $M$ in both "
        "denominators the second, since $P+kQ=(k+1)M$.",
        summed(lambda t: t.Q * mp.log(t.Q / t.M) - (t.k + 1) * (t.Q - t.P) / (t.k + 1) ** 2),
    ),
    Line(
        r"=\mathrm{KL}(Q\,\|\,M)",
        "$M$ sums to 1 for every $k$, so the second sum is 0. A divergence is never negative: more negatives "
        "never lower the value.",
        _with_laws(lambda pi, P, Q, M: _kl(Q, M)),
    ),
)


PM8 = (
    Line(
        r"I(W;C)=H(W)+H(C)-H(W,C)",
        "What is asked: how much a word says about its context. This is the definition by entropies.",
        lambda table: _entropy(_marginals(table)[0]) + _entropy(_marginals(table)[1]) - _entropy(_laws(table)[1]),
    ),
    Line(
        r"=\sum_{w,c}P(w,c)\big(\log P(w,c)-\log p(w)-\log p(c)\big)",
        "Each entropy is a mean over pairs: $p(w)$ and $p(c)$ are sums of $P(w,c)$.",
        summed(lambda t: t.P * (mp.log(t.P) - mp.log(t.p_w) - mp.log(t.p_c))),
    ),
    Line(
        r"=\sum_{w,c}P(w,c)\;\mathrm{PMI}(w,c)",
        "The bracket is PMI: mutual information is its mean over the observed pairs.",
        summed(lambda t: t.P * t.pmi),
    ),
    Line(
        r"\mathrm{PMI}(w,c)-\mathrm{PMI}(c,w)",
        "Is PMI symmetric? Take one vocabulary for words and contexts.",
        lambda table: _difference(table, lambda t: t.pmi),
    ),
    Line(
        r"=\log\frac{\#(w,c)}{\#(c,w)}+\log\frac{p_{\text{words}}(c)\,p_{\text{contexts}}(w)}"
        r"{p_{\text{words}}(w)\,p_{\text{contexts}}(c)}",
        "Put both definitions in. Where counts are symmetric, the two laws are one and both logarithms are 0.",
        lambda table: _difference(table, lambda t: mp.log(t.a / (t.p_w * t.p_c))),
    ),
    Line(
        r"\mathrm{PMI}_\alpha(w,c)-\mathrm{PMI}_\alpha(c,w)\qquad\text{with}\quad\#(w,c)=\#(c,w)",
        "And smoothed PMI, even if counts are symmetric?",
        lambda table: _difference(_symmetric(table), _smoothed_pmi),
    ),
    Line(
        r"=\log\frac{p(c)\,p_\alpha(w)}{p(w)\,p_\alpha(c)}",
        "$P(w,c)$ cancels.",
        lambda table: _ratio_of_marginals(_symmetric(table)),
    ),
    Line(
        r"=(1-\alpha)\log\frac{\#(c)}{\#(w)}",
        "$p_\\alpha(w)/p_\\alpha(c)=(\\#(w)/\\#(c))^{\\alpha}$: "
        "smoothing lowers PMI where the rarer one is the context.",
        lambda table: _ratio_of_counts(_symmetric(table)),
    ),
)

ALPHA = "0.75"


def _square(table):
    """The first columns, as many as there are words: one vocabulary for both sides."""
    size = len(table.counts)
    noise = table.noise[:size]
    return table._replace(counts=[row[:size] for row in table.counts], noise=[x / mp.fsum(noise) for x in noise])


def _symmetric(table):
    square = _square(table)
    size = range(len(square.counts))
    return square._replace(counts=[[square.counts[w][c] + square.counts[c][w] for c in size] for w in size])


def _difference(table, value):
    found = {(t.w, t.c): value(t) for t in cells(_square(table))}
    return [found[w, c] - found[c, w] for w, c in found]


def _smoothed_pmi(cell):
    powers = [mp.mpf(sum(column)) ** mp.mpf(ALPHA) for column in zip(*cell.table.counts, strict=True)]
    return mp.log(cell.P) - mp.log(cell.p_w) - mp.log(powers[cell.c] / mp.fsum(powers))


def _ratio_of_marginals(table):
    counts = [mp.mpf(sum(row)) for row in table.counts]
    p = [n / mp.fsum(counts) for n in counts]
    powers = [n ** mp.mpf(ALPHA) for n in counts]
    p_alpha = [x / mp.fsum(powers) for x in powers]
    return [mp.log(p[t.c] * p_alpha[t.w] / (p[t.w] * p_alpha[t.c])) for t in cells(table)]


def _ratio_of_counts(table):
    return [(1 - mp.mpf(ALPHA)) * mp.log(mp.mpf(sum(table.counts[t.c])) / sum(table.counts[t.w])) for t in cells(table)]
