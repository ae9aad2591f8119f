"""NS8 and NS9: what the random pairs look like, and what drawing them costs."""

from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import negative_sampling as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling
from w2vexplained.statistics import noise

NS8 = Record(
    id="NS8",
    title="law of the invented pairs",
    chapter="negative-sampling",
    kind="identity",
    sentence="A word with k drawn contexts for each of its pairs invents pairs whose word follows the pairs of D "
    "and whose context follows the noise, independently.",
    latex=r"\frac{\mathbb{E}\big[\#_{D'}(w,c)\big]}{|D'|}=\frac{\#(w)}{|D|}\cdot"
    r"\frac{\#(c)^{3/4}}{\sum_{c'}\#(c')^{3/4}}=\frac{1}{Z}\,p_{words}(w)\;p_{contexts}(c)^{3/4}",
    source="Goldberg & Levy 2014, §2",
    assumptions=("Words are taken from D as they come (k draws for each pair), so only contexts are random.",),
    departure="The note leaves open what p_words counts: it is how often a word heads a pair of D, "
    "which differs from its share of the text wherever windows are cut off.",
    code=(noise.unigram, noise.draw_negatives),
    follows_from=("NS6",),
    derivation=derivations.NS8,
    witnesses=(each_line_follows(derivations.NS8, corpora.corpora(6)),),
)

NS9 = Record(
    id="NS9",
    title="one draw for an expectation",
    chapter="negative-sampling",
    kind="identity",
    sentence="Replacing each expectation by a single draw leaves the objective right on average; "
    "the scatter of k draws is k times that of one.",
    latex=r"\begin{aligned}\ell_{wc}&=\log\sigma(v_c\cdot v_w)+\sum_{i=1}^{k}\log\sigma(-v_{c_i}\cdot v_w),"
    r"\qquad c_1,\dots,c_k\sim P_n,\\"
    r"\mathbb{E}\,\ell_{wc}&=\log\sigma(v_c\cdot v_w)+k\,\mathbb{E}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big],"
    r"\quad\mathrm{Var}\,\ell_{wc}=k\,\mathrm{Var}_{c'\sim P_n}\big[\log\sigma(-v_{c'}\cdot v_w)\big]\end{aligned}",
    source="ours; what every implementation rests on",
    assumptions=("Draws are independent and all from P_n.",),
    code=(negative_sampling.log_likelihood, noise.draw_negatives),
    follows_from=("NS7",),
    derivation=derivations.NS9,
    witnesses=(each_line_follows(derivations.NS9, corpora.corpora(8)),),
)
