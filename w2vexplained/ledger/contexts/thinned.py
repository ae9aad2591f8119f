"""EF4: what subsampling does to PMI."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.corpus import pairs, subsampling
from w2vexplained.ledger.derivations import thinning as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import contexts as statement
from w2vexplained.ledger.statements import pmi as pmi_statement
from w2vexplained.ledger.statements.notation import V, n, r, w
from w2vexplained.statistics import pmi
from w2vexplained.verification import any_size, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.outcomes import every_outcome

QUARTERS = [Fraction(1, 4), Fraction(3, 4)]  # exact as floats


@witness("A", "For every size, all counts and all q, shipped PMI of the shipped thinned counts is the stated sum.")
def shifted_pmi_for_every_size():
    """Compare the arguments of the logarithms, with q_w and q_c as letters of their own."""
    counts, keep_w, keep_c = _any_table()
    left = subsampling.thinned(counts, keep_w, keep_c)
    return proved(
        [
            zero.is_zero(left.at(w, r) - statement.left(w, r)),
            zero.is_zero(sp.exp(pmi.pmi(left, 1).at(w, r)) - statement.ratio_to_chance_left(w, r)),
        ]
    )


@witness("A", "For every size, if all words are kept alike, and all contexts, shipped PMI stays what it was.")
def pmi_stays_if_all_are_kept_alike():
    """Let one letter stand for all q_w and one for all q_c; with letters for each context the two differ."""
    counts, keep_w, keep_c = _any_table()
    same_w, same_c = (any_size.AnySize(sp.Symbol(x), [(any_size.fresh(), size)]) for x, size in (("a", V), ("b", n)))
    before = sp.exp(pmi.pmi(counts, 1).at(w, r))
    after = [sp.exp(pmi.pmi(subsampling.thinned(counts, *q), 1).at(w, r)) for q in ((same_w, same_c), (keep_w, keep_c))]
    return proved([zero.is_zero(after[0] - before), not zero.is_zero(after[1] - before)])


@witness("E", "In all 1,024 ways to thin five words, the shipped counts beside holes have the shipped mean, exactly.")
def mean_counts_beside_holes():
    """Let draws fall into quarters; pairs of a word with itself are among them, and windows of 1 and 2."""
    wrong = []
    for text, window in (([0, 1, 0, 0, 1], 2), ([0, 0, 1, 1, 0], 1)):
        expected = subsampling.thinned(_counted([text], window), _floats(), _floats())
        mean = _mean_counts(text, window, holes=True)
        wrong += [Fraction(x) - y for x, y in zip(expected.ravel().tolist(), mean.ravel().tolist(), strict=True)]
    return worst(map(abs, wrong), 0, "8 cells, 2 texts")


@witness(
    "E",
    "Where windows close it fails: of the mean counts of these ways, PMI is 0.3 nats off or more in every cell seen.",
)
def closing_windows_fail():
    """Average over the same ways without holes. Even with one q for all, new pairs come in: "a b c", window 1."""
    text, keep = [0, 1, 0, 0, 1], _floats()
    closed = _mean_counts(text, 2, holes=False).astype(float)
    left = subsampling.thinned(_counted([text], 2), keep, keep)
    seen = left > 0
    new = sum(p * _counted(words, 1, 3)[0, 2] for words, p in _ways([0, 1, 2], [0.5, 0.5, 0.5], 2, False))
    return proved(
        [
            abs(pmi.pmi(closed)[seen] - pmi.pmi(left)[seen]).min() > 0.3,
            (closed > left).all(),
            _counted([[0, 1, 2]], 1, 3)[0, 2] == 0,
            new == Fraction(1, 8),
        ],
        "2 texts",
    )


@witness("E", "Counts ((8, 4), (4, 0)), q = (½, 1): shipped PMI of the first cell falls by log 32/27, from 8/9 to 3/4.")
def shift_in_fractions():
    """Run the shipped functions on whole numbers and fractions as symbols; then keep both words alike."""
    counts = elements.array_of([[sp.Integer(8), sp.Integer(4)], [sp.Integer(4), sp.Integer(0)]])
    half = sp.Rational(1, 2)
    ratios = [
        sp.exp(elements.values(pmi.pmi(subsampling.thinned(counts, q, q), elements.Element(sp.Integer(1))))[0, 0])
        for q in (elements.array_of(x) for x in ([sp.Integer(1), sp.Integer(1)], [half, sp.Integer(1)], [half, half]))
    ]
    stated = [sp.Rational(8, 9), sp.Rational(3, 4), sp.Rational(8, 9)]
    return proved(sp.simplify(x - y) == 0 for x, y in zip(ratios, stated, strict=True))


@witness("N", "At random tables, dense with no empty cell and sparse with many, shipped PMI shifts as stated.")
def shift_at_random_tables():
    """Compare differences of shipped PMI with the statement, where pairs were observed."""
    from scipy.sparse import coo_array, csr_array

    errors = []
    for seed in range(8):
        rng, size = np.random.default_rng([104, seed]), (4, 4 + seed % 2)  # every other table is square
        counts = rng.integers(1, 40, size) * (1 if seed < 4 else rng.integers(0, 2, size))
        counts[np.arange(size[1]) % 4, np.arange(size[1])] += 1
        keep_w, keep_c = (rng.uniform(0.05, 1, n) for n in size)
        table = counts if seed < 4 else csr_array(counts)
        found = pmi.pmi(subsampling.thinned(table, keep_w, keep_c)) - pmi.pmi(table)
        places = coo_array(counts).coords
        stated = [statement.number_shift(counts.tolist(), keep_w, keep_c, *cell) for cell in zip(*places, strict=True)]
        values = found[places] if seed < 4 else coo_array(found).data
        errors.append(agreement(values, np.array(stated, dtype=float)))
    return worst(errors, 1e-13, "nats, 8 tables")


@witness("M", "In 50 digits PMI of thinned counts is PMI plus the stated shift, which reaches 1 nat at these tables.")
def shift_in_fifty_digits():
    """Compare at random tables in which three words have a context of their own; each word has a q of its own."""
    errors, shifts = [], []
    with mp.workdps(60):
        for seed in range(3):
            rng = np.random.default_rng([105, seed])
            counts, keep_w, keep_c = rng.integers(1, 40, size=(3, 4)), rng.uniform(0.05, 1, 3), rng.uniform(0.05, 1, 4)
            counts[np.arange(3), np.arange(3)] += 400
            lifted = [elements.fifty_digits(x) for x in (counts, keep_w, keep_c)]
            shipped = elements.values(pmi.pmi(subsampling.thinned(*lifted), elements.Element(mp.mpf(1))))
            for cell in np.ndindex(counts.shape):
                shift = statement.number_shift(counts.tolist(), keep_w, keep_c, *cell)
                errors.append(abs(shipped[cell] - pmi_statement.number_pmi(counts.tolist(), *cell) - shift))
                shifts.append(abs(shift))
    return worst([*errors, max(shifts) < 1], 1e-45, "nats, 36 cells")


def _any_table():
    """Counts and probabilities of symbolic size: any |V|, any |C|, any numbers."""
    return any_size.array("N", V, n), any_size.array("qw", V), any_size.array("qc", n)


def _floats():
    return np.array(QUARTERS, dtype=float)


def _ways(text, keep, parts, holes):
    """All ways in which the draws for a text can fall: what is left, and how probable that is."""
    return every_outcome(lambda rng: subsampling.subsample([text], keep, rng, holes), parts)


def _mean_counts(text, window, holes):
    """The mean of the counts over these ways, in fractions."""
    ways = _ways(text, _floats(), 4, holes)
    return sum(p * _counted(left, window).astype(object) for left, p in ways)


def _counted(sentences, window, n_words=2):
    """Count the shipped pairs; a sentence of two further words makes sure that there is one."""
    D = pairs.pairs([*sentences, [n_words, n_words + 1]], window)
    return pairs.count_table(D, n_words + 2, n_words + 2)[:n_words, :n_words]


EF4 = Record(
    id="EF4",
    title="subsampling shifts PMI",
    chapter="contexts",
    kind="identity",
    sentence="Subsampling does not leave PMI as it was: the shift depends on how often the contexts of a "
    "word, and the words of a context, are kept.",
    latex=r"\begin{aligned}\mathrm{PMI}'(w,c)&=\mathrm{PMI}(w,c)+\log Z\\"
    r"&-\log\mathbb{E}[q_C\mid w]-\log\mathbb{E}[q_W\mid c],\\"
    r"Z&=\sum_{w,c}q_w\,p(w,c)\,q_c,\\"
    r"\mathbb{E}[q_C\mid w]&=\sum_cp(c\mid w)\,q_c,\\\mathbb{E}[q_W\mid c]&=\sum_wp(w\mid c)\,q_w\end{aligned}",
    source="ours",
    assumptions=(
        "Windows are those of the full text: a word that goes leaves a hole. Where windows close over the gaps, "
        "new pairs come in, and the formula need not hold.",
        "Every place is kept independently, with the probability q of its word; PMI' is the PMI of the counts "
        "that are expected then. #(w,c) > 0, and no q is 0.",
        "The shift is 0 everywhere if all words are kept with the same probability.",
    ),
    code=(subsampling.thinned, pmi.pmi),
    follows_from=("PM1", "PM8"),
    derivation=derivations.EF4,
    witnesses=(
        shifted_pmi_for_every_size,
        pmi_stays_if_all_are_kept_alike,
        mean_counts_beside_holes,
        closing_windows_fail,
        shift_in_fractions,
        shift_at_random_tables,
        shift_in_fifty_digits,
        each_line_follows(derivations.EF4, derivations.texts(1)),
    ),
)
