"""SG1: the likelihood of a text, written in three ways."""

from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
from hypothesis import strategies as st

from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pairs as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import corpora
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import C, V, W, d, evaluate, m, n, r, w
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, properties, zero
from w2vexplained.verification.evidence import agreement, proved, worst

P = tuple(tuple(map(Fraction, row.split())) for row in ("1/2 1/3 1/6", "1/5 2/5 2/5", "3/7 3/7 1/7"))  # p(c | w)


@witness("E", "For every text of 2 to 5 words out of three, and windows of 1 and 2, the products are one fraction.")
def three_products_exactly():
    """Multiply exact fractions: along the text, over the shipped list of pairs, over the shipped table of counts."""
    residuals = []
    for words, window in product(_texts(2, 5), (1, 2)):
        D = pairs.pairs([words], window)
        table = pairs.count_table(D, 3, 3)
        along_the_text = corpora.likelihood([words], window, P)
        residuals.append(prod(P[w][c] for w, c in D) == along_the_text)
        residuals.append(prod(P[w][c] ** int(table[w, c]) for w, c in np.ndindex(3, 3)) == along_the_text)
    return proved(residuals, "exact fractions")


@witness("E", "If D kept each pair only once, the product would be another: the text a b a shows it.")
def a_plain_set_is_not_enough():
    """Multiply over the different pairs only."""
    once = prod(P[w][c] for w, c in {tuple(pair) for pair in pairs.pairs([[0, 1, 0]], 1).tolist()})
    return proved([once != corpora.likelihood([[0, 1, 0]], 1, P)], "exact fractions")


@witness(
    "E", "Any list of pairs is counted in its cells: 5,000 random pairs of two words and four contexts, one by one."
)
def table_counts_every_pair():
    """Count in plain Python; #(w, c) and #(c, w) differ here, unlike in a text."""
    D = np.random.default_rng(2).integers([2, 4], size=(5_000, 2))
    counted = pairs.count_table(D, 2, 4)
    listed = D.tolist()
    return proved(counted[w, c] == listed.count([w, c]) for w, c in np.ndindex(2, 4))


@witness("A", "For every |V|, |C| and d the shipped value is the sum over the table of count times log p(c | w).")
def table_for_every_size():
    """Compare derivatives in all vectors, and the value where all vectors are zero."""
    W_, C_, counts = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
    shipped = softmax.expected_log_likelihood(W_, C_, counts).expression
    origin = zero.with_zero("W", "C")
    return proved(zero.same_function(shipped, statement.log_likelihood_of_table(), [W[w, m], C[r, m]], origin))


@witness("H", "For any texts that a search invents, the shipped value of their table is the sum of log p along them.")
def table_against_text():
    """Let hypothesis invent sentences of three words, empty ones and repetitions among them, and windows up to 4."""
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    log_p = [[float(_log_probability(w, c, *vectors)) for c in range(3)] for w in range(3)]

    def error(sentences, window):
        D = corpora.pairs(sentences, window)
        table = pairs.count_table(pairs.pairs(sentences, window), 3, 3)
        return agreement(softmax.expected_log_likelihood(*vectors, table), sum(log_p[w][c] for w, c in D))

    sentences = st.lists(st.lists(st.integers(0, 2), max_size=7), min_size=1, max_size=4)
    with_a_pair = sentences.filter(lambda text: max(map(len, text)) > 1)
    return worst(properties.worst_case(error, with_a_pair, st.integers(1, 4), examples=50), 1e-13, "50 texts")


def _texts(shortest, longest):
    return [list(words) for size in range(shortest, longest + 1) for words in product(range(3), repeat=size)]


def _log_probability(w, c, W, C):
    return evaluate(statement.log_likelihood(c + 1), v=W[w].tolist(), C=C.tolist())


SG1 = Record(
    id="SG1",
    title="likelihood of the text, of its pairs, of their counts",
    chapter="softmax",
    kind="identity",
    sentence="The likelihood may be multiplied up along the text, over its pairs, or over the table of their counts.",
    latex=r"\prod_{w\in\mathrm{Text}}\ \prod_{c\in C(w)}p(c\mid w)=\prod_{(w,c)\in D}p(c\mid w)"
    r"=\prod_{w,c}p(c\mid w)^{\#(w,c)}",
    source="Goldberg & Levy 2014, §1, eqs. (1) and (2)",
    assumptions=("D is a multiset: a pair that occurs several times stands in it as often.",),
    departure="The note calls D a set; the two products are equal only if D keeps repeated pairs.",
    code=(pairs.pairs, pairs.count_table, softmax.expected_log_likelihood),
    derivation=derivations.SG1,
    witnesses=(
        three_products_exactly,
        a_plain_set_is_not_enough,
        table_counts_every_pair,
        table_for_every_size,
        table_against_text,
        each_line_follows(derivations.SG1, instances.texts(1)),
    ),
)
