"""SG1: the likelihood of a text, written in three ways."""

from w2vexplained.corpus import pairs
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pairs as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import softmax

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
    witnesses=(each_line_follows(derivations.SG1, instances.texts(1)),),
)
