r"""The true maximum of an expected objective, to rounding: what training approaches and theory predicts.

L-BFGS goes most of the way. Newton's method goes the rest: over W with C fixed, over C with W fixed, each of which is
a concave problem, and then over both. W can be multiplied by A and C by its inverse transpose without any change in the
scores, so over both the Hessian is singular at every maximum, and steps are damped.

Most of the way, long vectors cost a little. Else a climb without end could jump to where all is flat to rounding, as at
a maximum. The last steps are free of that cost: towards a maximum they shrink, on a climb without end they do not.
"""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.objectives import curvature, negative_sampling
from w2vexplained.statistics.factorisation import svd
from w2vexplained.statistics.pmi import optimal_scores

LBFGS_STEPS = 200  # before Newton's method
LBFGS_STEPS_ALONE = 5_000  # where it does not follow
NEWTON_STEPS = 200  # in a row; 10 are usual, and a score that has no end moves by about 1 in each
NEWTON_VARIABLES = 2_000  # components of W and C; beyond, the Hessian takes too long
KICKS = 3  # away from saddles
COST = 1e-8  # of squared length, per pair, while there is one: scores without end then stop between 10 and 20
STILL = 1e-3  # the last step of a score: without end it is about 1; where nothing holds it, rounding makes it 1e-5
ROUNDING = 1e-15  # of the value per pair, and of its curvature along scores
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
        return _end(*_lbfgs(_checked(objective, W, C, data, ("W", "C")), steps), None)


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
    """An objective, per pair, as a function of one flat array: the vectors that move."""

    objective: object
    W: np.ndarray
    C: np.ndarray
    data: tuple
    move: tuple
    cost: float = 0.0  # of half the squared length of what moves

    @property
    def flat(self):
        return np.concatenate([getattr(self, name).ravel() for name in self.move])

    @property
    def total(self):
        return float(np.sum(self.data[0]))

    @property
    def scores(self):
        return self.W @ self.C.T

    def at(self, flat):
        """The same problem at other vectors."""
        rows = np.split(flat.reshape(-1, self.W.shape[1]), [len(self.W)] if len(self.move) == 2 else [])
        return self._replace(**dict(zip(self.move, rows, strict=True)))

    def value(self):
        value = float(self.objective.expected_log_likelihood(self.W, self.C, *self.data)) / self.total
        return value - self.cost / 2 * float(self.flat @ self.flat)

    def gradient(self):
        gradients = dict(zip("WC", self.objective.expected_gradient(self.W, self.C, *self.data), strict=True))
        return np.concatenate([gradients[name].ravel() for name in self.move]) / self.total - self.cost * self.flat

    def hessian(self):
        """Its blocks, (blocks, size, size): one for each word where W moves alone, for words never mix; else one."""
        H = self.objective.expected_hessian(self.W, self.C, *self.data)
        if self.move == ("W",):
            H = H[0]
        elif self.move == ("C",):
            H = H[2].reshape(1, self.C.size, self.C.size)
        else:
            H = curvature.whole_matrix(*H)[None]
        return H / self.total - self.cost * np.eye(H.shape[-1])


def _checked(objective, W, C, data, move):
    """Give the problem, if its arguments are in their ranges."""
    W, C = (x.astype(float) for x in arguments.matrices(W, C))
    objective.expected_log_likelihood(W, C, *data)  # which names what is wrong with the data
    if not np.any(data[0]):
        raise ValueError("expected at least one count above zero; got none, and every vector would be as good")
    return _Problem(objective, W, C, data, move)


def _climb(problem):
    """Go up from where the problem stands; give the end, and what is wrong with it, if anything."""
    if problem.W.size + problem.C.size > NEWTON_VARIABLES:
        problem, steps = _lbfgs(problem, LBFGS_STEPS_ALONE)
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
        rounding = ROUNDING * (1 + _length(problem.W) ** 2 + _length(problem.C) ** 2)
        is_saddle = eigenvalues.max() > max(SADDLE * abs(eigenvalues).max(), rounding)
        if fault or not is_saddle:
            break
        fault = "the climb ended at a saddle; start elsewhere"
        problem = problem.at(problem.flat + 0.01 * rng.normal(size=problem.flat.shape))
    return _end(problem, steps, top), fault


def _end(problem, steps, top):
    """Say where a climb ended, in nats instead of nats per pair."""
    norm = float(_length(problem.gradient())) * problem.total
    return Optimum(problem.W, problem.C, problem.value() * problem.total, norm, steps, top)


def _to_a_flat_place(problem):
    """Climb while long vectors cost a little, then without; give the end, the steps, and how far scores last moved."""
    problem, first = _lbfgs(problem._replace(cost=COST), LBFGS_STEPS)
    halves = [("W",), ("C",)] if len(problem.move) == 2 else []
    problem, second, _ = _newton_in_turn(problem, halves or [problem.move])
    problem, third, moved = _newton_in_turn(problem._replace(cost=0.0), [*halves, problem.move])
    return problem, first + second + third, moved


def _lbfgs(problem, steps):
    from scipy.optimize import minimize

    ran = minimize(
        lambda flat: -problem.at(flat).value(),
        problem.flat,
        jac=lambda flat: -problem.at(flat).gradient(),
        method="L-BFGS-B",
        options={"maxiter": steps, "maxfun": 2 * steps, "maxcor": 30, "ftol": ROUNDING, "gtol": 1e-9},
    )
    return problem.at(ran.x), ran.nit


def _newton_in_turn(problem, moves):
    """Take Newton's steps over these matrices in turn; give the end, the steps, and how far the last of any went."""
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
        reach = 10 * (1 + _length(problem.flat))
        damping = max(damping / 10, _length(gradient) / reach, 1e-11 * abs(H).max(), 1e-30)
        while True:
            p = _solved(damping * np.eye(H.shape[-1]) - H, gradient)
            if p is None:
                damping *= 10
                continue
            new = problem.at(problem.flat + p)
            new_value, new_gradient, promised = new.value(), new.gradient(), gradient @ p / 2
            seen = promised > 100 * ROUNDING * max(1, abs(value))  # a smaller gain drowns in rounding
            if new_value - value > promised / 10 if seen else _length(new_gradient) < _length(gradient) / 2:
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


def _length(x):
    return np.linalg.norm(x)


def _fault(problem, steps, small_gradient, moved=0.0):
    """Say what is wrong with the end of a climb, or nothing."""
    norm = _length(problem.gradient())
    if moved > STILL:
        return (
            f"its scores are up to {abs(problem.scores).max():.3g} and still move by {moved:.2g} a step: "
            "where a count is zero or classes are separable, the best score can be infinite"
        )
    return f"after {steps} steps its gradient is {norm:.2g} per pair" if norm > small_gradient else ""


def _arrived(optimum, fault):
    """Return the optimum, or say why it is none."""
    if fault:
        raise ArithmeticError(f"expected an objective with a maximum within reach; {fault}")
    return optimum
