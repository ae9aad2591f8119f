"""The derivations of CB1, HS1 and WC1: the mean of neighbours, turns in a tree, and the program's step."""

import random
from typing import NamedTuple

import mpmath as mp

from w2vexplained.ledger.derivations.gradients import objective
from w2vexplained.ledger.derivations.instances import Pair, dot, fractions, pairs, slope
from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.derivations.trees import chance, moved_by, probability, siblings
from w2vexplained.ledger.record import Line


class Window(NamedTuple):
    """The neighbours of one word, whose mean is to find it among its negatives.

    Attributes
    ----------
    W : list of lists of mpf, (|V|, d)
        The input vectors.
    neighbours : list of int, (m,)
        Rows of W; one of them stands there twice.
    C : list of lists of mpf, (n, d)
        The output vectors.
    c : int
        The row of the observed word.
    negatives : list of int, (k,)
        Rows of drawn words, one of them repeated.
    """

    W: list
    neighbours: list
    C: list
    c: int
    negatives: list

    @property
    def pair(self):
        """The mean of the neighbours' vectors in the place of a word's vector."""
        m = len(self.neighbours)
        h = [mp.fsum(self.W[i][at] for i in self.neighbours) / m for at in range(len(self.W[0]))]
        return Pair(h, self.C, self.c, self.negatives)

    def moved(self, t, component, word):
        """The same with one component of one input vector moved by t."""
        return self._replace(W=[moved_by(row, component, t) if i == word else row for i, row in enumerate(self.W)])


def windows(seed, count=2, d=3, n_words=4):
    """Draw small windows.

    Parameters
    ----------
    seed : int
        The same seed gives the same windows.
    count, d, n_words : int
        How many windows, components, input vectors, of which the last is no neighbour.

    Returns
    -------
    list of Window
        With entries that are sevenths between −2 and 2.
    """
    rng = random.Random(seed)
    drawn = []
    for p in pairs(seed, count, d):
        neighbours = [*range(n_words - 1), rng.randrange(n_words - 1)]
        rng.shuffle(neighbours)
        drawn.append(Window([fractions(rng, d) for _ in range(n_words)], neighbours, p.C, p.c, p.negatives))
    return drawn


def _entries(value):
    """The value for every input vector and component of a window."""
    return lambda t: [value(t, w, m) for w in range(len(t.W)) for m in range(len(t.W[0]))]


def _slope_in_mean(t, m):
    return slope(lambda h: objective(t.pair.moved(h, m)))


CB1 = (
    Line(
        r"\frac{\partial}{\partial v_w}\Big(\log\sigma(v_c\cdot h)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot h)\Big),"
        r"\qquad h=\frac1m\sum_{i=1}^{m}v_{w_i}",
        "What is asked: where the vector of one neighbour $w$ should move, when the mean $h$ of all $m$ of them has to "
        "find $c$.",
        _entries(lambda t, w, m: slope(lambda h: objective(t.moved(h, m, w).pair))),
    ),
    Line(
        r"=\frac1m\sum_{i=1}^{m}1[w_i=w]\;\frac{\partial\ell}{\partial h}",
        "Chain rule: the objective sees the vectors only through $h$, in which each place of $w$ counts $1/m$.",
        _entries(lambda t, w, m: mp.fsum((i == w) * _slope_in_mean(t, m) for i in t.neighbours) / len(t.neighbours)),
    ),
    Line(
        r"=\frac{t_w}{m}\Big(\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i}\Big),\qquad x_j=v_j\cdot h",
        "$t_w$ of the neighbours are $w$; and $h$ stands where a word's vector stands in NS10.",
        _entries(
            lambda t, w, m: (
                mp.mpf(t.neighbours.count(w))
                / len(t.neighbours)
                * (
                    sigma(-t.pair.scores[t.c]) * t.C[t.c][m]
                    - mp.fsum(sigma(t.pair.scores[i]) * t.C[i][m] for i in t.negatives)
                )
            )
        ),
    ),
)


def _log_probability(walk):
    return mp.fsum(log_sigma((1 - 2 * bit) * walk.score(i)) for i, bit in walk.path)


def _others(walk):
    """The probabilities of all leaves but two that lie below one inner node, added up."""
    pair, _ = siblings(walk)
    return mp.fsum(probability(walk, leaf) for leaf in range(len(walk.paths)) if leaf not in pair)


def _at_last_node(walk):
    """The probability of the inner node above these two, and its score."""
    _, (points, code) = siblings(walk)
    return chance(walk, points[:-1], code[:-1]), walk.score(points[-1])


def _on_the_path(value):
    """The value for every inner node and turn on the path, and every component."""
    return lambda t: [value(t, i, bit, m) for i, bit in t.path for m in range(len(t.v_w))]


def _components(value):
    return lambda t: [value(t, m) for m in range(len(t.v_w))]


HS1 = (
    Line(
        r"\sum_{c}p(c\mid w)",
        "First question: are these probabilities? Take two leaves $a$ and $b$ that hang on one inner node $n$, as the "
        "two of a longest path do.",
        lambda t: mp.fsum(probability(t, leaf) for leaf in range(len(t.paths))),
    ),
    Line(
        r"=\sum_{c\ne a,b}p(c\mid w)+p(n\mid w)\,\sigma(u_n\cdot v_w)+p(n\mid w)\,\sigma(-u_n\cdot v_w)",
        "Both paths are the path to $n$ with one more turn; $p(n\\mid w)$ is the product of the turns on it.",
        lambda t: (
            _others(t)
            + _at_last_node(t)[0] * sigma(_at_last_node(t)[1])
            + _at_last_node(t)[0] * sigma(-_at_last_node(t)[1])
        ),
    ),
    Line(
        r"=\sum_{c\ne a,b}p(c\mid w)+p(n\mid w)",
        "NS2: $\\sigma(x)+\\sigma(-x)=1$. This is the sum for a smaller tree, in which $n$ is a leaf.",
        lambda t: _others(t) + _at_last_node(t)[0],
    ),
    Line(
        r"=1",
        "Do so again until the root alone is left: a path of no turns, whose empty product is 1.",
        lambda t: mp.mpf(1),
    ),
    Line(
        r"\frac{\partial}{\partial u_i}\sum_{i'=1}^{L}\log\sigma\big((1-2b_{i'})\,u_{i'}\cdot v_w\big)",
        "Second question: where should an inner node on the path to $c$ move? Its turn $b_i$ is 0 or 1.",
        _on_the_path(lambda t, i, bit, m: slope(lambda h: _log_probability(t.moved(h, m, i)))),
    ),
    Line(
        r"=(1-2b_i)\,\sigma\big({-(1-2b_i)}\,u_i\cdot v_w\big)\,v_w",
        "NS3: the slope of $\\log\\sigma$ at $x$ is $\\sigma(-x)$. A path meets a node once.",
        _on_the_path(lambda t, i, bit, m: (1 - 2 * bit) * sigma(-(1 - 2 * bit) * t.score(i)) * t.v_w[m]),
    ),
    Line(
        r"=\big(1-b_i-\sigma(u_i\cdot v_w)\big)\,v_w",
        "Turn 0: $\\sigma(-x)=1-\\sigma(x)$. Turn 1: $-\\sigma(x)$. It is equation (4) with $1-b_i$ for the label.",
        _on_the_path(lambda t, i, bit, m: (1 - bit - sigma(t.score(i))) * t.v_w[m]),
    ),
    Line(
        r"\frac{\partial}{\partial v_w}\sum_{i=1}^{L}\log\sigma\big((1-2b_i)\,u_i\cdot v_w\big)",
        "Third question: where should the word's vector move?",
        _components(lambda t, m: slope(lambda h: _log_probability(t.moved(h, m)))),
    ),
    Line(
        r"=\sum_{i=1}^{L}\big(1-b_i-\sigma(u_i\cdot v_w)\big)\,u_i",
        "The same slopes in the scores; the slope of $u_i\\cdot v_w$ in $v_w$ is $u_i$.",
        _components(lambda t, m: mp.fsum((1 - bit - sigma(t.score(i))) * t.U[i][m] for i, bit in t.path)),
    ),
)

RATE = mp.mpf(3) / 8


def without_repeats(p):
    """The same pair; each negative is drawn once, and none is the context."""
    return p._replace(negatives=[i for i in dict.fromkeys(p.negatives) if i != p.c])


def program_step(p, alpha):
    """Walk through the targets as the program does: each moves at once, the word's vector at the end; give its move."""
    C, gathered = [list(row) for row in p.C], [mp.mpf(0)] * len(p.v_w)
    for target, label in [(p.c, 1), *((i, 0) for i in p.negatives)]:
        g = (label - sigma(dot(C[target], p.v_w))) * alpha
        gathered = [y + g * x for y, x in zip(gathered, C[target], strict=True)]
        C[target] = [y + g * x for y, x in zip(C[target], p.v_w, strict=True)]
    return gathered, [[y - x for x, y in zip(*rows, strict=True)] for rows in zip(p.C, C, strict=True)]


def _once(value):
    return lambda p: [value(without_repeats(p), m) for m in range(len(p.v_w))]


def _twice(value):
    """The value for a context j that is drawn twice, of its score x, of what that falls by, and of each component."""

    def values(p):
        j = next(i for i in p.negatives if p.negatives.count(i) == 2)
        x = p.scores[j]
        delta = RATE * sigma(x) * dot(p.v_w, p.v_w)
        return [value(p._replace(negatives=[j, j]), j, x, delta, m) for m in range(len(p.v_w))]

    return values


WC1 = (
    Line(
        r"\Delta v_w=\big(1-\sigma(x_c)\big)\,\alpha\;v_c+\sum_{i=1}^{k}\big(0-\sigma(x_{c_i})\big)\,\alpha\;v_{c_i}",
        "The program adds to the word's vector $g=(\\mathrm{label}-\\sigma(x))\\,\\alpha$ times each target's, as it "
        "was before its own move. Let no target come twice.",
        _once(lambda p, m: program_step(p, RATE)[0][m]),
    ),
    Line(
        r"=\alpha\Big(\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i}\Big)",
        "Take $\\alpha$ out; $1-\\sigma(x)=\\sigma(-x)$, NS2.",
        _once(
            lambda p, m: (
                RATE
                * (sigma(-p.scores[p.c]) * p.C[p.c][m] - mp.fsum(sigma(p.scores[i]) * p.C[i][m] for i in p.negatives))
            )
        ),
    ),
    Line(
        r"=\alpha\,\frac{\partial\ell}{\partial v_w}",
        "NS10: this is the gradient of equation (4).",
        _once(lambda p, m: RATE * slope(lambda h: objective(p.moved(h, m)))),
    ),
    Line(
        r"\Delta v_j=-\alpha\,\sigma(x_j)\,v_w-\alpha\,\sigma(x_j-\delta)\,v_w,"
        r"\qquad\delta=\alpha\,\sigma(x_j)\,\lVert v_w\rVert^2",
        "Now let $j$ be drawn twice. The second time it is met where the first has put it, at "
        "$v_j-\\alpha\\,\\sigma(x_j)\\,v_w$: its score is lower by $\\delta$.",
        _twice(lambda p, j, x, delta, m: program_step(p, RATE)[1][j][m]),
    ),
    Line(
        r"=-2\alpha\,\sigma(x_j)\,v_w+\alpha\,\big(\sigma(x_j)-\sigma(x_j-\delta)\big)\,v_w",
        "Subtract and add what the second move lacks.",
        _twice(lambda p, j, x, delta, m: (-2 * RATE * sigma(x) + RATE * (sigma(x) - sigma(x - delta))) * p.v_w[m]),
    ),
    Line(
        r"=\alpha\,\frac{\partial\ell}{\partial v_j}+\alpha\,\delta\,v_w\int_0^1\sigma'(x_j-t\,\delta)\,dt",
        "NS10 with $m_j=2$, and the integral of a slope. Since $0<\\sigma'\\le\\frac14$ and "
        "$\\delta<\\alpha\\,\\lVert v_w\\rVert^2$, the step is off by less than "
        "$\\frac14\\alpha^2\\,\\lVert v_w\\rVert^3$.",
        _twice(
            lambda p, j, x, delta, m: (
                RATE * slope(lambda h: objective(p.moved(h, m, j)))
                + RATE * delta * p.v_w[m] * mp.quad(lambda t: sigma(x - t * delta) * sigma(t * delta - x), [0, 1])
            )
        ),
    ),
)
