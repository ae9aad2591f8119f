"""NumPy's route and the compiled one against a third that is naive, and all three against the expected objective."""

from itertools import product

import numpy as np
import pytest
import training_naive as naive

from w2vexplained import compiled
from w2vexplained.corpus import toy
from w2vexplained.corpus.tokens import END, HOLE
from w2vexplained.objectives import hierarchical_softmax, negative_sampling, noise_contrastive, softmax
from w2vexplained.statistics.huffman import Tree
from w2vexplained.training import arrays, kernels
from w2vexplained.training.plan import OBJECTIVES, Model, initial_model, plan

SMALL = 1e-3  # a learning rate at which all steps of a short part are taken at nearly the same place
RUNS = {naive: 200, arrays: 500, kernels: 4000 if compiled.available() else 100}
TEXT = np.array([0, 1, 2, HOLE, 0, 3, END, 4, 1, 5], np.int32)
COUNTS = np.array([9, 8, 5, 3, 2, 1])

EVERYTHING = [(route, o, a) for route in RUNS for o in OBJECTIVES for a in ("skip-gram", "cbow")]
EVERYTHING = [case for case in EVERYTHING if case[:2] != (kernels, "softmax")]  # which is not compiled


def name(case):
    return f"{case[0].__name__.rpartition('.')[2]}-{case[1]}-{case[2]}"


def outcomes(tokens, rules):
    """What windows can hold: each centre with its neighbours and the probability of that, in all thinnings."""
    words = np.flatnonzero(tokens >= 0)
    for stays in product([True, False], repeat=len(words)):
        q = rules.keep[tokens[words]].astype(float)
        p = np.prod(np.where(stays, q, 1 - q)) / rules.window
        left = np.delete(tokens, words[~np.array(stays)])
        for i in np.flatnonzero(left >= 0) if p else []:
            sentence = np.cumsum(left == END)
            for reach in range(1, rules.window + 1):
                near = [j for j in range(len(left)) if 0 < abs(j - i) <= reach and sentence[j] == sentence[i]]
                yield int(left[i]), [int(left[j]) for j in near if left[j] >= 0], p


def expected_gradient(model, rules):
    """The gradient of the expected objective, draws replaced by their law, as the objectives' own files have it."""
    W, C = (x.astype(float) for x in model)
    total_W, total_C = np.zeros_like(W), np.zeros_like(C)
    for c, near, p in outcomes(TEXT, rules):
        for words in [near] if near and rules.cbow else [] if rules.cbow else [[w] for w in near]:
            gradient_h, gradient_C = gradient_of(rules, W[words].mean(axis=0), C, c)
            np.add.at(total_W, words, p * gradient_h / len(words))
            total_C += p * gradient_C
    return total_W, total_C


def gradient_of(rules, h, C, c):
    objective = OBJECTIVES[rules.objective]
    if objective == "hierarchical_softmax":
        return hierarchical_softmax.gradient(h, C, *Tree(rules.codes, rules.points, rules.lengths).path(c))
    if objective == "softmax":
        return softmax.gradient(h, C, c)
    file = {"negative_sampling": negative_sampling, "nce": noise_contrastive}[objective]
    gradient_H, gradient_C = file.expected_gradient(h[None], C, np.eye(len(C))[[c]], rules.negative, rules.P_n)
    return gradient_H[0], gradient_C


def random_model(rules):
    rng = np.random.default_rng(1)
    return Model(*(rng.normal(size=(n, 3)).astype(np.float32) for n in (6, rules.n_contexts)))


def mean_change(route, model, rules):
    """The average of how a part changes the model, for a learning rate of 1, and the error of that average."""
    changes, dtype = [], float if route is naive else np.float32
    for seed in range(RUNS[route]):
        moved = Model(*(x.astype(dtype, copy=True) for x in model))
        route.train_part(TEXT, moved, rules, SMALL, SMALL, seed)
        changes.append(flat(a - b for a, b in zip(moved, model, strict=True)) / SMALL)
    return np.mean(changes, axis=0), np.std(changes, axis=0) / np.sqrt(len(changes))


def flat(matrices):
    return np.concatenate([x.ravel() for x in matrices])


@pytest.mark.parametrize("case", EVERYTHING, ids=name)
def test_the_change_by_a_part_is_on_average_along_the_gradient_of_the_expected_objective(case):
    route, objective, architecture = case
    rules = plan(COUNTS, window=3, negative=2, sample=0.05, objective=objective, architecture=architecture, block=3)
    model = random_model(rules)
    mean, error = mean_change(route, model, rules)
    # Beside chance, what steps see of each other, and rounding in float32.
    assert (abs(mean - flat(expected_gradient(model, rules))) < 4.5 * error + 0.01).all()


@pytest.mark.parametrize("route", [arrays, kernels], ids=["arrays", "kernels"])
@pytest.mark.parametrize("wrong", [{"negative": 3}, {"window": 2}, {"noise_power": 2}, {"sample": 0}], ids=str)
def test_another_law_is_noticed(route, wrong):
    if route is kernels and not compiled.available():
        pytest.skip("without numba, too few runs are made to tell")
    settings = {"window": 3, "negative": 2, "sample": 0.05, "block": 3}
    rules, others = plan(COUNTS, **settings), plan(COUNTS, **(settings | wrong))
    model = random_model(rules)
    mean, error = mean_change(route, model, others)
    assert (abs(mean - flat(expected_gradient(model, rules))) > 4.5 * error + 0.01).any()


@pytest.mark.parametrize("objective", ["negative_sampling", "softmax"])
def test_all_routes_learn_as_much_from_a_text(objective):
    words = toy.sentences(500, np.random.default_rng(0), slip=0.2)
    number = {word: i for i, word in enumerate(toy.WORDS)}
    tokens = np.array([number[w] if w else END for sentence in words for w in [*sentence, None]], np.int32)
    rules = plan(np.bincount(tokens[tokens >= 0]), window=1, sample=0, objective=objective)
    law = toy.law(1, 0).astype(float)
    reached = {}
    for route in (naive, arrays, *([kernels] if objective != "softmax" else [])):
        W, C = initial_model(rules, 10, 0)
        if route is naive:
            W, C = W.astype(float), C.astype(float)
        for seed in range(2):
            route.train_part(tokens, Model(W, C), rules, 0.1, 0.1, seed)
        data = (rules.negative, rules.P_n) if objective == "negative_sampling" else ()
        file = negative_sampling if data else softmax
        reached[route] = file.expected_log_likelihood(W, C, law, *data)
        start = file.expected_log_likelihood(0 * W, C, law, *data)
    assert reached[naive] - start > 0.3
    for value in reached.values():
        assert abs(value - reached[naive]) < 0.05 * (reached[naive] - start)
