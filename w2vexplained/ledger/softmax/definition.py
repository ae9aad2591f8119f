"""SG2 and SG3: the softmax, and its log-likelihood."""

import mpmath as mp
import numpy as np
from hypothesis import strategies as st

from w2vexplained import functions
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, c, d, evaluate, m, n, r, total, v
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, elements, properties, zero
from w2vexplained.verification.evidence import agreement, proved, worst


@witness("A", "For every number of contexts and every d the shipped softmax is equation (3), and sums to 1.")
def softmax_for_every_size():
    """Subtract the statement at an arbitrary context; add up over all contexts."""
    shipped = functions.softmax(any_size.array("C", n, d) @ any_size.array("v", d))
    return proved(
        [
            zero.is_zero(shipped.at(r) - statement.probability(r)),
            zero.is_zero(total(statement.probability, n) - 1),
            zero.is_zero(shipped.sum(axis=0).expression - 1),
        ]
    )


@witness("M", "In 50 digits the shipped softmax has the value of equation (3), context by context.")
def softmax_in_fifty_digits():
    """Compare at a random point."""
    v_w, C = _point(2)
    exact = [evaluate(statement.probability(j), v=v_w.tolist(), C=C.tolist()) for j in range(1, len(C) + 1)]
    with mp.workdps(60):
        shipped = functions.softmax(elements.fifty_digits(C) @ elements.fifty_digits(v_w))
        return worst([agreement(elements.values(shipped), exact)], 1e-45)


@witness("H", "For any finite scores, however large, probabilities sum to 1 within 1e-14, in the scores' order.")
def softmax_of_any_scores():
    """Let hypothesis choose up to twelve scores of size up to 1e300; equal ones stand in a row beside them."""

    def fails(scores):
        p, even = functions.softmax(np.array([scores, [1] * len(scores)]))
        ordered = (np.diff(p[np.argsort(scores)]) >= 0).all() and (p >= 0).all()
        return not (ordered and abs(p.sum() - 1) < 1e-14 and abs(even.sum() - 1) < 1e-14)

    scores = st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=12)
    return proved(failed == 0 for failed in properties.worst_case(fails, scores))


@witness("A", "For every number of contexts and every d the shipped log-likelihood is the note's (4) for one pair.")
def log_likelihood_for_every_size():
    """Compare derivatives in all vectors, and the value where all vectors are zero."""
    shipped, origin = _log_likelihood_of_any_size(), zero.with_zero("v", "C")
    return proved(zero.same_function(shipped, statement.log_likelihood(c), [v[m], C[r, m]], origin))


@witness("A", "Whatever number the code subtracts as pivot, the value does not change: its slope in the pivot is zero.")
def no_pivot_matters():
    """Differentiate the shipped value in the pivot, which an array of symbolic size leaves open."""
    value = _log_likelihood_of_any_size()
    pivots = [x for x in value.free_symbols if x.name == "pivot"]
    return proved(zero.is_zero(value.diff(pivot)) for pivot in pivots)


@witness("M", "In 50 digits the shipped log-likelihood has the value of the note's (4).")
def log_likelihood_in_fifty_digits():
    """Compare at a random point, for every context as the observed one."""
    v_w, C = _point(3)
    exact = [evaluate(statement.log_likelihood(j), v=v_w.tolist(), C=C.tolist()) for j in range(1, len(C) + 1)]
    with mp.workdps(60):
        v_w, C = elements.fifty_digits(v_w), elements.fifty_digits(C)
        shipped = [elements.value_of(softmax.log_likelihood(v_w, C, j)) for j in range(len(C))]
        return worst([agreement(shipped, exact)], 1e-45)


@witness("N", "At scores of a thousand, where the exponential itself overflows, machine numbers agree with 50 digits.")
def large_scores():
    """Compare the shipped value in machine numbers with the statement, at vectors forty times larger than usual."""
    errors = []
    for seed in range(3):
        v_w, C = (40 * x for x in _point(seed))
        for j in range(len(C)):
            exact = evaluate(statement.log_likelihood(j + 1), v=v_w.tolist(), C=C.tolist())
            errors.append(agreement(softmax.log_likelihood(v_w, C, j), float(exact)))
        W = np.stack([4 * v_w, v_w / 1000])  # scores of thousands beside scores of one: each row needs its own pivot
        pairs = [softmax.log_likelihood(row, C, j) for row in W for j in range(len(C))]
        errors.append(agreement(softmax.expected_log_likelihood(W, C, np.ones((2, len(C)))), sum(pairs)))
    return worst(errors, 1e-13, "3 random points")


def _log_likelihood_of_any_size():
    return softmax.log_likelihood(any_size.array("v", d), any_size.array("C", n, d), c).expression


def _point(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=3), rng.normal(size=(4, 3))


SG2 = Record(
    id="SG2",
    title="probability of a context: the softmax",
    chapter="softmax",
    kind="definition",
    sentence="Scores become probabilities: exponentials divided by their sum.",
    latex=r"p(c\mid w)=\frac{e^{v_c\cdot v_w}}{\sum_{c'\in C}e^{v_{c'}\cdot v_w}},\qquad\sum_{c\in C}p(c\mid w)=1",
    source="Goldberg & Levy 2014, §1.1, eq. (3)",
    code=(functions.softmax,),
    derivation=derivations.SG2,
    witnesses=(
        softmax_for_every_size,
        softmax_in_fifty_digits,
        softmax_of_any_scores,
        each_line_follows(derivations.SG2, instances.pairs(2)),
    ),
)

SG3 = Record(
    id="SG3",
    title="log-likelihood of the pairs, with any pivot",
    chapter="softmax",
    kind="identity",
    sentence="The log-likelihood adds up score minus log-sum of exponentials, and no pivot m changes its value.",
    latex=r"\begin{aligned}\ell=\sum_{(w,c)\in D}\log p(c\mid w)"
    r"&=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)\\"
    r"&=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-m_w-\log\sum_{c'}e^{v_{c'}\cdot v_w-m_w}\Big)\end{aligned}",
    source="Goldberg & Levy 2014, §1.1, eq. (4)",
    assumptions=("m is any number for each word; the code takes the largest score, so that nothing overflows.",),
    code=(functions.logsumexp, softmax.log_likelihood),
    follows_from=("SG1", "SG2"),
    derivation=derivations.SG3,
    witnesses=(
        log_likelihood_for_every_size,
        no_pivot_matters,
        log_likelihood_in_fifty_digits,
        large_scores,
        each_line_follows(derivations.SG3, instances.tables(3)),
    ),
)
