"""Word vectors and context vectors that fit to each other."""

from w2vexplained.arguments.arrays import as_array, finite, one_type


def vectors(v_w, C, batch=False):
    """Check one word vector against a matrix of context vectors.

    Parameters
    ----------
    v_w : array, (d,), or (d, B) where batches are taken
        The word vector; a trailing axis holds a batch, one column for each pair.
    C : array, (n, d) or (n, d, B)
        The context vectors, one row each.
    batch : bool
        Whether a trailing axis is taken.

    Returns
    -------
    v_w, C : arrays
        The same, as arrays.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is not finite.
    """
    v_w, C = as_array("v_w", v_w), as_array("C", C)
    allowed = ((1, "(d,)"), (2, "(d, B)")) if batch else ((1, "(d,)"),)
    if len(v_w.shape) not in dict(allowed):
        raise ValueError(f"expected v_w of shape {' or '.join(text for _, text in allowed)}; got {tuple(v_w.shape)}")
    if len(C.shape) != len(v_w.shape) + 1 or tuple(C.shape[1:]) != tuple(v_w.shape):
        wanted = ", ".join(["n", *(str(size) for size in v_w.shape)])
        raise ValueError(f"expected C of shape ({wanted}), its rows like v_w; got {tuple(C.shape)}")
    if 0 in C.shape[:2]:
        raise ValueError(f"expected at least one context of at least one component; got C of shape {tuple(C.shape)}")
    return one_type(finite("v_w", v_w), finite("C", C))


def matrices(W, C):
    """Check a matrix of word vectors (|V|, d) against one of context vectors (n, d).

    Raises
    ------
    ValueError
        If they are not matrices over the same d, or a number is not finite.
    """
    W, C = as_array("W", W), as_array("C", C)
    if len(W.shape) != 2 or len(C.shape) != 2:
        raise ValueError(f"expected matrices W (|V|, d) and C (n, d); got shapes {W.shape} and {C.shape}")
    if W.shape[1] != C.shape[1]:
        raise ValueError(f"expected C of shape (n, {W.shape[1]}), like W {W.shape}; got {C.shape}")
    if 0 in (*W.shape, *C.shape):
        raise ValueError(f"expected at least one word, context and component; got shapes {W.shape} and {C.shape}")
    return one_type(finite("W", W), finite("C", C))
