"""Where a command writes, asked before its work begins."""

from pathlib import Path

from w2vexplained.corpus.files import place


def places(source, *outputs):
    """Check that a command can write its files, and that none takes the place of its input or of another.

    Parameters
    ----------
    source : str
        The file that it reads.
    *outputs : str or None
        The files that it writes; None for one that nobody asked for.

    Raises
    ------
    FileNotFoundError, IsADirectoryError, FileExistsError
        As `corpus.files.place`.
    ValueError
        If a file would be written over the input, or over another.
    """
    taken = {Path(source).resolve()}
    for output in filter(None, outputs):
        place(output)
        path = Path(output).resolve()
        if path in taken:
            raise ValueError(f"expected different names for what is read and what is written; got {output} again")
        taken.add(path)
