"""NS6 and NS7: the objective of the note, and its expectation, equation (4) of Mikolov et al."""

from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import negative_sampling as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling

NS6 = Record(
    id="NS6",
    title="real pairs and invented ones",
    chapter="negative-sampling",
    kind="definition",
    sentence="Tell every observed pair from every invented one: one logistic loss for each.",
    latex=r"\ell=\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)+\sum_{(w,c)\in D'}\log\sigma(-v_c\cdot v_w)",
    source="Goldberg & Levy 2014, §2, the chain of lines that ends in this one",
    assumptions=("Pairs are independent of each other, given the vectors.",),
    code=(negative_sampling.corpus_log_likelihood,),
    follows_from=("NS1", "NS2"),
    derivation=derivations.NS6,
    witnesses=(each_line_follows(derivations.NS6, corpora.corpora(4)),),
)

NS7 = Record(
    id="NS7",
    title="equation (4) of Mikolov et al.",
    chapter="negative-sampling",
    kind="identity",
    sentence="Averaged over its random pairs, the note's objective is Mikolov's equation (4) added up over the text: "
    "a weighted logistic loss for each pair of word and context.",
    latex=r"\begin{aligned}\mathbb{E}\,\ell&=\sum_{(w,c)\in D}\Big(\log\sigma(v_c\cdot v_w)"
    r"+\sum_{i=1}^{k}\mathbb{E}_{c_i\sim P_n}\big[\log\sigma(-v_{c_i}\cdot v_w)\big]\Big)\\"
    r"&=\sum_{w,c}\Big(a\,\log\sigma(v_c\cdot v_w)+b\,\log\sigma(-v_c\cdot v_w)\Big),"
    r"\qquad a=\#(w,c),\quad b=k\,\#(w)\,P_n(c)\end{aligned}",
    source="Mikolov et al. 2013, eq. (4); Goldberg & Levy 2014, §2; Levy & Goldberg 2014, §3.1",
    assumptions=("The draws do not depend on the vectors: D' is not chosen to be hard.",),
    code=(negative_sampling.log_likelihood, negative_sampling.expected_log_likelihood),
    follows_from=("NS6",),
    derivation=derivations.NS7,
    witnesses=(each_line_follows(derivations.NS7, [*corpora.corpora(4), *corpora.corpora(5, count=1, n=3, k=1)]),),
)
