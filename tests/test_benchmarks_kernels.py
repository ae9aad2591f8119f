"""What is measured inside this process: the roof, shares of it, growth."""

import numpy as np
import pytest

from benchmarks import growth, roofline, shares
from benchmarks.text import prepare
from w2vexplained import compiled
from w2vexplained.corpus.tokens import END
from w2vexplained.training.plan import plan

needs_numba = pytest.mark.skipif(not compiled.available(), reason=f"nothing can be compiled: {compiled.missing()}")


@pytest.fixture
def text(tmp_path):
    rng = np.random.default_rng(0)
    lines = [" ".join(f"w{i}" for i in rng.integers(0, 20, 12)) for _ in range(300)]
    (tmp_path / "source.txt").write_text("\n".join(lines) + "\n")
    return prepare(str(tmp_path / "source.txt"), tmp_path, 10_000)


@needs_numba
def test_sixteen_multiply_adds_are_done_for_each_number():
    x = np.full(4, 2, np.float32)
    roofline.multiply_adds()(x, 3)
    expected = 2.0
    for _ in range(3 * roofline.STEPS):
        expected = expected * 0.999 + 0.001
    np.testing.assert_allclose(x, expected, rtol=1e-5)


@needs_numba
def test_all_numbers_are_read():
    assert roofline.summing()(np.arange(1000, dtype=np.float32), 2) == 2 * 499_500


@needs_numba
def test_the_roof_is_measured(monkeypatch):
    monkeypatch.setattr(roofline, "SIZES", {"first cache": 2**14, "memory": 2**26})
    found = roofline.measure(quick=True)
    peak = found["multiply-adds in registers"]
    assert 1e9 < peak.least <= peak.median <= peak.most < 1e13
    assert [row[0] for row in roofline.section(found, []).rows] == list(found)


def test_without_numba_the_roof_is_left_out_with_a_reason(monkeypatch):
    monkeypatch.setattr(compiled, "missing", lambda: "no wheel yet")
    assert roofline.unavailable() == "numba is missing: no wheel yet"


def test_groups_are_laid_out_by_places_with_all_words_of_their_windows():
    tokens = np.array([0, 1, 2, 3, END, 4, 5, END, 6, END], np.int32)
    laid = plan(np.full(7, 10), window=1, negative=2, sample=0, block=2)  # every window is 1: nothing is drawn
    found = shares.lay_out(tokens, laid)
    # 0 1 see 0 1 2; 2 3 see 1 2 3; 4 sees 4 5; so does 5; 6 is alone and has no pair
    assert found.n.tolist() == [2, 2, 1, 1]
    assert found.m.tolist() == [3, 3, 2, 2]
    assert found.centres.tolist() == [0, 1, 2, 3, 4, 5]
    assert found.pairs.tolist() == [1, 2, 2, 1, 1, 1]


@needs_numba
def test_as_many_pairs_are_counted_as_are_trained():
    from w2vexplained.training.kernels import train_part
    from w2vexplained.training.plan import initial_model

    rng = np.random.default_rng(3)
    tokens = np.array([*rng.integers(0, 9, 50), END, 3, END, END, *rng.integers(0, 9, 33), END], np.int32)
    laid = plan(np.full(9, 10), window=1, negative=2, sample=0)
    trained = train_part(tokens, initial_model(laid, 4, 0), laid, 0.025, 0.025, 0)
    assert shares.lay_out(tokens, laid).pairs.sum() == trained == 2 * (49 + 32)


def test_operations_without_sharing_are_three_products_for_each_context_and_negative():
    tokens = np.array([0, 1, END], np.int32)
    laid = plan([10] * 6, window=1, negative=5, sample=0, block=1)
    groups = shares.lay_out(tokens, laid)
    assert groups.pairs.tolist() == [1, 1]
    assert shares.unshared(groups, laid) == 2 * 3 * (2 * shares.d) * 6
    assert shares.done(groups, laid) == 2 * 2 * 3 * (2 * shares.d) * 6  # the centre has a row, too
    shared = plan([10] * 6, window=1, negative=5, sample=0, block=8)
    assert shares.done(shares.lay_out(tokens, shared), shared) == 2 * 3 * (2 * shares.d) * (2 + 10)


def test_operations_of_a_tree_are_as_many_as_turns_on_paths():
    tokens = np.array([0, 1, END], np.int32)
    tree = plan([4, 2, 1, 1], window=1, sample=0, objective="hierarchical_softmax")
    assert shares.unshared(shares.lay_out(tokens, tree), tree) == 3 * 2 * shares.d * (1 + 2)


@needs_numba
def test_each_kernel_has_a_share_of_the_peak(text):
    rows = shares.measure(text, 1e11, {})
    assert [row[0] for row in rows] == [kernel.name for kernel in shares.KERNELS]
    assert all(0 < share < 10 for row in rows for share in row[2:])


def test_what_is_twice_as_long_takes_twice_as_long(text, monkeypatch):
    monkeypatch.setattr(growth, "SIZES", {"size": (4, 8)})
    monkeypatch.setattr(growth, "seconds", lambda tokens, counts, size, negative, window: 1e-6 * len(tokens) * size)
    found = growth.measure(text, 1, say=lambda what: None)
    section = growth.section(found)
    assert [row[0] for row in section.rows] == ["tokens", "d"]
    assert [row[3] for row in section.rows] == pytest.approx([1, 1], abs=0.01)


def test_training_is_timed_at_any_size(text):
    assert growth.seconds(np.array([0, 1, 2, END], np.int32), np.full(20, 9), size=4, negative=2, window=2) >= 0
