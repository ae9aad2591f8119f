"""What both routes look at before they train a part: what loops would follow blindly."""

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.tokens import END


def checked_part(tokens, model, plan):
    """Look at a text and a model; give the text as an array to read only, as a mapped file is.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part.
    model : Model
        What is to be trained.
    plan : Plan
        How.

    Returns
    -------
    array of int32, (number of tokens,)
        A view of the part, or a copy that is contiguous.

    Raises
    ------
    ValueError, TypeError, IndexError
        If they do not fit together.
    """
    n, d = len(plan.counts), np.shape(model.W)[-1]
    for name, X, rows in (("W", model.W, n), ("C", model.C, plan.n_contexts)):
        wanted = isinstance(X, np.ndarray) and X.dtype == np.float32 and X.flags.c_contiguous and X.flags.writeable
        if not wanted or X.shape != (rows, d) or X.size == 0:
            got = f"{getattr(X, 'dtype', type(X).__name__)} of shape {np.shape(X)}"
            raise ValueError(
                f"expected {name}, an array of float32 of shape ({rows}, d), not empty, that can be changed; got {got}"
            )
    tokens = np.asarray(tokens)
    if tokens.dtype != np.int32 or tokens.ndim != 1:
        raise TypeError(f"expected tokens, an array of int32 of shape (n,); got {tokens.dtype} of shape {tokens.shape}")
    if len(tokens) and not (tokens.min() >= END and tokens.max() < n):
        raise IndexError(f"expected tokens from END = {END} to {n - 1}; got {tokens.min()} to {tokens.max()}")
    tokens = np.ascontiguousarray(tokens).view()
    tokens.flags.writeable = False
    return tokens


def checked_course(alpha_from, alpha_to, seed):
    """Look at the numbers of a part.

    Parameters
    ----------
    alpha_from, alpha_to : number
        The learning rates.
    seed : int
        Where chance comes from.

    Returns
    -------
    int
        The seed.

    Raises
    ------
    ValueError, TypeError
        If a rate is not finite, or the seed no whole number from 0 to 2⁶⁴ − 1.
    """
    for name, alpha in (("alpha_from", alpha_from), ("alpha_to", alpha_to)):
        arguments.finite(name, arguments.one_number(f"for {name}", alpha))
    return arguments.whole("for seed", seed, 0, 2**64 - 1)
