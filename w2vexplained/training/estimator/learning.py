"""One training from its first step to its last, or to an interrupt: what is watched, kept and shown on the way."""

import threading
import time
from collections import Counter
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from w2vexplained.training.estimator import checkpoints, expected, held_out
from w2vexplained.training.estimator.running import run
from w2vexplained.training.estimator.schedule import Schedule
from w2vexplained.training.estimator.texts import forget
from w2vexplained.training.plan import Model, Plan, plan
from w2vexplained.training.routes import route


class History(NamedTuple):
    """The course of a training.

    Attributes
    ----------
    words : array of int64, (points,)
        Words read until then, in all epochs.
    learning_rate : array, (points,)
        The learning rate there.
    objective : array, (points,), or None
        The expected objective on the held-out sample, or under the law, in nats per pair; None if there is neither.
    optimum : float or None
        The largest value that any scores have under the law; None if no law was given.
    """

    words: np.ndarray
    learning_rate: np.ndarray
    objective: np.ndarray | None
    optimum: float | None


def history_of(rows, measured_on):
    """Give the rows that were written down on the way as a history.

    Parameters
    ----------
    rows : array, (points, 3)
        As `Course.look` gives them.
    measured_on : Yardstick
        What was measured on.

    Returns
    -------
    History
        The same.
    """
    words, rates, objective = rows.T
    return History(words.astype(np.int64), rates, objective if measured_on.sample else None, measured_on.optimum)


class Course(NamedTuple):
    """One training.

    Attributes
    ----------
    tokens : array of int32
        The text.
    model : Model
        Changed in place.
    plan : Plan
        How it is trained.
    schedule : Schedule
        In which steps.
    sample : Sample or None
        What it is measured on.
    threads : int
        How many steps are taken at a time.
    verbose : bool
        Whether to show how far it is.
    before : int
        The words that were read before this training.
    """

    tokens: np.ndarray
    model: Model
    plan: Plan
    schedule: Schedule
    sample: held_out.Sample | None
    threads: int
    verbose: bool
    before: int = 0

    def look(self, step):
        """Measure the objective.

        Parameters
        ----------
        step : int
            The next one.

        Returns
        -------
        tuple of number
            Words read, learning rate, objective: a row of the history. NaN where there is no sample.
        """
        value = expected.objective(self.sample, self.model, self.plan) if self.sample else np.nan
        return self.before + self.schedule.words_before(step), self.schedule.rate(step), value


def plan_for(vocabulary, settings):
    """Plan a training, and say if a vocabulary does not fit the parameters.

    Parameters
    ----------
    vocabulary : Vocabulary
        The words.
    settings : Settings
        The parameters.

    Returns
    -------
    Plan
        What all steps read.

    Raises
    ------
    ValueError
        If there are fewer than two words, or than negatives.
    """
    n = len(vocabulary)
    if not vocabulary.counts.all():
        word = vocabulary.words[int(vocabulary.counts.argmin())]
        raise ValueError(f"expected a vocabulary whose words all have a count above 0; got 0 for {word!r}")
    if n < 2:
        raise ValueError(
            f"expected a vocabulary of two words or more; got one, {vocabulary.words[0]!r}: no choice is left"
        )
    if settings.objective in ("negative_sampling", "nce") and settings.negative > n:
        raise ValueError(
            f"expected negative from 1 to {n}, the size of the vocabulary; got {settings.negative}: with so many draws "
            "objective='softmax', which compares each context with all others, is exact and costs less"
        )
    return plan(vocabulary.counts, **settings.of_plan())


def name_of_route(plan):
    """Say which code trains.

    Parameters
    ----------
    plan : Plan
        What is trained.

    Returns
    -------
    str
        The name of its file.
    """
    return route(plan).__module__.rpartition(".")[2]


def learn(course, stop, saved, save=None):
    """Take the steps that are left, until the last or until it is enough.

    Parameters
    ----------
    course : Course
        The training; its model is changed in place.
    stop : function
        Asked between steps whether this is enough.
    saved : Saved
        Where to begin.
    save : function of Saved, optional
        What writes a checkpoint; not called before a pair was trained.

    Returns
    -------
    Saved
        Where it ended, with the same arrays as `course.model`.

    Raises
    ------
    ValueError
        If there was not one pair to train on.
    FloatingPointError
        If the vectors grow beyond all bounds.
    """
    from threadpoolctl import threadpool_limits

    n, looks, pairs = course.schedule.n_steps, set(course.schedule.looks()), Counter()
    begun = saved.done > 0 or course.before > 0
    history = saved.history.tolist()
    pace = checkpoints.Pace(course.model.W.nbytes + course.model.C.nbytes)
    # The products of a step are small: more threads than one would wait for each other.
    with threadpool_limits(1, "blas"), _bar(course, saved.done) as bar, _growth_reported(course):
        if not history:
            history.append(course.look(0))
        steps, stopping = range(saved.done, n), False
        pausing = lambda step: step == n or stop() or (save is not None and pace.due())  # noqa: E731
        for step, whole in run(steps, _trainer(course, bar, pairs), course.threads, pausing, looks):
            _check_finite(course.model)
            if step in looks:
                history.append(course.look(step))
                bar.set_postfix_str(f"{history[-1][2]:.3f} nats per pair" if course.sample else "", refresh=False)
            if not whole:
                continue
            saved = saved._replace(done=step, history=np.array(history))
            stopping = stop()  # asked once: what ends a training must not come between saving and ending
            if save is not None and (begun or pairs.total()) and (stopping or step == n or pace.due()):
                began = time.monotonic()
                save(saved)
                pace.took(began)
            if stopping:
                break
    if not (begun or stopping or pairs.total()):
        raise ValueError(
            "expected a text where two words stand in one sentence, also after frequent words were thinned out; got no "
            "pair: sample=0 thins nothing out, min_count=1 keeps rare words"
        )
    return saved._replace(history=np.array(history))


def _trainer(course, bar, pairs):
    """Return the function that takes a step, which counts its pairs."""
    train_part, schedule, lock = route(course.plan), course.schedule, threading.Lock()
    parts = len(schedule.starts)

    def train(step):
        start, stop = schedule.starts[step % parts], schedule.stops[step % parts]
        rates = schedule.rate(step), schedule.rate(step + 1)
        with np.errstate(over="ignore", invalid="ignore"):  # of this thread; growth is looked for where it pauses
            n = train_part(course.tokens[start:stop], course.model, course.plan, *rates, schedule.seed_of(step))
        forget(course.tokens)
        with lock:
            pairs["trained"] += n
            bar.update(schedule.words_before(step + 1) - schedule.words_before(step))

    return train


def _bar(course, done):
    from tqdm import tqdm

    total, before = (course.schedule.words_before(step) for step in (course.schedule.n_steps, done))
    return tqdm(total=total, initial=before, unit=" words", unit_scale=True, disable=not course.verbose)


@contextmanager
def _growth_reported(course):
    """Say in one error what it means if numbers overflow during training."""
    try:
        yield
    except (FloatingPointError, OverflowError, ValueError) as error:
        if isinstance(error, ValueError) and all(map(_is_finite, course.model)):
            raise
        raise FloatingPointError(
            f"the vectors grew beyond all bounds; expected a smaller learning_rate than {course.schedule.learning_rate}"
        ) from error


def _check_finite(model):
    if not all(map(_is_finite, model)):
        raise FloatingPointError("a vector is no longer finite")


def _is_finite(X):
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(np.vdot(X, X)))  # in one sweep, and without an array of its own
