import numpy as np
import pytest

from w2vexplained.__main__ import main
from w2vexplained.vectors import WordVectors
from w2vexplained.vectors.formats import write_vectors

WORDS = ("king", "man", "woman", "queen", "n\udcc3")
VECTORS = WordVectors(WORDS, np.array([[3.0, 2], [1, 2], [1, -2], [3, -2], [-1, 0]]))


@pytest.fixture(params=[True, False], ids=["binary", "text"])
def path(request, tmp_path):
    write_vectors(tmp_path / "vectors", VECTORS, request.param)
    return str(tmp_path / "vectors")


def test_neighbours_of_one_word(path, capsys):
    assert main(["neighbours", path, "king", "-n", "2"]) == 0
    assert capsys.readouterr().out == " 0.868243  man\n 0.384615  queen\n"


def test_neighbours_of_several_words_each_and_together(path, capsys):
    assert main(["neighbours", path, "king", "queen", "-n", "1"]) == 0
    assert capsys.readouterr().out == "king:\n 0.868243  man\nqueen:\n 0.868243  woman\n"
    assert main(["neighbours", path, "king", "queen", "--together", "-n", "1"]) == 0
    assert capsys.readouterr().out == " 0.447214  man\n"


def test_analogies_by_sum_and_by_product(path, capsys):
    assert main(["analogy", path, "man", "king", "woman", "-n", "1"]) == 0
    assert capsys.readouterr().out == " 0.925060  queen\n"
    assert main(["analogy", path, "man", "king", "woman", "-n", "1", "--method", "multiply"]) == 0
    assert capsys.readouterr().out == " 1.473178  queen\n"


def test_a_word_that_is_no_utf_8_is_shown_by_its_byte(path, capsys):
    assert main(["neighbours", path, "king"]) == 0
    assert "n\\udcc3\n" in capsys.readouterr().out


def test_accuracy_by_section(path, tmp_path, capsys):
    questions = tmp_path / "questions"
    questions.write_text(
        ": family\nMan King Woman Queen\nman king child prince\n: gram1\nman woman king man\n: gram2\na b c d\n"
    )
    assert main(["evaluate", path, str(questions)]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "section            accuracy  correct    asked  unknown",
        "family             100.00 %        1        1        1",
        "gram1                0.00 %        0        1        0",
        "gram2                    –         0        0        1",
        "semantic           100.00 %        1        1        1",
        "syntactic (gram…)    0.00 %        0        1        1",
        "total               50.00 %        1        2        2",
        "",
    ]
    assert main(["evaluate", path, str(questions), "--exact-case", "--convention", "gensim"]) == 0
    assert "family                   –         0        0        2" in capsys.readouterr().out
    assert main(["evaluate", path, str(questions), "--first", "3", "--method", "multiply"]) == 0
    assert "total                0.00 %        0        1        3" in capsys.readouterr().out


ASKED = (
    "neighbours {path} king",
    "analogy {path} man king woman",
    "evaluate {path} {questions}",
    "classes {path} --classes 1",
)


@pytest.mark.parametrize("command", ASKED)
def test_the_format_of_a_file_can_be_overruled(tmp_path, capsys, command):
    write_vectors(tmp_path / "vectors", VECTORS, binary=False)
    (tmp_path / "questions").write_text(": s\nman king woman queen\n")
    words = command.format(path=tmp_path / "vectors", questions=tmp_path / "questions").split()
    assert main([*words, "--binary", "0"]) == main(words) == 0
    assert main([*words, "--binary", "1"]) == 2
    assert "read as binary" in capsys.readouterr().err


def test_classes_are_printed_or_written(path, tmp_path, capsys):
    assert main(["classes", path, "--classes", "3"]) == 0
    assert capsys.readouterr().out == "0: king man\n1: woman queen\n2: n\\udcc3\n"
    assert main(["classes", path, "--classes", "3", "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'out'}  (5 words in 3 classes)\n"
    assert (tmp_path / "out").read_bytes() == b"king 0\nman 0\nwoman 1\nqueen 1\nn\xc3 2\n"
    assert main(["classes", path, "--classes", "2", "--method", "program"]) == 0
    assert capsys.readouterr().out == "0: king man woman queen n\\udcc3\n"  # two equal centres: the first has all


def test_long_classes_are_cut_when_printed(tmp_path, capsys):
    write_vectors(tmp_path / "many", WordVectors([f"w{i}" for i in range(12)], np.ones((12, 1))))
    assert main(["classes", str(tmp_path / "many"), "--classes", "1"]) == 0
    assert capsys.readouterr().out == "0: w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 …\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["neighbours", "{path}", "kinf"], "did you mean king"),
        (["neighbours", "{path}", "king", "-n", "0"], "argument -n: expected a whole number ≥ 1; got 0"),
        (["neighbours", "{path}/none", "king"], "expected a file of vectors at"),
        (["neighbours", "{questions}", "king"], "expected a first line such as"),
        (["analogy", "{path}", "man", "king", "child"], "got 'child'"),
        (["evaluate", "{path}", "{path}"], "expected"),
        (["evaluate", "{path}", "{questions}", "--first", "0"], "argument --first: expected a whole number ≥ 1; got 0"),
        (["classes", "{path}", "--classes", "6"], "number of classes, no more than words, from 1 to 5; got 6"),
        (["classes", "{path}", "--classes", "2", "-o", "{folder}"], "got the folder"),
        (["classes", "{path}", "--classes", "2", "-o", "{path}"], "expected different names"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_with_exit_status_two(path, tmp_path, capsys, words, message):
    (tmp_path / "questions").write_text(": s\nman king woman queen\n")
    places = {"path": path, "questions": tmp_path / "questions", "folder": tmp_path}
    assert main([word.format(**places) for word in words]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["questions", "vectors"]
