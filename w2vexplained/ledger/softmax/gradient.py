"""SG5: the gradient of the softmax objective."""

import numpy as np

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, c, d, m, n, r, v
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, branching, gradients
from w2vexplained.verification.evidence import proved


@witness("A", "The shipped gradient is the derivative of the statement for every d and every number of contexts.")
def gradient_for_every_size():
    """Differentiate the statement and subtract what the shipped function returns."""

    def residuals():
        gradient_w, gradient_C = softmax.gradient(any_size.array("v", d), any_size.array("C", n, d), c)
        claimed = gradient_w.at(m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.log_likelihood(c), claimed, (v[m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value.")
def gradient_by_complex_step():
    """Measure at a random point."""
    return gradients.by_complex_step(_value, _gradient, _point(5))


@witness("D", "The shipped gradient equals central differences, down to the bottom of their V.")
def gradient_by_differences():
    """Measure at a random point."""
    return gradients.by_differences(_value, _gradient, _point(6))


def _value(v_w, C):
    return softmax.log_likelihood(v_w, C, 2)


def _gradient(v_w, C):
    return softmax.gradient(v_w, C, 2)


def _point(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=4), rng.normal(size=(6, 4))


SG5 = Record(
    id="SG5",
    title="gradient of the softmax objective",
    chapter="softmax",
    kind="derivative",
    sentence="The gradient is what was observed minus what the model expects.",
    latex=r"\frac{\partial\ell}{\partial v_w}=v_c-\sum_{c'}p(c'\mid w)\,v_{c'},\qquad "
    r"\frac{\partial\ell}{\partial v_{c'}}=\big(1[c'=c]-p(c'\mid w)\big)\,v_w",
    source="Rong 2014, section 1; the note leaves it out",
    code=(softmax.gradient, softmax.expected_gradient),
    follows_from=("SG2", "SG3"),
    derivation=derivations.SG5,
    witnesses=(
        gradient_for_every_size,
        gradient_by_complex_step,
        gradient_by_differences,
        each_line_follows(derivations.SG5, instances.pairs(7)),
    ),
)
