from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from kernel_routes import COMPILED, PLAIN, ROUTES, in_double, reference_part, relative_error

from w2vexplained import compiled
from w2vexplained.corpus.tokens import END, HOLE
from w2vexplained.objectives import negative_sampling
from w2vexplained.training.plan import ARCHITECTURES, Model, plan

F = np.float32
COUNTS = np.arange(80, 20, -1)  # so many words that groups of eight are not made smaller
COMPILED_OBJECTIVES = "negative_sampling", "hierarchical_softmax", "nce"
each_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
needs_numba = pytest.mark.skipif(not compiled.available(), reason=f"no numba: {compiled.missing()}")


def tokens_of(text):
    """Write a part as digits, `_` for a hole and `.` for an end."""
    return np.array([{"_": HOLE, ".": END}.get(t) if t in "_." else int(t) for t in text], np.int32)


def random_tokens(seed, n=80):
    rng = np.random.default_rng(seed)
    tokens = rng.choice(len(COUNTS), n, p=COUNTS / COUNTS.sum()).astype(np.int32)
    tokens[rng.random(n) < 0.08], tokens[rng.random(n) < 0.08] = END, HOLE
    return tokens


def random_model(some_plan, d, seed=0, size=1.0):
    rng = np.random.default_rng(seed)
    return Model(
        *[(size * rng.normal(size=(n, d)) / np.sqrt(d)).astype(F) for n in (len(COUNTS), some_plan.n_contexts)]
    )


def copy(model):
    return Model(model.W.copy(), model.C.copy())


def trained(route, tokens, model, some_plan, seed=7, alpha_from=0.05, alpha_to=0.02):
    after = copy(model)
    pairs = route.kernels.train_part(tokens, after, some_plan, alpha_from, alpha_to, seed)
    return pairs, after


def assert_as_the_reference(route, tokens, model, some_plan, seed=7):
    _, after = trained(route, tokens, model, some_plan, seed)
    expected, before = reference_part(tokens, model, some_plan, 0.05, 0.02, seed), in_double(model)
    for X, Y, Z in zip(after, expected, before, strict=True):
        assert relative_error(X - Z, Y - Z) < 1e-5


# Against the reference objectives, in double precision, with the same draws


@each_route
@pytest.mark.parametrize("block", [1, 3, 8])
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("objective", COMPILED_OBJECTIVES)
def test_training_is_ascent_along_the_gradients_of_the_objectives(route, objective, architecture, block):
    some_plan = plan(COUNTS, objective=objective, architecture=architecture, block=block, window=4, sample=0.1)
    for seed in (1, 2):
        assert_as_the_reference(route, random_tokens(seed), random_model(some_plan, 7), some_plan)


@each_route
@pytest.mark.parametrize("d", [1, 3, 100, 101])
@pytest.mark.parametrize("k", [1, 5, 15])
def test_training_is_exact_for_every_size_and_number_of_negatives(route, d, k):
    for block in (1, 8):
        some_plan = plan(COUNTS, negative=k, block=block, sample=0)
        assert_as_the_reference(route, random_tokens(d + k, 40), random_model(some_plan, d), some_plan)


@each_route
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("text", ["33333333.", "1212121212121212.", "0.1.2.34.5.", "__3_4__5_.", "3", "12", "12.345"])
def test_training_is_exact_where_words_repeat_and_sentences_are_short_or_open(route, architecture, text):
    some_plan = plan(COUNTS, architecture=architecture, window=2, sample=0)
    tokens, model = tokens_of(text), random_model(some_plan, 5)
    if trained(route, tokens, model, some_plan)[0]:
        assert_as_the_reference(route, tokens, model, some_plan)
    else:
        assert text == "3"


def test_the_reference_sees_a_gradient_that_is_wrong_by_a_ten_thousandth():
    some_plan = plan(COUNTS, sample=0)
    tokens, model = random_tokens(1), random_model(some_plan, 7)
    expected = reference_part(tokens, model, some_plan, 0.05, 0.02, 7)
    wrong = reference_part(tokens, model, some_plan, 0.05 * 1.0001, 0.02 * 1.0001, 7)
    assert relative_error(wrong.W - model.W, expected.W - model.W) > 2e-5


# What it is an estimate of


@each_route
@pytest.mark.parametrize("block", [1, 2, 8])
def test_the_average_over_draws_is_the_slope_of_the_expected_objective(route, block):
    tokens, runs = tokens_of("0123."), 4_000 if route is COMPILED else 600
    some_plan = plan(COUNTS, window=1, negative=2, block=8, sample=0)._replace(block=4, n_shared=4)
    if block == 1:
        some_plan = plan(COUNTS, window=1, negative=2, block=1, sample=0)
    model = random_model(some_plan, 2)
    counts = np.zeros((60, 60))
    for i, j in ((0, 1), (1, 2), (2, 3)):
        counts[i, j] = counts[j, i] = 1
    expected = negative_sampling.expected_gradient(*in_double(model), counts, 2, some_plan.P_n)
    alpha = 1e-3  # so small that later centres see the vectors that the first saw
    moves = []
    for seed in range(runs):
        _, after = trained(route, tokens, model, some_plan, seed, alpha, alpha)
        moves.append(np.concatenate([(after.W - model.W).ravel(), (after.C - model.C).ravel()]) / alpha)
    error = np.mean(moves, axis=0) - np.concatenate([x.ravel() for x in expected])
    spread = np.std(moves, axis=0) / np.sqrt(runs)
    assert (abs(error) < 4.5 * spread + 3e-3).all()


@each_route
def test_the_number_of_pairs_is_that_of_the_windows(route):
    some_plan = plan(COUNTS, window=1, sample=0)
    for text, pairs in (
        ("01234.", 8),
        ("0.", 0),
        ("01.23.", 4),
        ("01.23", 4),
        ("0_1.", 0),
        ("", 0),
        ("...", 0),
        ("__", 0),
    ):
        assert trained(route, tokens_of(text), random_model(some_plan, 3), some_plan)[0] == pairs
    wide = plan(COUNTS, window=3, sample=0)
    numbers = [trained(route, tokens_of("0_1."), random_model(wide, 3), wide, seed)[0] for seed in range(60)]
    assert set(numbers) == {0, 1, 2}  # the hole keeps the words two places apart


@each_route
def test_cbow_counts_centres_that_have_neighbours(route):
    some_plan = plan(COUNTS, window=1, sample=0, architecture="cbow")
    assert trained(route, tokens_of("01234.5.67"), random_model(some_plan, 3), some_plan)[0] == 7


@each_route
@pytest.mark.parametrize("text", ["", "3", "3.", "...", "___.", "1.2.3.4_.", "3_________4."])
def test_a_part_without_pairs_leaves_the_model_as_it_was(route, text):
    for architecture in ARCHITECTURES:
        some_plan = plan(COUNTS, sample=0, architecture=architecture)
        model = random_model(some_plan, 3)
        pairs, after = trained(route, tokens_of(text), model, some_plan)
        assert pairs == 0 and (after.W == model.W).all() and (after.C == model.C).all()


@each_route
def test_an_open_last_sentence_is_trained_as_a_closed_one(route):
    some_plan = plan(COUNTS, sample=0)
    model = random_model(some_plan, 3)
    _, closed = trained(route, tokens_of("01234567."), model, some_plan, alpha_to=0.05)
    _, opened = trained(route, tokens_of("01234567"), model, some_plan, alpha_to=0.05)
    assert (closed.W == opened.W).all() and (closed.C == opened.C).all()


@each_route
def test_the_learning_rate_falls_from_one_to_the_other(route):
    some_plan = plan(COUNTS, window=1, sample=0, block=1)
    model = random_model(some_plan, 3)
    tokens = tokens_of("01." + "." * 9 + "23.")
    _, after = trained(route, tokens, model, some_plan, alpha_from=1e-3, alpha_to=0)
    _, late = trained(route, tokens, model, some_plan, alpha_from=0, alpha_to=1e-3)
    first, last = (np.linalg.norm(after.W[i] - model.W[i]) / np.linalg.norm(late.W[i] - model.W[i]) for i in (0, 2))
    assert first > 5 and last < 0.5


@each_route
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("alpha", [0.025, 0.1])
def test_a_language_of_a_few_words_is_trained_in_groups_so_small_that_nothing_grows(route, architecture, alpha):
    few = plan([50, 40, 30], sample=0, window=2, architecture=architecture)
    model = Model(*[np.full((3, 4), 0.1, F) for _ in range(2)])
    tokens = np.random.default_rng(0).integers(0, 3, 4000 if route is COMPILED else 400).astype(np.int32)
    route.kernels.train_part(tokens, model, few, alpha, alpha, 1)
    assert 0.1 < abs(model.W).max() < 5


@each_route
def test_a_window_and_a_group_without_bounds_take_no_more_room_than_the_text(route):
    wide = plan(COUNTS, window=10**9, block=10**9, sample=0)
    tokens = tokens_of("012345.")
    pairs, _ = trained(route, tokens, random_model(wide, 3), wide, alpha_from=1e-15, alpha_to=1e-15)
    assert pairs == 30


# Repeatable, finite, side by side


@each_route
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_seed_repeats_to_the_bit_and_another_does_not(route, architecture):
    some_plan = plan(COUNTS, architecture=architecture)
    tokens, model = random_tokens(3), random_model(some_plan, 9)
    (_, one), (_, two), (_, other) = (trained(route, tokens, model, some_plan, seed) for seed in (5, 5, 6))
    assert (one.W == two.W).all() and (one.C == two.C).all()
    assert (one.W != other.W).any()


@needs_numba
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("objective", COMPILED_OBJECTIVES)
def test_plain_python_does_the_same_up_to_rounding(objective, architecture):
    some_plan = plan(COUNTS, objective=objective, architecture=architecture, sample=0)
    tokens, model = random_tokens(4, 300), random_model(some_plan, 5)
    (pairs, one), (same, two) = (trained(route, tokens, model, some_plan) for route in (COMPILED, PLAIN))
    assert pairs == same > 100
    assert abs(one.W - two.W).max() < 2e-6 and abs(one.C - two.C).max() < 2e-6


@each_route
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("objective", COMPILED_OBJECTIVES)
def test_vectors_with_scores_of_a_hundred_stay_finite(route, objective, architecture):
    some_plan = plan(COUNTS, objective=objective, architecture=architecture)
    _, after = trained(route, random_tokens(5), random_model(some_plan, 5, size=20.0), some_plan)
    assert np.isfinite(after.W).all() and np.isfinite(after.C).all()


@needs_numba
def test_threads_train_the_same_model_side_by_side():
    some_plan = plan(COUNTS, sample=0)
    model = random_model(some_plan, 20)
    parts = [random_tokens(seed, 20_000) for seed in range(4)]
    alone = [trained(COMPILED, part, model, some_plan, seed)[0] for seed, part in enumerate(parts)]
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(COMPILED.kernels.train_part, part, model, some_plan, 0.02, 0.02, seed)
            for seed, part in enumerate(parts)
        ]
        assert [job.result() for job in jobs] == alone
    assert np.isfinite(model.W).all()
    assert COMPILED.kernels._skip_gram.targetoptions["nogil"]


@each_route
def test_a_mapped_file_that_can_only_be_read_is_taken(route, tmp_path):
    some_plan = plan(COUNTS)
    tokens, model = random_tokens(6), random_model(some_plan, 3)
    np.save(tmp_path / "tokens.npy", tokens)
    mapped = np.load(tmp_path / "tokens.npy", mmap_mode="r")
    (_, one), (_, two) = (trained(route, part, model, some_plan) for part in (tokens, mapped))
    assert (one.W == two.W).all()
    assert tokens.flags.writeable


# Bad input


def test_softmax_is_not_compiled():
    model, rules = Model(np.zeros((60, 3), F), np.zeros((60, 3), F)), plan(COUNTS, objective="softmax")
    with pytest.raises(ValueError, match="training.arrays"):
        COMPILED.kernels.train_part(random_tokens(1), model, rules, 0.1, 0.1, 0)
