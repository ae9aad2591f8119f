import pytest

from w2vexplained.__main__ import main

TEXT = b"new york new york new york\nto be or not to be in new york\n"


@pytest.fixture
def text(tmp_path):
    (tmp_path / "text").write_bytes(TEXT)
    return str(tmp_path / "text")


def test_phrases_are_listed(text, capsys):
    assert main(["phrases", text, "--min-count", "2", "--threshold", "0.5"]) == 0
    assert capsys.readouterr().out == "       1.875         4  new_york\n"
    assert main(["phrases", text, "--min-count", "2", "--score", "npmi", "--threshold", "0.9"]) == 0
    assert capsys.readouterr().out == "           1         4  new_york\n           1         2  to_be\n"


def test_the_text_is_rewritten(text, tmp_path, capsys):
    assert main(["phrases", text, "-o", str(tmp_path / "out"), "--min-count", "2", "--threshold", "0.5"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'out'}  (4 joined, 1 phrases)\n"
    assert (tmp_path / "out").read_bytes() == b"new_york new_york new_york\nto be or not to be in new_york\n"


def test_pairs_across_lines_count_unless_told_otherwise(tmp_path, capsys):
    (tmp_path / "lines").write_bytes(b"a b\n" + b"b\na\n" * 20)
    options = [str(tmp_path / "lines"), "--min-count", "1", "--threshold", "0"]
    assert main(["phrases", *options]) == 0
    assert capsys.readouterr().out.split()[1:] == ["1", "a_b"]
    assert main(["phrases", *options, "--within-lines"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["phrases", *options[:3], "--threshold", "-1", "--score", "npmi"]) == 0
    within = float(capsys.readouterr().out.split()[0])
    assert within == pytest.approx(-0.37, abs=0.3)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{text}", "--min-count", "0"], "argument --min-count: expected a whole number ≥ 1; got 0"),
        (["{text}", "--threshold", "2", "--score", "npmi"], "--threshold from -1 to 1"),
        (["{text}", "--threshold", "-1"], "--threshold from 0 to inf"),
        (["{text}/none"], "expected a text file"),
        (["{text}", "-o", "{text}/none/out"], "expected a folder"),
        (["{text}", "-o", "{text}"], "expected different names"),
    ],
)
def test_what_cannot_be_used_is_said_with_exit_status_two_and_nothing_is_written(
    text, tmp_path, capsys, words, message
):
    assert main(["phrases", *(word.format(text=text) for word in words)]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["text"]
