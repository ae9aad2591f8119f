"""NS12 and NS13: second derivatives, and the convex problem that each side alone poses."""

import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import second_derivatives as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.ledger.statements.notation import C, c, d, j, k, m, n, neg, o, r, total, v
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.training.separation import separating_direction
from w2vexplained.verification import any_size, branching, differences
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.zero import is_zero

CONTEXT, NEGATIVES = 2, [4, 2, 4, 0]  # contexts 1, 3 and 5 are not asked about


def _of_every_size():
    return any_size.array("v", d), any_size.array("C", n, d), c, any_size.index_map("neg", k)


@witness(
    "A", "All three shipped blocks are derivatives of the shipped gradient, itself proved, for every size and draws."
)
def hessian_for_every_size():
    """Differentiate the gradient of NS10 and subtract the blocks."""

    def residuals():
        gradient_w, gradient_C = negative_sampling.gradient(*_of_every_size())
        H_ww, H_wC, H_CC = negative_sampling.hessian(*_of_every_size())
        yield is_zero(sp.diff(gradient_w.at(m), v[o]) - H_ww.at(m, o))
        yield is_zero(sp.diff(gradient_w.at(m), C[r, o]) - H_wC.at(m, r, o))
        yield is_zero(sp.diff(gradient_C.at(r, m), C[j, o]) - H_CC.at(r, m, j, o))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped blocks of a pair equal the complex step through its shipped gradient.")
def hessian_by_complex_step():
    """Measure at a random point with repeated draws."""
    v_w, rows = worlds.pair(41, d=3, n=6)
    measured = (
        differences.complex_step(lambda x: negative_sampling.gradient(x, rows, CONTEXT, NEGATIVES)[0], v_w),
        differences.complex_step(lambda x: negative_sampling.gradient(v_w, x, CONTEXT, NEGATIVES)[0], rows),
        differences.complex_step(lambda x: negative_sampling.gradient(v_w, x, CONTEXT, NEGATIVES)[1], rows),
    )
    shipped = negative_sampling.hessian(v_w, rows, CONTEXT, NEGATIVES)
    return worst((agreement(x, y) for x, y in zip(measured, shipped, strict=True)), 1e-13, "three blocks")


@witness("C", "The shipped blocks of a table equal the complex step through its shipped gradient; others are zero.")
def table_hessian_by_complex_step():
    """Measure at a random table; blocks between different words must vanish."""
    words, contexts, counts, noise = worlds.table(42)

    def gradient(W, C):
        return negative_sampling.expected_gradient(W, C, counts, 5, noise)

    H_WW, H_WC, H_CC = negative_sampling.expected_hessian(words, contexts, counts, 5, noise)
    every = np.zeros((len(words), words.shape[1]) * 2)
    every[np.arange(len(words)), :, np.arange(len(words)), :] = H_WW
    measured = (
        differences.complex_step(lambda x: gradient(x, contexts)[0], words),
        differences.complex_step(lambda x: gradient(words, x)[0], contexts),
        differences.complex_step(lambda x: gradient(words, x)[1], contexts),
    )
    by_W, W_by_C, C_by_C = (
        x.reshape(-1, size) for x, size in zip(measured, (words.size, *[contexts.size] * 2), strict=True)
    )
    whole = np.block([[by_W, W_by_C], [W_by_C.T, C_by_C]])
    pairs = [*zip(measured, (every, H_WC, H_CC), strict=True), (whole, curvature.whole_matrix(H_WW, H_WC, H_CC))]
    return worst((agreement(x, y) for x, y in pairs), 1e-13, "all blocks of a table, alone and in one matrix")


@witness(
    "A", "Either side's shipped block is minus a sum of squares with weights σ(x)σ(−x), for every size and any draws."
)
def sums_of_squares():
    """Multiply the blocks with arbitrary directions from both sides."""
    u, U = sp.IndexedBase("u", real=True), sp.IndexedBase("U", real=True)

    def weighted(square):
        def term(j):
            return statement.sigma(statement.score(j)) * statement.sigma(-statement.score(j)) * square(j)

        return term(c) + total(lambda i: term(neg(i)), k)

    def residuals():
        H_ww, _, H_CC = negative_sampling.hessian(*_of_every_size())
        bend = total(lambda a: total(lambda b: u[a] * H_ww.at(a, b) * u[b], d), d)
        yield is_zero(bend + weighted(lambda j: total(lambda a: C[j, a] * u[a], d) ** 2))

        def rows(i, a):
            return total(lambda j: total(lambda b: U[i, a] * H_CC.at(i, a, j, b) * U[j, b], d), n)

        bend = total(lambda i: total(lambda a: rows(i, a), d), n)
        yield is_zero(bend + weighted(lambda j: total(lambda a: v[a] * U[j, a], d) ** 2))

    return proved(branching.on_both_branches(residuals), "both sides, both numeric branches")


@witness(
    "B",
    "The curvature of −ℓ in v_w is never negative; it is 0 along u exactly where u is orthogonal to all vectors used.",
)
def strictly_convex_where_vectors_span():
    """Take contexts that span 1, 2, … of 4 dimensions, and count the directions without curvature."""
    wrong = []
    for seed, rank in enumerate([1, 2, 3, 4] * 5):
        rng = np.random.default_rng([43, seed])
        rows = rng.normal(size=(6, rank)) @ rng.normal(size=(rank, 4))
        H_ww = negative_sampling.hessian(rng.normal(size=4), rows, 2, [4, 2, 1, 0, 5])[0]
        bends = np.linalg.eigvalsh(-H_ww) / np.linalg.norm(H_ww)
        flat = np.linalg.svd(rows[[0, 1, 2, 4, 5]])[2][rank:]  # directions orthogonal to all vectors used
        wrong += [max(0, -bends.min()), *np.abs(flat @ H_ww).ravel(), (bends > 1e-9).sum() != rank]
    return worst(wrong, 1e-13, "20 Hessians, relative to their size")


def _separating_direction(positive, negatives):
    """Find u ≠ 0 in the plane with u·v_c ≥ 0 and u·v ≤ 0 for all negatives, in whole numbers; None if there is none.

    Such directions form a cone, and one on its edge is orthogonal to one of the vectors.
    """
    for a, b in [positive, *negatives]:
        for u in ((-b, a), (b, -a)):
            if u != (0, 0) and _dot(u, positive) >= 0 and all(_dot(u, x) <= 0 for x in negatives):
                return u
    return None


def _dot(u, x):
    return u[0] * x[0] + u[1] * x[1]


@witness("E", "For 80 pairs in the plane, whole numbers tell whether a direction separates, and the objective obeys.")
def optimum_exactly_where_nothing_separates():
    """Follow the separating direction, which must never lower the value; else let Newton find the optimum.

    The shipped linear programme has to come to the same answer.
    """
    errors, separable = [], 0
    for seed in range(80):
        rng = np.random.default_rng([44, seed])
        rows = rng.integers(-2, 3, size=(6, 2))
        rows[0] = (1, 0)
        draws = rng.integers(1, 6, size=5).tolist()
        u = _separating_direction((1, 0), [tuple(x) for x in rows[draws].tolist()])
        separable += u is not None
        shipped = separating_direction(rows, np.eye(6)[0], np.bincount(draws, minlength=6))
        errors.append((shipped is None) != (u is None))
        errors.append(_newton(rows, draws) if u is None else _loss_along(np.array(u), rows, draws, rng))
    errors.append(not 20 <= separable <= 60)  # both kinds are met often
    return worst(errors, 1e-9, f"{separable} pairs with a separating direction, {80 - separable} without")


def _loss_along(u, rows, draws, rng):
    """Measure by how much a step along u ever lowers the value: by nothing, so there is no single optimum."""
    starts = rng.normal(size=(5, 2))
    values = [[negative_sampling.log_likelihood(x + t * u, rows, 0, draws) for t in (0, 1, 9)] for x in starts]
    return max(0, -np.diff(values).min())


def _newton(rows, draws):
    """Climb to the optimum and measure the gradient there; a flat Hessian counts as a failure."""
    x = np.zeros(2)
    for _ in range(60):
        slope = negative_sampling.gradient(x, rows, 0, draws)[0]
        step = np.linalg.solve(-negative_sampling.hessian(x, rows, 0, draws)[0], slope)
        value, t = negative_sampling.log_likelihood(x, rows, 0, draws), 1.0
        while negative_sampling.log_likelihood(x + t * step, rows, 0, draws) < value and t > 1e-3:
            t /= 2
        x = x + t * step
    bend = np.linalg.eigvalsh(-negative_sampling.hessian(x, rows, 0, draws)[0]).min()
    return np.linalg.norm(negative_sampling.gradient(x, rows, 0, draws)[0]) if bend > 1e-6 else np.inf


NS12 = Record(
    id="NS12",
    title="second derivatives of equation (4)",
    chapter="negative-sampling",
    kind="derivative",
    sentence="Within a side the curvature is a weighted sum of outer products; across sides the force itself joins in.",
    latex=r"\begin{aligned}\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}"
    r"&=-\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_jv_j^\top,\\"
    r"\frac{\partial^2\ell}{\partial v_j\,\partial v_j^\top}&=-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_wv_w^\top,\\"
    r"\frac{\partial^2\ell}{\partial v_w\,\partial v_j^\top}"
    r"&=g_j\,I-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_jv_w^\top,\\"
    r"g_j&=1[c=j]-n_j\,\sigma(x_j),\qquad n_j=1[c=j]+m_j\end{aligned}",
    source="ours",
    assumptions=(
        "Here n_j counts how often context j is asked about: as the observed one, or as one of its m_j draws.",
    ),
    code=(negative_sampling.hessian, negative_sampling.expected_hessian),
    follows_from=("NS10", "NS11"),
    derivation=derivations.NS12,
    witnesses=(
        hessian_for_every_size,
        hessian_by_complex_step,
        table_hessian_by_complex_step,
        each_line_follows(derivations.NS12, instances.pairs(7, count=1)),
    ),
)

NS13 = Record(
    id="NS13",
    title="one side fixed: logistic regression",
    chapter="negative-sampling",
    kind="convexity",
    sentence="With one side held fixed, minus the objective is a logistic regression: convex, strictly so exactly "
    "where the vectors in use span the space, and with one finite optimum exactly where no direction separates.",
    latex=r"\begin{aligned}-u^\top\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}\,u"
    r"&=\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,(v_j\cdot u)^2\ge0,\\"
    r"\text{one finite optimum }v_w&\iff\text{no }u\ne0\text{ has }u\cdot v_c\ge0\\"
    r"&\phantom{{}\iff{}}\text{and }u\cdot v_{c_i}\le0\text{ for all draws}\end{aligned}",
    source="Goldberg & Levy 2014, §2.1",
    assumptions=(
        "The other side is held fixed; both together are not convex, NS14.",
        "Where every observed context is also drawn, the condition on it reads u·v_c = 0.",
    ),
    code=(negative_sampling.hessian, negative_sampling.expected_hessian, separating_direction),
    follows_from=("NS12",),
    derivation=derivations.NS13,
    witnesses=(
        sums_of_squares,
        strictly_convex_where_vectors_span,
        optimum_exactly_where_nothing_separates,
        each_line_follows(derivations.NS13, instances.pairs(7)),
    ),
)
