"""SG2 and SG3: the softmax, and its log-likelihood."""

from w2vexplained import functions
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import softmax

SG2 = Record(
    id="SG2",
    title="probability of a context: the softmax",
    chapter="softmax",
    kind="definition",
    sentence="Scores become probabilities: exponentials divided by their sum.",
    latex=r"p(c\mid w)=\frac{e^{v_c\cdot v_w}}{\sum_{c'\in C}e^{v_{c'}\cdot v_w}},\qquad\sum_{c\in C}p(c\mid w)=1",
    source="Goldberg & Levy 2014, §1.1, eq. (3)",
    code=(functions.softmax,),
    derivation=derivations.SG2,
    witnesses=(each_line_follows(derivations.SG2, instances.pairs(2)),),
)

SG3 = Record(
    id="SG3",
    title="log-likelihood of the pairs, with any pivot",
    chapter="softmax",
    kind="identity",
    sentence="The log-likelihood adds up score minus log-sum of exponentials, and no pivot m changes its value.",
    latex=r"\begin{aligned}\ell=\sum_{(w,c)\in D}\log p(c\mid w)"
    r"&=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-\log\sum_{c'}e^{v_{c'}\cdot v_w}\Big)\\"
    r"&=\sum_{(w,c)\in D}\Big(v_c\cdot v_w-m_w-\log\sum_{c'}e^{v_{c'}\cdot v_w-m_w}\Big)\end{aligned}",
    source="Goldberg & Levy 2014, §1.1, eq. (4)",
    assumptions=("m is any number for each word; the code takes the largest score, so that nothing overflows.",),
    code=(functions.logsumexp, softmax.log_likelihood),
    follows_from=("SG1", "SG2"),
    derivation=derivations.SG3,
    witnesses=(each_line_follows(derivations.SG3, instances.tables(3)),),
)
