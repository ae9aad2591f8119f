"""A text that is the same everywhere, and what the program makes of it: any machine can compare, bit for bit."""

import hashlib
from typing import NamedTuple

import numpy as np

from w2vexplained.training.software.options import Options
from w2vexplained.training.software.switches import DOCUMENTED, PROGRAM, Switches

WORDS, AT_LEAST, LONGEST_LINE = 500, 12000, 40


class Run(NamedTuple):
    """One run of the program on the text of `zipf_text`.

    Attributes
    ----------
    name : str
        What is trained.
    options : Options
        With which options.
    switches : Switches
        PROGRAM, or DOCUMENTED for the program with its end-of-file flag cleared.
    checksum : str
        SHA-256 of the vectors that the program wrote: float32, low byte first, row by row.
    """

    name: str
    options: Options
    switches: Switches
    checksum: str


def zipf_text():
    """Write a text of 500 words w1, w2, ... whose frequencies fall like 1/rank, in lines of up to 40 words.

    Returns
    -------
    bytes
        About 12,000 words, the same on every machine.

    Examples
    --------
    >>> hashlib.sha256(zipf_text()).hexdigest()[:16]
    '58766748519124a8'
    """
    uniform = _uniform()
    shares = np.cumsum(1 / np.arange(1, WORDS + 1))
    lines, written = [], 0
    while written < AT_LEAST:
        draws = [next(uniform) * shares[-1] for _ in range(int(next(uniform) * (LONGEST_LINE + 1)))]
        lines.append(b" ".join(b"w%d" % (rank + 1) for rank in np.searchsorted(shares, draws, side="right")) + b"\n")
        written += len(draws)
    return b"".join(lines)


def _uniform():
    """Knuth's generator, whose upper 31 bits are taken for numbers from 0 to 1."""
    state = 12345
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        yield (state >> 33) / 2**31


def checksum(vectors):
    """Sum up vectors so that one different bit gives another sum.

    Parameters
    ----------
    vectors : array of float32, (|V|, d)
        Such as `Trained.vectors`.

    Returns
    -------
    str
        SHA-256, in hexadecimal digits.
    """
    return hashlib.sha256(np.asarray(vectors).astype("<f4").tobytes()).hexdigest()


SKIP_GRAM = Options(size=16, min_count=3, cbow=False, iterations=1)
CBOW = SKIP_GRAM._replace(cbow=True)
PATHS = SKIP_GRAM._replace(hs=True, negative=0)
THREE_TIMES = SKIP_GRAM._replace(iterations=3)

RUNS = (
    Run("skip-gram", SKIP_GRAM, PROGRAM, "9875654602bc80f85a1f7fafc90b861ee0ffbd254e9e4e85f50ad695983f5b0d"),
    Run(
        "skip-gram without subsampling", SKIP_GRAM._replace(sample=0.0), PROGRAM,
        "b83f5a12e028823d67eaed03ef6522325c2f83d4b5232bd98236018afdf2e917",
    ),
    Run("CBOW", CBOW, PROGRAM, "9d0427f26f84f23bb336249bb10d60d1f83317d0e288838ac09063ed30a44a78"),
    Run(
        "CBOW without subsampling", CBOW._replace(sample=0.0), PROGRAM,
        "5164bf55895b2dee990699f16726687196b71cbc5f17d2a08684efd4056e7d79",
    ),
    Run("hierarchical softmax", PATHS, PROGRAM, "130a11149f08edb26527e7a1437f9bc7480b9a8e5cd59483ae898f03b45b127a"),
    Run(
        "hierarchical softmax without subsampling", PATHS._replace(sample=0.0), PROGRAM,
        "3c1fdb3bbfd67eaff27b6d5c28645b633bc4e130a6e6098a0896ddaf42bcc183",
    ),
    Run(
        "skip-gram, both ways at once", SKIP_GRAM._replace(hs=True), PROGRAM,
        "45b9b46aab57a5410ca9571796f311dbb5782c113f770180aa562b092a7bd44b",
    ),
    Run(
        "CBOW, both ways at once", CBOW._replace(hs=True), PROGRAM,
        "c2825c206cc386056d26c20ffeeb6dcf0a7f4e2e709c55452e7562bbdd1bc8e7",
    ),
    Run(
        "skip-gram, three iterations", THREE_TIMES, PROGRAM,
        "81dccf69fd49858ec2ce71fc8f88fb2372348699f3a7571de4900ee3cc7622cd",
    ),
    Run(
        "skip-gram, three iterations, end of file cleared", THREE_TIMES, DOCUMENTED,
        "0a4623f817604f1aaad2bd2ea91f7ed09189bdf42c849de6ab2004cfe44bed9a",
    ),
)  # fmt: skip
