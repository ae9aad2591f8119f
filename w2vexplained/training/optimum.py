r"""The true maximum of an expected objective, to rounding: what training approaches and theory predicts.

L-BFGS goes most of the way, Newton's method the rest. The vectors can be multiplied, W by A and C by the inverse
transpose of A, without any change in the scores, so the Hessian is singular at every maximum; a step is damped in
proportion to the gradient, and keeps its quadratic convergence.
"""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.statistics.factorisation import svd
from w2vexplained.statistics.pmi import optimal_scores

NEWTON_STEPS = 100
NEWTON_VARIABLES = 2_000  # beyond it the Hessian and its factor no longer fit the patience of a reader
STILL = 1e-6  # the largest change of a score in a last step that has arrived


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
        A maximum; where both are moved, a local one.

    Raises
    ------
    ArithmeticError
        If no maximum was reached: above all where there is none, because scores can grow without end.
    ValueError
        If an argument is out of its range.
    """
    W, C = (x.astype(float) for x in arguments.matrices(W, C))
    if not move or set(move) - {"W", "C"} or isinstance(move, str):
        raise ValueError(f"expected move to name W, C or both, such as ('W',); got {move!r}")
    problem = _Problem(objective, W, C, data, tuple(name for name in ("W", "C") if name in move))
    return _arrived(*_climb(problem))


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
    climbs = [_climb(_Problem(negative_sampling, W, C, (counts, k, noise), ("W", "C"))) for W, C in begin]
    return _arrived(*max(climbs, key=lambda climb: climb[0].value))


class _Problem(NamedTuple):
    """An objective as a function of one flat array: the vectors that are moved."""

    objective: object
    W: np.ndarray
    C: np.ndarray
    data: tuple
    move: tuple

    def start(self):
        return np.concatenate([getattr(self, name).ravel() for name in self.move])

    def vectors(self, flat):
        rows = np.split(flat.reshape(-1, self.W.shape[1]), [len(self.W)] if len(self.move) == 2 else [])
        return tuple({"W": self.W, "C": self.C, **dict(zip(self.move, rows, strict=True))}.values())

    def value(self, flat):
        return float(self.objective.expected_log_likelihood(*self.vectors(flat), *self.data))

    def gradient(self, flat):
        gradients = dict(zip("WC", self.objective.expected_gradient(*self.vectors(flat), *self.data), strict=True))
        return np.concatenate([gradients[name].ravel() for name in self.move])

    def hessian(self, flat):
        H = curvature.whole_matrix(*self.objective.expected_hessian(*self.vectors(flat), *self.data))
        moved = np.repeat([name in self.move for name in "WC"], [self.W.size, self.C.size])
        return H[np.ix_(moved, moved)]

    def scores(self, flat):
        W, C = self.vectors(flat)
        return W @ C.T


def _climb(problem):
    """Go up from the problem's start; give the end, and by how much the last step moved a score."""
    from scipy.optimize import minimize

    total = np.sum(problem.data[0])
    ran = minimize(
        lambda flat: -problem.value(flat) / total,
        problem.start(),
        jac=lambda flat: -problem.gradient(flat) / total,
        method="L-BFGS-B",
        options={"maxiter": 10_000, "maxfun": 20_000, "maxcor": 30, "ftol": 1e-15, "gtol": 1e-9},
    )
    flat, steps, moved, top = ran.x, ran.nit, 0.0, None
    if flat.size <= NEWTON_VARIABLES:
        flat, newton, moved = _newton(problem, flat)
        steps, top = steps + newton, float(np.linalg.eigvalsh(problem.hessian(flat))[-1])
    W, C = problem.vectors(flat)
    norm = float(np.linalg.norm(problem.gradient(flat)))
    return Optimum(W, C, problem.value(flat), norm, steps, top), moved


def _newton(problem, flat):
    """Take damped Newton steps until the gradient no longer falls."""
    gradient, moved = problem.gradient(flat), 0.0
    for step in range(NEWTON_STEPS):
        new = flat + _step(problem.hessian(flat), gradient)
        new_gradient = problem.gradient(new)
        if np.linalg.norm(new_gradient) >= np.linalg.norm(gradient):
            return flat, step, moved
        moved = abs(problem.scores(new) - problem.scores(flat)).max()
        flat, gradient = new, new_gradient
    return flat, NEWTON_STEPS, moved


def _step(H, gradient):
    """Solve (μI − H) p = gradient, with μ as small as the gradient allows and H demands."""
    from scipy.linalg import LinAlgError, cho_factor, cho_solve

    damping = np.linalg.norm(gradient) + np.finfo(float).eps * np.linalg.norm(H)
    while True:
        try:
            return cho_solve(cho_factor(damping * np.eye(len(H)) - H), gradient)
        except LinAlgError:
            damping *= 10


def _arrived(optimum, moved):
    """Return the optimum, or say that there was none."""
    if moved > STILL:
        largest = abs(optimum.W @ optimum.C.T).max()
        raise ArithmeticError(
            f"expected an objective with a maximum; its scores are up to {largest:.3g} and still move by {moved:.2g} "
            "a step: where a count is zero, or classes are separable, the best score is infinite"
        )
    return optimum
