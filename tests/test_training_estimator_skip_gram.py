"""Vectors from text: what is learned, that it repeats, and how it is judged."""

import os
import pickle
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from w2vexplained.corpus import toy
from w2vexplained.corpus.reader import TextFile
from w2vexplained.corpus.tokens import END, as_tokens, encode_text
from w2vexplained.corpus.vocabulary import Vocabulary
from w2vexplained.training.estimator import SkipGram, learning, texts
from w2vexplained.training.plan import ARCHITECTURES, OBJECTIVES
from w2vexplained.training.routes import route

pytestmark = pytest.mark.filterwarnings("ignore::w2vexplained.compiled.SlowWithoutNumba")

TEXT = toy.sentences(3000, np.random.default_rng(0))


def model(**given):
    return SkipGram(**{"size": 8, "window": 2, "sample": 0, "epochs": 3, "random_state": 0} | given)


def assert_same(one, other):
    assert one.vectors_.tobytes() == other.vectors_.tobytes()
    assert one.context_vectors_.tobytes() == other.context_vectors_.tobytes()


@pytest.fixture(scope="module")
def fitted():
    return model().fit(TEXT)


def test_what_is_learned_has_its_shapes(fitted):
    n = len(fitted.vocabulary_)
    assert fitted.vectors_.shape == fitted.context_vectors_.shape == (n, 8)
    assert fitted.vectors_.dtype == fitted.context_vectors_.dtype == np.float32
    assert fitted.vocabulary_.words == Vocabulary.from_sentences(TEXT, 5).words


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_objective_climbs(objective, architecture):
    learned = model(objective=objective, architecture=architecture, learning_rate=0.05).fit(TEXT)
    n_contexts = len(learned.vocabulary_) - (objective == "hierarchical_softmax")
    assert learned.context_vectors_.shape == (n_contexts, 8)
    objectives = learned.history_.objective
    assert objectives[-1] > objectives[0] + 0.5
    begun = model(objective=objective, architecture=architecture, learning_rate=1e-9).fit(TEXT)
    assert learned.score(TEXT) > begun.score(TEXT) + 0.5


def test_words_of_one_kind_come_to_lie_together():
    W = model(epochs=10).fit(TEXT).vectors_
    W = W / np.linalg.norm(W, axis=1, keepdims=True)
    words = model(epochs=1).fit(TEXT).vocabulary_.words
    nearest = {words[i]: words[j] for i, j in enumerate(np.argsort(-W @ W.T, axis=1)[:, 1])}
    pairs = [("king", "queen"), ("cat", "dog"), ("mouse", "bird"), ("castle", "land"), ("deeply", "often")]
    assert sum(nearest[one] == other for one, other in pairs) >= 4


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_one_thread_and_one_seed_repeat_to_the_bit(objective, architecture):
    given = {"objective": objective, "architecture": architecture, "epochs": 1}
    one, other = (model(**given).fit(TEXT[:500]) for _ in range(2))
    assert_same(one, other)
    assert np.array_equal(one.history_.objective, other.history_.objective)


def test_another_seed_learns_other_vectors(fitted):
    assert not np.array_equal(model(random_state=1).fit(TEXT).vectors_, fitted.vectors_)


def test_seeds_of_all_kinds_are_taken(fitted):
    assert_same(fitted, model(random_state=np.int32(0)).fit(TEXT))
    state = np.random.RandomState(0)
    moving = model(random_state=state)
    assert_same(fitted, moving.fit(TEXT))
    before = moving.vectors_
    assert not np.array_equal(moving.fit(TEXT).vectors_, before)
    unseeded = model(random_state=None, epochs=1)
    before = unseeded.fit(TEXT[:200]).vectors_
    assert not np.array_equal(unseeded.fit(TEXT[:200]).vectors_, before)


def test_text_in_every_form_gives_the_same_vectors(fitted, tmp_path, monkeypatch):
    path = tmp_path / "text.txt"
    path.write_text("".join(" ".join(words) + "\n" for words in TEXT))
    for form in (path, str(path), TextFile(path), tuple(map(tuple, TEXT))):
        assert_same(fitted, model().fit(form))
    words = fitted.vocabulary_
    for form in (encode_text(TEXT, words), encode_text(TEXT, words, tmp_path / "t.npy"), iter(TEXT)):
        assert_same(fitted, model(vocabulary=words).fit(form))
    monkeypatch.setattr(texts, "MEMORY", 1000)
    assert_same(fitted, model().fit(path))


def test_token_array_without_vocabulary_has_its_numbers_for_words():
    tokens = np.tile(np.array([3, 5, 5, 9, END], np.int32), 100)
    learned = model(negative=2).fit(tokens)
    assert learned.vocabulary_.words == ("5", "3", "9")
    assert learned.vocabulary_.counts.tolist() == [200, 100, 100]


def test_numbers_that_are_words_stay_the_same_words():
    numbers = np.random.default_rng(0).choice(10, size=(500, 8), p=np.arange(1, 11) / 55)  # the last comes first
    tokens, names = as_tokens(list(numbers)), [list(map(str, words)) for words in numbers.tolist()]
    learned = model(sample=0).fit(tokens)
    assert learned.score(tokens) == learned.score(names)
    assert learned.score(as_tokens([[*words, 1000] for words in numbers.tolist()])) == learned.score(names)
    one, other = (model(sample=0).fit(tokens).partial_fit(X).partial_fit(X) for X in (tokens, names))
    assert_same(one, other)
    assert one.score(tokens) == one.score(names)


def test_threads_learn_as_well_as_one(fitted):
    with_threads = model(threads=2).fit(TEXT)
    assert with_threads.score(TEXT) == pytest.approx(fitted.score(TEXT), abs=0.05)
    assert with_threads.history_.words[-1] == fitted.history_.words[-1]


# What is measured


def test_history_begins_with_nothing_learned_and_ends_with_all_words_read(fitted):
    history = fitted.history_
    held_out = sum(map(len, TEXT)) - history.words[-1] / 3
    assert history.words[0] == 0
    assert 0 < held_out <= 0.015 * sum(map(len, TEXT))
    assert history.objective[0] == pytest.approx(-6 * np.log(2), rel=1e-5)
    assert history.learning_rate[0] == 0.025
    assert history.learning_rate[-1] == pytest.approx(0.025e-4)
    assert (np.diff(history.words) > 0).all()
    assert len(history.words) == len(history.learning_rate) == len(history.objective) == 21
    assert history.optimum is None


def test_held_out_words_are_not_trained_on(monkeypatch):
    trained = []
    monkeypatch.setattr(learning, "route", lambda plan: lambda tokens, *_: trained.append(tokens) or 1)
    learned = model(held_out=100, epochs=1).fit(TEXT)
    ((start, stop),) = learned._past.measured_on.left_out
    tokens = encode_text(TEXT, learned.vocabulary_)
    assert np.array_equal(np.concatenate(trained), np.delete(tokens, np.arange(start, stop)))
    assert 100 <= stop - start <= 106


def test_without_held_out_words_there_is_no_objective():
    learned = model(held_out=0).fit(TEXT)
    assert learned.history_.objective is None
    assert learned.history_.words[-1] == 3 * sum(map(len, TEXT))


def test_score_is_the_objective_of_the_history_on_the_same_text():
    learned = model(held_out=10**6).fit(TEXT)
    sample_text = learned._past.measured_on
    tokens = encode_text(TEXT, learned.vocabulary_)
    held_out = np.concatenate([tokens[start:stop] for start, stop in sample_text.left_out])
    assert learned.score(held_out) == pytest.approx(learned.history_.objective[-1], rel=1e-6)


def toy_law():
    p = toy.law(1, toy.Fraction(1, 20))
    return {(v, c): p[i, j] for i, v in enumerate(toy.WORDS) for j, c in enumerate(toy.WORDS)}


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_under_its_law_the_objective_comes_near_its_optimum_and_stays_below(objective):
    text = toy.sentences(20_000, np.random.default_rng(0), slip=0.05)
    given = {"size": 17, "window": 1, "objective": objective, "epochs": 6, "learning_rate": 0.1}
    history = model(**given).fit(text, law=toy_law()).history_
    assert (history.objective < history.optimum).all()
    assert history.optimum - history.objective[-1] < 0.1 * (history.optimum - history.objective[0])
    assert history.words[-1] == 6 * sum(map(len, text))  # nothing is held out


def test_law_of_words_is_not_for_means_of_neighbours():
    with pytest.raises(ValueError, match="law of pairs .* only with architecture='skip-gram'; got it with 'cbow'"):
        model(architecture="cbow").fit(TEXT, law=toy_law())


def test_score_does_not_depend_on_the_seed_of_training(fitted):
    assert fitted.score(TEXT) == fitted.score(iter(TEXT))
    assert isinstance(fitted.score(TEXT), float)


def test_unknown_words_in_the_text_to_score_vanish(fitted):
    with_strangers = [[word for known in words for word in (known, "zebra")] for words in TEXT[:100]]
    assert fitted.score(with_strangers) == fitted.score(TEXT[:100])


@pytest.mark.parametrize("text", [[["king"], ["queen"]], [["zebra"]], [[]]])
def test_score_of_no_pair_is_an_error(fitted, text):
    with pytest.raises(ValueError, match="expected a text"):
        fitted.score(text)


def test_nothing_is_scored_before_it_is_learned():
    with pytest.raises(NotFittedError):
        model().score(TEXT)


# One text after another


def test_first_partial_fit_is_a_fit_of_one_epoch():
    assert_same(model().partial_fit(TEXT), model(epochs=1).fit(TEXT))


def test_partial_fits_go_on_with_the_same_words():
    learned = model().partial_fit(TEXT[:1500])
    words, before, score = learned.vocabulary_, learned.vectors_.copy(), learned.score(TEXT)
    for part in (TEXT[1500:2000], TEXT[2000:2500], (words for words in TEXT[2500:])):
        learned.partial_fit(part)
    assert learned.vocabulary_ is words
    assert not np.array_equal(learned.vectors_, before)
    assert learned.score(TEXT) > score
    history = learned.history_
    assert (np.diff(history.words) > 0).all()
    assert history.words[-1] == pytest.approx(sum(map(len, TEXT)), rel=0.02)
    assert len(history.objective) == len(history.words)


def test_partial_fits_repeat_to_the_bit():
    one, other = (model().partial_fit(TEXT[:500]).partial_fit(TEXT[500:900]) for _ in range(2))
    assert_same(one, other)


def test_partial_fits_have_seeds_of_their_own(monkeypatch):
    seeds = []
    monkeypatch.setattr(learning, "route", lambda plan: lambda *arguments: seeds.append(arguments[-1]) or 1)
    learned = model(held_out=0).partial_fit(TEXT[:300]).partial_fit(TEXT[:300])
    assert learned._past.passes == 2
    assert len(set(seeds)) == len(seeds) > 2


def test_partial_fit_goes_on_from_a_fit(fitted):
    learned = pickle.loads(pickle.dumps(fitted))
    learned.partial_fit(TEXT)
    assert learned.history_.words[-1] > fitted.history_.words[-1]


def test_vectors_of_one_size_do_not_go_on_with_another():
    learned = model().partial_fit(TEXT[:300])
    with pytest.raises(
        ValueError, match="expected size = 8, with which the vectors were begun; got 9: fit begins anew"
    ):
        learned.set_params(size=9).partial_fit(TEXT)
    with pytest.raises(ValueError, match="expected objective = 'negative_sampling'"):
        learned.set_params(size=8, objective="nce").partial_fit(TEXT)
    assert learned.fit(TEXT[:300]).objective == "nce"


def test_partial_fit_that_fails_changes_nothing(fitted):
    learned = pickle.loads(pickle.dumps(fitted))
    with np.errstate(over="ignore"), pytest.raises(FloatingPointError):
        learned.set_params(learning_rate=1e30).partial_fit(TEXT)
    assert_same(learned, fitted)
    assert learned.history_.words[-1] == fitted.history_.words[-1]


def test_vectors_handed_out_are_not_changed_later():
    learned = model().partial_fit(TEXT[:300])
    before = learned.vectors_
    kept = before.copy()
    learned.partial_fit(TEXT[300:600])
    assert np.array_equal(before, kept)


# Beside all that


def test_fit_leaves_its_parameters_and_its_text_as_they_are():
    given, text = model().get_params(), [list(words) for words in TEXT[:200]]
    learned = model().fit(text)
    assert learned.get_params() == given
    assert text == [list(words) for words in TEXT[:200]]


def test_second_fit_forgets_the_first(fitted):
    again = model().fit(TEXT[:300])
    assert_same(again.fit(TEXT), fitted)


def test_model_survives_pickling(fitted):
    copy = pickle.loads(pickle.dumps(fitted))
    assert_same(copy, fitted)
    assert copy.score(TEXT) == fitted.score(TEXT)
    assert not hasattr(clone(fitted), "vectors_")


def test_progress_shows_words_a_second_objective_and_time_left(capsys):
    model(verbose=True).fit(TEXT)
    shown = capsys.readouterr().err
    assert "words/s" in shown
    assert "nats per pair" in shown
    assert "100%" in shown


def test_nothing_is_shown_unless_asked_for(capsys):
    model().fit(TEXT[:300])
    assert capsys.readouterr() == ("", "")


def test_training_without_compiled_code_learns_the_same_kind_of_vectors(fitted, monkeypatch):
    from w2vexplained.training import arrays

    monkeypatch.setattr(learning, "route", lambda plan: arrays.train_part)
    slow = model().fit(TEXT)
    assert slow.score(TEXT) == pytest.approx(fitted.score(TEXT), abs=0.1)
    assert_same(slow, model().fit(TEXT))


def test_route_is_the_one_of_routes():
    assert learning.route is route


MEMORY = """
    import sys
    import numpy as np
    from w2vexplained.training.estimator import learning, texts
    from w2vexplained.training.estimator import SkipGram

    learning.route = lambda plan: lambda tokens, *_: 1 + int(tokens.max())  # what is trained needs no memory of its own
    texts.MEMORY, texts.BLOCK = 2**20, 2**16

    def peak(path):
        SkipGram(size=2, negative=2, epochs=2, held_out=0, checkpoint=path + ".checkpoint").fit(path)
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))

    print(*(peak(path) for path in sys.argv[1:]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says there how much memory was in use")
def test_peak_memory_does_not_grow_with_the_text(tmp_path):
    paths = []
    for millions in (0.5, 0.6, 3):
        paths.append(tmp_path / f"{millions}.txt")
        paths[-1].write_text("a b c d e f g h i j\n" * int(millions * 1e5))
    folders = str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, reversed(folders)))}
    command = [sys.executable, "-c", textwrap.dedent(MEMORY), *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    _, before, after = (int(kilobytes) / 1024 for kilobytes in ran.stdout.split())
    assert after - before < 3  # MB; the tokens alone take 10 MB more
