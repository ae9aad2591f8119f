"""NC2: many draws, and the condition under which they lead to maximum likelihood."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import noise_contrastive

NC2 = Record(
    id="NC2",
    title="many draws: maximum likelihood, where Z = 1",
    chapter="noise-contrastive",
    kind="limit",
    sentence="As k grows the gradient tends to what was observed less the exponentials of the scores, with an error "
    "of order 1/k; this is the gradient of the log-likelihood only where these exponentials sum to 1.",
    latex=r"\begin{aligned}\frac1{\#(w)}\frac{\partial\,\mathbb{E}\ell}{\partial x_{wc}}"
    r"&=\hat p(c\mid w)-e^{x}+\frac1k\,\frac{e^{x}\big(e^{x}-\hat p(c\mid w)\big)}{P_n(c)}+O\Big(\frac1{k^2}\Big),\\"
    r"\hat p(c\mid w)-e^{x}&=\Big(\hat p(c\mid w)-\frac{e^{x}}{Z_w}\Big)-\Big(1-\frac1{Z_w}\Big)e^{x},"
    r"\qquad Z_w=\sum_{c'}e^{x_{wc'}}\end{aligned}",
    source="Mnih & Teh 2012",
    assumptions=(
        "P_n(c) > 0 for every context.",
        "The limit is the slope of the log-likelihood, score by score, if and only if Z_w = 1.",
    ),
    departure="Mnih & Teh say that the gradient tends to that of maximum likelihood; that supposes Z = 1, to "
    "which they fix every normaliser. Elsewhere the limit climbs the log-likelihood less Z − 1 − log Z.",
    code=(noise_contrastive.expected_gradient,),
    follows_from=("NC1", "SG5"),
    derivation=derivations.NC2,
    witnesses=(each_line_follows(derivations.NC2, instances.tables(14)),),
)
