"""The figures of notebook 06: a family of laws, its entropy, whom it boosts, how it is drawn from, what it shifts."""

import numpy as np

from w2vexplained.figures import style

LOOKS = (
    (style.NEUTRAL, ":"),
    (style.BLUE, "-"),
    (style.ORANGE, "--"),
    (style.GREEN, "-."),
    (style.PURPLE, (0, (5, 1))),
    (style.RED, (0, (1, 1))),
    (style.SKY, (0, (3, 1, 1, 1, 1, 1))),
)
LETTERS = (style.BLUE, style.ORANGE, style.GREEN, style.RED, style.PURPLE, style.SKY)


def laws(names, curves):
    """Draw the probability of each context under several laws.

    Parameters
    ----------
    names : sequence of str, (n,)
        The contexts, in the order in which they are drawn.
    curves : dict of str to array, (n,)
        For each label the probabilities.
    """
    with style.figure() as axes:
        for (label, p), (color, dashes) in zip(curves.items(), LOOKS, strict=False):
            axes.semilogy(p, color=color, linestyle=dashes, marker="o", markersize=3, label=label)
        axes.set_xticks(range(len(names)), names, rotation=60, ha="right", rotation_mode="anchor")
        axes.set(ylabel="probability of being drawn", xlabel="context, by falling count")
        axes.legend(title="exponent", loc="lower left", ncols=2)


def entropies(powers, curves, marked):
    """Draw entropy against the exponent, with a dot and the tangent at some exponents.

    Parameters
    ----------
    powers : array, (m,)
        Exponents.
    curves : dict of str to array, (m,)
        For each label the entropies, in nats.
    marked : dict of str to list of (float, float, float)
        For the same labels: an exponent, the entropy there, and the slope there, in nats.
    """
    reach = 0.12
    with style.figure() as axes:
        for (label, H), (color, dashes) in zip(curves.items(), LOOKS[1:], strict=False):
            axes.plot(powers, H, color=color, linestyle=dashes, label=label)
            for power, value, slope in marked.get(label, ()):
                ends = np.array([power - reach, power + reach])
                axes.plot(ends, value + slope * (ends - power), color="black", linewidth=1)
                axes.plot(power, value, "o", color=color)
                axes.annotate(f"{np.exp(value):,.0f}", (power, value), xytext=(5, 5), textcoords="offset points")
        axes.set(xlabel="exponent α", ylabel="entropy (nats)", ylim=(0, None))
        axes.legend(loc="upper right")


def boosts(counts, curves, thresholds, marked):
    """Draw by what factor the noise draws a context more often than its share of the text, against its count.

    Parameters
    ----------
    counts : array, (n,)
        Counts of the contexts, falling.
    curves : dict of str to array, (n,)
        For each label the factors.
    thresholds : dict of str to float
        For the same labels, the count at which the factor is 1.
    marked : dict of str to (float, float)
        Names of contexts, each with its count and its factor.
    """
    with style.figure() as axes:
        axes.axhline(1, color=style.NEUTRAL, linewidth=0.8)
        for (label, factor), (color, dashes) in zip(curves.items(), LOOKS[1:], strict=False):
            axes.loglog(counts, factor, color=color, linestyle=dashes, label=label)
            axes.plot(thresholds[label], 1, "o", color=color, markersize=6)
        for name, (count, factor) in marked.items():
            axes.plot(count, factor, "k.", markersize=5)
            axes.annotate(name, (count, factor), xytext=(3, 5), textcoords="offset points", fontsize=9)
        axes.set(xlabel="how often a context occurs, #(c)", ylabel="drawn more often than its share by (factor)")
        axes.legend(title="exponent", loc="lower left")


def alias_columns(names, P_n, keep, alias):
    """Draw n times each probability on the left, and on the right the same areas, cut and piled into equal columns.

    Parameters
    ----------
    names : sequence of str, (n,)
        The contexts, at most six.
    P_n : array, (n,)
        Their probabilities.
    keep : array, (n,)
        The part of each column that is its own.
    alias : array of int, (n,)
        The context to which the rest of the column belongs.
    """
    n = len(names)
    with style.figure(columns=2, figsize=(7.0, 3.6), sharey=True) as (left, right):
        left.bar(range(n), n * np.asarray(P_n), color=LETTERS[:n], width=0.9)
        right.bar(range(n), keep, color=LETTERS[:n], width=0.9)
        for c in range(n):
            rest = 1 - keep[c]
            if rest > 1e-9:
                right.bar(c, rest, bottom=keep[c], color=LETTERS[alias[c]], width=0.9, hatch="//", edgecolor="white")
                _label(right, c, keep[c] + rest / 2, rest, names[alias[c]])
            _label(right, c, keep[c] / 2, keep[c], names[c])
        for axes in (left, right):
            axes.axhline(1, color="black", linewidth=1)
            axes.set_xticks(range(n), names)
            axes.set(xlabel="context")
        left.set(ylabel="n times the probability", title="what each is to get")
        right.set(xlabel="column", title="the same areas in n columns of height 1")


def scores_beside(powers, scores):
    """Draw the best score of some contexts beside one word against the exponent of the noise.

    Parameters
    ----------
    powers : array, (m,)
        Exponents.
    scores : dict of str to array, (m,)
        For each context its scores, in nats.
    """
    drawn = np.array(list(scores.values()))
    heights = _apart(drawn[:, -1], np.ptp(drawn) / 22)
    with style.figure() as axes:
        for power in (0.75, 1):
            axes.axvline(power, color=style.NEUTRAL, linewidth=0.8)
        for (name, x), (color, dashes), height in zip(scores.items(), LOOKS[1:], heights, strict=False):
            axes.plot(powers, x, color=color, linestyle=dashes, linewidth=1.8)
            axes.annotate(f" {name}", (powers[-1], height), color=color, va="center", annotation_clip=False)
        axes.set(xlabel="exponent α of the noise", ylabel="best score (nats)", xlim=(powers[0], powers[-1]))


def ratios(curves):
    """Draw how often each context is drawn, relative to another law, against its rank.

    Parameters
    ----------
    curves : dict of str to array, (n,)
        For each label the ratios of probabilities, the most frequent context first.
    """
    with style.figure() as axes:
        axes.axhline(1, color="black", linewidth=1)
        for (label, ratio), (color, dashes) in zip(curves.items(), LOOKS[1:], strict=False):
            axes.loglog(np.arange(1, len(ratio) + 1), ratio, color=color, linestyle=dashes, label=label)
        axes.set_yticks(ticks := [0.25, 0.5, 1, 2, 4], [f"{tick:g}" for tick in ticks])
        axes.tick_params(axis="y", which="minor", left=False, labelleft=False)
        axes.set(xlabel="rank of the context", ylabel="drawn more often than with 3/4 by (factor)")
        axes.legend(loc="lower left")


def _label(axes, x, y, height, name):
    """Name a part of a column, where the name fits in."""
    if height > 0.15:
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
        axes.text(x, y, name, ha="center", va="center", fontsize=10, bbox=box)


def _apart(heights, distance):
    """Move heights up, as little as needed, until no two are nearer than this."""
    moved = np.array(heights, dtype=float)
    order = moved.argsort()
    for below, above in zip(order, order[1:], strict=False):
        moved[above] = max(moved[above], moved[below] + distance)
    return moved
