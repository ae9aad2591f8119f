import math

import pytest

from w2vexplained.corpus.phrase_scores import discounted, normalised_pmi, scorer
from w2vexplained.corpus.phrases import Tally


def test_pairs_must_occur_often_enough_and_score_above_the_threshold():
    counted = Tally({b"a": 10, b"b": 10, b"c": 2, b"a_b": 5, b"a_c": 2}, 100)
    score = (5 - 3) / 100 * 100
    assert scorer(counted, 3, 1.9)(b"a", b"b") == pytest.approx(score)
    assert scorer(counted, 3, 2.0)(b"a", b"b") is None
    assert scorer(counted, 6, 0.0)(b"a", b"b") is None
    assert scorer(counted, 3, 0.0)(b"a", b"c") is None
    assert scorer(counted, 1, 0.0)(b"b", b"a") is None
    assert scorer(counted, 3, 0.1, "npmi")(b"a", b"b") == pytest.approx(math.log(5) / math.log(20))
    assert scorer(counted, 3, 0.9, "npmi")(b"a", b"b") is None
    assert scorer(counted, 3, -1.0, "npmi")(b"a", b"c") is None


def test_a_pair_that_stands_joined_in_the_text_needs_frequent_words_all_the_same():
    counted = Tally({b"a": 2, b"b": 9, b"a_b": 5}, 100)
    assert scorer(counted, 2, 0.0)(b"a", b"b") is not None
    assert scorer(counted, 3, 0.0)(b"a", b"b") is None


def test_scores_are_the_formulas():
    assert discounted(30, 100, 50, 10**6, 5) == pytest.approx((30 - 5) / (100 * 50) * 10**6)
    expected = math.log(30 * 10**6 / (100 * 50)) / -math.log(30 / 10**6)
    assert normalised_pmi(30, 100, 50, 10**6, 5) == pytest.approx(expected)
    assert normalised_pmi(10, 100, 100, 1000, 5) == pytest.approx(0, abs=1e-12)


def test_the_programs_score_is_rounded_as_its_floats_are():
    once = 1.876172661781311  # 1/(41·13)·1000, rounded to 32 bits at the end only
    assert discounted(6, 41, 13, 1000, 5) == 1.8761725425720215 != once


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"score": "pmi"}, "the score program or npmi; got 'pmi'"),
        ({"min_count": 0}, "min_count ≥ 1; got 0"),
        ({"threshold": -1}, "threshold from 0 to inf for the score program; got -1"),
        ({"threshold": math.nan}, "threshold from 0"),
        ({"threshold": 1.5, "score": "npmi"}, "threshold from -1 to 1 for the score npmi; got 1.5"),
    ],
)
def test_options_out_of_range_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        scorer(Tally({}, 0), **options)
