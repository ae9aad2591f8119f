"""SG6 and SG7: second derivatives, and why either side alone is a convex problem."""

from w2vexplained import functions
from w2vexplained.ledger.derivations import curvature as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import softmax

SG6 = Record(
    id="SG6",
    title="log of a sum of exponentials is convex",
    chapter="softmax",
    kind="convexity",
    sentence="The curvature of the log-sum of exponentials is a variance under the softmax: never below 0, never above "
    "one half.",
    latex=r"\begin{aligned}\nabla^2\log\sum_ie^{x_i}&=\mathrm{diag}\,p-pp^\top,\qquad p_i=e^{x_i}\big/\sum_je^{x_j}\\"
    r"u^\top\big(\mathrm{diag}\,p-pp^\top\big)u&=\tfrac12\sum_{i,j}p_ip_j(u_i-u_j)^2"
    r"\in\big[0,\tfrac12\lVert u\rVert^2\big]\end{aligned}",
    source="classical; the note leaves it out",
    code=(functions.logsumexp,),
    follows_from=("SG2",),
    derivation=derivations.SG6,
    witnesses=(each_line_follows(derivations.SG6, instances.pairs(6)),),
)

SG7 = Record(
    id="SG7",
    title="Hessian blocks: convex in either side alone",
    chapter="softmax",
    kind="convexity",
    sentence="With one side fixed, the negative log-likelihood is convex in the other: its curvature is a covariance.",
    latex=r"\begin{aligned}0\preceq-\frac{\partial^2\log p(c\mid w)}{\partial v_w\,\partial v_w^\top}"
    r"&=\sum_{c'}p_{c'}(v_{c'}-\bar v)(v_{c'}-\bar v)^\top\preceq\tfrac14\max_{i,j}\lVert v_i-v_j\rVert^2\,I\\"
    r"0\preceq-\frac{\partial^2\log p(c\mid w)}{\partial C\,\partial C}"
    r"&=\big(\mathrm{diag}\,p-pp^\top\big)\otimes v_wv_w^\top,\qquad\bar v=\sum_{c'}p_{c'}v_{c'}\end{aligned}",
    source="follows from eq. (4) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=("The other side is held fixed; in both sides at once the objective is not convex.",),
    code=(softmax.hessian, softmax.expected_hessian),
    follows_from=("SG5", "SG6"),
    derivation=derivations.SG7,
    witnesses=(each_line_follows(derivations.SG7, instances.pairs(17)),),
)
