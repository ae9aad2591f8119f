"""NC5: sampled softmax, which ranks the observed context above its draws."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import sampled_softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import sampled_softmax

NC5 = Record(
    id="NC5",
    title="sampled softmax",
    chapter="noise-contrastive",
    kind="stationary",
    sentence="A softmax over the observed context and its draws, each score lowered by log P_n, recovers log p(c | w) "
    "up to a number for each word, for every k; without the correction it recovers log p(c | w)/P_n(c).",
    latex=r"\begin{aligned}\ell&=\log\frac{e^{y_c}}{e^{y_c}+\sum_{i=1}^{k}e^{y_{c_i}}},\qquad y_c=x_c-\log P_n(c),\\"
    r"x^*_{wc}&=\log\hat p(c\mid w)+a(w);\quad\text{if }y=x:\;x^*_{wc}=\log\frac{\hat p(c\mid w)}{P_n(c)}+a(w),\\"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial x_j}&=1[c=j]-p_j-\frac1k\Big(1[c=j]\,\rho_c"
    r"+p_j\big(\textstyle\sum_ip_i\rho_i-\rho_c-\rho_j\big)\Big)+O\Big(\frac1{k^2}\Big),\\"
    r"&\phantom{{}={}}p=\mathrm{softmax}(x),\qquad\rho_j=\frac{p_j}{P_n(j)}\end{aligned}",
    source="Jean et al. 2015; Ma & Collins 2018, the ranking objective; the coefficient of 1/k is ours",
    assumptions=(
        "k ≥ 1, and P_n(c) > 0 for every context.",
        "Scores are free, and no cell of the table is 0; the optimum is unique up to a(w), any number for each word.",
        "A draw may be equal to c, and is then one more candidate.",
        "log p/P_n is PMI only where P_n is the unigram law; with another noise add log p(c)/P_n(c).",
    ),
    departure="Programs leave draws equal to the observed context out; then the posterior is not exact for any k.",
    code=(
        sampled_softmax.log_likelihood,
        sampled_softmax.gradient,
        sampled_softmax.expected_log_likelihood,
        sampled_softmax.expected_gradient,
    ),
    follows_from=("SG5", "SG11", "NC1"),
    derivation=derivations.NC5,
    witnesses=(each_line_follows(derivations.NC5, [t._replace(k=2) for t in instances.tables(17, n_words=2, n=3)]),),
)
