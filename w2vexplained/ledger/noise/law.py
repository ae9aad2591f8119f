"""ND1: counts to a power, and where the power leads at its ends."""

from w2vexplained.ledger.derivations import noise as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.statistics import noise

ND1 = Record(
    id="ND1",
    title="unigram to a power, and its limits",
    chapter="noise",
    kind="definition",
    sentence="A power between 0 and 1 leads from the uniform law on the contexts that occur to the unigram law; "
    "a power without end leaves only the most frequent contexts.",
    latex=r"\begin{aligned}p_\alpha(c)&=\frac{\#(c)^\alpha}{\sum_{c':\,\#(c')>0}\#(c')^\alpha}"
    r"\quad\text{if }\#(c)>0,\text{ else }0,\\"
    r"\lim_{\alpha\to0}p_\alpha(c)&=\frac{1[\#(c)>0]}{n},\qquad p_1(c)=\frac{\#(c)}{\sum_{c'}\#(c')},\\"
    r"\lim_{\alpha\to\infty}p_\alpha(c)&=\frac{1[\#(c)=M]}{m}\end{aligned}",
    source="Mikolov et al. 2013, section 2.2, for α = 3/4; Goldberg & Levy 2014, §2",
    assumptions=(
        "The n contexts with a count above 0 are the support: 0 to the power 0 does not let the others in.",
        "M is the largest count and m the number of contexts that have it: ties at the mode share it evenly.",
    ),
    code=(noise.unigram,),
    follows_from=("NS8",),
    derivation=derivations.ND1,
    witnesses=(each_line_follows(derivations.ND1, derivations.counts(1)),),
)
