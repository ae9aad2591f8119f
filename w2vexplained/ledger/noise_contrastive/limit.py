"""NC2: many draws, and the condition under which they lead to maximum likelihood."""

import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements.notation import N, V, k, n, q, r, total, w
from w2vexplained.objectives import noise_contrastive, softmax
from w2vexplained.verification import any_size, branching, elements
from w2vexplained.verification.evidence import proved, worst
from w2vexplained.verification.zero import is_zero


@witness("A", "For every table, noise and k, the shipped slope is p̂ − eˣ plus eˣ(eˣ − p̂)/(P_n + eˣ/k) divided by k.")
def error_for_every_size():
    """Compare with the error written out exactly, from which its limit can be read; one slope for each #(w)."""

    def residuals():
        shipped = _slopes_of_any_size().at(w, r)
        p, e = _observed(), sp.exp(_score())
        stated = p - e + e * (e - p) / (q[r] + e / k) / k
        yield is_zero(shipped - total(lambda j: N[w, j], n) * stated)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "A", "For every table, p̂ − eˣ is the shipped slope of the log-likelihood, less (1 − 1/Z) eˣ: equal where Z = 1."
)
def limit_beside_maximum_likelihood():
    """Run the shipped softmax objective, with free scores, and divide its slope by #(w)."""
    X, counts = any_size.array("W", V, n), any_size.array("N", V, n)
    slope, _ = softmax.expected_gradient(X, np.eye(n, like=X), counts)
    n_w, Z = total(lambda j: N[w, j], n), total(lambda j: sp.exp(X.at(w, j)), n)
    difference = n_w * (_observed() - sp.exp(_score())) - slope.at(w, r)
    return proved([is_zero(difference + n_w * (1 - 1 / Z) * sp.exp(_score()))])


@witness("S", "With k a symbol, the shipped slope tends to p̂ − eˣ, and k times what is left to eˣ(eˣ − p̂)/P_n.")
def limits_on_symbols():
    """Let sympy take both limits, for two contexts with symbols for scores, counts and noise."""
    x, a, noise = (sp.symbols(f"{name}:2", **kind) for name, kind in _SYMBOLS)
    draws = sp.Symbol("k", positive=True)

    def residuals():
        slope, _ = noise_contrastive.expected_gradient(
            elements.array_of([x]), _identity(2), elements.array_of([a]), elements.Element(draws), _lifted(noise)
        )
        for i in range(2):
            shipped = sp.together(elements.values(slope)[0, i] / sum(a))
            p, e = a[i] / sum(a), sp.exp(x[i])
            yield sp.simplify(sp.limit(shipped, draws, sp.oo) - (p - e)) == 0
            left = sp.limit(sp.together(draws * (shipped - p + e)), draws, sp.oo)
            yield sp.simplify(left - e * (e - p) / noise[i]) == 0

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "E", "Where Z = ¾ and the scores fit the data best, the shipped slope tends to 1/6 and 1/12, and not to 0, exactly."
)
def counterexample_where_Z_is_not_one():
    """Take p̂ = (⅔, ⅓) and eˣ = (½, ¼), whose softmax is p̂; then the same with eˣ = p̂, where Z = 1."""
    draws, a = sp.Symbol("k", positive=True), [sp.Integer(2), sp.Integer(1)]
    wrong = []
    for weights, stated in (("1/2 1/4", "1/6 1/12"), ("2/3 1/3", "0 0")):
        x = elements.array_of([[sp.log(sp.Rational(y)) for y in weights.split()]])
        table = elements.array_of([a])
        half = _lifted([sp.Rational(1, 2)] * 2)
        slope, _ = noise_contrastive.expected_gradient(x, _identity(2), table, elements.Element(draws), half)
        best, _ = softmax.expected_gradient(x, _identity(2), table)
        wrong += [
            sp.limit(sp.together(y / 3), draws, sp.oo) != sp.Rational(z)
            for y, z in zip(elements.values(slope)[0], stated.split(), strict=True)
        ]
        wrong += [sp.simplify(y) != 0 for y in elements.values(best)[0]]
    return worst(wrong, 0, "2 tables of scores")


@witness(
    "N", "At random scores, k times the error of the shipped slope is as stated, up to another error of order 1/k."
)
def error_falls_like_one_over_k():
    """Take k from 10⁴ to 10⁶; what is left must fall tenfold each time."""
    X, _, counts, noise = worlds.table(81, d=5)
    noise = (noise + 0.2) / 2
    p, e = counts / counts.sum(axis=1, keepdims=True), np.exp(X)
    rest = []
    for draws in (1e4, 1e5, 1e6):
        slope, _ = noise_contrastive.expected_gradient(X, np.eye(5), counts, draws, noise)
        error = slope / counts.sum(axis=1, keepdims=True) - (p - e)
        rest.append(abs(draws * error - e * (e - p) / noise).max())
    falls = [abs(10 * after / before - 1) for before, after in zip(rest, rest[1:], strict=False)]
    return worst([*falls, rest[-1]], 0.2, "relative distance of two ratios from 1/10")


@witness(
    "B", "The limit climbs the log-likelihood less Z − 1 − log Z: no scores are found above its best, which has Z = 1."
)
def best_of_the_limit():
    """Search 500 random rows of scores; then look at the stated optimum, where both parts are at their best."""
    rng, p = np.random.default_rng(82), np.array([0.5, 0.3, 0.15, 0.05])
    best = (p * np.log(p)).sum()
    above = [_limit_objective(np.log(p) + scale * rng.normal(size=4), p) - best for scale in (0.01, 0.3, 3) * 167]
    return worst([*np.maximum(above, 0), abs(_limit_objective(np.log(p), p) - best)], 1e-14, "501 rows of scores")


_SYMBOLS = (("x", {"real": True}), ("a", {"positive": True}), ("p", {"positive": True}))


def _limit_objective(x, p):
    Z = np.exp(x).sum()
    return softmax.expected_log_likelihood(x[None], np.eye(x.size), p[None]) - (Z - 1 - np.log(Z))


def _slopes_of_any_size():
    X, counts = any_size.array("W", V, n), any_size.array("N", V, n)
    draws, noise = any_size.scalar(k), any_size.array("q", n)
    return noise_contrastive.expected_gradient(X, np.eye(n, like=X), counts, draws, noise)[0]


def _observed():
    return N[w, r] / total(lambda j: N[w, j], n)


def _score():
    return any_size.array("W", V, n).at(w, r)


def _identity(size):
    return elements.array_of(sp.eye(size).tolist())


def _lifted(values):
    return elements.array_of(list(values))


NC2 = Record(
    id="NC2",
    title="many draws: maximum likelihood, where Z = 1",
    chapter="noise-contrastive",
    kind="limit",
    sentence="As k grows the gradient tends to what was observed less the exponentials of the scores, with an error "
    "of order 1/k; this is the gradient of the log-likelihood only where these exponentials sum to 1.",
    latex=r"\begin{aligned}\frac1{\#(w)}\frac{\partial\,\mathbb{E}\ell}{\partial x_{wc}}"
    r"&=\hat p(c\mid w)-e^{x}+\frac1k\,\frac{e^{x}\big(e^{x}-\hat p(c\mid w)\big)}{P_n(c)}+O\Big(\frac1{k^2}\Big),\\"
    r"\hat p(c\mid w)-e^{x}&=\Big(\hat p(c\mid w)-\frac{e^{x}}{Z_w}\Big)-\Big(1-\frac1{Z_w}\Big)e^{x},"
    r"\qquad Z_w=\sum_{c'}e^{x_{wc'}}\end{aligned}",
    source="Mnih & Teh 2012",
    assumptions=(
        "P_n(c) > 0 for every context.",
        "The limit is the slope of the log-likelihood, score by score, if and only if Z_w = 1.",
    ),
    departure="Mnih & Teh say that the gradient tends to that of maximum likelihood; that supposes Z = 1, to "
    "which they fix every normaliser. Elsewhere the limit climbs the log-likelihood less Z − 1 − log Z.",
    code=(noise_contrastive.expected_gradient,),
    follows_from=("NC1", "SG5"),
    derivation=derivations.NC2,
    witnesses=(
        error_for_every_size,
        limit_beside_maximum_likelihood,
        limits_on_symbols,
        counterexample_where_Z_is_not_one,
        error_falls_like_one_over_k,
        best_of_the_limit,
        each_line_follows(derivations.NC2, instances.tables(14)),
    ),
)
