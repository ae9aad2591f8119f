"""The derivations of NC1–NC4: a classification with the noise in its logit. Lines are evaluated on tables of counts."""

from itertools import product

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.record import Line


def cells(value):
    """The value for every word and context of a table."""
    return lambda t: [value(t, w, c) for w in range(len(t.W)) for c in range(len(t.C))]


def observed(t, w, c):
    """p̂(c | w): how often a context is observed beside a word."""
    return mp.mpf(t.counts[w][c]) / sum(t.counts[w])


def mean_over_draws(t, value):
    """Average value(draws) over every way in which the k draws for one pair can fall, each with its probability."""
    every = product(range(len(t.C)), repeat=t.k)
    return mp.fsum(mp.fprod(t.noise[c] for c in some) * value(some) for some in every)


def _e(t, w, c):
    return mp.exp(t.scores[w][c])


def _kq(t, c):
    """The mean number of draws of a context, k P_n(c)."""
    return t.k * t.noise[c]


def _logit(t, w, c):
    return t.scores[w][c] - mp.log(_kq(t, c))


def _a_and_b(t, w, c):
    return t.counts[w][c], _kq(t, c) * sum(t.counts[w])


def _slope_at(t, w, c, x):
    """The slope in one score of the expected objective, where that score is x."""
    a, b = _a_and_b(t, w, c)

    def both(h):
        s = x + h - mp.log(_kq(t, c))
        return a * log_sigma(s) + b * log_sigma(-s)

    return slope(both)


def _components(value):
    """The value for every component of the first word's vector."""
    return lambda t: [value(t, m) for m in range(len(t.W[0]))]


def _sampled_force(t, m, some):
    """The sampled slope in component m of the first word, for its pair with the first context."""
    return sigma(-_logit(t, 0, 0)) * t.C[0][m] - mp.fsum(sigma(_logit(t, 0, j)) * t.C[j][m] for j in some)


NC1 = (
    Line(
        r"\frac{\frac1{k+1}\,e^{x}}{\frac1{k+1}\,e^{x}+\frac k{k+1}\,P_n(c)}",
        "What is asked: the probability that $c$ was observed and not drawn, for a model that gives it the probability "
        "$e^x$ beside $w$, $x=v_c\\cdot v_w$. Of $k+1$ contexts one is observed and $k$ are drawn: Bayes' rule.",
        cells(
            lambda t, w, c: _e(t, w, c) / (t.k + 1) / (_e(t, w, c) / (t.k + 1) + mp.mpf(t.k) / (t.k + 1) * t.noise[c])
        ),
    ),
    Line(
        r"=\frac{e^{x}}{e^{x}+k\,P_n(c)}",
        "Multiply numerator and denominator by $k+1$.",
        cells(lambda t, w, c: _e(t, w, c) / (_e(t, w, c) + t.k * t.noise[c])),
    ),
    Line(
        r"=\frac{1}{1+e^{-(x-\log kP_n(c))}}=\sigma(s),\qquad s=x-\log k\,P_n(c)",
        "Divide both by $e^x$, and write $kP_n(c)$ as an exponential.",
        cells(lambda t, w, c: 1 / (1 + mp.exp(-(t.scores[w][c] - mp.log(t.k * t.noise[c]))))),
    ),
    Line(
        r"\frac{\partial}{\partial x_{wc}}\sum_{w',c'}\Big(a\log\sigma(s_{w'c'})+b\log\sigma(-s_{w'c'})\Big)",
        "Asked next: the slope of the expected objective in one score; $a=\\#(w,c)$, $b=k\\,\\#(w)P_n(c)$ as in NS7.",
        cells(lambda t, w, c: _slope_at(t, w, c, t.scores[w][c])),
    ),
    Line(
        r"=a\,\sigma(-s)-b\,\sigma(s)",
        "NS3; the logit moves as the score does, since the noise does not depend on it.",
        cells(
            lambda t, w, c: (
                _a_and_b(t, w, c)[0] * sigma(-_logit(t, w, c)) - _a_and_b(t, w, c)[1] * sigma(_logit(t, w, c))
            )
        ),
    ),
    Line(
        r"=\#(w)\Big(\hat p(c\mid w)\,\frac{kP_n(c)}{e^x+kP_n(c)}-k\,P_n(c)\,\frac{e^x}{e^x+kP_n(c)}\Big)",
        "Take the count of the word out, and write both posteriors as fractions.",
        cells(
            lambda t, w, c: (
                sum(t.counts[w])
                * (
                    observed(t, w, c) * _kq(t, c) / (_e(t, w, c) + _kq(t, c))
                    - _kq(t, c) * _e(t, w, c) / (_e(t, w, c) + _kq(t, c))
                )
            )
        ),
    ),
    Line(
        r"=\#(w)\,\frac{k\,P_n(c)}{e^x+k\,P_n(c)}\,\big(\hat p(c\mid w)-e^x\big)",
        "What both have in common stands in front: what was observed, less what the model gives.",
        cells(
            lambda t, w, c: sum(t.counts[w]) * _kq(t, c) / (_e(t, w, c) + _kq(t, c)) * (observed(t, w, c) - _e(t, w, c))
        ),
    ),
    Line(
        r"\mathbb{E}_{c_1,\dots,c_k\sim P_n}\Big[\sigma(-s_c)\,v_c-\sum_{i=1}^{k}\sigma(s_{c_i})\,v_{c_i}\Big]",
        "Last question: the sampled slope in $v_w$, averaged over all ways in which the draws can fall.",
        _components(lambda t, m: mean_over_draws(t, lambda some: _sampled_force(t, m, some))),
    ),
    Line(
        r"=\sigma(-s_c)\,v_c-\sum_{c'}k\,P_n(c')\,\sigma(s_{c'})\,v_{c'}",
        "Each of the $k$ draws is $c'$ with probability $P_n(c')$: added up over the pairs, this is the slope of "
        "the expected objective.",
        _components(
            lambda t, m: (
                sigma(-_logit(t, 0, 0)) * t.C[0][m]
                - mp.fsum(t.k * t.noise[j] * sigma(_logit(t, 0, j)) * t.C[j][m] for j in range(len(t.C)))
            )
        ),
    ),
)


def _Z(t, w):
    return mp.fsum(_e(t, w, c) for c in range(len(t.C)))


def _with_a_price(t, w, x):
    """The log-likelihood of a row of scores, for each time that its word occurs, less Z − 1 − log Z."""
    Z = mp.fsum(mp.exp(y) for y in x)
    return mp.fsum(observed(t, w, c) * (y - mp.log(Z)) for c, y in enumerate(x)) - (Z - 1 - mp.log(Z))


def _slope_with_a_price(t, w, c):
    return slope(lambda h: _with_a_price(t, w, [x + h * (j == c) for j, x in enumerate(t.scores[w])]))


NC2 = (
    Line(
        r"\frac{k\,P_n(c)}{e^x+k\,P_n(c)}\,\big(\hat p(c\mid w)-e^x\big)",
        "What is asked: where the slope of NC1 goes as $k$ grows, for each time that $w$ occurs.",
        cells(lambda t, w, c: _kq(t, c) / (_e(t, w, c) + _kq(t, c)) * (observed(t, w, c) - _e(t, w, c))),
    ),
    Line(
        r"=\big(\hat p(c\mid w)-e^x\big)-\frac{e^x}{e^x+k\,P_n(c)}\,\big(\hat p(c\mid w)-e^x\big)",
        "The factor in front is 1 less the other posterior.",
        cells(
            lambda t, w, c: (
                (observed(t, w, c) - _e(t, w, c))
                - _e(t, w, c) / (_e(t, w, c) + _kq(t, c)) * (observed(t, w, c) - _e(t, w, c))
            )
        ),
    ),
    Line(
        r"=\big(\hat p(c\mid w)-e^x\big)+\frac1k\cdot\frac{e^x\big(e^x-\hat p(c\mid w)\big)}{P_n(c)+e^x/k}",
        "Divide by $k$: as $k\\to\\infty$ the first bracket stays, and $k$ times the rest tends to "
        "$e^x(e^x-\\hat p)/P_n(c)$.",
        cells(
            lambda t, w, c: (
                (observed(t, w, c) - _e(t, w, c))
                + _e(t, w, c) * (_e(t, w, c) - observed(t, w, c)) / (t.noise[c] + _e(t, w, c) / t.k) / t.k
            )
        ),
    ),
    Line(
        r"\hat p(c\mid w)-e^x",
        "Asked next: how this limit compares with the slope of the log-likelihood, SG5.",
        cells(lambda t, w, c: observed(t, w, c) - _e(t, w, c)),
    ),
    Line(
        r"=\Big(\hat p(c\mid w)-\frac{e^x}{Z_w}\Big)-\Big(1-\frac1{Z_w}\Big)e^x,\qquad Z_w=\sum_{c'}e^{x_{wc'}}",
        "Subtract and add the softmax: the first bracket is the slope of the log-likelihood, the second vanishes "
        "only where the exponentials of the scores sum to 1 by themselves.",
        cells(lambda t, w, c: (observed(t, w, c) - _e(t, w, c) / _Z(t, w)) - (1 - 1 / _Z(t, w)) * _e(t, w, c)),
    ),
    Line(
        r"=\frac{\partial}{\partial x_{wc}}\Big(\sum_{c'}\hat p(c'\mid w)\log\frac{e^{x_{wc'}}}{Z_w}"
        r"-\big(Z_w-1-\log Z_w\big)\Big)",
        "The slope of $Z_w$ is $e^x$, that of $\\log Z_w$ is $e^x/Z_w$. So the limit climbs the log-likelihood less a "
        "price for $Z_w\\ne1$, which is never negative.",
        cells(_slope_with_a_price),
    ),
)


def uniform(t):
    """The same table with as many draws as contexts, all contexts drawn alike."""
    n = len(t.C)
    with mp.workdps(60):
        return t._replace(k=n, noise=[mp.mpf(1) / n] * n)


def _some_draws(t):
    """As many draws as contexts; some are repeated, and one is the observed context, the first."""
    return [(i * i) % len(t.C) for i in range(len(t.C))]


NC3 = (
    Line(
        r"\log\sigma\big(x_c-\log kP_n(c)\big)+\sum_{i=1}^{k}\log\sigma\big({-x_{c_i}}+\log kP_n(c_i)\big)",
        "What is asked: the objective of NC1 for one pair, where contexts are drawn alike, $P_n(c)=1/n$, as many as "
        "there are contexts, $k=n$.",
        lambda t: (
            log_sigma(t.scores[0][0] - mp.log(t.k * t.noise[0]))
            + mp.fsum(log_sigma(-t.scores[0][i] + mp.log(t.k * t.noise[i])) for i in _some_draws(t))
        ),
    ),
    Line(
        r"=\log\sigma\Big(x_c-\log\frac nn\Big)+\sum_{i=1}^{n}\log\sigma\Big({-x_{c_i}}+\log\frac nn\Big)",
        "Put both numbers in.",
        lambda t: (
            log_sigma(t.scores[0][0] - mp.log(mp.mpf(len(t.C)) / len(t.C)))
            + mp.fsum(log_sigma(-t.scores[0][i] + mp.log(mp.mpf(len(t.C)) / len(t.C))) for i in _some_draws(t))
        ),
    ),
    Line(
        r"=\log\sigma(x_c)+\sum_{i=1}^{n}\log\sigma(-x_{c_i})",
        "The logarithm of 1 is 0: this is negative sampling, NS7, with the draws made.",
        lambda t: log_sigma(t.scores[0][0]) + mp.fsum(log_sigma(-t.scores[0][i]) for i in _some_draws(t)),
    ),
)

NC4 = (
    Line(
        r"\frac{\partial\,\mathbb{E}\ell}{\partial x_{wc}}\;\text{ at }\;x_{wc}=\log\hat p(c\mid w)",
        "What is asked: whether the observed log-probability is where noise-contrastive estimation comes to rest.",
        cells(lambda t, w, c: _slope_at(t, w, c, mp.log(observed(t, w, c)))),
    ),
    Line(
        r"=\#(w)\,\frac{k\,P_n(c)}{\hat p(c\mid w)+k\,P_n(c)}\,\big(\hat p(c\mid w)-\hat p(c\mid w)\big)",
        "NC1, with $e^x=\\hat p(c\\mid w)$.",
        cells(
            lambda t, w, c: (
                sum(t.counts[w])
                * _kq(t, c)
                / (observed(t, w, c) + _kq(t, c))
                * (observed(t, w, c) - mp.mpf(t.counts[w][c]) / sum(t.counts[w]))
            )
        ),
    ),
    Line(
        r"=0",
        "For every $k$ and every noise; the objective bends downwards everywhere, so there is no other such place.",
        cells(lambda t, w, c: mp.mpf(0)),
    ),
    Line(
        r"x^{\mathrm{NS}}_{wc}=\log\frac ab",
        "Asked next: the optimum of negative sampling, the log-odds of observed against drawn.",
        cells(lambda t, w, c: mp.log(_a_and_b(t, w, c)[0] / _a_and_b(t, w, c)[1])),
    ),
    Line(
        r"=\log\frac{\#(w,c)}{k\,\#(w)\,P_n(c)}",
        "The two weights of NS7.",
        cells(lambda t, w, c: mp.log(t.counts[w][c] / (t.k * sum(t.counts[w]) * t.noise[c]))),
    ),
    Line(
        r"=\log\hat p(c\mid w)-\log k\,P_n(c)=x^{\mathrm{NCE}}_{wc}-\log k\,P_n(c)",
        "What noise-contrastive estimation puts into the logit, negative sampling leaves to the vectors.",
        cells(lambda t, w, c: mp.log(observed(t, w, c)) - mp.log(t.k * t.noise[c])),
    ),
    Line(
        r"\log\frac ab+\log P_n(c)",
        "Last question: the optimum where $k$ contexts are drawn, but $k$ is left out of the logit, $x-\\log P_n(c)$. "
        "That logit comes to rest at the log-odds, so the score lies above them by $\\log P_n(c)$.",
        cells(lambda t, w, c: mp.log(_a_and_b(t, w, c)[0] / _a_and_b(t, w, c)[1]) + mp.log(t.noise[c])),
    ),
    Line(
        r"=\log\frac{\hat p(c\mid w)}{k\,P_n(c)}+\log P_n(c)",
        "The two weights of NS7 again.",
        cells(lambda t, w, c: mp.log(observed(t, w, c) / _kq(t, c)) + mp.log(t.noise[c])),
    ),
    Line(
        r"=\log\hat p(c\mid w)-\log k",
        "The noise cancels and $k$ does not: the result that Levy & Goldberg give, of another posterior than NC1.",
        cells(lambda t, w, c: mp.log(observed(t, w, c)) - mp.log(t.k)),
    ),
)
