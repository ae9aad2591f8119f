"""The records of training: independent witnesses for each, and each witness rejects wrong code."""

import numpy as np
import pytest
from ledger_checks import (
    assert_all_are_seen_to_reject,
    assert_all_pass,
    assert_rejected,
    assert_slips_are_noticed,
    names_of,
)

from w2vexplained.ledger import training as chapter
from w2vexplained.ledger.derivations.blocks import blocks
from w2vexplained.objectives import grouped
from w2vexplained.statistics import alias
from w2vexplained.training import arrays, kernels

RECORDS = {record.id: record for record in chapter.RECORDS}
SHIPPED = {
    (module, name): getattr(module, name)
    for module, names in (
        (grouped, ("log_likelihood", "gradient")),
        (alias, ("draw_from_table",)),
        (arrays, ("train_part",)),
        (kernels, ("train_part",)),
    )
    for name in names
}


def mapped(function, *results):
    """Apply a function to values, or to both parts of gradients."""
    if isinstance(results[0], tuple):
        return tuple(function(*parts) for parts in zip(*results, strict=True))
    return function(*results)


# Wrong code, each a slip that somebody has made or could make.
def each_draw_weighs_k(name):
    """The weight of a draw is k, not k/N."""
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, negatives, k * len(negatives), shift
    )


def each_draw_weighs_one(name):
    """As if every pair had N draws of its own."""
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, negatives, len(negatives), shift
    )


def draws_weighted_twice(name):
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](V, C, counts, negatives, k * 2, shift)


def once_for_each_word(name):
    """n_w is missing: a word is repelled once, however many pairs it is in."""

    def wrong(V, C, counts, negatives, k, shift=None):
        once = np.zeros_like(counts)
        once[:, 0] = counts[:, 0] * 0 + 1
        once = once * np.array([[1 if any(float(x) > 0 for x in row) else 0] for row in counts])
        pulls, pushes, without = (
            SHIPPED[grouped, name](V, C, *rest, shift)
            for rest in ((counts, negatives, 0), (once, negatives, k), (once, negatives, 0))
        )
        return mapped(lambda x, y, z: x + y - z, pulls, pushes, without)

    return wrong


def draws_attract(name):
    """The sign of the repulsion is lost."""

    def wrong(V, C, counts, negatives, k, shift=None):
        pulls, both = (SHIPPED[grouped, name](V, C, counts, negatives, times, shift) for times in (k * 0, k))
        return mapped(lambda x, y: x * 2 - y, pulls, both)

    return wrong


def draws_alone(name):
    """What is observed is forgotten."""

    def wrong(V, C, counts, negatives, k, shift=None):
        pulls, both = (SHIPPED[grouped, name](V, C, counts, negatives, times, shift) for times in (k * 0, k))
        return mapped(lambda x, y: y - x, pulls, both)

    return wrong


def lost_duplicates(name):
    """A context that is drawn twice counts once."""

    def wrong(V, C, counts, negatives, k, shift=None):
        kept = list(dict.fromkeys(int(c) for c in negatives))
        return SHIPPED[grouped, name](V, C, counts, kept, k * len(kept) / len(negatives), shift)

    return wrong


def drawn_as_often_once(name):
    """A context that is drawn twice counts once, and all draws share its weight."""
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, list(dict.fromkeys(int(c) for c in negatives)), k, shift
    )


def skips_what_is_observed(name):
    """The rule of the program: a draw that is the context of a pair is passed over."""

    def wrong(V, C, counts, negatives, k, shift=None):
        kept = [c for c in negatives if not any(float(row[c]) > 0 for row in counts)]
        return SHIPPED[grouped, name](V, C, counts, kept or [0], k * len(kept) / len(negatives), shift)

    return wrong


def first_draw_alone(name):
    """Right on average, but with the scatter of a single draw."""
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, list(negatives)[:1], k, shift
    )


def no_more_than_k_draws(name):
    """Right on average, but the draws beyond the k-th are not used."""
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, list(negatives)[: int(k)], k, shift
    )


def shift_added(name):
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](
        V, C, counts, negatives, k, shift if shift is None else _negative(shift)
    )


def _negative(shift):
    return [-x for x in shift] if isinstance(shift, list) else -shift


def shift_forgotten(name):
    return lambda V, C, counts, negatives, k, shift=None: SHIPPED[grouped, name](V, C, counts, negatives, k)


def scores_doubled(name):
    """A loss of its own, with its matching gradient."""

    def wrong(V, C, counts, negatives, k, shift=None):
        result = SHIPPED[grouped, name](V * 2, C, counts, negatives, k, shift)
        return (result[0] * 2, result[1]) if isinstance(result, tuple) else result

    return wrong


def words_feel_the_first_pair_only(V, C, counts, negatives, k, shift=None):
    """Right for the contexts."""
    _, gradient_C = SHIPPED[grouped, "gradient"](V, C, counts, negatives, k, shift)
    first = counts * 0
    first[:, 0] = 1
    return SHIPPED[grouped, "gradient"](V, C, first, negatives, k, shift)[0], gradient_C


def contexts_feel_twice(V, C, counts, negatives, k, shift=None):
    gradient_V, gradient_C = SHIPPED[grouped, "gradient"](V, C, counts, negatives, k, shift)
    return gradient_V, gradient_C * 2


def evenly(table, size, rng):
    """A law that is not P_n."""
    return rng.integers(len(table.keep), size=size)


def in_pairs(table, size, rng):
    """Each draw follows P_n, but every other one is the last once more."""
    drawn = SHIPPED[alias, "draw_from_table"](table, size, rng)
    drawn[:, 1::2] = drawn[:, : size[1] - 1 : 2]
    return drawn


def never_the_observed(table, size, rng):
    """Draws again what the program would skip."""
    drawn = SHIPPED[alias, "draw_from_table"](table, size, rng)
    return np.where(drawn == 2, SHIPPED[alias, "draw_from_table"](table, size, rng), drawn)


def told_otherwise(module, **changes):
    """A trainer that takes something of its plan for something else."""

    def wrong(tokens, model, plan, *rest):
        plan = plan._replace(**{name: change(plan) for name, change in changes.items()})
        return SHIPPED[module, "train_part"](tokens, model, plan, *rest)

    return wrong


def one_negative_too_many(module):
    return told_otherwise(module, negative=lambda plan: plan.negative + 1)


def draws_evenly(module):
    return told_otherwise(module, noise_keep=lambda plan: np.ones_like(plan.noise_keep))


def forgets_the_shift(module):
    return told_otherwise(module, shift=lambda plan: 0 * plan.shift)


def one_draw_for_all(module):
    """Right on average, but with too much scatter."""
    return told_otherwise(module, n_shared=lambda plan: 1)


def one_centre_at_a_time(module):
    """Right to the first order of the learning rate."""
    return told_otherwise(module, block=lambda plan: 1)


def twice_as_fast(module):
    return lambda tokens, model, plan, start, end, seed: SHIPPED[module, "train_part"](
        tokens, model, plan, 2 * start, 2 * end, seed
    )


def always_draws_the_same(module):
    return lambda tokens, model, plan, start, end, seed: SHIPPED[module, "train_part"](
        tokens, model, plan, start, end, 0
    )


def words_alone(module):
    """The contexts stay where they are."""

    def wrong(tokens, model, plan, *rest):
        contexts = model.C.copy()
        pairs = SHIPPED[module, "train_part"](tokens, model, plan, *rest)
        model.C[:] = contexts
        return pairs

    return wrong


def counts_centres(module):
    return lambda tokens, *rest: 0 * SHIPPED[module, "train_part"](tokens, *rest) + len(tokens)


def of_trainer(id, method, module, *mutants):
    return [(id, method, module, "train_part", mutant(module)) for mutant in mutants]


def of_value(id, method, *mutants):
    return [(id, method, grouped, "log_likelihood", mutant("log_likelihood")) for mutant in mutants]


def of_gradient(id, method, *mutants):
    return [(id, method, grouped, "gradient", mutant("gradient")) for mutant in mutants]


MUTANTS = [
    *of_value("TR1", "A", draws_weighted_twice, draws_attract, shift_added),
    *of_gradient("TR1", "A", draws_alone, scores_doubled),
    ("TR1", "A", grouped, "gradient", contexts_feel_twice),
    *of_value("TR1", "C", draws_weighted_twice, lost_duplicates, skips_what_is_observed),
    *of_gradient("TR1", "C", each_draw_weighs_k, once_for_each_word, draws_attract, lost_duplicates, draws_alone),
    ("TR1", "C", grouped, "gradient", words_feel_the_first_pair_only),
    *of_gradient("TR1", "D", each_draw_weighs_k, once_for_each_word, draws_attract, lost_duplicates),
    ("TR1", "D", grouped, "gradient", contexts_feel_twice),
    *of_value("TR1", "M", scores_doubled, once_for_each_word, lost_duplicates, skips_what_is_observed),
    *of_gradient("TR1", "M", scores_doubled, once_for_each_word, drawn_as_often_once, skips_what_is_observed),
    *of_value("TR1", "E", each_draw_weighs_k, draws_weighted_twice, once_for_each_word, draws_attract),
    *of_value("TR1", "E", lost_duplicates, skips_what_is_observed, first_draw_alone),
    *of_gradient("TR1", "E", each_draw_weighs_k, once_for_each_word, lost_duplicates, skips_what_is_observed),
    *of_gradient("TR1", "E", draws_attract, first_draw_alone),
    ("TR1", "E", grouped, "gradient", contexts_feel_twice),
    *of_value("TR1", "T", draws_weighted_twice, once_for_each_word, first_draw_alone, skips_what_is_observed),
    *of_gradient("TR1", "T", draws_weighted_twice, once_for_each_word, draws_attract, first_draw_alone),
    *(("TR1", "T", alias, "draw_from_table", mutant) for mutant in (evenly, in_pairs, never_the_observed)),
    *of_value("TR1", "H", scores_doubled, each_draw_weighs_k, once_for_each_word, lost_duplicates, draws_attract),
    *of_gradient("TR1", "H", scores_doubled, once_for_each_word, lost_duplicates, skips_what_is_observed),
    *of_value("TR1", "B", draws_weighted_twice, once_for_each_word),
    *of_gradient("TR1", "B", draws_weighted_twice, once_for_each_word),
    *of_trainer("TR1", "N", kernels, one_negative_too_many, twice_as_fast, words_alone, counts_centres),
    *of_trainer("TR1", "T", kernels, one_negative_too_many, draws_evenly, twice_as_fast, always_draws_the_same),
    *of_trainer("TR1", "T", kernels, one_draw_for_all),
    *of_gradient("TR1", "N", draws_attract, lost_duplicates, each_draw_weighs_k),
    *of_value("TR2", "A", draws_weighted_twice, shift_forgotten, scores_doubled),
    *of_gradient("TR2", "A", draws_weighted_twice, shift_added),
    ("TR2", "A", grouped, "gradient", contexts_feel_twice),
    *of_value("TR2", "C", each_draw_weighs_k, shift_added, lost_duplicates),
    *of_gradient("TR2", "C", each_draw_weighs_k, each_draw_weighs_one, once_for_each_word, shift_added),
    *of_gradient("TR2", "C", shift_forgotten, lost_duplicates, drawn_as_often_once, no_more_than_k_draws),
    *of_value("TR2", "M", each_draw_weighs_k, each_draw_weighs_one, once_for_each_word, shift_added, shift_forgotten),
    *of_value("TR2", "M", lost_duplicates, drawn_as_often_once, no_more_than_k_draws, scores_doubled),
    *of_gradient("TR2", "M", each_draw_weighs_k, each_draw_weighs_one, once_for_each_word, shift_added),
    *of_gradient("TR2", "M", lost_duplicates, scores_doubled),
    *of_value("TR2", "E", each_draw_weighs_k, each_draw_weighs_one, once_for_each_word, shift_added, shift_forgotten),
    *of_value("TR2", "E", lost_duplicates, drawn_as_often_once, skips_what_is_observed, no_more_than_k_draws),
    *of_gradient("TR2", "E", each_draw_weighs_k, each_draw_weighs_one, once_for_each_word, shift_added),
    *of_gradient("TR2", "E", lost_duplicates, drawn_as_often_once, skips_what_is_observed, no_more_than_k_draws),
    *of_value("TR2", "N", each_draw_weighs_one, once_for_each_word, shift_added, lost_duplicates, first_draw_alone),
    *of_gradient("TR2", "N", each_draw_weighs_one, once_for_each_word, shift_forgotten, skips_what_is_observed),
    *of_value("TR2", "T", each_draw_weighs_one, once_for_each_word, no_more_than_k_draws, skips_what_is_observed),
    *of_value("TR2", "T", drawn_as_often_once),
    *(("TR2", "T", alias, "draw_from_table", mutant) for mutant in (evenly, in_pairs)),
    *of_trainer("TR2", "N", kernels, one_negative_too_many, twice_as_fast, forgets_the_shift, one_centre_at_a_time),
    *of_trainer("TR2", "N", arrays, one_negative_too_many, twice_as_fast, forgets_the_shift, words_alone),
    *of_trainer("TR2", "T", kernels, one_negative_too_many, draws_evenly, twice_as_fast, always_draws_the_same),
    *of_trainer("TR2", "T", kernels, one_draw_for_all),
    *of_trainer("TR2", "T", arrays, one_negative_too_many, draws_evenly, twice_as_fast, always_draws_the_same),
    *of_value("TR2", "B", each_draw_weighs_k, once_for_each_word, no_more_than_k_draws, first_draw_alone),
    *of_gradient("TR2", "B", each_draw_weighs_k, once_for_each_word, no_more_than_k_draws),
]


def test_chapter_has_its_records_in_order():
    assert list(RECORDS) == ["TR1", "TR2"]


@pytest.mark.parametrize("id", RECORDS)
def test_record_has_witnesses_of_two_methods_and_all_pass(id):
    assert_all_pass(RECORDS[id], "training")


@pytest.mark.parametrize(("id", "method", "module", "name", "mutant"), MUTANTS, ids=names_of(MUTANTS))
def test_witness_rejects_wrong_code(id, method, module, name, mutant, monkeypatch):
    monkeypatch.setattr(module, name, mutant)
    assert_rejected(RECORDS[id], method)


def test_every_kind_of_check_is_seen_to_reject():
    assert_all_are_seen_to_reject(chapter.RECORDS, MUTANTS)


@pytest.mark.parametrize("id", RECORDS)
def test_a_slip_in_any_line_of_a_derivation_is_noticed(id):
    assert_slips_are_noticed(RECORDS[id], blocks(13, count=1))
