"""Windows: how far a context may lie from its word, and how often a dynamic window reaches there."""

import numpy as np

from w2vexplained import arguments


def window_weights(window):
    r"""Say how often a dynamic window of size L uses a pair at distance δ: with probability :math:`(L-\delta+1)/L`.

    Each word draws its reach evenly from 1 … L; of the L reaches, those from δ on take the pair in.

    Equation: EF1

    Parameters
    ----------
    window : int
        The largest reach L, in words.

    Returns
    -------
    array, (L,)
        Probabilities, for the distances 1 … L: from 1 down to 1/L.

    Raises
    ------
    ValueError
        If the window is below 1.

    References
    ----------
    GL2014 §3.1.

    Examples
    --------
    >>> window_weights(5).tolist()
    [1.0, 0.8, 0.6, 0.4, 0.2]
    """
    window = check_window(window)
    return np.arange(window, 0, -1) / window


def check_window(window, most=None):
    """Return the largest distance between a word and its context, or raise.

    Parameters
    ----------
    window : int
        In words, at least 1.
    most : int, optional
        The widest window that is allowed.

    Returns
    -------
    int
        The same.

    Raises
    ------
    ValueError
        If it is below 1 or too wide, or no whole number.
    """
    return arguments.whole("of words for the window", window, 1, most)
