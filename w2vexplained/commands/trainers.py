"""The two ways to train of the command ``train``: with the estimator, or as the program does."""

import sys
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.vocabulary_files import read_vocabulary

SENTENCE_END = "</s>"
RATE = 0.025
RATE_OF_CBOW = 0.1  # twice the program's: the exact gradient of a mean reaches each word with 1/C of its length


class Learned(NamedTuple):
    """What training leaves behind.

    Attributes
    ----------
    vectors : WordVectors
        The words, with their vectors.
    counts : array of int64, (|V|,)
        How often each occurs.
    stopped : KeyboardInterrupt, OSError or None
        What ended it early: an interrupt, or a checkpoint that could not be written.
    """

    vectors: WordVectors
    counts: np.ndarray
    stopped: BaseException | None = None


def exact(options):
    """Train as the program does.

    Parameters
    ----------
    options : argparse.Namespace
        Those of the command.

    Returns
    -------
    Learned
        To the last bit the program's.

    Raises
    ------
    ValueError, FloatingPointError
        As `training.software.train`; or if more classes than words are asked for.
    """
    from w2vexplained.training import software
    from w2vexplained.training.software.reading import read

    if options.read_vocab:
        _check_first_word(options.read_vocab)
    if options.classes:  # now, and not after the training
        _check_classes(options.classes, len(read(options.text, options.min_count, options.read_vocab).words))
    settings = software.Options(
        size=options.size,
        window=options.window,
        negative=options.negative,
        hs=bool(options.hs),
        cbow=options.cbow != 0,
        sample=options.sample,
        min_count=options.min_count,
        alpha=options.alpha,
        iterations=options.iter,
    )
    switches = software.DOCUMENTED if options.documented else software.PROGRAM
    trained = software.train(
        options.text, settings, switches, progress=sys.stderr.isatty(), vocabulary=options.read_vocab
    )
    return Learned(WordVectors(trained.words, trained.vectors), trained.counts)


def estimated(options):
    """Train with the estimator; words are read as `corpus.reader.TextFile` does, bytes that are no UTF-8 are kept.

    Parameters
    ----------
    options : argparse.Namespace
        Those of the command.

    Returns
    -------
    Learned
        After an interrupt, or where a checkpoint cannot be written, what was learned until then.

    Raises
    ------
    KeyboardInterrupt, OSError
        If that happens before there is anything to keep.
    ValueError
        As `training.estimator.SkipGram`; or if more classes than words are asked for.
    """
    from w2vexplained.corpus.reader import TextFile

    progress, stopped = sys.stderr.isatty(), None
    text = TextFile(options.text, bad_bytes="keep")
    vocabulary = _vocabulary(replace(text, progress=progress), options)
    _check_classes(options.classes, len(vocabulary))
    model = _estimator(options, vocabulary, progress)
    try:
        model.fit(text)
    except (KeyboardInterrupt, OSError) as error:
        if not hasattr(model, "vectors_"):
            raise
        stopped = error
    return Learned(WordVectors(vocabulary.words, model.vectors_), vocabulary.counts, stopped)


def _vocabulary(text, options):
    """Count the words here and not in the estimator, so that one can ask how many there are before the training."""
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.training.estimator.texts import MOST_WORDS

    if not options.read_vocab:
        return Vocabulary.from_sentences(text, options.min_count, MOST_WORDS)
    known, least = read_vocabulary(options.read_vocab), max(options.min_count, 1)
    entries = zip(known.words, known.counts.tolist(), strict=True)
    kept = [(word, count) for word, count in entries if count >= least and word != SENTENCE_END]
    if not kept:
        raise ValueError(f"expected a word that occurs at least min_count = {least} times in {options.read_vocab}")
    return Vocabulary(*zip(*kept, strict=True))


def _check_first_word(path):
    """Raise unless a vocabulary begins as the program's does: whatever is first there ends sentences."""
    first = read_vocabulary(path).words[0]
    if first != SENTENCE_END:
        raise ValueError(
            f"expected {SENTENCE_END} as the first word of {path}; got {first!r}, which the program would take for "
            f"the end of a sentence: a first line '{SENTENCE_END} 0' prevents that"
        )


def _estimator(options, vocabulary, progress):
    from w2vexplained.training.estimator import SkipGram

    usual = RATE_OF_CBOW if options.cbow else RATE
    return SkipGram(
        size=options.size,
        window=options.window,
        negative=max(options.negative, 1),
        sample=options.sample,
        epochs=options.iter,
        learning_rate=usual if options.alpha is None else options.alpha,
        objective=options.objective or ("hierarchical_softmax" if options.hs else "negative_sampling"),
        architecture="cbow" if options.cbow else "skip-gram",
        threads=options.threads,
        random_state=options.seed or 0,
        checkpoint=options.checkpoint,
        vocabulary=vocabulary,
        verbose=progress,
    )


def _check_classes(n, n_words):
    if n > n_words:
        raise ValueError(f"expected --classes N with N ≤ {n_words}, the number of words; got {n}")
