"""Vocabulary files as the word2vec program writes them: on each line a word, a space, and how often it occurs."""

import re

import numpy as np

from w2vexplained.corpus.files import existing, written_whole
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.vectors.word_bytes import as_bytes, as_text

LINE = re.compile(rb"([^ \t\r\n]+) (\d{1,18})\r?\n")


def read_vocabulary(path):
    """Read a vocabulary file of the word2vec program.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    Vocabulary
        Words and counts in the order of the file: `</s>` first, whatever its count, then by falling count.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a line is no word with a whole number, if the last line does not end, if a word stands twice, or if there is
        no word.
    """
    path = existing(path, "a vocabulary file")
    counts = {}
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            parts = LINE.fullmatch(line)
            if not parts:
                raise ValueError(
                    f"expected a line such as b'the 1061396\\n' as line {number} of {path}; got {line[:60]!r}"
                )
            word = as_text(parts[1])
            if word in counts:
                raise ValueError(f"expected different words in {path}; got {word!r} again in line {number}")
            counts[word] = int(parts[2])
    if not counts:
        raise ValueError(f"expected at least one word in {path}; got an empty file")
    return Vocabulary(tuple(counts), np.array(list(counts.values()), dtype=np.int64))


def write_vocabulary(path, vocabulary):
    """Write a vocabulary file as the word2vec program does, whole or not at all.

    Parameters
    ----------
    path : str or path
        Where; a file that is there is replaced.
    vocabulary : Vocabulary
        What to write.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ValueError
        If there is no word, or one cannot be written and read again.
    """
    lines = [
        b"%s %d\n" % (as_bytes(word), count) for word, count in zip(vocabulary.words, vocabulary.counts, strict=True)
    ]
    if not lines:
        raise ValueError("expected at least one word to write; got an empty vocabulary")
    with written_whole(path) as file:
        file.writelines(lines)
