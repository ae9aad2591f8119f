"""Training as it is said in words: one pair after the other, in float64, each with draws of its own."""

import numpy as np

from w2vexplained.corpus.tokens import END
from w2vexplained.objectives import hierarchical_softmax, negative_sampling, noise_contrastive, softmax
from w2vexplained.statistics.huffman import Tree
from w2vexplained.training.plan import OBJECTIVES


def gradient_of_pair(plan, h, C, c, rng):
    """Differentiate one pair in its input and in C; draw its negatives if there are any."""
    name = OBJECTIVES[plan.objective]
    if name == "softmax":
        return softmax.gradient(h, C, c)
    if name == "hierarchical_softmax":
        return hierarchical_softmax.gradient(h, C, *Tree(plan.codes, plan.points, plan.lengths).path(c))
    negatives = rng.choice(len(plan.P_n), plan.negative, p=plan.P_n)
    if name == "nce":
        return noise_contrastive.gradient(h, C, c, negatives, plan.P_n)
    return negative_sampling.gradient(h, C, c, negatives)


def windows(tokens, plan, rng):
    """Thin the text out, and yield each centre with its neighbours."""
    kept = [t for t in tokens.tolist() if t < 0 or rng.random() < plan.keep[t]]
    for i, c in enumerate(kept):
        if c < 0:
            continue
        reach, near = int(rng.integers(1, plan.window + 1)), []
        for step in (-1, 1):
            for j in range(i + step, i + step * (reach + 1), step):
                if not 0 <= j < len(kept) or kept[j] == END:
                    break
                if kept[j] >= 0:
                    near.append(kept[j])
        yield c, near


def train_part(tokens, model, plan, alpha_from, alpha_to, seed):
    """Train on one part; its learning rate is the mean of the two."""
    (W, C), rng, alpha, trained = model, np.random.default_rng(seed), (alpha_from + alpha_to) / 2, 0
    for c, near in windows(tokens, plan, rng):
        inputs = [near] if near and plan.cbow else [] if plan.cbow else [[w] for w in near]
        for words in inputs:
            gradient_h, gradient_C = gradient_of_pair(plan, W[words].mean(axis=0), C, c, rng)
            np.add.at(W, words, alpha * gradient_h / len(words))
            C += alpha * gradient_C
            trained += 1
    return trained
