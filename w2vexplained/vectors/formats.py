r"""Vectors in the two formats of the word2vec program, read and written.

Both begin with a line `V d`: how many words, and how many components each. Then come, for each word, the word, a space,
and in the text format d decimal numbers, each with a space behind it; in the binary format d numbers of 32 bits, lowest
byte first; and a newline (gensim writes no newline in the binary format). Words are bytes: what is no UTF-8 is kept.
A file that holds anything else, or less, or more, is an error: of vectors that were cut short nothing is returned.
"""

import mmap
import re
from contextlib import contextmanager

import numpy as np

from w2vexplained.corpus.files import existing, written_whole
from w2vexplained.vectors.word_bytes import as_bytes, whole
from w2vexplained.vectors.word_vectors import WordVectors

HEADER = re.compile(rb"(\d{1,18}) (\d{1,18}) ?(\r?\n)")
TEXTUAL = bytes(range(32, 127)) + b"\t\r"
EXACT = {"float32": "%.9g ", "float64": "%.17g "}  # digits that bring every number of a type back to the last bit


def read_vectors(path, binary=None, dtype=np.float32):
    """Read vectors in the text or binary format of the word2vec program.

    Parameters
    ----------
    path : str or path
        The file.
    binary : bool, optional
        Which format it has; by default the first row tells.
    dtype : type
        The type of the numbers. Binary files hold 32 bits; text written from 64 bits comes back whole as float64.

    Returns
    -------
    WordVectors
        The words in the order of the file, with their vectors.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is not complete, or not of this format; if a number is not finite, or a word stands twice.
        The file's size is compared with its header before any memory is taken.
    """
    dtype = np.dtype(dtype)
    if dtype not in (np.float32, np.float64):
        raise ValueError(f"expected the type float32 or float64; got {dtype}")
    path = existing(path, "a file of vectors")
    with _mapped(path) as content:
        header = HEADER.match(content)
        if not header:
            raise ValueError(f"expected a first line such as b'71291 100' in {path}; got {_begin(content)!r}")
        n, d, at = int(header[1]), int(header[2]), header.end()
        if binary is None:
            binary = not _is_text(content, at)
        if n < 1 or d < 1:
            raise ValueError(f"expected at least one word of at least one component in {path}; got {header[0]!r}")
        least = n * (4 * d + 2 if binary else 2 * d + 2)  # a word of one letter, and one digit for a number
        if least > len(content) - at:
            raise ValueError(
                f"expected at least {least} bytes after the first line {header[0]!r} of {path}, read as "
                f"{'binary' if binary else 'text'}; got {len(content) - at}: is the file whole?"
            )
        if binary and header[3] == b"\r\n":
            raise ValueError(f"expected binary vectors in {path}; got line ends \\r\\n, which spoil a binary file")
        try:
            words, matrix = (_binary_rows if binary else _text_rows)(content, at, n, d, dtype)
            return WordVectors(words, matrix)
        except ValueError as error:
            raise ValueError(f"{error}, in {path}, read as {'binary' if binary else 'text'}") from None


def write_vectors(path, vectors, binary=True, decimals=None):
    """Write vectors in the binary or text format of the word2vec program, whole or not at all.

    Parameters
    ----------
    path : str or path
        Where; a file that is there is replaced.
    vectors : WordVectors
        What to write.
    binary : bool
        Which format. Binary holds numbers of 32 bits: wider ones are rounded.
    decimals : int, optional
        For the text format: digits after the point, 6 as the program writes them. By default as many digits as
        bring each number back to the last bit.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    ValueError
        If there is no word or no component; if a word is empty, holds a separator, or letters that no file can hold;
        if a number is too large for 32 bits; if decimals are asked of the binary format.
    """
    words, matrix = [as_bytes(word) for word in vectors.words], vectors.matrix
    if 0 in matrix.shape:
        raise ValueError(f"expected at least one word of at least one component to write; got {matrix.shape}")
    if binary and decimals is not None:
        raise ValueError(f"expected no decimals for the binary format, which has none; got {decimals}")
    if binary:
        with np.errstate(over="ignore"):  # said below, with the word
            matrix = matrix.astype("<f4")
        if not np.isfinite(matrix).all():
            word = vectors.words[int(np.argmin(np.isfinite(matrix).all(axis=1)))]
            raise ValueError(f"expected numbers below 3.4e38, which 32 bits can hold; got a larger one for {word!r}")
    number = EXACT.get(matrix.dtype.name, EXACT["float64"]) if decimals is None else f"%.{decimals}f "
    row_format = number * matrix.shape[1]
    with written_whole(path) as file:
        file.write(b"%d %d\n" % matrix.shape)
        for word, row in zip(words, matrix, strict=True):
            numbers = row.tobytes() if binary else (row_format % tuple(row.tolist())).encode("ascii")
            file.write(word + b" " + numbers + b"\n")


@contextmanager
def _mapped(path):
    """The bytes of a file, which are not copied into memory."""
    with open(path, "rb") as file:
        if not file.seek(0, 2):
            raise ValueError(f"expected vectors in {path}; got an empty file")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content


def _begin(content, at=0):
    """What stands at a place, as far as an error message shows it."""
    return bytes(content[at : at + 40]).partition(b"\n")[0]


def _is_text(content, at):
    """Whether the first row ends in a number that can be read, and holds no byte behind its word that is no text."""
    end = content.find(b"\n", at)
    row = content[at : len(content) if end < 0 else end]
    try:
        float(row.split()[-1])
    except (ValueError, IndexError):
        return False
    return not row.partition(b" ")[2].translate(None, TEXTUAL)


def _text_rows(content, at, n, d, dtype):
    """The words and the matrix of a text file whose rows begin at a place."""
    words, matrix = [], np.empty((n, d), dtype)
    for row in range(n):
        end = content.find(b"\n", at)
        if end < 0:
            raise ValueError(f"expected {n} words, each on a line that ends; got {row}, then {_begin(content, at)!r}")
        word, *numbers = content[at:end].rstrip(b" \r").split(b" ")
        if len(numbers) != d:
            raise ValueError(
                f"expected a word and {d} numbers in row {row}; got {len(numbers) + 1} parts in {_begin(content, at)!r}"
            )
        words.append(whole(word, f" in row {row}"))
        matrix[row] = _finite(_parsed(numbers, dtype), word, row)
        at = end + 1
    return _all_of(content, at, words, matrix)


def _parsed(numbers, dtype):
    """Numbers that are written in digits; those that are not as NaN."""
    try:
        with np.errstate(over="ignore"):  # infinity is not accepted
            return np.array([float(number.replace(b"_", b"?")) for number in numbers]).astype(dtype)  # 1_0 is no number
    except ValueError:
        return np.array([np.nan])


def _binary_rows(content, at, n, d, dtype):
    """The words and the matrix of a binary file whose rows begin at a place."""
    words, matrix, newline = [], np.empty((n, d), dtype), b""
    for row in range(n):
        space = content.find(b" ", at)
        end = space + 1 + 4 * d
        if space < 0 or end > len(content):
            raise ValueError(f"expected {n} words with {d} numbers each; got {row}, then {_begin(content, at)!r}")
        word = whole(content[at:space], f" in row {row}")
        words.append(word)
        matrix[row] = _finite(np.frombuffer(content, "<f4", d, space + 1).astype(dtype), word, row)
        if row == 0:
            newline = b"\n" if content[end : end + 1] == b"\n" else b""
        if content[end : end + len(newline)] != newline:
            raise ValueError(f"expected a newline after row {row}, as after the first; got {_begin(content, end)!r}")
        at = end + len(newline)
    return _all_of(content, at, words, matrix)


def _all_of(content, at, words, matrix):
    """The words and the matrix, if nothing follows them."""
    if at != len(content):
        raise ValueError(f"expected the end after {len(words)} words; got {len(content) - at} more bytes")
    return words, matrix


def _finite(numbers, word, row):
    """Numbers that are neither infinite nor none at all."""
    if not np.isfinite(numbers).all():
        raise ValueError(f"expected finite numbers in row {row}, of {word!r}; got something else among them")
    return numbers
