"""How many analogy questions vectors answer, by section, counted as the word2vec program or as gensim counts."""

from typing import NamedTuple

import numpy as np

from w2vexplained import arguments
from w2vexplained.vectors import analogies

CONVENTIONS = ("program", "gensim")
CAPITALS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
ENTRIES_AT_ONCE = 2**23  # of a table questions × words: 64 MB


class Score(NamedTuple):
    """What came of the questions of one section.

    Attributes
    ----------
    section : str
        Its name.
    correct : int
        Questions answered as expected.
    asked : int
        Questions whose four words are all known.
    unknown : int
        Questions left out since a word is unknown.
    """

    section: str
    correct: int
    asked: int
    unknown: int

    @property
    def accuracy(self):
        """The share of correct answers among those asked; 0 where none was."""
        return self.correct / self.asked if self.asked else 0.0


def evaluate(vectors, questions, first=None, any_case=True, method="add", convention="program"):
    """Answer analogy questions and count the right answers, section by section.

    a is to b as c is to d: of all words but a, b and c the one with the best score (see `analogies.candidates_by`)
    should be d. A question with an unknown word is not asked.

    The program's tool `compute-accuracy` and gensim's `evaluate_word_analogies` differ where case does not matter.
    `program`: only the three rows asked with are no candidates, so that another spelling of a word asked with may be
    the answer, and is wrong; only a to z have capitals; and a sum that is not above zero is no answer.
    `gensim`: every spelling of a, b and c is passed over; capitals are Unicode's.

    Parameters
    ----------
    vectors : WordVectors
        Words, the most frequent first, with their vectors.
    questions : dict of str to tuple of (str, str, str, str)
        The questions a, b, c, d of each section, as `corpus.public.read_analogies` reads them.
    first : int, optional
        Know only so many words, the first ones. The program offers this, usually with 30,000; gensim takes 300,000.
    any_case : bool
        Whether words are compared in capitals, as both tools do; the first of several spellings is the one known.
    method : str
        `add` (3CosAdd, as both tools do) or `multiply` (3CosMul).
    convention : str
        `program` or `gensim`.

    Returns
    -------
    tuple of Score
        One for each section, in order.

    Raises
    ------
    ValueError
        If the convention or method is unknown, or `first` is no whole number ≥ 1.

    Examples
    --------
    >>> from w2vexplained.vectors import WordVectors
    >>> vectors = WordVectors(("king", "man", "woman", "queen"), np.array([[3.0, 2], [1, 2], [1, -2], [3, -2]]))
    >>> questions = {"royal": [("Man", "King", "Woman", "Queen"), ("man", "king", "child", "prince")]}
    >>> evaluate(vectors, questions)
    (Score(section='royal', correct=1, asked=1, unknown=1),)
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"expected the convention {' or '.join(CONVENTIONS)}; got {convention!r}")
    first = first if first is None else arguments.whole("of first words to know", first, least=1)
    spelt = _speller(any_case, convention)
    words = [spelt(word) for word in vectors.words[:first]]
    rows = {word: row for row, word in reversed(list(enumerate(words)))}
    first_rows = np.array([rows[word] for word in words])  # the row of a word's first spelling
    scores = []
    for section, asked in questions.items():
        known = [[rows[spelt(word)] for word in four] for four in asked if all(spelt(word) in rows for word in four)]
        known = np.array(known, dtype=int).reshape(-1, 4)
        blocked = first_rows if convention == "gensim" else np.arange(len(words))
        answers = _answers(vectors.directions[:first], known[:, :3], blocked, method, convention == "program")
        correct = (answers >= 0) & (first_rows[answers] == known[:, 3])
        scores.append(Score(section, int(correct.sum()), len(known), len(asked) - len(known)))
    return tuple(scores)


def total(scores, section="total"):
    """Add the scores of several sections.

    Parameters
    ----------
    scores : iterable of Score
        The sections.
    section : str
        The name of the sum.

    Returns
    -------
    Score
        Their sum: each question weighs the same.

    Examples
    --------
    >>> total([Score("capitals", 3, 4, 0), Score("plurals", 0, 2, 5)])
    Score(section='total', correct=3, asked=6, unknown=5)
    """
    scores = list(scores)
    return Score(section, *(sum(getattr(score, field) for score in scores) for field in Score._fields[1:]))


def _speller(any_case, convention):
    """How words are spelt before they are compared."""
    if not any_case:
        return str
    return str.upper if convention == "gensim" else lambda word: word.translate(CAPITALS)


def _answers(directions, abc, blocked, method, above_zero):
    """The row of the answer to each question a, b, c; −1 where there is none.

    Parameters
    ----------
    directions : array, (|V|, d)
        The vectors scaled to length 1, or zero.
    abc : array of int, (n, 3)
        The rows of the three words asked with.
    blocked : array of int, (|V|,)
        Which word a row stands for; no row of a, b or c is an answer.
    method : str
        `add` or `multiply`.
    above_zero : bool
        Whether only a score above zero is an answer.
    """
    answers = np.full(len(abc), -1)
    has_direction = directions.any(axis=1)
    step = max(1, ENTRIES_AT_ONCE // max(1, len(directions)))
    for start in range(0, len(abc), step):
        block = abc[start : start + step]
        cosines = (directions[block[:, i]] @ directions.T for i in range(3))
        scores = analogies.candidates_by(method, *cosines)
        for i in range(3):
            scores[blocked[block[:, i], None] == blocked] = -np.inf
        scores[:, ~has_direction] = -np.inf
        best = scores.argmax(axis=1)
        found = scores[np.arange(len(block)), best] > (0 if above_zero else -np.inf)
        answers[start : start + step] = np.where(found & has_direction[block].all(axis=1), best, -1)
    return answers
