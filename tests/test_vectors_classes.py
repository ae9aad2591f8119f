import hashlib
from pathlib import Path

import numpy as np
import pytest

from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.classes import classes, write_classes
from w2vexplained.vectors.formats import read_vectors

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
# The program's files for the options of treasure.sg_ns and zipf.sg_ns, with -classes 100 and -classes 10.
PROGRAMS = {
    ("treasure", 100): "ac227376e0ccb3f81b7f2b2659921a543a701d98a6dae38fca276286e426dad0",
    ("zipf", 10): "0fcbf8a1124ed85359cf3f0d79e5b9c7305d10c63f4cd5a319be256e4ade08f4",
}


def three_heaps():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 90)
    matrix = 5 * np.eye(3)[truth] + rng.normal(size=(90, 3)) * 0.4
    return WordVectors([f"w{i}" for i in range(90)], matrix * rng.uniform(0.1, 9, (90, 1))), truth


@pytest.mark.parametrize("method", ["k-means", "program"])
def test_directions_that_lie_in_heaps_become_classes(method):
    vectors, truth = three_heaps()
    found = classes(vectors, 3, method=method)
    assert len({*zip(found.tolist(), truth.tolist(), strict=True)}) == 3


def test_classes_are_numbered_in_the_order_of_their_first_words():
    vectors, _ = three_heaps()
    found = classes(vectors, 20)
    assert list(dict.fromkeys(found.tolist())) == list(range(20))


def test_a_seed_gives_the_same_classes_again_and_another_seed_may_not():
    vectors = WordVectors([f"w{i}" for i in range(80)], np.random.default_rng(1).normal(size=(80, 6)))
    one, again, other = (classes(vectors, 9, seed).tolist() for seed in (0, 0, 1))
    assert one == again
    assert one != other


def test_for_the_program_an_empty_class_stays_empty():
    vectors = WordVectors("abcd", np.array([[1.0, 0], [1, 0], [1, 0], [0, 1]]))
    assert classes(vectors, 4, method="program").tolist() == [0, 0, 0, 3]


def test_for_the_program_classes_whose_vectors_cancel_get_no_word():
    vectors = WordVectors("abcd", np.array([[1.0, 0], [0, 2], [-1, 0], [0, 1]]))
    assert classes(vectors, 2, method="program").tolist() == [1, 1, 1, 1]


def test_for_the_program_a_word_that_points_far_away_from_all_classes_is_in_class_0():
    matrix = np.array([[30.0, 0], [24, 18]] * 6)
    matrix[6] = -20, -1  # products −20 and −17, and 0 is what the program's own code says
    assert classes(WordVectors("abcdefghijkl", matrix), 2, method="program").tolist() == [0, 1] * 6


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5])
def test_a_seed_out_of_range_is_named(seed):
    with pytest.raises(ValueError, match="expected a whole number seed from 0 to 4294967295; got"):
        classes(WordVectors("abc", np.eye(3)), 2, seed)


@pytest.mark.parametrize("n", [0, -1, 4, 2.5, True])
def test_a_number_of_classes_out_of_range_is_named(n):
    with pytest.raises(ValueError, match="whole number of classes, no more than words, from 1 to 3; got"):
        classes(WordVectors("abc", np.eye(3)), n)


def test_an_unknown_method_is_named():
    with pytest.raises(ValueError, match="method k-means or program; got 'spectral'"):
        classes(WordVectors("abc", np.eye(3)), 2, method="spectral")


def test_classes_are_written_as_the_program_writes_them_or_not_at_all(tmp_path):
    write_classes(tmp_path / "out", WordVectors(("né", "n\udcc3"), np.eye(2)), np.array([1, 0]))
    assert (tmp_path / "out").read_bytes() == "né 1\n".encode() + b"n\xc3 0\n"
    with pytest.raises(ValueError, match="expected a word without space"):
        write_classes(tmp_path / "out", WordVectors(("a", "new york"), np.eye(2)), np.array([1, 0]))
    assert (tmp_path / "out").read_bytes() == "né 1\n".encode() + b"n\xc3 0\n"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the program's own files are not beside the project")
@pytest.mark.parametrize(("text", "n"), list(PROGRAMS))
def test_the_programs_classes_are_found_byte_for_byte(tmp_path, text, n):
    vectors = read_vectors(REFERENCE / f"{text}.sg_ns.bin")
    write_classes(tmp_path / "out", vectors, classes(vectors, n, method="program"))
    assert hashlib.sha256((tmp_path / "out").read_bytes()).hexdigest() == PROGRAMS[text, n]
