"""SG6 and SG7: second derivatives, and why either side alone is a convex problem."""

import numpy as np
import sympy as sp

from w2vexplained import functions
from w2vexplained.ledger.derivations import curvature as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, V, W, c, d, j, m, n, o, r, total, v, w
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, differences, zero
from w2vexplained.verification.evidence import agreement, proved, worst

x, u = sp.IndexedBase("x", real=True), sp.IndexedBase("u", real=True)  # scores; a direction


@witness("A", "For any number of scores the shipped log-sum is the stated one; slope p, curvature diag p − p pᵀ.")
def curvature_of_log_sum():
    """Compare the shipped value with the statement; differentiate it once and twice."""
    value = functions.logsumexp(any_size.array("x", n)).expression
    curvature = sp.KroneckerDelta(r, o) * _p(r) - _p(r) * _p(o)
    stated = sp.log(total(lambda i: sp.exp(x[i]), n))
    slopes = value.diff(x[r]) - _p(r), value.diff(x[r], x[o]) - curvature
    same = zero.same_function(value, stated, [x[r]], zero.with_zero("x"))
    return proved([*same, *(zero.is_zero(e) for e in slopes)])


@witness("A", "For any number of scores: the curvature in direction u is half the sum of p p (u − u)², term by term.")
def curvature_is_a_sum_of_squares():
    """Subtract the two expressions."""
    variance = total(lambda i: _p(i) * u[i] ** 2, n) - total(lambda i: _p(i) * u[i], n) ** 2
    squares = total(lambda i: total(lambda k: _p(i) * _p(k) * sp.expand((u[i] - u[k]) ** 2), n), n) / 2
    return proved([zero.is_zero(variance - squares)])


@witness("B", "In 20,000 random cases, uneven ones among them, the curvature never leaves the range from 0 to ½‖u‖².")
def curvature_stays_in_its_range():
    """Search with scores from flat to extreme, and directions from dense to sparse."""
    rng = np.random.default_rng(6)
    scores = rng.normal(size=(20_000, 4)) * rng.choice([0.1, 1, 10], size=(20_000, 1))
    directions = rng.normal(size=(20_000, 4)) ** rng.choice([1, 3, 9], size=(20_000, 1))
    share = _curvature(scores, directions) / (directions**2).sum(axis=-1)
    return proved((share > -1e-14) & (share < 0.5 + 1e-14), "each within 1e-14")


@witness("B", "Both ends are reached: 0 where u is constant, ½‖u‖² at two equal scores and u = (1, −1).")
def range_is_tight():
    """Measure the curvature in both cases."""
    lowest, highest = (_curvature(np.zeros(2), np.array(u)) for u in ([1, 1], [1, -1]))
    return proved([abs(lowest) < 1e-15, abs(highest - 1) < 1e-15], "within 1e-15")


@witness("A", "The three shipped blocks are the statement's second derivatives, for every d and number of contexts.")
def blocks_for_every_size():
    """Differentiate the statement twice and subtract what the shipped function returns."""
    H_ww, H_wC, H_CC = softmax.hessian(any_size.array("v", d), any_size.array("C", n, d), c)
    ell = statement.log_likelihood(c)
    residuals = (
        ell.diff(v[m], v[o]) - H_ww.at(m, o),
        ell.diff(v[m], C[r, o]) - H_wC.at(m, r, o),
        ell.diff(C[r, m], C[j, o]) - H_CC.at(r, m, j, o),
    )
    return proved(zero.is_zero(e) for e in residuals)


@witness("A", "So are those of a table of counts, for every |V|, |C|, d and all counts.")
def blocks_of_table_for_every_size():
    """Differentiate the statement over the table twice, in each pair of sides."""
    arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
    H_WW, H_WC, H_CC = softmax.expected_hessian(*arrays)
    ell = statement.log_likelihood_of_table()
    residuals = (
        ell.diff(W[w, m], W[w, o]) - H_WW.at(w, m, o),
        ell.diff(W[w, m], C[r, o]) - H_WC.at(w, m, r, o),
        ell.diff(C[r, m], C[j, o]) - H_CC.at(r, m, j, o),
    )
    return proved(zero.is_zero(e) for e in residuals)


@witness("C", "The shipped blocks of a table of counts equal the complex step through the shipped gradient.")
def blocks_of_table_by_complex_step():
    """Differentiate either gradient in either side, at a random point."""
    W, C, counts = _table(7)
    H_WW, H_WC, H_CC = softmax.expected_hessian(W, C, counts)
    by_W, C_by_C = (
        differences.complex_step(lambda W: softmax.expected_gradient(W, C, counts)[0], W),
        differences.complex_step(lambda C: softmax.expected_gradient(W, C, counts)[1], C),
    )
    W_by_C = differences.complex_step(lambda C: softmax.expected_gradient(W, C, counts)[0], C)
    blocks = np.zeros_like(by_W)
    for i in range(len(W)):
        blocks[i, :, i, :] = H_WW[i]
    measured = ((by_W, blocks), (W_by_C, H_WC), (C_by_C, H_CC))
    return worst([differences.relative_error(a, b) for a, b in measured], 1e-13, "three blocks")


@witness("N", "Minus the blocks are the covariance of the contexts, and (diag p − p pᵀ) ⊗ v_w v_wᵀ.")
def blocks_as_covariances():
    """Compare at random points."""
    errors = []
    for seed in range(5):
        v_w, C = _pair(seed)
        H_ww, _, H_CC = softmax.hessian(v_w, C, 0)
        p = functions.softmax(C @ v_w)
        kronecker = np.kron(np.diag(p) - np.outer(p, p), np.outer(v_w, v_w))
        covariance = np.cov(C.T, aweights=p, ddof=0)
        errors += [agreement(-H_ww, covariance), agreement(-H_CC.reshape(kronecker.shape), kronecker)]
    return worst(errors, 1e-13, "5 random points")


@witness("B", "At 2,000 random points no eigenvalue is below 0, and none above a quarter of the squared diameter.")
def blocks_stay_in_their_range():
    """Search, with vectors from small to large."""
    outside = []
    for seed in range(2_000):
        v_w, C = (x * (0.3, 1, 3)[seed % 3] for x in _pair(seed))
        H_ww, _, H_CC = softmax.hessian(v_w, C, 0)
        diameter = np.linalg.norm(C[:, None] - C, axis=-1).max()
        in_word = np.linalg.eigvalsh(-H_ww) / diameter**2
        in_contexts = np.linalg.eigvalsh(-H_CC.reshape(C.size, C.size)) / (v_w @ v_w)
        outside += [-in_word.min(), in_word.max() - 0.25, -in_contexts.min()]
    return worst(outside, 1e-13, "how far outside")


@witness("B", "The quarter of the squared diameter is reached: by two contexts that are equally probable.")
def diameter_is_tight():
    """Measure the largest eigenvalue at a word whose vector is zero."""
    _, C = _pair(1)
    H_ww, _, _ = softmax.hessian(np.zeros(C.shape[1]), C[:2], 0)
    largest = np.linalg.eigvalsh(-H_ww).max() / ((C[0] - C[1]) ** 2).sum()
    return proved([abs(largest - 0.25) < 1e-14], "within 1e-14")


@witness(
    "N",
    "In both sides at once it is not convex: at zero the whole Hessian has eigenvalues of both signs.",
)
def not_convex_in_both():
    """Take one word, two contexts, one dimension: the Hessian has the eigenvalues ±√½ and 0."""
    blocks = softmax.hessian(np.zeros(1), np.zeros((2, 1)), 0)
    H_ww, H_wC, H_CC = (x.reshape(shape) for x, shape in zip(blocks, ((1, 1), (1, 2), (2, 2)), strict=True))
    eigenvalues = np.linalg.eigvalsh(np.block([[H_ww, H_wC], [H_wC.T, H_CC]]))
    return proved(abs(eigenvalues - np.sqrt([0.5, 0, 0.5]) * [-1, 0, 1]) < 1e-14, "within 1e-14")


def _p(i):
    return sp.exp(x[i]) / total(lambda k: sp.exp(x[k]), n)


def _curvature(scores, u, h=1e-20):
    """Second derivative of the log-sum in direction u: the slope of its gradient, by complex step."""
    return (functions.softmax(scores + 1j * h * u).imag / h * u).sum(axis=-1)


def _pair(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=3), rng.normal(size=(4, 3))


def _table(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, 2)), rng.normal(size=(4, 2)), rng.integers(1, 5, size=(3, 4))


SG6 = Record(
    id="SG6",
    title="log of a sum of exponentials is convex",
    chapter="softmax",
    kind="convexity",
    sentence="The curvature of the log-sum of exponentials is a variance under the softmax: never below 0, never above "
    "one half.",
    latex=r"\begin{aligned}\nabla^2\log\sum_ie^{x_i}&=\mathrm{diag}\,p-pp^\top,\qquad p_i=e^{x_i}\big/\sum_je^{x_j}\\"
    r"u^\top\big(\mathrm{diag}\,p-pp^\top\big)u&=\tfrac12\sum_{i,j}p_ip_j(u_i-u_j)^2"
    r"\in\big[0,\tfrac12\lVert u\rVert^2\big]\end{aligned}",
    source="classical; the note leaves it out",
    code=(functions.logsumexp,),
    follows_from=("SG2",),
    derivation=derivations.SG6,
    witnesses=(
        curvature_of_log_sum,
        curvature_is_a_sum_of_squares,
        curvature_stays_in_its_range,
        range_is_tight,
        each_line_follows(derivations.SG6, instances.pairs(6)),
    ),
)

SG7 = Record(
    id="SG7",
    title="Hessian blocks: convex in either side alone",
    chapter="softmax",
    kind="convexity",
    sentence="With one side fixed, the negative log-likelihood is convex in the other: its curvature is a covariance.",
    latex=r"\begin{aligned}0\preceq-\frac{\partial^2\log p(c\mid w)}{\partial v_w\,\partial v_w^\top}"
    r"&=\sum_{c'}p_{c'}(v_{c'}-\bar v)(v_{c'}-\bar v)^\top\preceq\tfrac14\max_{i,j}\lVert v_i-v_j\rVert^2\,I\\"
    r"0\preceq-\frac{\partial^2\log p(c\mid w)}{\partial C\,\partial C}"
    r"&=\big(\mathrm{diag}\,p-pp^\top\big)\otimes v_wv_w^\top,\qquad\bar v=\sum_{c'}p_{c'}v_{c'}\end{aligned}",
    source="follows from eq. (4) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("The other side is held fixed; in both sides at once the objective is not convex.",),
    code=(softmax.hessian, softmax.expected_hessian),
    follows_from=("SG5", "SG6"),
    derivation=derivations.SG7,
    witnesses=(
        blocks_for_every_size,
        blocks_of_table_for_every_size,
        blocks_of_table_by_complex_step,
        blocks_as_covariances,
        blocks_stay_in_their_range,
        diameter_is_tight,
        not_convex_in_both,
        each_line_follows(derivations.SG7, instances.pairs(17)),
    ),
)
