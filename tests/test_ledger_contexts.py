"""The records of windows, subsampling and pruning: independent witnesses, and each rejects wrong code."""

import numpy as np
import pytest
import sympy as sp
from ledger_checks import (
    assert_all_are_seen_to_reject,
    assert_all_pass,
    assert_rejected,
    assert_slips_are_noticed,
)

from w2vexplained.corpus import counting, pairs, subsampling, windows
from w2vexplained.corpus.tokens import HOLE, as_tokens, sentences_of
from w2vexplained.ledger import contexts as chapter
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.derivations import thinning
from w2vexplained.ledger.statements import contexts as statement
from w2vexplained.statistics import pmi

RECORDS = {record.id: record for record in chapter.RECORDS}
INSTANCES = {
    "EF1": derivations.reaches(),
    "EF2": derivations.frequencies(2),
    "EF3": thinning.thinnings(2),
    "EF4": thinning.texts(2),
}
PAIRS, COUNTED, KEEP, SUBSAMPLE, THINNED, PMI, SHIPPED_WEIGHTS = (
    pairs.pairs,
    counting.count_matrix,
    subsampling.keep_probability,
    subsampling.subsample,
    subsampling.thinned,
    pmi.pmi,
    windows.window_weights,
)


# Wrong code, each a slip that somebody has made or could make.
class OtherDraws:
    """A generator whose `integers` are replaced."""

    def __init__(self, integers):
        self.integers = integers


def window_from_zero(sentences, window, rng=None):
    def integers(low, high, size, endpoint):
        return rng.integers(low - 1, high, size, endpoint=endpoint)

    return PAIRS(sentences, window, rng and OtherDraws(integers))


def window_never_full(sentences, window, rng=None):
    return PAIRS(sentences, window, rng and OtherDraws(lambda low, high, size, endpoint: rng.integers(low, high, size)))


def window_once_a_sentence(sentences, window, rng=None):
    def integers(low, high, size, endpoint):
        drawn = rng.integers(low, high, len(sentences), endpoint=endpoint)
        return np.repeat(drawn, [len(words) for words in sentences])

    return PAIRS(sentences, window, rng and OtherDraws(integers))


def weights_of_glove(window):
    return 1 / np.arange(1, window + 1)


def weights_from_zero(window):
    return np.arange(window, 0, -1) / (window + 1)


def weights_from_below(window):
    """Wrong for windows that nobody looks at."""
    return SHIPPED_WEIGHTS(window)[:: -1 if window > 12 else 1]


def window_from_zero_if_wide(sentences, window, rng=None):
    return (window_from_zero if window > 5 else PAIRS)(sentences, window, rng)


def full_windows_if_wide(text, window, n_words, dynamic=None, rng=None):
    return COUNTED(text, window, n_words, **({} if window > 3 else {"dynamic": dynamic, "rng": rng}))


def counts_of_full_windows(text, window, n_words, dynamic=None, rng=None):
    return COUNTED(text, window, n_words) * (1.0 if dynamic == "expected" else 1)


def sampled_once_a_text(text, window, n_words, dynamic=None, rng=None):
    if dynamic != "sampled":
        return COUNTED(text, window, n_words, dynamic=dynamic)
    return COUNTED(text, int(rng.integers(1, window, endpoint=True)), n_words)


def formulas_exchanged(counts, t=1e-3, formula="paper"):
    return KEEP(counts, t, "paper" if formula == "program" else "program")


def always_the_paper(counts, t=1e-3, formula="paper"):
    return KEEP(counts, t, "paper")


def discarded_for_kept(counts, t=1e-3, formula="paper"):
    return 1 - KEEP(counts, t, formula)


def root_forgotten(counts, t=1e-3, formula="paper"):
    return KEEP(counts, t, formula) ** 2


def a_root_too_many(counts, t=1e-3, formula="paper"):
    return KEEP(counts, t, formula) ** 0.5


def threshold_of_odds(counts, t=1e-3, formula="paper"):
    """A threshold for the odds of a word, its share of the others, instead of its share of all."""
    return KEEP(counts, t / (1 + t), formula)


def keep_squared(sentences, keep, rng, holes=False):
    return SUBSAMPLE(sentences, np.square(keep), rng, holes)


def left_out_for_kept(sentences, keep, rng, holes=False):
    return SUBSAMPLE(sentences, 1 - np.asarray(keep), rng, holes)


def holes_forgotten(sentences, keep, rng, holes=False):
    return SUBSAMPLE(sentences, keep, rng)


def holes_always(sentences, keep, rng, holes=False):
    return SUBSAMPLE(sentences, keep, rng, holes=True)


def same_draws_for_each_sentence(sentences, keep, rng, holes=False):
    if isinstance(sentences, np.ndarray):
        return SUBSAMPLE(sentences, keep, rng, holes)
    draws, left = rng.random(max(map(len, sentences))), []
    for words in map(np.asarray, sentences):
        stays = draws[: len(words)] < np.asarray(keep)[words]
        left.append(np.where(stays, words, HOLE) if holes else words[stays])
    return left


def token_arrays_otherwise(sentences, keep, rng, holes=False):
    return SUBSAMPLE(sentences, np.square(keep) if isinstance(sentences, np.ndarray) else keep, rng, holes)


def also_of_token_arrays(subsample):
    """What thins lists of sentences, for token arrays, too."""

    def wrong(sentences, keep, rng, holes=False):
        if not isinstance(sentences, np.ndarray):
            return subsample(sentences, keep, rng, holes)
        return as_tokens(subsample(list(sentences_of(sentences)), keep, rng, holes))

    wrong.__name__ = subsample.__name__
    return wrong


@also_of_token_arrays
def neighbours_kept_together(sentences, keep, rng, holes=False):
    """One draw for two places."""
    left = []
    for words in sentences:
        words = np.asarray(words)
        kept = np.repeat(rng.random((len(words) + 1) // 2), 2)[: len(words)] < np.asarray(keep)[words]
        left.append(np.where(kept, words, HOLE) if holes else words[kept])
    return left


@also_of_token_arrays
def occurrences_kept_together(sentences, keep, rng, holes=False):
    """One draw for all occurrences of a word."""
    kept = rng.random(len(keep)) < np.asarray(keep)
    left = [(np.asarray(words), kept[np.asarray(words)]) for words in sentences]
    return [np.where(stays, words, HOLE) if holes else words[stays] for words, stays in left]


def place_itself_not_kept(j, m, q):
    """Any j of the m places, not the last one and j − 1 others."""
    return sp.binomial(m, j) * q**j * (1 - q) ** (m - j)


def words_only(counts, keep_w, keep_c):
    return THINNED(counts, keep_w, keep_c / keep_c)


def not_thinned(counts, keep_w, keep_c):
    return counts


def one_place_on_the_diagonal(counts, keep_w, keep_c):
    left = THINNED(counts, keep_w, keep_c)
    np.fill_diagonal(left, np.diag(counts) * np.asarray(keep_w))
    return left


def exchanged_if_square(counts, keep_w, keep_c):
    """A slip that the same probabilities for words and contexts hide."""
    square = isinstance(counts, np.ndarray) and counts.shape[0] == counts.shape[1]
    return THINNED(counts, keep_c, keep_w) if square else THINNED(counts, keep_w, keep_c)


def chance_of_contexts_forgotten(counts, power=1):
    """p(c | w) over p(w), instead of over p(c)."""
    return PMI(counts, power) + np.log(counts.sum(axis=0)) - np.log(counts.sum())


MUTANTS = [
    *(("EF1", method, pairs, "pairs", window_from_zero) for method in "ET"),
    *(("EF1", method, pairs, "pairs", window_never_full) for method in "ET"),
    *(("EF1", method, pairs, "pairs", window_once_a_sentence) for method in "ET"),
    *(("EF1", method, windows, "window_weights", weights_of_glove) for method in "ES"),
    *(("EF1", method, windows, "window_weights", weights_from_zero) for method in "ES"),
    ("EF1", "E", windows, "window_weights", weights_from_below),
    ("EF1", "E", counting, "count_matrix", full_windows_if_wide),
    ("EF1", "N", counting, "count_matrix", full_windows_if_wide),
    ("EF1", "N", pairs, "pairs", window_from_zero_if_wide),
    ("EF1", "E", counting, "count_matrix", counts_of_full_windows),
    ("EF1", "E", counting, "count_matrix", sampled_once_a_text),
    *(
        ("EF2", method, subsampling, "keep_probability", mutant)
        for method in "SEHMB"
        for mutant in (formulas_exchanged, always_the_paper, discarded_for_kept, root_forgotten, a_root_too_many)
    ),
    *(("EF2", method, subsampling, "keep_probability", threshold_of_odds) for method in "SEHM"),
    *(("EF3", method, subsampling, "subsample", keep_squared) for method in "SET"),
    *(("EF3", method, subsampling, "subsample", holes_always) for method in "SET"),
    *(("EF3", method, subsampling, "subsample", neighbours_kept_together) for method in "SET"),
    *(("EF3", method, subsampling, "subsample", holes_forgotten) for method in "ET"),
    *(("EF3", "E", subsampling, "subsample", x) for x in (same_draws_for_each_sentence, token_arrays_otherwise)),
    ("EF3", "S", statement, "chance_of_distance", place_itself_not_kept),
    *(("EF4", method, subsampling, "thinned", words_only) for method in "AENM"),
    *(("EF4", method, subsampling, "thinned", not_thinned) for method in "AENM"),
    *(("EF4", method, pmi, "pmi", chance_of_contexts_forgotten) for method in "AEM"),
    ("EF4", "N", subsampling, "thinned", exchanged_if_square),
    ("EF4", "E", subsampling, "thinned", one_place_on_the_diagonal),
    *(("EF4", "E", subsampling, "subsample", mutant) for mutant in (left_out_for_kept, holes_forgotten, holes_always)),
    *(
        ("EF4", "E", subsampling, "subsample", mutant)
        for mutant in (occurrences_kept_together, neighbours_kept_together)
    ),
]
IDS = [f"{id}-{method}-{mutant.__name__}" for id, method, _, _, mutant in MUTANTS]


def test_chapter_has_its_four_records_in_order():
    assert list(RECORDS) == ["EF1", "EF2", "EF3", "EF4"]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "contexts")


@pytest.mark.parametrize(("id", "method", "module", "name", "mutant"), MUTANTS, ids=IDS)
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


@pytest.mark.parametrize("id", RECORDS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], INSTANCES[id])
