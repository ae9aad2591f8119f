"""Texts of any size: sentences of words, read from a file as they are needed."""

import codecs
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

from w2vexplained import arguments
from w2vexplained.corpus.files import chunks, existing, whole_words

CHUNK = 2**18  # bytes read at once

# What each policy is called by Python's decoders, and what becomes of NUL bytes, which UTF-8 allows but no text holds:
# 0xff, which UTF-8 forbids, so that the decoder treats them like every bad byte. Kept bytes stay what they are.
POLICIES = {"error": ("strict", 0xFF), "replace": ("replace", 0xFF), "keep": ("surrogateescape", 0)}

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class TextFile:
    r"""The sentences of a text file, as lists of words; read anew each time one goes through them.

    The file may be plain or a .gz, .bz2 or .xz archive, of any size: what is held in memory is bounded, however long
    its lines and words are. Words are separated by ASCII white space and are taken as they stand; a no-break space is a
    letter. A sentence ends with its line, and at the latest after `max_words`; one without words is left out.

    Attributes
    ----------
    path : path
        The file.
    line_ends : bool
        Whether a line is a sentence. If not, the text runs on over its lines, and only `max_words` cuts it.
    max_words : int
        The length after which a sentence is cut, in words.
    bad_bytes : str
        What becomes of bytes that are no UTF-8, and of NUL bytes: an "error" that names the first and its place,
        "replace" by U+FFFD, or "keep". Kept bytes are part of the word, and
        ``word.encode("utf-8", "surrogateescape")`` gives them back.
    longest_word : int
        The length at which a word is cut, in characters; the rest of it is dropped.
    progress : bool
        Whether to show how much of the file has been read.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If an option has no meaning; while reading, if the file holds no word or is UTF-16, if bytes are no UTF-8 and
        the policy is "error", or if an archive is damaged.

    Notes
    -----
    The word2vec program reads text in almost the same way. What differs:

    - There the end of a line is a word of its own, ``</s>``, with number 0 and a count. Here it is no word.
    - There a sentence is cut after 1,000 words that are in the vocabulary and have survived subsampling.
      Here the words of the file are counted, before anything is left out.
    - There a carriage return vanishes, and only space, tab and newline separate. Here carriage return, vertical tab and
      form feed separate, too; lines that end in CR LF give the same words.
    - There a word is cut after 98 bytes, be it inside a character. Here it is cut after 98 characters.
    - There the last word is lost if nothing follows it. Here it is read.
    - There any bytes are letters, a byte order mark sticks to the first word, and a NUL hides the rest of its word.
      Here the mark is dropped, and bad bytes are treated as `bad_bytes` says.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "text.txt")
    ...     _ = path.write_text("the cat sees the dog\nthe dog sleeps\n")
    ...     print(list(TextFile(path)), list(TextFile(path, line_ends=False, max_words=6)))
    [['the', 'cat', 'sees', 'the', 'dog'], ['the', 'dog', 'sleeps']]
    [['the', 'cat', 'sees', 'the', 'dog', 'the'], ['dog', 'sleeps']]
    """

    path: Path
    line_ends: bool = True
    max_words: int = 1000
    bad_bytes: str = "error"
    longest_word: int = 98
    progress: bool = False

    def __post_init__(self):
        object.__setattr__(self, "path", existing(self.path))
        for name in ("max_words", "longest_word"):
            object.__setattr__(self, name, arguments.whole(name, getattr(self, name), least=1))
        if self.bad_bytes not in POLICIES:
            raise ValueError(f"expected bad_bytes to be one of {', '.join(POLICIES)}; got {self.bad_bytes!r}")

    def __iter__(self):
        words, empty = [], True
        for line, ended in self._lines():
            if line:
                words += self._words(line)
            if not words:
                continue
            empty = False
            if ended and len(words) <= self.max_words:  # as nearly always: the short way for short lines
                yield words
                words = []
                continue
            complete = len(words) if ended else len(words) - len(words) % self.max_words
            for start in range(0, complete, self.max_words):
                yield words[start : start + self.max_words]
            words = words[complete:]
        if words:
            yield words
        if empty:
            raise ValueError(f"expected words in {self.path}; got an empty text")

    def _words(self, line):
        words = line.split(" ")
        if "" in words:
            words = list(filter(None, words))
        if len(line) > self.longest_word and max(map(len, words), default=0) > self.longest_word:
            words = [word[: self.longest_word] for word in words]
        return words

    def _lines(self):
        """Give each piece of a line, and say whether the line ends there."""
        # No more of a word will be used than its beginning, and the rest could grow without end.
        for text in whole_words(self._decoded(), " \n", kept=lambda word: word[: self.longest_word]):
            *ended, begun = text.split("\n")
            yield from zip(ended, repeat(True))
            yield begun, False

    def _decoded(self):
        """Decode the file piece by piece, with spaces for all that separates words within a sentence."""
        policy, nul = POLICIES[self.bad_bytes]
        to_space = b"\t\v\f\r" if self.line_ends else b"\t\v\f\r\n"
        table = bytes.maketrans(to_space + b"\0", b" " * len(to_space) + bytes([nul]))
        decoder, at_start, offset = codecs.getincrementaldecoder("utf-8")(policy), True, 0
        self._refuse_utf_16()
        for chunk in chain(chunks(self.path, CHUNK, self.progress), [b""]):
            before = decoder.getstate()[0]  # the beginning of a character that the last chunk broke off
            try:
                text = decoder.decode(chunk.translate(table), final=not chunk)
            except UnicodeDecodeError as error:
                raise self._bad_byte((before + chunk)[error.start], offset - len(before) + error.start) from None
            yield text.removeprefix("\ufeff") if at_start else text
            at_start = at_start and not text
            offset += len(chunk)

    def _refuse_utf_16(self):
        mark = next(chunks(self.path, size=2), b"")
        if mark in UTF_16:
            raise ValueError(f"expected UTF-8 text in {self.path}; got UTF-16, as its first bytes {mark.hex(' ')} say")

    def _bad_byte(self, byte, offset):
        hint = ", a NUL: is it UTF-16, or no text?" if byte == 0 else ""
        return ValueError(f"expected UTF-8 text in {self.path}; got byte 0x{byte:02x} at offset {offset}{hint}")
