"""PM7: the factorisation of Levy and Goldberg."""

import mpmath as mp
import numpy as np
from hypothesis import strategies as st

from w2vexplained.ledger.derivations import low_rank as derivations
from w2vexplained.ledger.pmi import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.statistics import factorisation, pmi
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case


@witness("M", "The shipped factors have the lengths, the product and the distance that 50-digit arithmetic gives.")
def factors_in_fifty_digits():
    """Compare for a tall and a wide matrix of fractions; signs of columns are free, their product is not."""
    errors = []
    with mp.workdps(60):
        for t in derivations.matrices(6):
            M = np.array(t.M.tolist(), dtype=float)
            W, C = factorisation.svd(M, t.d)
            exact = [np.array(factor.tolist(), dtype=float) for factor in t.factors]
            singular = np.array(t.svd[1], dtype=float)
            errors.append(agreement(W @ C.T, exact[0] @ exact[1].T))
            errors += [agreement(factor.T @ factor, np.diag(singular[: t.d])) for factor in (W, C)]
            errors.append(agreement(((M - W @ C.T) ** 2).sum(), (singular[t.d :] ** 2).sum()))
    return worst(errors, 1e-13, "2 matrices")


@witness("H", "No matrix, of any rank, and d are found at which WᵀW, CᵀC and Σ_d differ, or the distance is another.")
def factors_of_any_matrix():
    """Let hypothesis choose shape, rank and scale."""

    def error(seed, words, contexts, rank, scale):
        rng = np.random.default_rng(seed)
        M = scale * rng.normal(size=(words, rank)) @ rng.normal(size=(rank, contexts))
        d = 1 + seed % min(words, contexts)
        W, C = factorisation.svd(M, d)
        S = np.linalg.svd(M, compute_uv=False)
        size = S[0] if S[0] > 0 else 1
        gaps = [abs(factor.T @ factor - np.diag(S[:d])).max() / size for factor in (W, C)]
        return max(*gaps, abs(((M - W @ C.T) ** 2).sum() - (S[d:] ** 2).sum()) / size**2)

    sizes = st.integers(1, 7)
    found = worst_case(error, st.integers(0, 9_999), sizes, sizes, st.integers(1, 4), st.sampled_from([1e-6, 1.0, 1e6]))
    return worst(found, 1e-13, "relative, 100 matrices")


@witness(
    "N",
    "Dense or sparse, the shipped product is the same on SPPMI of a table; by random projections hardly farther off.",
)
def ways_to_compute():
    """Factorise a table of 60 words and 50 contexts with holes, so that sparse arrays go the iterative way."""
    from scipy.sparse import csr_array

    rng = np.random.default_rng(8)
    counts = rng.poisson(rng.gamma(0.3, size=(60, 2)) @ rng.gamma(0.3, size=(2, 50)) * 20).astype(float) + np.eye(
        60, 50
    )
    counts[:, 0] += 1
    M = pmi.sppmi(counts, 2)
    W, C = factorisation.svd(M, 5)
    others = [factorisation.svd(csr_array(M), 5), factorisation.svd(pmi.sppmi(csr_array(counts), 2), 5)]
    rough = factorisation.svd(M, 5, method="randomised")
    errors = [agreement(A @ B.T, W @ C.T) for A, B in others]
    errors += [agreement(A.T @ A, W.T @ W) for A, _ in others]  # by falling singular value, too
    best = ((M - W @ C.T) ** 2).sum()
    worse = ((M - rough[0] @ rough[1].T) ** 2).sum() / best - 1  # never nearer, and hardly farther
    return worst([*errors, max(-worse, 0), worse * 1e-9], 1e-10, "relative; random projections within 10 per cent")


@witness(
    "B", "No matrix of rank 2 that a search finds is nearer; alternating least squares come as near, and no nearer."
)
def nothing_is_nearer():
    """Search from 2,000 random factors, then let both sides of 20 more be fitted in turn, 200 times."""
    M = np.random.default_rng(3).normal(size=(5, 6))
    W, C = factorisation.svd(M, 2)
    distance = ((M - W @ C.T) ** 2).sum()
    nearer, gaps = [], []
    for seed in range(2_000):
        rng = np.random.default_rng(seed)
        scale = (1e-4, 0.1, 1)[seed % 3]
        A, B = W + scale * rng.normal(size=W.shape), C + scale * rng.normal(size=C.shape)
        nearer.append(distance - ((M - A @ B.T) ** 2).sum())
    for seed in range(20):
        A = np.random.default_rng(seed).normal(size=W.shape)
        for _ in range(200):
            B = M.T @ A @ np.linalg.inv(A.T @ A)
            A = M @ B @ np.linalg.inv(B.T @ B)
        nearer.append(distance - ((M - A @ B.T) ** 2).sum())
        gaps.append(-nearer[-1])
    return worst([*nearer, min(gaps)], 1e-12, "squared distance")


@witness("E", "Where σ_d = σ_{d+1} there are several: for the identity every unit vector v gives a nearest v vᵀ.")
def two_nearest():
    """Measure exact distances, in fractions of 25, for v = (1, 0), (3/5, 4/5) and the shipped one."""
    M, shipped = np.eye(2), factorisation.svd(np.eye(2), 1)
    residuals = [abs(((M - shipped[0] @ shipped[1].T) ** 2).sum() - 1) < 1e-15]
    for v in ((5, 0), (3, 4)):
        times_25 = [[25 * (i == j) - v[i] * v[j] for j in range(2)] for i in range(2)]
        residuals.append(sum(e * e for row in times_25 for e in row) == 625)
    return proved(residuals, "3 vectors")


@witness("E", "Shifted PMI with a pair missing has no SVD: the shipped function refuses it, and takes SPPMI.")
def infinite_entries_are_refused():
    """Hand both over."""
    counts, _ = worlds.table_with_holes(1)
    residuals = [np.isneginf(pmi.shifted_pmi(counts, 5)).sum() == (counts == 0).sum() == 4]
    try:
        factorisation.svd(pmi.shifted_pmi(counts, 5), 2)
    except ValueError as error:
        residuals.append("finite" in str(error))
    else:
        residuals.append(False)
    W, C = factorisation.svd(pmi.sppmi(counts, 1), 2)
    return proved([*residuals, np.isfinite(W).all(), np.isfinite(C).all()])


PM7 = Record(
    id="PM7",
    title="two factors from one SVD",
    chapter="pmi",
    kind="identity",
    sentence="Cutting the singular value decomposition after d values gives the nearest matrix of rank d, every cell "
    "weighing the same; with a root of each value on either side, words and contexts are of equal length.",
    latex=r"\begin{aligned}M&=U\Sigma V^\top,\qquad W=U_d\,\Sigma_d^{1/2},\qquad C=V_d\,\Sigma_d^{1/2},\\"
    r"\big\|M-WC^\top\big\|_F^2&=\sum_{i>d}\sigma_i^2=\min_{\operatorname{rank}X\le d}\|M-X\|_F^2,\\"
    r"W^\top W&=C^\top C=\Sigma_d\end{aligned}",
    source="Levy & Goldberg 2014, §4.2; the minimum is Eckart and Young's",
    assumptions=(
        "M is finite: shifted PMI is not where a pair is missing, PPMI and SPPMI are.",
        "The nearest matrix is the only one if σ_d > σ_{d+1}; the factors only up to the freedom of SG8.",
    ),
    code=(factorisation.svd,),
    follows_from=("SG8", "SG9"),
    derivation=derivations.PM7,
    witnesses=(
        factors_in_fifty_digits,
        factors_of_any_matrix,
        ways_to_compute,
        nothing_is_nearer,
        two_nearest,
        infinite_entries_are_refused,
        each_line_follows(derivations.PM7, derivations.matrices()),
    ),
)
