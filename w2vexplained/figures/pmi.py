"""The figures of notebook 07: scores that land on the diagonal, and what holds them off it."""

import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.ticker import StrMethodFormatter

from w2vexplained.figures import style

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.RED)
MARKERS = ("o", "s", "^", "D")


def diagonal(theory, start, trained):
    """Draw the scores of all pairs before and after training against what theory says, for each number of negatives.

    Parameters
    ----------
    theory, start, trained : dict of int to array
        For each k the scores of all pairs, of one shape.
    """
    with style.figure(columns=2, figsize=(7.0, 3.9), sharex=True, sharey=True) as (left, right):
        ends = _ends(*theory.values())
        for axes, found, title in ((left, start, "before training"), (right, trained, "after training")):
            axes.plot(ends, ends, color=style.NEUTRAL, linewidth=0.9)
            for (k, x), colour, marker in zip(theory.items(), COLOURS, MARKERS, strict=False):
                axes.scatter(np.ravel(x), np.ravel(found[k]), s=11, alpha=0.7, linewidth=0, color=colour,
                             marker=marker, label=f"k = {k}")  # fmt: skip
            axes.set(xlabel="PMI − log k (nats)", title=title)
        left.set_ylabel("score x = v_c · v_w")
        right.legend(loc="upper left", handletextpad=0.1)


def shifts(plain, corrected, trained, p_c):
    """Draw trained scores against the plain formula and against the corrected one, coloured by context.

    Parameters
    ----------
    plain, corrected, trained : arrays, (|V|, n)
        PMI − log k, the same with the noise's own law in it, and the scores that training found.
    p_c : array, (n,)
        How often each context occurs, a probability.
    """
    with style.figure(columns=2, figsize=(7.0, 3.9), sharey=True) as (left, right):
        for axes, theory, title in ((left, plain, "plain formula"), (right, corrected, "with the noise's own law")):
            ends = _ends(theory, trained)
            axes.plot(ends, ends, color=style.NEUTRAL, linewidth=0.9)
            points = axes.scatter(theory, trained, s=12, c=np.broadcast_to(p_c, trained.shape), cmap="cividis",
                                  norm=LogNorm(), linewidth=0)  # fmt: skip
            axes.set_title(title)
        left.set(xlabel="PMI − log k (nats)", ylabel="trained score x = v_c · v_w")
        right.set_xlabel("PMI + log p(c)/p_α(c) − log k (nats)")
        bar = left.figure.colorbar(points, ax=right, label="p(c) of the context", ticks=[0.02, 0.05, 0.1, 0.2])
        bar.ax.minorticks_off()
        bar.ax.set_yticklabels(["0.02", "0.05", "0.1", "0.2"])


def bounds(ks, values, ceilings, information):
    """Draw what the objective says about mutual information against the number of negatives.

    Parameters
    ----------
    ks : array, (m,)
        Numbers of negatives.
    values : dict of str to array, (m,)
        For each noise the value at the optimum plus (k+1) H_b, in nats.
    ceilings : dict of str to float
        For the same noises, where this tends to.
    information : float
        The mutual information, in nats.
    """
    with style.figure() as axes:
        for (label, value), colour, marker in zip(values.items(), COLOURS, MARKERS, strict=False):
            axes.semilogx(ks, value, color=colour, marker=marker, markersize=4, label=label)
            if not np.isclose(ceilings[label], information):
                axes.axhline(ceilings[label], color=colour, linewidth=1, linestyle=":")
        axes.axhline(information, color="black", linewidth=1)
        axes.annotate("mutual information", (ks[0], information), (0, 3), textcoords="offset points")
        axes.set(xlabel="negatives for each pair, k", ylabel="value at the optimum\n+ (k+1) H_b (nats per pair)")
        axes.legend(loc="lower right")


def escaping(steps, seen, unseen):
    """Draw the scores of pairs that occur, and of pairs that never do, against the step of an ascent.

    Parameters
    ----------
    steps : array, (m,)
        Numbers of steps, above zero.
    seen, unseen : arrays, (m, cells)
        The scores after these steps.
    """
    looks = ((unseen, style.REPULSION, "--", "never seen, a = 0"), (seen, style.ATTRACTION, "-", "seen, a > 0"))
    with style.figure() as axes:
        for scores, colour, dashes, label in looks:
            middle = np.median(scores, axis=1)
            axes.fill_between(steps, scores.min(axis=1), scores.max(axis=1), color=colour, alpha=0.18, linewidth=0)
            axes.semilogx(steps, middle, color=colour, linestyle=dashes, linewidth=2, label=label)
        axes.set(xlabel="step", ylabel="score of a pair: lowest, median, highest")
        axes.legend(loc="lower left")


def ranks(d, regrets, errors):
    """Draw what each factorisation loses at each rank, in the objective and in squared error.

    Parameters
    ----------
    d : array, (m,)
        Ranks.
    regrets : dict of str to array, (m,)
        For each method how far the objective is from its full-rank optimum, in nats per pair.
    errors : dict of str to array, (m,)
        For the same methods the root of the mean squared distance to the full-rank optimum, in nats.
    """
    with style.figure(columns=2, figsize=(7.0, 3.9)) as (left, right):
        for axes, losses in ((left, regrets), (right, errors)):
            for (label, loss), colour, marker in zip(losses.items(), COLOURS, MARKERS, strict=False):
                axes.loglog(d, loss, color=colour, marker=marker, markersize=4.5, label=label)
            axes.set_xscale("log", base=2)
            axes.set_xticks(d, [str(rank) for rank in d])
            axes.minorticks_off()
            axes.set_xlabel("rank d")
            axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        left.set(ylabel="below the optimum (nats per pair)", title="in the objective")
        right.set(ylabel="distance of a score (nats)", title="in squared error")
        right.set_yticks(
            [tick for tick in (0.1, 0.2, 0.5, 1, 2, 5) if right.get_ylim()[0] < tick < right.get_ylim()[1]]
        )
        left.legend(loc="lower left")


def side_by_side(table):
    """Write the nearest words of each word by two methods, one row each; those that both name are dark.

    Parameters
    ----------
    table : dict of str to dict of str to list of str
        For each word and each method its nearest words, nearest first.
    """
    rows = [(word, method, near) for word, methods in table.items() for method, near in methods.items()]
    shared = {word: set.intersection(*map(set, methods.values())) for word, methods in table.items()}
    step = len(next(iter(table.values())))
    with style.figure(figsize=(7.6, 0.27 * len(rows) + 0.2)) as axes:
        axes.set_axis_off()
        axes.set(xlim=(0, 1), ylim=(len(rows) - 0.4, -0.6))
        for y, (word, method, near) in enumerate(rows):
            if y % step == 0:
                axes.axhline(y - 0.5, color=style.NEUTRAL, linewidth=0.4, alpha=0.5)
                axes.text(0.15, y, word, ha="right", va="center", weight="bold")
            before = axes.text(0.17, y, method, va="center", color=style.ORANGE, style="italic", fontsize=9)
            _in_a_row(axes, before, near, shared[word])


def _in_a_row(axes, before, words, shared):
    """Write words one after the other; the first stands where all rows begin."""
    y = before.get_position()[1]
    for place, word in enumerate(words):
        look = {"va": "center", "color": style.ATTRACTION if word in shared else style.NEUTRAL,
                "weight": "bold" if word in shared else "normal", "fontsize": 9.5}  # fmt: skip
        if place == 0:
            before = axes.text(0.29, y, word, **look)
        else:
            before = axes.annotate(word, (1, 0.5), (9, 0), xycoords=before, textcoords="offset points", **look)


def _ends(*scores):
    """The lowest and the highest of all scores: where a diagonal begins and ends."""
    return [min(np.min(x) for x in scores), max(np.max(x) for x in scores)]
