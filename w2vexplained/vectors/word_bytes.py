"""Words as bytes, which is what files hold, and as strings, which is what Python compares and shows."""

import re

SEPARATORS = re.compile(rb"[ \t\n\r]")  # with one of them in it, a word is two words when it is read again


def as_text(word):
    r"""Return a word as a string; a byte that is no UTF-8 becomes a lone surrogate, and so is kept.

    Parameters
    ----------
    word : bytes or str
        The word; a string stays as it is.

    Returns
    -------
    str
        The same word.

    Examples
    --------
    The program cuts words at 98 bytes, if need be in the middle of a letter:

    >>> as_text("né".encode()), as_text("né".encode()[:-1])
    ('né', 'n\udcc3')
    """
    return word.decode("utf-8", "surrogateescape") if isinstance(word, bytes) else word


def as_bytes(word):
    r"""Return the bytes of a word, if a file can hold it.

    Parameters
    ----------
    word : str
        The word.

    Returns
    -------
    bytes
        The same word.

    Raises
    ------
    ValueError
        If it is empty, holds a space, tab or line end, or a surrogate that stands for no byte.

    Examples
    --------
    >>> as_bytes("n\udcc3")
    b'n\xc3'
    """
    try:
        return whole(word.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        raise ValueError(f"expected a word that can be written in UTF-8; got {word!r}") from None


def whole(word, where=""):
    """Return the bytes of a word, or raise if it would not be one word in a file.

    Parameters
    ----------
    word : bytes
        The word.
    where : str
        What the error says of the place.

    Returns
    -------
    bytes
        The same.

    Raises
    ------
    ValueError
        If it is empty, or holds a space, tab or line end.
    """
    if not word or SEPARATORS.search(word):
        raise ValueError(f"expected a word without space, tab or line end{where}; got {word!r}")
    return word
