r"""From second derivatives in the scores to second derivatives in the vectors.

Every objective here sees the vectors only through the scores x = C v_w, so one chain rule serves all.
Index letters: w a word, i and j contexts, l and m components.
"""

import numpy as np


def hessian(W, C, G, A):
    r"""Apply the chain rule to an objective of the scores :math:`x_j = v_j \cdot v_w`.

    Equation: NS12

    Parameters
    ----------
    W : array, (d,) or (|V|, d)
        One word vector, or one for each word.
    C : array, (n, d)
        The context vectors.
    G : array, (n,) or (|V|, n)
        First derivatives of the objective in the scores.
    A : array, (n, n) or (|V|, n, n)
        Second derivatives in the scores of one word; scores of different words never mix.

    Returns
    -------
    H_WW : array, (d, d) or (|V|, d, d)
        The block of each word; the blocks between different words are zero.
    H_WC : array, (d, n, d) or (|V|, d, n, d)
        Derivative of component m of word w's gradient in component l of context j, at [w, m, j, l].
    H_CC : array, (n, d, n, d)
        Derivative of component l of context j's gradient in component m of context i, at [j, l, i, m].
    """
    w = "w" * (len(W.shape) - 1)
    identity = np.eye(C.shape[1], dtype=C.dtype, like=C)
    H_WW = np.einsum(f"{w}ji,jl,im->{w}lm", A, C, C)
    H_WC = np.einsum(f"{w}j,ml->{w}mjl", G, identity) + np.einsum(f"{w}ji,im,{w}l->{w}mjl", A, C, W)
    H_CC = np.einsum(f"{w}ji,{w}l,{w}m->jlim", A, W, W)
    return H_WW, H_WC, H_CC


def whole_matrix(H_WW, H_WC, H_CC):
    """Put the three blocks into the one symmetric matrix over all words, then all contexts.

    Equation: NS14

    Parameters
    ----------
    H_WW : array, (|V|, d, d)
        The blocks of the words.
    H_WC : array, (|V|, d, n, d)
        The blocks between words and contexts.
    H_CC : array, (n, d, n, d)
        The blocks of the contexts.

    Returns
    -------
    array, ((|V| + n)·d, (|V| + n)·d)
        The Hessian.
    """
    n_words, d, n, _ = H_WC.shape
    words = np.zeros((n_words, d, n_words, d), dtype=H_WW.dtype)
    words[np.arange(n_words), :, np.arange(n_words), :] = H_WW
    across = H_WC.reshape(n_words * d, n * d)
    return np.block([[words.reshape(n_words * d, -1), across], [across.T, H_CC.reshape(n * d, n * d)]])


def diagonal(a):
    """Put (..., n) numbers on the diagonals of (..., n, n) matrices.

    Parameters
    ----------
    a : array, (..., n)
        The diagonal, in any type of number.

    Returns
    -------
    array, (..., n, n)
        Zero off the diagonal.
    """
    return np.eye(a.shape[-1], dtype=a.dtype, like=a) * a[..., None, :]
