r"""The true maximum of an expected objective, to rounding: what training approaches and theory predicts.

L-BFGS goes most of the way. Newton's method goes the rest: over W with C fixed, over C with W fixed, and over both.

Most of the way, long vectors cost a little. Else a climb without end could jump to where all is flat to rounding, as at
a maximum. The last steps are free of that cost: towards a maximum they shrink, on a climb without end they do not.
"""

from typing import NamedTuple

import numpy as np
from numpy.linalg import norm

from w2vexplained import arguments
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics.factorisation import svd
from w2vexplained.statistics.pmi import optimal_scores
from w2vexplained.training.ascent import ROUNDING, Problem, lbfgs, newton

LBFGS_STEPS = 200  # before Newton's method
LBFGS_STEPS_ALONE = 5_000  # where it does not follow
NEWTON_VARIABLES = 2_000  # components of W and C; beyond, the Hessian takes too long
KICKS = 3  # away from saddles
COST = 1e-8  # of squared length, per pair, while there is one: scores without end then stop between 10 and 20
STILL = 1e-3  # the last step of a score: without end it is about 1; where nothing holds it, rounding makes it 1e-5
SADDLE = 1e-10  # a curvature above this, relative to the largest, is not rounding
SMALL_GRADIENT = 1e-9  # per pair; 1e-15 is usual
SMALL_GRADIENT_ALONE = 1e-6  # where L-BFGS is alone


class Optimum(NamedTuple):
    """Where the climb ended.

    Attributes
    ----------
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    value : float
        The objective there, in nats.
    gradient_norm : float
        The length of its gradient by the vectors that were moved.
    steps : int
        How many steps it took, of L-BFGS and of Newton's method.
    largest_curvature : float or None
        The largest eigenvalue of the Hessian by these vectors: 0 but for rounding at a maximum, above 0 at a saddle.
        None where the Hessian was too large to be taken.
    """

    W: np.ndarray
    C: np.ndarray
    value: float
    gradient_norm: float
    steps: int
    largest_curvature: float | None


def maximise(objective, W, C, *data, move=("W", "C")):
    r"""Climb to a maximum of an expected objective from given vectors.

    Equation: PM1, PM5

    Parameters
    ----------
    objective : module
        Of `w2vexplained.objectives`, with an expected value, gradient and Hessian.
    W : array, (|V|, d)
        The word vectors to start from.
    C : array, (n, d)
        The context vectors to start from.
    *data : arrays and numbers
        What the objective takes after W and C: the counts first, then e.g. k and noise.
    move : sequence of "W" and "C"
        The matrices to move; the other stays as it is.

    Returns
    -------
    Optimum
        A maximum, to rounding; where both are moved, a local one. Where W and C have more than 2,000 components,
        L-BFGS is alone: it goes until the gradient is at most a millionth of a nat per pair, and does not notice
        a climb without end.

    Raises
    ------
    ArithmeticError
        If no maximum was reached: above all where there is none, because scores can grow without end, as they can
        where a count is zero and its score free, or where classes are separable.
    ValueError
        If an argument is out of its range.
    """
    if not move or set(move) - {"W", "C"} or isinstance(move, str):
        raise ValueError(f"expected move to name W, C or both, such as ('W',); got {move!r}")
    return _arrived(*_climb(_checked(objective, W, C, data, tuple(name for name in "WC" if name in move))))


def climb(objective, W, C, *data, steps):
    r"""Climb on an expected objective for some steps of L-BFGS: no maximum, but what can be reached at least.

    Equation: PM5

    Parameters
    ----------
    objective : module
        Of `w2vexplained.objectives`, with an expected value and gradient.
    W : array, (|V|, d)
        The word vectors to start from.
    C : array, (n, d)
        The context vectors to start from.
    *data : arrays and numbers
        What the objective takes after W and C: the counts first, then e.g. k and noise.
    steps : int
        How many steps, at most; fewer where none leads higher.

    Returns
    -------
    Optimum
        Where the climb stands then, not below its start; without curvature.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    steps = arguments.whole("of steps", steps, 1)
    with _one_thread():
        return _end(*lbfgs(_checked(objective, W, C, data, ("W", "C")), steps), None)


def rank_d_optimum(counts, k, noise, d, starts=4, seed=0):
    r"""Find the best vectors of dimension d for negative sampling in expectation: weighted logistic PCA.

    Equation: PM5

    Parameters
    ----------
    counts : array, (|V|, n)
        How often each pair occurs, #(w, c).
    k : number
        Negatives for each pair.
    noise : array, (n,)
        Their distribution P_n.
    d : int
        The dimension of the vectors.
    starts : int
        How many random starts there are, besides the truncated SVD of the optimal scores.
    seed : int
        Starts the random numbers.

    Returns
    -------
    Optimum
        The best of the maxima reached. Nobody can prove that a better one does not exist.

    Raises
    ------
    ArithmeticError
        If the best climb has no end: its scores grow without bound.
    ValueError
        If an argument is out of its range.
    """
    X = optimal_scores(counts, k, noise)
    finite = X[np.isfinite(X)]
    rng = np.random.default_rng(seed)
    begin = [svd(np.clip(X, finite.min(initial=0), finite.max(initial=0)), d)]
    begin += [(rng.normal(size=(X.shape[0], d)), rng.normal(size=(X.shape[1], d))) for _ in range(starts)]
    climbs = [_climb(Problem(negative_sampling, W, C, (counts, k, noise), ("W", "C"))) for W, C in begin]
    return _arrived(*max(climbs, key=lambda climb: climb[0].value))


def _checked(objective, W, C, data, move):
    """Give the problem, if its arguments are in their ranges."""
    W, C = (x.astype(float) for x in arguments.matrices(W, C))
    objective.expected_log_likelihood(W, C, *data)  # which names what is wrong with the data
    if not np.any(data[0]):
        raise ValueError("expected at least one count above zero; got none, and every vector would be as good")
    return Problem(objective, W, C, data, move)


def _climb(problem):
    """Go up from where the problem stands; give the end, and what is wrong with it, if anything."""
    if problem.W.size + problem.C.size > NEWTON_VARIABLES:
        problem, steps = lbfgs(problem, LBFGS_STEPS_ALONE)
        return _end(problem, steps, None), _fault(problem, steps, SMALL_GRADIENT_ALONE)
    with _one_thread():
        return _climb_with_newton(problem)


def _one_thread():
    """On matrices this small, threads of linear algebra wait for each other 20 times as long."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, "blas")


def _climb_with_newton(problem):
    rng, steps = np.random.default_rng(0), 0
    for _ in range(KICKS):
        problem, taken, moved = _to_a_flat_place(problem)
        steps += taken
        eigenvalues = np.linalg.eigvalsh(problem.hessian())
        top = float(eigenvalues.max()) * problem.total
        fault = _fault(problem, steps, SMALL_GRADIENT, moved)
        rounding = ROUNDING * (1 + norm(problem.W) ** 2 + norm(problem.C) ** 2)
        is_saddle = eigenvalues.max() > max(SADDLE * abs(eigenvalues).max(), rounding)
        if fault or not is_saddle:
            break
        fault = "the climb ended at a saddle; start elsewhere"
        problem = problem.at(problem.flat + 0.01 * rng.normal(size=problem.flat.shape))
    return _end(problem, steps, top), fault


def _end(problem, steps, top):
    """Say where a climb ended, in nats instead of nats per pair."""
    slope = float(norm(problem.gradient())) * problem.total
    return Optimum(problem.W, problem.C, problem.value() * problem.total, slope, steps, top)


def _to_a_flat_place(problem):
    """Climb while long vectors cost a little, then without; give the end, the steps, and how far scores last moved."""
    problem, first = lbfgs(problem._replace(cost=COST), LBFGS_STEPS)
    halves = [("W",), ("C",)] if len(problem.move) == 2 else []
    problem, second, _ = newton(problem, halves or [problem.move])
    problem, third, moved = newton(problem._replace(cost=0.0), [*halves, problem.move])
    return problem, first + second + third, moved


def _fault(problem, steps, small_gradient, moved=0.0):
    """Say what is wrong with the end of a climb, or nothing."""
    slope = norm(problem.gradient())
    if moved > STILL:
        return (
            f"its scores are up to {abs(problem.scores).max():.3g} and still move by {moved:.2g} a step: "
            "where a count is zero or classes are separable, the best score can be infinite"
        )
    return f"after {steps} steps its gradient is {slope:.2g} per pair" if slope > small_gradient else ""


def _arrived(optimum, fault):
    """Return the optimum, or say why it is none."""
    if fault:
        raise ArithmeticError(f"expected an objective with a maximum within reach; {fault}")
    return optimum
