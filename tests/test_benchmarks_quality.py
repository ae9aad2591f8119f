import numpy as np
import pytest
from scipy.sparse import csr_array

from benchmarks import processes, quality
from benchmarks.processes import Peers
from benchmarks.quality import Files, HeldOut
from benchmarks.text import prepare
from benchmarks.trainers import Settings
from w2vexplained.objectives.negative_sampling import expected_log_likelihood

WORDS = ("cat", "dog", "king", "queen", "tree")


@pytest.fixture
def judged():
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 4, (5, 5)).astype(float)
    counts[3] = 0  # a word that the held-out text does not have
    return HeldOut(WORDS, csr_array(counts), np.full(5, 0.2), 3)


@pytest.fixture
def vectors():
    rng = np.random.default_rng(1)
    return rng.normal(size=(5, 4)).astype(np.float32), rng.normal(size=(5, 4)).astype(np.float32)


def test_the_objective_is_the_one_of_the_ledger(judged, vectors, monkeypatch):
    monkeypatch.setattr(quality, "ROWS_AT_ONCE", 2)
    counts = judged.counts.toarray()
    expected = expected_log_likelihood(*(X.astype(float) for X in vectors), counts, judged.k, judged.noise)
    assert quality.objective(*vectors, judged) == pytest.approx(expected / counts.sum(), rel=1e-6)


def test_vectors_of_zero_lose_k_plus_one_bits(judged):
    zero = np.zeros((5, 4), np.float32)
    assert quality.objective(zero, zero, judged) == pytest.approx(-4 * np.log(2))


def test_words_are_judged_in_any_order_and_others_do_not_count(judged, vectors, tmp_path):
    W, C = vectors
    order = np.array([4, 2, 0, 1, 3])
    words = np.array([*np.array(WORDS)[order], "</s>"])
    np.savez(tmp_path / "a.npz", words=words, W=np.vstack([W[order], W[:1]]), C=np.vstack([C[order], C[:1]]))
    found = quality.judge(tmp_path / "a.npz", judged, Files())
    assert found == {"nats a pair": pytest.approx(quality.objective(W, C, judged))}


def test_similarity_is_a_correlation_of_ranks_over_known_words(tmp_path):
    path = tmp_path / "wordsim.tsv"
    path.write_text("cat\tdog\t9\nCat\tking\t5\ncat\tqueen\t1\ncat\tunknown\t7\n")
    W = np.array([[1, 0], [1, 0.1], [1, 1], [-1, 0], [0, 1]])
    assert quality.similarity(WORDS, W, str(path)) == pytest.approx(1)
    assert quality.similarity(WORDS, W[[0, 3, 2, 1, 4]], str(path)) == pytest.approx(-1)
    assert quality.similarity(("cat", "dog"), W[:2], str(path)) is None


def test_analogies_are_the_share_that_is_answered(tmp_path):
    path = tmp_path / "questions.txt"
    path.write_text(": family\ncat dog king queen\nking queen cat tree\n")
    W = np.array([[1, 1], [1, -1], [3, 1.5], [3, -1.5], [-1, 0]])
    assert quality.analogies(WORDS, W, str(path)) == 0.5


def test_held_out_pairs_are_weighed_as_windows_reach_them(tmp_path):
    source = tmp_path / "source.txt"
    source.write_text("a b c d e f\n" * 2000)
    text = prepare(str(source), tmp_path, 100_000)
    judged = quality.held_out(text, Settings("", "", sample=0.001, min_count=5))
    assert judged.counts.shape == (6, 6)
    assert 0 < judged.counts.sum() < 4 * 200 * 30 * 0.1  # of 4 thinnings of 200 lines of 30 pairs most are lost
    np.testing.assert_allclose(judged.noise, 1 / 6)


def test_who_fails_is_left_out_with_the_reason(tmp_path, monkeypatch):
    source = tmp_path / "source.txt"
    source.write_text("a b c d e f\n" * 2000)
    text = prepare(str(source), tmp_path, 100_000)

    def train(name, settings, peers):
        if name == "gensim":
            raise processes.Failed("gensim: no")
        words = quality.held_out(text, Settings("", "")).words
        np.savez(settings.save, words=np.array(words), W=np.ones((6, 2)), C=np.full((6, 2), -settings.seed))

    monkeypatch.setattr(processes, "train", train)
    monkeypatch.setattr(Peers, "reason", lambda self, name: None)
    found, skipped = quality.measure(text, tmp_path, Peers(), Files(), seeds=2, epochs=1, say=lambda what: None)
    assert skipped == {"quality of gensim": "gensim: no"}
    assert set(found) == {"ours", "replica"}
    spread = quality.scores_of(found, "ours", "nats a pair")
    assert spread.least < spread.most
    section = quality.section(found, text, 2, 1)
    assert [row[0] for row in section.rows] == ["ours", "word2vec program, by its replica"]
    assert list(tmp_path.glob("*.npz")) == []


def test_test_sets_are_told_by_their_names():
    assert quality.named(("a/SimLex999.txt", "b/wordsim353.tsv")) == [
        ("SimLex-999", "a/SimLex999.txt"),
        ("WordSim-353", "b/wordsim353.tsv"),
    ]
