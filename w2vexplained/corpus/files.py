"""Files: read piece by piece, plain or compressed, and written whole or not at all."""

import bz2
import gzip
import io
import lzma
import os
import re
import secrets
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path

# What an archive's name ends in, and what it begins with: so much for .bz2 that no text begins like it.
ARCHIVES = {
    ".gz": re.compile(rb"\x1f\x8b\x08"),
    ".bz2": re.compile(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)"),
    ".xz": re.compile(rb"\xfd7zXZ\x00"),
    ".zip": re.compile(rb"PK\x03\x04"),
}


def chunks(path, size=2**20, progress=False):
    """Read a file piece by piece, unpacked if it is a .gz, .bz2 or .xz archive.

    What a file begins with decides whether it is an archive; a name that promises one must keep its promise.
    What follows the end of an archive is an error behind a .gz, unless it is zeros, and is ignored behind the others.
    The file is read as far as it went when it was opened: what is appended meanwhile is left out.

    Parameters
    ----------
    path : str or path
        The file to read.
    size : int
        The most bytes to give at once; so much is held in memory, whatever the file.
    progress : bool
        Whether to show how much of the file has been read.

    Yields
    ------
    bytes
        The next piece, never empty.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If an archive is damaged or ends too early, is a .zip, or is none despite its name; if the file became shorter
        meanwhile; if the size is below 1.
    """
    if size < 1:
        raise ValueError(f"expected pieces of at least 1 byte; got size = {size}")
    path = existing(path)
    with open(path, "rb") as opened, _bar(opened, path, progress) as bar:
        kind = _kind(path, opened)
        unpacked = _unpacked(kind, _Held(opened, path, bar))
        while piece := _read(unpacked, size, kind, path):
            yield piece


def whole_words(pieces, separators, kept):
    r"""Cut a text anew where no word is cut.

    Parameters
    ----------
    pieces : iterable of str, or of bytes
        The text, in pieces cut anywhere.
    separators : sequence of str, or of bytes
        The letters that stand between words.
    kept : function
        Takes the beginning of a word that the next piece goes on with, and returns what is to be kept of it, or raises:
        of a word without end, not all can be.

    Yields
    ------
    str or bytes
        Pieces that end in a separator; the last one does not, if the text does not.

    Examples
    --------
    >>> list(whole_words(["the c", "at ", "slee", "ps"], " \n", kept=str))
    ['the ', 'cat ', 'sleeps']
    """
    rest = separators[0][:0]
    for piece in pieces:
        text = rest + piece
        end = 1 + max(map(text.rfind, separators))
        rest = kept(text[end:])
        if end:
            yield text[:end]
    if rest:
        yield rest


def existing(path, what="a text file"):
    """Return the path of a file that exists, or raise.

    Parameters
    ----------
    path : str or path
        Where the file should be.
    what : str
        What it should be, in words.

    Returns
    -------
    pathlib.Path
        The same.

    Raises
    ------
    FileNotFoundError
        If there is a folder, something else, or nothing.
    """
    path = Path(path)
    if not path.is_file():
        found = "a folder" if path.is_dir() else "something that is no file" if path.exists() else "nothing"
        raise FileNotFoundError(f"expected {what} at {path}; got {found}")
    return path


def place(path):
    """Return where a file is to be written, or raise; long work can ask before it begins.

    Parameters
    ----------
    path : str or path
        Where the file is to be.

    Returns
    -------
    pathlib.Path
        The same.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    IsADirectoryError
        If a folder has that name.
    FileExistsError
        If something has it that is neither file nor folder, such as a device, which a file must not replace.
    PermissionError
        If nothing may be written into the folder.
    """
    path = Path(path)
    if path.is_dir():
        raise IsADirectoryError(f"expected the name of a file to write; got the folder {path}")
    if path.exists() and not path.is_file():
        raise FileExistsError(f"expected the name of a file to write; got {path}, something that is no file")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"expected a folder at {path.parent}, to write {path.name} in; got nothing")
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(f"expected a folder that may be written, for {path.name}; got {path.parent}")
    return path


@contextmanager
def written_whole(path):
    """Write a file that takes its name when it is complete, and leaves nothing behind if it never is.

    Until then it stands beside its place, under a hidden name that ends in `.part`. An error or an interrupt
    removes it, and what stood at its place before stays.

    Parameters
    ----------
    path : str or path
        Where the file is to be; a file that is there is replaced, or the one that a link there leads to.

    Yields
    ------
    binary file
        Open for writing, reading and seeking.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    FileExistsError, IsADirectoryError
        If a folder, or something else that is no file, has that name.
    """
    path = Path(path)
    path = place(path.resolve() if path.is_symlink() else path)
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")  # or a long name would be too long
    try:
        with open(part, "x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # or a power failure could leave an empty file under the final name
        os.replace(part, path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


class _Held(io.RawIOBase):
    """The part of a file that was there when it was opened."""

    def __init__(self, opened, path, bar):
        super().__init__()
        self.opened, self.path, self.bar = opened, path, bar
        self.left = os.fstat(opened.fileno()).st_size

    def readable(self):
        return True

    def readinto(self, buffer):
        wanted = min(len(buffer), self.left)
        got = self.opened.readinto(memoryview(buffer)[:wanted])
        if wanted and not got:
            raise ValueError(f"expected {self.left} more bytes in {self.path}; it was cut short while it was read")
        self.left -= got
        self.bar.update(got)
        return got


def _bar(opened, path, progress):
    from tqdm import tqdm

    size = os.fstat(opened.fileno()).st_size
    return tqdm(total=size, desc=path.name, unit="B", unit_scale=True, unit_divisor=1024, disable=not progress)


def _kind(path, opened):
    """Say which kind of archive a file is, by the suffix of the kind; None for a plain file."""
    beginning = opened.read(16)
    opened.seek(0)
    for suffix, magic in ARCHIVES.items():
        if magic.match(beginning):
            if suffix == ".zip":
                raise ValueError(f"expected a plain, .gz, .bz2 or .xz file at {path}; got a .zip archive: unzip it")
            return suffix
        if beginning and path.suffix.lower() == suffix:
            raise ValueError(f"expected a {suffix} archive in {path}, by its name; got bytes {beginning.hex(' ')}")
    return None


def _unpacked(kind, held):
    """Return a file that reads what an archive holds."""
    if kind == ".gz":
        return gzip.GzipFile(fileobj=held)
    if kind == ".bz2":
        return bz2.BZ2File(held)
    if kind == ".xz":
        return lzma.LZMAFile(held)
    return held


def _read(unpacked, size, kind, path):
    """Read the next piece, and say it in our words if the archive is damaged."""
    try:
        return unpacked.read(size)
    except EOFError:
        raise ValueError(f"expected a whole {kind} archive in {path}; got one that ends too early") from None
    except (OSError, zlib.error, lzma.LZMAError) as error:
        if getattr(error, "errno", None) is not None:  # the disk's, not the archive's
            raise
        raise ValueError(f"expected a sound {kind} archive in {path}; got a damaged one ({error})") from None
