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
