"""Word vectors once they are learned: which words lie near each other."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from w2vexplained import arguments
from w2vexplained.corpus.vocabulary import look_up


@dataclass(frozen=True, eq=False)
class WordVectors:
    """One vector for each word.

    Attributes
    ----------
    words : tuple of str
        The words.
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
        object.__setattr__(self, "words", tuple(self.words))
        object.__setattr__(self, "matrix", arguments.finite("matrix", arguments.as_array("matrix", self.matrix)))
        if np.iscomplexobj(self.matrix):
            raise TypeError(f"expected real vectors in matrix; got {self.matrix.dtype}")
        if self.matrix.ndim != 2 or len(self.matrix) != len(self.words):
            raise ValueError(
                f"expected a matrix of shape ({len(self.words)}, d), one row for each word; got {self.matrix.shape}"
            )
        if len(self.numbers) != len(self.words):
            raise ValueError(f"expected {len(self.words)} different words; got {len(self.numbers)}")

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

    def neighbours(self, word, n=10):
        """Return the words whose vectors make the smallest angles with a word's.

        Parameters
        ----------
        word : str
            A word of the vocabulary.
        n : int
            How many; fewer come where the vocabulary is smaller. Words with a zero vector are never neighbours.

        Returns
        -------
        list of (str, float)
            Words with their cosines, nearest first, ties in the order of the vocabulary.

        Raises
        ------
        LookupError
            If the word is unknown.
        ValueError
            If its vector is zero, or n is no whole number ≥ 1.
        """
        if isinstance(n, bool) or not isinstance(n, int | np.integer) or n < 1:
            raise ValueError(f"expected a whole number n ≥ 1 of neighbours; got {n!r}")
        cosines = self.directions @ self.direction(word)
        candidates = self.directions.any(axis=1)
        candidates[self.numbers[word]] = False
        order = np.argsort(np.where(candidates, -cosines, np.inf), kind="stable")[: min(n, candidates.sum())]
        return [(self.words[row], float(cosines[row])) for row in order]
