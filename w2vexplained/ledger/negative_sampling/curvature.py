"""NS12 and NS13: second derivatives, and the convex problem that each side alone poses."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import second_derivatives as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling

NS12 = Record(
    id="NS12",
    title="second derivatives of equation (4)",
    chapter="negative-sampling",
    kind="derivative",
    sentence="Within a side the curvature is a weighted sum of outer products; across sides the force itself joins in.",
    latex=r"\begin{aligned}\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}"
    r"&=-\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_jv_j^\top,"
    r"\qquad\frac{\partial^2\ell}{\partial v_j\,\partial v_j^\top}=-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_wv_w^\top,\\"
    r"\frac{\partial^2\ell}{\partial v_w\,\partial v_j^\top}&=g_j\,I-n_j\,\sigma(x_j)\,\sigma(-x_j)\,v_jv_w^\top,"
    r"\qquad g_j=1[c=j]-n_j\,\sigma(x_j),\quad n_j=1[c=j]+m_j\end{aligned}",
    source="ours",
    assumptions=(
        "Here n_j counts how often context j is asked about: as the observed one, or as one of its m_j draws.",
    ),
    code=(negative_sampling.hessian, negative_sampling.expected_hessian),
    follows_from=("NS10", "NS11"),
    derivation=derivations.NS12,
    witnesses=(each_line_follows(derivations.NS12, instances.pairs(7)),),
)

NS13 = Record(
    id="NS13",
    title="one side fixed: logistic regression",
    chapter="negative-sampling",
    kind="convexity",
    sentence="With one side held fixed, minus the objective is a logistic regression: convex, strictly so exactly "
    "where the vectors in use span the space, and with one finite optimum exactly where no direction separates.",
    latex=r"\begin{aligned}-u^\top\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}\,u"
    r"&=\sum_j n_j\,\sigma(x_j)\,\sigma(-x_j)\,(v_j\cdot u)^2\ge0,\\"
    r"\text{one finite optimum }v_w&\iff\text{no }u\ne0\text{ has }u\cdot v_c\ge0"
    r"\text{ and }u\cdot v_{c_i}\le0\text{ for all draws}\end{aligned}",
    source="Goldberg & Levy 2014, §2.1",
    assumptions=(
        "The other side is held fixed; both together are not convex, NS14.",
        "Where every observed context is also drawn, the condition on it reads u·v_c = 0.",
    ),
    code=(negative_sampling.hessian, negative_sampling.expected_hessian),
    follows_from=("NS12",),
    derivation=derivations.NS13,
    witnesses=(each_line_follows(derivations.NS13, instances.pairs(7)),),
)
