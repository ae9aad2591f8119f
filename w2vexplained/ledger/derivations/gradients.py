"""The derivations of NS10 and NS11: attraction and repulsion."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.record import Line


def objective(p):
    """Equation (4) of one pair with its draws made."""
    x = p.scores
    return log_sigma(x[p.c]) + mp.fsum(log_sigma(-x[i]) for i in p.negatives)


def _components(value):
    """The value for every component m of the word's vector."""
    return lambda p: [value(p, m) for m in range(len(p.v_w))]


def _rows(value):
    """The value for every context j and component m."""
    return lambda p: [value(p, j, m) for j in range(len(p.C)) for m in range(len(p.v_w))]


def _slope_of_sigma(x):
    return slope(lambda t: sigma(x + t))


def _slope_of_log_sigma(x):
    return slope(lambda t: log_sigma(x + t))


def drawn(p, j):
    """m_j: how often context j was drawn."""
    return p.negatives.count(j)


NS10 = (
    Line(
        r"\frac{\partial}{\partial v_w}\Big(\log\sigma(v_c\cdot v_w)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w)\Big)",
        "First question: where should the word's vector move?",
        _components(lambda p, m: slope(lambda t: objective(p.moved(t, m)))),
    ),
    Line(
        r"=\frac{\sigma'(v_c\cdot v_w)}{\sigma(v_c\cdot v_w)}\,v_c"
        r"-\sum_{i=1}^{k}\frac{\sigma'(-v_{c_i}\cdot v_w)}{\sigma(-v_{c_i}\cdot v_w)}\,v_{c_i}",
        "Chain rule: the slope of $\\log y$ is $y'/y$, and the slope of $v_c\\cdot v_w$ in $v_w$ is $v_c$.",
        _components(
            lambda p, m: (
                _slope_of_sigma(p.scores[p.c]) / sigma(p.scores[p.c]) * p.C[p.c][m]
                - mp.fsum(_slope_of_sigma(-p.scores[i]) / sigma(-p.scores[i]) * p.C[i][m] for i in p.negatives)
            )
        ),
    ),
    Line(
        r"=\frac{\sigma(x_c)\,\sigma(-x_c)}{\sigma(x_c)}\,v_c"
        r"-\sum_{i=1}^{k}\frac{\sigma(-x_{c_i})\,\sigma(x_{c_i})}{\sigma(-x_{c_i})}\,v_{c_i}",
        "NS3: $\\sigma'(x)=\\sigma(x)\\sigma(-x)$; write $x_j$ for $v_j\\cdot v_w$.",
        _components(
            lambda p, m: (
                sigma(p.scores[p.c]) * sigma(-p.scores[p.c]) / sigma(p.scores[p.c]) * p.C[p.c][m]
                - mp.fsum(
                    sigma(-p.scores[i]) * sigma(p.scores[i]) / sigma(-p.scores[i]) * p.C[i][m] for i in p.negatives
                )
            )
        ),
    ),
    Line(
        r"=\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i}",
        "Cancel: the word moves towards its context and away from each draw, by how wrong each score is.",
        _components(
            lambda p, m: (
                sigma(-p.scores[p.c]) * p.C[p.c][m] - mp.fsum(sigma(p.scores[i]) * p.C[i][m] for i in p.negatives)
            )
        ),
    ),
    Line(
        r"=\sigma(-x_c)\,v_c-\sum_{j}m_j\,\sigma(x_j)\,v_j",
        "Collect equal draws: context $j$ was drawn $m_j$ times.",
        _components(
            lambda p, m: (
                sigma(-p.scores[p.c]) * p.C[p.c][m]
                - mp.fsum(drawn(p, j) * sigma(p.scores[j]) * p.C[j][m] for j in range(len(p.C)))
            )
        ),
    ),
    Line(
        r"\frac{\partial}{\partial v_j}\Big(\log\sigma(v_c\cdot v_w)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w)\Big)",
        "Second question: where should the vector of a context $j$ move?",
        _rows(lambda p, j, m: slope(lambda t: objective(p.moved(t, m, j)))),
    ),
    Line(
        r"=\Big(1[c=j]\,(\log\sigma)'(x_j)-\sum_{i=1}^{k}1[c_i=j]\,(\log\sigma)'(-x_j)\Big)\,v_w",
        "Only the terms whose context is $j$ depend on $v_j$; the slope of $v_j\\cdot v_w$ in $v_j$ is $v_w$.",
        _rows(
            lambda p, j, m: (
                (
                    (p.c == j) * _slope_of_log_sigma(p.scores[j])
                    - mp.fsum((i == j) * _slope_of_log_sigma(-p.scores[j]) for i in p.negatives)
                )
                * p.v_w[m]
            )
        ),
    ),
    Line(
        r"=\Big(1[c=j]\,\sigma(-x_j)-\sum_{i=1}^{k}1[c_i=j]\,\sigma(x_j)\Big)\,v_w",
        "NS3: the slope of $\\log\\sigma$ at $x$ is $\\sigma(-x)$.",
        _rows(
            lambda p, j, m: (
                ((p.c == j) * sigma(-p.scores[j]) - mp.fsum((i == j) * sigma(p.scores[j]) for i in p.negatives))
                * p.v_w[m]
            )
        ),
    ),
    Line(
        r"=\big(1[c=j]\,\sigma(-x_j)-m_j\,\sigma(x_j)\big)\,v_w",
        "Count the draws of $j$: a context drawn twice is pushed away twice.",
        _rows(lambda p, j, m: ((p.c == j) * sigma(-p.scores[j]) - drawn(p, j) * sigma(p.scores[j])) * p.v_w[m]),
    ),
    Line(
        r"=\big(1[c=j]-(1[c=j]+m_j)\,\sigma(x_j)\big)\,v_w",
        "$\\sigma(-x)=1-\\sigma(x)$, NS2: where the observed context itself was drawn $m$ times, its row gets "
        "$(1-(m+1)\\,\\sigma(x_c))\\,v_w$.",
        _rows(
            lambda p, j, m: ((p.c == j) - ((p.c == j) + drawn(p, j)) * sigma(p.scores[j])) * p.v_w[m],
        ),
    ),
)


def weights(t, w, c):
    """The weights a and b of NS7."""
    return t.count(w, c), t.k * t.count(w) * t.P_n[c]


def _expected(t):
    terms = []
    for w in range(len(t.W)):
        for c in range(len(t.C)):
            a, b = weights(t, w, c)
            terms.append(a * log_sigma(t.score(w, c)) + b * log_sigma(-t.score(w, c)))
    return mp.fsum(terms)


def slope_in_score(t, w, c):
    """The entry of G_X: the slope of the expected objective in the score of one pair."""
    a, b = weights(t, w, c)
    return a * sigma(-t.score(w, c)) - b * sigma(t.score(w, c))


def _slope_of_weighted_pair(t, w, c):
    a, b = weights(t, w, c)
    x = t.score(w, c)
    return slope(lambda h: a * log_sigma(x + h) + b * log_sigma(-x - h))


def _entries(rows, value):
    """The value for every row (words or contexts) and component of a text."""
    return lambda t: [value(t, r, m) for r in range(len(getattr(t, rows))) for m in range(len(t.W[0]))]


NS11 = (
    Line(
        r"\frac{\partial}{\partial v_w}\sum_{w',c}\Big(a\log\sigma(x_{w'c})+b\log\sigma(-x_{w'c})\Big)",
        "What is asked: the slope of the expected objective NS7 in one word's vector; $x_{wc}=v_c\\cdot v_w$.",
        _entries("W", lambda t, w, m: slope(lambda h: _expected(t.moved(h, m, word=w)))),
    ),
    Line(
        r"=\sum_{c}\frac{\partial}{\partial x_{wc}}\Big(a\log\sigma(x_{wc})+b\log\sigma(-x_{wc})\Big)\,v_c",
        "Only this word's scores depend on $v_w$, and the slope of $x_{wc}$ is $v_c$.",
        _entries(
            "W",
            lambda t, w, m: mp.fsum(_slope_of_weighted_pair(t, w, c) * t.C[c][m] for c in range(len(t.C))),
        ),
    ),
    Line(
        r"=\sum_{c}\big(a\,\sigma(-x_{wc})-b\,\sigma(x_{wc})\big)\,v_c",
        "NS3: the slope of $\\log\\sigma(x)$ is $\\sigma(-x)$, that of $\\log\\sigma(-x)$ is $-\\sigma(x)$.",
        _entries(
            "W",
            lambda t, w, m: mp.fsum(
                (t.count(w, c) * sigma(-t.score(w, c)) - t.k * t.count(w) * t.P_n[c] * sigma(t.score(w, c))) * t.C[c][m]
                for c in range(len(t.C))
            ),
        ),
    ),
    Line(
        r"=\big(G_X\,C\big)_{w}",
        "Row $w$ of a product of matrices, where $G_X$ holds the weight of each pair.",
        _entries(
            "W",
            lambda t, w, m: (
                mp.matrix([[slope_in_score(t, u, c) for c in range(len(t.C))] for u in range(len(t.W))])
                * mp.matrix(t.C)
            )[w, m],
        ),
    ),
    Line(
        r"\frac{\partial}{\partial v_c}\sum_{w,c'}\Big(a\log\sigma(x_{wc'})+b\log\sigma(-x_{wc'})\Big)",
        "The same question for one context's vector.",
        _entries("C", lambda t, c, m: slope(lambda h: _expected(t.moved(h, m, context=c)))),
    ),
    Line(
        r"=\sum_{w}\big(a\,\sigma(-x_{wc})-b\,\sigma(x_{wc})\big)\,v_w=\big(G_X^\top W\big)_{c}",
        "Only this context's scores depend on $v_c$, and the slope of $x_{wc}$ is $v_w$.",
        _entries("C", lambda t, c, m: mp.fsum(slope_in_score(t, w, c) * t.W[w][m] for w in range(len(t.W)))),
    ),
)
