"""Checkpoints: how far a training has come, in one file from which it goes on to the same bits."""

import json
import time
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

import w2vexplained
from w2vexplained.corpus.files import existing, place, written_whole
from w2vexplained.training.estimator.texts import blocks

FORMAT = 1
SHARE = 30  # writing takes about a thirtieth of the time
SPEED = 1e8  # bytes a second, until one has been written


class Saved(NamedTuple):
    """How far a training has come.

    Attributes
    ----------
    done : int
        The steps that have been taken.
    seed : int
        What all randomness comes from.
    W, C : arrays of float32
        The vectors.
    history : array, (points, 3)
        Words read, learning rate and objective, as far as they have been measured.
    """

    done: int
    seed: int
    W: np.ndarray
    C: np.ndarray
    history: np.ndarray


def identity(settings, text, route, law=None):
    """Say what a checkpoint belongs to: all that the bits of the result depend on.

    Parameters
    ----------
    settings : Settings
        The parameters.
    text : Text
        The text.
    route : str
        Which code trains.
    law : dict, optional
        The law that is measured on.

    Returns
    -------
    dict
        Of names and values that JSON can hold; texts are summed up.
    """
    left_out = {"vocabulary", "checkpoint", "verbose", "random_state", "threads"}
    given = {name: value for name, value in settings._asdict().items() if name not in left_out}
    return given | {
        "random_state": _seed_in_words(settings.random_state),
        "text": _sum(block.tobytes() for block in blocks(text.tokens)),
        "words": _sum(f"{len(word)} {word}".encode("utf-8", "surrogatepass") for word in text.vocabulary.words),
        "counts": _sum([text.vocabulary.counts.tobytes()]),
        "law": law
        and _sum(sorted(f"{w}\0{c}\0{float(p)!r}\n".encode("utf-8", "surrogatepass") for (w, c), p in law.items())),
        "trained by": route,
        "version": w2vexplained.__version__,
        "format": FORMAT,
    }


def save(path, belongs_to, saved):
    """Write a checkpoint; what stood there before stays until it is complete.

    Parameters
    ----------
    path : path
        Where.
    belongs_to : dict
        The `identity`.
    saved : Saved
        What to keep.

    Raises
    ------
    OSError
        If that cannot be done, naming the checkpoint.
    """
    described = np.frombuffer(json.dumps(belongs_to | {"done": saved.done, "seed": saved.seed}).encode(), np.uint8)
    try:
        with written_whole(path) as file:  # each array with a check sum, as every .zip has
            np.savez(file, about=described, W=saved.W, C=saved.C, history=saved.history)
    except OSError as error:
        if error.errno is None:  # already in words
            raise
        why = f"the checkpoint could not be written: {error.strerror}"
        raise OSError(error.errno, why, str(path)) from error


def load(path, belongs_to, shapes):
    """Read a checkpoint, if there is one.

    Parameters
    ----------
    path : path
        Where it would be.
    belongs_to : dict
        The `identity` that it must have.
    shapes : tuple of shapes
        Those of W and C.

    Returns
    -------
    Saved or None
        None if there is no file.

    Raises
    ------
    ValueError
        If it belongs to something else, naming what differs; or it is damaged, incomplete, or no checkpoint.
    """
    if not place(path).exists():
        return None
    found, arrays = _read(existing(path, "a checkpoint"))
    differ = [name for name, value in belongs_to.items() if name not in found or found[name] != value]
    if differ:
        name = "format" if "format" in differ else "version" if "version" in differ else differ[0]
        others = f" ({', '.join(differ)} differ)" if len(differ) > 1 else ""
        raise ValueError(
            f"expected a checkpoint of {name} = {belongs_to[name]!r} at {path}; got {found.get(name)!r}{others}; "
            "remove it, or give another path, to begin anew"
        )
    if (arrays["W"].shape, arrays["C"].shape) != shapes:
        raise ValueError(f"expected vectors of shapes {shapes} in {path}; got {arrays['W'].shape, arrays['C'].shape}")
    return Saved(found["done"], found["seed"], **arrays)


class Pace:
    """When to write the next checkpoint, so that writing takes a small share of the time.

    Parameters
    ----------
    size : int
        Bytes of a checkpoint.
    """

    def __init__(self, size):
        self.cost, self.last = size / SPEED, time.monotonic()

    def due(self):
        """Say whether it is time.

        Returns
        -------
        bool
            Whether the last one lies long enough back.
        """
        return time.monotonic() - self.last >= SHARE * self.cost

    def took(self, began):
        """Learn from one that has been written.

        Parameters
        ----------
        began : float
            When that began, by the monotonic clock.
        """
        self.last = time.monotonic()
        self.cost = self.last - began


def _read(path):
    """Return what is in a checkpoint: what it says of itself, and its arrays."""
    with open(path, "rb") as opened:
        try:
            with np.load(opened, allow_pickle=False) as file:
                about = json.loads(file["about"].tobytes())
                arrays = {name: file[name] for name in ("W", "C", "history")}
            _check(about, arrays)
        except Exception as error:  # what reading a damaged archive raises can be anything
            raise ValueError(
                f"expected a whole checkpoint at {path}; got a damaged one, or another file ({error})"
            ) from None
    return about, arrays


def _check(about, arrays):
    W, C, history = arrays["W"], arrays["C"], arrays["history"]
    if not (isinstance(about["done"], int) and isinstance(about["seed"], int)):
        raise ValueError("expected whole numbers of steps and for the seed")
    if W.dtype != np.float32 or C.dtype != np.float32 or W.ndim != 2 or C.shape[1:] != W.shape[1:]:
        raise ValueError(f"expected float32 of shapes (|V|, d) and (n, d); got {W.shape} and {C.shape}")
    if history.ndim != 2 or history.shape[1] != 3:
        raise ValueError(f"expected a history of shape (points, 3); got {history.shape}")


def _seed_in_words(random_state):
    """Say which seed was given; the state of a RandomState cannot be compared, so any continues any."""
    return (
        random_state
        if random_state is None
        else "RandomState"
        if hasattr(random_state, "randint")
        else int(random_state)
    )


def _sum(pieces):
    digest = blake2b(digest_size=16)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
