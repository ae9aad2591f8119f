"""The figures of notebook 03: vectors that run away, floats that saturate, D' that holds."""

import numpy as np

from w2vexplained.figures import style


def running_away(scores, loss):
    """Draw the scores of all pairs, and what is still missing in the objective, against the step of an ascent.

    Parameters
    ----------
    scores : array, (steps, ...)
        The scores of all pairs after each step, the start first.
    loss : array, (steps,)
        Minus the objective, in nats per pair.
    """
    with style.figure(columns=2, figsize=(7.0, 3.4)) as (left, right):
        _range_of_scores(left, scores, style.ATTRACTION, "")
        left.set(xlabel="step", ylabel="score of a pair", title="scores: lowest, median, highest")
        right.loglog(_steps(loss), loss[1:], color=style.ATTRACTION)
        right.set(xlabel="step", ylabel="minus the objective (nats per pair)", title="what is left to win")


def saturation(curves, thresholds):
    """Draw how 1 − σ(K) falls in several number types, down to the score where it becomes exactly zero.

    Parameters
    ----------
    curves : dict of str to (array, array)
        For each label the scores K and the values of 1 − σ(K); zeros are left out, since their logarithm is.
    thresholds : dict of str to float
        For the same labels, the score from which σ(K) is exactly 1; nothing for a curve that has none.
    """
    looks = ((style.NEUTRAL, "--", 1.2), (style.ORANGE, "-", 2.4), (style.BLUE, "-", 1.6))
    with style.figure() as axes:
        for (label, (K, gap)), (color, dashes, width) in zip(curves.items(), looks, strict=True):
            kept = gap > 0
            axes.semilogy(K[kept], gap[kept], color=color, linestyle=dashes, linewidth=width, label=label)
            if label in thresholds:
                axes.axvline(thresholds[label], color=color, linewidth=1, linestyle=":")
                words = f"exactly 1 \nfrom {thresholds[label]:.1f} "
                axes.annotate(words, (thresholds[label], 3e-1), color=color, va="top", ha="right")
        axes.axvline(40, color=style.NEUTRAL, linewidth=0.8)
        axes.annotate(" the note's\n K = 40", (40, 1e-12), color=style.NEUTRAL, va="top")
        axes.set(xlabel="score K", ylabel="1 − σ(K)", xlim=(0, 46), ylim=(1e-20, 2))
        axes.legend(loc="lower left")


def balance(x, attraction, repulsion, top):
    """Draw the two terms of one cell of the table of pairs, their sum, and where the sum is largest.

    Parameters
    ----------
    x : array, (n,)
        Scores.
    attraction, repulsion : arrays, (n,)
        a log σ(x) and b log σ(−x), in nats.
    top : float
        The score at which the sum is largest.
    """
    with style.figure() as axes:
        axes.plot(x, attraction, color=style.ATTRACTION, label="seen: a log σ(x)")
        axes.plot(x, repulsion, color=style.REPULSION, linestyle="--", label="invented: b log σ(−x)")
        axes.plot(x, attraction + repulsion, color="black", linewidth=2.2, label="sum")
        axes.axvline(top, color=style.NEUTRAL, linestyle=":")
        axes.annotate(" log(a/b)", (top, (attraction + repulsion).min()), color=style.NEUTRAL)
        axes.set(xlabel="score x = v_c · v_w", ylabel="reward (nats)")
        axes.legend(loc="lower left")


def held(alone, with_negatives, k):
    """Draw the scores of all pairs against the step of an ascent, without and with invented pairs.

    Parameters
    ----------
    alone, with_negatives : arrays, (steps, ...)
        The scores of all pairs after each step, for no negatives and for k.
    k : int
        Negatives for each pair in the second ascent.
    """
    with style.figure() as axes:
        _range_of_scores(axes, alone, style.ATTRACTION, "D alone (k = 0)")
        _range_of_scores(axes, with_negatives, style.ORANGE, f"D and D' (k = {k})")
        axes.axhline(0, color=style.NEUTRAL, linewidth=0.8)
        axes.set(xlabel="step", ylabel="score of a pair: lowest, median, highest")
        axes.legend(loc="upper left")


def running_mean(samples, expectation, deviation):
    """Draw the mean of the first n samples against n, around the expectation it has to approach.

    Parameters
    ----------
    samples : array, (N,)
        The objective of one pair, with freshly drawn negatives each time, in nats.
    expectation, deviation : float
        Of one sample, in nats.
    """
    n = np.arange(1, len(samples) + 1)
    with style.figure() as axes:
        band = 2 * deviation / np.sqrt(n)
        axes.fill_between(n, expectation - band, expectation + band, color=style.SKY, alpha=0.3, linewidth=0,
                          label="expectation ± 2 standard errors")  # fmt: skip
        axes.semilogx(n, np.cumsum(samples) / n, color=style.BLUE, label="mean of the first n samples")
        axes.axhline(expectation, color="black", linewidth=1, label="expectation")
        axes.set(xlabel="number of samples n", ylabel="objective of the pair (nats)")
        axes.legend(loc="lower right")


def _steps(history):
    """The numbers of the steps after the start, which a logarithmic axis cannot show."""
    return np.arange(1, len(history))


def _range_of_scores(axes, scores, color, label):
    scores = scores.reshape(len(scores), -1)[1:]
    steps = np.arange(1, len(scores) + 1)
    axes.fill_between(steps, scores.min(axis=1), scores.max(axis=1), color=color, alpha=0.2, linewidth=0)
    axes.semilogx(steps, np.median(scores, axis=1), color=color, label=label)
