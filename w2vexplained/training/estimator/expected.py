r"""The objective of a sample in expectation: over the noise nothing is drawn, every context has its probability."""

import numpy as np

from w2vexplained.functions import log_sigmoid, logsumexp
from w2vexplained.training.plan import OBJECTIVES

SCORES = 2**19  # that are held at once
COMPONENTS = 2**17  # of the vectors of pairs that are held at once, so that they stay in a near cache


def objective(sample, model, plan):
    r"""Average what is maximised over a sample: for negative sampling, equation (4) with its expectation.

    Equation: NS7

    Parameters
    ----------
    sample : Sample
        Pairs with their weights.
    model : Model
        The vectors.
    plan : Plan
        Which objective, and its noise.

    Returns
    -------
    float
        In nats per pair; of CBOW, per word. Softmax and hierarchical softmax: the mean of log p(c|w).
        Negative sampling and NCE: :math:`\log\sigma(s) + k\sum_{c'} P_n(c')\log\sigma(-s')`.

    Raises
    ------
    FloatingPointError
        If vectors have grown beyond all bounds.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        V = sample.inputs @ model.W  # (m, d)
        if OBJECTIVES[plan.objective] == "hierarchical_softmax":
            value = _along_paths(V, sample, model.C, plan)
        else:
            value = _of_pairs(V, sample, model.C, plan) - _of_all_contexts(V, sample, model.C, plan)
    if not np.isfinite(value):
        raise FloatingPointError("the objective is no finite number any more: the vectors grew beyond all bounds")
    return float(value)


def optimum(sample, plan):
    r"""Give the largest value that any scores have under a law of pairs.

    Equation: PM1, PM3

    Parameters
    ----------
    sample : Sample
        All pairs of the law, of skip-gram.
    plan : Plan
        Which objective, and its noise.

    Returns
    -------
    float
        In nats per pair. Negative sampling has it at the scores log a/b of `pmi.optimal_scores`, which for noise that
        is the law of contexts are PMI − log k; NCE at log p(c|w), with the same value. For both softmaxes it is
        −H(c|w): of one over all contexts at the same scores, of the hierarchical one where each node turns as often as
        the law does.
    """
    p, p_w = sample.weights, sample.row_weights[sample.i]
    if OBJECTIVES[plan.objective] in ("softmax", "hierarchical_softmax"):
        return float(p @ np.log(p / p_w))
    b = plan.negative * p_w * plan.P_n[sample.c]  # where p is 0 < b, σ(−∞) = 0 says so at no cost
    return float(p @ np.log(p / (p + b)) + b @ np.log(b / (p + b)))


def _of_pairs(V, sample, C, plan):
    """The part of the observed contexts."""
    total, step = 0.0, max(1, COMPONENTS // C.shape[1])
    for start in range(0, len(sample.c), step):
        part = slice(start, start + step)
        c = sample.c[part]
        x = np.einsum("pj,pj->p", V[sample.i[part]], C[c]) - plan.shift[c]
        x = x if OBJECTIVES[plan.objective] == "softmax" else log_sigmoid(x)
        total += sample.weights[part] @ x.astype(float)
    return total


def _of_all_contexts(V, sample, C, plan):
    """The part of the contexts that might be: the noise's, or the normalisation."""
    total, step = 0.0, max(1, SCORES // len(C))
    for start in range(0, len(sample.rows), step):
        part = slice(start, start + step)
        X = V[sample.rows[part]] @ C.T  # (r, n)
        if OBJECTIVES[plan.objective] == "softmax":
            costs = logsumexp(X) if np.isfinite(X).all() else X.sum(axis=1)
        else:
            X -= plan.shift
            costs = _softplus(X) @ (plan.negative * plan.P_n).astype(np.float32)
        total += sample.row_weights[part] @ costs.astype(float)
    return total


def _along_paths(V, sample, U, plan):
    """The log-probability of the observed contexts by the turns on their paths."""
    total, step = 0.0, max(1, COMPONENTS // (U.shape[1] * plan.points.shape[1]))
    for start in range(0, len(sample.c), step):
        part = slice(start, start + step)
        c = sample.c[part]
        on_path = np.arange(plan.points.shape[1]) < plan.lengths[c, None]  # (pairs, longest)
        x = np.einsum("pd,ptd->pt", V[sample.i[part]], U[np.where(on_path, plan.points[c], 0)])
        turns = log_sigmoid(np.where(plan.codes[c] == 0, x, -x))
        total += sample.weights[part] @ np.where(on_path, turns, 0).sum(axis=1, dtype=float)
    return total


def _softplus(X):
    """log(1 + eˣ) of a large array of float32, in place: this is where measuring spends its time."""
    top = np.maximum(X, 0)
    np.abs(X, out=X)
    np.negative(X, out=X)
    np.exp(X, out=X)
    X += np.float32(1)
    np.log(X, out=X)
    X += top
    return X
