"""In which order a text is trained, how fast, and from which seeds."""

import numpy as np
import pytest

from w2vexplained.corpus.tokens import END, HOLE
from w2vexplained.training.estimator import schedule as of_schedule
from w2vexplained.training.estimator.schedule import PART, Schedule, schedule


def text(n, length):
    """n tokens in sentences of so many, the last of which is their end."""
    tokens = np.arange(n, dtype=np.int32) % 7
    tokens[length - 1 :: length] = END
    return tokens


def made(tokens, left_out=(), epochs=1, **more):
    return schedule(tokens, list(left_out), epochs=epochs, learning_rate=0.5, seed=(3,), **more)


def parts(steps):
    return list(zip(steps.starts.tolist(), steps.stops.tolist(), strict=True))


def test_parts_follow_one_another_and_end_with_sentences():
    tokens = text(376_000, 47)
    found = parts(made(tokens))
    assert len(found) > 20
    assert [0, *(stop for _, stop in found)] == [*(start for start, _ in found), 376_000]
    assert all(tokens[stop - 1] == END and stop - start <= PART for start, stop in found)


def test_parts_of_a_long_text_are_of_about_one_size():
    sizes = np.diff(parts(made(text(4_000_000, 50))), axis=1)
    assert sizes.max() <= PART
    assert sizes.min() > 0.8 * sizes.max()


def test_sentence_longer_than_a_part_is_cut():
    tokens = text(200_000, 200_000)
    found = parts(made(tokens))
    assert max(stop - start for start, stop in found) <= PART
    assert [0, *(stop for _, stop in found)] == [*(start for start, _ in found), 200_000]


def test_what_is_left_out_is_in_no_part():
    left_out = [(0, 100), (5_000, 5_100), (9_900, 10_000)]
    found = parts(made(text(10_000, 50), left_out))
    trained = np.zeros(10_000, int)
    for start, stop in found:
        trained[start:stop] += 1
    expected = np.ones(10_000, int)
    for start, stop in left_out:
        expected[start:stop] = 0
    assert np.array_equal(trained, expected)


def test_parts_without_a_word_are_no_steps():
    tokens = np.full(2000, END, np.int32)
    tokens[1000:1500] = HOLE
    tokens[:3] = 1
    steps = made(tokens)
    assert steps.n_steps == 1
    assert steps.words.tolist() == [0, 3]


def test_short_text_is_read_in_one_step():
    assert parts(made(text(100, 10))) == [(0, 100)]


def test_text_that_is_read_often_is_cut_into_parts_all_the_same():
    assert made(text(10_000, 10), epochs=1).n_steps > 20
    assert made(text(1000, 10), epochs=100).n_steps == 100


def test_steps_on_all_contexts_are_smaller():
    assert made(text(100_000, 10), softmax_cells=2**18).n_steps >= 97
    assert np.diff(parts(made(text(10_000, 10), softmax_cells=2**40)), axis=1).max() <= 256


def test_learning_rate_falls_linearly_over_the_words_of_all_epochs():
    steps = made(text(100_000, 10), epochs=3)
    rates = np.array([steps.rate(i) for i in range(steps.n_steps + 1)])
    words = np.array([steps.words_before(i) for i in range(steps.n_steps + 1)])
    assert words[-1] == 3 * 90_000
    assert np.allclose(rates[:-1], 0.5 * (1 - words[:-1] / (270_000 + 1)), rtol=1e-12)
    assert rates[0] == 0.5
    assert rates[-1] == 0.5 * 1e-4


def test_holes_and_ends_are_no_words():
    steps = made(np.array([1, HOLE, 2, END, 3, END], np.int32), epochs=2)
    assert [steps.words_before(i) for i in range(3)] == [0, 3, 6]


def test_every_step_has_a_seed_of_its_own_that_repeats():
    steps = made(text(100_000, 10), epochs=3)
    seeds = [steps.seed_of(i) for i in range(steps.n_steps)]
    assert len(set(seeds)) == len(seeds)
    assert seeds == [made(text(100_000, 10), epochs=3).seed_of(i) for i in range(len(seeds))]
    assert seeds[0] != steps._replace(seed=(4,)).seed_of(0)
    assert all(0 <= seed < 2**63 for seed in seeds)


@pytest.mark.parametrize("n_parts", [1, 3, 20, 1000])
def test_looks_are_few_and_include_beginning_and_end(n_parts):
    zeros = np.zeros(n_parts, np.int64)
    looks = Schedule(zeros, zeros, np.zeros(n_parts + 1), 2, 1.0, (0,)).looks()
    assert looks[0] == 0
    assert looks[-1] == 2 * n_parts
    assert looks == sorted(set(looks))
    assert len(looks) == min(of_schedule.POINTS, 2 * n_parts) + 1
