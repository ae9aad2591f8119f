"""The derivations of NS12–NS14: the curvature behind attraction and repulsion."""

import mpmath as mp

from w2vexplained.ledger.derivations.gradients import drawn, objective, slope_in_score, weights
from w2vexplained.ledger.derivations.instances import dot, slope
from w2vexplained.ledger.derivations.sigmoid import sigma
from w2vexplained.ledger.record import Line


def _labels(p, j):
    """y_j + m_j: how often context j is asked about, as the observed one or as a draw."""
    return (p.c == j) + drawn(p, j)


def _residual(p, j):
    """First derivative of the objective in the score of context j."""
    return (p.c == j) * sigma(-p.scores[j]) - drawn(p, j) * sigma(p.scores[j])


def _slope_of_residual(p, j):
    """Its slope in that score, by differentiating it."""
    x = p.scores[j]
    return slope(lambda t: (p.c == j) * sigma(-x - t) - drawn(p, j) * sigma(x + t))


def _square(value):
    """The value for every two components."""
    return lambda p: [value(p, m, o) for m in range(len(p.v_w)) for o in range(len(p.v_w))]


def _across(value):
    """The value for every component m of the word, context j and component o of it."""
    both = range(3)
    return lambda p: [value(p, m, j, o) for m in both for j in range(len(p.C)) for o in both]


NS12 = (
    Line(
        r"\frac{\partial}{\partial v_w^\top}\sum_j g_j\,v_j,\qquad g_j=1[c=j]\,\sigma(-x_j)-m_j\,\sigma(x_j)",
        "What is asked first: the slope of the word's gradient NS10 in its own vector; $g_j$ gathers both terms.",
        _square(
            lambda p, m, o: slope(lambda t: mp.fsum(_residual(p.moved(t, o), j) * p.C[j][m] for j in range(len(p.C))))
        ),
    ),
    Line(
        r"=\sum_j \frac{\partial g_j}{\partial x_j}\,v_j\,v_j^\top",
        "$v_j$ does not depend on $v_w$; $g_j$ does through $x_j=v_j\\cdot v_w$, whose slope is $v_j$.",
        _square(lambda p, m, o: mp.fsum(_slope_of_residual(p, j) * p.C[j][m] * p.C[j][o] for j in range(len(p.C)))),
    ),
    Line(
        r"=-\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_j\,v_j^\top,\qquad n_j=1[c=j]+m_j",
        "NS3: both $\\sigma(-x)$ and $-\\sigma(x)$ have the slope $-\\sigma(x)\\sigma(-x)$.",
        _square(
            lambda p, m, o: (
                -mp.fsum(
                    _labels(p, j) * sigma(p.scores[j]) * sigma(-p.scores[j]) * p.C[j][m] * p.C[j][o]
                    for j in range(len(p.C))
                )
            )
        ),
    ),
    Line(
        r"\frac{\partial}{\partial v_j^\top}\sum_{j'} g_{j'}\,v_{j'}",
        "Next: the slope of the word's gradient in the vector of context $j$.",
        _across(
            lambda p, m, j, o: slope(
                lambda t: mp.fsum(_residual(p.moved(t, o, j), i) * p.moved(t, o, j).C[i][m] for i in range(len(p.C)))
            )
        ),
    ),
    Line(
        r"=g_j\,I-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_j\,v_w^\top",
        "Product rule: $v_j$ stands beside $g_j$, and $g_j$ depends on it through $x_j$, whose slope is $v_w$.",
        _across(
            lambda p, m, j, o: (
                _residual(p, j) * (m == o)
                - _labels(p, j) * sigma(p.scores[j]) * sigma(-p.scores[j]) * p.C[j][m] * p.v_w[o]
            )
        ),
    ),
    Line(
        r"\frac{\partial}{\partial v_j^\top}\,g_j\,v_w",
        "Last: the slope of a context's gradient in its own vector; other contexts' vectors do not occur in it.",
        _across(lambda p, m, j, o: slope(lambda t: _residual(p.moved(t, o, j), j) * p.v_w[m])),
    ),
    Line(
        r"=-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_w\,v_w^\top",
        "$g_j$ depends on $v_j$ through $x_j$, whose slope is $v_w$; then NS3 as before.",
        _across(lambda p, m, j, o: -_labels(p, j) * sigma(p.scores[j]) * sigma(-p.scores[j]) * p.v_w[m] * p.v_w[o]),
    ),
)


def _curving(p, value):
    """−uᵀHu with u = the first context's vector plus one, so that u is no stranger to the world."""
    u = [x + 1 for x in p.C[0]]
    return value(u)


NS13 = (
    Line(
        r"-u^\top H_{v_wv_w}\,u=-\frac{d^2}{dt^2}\,\ell(v_w+t\,u)\Big|_{t=0}",
        "What is asked: how the objective curves along a straight line through the word's vector.",
        lambda p: _curving(
            p,
            lambda u: (
                -mp.diff(lambda t: objective(p._replace(v_w=[x + t * y for x, y in zip(p.v_w, u, strict=True)])), 0, 2)
            ),
        ),
    ),
    Line(
        r"=u^\top\Big(\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_j\,v_j^\top\Big)\,u",
        "The Hessian of NS12.",
        lambda p: _curving(
            p,
            lambda u: mp.fsum(
                u[m] * _labels(p, j) * sigma(p.scores[j]) * sigma(-p.scores[j]) * p.C[j][m] * p.C[j][o] * u[o]
                for j in range(len(p.C))
                for m in range(len(u))
                for o in range(len(u))
            ),
        ),
    ),
    Line(
        r"=\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,(v_j\cdot u)^2",
        "A sum of squares with weights that are not negative: so $-\\ell$ is convex in $v_w$.",
        lambda p: _curving(
            p,
            lambda u: mp.fsum(
                _labels(p, j) * sigma(p.scores[j]) * sigma(-p.scores[j]) * dot(p.C[j], u) ** 2 for j in range(len(p.C))
            ),
        ),
    ),
)


def _at_zero(t):
    zero = [[mp.mpf(0) for _ in row] for row in t.W], [[mp.mpf(0) for _ in row] for row in t.C]
    return t._replace(W=zero[0], C=zero[1])


def _mixed(value):
    """The value for every word w, context c and two components."""
    both = range(2)
    return lambda t: [
        value(_at_zero(t), w, m, c, o) for w in range(len(t.W)) for m in both for c in range(len(t.C)) for o in both
    ]


NS14 = (
    Line(
        r"\frac{\partial}{\partial v_c^\top}\,\Big(\sum_{c'}\big(a\,\sigma(-x_{wc'})"
        r"-b\,\sigma(x_{wc'})\big)\,v_{c'}\Big)\Big|_{W=C=0}",
        "What is asked: the block of the Hessian between word $w$ and context $c$, where all vectors are zero.",
        _mixed(
            lambda t, w, m, c, o: slope(
                lambda h: mp.fsum(
                    slope_in_score(t.moved(h, o, context=c), w, j) * t.moved(h, o, context=c).C[j][m]
                    for j in range(len(t.C))
                )
            )
        ),
    ),
    Line(
        r"=\big(a\,\sigma(-x_{wc})-b\,\sigma(x_{wc})\big)\,I\,\Big|_{W=C=0}",
        "Product rule; the slope of the weight is multiplied by $v_c=0$, and so is gone.",
        _mixed(lambda t, w, m, c, o: slope_in_score(t, w, c) * (m == o)),
    ),
    Line(
        r"=\tfrac12\,(a-b)\,I",
        "All scores are zero, and $\\sigma(0)=\\tfrac12$.",
        _mixed(lambda t, w, m, c, o: (weights(t, w, c)[0] - weights(t, w, c)[1]) / mp.mpf(2) * (m == o)),
    ),
)
