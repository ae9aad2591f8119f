"""Gradients: equation (4) against automatic differentiation and against the softmax; and the readable trainer."""

import importlib.util
from statistics import median

import numpy as np

from benchmarks.measure import Row, interleaved, median_ratio
from w2vexplained.objectives import negative_sampling, softmax
from w2vexplained.statistics.noise import draw_negatives, unigram
from w2vexplained.training import reference

d, k, B = 100, 5, 256


def rows() -> list[Row]:
    """All of them."""
    return [*against_autograd(), *cost_of_the_partition_function(), *reference_training()]


def against_autograd() -> list[Row]:
    """Gradient of equation (4) for a batch of pairs, written out here, against automatic differentiation."""
    rng = np.random.default_rng(1)
    v_w = rng.normal(scale=0.1, size=(d, B)).astype(np.float32)
    V = rng.normal(scale=0.1, size=(k + 1, d, B)).astype(np.float32)

    def ours() -> tuple:
        return negative_sampling.gradient(v_w, V, 0, range(1, k + 1))

    what = f"gradient of equation (4), {B} pairs"
    if importlib.util.find_spec("torch") is None:
        (seconds,) = interleaved(ours)
        return [Row(what, median(seconds), None, "skipped: torch is not installed")]
    import torch

    torch.set_num_threads(1)  # as NumPy does here
    leaf_w = torch.tensor(v_w.T.copy(), requires_grad=True)  # (B, d)
    leaf_V = torch.tensor(np.moveaxis(V, -1, 0).copy(), requires_grad=True)  # (B, k + 1, d)
    signs = torch.tensor([1.0] + k * [-1.0])

    def theirs() -> tuple:
        x = torch.einsum("bd,bjd->bj", leaf_w, leaf_V)
        value = torch.nn.functional.logsigmoid(signs * x).sum()
        return torch.autograd.grad(value, (leaf_w, leaf_V))

    for a, b in zip(ours(), theirs(), strict=True):
        np.testing.assert_allclose(np.moveaxis(a, -1, 0), b.numpy(), rtol=1e-4, atol=1e-6)
    a, b = interleaved(ours, theirs)
    return [Row(what, median(a), median_ratio(a, b), "torch autograd, one thread")]


def cost_of_the_partition_function() -> list[Row]:
    """Gradient of the softmax objective for one pair, against negative sampling's, as the contexts grow in number."""
    rows = []
    for n in (1_000, 10_000, 100_000):
        rng = np.random.default_rng(n)
        v_w, C = rng.normal(scale=0.1, size=d), rng.normal(scale=0.1, size=(n, d))
        sampled = C[: k + 1]
        a, b = interleaved(
            lambda v_w=v_w, C=C: softmax.gradient(v_w, C, 0),
            lambda v_w=v_w, sampled=sampled: negative_sampling.gradient(v_w, sampled, 0, range(1, k + 1)),
        )
        what = f"gradient of the softmax objective, |C| = {n:,}"
        rows.append(Row(what, median(a), median_ratio(a, b), f"equation (4), k = {k}"))
    return rows


def reference_training() -> list[Row]:
    """The reference step on random pairs of a Zipfian vocabulary."""
    n, pairs = 5_000, 100 * B
    rng = np.random.default_rng(2)
    P_n = unigram(1e6 / np.arange(1, n + 1))
    D = np.stack([draw_negatives(P_n, pairs, rng), draw_negatives(P_n, pairs, rng)], axis=1)
    (seconds,) = interleaved(lambda: reference.train(D, n, n, P_n, d=d, k=k, batch=B), rounds=3)
    rate = pairs / median(seconds)
    return [Row(f"reference training, {rate:,.0f} pairs a second", median(seconds), None, f"{pairs:,} pairs")]
