"""NC1: the posterior of noise-contrastive estimation, and its gradient."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import noise_contrastive

NC1 = Record(
    id="NC1",
    title="noise-contrastive estimation",
    chapter="noise-contrastive",
    kind="derivative",
    sentence="The logit of negative sampling is the score; here it is the score less the logarithm of how often the "
    "context would be drawn, and then a score at rest is the logarithm of a probability.",
    latex=r"\begin{aligned}p(D{=}1\mid w,c)&=\frac{e^{x}}{e^{x}+k\,P_n(c)}=\sigma(s),"
    r"\qquad s=x-\log k\,P_n(c),\\"
    r"\frac{\partial\ell}{\partial v_w}&=\sigma(-s_c)\,v_c-\sum_{i=1}^{k}\sigma(s_{c_i})\,v_{c_i},\\"
    r"\frac{\partial\,\mathbb{E}\ell}{\partial x_{wc}}"
    r"&=\#(w)\,\frac{k\,P_n(c)}{e^{x}+k\,P_n(c)}\,\big(\hat p(c\mid w)-e^{x}\big)\end{aligned}",
    source="Gutmann & Hyvärinen 2012; Mnih & Teh 2012",
    assumptions=(
        "P_n(c) > 0 for every context: the logit of one that is never drawn is infinite.",
        "At least one draw, k ≥ 1, and the draws do not depend on the vectors.",
    ),
    departure="Mnih & Teh write s for the score and give each context (their w) a bias; here x is the score v_c·v_w "
    "and s the logit.",
    code=(
        noise_contrastive.log_likelihood,
        noise_contrastive.gradient,
        noise_contrastive.expected_log_likelihood,
        noise_contrastive.expected_gradient,
    ),
    follows_from=("NS1", "NS3", "NS7"),
    derivation=derivations.NC1,
    witnesses=(each_line_follows(derivations.NC1, instances.tables(13)),),
)
