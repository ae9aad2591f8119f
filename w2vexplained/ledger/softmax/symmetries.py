"""SG8, SG9 and SG10: what the objective cannot see, and what its gradient flow conserves."""

import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import symmetries as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, V, W, c, d, m, n, o, r, total, v
from w2vexplained.objectives import negative_sampling, scores, softmax
from w2vexplained.verification import any_size, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst


@witness("S", "With symbols for all entries of A and of both vectors, in 2 and 3 dimensions, the shipped score stays.")
def scores_in_another_basis():
    """Run the shipped scores on transformed symbols, and cancel."""
    residuals = []
    for size in (2, 3):
        A = sp.Matrix(size, size, sp.symbols(f"a:{size * size}"))
        words, contexts = (sp.Matrix(elements.values(elements.symbols(name, 1, size))) for name in "WC")
        before, after = _scores(words, contexts), _scores(words * A.T, contexts * A.inv())
        residuals += [sp.cancel(x - y) == 0 for x, y in zip(before, after, strict=True)]
    return proved(residuals)


@witness("A", "For every |V|, |C|, d and all counts the shipped gradients are tied as stated.")
def gradients_are_tied():
    """Subtract the two products, entry by entry."""
    gradient_W, gradient_C = _gradients_of_any_size()
    left = total(lambda w: W[w, m] * gradient_W.at(w, o), V)
    right = total(lambda j: gradient_C.at(j, m) * C[j, o], n)
    return proved([zero.is_zero(left - right)])


@witness("N", "At random points with a random A, value and tie hold; the gradients turn over with the inverse of A.")
def objective_in_another_basis():
    """Compare values, and gradients taken in the new basis with the old ones transformed."""
    errors = []
    for seed in range(5):
        W, C, counts = _table(seed)
        A = np.random.default_rng(seed).normal(size=(2, 2)) + 3 * np.eye(2)
        there = W @ A.T, C @ np.linalg.inv(A)
        old, new = softmax.expected_gradient(W, C, counts), softmax.expected_gradient(*there, counts)
        errors += [
            agreement(softmax.expected_log_likelihood(*there, counts), softmax.expected_log_likelihood(W, C, counts)),
            agreement(new[0], old[0] @ np.linalg.inv(A)),
            agreement(new[1], old[1] @ A.T),
            agreement(W.T @ old[0], old[1].T @ C),
        ]
    return worst(errors, 1e-12, "5 random points")


@witness("A", "For every |V|, |C|, d and all counts: along the shipped gradients the matrix has the slope zero.")
def flow_conserves():
    """Put the shipped gradients into the product rule, and subtract the two sides."""
    gradient_W, gradient_C = _gradients_of_any_size()
    of_words = total(lambda w: gradient_W.at(w, m) * W[w, o] + W[w, m] * gradient_W.at(w, o), V)
    of_contexts = total(lambda j: gradient_C.at(j, m) * C[j, o] + C[j, m] * gradient_C.at(j, o), n)
    return proved([zero.is_zero(of_words - of_contexts)])


@witness("N", "Followed over a time in which the vectors move far, the matrix stays as it was.")
def flow_followed():
    """Integrate the flow by 1,000 steps of the classical Runge-Kutta method; the vectors must move by more than 1."""
    W, C, counts = _table(3)
    before, start = W.T @ W - C.T @ C, W
    for _ in range(1_000):
        W, C = _runge_kutta(W, C, counts, 0.001)
    moved = np.abs(W - start).max()
    return worst([agreement(W.T @ W - C.T @ C, before) if moved > 1 else np.inf], 1e-8, "time 1")


@witness("N", "One step of size η changes the matrix by exactly η² times the same matrix of the gradients.")
def one_step_changes_it_little():
    """Take steps of three sizes: so the assumption of infinitely small steps matters."""
    W, C, counts = _table(4)
    V, U = softmax.expected_gradient(W, C, counts)
    errors = []
    for eta in (1.0, 0.1, 0.01):
        after_W, after_C = W + eta * V, C + eta * U
        change = (after_W.T @ after_W - after_C.T @ after_C) - (W.T @ W - C.T @ C)
        errors.append(agreement(change, eta**2 * (V.T @ V - U.T @ U)))
    return worst(errors, 1e-12, "steps of 1, 0.1 and 0.01")


@witness("A", "For every d and number of contexts the shipped value with b added to all contexts is the one without.")
def shift_for_every_size():
    """Compare derivatives in all vectors and in b, and the value where all are zero."""
    b = sp.IndexedBase("b", real=True)
    shifted = any_size.array("C", n, d) + any_size.array("b", d)
    shipped = softmax.log_likelihood(any_size.array("v", d), shifted, c).expression
    origin = zero.with_zero("v", "C", "b")
    return proved(zero.same_function(shipped, statement.log_likelihood(c), [v[m], C[r, m], b[m]], origin))


@witness("A", "For every d and number of contexts the shipped gradients of all contexts add up to zero.")
def gradients_add_up_to_zero():
    """Sum what the shipped function returns over all contexts."""
    _, gradient_C = softmax.gradient(any_size.array("v", d), any_size.array("C", n, d), c)
    return proved([zero.is_zero(total(lambda j: gradient_C.at(j, m), n))])


@witness("N", "At random points the value stays, and the gradients of all contexts add up to zero.")
def shift_at_random_points():
    """Shift by a random vector."""
    errors = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        v_w, C, b = (rng.normal(size=size) for size in (3, (4, 3), 3))
        errors.append(agreement(softmax.log_likelihood(v_w, C + b, 1), softmax.log_likelihood(v_w, C, 1)))
        errors.append(abs(softmax.gradient(v_w, C, 1)[1].sum(axis=0)).max())
    return worst(errors, 1e-12, "5 random points")


@witness("E", "Negative sampling has no such freedom: with C = 0 and two negatives its gradients add up to −½ v_w.")
def negative_sampling_is_not_free():
    """Add up three gradients of which each is half a word vector: one plus, two minus."""
    v_w = np.array([1.0, 2.0])
    _, gradient_C = negative_sampling.gradient(v_w, np.zeros((3, 2)), 0, [1, 2])
    return proved([(gradient_C.sum(axis=0) == -v_w / 2).all()])


def _scores(W, C):
    X = scores.of_all_pairs(*(elements.array_of(np.array(x.tolist(), dtype=object)) for x in (W, C)))
    return elements.values(X).ravel()


def _gradients_of_any_size():
    return softmax.expected_gradient(any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n))


def _runge_kutta(W, C, counts, h):
    slopes = [softmax.expected_gradient(W, C, counts)]
    for share in (0.5, 0.5, 1):
        V, U = slopes[-1]
        slopes.append(softmax.expected_gradient(W + share * h * V, C + share * h * U, counts))
    return (x + h / 6 * (a + 2 * b + 2 * c + e) for x, a, b, c, e in zip((W, C), *slopes, strict=True))


def _table(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, 2)), rng.normal(size=(4, 2)), rng.integers(1, 5, size=(3, 4))


SG8 = Record(
    id="SG8",
    title="another basis leaves every score as it is",
    chapter="softmax",
    kind="identity",
    sentence="Multiply all word vectors by A and all context vectors by its inverse transpose: no score changes, "
    "and this ties the two gradients to each other.",
    latex=r"(A^{-\top}v_c)\cdot(A\,v_w)=v_c\cdot v_w,\qquad "
    r"W^\top\frac{\partial\ell}{\partial W}=\Big(\frac{\partial\ell}{\partial C}\Big)^{\!\top}C",
    source="follows from eq. (3) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("A is an invertible d × d matrix, the same for all words and contexts.",),
    code=(softmax.expected_log_likelihood, softmax.expected_gradient),
    follows_from=("SG3", "SG5"),
    derivation=derivations.SG8,
    witnesses=(
        scores_in_another_basis,
        gradients_are_tied,
        objective_in_another_basis,
        each_line_follows(derivations.SG8, instances.tables(8)),
    ),
)

SG9 = Record(
    id="SG9",
    title="what gradient flow conserves",
    chapter="softmax",
    kind="identity",
    sentence="While both sides climb the objective along their gradients, one d × d matrix never changes.",
    latex=r"\dot W=\frac{\partial\ell}{\partial W},\quad\dot C=\frac{\partial\ell}{\partial C}"
    r"\qquad\Longrightarrow\qquad\frac{\mathrm d}{\mathrm dt}\big(W^\top W-C^\top C\big)=0",
    source="as for linear networks: Saxe, McClelland & Ganguli 2013, arXiv 1312.6120; the note leaves it out",
    assumptions=("Steps are infinitely small; one step of size η changes the matrix by a term of order η².",),
    code=(softmax.expected_gradient,),
    follows_from=("SG8",),
    derivation=derivations.SG9,
    witnesses=(
        flow_conserves,
        flow_followed,
        one_step_changes_it_little,
        each_line_follows(derivations.SG9, instances.tables(9, count=1)),
    ),
)

SG10 = Record(
    id="SG10",
    title="a vector added to all contexts changes no probability",
    chapter="softmax",
    kind="identity",
    sentence="The softmax sees only differences of context vectors, so the gradients of all contexts add up to zero.",
    latex=r"\frac{e^{(v_c+b)\cdot v_w}}{\sum_{c'}e^{(v_{c'}+b)\cdot v_w}}=p(c\mid w),\qquad "
    r"\sum_{c'}\frac{\partial\log p(c\mid w)}{\partial v_{c'}}=0",
    source="follows from eq. (3) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("The model is the softmax; negative sampling has no such freedom.",),
    code=(softmax.log_likelihood, softmax.gradient),
    follows_from=("SG2", "SG5"),
    derivation=derivations.SG10,
    witnesses=(
        shift_for_every_size,
        gradients_add_up_to_zero,
        shift_at_random_points,
        negative_sampling_is_not_free,
        each_line_follows(derivations.SG10, instances.pairs(10)),
    ),
)
