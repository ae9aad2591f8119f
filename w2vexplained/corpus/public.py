"""Public corpora and test sets: fetched from where they lie, checked against a checksum, and read."""

import math
from dataclasses import dataclass
from pathlib import Path

from w2vexplained.corpus.fetching import Content, fetch
from w2vexplained.corpus.text import read_text

# A commit in an address pins the file: what lies there can never change.
_WORD2VEC = "https://raw.githubusercontent.com/tmikolov/word2vec/20c129af10659f7c50e86e3be406df663beff438"
_GENSIM = "https://raw.githubusercontent.com/piskvorky/gensim/ee2642b4fa26e689ba4595067504668bc7a89016"

SCORE_COLUMNS = ("human (mean)", "simlex999")  # of WordSim-353 and of SimLex-999, in small letters


@dataclass(frozen=True)
class Dataset:
    """A public data set: where it lies and what arrives if all goes well.

    Attributes
    ----------
    file : str
        The name that the file gets.
    url : str
        Where it lies.
    sent : Content
        What the address gives.
    what : str
        What it is, in a sentence.
    source : str
        Who made it, and what is known of its terms.
    unpacked : Content, optional
        If the address gives a zip archive: the content of its member of the name `file`.
    """

    file: str
    url: str
    sent: Content
    what: str
    source: str
    unpacked: Content | None = None


DATASETS = {
    "text8": Dataset(
        file="text8",
        url="http://mattmahoney.net/dc/text8.zip",  # not everywhere reachable by HTTPS; the checksum protects
        sent=Content("a6640522afe85d1963ad56c05b0ede0a0c000dddc9671758a6cc09b7a38e5232", 31_344_016),
        unpacked=Content("6e890197040d37d85beb962ae1f041ff1d9a9ca8d20c7d99c85027eebf51dca7", 100_000_000),
        what="17 million words of the English Wikipedia of 3 March 2006, in small letters a to z, without line ends.",
        source="Cleaned by Matt Mahoney; the text is by the authors of Wikipedia, under Wikipedia's terms.",
    ),
    "wordsim353": Dataset(
        file="wordsim353.tsv",
        url=f"{_GENSIM}/gensim/test/test_data/wordsim353.tsv",
        sent=Content("f92a022fc2537793a15bc3a8c162ebcd74990e033a228bb6388cb71e4c0b1e1d", 7_186),
        what="WordSim-353: 353 pairs of words, judged by people from 0 (unrelated) to 10.",
        source="Finkelstein et al. 2002, Placing Search in Context; copies of it are marked CC BY 4.0.",
    ),
    "simlex999": Dataset(
        file="simlex999.txt",
        url=f"{_GENSIM}/gensim/test/test_data/simlex999.txt",
        sent=Content("d5e0501971478a511430ee880bd0121e94ac701ba86d90544d83e6d2ba3db05d", 18_126),
        what="SimLex-999: 999 pairs of words, judged by people from 0 to 10 for being alike, not merely related.",
        source="Hill, Reichart & Korhonen 2015, who offer it to all and ask to be cited; no licence is known to us.",
    ),
    "analogies": Dataset(
        file="questions-words.txt",
        url=f"{_WORD2VEC}/questions-words.txt",
        sent=Content("8c29b3332afc46f3fb8be04cb5297bf96f39aa7131272dff57869b4485b22a36", 603_955),
        what="19,544 questions in 14 sections, such as: Athens is to Greece as Baghdad is to (Iraq).",
        source="Mikolov et al. 2013; they come with the word2vec program, which is under the Apache License 2.0.",
    ),
}


def dataset(name):
    """Find a data set by its name.

    Parameters
    ----------
    name : str
        One of `DATASETS`.

    Returns
    -------
    Dataset
        Its record.

    Raises
    ------
    KeyError
        If there is none of that name.

    Examples
    --------
    >>> dataset("simlex999").file
    'simlex999.txt'
    """
    if name not in DATASETS:
        raise KeyError(f"expected one of the data sets {', '.join(DATASETS)}; got {name!r}")
    return DATASETS[name]


def download(name, folder=".", overwrite=False, progress=False):
    """Fetch a public data set, unless it is there already, and check that it is the right one.

    The file gets its name only when all its bytes are as expected; whatever goes wrong, nothing half-done is left.

    Parameters
    ----------
    name : str
        One of `DATASETS`.
    folder : str or path
        Where to put the file; made if it is not there.
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
    KeyError
        If there is no data set of that name.
    FileExistsError
        If a file with another content stands there, and `overwrite` was not asked for.
    ConnectionError
        If the address cannot be reached, refuses, or breaks off; the message says how to do it by hand.
    ValueError
        If what arrived is not what was expected; the message names both checksums.
    """
    wanted = dataset(name)
    return fetch(wanted.url, Path(folder) / wanted.file, wanted.sent, wanted.unpacked, overwrite, progress)


def read_similarities(path):
    """Read pairs of words with the similarity that people gave them.

    Columns are separated by tabs, or else by commas; the first two hold the words. Lines that begin with `#` are
    comments. A header is not needed where the score is the third column; otherwise it names the score `Human (mean)`
    or `SimLex999`.

    Parameters
    ----------
    path : str or path
        WordSim-353 or SimLex-999, as published, or a file of the same form.

    Returns
    -------
    tuple of (str, str, float)
        The two words, as they are spelt, and the score; in the order of the file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is empty, or a line is not of this form; file and line are named.
    """
    lines = [(n, line) for n, line in _lines(path) if not line.startswith("#")]
    separator = "\t" if any("\t" in line for _, line in lines[:1]) else ","
    rows = [(n, [cell.strip() for cell in line.split(separator)]) for n, line in lines]
    header = [cell.lower() for cell in rows[0][1]] if rows else []
    column = next((header.index(name) for name in SCORE_COLUMNS if name in header), None)
    if column in (0, 1):
        raise _bad_line(path, rows[0][0], f"two words, then {header[column]!r} in column 3 or later,", lines[0][1])
    judged = tuple(_judged(path, n, cells, 2 if column is None else column) for n, cells in rows[column is not None :])
    if not judged:
        raise ValueError(f"expected pairs of words with their scores in {path}; got none")
    return judged


def read_analogies(path):
    """Read analogy questions: a is to b as c is to d.

    Parameters
    ----------
    path : str or path
        A file like questions-words.txt: four words a line, under lines `: name of the section`.

    Returns
    -------
    dict of str to tuple of (str, str, str, str)
        The questions of each section, as they are spelt, in the order of the file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is empty, or a line is not of this form; file and line are named.
    """
    sections = {}
    for n, line in _lines(path):
        if line.startswith(":"):
            section = line[1:].strip()
            if not section or section in sections:
                raise _bad_line(path, n, "the name of a new section after the colon", line)
            sections[section] = []
        elif not sections:
            raise _bad_line(path, n, "a line such as ': family' before the first question", line)
        elif len(words := line.split()) != 4:
            raise _bad_line(path, n, "four words", line)
        else:
            sections[section].append(tuple(words))
    if not any(sections.values()):
        raise ValueError(f"expected questions of four words in {path}; got none")
    return {section: tuple(questions) for section, questions in sections.items()}


def _lines(path):
    """The lines of a text that are not blank, with their numbers, from 1."""
    lines = read_text(path).split("\n")  # a carriage return goes with the white space
    return [(n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()]


def _judged(path, n, cells, column):
    """Turn the cells of a line into two words and a score."""
    try:
        score = float(cells[column])
    except (IndexError, ValueError):
        score = math.nan
    if not (all(cells[:2]) and math.isfinite(score)):
        raise _bad_line(path, n, f"two words, and a number in column {column + 1}", " | ".join(cells))
    return cells[0], cells[1], score


def _bad_line(path, n, expected, got):
    return ValueError(f"expected {expected} in line {n} of {path}; got {got!r}")
