"""The derivation of NC5: which of k + 1 contexts was observed. Lines are evaluated on tables of counts."""

from itertools import product

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.derivations.noise_contrastive import cells, mean_over_draws, observed
from w2vexplained.ledger.record import Line


def _candidates(t):
    """Every list of k + 1 contexts, the first of them in the place of the observed one."""
    return product(range(len(t.C)), repeat=t.k + 1)


def _each_list(value):
    """The value for every word and every list of candidates."""
    return lambda t: [value(t, w, some) for w in range(len(t.W)) for some in _candidates(t)]


def _chance_of_others(t, some, place):
    """The probability that noise draws all candidates but the one in a place."""
    return mp.fprod(t.noise[c] for i, c in enumerate(some) if i != place)


def _ratio(t, w, c):
    """p̂(c | w) / P_n(c)."""
    return observed(t, w, c) / t.noise[c]


def _best(t, w, c):
    """The stated score, with some number a(w) for each word."""
    return mp.log(observed(t, w, c)) + mp.mpf(2 * w + 1) / 3


def _posterior(t, w, some):
    return _ratio(t, w, some[0]) / mp.fsum(_ratio(t, w, c) for c in some)


def _log_softmax(t, x, some):
    """The logarithm of e^{y} of the first candidate over the sum of all, y = x − log P_n."""
    return (x[some[0]] - mp.log(t.noise[some[0]])) - mp.log(mp.fsum(mp.exp(x[c]) / t.noise[c] for c in some))


def _slope_at_the_optimum(t, w, j):
    def value(h):
        x = [_best(t, w, c) + h * (c == j) for c in range(len(t.C))]
        return mp.fsum(
            observed(t, w, some[0]) * _chance_of_others(t, some, 0) * _log_softmax(t, x, some)
            for some in _candidates(t)
        )

    return slope(value)


def _residual(t, w, j, some):
    """1[c_0 = j] less the posteriors of all candidates that are j."""
    total = mp.fsum(_ratio(t, w, c) for c in some)
    return (some[0] == j) - mp.fsum((c == j) * _ratio(t, w, c) / total for c in some)


def _ratios_of(t, w, j, some):
    return mp.fsum((c == j) * _ratio(t, w, c) for c in some)


def _over_lists(t, term):
    return mp.fsum(_chance_of_others(t, some, None) * term(some) for some in _candidates(t))


def _u(t, c):
    return mp.exp(t.scores[0][c]) / t.noise[c]


def _pairs_of_contexts(value):
    """The value for every observed context c and every context j, beside the first word."""
    return lambda t: [value(t, c, j) for c in range(len(t.C)) for j in range(len(t.C))]


def _share(t, c, j, some):
    """The probability that the softmax over c and its draws gives to context j."""
    total = mp.fsum(_u(t, i) for i in (c, *some))
    return mp.fsum((i == j) * _u(t, i) / total for i in (c, *some))


def _first_of(t, c, some):
    return _u(t, c) / (_u(t, c) + mp.fsum(_u(t, i) for i in some))


def _one_fixed(t, c, j):
    """E k e^{x_j} / (u_c + u_j + T), T the sum of u over k − 1 draws."""
    fewer = t._replace(k=t.k - 1)
    return mean_over_draws(
        fewer, lambda some: t.k * mp.exp(t.scores[0][j]) / (_u(t, c) + _u(t, j) + mp.fsum(_u(t, i) for i in some))
    )


NC5 = (
    Line(
        r"\frac{\hat p(c_0\mid w)\prod_{i\ne0}P_n(c_i)}{\sum_{l=0}^{k}\hat p(c_l\mid w)\prod_{i\ne l}P_n(c_i)}",
        "What is asked: of $k+1$ contexts in unknown order one was observed and $k$ were drawn; the probability that "
        "it was $c_0$. Each place is as likely as any other: Bayes' rule.",
        _each_list(
            lambda t, w, some: (
                observed(t, w, some[0])
                * _chance_of_others(t, some, 0)
                / mp.fsum(observed(t, w, c) * _chance_of_others(t, some, i) for i, c in enumerate(some))
            )
        ),
    ),
    Line(
        r"=\frac{\hat p(c_0\mid w)/P_n(c_0)}{\sum_{l=0}^{k}\hat p(c_l\mid w)/P_n(c_l)}",
        "Divide all by the product over all $k+1$ contexts.",
        _each_list(_posterior),
    ),
    Line(
        r"=\frac{e^{x_{c_0}-\log P_n(c_0)}}{\sum_{l=0}^{k}e^{x_{c_l}-\log P_n(c_l)}},"
        r"\qquad x_c=\log\hat p(c\mid w)+a(w)",
        "A number $a(w)$ for each word is a factor above and below: with these scores the model's answer is right.",
        _each_list(
            lambda t, w, some: (
                mp.exp(_best(t, w, some[0]) - mp.log(t.noise[some[0]]))
                / mp.fsum(mp.exp(_best(t, w, c) - mp.log(t.noise[c])) for c in some)
            )
        ),
    ),
    Line(
        r"\frac{\partial}{\partial x_j}\sum_{c_0}\hat p(c_0\mid w)\,\mathbb{E}\,\ell"
        r"\;\text{ at }\;x_c=\log\hat p(c\mid w)+a(w)",
        "Asked next: whether training comes to rest there. The mean goes over the observed context and its draws.",
        cells(_slope_at_the_optimum),
    ),
    Line(
        r"=\sum_{c_0,\dots,c_k}\hat p(c_0\mid w)\prod_{i\ne0}P_n(c_i)\,\Big(1[c_0=j]"
        r"-\sum_{l}1[c_l=j]\,\frac{r(c_l)}{\sum_{l'}r(c_{l'})}\Big)",
        "SG5 for a softmax over the candidates; write $r(c)$ for $\\hat p(c\\mid w)/P_n(c)$.",
        cells(
            lambda t, w, j: mp.fsum(
                observed(t, w, some[0]) * _chance_of_others(t, some, 0) * _residual(t, w, j, some)
                for some in _candidates(t)
            )
        ),
    ),
    Line(
        r"=\sum_{c_0,\dots,c_k}\prod_iP_n(c_i)\;r(c_0)\,\Big(1[c_0=j]"
        r"-\sum_{l}1[c_l=j]\,\frac{r(c_l)}{\sum_{l'}r(c_{l'})}\Big)",
        "Now the weight of a list is one product, the same in any order.",
        cells(lambda t, w, j: _over_lists(t, lambda some: _ratio(t, w, some[0]) * _residual(t, w, j, some))),
    ),
    Line(
        r"=\sum_{c_0,\dots,c_k}\prod_iP_n(c_i)\;\frac1{k+1}\Big(\sum_l1[c_l=j]\,r(c_l)"
        r"-\sum_{l}1[c_l=j]\,r(c_l)\Big)",
        "So the first place may be replaced by the mean over all places: in the second term $\\sum r$ cancels.",
        cells(
            lambda t, w, j: _over_lists(
                t, lambda some: (_ratios_of(t, w, j, some) - _ratios_of(t, w, j, list(some))) / (t.k + 1)
            )
        ),
    ),
    Line("=0", "For every $k$ from 1 on, and every noise.", cells(lambda t, w, c: mp.mpf(0))),
    Line(
        r"\log\hat p(c\mid w)-\log P_n(c)+a(w)",
        "Without the correction the scores themselves take the place of $x-\\log P_n$; if $P_n$ is the unigram law, "
        "$\\hat p(c)=\\#(c)/|D|$, their optimum is this.",
        cells(lambda t, w, c: mp.log(observed(t, w, c)) - mp.log(_unigram(t, c)) + mp.mpf(2 * w + 1) / 3),
    ),
    Line(
        r"=\log\frac{\hat p(w,c)}{\hat p(w)\,\hat p(c)}+a(w)=\mathrm{PMI}(w,c)+a(w)",
        "A conditional probability is a joint one over that of the word.",
        cells(
            lambda t, w, c: (
                mp.log(mp.mpf(t.counts[w][c]) / _size(t) / (mp.mpf(sum(t.counts[w])) / _size(t) * _unigram(t, c)))
                + mp.mpf(2 * w + 1) / 3
            )
        ),
    ),
    Line(
        r"\mathbb{E}\Big[\sum_{l}1[c_l=j]\,\frac{u_{c_l}}{u_{c_0}+\dots+u_{c_k}}\Big],"
        r"\qquad u_c=\frac{e^{x_c}}{P_n(c)}",
        "Last question: how much is taken from context $j$ on average, where $c_0$ was observed, for any scores.",
        _pairs_of_contexts(lambda t, c, j: mean_over_draws(t, lambda some: _share(t, c, j, some))),
    ),
    Line(
        r"=1[c_0=j]\;\mathbb{E}\,\frac{u_{c_0}}{u_{c_0}+T_k}+\mathbb{E}\,\frac{k\,e^{x_j}}{u_{c_0}+u_j+T_{k-1}},"
        r"\qquad T_k=\sum_{i=1}^{k}u_{c_i}",
        "The $k$ draws are alike, and one of them is $j$ with probability $P_n(j)$. The mean of $u$ is "
        "$Z=\\sum e^{x_c}$, so $T_k/k\\to Z$: the first term tends to 0, the second to $e^{x_j}/Z$, the softmax.",
        _pairs_of_contexts(
            lambda t, c, j: (c == j) * mean_over_draws(t, lambda some: _first_of(t, c, some)) + _one_fixed(t, c, j)
        ),
    ),
)


def _size(t):
    return sum(map(sum, t.counts))


def _unigram(t, c):
    return mp.mpf(sum(row[c] for row in t.counts)) / _size(t)
