"""Equation (4) at the speed of the machine: one call trains one part of a text, without Python's lock."""

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.corpus.tokens import END
from w2vexplained.training.plan import OBJECTIVES

F = np.float32
GAMMA, MIX_1, MIX_2 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def train_part(tokens, model, plan, alpha_from, alpha_to, seed):
    """Train on one part of a text, in place.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part: word numbers, HOLE, END.
    model : Model
        What is trained.
    plan : Plan
        How.
    alpha_from, alpha_to : number
        The learning rate falls, or rises, linearly from one to the other.
    seed : int
        From 0 to 2⁶⁴ − 1; what all draws of this part come from.

    Returns
    -------
    int
        How many pairs were trained.
    """
    state = np.array([seed], np.uint64)
    tokens = np.asarray(tokens).view()
    tokens.flags.writeable = False
    name = OBJECTIVES[plan.objective]
    if name == "softmax":
        raise ValueError("expected an objective other than 'softmax', which training/arrays.py trains; got that")
    with np.errstate(over="ignore"):
        kept = np.empty(len(tokens), np.int32)
        kept = kept[: _thin(tokens, plan.keep, state, kept)]
        if name == "hierarchical_softmax" or plan.cbow:
            raise NotImplementedError("coming")
        return int(_skip_gram(kept, model, plan, F(alpha_from), F(alpha_to), state))


@kernel
def _uniform(state):
    state[0] += GAMMA
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * MIX_1
    z = (z ^ (z >> np.uint64(27))) * MIX_2
    z = z ^ (z >> np.uint64(31))
    return np.int64(z >> np.uint64(11)) * 2.0**-53


@kernel
def _thin(tokens, keep, state, kept):
    n = 0
    for t in tokens:
        if t < 0 or _uniform(state) < keep[t]:
            kept[n] = t
            n += 1
    return n


@kernel
def _sigmoid(x):
    return F(1 / (1 + np.exp(-min(max(x, F(-80)), F(80)))))


@kernel
def _step(words, targets, pull, push, G, H, alpha, shift, W, C):
    for i in range(len(words)):
        for q in range(len(targets)):
            s = -shift[targets[q]]
            for j in range(W.shape[1]):
                s += W[words[i], j] * C[targets[q], j]
            G[i, q] = alpha * (pull[i, q] * _sigmoid(-s) - push[i, q] * _sigmoid(s))
    for i in range(len(words)):
        H[i] = 0
        for q in range(len(targets)):
            for j in range(W.shape[1]):
                H[i, j] += G[i, q] * C[targets[q], j]
    for i in range(len(words)):
        for q in range(len(targets)):
            for j in range(W.shape[1]):
                C[targets[q], j] += G[i, q] * W[words[i], j]
    for i in range(len(words)):
        for j in range(W.shape[1]):
            W[words[i], j] += H[i, j]


@kernel
def _skip_gram(kept, model, plan, alpha_from, alpha_to, state):
    W, C = model.W, model.C
    L, N, window, V = plan.block, plan.n_shared, plan.window, len(plan.keep)
    reach = L + 2 * window
    words, targets = np.empty(reach, np.int64), np.empty(L + N, np.int64)
    pull, push = np.empty((reach, L + N), np.float32), np.empty((reach, L + N), np.float32)
    G, H, row = (
        np.empty((reach, L + N), np.float32),
        np.empty((reach, W.shape[1]), np.float32),
        np.empty(reach, np.int64),
    )
    pairs, start = 0, 0
    while start < len(kept):
        alpha = alpha_from + (alpha_to - alpha_from) * F(start / len(kept))
        stop = min(start + L, len(kept))
        low = max(0, start - window)
        m = 0
        for p in range(low, min(stop + window, len(kept))):
            row[p - low] = m
            if kept[p] >= 0:
                words[m] = kept[p]
                m += 1
        pull[:] = 0
        push[:] = 0
        n = 0
        for p in range(start, stop):
            if kept[p] < 0:
                continue
            b = 1 + int(_uniform(state) * window)
            for step in (-1, 1):
                o = p + step
                while 0 <= o < len(kept) and abs(o - p) <= b and kept[o] != END:
                    if kept[o] >= 0:
                        pull[row[o - low], n] = 1
                        push[row[o - low], L:] += F(plan.negative / N)
                        pairs += 1
                    o += step
            targets[n] = kept[p]
            n += 1
        if n:
            for q in range(N):
                u = _uniform(state) * V
                c = int(u)
                targets[n + q] = c if u - c < plan.noise_keep[c] else plan.noise_alias[c]
                push[:, n + q] = push[:, L + q]
                pull[:, n + q] = 0
            for q in range(n):
                push[:, q] = 0
            _step(words[:m], targets[: n + N], pull, push, G, H, alpha, plan.shift, W, C)
        start = stop
    return pairs
