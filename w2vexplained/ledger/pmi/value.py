"""PM3 and PM4: the best value is a divergence between observed and invented pairs."""

from w2vexplained.ledger.derivations import information as derivations
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.record import Record, each_line_follows

PM3 = Record(
    id="PM3",
    title="the best value is a Jensen–Shannon divergence",
    chapter="pmi",
    kind="identity",
    sentence="For each observed pair, the best value that negative sampling can reach is k + 1 times the divergence "
    "between observed and invented pairs, less the entropy of the question which of the two a pair is.",
    latex=r"\begin{aligned}\frac{1}{|D|}\sup_X\,\mathbb{E}\ell&=(k+1)\big(\mathrm{JS}_\pi(P,Q)-H_b(\pi)\big),"
    r"\qquad\pi=\frac{1}{k+1},\\"
    r"k=1:\quad\frac{1}{|D|}\sup_X\,\mathbb{E}\ell&=2\,\mathrm{JSD}(P,Q)-2\log 2,\\"
    r"\mathrm{JS}_\pi(P,Q)&=H\big(\pi P+(1-\pi)Q\big)-\pi H(P)-(1-\pi)H(Q),\\"
    r"P(w,c)&=\frac{\#(w,c)}{|D|},\qquad Q(w,c)=p(w)\,P_n(c)\end{aligned}",
    source="Melamud & Goldberger 2017",
    assumptions=(
        "Scores are free.",
        "k is any positive number, noise any distribution; cells with a = 0 or b = 0 may exist: the value then is a "
        "supremum that no scores reach, and 0 log 0 is 0.",
        "p(w) is the share of the pairs that w heads: then Q is a distribution with the words of P.",
    ),
    follows_from=("NS7", "PM1", "PM2"),
    derivation=derivations.PM3,
    witnesses=(each_line_follows(derivations.PM3, instances.tables(23)),),
)

PM4 = Record(
    id="PM4",
    title="a bound by mutual information, and when it holds",
    chapter="pmi",
    kind="inequality",
    sentence="What the objective reaches, shifted by a constant, never exceeds a divergence that more negatives bring "
    "ever nearer; it is the mutual information of word and context only if the noise is their unigram law.",
    latex=r"\begin{aligned}\frac{\mathbb{E}\ell}{|D|}+(k+1)H_b(\pi)&\le(k+1)\,\mathrm{JS}_\pi(P,Q)"
    r"=\mathrm{KL}(P\|Q)-(k+1)\,\mathrm{KL}(M\|Q)\le\mathrm{KL}(P\|Q),\\"
    r"\mathrm{KL}(P\|Q)&=I(W;C)+\mathrm{KL}(p_c\,\|\,P_n),\qquad M=\pi P+(1-\pi)Q,\\"
    r"\frac{\partial}{\partial k}(k+1)\,\mathrm{JS}_\pi(P,Q)&=\mathrm{KL}(Q\,\|\,M)\ge0,\\"
    r"(k+1)\,\mathrm{JS}_\pi(P,Q)&=\mathrm{KL}(P\|Q)-\frac{1}{2(k+1)}\sum_{w,c}\frac{(P-Q)^2}{Q}+O(k^{-2})"
    r"\end{aligned}",
    source="ours, after Melamud & Goldberger 2017",
    assumptions=(
        "The bound is I(W; C) itself only for P_n(c) = p(c), α = 1; for other noise it is larger by KL(p_c ‖ P_n).",
        "For the limit: every context that occurs can be drawn; otherwise KL(P ‖ Q) is infinite.",
    ),
    departure="In the literature the value is read as a bound on mutual information; with noise of power 3/4 it can "
    "exceed I(W; C).",
    follows_from=("PM3", "PM8"),
    derivation=derivations.PM4,
    witnesses=(each_line_follows(derivations.PM4, instances.tables(24)),),
)
