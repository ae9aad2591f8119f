"""Text: read from a file, cut into sentences and words."""

import re

from w2vexplained.corpus.files import chunks

SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\s*\n")
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def read_text(path):
    """Return the text of a UTF-8 file that fits into memory; `reader.TextFile` reads larger ones.

    Parameters
    ----------
    path : str or path
        The file to read, plain or a .gz, .bz2 or .xz archive.

    Returns
    -------
    str
        Its text, without a byte order mark.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If its bytes are not UTF-8 (the first bad byte and its offset are named), it holds no text, or is a damaged
        archive.
    """
    content = b"".join(chunks(path))
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        bad = content[error.start]
        raise ValueError(f"expected UTF-8 text in {path}; got byte 0x{bad:02x} at offset {error.start}") from None
    if not text.strip():
        raise ValueError(f"expected words in {path}; got an empty text")
    return text


def tokenize(text):
    """Cut a text into sentences, and each sentence into lower-case words.

    A word is a run of letters, with single apostrophes or hyphens inside it; everything else separates.
    A sentence ends at `.`, `!` or `?` before white space, or at a blank line; one without words is left out.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of list of str
        The words of each sentence, in order.

    Raises
    ------
    TypeError
        If it is no string.

    Examples
    --------
    >>> tokenize("The cat's well-fed. It sees 2 mice!")
    [['the', "cat's", 'well-fed'], ['it', 'sees', 'mice']]
    """
    if not isinstance(text, str):
        raise TypeError(f"expected a text, a string; got {text!r}")
    text = text.lower().replace("’", "'")
    return [words for sentence in SENTENCE_END.split(text) if (words := WORD.findall(sentence))]
