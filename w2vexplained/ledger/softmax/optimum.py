"""SG11 and SG12: what the softmax objective reaches, and what it does with one vector for both roles."""

from fractions import Fraction

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies as st

from w2vexplained import functions
from w2vexplained.corpus import toy
from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import optimum as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements.notation import V, n, r, w
from w2vexplained.objectives import softmax
from w2vexplained.verification import any_size, elements, properties, zero
from w2vexplained.verification.evidence import agreement, proved, worst


@witness("A", "For every |V|, |C|, all counts and any a(w): at the stated scores the shipped gradient is zero.")
def gradient_at_the_optimum():
    """Let the scores be the word vectors and the identity the contexts, so that every score is free."""
    gradient_W, gradient_C = softmax.expected_gradient(*_optimum_of_any_size())
    return proved([zero.is_zero(gradient_W.at(w, r)), zero.is_zero(gradient_C.at(r, w))])


@witness("S", "With symbols for the counts of 2 words and 3 contexts, the shipped value there is the stated maximum.")
def value_at_the_optimum():
    """Run the shipped value on symbols at the stated scores, and let sympy cancel."""
    counts = sp.Matrix(2, 3, sp.symbols("n:6", positive=True))
    a = sp.symbols("a:2", real=True)
    best = [[sp.log(counts[i, j]) - sp.log(sum(counts[i, :])) + a[i] for j in range(3)] for i in range(2)]
    arrays = [elements.array_of(np.array(x, dtype=object)) for x in (best, sp.eye(3).tolist(), counts.tolist())]
    shipped = elements.value_of(softmax.expected_log_likelihood(*arrays))
    entropy = sum(counts[i, j] * sp.log(counts[i, j] / sum(counts[i, :])) for i, j in np.ndindex(2, 3))
    return proved([sp.simplify(sp.expand_log(sp.simplify(shipped) - entropy, force=True)) == 0])


@witness("N", "Elsewhere the shipped value is lower by the divergences KL(p̂ ‖ p), each times the count of its word.")
def shortfall_is_a_divergence():
    """Compare at random vectors."""
    errors = []
    for seed in range(5):
        W, C, counts = _table(seed)
        p, seen = functions.softmax(W @ C.T), counts / counts.sum(axis=1, keepdims=True)
        divergence = (seen * np.log(seen / p)).sum(axis=1) @ counts.sum(axis=1)
        errors.append(agreement(softmax.expected_log_likelihood(W, C, counts), _best(counts) - divergence))
    return worst(errors, 1e-12, "5 random tables")


@witness("B", "No vectors that a search draws exceed −|D| H(C | W); vectors of dimension min(|V|, |C|) reach it.")
def best_value_is_a_bound():
    """Search 3,000 random tables and vectors, near the optimum and far; then factorise the stated scores."""
    above, short = [], []
    for seed in range(3_000):
        W, C, counts = _table(seed, d=3)
        U, S, T = np.linalg.svd(np.log(counts / counts.sum(axis=1, keepdims=True)), full_matrices=False)
        W_best, C_best = U * S, T.T
        noise = (0.01, 0.3, 3)[seed % 3]
        value = softmax.expected_log_likelihood(W_best + noise * W, C_best + noise * C, counts)
        above.append((value - _best(counts)) / counts.sum())
        short.append(agreement(softmax.expected_log_likelihood(W_best, C_best, counts), _best(counts)))
    return worst([*above, *short], 1e-12, "3,000 tables")


@witness("N", "On the toy language, whose law is known exactly, the stated scores give back its law, and its entropy.")
def law_of_the_toy_language():
    """Take its law of pairs with a slip of 1/20, so that no cell is zero, in fractions."""
    law = toy.law(2, Fraction(1, 20))
    conditional = law / law.sum(axis=1, keepdims=True)
    with mp.workdps(60):
        exact = mp.fsum(_mpf(q) * mp.log(_mpf(s)) for q, s in zip(law.ravel(), conditional.ravel(), strict=True))
    P = law.astype(float)
    PMI = np.log(P / np.outer(P.sum(axis=1), P.sum(axis=0)))
    X = PMI + np.log(P.sum(axis=0))
    errors = [
        agreement(functions.softmax(X), conditional.astype(float)),
        agreement(softmax.expected_log_likelihood(X, np.eye(len(P)), P), float(exact)),
    ]
    return worst(errors, 1e-12)


@witness("N", "Where a pair never occurs, no vectors reach the best value: lowering its score always raises the value.")
def an_empty_cell_has_no_optimum():
    """Lower the score of the empty cell by 1, 2, … 30: the value rises at each step, and stays below its supremum."""
    counts = np.array([[2.0, 1.0, 0.0]])
    X = np.log([2.0, 1.0, 1.0]) - np.array([[0, 0, t] for t in range(31)])
    values = [softmax.expected_log_likelihood(x[None], np.eye(3), counts) for x in X]
    supremum = 2 * np.log(2 / 3) + np.log(1 / 3)
    return proved([*(np.diff(values) > 0), values[-1] < supremum, supremum - values[-1] < 1e-12])


@witness("B", "No vector that a search finds takes the sigmoid of v·v below ½; the vector zero takes it to ½ exactly.")
def sigmoid_of_a_square():
    """Let hypothesis choose vectors; the error is how far below ½."""
    vectors = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8)
    below = properties.worst_case(lambda v: 0.5 - functions.sigmoid(np.dot(v, v)), vectors)
    return worst([*below, abs(functions.sigmoid(np.float64(0)) - 0.5)], 0, "100 vectors")


@witness("M", "With d = 1, dog = 1 and cat = 10 the shipped softmax gives p(dog | dog) = 1/(1 + e⁹), about 0.00012.")
def dog_beside_dog():
    """Run the shipped log-likelihood in 50 digits, one matrix serving for words and contexts."""
    with mp.workdps(60):
        vectors = elements.fifty_digits(np.array([[1.0], [10.0]]))
        shipped = elements.value_of(softmax.log_likelihood(vectors[0], vectors, 0))
        return worst([abs(mp.exp(shipped) - 1 / (1 + mp.exp(9)))], 1e-45)


@witness("S", "As cat grows, that probability tends to 0: the shipped softmax on symbols has the limit 0.")
def limit_for_a_long_cat():
    """Run the shipped softmax on the symbols dog = v, cat = t v, and take the limit of the value found."""
    v, t = sp.symbols("v t", positive=True)
    vectors = elements.array_of([[v], [t * v]])
    shipped = elements.values(functions.softmax(vectors @ vectors[0]))[0]
    closed = 1 / (1 + sp.exp((t - 1) * v**2))
    return proved([sp.simplify(shipped - closed) == 0, sp.limit(shipped.subs(v, 1), t, sp.oo) == 0])


def _mpf(fraction):
    return mp.mpf(fraction.numerator) / fraction.denominator


def _optimum_of_any_size():
    counts, a = any_size.array("N", V, n), any_size.array("a", V)
    seen = counts / counts.sum(axis=1, keepdims=True)
    return np.log(seen) + a[:, None], np.eye(n, like=counts), counts


def _best(counts):
    """The stated value, by the entropies of the table: |D| (H(W) − H(C, W))."""
    P = counts / counts.sum()
    joint, words = -(P * np.log(P)).sum(), -(P.sum(axis=1) * np.log(P.sum(axis=1))).sum()
    return counts.sum() * (words - joint)


def _table(seed, d=2):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, d)), rng.normal(size=(4, d)), rng.integers(1, 9, size=(3, 4)).astype(float)


SG11 = Record(
    id="SG11",
    title="optimum over free scores: the observed log-probabilities",
    chapter="softmax",
    kind="stationary",
    sentence="If every score could be chosen freely, the model would give the observed probabilities, and the "
    "log-likelihood would be minus |D| times the conditional entropy of the table.",
    latex=r"\begin{aligned}x^*_{wc}&=\log\hat p(c\mid w)+a(w)=\mathrm{PMI}(w,c)+\log\hat p(c)+a(w)\\"
    r"\max\ell&=-|D|\,H(C\mid W)=\sum_{w,c}\#(w,c)\,\log\hat p(c\mid w),"
    r"\\&\phantom{{}={}}\hat p(c\mid w)=\frac{\#(w,c)}{\#(w)}\end{aligned}",
    source="follows from eq. (4) of Goldberg & Levy 2014; the note leaves it out",
    assumptions=(
        "Scores are free: d is large enough, at least the smaller of |V| and |C|.",
        "No cell of the table is 0; at an empty cell the best score is minus infinity, which no vectors reach.",
    ),
    code=(softmax.expected_log_likelihood,),
    follows_from=("SG1", "SG3", "SG5"),
    derivation=derivations.SG11,
    witnesses=(
        gradient_at_the_optimum,
        value_at_the_optimum,
        shortfall_is_a_divergence,
        best_value_is_a_bound,
        law_of_the_toy_language,
        an_empty_cell_has_no_optimum,
        each_line_follows(derivations.SG11, instances.tables(11)),
    ),
)

SG12 = Record(
    id="SG12",
    title="one vector for both roles: dog beside dog",
    chapter="softmax",
    kind="inequality",
    sentence="With one vector for both roles the sigmoid must call dog beside dog at least as likely as not; "
    "the softmax can make it as unlikely as it likes.",
    latex=r"\sigma(v\cdot v)=\frac1{1+e^{-\lVert v\rVert^2}}\ge\frac12,\qquad\text{but}\qquad"
    r"\inf_{v,\,v'}\,\frac{e^{v\cdot v}}{e^{v\cdot v}+e^{v'\cdot v}}=0",
    source="Goldberg & Levy 2014, §1.1, footnote 2",
    assumptions=("Word and context dog share the vector v; there is at least one other context, with vector v'.",),
    departure="The footnote argues that p(dog | dog) cannot be low, beside the softmax of eq. (3); "
    "its argument holds for the sigmoid of section 2, and for the softmax it fails.",
    follows_from=("SG2", "NS1"),
    derivation=derivations.SG12,
    witnesses=(
        sigmoid_of_a_square,
        dog_beside_dog,
        limit_for_a_long_cat,
        each_line_follows(derivations.SG12, instances.pairs(12)),
    ),
)
