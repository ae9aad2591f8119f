import pytest

from w2vexplained.classroom import check, exercises, judge


@pytest.fixture
def one_exercise(monkeypatch):
    def judgement(answer):
        return exercises.Verdict(answer > 1, "It is more than one." if answer > 1 else "Too small.")

    monkeypatch.setattr(exercises, "exercise", lambda id: judgement)


def test_no_answer_yet_is_said(one_exercise, capsys):
    check("9.1", None)
    assert capsys.readouterr().out == "Exercise 9.1: no answer yet.\n"


def test_right_and_wrong_answers_are_told_apart(one_exercise, capsys):
    check("9.1", 2)
    check("9.1", 0)
    assert capsys.readouterr().out == "Exercise 9.1: right. It is more than one.\nExercise 9.1: not yet. Too small.\n"


def test_an_answer_that_breaks_down_is_wrong_and_says_how(one_exercise):
    verdict = judge("9.1", "one")
    assert not verdict.passed
    assert "TypeError" in verdict.message


@pytest.mark.parametrize("id", ["9", "99.1", "one", "0.99"])
def test_an_unknown_exercise_is_refused(id):
    with pytest.raises(KeyError, match="expected an exercise such as"):
        check(id, None)
