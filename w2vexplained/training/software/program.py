"""From a text file to vectors, as the program makes them."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.statistics.huffman import huffman
from w2vexplained.training.software import loop, step, tables
from w2vexplained.training.software.options import Options, checked
from w2vexplained.training.software.randomness import initial_vectors
from w2vexplained.training.software.reading import read
from w2vexplained.training.software.switches import PROGRAM, numbered

DEFAULTS = Options()


class Trained(NamedTuple):
    """What training leaves behind.

    Attributes
    ----------
    words : tuple of bytes
        The vocabulary, ``</s>`` first.
    counts : array of int64, (|V|,)
        How often each word occurs.
    vectors : array, (|V|, d)
        The input vectors, which the program writes.
    outputs : array, (|V|, d), or (0, d) without negative sampling
        The context vectors of negative sampling.
    inner : array, (|V| − 1, d), or (0, d) without hierarchical softmax
        The vectors of the inner nodes of Huffman's tree.
    """

    words: tuple
    counts: np.ndarray
    vectors: np.ndarray
    outputs: np.ndarray
    inner: np.ndarray


def train(path, options=DEFAULTS, switches=PROGRAM, dtype=np.float32, progress=False, vocabulary=None, seed=0):
    """Train vectors as the word2vec program does with one thread, to the last bit, or with deviations switched off.

    The last bit is that of a program compiled with -ffp-contract=off. With its makefile's flags a compiler may fuse a
    multiplication with an addition, which rounds once instead of twice.

    Parameters
    ----------
    path : str or path
        The text.
    options : Options
        The program's options.
    switches : Switches
        PROGRAM, as its last public version; DOCUMENTED, with all iterations; PAPERS, or any mixture.
    dtype : float32 or float64
        The type of the vectors; the program's is float32.
    progress : bool
        Whether to show how much of the text has been read.
    vocabulary : str, path or None
        A vocabulary file, such as the program writes: -read-vocab. Its words are sorted by falling count, but for the
        first, which ends sentences wherever it stands in the text; other words of the text are passed over. Its counts
        are what subsampling, noise, tree and learning rate go by, and an iteration ends as soon as a sentence goes
        beyond as many words, without that sentence.
    seed : int
        The random number before the first, of those for windows, subsampling and negatives. The program has no such
        option: it takes the number of the thread, which is 0 for one thread. The vectors to begin with do not change.

    Returns
    -------
    Trained
        With the same arguments the same, to the last bit.

    Raises
    ------
    FileNotFoundError
        If there is no such text or vocabulary.
    TypeError, ValueError
        If there is no frequent word, a line of the vocabulary cannot be read, or an option is out of its range.
    FloatingPointError
        If the vectors grow beyond all bounds.
    """
    if np.dtype(dtype) not in (np.float32, np.float64):
        raise ValueError(f"expected dtype float32 or float64; got {np.dtype(dtype)}")
    options, switches = checked(options, dtype), numbered(switches)
    seed = arguments.whole("seed", seed, 0, 2**64 - 1)
    text = read(path, options.min_count, vocabulary)
    model, plan = _model(len(text.words), options, dtype), _plan(text, options, switches, dtype)
    state = np.array([seed], np.uint64)
    with np.errstate(all="ignore"):  # without the compiler, NumPy would warn of what whole numbers do on purpose
        room = _room(text, plan, options, switches, dtype)
        loop.train(text.ids, model, plan, options, switches, state, room, progress)
    for matrix in model:
        if not np.isfinite(matrix).all():
            raise FloatingPointError(
                f"the vectors grew beyond all bounds; expected a smaller alpha than {options.alpha:.6g}"
            )
    return Trained(text.words, text.counts, *model)


def _model(n, options, dtype):
    """The vectors to begin with: the inputs small and random, all others zero."""
    d = options.size
    C = np.zeros((n if options.negative else 0, d), dtype)
    U = np.zeros((n - 1 if options.hs else 0, d), dtype)
    return loop.Model(initial_vectors(n, d, dtype), C, U)


def _plan(text, options, switches, dtype):
    keep = tables.keep_table(text.counts, options.sample, switches.subsampling_formula)
    counts = text.counts if switches.raw_count_noise else expected_counts(text.counts, keep)
    tree = huffman(text.counts, as_they_come=True)
    return loop.Plan(
        keep=keep,
        noise=tables.noise_table(counts),
        sigmoid=tables.sigmoid_table(dtype),
        points=tree.points,
        codes=tree.codes,
        lengths=tree.lengths,
        words=int(text.counts.sum()),
        total=options.iterations * int(text.counts.sum()) + 1,
    )


def expected_counts(counts, keep):
    """Count the words that are expected to be met in pairs: those kept, and no end of a sentence.

    Parameters
    ----------
    counts : array, (|V|,)
        How often each word occurs, the end of a sentence first.
    keep : array, (|V|,)
        The probability that an occurrence is kept, or more than 1.

    Returns
    -------
    array, (|V|,)
        Expected counts.
    """
    expected = counts * np.minimum(keep.astype(float), 1)
    expected[0] = 0
    return expected


def _room(text, plan, options, switches, dtype):
    longest = loop.SENTENCE if switches.sentence_cut else len(text.ids)
    n = max(options.negative + 1, int(plan.lengths.max()))
    return loop.Room(
        sentence=np.zeros(max(longest, 1), np.int64),
        negatives=np.zeros(options.negative, np.int64),
        mean=np.zeros(options.size, dtype),
        step=step.space_for(n, options.size, dtype),
    )
