"""EF3: how far windows reach when words are left out before they are cut, and when holes stay."""

from w2vexplained.corpus import pairs, subsampling
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows

EF3 = Record(
    id="EF3",
    title="pruning before windows makes them wider",
    chapter="contexts",
    kind="identity",
    sentence="If words are left out before windows are cut, a window still holds its L contexts on each side, but they "
    "come from farther away: on average the jth from a distance of j/q.",
    latex=r"\begin{aligned}P(M_j=m)&=\binom{m-1}{j-1}\,q^j(1-q)^{m-j},\qquad m=j,\,j+1,\,\dots,\\"
    r"\text{windows close:}\quad&2L\text{ contexts, the }j\text{th at a mean distance of }\;\mathbb{E}\,M_j=\frac jq,\\"
    r"\text{holes stay:}\quad&2Lq\text{ contexts on average, at most }L\text{ places away}\end{aligned}",
    source="Goldberg & Levy 2014, §3.2, which says that windows grow; the law is ours",
    assumptions=(
        "Every place is kept with the same probability q, independently of all others.",
        "The word stands far from the ends of its sentence. M_j is the distance, in the full text, "
        "of the jth kept word on one side.",
    ),
    code=(subsampling.subsample, pairs.pairs),
    follows_from=("SG1",),
    derivation=derivations.EF3,
    witnesses=(each_line_follows(derivations.EF3, derivations.thinnings(1)),),
)
