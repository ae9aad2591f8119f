"""SG4: how many parameters there are, and what one pair costs."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import scores

SG4 = Record(
    id="SG4",
    title="number of parameters, and the cost of one pair",
    chapter="softmax",
    kind="identity",
    sentence="Parameters grow with the sum of the two vocabularies; one pair costs all contexts or only k + 1 of them.",
    latex=r"\begin{aligned}\text{parameters}&=(|V|+|C|)\,d\\"
    r"\text{products for the scores of one pair, softmax}&=|C|\,d\\"
    r"\text{products for the scores of one pair, negative sampling}&=(k+1)\,d\end{aligned}",
    source="Goldberg & Levy 2014, §1.1",
    assumptions=("Counted are the multiplications that make the scores, forward, for one pair.",),
    departure="The note gives |C| × |V| × d parameters; the vectors of words and of contexts add up, so (|V| + |C|) d.",
    code=(scores.of_all_contexts, scores.of_some_contexts),
    follows_from=("SG3",),
    derivation=derivations.SG4,
    witnesses=(each_line_follows(derivations.SG4, instances.tables(4)),),
)
