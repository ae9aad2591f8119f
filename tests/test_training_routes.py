import warnings

import pytest

from w2vexplained import compiled
from w2vexplained.training import arrays, kernels
from w2vexplained.training.plan import OBJECTIVES, plan
from w2vexplained.training.routes import route


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_compiled_code_trains_all_but_the_softmax(objective, architecture, monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: True)
    file = arrays if objective == "softmax" else kernels
    assert route(plan([2, 1], objective=objective, architecture=architecture)) is file.train_part


def test_without_numba_numpy_trains_everything_and_says_so_once(monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)
    monkeypatch.setattr(compiled, "_said", [])
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for objective in (*OBJECTIVES, *OBJECTIVES):
            assert route(plan([2, 1], objective=objective)) is arrays.train_part
    assert [str(warning.message).partition(" ")[0] for warning in said] == ["training"]
    assert said[0].category is compiled.SlowWithoutNumba


def test_the_softmax_alone_needs_no_warning(monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)
    monkeypatch.setattr(compiled, "_said", [])
    assert route(plan([2, 1], objective="softmax")) is arrays.train_part  # warnings are errors here
