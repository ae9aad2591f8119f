"""Figures of the gradients: weights, error curves, cuts through the objective, eigenvalues at the saddle."""

import numpy as np

from w2vexplained.figures.style import (
    ATTRACTION,
    GREEN,
    NEUTRAL,
    ORANGE,
    PURPLE,
    RED,
    REPULSION,
    SKY,
    figure,
)

LINES = (("o", NEUTRAL), ("s", RED), ("^", ORANGE), ("D", PURPLE))


def weights(x, attraction, repulsion):
    """Draw how hard a pair pulls and pushes, against its score.

    Parameters
    ----------
    x : array
        Scores.
    attraction, repulsion : arrays like x
        The weights 1 − σ(x) and σ(x).
    """
    with figure() as axes:
        axes.plot(x, attraction, color=ATTRACTION, linewidth=2.2)
        axes.plot(x, repulsion, color=REPULSION, linewidth=2.2, linestyle="--")
        axes.text(x[0], 0.7, "the observed context\npulls with 1 − σ(x)", color=ATTRACTION, va="top")
        axes.text(x[-1], 0.7, "a negative\npushes with σ(x)", color=REPULSION, ha="right", va="top")
        axes.set_xlabel("score x = v_c · v_w")
        axes.set_ylabel("weight in the gradient (probability)")
        axes.set_ylim(-0.03, 1.06)


def v_curve(steps, errors, floor):
    """Draw the error of central differences over the step, beside the floor of the complex step.

    Parameters
    ----------
    steps : array
        Steps h.
    errors : array like steps
        Relative errors of central differences.
    floor : float
        Relative error of the complex step.
    """
    best = int(np.argmin(errors))
    with figure(figsize=(7.0, 4.2)) as axes:
        axes.loglog(steps, errors, "o-", color=ATTRACTION, markersize=4.5)
        axes.axhline(floor, color=GREEN, linewidth=2)
        _slope(axes, steps, errors, best - 6, -1, "rounding: slope −1", "right")
        _slope(axes, steps, errors, best + 6, 2, "truncation: slope 2", "left")
        axes.annotate("central differences", (steps[best], errors[best]), (0, -16), **_below())
        axes.text(steps[0], floor * 2.5, "complex step, h = 1e-20", color=GREEN)
        axes.set_ylim(floor / 20, 1)
        _name_error_axes(axes)


def caught(steps, curves):
    """Draw the error curves of several claimed gradients: a right one makes a V, a wrong one a floor.

    Parameters
    ----------
    steps : array
        Steps h.
    curves : dict of str to array like steps
        Relative errors, by the name of the claim; at most four.
    """
    with figure(figsize=(7.0, 4.2)) as axes:
        for (name, errors), (marker, colour) in zip(curves.items(), LINES, strict=False):
            axes.loglog(steps, errors, marker=marker, color=colour, markersize=4, label=name)
        axes.legend(loc="lower left", bbox_to_anchor=(0.0, 0.0))
        axes.set_ylim(1e-15, 10)
        _name_error_axes(axes)


def cuts(t, fixed, joint):
    """Draw the loss along two lines: one side moving alone, and both moving together.

    Parameters
    ----------
    t : array
        Position on the line; −1 and 1 are opposite vectors.
    fixed : array like t
        Loss with the contexts held.
    joint : array like t
        Loss with both sides moving.
    """
    with figure(1, 2, figsize=(7.0, 3.4)) as (left, right):
        _cut(left, t, fixed, ATTRACTION, "W moves, C is held: a bowl")
        _cut(right, t, joint, REPULSION, "W and C move: a hill between valleys")
        left.set_ylabel("loss −ℓ (nats)")


def eigenvalues(measured, predicted):
    """Draw the eigenvalues of a Hessian in order, over the levels that theory gives them.

    Parameters
    ----------
    measured : array
        Eigenvalues.
    predicted : array
        The singular values σ_i(G_0); levels are drawn at ± each and at zero.
    """
    measured = np.sort(measured)
    with figure() as axes:
        for level in predicted:
            axes.axhline(level, color=SKY, linewidth=1.6)
            axes.axhline(-level, color=SKY, linewidth=1.6)
        axes.axhline(0, color=NEUTRAL, linewidth=1)
        up = measured > 1e-9
        place = np.arange(1, len(measured) + 1)
        axes.plot(place[up], measured[up], "o", color=ATTRACTION, label="objective curves up: a way out")
        axes.plot(place[~up], measured[~up], "s", color=REPULSION, label="flat, or curves down")
        axes.plot([], [], color=SKY, linewidth=1.6, label="± singular values of G₀")
        axes.legend(loc="lower right", fontsize=9.5, frameon=True, framealpha=1, edgecolor="white")
        axes.set_xlabel("eigenvalue, in order")
        axes.set_ylabel("curvature at zero")


def _cut(axes, t, loss, colour, title):
    axes.plot(t, loss, color=colour, linewidth=2.2)
    axes.plot([t[0], t[-1]], [loss[0], loss[-1]], "--", color=NEUTRAL, linewidth=1.2)
    axes.set_title(title)
    axes.set_xlabel("t: vectors multiplied by t")


def _slope(axes, steps, errors, at, power, text, side):
    """Draw a guide of a given slope just above the curve, with its name."""
    span = slice(max(at - 4, 0), at + 5)
    guide = 4 * errors[at] * (steps[span] / steps[at]) ** power
    axes.loglog(steps[span], guide, "--", color=NEUTRAL, linewidth=1.2)
    axes.annotate(
        text,
        (steps[at], 4 * errors[at]),
        (6 if side == "right" else -6, 6),
        textcoords="offset points",
        color=NEUTRAL,
        ha="left" if side == "right" else "right",
    )


def _below():
    return {"textcoords": "offset points", "color": ATTRACTION, "ha": "center", "va": "top"}


def _name_error_axes(axes):
    axes.set_xlabel("step h")
    axes.set_ylabel("relative error of the gradient")
