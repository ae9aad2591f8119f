"""Vectors from text, in the manner of scikit-learn: the constructor stores, `fit` learns, `score` judges."""

from functools import partial
from typing import NamedTuple

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from w2vexplained import interrupts
from w2vexplained.training.estimator import checkpoints, expected, held_out
from w2vexplained.training.estimator.learning import Course, history_of, learn, name_of_route, plan_for
from w2vexplained.training.estimator.schedule import schedule
from w2vexplained.training.estimator.settings import Settings, checked, master_seed
from w2vexplained.training.estimator.texts import read_text
from w2vexplained.training.estimator.yardsticks import Yardstick, yardstick
from w2vexplained.training.plan import Model, Plan, initial_model


class Past(NamedTuple):
    """What a later `partial_fit` goes on from, besides the vectors.

    Attributes
    ----------
    plan : Plan
        How text is trained.
    settings : Settings
        The parameters.
    measured_on : Yardstick
        What the objective was measured on.
    history : array, (points, 3)
        The rows of the history.
    seed : int
        What all randomness comes from.
    passes, words : int
        How many texts were gone through, and how many words read.
    from_numbers : bool
        Whether the words are the numbers of a token array.
    """

    plan: Plan
    settings: Settings
    measured_on: Yardstick
    history: np.ndarray
    seed: int
    passes: int
    words: int
    from_numbers: bool


class SkipGram(BaseEstimator):
    r"""Learn word vectors from text by climbing equation (4), or another objective over the same pairs.

    For every word c of the text and every word w near it, negative sampling raises
    :math:`\log\sigma(v_c\cdot v_w) + k\,\mathbb E_{c'\sim P_n}\log\sigma(-v_{c'}\cdot v_w)`, in stochastic steps whose
    expectation is its gradient. Neighbouring words share their draws, which changes no expectation.

    Equation: NS7, TR1, TR2

    Parameters
    ----------
    size : int
        The dimension d of the vectors.
    window : int
        The largest distance L of a pair, in words; at each word the reach is drawn evenly from 1 … L.
    negative : int
        k, the negatives for each pair, at most as many as there are words. Both softmaxes make no use of it.
    noise_power : float
        The exponent α of the noise :math:`P_n(c)\propto\#(c)^\alpha`.
    sample : float
        The relative frequency from which on words are thinned out, before windows are laid; 0 keeps all.
    min_count : int
        A word that occurs less often vanishes, before windows are laid. Not used where a vocabulary is given.
    epochs : int
        How often `fit` goes through the text.
    learning_rate : float
        The first; it falls linearly over the words of all epochs, to a ten-thousandth. With "cbow", whose gradient is
        shared out among the neighbours, as in the program it is not, 0.1 to 0.2 reaches more in a few epochs.
    objective : str
        "negative_sampling", "softmax" over all contexts, which takes long, "hierarchical_softmax", or "nce".
    architecture : str
        "skip-gram", where each neighbour predicts a word, or "cbow", where the mean of their vectors does.
    threads : int, optional
        How many threads train; None is one, -1 as many as the process may use. One thread and one seed repeat to the
        bit; more write into the same vectors without a lock, and no two runs agree; they go on while the objective
        is measured.
    random_state : None, int or numpy.random.RandomState
        Where randomness comes from, as everywhere in scikit-learn.
    checkpoint : path, optional
        A file in which `fit` keeps how far it is. If it is there, `fit` goes on from it, with one thread to the same
        bits; one of other parameters or another text is an error. `partial_fit` makes no use of it.
    block : int
        How many neighbouring words share their negatives; 1 draws k for each word. Where a vocabulary is so small that
        they would overshoot, fewer do. Both softmaxes draw none; without numba, 64 draws serve each piece of text
        whatever is asked for.
    held_out : int
        How many words of the text, at most a hundredth of it, `fit` does not train on but measures the objective on;
        whole sentences, with which it can become twice as many. They are counted in the vocabulary. With a law, none.
    vocabulary : Vocabulary, optional
        The words, where they are known; without it they are counted.
    verbose : bool
        Whether to show how far reading and training are, how fast, and how much time is left.

    Attributes
    ----------
    vectors_ : array of float32, (|V|, d)
        The word vectors W, in the order of the vocabulary.
    context_vectors_ : array of float32, (|V|, d)
        The context vectors C; with hierarchical softmax those of the inner nodes of Huffman's tree, (|V| − 1, d).
    vocabulary_ : Vocabulary
        The words with their counts.
    history_ : History
        Words read, learning rate, and expected objective in nats per pair, at the beginning and at up to 20 points,
        and the optimum where the law is known.

    See Also
    --------
    w2vexplained.training.reference : The readable step.

    Notes
    -----
    An interrupt (SIGINT, Ctrl-C) is heard after the part of text that is being trained, within about a second, or when
    code has been compiled. What was learned then is in the attributes, and in the checkpoint; the KeyboardInterrupt
    goes on to the caller.

    A file is read twice and then lies in memory, or if it has more than 16 million words in an unnamed temporary file;
    memory is bounded however long it is. Of more than 4 million different words, the rarest are forgotten.

    References
    ----------
    MSCCD2013, eq. (4); GL2014.

    Examples
    --------
    >>> from w2vexplained.corpus import toy
    >>> text = toy.sentences(2000, np.random.default_rng(0))
    >>> model = SkipGram(size=10, window=2, sample=0, epochs=10, random_state=0).fit(text)
    >>> model.vectors_.shape
    (17, 10)
    >>> W = model.vectors_ / np.linalg.norm(model.vectors_, axis=1, keepdims=True)
    >>> words = model.vocabulary_.words
    >>> [words[i] for i in np.argsort(-W @ W[words.index("king")])[:2]]
    ['king', 'queen']
    """

    def __init__(
        self, size=100, window=5, negative=5, noise_power=0.75, sample=1e-3, min_count=5, epochs=5, learning_rate=0.025,
        objective="negative_sampling", architecture="skip-gram", threads=None, random_state=None, checkpoint=None,
        block=8, held_out=5_000, vocabulary=None, verbose=False,
    ):  # fmt: skip
        self.size = size
        self.window = window
        self.negative = negative
        self.noise_power = noise_power
        self.sample = sample
        self.min_count = min_count
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.objective = objective
        self.architecture = architecture
        self.threads = threads
        self.random_state = random_state
        self.checkpoint = checkpoint
        self.block = block
        self.held_out = held_out
        self.vocabulary = vocabulary
        self.verbose = verbose

    def fit(self, X, y=None, law=None):
        """Learn vectors from a text.

        Parameters
        ----------
        X : path, iterable of lists of str, or array of int32
            A file of any size, plain or compressed, a sentence a line; sentences that can be read twice, such as a
            list or a `TextFile`; or a token array, whose words without a vocabulary are its numbers as strings, here
            and in what is scored or learned from later.
        y : object
            Ignored.
        law : dict of (str, str) to number, optional
            The probability of each pair (w, c), where it is known: then the objective is measured under it, and the
            history has its optimum. It is the law of the pairs that are trained on: of windows of every reach, and
            thinned out.

        Returns
        -------
        SkipGram
            Itself.

        Raises
        ------
        TypeError, ValueError, LookupError
            If a parameter is out of its range, or text, law or checkpoint do not fit.
        FileNotFoundError, IsADirectoryError, FileExistsError, PermissionError
            If there is no such text, or no checkpoint can be written where it should be.
        OSError
            If a checkpoint cannot be written later, such as on a full disk; what was learned is kept.
        FloatingPointError
            If the vectors grow beyond all bounds.
        KeyboardInterrupt
            If it was interrupted; what was learned is kept.
        """
        settings, text, plan = self._read(X)
        measured_on = yardstick(text.tokens, plan, text.vocabulary, settings, law)
        if settings.checkpoint is None:
            return self._learn(text, settings, plan, measured_on, _start(plan, settings))
        identity = checkpoints.identity(settings, text, name_of_route(plan), law)
        shapes = (len(text.vocabulary), settings.size), (plan.n_contexts, settings.size)
        saved = checkpoints.load(settings.checkpoint, identity, shapes) or _start(plan, settings)
        save = partial(checkpoints.save, settings.checkpoint, identity)
        return self._learn(text, settings, plan, measured_on, saved, save)

    def partial_fit(self, X, y=None):
        """Go once through a text: the first time as `fit` with one epoch, later from where the last call ended.

        Parameters
        ----------
        X : path, iterable of lists of str, or array of int32
            As for `fit`. After the first time words that the vocabulary does not have vanish, and a text needs to be
            read only once.
        y : object
            Ignored.

        Returns
        -------
        SkipGram
            Itself. The learning rate falls in every call; the history goes on, on the sample of the first text.
        """
        if not hasattr(self, "vectors_"):
            settings, text, plan = self._read(X)
            measured_on = yardstick(text.tokens, plan, text.vocabulary, settings._replace(epochs=1))
            return self._learn(text, settings._replace(epochs=1), plan, measured_on, _start(plan, settings))
        settings, past = checked(self.get_params(deep=False))._replace(epochs=1), self._past
        _check_same(settings, past.settings)
        text = read_text(X, self.vocabulary_, progress=settings.verbose, from_numbers=past.from_numbers)
        copies = self.vectors_.copy(), self.context_vectors_.copy()  # a call that fails changes nothing
        saved = checkpoints.Saved(0, past.seed, *copies, past.history)
        measured_on = past.measured_on._replace(left_out=[])
        return self._learn(text, settings, past.plan, measured_on, saved, passes=past.passes, words=past.words)

    def score(self, X, y=None):
        """Give the expected objective of a text under the vectors that were learned; larger is better.

        Equation: NS7

        Parameters
        ----------
        X : path, iterable of lists of str, or array of int32
            As for `fit`; words that the vocabulary does not have vanish.
        y : object
            Ignored.

        Returns
        -------
        float
            In nats per pair; with "cbow", per word. Over the noise, and in skip-gram over the reach of windows, it is
            an expectation and nothing is drawn. The text is thinned out as in training, always in the same way.
            In skip-gram all its pairs are counted in memory.

        Raises
        ------
        sklearn.exceptions.NotFittedError
            If nothing was learned yet.
        TypeError, ValueError, IndexError, FileNotFoundError
            If the text is none, or no two of its known words stand in one sentence.
        """
        check_is_fitted(self, "vectors_")
        model, past = Model(self.vectors_, self.context_vectors_), self._past
        text = read_text(X, self.vocabulary_, from_numbers=past.from_numbers)
        total = n = 0
        for sample, pairs in held_out.sample_of_text(text.tokens, past.plan):
            total += pairs * expected.objective(sample, model, past.plan)
            n += pairs
        if not n:
            raise ValueError("expected a text where two words of the vocabulary stand in one sentence; got none")
        return float(total / n)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def _read(self, X):
        """Check the parameters, read a text for the first time, and plan its training."""
        settings = checked(self.get_params(deep=False))
        text = read_text(X, settings.vocabulary, settings.min_count, settings.verbose)
        return settings, text, plan_for(text.vocabulary, settings)

    def _learn(self, text, settings, plan, measured_on, saved, save=None, passes=0, words=0):
        """Train from where `saved` stands, and keep what comes out, be it interrupted or not."""
        steps = schedule(
            text.tokens, measured_on.left_out, epochs=settings.epochs, learning_rate=settings.learning_rate,
            seed=(saved.seed, passes), softmax_cells=saved.C.size if settings.objective == "softmax" else 0,
        )  # fmt: skip
        model, threads, verbose = Model(saved.W, saved.C), settings.threads, settings.verbose
        course = Course(text.tokens, model, plan, steps, measured_on.sample, threads, verbose, words)
        with interrupts.held() as came:
            failed = []
            ended = learn(course, lambda: bool(came or failed), saved, save and partial(_save_or_stop, save, failed))
            self.vectors_, self.context_vectors_, self.vocabulary_ = ended.W, ended.C, text.vocabulary
            self.history_ = history_of(ended.history, measured_on)
            words += steps.words_before(ended.done)
            self._past = Past(
                plan, settings, measured_on, ended.history, ended.seed, passes + 1, words, text.from_numbers
            )
            if failed:
                raise failed[0]
        return self


def _start(plan, settings):
    """Return the beginning of a training."""
    seed = master_seed(settings.random_state)
    return checkpoints.Saved(0, seed, *initial_model(plan, settings.size, seed), np.empty((0, 3)))


def _save_or_stop(save, failed, saved):
    """Write a checkpoint; where that cannot be done, end as after an interrupt, so that what was learned is kept."""
    try:
        save(saved)
    except OSError as error:
        failed.append(error)


def _check_same(now, before):
    """See that the parameters still belong to the vectors."""
    for name, value in now.of_vectors().items():
        if value != getattr(before, name):
            raise ValueError(
                f"expected {name} = {getattr(before, name)!r}, with which the vectors were begun; got {value!r}: "
                "fit begins anew"
            )
