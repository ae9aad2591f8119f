"""EF2: two formulas by which frequent words are thinned out."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies as st

from w2vexplained.corpus import subsampling
from w2vexplained.ledger.derivations import contexts as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import contexts as statement
from w2vexplained.verification import branching, elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.properties import worst_case

PHI = (1 + np.sqrt(5)) / 2
FORMULAS = ("paper", "program")
THRESHOLDS = [Fraction(x, 64) for x in (1, 4, 5, 7, 11, 16, 24)]  # binary fractions, which are exact as floats


@witness(
    "S", "On symbols, where words are discarded, the shipped formulas are the paper's and the program's own; else 1."
)
def formulas_on_symbols():
    """Run the shipped function on two counts and a threshold that are symbols; the program's formula takes counts."""
    n_w, others, t = sp.symbols("n_w others t", positive=True)
    N = n_w + others
    stated = {"paper": statement.kept_by_paper(n_w / N, t), "program": statement.kept_by_program(n_w, N, t)}

    def residuals():
        for formula in FORMULAS:
            q = _on_symbols([n_w, others], t, formula)
            yield sp.simplify(q - (stated[formula] if branching.answer() else 1)) == 0

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "S", "On symbols, the program keeps 1 + √(t/f) as much, reaches 1 at f = φ²t, and f q(f) grows with f for both."
)
def threshold_ratio_and_growth():
    """Take the shipped formulas where they discard; the shares are f and 1 − f."""
    f, t, phi = statement.f, statement.t, statement.phi
    with branching.answering(True):
        paper, program = (_on_symbols([f, 1 - f], t, formula) for formula in FORMULAS)
    s = sp.Symbol("s", positive=True)
    discarded = sp.simplify((1 - program).subs(f, t * s**2))
    slopes = [sp.simplify(sp.diff(f * q, f)) for q in (paper, program)]
    return proved(
        [
            sp.simplify(program / paper - (1 + sp.sqrt(t / f))) == 0,
            sp.simplify(program.subs(f, phi**2 * t) - 1) == 0,
            sp.simplify(paper.subs(f, t) - 1) == 0,
            sp.expand(phi**2 - (3 + sp.sqrt(5)) / 2) == 0,
            sp.simplify(discarded - (s - phi) * (s + 1 / phi) / s**2) == 0,
            *(slope.is_positive for slope in slopes),
        ],
        "formulas below 1",
    )


@witness(
    "E",
    "In all 271 tables of up to 12 words, at 7 thresholds: who is always kept, squares of q, and order, in fractions.",
)
def every_small_table():
    """Compare squares of fractions: whether all is kept, the values, and that more frequent words stay so."""
    wrong, errors = [], []
    for counts in _tables(12):
        N = sum(counts)
        for t in THRESHOLDS:
            for formula in FORMULAS:
                q = [Fraction(float(x)) for x in subsampling.keep_probability(counts, float(t), formula)]
                always = [statement.is_kept(formula, Fraction(n, N), t) for n in counts]
                wrong += [(x == 1) != stays for x, stays in zip(q, always, strict=True)]
                rest = [(x, t * N / n) for x, n, stays in zip(q, counts, always, strict=True) if not stays]
                errors += [((x if formula == "paper" else x - r) ** 2 / r - 1) for x, r in rest]
                left = sorted({(n, n * x) for n, x in zip(counts, q, strict=True)})
                wrong += [a >= b for (_, a), (_, b) in zip(left, left[1:], strict=False)]
    return worst([*wrong, *map(abs, errors)], 1e-14, f"{len(errors)} probabilities below 1, relative errors of squares")


@witness(
    "H", "For no counts and threshold that are tried is either shipped formula off, or the order of f q(f) another."
)
def search_for_a_wrong_probability():
    """Let hypothesis choose counts up to 10¹² and thresholds up to 10, and compare with 60 digits."""

    def error(counts, exponent):
        t, N, f = 10.0**-exponent, sum(counts), np.array(sorted(counts)) / sum(counts)
        paper, program = (subsampling.keep_probability(sorted(counts), t, formula) for formula in FORMULAS)
        with mp.workdps(60):
            off = [
                abs(float(statement.number_kept(formula, mp.mpf(n) / N, t) - x))
                for formula, q in (("paper", paper), ("program", program))
                for n, x in zip(sorted(counts), q.tolist(), strict=True)
            ]
        falls = -min(np.diff(f * q).min() for q in (paper, program))
        above = max((program - PHI * paper).max(), (paper - program).max(), program.max() - 1)
        return max(*off, falls, above)

    some = st.lists(st.integers(1, 10**12), min_size=2, max_size=8)
    return worst(worst_case(error, some, st.floats(-1, 6)), 1e-14, "100 lists of counts")


@witness(
    "M", "In 50 digits the shipped formulas have the stated values, on both sides of t and of φ²t, 10⁻⁴⁰ away too."
)
def formulas_in_fifty_digits():
    """Let shares be multiples of t, and the rest of the text one word."""
    errors = []
    with mp.workdps(60):
        t, step = mp.mpf(1) / 1000, mp.mpf(10) ** -40
        square = mp.mpf(sp.N(statement.phi**2, 60))
        times = [mp.mpf("0.5"), 1 - step, 1 + step, mp.mpf(2), square * (1 - step), square * (1 + step), mp.mpf(900)]
        for formula in FORMULAS:
            for x in times:
                counts = elements.array_of([x * t, 1 - x * t])
                shipped = elements.values(subsampling.keep_probability(counts, elements.Element(t), formula))
                errors += [abs(shipped[0] - statement.number_kept(formula, x * t, t))]
                errors += [(shipped[0] == 1) != (x < (1 if formula == "paper" else square))]
    return worst(errors, 1e-45, "14 shares, 2 formulas")


@witness("B", "The program never keeps more than φ times what the paper keeps; at f = φ²t it is that to 10⁻¹².")
def factor_between_the_two():
    """Search shares from t/2 to 1,000 t, and measure at the end of the stretch where only the paper discards."""
    t = 1e-4
    shares = t * np.append(PHI**2, np.geomspace(0.5, 1000, 2_000))
    counts = np.append(shares, 1 - shares[0])
    paper, program = (subsampling.keep_probability(counts / counts.sum(), t, formula) for formula in FORMULAS)
    f = counts / counts.sum()
    stated = np.maximum(1, np.minimum(np.sqrt(f / t), 1 + np.sqrt(t / f)))
    at_end = subsampling.keep_probability([PHI**2 * t, 1 - PHI**2 * t], t, "program") / np.sqrt([1 / PHI**2, t])
    return worst(
        [*abs(program - stated * paper), *(program - PHI * paper), abs(at_end[0] - PHI)], 1e-12, "2,001 shares"
    )


def _on_symbols(counts, t, formula):
    """The shipped probability of the first of two words."""
    shipped = subsampling.keep_probability(elements.array_of(counts), elements.Element(t), formula)
    return sp.sympify(elements.value_of(shipped[0]))


def _tables(size, largest=None):
    """All lists of counts, none above the one before it, that sum to 1 … size."""
    for first in range(1, min(size, largest or size) + 1):
        yield [first]
        yield from ([first, *rest] for rest in _tables(size - first, first))


EF2 = Record(
    id="EF2",
    title="subsampling, by the paper and by the program",
    chapter="contexts",
    kind="inequality",
    sentence="The paper thins out words of a share above t; the program adds a term to the same formula, and so begins "
    "at 2.618 t; with both, more frequent words stay more frequent.",
    latex=r"\begin{aligned}q_{\text{paper}}(f)&=\min\Big(1,\sqrt{\tfrac tf}\Big)\\&=1\iff f\le t,\\"
    r"q_{\text{program}}(f)&=\min\Big(1,\sqrt{\tfrac tf}+\tfrac tf\Big)\\&=1\iff f\le\varphi^2t,\\"
    r"\varphi^2&=\tfrac{3+\sqrt5}{2}=2.618\dots,\\"
    r"\frac{q_{\text{program}}(f)}{q_{\text{paper}}(f)}&=1+\sqrt{\tfrac tf}\quad\text{for }f\ge\varphi^2t,\\"
    r"f\,q(f)&\lt g\,q(g)\quad\text{for }f\lt g,\text{ both }q\end{aligned}",
    source="Mikolov et al. 2013b, section 2.3, eq. (5); the program's formula is in its code",
    assumptions=(
        "f > 0 is the share of the word in the whole text, t > 0. Where f = 0, nothing is there to be kept.",
        "φ = (1 + √5)/2 is the golden ratio, and φ² = φ + 1.",
        "From t to φ²t only the paper discards, and the two differ by the factor √(f/t); it is never above φ = 1.618….",
    ),
    departure="The paper prints the probability 1 − √(t/f) of discarding; here stands its complement, q, "
    "the probability of keeping.",
    code=(subsampling.keep_probability,),
    derivation=derivations.EF2,
    witnesses=(
        formulas_on_symbols,
        threshold_ratio_and_growth,
        every_small_table,
        search_for_a_wrong_probability,
        formulas_in_fifty_digits,
        factor_between_the_two,
        each_line_follows(derivations.EF2, derivations.frequencies(1)),
    ),
)
