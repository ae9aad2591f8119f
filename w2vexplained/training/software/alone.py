"""One step of the program on its own, for a reader who holds it against the gradient."""

import numpy as np

from w2vexplained import arguments
from w2vexplained.objectives import draws
from w2vexplained.training.software import step
from w2vexplained.training.software.switches import PROGRAM, numbered
from w2vexplained.training.software.tables import sigmoid_table


def step_of_pair(v_w, C, c, negatives, alpha=1.0, switches=PROGRAM):
    """Say by what one pair with its negatives moves all vectors, without moving them.

    Equation: WC1

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    C : array, (n, d)
        The context vectors.
    c : int
        The observed context.
    negatives : sequence of int, (k,)
        The drawn ones.
    alpha : float
        The learning rate.
    switches : Switches
        With all off, the result is α times `negative_sampling.gradient`.

    Returns
    -------
    step_w : array, (d,)
        What is added to v_w.
    step_C : array, (n, d)
        What is added to C.

    Raises
    ------
    ValueError, TypeError, IndexError
        If shapes do not fit, a number is not finite, or an index is no row of C.

    Examples
    --------
    The program's σ(0) is 0.494, so that what should move by ½ moves by more:

    >>> step_w, step_C = step_of_pair([0.0], [[1.0]], 0, [])
    >>> float(step_w[0].round(3))
    0.506
    """
    v_w, C, c, negatives = draws.pair(*_vectors(v_w, C), c, negatives)
    return _moved(step.negative_sampling, v_w, C, c, np.asarray(negatives, np.int64), alpha, switches)


def step_of_mean(V, C, c, negatives, alpha=1.0, switches=PROGRAM):
    """Say by what a step of CBOW moves all vectors, without moving them.

    Equation: CB1

    Parameters
    ----------
    V : array, (m, d)
        The vectors of the neighbours.
    C : array, (n, d)
        The output vectors.
    c : int
        The observed word.
    negatives : sequence of int, (k,)
        The drawn ones.
    alpha : float
        The learning rate.
    switches : Switches
        With all off, the result is α times `cbow.gradient`.

    Returns
    -------
    step_V : array, (m, d)
        What is added to each neighbour.
    step_C : array, (n, d)
        What is added to C.

    Raises
    ------
    ValueError, TypeError, IndexError
        As `step_of_pair`.
    """
    V = arguments.as_array("V", V)
    if V.ndim != 2 or not V.size:
        raise ValueError(f"expected V of shape (m, d), m ≥ 1 neighbours; got {V.shape}")
    step_h, step_C = step_of_pair(V.mean(axis=0), C, c, negatives, alpha, switches)
    share = 1 if switches.cbow_without_mean_backwards else 1 / len(V)
    return np.tile(step_h * V.dtype.type(share), (len(V), 1)), step_C


def step_of_path(v_w, U, points, code, alpha=1.0, switches=PROGRAM):
    """Say by what a step of hierarchical softmax moves all vectors, without moving them.

    Equation: HS1

    Parameters
    ----------
    v_w : array, (d,)
        The word vector.
    U : array, (n, d)
        The vectors of the inner nodes.
    points, code : sequences of int, (length,)
        The nodes on the way to a word, all different, and the turns taken there.
    alpha : float
        The learning rate.
    switches : Switches
        With all off, the result is α times `hierarchical_softmax.gradient`.

    Returns
    -------
    step_w : array, (d,)
        What is added to v_w.
    step_U : array, (n, d)
        What is added to U.

    Raises
    ------
    ValueError, TypeError, IndexError
        If shapes do not fit, a number is not finite, an index is no row of U, a node comes twice,
        or there are not as many turns as nodes.
    """
    v_w, U = _vectors(v_w, U)
    points, code = arguments.indices("points", points, len(U)), arguments.indices("code", code, 2)
    if len(points) != len(code):
        raise ValueError(f"expected as many turns as nodes; got {len(code)} turns at {len(points)} nodes")
    nodes, times = np.unique(points, return_counts=True)
    if (times > 1).any():
        raise ValueError(f"expected different nodes on a path; got {nodes[times > 1][0]} twice")
    return _moved(step.hierarchical_softmax, v_w, U, points.astype(np.int64), code.astype(np.uint8), alpha, switches)


def _vectors(v_w, C):
    """Check one word vector against a matrix, and lay both out as compiled code takes them."""
    v_w, C = arguments.vectors(v_w, C)
    for name, x in (("v_w", v_w), ("the matrix", C)):
        if x.dtype not in (np.float32, np.float64):
            raise TypeError(f"expected float32 or float64 numbers in {name}; got {x.dtype}")
    return np.ascontiguousarray(v_w), np.ascontiguousarray(C)


def _moved(one_step, v_w, C, rows, more_rows, alpha, switches):
    """Take the step on a copy, and subtract what was there before."""
    before, C, real = C, C.copy(), v_w.dtype.type
    alpha = arguments.finite("alpha", real(arguments.one_number("alpha", alpha)))
    space = step.space_for(1 + np.size(rows) + np.size(more_rows), len(v_w), v_w.dtype)
    with np.errstate(all="ignore"):
        one_step(v_w, C, rows, more_rows, alpha, sigmoid_table(real), numbered(switches), space)
    return space.gradient_w, C - before
