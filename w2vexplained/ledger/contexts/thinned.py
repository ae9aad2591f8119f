"""EF4: what subsampling does to PMI."""

from w2vexplained.corpus import subsampling
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.statistics import pmi

EF4 = Record(
    id="EF4",
    title="subsampling shifts PMI",
    chapter="contexts",
    kind="identity",
    sentence="Subsampling does not leave PMI as it was: what is subtracted depends on how often the contexts of a "
    "word, and the words of a context, are kept.",
    latex=r"\begin{aligned}\mathrm{PMI}'(w,c)&=\mathrm{PMI}(w,c)+\log Z-\log\mathbb{E}[q_C\mid w]"
    r"-\log\mathbb{E}[q_W\mid c],\\"
    r"Z&=\sum_{w,c}q_w\,p(w,c)\,q_c,\\"
    r"\mathbb{E}[q_C\mid w]&=\sum_cp(c\mid w)\,q_c,\qquad\mathbb{E}[q_W\mid c]=\sum_wp(w\mid c)\,q_w\end{aligned}",
    source="ours",
    assumptions=(
        "Windows are those of the full text: a word that goes leaves a hole. Where windows close over the gaps, "
        "new pairs come in, and the formula fails.",
        "Every place is kept independently, with the probability q of its word; PMI' is the PMI of the counts "
        "that are expected then. #(w,c) > 0, and no q is 0.",
        "The shift is 0 everywhere if all words are kept with the same probability.",
    ),
    code=(subsampling.thinned, pmi.pmi),
    follows_from=("PM1", "PM8"),
    derivation=derivations.EF4,
    witnesses=(each_line_follows(derivations.EF4, derivations.texts(1)),),
)
