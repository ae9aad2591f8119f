"""Machine numbers held against 50 digits."""

import mpmath as mp
import numpy as np


def units_in_last_place(computed, exact):
    """Measure errors in units of the last place of what was computed.

    Parameters
    ----------
    computed : array of float
        Machine numbers.
    exact : sequence of mpmath numbers
        The truth.

    Returns
    -------
    array of float
        0 where both are the same infinity.
    """
    errors = []
    for y, truth in zip(np.ravel(computed), exact, strict=True):
        if np.isinf(y) or mp.isinf(truth):
            errors.append(0.0 if mp.mpf(float(y)) == truth else np.inf)
        else:
            errors.append(float(abs(truth - mp.mpf(float(y))) / mp.mpf(float(np.spacing(abs(y))))))
    return np.array(errors)
