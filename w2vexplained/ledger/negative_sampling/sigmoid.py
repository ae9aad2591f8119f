"""NS1–NS3: the probability that a pair is real, and the slopes of the sigmoid."""

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained import functions
from w2vexplained.ledger.derivations import sigmoid as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.ledger.statements.notation import i, n
from w2vexplained.verification import any_size, branching, elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.precision import units_in_last_place
from w2vexplained.verification.properties import worst_case
from w2vexplained.verification.zero import is_zero

X = sp.Symbol("x", real=True)
ENDS = np.array([0.0, 5e-324, 1e-300, 1e-17, 36.7, 37.5, 709.0, 745.0, 746.0, 1e308, np.inf])
GRID = np.concatenate([np.random.default_rng(1).uniform(-760, 760, 1500), np.linspace(-40, 40, 1501), ENDS, -ENDS])
SOME = np.random.default_rng(2).normal(scale=3, size=40)


def _on_a_symbol(function, x):
    """Run a shipped function on one symbol."""
    return elements.values(function(elements.array_of([x])))[0]


@witness("S", "The shipped sigmoid of a symbol is the softmax of two scores, x and 0.")
def sigmoid_is_the_softmax_of_two():
    """Subtract one from the other, exactly."""

    def residuals():
        yield is_zero(_on_a_symbol(functions.sigmoid, X) - statement.two_answers(X))
        yield is_zero(_on_a_symbol(functions.sigmoid, X) - statement.sigma(X))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("M", "The shipped sigmoid is within 2 units in the last place of its 50-digit value, from −∞ to ∞.")
def sigmoid_in_machine_numbers():
    """Compare over a grid that holds the ends of the range."""
    return _units(functions.sigmoid, statement.number_sigma)


def _units(function, truth):
    with mp.workdps(60):
        errors = units_in_last_place(function(GRID), [truth(mp.mpf(x)) for x in GRID.tolist()])
    return worst(errors, 2, f"units in the last place, {GRID.size} scores")


@witness("S", "On symbols all three identities hold exactly, whichever numeric branch either side takes.")
def identities_on_symbols():
    """Take x and −x through every pair of branches."""
    found = []
    for first in (False, True):
        for second in (False, True):
            with branching.answering(first):
                s = _on_a_symbol(functions.sigmoid, X)
            with branching.answering(second):
                mirrored = _on_a_symbol(functions.sigmoid, -X)
            found.append(is_zero(mirrored - (1 - s)))
            found.append(is_zero(s / mirrored - sp.exp(X)))  # its logarithm: the log-odds are x
            found.append(is_zero(s - (1 + sp.tanh(X / 2).rewrite(sp.exp).subs(X, 2 * X)).subs(X, X / 2) / 2))
    return proved(found, "four pairs of branches")


@witness("H", "No machine number is found at which σ(x) and σ(−x) do not add up to 1, or σ differs from its tanh form.")
def identities_in_machine_numbers():
    """Let hypothesis look among all finite numbers."""

    def error(x):
        x = np.float64(x)
        s, mirrored = functions.sigmoid(x), functions.sigmoid(-x)
        return max(abs(s + mirrored - 1), abs(s - (1 + np.tanh(x / 2)) / 2))

    numbers = strategies.floats(allow_nan=False, allow_infinity=False) | strategies.floats(-40, 40)
    return worst(worst_case(error, numbers, examples=200), 1e-15, "200 scores")


@witness("A", "For arrays of every length, the derivatives of the shipped functions are the four slopes.")
def slopes_for_every_size():
    """Differentiate what the shipped functions return, and subtract the slopes."""

    def residuals():
        x = any_size.array("x", n)
        s, log_s = functions.sigmoid(x).at(i), functions.log_sigmoid(x).at(i)
        x_i = x.at(i)
        up, down = statement.sigma(x_i), statement.sigma(-x_i)
        yield is_zero(s - up)
        yield is_zero(sp.diff(s, x_i) - up * down)
        yield is_zero(sp.diff(s, x_i, 2) - up * down * (down - up))
        yield is_zero(sp.diff(log_s, x_i) - down)
        yield is_zero(sp.diff(log_s, x_i, 2) + up * down)
        yield sp.simplify(log_s.subs(x_i, 0) + sp.log(2)) == 0

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "A complex step through the shipped sigmoid and log-sigmoid gives their slopes.")
def slopes_by_complex_step():
    """Measure at random scores, each on its own."""
    s, mirrored = functions.sigmoid(SOME), functions.sigmoid(-SOME)
    measured = [np.imag(f(SOME + 1e-20j)) / 1e-20 for f in (functions.sigmoid, functions.log_sigmoid)]
    claimed = [s * mirrored, mirrored]
    errors = [abs(x / y - 1).max() for x, y in zip(measured, claimed, strict=True)]
    return worst(errors, 1e-13, f"relative error over {SOME.size} scores")


@witness("M", "The shipped log-sigmoid is within 2 units in the last place of its 50-digit value, from −∞ to ∞.")
def log_sigmoid_in_machine_numbers():
    """Compare over the same grid."""
    return _units(functions.log_sigmoid, statement.number_log_sigma)


@witness("B", "The slope of σ(−x), the curvature of log σ, stays between −1/4 and 0 and reaches −1/4 at x = 0.")
def curvature_of_the_logarithm():
    """Measure the curvature as a complex step through the first slope, over many scores."""
    x = np.concatenate([SOME, np.linspace(-30, 30, 601)])
    bend = np.imag(functions.sigmoid(-(x + 1e-20j))) / 1e-20
    gap = abs(bend.min() + 0.25)  # the grid holds 0
    return worst([gap, *np.maximum(-0.25 - bend, 0), *(bend >= 0)], 1e-15, f"{x.size} scores")


NS1 = Record(
    id="NS1",
    title="probability that a pair is real",
    chapter="negative-sampling",
    kind="definition",
    sentence="The probability that a pair comes from the text is the sigmoid of its score: a softmax over two answers.",
    latex=r"p(D{=}1\mid w,c)=\frac{1}{1+e^{-v_c\cdot v_w}}=\sigma(v_c\cdot v_w)",
    source="Goldberg & Levy 2014, §2, unnumbered",
    departure='The note says "using softmax"; the function is the sigmoid, the softmax of two scores x and 0.',
    code=(functions.sigmoid,),
    follows_from=("SG2",),
    derivation=derivations.NS1,
    witnesses=(
        sigmoid_is_the_softmax_of_two,
        sigmoid_in_machine_numbers,
        each_line_follows(derivations.NS1, derivations.scores()),
    ),
)

NS2 = Record(
    id="NS2",
    title="three faces of the sigmoid",
    chapter="negative-sampling",
    kind="identity",
    sentence="A sigmoid at minus x is one minus the sigmoid, it is a shifted tanh, and its log-odds are x itself.",
    latex=r"\begin{aligned}\sigma(-x)&=1-\sigma(x),\\"
    r"\sigma(x)&=\tfrac12\Big(1+\tanh\frac x2\Big),\\"
    r"\log\frac{\sigma(x)}{1-\sigma(x)}&=x\end{aligned}",
    source="used in Goldberg & Levy 2014, §2, without a word",
    code=(functions.sigmoid,),
    follows_from=("NS1",),
    derivation=derivations.NS2,
    witnesses=(
        identities_on_symbols,
        identities_in_machine_numbers,
        each_line_follows(derivations.NS2, derivations.scores()),
    ),
)

NS3 = Record(
    id="NS3",
    title="slopes of the sigmoid and of its logarithm",
    chapter="negative-sampling",
    kind="derivative",
    sentence="The slope of the sigmoid is the product of both answers' probabilities; "
    "that of its logarithm is the probability of the other answer.",
    latex=r"\begin{aligned}\sigma'(x)&=\sigma(x)\,\sigma(-x),\\"
    r"\sigma''(x)&=\sigma(x)\,\sigma(-x)\,\big(\sigma(-x)-\sigma(x)\big),\\"
    r"(\log\sigma)'(x)&=\sigma(-x),\\"
    r"(\log\sigma)''(x)&=-\sigma(x)\,\sigma(-x)\in\big[-\tfrac14,0\big)\end{aligned}",
    source="classical; Rong 2014, appendix",
    code=(functions.sigmoid, functions.log_sigmoid),
    follows_from=("NS1", "NS2"),
    derivation=derivations.NS3,
    witnesses=(
        slopes_for_every_size,
        slopes_by_complex_step,
        log_sigmoid_in_machine_numbers,
        curvature_of_the_logarithm,
        each_line_follows(derivations.NS3, derivations.scores()),
    ),
)
