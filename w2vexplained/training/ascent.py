r"""The steps of a climb: L-BFGS, then Newton's method, on a problem whose vectors move as one flat array.

Newton's method moves W with C fixed, C with W fixed, each of which is a concave problem, or both. W can be multiplied
by A and C by its inverse transpose without any change in the scores, so over both the Hessian is singular at every
maximum, and steps are damped.
"""

from typing import NamedTuple

import numpy as np
from numpy.linalg import norm

from w2vexplained.objectives import curvature

NEWTON_STEPS = 200  # in a row; 10 are usual, and a score that has no end moves by about 1 in each
ROUNDING = 1e-15  # of the value per pair, and of its curvature along scores


class Problem(NamedTuple):
    """An objective, in nats per pair, as a function of one flat array: the vectors that move.

    Attributes
    ----------
    objective : module
        Of `w2vexplained.objectives`, with an expected value, gradient and Hessian.
    W : array, (|V|, d)
        The word vectors.
    C : array, (n, d)
        The context vectors.
    data : tuple
        What the objective takes after W and C: the counts first, then e.g. k and noise.
    move : tuple of "W" and "C"
        The matrices that move, in this order.
    cost : float
        What half the squared length of all that moves takes from the value.
    """

    objective: object
    W: np.ndarray
    C: np.ndarray
    data: tuple
    move: tuple
    cost: float = 0.0

    @property
    def flat(self):
        """The components of the vectors that move, in one array."""
        return np.concatenate([getattr(self, name).ravel() for name in self.move])

    @property
    def total(self):
        """The sum of the counts."""
        return float(np.sum(self.data[0]))

    @property
    def scores(self):
        """The score of each pair, (|V|, n)."""
        return self.W @ self.C.T

    def at(self, flat):
        """The same problem at other vectors.

        Parameters
        ----------
        flat : array
            The components of those that move, as `Problem.flat` has them.

        Returns
        -------
        Problem
            There.
        """
        rows = np.split(flat.reshape(-1, self.W.shape[1]), [len(self.W)] if len(self.move) == 2 else [])
        return self._replace(**dict(zip(self.move, rows, strict=True)))

    def value(self):
        """The objective less the cost.

        Returns
        -------
        float
            In nats per pair.
        """
        value = float(self.objective.expected_log_likelihood(self.W, self.C, *self.data)) / self.total
        return value - self.cost / 2 * float(self.flat @ self.flat)

    def gradient(self):
        """The gradient of the value by the components that move.

        Returns
        -------
        array
            As `Problem.flat` has them.
        """
        gradients = dict(zip("WC", self.objective.expected_gradient(self.W, self.C, *self.data), strict=True))
        return np.concatenate([gradients[name].ravel() for name in self.move]) / self.total - self.cost * self.flat

    def hessian(self):
        """The blocks of the Hessian: one for each word where W moves alone, for words never mix; else one.

        Returns
        -------
        array, (blocks, size, size)
            In the order of `Problem.flat`.
        """
        H = self.objective.expected_hessian(self.W, self.C, *self.data)
        if self.move == ("W",):
            H = H[0]
        elif self.move == ("C",):
            H = H[2].reshape(1, self.C.size, self.C.size)
        else:
            H = curvature.whole_matrix(*H)[None]
        return H / self.total - self.cost * np.eye(H.shape[-1])


def lbfgs(problem, steps):
    """Climb by L-BFGS, which needs no Hessian.

    Parameters
    ----------
    problem : Problem
        Where to start.
    steps : int
        How many steps, at most.

    Returns
    -------
    Problem
        The end.
    int
        The steps taken.
    """
    from scipy.optimize import minimize

    ran = minimize(
        lambda flat: -problem.at(flat).value(),
        problem.flat,
        jac=lambda flat: -problem.at(flat).gradient(),
        method="L-BFGS-B",
        options={"maxiter": steps, "maxfun": 2 * steps, "maxcor": 30, "ftol": ROUNDING, "gtol": 1e-9},
    )
    return problem.at(ran.x), ran.nit


def newton(problem, moves):
    """Climb by damped Newton steps until rounding lets nothing rise.

    Parameters
    ----------
    problem : Problem
        Where to start.
    moves : list of tuple of "W" and "C"
        The matrices to move: first these, then those.

    Returns
    -------
    Problem
        The end.
    int
        The steps taken.
    float
        How far any score went in the last step of one of these climbs: about 1 where the best score is infinite.
    """
    steps, moved = 0, 0.0
    for move in moves:
        end, taken, last = _newton(problem._replace(move=move))
        problem, steps, moved = end._replace(move=problem.move), steps + taken, max(moved, last)
    return problem, steps, moved


def _newton(problem):
    """Take damped Newton steps until neither the value rises nor the gradient falls."""
    value, gradient, moved, damping = problem.value(), problem.gradient(), 0.0, 0.0
    for step in range(NEWTON_STEPS):
        H = problem.hessian()
        # In proportion to the gradient, whose rounding would else be thrown far along directions without curvature.
        reach = 10 * (1 + norm(problem.flat))
        damping = max(damping / 10, norm(gradient) / reach, 1e-11 * abs(H).max(), 1e-30)
        while True:
            p = _solved(damping * np.eye(H.shape[-1]) - H, gradient)
            if p is None:
                damping *= 10
                continue
            new = problem.at(problem.flat + p)
            new_value, new_gradient, promised = new.value(), new.gradient(), gradient @ p / 2
            seen = promised > 100 * ROUNDING * max(1, abs(value))  # a smaller gain drowns in rounding
            if new_value - value > promised / 10 if seen else norm(new_gradient) < norm(gradient) / 2:
                break
            if not seen:
                return problem, step, moved
            damping *= 10
        moved = abs(new.scores - problem.scores).max()
        problem, value, gradient = new, new_value, new_gradient
    return problem, NEWTON_STEPS, moved


def _solved(blocks, y):
    """Solve a system whose matrix has positive definite blocks on its diagonal; None if one is not."""
    try:
        L = np.linalg.cholesky(blocks)
    except np.linalg.LinAlgError:
        return None
    half = np.linalg.solve(L, y.reshape(*L.shape[:2], 1))
    return np.linalg.solve(L.swapaxes(1, 2), half).ravel()
