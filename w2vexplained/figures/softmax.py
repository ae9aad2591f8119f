"""Figures of notebook 02: what the softmax costs, how it pulls, its curvature, its symmetries, what it recovers."""

import numpy as np

from w2vexplained.figures import style
from w2vexplained.functions import logsumexp


def cost(sizes, softmax, negative_sampling):
    """Draw the multiplications that one pair takes against the number of contexts.

    Parameters
    ----------
    sizes : array of int, (m,)
        The numbers of contexts.
    softmax, negative_sampling : array of int, (m,)
        How many multiplications were counted.
    """
    with style.figure() as ax:
        ax.loglog(sizes, softmax, "o-", color=style.BLUE, label="softmax: every context")
        ax.loglog(sizes, negative_sampling, "s--", color=style.ORANGE, label="negative sampling: k + 1 contexts")
        ax.set_xlabel("number of contexts |C|")
        ax.set_ylabel("multiplications for one pair, counted")
        ax.legend()


def observed_minus_expected(C, p, c, names):
    """Draw the gradient in the word's vector as an arrow in the plane, and its weights as bars.

    Parameters
    ----------
    C : array, (n, 2)
        The context vectors.
    p : array, (n,)
        The probabilities that the model gives to the contexts.
    c : int
        The observed context.
    names : list of str, (n,)
        What the contexts are called.
    """
    C, p = np.asarray(C), np.asarray(p)
    with style.figure(1, 2, figsize=(7.6, 3.8)) as (plane, bars):
        _pull_in_the_plane(plane, C, p, c, names)
        _weights(bars, p, c, names)


def slices(t, word_moves, contexts_move, both_move):
    """Draw the log-probability of one pair along three straight lines through zero.

    Parameters
    ----------
    t : array, (m,)
        The factor on the vectors that move.
    word_moves, contexts_move, both_move : array, (m,)
        The log-probability in nats with that factor on one side, or on both.
    """
    with style.figure() as ax:
        ax.plot(t, word_moves, "-", color=style.BLUE, lw=2, label="only the word's vector moves")
        ax.plot(t, contexts_move, "--", color=style.SKY, lw=3.5, dashes=(1, 2), label="only the contexts move")
        ax.plot(t, both_move, "-", color=style.RED, lw=2, label="both move")
        ends = [0, len(t) - 1]
        ax.plot(
            np.asarray(t)[ends],
            np.asarray(both_move)[ends],
            "o:",
            color=style.GREY,
            label="chord between two equal points",
        )
        ax.set_xlabel("factor t on the vectors that move")
        ax.set_ylabel("log p(c | w) (nats)")
        ax.legend(loc="lower center")


def drift(times, drifts):
    """Draw how far the conserved matrix drifts when gradient flow is walked in steps of finite length.

    Parameters
    ----------
    times : dict of float to array
        For each step length the times, step length times number of steps.
    drifts : dict of float to array
        For each step length the largest entry by which the matrix has changed.
    """
    colours = (style.RED, style.ORANGE, style.GREEN, style.BLUE)
    with style.figure() as ax:
        for colour, (step, t) in zip(colours, times.items(), strict=False):
            ax.semilogy(t[1:], drifts[step][1:], color=colour, lw=2, label=f"step {step:g}")
        ax.set_xlabel("time (step × number of steps)")
        ax.set_ylabel("largest change of WᵀW − CᵀC")
        ax.legend(loc="lower right", ncols=2)


def recovered(log_p, scores, low_rank, words, names):
    """Draw scores at the optimum against the true log-probabilities, before and after their row constants go.

    Parameters
    ----------
    log_p : array, (|V|, n)
        The true log p(c | w), in nats.
    scores : array, (|V|, n)
        Free scores at the optimum.
    low_rank : array, (|V|, n)
        Scores of vectors too short for the law, at their optimum.
    words : sequence of int
        Rows to colour on the left.
    names : list of str
        What these words are called.
    """
    with style.figure(1, 2, figsize=(7.6, 4.0), sharex=True) as (raw, levelled):
        for colour, marker, w, name in zip((style.BLUE, style.ORANGE, style.GREEN), "os^", words, names, strict=False):
            raw.plot(log_p[w], scores[w], marker, ms=4, color=colour, label=name)
        raw.set_xlabel("true log p(c | w) (nats)")
        raw.set_ylabel("score at the optimum")
        raw.set_title("each word at its own height")
        raw.legend(title="row of w =")
        levelled.plot(log_p.ravel(), _levelled(low_rank).ravel(), "x", ms=4, color=style.GREY, label="d = 2")
        levelled.plot(log_p.ravel(), _levelled(scores).ravel(), ".", ms=5, color=style.BLUE, label="scores free")
        ends = [log_p.min(), log_p.max()]
        levelled.plot(ends, ends, "-", color=style.RED, lw=1, label="diagonal")
        levelled.set_xlabel("true log p(c | w) (nats)")
        levelled.set_ylabel("score minus log Σ exp of its row")
        levelled.set_title("heights removed")
        levelled.legend(loc="lower right")


def _pull_in_the_plane(ax, C, p, c, names):
    expected = p @ C
    ax.scatter(*C.T, s=40 + 900 * p, color=style.SKY, alpha=0.7, edgecolor=style.GREY, zorder=2)
    for name, (x, y) in zip(names, C, strict=True):
        ax.annotate(name, (x, y), textcoords="offset points", xytext=(0, 14), ha="center", fontsize=9.5)
    ax.plot(*expected, "X", ms=9, color=style.REPULSION, zorder=4)
    ax.annotate("expected", expected, textcoords="offset points", xytext=(-10, -4), ha="right", color=style.REPULSION)
    ax.annotate("", C[c], expected, arrowprops={"arrowstyle": "->", "lw": 2.2, "color": style.ATTRACTION, "shrinkB": 0})
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.3)
    ax.set_xlabel("first component")
    ax.set_ylabel("second component")
    ax.set_title("gradient of $v_w$: expected → observed")


def _weights(ax, p, c, names):
    weights = np.where(np.arange(len(p)) == c, 1 - p, -p)
    colours = [style.ATTRACTION if weight > 0 else style.REPULSION for weight in weights]
    drawn = ax.barh(names, weights, color=colours)
    ax.bar_label(drawn, fmt="%+.3f", padding=3, fontsize=9)
    ax.axvline(0, color=style.GREY, lw=1)
    ax.invert_yaxis()
    ax.margins(x=0.32)
    ax.set_xlabel("observed minus expected (probability)")
    ax.set_title("its weight on each context")


def _levelled(scores):
    return scores - logsumexp(scores)[:, None]
