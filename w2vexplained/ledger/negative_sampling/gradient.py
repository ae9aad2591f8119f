"""NS10 and NS11: attraction and repulsion, for one pair and for a table of counts."""

from w2vexplained.ledger.derivations import corpora, instances
from w2vexplained.ledger.derivations import gradients as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling

NS10 = Record(
    id="NS10",
    title="gradient of equation (4)",
    chapter="negative-sampling",
    kind="derivative",
    sentence="A word is pulled to its context and pushed from each draw, by how wrong each score is; "
    "contexts feel the opposite end of the same forces.",
    latex=r"\frac{\partial\ell}{\partial v_w}=\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i},\qquad"
    r"\frac{\partial\ell}{\partial v_j}=\big(1[c=j]\,\sigma(-x_j)-m_j\,\sigma(x_j)\big)\,v_w",
    source="Rong 2014, section 3.2; the note leaves it out",
    assumptions=("Here x_j is v_j·v_w, and m_j counts how often context j was drawn: repeated draws add up.",),
    code=(negative_sampling.gradient,),
    follows_from=("NS3", "NS7"),
    derivation=derivations.NS10,
    witnesses=(each_line_follows(derivations.NS10, instances.pairs(7)),),
)

NS11 = Record(
    id="NS11",
    title="gradient of the expected objective",
    chapter="negative-sampling",
    kind="derivative",
    sentence="All pairs' forces stand in one matrix; a product with either side gives the gradient of the other.",
    latex=r"G_X=a\,\sigma(-X)-b\,\sigma(X),\qquad X=W C^\top,\qquad"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial W}=G_X\,C,\qquad\frac{\partial\,\mathbb{E}\ell}{\partial C}=G_X^\top\,W",
    source="ours, from Levy & Goldberg 2014, §3.1",
    assumptions=("Products and sigmoids of tables are taken entry by entry.",),
    code=(negative_sampling.expected_gradient,),
    follows_from=("NS3", "NS7"),
    derivation=derivations.NS11,
    witnesses=(each_line_follows(derivations.NS11, corpora.corpora(9)),),
)
