"""Where a command writes, asked before its work begins."""

from pathlib import Path

from w2vexplained.corpus.files import place


def places(sources, *outputs):
    """Check that a command can write its files, and that none takes the place of an input or of another.

    Parameters
    ----------
    sources : list of str
        The files that it reads.
    *outputs : str or None
        The files that it writes; None for one that nobody asked for.

    Raises
    ------
    FileNotFoundError, IsADirectoryError, FileExistsError
        As `corpus.files.place`.
    ValueError
        If a file would be written over an input, or over another.
    """
    taken = {Path(source).resolve() for source in sources}
    for output in filter(None, outputs):
        place(output)
        path = Path(output).resolve()
        if path in taken:
            raise ValueError(f"expected different names for what is read and what is written; got {output} again")
        taken.add(path)
