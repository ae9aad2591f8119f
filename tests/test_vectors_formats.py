import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.formats import read_vectors, write_vectors

WORDS = ("</s>", "né", "n\udcc3", "new_york")  # the third ends in half a letter, as the program leaves it
MATRIX = np.array([[1.5, -2, 0], [0.1, 1e-45, -0.0], [3.4e38, -1e-38, 7], [1, 2, 3]], dtype=np.float32)
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the program's own files are not beside the project"
)


def as_bytes(*rows, header=b"2 2\n"):
    return header + b"".join(rows)


def binary_row(word, *numbers, end=b"\n"):
    return word + b" " + np.array(numbers, "<f4").tobytes() + end


def saved(tmp_path, content):
    path = tmp_path / "vectors"
    path.write_bytes(content)
    return path


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("formats")


ALPHABET = st.characters(exclude_characters=" \t\n\r", exclude_categories=["Cs"])
ANY_WORD = st.text(ALPHABET, min_size=1, max_size=6) | st.binary(min_size=1, max_size=6).filter(
    lambda word: not set(word) & set(b" \t\n\r")
).map(lambda word: word.decode("utf-8", "surrogateescape"))


@st.composite
def any_vectors(draw, dtype):
    words = draw(st.lists(ANY_WORD, min_size=1, max_size=5, unique=True))
    numbers = st.floats(allow_nan=False, allow_infinity=False, width=dtype().itemsize * 8)
    return WordVectors(words, draw(arrays(dtype, (len(words), draw(st.integers(1, 4))), elements=numbers)))


@given(vectors=any_vectors(np.float32))
@pytest.mark.parametrize("binary", [True, False])
def test_what_is_written_comes_back_to_the_last_bit(folder, vectors, binary):
    path = folder / "round"
    write_vectors(path, vectors, binary=binary)
    back = read_vectors(path, binary)
    assert back.words == vectors.words
    assert back.matrix.dtype == np.float32
    assert back.matrix.tobytes() == vectors.matrix.tobytes()
    again = folder / "again"
    write_vectors(again, back, binary=binary)
    assert again.read_bytes() == path.read_bytes()


@given(vectors=any_vectors(np.float64))
def test_text_brings_back_numbers_of_64_bits(folder, vectors):
    write_vectors(folder / "wide", vectors, binary=False)
    assert read_vectors(folder / "wide", False, np.float64).matrix.tobytes() == vectors.matrix.tobytes()


def test_binary_numbers_that_look_like_a_digit_at_the_end_of_a_line_are_no_text(tmp_path):
    matrix = np.frombuffer(b"AAA\x0c9\nAA", "<f4").reshape(1, 2)
    write_vectors(tmp_path / "vectors", WordVectors(["a"], matrix))
    assert read_vectors(tmp_path / "vectors").matrix.tobytes() == matrix.tobytes()


@pytest.mark.parametrize(("bits", "dtype"), [(np.uint32, np.float32), (np.uint64, np.float64)])
def test_text_has_digits_enough_for_every_number(tmp_path, bits, dtype):
    patterns = np.random.default_rng(0).integers(0, np.iinfo(bits).max, 4000, dtype=bits).view(dtype)
    matrix = np.where(np.isfinite(patterns), patterns, 0).reshape(20, -1)
    write_vectors(tmp_path / "out", WordVectors([f"w{i}" for i in range(20)], matrix), binary=False)
    assert read_vectors(tmp_path / "out", dtype=dtype).matrix.tobytes() == matrix.tobytes()


def test_bytes_are_the_programs(tmp_path):
    vectors = WordVectors(("</s>", "n\udcc3"), np.array([[0.5, -1.25], [2, 1e-7]], dtype=np.float32))
    write_vectors(tmp_path / "binary", vectors)
    expected = b"2 2\n</s> \0\0\0\x3f\0\0\xa0\xbf\nn\xc3 \0\0\0\x40\x95\xbf\xd6\x33\n"
    assert (tmp_path / "binary").read_bytes() == expected
    write_vectors(tmp_path / "text", vectors, binary=False, decimals=6)
    assert (tmp_path / "text").read_bytes() == b"2 2\n</s> 0.500000 -1.250000 \nn\xc3 2.000000 0.000000 \n"


@pytest.mark.parametrize("layout", ["program", "gensim", "text", "text of gensim", "text from Windows"])
def test_every_beginning_of_a_file_is_an_error(tmp_path, layout):
    numbers = ((1.5, -2.25), (0.125, 3), (1, 2))
    if layout in ("program", "gensim"):
        end = b"\n" if layout == "program" else b""
        rows = [binary_row(b"w%d" % i, *pair, end=end) for i, pair in enumerate(numbers)]
    else:
        line = {"text": b"w%d %f %f \n", "text of gensim": b"w%d %s %s\n", "text from Windows": b"w%d %f %f \r\n"}[
            layout
        ]
        pairs = [tuple(str(x).encode() for x in pair) for pair in numbers] if layout == "text of gensim" else numbers
        rows = [line % (i, *pair) for i, pair in enumerate(pairs)]
    whole = as_bytes(*rows, header=b"3 2\r\n" if "Windows" in layout else b"3 2\n")
    back = read_vectors(saved(tmp_path, whole))
    assert back.words == ("w0", "w1", "w2")
    assert back.matrix.tolist() == [list(pair) for pair in numbers]
    for length in range(len(whole)):
        for binary in (None, True, False):
            with pytest.raises(ValueError, match="expected"):
                read_vectors(saved(tmp_path, whole[:length]), binary)
    with pytest.raises(ValueError, match="expected the end after 3 words; got 1 more bytes"):
        read_vectors(saved(tmp_path, whole + b"\n"))


@pytest.mark.parametrize(
    "header", [b"-2 2\n", b"2\n", b"2 2", b"2 2 2\n", b"two 2\n", b"2 2.0\n", b"", b"\n", b" 2 2\n"]
)
def test_a_first_line_that_is_none_is_shown(tmp_path, header):
    with pytest.raises(ValueError, match="expected a first line|got an empty file"):
        read_vectors(
            saved(tmp_path, header and as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", 3, 4), header=header))
        )


@pytest.mark.parametrize("binary", [None, True, False])
@pytest.mark.parametrize("header", [b"999999999999999999 2\n", b"2 999999999999999999\n", b"100000 100000\n"])
def test_no_memory_is_taken_for_what_a_header_promises(tmp_path, header, binary):
    with pytest.raises(ValueError, match=r"expected at least \d+ bytes .* is the file whole"):
        read_vectors(saved(tmp_path, as_bytes(b"a 1 2 \n", b"b 3 4 \n", header=header)), binary)


@pytest.mark.parametrize("header", [b"0 2\n", b"2 0\n", b"0 0\n"])
def test_an_empty_vocabulary_is_an_error(tmp_path, header):
    with pytest.raises(ValueError, match="expected at least one word of at least one component"):
        read_vectors(saved(tmp_path, header))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (as_bytes(b"a 1 2 \n", b"b 3 nan \n"), "finite numbers in row 1, of b'b'"),
        (as_bytes(b"a 1 2 \n", b"b 3 -inf \n"), "finite numbers in row 1"),
        (as_bytes(b"a 1 2 \n", b"b 3 1e39 \n"), "finite numbers in row 1"),
        (as_bytes(b"a 1 2 \n", b"b 3 1_0 \n"), "finite numbers in row 1"),
        (as_bytes(b"a 1 2 \n", b"b 3 x \n"), "finite numbers in row 1"),
        (as_bytes(b"new york 1 2 \n", b"b 3 4 \n"), "a word and 2 numbers in row 0; got 4 parts in b'new york 1 2 '"),
        (as_bytes(b"a 1 2 \n", b"b 3 \n"), "a word and 2 numbers in row 1; got 2 parts"),
        (as_bytes(b"a 1 2 \n", b" 3 4 \n"), "a word without space, tab or line end in row 1; got b''"),
        (as_bytes(b"a 1 2 \n", b"bcde 3 4"), "2 words, each on a line that ends; got 1, then b'bcde 3 4'"),
        (as_bytes(b"a 1 2 \n", b"a 3 4 \n"), "2 different words; got 1: 'a' stands in row 0 and in row 1"),
        (as_bytes(b"a 1 2 \n", b"b 3 4 \n", b"c 5 6 \n"), "the end after 2 words; got 7 more bytes"),
        (as_bytes(b"a 1 2 \n", b"b 3 4 \n", header=b"1 2\n"), "the end after 1 words; got 7 more bytes"),
        (as_bytes(b"a 1 2 \n", b"b 3 4 \n", header=b"2 1\n"), "a word and 1 numbers in row 0; got 3 parts"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", 3, np.nan)), "finite numbers in row 1, of b'b'"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", np.inf, 3)), "finite numbers in row 1"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"a", 3, 4)), "2 different words; got 1"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"", 3, 4)), "a word without space, tab or line end in row 1"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", 3, 4, end=b"")), "a newline after row 1"),
        (as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", 3, 4), header=b"2 2\r\n"), "spoil a binary file"),
        (
            as_bytes(binary_row(b"a", 1, 2, end=b"\r\n"), binary_row(b"b", 3, 4, end=b"\r\n")),
            r"in row 1; got b'\\r\\nb'",
        ),
        (
            as_bytes(binary_row(b"new york", 1, 2), binary_row(b"b", 3, 4)),
            "a word without space, tab or line end in row 1",
        ),
        (
            as_bytes(binary_row(b"a", 1, 2), binary_row(b"b", 3, 4), header=b"2 1\n"),
            "a word without space, tab or line end in row 1",
        ),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, content, message):
    with pytest.raises(ValueError, match=f"expected.*{message}") as error:
        read_vectors(saved(tmp_path, content))
    assert str(tmp_path / "vectors") in str(error.value)


def test_files_that_are_not_there_are_named(tmp_path):
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(FileNotFoundError, match="expected"):
            read_vectors(path)


def test_only_types_that_hold_the_numbers_are_read_into(tmp_path):
    with pytest.raises(ValueError, match="expected the type float32 or float64; got int64"):
        read_vectors(saved(tmp_path, as_bytes(b"a 1 2 \n", b"b 3 4 \n")), dtype=int)


@pytest.mark.parametrize("word", ["", "new york", "a\tb", "a\n", "\r", "\ud800"])
def test_a_word_that_could_not_be_read_again_is_not_written_and_the_old_file_stays(tmp_path, word):
    path = saved(tmp_path, b"old")
    for binary in (True, False):
        with pytest.raises(ValueError, match="expected a word"):
            write_vectors(path, WordVectors(("a", word), np.eye(2)), binary)
    assert [p.name for p in tmp_path.iterdir()] == ["vectors"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("vectors", "options", "message"),
    [
        (WordVectors((), np.zeros((0, 2))), {}, r"at least one word .* got \(0, 2\)"),
        (WordVectors("a", np.zeros((1, 0))), {}, r"at least one word .* got \(1, 0\)"),
        (WordVectors("ab", np.array([[1.0], [1e39]])), {}, "below 3.4e38.* for 'b'"),
        (WordVectors("a", np.ones((1, 1))), {"decimals": 6}, "no decimals for the binary format"),
    ],
)
def test_vectors_that_cannot_be_written_are_named(tmp_path, vectors, options, message):
    with pytest.raises(ValueError, match=message):
        write_vectors(tmp_path / "out", vectors, **options)
    assert list(tmp_path.iterdir()) == []


def test_wider_numbers_are_rounded_to_32_bits(tmp_path):
    write_vectors(tmp_path / "out", WordVectors("a", np.array([[0.1, 1 / 3]])))
    assert read_vectors(tmp_path / "out").matrix.tolist() == [[np.float32(0.1), np.float32(1 / 3)]]


@needs_reference
@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.bin")), ids=lambda path: path.stem)
def test_the_programs_files_are_read_and_written_byte_for_byte(tmp_path, path):
    vectors = read_vectors(path)
    write_vectors(tmp_path / "again", vectors)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


@needs_reference
def test_text_is_what_the_program_writes(tmp_path):
    """The checksum is of a run of the program with the options of this file and -binary 0."""
    write_vectors(tmp_path / "text", read_vectors(REFERENCE / "zipf.sg_ns.bin"), binary=False, decimals=6)
    assert (
        hashlib.sha256((tmp_path / "text").read_bytes()).hexdigest()
        == "2830aa2677d210a865b5769433ce93aca073a55ad1bc51b79a3810e477ba5823"
    )
