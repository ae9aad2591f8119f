"""SG5: the gradient of the softmax objective."""

import mpmath as mp
import numpy as np

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, V, W, at_size, c, d, evaluate, m, n, r, v, w
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, branching, elements, gradients
from w2vexplained.verification.evidence import agreement, proved, worst


@witness("A", "The shipped gradient is the derivative of the statement for every d and every number of contexts.")
def gradient_for_every_size():
    """Differentiate the statement and subtract what the shipped function returns."""
    gradient_w, gradient_C = softmax.gradient(any_size.array("v", d), any_size.array("C", n, d), c)
    claimed = gradient_w.at(m), gradient_C.at(r, m)
    return proved(gradients.derivative_residuals(statement.log_likelihood(c), claimed, (v[m], C[r, m])))


@witness("A", "So is that of a table of counts, for every |V|, |C|, d and all counts.")
def gradient_of_table_for_every_size():
    """Differentiate the statement over the table and subtract what the shipped function returns."""
    arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
    gradient_W, gradient_C = softmax.expected_gradient(*arrays)
    claimed = gradient_W.at(w, m), gradient_C.at(r, m)
    return proved(gradients.derivative_residuals(statement.log_likelihood_of_table(), claimed, (W[w, m], C[r, m])))


@witness(
    "S", "Run on the symbols of three contexts in two dimensions, it is the derivative of the written-out statement."
)
def gradient_on_symbols():
    """Take either numeric branch, and the second context as the observed one."""

    def residuals():
        arrays = elements.symbols("v", 2), elements.symbols("C", 3, 2)
        variables = np.concatenate([elements.values(x).ravel() for x in arrays])
        claimed = np.concatenate([elements.values(x).ravel() for x in softmax.gradient(*arrays, 1)])
        written_out = at_size(statement.log_likelihood(2), d=2, n=3)
        yield from gradients.derivative_residuals(written_out, claimed, variables)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value.")
def gradient_by_complex_step():
    """Measure at a random point."""
    return gradients.by_complex_step(_value, _gradient, _point(5))


@witness("D", "The shipped gradient equals central differences, down to the bottom of their V.")
def gradient_by_differences():
    """Measure at a random point."""
    return gradients.by_differences(_value, _gradient, _point(6))


@witness("M", "In 50 digits the shipped gradient has the value of the statement's derivative.")
def gradient_in_fifty_digits():
    """Compare at a random point: two components of the word, one of each context."""
    v_w, C_ = _point(8)
    ell, numbers = at_size(statement.log_likelihood(3), d=4, n=6), {"v": v_w.tolist(), "C": C_.tolist()}
    variables = [v[1], v[4], *(C[j, 2] for j in range(1, 7))]
    exact = [evaluate(ell.diff(x), **numbers) for x in variables]
    with mp.workdps(60):
        gradient_w, gradient_C = (elements.values(x) for x in _gradient(*map(elements.fifty_digits, (v_w, C_))))
        return worst([agreement([gradient_w[0], gradient_w[3], *gradient_C[:, 1]], exact)], 1e-45)


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
    departure="Rong minimises the loss E = −ℓ, so all signs there are the other ones.",
    code=(softmax.gradient, softmax.expected_gradient),
    follows_from=("SG2", "SG3"),
    derivation=derivations.SG5,
    witnesses=(
        gradient_for_every_size,
        gradient_of_table_for_every_size,
        gradient_on_symbols,
        gradient_by_complex_step,
        gradient_by_differences,
        gradient_in_fifty_digits,
        each_line_follows(derivations.SG5, instances.pairs(7)),
    ),
)
