"""The same vectors in gensim's hands and in ours. Where gensim is not installed these tests skip."""

import numpy as np
import pytest

from w2vexplained.corpus import phrases
from w2vexplained.corpus.phrase_scores import scorer
from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.evaluation import evaluate
from w2vexplained.vectors.formats import read_vectors, write_vectors

KeyedVectors = pytest.importorskip("gensim.models", reason="gensim is not installed").KeyedVectors
pytestmark = pytest.mark.filterwarnings("ignore:Call to deprecated `init_sims`")  # gensim calls it itself
WORDS = [f"w{i}" for i in range(200)] + ["né", "n\udcc3", "Paris", "PARIS", "paris"]
MATRIX = np.random.default_rng(0).normal(size=(len(WORDS), 12)).astype("f4")
OURS = WordVectors(WORDS, MATRIX)


@pytest.fixture(scope="module")
def gensims(tmp_path_factory):
    path = tmp_path_factory.mktemp("gensim") / "vectors"
    write_vectors(path, OURS)
    return loaded(path, True)


def loaded(path, binary):
    return KeyedVectors.load_word2vec_format(str(path), binary=binary, unicode_errors="surrogateescape")


@pytest.mark.parametrize("binary", [True, False])
def test_gensim_loads_ours(tmp_path, binary):
    write_vectors(tmp_path / "ours", OURS, binary=binary)
    theirs = loaded(tmp_path / "ours", binary)
    assert theirs.index_to_key == WORDS
    assert theirs.vectors.tobytes() == MATRIX.tobytes()


@pytest.mark.parametrize("binary", [True, False])
def test_we_load_gensims(tmp_path, binary):
    theirs = KeyedVectors(12)
    kept = [word for word in WORDS if word != "n\udcc3"]  # gensim cannot write what is no UTF-8
    theirs.add_vectors(kept, MATRIX[: len(kept)])
    theirs.save_word2vec_format(str(tmp_path / "theirs"), binary=binary)
    ours = read_vectors(tmp_path / "theirs")
    assert list(ours.words) == theirs.index_to_key
    assert ours.matrix.tobytes() == theirs.vectors.tobytes()


def agree(ours, theirs):
    assert [word for word, _ in ours] == [word for word, _ in theirs]
    np.testing.assert_allclose([score for _, score in ours], [score for _, score in theirs], rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize("words", [["w7"], ["w7", "né", "w100"]])
def test_neighbours_are_gensims(gensims, words):
    agree(OURS.neighbours(words, 20), gensims.most_similar(positive=words, topn=20))


@pytest.mark.parametrize(("a", "b", "c"), [("w1", "w2", "w3"), ("né", "w5", "paris")])
def test_analogies_are_gensims(gensims, a, b, c):
    agree(OURS.analogy(a, b, c, 20), gensims.most_similar(positive=[b, c], negative=[a], topn=20))
    theirs = gensims.most_similar_cosmul(positive=[b, c], negative=[a], topn=20)
    agree(OURS.analogy(a, b, c, 20, "multiply", epsilon=1e-6), theirs)


@pytest.mark.parametrize("any_case", [True, False])
@pytest.mark.parametrize("first", [205, 60])
def test_accuracy_is_gensims(gensims, tmp_path, first, any_case):
    rng = np.random.default_rng(1)
    few = rng.permutation([*WORDS[:20], "PARIS", "Paris", "paris", "none"])
    questions = {f"s{i}": tuple(map(tuple, rng.choice(few, (150, 4)).tolist())) for i in range(3)}
    lines = [line for s, asked in questions.items() for line in (f": {s}", *map(" ".join, asked))]
    (tmp_path / "questions").write_text("\n".join(lines))
    _, sections = gensims.evaluate_word_analogies(str(tmp_path / "questions"), first, any_case)
    ours = evaluate(OURS, questions, first, any_case, convention="gensim")
    theirs = [(len(section["correct"]), len(section["incorrect"])) for section in sections[:-1]]
    assert [(score.correct, score.asked - score.correct) for score in ours] == theirs


@pytest.mark.parametrize(("min_count", "threshold"), [(3, 0.5), (1, 0.1), (2, -0.5)])
def test_phrases_by_normalised_pmi_are_gensims(tmp_path, min_count, threshold):
    from gensim.models.phrases import Phrases

    rng = np.random.default_rng(2)
    units = ["new york", "new", "york", *(f"w{i}" for i in range(40))]
    lines = [" ".join(rng.choice(units, rng.integers(0, 20))).split() for _ in range(200)]
    text = tmp_path / "text"
    text.write_text("".join(" ".join(line) + "\n" for line in lines))
    theirs = Phrases(lines, min_count=min_count, threshold=threshold, scoring="npmi")
    counted = phrases.tally(text, across_lines=False)
    found = phrases.rewrite(text, scorer(counted, min_count, threshold, "npmi"), tmp_path / "out")
    assert [line.split() for line in (tmp_path / "out").read_text().split("\n")[:-1]] == list(theirs[lines])
    expected = theirs.find_phrases(lines)
    assert {phrase.decode() for phrase in found} == expected.keys()
    for phrase, (_, score) in found.items():
        assert score == pytest.approx(expected[phrase.decode()], rel=1e-12)
    assert b"new_york" in found
