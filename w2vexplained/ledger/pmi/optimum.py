"""PM1 and PM2: the score at which pull and push are in balance."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.record import Record, each_line_follows

PM1 = Record(
    id="PM1",
    title="optimum over free scores: shifted PMI",
    chapter="pmi",
    kind="stationary",
    sentence="If every score could be chosen freely, negative sampling would make it the logarithm of observed pairs "
    "over invented ones: PMI less log k, and a term more for noise that is not the unigram law of the contexts.",
    latex=r"\begin{aligned}x^*_{wc}&=\log\frac{a}{b}=\log\frac{p(c\mid w)}{P_n(c)}-\log k\\"
    r"&=\begin{cases}\mathrm{PMI}(w,c)-\log k&\text{if }P_n(c)=p(c)\ \ (\alpha=1)\\"
    r"\mathrm{PMI}(w,c)+\log p(c)-\log p_\alpha(c)-\log k&\text{if }P_n=p_\alpha\end{cases}\\"
    r"&\phantom{{}={}}a=\#(w,c),\qquad b=k\,\#(w)\,P_n(c),\qquad "
    r"p_\alpha(c)=\frac{\#(c)^\alpha}{\sum_{c'}\#(c')^\alpha}\end{aligned}",
    source="Levy & Goldberg 2014, eq. (7)",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "a and b are positive: every pair occurs, every context can be drawn (PM6 has the other cells).",
        "A negative equal to the pair's own context is kept as a negative (PM9 has the other rule).",
        "p(w) and p(c) are shares of the pairs in D, not of the words in the text.",
    ),
    departure="Levy & Goldberg derive PMI − log k for noise of power 1. With the power 3/4 that is really used, "
    "PMI − log k is not stationary: log p(c)/p_α(c) must be added, which is PMI with its context smoothed.",
    follows_from=("NS7", "NS11", "NS8"),
    derivation=derivations.PM1,
    witnesses=(each_line_follows(derivations.PM1, instances.tables(21)),),
)

PM2 = Record(
    id="PM2",
    title="one balance, one false root",
    chapter="pmi",
    kind="convexity",
    sentence="Each score has its own concave function with one stationary point, where the sigmoid is the share of "
    "observed pairs among all; the other root of Levy and Goldberg's quadratic belongs to no score.",
    latex=r"\begin{aligned}\frac{\partial\,\mathbb{E}\ell}{\partial x}=0\iff "
    r"e^{2x}-\Big(\frac ab-1\Big)e^{x}-\frac ab&=\Big(e^{x}-\frac ab\Big)\big(e^{x}+1\big)=0\iff e^{x}=\frac ab,\\"
    r"\frac{\partial^2\,\mathbb{E}\ell}{\partial x^2}&=-(a+b)\,\sigma(x)\,\sigma(-x)<0,\qquad"
    r"\sigma(x^*)=\frac{a}{a+b}\end{aligned}",
    source="Levy & Goldberg 2014, §3.1",
    assumptions=("a and b are positive.", "x is real: the root e^x = −1 belongs to x = iπ."),
    follows_from=("NS3", "NS7", "NS11"),
    derivation=derivations.PM2,
    witnesses=(each_line_follows(derivations.PM2, instances.tables(22)),),
)
