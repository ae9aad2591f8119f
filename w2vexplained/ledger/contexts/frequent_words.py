"""EF2: two formulas by which frequent words are thinned out."""

from w2vexplained.corpus import subsampling
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows

EF2 = Record(
    id="EF2",
    title="subsampling, by the paper and by the program",
    chapter="contexts",
    kind="inequality",
    sentence="The paper thins out words of a share above t; the program adds a term to the same formula, and so begins "
    "at 2.618 t; with both, more frequent words stay more frequent.",
    latex=r"\begin{aligned}q_{\text{paper}}(f)&=\min\Big(1,\sqrt{\tfrac tf}\Big)=1\iff f\le t,\\"
    r"q_{\text{program}}(f)&=\min\Big(1,\sqrt{\tfrac tf}+\tfrac tf\Big)=1\iff f\le\varphi^2t,"
    r"\qquad\varphi^2=\tfrac{3+\sqrt5}{2}=2.618\dots,\\"
    r"\frac{q_{\text{program}}(f)}{q_{\text{paper}}(f)}&=1+\sqrt{\tfrac tf}\quad\text{for }f\ge\varphi^2t,\\"
    r"f\lt g\;&\Longrightarrow\;f\,q(f)\lt g\,q(g)\quad\text{for both}\end{aligned}",
    source="Mikolov et al. 2013, section 2.3, eq. (5); the program's formula is in its code",
    assumptions=(
        "f > 0 is the share of the word in the whole text, t > 0. Where f = 0, nothing is there to be kept.",
        "φ = (1 + √5)/2 is the golden ratio, and φ² = φ + 1.",
        "From t to φ²t only the paper discards, and the two differ by the factor √(f/t); it is never above φ = 1.618….",
    ),
    departure="The paper prints the probability 1 − √(t/f) of discarding; here stands its complement, q, "
    "the probability of keeping.",
    code=(subsampling.keep_probability,),
    derivation=derivations.EF2,
    witnesses=(each_line_follows(derivations.EF2, derivations.frequencies(1)),),
)
