"""A gradient held against the function it claims to differentiate.

A value is a function of arrays and a gradient returns one array for each of them. Either may be mathematics
(a statement) or a shipped function; nothing here knows which.
"""

import sympy as sp

from w2vexplained.verification import differences
from w2vexplained.verification.evidence import worst
from w2vexplained.verification.zero import is_zero


def by_complex_step(value, gradient, arrays, bound=1e-13):
    """Hold a gradient against the complex step.

    Parameters
    ----------
    value : callable
        From the arrays to a number.
    gradient : callable
        From the arrays to one array for each.
    arrays : sequence of arrays
        Where.
    bound : float
        The largest relative error allowed.

    Returns
    -------
    Evidence
        The largest relative error over the arrays.
    """
    errors = [
        differences.relative_error(differences.complex_step(_in_one(value, arrays, p), x), claimed)
        for p, (x, claimed) in enumerate(zip(arrays, gradient(*arrays), strict=True))
    ]
    return worst(errors, bound, f"relative error over {sum(x.size for x in arrays)} derivatives")


def by_differences(value, gradient, arrays, bound=1e-8):
    """Hold a gradient against central differences, at the bottom of the V that their error draws over the step.

    Parameters
    ----------
    value, gradient, arrays
        As in `by_complex_step`.
    bound : float
        The largest relative error allowed at the bottom.

    Returns
    -------
    Evidence
        The largest bottom over the arrays.
    """
    bottoms = [
        differences.error_curve(_in_one(value, arrays, p), claimed, x).min()
        for p, (x, claimed) in enumerate(zip(arrays, gradient(*arrays), strict=True))
    ]
    return worst(bottoms, bound, f"relative error at the best of {len(differences.STEPS)} steps")


def derivative_residuals(value, gradient, variables):
    """Compare the derivative of an expression in each variable with what a gradient claims, exactly.

    Parameters
    ----------
    value : sympy expression
        The statement.
    gradient : sequence of sympy expressions
        The claimed derivatives.
    variables : sequence of sympy symbols
        Such as v[m] with m any index.

    Yields
    ------
    bool
        Whether the difference vanishes for every size.
    """
    for x, claimed in zip(variables, gradient, strict=True):
        yield is_zero(sp.diff(value, x) - claimed)


def _in_one(value, arrays, position):
    def function(x):
        return value(*arrays[:position], x, *arrays[position + 1 :])

    return function
