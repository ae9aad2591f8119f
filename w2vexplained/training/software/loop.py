"""The way through the text: sentences, windows, pairs, the learning rate, the iterations."""

from typing import NamedTuple

import numpy as np

from w2vexplained.compiled import kernel
from w2vexplained.training.software import step
from w2vexplained.training.software.arithmetic import add_to
from w2vexplained.training.software.randomness import low_bits, next_random
from w2vexplained.training.software.tables import Noise, draw_negative

SENTENCE = 1000  # MAX_SENTENCE_LENGTH
BETWEEN_RATES = 10000  # words
PART = 20000  # words, after which an interrupt is heard


class Model(NamedTuple):
    """What is trained.

    Attributes
    ----------
    W : array, (|V|, d)
        The input vectors, syn0: the word vectors of the papers.
    C : array, (|V|, d), or (0, d) without negative sampling
        The output vectors, syn1neg: the context vectors.
    U : array, (|V| − 1, d), or (0, d) without hierarchical softmax
        The vectors of the inner nodes, syn1.
    """

    W: np.ndarray
    C: np.ndarray
    U: np.ndarray


class Plan(NamedTuple):
    """What is computed before training and only looked up in it.

    Attributes
    ----------
    keep : array, (|V|,)
        The probability that an occurrence of each word is kept.
    noise : Noise
        Where negatives are drawn from.
    sigmoid : array, (1000,)
        The table.
    points, codes, lengths : arrays
        The paths of Huffman's tree.
    words : int
        How many words of the vocabulary an iteration reads at most. As many as the text has, unless the vocabulary is
        that of another text.
    total : int
        How many words the learning rate is planned for.
    """

    keep: np.ndarray
    noise: Noise
    sigmoid: np.ndarray
    points: np.ndarray
    codes: np.ndarray
    lengths: np.ndarray
    words: int
    total: int


class Room(NamedTuple):
    """Room for one sentence and for one pair.

    Attributes
    ----------
    sentence : array of int
        The words kept.
    negatives : array of int, (k,)
        The draws of a pair.
    mean : array, (d,)
        The mean of a centre's neighbours, in CBOW.
    step : step.Space
        For one step.
    """

    sentence: np.ndarray
    negatives: np.ndarray
    mean: np.ndarray
    step: step.Space


class Progress(NamedTuple):
    """How far the training has come, changed in place.

    Attributes
    ----------
    words : array of int64, (3,)
        The place in the text, the place where the rate was last set, and the words read until then in all iterations.
    alpha : array, (1,)
        The learning rate.
    """

    words: np.ndarray
    alpha: np.ndarray


def train(ids, model, plan, options, switches, state, room, progress=False):
    """Read the text as often as told, and train on each sentence.

    Between one part of the text and the next an interrupt is heard.

    Parameters
    ----------
    ids : array of int32, (N,)
        The text; 0 ends a sentence.
    model : Model
        Changed in place.
    plan : Plan
        What is looked up.
    options : Options
        In the program's types.
    switches : Switches
        In numbers.
    state : array of uint64, (1,)
        Where random numbers come from, changed in place.
    room : Room
        For one sentence and one pair.
    progress : bool
        Whether to show how much of the text has been read.
    """
    from tqdm import tqdm

    done = Progress(np.zeros(3, np.int64), np.array([options.alpha]))
    readings = 1 if switches.end_of_file_kept and len(ids) <= plan.words else options.iterations
    with tqdm(total=readings * min(len(ids), plan.words), unit=" words", unit_scale=True, disable=not progress) as bar:
        for _ in range(options.iterations):
            done.words[:2] = before = 0
            more = True
            while more:
                more, at_end = _train_part(ids, done, before + PART, model, plan, options, switches, state, room)
                bar.update(int(done.words[0]) - before)
                before = int(done.words[0])
            if at_end and switches.end_of_file_kept:
                break


@kernel(makes_arrays=False)
def _train_part(ids, progress, stop, model, plan, options, switches, state, room):
    """Train on whole sentences up to the place `stop`; say whether more are to come, and if the text is at its end."""
    at, counted, words_before = progress.words[0], progress.words[1], progress.words[2]
    alpha, more, complete = progress.alpha[0], True, True
    while more and at < stop:
        at, length, complete = _next_sentence(ids, at, plan.keep, options, switches, state, room.sentence)
        more = complete and at <= plan.words
        for i in range(max(length, 1) if more else 0):  # a sentence of no words draws a window, too
            _train_centre(i, length, alpha, model, plan, options, switches, state, room)
            if at - counted > BETWEEN_RATES:
                words_before, counted = words_before + at - counted, at
                if switches.falling_learning_rate:
                    alpha = _learning_rate(options.alpha, words_before, plan.total)
    if not more:
        words_before += at - counted
    progress.words[0], progress.words[1], progress.words[2] = at, counted, words_before
    progress.alpha[0] = alpha
    return more, not complete


@kernel(makes_arrays=False)
def _next_sentence(ids, at, keep, options, switches, state, sentence):
    """Fill in the words kept of the next sentence; say where it ends, how many there are, and if it is complete."""
    length = 0
    while at < len(ids):
        w = ids[at]
        at += 1
        if w == 0:
            return at, length, True
        if options.sample > 0 and keep[w] < low_bits(next_random(state)):
            continue
        sentence[length] = w
        length += 1
        if switches.sentence_cut and length == SENTENCE:
            return at, length, True
    return at, length, length > 0 and not switches.sentence_cut


@kernel(makes_arrays=False)
def _learning_rate(alpha, words, total):
    """The first rate times the share of words not yet read, but never below its 10,000th part."""
    real = type(alpha)
    falling = alpha * (real(1) - real(words) / real(total))
    return max(falling, real(float(alpha) * 0.0001))


@kernel(makes_arrays=False)
def _train_centre(i, length, alpha, model, plan, options, switches, state, room):
    """Train the pairs of the word at place i with its neighbours."""
    reach = options.window
    if switches.window_per_word:
        reach -= np.int64(next_random(state) % np.uint64(options.window))  # b
    start, stop = max(0, i - reach), min(length, i + reach + 1)
    if options.cbow:
        _cbow(i, start, stop, alpha, model, plan, options, switches, state, room)
    else:
        _skip_gram(i, start, stop, alpha, model, plan, options, switches, state, room)


@kernel(makes_arrays=False)
def _skip_gram(i, start, stop, alpha, model, plan, options, switches, state, room):
    """Let one vector of each pair predict the other word."""
    for j in range(start, stop):
        if j == i:
            continue
        w, c = room.sentence[i], room.sentence[j]
        if switches.swapped_roles:
            w, c = c, w
        _predict(model.W[w], c, alpha, model, plan, options, switches, state, room)
        add_to(model.W[w], type(alpha)(1), room.step.gradient_w)


@kernel(makes_arrays=False)
def _cbow(i, start, stop, alpha, model, plan, options, switches, state, room):
    """Let the mean of the neighbours' vectors predict the centre."""
    m = type(alpha)(stop - start - 1)
    if m <= 0:
        return
    one, h, sentence = type(alpha)(1), room.mean, room.sentence  # h: neu1
    h[:] = 0
    for j in range(start, stop):
        if j != i:
            add_to(h, one, model.W[sentence[j]])
    for component in range(len(h)):
        h[component] /= m
    _predict(h, sentence[i], alpha, model, plan, options, switches, state, room)
    share = one if switches.cbow_without_mean_backwards else one / m
    for j in range(start, stop):
        if j != i:
            add_to(model.W[sentence[j]], share, room.step.gradient_w)


@kernel(makes_arrays=False)
def _predict(v_w, c, alpha, model, plan, options, switches, state, room):
    """Take one step that makes c likelier given v_w; what v_w must move by is left in the room's gradient."""
    room.step.gradient_w[:] = 0
    if options.hs:
        points, code = plan.points[c, : plan.lengths[c]], plan.codes[c, : plan.lengths[c]]
        step.hierarchical_softmax(v_w, model.U, points, code, alpha, plan.sigmoid, switches, room.step)
    if options.negative > 0:
        for j in range(options.negative):
            room.negatives[j] = draw_negative(plan.noise, state, switches.redrawn_zero)
        step.negative_sampling(v_w, model.C, c, room.negatives, alpha, plan.sigmoid, switches, room.step)
