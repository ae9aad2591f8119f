"""Derivatives measured from values: central differences, their error curve, and the complex step."""

import numpy as np

STEPS = 10.0 ** np.arange(-12, 0.01, 0.5)


def central_difference(f, x, h):
    r"""Measure a gradient by :math:`(f(x+h) - f(x-h)) / 2h`, one entry at a time.

    Parameters
    ----------
    f : callable
        From an array like x to a number.
    x : array
        Where.
    h : float
        The step.

    Returns
    -------
    array like x
        With an error of order h² from truncation and 10⁻¹⁶/h from rounding.
    """
    return _entry_by_entry(lambda e: (f(x + h * e) - f(x - h * e)) / (2 * h), x)


def complex_step(f, x, h=1e-20):
    r"""Measure a gradient by :math:`\mathrm{Im} f(x+ih) / h`, which subtracts nothing and so loses nothing.

    Parameters
    ----------
    f : callable
        From a complex array like x to a number or an array; it must be analytic: no absolute value, no maximum.
    x : array
        Where.
    h : float
        The step.

    Returns
    -------
    array, shape of the value + shape of x
        With an error near 10⁻¹⁶. Entry [i, j] is the derivative of entry i of the value in entry j of x.
    """
    return _entry_by_entry(lambda e: np.imag(f(x + 1j * h * e)) / h, x)


def error_curve(f, gradient, x, steps=STEPS):
    """Measure how far a gradient is from central differences, for every step.

    Parameters
    ----------
    f : callable
        From an array like x to a number.
    gradient : array like x
        The claim.
    x : array
        Where.
    steps : array
        The steps h.

    Returns
    -------
    array like steps
        Relative errors. A right gradient gives a V: slope −1 where rounding rules, +2 where truncation does.
        A wrong one gives a floor.
    """
    return np.array([relative_error(central_difference(f, x, h), gradient) for h in steps])


def relative_error(measured, claimed):
    """Compare two gradients by the length of their difference, relative to the longer one.

    Parameters
    ----------
    measured, claimed : arrays of the same shape
        The gradients.

    Returns
    -------
    float
        0 for equal ones. A vanishing gradient agrees with nothing but itself: no absolute tolerance hides here.
    """
    measured, claimed = np.asarray(measured), np.asarray(claimed)
    if measured.shape != claimed.shape:
        return float("inf")
    scale = max(np.linalg.norm(measured), np.linalg.norm(claimed))
    return float(np.linalg.norm(measured - claimed) / scale) if scale > 0 else 0.0


def _entry_by_entry(slope, x):
    """Collect the slopes of a number or an array along each entry of x, the entries of x last."""
    columns = []
    for at in np.ndindex(np.shape(x)):
        e = np.zeros(np.shape(x))
        e[at] = 1
        columns.append(slope(e))
    return np.stack(columns, axis=-1).reshape(np.shape(columns[0]) + np.shape(x))
