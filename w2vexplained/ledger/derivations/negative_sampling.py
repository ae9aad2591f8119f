"""The derivations of NS6–NS9: from the note's product to equation (4) of Mikolov et al., and its draws."""

import mpmath as mp

from w2vexplained.ledger.derivations.sigmoid import log_sigma, sigma
from w2vexplained.ledger.record import Line

NS6 = (
    Line(
        r"\log\Big(\prod_{(w,c)\in D}p(D{=}1\mid w,c)\prod_{(w,c)\in D'}p(D{=}0\mid w,c)\Big)",
        "What is maximised: every pair of $D$ is told to be real, every pair of $D'$ to be invented. "
        "The note maximises the product; its logarithm has the same maximum.",
        lambda t: mp.log(
            mp.fprod(sigma(t.score(w, c)) for w, c in t.D)
            * mp.fprod(mp.exp(0) / (mp.exp(t.score(w, c)) + mp.exp(0)) for w, c in t.D_prime)
        ),
    ),
    Line(
        r"=\log\Big(\prod_{(w,c)\in D}p(D{=}1\mid w,c)\prod_{(w,c)\in D'}\big(1-p(D{=}1\mid w,c)\big)\Big)",
        "A pair is real or it is not: the two probabilities sum to one.",
        lambda t: mp.log(
            mp.fprod(sigma(t.score(w, c)) for w, c in t.D) * mp.fprod(1 - sigma(t.score(w, c)) for w, c in t.D_prime)
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\log p(D{=}1\mid w,c)+\sum_{(w,c)\in D'}\log\big(1-p(D{=}1\mid w,c)\big)",
        "The logarithm of a product is the sum of the logarithms.",
        lambda t: (
            mp.fsum(mp.log(sigma(t.score(w, c))) for w, c in t.D)
            + mp.fsum(mp.log(1 - sigma(t.score(w, c))) for w, c in t.D_prime)
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\log\frac{1}{1+e^{-v_c\cdot v_w}}"
        r"+\sum_{(w,c)\in D'}\log\Big(1-\frac{1}{1+e^{-v_c\cdot v_w}}\Big)",
        "NS1 says what $p(D{=}1\\mid w,c)$ is.",
        lambda t: (
            mp.fsum(mp.log(1 / (1 + mp.exp(-t.score(w, c)))) for w, c in t.D)
            + mp.fsum(mp.log(1 - 1 / (1 + mp.exp(-t.score(w, c)))) for w, c in t.D_prime)
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\log\frac{1}{1+e^{-v_c\cdot v_w}}+\sum_{(w,c)\in D'}\log\frac{1}{1+e^{v_c\cdot v_w}}",
        "The first identity of NS2, in the second sum.",
        lambda t: (
            mp.fsum(mp.log(1 / (1 + mp.exp(-t.score(w, c)))) for w, c in t.D)
            + mp.fsum(mp.log(1 / (1 + mp.exp(t.score(w, c)))) for w, c in t.D_prime)
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)+\sum_{(w,c)\in D'}\log\sigma(-v_c\cdot v_w)",
        "Write $\\sigma(x)$ for $1/(1+e^{-x})$; the second fraction is $\\sigma(-x)$.",
        lambda t: (
            mp.fsum(log_sigma(t.score(w, c)) for w, c in t.D) + mp.fsum(log_sigma(-t.score(w, c)) for w, c in t.D_prime)
        ),
    ),
)


def _mean_of_one_draw(t, w):
    """E log σ(−v_c·v_w) over c from P_n."""
    return mp.fsum(p * log_sigma(-t.score(w, c)) for c, p in enumerate(t.P_n))


def _over_all_pairs(t, term):
    return mp.fsum(term(w, c) for w in range(len(t.W)) for c in range(len(t.C)))


NS7 = (
    Line(
        r"\mathbb{E}_{D'}\Big[\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)"
        r"+\sum_{(w,c)\in D'}\log\sigma(-v_c\cdot v_w)\Big]",
        "The objective of NS6, averaged over all ways in which the random pairs $D'$ can fall.",
        lambda t: t.mean_over_draws(
            lambda u: (
                mp.fsum(log_sigma(u.score(w, c)) for w, c in u.D)
                + mp.fsum(log_sigma(-u.score(w, c)) for w, c in u.D_prime)
            )
        ),
    ),
    Line(
        r"=\mathbb{E}\Big[\sum_{(w,c)\in D}\Big(\log\sigma(v_c\cdot v_w)"
        r"+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w)\Big)\Big]",
        "$D'$ holds for each pair $(w,c)$ of $D$ the $k$ pairs $(w,c_1),\\dots,(w,c_k)$: give each pair its own.",
        lambda t: t.mean_over_draws(
            lambda u: mp.fsum(
                log_sigma(u.score(w, c)) + mp.fsum(log_sigma(-u.score(w, c_i)) for c_i in negatives)
                for (w, c), negatives in zip(u.D, u.drawn, strict=True)
            )
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(\log\sigma(v_c\cdot v_w)"
        r"+\sum_{i=1}^{k}\mathbb{E}_{c_i\sim P_n}\big[\log\sigma(-v_{c_i}\cdot v_w)\big]\Big)",
        "The mean of a sum is the sum of the means; each term now is equation (4) of Mikolov et al.",
        lambda t: mp.fsum(
            log_sigma(t.score(w, c)) + mp.fsum(_mean_of_one_draw(t, w) for _ in range(t.k)) for w, c in t.D
        ),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(\log\sigma(v_c\cdot v_w)"
        r"+k\,\mathbb{E}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big]\Big)",
        "All $k$ draws follow the same law, so their means are equal.",
        lambda t: mp.fsum(log_sigma(t.score(w, c)) + t.k * _mean_of_one_draw(t, w) for w, c in t.D),
    ),
    Line(
        r"=\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)+\sum_{(w,c)\in D}k\sum_{c'}P_n(c')\log\sigma(-v_{c'}\cdot v_w)",
        "Write the mean out: each context counts with its probability.",
        lambda t: (
            mp.fsum(log_sigma(t.score(w, c)) for w, c in t.D)
            + mp.fsum(t.k * mp.fsum(t.P_n[c] * log_sigma(-t.score(w, c)) for c in range(len(t.C))) for w, _ in t.D)
        ),
    ),
    Line(
        r"=\sum_{w,c}\#(w,c)\log\sigma(v_c\cdot v_w)+\sum_{w,c}k\,\#(w)\,P_n(c)\log\sigma(-v_c\cdot v_w)",
        "Collect equal pairs: $(w,c)$ occurs $\\#(w,c)$ times in $D$, and $w$ heads $\\#(w)$ of its pairs.",
        lambda t: (
            _over_all_pairs(t, lambda w, c: t.count(w, c) * log_sigma(t.score(w, c)))
            + _over_all_pairs(t, lambda w, c: t.k * t.count(w) * t.P_n[c] * log_sigma(-t.score(w, c)))
        ),
    ),
    Line(
        r"=\begin{aligned}[t]&\sum_{w,c}\Big(a\,\log\sigma(v_c\cdot v_w)+b\,\log\sigma(-v_c\cdot v_w)\Big),\\"
        r"&a=\#(w,c),\qquad b=k\,\#(w)\,P_n(c)\end{aligned}",
        "Two weights for each pair: how often it is seen, and how often it is invented on average.",
        lambda t: _over_all_pairs(
            t,
            lambda w, c: (
                t.count(w, c) * log_sigma(t.score(w, c)) + t.k * t.count(w) * t.P_n[c] * log_sigma(-t.score(w, c))
            ),
        ),
    ),
)


def _pairs_invented(t, w, c):
    return mp.mpf(sum(pair == (w, c) for pair in t.D_prime))


def _each_pair(value):
    return lambda t: [value(t, w, c) for w in range(len(t.W)) for c in range(len(t.C))]


NS8 = (
    Line(
        r"\frac{1}{|D'|}\;\mathbb{E}\big[\#_{D'}(w,c)\big]",
        "What is asked: the share of $(w,c)$ among all invented pairs, on average.",
        _each_pair(lambda t, w, c: t.mean_over_draws(lambda u: _pairs_invented(u, w, c)) / (t.k * len(t.D))),
    ),
    Line(
        r"=\frac{1}{k|D|}\sum_{(w',c')\in D}\sum_{i=1}^{k}1[w'=w]\;P_n(c)",
        "Each pair $(w',c')$ of $D$ keeps its word and draws $k$ times; a draw is $c$ with probability $P_n(c)$.",
        _each_pair(
            lambda t, w, c: mp.fsum((word == w) * t.P_n[c] for word, _ in t.D for _ in range(t.k)) / (t.k * len(t.D))
        ),
    ),
    Line(
        r"=\frac{\#(w)}{|D|}\;P_n(c)",
        "The word $w$ heads $\\#(w)$ pairs of $D$; the $k$ draws cancel the $k$ in front.",
        _each_pair(lambda t, w, c: mp.mpf(t.count(w)) / len(t.D) * t.P_n[c]),
    ),
)

NS9 = (
    Line(
        r"\mathrm{Var}\Big[\log\sigma(v_c\cdot v_w)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w)\Big]",
        "What is asked: how much one pair's sampled objective scatters around its mean, NS7.",
        lambda t: _variance_of_first_pair(t),
    ),
    Line(
        r"=\sum_{i=1}^{k}\mathrm{Var}_{c_i\sim P_n}\big[\log\sigma(-v_{c_i}\cdot v_w)\big]",
        "The first term is the same in every draw, and the variances of independent terms add up.",
        lambda t: mp.fsum(_variance_of_one_draw(t, t.D[0][0]) for _ in range(t.k)),
    ),
    Line(
        r"=k\,\mathrm{Var}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big]",
        "All draws follow the same law.",
        lambda t: t.k * _variance_of_one_draw(t, t.D[0][0]),
    ),
)


def _variance_of_first_pair(t):
    w, c = t.D[0]

    def sampled(u):
        return log_sigma(u.score(w, c)) + mp.fsum(log_sigma(-u.score(w, c_i)) for c_i in u.drawn[0])

    alone = t._replace(D=t.D[:1], drawn=t.drawn[:1])
    mean = alone.mean_over_draws(sampled)
    return alone.mean_over_draws(lambda u: (sampled(u) - mean) ** 2)


def _variance_of_one_draw(t, w):
    mean = _mean_of_one_draw(t, w)
    return mp.fsum(p * (log_sigma(-t.score(w, c)) - mean) ** 2 for c, p in enumerate(t.P_n))
