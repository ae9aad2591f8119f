"""The objective of a sample, held against the objectives themselves and against its optimum."""

import numpy as np
import pytest

from w2vexplained.corpus import toy
from w2vexplained.corpus.tokens import END, as_tokens
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.functions import log_sigmoid
from w2vexplained.objectives import cbow, hierarchical_softmax, negative_sampling, noise_contrastive, softmax
from w2vexplained.statistics.huffman import huffman
from w2vexplained.statistics.pmi import optimal_scores
from w2vexplained.training.estimator import expected
from w2vexplained.training.estimator.held_out import sample_of_law, sample_of_text
from w2vexplained.training.plan import OBJECTIVES, Model, plan

COUNTS = np.array([400, 300, 200, 50, 30, 20, 10])
K = 3


def vectors(n, d=4, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)).astype(np.float32)


def sample_and_table(planned, seed=1):
    """A sample of skip-gram, and the same as a table of weights."""
    rng = np.random.default_rng(seed)
    tokens = rng.integers(0, len(COUNTS), 500).astype(np.int32)
    tokens[9::10] = END
    ((sample, _),) = sample_of_text(tokens, planned)
    table = np.zeros((len(COUNTS), len(COUNTS)))
    table[sample.inputs.indices[sample.i], sample.c] = sample.weights
    return sample, table


def of_pairs(objective, W, C, table, planned):
    """The same value from the objective's own code."""
    if objective == "negative_sampling":
        return negative_sampling.expected_log_likelihood(W, C, table, K, planned.P_n)
    if objective == "nce":
        return noise_contrastive.expected_log_likelihood(W, C, table, K, planned.P_n)
    if objective == "softmax":
        return softmax.expected_log_likelihood(W, C, table)
    tree = huffman(COUNTS)
    return sum(p @ hierarchical_softmax.log_probabilities(v_w, C, tree) for v_w, p in zip(W, table, strict=True))


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("at_once", [10**6, 20])
def test_value_is_that_of_the_objective(objective, at_once, monkeypatch):
    monkeypatch.setattr(expected, "SCORES", at_once)
    monkeypatch.setattr(expected, "COMPONENTS", at_once)
    planned = plan(COUNTS, window=2, negative=K, sample=0, objective=objective)
    W, C = vectors(len(COUNTS)), vectors(planned.n_contexts, seed=2)
    sample, table = sample_and_table(planned)
    value = expected.objective(sample, Model(W, C), planned)
    exact = of_pairs(objective, W.astype(float), C.astype(float), table, planned)
    assert value == pytest.approx(exact, rel=1e-6)


def test_value_of_cbow_is_that_of_its_objective():
    planned = plan(COUNTS, window=1, negative=1, sample=0, architecture="cbow")
    W, C = vectors(len(COUNTS)), vectors(len(COUNTS), seed=2)
    ((sample, n),) = sample_of_text(as_tokens([[0, 1, 2], [5, 6]]), planned)
    examples = [([1], 0), ([0, 2], 1), ([1], 2), ([6], 5), ([5], 6)]
    exact = np.mean(
        [
            sum(p * cbow.log_likelihood(W[near], C, c, [c_neg]) for c_neg, p in enumerate(planned.P_n))
            for near, c in examples
        ]
    )
    assert n == 5
    assert expected.objective(sample, Model(W, C), planned) == pytest.approx(exact, rel=1e-6)


def test_value_of_zero_contexts_is_minus_k_plus_one_log_two():
    planned = plan(COUNTS, window=2, negative=K, sample=0)
    sample, _ = sample_and_table(planned)
    model = Model(vectors(len(COUNTS)), np.zeros((len(COUNTS), 4), np.float32))
    assert expected.objective(sample, model, planned) == pytest.approx(-(K + 1) * np.log(2), rel=1e-6)


def test_large_scores_cost_what_they_should():
    planned = plan(COUNTS, window=2, negative=K, sample=0)
    sample, table = sample_and_table(planned)
    W, C = 100 * vectors(len(COUNTS)), 100 * vectors(len(COUNTS), seed=2)
    exact = negative_sampling.expected_log_likelihood(W.astype(float), C.astype(float), table, K, planned.P_n)
    assert expected.objective(sample, Model(W, C), planned) == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_vectors_beyond_all_bounds_are_an_error(objective):
    planned = plan(COUNTS, window=2, sample=0, objective=objective)
    sample, _ = sample_and_table(planned)
    W, C = vectors(len(COUNTS)), vectors(planned.n_contexts)
    C[0] = np.nan
    with pytest.raises(FloatingPointError, match="grew beyond all bounds"):
        expected.objective(sample, Model(W, C), planned)


def toy_law(slip):
    words = Vocabulary(toy.WORDS, np.arange(len(toy.WORDS), 0, -1) * 10)
    p = toy.law(1, slip)
    return words, {(v, c): p[i, j] for i, v in enumerate(toy.WORDS) for j, c in enumerate(toy.WORDS)}, p.astype(float)


@pytest.mark.parametrize("objective", ["negative_sampling", "nce"])
def test_optimum_by_sampling_is_the_value_at_the_optimal_scores(objective):
    words, law, p = toy_law(toy.Fraction(1, 10))
    planned = plan(words.counts, negative=K, sample=0, objective=objective)
    X = optimal_scores(p, K, planned.P_n)
    b = K * p.sum(axis=1, keepdims=True) * planned.P_n
    at_them = (p * log_sigmoid(X) + b * log_sigmoid(-X)).sum()
    assert expected.optimum(sample_of_law(law, words), planned) == pytest.approx(at_them, rel=1e-9)


@pytest.mark.parametrize("objective", ["softmax", "hierarchical_softmax"])
def test_optimum_of_the_softmaxes_is_minus_the_conditional_entropy(objective):
    words, law, p = toy_law(0)
    planned = plan(words.counts, sample=0, objective=objective)
    conditional = p / p.sum(axis=1, keepdims=True)
    minus_entropy = np.sum(p[p > 0] * np.log(conditional[p > 0]))
    assert expected.optimum(sample_of_law(law, words), planned) == pytest.approx(minus_entropy, rel=1e-9)


@pytest.mark.parametrize("objective", ["negative_sampling", "nce", "softmax"])
def test_scores_of_full_rank_reach_the_optimum_and_others_do_not(objective):
    words, law, p = toy_law(toy.Fraction(1, 10))
    planned = plan(words.counts, negative=K, sample=0, objective=objective)
    sample, n = sample_of_law(law, words), len(words)
    best = expected.optimum(sample, planned)
    X = optimal_scores(p, K, planned.P_n) + (np.log(K * planned.P_n) if objective != "negative_sampling" else 0)
    at_it = Model(X.astype(np.float32), np.eye(n, dtype=np.float32))
    assert expected.objective(sample, at_it, planned) == pytest.approx(best, rel=1e-6)
    for seed in range(5):
        beside = at_it._replace(W=at_it.W + 0.1 * vectors(n, n, seed))
        assert expected.objective(sample, beside, planned) < best - 1e-4
