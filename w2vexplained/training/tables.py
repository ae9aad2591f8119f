r"""A block of text as a table of counts: which inputs stand beside which contexts, and how often.

The inputs H of skip-gram are the words' vectors. Those of CBOW are the means of each centre's neighbours, H = A V.
"""

from typing import NamedTuple

import numpy as np

from w2vexplained.training.plan import OBJECTIVES

MOST_FORCES = 4.0  # on one vector in one step, times the learning rate


class Table(NamedTuple):
    """What a step sees of a block.

    Attributes
    ----------
    words : array of int, (m,)
        The rows of W, each once, whose vectors are the inputs or are averaged to them.
    means : array, (l, m), or None
        A, whose rows average; None where the words themselves are the inputs.
    contexts : array of int, (n,)
        The words that are predicted, each once.
    counts : array, (m, n) or (l, n)
        How often each input stands beside each context.
    """

    words: np.ndarray
    means: np.ndarray | None
    contexts: np.ndarray
    counts: np.ndarray


def table(block, cbow):
    """Count the pairs of a block.

    Parameters
    ----------
    block : Block
        With at least one pair.
    cbow : bool
        Whether each centre is predicted once, by the mean of its neighbours.

    Returns
    -------
    Table
        With as many inputs as there are different words or, for CBOW, centres that have a neighbour.

    Examples
    --------
    >>> from w2vexplained.training.blocks import Block
    >>> block = Block(np.array([5, 6, 5]), np.array([6, 5, 5, 6]), np.array([0, 1, 1, 2]))
    >>> table(block, cbow=False).counts.tolist()  # of 5 and 6 beside 5 and 6
    [[0.0, 2.0], [2.0, 0.0]]
    >>> table(block, cbow=True).means.tolist()  # the neighbours of the centres 5, 6, 5
    [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    """
    words, word = np.unique(block.words, return_inverse=True)
    if not cbow:
        contexts, context = np.unique(block.centres, return_inverse=True)
        return Table(words, None, contexts, _counted(word, context[block.of], len(words), len(contexts)))
    places, place, reach = np.unique(block.of, return_inverse=True, return_counts=True)
    contexts, context = np.unique(block.centres[places], return_inverse=True)
    means = _counted(place, word, len(places), len(words)) / reach[:, None].astype(np.float32)
    return Table(words, means, contexts, _counted(np.arange(len(places)), context, len(places), len(contexts)))


def tables(block, plan, alpha, likeliest):
    r"""Give a block as one table, or, where a vector would be moved too often at once, its halves as theirs.

    A step adds up forces that were all taken at the same place. Each is at most as long as the vector at its other end
    and gives way by at most a quarter of it, so that many on one vector overshoot: a word that stands in every second
    place, or one repeated a hundred times. Thus blocks are halved until the learning rate times the most forces on one
    vector is at most 4. That asks the text and the laws only, never the draws, so that no estimate is biased. In a
    common text with the usual settings it seldom halves at all; with ten words it leaves a few centres in a block.

    Parameters
    ----------
    block : Block
        With at least one pair.
    plan : Plan
        Of which the objective and its laws are used.
    alpha : float
        The learning rate.
    likeliest : float
        The probability of the likeliest negative.

    Yields
    ------
    Table
        In the order of the text.
    """
    whole = table(block, plan.cbow)
    if len(block.centres) > 1 and alpha * most_forces(whole, plan, likeliest) > MOST_FORCES:
        for half in block.cut((len(block.centres) + 1) // 2):
            yield from tables(half, plan, alpha, likeliest)
    else:
        yield whole


def most_forces(table, plan, likeliest):
    r"""Say how many forces a step exerts on a single vector: observed pairs pull, and what is expected pushes.

    A pair exerts 1 + k forces on its word, one for each turn of its path in hierarchical softmax, and two under the
    softmax, which pulls once and in sum pushes once. On a context, the pushes are the average for the likeliest one.

    Parameters
    ----------
    table : Table
        Of which the counts are used.
    plan : Plan
        Of which the objective and its laws are used.
    likeliest : float
        The probability of the likeliest negative.

    Returns
    -------
    float
        The largest number on any word or context.
    """
    of_input, of_context = table.counts.sum(axis=1), table.counts.sum(axis=0)
    pairs, k = of_input.sum(), plan.negative
    name = OBJECTIVES[plan.objective]
    if name == "hierarchical_softmax":
        on_input, on_context = table.counts @ plan.lengths[table.contexts].astype(np.float32), pairs  # at the root
    elif name == "softmax":
        on_input, on_context = 2 * of_input, 2 * of_context.max()
    else:
        on_input, on_context = (1 + k) * of_input, of_context.max() + pairs * k * likeliest
    on_word = on_input if table.means is None else table.means.T @ on_input
    return float(max(on_word.max(), on_context))


def _counted(i, j, rows, columns):
    """Count how often each pair of numbers occurs."""
    counts = np.bincount(i * columns + j, minlength=rows * columns)
    return counts.reshape(rows, columns).astype(np.float32)
