"""The figures of notebook 09: weights of a window, subsampling, its reach, PMI before and after, neighbours."""

import numpy as np

from w2vexplained.figures import style

MARKS = ((style.GREY, "x"), (style.ORANGE, "^"), (style.BLUE, "o"))
LOOKS = ((style.BLUE, "-", "o"), (style.ORANGE, "--", "s"), (style.GREEN, "-.", "^"), (style.PURPLE, ":", "D"))


def triangle(exact, drawn, others):
    """Draw how often a place is used as a context against where it stands, both sides of the word.

    Parameters
    ----------
    exact, drawn : arrays, (L,)
        The probability at the distances 1 … L, and the share that a sample used.
    others : dict of str to array, (L,)
        For each label other weights of the same distances.
    """
    L = len(exact)
    places = np.array([*range(-L, 0), *range(1, L + 1)])
    with style.figure() as axes:
        axes.bar(places, _both_sides(exact), width=0.7, color=style.SKY, label="drawn from 1 … L, exact")
        axes.plot(places, _both_sides(drawn), "o", color="black", markersize=5, label="a sample")
        for (label, weights), (color, dashes, marker) in zip(others.items(), LOOKS[1:], strict=False):
            look = {"color": color, "linestyle": dashes, "marker": marker, "markersize": 4}
            axes.plot(places[:L], weights[::-1], label=label, **look)
            axes.plot(places[L:], weights, **look)
        axes.text(0, 0.5, "the word", rotation=90, ha="center", va="center", color=style.NEUTRAL)
        axes.set_xticks(range(-L, L + 1))
        axes.set(xlabel="place of the context, in words from the word", ylabel="probability of being used")
        axes.set_ylim(0, 1.42)
        axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        axes.legend(loc="upper center", ncols=2)


def keeping(f, curves, t, from_program, marked):
    """Draw the probability to keep a word against its frequency, by two formulas, and below it their ratio.

    Parameters
    ----------
    f : array, (m,)
        Shares of the text, rising.
    curves : dict of str to array, (m,)
        The probabilities by the paper's formula and by the program's, in this order.
    t, from_program : float
        The share from which the paper discards, and the one from which the program does.
    marked : dict of str to (float, float)
        Words, each with its share and its probability.
    """
    with style.figure(rows=2, figsize=(7.0, 4.8), sharex=True, height_ratios=(2.2, 1)) as (above, below):
        for (label, keep), (color, dashes, _) in zip(curves.items(), LOOKS, strict=False):
            above.loglog(f, keep, color=color, linestyle=dashes, linewidth=2, label=label)
        for word, (share, keep) in marked.items():
            above.plot(share, keep, "k.", markersize=6)
            above.annotate(word, (share, keep), (-3, -12), textcoords="offset points", ha="right", fontsize=9)
        paper, program = curves.values()
        below.semilogx(f, program / paper, color="black")
        for axes in (above, below):
            for share in (t, from_program):
                axes.axvline(share, color=style.NEUTRAL, linewidth=0.8)
        for share, name, side in ((t, "t ", "right"), (from_program, " φ²t", "left")):
            above.text(share, above.get_ylim()[0] * 1.15, name, ha=side, va="bottom", color=style.NEUTRAL)
        above.set(ylabel="probability to keep")
        above.set_yticks(ticks := [0.03, 0.1, 0.3, 1], [f"{tick:g}" for tick in ticks])
        above.tick_params(axis="y", which="minor", labelleft=False)
        above.legend(loc="lower left")
        below.set(xlabel="share of the text that the word makes up, f", ylabel="program : paper", ylim=(0.95, 1.7))


def distances(law, panels):
    """Draw where the j-th kept neighbour stood in the full text: the law beside what was counted, a panel a text.

    Parameters
    ----------
    law : dict of int to array, (m,)
        For each j the probability of the distances 1 … m.
    panels : dict of str to dict of int to array, (m,)
        For each text and the same j the shares that were counted.
    """
    with style.figure(columns=len(panels), figsize=(7.6, 3.7), sharey=True) as all_axes:
        for axes, (title, found) in zip(np.atleast_1d(all_axes), panels.items(), strict=True):
            for (j, p), (color, dashes, marker) in zip(law.items(), LOOKS, strict=False):
                m = np.arange(1, len(p) + 1)
                axes.plot(m, p, color=color, linestyle=dashes, linewidth=1.5)
                axes.plot(m, found[j], marker, color=color, markersize=4, label=f"j = {j}")
            axes.set(xlabel="distance in the full text (words)", title=title, xlim=(0, len(m) + 1), ylim=(0, None))
            axes.set_xticks(range(0, len(m) + 1, 2))
        np.atleast_1d(all_axes)[0].set_ylabel("share (dots), law (lines)")
        np.atleast_1d(all_axes)[-1].legend(title="kept neighbour", loc="upper right")


def off_prediction(panels):
    """Draw how far PMI is from what the formula predicts for thinned texts: a row for each text, a panel for each PMI.

    Parameters
    ----------
    panels : dict of str to (array, dict of str to array), (cells,)
        For each text the prediction, and for each label a PMI of the same pairs, in nats; all have the same labels.
    """
    labels = list(next(iter(panels.values()))[1])
    options = {"figsize": (7.6, 2.6 * len(panels)), "sharex": "row", "sharey": "row", "squeeze": False}
    with style.figure(len(panels), len(labels), **options) as rows:
        for row, (title, (predicted, found)) in zip(rows, panels.items(), strict=True):
            for axes, label, (color, marker) in zip(row, labels, MARKS, strict=True):
                axes.axhline(0, color="black", linewidth=1)
                look = {"color": color, "markersize": 4 if len(predicted) < 200 else 3, "fillstyle": "none"}
                axes.plot(predicted, np.asarray(found[label]) - predicted, marker, alpha=0.7, **look)
                axes.set_title(label)
            row[0].set_ylabel(f"{title}\nPMI less the prediction (nats)")
            row[len(row) // 2].set_xlabel("PMI predicted for the thinned text (nats)")


def neighbours(table, marks):
    """Write the nearest words of each word for several windows, one row each, and mark two kinds of nearness.

    Parameters
    ----------
    table : dict of str to dict of str to list of str
        For each word and each window its nearest words, nearest first.
    marks : function from (str, str) to (bool, bool)
        Whether a word and its neighbour share their ending: then the neighbour stands on an orange ground.
        And whether they keep company in sentences: then it is written in blue and bold.
    """
    rows = [(word, label, near) for word, windows in table.items() for label, near in windows.items()]
    step = len(next(iter(table.values())))
    with style.figure(figsize=(7.6, 0.27 * len(rows) + 0.6)) as axes:
        axes.set_axis_off()
        axes.set(xlim=(0, 1), ylim=(len(rows) - 0.4, -1.7))
        key = axes.text(0.29, -1.2, "same ending", va="center", fontsize=9.5, bbox=_ground(True))
        axes.annotate("same sentences", (1, 0.5), (14, 0), xycoords=key, textcoords="offset points", va="center",
                      fontsize=9.5, **_letters(True))  # fmt: skip
        for y, (word, label, near) in enumerate(rows):
            if y % step == 0:
                axes.axhline(y - 0.5, color=style.NEUTRAL, linewidth=0.4, alpha=0.5)
                axes.text(0.14, y, word, ha="right", va="center", weight="bold")
            axes.text(0.16, y, label, va="center", color=style.NEUTRAL, style="italic", fontsize=9)
            _in_a_row(axes, y, [(other, *marks(word, other)) for other in near])


def shares(windows, panels, chance):
    """Draw two shares of a word's neighbours against the window, a panel each, for several texts.

    Parameters
    ----------
    windows : array of int, (m,)
        In words.
    panels : dict of str to dict of str to array, (m,)
        For each kind of neighbour and each text the share.
    chance : dict of str to float
        For each kind the share among all words.
    """
    with style.figure(columns=len(panels), figsize=(7.6, 3.7)) as all_axes:
        for axes, (title, curves) in zip(np.atleast_1d(all_axes), panels.items(), strict=True):
            for (label, share), (color, dashes, marker) in zip(curves.items(), LOOKS, strict=False):
                axes.semilogx(windows, share, color=color, linestyle=dashes, marker=marker, markersize=5, label=label)
            axes.axhline(chance[title], color=style.NEUTRAL, linestyle=":", label="any word")
            axes.set_xticks(windows, [str(L) for L in windows])
            axes.minorticks_off()
            axes.set(xlabel="window L (words)", title=title, ylim=(0, None))
        np.atleast_1d(all_axes)[0].set_ylabel("share of the ten nearest words")
        np.atleast_1d(all_axes)[0].legend(loc="upper right")


def _both_sides(weights):
    return np.concatenate([weights[::-1], weights])


def _ground(marked):
    colour = style.ORANGE if marked else "none"
    return {"facecolor": colour, "edgecolor": "none", "alpha": 0.45 if marked else 0, "pad": 1.2}


def _letters(marked):
    return {"color": style.BLUE if marked else "black", "weight": "bold" if marked else "normal"}


def _in_a_row(axes, y, words):
    """Write words one after the other; the first stands where all rows begin."""
    before = None
    for word, alike, together in words:
        look = {"va": "center", "fontsize": 9.5, "bbox": _ground(alike), **_letters(together)}
        if before is None:
            before = axes.text(0.29, y, word, **look)
        else:
            before = axes.annotate(word, (1, 0.5), (9, 0), xycoords=before, textcoords="offset points", **look)
