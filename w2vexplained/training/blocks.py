"""A part of a text as blocks: neighbouring centres with all their neighbours, which are trained in one step.

Words are thinned out first, then each centre's window is drawn, as in the published program.
"""

from typing import NamedTuple

import numpy as np

from w2vexplained.corpus.tokens import END

AT_ONCE = 2**16  # places times window that are laid out at once: few enough for a processor's cache


class Block(NamedTuple):
    """Some centres in the order of the text, and their pairs, centre by centre.

    Attributes
    ----------
    centres : array of int, (l,)
        The words that are predicted: the contexts c of their pairs.
    words : array of int, (pairs,)
        The neighbours that predict them: the words w.
    of : array of int, (pairs,)
        Whose neighbour each is, a place in `centres`; never falling.
    """

    centres: np.ndarray
    words: np.ndarray
    of: np.ndarray

    def cut(self, size):
        """Cut it into blocks of at most so many centres.

        Parameters
        ----------
        size : int
            Centres in a block.

        Yields
        ------
        Block
            In the order of the text; those without a pair are left out.

        Examples
        --------
        >>> block = Block(np.array([5, 6, 7]), np.array([6, 5, 7, 6]), np.array([0, 1, 1, 2]))
        >>> [(part.centres.tolist(), part.words.tolist(), part.of.tolist()) for part in block.cut(2)]
        [([5, 6], [6, 5, 7], [0, 1, 1]), ([7], [6], [0])]
        """
        starts = np.arange(0, len(self.centres), size)
        first = np.searchsorted(self.of, np.append(starts, len(self.centres)))
        for start, begin, end in zip(starts, first[:-1], first[1:], strict=True):
            if begin < end:
                yield Block(self.centres[start : start + size], self.words[begin:end], self.of[begin:end] - start)


def blocks(tokens, plan, size, rng):
    """Thin out a part of a text, draw its windows, and cut it into blocks.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        The part: word numbers, holes, which keep their places and stand in no pair, and ends of sentences.
    plan : Plan
        Of which `keep` and `window` are used.
    size : int
        The most centres in a block.
    rng : numpy.random.Generator
        Where the randomness comes from.

    Yields
    ------
    block : Block
        With at least one pair.
    done : float
        Which share of the part lies before it.
    """
    window = _reachable(tokens, plan.window)
    step = max(AT_ONCE // window, 1)
    text = edge = np.full(window, END, np.int32)
    for start in range(0, len(tokens), step):
        piece = tokens[start : start + step]
        last = start + step >= len(tokens)
        text = np.concatenate([text, _thinned(piece, plan.keep, rng), edge[: window * last]])
        found = list(_with_neighbours(text, window, plan.window, rng).cut(size))
        for i, block in enumerate(found):
            yield block, (start + len(piece) * i / len(found)) / len(tokens)
        text = text[-2 * window :]  # its first half has been centres, its second half will be


def _reachable(tokens, window):
    """No window reaches farther than from end to end of the longest sentence, however wide it may be."""
    ends = np.flatnonzero(tokens == END)
    words = np.diff(ends, prepend=-1, append=len(tokens)) - 1
    return max(min(window, int(words.max()) - 1), 1)


def _thinned(tokens, keep, rng):
    """Leave out words by chance, each with its own; those left become neighbours."""
    stays = rng.random(len(tokens), dtype=np.float32) < keep[np.maximum(tokens, 0)]
    return tokens[stays | (tokens < 0)]


def _with_neighbours(text, edge, window, rng):
    """Give all words of a text, but for those in its edges on both sides, as one block; draw how far each window goes.

    The edge is as wide as windows can reach, and so are the distances that are looked at.
    """
    centres = np.flatnonzero(text[edge : len(text) - edge] >= 0) + edge
    distance = np.concatenate([np.arange(-edge, 0), np.arange(1, edge + 1)])
    near = centres[:, None] + distance  # (centres, 2·edge)
    sentence = np.cumsum(text == END)
    inside = abs(distance) <= rng.integers(1, window, len(centres), endpoint=True)[:, None]
    inside &= (text[near] >= 0) & (sentence[near] == sentence[centres][:, None])
    return Block(text[centres], text[near[inside]], np.nonzero(inside)[0])
