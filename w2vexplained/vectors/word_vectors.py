"""Words with their vectors: which words lie near each other, and which completes an analogy."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.vocabulary import look_up
from w2vexplained.vectors import analogies
from w2vexplained.vectors.word_bytes import as_text


@dataclass(frozen=True, eq=False)
class WordVectors:
    """One vector for each word.

    Attributes
    ----------
    words : tuple of str
        The words. Those that come as bytes, as the word2vec program has them, are read as UTF-8; a byte that is no
        UTF-8 is kept as Python keeps such bytes in file names (surrogateescape).
    matrix : array, (|V|, d)
        Their vectors, one row each.

    Raises
    ------
    TypeError
        If the vectors are not real numbers.
    ValueError
        If there is not one finite vector for each word, or a word stands twice.

    Examples
    --------
    >>> vectors = WordVectors(("cat", "dog", "castle"), np.array([[1.0, 0.2], [1.0, 0.1], [-0.2, 1.0]]))
    >>> [(word, round(cosine, 3)) for word, cosine in vectors.neighbours("cat")]
    [('dog', 0.995), ('castle', 0.0)]
    """

    words: tuple
    matrix: np.ndarray

    def __post_init__(self):
        """Check that words and vectors fit together."""
        object.__setattr__(self, "words", tuple(map(as_text, self.words)))
        object.__setattr__(self, "matrix", arguments.finite("matrix", arguments.as_array("matrix", self.matrix)))
        if np.iscomplexobj(self.matrix):
            raise TypeError(f"expected real vectors in matrix; got {self.matrix.dtype}")
        if self.matrix.ndim != 2 or len(self.matrix) != len(self.words):
            raise ValueError(
                f"expected a matrix of shape ({len(self.words)}, d), one row for each word; got {self.matrix.shape}"
            )
        if len(self.numbers) != len(self.words):
            again = next(word for row, word in enumerate(self.words) if self.numbers[word] != row)
            raise ValueError(
                f"expected {len(self.words)} different words; got {len(self.numbers)}: {again!r} stands in row "
                f"{self.words.index(again)} and in row {self.numbers[again]}"
            )

    @cached_property
    def numbers(self):
        """The row of each word, as a dictionary."""
        return {word: row for row, word in enumerate(self.words)}

    @cached_property
    def directions(self):
        """The vectors scaled to length 1, (|V|, d); a zero vector has no direction and stays zero."""
        matrix = self.matrix.astype(float)
        _, exponent = np.frexp(np.abs(matrix).max(axis=1, keepdims=True, initial=0))
        matrix = np.ldexp(matrix, -exponent)  # entries near 1, so that no square overflows or vanishes
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        return np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0)

    def direction(self, word):
        """Return a word's vector scaled to length 1.

        Parameters
        ----------
        word : str
            A word of the vocabulary.

        Returns
        -------
        array, (d,)
            Its direction.

        Raises
        ------
        LookupError
            If the word is unknown.
        ValueError
            If its vector is zero.
        """
        direction = self.directions[look_up(word, self.numbers)]
        if not direction.any():
            raise ValueError(f"expected a vector with a direction; got the zero vector for {word!r}, not yet trained")
        return direction

    def similarity(self, a, b):
        """Return the cosine of the angle between two words' vectors.

        Parameters
        ----------
        a, b : str
            Two words.

        Returns
        -------
        float
            The cosine, from −1 to 1.

        Raises
        ------
        LookupError
            If a word is unknown.
        ValueError
            If a vector is zero, which makes no angle with any other.
        """
        return float(self.direction(a) @ self.direction(b))

    def neighbours(self, words, n=10):
        """Return the words whose vectors make the smallest angles with a word's, or with the sum of several words'.

        Parameters
        ----------
        words : str, or list of str
            A word of the vocabulary; or several, whose directions are added, as the program's tool `distance` does.
        n : int
            How many; fewer come where the vocabulary is smaller. Words with a zero vector are never neighbours.

        Returns
        -------
        list of (str, float)
            Words with their cosines, nearest first, ties in the order of the vocabulary.

        Raises
        ------
        LookupError
            If a word is unknown.
        ValueError
            If a vector, or their sum, is zero, or n is no whole number ≥ 1.
        """
        words = [words] if isinstance(words, str) else list(words)
        if not words:
            raise ValueError("expected at least one word to find neighbours of; got none")
        direction = _scaled(sum(self.direction(word) for word in words), f"the sum of {words}")
        return self._best(self.directions @ direction, words, n)

    def analogy(self, a, b, c, n=10, method="add", epsilon=analogies.EPSILON):
        """Return the words x for which a is to b as c is to x.

        Parameters
        ----------
        a, b, c : str
            Words of the vocabulary; they are never answers.
        n : int
            How many answers; fewer come where the vocabulary is smaller. Words with a zero vector are never answers.
        method : str
            `add`: the cosine with b − a + c of the three directions, known as 3CosAdd.
            `multiply`: 3CosMul, see `analogies.candidates_by`.
        epsilon : float
            The ε of `multiply`.

        Returns
        -------
        list of (str, float)
            Words with their scores, best first, ties in the order of the vocabulary.

        Raises
        ------
        LookupError
            If a word is unknown.
        ValueError
            If a vector is zero, the method unknown, or n no whole number ≥ 1.

        Examples
        --------
        >>> vectors = WordVectors(("king", "man", "woman", "queen"), np.array([[3.0, 2], [1, 2], [1, -2], [3, -2]]))
        >>> [(word, round(cosine, 2)) for word, cosine in vectors.analogy("man", "king", "woman")]
        [('queen', 0.93)]
        """
        abc = [self.direction(word) for word in (a, b, c)]
        scores = analogies.candidates_by(method, *(self.directions @ direction for direction in abc), epsilon)
        if method == "add":
            offset = abc[1] - abc[0] + abc[2]
            _scaled(offset, f"{b} − {a} + {c}")
            scores = scores / np.linalg.norm(offset)
        return self._best(scores, (a, b, c), n)

    def _best(self, scores, without, n):
        """The n words of the highest scores that have a direction, without those that were asked with."""
        n = arguments.whole("n of words", n, least=1)
        candidates = self.directions.any(axis=1)
        candidates[[self.numbers[word] for word in without]] = False
        order = np.argsort(np.where(candidates, -scores, np.inf), kind="stable")[: min(n, candidates.sum())]
        return [(self.words[row], float(scores[row])) for row in order]


def _scaled(vector, name):
    """A vector scaled to length 1, or an error where it has no direction."""
    length = np.linalg.norm(vector)
    if length < 1e-12:  # what is left when directions of length 1 cancel
        raise ValueError(f"expected a vector with a direction; got zero for {name}")
    return vector / length
