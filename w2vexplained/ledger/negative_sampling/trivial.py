"""NS4 and NS5: without invented pairs there is nothing to learn, and where a computer says so exactly."""

from w2vexplained import functions
from w2vexplained.ledger.derivations import sigmoid as derivations
from w2vexplained.ledger.record import Record, each_line_follows
from w2vexplained.objectives import negative_sampling

NS4 = Record(
    id="NS4",
    title="the trivial solution",
    chapter="negative-sampling",
    kind="limit",
    sentence="Without invented pairs, equal and ever longer vectors approach the best value 0, and nothing attains it.",
    latex=r"\sup_{\theta}\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)=0\quad\text{and is never attained},"
    r"\qquad\log\sigma(K)\sim-e^{-K}\quad(K\to\infty)",
    source="Goldberg & Levy 2014, §2",
    assumptions=("There is no D': one invented pair with weight keeps the best value below 0.",),
    departure="The note calls this a solution; it is a direction in which the objective improves for ever.",
    code=(negative_sampling.corpus_log_likelihood,),
    follows_from=("NS1",),
    derivation=derivations.NS4,
    witnesses=(each_line_follows(derivations.NS4, derivations.runaways()),),
)

NS5 = Record(
    id="NS5",
    title="where numbers run out: K about 40",
    chapter="negative-sampling",
    kind="empirical",
    sentence="In machine numbers with p bits the textbook formula of the sigmoid is exactly 1 from p ln 2 on, "
    "the number nearest to it from (p+1) ln 2, while the log-sigmoid still tells scores apart up to 745.",
    latex=r"\begin{aligned}\frac{1}{1+e^{-K}}\text{ computes as }1&\iff K\ge p\ln2"
    r"&&(p=53:\ 36.74;\quad p=24:\ 16.64)\\"
    r"\text{the number nearest to }\sigma(K)\text{ is }1&\iff K\ge(p+1)\ln2"
    r"&&(p=53:\ 37.43;\quad p=24:\ 17.33)\\"
    r"\text{the number nearest to }\log\sigma(K)\text{ is }0&\iff K\ge1075\ln2&&(p=53:\ 745.13)\end{aligned}",
    source='Goldberg & Levy 2014, §2: "K about 40"',
    assumptions=("Numbers are rounded to the nearest, ties to even; p = 53 in float64 and 24 in float32.",),
    departure="The note says that K of about 40 practically gives probability 1; these are the exact thresholds.",
    code=(functions.sigmoid, functions.log_sigmoid),
    follows_from=("NS1", "NS4"),
    witnesses=(),
)
