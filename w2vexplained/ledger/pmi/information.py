"""PM8: PMI, mutual information and symmetry."""

from w2vexplained.ledger.derivations import information as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.record import Record, each_line_follows

PM8 = Record(
    id="PM8",
    title="mutual information, and symmetry",
    chapter="pmi",
    kind="identity",
    sentence="The mean of PMI over the observed pairs is mutual information. Symmetric windows give symmetric counts "
    "and so symmetric PMI; smoothed PMI is not symmetric even then.",
    latex=r"\begin{aligned}I(W;C)&=\sum_{w,c}P(w,c)\,\mathrm{PMI}(w,c),\\"
    r"\#(w,c)=\#(c,w)\ \text{for all }w,c&\implies\mathrm{PMI}(w,c)=\mathrm{PMI}(c,w)\ \text{for all }w,c,\\"
    r"&\impliedby\ \text{if }p_{\text{words}}=p_{\text{contexts}},\\"
    r"\#(w,c)=\#(c,w)&\implies\mathrm{PMI}_\alpha(w,c)-\mathrm{PMI}_\alpha(c,w)=(1-\alpha)\log\frac{\#(c)}{\#(w)}"
    r"\end{aligned}",
    source="classical; smoothing after Levy, Goldberg & Dagan 2015, §3.2",
    assumptions=(
        "In the first line, pairs with P = 0 add 0.",
        "Symmetry speaks of one vocabulary for words and contexts.",
        "The way back, from PMI to counts, needs equal shares of words and contexts: a table without any dependence "
        "has PMI = 0 everywhere, symmetric counts or not.",
    ),
    departure="Often read as an equivalence, which it is not without the last condition.",
    derivation=derivations.PM8,
    witnesses=(each_line_follows(derivations.PM8, instances.tables(28)),),
)
