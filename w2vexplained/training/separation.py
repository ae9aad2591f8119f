"""Whether one side alone has a best vector, decided by a linear programme."""

import numpy as np

from w2vexplained import arguments


def separating_direction(C, a, b):
    r"""A word's best vector is missing where it can go one way for ever: here is the way, or None.

    Along u no observed context loses score and no invented one gains any, so the objective never falls.

    Equation: NS13

    Parameters
    ----------
    C : array, (n, d)
        The context vectors, held fixed.
    a : array, (n,)
        How often each context was observed beside the word.
    b : array, (n,)
        How often each was invented beside it, or is expected to be.

    Returns
    -------
    array, (d,), or None
        A direction :math:`u \ne 0` with :math:`u \cdot v_c \ge 0` where a > 0 and :math:`u \cdot v_c \le 0` where
        b > 0. None if there is none: then the objective has one finite optimum.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, or a count is negative.

    Examples
    --------
    >>> C = np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> separating_direction(C, a=[1, 0], b=[0, 1]).tolist()
    [1.0, -1.0]
    >>> separating_direction(C, a=[1, 1], b=[1, 1]) is None
    True
    """
    from scipy.optimize import linprog

    C = arguments.finite("C", arguments.as_array("C", C))
    if C.ndim != 2 or 0 in C.shape:
        raise ValueError(f"expected context vectors C of shape (n, d); got shape {C.shape}")
    a, b = (arguments.table(name, x, (len(C),)) for name, x in (("a", a), ("b", b)))
    signed = np.vstack([C[a > 0], -C[b > 0]]).astype(float)  # no row may lose score
    signed = signed / np.maximum(abs(signed).max(axis=1, keepdims=True, initial=0), np.finfo(float).tiny)
    lengths = np.linalg.norm(signed, axis=1)
    signed = signed[lengths > 0] / lengths[lengths > 0, None]
    if len(signed) == 0 or np.linalg.matrix_rank(signed) < C.shape[1]:
        return np.linalg.svd(np.vstack([signed, np.zeros(C.shape[1])]))[2][-1]  # nobody asks about this direction
    found = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    return found.x if -found.fun > 1e-9 else None
