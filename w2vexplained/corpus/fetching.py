"""Fetching a file whose content is known beforehand: what arrives is checked before it gets its name."""

import hashlib
import tempfile
import zipfile
from http.client import HTTPException, IncompleteRead
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from w2vexplained.corpus.files import written_whole

BLOCK = 2**16  # bytes
PATIENCE = 30  # seconds without a byte


class Content(NamedTuple):
    """What a file must hold.

    Attributes
    ----------
    sha256 : str
        The SHA-256 of its bytes, in hexadecimal.
    size : int
        How many bytes.
    """

    sha256: str
    size: int


def fetch(url, target, sent, unpacked=None, overwrite=False, progress=False):
    """Fetch a file, unless it is there already, and check that it is the right one.

    It gets its name only when all its bytes are as expected; whatever goes wrong, nothing half-done is left.

    Parameters
    ----------
    url : str
        Where it lies.
    target : str or path
        The file to make; its folder is made if it is not there.
    sent : Content
        What the address gives.
    unpacked : Content, optional
        If the address gives a zip archive: the content of the member that has the target's name. No other is written.
    overwrite : bool
        Whether a file of that name with another content is replaced.
    progress : bool
        Whether to draw a progress bar on standard error, in bytes.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    FileExistsError
        If a file with another content stands there, and `overwrite` was not asked for.
    IsADirectoryError, NotADirectoryError
        If a folder has the file's name, or a file the folder's.
    ConnectionError
        If the address cannot be reached, refuses, or breaks off; the message says how to do it by hand.
    ValueError
        If what arrived is not what was expected; the message names both checksums.
    """
    target = Path(target)
    if _is_there(target, unpacked or sent, overwrite):
        return target
    _make_folder(target.parent)
    with tempfile.TemporaryFile(dir=target.parent) as received:
        blocks = _arriving(url, sent.size, _by_hand(url, target, unpacked))
        _copy(_with_bar(blocks, target.name, sent.size, progress), received, sent, url)
        received.seek(0)
        with written_whole(target) as file:
            if unpacked is None:
                _copy(_blocks(received), file, sent, url)
            else:
                _unpack(received, target.name, file, unpacked, url)
    return target


def _is_there(target, content, overwrite):
    """Whether the right file is there already; a wrong one is an error unless it may be replaced."""
    if not target.exists():
        return False
    if target.is_dir():
        raise IsADirectoryError(f"expected nothing at {target}, or a file; got a folder")
    with target.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != content.sha256 and not overwrite:
        raise FileExistsError(
            f"expected nothing at {target}, or a file with SHA-256 {content.sha256}; "
            f"got a file with SHA-256 {found}; move it away, or ask to overwrite it"
        )
    return found == content.sha256


def _make_folder(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotADirectoryError(f"expected a folder at {folder}, or nothing; got a file in its place") from None


def _by_hand(url, target, unpacked):
    what = f"{target.name} out of it" if unpacked else "it"
    return f"by hand: download {url} yourself, and put {what} at {target}"


def _arriving(url, expected, by_hand):
    """Yield what the address gives. What fails between two blocks, such as a full disk, is not the network's fault."""
    size = 0
    try:
        with urlopen(Request(url, headers={"User-Agent": "w2vexplained"}), timeout=PATIENCE) as response:
            while block := response.read(BLOCK):
                yield block
                size += len(block)
    except IncompleteRead:
        pass  # the sizes below say it better
    except HTTPError as error:
        with error:
            said = f"{error.code} {error.reason}"
        raise ConnectionError(f"expected {url} to be there; its server said {said}; {by_hand}") from None
    except (OSError, HTTPException) as error:
        why = getattr(error, "reason", error)
        raise ConnectionError(f"expected an answer from {url}; got: {why}; {by_hand}") from error
    if size < expected:
        sizes = f"{expected:,} bytes from {url}; got {size:,}"
        raise ConnectionError(f"expected {sizes}, so the transfer broke off; try again, or {by_hand}")


def _with_bar(blocks, name, size, progress):
    from tqdm import tqdm

    with tqdm(total=size, unit="B", unit_scale=True, desc=name, disable=not progress) as bar:
        for block in blocks:
            yield block
            bar.update(len(block))


def _copy(blocks, file, content, origin):
    """Write blocks of bytes, and raise unless they are what was expected."""
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        size += len(block)
        if size > content.size:
            raise ValueError(f"expected {content.size:,} bytes from {origin}; got more, and kept nothing")
        digest.update(block)
        file.write(block)
    if digest.hexdigest() != content.sha256:
        raise ValueError(
            f"expected SHA-256 {content.sha256} of what {origin} gives; got {digest.hexdigest()}, and kept nothing"
        )


def _unpack(received, name, file, content, url):
    """Copy the one member that is wanted; whatever else the archive names is never written."""
    try:
        with zipfile.ZipFile(received) as archive:
            if name not in archive.namelist():
                held = ", ".join(archive.namelist()) or "nothing"
                raise ValueError(f"expected a member {name} in the archive {url}; got {held}")
            with archive.open(name) as member:
                _copy(_blocks(member), file, content, f"{name} in {url}")
    except zipfile.BadZipFile as error:
        raise ValueError(f"expected a whole zip archive from {url}; got: {error}") from error


def _blocks(file):
    return iter(lambda: file.read(BLOCK), b"")
