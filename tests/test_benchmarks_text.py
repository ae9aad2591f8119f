import pytest

from benchmarks import text

LINES = [f"a{i} b c" for i in range(30)]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text("\n".join(LINES) + "\n")
    return str(path)


def test_every_tenth_sentence_is_held_out_and_the_others_are_counted(source, tmp_path):
    found = text.prepare(source, tmp_path, 1000)
    assert found.held_out.read_text().splitlines() == LINES[9::10]
    assert found.train.read_text().splitlines() == [line for i, line in enumerate(LINES) if i % 10 != 9]
    assert found.words == 3 * 27
    assert found.name == "a text of one's own"


def test_a_text_has_the_name_that_is_given(source, tmp_path):
    assert text.prepare(source, tmp_path, 1000, "a novel").name == "a novel"


def test_only_the_first_words_are_taken(source, tmp_path):
    assert text.prepare(source, tmp_path, 45).words == 45 - 3


def test_a_text_too_short_to_hold_something_out_is_an_error(source, tmp_path):
    with pytest.raises(ValueError, match="at least 10 sentences"):
        text.prepare(source, tmp_path, 20)


def test_without_a_path_the_documentation_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("w2vexplained.corpus.documentation.read_documentation", lambda: [["word"]] * 20)
    found = text.prepare(None, tmp_path, 1000)
    assert (found.words, found.name) == (18, "the documentation of the installed packages")


def test_shuffling_moves_sentences_and_loses_none(source, tmp_path):
    found = text.prepare(source, tmp_path, 1000)
    one, two = (text.shuffled(found, tmp_path, seed).read_text().splitlines() for seed in (1, 2))
    kept = found.train.read_text().splitlines()
    assert sorted(one) == sorted(two) == sorted(kept)
    assert one != two
    assert one != kept


def test_a_long_text_has_as_many_words_as_asked_for(tmp_path):
    path = text.zipfian(tmp_path / "long.txt", 1_000_050, vocabulary=100)
    words = path.read_text().split()
    assert len(words) == 1_000_050
    assert 0.18 < words.count("w0") / len(words) < 0.2  # 1 / (1 + 1/2 + … + 1/100) = 0.193
