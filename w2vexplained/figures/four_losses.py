"""Figures of notebook 08: what four losses recover, what k does, and who notices a number added to all scores."""

import numpy as np

from w2vexplained.figures import style

COLOURS = (style.SKY, style.ORANGE, style.RED, style.BLUE)


def recovered(log_p, learned, words, names):
    """Draw the learned scores of each loss against the true log-probabilities, one panel a loss.

    Parameters
    ----------
    log_p : array, (|V|, n)
        The true log p(c | w), in nats.
    learned : dict of str to array, (|V|, n)
        For each of four losses the scores at its optimum.
    words : sequence of int
        Up to three rows to colour; all others are grey.
    names : list of str
        What these words are called.
    """
    with style.figure(2, 2, figsize=(7.6, 6.6), sharex=True) as axes:
        for ax, (loss, X) in zip(axes.ravel(), learned.items(), strict=True):
            _rows(ax, log_p, X, words, names)
            ends = np.array([log_p.min(), 0])
            ax.plot(ends, ends, "--", color="black", lw=1, zorder=1, label="diagonal")
            ax.set_title(loss)
        for ax in axes[1]:
            ax.set_xlabel("true log p(c | w) (nats)")
        for ax in axes[:, 0]:
            ax.set_ylabel("score at the optimum (nats)")
        axes[0, 1].legend(title="row of w =", loc="lower right", fontsize=9)


def limit(normalised, shifted, Z):
    """Draw how far slopes are from others, against the number of draws, at two points.

    Parameters
    ----------
    normalised, shifted : dict of str to (array, array)
        For up to three comparisons the numbers of draws and the largest difference of an entry: at a point
        with Z = 1, and at one where it is not.
    Z : float
        The sum of exponentials at the second point.
    """
    looks = ((style.RED, "--", "s", 8), (style.BLUE, "-", "o", 4), (style.GREEN, "-", "^", 5))
    with style.figure(1, 2, figsize=(7.6, 4.4), sharex=True, sharey=True) as axes:
        for ax, curves, z in zip(axes, (normalised, shifted), (1, Z), strict=True):
            for (label, (draws, error)), (colour, dashes, marker, size) in zip(curves.items(), looks, strict=False):
                ax.loglog(draws, error, dashes, marker=marker, ms=size, mfc="none", color=colour, label=label)
            ax.set_title(f"at a point with Z = {z:g}")
            ax.set_xlabel("k, draws for each pair")
        axes[0].set_ylabel("largest difference of an entry")
        axes[0].figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", fontsize=9.5)


def heights(t, values):
    """Draw what each loss gains or loses when one number is added to all scores of its optimum.

    Parameters
    ----------
    t : array, (m,)
        The number added.
    values : dict of str to array, (m,)
        For each loss its value then, in nats per pair; drawn relative to its largest.
    """
    with style.figure() as ax:
        looks = zip(COLOURS, ("-", "-", ":", "--"), (6, 6, 2.5, 2.5), strict=True)  # thin over broad where two agree
        for (loss, value), (colour, dashes, width) in zip(values.items(), looks, strict=False):
            ax.plot(t, value - value.max(), dashes, color=colour, lw=width, label=loss)
        ax.set_xlabel("number t added to all scores")
        ax.set_ylabel("value below the maximum (nats per pair)")
        ax.legend(loc="lower center")


def error_of_estimates(k, measured, predicted, floor):
    """Draw the error of estimates from a sample against the draws for each pair.

    Parameters
    ----------
    k : array, (m,)
        Draws for each pair.
    measured, predicted : array, (m,)
        Root of the mean squared error of a score, in nats.
    floor : float
        The same for maximum likelihood.
    """
    with style.figure() as ax:
        ax.semilogx(k, predicted, "-", color=style.BLUE, label="predicted, to first order")
        ax.semilogx(k, measured, "o", color=style.ORANGE, label="measured")
        ax.axhline(floor, ls="--", color=style.GREY, label="maximum likelihood, predicted")
        ax.set_xticks(k, [f"{draws}" for draws in k])
        ax.minorticks_off()
        ax.set_xlabel("k, draws for each pair (logarithmic)")
        ax.set_ylabel("typical error of a score (nats)")
        ax.legend(loc="upper right")


def candidates(scores, targets):
    """Draw scores, each row moved to the height of what it is held against, over several such tables.

    Parameters
    ----------
    scores : array, (|V|, n)
        What was learned.
    targets : dict of str to array, (|V|, n)
        What it might be, up to a number for each row, in nats.
    """
    with style.figure(1, len(targets), figsize=(7.6, 3.2), sharey=True, squeeze=False) as axes:
        axes = axes[0]
        for ax, (name, target) in zip(axes, targets.items(), strict=True):
            levelled = scores - (scores - target).mean(axis=1, keepdims=True)
            ax.plot(target.ravel(), levelled.ravel(), ".", ms=5, color=style.BLUE)
            ends = [target.min(), target.max()]
            ax.plot(ends, ends, "--", color="black", lw=1)
            ax.set_xlabel(f"{name} (nats)")
        axes[0].set_ylabel("learned score, row moved (nats)")


def _rows(ax, log_p, X, words, names):
    """Scatter a table of scores, a few of its rows in colour."""
    ax.plot(log_p.ravel(), X.ravel(), ".", ms=3.5, color=style.GREY, alpha=0.45)
    for colour, marker, w, name in zip((style.BLUE, style.ORANGE, style.GREEN), "os^", words, names, strict=False):
        ax.plot(log_p[w], X[w], marker, ms=4.5, color=colour, label=name)
