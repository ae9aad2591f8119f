"""The records of public data sets, and the readers on small files of our own in the formats as published."""

import re
from pathlib import PurePosixPath

import pytest

from w2vexplained.corpus import fetching, public
from w2vexplained.corpus.public import DATASETS, download, read_analogies, read_similarities

JUDGED = (("oak", "tree", 7.5), ("oak", "spoon", 0.25), ("Paris", "Rome", 10.0))
WORDSIM_CSV = "Word 1,Word 2,Human (mean)\noak,tree,7.5\noak,spoon,0.25\nParis,Rome,10.00\n"
WORDSIM_TAB = WORDSIM_CSV.replace(",", "\t")
COMMENTED = "# Our pairs\n# Word 1\tWord 2\tHuman (mean)\noak\ttree\t7.50\noak\tspoon\t.25\nParis\tRome\t10\n"
SIMLEX = (
    "word1\tword2\tPOS\tSimLex999\tconc(w1)\tconc(w2)\tconcQ\tAssoc(USF)\tSimAssoc333\tSD(SimLex)\n"
    "oak\ttree\tN\t7.5\t4.9\t4.8\t4\t1.25\t1\t0.5\n"
    "oak\tspoon\tN\t0.25\t4.9\t4.8\t4\t0\t0\t0.9\n"
    "Paris\tRome\tN\t10\t4.9\t4.8\t4\t2\t1\t0.5\n"
)
SET1 = "Word 1,Word 2,Human (mean),1,2\noak,tree,7.5,7,8\noak,spoon,0.25,0,0.5\nParis,Rome,10,10,10\n"
QUESTIONS = ": family\nking queen man woman\nman woman king queen\n: gram3-comparative\nbad worse big bigger\n"
SECTIONS = {
    "family": (("king", "queen", "man", "woman"), ("man", "woman", "king", "queen")),
    "gram3-comparative": (("bad", "worse", "big", "bigger"),),
}


def written(folder, text, encoding="utf-8"):
    path = folder / "file.txt"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("text", [WORDSIM_CSV, WORDSIM_TAB, COMMENTED, SIMLEX, SET1])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_similarities_are_read_from_every_published_form(tmp_path, text, ends, encoding):
    assert read_similarities(written(tmp_path, text.replace("\n", ends), encoding)) == JUDGED


def test_blank_lines_and_a_missing_last_line_end_do_no_harm(tmp_path):
    assert read_similarities(written(tmp_path, WORDSIM_CSV.replace("\n", "\n\n").rstrip())) == JUDGED


def test_a_pair_that_stands_twice_comes_twice(tmp_path):
    assert read_similarities(written(tmp_path, "a,b,1\nb,a,1\na,b,2\n")) == (
        ("a", "b", 1),
        ("b", "a", 1),
        ("a", "b", 2),
    )


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        (WORDSIM_CSV + "oak,leaf\n", 5, "a number in column 3"),
        (WORDSIM_CSV + "oak,leaf,much\n", 5, "a number in column 3"),
        (WORDSIM_CSV + "\noak,leaf,nan\n", 6, "a number in column 3"),
        (WORDSIM_CSV + "oak,leaf,inf\n", 5, "a number in column 3"),
        (WORDSIM_CSV + "oak,,7\n", 5, "two words"),
        (WORDSIM_CSV + ",leaf,7\n", 5, "two words"),
        (WORDSIM_CSV + "oak\tleaf\t7\n", 5, "a number in column 3"),
        (SIMLEX + "oak\tleaf\tN\n", 5, "a number in column 4"),
        (SIMLEX + "oak\tleaf\t7.5\tN\t\n", 5, "a number in column 4"),
        ("first,second,likeness\noak,tree,7.5\n", 1, "a number in column 3"),
        ("# note\noak tree 7.5\n", 2, "two words"),
        ("Human (mean),Word 1,Word 2\n7.5,oak,tree\n", 1, r"two words, then 'human \(mean\)' in column 3 or later"),
        ("# note\nword1\tSimLex999\tword2\noak\t7.5\ttree\n", 2, "two words, then 'simlex999' in column 3"),
    ],
)
def test_a_bad_pair_is_named_with_file_and_line(tmp_path, text, line, expected):
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match=f"{expected}.* in line {line} of {re.escape(str(path))}; got '"):
        read_similarities(path)


@pytest.mark.parametrize("text", ["# only a comment\n", "Word 1,Word 2,Human (mean)\n"])
def test_a_file_without_pairs_is_an_error(tmp_path, text):
    with pytest.raises(ValueError, match="expected pairs of words with their scores in .*; got none"):
        read_similarities(written(tmp_path, text))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_analogies_are_read_by_section_and_in_order(tmp_path, ends, encoding):
    sections = read_analogies(written(tmp_path, QUESTIONS.replace("\n", ends), encoding))
    assert sections == SECTIONS
    assert list(sections) == list(SECTIONS)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("king queen man woman\n" + QUESTIONS, 1, "a line such as ': family'"),
        (QUESTIONS + "good better bad\n", 6, "four words"),
        (QUESTIONS + "\ngood better bad worse worst\n", 7, "four words"),
        (QUESTIONS + ": \n", 6, "the name of a new section"),
        (QUESTIONS + ": family\n", 6, "the name of a new section"),
    ],
)
def test_a_bad_question_is_named_with_file_and_line(tmp_path, text, line, expected):
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match=f"expected {expected}.* in line {line} of {re.escape(str(path))}; got '"):
        read_analogies(path)


def test_sections_without_questions_are_an_error(tmp_path):
    with pytest.raises(ValueError, match="expected questions of four words in .*; got none"):
        read_analogies(written(tmp_path, ": family\n: capitals\n"))


@pytest.mark.parametrize("read", [read_similarities, read_analogies])
def test_empty_and_missing_files_are_errors(tmp_path, read):
    with pytest.raises(ValueError, match="got an empty text"):
        read(written(tmp_path, ""))
    with pytest.raises(FileNotFoundError, match="absent"):
        read(tmp_path / "absent")


def test_every_record_has_an_address_a_checksum_and_words_about_its_origin():
    for dataset in DATASETS.values():
        assert re.fullmatch(r"https?://[\w./-]+", dataset.url)
        for content in filter(None, (dataset.sent, dataset.unpacked)):
            assert re.fullmatch("[0-9a-f]{64}", content.sha256)
            assert content.size > 1000
        assert dataset.url.endswith(".zip") == (dataset.unpacked is not None)
        assert dataset.unpacked or PurePosixPath(dataset.url).name == dataset.file
        assert dataset.what.endswith(".")
        assert dataset.source.endswith(".")
    assert [name for name, dataset in DATASETS.items() if not dataset.url.startswith("https:")] == ["text8"]


def test_addresses_on_github_name_a_commit():
    pinned = [d.url for d in DATASETS.values() if "githubusercontent" in d.url]
    assert len(pinned) == 3
    assert all(re.search(r"/[0-9a-f]{40}/", url) for url in pinned)


def test_download_asks_for_what_the_record_says(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(public, "fetch", lambda *wanted: asked.append(wanted))
    download("text8", tmp_path, overwrite=True)
    text8 = DATASETS["text8"]
    assert asked == [(text8.url, tmp_path / "text8", text8.sent, text8.unpacked, True, False)]


def test_an_unknown_name_is_told_which_there_are():
    with pytest.raises(KeyError, match="expected one of the data sets text8, wordsim353, simlex999, analogies; got"):
        download("text9")


def test_without_a_network_the_address_and_the_place_are_named(tmp_path, monkeypatch):
    def no_network(*_, **__):
        raise OSError("no route to host")

    monkeypatch.setattr(fetching, "urlopen", no_network)
    for name, dataset in DATASETS.items():
        with pytest.raises(ConnectionError) as caught:
            download(name, tmp_path)
        assert "no route to host" in str(caught.value)
        assert dataset.url in str(caught.value)
        assert str(tmp_path / dataset.file) in str(caught.value)
    assert list(tmp_path.iterdir()) == []
