import numpy as np
import pytest

from w2vexplained.corpus.windows import check_window, window_weights


@pytest.mark.parametrize("window", [1, 2, 3, 10, np.int32(7), np.uint8(200), np.uint64(3)])
def test_weights_are_the_share_of_reaches_that_take_a_distance_in(window):
    reaches = range(1, int(window) + 1)
    expected = [np.mean([reach >= delta for reach in reaches]) for delta in reaches]
    np.testing.assert_allclose(window_weights(window), expected, rtol=1e-15)


def test_a_word_has_on_average_one_pair_more_than_its_window_is_wide():
    for window in (1, 2, 5, 40):
        np.testing.assert_allclose(2 * window_weights(window).sum(), window + 1, rtol=1e-14)


@pytest.mark.parametrize("window", [0, -1, 1.5, True, "2", None])
def test_a_window_below_one_word_is_an_error(window):
    for use in (window_weights, check_window):
        with pytest.raises(ValueError, match="expected a whole number of words for the window ≥ 1; got"):
            use(window)


def test_a_good_window_is_returned_as_a_number_that_cannot_overflow():
    assert type(check_window(np.int8(100))) is int
