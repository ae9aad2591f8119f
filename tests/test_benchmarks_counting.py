import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks import counting
from w2vexplained import compiled
from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.tokens import END, sentences_of


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Measure what takes no time."""
    for name, size in {"WORDS": 300, "SHORT": 2000, "LONG": 3000}.items():
        monkeypatch.setattr(counting, name, size)


def test_the_text_follows_zipfs_law_in_sentences_of_twenty_words():
    tokens = counting.zipfian(200_000)
    words = tokens[tokens != END]
    assert 18 < len(words) / (len(tokens) - len(words)) < 22
    share = np.bincount(words, minlength=300) / len(words)
    law = 1 / np.arange(1, 301)
    np.testing.assert_allclose(share[:5], (law / law.sum())[:5], rtol=0.03)


def test_all_ways_give_the_same_counts():
    tokens = counting.zipfian(2000)
    sentences = [words.tolist() for words in sentences_of(tokens)]
    counts = count_matrix(tokens, counting.WINDOW, 300).toarray()
    tally = counting.in_a_dictionary(sentences)
    assert sum(tally.values()) == counts.sum()
    assert all(counts[pair] == n for pair, n in tally.items())
    np.testing.assert_array_equal(counting.with_scikit_learn(sentences).toarray(), counts)


def test_a_way_to_other_counts_is_not_measured(monkeypatch):
    monkeypatch.setattr(counting, "in_a_dictionary", lambda sentences: {(0, 1): 1})
    with pytest.raises(AssertionError, match="same counts in a dictionary"):
        counting.against_others()


def test_numba_is_left_out_and_comes_back():
    before = compiled.missing()
    with counting.without_numba():
        assert not compiled.available()
    assert compiled.missing() == before


def test_the_rows_name_what_they_are_held_against():
    rows = counting.against_others()
    assert [row.ratio is None for row in rows] == [True, False, False, False, False]
    assert rows[0].what.startswith("counts of a token array, 2,000 tokens")
    assert rows[1].against.startswith("our route, from sentences in lists instead of a token array: ")
    assert "a dictionary: " in rows[-1].against
    assert [row.what.partition("second, ")[2] for row in counting.growth()][:3] == [
        f"window of {window}" for window in (2, 5, 10)
    ]


def test_a_text_of_ones_own_is_counted(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("the cat sees the dog\n" * 10)
    read, counted = counting.of_a_file(path)
    assert "4 words" in read.against
    assert (
        counted.against == "200 pairs, 13 cells"
    )  # each of five words with the four others; three never with themselves


def test_the_command_takes_the_path_of_a_text(monkeypatch, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["--help"])
    assert stopped.value.code == 0
    assert "--text PATH" in capsys.readouterr().out
