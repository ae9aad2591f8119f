"""The figures of notebook 10: a repeated draw, the sigmoid's table, the rate, the differences, a tree, cosines."""

import numpy as np

from w2vexplained.figures import style

LOOKS = ((style.BLUE, "-"), (style.RED, "--"))


def second_order(alpha, off, bound):
    """Draw how far a step is from α times the gradient against α, and the bound.

    Parameters
    ----------
    alpha : array, (m,)
        Learning rates, rising.
    off : dict of str to array, (m,)
        For each label, how far: the length of the difference.
    bound : array, (m,)
        What the difference cannot exceed.
    """
    with style.figure() as axes:
        axes.loglog(alpha, bound, color=style.NEUTRAL, linewidth=1, label="bound, ¼α²‖v_w‖³")
        for (label, distance), (color, dashes) in zip(off.items(), LOOKS, strict=False):
            axes.loglog(alpha, distance, color=color, linestyle=dashes, marker="o", markersize=4, label=label)
        axes.set(xlabel="learning rate α", ylabel="step less α · gradient (length)")
        axes.legend()


def table_of_sigmoid(x, exact, tables, at_zero):
    """Draw the tabulated sigmoid near zero as stairs beside the exact one, and the error over the whole range.

    Parameters
    ----------
    x : array, (m,)
        Scores, rising.
    exact : array, (m,)
        The sigmoid.
    tables : dict of str to array, (m,)
        For each label what a table gives instead.
    at_zero : float
        What the first of them gives at 0, which is marked.
    """
    near = abs(x) <= 0.06
    with style.figure(columns=2, figsize=(7.6, 3.8)) as (left, right):
        left.plot(x[near], exact[near], color="black", linewidth=1.2, label="exact")
        for (label, values), (color, _) in zip(tables.items(), reversed(LOOKS), strict=False):
            left.plot(x[near], values[near], color=color, linewidth=2, label=label)
            middles, least, most = _envelope(x, values - exact)
            right.fill_between(middles, least, most, color=color, alpha=0.75, linewidth=0, label=label)
        for axes, y in ((left, at_zero), (right, at_zero - 0.5)):
            axes.plot(0, y, "o", color=style.RED, markeredgecolor="black", markersize=7)
        left.annotate(f"σ(0) reads {at_zero:.3f}", (0, at_zero), (6, -14), textcoords="offset points", color=style.RED)
        left.set_xticks([-0.05, 0, 0.05])
        right.set_xticks([-6, -3, 0, 3, 6])
        left.set(xlabel="score x", ylabel="σ(x)", title="near zero")
        right.set(xlabel="score x", ylabel="table less σ(x)", title="error, all scores of the table")
        left.legend(loc="upper left")


def rates(read, planned, length):
    """Draw the learning rate against the words read: held still, as planned, and as far as the program gets.

    Parameters
    ----------
    read : array, (m,)
        The words read before each change, from 0 to the end of the last iteration.
    planned : array, (m,)
        The rate from there on.
    length : int
        Words in one iteration, after which the program ends.
    """
    iterations, first = np.asarray(read) / length, np.asarray(read) <= length
    reached = np.append(iterations[first], 1), np.append(planned[first], planned[first][-1])
    with style.figure() as axes:
        axes.plot(iterations[[0, -1]], planned[[0, 0]], color=style.BLUE, label="switch off: constant")
        axes.step(
            iterations, planned, where="post", color=style.GREEN, linestyle="--", label="as planned: flag cleared"
        )
        axes.step(*reached, where="post", color=style.RED, linewidth=2.5, label="program")
        axes.plot(reached[0][-1], reached[1][-1], "o", color=style.RED, markersize=7)
        axes.set(xlabel="iterations of the text that were asked for", ylabel="learning rate α", ylim=(0, None))
        axes.set_xticks(range(round(iterations[-1]) + 1))
        axes.legend(loc="lower left")


def differences(labels, off, common, by_chance, apart=()):
    """Draw, a row for each difference, how far the expected step is off and how many neighbours stay.

    Parameters
    ----------
    labels : list of str, (n,)
        The differences, from above.
    off : array, (n,)
        Distance of the step from the exact one, as a share of its length.
    common : array, (n,)
        The share of neighbours in common with vectors trained as in the papers.
    by_chance : array, (n, m)
        The same share where nothing but the random numbers differ, m times.
    apart : sequence of int
        Rows whose distance is measured otherwise; their marks on the left are hollow.
    """
    y, by_chance, is_apart = np.arange(len(labels)), np.asarray(by_chance), np.isin(np.arange(len(labels)), apart)
    with style.figure(columns=2, figsize=(7.8, 4.6), sharey=True) as (left, right):
        for rows, inside in ((~is_apart, style.RED), (is_apart, "white")):
            left.plot(np.maximum(off, 1e-4)[rows], y[rows], "o", color=style.RED, markerfacecolor=inside, markersize=7,
                      markeredgewidth=1.6)  # fmt: skip
        left.set_xscale("log")
        left.set_xlim(7e-5, 20)
        left.set_xticks([1e-4, 1e-2, 1e-1, 1, 10], ["none", "0.01", "0.1", "1", "10"])
        left.minorticks_off()
        left.set(xlabel="off by (lengths)", title="the expected step")
        right.plot(by_chance.ravel(), np.repeat(y, by_chance.shape[1]), "|", color=style.NEUTRAL, markersize=14,
                   markeredgewidth=2, label="other random numbers")  # fmt: skip
        right.plot(common, y, "o", color=style.BLUE, markersize=7, label="this difference alone")
        right.set(xlabel="nearest words in common (share)", title="the vectors", xlim=(-0.02, 1.04))
        right.set_xticks(ticks := [0, 0.25, 0.5, 0.75, 1], [f"{tick:g}" for tick in ticks])
        left.set_yticks(y, labels, fontsize=9.5)
        left.set_ylim(len(labels) - 0.5, -0.5)
        right.figure.legend(*right.get_legend_handles_labels(), loc="outside lower right", ncols=2)


def tree(words, counts, paths):
    """Draw a binary tree with its leaves in words, its turns at the branches and the counts in the nodes.

    Parameters
    ----------
    words : list of str, (n,)
        The leaves.
    counts : array, (n,)
        How often each occurs.
    paths : list of (sequence of int, sequence of int), (n,)
        For each leaf the inner nodes on the way from the root, and the turns taken there.
    """
    places, below, branches = _layout(counts, paths)
    with style.figure(figsize=(7.4, 4.4)) as axes:
        axes.set_axis_off()
        for (parent, bit), child in branches.items():
            (x, y), (to_x, to_y) = places[parent], places[child]
            axes.plot([x, to_x], [y, to_y], color=style.NEUTRAL, linewidth=1.2, zorder=1)
            axes.text((x + to_x) / 2, (y + to_y) / 2, str(bit), ha="center", va="center", fontsize=9, zorder=2,
                      color=style.BLUE if bit == 0 else style.RED, bbox={"facecolor": "white", "edgecolor": "none",
                                                                       "pad": 1})  # fmt: skip
        for node, (x, y) in places.items():
            if isinstance(node, tuple):  # a leaf
                text = f"{words[node[0]]}\n{below[node]}"
                axes.text(x, y - 0.12, text, ha="center", va="top", fontsize=9.5, weight="bold")
            else:
                look = {"facecolor": "white", "edgecolor": style.NEUTRAL, "boxstyle": "round,pad=0.25"}
                axes.text(x, y, str(below[node]), ha="center", va="center", fontsize=9, bbox=look, zorder=3)
        depth = min(y for _, y in places.values())
        axes.set(xlim=(-0.6, len(words) - 0.4), ylim=(depth - 0.75, 0.3))


def cosines(panels, borders, names):
    """Draw the cosines of all pairs of words as a picture, a panel for each way to train; none below 0 is told apart.

    Parameters
    ----------
    panels : dict of str to array, (n, n)
        For each label the cosines, words in the same order.
    borders : array of int
        Where a group of words ends and the next begins.
    names : list of str
        The groups.
    """
    with style.figure(columns=len(panels), figsize=(7.8, 3.2), sharey=True) as all_axes:
        for axes, (title, values) in zip(np.atleast_1d(all_axes), panels.items(), strict=True):
            image = axes.imshow(values, cmap="cividis", vmin=0, vmax=1, interpolation="nearest")
            middles = (np.append(0, borders[:-1]) + borders) / 2 - 0.5
            axes.set_xticks(middles, names, fontsize=9)
            axes.set_yticks(middles, names, fontsize=9)
            axes.grid(False)
            axes.tick_params(length=0)
            axes.set(title=title, xlabel="topic of the word")
        np.atleast_1d(all_axes)[0].set_ylabel("topic of the word")
        image.figure.colorbar(image, ax=list(np.atleast_1d(all_axes)), label="cosine", shrink=0.75, extend="min")


def _layout(counts, paths):
    """Give each node a place, the count of the leaves below it, and each branch its two ends; a leaf is a tuple."""
    order = sorted(range(len(paths)), key=lambda leaf: tuple(paths[leaf][1]))
    places, below, branches, span = {}, {}, {}, {}
    for x, leaf in enumerate(order):
        points, code = paths[leaf]
        nodes = [*map(int, points), (leaf,)]
        for depth, node in enumerate(nodes):
            below[node] = below.get(node, 0) + int(counts[leaf])
            span.setdefault(node, []).append(x)
            places[node] = ((span[node][0] + span[node][-1]) / 2, -depth)
        branches |= {(nodes[i], int(bit)): nodes[i + 1] for i, bit in enumerate(code)}
    return places, below, branches


def _envelope(x, y, per_bin=150):
    """Summarise a jagged curve by its least and its greatest value in each of many bins."""
    whole = len(x) // per_bin * per_bin
    bins = y[:whole].reshape(-1, per_bin)
    return x[:whole].reshape(-1, per_bin).mean(axis=1), bins.min(axis=1), bins.max(axis=1)
