"""NC3: where noise-contrastive estimation is negative sampling."""

from itertools import product

import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import noise_contrastive as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements.notation import V, c, d, k, m, n, r, w
from w2vexplained.objectives import negative_sampling, noise_contrastive
from w2vexplained.verification import any_size, branching
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case
from w2vexplained.verification.zero import is_zero


@witness("A", "For any scores, k, noise and draws, the shipped value is that of negative sampling at x − log kP_n.")
def shift_for_every_size():
    """Let the identity be the contexts, so that the word vector holds the scores."""

    def residuals():
        x, noise, draws = any_size.array("v", n), any_size.array("q", n), any_size.index_map("neg", k)
        identity = np.eye(n, like=x)
        shipped = noise_contrastive.log_likelihood(x, identity, c, draws, noise)
        shifted = negative_sampling.log_likelihood(x - np.log(noise * k), identity, c, draws)
        yield is_zero(shipped.expression - shifted.expression)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "With uniform noise and k = |C|, shipped values and gradients of the two are equal, for every size.")
def equal_for_every_size():
    """Compare for one pair with any n draws, and for the words of a table."""

    def residuals():
        pair = any_size.array("v", d), any_size.array("C", n, d), c, any_size.index_map("neg", n)
        even = any_size.array("q", n) * 0 + 1 / n
        yield is_zero(
            (noise_contrastive.log_likelihood(*pair, even) - negative_sampling.log_likelihood(*pair)).expression
        )
        for x, y, at in zip(
            noise_contrastive.gradient(*pair, even), negative_sampling.gradient(*pair), ((m,), (r, m)), strict=True
        ):
            yield is_zero(x.at(*at) - y.at(*at))
        table = (
            any_size.array("W", V, d),
            any_size.array("C", n, d),
            any_size.array("N", V, n),
            any_size.scalar(n),
            even,
        )
        nce, sgns = (f.expected_gradient(*table)[0].at(w, m) for f in (noise_contrastive, negative_sampling))
        yield is_zero(nce - sgns)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("E", "With three contexts, uniform noise and k = 3, the two shipped values agree for each of the 81 outcomes.")
def equal_for_all_draws():
    """Enumerate the observed context and its draws."""
    point, even = worlds.pair(83, n=3), np.full(3, 1 / 3)
    errors = [
        abs(
            noise_contrastive.log_likelihood(*point, context, draws, even)
            - negative_sampling.log_likelihood(*point, context, draws)
        )
        for context, *draws in product(range(3), repeat=4)
    ]
    return worst(errors, 1e-14, "nats, 81 outcomes")


@witness(
    "H", "No noise and k are found where the two agree though some kP_n(c) is not 1: gradients differ where it is not."
)
def only_there():
    """Let hypothesis choose k and the noise: the slope in a score agrees exactly where the context has kP_n(c) = 1."""

    def error(draws, weights):
        noise = np.array(weights) / sum(weights)
        X, _, counts, _ = worlds.table(84, d=len(noise), n_words=2, n=len(noise))
        table = X, np.eye(len(noise)), counts, draws, noise
        gap = noise_contrastive.expected_gradient(*table)[0] - negative_sampling.expected_gradient(*table)[0]
        agree, one = np.abs(gap).max(axis=0) < 1e-12, np.abs(draws * noise - 1) < 1e-12
        return (agree != one).any()

    weights = strategies.lists(strategies.integers(1, 3), min_size=2, max_size=4)
    return worst(worst_case(error, strategies.integers(1, 6), weights), 0, "100 choices")


@witness("N", "Uniform noise with k ≠ |C| is negative sampling with every score lowered by log(k/|C|), and not itself.")
def uniform_noise_alone_does_not_suffice():
    """Compare tables with k = 2, 5 and 20 for five contexts."""
    X, _, counts, _ = worlds.table(85, d=5)
    even, identity, errors = np.full(5, 0.2), np.eye(5), []
    for draws in (2, 5, 20):
        value = noise_contrastive.expected_log_likelihood(X, identity, counts, draws, even)
        lowered = X - np.log(draws / 5)
        errors.append(agreement([value], [_sampling(lowered, counts, draws)]))
        errors.append((abs(value - _sampling(X, counts, draws)) < 1e-3) != (draws == 5))
    return worst(errors, 1e-13, "3 values of k")


def _sampling(X, counts, draws):
    return negative_sampling.expected_log_likelihood(X, np.eye(5), counts, draws, np.full(5, 0.2))


NC3 = Record(
    id="NC3",
    title="negative sampling is NCE where k P_n = 1",
    chapter="noise-contrastive",
    kind="identity",
    sentence="Noise-contrastive estimation is negative sampling with every score lowered by log k P_n(c); the two are "
    "one where that is 0: uniform noise, and as many draws as there are contexts.",
    latex=r"\begin{aligned}\ell_{\mathrm{NCE}}(x)&=\ell_{\mathrm{NS}}\big(x-\log k\,P_n\big),\\"
    r"\log k\,P_n(c)=0\;\text{ for all }c&\iff P_n(c)=\frac1n\;\text{ and }\;k=n\end{aligned}",
    source="Dyer 2014",
    assumptions=(
        "n is the number of contexts; Dyer's |V|, where words and contexts share one vocabulary.",
        "Uniform noise alone does not suffice, nor do n draws: either leaves a shift in the scores.",
    ),
    code=(
        noise_contrastive.log_likelihood,
        noise_contrastive.gradient,
        noise_contrastive.expected_log_likelihood,
        noise_contrastive.expected_gradient,
    ),
    follows_from=("NC1", "NS7"),
    derivation=derivations.NC3,
    witnesses=(
        shift_for_every_size,
        equal_for_every_size,
        equal_for_all_draws,
        only_there,
        uniform_noise_alone_does_not_suffice,
        each_line_follows(derivations.NC3, [derivations.uniform(t) for t in instances.tables(15)]),
    ),
)
