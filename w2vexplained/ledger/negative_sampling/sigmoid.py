"""NS1–NS3: the probability that a pair is real, and the slopes of the sigmoid."""

from w2vexplained import functions
from w2vexplained.ledger.derivations import sigmoid as derivations
from w2vexplained.ledger.record import Record, each_line_follows

NS1 = Record(
    id="NS1",
    title="probability that a pair is real",
    chapter="negative-sampling",
    kind="definition",
    sentence="The probability that a pair comes from the text is the sigmoid of its score: a softmax over two answers.",
    latex=r"p(D{=}1\mid w,c)=\frac{1}{1+e^{-v_c\cdot v_w}}=\sigma(v_c\cdot v_w)",
    source="Goldberg & Levy 2014, §2, unnumbered",
    departure='The note says "using softmax"; the function is the sigmoid, the softmax of two scores x and 0.',
    code=(functions.sigmoid,),
    follows_from=("SG2",),
    derivation=derivations.NS1,
    witnesses=(each_line_follows(derivations.NS1, derivations.scores()),),
)

NS2 = Record(
    id="NS2",
    title="three faces of the sigmoid",
    chapter="negative-sampling",
    kind="identity",
    sentence="A sigmoid at minus x is one minus the sigmoid, it is a shifted tanh, and its log-odds are x itself.",
    latex=r"\sigma(-x)=1-\sigma(x),\qquad\sigma(x)=\tfrac12\Big(1+\tanh\frac x2\Big),"
    r"\qquad\log\frac{\sigma(x)}{1-\sigma(x)}=x",
    source="used in Goldberg & Levy 2014, §2, without a word",
    code=(functions.sigmoid,),
    follows_from=("NS1",),
    derivation=derivations.NS2,
    witnesses=(each_line_follows(derivations.NS2, derivations.scores()),),
)

NS3 = Record(
    id="NS3",
    title="slopes of the sigmoid and of its logarithm",
    chapter="negative-sampling",
    kind="derivative",
    sentence="The slope of the sigmoid is the product of both answers' probabilities; "
    "that of its logarithm is the probability of the other answer.",
    latex=r"\begin{aligned}\sigma'(x)&=\sigma(x)\,\sigma(-x),"
    r"&\sigma''(x)&=\sigma(x)\,\sigma(-x)\,\big(\sigma(-x)-\sigma(x)\big),\\"
    r"(\log\sigma)'(x)&=\sigma(-x),&(\log\sigma)''(x)&=-\sigma(x)\,\sigma(-x)\in\big[-\tfrac14,0\big)\end{aligned}",
    source="classical; Rong 2014, appendix",
    code=(functions.sigmoid, functions.log_sigmoid),
    follows_from=("NS1", "NS2"),
    derivation=derivations.NS3,
    witnesses=(each_line_follows(derivations.NS3, derivations.scores()),),
)
