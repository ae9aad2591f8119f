"""The derivations of NS1–NS4: the sigmoid, its slopes, and the trivial solution."""

import random

import mpmath as mp

from w2vexplained.ledger.derivations.instances import fractions, slope
from w2vexplained.ledger.record import Line


def sigma(x):
    """One over one plus e to the minus x."""
    return 1 / (1 + mp.exp(-x))


def log_sigma(x):
    """Its logarithm."""
    return mp.log(sigma(x))


def scores():
    """Draw scores on which lines about the sigmoid are evaluated; one of them is 0."""
    with mp.workdps(60):
        return [mp.mpf(0), *fractions(random.Random(3), 5)]


def runaways():
    """Give numbers of pairs |D|, each with a score K that all of them share."""
    with mp.workdps(60):
        return [(3, mp.mpf(1)), (7, mp.mpf(40)), (2, mp.mpf(5) / 2)]


NS1 = (
    Line(
        r"\frac{e^{v_c\cdot v_w}}{e^{v_c\cdot v_w}+e^{0}}",
        'A softmax over two answers: "the pair is from the text" scores $v_c\\cdot v_w$, "it is not" scores 0.',
        lambda x: mp.exp(x) / (mp.exp(x) + mp.exp(0)),
    ),
    Line(
        r"=\frac{1}{1+e^{-v_c\cdot v_w}}",
        "Divide numerator and denominator by $e^{v_c\\cdot v_w}$.",
        lambda x: 1 / (1 + mp.exp(-x)),
    ),
)

NS2 = (
    Line(r"1-\sigma(x)", "The first identity starts from the other answer's probability.", lambda x: 1 - sigma(x)),
    Line(
        r"=1-\frac{1}{1+e^{-x}}",
        "The definition of the sigmoid, NS1.",
        lambda x: 1 - 1 / (1 + mp.exp(-x)),
    ),
    Line(
        r"=\frac{e^{-x}}{1+e^{-x}}",
        "Over one denominator.",
        lambda x: mp.exp(-x) / (1 + mp.exp(-x)),
    ),
    Line(
        r"=\frac{1}{1+e^{x}}=\sigma(-x)",
        "Multiply numerator and denominator by $e^{x}$, and read NS1 from right to left.",
        lambda x: 1 / (1 + mp.exp(x)),
    ),
    Line(
        r"\tfrac12\Big(1+\tanh\frac x2\Big)",
        "The second identity starts from the hyperbolic tangent.",
        lambda x: (1 + mp.tanh(x / 2)) / 2,
    ),
    Line(
        r"=\tfrac12\Big(1+\frac{e^{x/2}-e^{-x/2}}{e^{x/2}+e^{-x/2}}\Big)",
        "The definition of tanh.",
        lambda x: (1 + (mp.exp(x / 2) - mp.exp(-x / 2)) / (mp.exp(x / 2) + mp.exp(-x / 2))) / 2,
    ),
    Line(
        r"=\frac{e^{x/2}}{e^{x/2}+e^{-x/2}}=\sigma(x)",
        "Over one denominator; then divide both by $e^{x/2}$.",
        lambda x: mp.exp(x / 2) / (mp.exp(x / 2) + mp.exp(-x / 2)),
    ),
    Line(
        r"\log\frac{\sigma(x)}{1-\sigma(x)}",
        "The third identity starts from the log-odds.",
        lambda x: mp.log(sigma(x) / (1 - sigma(x))),
    ),
    Line(
        r"=\log\frac{\sigma(x)}{\sigma(-x)}",
        "The first identity.",
        lambda x: mp.log(sigma(x) / sigma(-x)),
    ),
    Line(
        r"=\log\frac{1+e^{x}}{1+e^{-x}}",
        "The definition of both.",
        lambda x: mp.log((1 + mp.exp(x)) / (1 + mp.exp(-x))),
    ),
    Line(
        r"=\log e^{x}=x",
        "The numerator is $e^{x}$ times the denominator.",
        lambda x: x,
    ),
)

NS3 = (
    Line(
        r"\sigma'(x)=\frac{d}{dx}\,\frac{1}{1+e^{-x}}",
        "What is asked: the slope of the sigmoid.",
        lambda x: slope(lambda t: sigma(x + t)),
    ),
    Line(
        r"=\frac{e^{-x}}{(1+e^{-x})^2}",
        "The slope of $1/y$ is $-y'/y^2$, and the slope of $1+e^{-x}$ is $-e^{-x}$.",
        lambda x: mp.exp(-x) / (1 + mp.exp(-x)) ** 2,
    ),
    Line(
        r"=\frac{1}{1+e^{-x}}\cdot\frac{e^{-x}}{1+e^{-x}}",
        "Share the square between two fractions.",
        lambda x: 1 / (1 + mp.exp(-x)) * (mp.exp(-x) / (1 + mp.exp(-x))),
    ),
    Line(
        r"=\sigma(x)\,\sigma(-x)",
        "The first fraction is NS1, the second is $1-\\sigma(x)=\\sigma(-x)$ of NS2.",
        lambda x: sigma(x) * sigma(-x),
    ),
    Line(
        r"\sigma''(x)=\frac{d}{dx}\,\sigma(x)\,\sigma(-x)",
        "The slope of the slope.",
        lambda x: slope(lambda t: sigma(x + t) * sigma(-x - t)),
    ),
    Line(
        r"=\sigma(x)\sigma(-x)\,\sigma(-x)-\sigma(x)\,\sigma(-x)\sigma(x)",
        "Product rule; the slope of $\\sigma(-x)$ is $-\\sigma(-x)\\sigma(x)$.",
        lambda x: sigma(x) * sigma(-x) * sigma(-x) - sigma(x) * sigma(-x) * sigma(x),
    ),
    Line(
        r"=\sigma(x)\,\sigma(-x)\,\big(\sigma(-x)-\sigma(x)\big)",
        "Take out the common factor.",
        lambda x: sigma(x) * sigma(-x) * (sigma(-x) - sigma(x)),
    ),
    Line(
        r"(\log\sigma)'(x)=\frac{d}{dx}\,\log\sigma(x)",
        "The slope of what the objective adds up.",
        lambda x: slope(lambda t: log_sigma(x + t)),
    ),
    Line(
        r"=\frac{\sigma'(x)}{\sigma(x)}",
        "The slope of $\\log y$ is $y'/y$.",
        lambda x: slope(lambda t: sigma(x + t)) / sigma(x),
    ),
    Line(
        r"=\frac{\sigma(x)\,\sigma(-x)}{\sigma(x)}=\sigma(-x)",
        "The slope of the sigmoid, just found; then $\\sigma(x)$ cancels.",
        lambda x: sigma(-x),
    ),
    Line(
        r"(\log\sigma)''(x)=\frac{d}{dx}\,\sigma(-x)",
        "And once more.",
        lambda x: slope(lambda t: sigma(-x - t)),
    ),
    Line(
        r"=-\sigma(x)\,\sigma(-x)",
        "The slope of the sigmoid at $-x$, times the inner slope $-1$.",
        lambda x: -sigma(x) * sigma(-x),
    ),
)

NS4 = (
    Line(
        r"\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)\Big|_{v_c\cdot v_w=K}",
        "Give every pair the same score $K$: one vector of length $\\sqrt K$ for all words and all contexts.",
        lambda world: mp.fsum(log_sigma(mp.sqrt(world[1]) * mp.sqrt(world[1])) for _ in range(world[0])),
    ),
    Line(
        r"=|D|\,\log\sigma(K)",
        "All terms are equal.",
        lambda world: world[0] * log_sigma(world[1]),
    ),
    Line(
        r"=-|D|\,\log\big(1+e^{-K}\big)",
        "The definition NS1; it tends to 0 as $K$ grows, and is below 0 for every finite $K$.",
        lambda world: -world[0] * mp.log(1 + mp.exp(-world[1])),
    ),
)
