import pytest

from w2vexplained.commands.plainly import plainly


def raising(error):
    @plainly
    def run(options):
        raise error

    return run


@pytest.mark.parametrize(
    "error",
    [ValueError("x"), KeyError("x"), LookupError("x"), FileNotFoundError("x"), MemoryError("x"), TypeError("x")],
)
def test_what_is_wrong_with_an_input_is_said(capsys, error):
    assert raising(error)(None) == 2
    assert capsys.readouterr().err == "x\n"


@pytest.mark.parametrize("error", [BrokenPipeError, AttributeError, KeyboardInterrupt])
def test_what_is_wrong_elsewhere_goes_on_as_an_error(error):
    with pytest.raises(error):
        raising(error())(None)


def test_a_status_is_passed_on():
    assert plainly(lambda options: options)(1) == 1


def test_only_expected_errors_are_said():
    @plainly(expected=KeyError)
    def run(options):
        raise options

    assert run(KeyError("x")) == 2
    with pytest.raises(ValueError, match="x"):
        run(ValueError("x"))


def test_names_are_said_as_they_are_typed(capsys):
    @plainly(typed={"min_count": "--min-count"})
    def run(options):
        raise ValueError(options)

    assert run("at least min_count = 5 times; min_count ≥ 1, min_count") == 2
    assert capsys.readouterr().err == "at least --min-count 5 times; --min-count ≥ 1, --min-count\n"
    unchanged = "b'min_count' in min_count/text, a/min_count, min_count.txt, min_counts, 'min_count = 5'\n"
    assert run(unchanged.strip()) == 2
    assert capsys.readouterr().err == unchanged
