"""NS14 and NS15: the saddle at zero, and how steep the objective can be."""

from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import second_derivatives as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling

NS14 = Record(
    id="NS14",
    title="zero is a saddle",
    chapter="negative-sampling",
    kind="stationary",
    sentence="Where all vectors are zero the gradient vanishes, and the Hessian has as many rising directions as "
    "falling ones: the joint problem is not convex, and training must not start there.",
    latex=r"\begin{aligned}\nabla\,\mathbb{E}\ell(0)&=0,\qquad"
    r"\nabla^2\,\mathbb{E}\ell(0)=\begin{pmatrix}0&G_0\\G_0^\top&0\end{pmatrix}\otimes I_d,\qquad G_0=\tfrac12(a-b),\\"
    r"\lambda&=\pm\sigma_i(G_0)\ \text{each }d\text{ times}\end{aligned}",
    source='ours; Goldberg & Levy 2014, §2.1, says "non-convex"',
    assumptions=("a and b differ somewhere: G_0 is not zero.", "All other eigenvalues are zero."),
    code=(negative_sampling.expected_gradient, negative_sampling.expected_hessian),
    follows_from=("NS11", "NS12"),
    derivation=derivations.NS14,
    witnesses=(each_line_follows(derivations.NS14, corpora.corpora(10)),),
)

NS15 = Record(
    id="NS15",
    title="how steep, how curved",
    chapter="negative-sampling",
    kind="inequality",
    sentence="A step is never longer than the vectors in it, and curvature in the word's vector is at most a quarter "
    "of theirs; over both sides together no bound holds.",
    latex=r"\begin{aligned}\Big\|\frac{\partial\ell}{\partial v_w}\Big\|&\le\|v_c\|+\sum_{i=1}^{k}\|v_{c_i}\|,"
    r"\qquad\Big\|\frac{\partial\ell}{\partial v_j}\Big\|\le\max\big(1[c=j],\,m_j\big)\,\|v_w\|,\\"
    r"\Big\|\frac{\partial^2\ell}{\partial v_w\,\partial v_w^\top}\Big\|"
    r"&\le\tfrac14\,\lambda_{\max}\Big(\sum_j n_j\,v_jv_j^\top\Big),"
    r"\qquad\sup_{v_w,\,C}\big\|\nabla^2\ell\big\|=\infty\end{aligned}",
    source="ours",
    code=(negative_sampling.gradient, negative_sampling.hessian),
    follows_from=("NS10", "NS12"),
    witnesses=(),
)
