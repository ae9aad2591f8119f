"""Second derivatives of the softmax objective, in the scores and in the vectors."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.record import Line

# SG6: the quadratic form of diag p − p pᵀ; any numbers serve as u, here the first components of the contexts


def _p_and_u(pair):
    e = [mp.exp(x) for x in pair.scores]
    return [x / mp.fsum(e) for x in e], [row[0] for row in pair.C]


def _quadratic_form(pair):
    p, u = _p_and_u(pair)
    n = range(len(p))
    return mp.fsum(u[i] * ((p[i] if i == j else 0) - p[i] * p[j]) * u[j] for i in n for j in n)


def _mean_of_squares_minus_square_of_mean(pair):
    p, u = _p_and_u(pair)
    return mp.fsum(a * x**2 for a, x in zip(p, u, strict=True)) - mp.fdot(p, u) ** 2


def _two_double_sums(pair):
    p, u = _p_and_u(pair)
    n = range(len(p))
    squares = mp.fsum(p[i] * p[j] * u[i] ** 2 for i in n for j in n)
    return squares - mp.fsum(p[i] * p[j] * u[i] * u[j] for i in n for j in n)


def _both_names(pair):
    p, u = _p_and_u(pair)
    n = range(len(p))
    return mp.fsum(p[i] * p[j] * (u[i] ** 2 + u[j] ** 2 - 2 * u[i] * u[j]) for i in n for j in n) / 2


def _squares_of_differences(pair):
    p, u = _p_and_u(pair)
    n = range(len(p))
    return mp.fsum(p[i] * p[j] * (u[i] - u[j]) ** 2 for i in n for j in n) / 2


SG6 = (
    Line(
        r"u^\top\big(\mathrm{diag}\,p-pp^\top\big)u",
        "What is asked: the curvature of the log of a sum of exponentials in any direction u; p is its softmax.",
        _quadratic_form,
    ),
    Line(
        r"=\sum_ip_iu_i^2-\Big(\sum_ip_iu_i\Big)^2",
        "Multiply out: it is the variance of u under p.",
        _mean_of_squares_minus_square_of_mean,
    ),
    Line(
        r"=\sum_{i,j}p_ip_j\,u_i^2-\sum_{i,j}p_ip_j\,u_iu_j",
        "The probabilities sum to 1, so a factor 1 may be written as their sum; a square is a double sum.",
        _two_double_sums,
    ),
    Line(
        r"=\tfrac12\sum_{i,j}p_ip_j\big(u_i^2+u_j^2-2u_iu_j\big)",
        "Half of the first sum keeps its names, in the other half i and j change places.",
        _both_names,
    ),
    Line(
        r"=\tfrac12\sum_{i,j}p_ip_j(u_i-u_j)^2",
        "A sum of squares with positive weights: never negative, and 0 only where all entries of u are equal.",
        _squares_of_differences,
    ),
)


# SG7: minus the second derivative in the word's vector


def _gradient(pair):
    p = _softmax(pair.scores)
    return [pair.C[pair.c][o] - mp.fdot(p, column) for o, column in enumerate(zip(*pair.C, strict=True))]


def _slope_of_gradient(pair):
    d = range(len(pair.v_w))
    return [[-slope(lambda t, o=o, m=m: _gradient(pair.moved(t, m))[o]) for m in d] for o in d]


def _slopes_of_probabilities(pair):
    n, d = range(len(pair.C)), range(len(pair.v_w))
    dp = [[slope(lambda t, j=j, m=m: _softmax(pair.moved(t, m).scores)[j]) for m in d] for j in n]
    return [[mp.fsum(dp[j][m] * pair.C[j][o] for j in n) for o in d] for m in d]


def _deviation_times_vector(pair):
    p, mean = _softmax(pair.scores), _mean(pair)
    n, d = range(len(p)), range(len(mean))
    return [[mp.fsum(p[j] * (pair.C[j][m] - mean[m]) * pair.C[j][o] for j in n) for o in d] for m in d]


def _covariance(pair):
    p, mean = _softmax(pair.scores), _mean(pair)
    n, d = range(len(p)), range(len(mean))
    deviation = [[x - y for x, y in zip(row, mean, strict=True)] for row in pair.C]
    return [[mp.fsum(p[j] * deviation[j][m] * deviation[j][o] for j in n) for o in d] for m in d]


def _mean(pair):
    p = _softmax(pair.scores)
    return [mp.fdot(p, column) for column in zip(*pair.C, strict=True)]


def _softmax(scores):
    e = [mp.exp(x) for x in scores]
    return [x / mp.fsum(e) for x in e]


SG7 = (
    Line(
        r"-\frac{\partial}{\partial v_w^\top}\Big(v_c-\sum_{c'}p(c'\mid w)\,v_{c'}\Big)",
        "What is asked: minus the second derivative, which is minus the derivative of the gradient, SG5.",
        _slope_of_gradient,
    ),
    Line(
        r"=\sum_{c'}\frac{\partial p(c'\mid w)}{\partial v_w}\,v_{c'}^\top",
        "The observed context is constant; only the probabilities depend on the word's vector.",
        _slopes_of_probabilities,
    ),
    Line(
        r"=\sum_{c'}p(c'\mid w)\,(v_{c'}-\bar v)\,v_{c'}^\top,\qquad\bar v=\sum_{c'}p(c'\mid w)\,v_{c'}",
        "The slope of p is p times that of log p, which SG5 gives.",
        _deviation_times_vector,
    ),
    Line(
        r"=\sum_{c'}p(c'\mid w)\,(v_{c'}-\bar v)(v_{c'}-\bar v)^\top",
        "Deviations from a mean average to zero, so the mean may be subtracted on the right, too: a covariance.",
        _covariance,
    ),
)
