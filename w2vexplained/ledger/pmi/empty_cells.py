"""PM6: pairs that never occur, and what PPMI and SPPMI make of them."""

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import pmi as derivations
from w2vexplained.ledger.record import Record, each_line_follows

PM6 = Record(
    id="PM6",
    title="pairs that never occur",
    chapter="pmi",
    kind="limit",
    sentence="Where a pair was never observed, the best score is minus infinity, and no vectors have it; PPMI and "
    "SPPMI write 0 there instead, which costs the objective log 2 for each invented pair of such a cell.",
    latex=r"\begin{aligned}a=0<b:\quad&\sup_x\,b\log\sigma(-x)=0=\lim_{x\to-\infty}b\log\sigma(-x),\quad"
    r"\text{not attained}\\"
    r"&\mathrm{PPMI}=\max(\mathrm{PMI},0),\qquad\mathrm{SPPMI}_k=\max(\mathrm{PMI}-\log k,\,0)\\"
    r"&\sup_X\mathbb{E}\ell-\mathbb{E}\ell(\mathrm{SPPMI}_k)=k|D|\,Q(a{=}0)\log 2"
    r"+\sum_{0<a<b}(a+b)\,\mathrm{KL}\Big(\frac{a}{a+b}\,\Big\|\,\frac12\Big)\end{aligned}",
    source="Levy & Goldberg 2014, §3.3, §4.1 and §5.1",
    assumptions=(
        "b > 0: the context can be drawn, and the word occurs.",
        "In the last line, SPPMI is built with the noise of the objective: max(x*, 0).",
    ),
    departure="Levy & Goldberg report that the scores of SPPMI deviate from the best value by less than a thousandth "
    "of a per cent. With all cells in the objective the deviation is the last line; for k = 1 it is at least half of "
    "the share Q(a=0) of invented pairs that fall into empty cells.",
    follows_from=("PM1", "PM2", "PM3"),
    derivation=derivations.PM6,
    witnesses=(each_line_follows(derivations.PM6, instances.tables(26)),),
)
