from itertools import cycle

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from w2vexplained.corpus import toy
from w2vexplained.corpus.tokens import END, HOLE
from w2vexplained.objectives import (
    grouped,
    hierarchical_softmax,
    negative_sampling,
    noise_contrastive,
    softmax,
)
from w2vexplained.statistics.huffman import Tree
from w2vexplained.statistics.pmi import optimal_scores
from w2vexplained.training import arrays
from w2vexplained.training.arrays import step, train_part
from w2vexplained.training.blocks import Block
from w2vexplained.training.plan import OBJECTIVES, Model, initial_model, plan
from w2vexplained.training.tables import table

ARCHITECTURES = ["skip-gram", "cbow"]
N, D = 12, 7
COUNTS = np.array([40, 30, 20, 20, 15, 10, 8, 8, 5, 3, 2, 1])
DRAWN = np.array([0, 3, 3, 11, 5, 0])


def laid(objective="negative_sampling", architecture="skip-gram", **settings):
    settings = {"sample": 0, "negative": 6, **settings}
    return plan(COUNTS, objective=objective, architecture=architecture, **settings)


def random_model(rules, seed=0, d=D):
    rng = np.random.default_rng(seed)
    return Model(*(rng.normal(size=(n, d)).astype(np.float32) for n in (len(rules.counts), rules.n_contexts)))


def a_block(seed=0):
    """Nine centres; two have no neighbour, words and contexts come again and again."""
    rng = np.random.default_rng(seed)
    of = np.sort(np.setdiff1d(np.arange(9), [2, 8])[rng.integers(0, 7, 30)])
    return Block(rng.integers(0, N, 9), rng.integers(0, N, 30), of)


def per_pair(objective, h, C, c, rules):
    """The gradient of one pair in its input and in C, from the objective's own file."""
    if objective == "negative_sampling":
        return negative_sampling.gradient(h, C, c, DRAWN)
    if objective == "nce":
        return noise_contrastive.gradient(h, C, c, DRAWN, rules.P_n)
    if objective == "softmax":
        return softmax.gradient(h, C, c)
    return hierarchical_softmax.gradient(h, C, *Tree(rules.codes, rules.points, rules.lengths).path(c))


def summed(objective, model, rules, block):
    """The sum of the gradients of all pairs, one by one, in float64."""
    W, C = (x.astype(float) for x in model)
    total_W, total_C = np.zeros_like(W), np.zeros_like(C)
    for i, c in enumerate(block.centres):
        near = block.words[block.of == i]
        groups = [near] if rules.cbow and len(near) else [] if rules.cbow else [[w] for w in near]
        for words in groups:
            gradient_h, gradient_C = per_pair(objective, W[words].mean(axis=0), C, int(c), rules)
            np.add.at(total_W, words, gradient_h / len(words))
            total_C += gradient_C
    return total_W, total_C


def gradient_of_step(model, rules, block, drawn=DRAWN):
    """What a step adds to W and C, at a learning rate that rounding does not see."""
    W, C = (x.copy() for x in model)
    step(Model(W, C), rules, table(block, rules.cbow), 8, cycle([drawn]))
    return [(after.astype(float) - before) / 8 for after, before in zip((W, C), model, strict=True)]


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("seed", range(3))
def test_a_step_adds_the_gradients_of_all_its_pairs(objective, architecture, seed):
    rules = laid(objective, architecture)  # of as many negatives as are drawn: each then weighs 1
    model, block = random_model(rules, seed), a_block(seed)
    expected = summed(objective, model, rules, block)
    for got, wanted in zip(gradient_of_step(model, rules, block), expected, strict=True):
        assert np.linalg.norm(got - wanted) < 1e-6 * np.linalg.norm(wanted)


@pytest.mark.parametrize("objective", ["negative_sampling", "nce"])
@pytest.mark.parametrize("k", [1, 5, 20])
def test_a_step_is_the_gradient_of_the_group_whatever_its_draws_weigh(objective, k):
    rules = laid(objective, negative=k)
    model, block = random_model(rules), a_block()
    W, C = (x.astype(float) for x in model)
    counts = np.zeros((N, N))
    np.add.at(counts, (block.words, block.centres[block.of]), 1)
    expected = grouped.gradient(W, C, counts, DRAWN, k, rules.shift)
    for got, wanted in zip(gradient_of_step(model, rules, block), expected, strict=True):
        assert np.linalg.norm(got - wanted) < 1e-6 * np.linalg.norm(wanted)


def test_a_shift_matters():
    shifted, plain = laid("nce"), laid()
    model, block = random_model(plain), a_block()
    W_shifted, W_plain = (gradient_of_step(model, rules, block)[0] for rules in (shifted, plain))
    assert np.linalg.norm(W_shifted - W_plain) > 0.1 * np.linalg.norm(W_plain)


def test_scores_beyond_the_exponential_pull_and_push_as_they_should():
    rules = laid(negative=1)
    model = Model(np.full((N, 1), 1000, np.float32), np.full((N, 1), -1, np.float32))
    block = Block(np.array([1]), np.array([2]), np.array([0]))
    with np.errstate(over="ignore"):
        step(model, rules, table(block, False), 0.5, cycle([np.array([3])]))
    assert model.C[:4, 0].tolist() == [-1, 499, -1, -1]  # σ(−s) = 1 pulls, σ(s) = 0 does not push


def text(n=3000, seed=0):
    rng = np.random.default_rng(seed)
    return rng.choice(np.array([END, HOLE, *range(10)], np.int32), n, p=[0.1, 0.1] + [0.08] * 10)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_seed_repeats_every_bit_and_another_does_not(objective, architecture):
    rules = laid(objective, architecture, sample=0.05)
    models = [initial_model(rules, D, 0) for _ in range(3)]
    trained = [
        train_part(text(), model, rules, 0.05, 0.02, seed) for model, seed in zip(models, [1, 1, 2], strict=True)
    ]
    assert trained[0] == trained[1] > 1000
    for one, same, other in zip(*models, strict=True):
        assert one.tobytes() == same.tobytes() != other.tobytes()
        assert one.dtype == np.float32


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("tokens", [[], [END], [3, END, 4, END], [HOLE, 3, HOLE]])
def test_a_part_without_a_pair_changes_nothing(objective, architecture, tokens):
    rules = laid(objective, architecture)
    model, before = random_model(rules), random_model(rules)
    assert train_part(np.array(tokens, np.int32), model, rules, 0.1, 0.1, 0) == 0
    np.testing.assert_array_equal(model.W, before.W)
    np.testing.assert_array_equal(model.C, before.C)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_only_words_that_stand_in_a_pair_are_moved(objective, architecture):
    # Marks of holes and ends are negative numbers, which would count rows from the last one.
    rules = laid(objective, architecture, window=2)
    model, before = random_model(rules), random_model(rules)
    tokens = np.array([1, 2, HOLE, 3, END, 4, END, 5, HOLE, HOLE, HOLE, 6, END, HOLE], np.int32)
    train_part(tokens, model, rules, 0.1, 0.1, 3)
    moved = np.flatnonzero((model.W != before.W).any(axis=1))
    assert {1, 2} <= set(moved.tolist()) <= {1, 2, 3}
    if objective == "negative_sampling":
        model = random_model(rules._replace(P_n=np.eye(N)[7]))
        rules = rules._replace(noise_keep=np.zeros(N), noise_alias=np.full(N, 7, np.int32))
        train_part(tokens, model, rules, 0.1, 0.1, 3)
        moved = set(np.flatnonzero((model.C != before.C).any(axis=1)).tolist())
        assert {1, 2, 7} <= moved <= {1, 2, 3, 7}


def test_it_counts_pairs_and_for_cbow_centres():
    tokens = np.array([1, 2, 3, END, 4, END, 5, 6], np.int32)
    for architecture, expected in (("skip-gram", 6), ("cbow", 5)):
        rules = laid(architecture=architecture, window=1)
        assert train_part(tokens, random_model(rules), rules, 0.1, 0.1, 0) == expected


def test_tokens_that_can_only_be_read_are_left_as_they_are():
    tokens = text()
    tokens.flags.writeable = False
    assert train_part(tokens, random_model(laid()), laid(), 0.01, 0.01, 0) > 0


def test_the_learning_rate_goes_in_a_straight_line(monkeypatch):
    rates = []
    monkeypatch.setattr(arrays, "step", lambda model, rules, table, alpha, negatives: rates.append(alpha))
    train_part(np.zeros(20_000, np.int32), random_model(laid()), laid(), 1e-4, 3e-4, 0)
    np.testing.assert_allclose(rates, np.linspace(1e-4, 3e-4, len(rates)), atol=2e-6)
    assert len(rates) > 300


def test_a_learning_rate_of_0_changes_nothing():
    rules = laid()
    model, before = random_model(rules), random_model(rules)
    assert train_part(text(), model, rules, 0, 0, 0) > 0
    np.testing.assert_array_equal(model.W, before.W)


def test_draws_follow_the_noise_distribution():
    rules = laid(noise_power=0.5)
    draws = arrays._draws(rules, np.random.default_rng(0))
    drawn = np.concatenate([next(draws) for _ in range(1000)])
    assert len(drawn) == 1000 * arrays.N_SHARED
    expected = rules.P_n * len(drawn)
    chi_square = ((np.bincount(drawn, minlength=N) - expected) ** 2 / expected).sum()
    assert chi_square < 40  # of 11 degrees of freedom: one seed in 30,000 is beyond


def test_blocks_of_the_softmax_shrink_as_the_vocabulary_grows():
    small, large = laid("softmax"), laid("softmax")._replace(counts=np.ones(100_000))
    assert [arrays._most_centres(rules) for rules in (small, large)] == [arrays.MOST_CENTRES, 41]
    assert arrays._most_centres(laid()._replace(counts=np.ones(100_000))) == arrays.MOST_CENTRES


def test_linear_algebra_takes_one_thread_meanwhile(monkeypatch):
    seen = []

    def look(*_):
        seen.append({library["num_threads"] for library in threadpool_info() if "numpy" in library["filepath"]})

    monkeypatch.setattr(arrays, "step", look)
    with threadpool_limits(2, "blas"):
        train_part(text(), random_model(laid()), laid(), 0.01, 0.01, 0)
        before = {library["num_threads"] for library in threadpool_info() if "numpy" in library["filepath"]}
    assert seen[0] == {1} and before == {2}


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_vectors_that_grow_beyond_all_bounds_are_reported(objective, architecture):
    rules = laid(objective, architecture)
    with pytest.raises(FloatingPointError, match="grew beyond all bounds; expected a learning rate below 1e"):
        train_part(text(), random_model(rules), rules, 1e18, 1e18, 0)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_two_words_over_and_over_do_not_blow_up(objective, architecture):
    tokens = np.random.default_rng(0).integers(0, 2, 4000).astype(np.int32)
    rules = plan(np.bincount(tokens), sample=0, objective=objective, architecture=architecture)
    model = initial_model(rules, 50, 0)
    train_part(tokens, model, rules, 0.1, 0.1, 0)
    assert max(abs(model.W).max(), abs(model.C).max()) < 2


# A language whose law is known


@pytest.fixture(scope="module")
def language():
    """Its text as one part, the counts of its words, and the law of its pairs."""
    words = toy.sentences(4000, np.random.default_rng(0), slip=0.2)
    number = {word: i for i, word in enumerate(toy.WORDS)}
    tokens = [number[word] if word else END for sentence in words for word in [*sentence, None]]
    tokens = np.array(tokens, np.int32)
    joint = np.zeros((len(toy.WORDS), len(toy.WORDS)))
    both = (tokens[:-1] >= 0) & (tokens[1:] >= 0)
    for w, c in ((tokens[:-1], tokens[1:]), (tokens[1:], tokens[:-1])):
        np.add.at(joint, (w[both], c[both]), 1)
    return tokens, np.bincount(tokens[tokens >= 0]), joint / joint.sum()


def learned(language, epochs=6, rate=0.1, **settings):
    tokens, counts, _ = language
    rules = plan(counts, window=1, sample=0, **settings)
    model = initial_model(rules, 20, 0)
    for i in range(epochs):
        train_part(tokens, model, rules, rate * (1 - i / epochs), rate * (1 - (i + 1) / epochs), i)
    return rules, *(x.astype(float) for x in model)


def test_negative_sampling_comes_close_to_the_optimum_that_theory_predicts(language):
    rules, W, C = learned(language)
    joint = language[2]
    X = optimal_scores(joint, rules.negative, rules.P_n)
    best = negative_sampling.expected_log_likelihood(X, np.eye(len(X)), joint, rules.negative, rules.P_n)
    reached = negative_sampling.expected_log_likelihood(W, C, joint, rules.negative, rules.P_n)
    start = negative_sampling.expected_log_likelihood(0 * W, C, joint, rules.negative, rules.P_n)
    assert 0 < best - reached < 0.01 * (best - start)


@pytest.mark.parametrize("objective", ["softmax", "hierarchical_softmax", "nce"])
def test_the_others_recover_the_law_of_contexts(language, objective):
    rules, W, C = learned(language, epochs=10 if objective == "nce" else 6, objective=objective)
    joint = language[2]
    p = joint / joint.sum(axis=1, keepdims=True)  # p(c|w)
    if objective == "softmax":
        log_q = W @ C.T - np.log(np.exp(W @ C.T).sum(axis=1, keepdims=True))
    elif objective == "nce":
        log_q = W @ C.T  # which sums to 1 by itself
    else:
        tree = Tree(rules.codes, rules.points, rules.lengths)
        log_q = np.array([hierarchical_softmax.log_probabilities(v, C, tree) for v in W])
    divergence = (joint * (np.log(np.maximum(p, 1e-300)) - log_q)).sum()
    assert abs(divergence) < 0.01
    assert abs(np.exp(log_q) - p).max() < 0.1


def test_cbow_predicts_a_word_from_the_mean_of_its_neighbours(language):
    tokens, counts, _ = language
    rules, W, C = learned(language, objective="softmax", architecture="cbow")
    inside = np.flatnonzero((tokens[:-2] >= 0) & (tokens[1:-1] >= 0) & (tokens[2:] >= 0)) + 1
    H = (W[tokens[inside - 1]] + W[tokens[inside + 1]]) / 2
    log_q = H @ C.T - np.log(np.exp(H @ C.T).sum(axis=1, keepdims=True))
    gained = log_q[np.arange(len(inside)), tokens[inside]].mean() - np.log(counts / counts.sum())[tokens[inside]].mean()
    assert gained > 0.3
