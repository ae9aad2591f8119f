"""What a training is measured on is small enough, and none of what it is trained on."""

import numpy as np
import pytest

from w2vexplained.corpus.tokens import END
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import SkipGram, expected
from w2vexplained.training.estimator.held_out import sample_of_text
from w2vexplained.training.estimator.settings import checked
from w2vexplained.training.estimator.yardsticks import FEWEST_ROWS, LEAST_CELLS, MOST_CELLS, yardstick
from w2vexplained.training.plan import initial_model, plan


def text(n_words, n=300_000):
    rng = np.random.default_rng(0)
    tokens = np.minimum(rng.zipf(1.4, n) - 1, n_words - 1).astype(np.int32)
    tokens[19::20] = END
    counts = np.maximum(np.bincount(tokens[tokens >= 0], minlength=n_words), 1)
    return tokens, Vocabulary(tuple(map(str, range(n_words))), counts)


def chosen(tokens, vocabulary, law=None, **given):
    settings = checked(SkipGram(**given).get_params())
    return yardstick(tokens, plan(vocabulary.counts, **settings.of_plan()), vocabulary, settings, law)


def test_scores_for_one_look_are_few_however_large_the_vocabulary():
    for n_words, epochs in ((100, 1), (30_000, 1), (30_000, 40)):
        sample = chosen(*text(n_words), epochs=epochs).sample
        cells = len(sample.rows) * n_words
        assert 0 < cells <= max(LEAST_CELLS, FEWEST_ROWS * n_words, epochs * 300_000 / 16) <= MOST_CELLS


def test_few_scores_tell_nearly_the_same_as_all():
    tokens, vocabulary = text(20_000)
    planned = plan(vocabulary.counts)
    few, all_of_them = (chosen(tokens, vocabulary, epochs=epochs, held_out=3000).sample for epochs in (1, 10**6))
    assert len(few.rows) < len(all_of_them.rows) / 10
    model = initial_model(planned, 10, 0)
    rng = np.random.default_rng(1)
    model.C[:], model.W[:] = (rng.normal(size=X.shape) / 3 - np.log1p(vocabulary.counts)[:, None] / 20 for X in model)
    values = [expected.objective(sample, model, planned) for sample in (few, all_of_them)]
    assert values[0] == pytest.approx(values[1], rel=0.03)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_pairs_are_those_of_the_stretches_left_out(architecture):
    tokens, vocabulary = text(100)
    found = chosen(tokens, vocabulary, held_out=2000, architecture=architecture, sample=0)
    assert sum(stop - start for start, stop in found.left_out) == pytest.approx(2000, rel=0.2)
    assert found.optimum is None
    kept = np.concatenate([tokens[start:stop] for start, stop in found.left_out])
    planned = plan(vocabulary.counts, sample=0, architecture=architecture)
    ((exact, _),) = sample_of_text(kept, planned)
    assert np.array_equal(found.sample.c, exact.c)
    assert np.array_equal(found.sample.weights, exact.weights)


def test_all_that_is_left_out_is_measured_on():
    tokens, vocabulary = text(100, 2_500_000)
    found = chosen(tokens, vocabulary, held_out=25_000, architecture="cbow", sample=0)
    words = sum(np.count_nonzero(tokens[start:stop] >= 0) for start, stop in found.left_out)
    assert words > 20_000
    assert len(found.sample.c) > 0.99 * words  # but for sentences that are left with one word


def test_with_a_law_nothing_is_left_out():
    tokens, vocabulary = text(10, n=5000)
    found = chosen(tokens, vocabulary, law={("1", "2"): 0.25, ("2", "1"): 0.75})
    assert found.left_out == []
    assert found.sample.c.tolist() == [2, 1]
    assert found.optimum < 0


@pytest.mark.parametrize(("n", "held_out"), [(1000, 5000), (300_000, 0)])
def test_of_a_short_text_and_for_no_words_there_is_no_sample(n, held_out):
    assert chosen(*text(10, n), held_out=held_out) == (None, None, [])


def test_stretches_without_a_pair_are_not_left_out():
    tokens = np.tile(np.array([1, END], np.int32), 5000)
    assert chosen(tokens, Vocabulary(("a", "b"), [1, 5000]), negative=2) == (None, None, [])
