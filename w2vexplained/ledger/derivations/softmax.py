"""The derivations of the softmax chapter."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import slope
from w2vexplained.ledger.record import Line


def _slope_of_log_probability(pair):
    def ell(p):
        return p.scores[p.c] - mp.log(mp.fsum(mp.exp(x) for x in p.scores))

    return [slope(lambda t, m=m: ell(pair.moved(t, m))) for m in range(len(pair.v_w))]


def _observed_minus_fraction(pair):
    e = [mp.exp(x) for x in pair.scores]
    columns = zip(*pair.C, strict=True)
    return [pair.C[pair.c][m] - mp.fdot(e, column) / mp.fsum(e) for m, column in enumerate(columns)]


def _observed_minus_expected(pair):
    e = [mp.exp(x) for x in pair.scores]
    p = [x / mp.fsum(e) for x in e]
    columns = zip(*pair.C, strict=True)
    return [pair.C[pair.c][m] - mp.fdot(p, column) for m, column in enumerate(columns)]


SG5 = (
    Line(
        r"\frac{\partial}{\partial v_w}\Big(v_c\cdot v_w-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)",
        "What is asked: the derivative of the log-probability of one pair, SG3, in the word's vector.",
        _slope_of_log_probability,
    ),
    Line(
        r"=v_c-\frac{\sum_{c'}e^{v_{c'}\cdot v_w}\,v_{c'}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "A score is linear in the word's vector, and the slope of log y is that of y over y.",
        _observed_minus_fraction,
    ),
    Line(
        r"=v_c-\sum_{c'}p(c'\mid w)\,v_{c'}",
        "Each weight in the fraction is the probability of SG2.",
        _observed_minus_expected,
    ),
)
