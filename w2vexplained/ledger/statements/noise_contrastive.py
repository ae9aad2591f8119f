"""Noise-contrastive estimation and sampled softmax as the papers write them, in sympy and in mpmath."""

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.notation import C, N, V, W, d, k, n, neg, q, total, v


def score(j):
    """Score of context j: the product of its vector with the word's."""
    return total(lambda m: C[j, m] * v[m], d)


def score_of_pair(w, j):
    """Score of context j beside word w."""
    return total(lambda m: C[j, m] * W[w, m], d)


def posterior(x, j):
    """MnihTeh2012: the probability that context j, of score x, was observed and not drawn."""
    return sp.exp(x) / (sp.exp(x) + k * q[j])


def other_posterior(x, j):
    """The probability that it was drawn."""
    return k * q[j] / (sp.exp(x) + k * q[j])


def log_likelihood(c):
    """MnihTeh2012, for one pair with its k draws made."""
    drawn = total(lambda i: sp.log(other_posterior(score(neg(i)), neg(i))), k)
    return sp.log(posterior(score(c), c)) + drawn


def of_scores(c):
    """The same for free scores v[1], v[2], …, one for each context."""
    drawn = total(lambda i: sp.log(other_posterior(v[neg(i)], neg(i))), k)
    return sp.log(posterior(v[c], c)) + drawn


def expected_log_likelihood():
    """MnihTeh2012, the mean over data and noise, over all words and contexts."""

    def term(w, c):
        x, n_w = score_of_pair(w, c), total(lambda j: N[w, j], n)
        return N[w, c] * sp.log(posterior(x, c)) + k * n_w * q[c] * sp.log(other_posterior(x, c))

    return total(lambda w: total(lambda c: term(w, c), n), V)


def slope_in_score(w, c, x):
    """The stated slope of the mean in one score: #(w) k P_n/(e^x + k P_n) (p̂ − e^x)."""
    n_w = total(lambda j: N[w, j], n)
    return n_w * other_posterior(x, c) * (N[w, c] / n_w - sp.exp(x))


def ranking(c, corrected=True):
    """MaCollins2018: the logarithm of the share of the observed context among the candidates, all over P_n."""

    def weight(j):
        return sp.exp(score(j)) / (q[j] if corrected else 1)

    return sp.log(weight(c) / (weight(c) + total(lambda i: weight(neg(i)), k)))


def ranking_of_scores(c):
    """The same for free scores v[1], v[2], …, corrected."""
    drawn = total(lambda i: sp.exp(v[neg(i)]) / q[neg(i)], k)
    return sp.log(sp.exp(v[c]) / q[c] / (sp.exp(v[c]) / q[c] + drawn))


def number_posterior(x, kq):
    """The probability that a context of score x was observed, where kq is its mean number of draws."""
    return mp.exp(x) / (mp.exp(x) + kq)


def number_log_likelihood(x, c, negatives, noise):
    """MnihTeh2012 for the scores of one word in numbers; rows count from 0."""
    k = len(negatives)
    drawn = mp.fsum(-mp.log1p(mp.exp(x[i]) / (k * noise[i])) for i in negatives)
    return drawn - mp.log1p(k * noise[c] * mp.exp(-x[c]))


def number_slopes(x, counts, k, noise):
    """The stated slopes of the mean, for the scores of one word in numbers."""
    n_w = mp.fsum(counts)
    return [n_w * k * q / (mp.exp(y) + k * q) * (a / n_w - mp.exp(y)) for y, a, q in zip(x, counts, noise, strict=True)]


def number_ranking(x, c, negatives, noise=None):
    """MaCollins2018 for the scores of one word in numbers; rows count from 0."""
    weight = [mp.exp(y) / (1 if noise is None else noise[i]) for i, y in enumerate(x)]
    return mp.log(weight[c] / (weight[c] + mp.fsum(weight[i] for i in negatives)))


def number_mean_ranking(x, counts, k, noise, corrected=True):
    """Its mean over the observed contexts and over every way in which k draws can fall, one after the other."""
    used = noise if corrected else None
    draws = [()]
    for _ in range(k):
        draws = [(*some, i) for some in draws for i in range(len(x))]
    return mp.fsum(
        counts[c] * mp.fprod(noise[i] for i in some) * number_ranking(x, c, some, used)
        for c in range(len(x))
        for some in draws
    )
