"""PM5 and PM7: what d components can reach, and the factorisation of Levy and Goldberg."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import low_rank as derivations
from w2vexplained.ledger.record import Record, each_line_follows

PM5 = Record(
    id="PM5",
    title="with d components: weighted logistic PCA",
    chapter="pmi",
    kind="identity",
    sentence="With few components negative sampling is a logistic regression of the shares a/(a + b), weighted by "
    "a + b, whose scores have rank d; what is lost is a weighted sum of divergences, near the optimum a weighted "
    "squared error.",
    latex=r"\begin{aligned}\mathbb{E}\ell(X)&=\sum_{w,c}(a+b)\Big(y\log\sigma(x)+(1-y)\log\sigma(-x)\Big),\qquad "
    r"y=\frac{a}{a+b},\quad\operatorname{rank}X\le d,\\"
    r"\mathbb{E}\ell(X^*)-\mathbb{E}\ell(X)&=\sum_{w,c}(a+b)\,\mathrm{KL}\big(\sigma(x^*)\,\big\|\,\sigma(x)\big)\\"
    r"&=\frac12\sum_{w,c}\frac{ab}{a+b}(x-x^*)^2-\frac16\sum_{w,c}\frac{ab\,(a-b)}{(a+b)^2}(x-x^*)^3"
    r"+O\big(|x-x^*|^4\big)\end{aligned}",
    source="ours; Levy & Goldberg 2014, §3.2, speak of a weighted factorisation; Landgraf & Bellay 2017",
    assumptions=(
        "The first two lines need a + b > 0 only; where a = 0 the best score is −∞, and σ(x*) = 0.",
        "The squared error needs a, b > 0, and scores near x*.",
    ),
    departure="Levy & Goldberg factorise shifted PMI with equal weights, by SVD; negative sampling weighs cells by "
    "a + b, so its best matrix of rank d is another one.",
    follows_from=("NS7", "PM1", "PM2"),
    derivation=derivations.PM5,
    witnesses=(each_line_follows(derivations.PM5, instances.tables(25)),),
)

PM7 = Record(
    id="PM7",
    title="two factors from one SVD",
    chapter="pmi",
    kind="identity",
    sentence="Cutting the singular value decomposition after d values gives the nearest matrix of rank d, every cell "
    "weighing the same; with a root of each value on either side, words and contexts are of equal length.",
    latex=r"\begin{aligned}M&=U\Sigma V^\top,\qquad W=U_d\,\Sigma_d^{1/2},\qquad C=V_d\,\Sigma_d^{1/2},\\"
    r"\big\|M-WC^\top\big\|_F^2&=\sum_{i>d}\sigma_i^2=\min_{\operatorname{rank}X\le d}\|M-X\|_F^2,\\"
    r"W^\top W&=C^\top C=\Sigma_d\end{aligned}",
    source="Levy & Goldberg 2014, §4.2; the minimum is Eckart and Young's",
    assumptions=(
        "M is finite: shifted PMI is not where a pair is missing, PPMI and SPPMI are.",
        "The nearest matrix is the only one if σ_d > σ_{d+1}; the factors only up to the freedom of SG8.",
    ),
    follows_from=("SG8", "SG9"),
    derivation=derivations.PM7,
    witnesses=(each_line_follows(derivations.PM7, derivations.matrices()),),
)
