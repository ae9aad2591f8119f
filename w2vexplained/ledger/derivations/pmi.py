"""The derivations of PM1, PM2 and PM6: the best score of a cell."""

import mpmath as mp

from w2vexplained.ledger.derivations.cells import Cell, each, smoothed
from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.record import Line


def _cell_value(cell, x):
    return cell.a * log_sigma(x) + cell.b * log_sigma(-x)


def _with_noise(power, value):
    """The value at each cell where the noise is the contexts' own unigram law, to a power."""
    return lambda table: each(value)(smoothed(table, mp.mpf(power)))


PM1 = (
    Line(
        r"x^*_{wc}=\log\frac{a}{b},\qquad a=\#(w,c),\quad b=k\,\#(w)\,P_n(c)",
        "The score of a cell at which pull and push are in balance: $a\\,\\sigma(-x)=b\\,\\sigma(x)$, and "
        "$\\sigma(x)/\\sigma(-x)=e^{x}$ (PM2 has the algebra).",
        each(lambda t: mp.log(t.a / t.b)),
    ),
    Line(
        r"=\log\frac{\#(w,c)}{\#(w)}-\log P_n(c)-\log k",
        "Put $a$ and $b$ in, and take the logarithm of each factor.",
        each(lambda t: mp.log(t.a / t.count_w) - mp.log(t.P_n) - mp.log(t.k)),
    ),
    Line(
        r"=\log\frac{p(c\mid w)}{P_n(c)}-\log k",
        "The share of $c$ among the pairs of $w$ is $p(c\\mid w)$.",
        each(lambda t: mp.log(t.P / t.p_w / t.P_n) - mp.log(t.k)),
    ),
    Line(
        r"=\log\frac{p(w,c)}{p(w)\,p(c)}+\log p(c)-\log P_n(c)-\log k",
        "Multiply and divide by $p(c)$: PMI appears, whatever the noise is.",
        each(lambda t: mp.log(t.P / (t.p_w * t.p_c)) + mp.log(t.p_c) - mp.log(t.P_n) - mp.log(t.k)),
    ),
    Line(
        r"x^*_{wc}=\mathrm{PMI}(w,c)+\log p(c)-\log P_n(c)-\log k\qquad\text{with}\quad P_n(c)=p(c)",
        "Now let negatives be drawn just as often as contexts occur in pairs, $\\alpha=1$.",
        _with_noise(1, lambda t: t.pmi + mp.log(t.p_c) - mp.log(t.P_n) - mp.log(t.k)),
    ),
    Line(
        r"=\mathrm{PMI}(w,c)-\log k",
        "The two logarithms cancel: this is what Levy & Goldberg state.",
        _with_noise(1, lambda t: t.pmi - mp.log(t.k)),
    ),
    Line(
        r"\begin{aligned}x^*_{wc}&=\mathrm{PMI}(w,c)+\log p(c)-\log P_n(c)-\log k\\"
        r"&\text{with}\quad P_n=p_\alpha,\quad "
        r"p_\alpha(c)=\frac{\#(c)^{\alpha}}{\sum_{c'}\#(c')^{\alpha}}\end{aligned}",
        "For the noise that is really used, $\\alpha=\\tfrac34$, they do not cancel.",
        _with_noise("0.75", lambda t: t.pmi + mp.log(t.p_c) - mp.log(t.P_n) - mp.log(t.k)),
    ),
    Line(
        r"=\mathrm{PMI}_\alpha(w,c)-\log k,\qquad\mathrm{PMI}_\alpha(w,c)=\log\frac{p(w,c)}{p(w)\,p_\alpha(c)}",
        "But they can be taken into PMI: smooth the probability of the context, and the form is the old one.",
        _with_noise("0.75", lambda t: mp.log(t.P / (t.p_w * _smoothed_probability(t))) - mp.log(t.k)),
    ),
)


def _smoothed_probability(cell):
    counts = [mp.mpf(sum(column)) for column in zip(*cell.table.counts, strict=True)]
    return counts[cell.c] ** mp.mpf("0.75") / mp.fsum(n ** mp.mpf("0.75") for n in counts)


def _at_best(value):
    return each(lambda t: value(t, mp.log(t.a / t.b)))


PM2 = (
    Line(
        r"\frac{\partial}{\partial x}\Big(a\log\sigma(x)+b\log\sigma(-x)\Big)",
        "What is asked: how the part of one cell changes with its score.",
        each(lambda t: slope(lambda h: _cell_value(t, t.x + h))),
    ),
    Line(
        r"=a\,\sigma(-x)-b\,\sigma(x)",
        "NS11: pull minus push.",
        each(lambda t: t.a * sigma(-t.x) - t.b * sigma(t.x)),
    ),
    Line(
        r"=\frac{a-b\,e^{x}}{1+e^{x}}",
        "Write both sigmoids over the denominator $1+e^{x}$. The numerator has one root, $e^{x}=a/b$.",
        each(lambda t: (t.a - t.b * mp.exp(t.x)) / (1 + mp.exp(t.x))),
    ),
    Line(
        r"=-\frac{b}{(1+e^{x})^2}\Big(e^{2x}-\Big(\frac ab-1\Big)e^{x}-\frac ab\Big)",
        "Over $(1+e^{x})^2$ instead, the numerator is the quadratic in $e^{x}$ that Levy & Goldberg solve.",
        each(lambda t: -t.b / (1 + mp.exp(t.x)) ** 2 * (mp.exp(2 * t.x) - (t.a / t.b - 1) * mp.exp(t.x) - t.a / t.b)),
    ),
    Line(
        r"=-\frac{b}{(1+e^{x})^2}\Big(e^{x}-\frac ab\Big)\big(e^{x}+1\big)",
        "It factors. The root $e^{x}=-1$ came in with the factor $1+e^{x}$; no score has it.",
        each(lambda t: -t.b / (1 + mp.exp(t.x)) ** 2 * (mp.exp(t.x) - t.a / t.b) * (mp.exp(t.x) + 1)),
    ),
    Line(
        r"\frac{\partial^2}{\partial x^2}\Big(a\log\sigma(x)+b\log\sigma(-x)\Big)",
        "Is the root a maximum?",
        each(lambda t: mp.diff(lambda h: _cell_value(t, t.x + h), 0, 2)),
    ),
    Line(
        r"=-a\,\sigma(x)\,\sigma(-x)-b\,\sigma(-x)\,\sigma(x)",
        "NS3, for either sigmoid of the line $a\\,\\sigma(-x)-b\\,\\sigma(x)$.",
        each(lambda t: -t.a * sigma(t.x) * sigma(-t.x) - t.b * sigma(-t.x) * sigma(t.x)),
    ),
    Line(
        r"=-(a+b)\,\sigma(x)\,\sigma(-x)",
        "Negative at every finite score, so the only stationary score is the only maximum.",
        each(lambda t: -(t.a + t.b) * sigma(t.x) * sigma(-t.x)),
    ),
    Line(
        r"\sigma(x^*)",
        "What the model says there about the pair.",
        _at_best(lambda t, best: sigma(best)),
    ),
    Line(
        r"=\frac{1}{1+b/a}",
        "Put $x^*=\\log(a/b)$ into the sigmoid.",
        _at_best(lambda t, best: 1 / (1 + t.b / t.a)),
    ),
    Line(
        r"=\frac{a}{a+b}",
        "The share of observed pairs among all pairs of the cell, observed and invented.",
        _at_best(lambda t, best: t.a / (t.a + t.b)),
    ),
)


# PM6: the table's score X at a cell where nothing was observed, and the scores of SPPMI


def _clipped(cell):
    return max(cell.best, mp.mpf(0))


def _regret(cell, x):
    return _cell_value(cell, cell.best) - _cell_value(cell, x)


def _bernoulli(y, p):
    return y * mp.log(y / p) + (1 - y) * mp.log((1 - y) / (1 - p))


def _emptied(table):
    """The table with one observed cell taken out."""
    rows = [list(row) for row in table.counts]
    rows[0][0] = 0
    return table._replace(counts=rows)


def _all_cells(table):
    table = _emptied(table)
    return [Cell(table, w, c) for w in range(len(table.counts)) for c in range(len(table.counts[0]))]


def _supremum(cell):
    return _cell_value(cell, cell.best) if cell.a else mp.mpf(0)


def _shortfall(table):
    found = [cell for cell in _all_cells(table)]
    scores = [_clipped(cell) if cell.a else mp.mpf(0) for cell in found]
    return mp.fsum(_supremum(cell) - _cell_value(cell, x) for cell, x in zip(found, scores, strict=True))


def _shortfall_in_parts(table):
    found = _all_cells(table)
    empty = mp.fsum(cell.b * mp.log(2) for cell in found if not cell.a)
    return empty + mp.fsum(_regret(cell, mp.mpf(0)) for cell in found if 0 < cell.a < cell.b)


def _shortfall_by_laws(table):
    found = _all_cells(table)
    empty = mp.fsum(cell.Q for cell in found if not cell.a) * found[0].k * found[0].size * mp.log(2)
    few = (
        (cell.a + cell.b) * _bernoulli(cell.a / (cell.a + cell.b), mp.mpf(1) / 2)
        for cell in found
        if 0 < cell.a < cell.b
    )
    return empty + mp.fsum(few)


PM6 = (
    Line(
        r"\sup_X\ell(X)-\ell\big(\mathrm{SPPMI}\big)",
        "What is asked: how far the scores of SPPMI, $\\max(x^*,0)$, and 0 at an empty cell, are from the best "
        "value. An empty cell adds $b\\log\\sigma(-x)$, with supremum 0.",
        _shortfall,
    ),
    Line(
        r"=\sum_{a=0}b\log 2+\sum_{0\lt a\lt b}\Big(a\log\frac{a}{a+b}+b\log\frac{b}{a+b}+(a+b)\log 2\Big)",
        "Cells with $a\\ge b$ have their best score already. All others have the score 0, where "
        "$\\log\\sigma(0)=-\\log 2$.",
        _shortfall_in_parts,
    ),
    Line(
        r"=k|D|\,Q(a{=}0)\,\log 2+\sum_{0\lt a\lt b}(a+b)\,\mathrm{KL}\Big(\frac{a}{a+b}\,\Big\|\,\frac12\Big)",
        "$b=k|D|\\,p(w)P_n(c)=k|D|\\,Q(w,c)$; the second bracket is a divergence between two coins, times $a+b$.",
        _shortfall_by_laws,
    ),
)
