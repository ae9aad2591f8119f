"""SG11 and SG12: what the softmax objective reaches, and what it does with one vector for both roles."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import optimum as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import softmax

SG11 = Record(
    id="SG11",
    title="optimum over free scores: the observed log-probabilities",
    chapter="softmax",
    kind="stationary",
    sentence="If every score could be chosen freely, the model would give the observed probabilities, and the "
    "log-likelihood would be minus |D| times the conditional entropy of the table.",
    latex=r"\begin{aligned}x^*_{wc}&=\log\hat p(c\mid w)+a(w)=\mathrm{PMI}(w,c)+\log\hat p(c)+a(w)\\"
    r"\max\ell&=-|D|\,H(C\mid W)=\sum_{w,c}\#(w,c)\,\log\hat p(c\mid w),"
    r"\qquad\hat p(c\mid w)=\frac{\#(w,c)}{\#(w)}\end{aligned}",
    source="follows from eq. (4) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "No cell of the table is 0; at an empty cell the best score is minus infinity, which no vectors reach.",
    ),
    code=(softmax.expected_log_likelihood,),
    follows_from=("SG1", "SG3", "SG5"),
    derivation=derivations.SG11,
    witnesses=(each_line_follows(derivations.SG11, instances.tables(11)),),
)

SG12 = Record(
    id="SG12",
    title="one vector for both roles: dog beside dog",
    chapter="softmax",
    kind="inequality",
    sentence="With one vector for both roles the sigmoid must call dog beside dog at least as likely as not; "
    "the softmax can make it as unlikely as it likes.",
    latex=r"\sigma(v\cdot v)=\frac1{1+e^{-\lVert v\rVert^2}}\ge\frac12,\qquad\text{but}\qquad"
    r"\inf_{v,\,v'}\,\frac{e^{v\cdot v}}{e^{v\cdot v}+e^{v'\cdot v}}=0",
    source="Goldberg & Levy 2014, §1.1, footnote 2",
    assumptions=("Word and context dog share the vector v; there is at least one other context, with vector v'.",),
    departure="The footnote argues that p(dog | dog) cannot be low, beside the softmax of eq. (3); "
    "its argument holds for the sigmoid of section 2, and for the softmax it fails.",
    follows_from=("SG2",),
    derivation=derivations.SG12,
    witnesses=(each_line_follows(derivations.SG12, instances.pairs(12)),),
)
