"""What does not fit together is named before a part is trained, by both routes alike."""

import numpy as np
import pytest

from w2vexplained.corpus.tokens import END
from w2vexplained.training import arrays, kernels
from w2vexplained.training.checks import checked_part
from w2vexplained.training.plan import Model, plan

F = np.float32
TOKENS = np.array([0, 1, 2, END], np.int32)
PLAN, ONE_WORD = plan([5, 4, 3], sample=0), plan([5], objective="hierarchical_softmax")


def given(**change):
    """The arguments of a part, but for what is changed."""
    taken = {
        "tokens": TOKENS,
        "W": np.zeros((3, 2), F),
        "C": np.zeros((3, 2), F),
        "alpha": 0.1,
        "seed": 1,
        "plan": PLAN,
    }
    taken |= change
    return taken["tokens"], Model(taken["W"], taken["C"]), taken["plan"], taken["alpha"], 0.1, taken["seed"]


@pytest.mark.parametrize("route", [kernels, arrays])
@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"tokens": np.array([0, 3], np.int32)}, IndexError, "tokens from END = -2 to 2; got 0 to 3"),
        ({"tokens": np.array([0, -3], np.int32)}, IndexError, "got -3 to 0"),
        ({"tokens": TOKENS.astype(np.int64)}, TypeError, "int32 of shape .n,.; got int64"),
        ({"tokens": TOKENS[None]}, TypeError, "int32 of shape .n,.; got int32 of shape .1, 4"),
        ({"W": np.zeros((3, 2))}, ValueError, "W, an array of float32 of shape .3, d.*got float64"),
        ({"C": np.zeros((2, 2), F)}, ValueError, "C, an array of float32 of shape .3, d.*got float32 of shape .2, 2"),
        ({"C": np.zeros((3, 4), F)}, ValueError, "C, an array of float32"),
        ({"W": np.zeros((3, 2), F, order="F")}, ValueError, "W, an array of float32"),
        ({"W": np.broadcast_to(F(0), (3, 2))}, ValueError, "W, an array of float32 .* that can be changed"),
        ({"W": [[1.0]]}, ValueError, "got list"),
        ({"C": np.zeros((0, 3), F), "W": np.zeros((1, 3), F), "plan": ONE_WORD}, ValueError, "C, .* not empty"),
        ({"seed": -1}, ValueError, "seed from 0"),
        ({"seed": 2**64}, ValueError, "seed from 0"),
        ({"alpha": np.nan}, ValueError, "alpha_from"),
    ],
)
def test_what_does_not_fit_is_named(route, change, error, message):
    with pytest.raises(error, match=message):
        route.train_part(*given(**change))


@pytest.mark.parametrize("route", [kernels, arrays])
def test_what_fits_is_trained(route):
    tokens, model, *others = given(W=np.ones((3, 2), F))
    assert route.train_part(tokens, model, *others) > 0
    assert model.C.any()


def test_part_is_handed_on_to_read_only_and_the_callers_stays_as_it_is():
    tokens = TOKENS.copy()
    part = checked_part(tokens, *given()[1:3])
    assert np.shares_memory(part, tokens)
    assert not part.flags.writeable
    assert tokens.flags.writeable
