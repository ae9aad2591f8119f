import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from threadpoolctl import threadpool_info, threadpool_limits

from w2vexplained.statistics.factorisation import svd

METHODS = ["exact", "randomised"]


def matrix(shape=(30, 20), seed=0):
    """Random, with falling singular values."""
    rng = np.random.default_rng(seed)
    return (rng.normal(size=shape) / (1 + np.arange(shape[1]))) @ rng.normal(size=(shape[1], shape[1]))


def large():
    """Sparse, and too large for the dense route at small d."""
    M = sparse.random_array((400, 300), density=0.05, rng=np.random.default_rng(1), format="csr")
    return M


@pytest.mark.parametrize("M", [matrix(), matrix((300, 250)), large()], ids=["dense", "dense and large", "sparse"])
@pytest.mark.parametrize("d", [1, 3, 9])
def test_no_product_of_rank_d_is_nearer(M, d):
    # Eckart and Young: the squared distance left is the sum of the squares of the singular values left out.
    dense = M.toarray() if sparse.issparse(M) else M
    S = np.linalg.svd(dense, compute_uv=False)
    W, C = svd(M, d)
    assert W.shape == (M.shape[0], d)
    assert C.shape == (M.shape[1], d)
    assert ((dense - W @ C.T) ** 2).sum() == pytest.approx((S[d:] ** 2).sum(), rel=1e-10)


@pytest.mark.parametrize("M", [matrix(), large()], ids=["dense", "sparse"])
@pytest.mark.parametrize("method", METHODS)
def test_words_and_contexts_share_the_singular_values_evenly(M, method):
    W, C = svd(M, 4, method)
    S = W.T @ W
    np.testing.assert_allclose(S, np.diag(np.diag(S)), atol=1e-12 * S[0, 0])
    np.testing.assert_allclose(C.T @ C, S, atol=1e-12 * S[0, 0])
    assert (np.diff(np.diag(S)) <= 0).all()
    if method == "exact":
        dense = M.toarray() if sparse.issparse(M) else M
        np.testing.assert_allclose(np.diag(S), np.linalg.svd(dense, compute_uv=False)[:4], rtol=1e-12)


def test_singular_values_are_those_of_scikit_learn():
    W, _ = svd(large(), 5)
    theirs = TruncatedSVD(5, algorithm="arpack", random_state=0).fit(large()).singular_values_
    np.testing.assert_allclose(np.diag(W.T @ W), theirs, rtol=1e-10)


def test_the_random_route_comes_close_to_the_exact_one():
    exact, random = (W @ C.T for W, C in (svd(large(), 5, method) for method in METHODS))
    best, reached = (np.linalg.norm(large().toarray() - X) for X in (exact, random))
    assert best <= reached <= 1.01 * best
    of_rank_3 = matrix((30, 3)) @ matrix((3, 20))  # nothing is left over, and both routes are exact
    for method in METHODS:
        W, C = svd(of_rank_3, 3, method)
        np.testing.assert_allclose(W @ C.T, of_rank_3, atol=1e-12 * abs(of_rank_3).max())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("M", [matrix(), large()], ids=["dense", "sparse"])
def test_the_same_seed_gives_the_same_bits_and_another_the_same_signs(M, method):
    first, again, other = (svd(M, 3, method, seed) for seed in (0, 0, 1))
    for a, b, c in zip(first, again, other, strict=True):
        np.testing.assert_array_equal(a, b)
        assert ((a * c).sum(axis=0) > 0).all()


@pytest.mark.parametrize(("n", "threads"), [(60, {1}), (10_001, {2})])
def test_small_matrices_are_factorised_by_one_thread(monkeypatch, n, threads):
    used = set()

    def look(M, d, random_state):
        used.update(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        return np.ones((n, d)), np.ones(d), np.ones((d, n))

    monkeypatch.setattr("sklearn.utils.extmath.randomized_svd", look)
    with threadpool_limits(2, "blas"):
        svd(sparse.eye_array(n, format="csr"), d=2, method="randomised")
    assert used <= threads  # none where the library that multiplies cannot be asked


@pytest.mark.parametrize("method", METHODS)
def test_the_largest_entry_of_each_word_column_is_positive(method):
    W, _ = svd(matrix(), 6, method)
    assert (W[abs(W).argmax(axis=0), range(6)] > 0).all()
    np.testing.assert_allclose(svd(-matrix(), 6, method)[0], W, atol=1e-10)


@pytest.mark.parametrize("make", [sparse.coo_array, sparse.csc_array, sparse.csr_matrix, sparse.lil_matrix])
def test_every_sparse_format_gives_the_same(make):
    for d in (3, 300):
        for a, b in zip(svd(make(large()), d), svd(large(), d), strict=True):
            np.testing.assert_array_equal(a, b)


def test_full_rank_gives_the_matrix_back():
    for M in (matrix(), matrix().T, large()):
        W, C = svd(M, min(M.shape))
        dense = M.toarray() if sparse.issparse(M) else M
        np.testing.assert_allclose(W @ C.T, dense, atol=1e-12 * abs(dense).max() * 10)


def test_integers_lists_and_single_precision_are_taken():
    whole = [[4, 0], [0, 1]]
    for M in (whole, np.array(whole, np.uint8), np.array(whole, np.float32), sparse.csr_array(whole)):
        W, C = svd(M, 1)
        np.testing.assert_allclose(W @ C.T, [[4, 0], [0, 0]], atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("M", [np.zeros((5, 4)), sparse.csr_array((500, 400))], ids=["dense", "sparse"])
def test_a_matrix_of_zeros_has_vectors_of_zeros(M, method):
    for vectors in svd(M, 2, method):
        assert not vectors.any()


@pytest.mark.parametrize(
    ("M", "d", "method", "message"),
    [
        (matrix(), 21, "exact", "d, no more than rows or columns of M, from 1 to 20; got 21"),
        (matrix(), 0, "exact", "got 0"),
        (matrix(), 2.0, "randomised", "got 2.0"),
        (matrix(), True, "exact", "got True"),
        (matrix(), 2, "quick", "among exact, randomised; got 'quick'"),
        ([1, 2], 1, "exact", r"shape \(\|V\|, n\); got shape \(2,\)"),
        (np.zeros((0, 3)), 1, "exact", "shape"),
        ([[-np.inf, 1]], 1, "exact", r"finite numbers in M; got -inf at \[0, 0\]"),
        (sparse.csr_array([[np.nan, 1]]), 1, "exact", "finite numbers in M"),
    ],
)
def test_what_cannot_be_factorised_is_named(M, d, method, message):
    with pytest.raises(ValueError, match=message):
        svd(M, d, method)


def test_numbers_too_large_to_multiply_are_named():
    for method in ("exact", "randomised"):
        with pytest.raises(OverflowError, match="expected numbers in M that can be multiplied"):
            svd(np.full((3, 3), 1e308), 1, method)


@pytest.mark.parametrize("seed", [-1, 1.5, None, "a", True, 2**32])
def test_a_seed_that_is_none_is_named(seed):
    for method in ("exact", "randomised"):
        with pytest.raises(ValueError, match="for the seed from 0 to 4294967295; got"):
            svd(np.eye(3), 1, method, seed)
