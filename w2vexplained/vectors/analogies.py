r"""Two ways to answer "a is to b as c is to what": add the cosines of a candidate, or multiply them."""

METHODS = ("add", "multiply")
EPSILON = 1e-3  # keeps the product finite where a candidate points away from a


def candidates_by(method, cos_a, cos_b, cos_c, epsilon=EPSILON):
    r"""Score candidates x for a : b = c : x from their cosines with a, b and c.

    `add`, known as 3CosAdd, is cos(x, b) − cos(x, a) + cos(x, c), the product of x's direction with b − a + c.
    `multiply`, known as 3CosMul, is cos(x, b)·cos(x, c) / (cos(x, a) + ε), each cosine moved to (1 + cos)/2.

    Parameters
    ----------
    method : str
        `add` or `multiply`.
    cos_a, cos_b, cos_c : arrays of one shape
        The cosines of the candidates with the three words.
    epsilon : float
        ε; Levy & Goldberg take 0.001, gensim 0.000001.

    Returns
    -------
    array of that shape
        The scores; the largest is the answer.

    Raises
    ------
    ValueError
        If the method is neither, or ε not above zero.

    References
    ----------
    LevyGoldberg2014Regularities.

    Examples
    --------
    >>> import numpy as np

    A candidate that is close to b and to c, and one that is closer to c but has nothing of b:

    >>> cos_a, cos_b, cos_c = np.array([0.1, 0.1]), np.array([0.5, 0.0]), np.array([0.6, 0.95])
    >>> candidates_by("add", cos_a, cos_b, cos_c).round(3).tolist()
    [1.0, 0.85]
    >>> candidates_by("multiply", cos_a, cos_b, cos_c).round(3).tolist()
    [1.089, 0.885]
    """
    if method not in METHODS:
        raise ValueError(f"expected the method {' or '.join(METHODS)}; got {method!r}")
    if not epsilon > 0:
        raise ValueError(f"expected ε > 0; got {epsilon!r}")
    if method == "add":
        return cos_b - cos_a + cos_c
    return (1 + cos_b) / 2 * ((1 + cos_c) / 2) / ((1 + cos_a) / 2 + epsilon)
