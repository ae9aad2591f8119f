"""EF1: dynamic windows, which weigh near contexts more."""

from w2vexplained.corpus import pairs, windows
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows

EF1 = Record(
    id="EF1",
    title="how often a dynamic window takes a pair in",
    chapter="contexts",
    kind="identity",
    sentence="If every word draws its reach evenly from 1 to L, a pair at distance δ is used with a probability that "
    "falls in equal steps from 1 to 1/L, and a word heads L + 1 pairs on average.",
    latex=r"\begin{aligned}P(\delta\le R)&=\frac{L-\delta+1}{L},\qquad\delta=1,\dots,L,\\"
    r"2\sum_{\delta=1}^{L}\frac{L-\delta+1}{L}&=L+1\end{aligned}",
    source="Goldberg & Levy 2014, §3.1, which describes the window; the probabilities are ours",
    assumptions=(
        "R, the reach, is drawn evenly from 1, …, L for each occurrence of a word anew, and holds on both sides of it.",
        "L + 1 pairs are headed by a word that stands L places or more from both ends of its sentence; "
        "at an end it heads fewer.",
    ),
    departure="The note calls the window k; that letter is the number of negatives here.",
    code=(windows.window_weights, pairs.pairs),
    follows_from=("SG1",),
    derivation=derivations.EF1,
    witnesses=(each_line_follows(derivations.EF1, derivations.reaches()),),
)
