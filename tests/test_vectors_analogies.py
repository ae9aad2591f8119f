import numpy as np
import pytest

from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.analogies import candidates_by

WORDS = tuple(f"w{i}" for i in range(40))
MATRIX = np.random.default_rng(3).normal(size=(40, 5))


def cosine(x, y):
    return x @ y / np.sqrt(x @ x * (y @ y))


def test_add_is_the_cosine_with_the_offset_of_directions():
    found = WordVectors(WORDS, MATRIX).analogy("w1", "w2", "w3", n=37)
    a, b, c = (MATRIX[i] / np.linalg.norm(MATRIX[i]) for i in (1, 2, 3))
    expected = sorted(((cosine(b - a + c, MATRIX[i]), WORDS[i]) for i in range(40) if i not in (1, 2, 3)), reverse=True)
    assert [word for word, _ in found] == [word for _, word in expected]
    np.testing.assert_allclose([score for _, score in found], [score for score, _ in expected], rtol=1e-12)


def test_multiply_is_the_quotient_of_shifted_cosines():
    found = WordVectors(WORDS, MATRIX).analogy("w1", "w2", "w3", n=37, method="multiply", epsilon=0.25)

    def score(x):
        to_a, to_b, to_c = ((1 + cosine(x, MATRIX[i])) / 2 for i in (1, 2, 3))
        return to_b * to_c / (to_a + 0.25)

    expected = sorted(((score(MATRIX[i]), WORDS[i]) for i in range(40) if i not in (1, 2, 3)), reverse=True)
    assert [word for word, _ in found] == [word for _, word in expected]
    np.testing.assert_allclose([score for _, score in found], [score for score, _ in expected], rtol=1e-12)


def test_multiply_punishes_a_small_cosine_that_add_forgives():
    """w is very near c and far from b; x is near both. Sums are equal, the product prefers x."""
    cos_a, cos_b, cos_c = np.zeros(2), np.array([-0.2, 0.4]), np.array([1.0, 0.4])
    assert candidates_by("add", cos_a, cos_b, cos_c) == pytest.approx([0.8, 0.8])
    w, x = candidates_by("multiply", cos_a, cos_b, cos_c)
    assert x > w


def test_words_asked_with_and_zero_vectors_are_no_answers():
    vectors = WordVectors(("a", "b", "c", "zero", "d"), np.array([[1.0, 0], [0, 1], [1, 0.1], [0, 0], [-1, 0]]))
    for method in ("add", "multiply"):
        assert [word for word, _ in vectors.analogy("a", "b", "c", method=method)] == ["d"]


def test_a_word_may_be_asked_with_twice():
    vectors = WordVectors(WORDS, MATRIX)
    assert [word for word, _ in vectors.analogy("w1", "w1", "w3", 5)] == [
        word for word, _ in vectors.neighbours("w3", 6) if word != "w1"
    ][:5]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "divide"}, "expected the method add or multiply; got 'divide'"),
        ({"n": 0}, "whole number n of words ≥ 1; got 0"),
        ({"method": "multiply", "epsilon": 0}, "expected ε > 0; got 0"),
    ],
)
def test_what_cannot_be_asked_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        WordVectors(WORDS, MATRIX).analogy("w1", "w2", "w3", **options)


def test_an_offset_of_zero_is_named():
    vectors = WordVectors("abc", np.array([[1.0, 1], [1, 0], [0, 1]]) * [[1], [1], [1]])
    balanced = WordVectors("abcd", np.array([[1.0, 0], [0.5, np.sqrt(0.75)], [0.5, -np.sqrt(0.75)], [0, 1]]))
    assert vectors.analogy("a", "b", "c", 5) == []
    with pytest.raises(ValueError, match="got zero for b − a \\+ c"):
        balanced.analogy("a", "b", "c")
    with pytest.raises(LookupError, match="got 'e'"):
        balanced.analogy("a", "b", "e")
