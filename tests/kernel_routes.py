"""The kernels of training, compiled and as plain Python, and what they compute by the reference objectives."""

import importlib
import sys
from types import SimpleNamespace

import numpy as np

from w2vexplained import compiled, training
from w2vexplained.corpus.tokens import END
from w2vexplained.objectives import cbow, grouped, hierarchical_softmax, negative_sampling, noise_contrastive
from w2vexplained.training.plan import OBJECTIVES, Model, calmed

FILES = "draws_kernels", "step_kernels", "group_kernels", "groups", "kernels"


def _loaded():
    modules = {name: importlib.import_module(f"w2vexplained.training.{name}") for name in FILES}
    return SimpleNamespace(**modules)


def _without_numba():
    """Load the files once more, as if numba were missing, and leave everything as it was."""
    names = [f"w2vexplained.training.{name}" for name in FILES]
    before = {name: sys.modules.pop(name) for name in names}
    missing, compiled.missing = compiled.missing, lambda: "left out by a test"
    try:
        return _loaded()
    finally:
        compiled.missing = missing
        sys.modules.update(before)
        for name, module in zip(FILES, before.values(), strict=True):
            setattr(training, name, module)


COMPILED = _loaded()
PLAIN = _without_numba()
ROUTES = {"compiled": COMPILED, "plain": PLAIN} if compiled.available() else {"plain": PLAIN}


def in_double(model):
    return Model(model.W.astype(float), model.C.astype(float))


def relative_error(got, expected):
    return np.linalg.norm(got - expected) / np.linalg.norm(expected)


def reference_part(tokens, model, plan, alpha_from, alpha_to, seed):
    """Train a part in double precision with the reference objectives, one gradient after the other."""
    draws, (W, C), plan = PLAIN.draws_kernels, in_double(model), calmed(plan, max(alpha_from, alpha_to))
    state = draws.first_state(seed)
    with np.errstate(over="ignore"):
        kept = [t for t in tokens.tolist() if t < 0 or draws.uniform(state) < plan.keep[t]]
        block = 1 if OBJECTIVES[plan.objective] == "hierarchical_softmax" else plan.block
        for start in range(0, len(kept), block):
            alpha = alpha_from + (alpha_to - alpha_from) * start / len(kept)
            places = [p for p in range(start, min(start + block, len(kept))) if kept[p] >= 0]
            groups = [(kept[p], neighbours(kept, p, draws.window_size(plan.window, state))) for p in places]
            if not groups:
                continue
            dW, dC = slope(W, C, groups, plan, lambda: draws.negative(plan.noise_keep, plan.noise_alias, state))
            W, C = W + alpha * dW, C + alpha * dC
    return Model(W, C)


def neighbours(kept, p, size):
    """The words around a place, up to the ends of its sentence."""
    before, after = [], []
    for side, words in ((-1, before), (1, after)):
        for o in range(1, size + 1):
            q = p + side * o
            if not 0 <= q < len(kept) or kept[q] == END:
                break
            words.append(kept[q])
    return [w for w in before + after if w >= 0]


def slope(W, C, groups, plan, draw):
    """The gradient of a group of centres and their neighbours, in W and C."""
    name = OBJECTIVES[plan.objective]
    dW, dC = np.zeros_like(W), np.zeros_like(C)
    negatives = [] if name == "hierarchical_softmax" else [draw() for _ in range(plan.n_shared)]
    for c, words in groups:
        rows = [words] if plan.cbow and words else [[w] for w in words]
        for row in rows:  # one input vector: of a word, or the mean of several
            h = W[row].mean(axis=0)
            if name == "hierarchical_softmax":
                path = plan.points[c, : plan.lengths[c]], plan.codes[c, : plan.lengths[c]]
                gradient_h, gradient_C = hierarchical_softmax.gradient(h, C, *path)
            elif plan.n_shared != plan.negative:
                counts = np.zeros((1, len(C)))
                counts[0, c] = 1
                gradient_h, gradient_C = grouped.gradient(h[None], C, counts, negatives, plan.negative, plan.shift)
            elif name == "nce":
                gradient_h, gradient_C = noise_contrastive.gradient(h, C, c, negatives, plan.P_n)
            elif plan.cbow:
                gradient_V, gradient_C = cbow.gradient(W[row], C, c, negatives)
                gradient_h = gradient_V.sum(axis=0)
            else:
                gradient_h, gradient_C = negative_sampling.gradient(h, C, c, negatives)
            np.add.at(dW, row, np.ravel(gradient_h) / len(row))
            dC += gradient_C
    return dW, dC
