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
