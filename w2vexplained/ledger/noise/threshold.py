"""ND3: who is drawn more often than under the unigram law."""

from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.statistics import noise

ND3 = Record(
    id="ND3",
    title="who is boosted: an exact threshold",
    chapter="noise",
    kind="inequality",
    sentence="Below one count, the same for all contexts, a power smaller than 1 draws a context more often than the "
    "unigram law does; a power above 1 boosts those above that count.",
    latex=r"\begin{aligned}p_\alpha(c)>p_1(c)&\iff\#(c)<t\quad(\alpha<1),\qquad\iff\#(c)>t\quad(\alpha>1),\\"
    r"t&=\Big(\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^\alpha}\Big)^{1/(1-\alpha)},\qquad "
    r"t=\Big(\frac{\sum_{c'}\#(c')}{\sum_{c'}\#(c')^{3/4}}\Big)^{4}\;\text{ at }\alpha=\tfrac34\end{aligned}",
    source="ours",
    assumptions=(
        "α ≠ 1, where nothing is boosted; as α → 1, t tends to the geometric mean of the counts under the unigram law.",
        "0 < #(c); if all counts are equal they equal t, and nothing is boosted for any α.",
    ),
    departure="The factor p_α(c)/p_1(c) is (t/#(c))^(1−α): what α = 3/4 does to a context depends on the "
    "counts of all others.",
    code=(noise.boost_threshold,),
    follows_from=("ND1",),
    derivation=derivations.ND3,
    witnesses=(each_line_follows(derivations.ND3, derivations.counts(3)),),
)
