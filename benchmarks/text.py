"""The text that all trainers read, as a file: a sentence a line, and every tenth sentence held out."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

HELD_OUT = 10  # one sentence out of so many
FEW = "the cat sees the dog and the dog sees the cat\n"  # eleven words, where no text is needed


class Text(NamedTuple):
    """A text that lies ready.

    `train` is read by all trainers and has so many `words`; `held_out` is read by none. `name` says what it is.
    """

    train: Path
    held_out: Path
    words: int
    name: str


def prepare(source: str | None, folder: Path, most: int, name: str | None = None) -> Text:
    """Write the first words of a file, or of the installed documentation, for all to read."""
    usual = "the documentation of the installed packages" if source is None else "a text of one's own"
    train, held_out = folder / "train.txt", folder / "held_out.txt"
    words = 0
    with train.open("w", encoding="utf-8") as learned, held_out.open("w", encoding="utf-8") as kept:
        for i, sentence in enumerate(first_words(_sentences(source), most)):
            line = " ".join(sentence) + "\n"
            if i % HELD_OUT == HELD_OUT - 1:
                kept.write(line)
            else:
                learned.write(line)
                words += len(sentence)
    if not held_out.stat().st_size:
        raise ValueError(f"expected a text of at least {HELD_OUT} sentences, to hold one of them out; got fewer")
    return Text(train, held_out, words, name or usual)


def first_words(sentences: Iterable[list[str]], most: int) -> Iterator[list[str]]:
    """Sentences as long as they have not more words than that together.

    Examples
    --------
    >>> list(first_words([["a", "b"], ["c"], ["d"]], 3))
    [['a', 'b'], ['c']]
    """
    for sentence in sentences:
        most -= len(sentence)
        if most < 0:
            return
        yield sentence


def _sentences(source: str | None) -> Iterable[list[str]]:
    if source is None:
        from w2vexplained.corpus.documentation import read_documentation

        return read_documentation()
    from w2vexplained.corpus.reader import TextFile

    return TextFile(source, bad_bytes="replace")


def shuffled(text: Text, folder: Path, seed: int) -> Path:
    """The sentences to train on in another order: a program whose seed is fixed then gives another result."""
    import numpy as np

    lines = text.train.read_text(encoding="utf-8").splitlines(keepends=True)
    path = folder / f"shuffled_{seed}.txt"
    order = np.random.default_rng(seed).permutation(len(lines))
    path.write_text("".join(lines[i] for i in order), encoding="utf-8")
    return path


def zipfian(path: Path, words: int, vocabulary: int = 50_000, sentence: int = 20) -> Path:
    """Write a text of any length, drawn by Zipf's law, without holding it."""
    import numpy as np

    rng = np.random.default_rng(0)
    names = np.array([f"w{i}" for i in range(vocabulary)], dtype=object)
    cumulative = np.cumsum(1 / np.arange(1, vocabulary + 1))
    with path.open("w", encoding="utf-8") as file:
        for size in chain([10**6] * (words // 10**6), [words % 10**6]):
            drawn = names[np.searchsorted(cumulative, cumulative[-1] * rng.random(size))]
            for start in range(0, size, sentence):
                file.write(" ".join(drawn[start : start + sentence]) + "\n")
    return path
