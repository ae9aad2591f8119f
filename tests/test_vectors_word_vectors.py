import numpy as np
import pytest

from w2vexplained.vectors import WordVectors

WORDS = ("cat", "dog", "castle", "nothing", "kitten")
MATRIX = np.array([[2.0, 0.0], [3.0, 4.0], [0.0, -1.0], [0.0, 0.0], [5.0, 0.0]])


def test_similarity_is_the_cosine():
    vectors = WordVectors(WORDS, MATRIX)
    assert vectors.similarity("cat", "dog") == pytest.approx(0.6, abs=1e-15)
    assert vectors.similarity("dog", "castle") == pytest.approx(-0.8, abs=1e-15)
    assert vectors.similarity("cat", "cat") == pytest.approx(1, abs=1e-15)


def test_neighbours_come_nearest_first_without_the_word_and_without_zero_vectors():
    neighbours = WordVectors(WORDS, MATRIX).neighbours("cat")
    assert [word for word, _ in neighbours] == ["kitten", "dog", "castle"]
    np.testing.assert_allclose([cosine for _, cosine in neighbours], [1, 0.6, 0], atol=1e-15)


def test_as_many_neighbours_come_as_are_asked_for():
    assert WordVectors(WORDS, MATRIX).neighbours("cat", 1) == [("kitten", 1.0)]
    assert len(WordVectors(WORDS, MATRIX).neighbours("cat", 2)) == 2


def test_ties_stand_in_the_order_of_the_vocabulary():
    words = [f"w{i}" for i in range(60)]
    vectors = WordVectors(words, np.array([[1.0, 0], *([[4.0, 4], [1, 0.5]] * 30)])[:60])
    assert [word for word, _ in vectors.neighbours("w0", 59)] == words[2::2] + words[1::2]


def test_neighbours_agree_with_sorting_all_similarities():
    matrix = np.random.default_rng(0).normal(size=(30, 4))
    vectors = WordVectors([f"w{i}" for i in range(30)], matrix)
    expected = sorted((f"w{i}" for i in range(30) if i != 7), key=lambda word: -vectors.similarity("w7", word))
    assert [word for word, _ in vectors.neighbours("w7", 12)] == expected[:12]


def test_lengths_and_number_types_do_not_matter():
    matrix = np.random.default_rng(1).normal(size=(5, 3))
    one, other = WordVectors(WORDS, matrix), WordVectors(WORDS, (matrix * [[1], [9], [0.1], [2], [3]]).astype("f4"))
    assert one.similarity("cat", "dog") == pytest.approx(other.similarity("cat", "dog"), abs=1e-6)


def test_a_zero_vector_has_no_direction():
    vectors = WordVectors(WORDS, MATRIX)
    for ask in (lambda: vectors.neighbours("nothing"), lambda: vectors.similarity("cat", "nothing")):
        with pytest.raises(ValueError, match="expected a vector with a direction; got the zero vector for 'nothing'"):
            ask()


def test_an_unknown_word_is_named_with_words_of_like_spelling():
    vectors = WordVectors(WORDS, MATRIX)
    for ask in (lambda: vectors.neighbours("kiten"), lambda: vectors.similarity("cat", "kiten")):
        with pytest.raises(LookupError, match=r"one of the 5 words .* got 'kiten' \(did you mean kitten\?\)"):
            ask()


@pytest.mark.parametrize(
    ("words", "matrix", "message"),
    [
        (("a",), np.ones((2, 3)), r"shape \(1, d\), one row for each word; got \(2, 3\)"),
        (("a",), np.ones(1), r"got \(1,\)"),
        (("a", "a"), np.ones((2, 3)), "expected 2 different words; got 1"),
        (("a",), np.array([[1, np.nan]]), "finite numbers in matrix"),
    ],
)
def test_words_and_vectors_that_do_not_fit_are_named(words, matrix, message):
    with pytest.raises(ValueError, match=message):
        WordVectors(words, matrix)


def test_no_neighbours_at_all_is_an_error():
    with pytest.raises(ValueError, match="expected a whole number n of words ≥ 1; got 0"):
        WordVectors(WORDS, MATRIX).neighbours("cat", 0)


def test_vectors_cannot_be_changed():
    with pytest.raises(AttributeError):
        WordVectors(WORDS, MATRIX).matrix = MATRIX


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_lengths_near_the_ends_of_the_range_make_the_same_angles(scale):
    vectors = WordVectors("abc", np.array([[1.0, 0.5], [1.0, 0.25], [-0.5, 1.0]]))
    scaled = WordVectors("abc", vectors.matrix * scale)
    assert np.allclose(scaled.directions, vectors.directions, rtol=1e-14)


def test_vectors_that_are_not_real_are_named():
    with pytest.raises(TypeError, match="expected real vectors in matrix; got complex128"):
        WordVectors("ab", np.eye(2) * 1j)


def test_several_words_have_the_neighbours_of_the_sum_of_their_directions():
    vectors = WordVectors(WORDS, MATRIX)
    found = vectors.neighbours(["cat", "dog"])
    assert [word for word, _ in found] == ["kitten", "castle"]
    angle = np.arctan2(0.8, 1.6)  # of (1, 0) + (0.6, 0.8)
    np.testing.assert_allclose([cosine for _, cosine in found], [np.cos(angle), -np.sin(angle)], atol=1e-15)
    assert vectors.neighbours(["cat"]) == vectors.neighbours("cat")
    with pytest.raises(ValueError, match="at least one word to find neighbours of; got none"):
        vectors.neighbours([])
    with pytest.raises(ValueError, match=r"got zero for the sum of \['a', 'b'\]"):
        WordVectors("ab", np.array([[1.0, 2], [-2, -4]])).neighbours(["a", "b"])


def test_words_may_come_as_bytes():
    assert WordVectors((b"</s>", "né".encode(), b"n\xc3"), np.eye(3)).words == ("</s>", "né", "n\udcc3")


def test_a_word_that_stands_twice_is_named_with_its_rows():
    with pytest.raises(ValueError, match="expected 3 different words; got 2: 'a' stands in row 0 and in row 2"):
        WordVectors("aba", np.eye(3))
