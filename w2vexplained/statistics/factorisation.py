"""Word and context vectors from a matrix of scores: the truncated singular value decomposition."""

import numpy as np

from w2vexplained import arguments


def svd(M, d, method="exact", seed=0):
    r"""Factorise M at rank d, its singular values shared evenly: :math:`W = U_d\sqrt{S_d},\ C = V_d\sqrt{S_d}`.

    No product of matrices (|V|, d) and (d, n) is closer to M in squared distance than W Cᵀ.

    Equation: PM7

    Parameters
    ----------
    M : array or scipy.sparse array, (|V|, n)
        The scores to factorise, all finite; a pair that a sparse array does not store is 0.
    d : int
        The dimension of the vectors, at most the smaller side of M.
    method : "exact" or "randomised"
        By LAPACK or ARPACK to rounding; or by random projections, faster and close (scikit-learn's).
    seed : int
        Starts the random numbers: the first vector of ARPACK, or the projections.

    Returns
    -------
    W : array, (|V|, d)
        The word vectors, by falling singular value. Each column's largest entry is positive: of the two signs
        that are equally right, always the same is taken.
    C : array, (n, d)
        The context vectors.

    Raises
    ------
    ValueError
        If M is no finite matrix, d is outside 1 … its smaller side, or the method or the seed is none.
    OverflowError
        If numbers in M are too large to multiply.

    References
    ----------
    LG2014, section 4.2.

    Examples
    --------
    >>> W, C = svd([[4.0, 0.0], [0.0, 1.0]], d=1)
    >>> W.tolist(), C.tolist()
    ([[2.0], [0.0]], [[2.0], [0.0]])
    """
    M = _matrix(M)
    d = arguments.whole("d, no more than rows or columns of M,", d, 1, min(M.shape))
    if method not in tuple(_METHODS):
        raise ValueError(f"expected a method among {', '.join(_METHODS)}; got {method!r}")
    seed = arguments.whole("for the seed", seed, 0, 2**32 - 1)
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            U, S, V = _METHODS[method](M, d, seed)
        arguments.finite("the factors", np.vstack([U, V]) * S)
    except ValueError:
        raise OverflowError(f"expected numbers in M that can be multiplied; got up to {abs(M).max():.3g}") from None
    first_of_largest = np.argmax(abs(U) >= (1 - 1e-9) * abs(U).max(axis=0), axis=0)
    signs = np.where(U[first_of_largest, np.arange(d)] < 0, -1, 1)
    return U * signs * np.sqrt(S), V * signs * np.sqrt(S)


def _exact(M, d, seed):
    from scipy import linalg, sparse

    if d > min(M.shape) // 4 or not M.nnz if sparse.issparse(M) else d > min(M.shape) // 4 or min(M.shape) <= 200:
        U, S, V = linalg.svd(M.toarray() if sparse.issparse(M) else M, full_matrices=False)
        return U[:, :d], S[:d], V[:d].T
    U, S, V = sparse.linalg.svds(M, k=d, v0=np.random.default_rng(seed).normal(size=min(M.shape)))
    falling = np.argsort(-S)
    return U[:, falling], S[falling], V[falling].T


def _randomised(M, d, seed):
    from sklearn.utils.extmath import randomized_svd
    from threadpoolctl import threadpool_limits

    # On matrices this small, threads wait for each other longer than they work.
    with threadpool_limits(1 if max(M.shape) <= 10_000 else None, "blas"):
        U, S, V = randomized_svd(M, d, random_state=seed)
    return U, S, V.T


_METHODS = {"exact": _exact, "randomised": _randomised}


def _matrix(M):
    """Check that M is a matrix of finite numbers, of one kind of sparse array or dense."""
    if hasattr(M, "tocsr"):
        from scipy.sparse import csr_array

        M = csr_array(M)
        M = M.astype(float) if M.dtype.kind in "uib" else M
        arguments.finite("M", M.data)
    else:
        M = arguments.finite("M", arguments.as_array("M", M))
    if len(M.shape) != 2 or 0 in M.shape:
        raise ValueError(f"expected a matrix M of shape (|V|, n); got shape {tuple(M.shape)}")
    return M
