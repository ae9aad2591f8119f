"""PM9: what changes when the program skips a negative that is the target."""

from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.record import Record, each_line_follows

PM9 = Record(
    id="PM9",
    title="the program skips collisions: logit instead of logarithm",
    chapter="pmi",
    kind="stationary",
    sentence="The program word2vec skips a drawn negative that equals the pair's own context; so the optimum has the "
    "log-odds of p(c | w) in the place of its logarithm, and fewer than k negatives are left for a pair.",
    latex=r"\begin{aligned}b'&=k\,P_n(c)\,\big(\#(w)-\#(w,c)\big),\\"
    r"x^*_{wc}&=\log\frac{a}{b'}=\operatorname{logit}p(c\mid w)-\log k-\log P_n(c),\qquad"
    r"\operatorname{logit}p=\log\frac{p}{1-p},\\"
    r"\sum_{w,c}b'&=k\,|D|\,\Big(1-\sum_c p(c)\,P_n(c)\Big)\end{aligned}",
    source="ours; the rule is in the program word2vec of Mikolov et al. 2013",
    assumptions=(
        "0 < p(c | w) < 1: the word has another context, too.",
        "A skipped negative is not drawn again.",
        "P_n is the law of the draw as the program makes it.",
    ),
    departure="The papers say nothing of collisions, and count them as negatives.",
    follows_from=("PM1", "PM2", "NS7"),
    derivation=derivations.PM9,
    witnesses=(each_line_follows(derivations.PM9, derivations.skippers()),),
)
