"""What a check measured, beside the bound that it had to meet."""

from typing import NamedTuple

import numpy as np


class Evidence(NamedTuple):
    """One measurement.

    Attributes
    ----------
    measured : float
        What was measured: an error, or the number of cases in which a proof failed.
    bound : float
        The most it may be.
    note : str
        Over what it was measured, for a reader.
    """

    measured: float
    bound: float
    note: str = ""

    @property
    def passed(self):
        """Whether the bound was met; a measurement that is no number never meets it."""
        return bool(self.measured <= self.bound)


def proved(residuals, note=""):
    """Count the residuals of a proof that were not shown to vanish.

    Parameters
    ----------
    residuals : iterable of bool
        For each residual, whether it was proved to be zero.
    note : str
        What the proof covers.

    Returns
    -------
    Evidence
        With bound 0. No residual at all counts as a failure: a proof of nothing proves nothing.
    """
    residuals = list(residuals)
    failed = sum(not ok for ok in residuals) if residuals else 1
    return Evidence(failed, 0, f"{len(residuals)} residuals; {note}" if note else f"{len(residuals)} residuals")


def worst(errors, bound, note=""):
    """Take the largest of many errors.

    Parameters
    ----------
    errors : iterable of float
        Errors; at least one.
    bound : float
        The most that any may be.
    note : str
        Over what they were measured.

    Returns
    -------
    Evidence
        A NaN among the errors is reported as such and never passes.
    """
    errors = [float(e) for e in errors]
    if not errors or any(e != e for e in errors):
        return Evidence(float("nan"), bound, note or "no number to compare")
    return Evidence(max(errors), bound, note)


def agreement(x, y):
    """Give the largest difference of two arrays, relative to the largest entry of either where that exceeds 1.

    Parameters
    ----------
    x, y : arrays of the same shape
        What came, and what was expected; machine numbers or 50-digit ones.

    Returns
    -------
    float
        The error; infinite where the shapes differ.
    """
    x, y = np.asarray(x), np.asarray(y)
    if x.shape != y.shape:
        return float("inf")
    if x.size == 0:
        return 0.0
    scale = max(1, abs(x).max(), abs(y).max())
    return float(abs(x - y).max() / scale)
