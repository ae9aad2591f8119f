"""Figures of notebook 01: a window over a sentence and at its end, a table and its law, a shared vector."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from w2vexplained.figures.style import BLUE, GREY, ORANGE, RED, figure

CENTRE, CONTEXT, OUTSIDE = BLUE, ORANGE, "#EDEDED"


def sliding_window(words, window):
    """Draw a sentence once for each position of the window, and beside it the pairs that this position gives.

    Parameters
    ----------
    words : sequence of str, (n,)
        The sentence.
    window : int
        The largest distance between a word and its context, in words.
    """
    n, longest = len(words), 0
    with figure(figsize=(8.0, 0.42 * n + 0.9)) as ax:
        for row in range(n):
            contexts = [j for j in range(n) if 0 < abs(j - row) <= window]
            for column, word in enumerate(words):
                _box(ax, column, row, word, CENTRE if column == row else CONTEXT if column in contexts else OUTSIDE)
            gives = "  ".join(f"({words[row]}, {words[j]})" for j in contexts)
            longest = max(longest, len(gives))
            ax.text(n - 0.3, row, gives, va="center", fontsize=9)
        ax.text(n - 0.3, -0.85, "pairs (w, c) that this row adds to D", va="center", color=GREY, fontsize=9)
        ax.text(-0.5, -0.85, "blue: the word w,  orange: its contexts C(w)", va="center", color=GREY, fontsize=9)
        ax.set(xlim=(-0.5, n - 0.3 + 0.115 * longest), ylim=(n - 0.5, -1.2))
        ax.axis("off")


def sentence_ends(sentences, window):
    """Draw which places of a text make a pair, and which would if nothing marked the ends of its sentences.

    Parameters
    ----------
    sentences : list of sequences of str
        The text.
    window : int
        The largest distance between a word and its context, in words.
    """
    words = [word for sentence in sentences for word in sentence]
    sentence = np.repeat(np.arange(len(sentences)), [len(words) for words in sentences])
    place = np.arange(len(words))
    distance = abs(place[:, None] - place)
    kind = np.where((distance == 0) | (distance > window), 0, np.where(sentence[:, None] == sentence, 1, 2))
    with figure(figsize=(5.6, 4.6)) as ax:
        ax.imshow(kind, cmap=ListedColormap([OUTSIDE, BLUE, RED]), vmin=0, vmax=2)
        ax.set(xlabel="place of the context c", ylabel="place of the word w", xticks=place, yticks=place)
        ax.set_xticklabels(words, rotation=90)
        ax.set_yticklabels(words)
        ax.grid(False)
        ax.set_xticks(place[1:] - 0.5, minor=True)
        ax.set_yticks(place[1:] - 0.5, minor=True)
        ax.grid(which="minor", color="white", linewidth=1.5, alpha=1)
        ax.tick_params(which="minor", length=0)
        said = {BLUE: "pairs inside\na sentence", RED: "pairs across\nits end"}
        patches = [Patch(color=colour, label=words) for colour, words in said.items()]
        ax.legend(handles=patches, loc="upper left", bbox_to_anchor=(1, 1))


def table_and_law(words, law, shares):
    """Draw the probabilities of all pairs beside the shares that were counted, in one scale of colours.

    Parameters
    ----------
    words : sequence of str, (n,)
        Names of rows and columns.
    law, shares : arrays, (n, n)
        Probabilities p(w, c), and counts divided by their sum.
    """
    with figure(1, 2, figsize=(9.0, 4.6), sharey=True) as axes:
        for ax, cells, title in zip(axes, (law, shares), ("the law p(w, c)", "the counts #(w, c) / |D|"), strict=True):
            drawn = ax.imshow(np.where(cells > 0, cells, np.nan), cmap="viridis_r", vmin=0, vmax=np.max(law))
            ax.set(title=title, xlabel="context c", xticks=range(len(words)), yticks=range(len(words)))
            ax.set_xticklabels(words, rotation=90)
            ax.set_yticklabels(words)
            ax.grid(False)
        axes[0].set_ylabel("word w")
        axes[0].figure.colorbar(drawn, ax=axes, shrink=0.8, label="share of all pairs (white: none)")


def settling(sizes, distances):
    """Draw how far the counted shares are from the law, against the size of the sample, on logarithmic axes.

    Parameters
    ----------
    sizes : array, (m,)
        How many sentences were drawn.
    distances : array, (m,)
        The total variation distance, a probability.
    """
    sizes, distances = np.asarray(sizes, dtype=float), np.asarray(distances, dtype=float)
    with figure(figsize=(7.0, 3.2)) as ax:
        ax.loglog(sizes, distances, "o-", color=BLUE, label="distance between counts and law")
        guide = np.exp(np.mean(np.log(distances) + np.log(sizes) / 2)) / np.sqrt(sizes)
        ax.loglog(sizes, guide, "--", color=GREY, label="slope of 1 / √N")
        ax.set(xlabel="sentences N", ylabel="total variation distance")
        ax.legend()


def shared_vector(cat, sigmoid, softmax):
    """Draw p(dog | dog) of two models that give a word one vector for both roles, against the vector of another word.

    Parameters
    ----------
    cat : array, (m,)
        The only component of the other word's vector.
    sigmoid, softmax : arrays, (m,)
        The probability of dog beside dog under each model.
    """
    with figure(figsize=(7.0, 3.2)) as ax:
        ax.axhline(0.5, color=GREY, linestyle=":", linewidth=1.5)
        ax.plot(cat, sigmoid, color=BLUE, label="sigmoid: never below one half")
        ax.plot(cat, softmax, "--", color=RED, label="softmax: as low as you like")
        ax.set(xlabel="vector of cat (one component), with dog = 1", ylabel="p(dog | dog)", ylim=(-0.03, 1.03))
        ax.legend(loc="upper right")


def _box(ax, x, y, word, colour):
    words_on = "white" if colour == CENTRE else "black"
    box = {"boxstyle": "round,pad=0.28", "facecolor": colour, "edgecolor": "none"}
    ax.text(x, y, word, ha="center", va="center", fontsize=10, color=words_on, bbox=box)
