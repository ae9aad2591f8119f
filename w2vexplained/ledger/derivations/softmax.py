"""Definition, log-likelihood, cost and gradient of the softmax objective: equations (3) and (4) of GL2014."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.record import Line

# SG2: the softmax sums to one


def _sum_of_probabilities(pair):
    return mp.fsum(p for p in _softmax(pair.scores))


def _sum_of_fractions(pair):
    Z = mp.fsum(mp.exp(x) for x in pair.scores)
    return mp.fsum(mp.exp(x) / Z for x in pair.scores)


def _sum_over_itself(pair):
    return mp.fsum(mp.exp(x) for x in pair.scores) / mp.fsum(mp.exp(x) for x in pair.scores)


SG2 = (
    Line(r"\sum_{c}p(c\mid w)", "What is asked: all probabilities beside one word, added up.", _sum_of_probabilities),
    Line(
        r"=\sum_{c}\frac{e^{v_c\cdot v_w}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "Equation (3) of the note, for each context.",
        _sum_of_fractions,
    ),
    Line(
        r"=\frac{\sum_{c}e^{v_c\cdot v_w}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "All fractions share one denominator: it depends on the word alone.",
        _sum_over_itself,
    ),
    Line("=1", "Numerator and denominator are the same positive sum.", lambda pair: mp.mpf(1)),
)


# SG3: from the product to the sum, and the pivot


def _log_of_product(table):
    return mp.log(mp.fprod(_softmax(table.scores[w])[c] for w, c in table.D))


def _sum_of_logs(table):
    return mp.fsum(mp.log(_softmax(table.scores[w])[c]) for w, c in table.D)


def _sum_of_logs_of_fractions(table):
    X = table.scores
    return mp.fsum(mp.log(mp.exp(X[w][c]) / mp.fsum(mp.exp(x) for x in X[w])) for w, c in table.D)


def _equation_4(table):
    X = table.scores
    return mp.fsum(mp.log(mp.exp(X[w][c])) - mp.log(mp.fsum(mp.exp(x) for x in X[w])) for w, c in table.D)


def _scores_minus_log_sum(table):
    X = table.scores
    return mp.fsum(X[w][c] - mp.log(mp.fsum(mp.exp(x) for x in X[w])) for w, c in table.D)


def _pivot_taken_out(table):
    X, m = table.scores, _some_pivots(table)
    return mp.fsum(X[w][c] - mp.log(mp.exp(m[w]) * mp.fsum(mp.exp(x - m[w]) for x in X[w])) for w, c in table.D)


def _with_pivot(table):
    X, m = table.scores, _some_pivots(table)
    return mp.fsum(X[w][c] - m[w] - mp.log(mp.fsum(mp.exp(x - m[w]) for x in X[w])) for w, c in table.D)


def _some_pivots(table):
    """Any number for each word, on purpose not the largest score."""
    return [mp.mpf(5 - 3 * w) / 7 for w in range(len(table.W))]


SG3 = (
    Line(
        r"\log\prod_{(w,c)\in D}p(c\mid w)",
        "What is asked: the logarithm of SG1, which is largest where the likelihood is.",
        _log_of_product,
    ),
    Line(r"=\sum_{(w,c)\in D}\log p(c\mid w)", "The logarithm of a product is a sum of logarithms.", _sum_of_logs),
    Line(
        r"=\sum_{(w,c)\in D}\log\frac{e^{v_c\cdot v_w}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "Each probability is the softmax of SG2.",
        _sum_of_logs_of_fractions,
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(\log e^{v_c\cdot v_w}-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)",
        "The logarithm of a fraction is a difference: this is equation (4) of the note.",
        _equation_4,
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)",
        "The logarithm undoes the exponential; the sum inside the second one keeps it from doing so there.",
        _scores_minus_log_sum,
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-\log\big(e^{m_w}\sum_{c'}e^{v_{c'}\cdot v_w-m_w}\big)\Big)",
        "Take a factor out of every term of the sum: any number m for each word, called the pivot.",
        _pivot_taken_out,
    ),
    Line(
        r"=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-m_w-\log\sum_{c'}e^{v_{c'}\cdot v_w-m_w}\Big)",
        "The logarithm of the factor is m itself. With the largest score for m, no exponential exceeds 1: so the code.",
        _with_pivot,
    ),
)


# SG4: the number of parameters


SG4 = (
    Line(
        r"\sum_{w\in V}d+\sum_{c\in C}d",
        "What is asked: the number of parameters. One vector of d numbers for each word, one for each context.",
        lambda table: sum(len(v_w) for v_w in table.W) + sum(len(v_c) for v_c in table.C),
    ),
    Line(
        r"=|V|\,d+|C|\,d",
        "Equal terms add up to a multiple.",
        lambda table: len(table.W) * len(table.W[0]) + len(table.C) * len(table.C[0]),
    ),
    Line(
        r"=(|V|+|C|)\,d",
        "The two numbers of vectors are added; the note multiplies them.",
        lambda table: (len(table.W) + len(table.C)) * len(table.W[0]),
    ),
)


# SG5: the gradient


def _log_probability(pair):
    return pair.scores[pair.c] - mp.log(mp.fsum(mp.exp(x) for x in pair.scores))


def _slope_of_log_probability(pair):
    return [slope(lambda t, m=m: _log_probability(pair.moved(t, m))) for m in range(len(pair.v_w))]


def _observed_minus_fraction(pair):
    e = [mp.exp(x) for x in pair.scores]
    columns = zip(*pair.C, strict=True)
    return [pair.C[pair.c][m] - mp.fdot(e, column) / mp.fsum(e) for m, column in enumerate(columns)]


def _observed_minus_expected(pair):
    e = [mp.exp(x) for x in pair.scores]
    p = [x / mp.fsum(e) for x in e]
    columns = zip(*pair.C, strict=True)
    return [pair.C[pair.c][m] - mp.fdot(p, column) for m, column in enumerate(columns)]


def _slope_in_contexts(pair):
    d, n = len(pair.v_w), len(pair.C)
    return [[slope(lambda t, m=m, j=j: _log_probability(pair.moved(t, m, j))) for m in range(d)] for j in range(n)]


def _one_for_observed_minus_fraction(pair):
    e = [mp.exp(x) for x in pair.scores]
    return [[(x if j == pair.c else 0) - e[j] * x / mp.fsum(e) for x in pair.v_w] for j in range(len(pair.C))]


def _weight_times_word(pair):
    p = _softmax(pair.scores)
    return [[((j == pair.c) - p[j]) * x for x in pair.v_w] for j in range(len(pair.C))]


def _softmax(scores):
    e = [mp.exp(x) for x in scores]
    return [x / mp.fsum(e) for x in e]


SG5 = (
    Line(
        r"\frac{\partial}{\partial v_w}\Big(v_c\cdot v_w-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)",
        "What is asked: the derivative of the log-probability of one pair, SG3, in the word's vector.",
        _slope_of_log_probability,
    ),
    Line(
        r"=v_c-\frac{\sum_{c'}e^{v_{c'}\cdot v_w}\,v_{c'}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "A score is linear in the word's vector, and the slope of log y is the slope of y, divided by y.",
        _observed_minus_fraction,
    ),
    Line(
        r"=v_c-\sum_{c'}p(c'\mid w)\,v_{c'}",
        "Each weight in the fraction is the probability of SG2.",
        _observed_minus_expected,
    ),
    Line(
        r"\frac{\partial}{\partial v_{c'}}\Big(v_c\cdot v_w-\log\sum_{c''}e^{v_{c''}\cdot v_w}\Big)",
        "Asked next: the derivative of the same in the vector of any one context c', the observed one or another.",
        _slope_in_contexts,
    ),
    Line(
        r"=1[c'=c]\,v_w-\frac{e^{v_{c'}\cdot v_w}\,v_w}{\sum_{c''}e^{v_{c''}\cdot v_w}}",
        "The first score knows only the observed context; of the sum, one term knows c'.",
        _one_for_observed_minus_fraction,
    ),
    Line(
        r"=\big(1[c'=c]-p(c'\mid w)\big)\,v_w",
        "The fraction is the probability of SG2, and v_w is common to both terms.",
        _weight_times_word,
    ),
)
