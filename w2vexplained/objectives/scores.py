r"""The score x = v_c · v_w: the only thing that an objective sees of the vectors."""

import numpy as np

from w2vexplained import arguments


def of_all_contexts(v_w, C):
    """Score every context against one word; n·d products.

    Equation: SG4

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.

    Returns
    -------
    array, (n,)
        x = C v_w.

    Raises
    ------
    OverflowError
        If a score is too large for its number type.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # said by an error of our own
        return arguments.scores(C @ v_w)


def of_some_contexts(v_w, C, ids):
    """Score the named contexts against one word; d products each.

    Equation: SG4

    Parameters
    ----------
    v_w : array, (d,) or (d, B)
        The word vector, or a batch of them, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors.
    ids : int or array of int, (k,)
        Rows of C.

    Returns
    -------
    array, (), (k,), (B,) or (k, B)
        The scores, in the shape of `ids`, then of the batch.

    Raises
    ------
    OverflowError
        If a score is too large for its number type.
    """
    components = len(getattr(ids, "shape", ()))  # their axis comes after those of ids
    with np.errstate(over="ignore", invalid="ignore"):
        return arguments.scores((C[ids] * v_w).sum(axis=components))


def of_all_pairs(W, C):
    """Score every context against every word.

    Parameters
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.

    Returns
    -------
    array, (|V|, n)
        X = W Cᵀ.

    Raises
    ------
    OverflowError
        If a score is too large for its number type.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return arguments.scores(W @ C.T)
