r"""Noise-contrastive estimation: a classification whose logit is the score less :math:`\log k P_n(c)`.

Where the score is the logarithm of a probability, this is the exact probability that a context was observed and not
drawn. So, other than negative sampling, it estimates that logarithm itself, whatever k and the noise.
"""

from w2vexplained import arguments
from w2vexplained.objectives import classification, draws, scores


@arguments.overflow_raises
def log_likelihood(v_w, C, c, negatives, noise):
    r"""Tell one context from its k draws by :math:`s_j = v_j\cdot v_w - \log kP_n(j)`.

    Equation: NC1, NC3

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one; repeated ones count as often as they come.
    noise : array, (n,)
        The distribution P_n that they were drawn from, above 0 everywhere.

    Returns
    -------
    number or array, () or (B,)
        :math:`\log\sigma(s_c) + \sum_i \log\sigma(-s_{c_i})`, in nats, at most 0.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        If shapes do not fit, a number is not finite, an index is no row of C, there is no draw, noise is no
        distribution or 0 for a context, or a score overflows.

    References
    ----------
    MnihTeh2012; GutmannHyvarinen2012.

    Examples
    --------
    >>> noise = [0.5, 0.5]  # with k = 2, k P_n = 1: the logit is the score
    >>> round(float(log_likelihood([0.0], [[1.0], [1.0]], 0, [1, 1], noise)), 6)
    -2.079442
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    return classification.log_likelihood_of_pair(*_logits_of_pair(v_w, C, c, negatives, noise))


@arguments.overflow_raises
def gradient(v_w, C, c, negatives, noise):
    r"""Differentiate for one pair: :math:`\sigma(-s_c)` pulls, :math:`\sigma(s_i)` pushes.

    Equation: NC1, NC3

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one.
    noise : array, (n,)
        The distribution P_n that they were drawn from, above 0 everywhere.

    Returns
    -------
    gradient_w : array, (d,) or (d, B)
        :math:`\sigma(-s_c)\,v_c - \sum_i \sigma(s_i)\,v_{c_i}`.
    gradient_C : array, (n, d) or (n, d, B)
        Row c gets :math:`\sigma(-s_c)\,v_w`, the row of each negative :math:`-\sigma(s_i)\,v_w`.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.

    References
    ----------
    MnihTeh2012.
    """
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    return classification.gradient_of_pair(v_w, C, c, negatives, *_logits_of_pair(v_w, C, c, negatives, noise))


@arguments.overflow_raises
def hessian(v_w, C, c, negatives, noise):
    r"""Give the three blocks of second derivatives for one pair.

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts, at least one.
    noise : array, (n,)
        The distribution P_n that they were drawn from, above 0 everywhere.

    Returns
    -------
    H_ww : array, (d, d)
        :math:`-\sum_j m_j\,\sigma(s_j)\sigma(-s_j)\,v_j v_j^\top`, where m_j counts c and the negatives.
    H_wC : array, (d, n, d)
        Derivative of component m of the word's gradient in component l of context j, at [m, j, l].
    H_CC : array, (n, d, n, d)
        Zero between different contexts.

    Raises
    ------
    ValueError, TypeError, IndexError, OverflowError
        As `log_likelihood`.
    """
    v_w, C = arguments.vectors(v_w, C)
    v_w, C, c, negatives = draws.pair(v_w, C, c, negatives)
    return classification.hessian_of_pair(v_w, C, c, negatives, *_logits_of_pair(v_w, C, c, negatives, noise))


@arguments.overflow_raises
def expected_log_likelihood(W, C, counts, k, noise):
    r"""Average over the draws: :math:`\sum_{w,c} a\log\sigma(s) + b\log\sigma(-s)` with :math:`s = x - \log kP_n(c)`.

    Equation: NC1, NC3, NC4

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs: a = #(w, c).
    k : number
        Draws for each pair, above 0.
    noise : array, (n,)
        Their distribution P_n, above 0 everywhere, so that b = k·#(w)·P_n(c).

    Returns
    -------
    number
        In nats.

    Raises
    ------
    ValueError, TypeError, OverflowError
        If shapes do not fit, a number is not finite, a count negative, k not above 0, noise no distribution or 0 for a
        context, or a score overflows.

    References
    ----------
    MnihTeh2012.
    """
    W, C, a, b, S = _table(W, C, counts, k, noise)
    return classification.log_likelihood_of_table(a, b, S)


@arguments.overflow_raises
def expected_gradient(W, C, counts, k, noise):
    r"""Differentiate the expected objective through its scores: :math:`G = a\,\sigma(-S) - b\,\sigma(S)`.

    Equation: NC1, NC2, NC3, NC4

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Draws for each pair, above 0.
    noise : array, (n,)
        Their distribution P_n, above 0 everywhere.

    Returns
    -------
    gradient_W : array, (|V|, d)
        :math:`G C`.
    gradient_C : array, (n, d)
        :math:`G^\top W`.

    Raises
    ------
    ValueError, TypeError, OverflowError
        As `expected_log_likelihood`.

    References
    ----------
    MnihTeh2012.
    """
    W, C, a, b, S = _table(W, C, counts, k, noise)
    return classification.gradient_of_table(W, C, a, b, S)


@arguments.overflow_raises
def expected_hessian(W, C, counts, k, noise):
    r"""Give the blocks of second derivatives of the expected objective.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Draws for each pair, above 0.
    noise : array, (n,)
        Their distribution P_n, above 0 everywhere.

    Returns
    -------
    H_WW : array, (|V|, d, d)
        The block of each word.
    H_WC : array, (|V|, d, n, d)
        The blocks between words and contexts.
    H_CC : array, (n, d, n, d)
        The blocks of the contexts.

    Raises
    ------
    ValueError, TypeError, OverflowError
        As `expected_log_likelihood`.
    """
    W, C, a, b, S = _table(W, C, counts, k, noise)
    return classification.hessian_of_table(W, C, a, b, S)


def _logits_of_pair(v_w, C, c, negatives, noise):
    """Give s = x − log(k P_n) for the observed context and for each draw."""
    if negatives.shape[0] == 0:
        raise ValueError("expected at least one negative; with none there is nothing to tell the context from")
    shift = draws.log_noise(noise, C, negatives.shape[0])  # (n,)
    x, x_neg = (scores.of_some_contexts(v_w, C, ids) for ids in (c, negatives))
    return x - shift[c], (x_neg.T - shift[negatives]).T  # transposed, so that a batch lies before the contexts


def _table(W, C, counts, k, noise):
    """Check a table, and give it with b = k·#(w)·P_n(c) and the logits."""
    W, C, counts, b = classification.table(W, C, counts, k, noise)
    if arguments.is_numeric(k) and not k > 0:
        raise ValueError(f"expected k > 0 draws for each pair; got {k}")
    return W, C, counts, b, scores.of_all_pairs(W, C) - draws.log_noise(noise, C, k)
