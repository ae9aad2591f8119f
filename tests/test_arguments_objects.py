import re

import pytest

from w2vexplained import arguments
from w2vexplained.statistics.noise import draw_negatives


@pytest.mark.parametrize("rng", [None, 0])
def test_what_draws_nothing_is_no_generator(rng):
    with pytest.raises(TypeError, match=f"expected a generator such as .* for rng; got {rng}"):
        draw_negatives([0.5, 0.5], 3, rng)


def test_one_string_is_no_list_of_words():
    with pytest.raises(TypeError, match="sentences that are each a list of words; got the string 'the cat'"):
        arguments.a_list("the cat")
    assert arguments.a_list(["the", "cat"]) == ["the", "cat"]


@pytest.mark.parametrize("given", ["north", "EAST", 1, None, ["east"]])
def test_a_name_is_one_of_those_known(given):
    assert arguments.one_of("side", "east", ("east", "west")) == "east"
    with pytest.raises(ValueError, match=re.escape(f"expected side to be one of 'east', 'west'; got {given!r}")):
        arguments.one_of("side", given, ("east", "west"))
