import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from w2vexplained.training.software import DOCUMENTED, PAPERS, PROGRAM, Options, train
from w2vexplained.training.software.program import expected_counts
from w2vexplained.training.software.proof import checksum, zipf_text
from w2vexplained.training.software.randomness import initial_vectors

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference"
COMMANDS = REFERENCE / "COMMANDS"
RUNS = COMMANDS.read_text().splitlines() if COMMANDS.is_file() else []
SMALL = Options(size=5, window=3, negative=3, sample=0.01, min_count=1, iterations=2)
TEXT = b"the cat sees the dog\nthe dog sees a cat\n\na mouse sees the cat and the dog sees the mouse\n" * 3


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT)
    return path


def written_vectors(path):
    """The words and the bytes of the vectors in a binary file of the program."""
    header, _, rest = path.read_bytes().partition(b"\n")
    n, d = map(int, header.split())
    words, rows = [], []
    for _ in range(n):
        word, _, rest = rest.partition(b" ")
        words.append(word)
        rows.append(rest[: 4 * d])
        rest = rest[4 * d + 1 :]
    assert rest == b""
    return tuple(words), b"".join(rows)


@pytest.mark.skipif(not RUNS, reason="the program's own outputs are not beside this repository")
@pytest.mark.parametrize("command", RUNS, ids=lambda command: re.search(r"-output (\S+)", command)[1])
def test_vocabulary_and_vectors_equal_what_the_program_wrote(command):
    told = dict(re.findall(r"-([a-z-]+) (\S+)", command.partition(" ")[2]))
    whole = {name: int(told[name]) for name in ("size", "window", "negative", "hs", "cbow")}
    options = Options(
        **whole, sample=float(told["sample"]), alpha=float(told["alpha"]),
        min_count=int(told["min-count"]), iterations=int(told["iter"]),
    )  # fmt: skip
    switches = DOCUMENTED if "end-of-file-reset" in command else PROGRAM
    trained = train(REFERENCE / told["train"], options, switches)
    lines = [b"%s %d\n" % pair for pair in zip(trained.words, trained.counts.tolist(), strict=True)]
    assert b"".join(lines) == (REFERENCE / told["save-vocab"]).read_bytes()
    assert (trained.words, trained.vectors.astype("<f4").tobytes()) == written_vectors(REFERENCE / told["output"])


def test_training_twice_gives_the_same(path):
    first, second = train(path, SMALL), train(path, SMALL)
    assert all((x == y).all() for x, y in zip(first[1:], second[1:], strict=True))


def test_what_is_not_trained_has_no_rows(path):
    draws, turns = train(path, SMALL), train(path, SMALL._replace(negative=0, hs=True))
    n = len(draws.words)
    assert [len(matrix) for matrix in draws[2:]] == [n, n, 0]
    assert [len(matrix) for matrix in turns[2:]] == [n, 0, n - 1]
    assert turns.vectors.dtype == turns.inner.dtype == np.float32


def test_one_word_beside_the_end_of_a_sentence_is_enough(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(b"a a\n" * 5)
    assert train(path, SMALL._replace(hs=True)).words == (b"</s>", b"a")


def test_expected_counts_are_those_kept_without_ends_of_sentences():
    counts = expected_counts(np.array([50, 40, 20]), np.array([0.1, 0.5, 1.5], np.float32))
    assert counts.tolist() == [0, 20, 20]


FALLING = [(b"w%d" % rank, 1 / rank) for rank in range(400, 0, -1)]  # from the rarest to the most frequent
WITHOUT_W7 = [(word, share) for word, share in FALLING if word != b"w7"]


@pytest.mark.parametrize(
    ("first", "entries", "most", "switches", "wanted"),
    [
        ((b"</s>", 300), FALLING, 800, PROGRAM, "2a2614b772b43b26c00506a605b2df28dd99fc7a2ade15aa3350a52747de9a99"),
        ((b"</s>", 300), FALLING, 800, DOCUMENTED, "2a2614b772b43b26c00506a605b2df28dd99fc7a2ade15aa3350a52747de9a99"),
        ((b"</s>", 300), FALLING, 8000, PROGRAM, "782dd5cdd177c52b1e801141ed35ba5f4075e0b31cd004ec16786a57818ac1b3"),
        ((b"</s>", 300), FALLING, 8000, DOCUMENTED, "fca9806b0770dc549ba43de772e78fe94c256b82e71e8f35e979529915d02dc9"),
        ((b"w7", 50), WITHOUT_W7, 800, PROGRAM, "218ca01c76c2003692dc8a276eb7d7730f42a8a9b110a6761ebb89d5b7d0915b"),
    ],
    ids=["fewer words", "fewer words, all iterations", "more words", "more words, all iterations", "another end"],
)
def test_with_a_vocabulary_of_another_text_vectors_equal_what_the_program_wrote(
    tmp_path, first, entries, most, switches, wanted
):
    text, vocabulary = tmp_path / "text.txt", tmp_path / "other.vocab"
    text.write_bytes(zipf_text())
    counts = [first] + [(word, int(most * share + 1e-6)) for word, share in entries]
    vocabulary.write_bytes(b"".join(b"%s %d\n" % entry for entry in counts))
    options = Options(size=16, min_count=3, cbow=False, hs=True, iterations=3)
    trained = train(text, options, switches, vocabulary=vocabulary)
    assert checksum(trained.vectors) == wanted
    assert dict(zip(trained.words, trained.counts.tolist(), strict=True)).items() <= dict(counts).items()


def test_the_texts_own_vocabulary_changes_nothing(path, tmp_path):
    own = train(path, SMALL)
    vocabulary = tmp_path / "own.vocab"
    lines = [b"%s %d\n" % pair for pair in zip(own.words, own.counts.tolist(), strict=True)]
    vocabulary.write_bytes(b"".join(lines))
    again = train(path, SMALL, vocabulary=vocabulary)
    assert own.words == again.words
    assert all((x == y).all() for x, y in zip(own[1:], again[1:], strict=True))


def test_a_text_of_no_known_word_leaves_the_vectors_of_the_beginning(path, tmp_path):
    vocabulary = tmp_path / "strange.vocab"
    vocabulary.write_bytes(b"END 1\nq 3\n")
    assert (train(path, SMALL, vocabulary=vocabulary).vectors == initial_vectors(2, SMALL.size)).all()


def test_a_seed_gives_other_random_numbers_and_0_those_of_the_program(path):
    programs, again, other = train(path, SMALL), train(path, SMALL, seed=0), train(path, SMALL, seed=1)
    assert (programs.vectors == again.vectors).all()
    assert (programs.vectors != other.vectors).any()
    assert (other.vectors == train(path, SMALL, seed=1).vectors).all()


def test_where_nothing_is_drawn_a_seed_changes_nothing(path):
    fixed = SMALL._replace(hs=True, negative=0, sample=0.0)
    assert (train(path, fixed, PAPERS).vectors == train(path, fixed, PAPERS, seed=2**64 - 1).vectors).all()
    assert (train(path, fixed).vectors != train(path, fixed, seed=2**64 - 1).vectors).any()


@pytest.mark.parametrize("seed", [-1, 2**64, 0.0, None, True])
def test_a_seed_that_the_generator_cannot_begin_with_is_named(path, seed):
    with pytest.raises(ValueError, match=re.escape(f"whole number seed from 0 to {2**64 - 1}; got {seed}")):
        train(path, SMALL, seed=seed)


def test_too_high_a_rate_is_named_instead_of_vectors_that_are_none(path):
    with pytest.raises(FloatingPointError, match="expected a smaller alpha than 1e\\+30"):
        train(path, SMALL._replace(alpha=1e30))


@pytest.mark.parametrize("dtype", [np.float16, int])
def test_another_type_is_refused(path, dtype):
    with pytest.raises(ValueError, match="expected dtype float32 or float64; got"):
        train(path, SMALL, dtype=dtype)


WITHOUT_NUMBA = """
import sys
if sys.argv[2] == "missing":
    sys.modules["numba"] = None
import numpy as np
from w2vexplained.training.software import PAPERS, PROGRAM, Options, train
options = Options(size=5, window=3, negative=3, hs=True, sample=0.01, min_count=1, iterations=2)
for cbow in (False, True):
    for switches, dtype in ((PROGRAM, np.float32), (PAPERS, np.float64)):
        trained = train(sys.argv[1], options._replace(cbow=cbow), switches, dtype)
        np.savez(f"{sys.argv[1]}-{cbow}-{dtype.__name__}.npz", *trained[2:])
"""


@pytest.mark.parametrize("numba", ["missing", "disabled"])
def test_without_the_compiler_plain_python_gives_the_same(path, numba):
    told = {**os.environ, "NUMBA_DISABLE_JIT": str(int(numba == "disabled"))}
    run = [sys.executable, "-W", "error", "-c", WITHOUT_NUMBA, str(path), numba]
    subprocess.run(run, check=True, cwd=ROOT, env=told)
    for cbow in (False, True):
        options = SMALL._replace(hs=True, cbow=cbow)
        with np.load(f"{path}-{cbow}-float32.npz") as plain:
            compiled = train(path, options, PROGRAM)
            assert all((plain[name] == matrix).all() for name, matrix in zip(plain, compiled[2:], strict=True))
        with np.load(f"{path}-{cbow}-float64.npz") as plain:
            compiled = train(path, options, PAPERS, np.float64)
            for name, matrix in zip(plain, compiled[2:], strict=True):
                np.testing.assert_allclose(plain[name], matrix, rtol=0, atol=1e-12)
