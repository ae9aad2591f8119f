"""NC3 and NC4: where noise-contrastive estimation is negative sampling, and what each of them estimates."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import noise_contrastive

NC3 = Record(
    id="NC3",
    title="negative sampling is NCE where k P_n = 1",
    chapter="noise-contrastive",
    kind="identity",
    sentence="Noise-contrastive estimation is negative sampling with every score lowered by log k P_n(c); the two are "
    "one where that is 0: uniform noise, and as many draws as there are contexts.",
    latex=r"\begin{aligned}\ell_{\mathrm{NCE}}(x)&=\ell_{\mathrm{NS}}\big(x-\log k\,P_n\big),\\"
    r"\log k\,P_n(c)=0\;\text{ for all }c&\iff P_n(c)=\frac1n\;\text{ and }\;k=n\end{aligned}",
    source="Dyer 2014",
    assumptions=(
        "n is the number of contexts; Dyer's |V|, where words and contexts share one vocabulary.",
        "Uniform noise alone does not suffice, nor do n draws: either leaves a shift in the scores.",
    ),
    code=(
        noise_contrastive.log_likelihood,
        noise_contrastive.gradient,
        noise_contrastive.expected_log_likelihood,
        noise_contrastive.expected_gradient,
    ),
    follows_from=("NC1", "NS7"),
    derivation=derivations.NC3,
    witnesses=(each_line_follows(derivations.NC3, [derivations.uniform(t) for t in instances.tables(15)]),),
)

NC4 = Record(
    id="NC4",
    title="what each comes to rest at",
    chapter="noise-contrastive",
    kind="stationary",
    sentence="Over free scores noise-contrastive estimation has its one optimum at log p(c | w), for every k and every "
    "noise; negative sampling has it lower by log k P_n(c).",
    latex=r"\begin{aligned}x^{\mathrm{NCE}}_{wc}&=\log\hat p(c\mid w),\\"
    r"x^{\mathrm{NS}}_{wc}&=\log\frac ab=x^{\mathrm{NCE}}_{wc}-\log k\,P_n(c),\\"
    r"x^{\text{NCE without }k}_{wc}&=x^{\mathrm{NCE}}_{wc}-\log k\end{aligned}",
    source="Levy & Goldberg 2014, section 3.1, eqs. (7) and (8)",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "No cell of the table is 0, and no context has noise 0.",
    ),
    departure="Levy & Goldberg give log P(w | c) − log k for noise-contrastive estimation. That is the optimum where k "
    "is left out of the posterior, the third line; with k in it, as in NC1, nothing is subtracted.",
    code=(noise_contrastive.expected_log_likelihood, noise_contrastive.expected_gradient),
    follows_from=("NC1", "NS11", "PM1"),
    derivation=derivations.NC4,
    witnesses=(each_line_follows(derivations.NC4, instances.tables(16)),),
)
