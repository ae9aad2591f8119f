"""SG8, SG9 and SG10: what the objective cannot see, and what its gradient flow conserves."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import symmetries as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import softmax

SG8 = Record(
    id="SG8",
    title="another basis leaves every score as it is",
    chapter="softmax",
    kind="identity",
    sentence="Multiply all word vectors by A and all context vectors by its inverse transpose: no score changes, "
    "and this ties the two gradients to each other.",
    latex=r"(A^{-\top}v_c)\cdot(A\,v_w)=v_c\cdot v_w,\qquad "
    r"W^\top\frac{\partial\ell}{\partial W}=\Big(\frac{\partial\ell}{\partial C}\Big)^{\!\top}C",
    source="follows from eq. (3) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("A is an invertible d × d matrix, the same for all words and contexts.",),
    code=(softmax.expected_log_likelihood, softmax.expected_gradient),
    follows_from=("SG3", "SG5"),
    derivation=derivations.SG8,
    witnesses=(each_line_follows(derivations.SG8, instances.tables(8)),),
)

SG9 = Record(
    id="SG9",
    title="what gradient flow conserves",
    chapter="softmax",
    kind="identity",
    sentence="While both sides climb the objective along their gradients, one d × d matrix never changes.",
    latex=r"\dot W=\frac{\partial\ell}{\partial W},\quad\dot C=\frac{\partial\ell}{\partial C}"
    r"\qquad\Longrightarrow\qquad\frac{\mathrm d}{\mathrm dt}\big(W^\top W-C^\top C\big)=0",
    source="as for linear networks: Saxe, McClelland & Ganguli 2014, arXiv 1312.6120; the note leaves it out",
    assumptions=("Steps are infinitely small; one step of size η changes the matrix by a term of order η².",),
    code=(softmax.expected_gradient,),
    follows_from=("SG8",),
    derivation=derivations.SG9,
    witnesses=(each_line_follows(derivations.SG9, instances.tables(9, count=1)),),
)

SG10 = Record(
    id="SG10",
    title="a vector added to all contexts changes no probability",
    chapter="softmax",
    kind="identity",
    sentence="The softmax sees only differences of context vectors, so the gradients of all contexts add up to zero.",
    latex=r"\frac{e^{(v_c+b)\cdot v_w}}{\sum_{c'}e^{(v_{c'}+b)\cdot v_w}}=p(c\mid w),\qquad "
    r"\sum_{c'}\frac{\partial\log p(c\mid w)}{\partial v_{c'}}=0",
    source="follows from eq. (3) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("The model is the softmax; negative sampling has no such freedom.",),
    code=(softmax.log_likelihood, softmax.gradient),
    follows_from=("SG2", "SG5"),
    derivation=derivations.SG10,
    witnesses=(each_line_follows(derivations.SG10, instances.pairs(10)),),
)
