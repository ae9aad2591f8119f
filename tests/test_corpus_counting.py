import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from w2vexplained import compiled
from w2vexplained.corpus import counting
from w2vexplained.corpus.counting import count_matrix
from w2vexplained.corpus.pairs import count_table, pairs
from w2vexplained.corpus.tokens import END, HOLE, as_tokens

ROUTES = [
    pytest.param(
        "compiled", marks=pytest.mark.skipif(not compiled.available(), reason=f"no numba: {compiled.missing()}")
    ),
    "arrays",
]


@pytest.fixture(params=ROUTES)
def route(request, monkeypatch):
    """Count by the compiled loops, or as where numba is missing."""
    if request.param == "arrays":
        monkeypatch.setattr(compiled, "missing", lambda: "no module named numba")
    return request.param


@pytest.fixture
def cut(monkeypatch):
    """Cut texts into parts of so many places, however much memory there is."""

    def cut(places):
        shares = counting._shares
        monkeypatch.setattr(counting, "_shares", lambda *given: (places, shares(*given)[1]))

    return cut


def naive(sentences, window, n_words, reach=None, weight=lambda delta: 1):
    """The definition, place by place: c counts for w if it lies within w's reach in w's sentence."""
    counts, reach = np.zeros((n_words, n_words)), iter(reach if reach is not None else ())
    for words in sentences:
        for i, w in enumerate(words):
            farthest = next(reach, window)
            for j, c in enumerate(words):
                if i != j and abs(i - j) <= farthest and w != HOLE and c != HOLE:
                    counts[w, c] += weight(abs(i - j))
    return counts


def random_text(seed, n_words=9, lengths=(0, 1, 2, 7, 1, 0, 4, 12, 60), hole=0.1):
    rng = np.random.default_rng(seed)
    text = [rng.integers(0, n_words, n) for n in lengths]
    return [np.where(rng.random(len(words)) < hole, HOLE, words) for words in text]


# What is counted


@pytest.mark.parametrize("places", [1, 3, 10, 10**6])
@pytest.mark.parametrize("window", [1, 2, 5, 30, 10**9])
def test_the_counts_of_a_text_are_those_of_the_definition(route, cut, window, places):
    cut(places)
    text = random_text(5)
    counts = count_matrix(text, window, 9)
    assert isinstance(counts, sparse.csr_array)
    assert counts.dtype == np.int64
    np.testing.assert_array_equal(counts.toarray(), naive(text, window, 9))
    np.testing.assert_array_equal(counts.toarray(), count_table(pairs(text, window), 9, 9))


@pytest.mark.parametrize("places", [1, 3, 10, 10**6])
@pytest.mark.parametrize("window", [1, 2, 5, 30, 10**9])
def test_expected_counts_weigh_a_pair_by_its_chance_to_be_taken_in(route, cut, window, places):
    cut(places)
    text = random_text(6)
    counts = count_matrix(text, window, 9, dynamic="expected")
    assert counts.dtype == np.float64
    whole = naive(text, window, 9, weight=lambda delta: window - delta + 1)
    np.testing.assert_array_equal(counts.toarray(), whole / window)


@pytest.mark.parametrize("places", [1, 3, 10, 10**6])
@pytest.mark.parametrize("window", [1, 2, 5, 30, 10**9])
def test_sampled_counts_are_those_of_the_pairs_of_the_same_seed(route, cut, window, places):
    cut(places)
    text = random_text(7)
    counts = count_matrix(text, window, 9, "sampled", np.random.default_rng(8))
    assert counts.dtype == np.int64
    np.testing.assert_array_equal(counts.toarray(), count_table(pairs(text, window, np.random.default_rng(8)), 9, 9))
    reach = np.random.default_rng(8).integers(1, window, sum(map(len, text)), endpoint=True)
    np.testing.assert_array_equal(counts.toarray(), naive(text, window, 9, reach))


texts = st.lists(st.lists(st.integers(HOLE, 4), max_size=12), min_size=1, max_size=6)


@pytest.mark.parametrize("name", ROUTES)
@given(
    text=texts,
    window=st.integers(1, 14),
    dynamic=st.sampled_from([None, "expected", "sampled"]),
    places=st.integers(1, 20),
    flat=st.booleans(),
)
@settings(max_examples=150)
def test_where_a_text_is_cut_changes_nothing(name, text, window, dynamic, places, flat):
    reach = np.random.default_rng(0).integers(1, window, sum(map(len, text)), endpoint=True)
    weights = {"expected": lambda delta: window - delta + 1}
    whole = naive(text, window, 5, reach if dynamic == "sampled" else None, weights.get(dynamic, lambda delta: 1))
    with pytest.MonkeyPatch.context() as patch:
        if name == "arrays":
            patch.setattr(compiled, "missing", lambda: "no module named numba")
        patch.setattr(counting, "_shares", lambda *given: (places, 10**6))
        rng = np.random.default_rng(0) if dynamic == "sampled" else None
        if not whole.any():
            with pytest.raises(ValueError, match=f"got {len(text)} sentences without a pair"):
                count_matrix(text, window, 5, dynamic, rng)
            return
        counts = count_matrix(as_tokens(text) if flat else iter(text), window, 5, dynamic, rng)
    np.testing.assert_array_equal(counts.toarray(), whole / window if dynamic == "expected" else whole)
    assert (counts.data > 0).all()
    assert all((np.diff(counts.indices[a:b]) > 0).all() for a, b in zip(counts.indptr, counts.indptr[1:], strict=False))


def test_a_dictionary_and_scikit_learn_count_the_same(route):
    from sklearn.feature_extraction.text import CountVectorizer

    rng = np.random.default_rng(9)
    text = [rng.integers(0, 60, n) for n in rng.integers(2, 40, 50)]
    counts = count_matrix(text, 5, 60)
    tally = Counter(
        (w, c)
        for words in text
        for i, w in enumerate(words)
        for c in [*words[max(i - 5, 0) : i], *words[i + 1 : i + 6]]
    )
    assert all(tally[w, c] == counts[w, c] for w in range(60) for c in range(60))
    windows = [
        [*words[max(i - 5, 0) : i], *words[i + 1 : i + 6]]
        for words in map(np.ndarray.tolist, text)
        for i in range(len(words))
    ]
    X = CountVectorizer(analyzer=lambda words: words, vocabulary=range(60), lowercase=False).fit_transform(windows)
    flat = np.concatenate(text)
    centre = sparse.csr_array((np.ones(len(flat), int), (flat, np.arange(len(flat)))), shape=(60, len(flat)))
    np.testing.assert_array_equal((centre @ X).toarray(), counts.toarray())


def test_both_routes_agree_on_a_text_of_many_parts(route):
    rng = np.random.default_rng(10)
    tokens = np.minimum(rng.zipf(1.3, 60_000) - 1, 2999).astype(np.int32)
    tokens[rng.random(len(tokens)) < 0.05] = END
    tokens[rng.random(len(tokens)) < 0.05] = HOLE
    tokens[-1] = END
    one_by_one = np.zeros((3000, 3000), np.int64)
    sentence = np.cumsum(tokens == END)
    for delta in range(1, 6):
        w, c = tokens[:-delta], tokens[delta:]
        together = (sentence[:-delta] == sentence[delta:]) & (w >= 0) & (c >= 0)
        np.add.at(one_by_one, (w[together], c[together]), 1)
    counts = count_matrix(tokens, 5, 3000, memory=2**23)  # parts of some 27,000 places, or 7,000
    np.testing.assert_array_equal(counts.toarray(), one_by_one + one_by_one.T)


def test_expected_counts_are_divided_by_the_window_once_and_so_rounded_once(route):
    counts = count_matrix([np.arange(99)], 49, 99, dynamic="expected").toarray()
    assert counts[49, 50:].tolist() == [(49 - delta + 1) / 49 for delta in range(1, 50)]


def test_expected_counts_are_the_mean_of_sampled_ones(route):
    text, rng = random_text(11), np.random.default_rng(12)
    draws = np.array([count_matrix(text, 4, 9, "sampled", rng).toarray() for _ in range(400)])
    expected = count_matrix(text, 4, 9, "expected").toarray()
    error = draws.std(axis=0) / np.sqrt(400)
    assert (abs(draws.mean(axis=0) - expected) <= 6 * error + 1e-12).all()


def test_one_word_alone_pairs_with_itself(route):
    assert count_matrix([[0, 0, 0]], 2, 1).toarray().tolist() == [[6]]
    assert count_matrix([[0, 0, 0]], 2, 1, "expected").toarray().tolist() == [[5]]


def test_a_cell_counts_beyond_32_bits(route):
    window = 2**31 - 1
    counts = count_matrix([np.zeros(300, int)], window, 1, "expected") * window
    assert counts[0, 0] == 2 * sum((300 - delta) * (window - delta + 1) for delta in range(1, 300)) > 2**46


# What may be counted


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint32, np.int64, np.uint64])
def test_numbers_in_all_types_are_counted_in_the_right_cell(route, dtype):
    counts = count_matrix([np.array([200, 199, 200]).astype(dtype), np.array([7], np.uint8)], 2, 201)
    assert counts[200, 199] == counts[199, 200] == 2
    assert counts[200, 200] == 2
    assert counts.nnz == 3


@pytest.mark.parametrize("size", [np.uint8(255), np.int8(127), np.uint64(9)])
def test_a_size_of_a_small_type_does_not_overflow(route, size):
    assert count_matrix([[0, 1]], np.uint8(255), size).shape == (size, size)


def test_memory_may_be_without_bound(route):
    assert count_matrix([[0, 1]], 1, 2, memory=np.inf).sum() == 2


def test_a_text_may_be_a_token_array_a_list_or_a_generator(route):
    text = random_text(13)
    whole = naive(text, 3, 9)
    tokens = as_tokens(text)
    every_second = np.repeat(tokens, 2)[::2]
    for form in (text, tuple(text), iter(text), tokens, every_second, [words.tolist() for words in text]):
        np.testing.assert_array_equal(count_matrix(form, 3, 9).toarray(), whole)


def test_rows_of_a_table_are_sentences(route):
    assert count_matrix(np.array([[0, 1], [2, 0]]), 5, 3).toarray().tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]


def test_a_memory_mapped_array_is_counted_and_left_as_it_is(route, tmp_path):
    tokens = as_tokens(random_text(14))
    np.save(tmp_path / "tokens.npy", tokens)
    mapped = np.load(tmp_path / "tokens.npy", mmap_mode="r")
    np.testing.assert_array_equal(count_matrix(mapped, 3, 9).toarray(), count_matrix(tokens, 3, 9).toarray())
    writable = np.array(tokens)
    count_matrix(writable, 3, 9)
    assert writable.flags.writeable
    np.testing.assert_array_equal(writable, tokens)


@pytest.mark.skipif(not compiled.available(), reason=f"no numba: {compiled.missing()}")
def test_loops_are_compiled_once_for_texts_of_all_kinds(tmp_path):
    from w2vexplained.corpus import counting_kernels

    tokens = as_tokens(random_text(18))
    np.save(tmp_path / "tokens.npy", tokens)
    for text in (random_text(18), tokens, np.array(tokens), np.load(tmp_path / "tokens.npy", mmap_mode="r")):
        for dynamic in (None, "expected", "sampled"):
            count_matrix(text, 2, np.int64(9), dynamic, np.random.default_rng(0) if dynamic == "sampled" else None)
    kernels = {name: len(f.signatures) for name, f in vars(counting_kernels).items() if hasattr(f, "signatures")}
    inner = {"_take_out", "_look_around", "_put_in"}  # they have none of their own where those that call them were kept
    assert {name for name, n in kernels.items() if n != 1} <= inner
    assert max(kernels.values()) == 1


def test_the_last_places_of_a_part_see_the_next_and_numbers_out_of_range_there_do_no_harm(route, cut):
    cut(2)
    with pytest.raises(IndexError, match="word numbers in 0 … 2; got 77"):
        count_matrix(np.array([0, 1, 77, 1, END], np.int32), 3, 3)


@pytest.mark.parametrize(
    ("text", "window", "size", "error", "message"),
    [
        ([["the", "cat"]], 2, 5, TypeError, "list of word numbers; got"),
        ([0, 1], 2, 5, TypeError, "list of word numbers; got 0"),
        ("text", 2, 5, TypeError, "got the string 'text'"),
        (["text"], 2, 5, TypeError, "got the string 'text'"),
        (None, 2, 5, TypeError, "expected a list of sentences; got None"),
        (5, 2, 5, TypeError, "expected a list of sentences; got 5"),
        ([[0, 5]], 2, 5, IndexError, "0 … 4; got 5"),
        ([[0, 2**40]], 2, 5, ValueError, f"got {2**40}"),
        ([[0, -3]], 2, 5, ValueError, "got -3"),
        ([[0, END]], 2, 5, ValueError, "got -2"),
        ([[0.0, 1.0]], 2, 5, TypeError, r"got \[0.0, 1.0\]"),
        ([[0, np.nan]], 2, 5, TypeError, "got .*nan"),
        (np.array([0.0, 1.0]), 2, 5, TypeError, "got .*0.0"),
        (np.array([0, 1, END]), 2, 5, TypeError, "int32.*int64"),
        (np.array([0, 1], np.int32), 2, 5, ValueError, "END"),
        (np.array([0, -3, END], np.int32), 2, 5, ValueError, "got -3"),
        (np.array([0, 5, END], np.int32), 2, 5, IndexError, "0 … 4; got 5"),
        ([[0, 1]], 0, 5, ValueError, "words for the window from 1 to 2147483647; got 0"),
        ([[0, 1]], -1, 5, ValueError, "words for the window from 1 to 2147483647; got -1"),
        ([[0, 1]], 2**31, 5, ValueError, "words for the window from 1 to 2147483647; got 2147483648"),
        ([[0], [1]], 2, 5, ValueError, "got 2 sentences without a pair"),
        ([[0, HOLE]], 2, 5, ValueError, "got 1 sentences without a pair"),
        ([], 2, 5, ValueError, "got 0 sentences without a pair"),
        (np.array([], np.int32), 2, 5, ValueError, "got 0 sentences without a pair"),
        ([[0, 1]], 2, 0, ValueError, "number of words from 1 to 2147483647; got 0"),
        ([[0, 1]], 2, 5.0, ValueError, "number of words from 1 to 2147483647; got 5.0"),
        ([[0, 1]], 2, True, ValueError, "number of words from 1 to 2147483647; got True"),
        ([[0, 1]], 2, 2**31, ValueError, "number of words from 1 to 2147483647; got 2147483648"),
    ],
)
def test_a_text_that_cannot_be_counted_is_named(route, text, window, size, error, message):
    with pytest.raises(error, match=message):
        count_matrix(text, window, size)


@pytest.mark.parametrize(
    ("named", "error", "message"),
    [
        ({"dynamic": "drawn"}, ValueError, 'None, "expected" or "sampled"; got \'drawn\''),
        ({"dynamic": True}, ValueError, "got True"),
        ({"dynamic": "sampled"}, TypeError, "generator .* for rng; got None"),
        ({"dynamic": "sampled", "rng": 0}, TypeError, "generator .* for rng; got 0"),
        ({"rng": np.random.default_rng(0)}, ValueError, 'rng only with dynamic="sampled"'),
        ({"memory": 1000}, ValueError, r"expected memory ≥ 1,114,272 bytes for 2 words; got 1000"),
        ({"memory": None}, TypeError, "memory; got None"),
        ({"memory": np.nan}, ValueError, "got nan"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(route, named, error, message):
    with pytest.raises(error, match=message):
        count_matrix([[0, 1]], 1, 2, **named)


def test_sums_of_weights_that_pass_64_bits_are_an_error(route, monkeypatch):
    # A sum that is honestly so large takes minutes; so the table begins near the limit.
    route = counting._route()
    add = route.add

    def begun(table, part, room):
        return add((np.array([0, 1]), np.zeros(1, np.int32), np.array([2**63 - 2])), part, room)

    monkeypatch.setattr(route, "add", begun)
    with pytest.raises(OverflowError, match=r"below 2\*\*63; got more in the first 4 tokens"):
        count_matrix([[0, 0, 0]], 2, 1)


# Memory

SPENT = """
import numpy as np
from pathlib import Path
from w2vexplained import compiled
{route}
from w2vexplained.corpus.counting import count_matrix

def status(name):
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name + ":"))
    return 1024 * int(line.split()[1])

def text(n_sentences):
    rng = np.random.default_rng(0)
    for _ in range(n_sentences):
        yield rng.integers(0, {n_words}, 1000)

count_matrix(text(20), 5, {n_words}, {more})
Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
before = status("VmRSS")
counts = count_matrix(text({n_sentences}), 5, {n_words}, {more}, memory={memory})
print(status("VmHWM") - before, counts.sum(), counts.nnz)
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="peak memory is read from Linux's /proc")
@pytest.mark.parametrize("more", ['"expected"', '"sampled", np.random.default_rng(1)'])
def test_a_text_longer_than_memory_is_counted_within_it(route, more):
    compiled_route = route == "compiled"
    memory, n_words, n_sentences = 2**25, 950 if compiled_route else 600, 9_000 if compiled_route else 1_500
    patch = "compiled.missing = lambda: 'gone'" if route == "arrays" else ""
    code = SPENT.format(route=patch, n_words=n_words, n_sentences=n_sentences, memory=memory, more=more)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    spent, total, cells = map(float, ran.stdout.split())
    assert cells > 0.99 * n_words**2
    assert total == pytest.approx(n_sentences * sum(1000 - delta for delta in range(1, 6)) * 6 / 5, rel=0.2)
    if compiled_route:
        assert 4 * 1000 * n_sentences > memory
    assert spent <= memory


def test_more_different_pairs_than_memory_holds_are_an_error(route):
    rng = np.random.default_rng(15)
    text = (rng.integers(0, 3000, 500) for _ in range(2000))
    with pytest.raises(
        MemoryError, match=r"expected at most [\d,]+ different pairs, as many as 4,194,304 bytes .* tokens"
    ):
        count_matrix(text, 5, 3000, memory=2**22)


@pytest.mark.parametrize(("symmetric", "halves"), [(True, 2), (False, 1)])
def test_the_shares_of_words_text_and_cells_sum_to_the_memory(route, symmetric, halves):
    memory, module = 2**26, counting._route()
    places, room = counting._shares(memory, 1000, symmetric, module)
    spent = 80 * 1000 + 2**20 + places * module.PER_PLACE + room * halves * module.PER_CELL
    assert 0 <= memory - spent <= 2 * (module.PER_PLACE + halves * module.PER_CELL)


@pytest.mark.parametrize("dynamic", [None, "sampled"])
def test_what_just_fits_is_counted_and_one_cell_less_of_room_is_an_error(route, monkeypatch, dynamic):
    def count():
        return count_matrix(random_text(17), 3, 9, dynamic, dynamic and np.random.default_rng(0))

    counts = count()
    kept = counts.nnz if dynamic else sparse.tril(counts).nnz
    monkeypatch.setattr(counting, "_shares", lambda *given: (10, kept))
    assert (count() != counts).nnz == 0
    monkeypatch.setattr(counting, "_shares", lambda *given: (10, kept - 1))
    with pytest.raises(MemoryError, match="expected at most"):
        count()


def test_a_wide_window_over_a_long_sentence_stays_within_memory(route):
    text = [np.random.default_rng(16).integers(0, 30, 3000)]
    n = np.bincount(text[0], minlength=30)
    counts = count_matrix(text, 10**6, 30, memory=2**21)
    np.testing.assert_array_equal(counts.toarray(), np.outer(n, n) - np.diag(n))


# Progress, and numba missing


def test_parts_are_short_where_windows_are_wide_so_that_an_interrupt_need_not_wait(route, monkeypatch):
    sizes, add = [], counting._route().add

    def noted(table, part, room):
        sizes.append(part.stop - part.start)
        return add(table, part, room)

    monkeypatch.setattr(counting._route(), "add", noted)
    for window in (2**12, 2):
        count_matrix(np.tile(np.array([0, 1, END], np.int32), 60_000), window, 2)
    assert sizes == [2**16, 2**16, 180_000 - 2**17, 180_000]


def test_counting_is_silent_unless_asked_to_show_its_progress(route, capsys):
    count_matrix([[0, 1]], 1, 2)
    assert capsys.readouterr() == ("", "")
    count_matrix(as_tokens([[0, 1]]), 1, 2, progress=True)
    assert "3.00/3.00" in capsys.readouterr().err


def test_without_numba_a_long_text_is_counted_with_a_warning_said_once(monkeypatch):
    monkeypatch.setattr(compiled, "missing", lambda: "no module named numba")
    monkeypatch.setattr(compiled, "_said", [])
    count_matrix([[0, 1]], 1, 2)
    monkeypatch.setattr(counting, "LONG", 2)
    with pytest.warns(
        compiled.SlowWithoutNumba, match="counting runs without compiled code.*no module named numba"
    ) as said:
        count_matrix([[0, 1]], 1, 2)
    assert said[0].filename == __file__
    count_matrix([[0, 1]], 1, 2)


def test_without_numba_counting_runs():
    code = """import sys
sys.modules["numba"] = None
import numpy as np
from w2vexplained.corpus.counting import count_matrix
print(count_matrix([[0, 1, 0]], 2, 2).toarray().tolist(), count_matrix([[0, 1]], 1, 2, "expected").nnz)"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("[[2, 2], [2, 0]] 2\n", "")
