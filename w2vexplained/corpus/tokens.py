"""A text as word numbers: one flat array for all sentences, with marks for their ends and for holes."""

from itertools import chain, repeat
from tempfile import TemporaryFile
from tokenize import TokenError

import numpy as np
from tqdm import tqdm

from w2vexplained import arguments
from w2vexplained.corpus.files import existing, written_whole

HOLE = -1  # a word outside the vocabulary that still takes up its place
END = -2  # after each sentence

BATCH = 2**16  # words that are replaced by numbers at once
BLOCK = 2**20  # tokens that are searched for sentence ends at once

_STOP = object()  # stands for END between words; no word is equal to it


def encode_text(sentences, vocabulary, path=None, holes=False, progress=False, memory=2**28):
    """Replace the words of a text by their numbers, sentence after sentence, in one token array.

    Parameters
    ----------
    sentences : iterable of lists of str
        The text, read once.
    vocabulary : Vocabulary
        The words that have numbers.
    path : str or path, optional
        Where the array is to be kept, as a .npy file. It takes that name when it is complete.
    holes : bool
        Whether an unknown word leaves a `HOLE`, which keeps the distances of the full text;
        without holes it vanishes, and the words around it become neighbours.
    progress : bool
        Whether to show how many sentences have been read.
    memory : int
        Without a path: the largest size of an array that is held in memory, in bytes. A larger one lies in an unnamed
        temporary file, which the system removes when the array is no longer used.

    Returns
    -------
    array of int32, (number of tokens,)
        Word numbers, `HOLE` where asked for, and `END` after each sentence, also after an empty one. It can only be
        read; where it lies in a file it is mapped from there, so that only what is looked at takes up memory.

    Raises
    ------
    TypeError
        If the text, or a sentence, is one string instead of a list, or memory no number.
    ValueError
        If there is no sentence, such as when a generator is read for the second time.
    FileNotFoundError, FileExistsError, IsADirectoryError
        If no file can be written at the path.

    Examples
    --------
    >>> from w2vexplained.corpus.vocabulary import Vocabulary
    >>> text = [["a", "c", "b"], ["a", "b"]]
    >>> vocabulary = Vocabulary.from_sentences(text, min_count=2)
    >>> encode_text(text, vocabulary).tolist(), encode_text(text, vocabulary, holes=True).tolist()
    ([0, 1, -2, 0, 1, -2], [0, -1, 1, -2, 0, 1, -2])
    """
    arguments.one_number("of bytes for memory", memory)
    sentences = tqdm(arguments.a_list(sentences), unit=" sentences", unit_scale=True, disable=not progress)
    pieces = _encoded(sentences, vocabulary, holes)
    if path is None:
        return gathered(pieces, memory)
    with written_whole(path) as file:
        _write(pieces, file)
    return load_tokens(path)


def gathered(pieces, memory):
    """Join the pieces of a token array in memory, or in a temporary file if they are too large.

    Parameters
    ----------
    pieces : iterator of arrays of int32
        In order; read once.
    memory : int
        The largest size of an array that is held in memory, in bytes.

    Returns
    -------
    array of int32, (number of tokens,)
        It can only be read. A temporary file has no name, and the system removes it when the array is no longer used.
    """
    held, size = [np.zeros(0, dtype=np.int32)], 0
    for tokens in pieces:
        held.append(tokens)
        size += tokens.nbytes
        if size > memory:
            return _in_temporary_file(chain(held, pieces))
    return _read_only(np.concatenate(held))


def load_tokens(path):
    """Open a token array that `encode_text` has kept in a file.

    Parameters
    ----------
    path : str or path
        A .npy file.

    Returns
    -------
    array of int32, (number of tokens,)
        The token array, mapped from the file; it can only be read.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TypeError, ValueError
        If the file is incomplete, or holds something else; it is read once to see that.
    """
    path = existing(path, "a token array")
    try:
        return _checked(np.lib.format.open_memmap(path, mode="r"))
    except (TypeError, ValueError, TokenError) as error:  # the last if Python cannot read the header
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{path} holds no token array, or not all of it: {error}") from None


def is_flat(text):
    """Say whether a text comes as one flat array of numbers, not as a list of sentences.

    Parameters
    ----------
    text : object
        Any text.

    Returns
    -------
    bool
        Whether it is meant as a token array; `as_tokens` checks that it is one.
    """
    return isinstance(text, np.ndarray) and text.ndim == 1 and text.dtype.kind in "iu"


def as_tokens(sentences):
    """Join sentences of word numbers in one token array.

    Parameters
    ----------
    sentences : list of sequences of int, or array of int32
        The text: word numbers or holes, sentence by sentence; a token array is returned as it is.

    Returns
    -------
    array of int32, (number of tokens,)
        The numbers, with `END` after each sentence, also after an empty one.

    Raises
    ------
    TypeError
        If a sentence is not a list of whole numbers.
    ValueError
        If a number is neither a word's nor a hole, or a token array does not close its last sentence.

    Examples
    --------
    >>> as_tokens([[3, HOLE, 0], [], [1]]).tolist()
    [3, -1, 0, -2, -2, 1, -2]
    """
    if is_flat(sentences):
        return _checked(sentences)
    arrays = [_numbers(words) for words in arguments.a_list(sentences)]
    ends = np.cumsum([len(words) + 1 for words in arrays], dtype=np.int64) - 1
    tokens = np.full(ends[-1] + 1 if len(ends) else 0, END, dtype=np.int32)
    is_word = np.ones(len(tokens), dtype=bool)
    is_word[ends] = False
    if is_word.any():
        tokens[is_word] = _in_range(np.concatenate([words for words in arrays if len(words)]))
    return _read_only(tokens)


def sentences_of(tokens):
    """Go through the sentences of a token array.

    Parameters
    ----------
    tokens : array of int32, (number of tokens,)
        A token array.

    Yields
    ------
    array of int32
        The word numbers and holes of one sentence, without its end: a view, not a copy.

    Raises
    ------
    TypeError, ValueError
        If it is no token array.

    Examples
    --------
    >>> [words.tolist() for words in sentences_of(as_tokens([[3, HOLE, 0], [], [1]]))]
    [[3, -1, 0], [], [1]]
    """
    tokens, start = as_tokens(tokens), 0
    for block in range(0, len(tokens), BLOCK):
        for end in np.flatnonzero(tokens[block : block + BLOCK] == END) + block:
            yield tokens[start:end]
            start = end + 1


def _encoded(sentences, vocabulary, holes):
    """Give the tokens of a text, batch by batch."""
    numbers = vocabulary.numbers | {_STOP: END}
    for words in _batches(sentences):
        tokens = np.fromiter(map(numbers.get, words, repeat(HOLE)), dtype=np.int32, count=len(words))
        yield tokens if holes else tokens[tokens != HOLE]


def _batches(sentences):
    """Join the words of sentence after sentence in long lists, which are looked up faster than short ones."""
    words, batch = None, []
    for words in sentences:
        batch += arguments.a_list(words)
        batch.append(_STOP)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if words is None:
        raise ValueError("expected sentences; got none: a generator can be read once")
    if batch:
        yield batch


def _in_temporary_file(pieces):
    with TemporaryFile() as file:
        for tokens in pieces:
            file.write(tokens)
        file.flush()
        return np.asarray(np.memmap(file, dtype=np.int32, mode="r"))


def _write(pieces, file):
    """Write an array in the format .npy, whose header tells the length that is known at the end only."""
    header = {"descr": np.dtype(np.int32).str, "fortran_order": False, "shape": (0,)}
    np.lib.format.write_array_header_1_0(file, header)
    length = 0
    for tokens in pieces:
        file.write(tokens)
        length += len(tokens)
    file.seek(0)
    np.lib.format.write_array_header_1_0(file, header | {"shape": (length,)})  # NumPy leaves room for growth in it


def _numbers(words):
    """Return one sentence as an array of whole numbers."""
    array = np.asarray(arguments.a_list(words))
    array = array if array.size else array.astype(np.int32)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise TypeError(f"expected sentences that are each a list of word numbers; got {words!r}")
    return array


def _in_range(numbers):
    most = np.iinfo(np.int32).max
    if numbers.min() < HOLE or numbers.max() > most:
        wrong = numbers[(numbers < HOLE) | (numbers > most)][0]
        raise ValueError(f"expected word numbers in 0 … {most}, or {HOLE} for a hole; got {wrong}")
    return numbers


def _checked(tokens):
    """Return a token array, or raise."""
    tokens = arguments.array("tokens", tokens)
    if tokens.dtype != np.int32 or tokens.ndim != 1:
        got = f"an array of {tokens.dtype} of shape {tokens.shape}"
        raise TypeError(f"expected a token array of int32 of shape (number of tokens,), or sentences; got {got}")
    if len(tokens) and tokens[-1] != END:
        raise ValueError(f"expected a token array that closes its last sentence with END = {END}; got {tokens[-1]}")
    if len(tokens) and tokens.min() < END:
        raise ValueError(f"expected tokens ≥ {END}: word numbers, HOLE = {HOLE}, END = {END}; got {tokens.min()}")
    return np.ascontiguousarray(tokens)


def _read_only(tokens):
    tokens.flags.writeable = False
    return tokens
