import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from scipy import sparse

from w2vexplained.functions import log_sigmoid
from w2vexplained.statistics.noise import unigram
from w2vexplained.statistics.pmi import optimal_scores, pmi, ppmi, shifted_pmi, sppmi
from w2vexplained.verification import any_size, elements

COUNTS = np.array([[8, 0, 3], [1, 5, 0], [0, 2, 40], [1, 1, 1]])
FORMATS = [
    sparse.csr_array,
    sparse.csc_array,
    sparse.coo_array,
    sparse.csr_matrix,
    sparse.csc_matrix,
    sparse.lil_matrix,
    sparse.dok_array,
]


def test_pmi_is_the_definition_cell_by_cell():
    P = COUNTS / COUNTS.sum()
    found = pmi(COUNTS)
    for w, c in np.argwhere(COUNTS):
        assert found[w, c] == pytest.approx(np.log(P[w, c] / (P[w].sum() * P[:, c].sum())), rel=1e-13)
    assert (found[COUNTS == 0] == -np.inf).all()


def test_smoothing_raises_the_context_law_to_a_power():
    P = COUNTS / COUNTS.sum()
    smoothed = COUNTS.sum(axis=0) ** 0.75 / (COUNTS.sum(axis=0) ** 0.75).sum()
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(pmi(COUNTS, 0.75), np.log(P / P.sum(axis=1, keepdims=True) / smoothed), rtol=1e-13)


@pytest.mark.parametrize("power", [1, 0.75, 0])
@pytest.mark.parametrize("k", [1, 5, 0.5])
def test_shifted_pmi_is_the_optimum_with_the_noise_of_its_own_contexts(k, power):
    best = optimal_scores(COUNTS, k, unigram(COUNTS.sum(axis=0), power))
    np.testing.assert_allclose(shifted_pmi(COUNTS, k, power), best, rtol=1e-13, atol=1e-14)


def test_optimal_scores_are_the_top_of_each_cell():
    noise = np.array([0.2, 0.3, 0.5])
    counts = COUNTS + 1.0
    best, b = optimal_scores(counts, 5, noise), 5 * counts.sum(axis=1, keepdims=True) * noise

    def value(x):
        return counts * log_sigmoid(x) + b * log_sigmoid(-x)

    for step in (-0.1, -1e-3, 1e-3, 0.1):
        assert (value(best + step) < value(best)).all()


def test_scores_are_infinite_where_mathematics_says_so():
    assert optimal_scores([[1, 0, 1]], 1, [0.5, 0.5, 0]).tolist() == [[0, -np.inf, np.inf]]
    assert optimal_scores([[1, 2]], 0, [0.5, 0.5]).tolist() == [[np.inf, np.inf]]


@pytest.mark.parametrize(
    ("counts", "k", "noise", "cell"),
    [([[1, 0]], 1, [1, 0], r"\[0, 1\]"), ([[1, 1], [0, 0]], 1, [0.5, 0.5], r"\[1, 0\]"), ([[0]], 0, [1], r"\[0, 0\]")],
)
def test_a_cell_without_counts_and_negatives_has_no_best_score(counts, k, noise, cell):
    with pytest.raises(ValueError, match=f"got neither at {cell}: no score is best"):
        optimal_scores(counts, k, noise)


@pytest.mark.parametrize("make", FORMATS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("power", [1, 0.75])
def test_sparse_counts_give_the_observed_pairs_of_the_dense_table(make, power):
    given = make(COUNTS)
    for found, dense in [
        (pmi(given, power), pmi(COUNTS, power)),
        (shifted_pmi(given, 5, power), shifted_pmi(COUNTS, 5, power)),
    ]:
        assert isinstance(found, sparse.csr_array)
        assert found.nnz == (COUNTS > 0).sum()
        np.testing.assert_allclose(found.toarray()[COUNTS > 0], dense[COUNTS > 0], rtol=1e-13)
    for found, dense in [
        (ppmi(given, power), ppmi(COUNTS, power)),
        (sppmi(given, 2, power), sppmi(COUNTS, 2, power)),
    ]:
        assert isinstance(found, sparse.csr_array)
        assert found.nnz == (dense > 0).sum()
        np.testing.assert_allclose(found.toarray(), dense, rtol=1e-13)
    np.testing.assert_array_equal(given.toarray(), COUNTS)


def test_a_pair_with_a_pmi_of_zero_is_observed_and_stays_stored():
    independent = sparse.csr_array(np.outer([1, 2], [3, 4]))
    assert pmi(independent).nnz == 4
    assert abs(pmi(independent).data).max() < 1e-15


def test_repeated_and_stored_zero_entries_of_a_sparse_table_are_added_and_left_out():
    repeated = sparse.coo_array(([1, 2, 3, 0], ([0, 0, 1, 1], [0, 0, 1, 0])), shape=(2, 2))
    found = pmi(repeated)
    np.testing.assert_allclose(found.toarray(), [[np.log(2), 0], [0, np.log(2)]], rtol=1e-13)
    assert found.nnz == 2
    twice = sparse.csr_array(([1, 2, 3], [0, 0, 1], [0, 2, 3]), shape=(2, 2))  # not canonical: a column comes twice
    np.testing.assert_allclose(pmi(twice).toarray(), [[np.log(2), 0], [0, np.log(2)]], rtol=1e-13)


def test_a_word_that_never_occurs_has_no_pmi_in_a_dense_table_and_no_pairs_in_a_sparse_one():
    for counts, what in [([[1, 1], [0, 0]], "word 1"), ([[0, 1], [0, 2]], "context 0")]:
        for function in (pmi, ppmi, lambda counts: shifted_pmi(counts, 5)):
            with pytest.raises(ValueError, match=f"got {what} without a count: no PMI"):
                function(counts)
        assert pmi(sparse.csr_array(counts)).nnz == 2


def test_shifting_only_lowers():
    assert ((ppmi(COUNTS) - sppmi(COUNTS, 3)).round(12) <= np.log(3)).all()
    np.testing.assert_array_equal(ppmi(COUNTS), sppmi(COUNTS, 1))


@pytest.mark.parametrize("power", [1, 0.75, 0])
def test_what_is_positive_is_kept_after_smoothing_and_after_the_shift(power):
    np.testing.assert_array_equal(ppmi(COUNTS, power), np.maximum(pmi(COUNTS, power), 0))
    for k in (5, 0.25):  # below 1 the shift lifts, and not all that it lifts above 0 was there before
        np.testing.assert_array_equal(sppmi(COUNTS, k, power), np.maximum(shifted_pmi(COUNTS, k, power), 0))


def test_pmi_does_not_depend_on_the_scale_of_the_counts_however_large():
    for scale in (1e-300, 1e-3, 1e300):
        np.testing.assert_allclose(pmi(COUNTS * scale), pmi(COUNTS), rtol=1e-12, atol=1e-12)
        noise = unigram(COUNTS.sum(axis=0))
        np.testing.assert_allclose(
            optimal_scores(COUNTS * scale, 5, noise), optimal_scores(COUNTS, 5, noise), atol=1e-12
        )


def test_the_rarest_pair_beside_the_most_frequent_one_has_a_finite_score():
    # The quotient of these counts is no number any more; its logarithm is.
    lowest = np.log(5e-324) - np.log(1e308)
    assert optimal_scores([[5e-324, 1e308]], 1, [0.5, 0.5])[0, 0] == pytest.approx(lowest - np.log(0.5), rel=1e-14)
    assert np.isfinite(pmi([[5e-324, 1e308], [1, 1]])).all()


@pytest.mark.parametrize("function", [pmi, lambda counts: optimal_scores(counts, 5, [0.5, 0.5])])
def test_counts_whose_sum_is_too_large_are_named(function):
    with pytest.raises(ValueError, match="expected finite numbers in .*; got inf"):
        function([[1e308, 1e308]])


def test_a_sparse_table_whose_sum_is_too_large_is_named():
    with pytest.raises(ValueError, match="expected finite numbers in"):
        sppmi(sparse.csr_array([[1e308, 1e308]]), 5)


def test_small_types_of_integers_do_not_overflow():
    small = np.array([[200, 100], [100, 200]], np.uint8)
    np.testing.assert_allclose(pmi(small), pmi(small.astype(float)), rtol=1e-15)
    np.testing.assert_allclose(pmi(sparse.csr_array(small)).toarray(), pmi(small), rtol=1e-13)


def test_symbols_pass_through():
    N = sp.Matrix(2, 2, sp.symbols("n:4", positive=True))
    k = sp.Symbol("k", positive=True)
    counts = elements.array_of(N.tolist())
    total, alpha = sum(N), sp.Symbol("alpha", positive=True)
    expected = N[0, 1] * total / sum(N[0, :]) / sum(N[:, 1])
    assert sp.simplify(sp.exp(elements.values(pmi(counts))[0, 1]) / expected) == 1
    assert sp.simplify(sp.exp(elements.values(shifted_pmi(counts, elements.Element(k)))[0, 1]) / expected * k) == 1
    smoothed = elements.values(pmi(counts, elements.Element(alpha)))[0, 1]
    assert sp.simplify(sp.exp(smoothed.subs(alpha, 1)) / expected) == 1


def test_scores_of_any_size_pass_through():
    V, n, w, c, k = sp.symbols("V n w c k", positive=True, integer=True)
    counts, noise = any_size.array("N", V, n), any_size.array("q", n)
    N, q, j = sp.IndexedBase("N", real=True), sp.IndexedBase("q", real=True), sp.Dummy(integer=True)
    row = sp.Sum(N[w, j], (j, 1, n))
    shipped = sp.exp(optimal_scores(counts, k, noise).at(w, c))
    assert sp.simplify((shipped - N[w, c] / (k * row * q[c])).subs(n, 3).doit()) == 0
    shipped = sp.exp(pmi(counts).at(w, c)).subs({V: 2, n: 2}).doit()
    total = sum(N[i, j] for i in (1, 2) for j in (1, 2))
    closed = N[w, c] * total / (N[w, 1] + N[w, 2]) / (N[1, c] + N[2, c])
    assert sp.simplify(shipped - closed) == 0


def test_fifty_digits_pass_through():
    with mp.workdps(60):
        shipped = elements.values(pmi(elements.fifty_digits([[1.0, 2.0], [3.0, 4.0]])))[1, 0]
        assert abs(shipped - mp.log(mp.mpf(30) / 28)) < 1e-49


@pytest.mark.parametrize("wrong", [[[1, -1]], [[np.nan, 1]], [[np.inf, 1]], [1, 2], 3])
def test_what_is_no_table_of_counts_is_named(wrong):
    with pytest.raises(ValueError, match="counts"):
        pmi(wrong)


@pytest.mark.parametrize("wrong", [-1.0, np.nan])
def test_a_sparse_table_with_a_wrong_count_is_named(wrong):
    with pytest.raises(ValueError, match="counts"):
        ppmi(sparse.csr_array([[1.0, wrong]]))


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (2, 2)])
def test_a_table_without_counts_is_named(shape):
    for counts in (np.zeros(shape), sparse.csr_array(shape)):
        with pytest.raises(ValueError, match="count"):
            pmi(counts)


@pytest.mark.parametrize("k", [0, -1, np.inf, np.nan])
def test_a_shift_needs_negatives(k):
    with pytest.raises(ValueError, match="k"):
        shifted_pmi(COUNTS, k)


@pytest.mark.parametrize("power", [500, 1e300])
def test_a_power_that_makes_probabilities_underflow_leaves_pmi_finite(power):
    counts = np.array([[8.0, 1.0], [2.0, 1.0]])
    expected = np.log(counts / counts.sum(axis=1, keepdims=True)) - power * np.log([1, 0.2])
    np.testing.assert_allclose(pmi(counts, power), expected, rtol=1e-12)
    np.testing.assert_allclose(pmi(sparse.csr_array(counts), power).toarray(), expected, rtol=1e-12)


def test_no_context_but_the_most_frequent_has_pmi_with_an_infinite_power():
    for counts in (np.ones((2, 2)), sparse.csr_array(np.ones((2, 2)))):
        with pytest.raises(ValueError, match="expected a finite power"):
            pmi(counts, np.inf)


@pytest.mark.parametrize("k", [1j, {}, 10**400, True, "5"])
def test_a_number_of_negatives_that_is_none_is_named(k):
    for counts in (np.ones((2, 2)), sparse.csr_array(np.ones((2, 2)))):
        with pytest.raises((TypeError, OverflowError), match="expected (one|a) number k of negatives"):
            shifted_pmi(counts, k)


def test_masked_sparse_and_complex_tables_are_not_read_as_something_else():
    with pytest.raises(TypeError, match="a masked one"):
        pmi(np.ma.array([[1, 2], [3, 4]], mask=[[1, 0], [0, 0]]))
    with pytest.raises(TypeError, match="expected a dense array for counts; got a csr_array"):
        optimal_scores(sparse.csr_array(np.eye(2)), 1, [0.5, 0.5])
    with pytest.raises(ValueError, match="expected a table of real counts"):
        pmi(sparse.csr_array(np.eye(2) * 1j))


def test_zero_negatives_of_a_table_that_overflows_are_named():
    with pytest.raises(ValueError, match="expected finite numbers in k"):
        optimal_scores([[1e308, 1e308]], 0, [0.5, 0.5])
