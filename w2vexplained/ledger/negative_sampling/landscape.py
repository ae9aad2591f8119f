"""NS14 and NS15: the saddle at zero, and how steep the objective can be."""

import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import second_derivatives as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements.notation import N, V, d, j, k, m, n, o, q, r, total, w
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.verification import any_size, branching
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.properties import worst_case
from w2vexplained.verification.zero import is_zero, with_zero


@witness(
    "A", "At zero the shipped gradient vanishes and the shipped Hessian has just the blocks ½(a − b) I, for every size."
)
def blocks_at_zero_for_every_size():
    """Put zeros into what the shipped functions return on symbols."""
    at_zero = with_zero("W", "C")

    def residuals():
        arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
        arrays = *arrays, any_size.scalar(k), any_size.array("q", n)
        gradient_W, gradient_C = negative_sampling.expected_gradient(*arrays)
        H_WW, H_WC, H_CC = negative_sampling.expected_hessian(*arrays)
        half = (N[w, r] - k * total(lambda i: N[w, i], n) * q[r]) / 2
        vanishing = gradient_W.at(w, m), gradient_C.at(r, m), H_WW.at(w, m, o), H_CC.at(r, m, j, o)
        yield from (is_zero(at_zero(x)) for x in vanishing)
        yield is_zero(at_zero(H_WC.at(w, m, r, o)) - half * sp.KroneckerDelta(m, o))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("N", "The eigenvalues of the shipped Hessian at zero are ± the singular values of ½(a − b), d times each.")
def eigenvalues_at_zero():
    """Compare for three random tables, one of them with more words than contexts, one without negatives."""
    errors = []
    for seed, (words, contexts, components, draws) in enumerate([(4, 5, 3, 5), (5, 3, 2, 2.5), (3, 3, 4, 0)]):
        _, _, counts, noise = worlds.table([51, seed], components, words, contexts)
        zeros = np.zeros((words, components)), np.zeros((contexts, components))
        H = curvature.whole_matrix(*negative_sampling.expected_hessian(*zeros, counts, draws, noise))
        G_0 = (counts - draws * counts.sum(axis=1, keepdims=True) * noise) / 2
        singular = np.linalg.svd(G_0, compute_uv=False)
        others = [0.0] * (components * abs(words - contexts))
        expected = np.sort([*np.repeat([*singular, *-singular], components), *others])
        found = np.linalg.eigvalsh(H)
        errors.append(abs(found - expected).max() / singular.max())
        errors.append(not found[0] < 0 < found[-1])  # both directions are there: a strict saddle
    return worst(errors, 1e-13, "relative to the largest singular value, 3 tables")


def _length(x):
    return float(np.sqrt((x * x).sum()))


def _excess(v_w, C, context, draws):
    """Measure by how much the three bounds are broken, relative to each bound; at most 0 if they hold."""
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, context, draws)
    times = np.bincount(draws, minlength=len(C)) if draws else np.zeros(len(C), int)
    asked = times + (np.arange(len(C)) == context)
    bounds = [_length(C[context]) + sum(_length(C[i]) for i in draws)]
    lengths = [_length(gradient_w)]
    for row in range(len(C)):
        lengths.append(_length(gradient_C[row]))
        bounds.append(max(row == context, times[row]) * _length(v_w))
    lengths.append(np.linalg.norm(negative_sampling.hessian(v_w, C, context, draws)[0], 2))
    bounds.append(np.linalg.eigvalsh((asked[:, None] * C).T @ C)[-1] / 4)
    return max(x / y - 1 if y else float(x > 0) for x, y in zip(lengths, bounds, strict=True))


@witness("H", "No vectors, context and draws are found that break any of the three bounds.")
def bounds_hold():
    """Let hypothesis choose draws, vectors and their length."""
    rows = strategies.integers(0, 3)

    def excess(context, draws, seed, scale):
        beyond_rounding = _excess(*worlds.pair(seed, d=3, n=4, scale=scale), context, draws) - 1e-14
        return max(0, beyond_rounding)

    lengths = strategies.sampled_from([1e-3, 0.3, 1.0, 10.0])
    found = worst_case(excess, rows, strategies.lists(rows, max_size=6), strategies.integers(0, 999), lengths)
    return worst(found, 1e-13, "relative excess beyond rounding, over 100 choices")


@witness("B", "Each of the three bounds is reached to 1e-8, so none can be made smaller.")
def bounds_are_tight():
    """Put saturated scores into the gradients, and zero scores into the curvature."""
    t, draws = 30.0, [1, 1, 2]
    v_w, C = np.array([t, 0]), np.array([[-1.0, 0], [1, 0], [2, 0]])  # all wrong: x_c = −t, the draws' scores t and 2t
    gradient_w, gradient_C = negative_sampling.gradient(v_w, C, 0, draws)
    gaps = [
        _length(gradient_w) / 5 - 1,
        *(_length(gradient_C[row]) / (times * t) - 1 for row, times in enumerate((1, 2, 1))),
    ]
    collision = negative_sampling.gradient(v_w, -C, 0, [0, 0])[1][0]  # the observed context, drawn twice, score t
    H_ww = negative_sampling.hessian(np.zeros(2), C, 0, draws)[0]
    gaps += [_length(collision) / (2 * t) - 1, np.linalg.norm(H_ww, 2) / (7 / 4) - 1]  # 1 + 2·1 + 4 = 7
    return worst(np.abs(gaps), 1e-8, "relative distance from the bounds")


@witness("N", "Over both sides together no bound holds: with orthogonal v_w and v_c of length t, ‖H‖ grows like t²/2.")
def curvature_without_bound():
    """Watch the largest eigenvalue of the whole Hessian while both vectors grow."""
    errors = []
    for t in (1e2, 1e4, 1e6):
        H_ww, H_wC, H_CC = negative_sampling.hessian(np.array([t, 0]), np.array([[0, t]]), 0, [])
        H = curvature.whole_matrix(H_ww[None], H_wC[None], H_CC)
        errors.append(abs(np.linalg.norm(H, 2) / (t * t / 2) - 1))
    return worst(errors, 1e-6, "relative distance of ‖H‖ from t²/2 for t = 100 … 1,000,000")


NS14 = Record(
    id="NS14",
    title="zero is a saddle",
    chapter="negative-sampling",
    kind="stationary",
    sentence="Where all vectors are zero the gradient vanishes, and the Hessian has as many rising directions as "
    "falling ones: the joint problem is not convex, and training must not start there.",
    latex=r"\begin{aligned}\nabla\,\mathbb{E}\ell(0)&=0,\\"
    r"\nabla^2\,\mathbb{E}\ell(0)&=\begin{pmatrix}0&G_0\\G_0^\top&0\end{pmatrix}\otimes I_d,\qquad G_0=\tfrac12(a-b),\\"
    r"\lambda&=\pm\sigma_i(G_0)\ \text{each }d\text{ times}\end{aligned}",
    source='ours; Goldberg & Levy 2014, §2.1, says "non-convex"',
    assumptions=("a and b differ somewhere: G_0 is not zero.", "All other eigenvalues are zero."),
    code=(negative_sampling.expected_gradient, negative_sampling.expected_hessian),
    follows_from=("NS11", "NS12"),
    derivation=derivations.NS14,
    witnesses=(
        blocks_at_zero_for_every_size,
        eigenvalues_at_zero,
        each_line_follows(derivations.NS14, corpora.corpora(10)),
    ),
)

NS15 = Record(
    id="NS15",
    title="how steep, how curved",
    chapter="negative-sampling",
    kind="inequality",
    sentence="A step is never longer than the vectors in it, and curvature in the word's vector is at most a quarter "
    "of theirs; over both sides together no bound holds.",
    latex=r"\begin{aligned}\Big\|\frac{\partial\ell}{\partial v_w}\Big\|&\le\|v_c\|+\sum_{i=1}^{k}\|v_{c_i}\|,\\"
    r"\Big\|\frac{\partial\ell}{\partial v_j}\Big\|&\le\max\big(1[c=j],\,m_j\big)\,\|v_w\|,\\"
    r"\Big\|\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}\Big\|"
    r"&\le\tfrac14\,\lambda_{\max}\Big(\sum_j n_j\,v_jv_j^\top\Big),\\"
    r"\sup_{v_w,\,C}\big\|\nabla^2\ell\big\|&=\infty\end{aligned}",
    source="ours",
    code=(negative_sampling.gradient, negative_sampling.hessian),
    follows_from=("NS10", "NS12"),
    witnesses=(
        bounds_hold,
        bounds_are_tight,
        curvature_without_bound,
    ),
)
