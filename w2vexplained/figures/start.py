"""The figures of notebook 00."""

import numpy as np

from w2vexplained.figures.style import ATTRACTION, NEUTRAL, REPULSION, figure


def one_step(word, contexts, before, after):
    """Draw one step of equation (4) in the plane: where each vector was, and where it goes.

    Parameters
    ----------
    word : str
        The word w.
    contexts : sequence of str, (n,)
        The observed context first, then the negatives.
    before, after : pairs of arrays (2,), (n, 2)
        The word's vector and the context vectors.
    """
    with figure(figsize=(6.6, 4.6)) as axes:
        colours = ["black", ATTRACTION, *[REPULSION] * (len(contexts) - 1)]
        old, new = (np.vstack([v_w, C]) for v_w, C in (before, after))
        for colour, start, end in zip(colours, old, new, strict=True):
            axes.plot([0, start[0]], [0, start[1]], color=colour, alpha=0.25, lw=1.2)
            axes.plot(*start, "o", color=colour, ms=5)
            axes.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.0})
        lines = [start + t * (end - start) for start, end in zip(old, new, strict=True) for t in np.linspace(0, 1, 9)]
        rays = [t * start for start in old for t in np.linspace(0, 1, 15)]
        _plane(axes, np.vstack([old, new]))
        _names(axes, [word, *contexts], colours, old, np.vstack([lines, rays]))


def path(word, contexts, places):
    """Draw where the vectors go in many small steps of equation (4).

    Parameters
    ----------
    word : str
        The word w.
    contexts : sequence of str, (n,)
        The observed context first, then the negatives.
    places : array, (steps, 1 + n, 2)
        The word's vector and the context vectors after each step.
    """
    with figure(figsize=(6.6, 4.6)) as axes:
        colours = ["black", ATTRACTION, *[REPULSION] * (len(contexts) - 1)]
        for p, colour in enumerate(colours):
            axes.plot(*places[:, p].T, color=colour, lw=1.4)
            axes.plot(*places[0, p], "o", color=colour, ms=4, mfc="white")
            axes.plot(*places[-1, p], "o", color=colour, ms=6)
        _plane(axes, places.reshape(-1, 2))
        _names(axes, [word, *contexts], colours, places[-1], places.reshape(-1, 2))


def training(history, start):
    """Draw the objective while it is trained.

    Parameters
    ----------
    history : array, (points, 2)
        Pairs seen, and equation (4) per pair in nats.
    start : float
        Its value where every score is zero.
    """
    with figure(figsize=(7.0, 3.2)) as axes:
        axes.axhline(start, color=NEUTRAL, lw=1, ls="--")
        axes.annotate("every score zero", (history[-1, 0] / 1e6, start), (0, 5), textcoords="offset points", ha="right")
        axes.plot(history[:, 0] / 1e6, history[:, 1], color=ATTRACTION)
        axes.set_xlabel("pairs seen, millions")
        axes.set_ylabel("equation (4), nats per pair")


def neighbours(table):
    """Write the nearest words of each word in a row, the nearest first and darkest.

    Parameters
    ----------
    table : dict of str to list of (str, float)
        For each word its neighbours with their cosines.
    """
    with figure(figsize=(7.4, 0.3 * len(table) + 0.3)) as axes:
        axes.set_axis_off()
        axes.set_ylim(len(table) - 0.5, -0.5)
        for y, (word, row) in enumerate(table.items()):
            axes.annotate(word, (0.16, y), xycoords=("axes fraction", "data"), ha="right", va="center", weight="bold")
            before = axes.texts[-1]
            for neighbour, cosine in row:
                before = axes.annotate(
                    neighbour, (1, 0.5), (12, 0), xycoords=before, textcoords="offset points", va="center",
                    color=ATTRACTION, alpha=float(np.clip(cosine, 0.4, 1)),
                )  # fmt: skip


def _names(axes, names, colours, points, drawn):
    """Write each name beside its point, on the side where least is drawn."""
    span = np.ptp(axes.get_xlim())
    for name, colour, point in zip(names, colours, points, strict=True):
        angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        sides = np.column_stack([np.cos(angles), np.sin(angles)]) * (0.045 * span, 0.05 * span)
        sides[:, 0] *= 1 + 0.25 * len(name) * np.abs(np.cos(angles))
        room = [np.linalg.norm(drawn - (point + side), axis=1).min() for side in sides]
        x, y = point + sides[int(np.argmax(np.round(room, 6)))]
        axes.text(x, y, name, color=colour, ha="center", va="center")


def _plane(axes, points):
    axes.plot(0, 0, "+", color=NEUTRAL, ms=9)
    low, high = np.minimum(points.min(axis=0), 0), np.maximum(points.max(axis=0), 0)
    margin = 0.2 * (high - low).max()
    axes.set_xlim(low[0] - margin, high[0] + margin)
    axes.set_ylim(low[1] - margin, high[1] + margin)
    axes.set_aspect("equal")
    axes.set_xlabel("first component")
    axes.set_ylabel("second component")
