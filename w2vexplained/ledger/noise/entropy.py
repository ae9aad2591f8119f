"""ND2: the entropy of the noise falls as the power grows."""

from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.statistics import information, noise

ND2 = Record(
    id="ND2",
    title="entropy falls with the power",
    chapter="noise",
    kind="derivative",
    sentence="The larger the power, the less is left open: the entropy falls at a rate of α times the variance of "
    "the logarithm of the count.",
    latex=r"\frac{\mathrm d}{\mathrm d\alpha}H(p_\alpha)=-\alpha\,\mathrm{Var}_{p_\alpha}(\log\#)\le0,"
    r"\qquad\frac{\mathrm d\,p_\alpha(c)}{\mathrm d\alpha}=p_\alpha(c)\big(\log\#(c)-\mathbb{E}_{p_\alpha}\log\#\big)",
    source="ours; classical for a softmax whose scores are scaled, α log #(c)",
    assumptions=(
        "α ≥ 0; below 0 rare contexts would be preferred, and the entropy would rise with α.",
        "Zero at α = 0, and where all counts are equal; elsewhere the entropy falls strictly.",
    ),
    code=(noise.unigram, information.entropy),
    follows_from=("ND1", "SG2"),
    derivation=derivations.ND2,
    witnesses=(each_line_follows(derivations.ND2, derivations.counts(2)),),
)
