r"""One observed context and k drawn ones: what every objective by sampling shares.

Such an objective sees the scores of k + 1 contexts, and a context may be among them more than once.
"""

import numpy as np

from w2vexplained import arguments


def pair(v_w, C, c, negatives):
    """Check one pair with its draws.

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : sequence of int, (k,)
        The rows of the drawn contexts.

    Returns
    -------
    v_w, C, c, negatives
        The same, as arrays.

    Raises
    ------
    ValueError, TypeError, IndexError
        If shapes do not fit, a number is not finite, or an index is no row of C.
    """
    v_w, C = arguments.vectors(v_w, C, batch=True)
    n = C.shape[0]
    return v_w, C, arguments.index("c", c, n), arguments.indices("negatives", negatives, n)


def log_noise(noise, C, times=1):
    """Take the logarithm of the noise, or of a multiple of it, in the vectors' type of number.

    Parameters
    ----------
    noise : array, (n,)
        The distribution that contexts are drawn from, above 0 everywhere.
    C : array, (n, ...)
        The context vectors.
    times : number
        A factor above 0, such as k.

    Returns
    -------
    array, (n,)
        In nats.

    Raises
    ------
    ValueError
        If noise is no distribution over the n contexts, or 0 for one of them.
    """
    noise = arguments.positive_distribution("noise", noise, C.shape[0])
    if arguments.is_numeric(noise) and arguments.is_numeric(C):
        noise = noise.astype(C.real.dtype)
    return np.log(noise * times)


def gradient(v_w, C, c, negatives, pull, push):
    """Pass the slopes in the k + 1 scores on to the vectors.

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    c : int
        The row of the observed context.
    negatives : array of int, (k,)
        The rows of the drawn contexts.
    pull : array, () or (B,)
        The objective's slope in the score of the observed context.
    push : array, (k,) or (k, B)
        Its slope in the score of each drawn one.

    Returns
    -------
    gradient_w : array, (d,) or (d, B)
        The context vectors, each times the slope in its score, added up.
    gradient_C : array, (n, d) or (n, d, B)
        The word vector times the slopes that belong to each row.
    """
    G = in_each_row(C, (c, pull), (negatives, push))  # (n,)
    return pull * C[c] + (push[:, None] * C[negatives]).sum(axis=0), G[:, None] * v_w


def in_each_row(C, *parts):
    """Add values up in the rows they belong to; a plain `+=` would count a repeated negative once.

    Parameters
    ----------
    C : array, (n, d) or (n, d, B)
        The context vectors, whose rows they are.
    *parts : pairs of rows and values
        One row or an array of rows, and a value for each.

    Returns
    -------
    array, (n,) or (n, B)
        The sum for each row; 0 where no value belongs.
    """
    G = np.zeros_like(C[:, 0])
    for rows, values in parts:
        np.add.at(G, rows, values)
    return G
