"""The derivations of TR1 and TR2: what sharing draws leaves as it is, and what it does to the scatter."""

import mpmath as mp

from w2vexplained.ledger.derivations.blocks import added
from w2vexplained.ledger.derivations.sigmoid import log_sigma
from w2vexplained.ledger.record import Line


def _observed(t):
    return mp.fsum(log_sigma(t.score(w, c)) for w, c in t.D)


def _of_first(value):
    """The value for the first centre with its words."""
    return lambda t: value(t.first(), t.centres[0][1])


def _over_pairs(t, words, value):
    return mp.fsum(value(t.term(v), t.term(w)) for v in words for w in words)


def _differences(t, x, y):
    return t.variance([a - b for a, b in zip(x, y, strict=True)])


TR1 = (
    Line(
        r"\mathbb{E}\Big[\sum_{i=1}^{m}\Big(\log\sigma(v_c\cdot v_{w_i})+\sum_{q=1}^{k}f_i(c_q)\Big)\Big],"
        r"\qquad f_i(c')=\log\sigma(-v_{c'}\cdot v_{w_i})",
        "What is asked first: the mean over $k$ draws $c_q$ that all $m$ pairs $(w_i,c)$ of a context share.",
        _of_first(lambda t, words: t.mean_over_draws(t.k, t.objective)),
    ),
    Line(
        r"=\sum_{i=1}^{m}\Big(\log\sigma(v_c\cdot v_{w_i})+\sum_{q=1}^{k}\mathbb{E}_{c_q\sim P_n}[f_i(c_q)]\Big)",
        "The mean of a sum is the sum of the means, also where terms hang on the same draw: of the draws, only the law "
        "of each alone matters.",
        _of_first(
            lambda t, words: _observed(t) + mp.fsum(mp.fsum(t.mean(t.term(w)) for _ in range(t.k)) for w in words)
        ),
    ),
    Line(
        r"=\sum_{i=1}^{m}\mathbb{E}\,\ell_{w_ic}",
        "For one pair this is NS9: the mean over $k$ draws of its own.",
        _of_first(lambda t, words: t.own(lambda pair: pair.mean_over_draws)),
    ),
    Line(
        r"\mathrm{Var}\Big[\sum_{i=1}^{m}\Big(\log\sigma(v_c\cdot v_{w_i})+\sum_{q=1}^{k}f_i(c_q)\Big)\Big]",
        "Asked next: how much it scatters.",
        _of_first(lambda t, words: t.variance_over_draws(t.k, t.objective)),
    ),
    Line(
        r"=\sum_{q=1}^{k}\mathrm{Var}_{c_q\sim P_n}\Big[\sum_{i=1}^{m}f_i(c_q)\Big]",
        "The observed terms do not scatter. Sort the rest by draws: the $k$ draws are independent, so their variances "
        "add up.",
        _of_first(lambda t, words: mp.fsum(t.variance(t.terms(words)) for _ in range(t.k))),
    ),
    Line(
        r"=k\,\mathrm{Var}_{c'\sim P_n}\Big[\sum_{i=1}^{m}f_i(c')\Big]",
        "All draws follow the same law.",
        _of_first(lambda t, words: t.k * t.variance(t.terms(words))),
    ),
    Line(
        r"=k\sum_{i=1}^{m}\sum_{j=1}^{m}\mathrm{Cov}(f_i,f_j)",
        "The variance of a sum is the sum of all covariances.",
        _of_first(lambda t, words: t.k * _over_pairs(t, words, t.covariance)),
    ),
    Line(
        r"m\,\sum_{i=1}^{m}\mathrm{Var}\,\ell_{w_ic}-k\sum_{i=1}^{m}\sum_{j=1}^{m}\mathrm{Cov}(f_i,f_j)",
        "Asked last: how far that is below $m$ times the scatter of pairs with $k$ draws each.",
        _of_first(
            lambda t, words: (
                len(words) * t.own(lambda pair: pair.variance_over_draws) - t.k * _over_pairs(t, words, t.covariance)
            )
        ),
    ),
    Line(
        r"=k\,m\sum_{i=1}^{m}\mathrm{Var}\,f_i-k\sum_{i=1}^{m}\sum_{j=1}^{m}\mathrm{Cov}(f_i,f_j)",
        "NS9 again: one pair with its own $k$ draws has the variance $k\\,\\mathrm{Var}\\,f_i$.",
        _of_first(
            lambda t, words: (
                t.k * len(words) * mp.fsum(t.variance(t.term(w)) for w in words)
                - t.k * _over_pairs(t, words, t.covariance)
            )
        ),
    ),
    Line(
        r"=\frac k2\sum_{i=1}^{m}\sum_{j=1}^{m}\big(\mathrm{Var}\,f_i+\mathrm{Var}\,f_j-2\,\mathrm{Cov}(f_i,f_j)\big)",
        "In the double sum each $\\mathrm{Var}\\,f_i$ stands $2m$ times.",
        _of_first(
            lambda t, words: (
                mp.mpf(t.k)
                / 2
                * _over_pairs(t, words, lambda x, y: t.variance(x) + t.variance(y) - 2 * t.covariance(x, y))
            )
        ),
    ),
    Line(
        r"=\frac k2\sum_{i=1}^{m}\sum_{j=1}^{m}\mathrm{Var}(f_i-f_j)",
        "So it is never below 0; and 0 only where all $f_i$ scatter alike, as those of one word $m$ times.",
        _of_first(lambda t, words: mp.mpf(t.k) / 2 * _over_pairs(t, words, lambda x, y: _differences(t, x, y))),
    ),
)


def _words(t):
    return [w for w, _ in t.D]


def _n(t, w):
    return sum(word == w for word in _words(t))


def _weighted(t):
    """For every context the sum of n_w f_w."""
    return added([[_n(t, w) * x for x in t.term(w)] for w in range(len(t.W))])


def _over_cells(t, value):
    return mp.fsum(value(w, c) for w in range(len(t.W)) for c in range(len(t.C)))


def _own_draws(t):
    return t.own(lambda pair: pair.variance_over_draws)


def _by_centre(t):
    """The scatter where each centre makes k draws, which its words share."""
    alone = [t._replace(centres=[centre]) for centre in t.centres]
    return mp.fsum(one.variance_over_draws(t.k, one.objective) for one in alone)


def _weighted_differences(t):
    weights = {w: _n(t, w) for w in range(len(t.W))}
    return mp.fsum(
        weights[v] * weights[w] * _differences(t, t.term(v), t.term(w)) for v in range(len(t.W)) for w in weights
    )


def _centres(t):
    """For each centre what every context adds to all its pairs: F_b."""
    return [t.terms(words) for _, words in t.centres]


def _per_draw(t):
    return mp.mpf(t.k) ** 2 / t.N


TR2 = (
    Line(
        r"\mathbb{E}\Big[\sum_{w,c}a\,\log\sigma(v_c\cdot v_w)+\sum_wn_w\frac kN\sum_{q=1}^{N}f_w(c_q)\Big],"
        r"\qquad f_w(c')=\log\sigma(-v_{c'}\cdot v_w)",
        "What is asked first: the mean over $N$ draws that a block of pairs shares. Each pair weighs each draw $k/N$; "
        "$a$ counts a pair in the block, and $n_w=\\sum_ca$ pairs have the word $w$.",
        lambda t: t.mean_over_draws(t.N, t.objective),
    ),
    Line(
        r"=\sum_{w,c}a\,\log\sigma(v_c\cdot v_w)+\sum_wn_w\frac kN\sum_{q=1}^{N}\mathbb{E}_{c_q\sim P_n}[f_w(c_q)]",
        "The mean is linear, whatever the terms have in common.",
        lambda t: (
            _observed(t)
            + mp.fsum(
                _n(t, w) * mp.mpf(t.k) / t.N * mp.fsum(t.mean(t.term(w)) for _ in range(t.N)) for w in range(len(t.W))
            )
        ),
    ),
    Line(
        r"=\sum_{w,c}a\,\log\sigma(v_c\cdot v_w)+k\sum_wn_w\,\mathbb{E}_{c'\sim P_n}[f_w(c')]",
        "The $N$ means are equal, and $N$ cancels.",
        lambda t: _observed(t) + t.k * mp.fsum(_n(t, w) * t.mean(t.term(w)) for w in range(len(t.W))),
    ),
    Line(
        r"=\sum_{w,c}\Big(a\,\log\sigma(v_c\cdot v_w)+k\,n_w\,P_n(c)\log\sigma(-v_c\cdot v_w)\Big)",
        "Write the mean out: this is the expected objective NS7 of the block's pairs.",
        lambda t: _over_cells(
            t,
            lambda w, c: (
                t.D.count((w, c)) * log_sigma(t.score(w, c)) + t.k * _n(t, w) * t.P_n[c] * log_sigma(-t.score(w, c))
            ),
        ),
    ),
    Line(
        r"\mathrm{Var}\Big[\sum_{w,c}a\,\log\sigma(v_c\cdot v_w)+\sum_wn_w\frac kN\sum_{q=1}^{N}f_w(c_q)\Big]",
        "Asked next: how much it scatters.",
        lambda t: t.variance_over_draws(t.N, t.objective),
    ),
    Line(
        r"=\frac{k^2}{N^2}\sum_{q=1}^{N}\mathrm{Var}_{c_q\sim P_n}\Big[\sum_wn_wf_w(c_q)\Big]",
        "Sort by draws, which are independent; a factor comes out squared.",
        lambda t: mp.mpf(t.k) ** 2 / t.N**2 * mp.fsum(t.variance(_weighted(t)) for _ in range(t.N)),
    ),
    Line(
        r"=\frac{k^2}{N}\,\mathrm{Var}_{c'\sim P_n}\Big[\sum_wn_wf_w(c')\Big]",
        "All draws follow the same law.",
        lambda t: _per_draw(t) * t.variance(_weighted(t)),
    ),
    Line(
        r"\frac{kM}{N}\,\mathrm{Var}\,\ell_{\text{own}}-\frac{k^2}{N}\,\mathrm{Var}\Big[\sum_wn_wf_w\Big],"
        r"\qquad M=\sum_wn_w",
        "Asked next: how far that is below $kM/N$ times the scatter of the $M$ pairs with $k$ draws each.",
        lambda t: mp.mpf(t.k) * len(t.D) / t.N * _own_draws(t) - _per_draw(t) * t.variance(_weighted(t)),
    ),
    Line(
        r"=\frac{k^2}{N}\Big(\sum_vn_v\sum_wn_w\,\mathrm{Var}\,f_w-\sum_{v,w}n_vn_w\,\mathrm{Cov}(f_v,f_w)\Big)",
        "By NS9, $\\mathrm{Var}\\,\\ell_{\\text{own}}=k\\sum_wn_w\\,\\mathrm{Var}\\,f_w$; and a variance of a sum is "
        "the sum of all covariances.",
        lambda t: (
            _per_draw(t)
            * (
                mp.fsum(_n(t, v) for v in range(len(t.W)))
                * mp.fsum(_n(t, w) * t.variance(t.term(w)) for w in range(len(t.W)))
                - mp.fsum(
                    _n(t, v) * _n(t, w) * t.covariance(t.term(v), t.term(w))
                    for v in range(len(t.W))
                    for w in range(len(t.W))
                )
            )
        ),
    ),
    Line(
        r"=\frac{k^2}{2N}\sum_{v,w}n_vn_w\,\mathrm{Var}(f_v-f_w)",
        "As in TR1: never below 0. With $N=kM$, as many draws as before, a block never scatters more.",
        lambda t: _per_draw(t) / 2 * _weighted_differences(t),
    ),
    Line(
        r"\frac{kL}{N}\,\mathrm{Var}\,\ell_{\text{shared}}-\frac{k^2}{N}\,\mathrm{Var}\Big[\sum_{b=1}^{L}F_b\Big],"
        r"\qquad F_b=\sum_wn_{wb}f_w",
        "Asked last: the same against $L$ centres with $k$ draws each, TR1; word $w$ stands in $n_{wb}$ pairs of "
        "centre $b$.",
        lambda t: mp.mpf(t.k) * len(t.centres) / t.N * _by_centre(t) - _per_draw(t) * t.variance(added(_centres(t))),
    ),
    Line(
        r"=\frac{k^2}{N}\Big(L\sum_b\mathrm{Var}\,F_b-\sum_{a,b}\mathrm{Cov}(F_a,F_b)\Big)",
        "TR1 for each centre: $\\mathrm{Var}\\,\\ell_{\\text{shared}}=k\\sum_b\\mathrm{Var}\\,F_b$.",
        lambda t: (
            _per_draw(t)
            * (
                len(t.centres) * mp.fsum(t.variance(F) for F in _centres(t))
                - mp.fsum(t.covariance(F, G) for F in _centres(t) for G in _centres(t))
            )
        ),
    ),
    Line(
        r"=\frac{k^2}{2N}\sum_{a,b}\mathrm{Var}(F_a-F_b)",
        "Once more never below 0: at $N=kL$ draws, a block never scatters more than its centres do one by one.",
        lambda t: _per_draw(t) / 2 * mp.fsum(_differences(t, F, G) for F in _centres(t) for G in _centres(t)),
    ),
)
