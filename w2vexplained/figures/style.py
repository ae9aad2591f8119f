"""How figures look: one palette that survives colour-blindness, one size, quiet axes."""

from contextlib import contextmanager

import matplotlib.pyplot as plt

# Okabe and Ito's palette, by what the colours mean in these notebooks.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#6E6E6E",
)
ATTRACTION, REPULSION, NEUTRAL = BLUE, RED, GREY

SETTINGS = {
    "figure.figsize": (7.0, 3.8),
    "figure.dpi": 110,
    "font.size": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.25,
    "axes.titlesize": 11,
    "legend.frameon": False,
    "svg.hashsalt": "w2vexplained",
}


@contextmanager
def figure(rows=1, columns=1, **options):
    """Open a figure in the house style, show it at the end, and leave nothing behind.

    Parameters
    ----------
    rows, columns : int
        The grid of axes.
    options : dict
        Handed to ``plt.subplots``, such as figsize.

    Yields
    ------
    Axes or array of Axes
        To draw on.
    """
    with plt.rc_context(SETTINGS):
        drawn, axes = plt.subplots(rows, columns, layout="constrained", **options)
        try:
            yield axes
            plt.show()
        finally:
            plt.close(drawn)
