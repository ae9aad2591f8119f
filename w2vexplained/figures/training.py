"""The figures of notebook 11: what a pair costs, scatter of shared draws, how far training comes, maps, a film."""

from io import BytesIO

import numpy as np

from w2vexplained.figures import style

COLOURS = (style.BLUE, style.RED, style.GREEN, style.ORANGE, style.PURPLE, style.SKY)
DASHES = ("-", "--", "-.", ":")
SECONDS = 5  # for the whole film: longer, and a reader would have to be able to stop it
LOOPS = 3


def cost(names, nanoseconds, arithmetic, rows):
    """Draw what a pair costs at each stage: measured time beside the arithmetic's, and rows of memory.

    Parameters
    ----------
    names : list of str, (n,)
        The stages, from above.
    nanoseconds : array, (n,)
        The time of one pair, measured.
    arithmetic : array, (n,)
        What its multiplications would take at the machine's best, in nanoseconds.
    rows : array, (n,)
        The rows of W and C that a pair touches, on average.
    """
    y = np.arange(len(names))
    with style.figure(columns=2, figsize=(7.8, 3.6), sharey=True, width_ratios=[2, 1]) as (left, right):
        left.barh(y, nanoseconds, color=style.SKY, height=0.6)
        for place, time in zip(y, nanoseconds, strict=True):
            left.annotate(_short(time), (time, place), (4, 0), textcoords="offset points", va="center", fontsize=9.5)
        left.plot(arithmetic, y, "D", color=style.RED, markersize=6, label="arithmetic alone, at this machine's best")
        left.set_xscale("log")
        left.set_xlim(min(arithmetic) / 3, max(nanoseconds) * 8)
        left.set(xlabel="time of one pair (nanoseconds)", title="measured")
        left.set_yticks(y, names)
        left.set_ylim(len(names) - 0.5, -0.5)
        right.barh(y, rows, color=style.NEUTRAL, height=0.6)
        right.set(xlabel="rows of W and C", title="touched for one pair")
        left.figure.legend(*left.get_legend_handles_labels(), loc="outside lower right")


def scatter(draws, ratios, bounds, used):
    """Draw how much the push of shared draws scatters, over that of own draws, against the number of draws.

    Parameters
    ----------
    draws : array, (n,)
        N, rising.
    ratios : dict of str to array, (n,)
        For each label the variance over that of own draws.
    bounds : dict of str to array, (n,)
        For the same labels what it cannot exceed.
    used : dict of str to int
        For some labels the place in `draws` that training uses, which is marked.
    """
    with style.figure() as axes:
        for (label, ratio), color, dashes in zip(ratios.items(), COLOURS, DASHES, strict=False):
            axes.loglog(draws, ratio, color=color, linestyle=dashes, linewidth=2, label=label)
            axes.loglog(draws, bounds[label], color=color, linestyle=dashes, linewidth=0.8, alpha=0.5)
            if label in used:
                axes.plot(draws[used[label]], ratio[used[label]], "o", color=color, markersize=8)
        axes.axhline(1, color="black", linewidth=1)
        axes.annotate("own draws", (draws[-1], 1), (0, 4), textcoords="offset points", fontsize=9, ha="right")
        axes.set(xlabel="draws N that the block shares", ylabel="variance, over that of own draws")
        axes.set_xticks(draws, [str(N) for N in draws])
        axes.minorticks_off()
        axes.legend(title="thick: exact; thin: bound of TR2")


def neighbours(table):
    """Write words with their nearest words, a row each.

    Parameters
    ----------
    table : dict of str to sequence of str
        For each word its neighbours, the nearest first.
    """
    with style.figure(figsize=(7.4, 0.32 * len(table) + 0.3)) as axes:
        axes.set_axis_off()
        for row, (word, near) in enumerate(table.items()):
            axes.text(0, -row, word, weight="bold", color=style.BLUE, va="center")
            axes.text(0.17, -row, "   ".join(near), va="center", fontsize=10)
        axes.set(xlim=(0, 1), ylim=(-len(table) + 0.4, 0.6))


def reached(courses, floors, sizes, levels, marks):
    """Draw how far training comes: against time where the law is known, against d on a real text.

    Parameters
    ----------
    courses : dict of str to (array, array)
        For each label the words read, and what is missing to the optimum, in nats per pair.
    floors : dict of str to number
        For the same labels, what vectors of that dimension must miss.
    sizes : array of int
        The dimensions d, on the right.
    levels : dict of str to array
        For each label the expected objective with each of these dimensions.
    marks : dict of str to number
        Values of the objective to compare with, on the right.
    """
    with style.figure(columns=2, figsize=(7.8, 4)) as (left, right):
        for (label, (words, missing)), color, dashes in zip(courses.items(), COLOURS, DASHES, strict=False):
            left.loglog(words, missing, color=color, linestyle=dashes, linewidth=2, label=label)
            if floors[label] > 0:
                left.axhline(floors[label], color=color, linewidth=1, alpha=0.6)
        left.set(xlabel="words read", ylabel="missing to the optimum (nats per pair)", title="toy language, law known")
        left.legend(title="thin: least possible", loc="lower left", fontsize=9, title_fontsize=9)
        for (label, values), color, mark in zip(levels.items(), COLOURS, "osD^", strict=False):
            right.plot(sizes, values, color=color, marker=mark, markersize=5, linewidth=1.5, label=label)
        for label, level in marks.items():
            right.axhline(level, color="black", linewidth=1)
            right.annotate(label, (0.02, level), (0, -11), xycoords=("axes fraction", "data"), fontsize=9,
                           textcoords="offset points")  # fmt: skip
        right.set_xscale("log")
        right.set_xticks(sizes, [str(size) for size in sizes])
        right.minorticks_off()
        low, high = right.get_ylim()
        right.set_ylim(low - 0.08 * (high - low), high)
        right.set(xlabel="components d", ylabel="objective (nats per pair)", title="300 words of the documentation")
        right.legend(loc="lower right", fontsize=9, bbox_to_anchor=(1, 0.1))


def word_map(places, words, groups):
    """Draw words as points of a map, and write the names of some groups of them.

    Parameters
    ----------
    places : array, (n, 2)
        Where each word lies.
    words : sequence of str, (n,)
        The words.
    groups : dict of str to sequence of str
        What to write, in one colour for each group.
    """
    place = dict(zip(words, np.asarray(places), strict=True))
    with style.figure(figsize=(7.4, 5.6)) as axes:
        axes.scatter(*np.asarray(places).T, s=6, color="#BBBBBB", linewidths=0)
        color = {word: color for members, color in zip(groups.values(), COLOURS, strict=False) for word in members}
        at = np.array([place[word] for word in color])
        for word, point, label in zip(color, at, at + _label_offsets(at, list(color), places), strict=True):
            axes.plot(*np.transpose([point, label]), color=color[word], linewidth=0.6, alpha=0.5)
            axes.plot(*point, "o", color=color[word], markersize=4)
            axes.text(*label, word, color=color[word], fontsize=9.5, ha="center", va="center")
        _without_axes(axes)


def settling(frames, words, groups, read):
    """Show words moving to their places: a film that any browser plays, and a picture of its end for print.

    Parameters
    ----------
    frames : array, (moments, n, 2)
        Where each word is at each moment.
    words : sequence of str, (n,)
        The words.
    groups : dict of str to sequence of str
        All of them, each group in its colour.
    read : sequence of int, (moments,)
        How many words of the text have been read by then.
    """
    from IPython.display import Image, display

    display(Image(film(_pictures(np.asarray(frames), list(words), groups, read)), format="png"))


def film(pictures, seconds=SECONDS, loops=LOOPS):
    """Make an animated PNG, which stops at its last picture and shows that one where nothing can move.

    Parameters
    ----------
    pictures : list of PIL.Image.Image
        In the order of time.
    seconds : number
        How long one pass takes.
    loops : int
        How many passes there are.

    Returns
    -------
    bytes
        A PNG; what cannot play it shows the last picture.
    """
    from PIL import Image

    # One palette for all: a third of the size. The still picture in front is no part of the film.
    palette = pictures[-1].quantize(64)
    colours = np.reshape(palette.getpalette(), (-1, 3))
    colours[colours.min(axis=1) > 240] = 255  # a palette holds averages, and paper is white
    palette.putpalette(colours.ravel().tolist())
    small = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in [pictures[-1], *pictures]]
    step = round(1000 * seconds / (len(pictures) + 4))
    durations = [step] * (len(pictures) - 1) + [5 * step]  # the end stands still for a while
    file = BytesIO()
    small[0].save(file, format="PNG", save_all=True, append_images=small[1:], default_image=True, duration=durations,
                  loop=loops, disposal=0, blend=0)  # fmt: skip
    return file.getvalue()


def _pictures(frames, words, groups, read):
    """Draw each moment on the same axes."""
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    colors = {word: color for members, color in zip(groups.values(), COLOURS, strict=False) for word in members}
    taken = []
    with plt.rc_context(style.SETTINGS):
        drawn = plt.Figure(figsize=(7, 4.8), dpi=100)
        canvas, axes = FigureCanvasAgg(drawn), drawn.add_axes((0.01, 0.02, 0.98, 0.9))
        names = [axes.text(0, 0, w, color=colors[w], fontsize=9.5, ha="center", va="center") for w in words]
        dots = axes.scatter(*frames[0].T, color=[colors[w] for w in words], s=12)
        offsets = _label_offsets(frames[-1], words, frames.reshape(-1, 2))
        _without_axes(axes)
        low, high = frames.min(axis=(0, 1)), frames.max(axis=(0, 1))
        axes.set_xlim(low[0] - 0.06 * (high - low)[0], high[0] + 0.06 * (high - low)[0])
        axes.set_ylim(low[1] - 0.04 * (high - low)[1], high[1] + 0.1 * (high - low)[1])
        for places, count in zip(frames, read, strict=True):
            dots.set_offsets(places)
            for name, place in zip(names, places + offsets, strict=True):
                name.set_position(place)
            axes.set_title(f"{count / 1e6:.1f} million words read", loc="left")
            canvas.draw()
            taken.append(Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3].copy()))
    return taken


def _label_offsets(places, words, all_places):
    """Lift labels, from below, until none hides another or any of these points."""
    dots, span = np.asarray(places), np.ptp(np.asarray(all_places), axis=0)
    label = dots + [0, 0.03 * span[1]]
    taken = [(dot, np.array([0.01, 0.013]) * span) for dot in dots]  # middle and size
    for i in np.argsort(dots[:, 1], kind="stable"):
        size = np.array([0.016 * len(words[i]), 0.036]) * span
        while any((abs(label[i] - middle) < (size + other) / 2).all() for middle, other in taken):
            label[i, 1] += 0.1 * size[1]
        taken.append((label[i], size))
    return label - dots


def _without_axes(axes):
    """The directions of a map mean nothing."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(False)


def _short(nanoseconds):
    """Write a time with two digits and a unit."""
    if nanoseconds >= 995:
        return f"{float(f'{nanoseconds / 1000:.2g}'):g} µs"
    return f"{float(f'{nanoseconds:.2g}'):g} ns"
