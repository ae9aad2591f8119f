import numpy as np
import pytest
from software_naive import Naive

from w2vexplained.objectives import negative_sampling
from w2vexplained.training.software import DOCUMENTED, PAPERS, PROGRAM, Options, loop, program
from w2vexplained.training.software.options import checked
from w2vexplained.training.software.reading import read
from w2vexplained.training.software.switches import numbered

# So few components and so high a rate that scores pass 6; so long a line that it is cut; more than 10,000 words, of
# which subsampling leaves few; a last sentence that does not end. Every switch then makes a difference.
OPTIONS = Options(size=3, window=2, negative=3, sample=0.0007, min_count=2, alpha=0.4, iterations=2)
MODELS = {
    "skip-gram": OPTIONS._replace(cbow=False),
    "CBOW": OPTIONS._replace(cbow=True),
    "skip-gram, hierarchical softmax": OPTIONS._replace(cbow=False, hs=True, negative=0),
    "CBOW, hierarchical softmax": OPTIONS._replace(cbow=True, hs=True, negative=0),
    "skip-gram, both": OPTIONS._replace(cbow=False, hs=True),
    "CBOW, both": OPTIONS._replace(cbow=True, hs=True),
}
OTHERWISE = [  # each switch turned, on alone or off alone; the sigmoid has three positions
    *((PAPERS, {name: True}) for name in PAPERS._fields if name not in ("sigmoid", "redrawn_zero")),
    # Without raw counts, the end of a sentence has no share in the noise that could be drawn again.
    (PAPERS._replace(raw_count_noise=True), {"redrawn_zero": True}),
    *((PROGRAM, {name: False}) for name in PROGRAM._fields if name != "sigmoid"),
    *((PAPERS, {"sigmoid": name}) for name in ("table as intended", "table as shipped")),
    *((PROGRAM, {"sigmoid": name}) for name in ("table as intended", "exact")),
]
TURNS = [f"{'program' if base.clipping else 'papers'} but {turned}" for base, turned in OTHERWISE]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    p = 1 / np.arange(1, 15)
    words = [b"w%d" % i for i in np.random.default_rng(4).choice(14, 12000, p=p / p.sum())]
    lines = [words[:7], [], words[7:11500], *(words[i : i + 9] for i in range(11500, 11900, 9)), []]
    path = tmp_path_factory.mktemp("text") / "text.txt"
    path.write_bytes(b"\n".join(b" ".join(line) for line in lines) + b" ".join(words[11900:]))
    return path


def plainly(path, options, switches):
    """What the naive program makes of a text."""
    options = checked(options, np.float64)
    text = read(path, options.min_count)
    return Naive(text, program._plan(text, options, numbered(switches), np.float64), options, switches).train()


def difference(trained, expected):
    pairs = zip(trained[2:], expected, strict=True)  # matrices that are not trained have no rows
    return max(np.abs(got - wanted).max(initial=0) for got, wanted in pairs if len(got))


@pytest.mark.parametrize("switches", [DOCUMENTED, PAPERS], ids=["documented", "papers"])
@pytest.mark.parametrize("options", MODELS.values(), ids=MODELS)
def test_compiled_training_equals_the_naive_one(path, options, switches):
    trained = program.train(path, options, switches, np.float64)
    assert np.abs(trained.vectors).max() > 0.5
    assert difference(trained, plainly(path, options, switches)) < 1e-10


@pytest.mark.parametrize(("base", "turned"), OTHERWISE, ids=TURNS)
def test_a_switch_turned_alone_does_what_the_naive_training_does_and_makes_a_difference(path, base, turned):
    options = MODELS["CBOW, both" if "cbow_without_mean_backwards" in turned else "skip-gram, both"]
    trained = program.train(path, options, base._replace(**turned), np.float64)
    assert difference(trained, plainly(path, options, base._replace(**turned))) < 1e-10
    assert difference(trained, program.train(path, options, base, np.float64)[2:]) > 1e-6


def test_each_step_of_training_is_the_gradient_of_equation_4(tmp_path):
    # With all switches off, and what moves the vectors replaced by the objective's own gradient.
    path = tmp_path / "text.txt"
    path.write_bytes(b"a b c a\nb a b d\n\nc a\n" * 8)
    options = Options(size=4, window=2, negative=3, cbow=False, sample=0, min_count=1, alpha=0.3, iterations=2)
    trained = program.train(path, options, PAPERS, np.float64)
    text = read(path, 1)
    naive = Naive(
        text, program._plan(text, checked(options, np.float64), numbered(PAPERS), np.float64), options, PAPERS
    )

    def step_of_objective(v_w, c, alpha):
        negatives = [naive.negative() for _ in range(options.negative)]
        gradient_w, gradient_C = negative_sampling.gradient(v_w, naive.C, c, negatives)
        naive.C += alpha * gradient_C
        return alpha * gradient_w

    naive.step = step_of_objective
    assert difference(trained, naive.train()) < 1e-12


def test_learning_rate_is_set_anew_after_more_than_10_000_words(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(b"a b c\n" * 2500 + b"\n" + b"c b a\n" * 2)  # 10,000 words, then one, then some that show it
    options = Options(size=2, window=1, negative=1, cbow=False, sample=0, min_count=1, alpha=0.1, iterations=1)
    trained = program.train(path, options, PROGRAM, np.float64)
    assert difference(trained, plainly(path, options, PROGRAM)) < 1e-12
    steady = program.train(path, options, PROGRAM._replace(falling_learning_rate=False), np.float64)
    assert difference(trained, steady[2:]) > 1e-6


@pytest.mark.parametrize(("words", "share"), [(0, 1), (250, 0.75), (999, 0.001), (1000, 0.0001)])
@pytest.mark.parametrize("real", [np.float32, np.float64])
def test_learning_rate_falls_in_a_line_and_stays_above_its_10_000th_part(words, share, real):
    rate = loop._learning_rate(real(0.025), words, 1000)
    np.testing.assert_allclose(rate, 0.025 * share, rtol=1e-4 if real is np.float32 else 1e-12)


@pytest.mark.parametrize("part", [1, 700, 11_000])
@pytest.mark.parametrize("model", ["skip-gram", "CBOW, both"])
def test_how_the_text_is_parted_for_interrupts_changes_nothing(path, model, part, monkeypatch):
    whole = program.train(path, MODELS[model], DOCUMENTED)
    monkeypatch.setattr(loop, "PART", part)
    parted = program.train(path, MODELS[model], DOCUMENTED)
    assert all(a.tobytes() == b.tobytes() for a, b in zip(whole[1:], parted[1:], strict=True))


def test_an_interrupt_is_heard_between_parts(path, monkeypatch):
    parts, train_part = [], loop._train_part

    def interrupted(*arguments):
        parts.append(1)
        if len(parts) == 3:
            raise KeyboardInterrupt
        return train_part(*arguments)

    monkeypatch.setattr(loop, "PART", 100)
    monkeypatch.setattr(loop, "_train_part", interrupted)
    with pytest.raises(KeyboardInterrupt):
        program.train(path, OPTIONS, DOCUMENTED)
    assert len(parts) == 3


def test_progress_is_shown_in_words_of_all_iterations(path, capsys):
    program.train(path, OPTIONS, DOCUMENTED, progress=True)
    read_in_all = 2 * len(read(path, OPTIONS.min_count).ids)
    assert f"{read_in_all / 1000:.1f}k/{read_in_all / 1000:.1f}k" in capsys.readouterr().err
    program.train(path, OPTIONS, DOCUMENTED)
    assert capsys.readouterr().err == ""
