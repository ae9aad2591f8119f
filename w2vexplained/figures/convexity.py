"""Figures of notebook 05: an endless ridge and a top, the runaway, a slice through the saddle, the way out of zero."""

import numpy as np

from w2vexplained.figures.style import ATTRACTION, GREEN, NEUTRAL, PURPLE, REPULSION, SKY, figure

ON_WHITE, ON_CONTOURS = (ATTRACTION, REPULSION, PURPLE, GREEN), (ATTRACTION, REPULSION, SKY, PURPLE)


def ridge_and_top(first, second, values, path, optimum):
    """Draw the objective over the plane of one word's vector, without a finite optimum and with one.

    Parameters
    ----------
    first, second : arrays, (m,)
        The two components of the vector.
    values : pair of arrays, (m, m)
        The objective in nats at [second, first], before and after one more observation.
    path : array, (steps, 2)
        A climb on the left-hand surface.
    optimum : array, (2,)
        The highest point of the right-hand one.
    """
    below = np.array([25, 18, 13, 9, 6, 4, 2.5, 1.5, 0.8, 0.4, 0.2, 0.1, 0.03, 0])
    with figure(1, 2, figsize=(7.0, 3.7), sharey=True) as (left, right):
        for axes, surface in zip((left, right), values, strict=True):
            levels = surface.max() - below
            axes.contourf(first, second, surface, levels=levels, cmap="cividis", extend="min")
            axes.contour(first, second, surface, levels=levels, colors="white", linewidths=0.6)
            axes.set_xlabel("first component of v_w")
            axes.set_aspect("equal")
            axes.grid(False)
        left.plot(*np.transpose(path), color=REPULSION, linewidth=2.4)
        left.plot(*path[0], "o", color=REPULSION)
        left.annotate(
            "", path[-1], path[-2], arrowprops={"arrowstyle": "-|>", "color": REPULSION, "mutation_scale": 18}
        )
        right.plot(*optimum, "*", color=REPULSION, markersize=14)
        left.set_title("separable: a ridge without an end")
        right.set_title("one observation more: a top")
        left.set_ylabel("second component of v_w")


def runaway(steps, lengths, slope, gaps):
    """Draw how a vector's length and the value's distance from its supremum go on, step after step.

    Parameters
    ----------
    steps : array
        Numbers of steps, from 1.
    lengths : array like steps
        Length of the vector after each.
    slope : float
        By how much theory lets the length grow for each unit of the logarithm of steps.
    gaps : array like steps
        The supremum less the value, in nats.
    """
    with figure(1, 2, figsize=(7.0, 3.4)) as (left, right):
        left.semilogx(steps, lengths, color=ATTRACTION, linewidth=2.2, label="length of v_w")
        line = lengths[-1] + slope * np.log(steps / steps[-1])
        late = steps >= 10
        left.semilogx(steps[late], line[late] + 0.5, "--", color=NEUTRAL, label=f"slope {slope:.2f} against log(steps)")
        right.loglog(steps, gaps, color=REPULSION, linewidth=2.2, label="distance")
        right.loglog(steps[late], 2 * gaps[-1] * steps[-1] / steps[late], "--", color=NEUTRAL, label="slope −1")
        left.set_ylabel("length")
        right.set_ylabel("supremum − ℓ (nats)")
        left.legend(fontsize=9.5, loc="upper left")
        right.legend(fontsize=9.5, loc="lower left")
        left.set_ylim(0, 1.35 * lengths[-1])
        for axes in (left, right):
            axes.set_xlabel("steps")


def slice_through_zero(s, t, value, paths, product):
    """Draw the objective on a plane through zero: words multiplied by s, contexts by t.

    Parameters
    ----------
    s, t : arrays, (m,)
        How far words and contexts are along their directions.
    value : array, (m, m)
        The objective at [t, s], in nats for each pair.
    paths : dict of str to array, (steps, 2)
        Climbs (s, t), by the name of their start; at most four.
    product : float
        The best s·t: along this hyperbola the objective is highest.
    """
    with figure(figsize=(7.0, 5.2)) as axes:
        levels = value.max() - np.array([12, 9, 7, 5, 3.6, 2.6, 1.8, 1.2, 0.8, 0.5, 0.25, 0.1, 0.03, 0])
        filled = axes.contourf(s, t, value, levels=levels, cmap="cividis", extend="min")
        axes.figure.colorbar(filled, ax=axes, label="objective (nats for each pair)", format="%.1f")
        valley = np.linspace(product / t[-1], s[-1], 200)
        axes.plot(valley, product / valley, "--", color="black", linewidth=1.4, label="all points of the best value")
        axes.plot(-valley, -product / valley, "--", color="black", linewidth=1.4)
        for (name, path), colour in zip(paths.items(), ON_CONTOURS, strict=False):
            axes.plot(*np.transpose(path), color=colour, linewidth=2.4, label=name)
            axes.plot(*path[0], "o", color=colour)
        axes.plot(
            0, 0, "X", color="white", markeredgecolor="black", markersize=11, linestyle="none", label="the saddle"
        )
        axes.set_xlim(s[0], s[-1])
        axes.set_ylim(t[0], t[-1])
        axes.set_aspect("equal")
        axes.grid(False)
        axes.legend(loc="upper left", fontsize=9, frameon=True, framealpha=0.9)
        axes.set_xlabel("s: all words, W = s·p")
        axes.set_ylabel("t: all contexts, C = t·q")


def way_out(steps, measured, predicted, names):
    """Draw how components along singular directions grow from almost zero, over what linear theory says.

    Parameters
    ----------
    steps : array, (m,)
        Numbers of steps.
    measured, predicted : arrays, (m, directions)
        Lengths of the components; at most four directions.
    names : sequence of str
        One for each direction.
    """
    with figure(figsize=(7.0, 4.0)) as axes:
        for one, theory, name, colour in zip(measured.T, predicted.T, names, ON_WHITE, strict=False):
            axes.semilogy(steps, one, color=colour, linewidth=2.4, label=name)
            axes.semilogy(steps, theory, "--", color="black", linewidth=1.1)
        axes.plot([], [], "--", color="black", linewidth=1.1, label="theory at the saddle")
        axes.set_ylim(measured.min() / 3, 30 * measured.max())
        axes.legend(loc="upper left", fontsize=9.5)
        axes.set_xlabel("steps")
        axes.set_ylabel("length of the component of W")
