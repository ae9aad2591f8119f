"""CB1: the gradient where the mean of neighbours stands for a word."""

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import program as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import program as statement
from w2vexplained.ledger.statements.notation import C, V, W, c, d, k, m, n, r, w
from w2vexplained.objectives import cbow
from w2vexplained.training.software import alone
from w2vexplained.training.software.switches import PAPERS
from w2vexplained.verification import any_size, branching, differences, elements, gradients, zero
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case

WORD, NEGATIVES, NEIGHBOURS = 2, [4, 2, 4, 0], [3, 0, 3, 1, 3]  # neighbour 3 stands there three times


@witness(
    "A",
    "The shipped gradient, added up in the rows of the neighbours, is the derivative for every d, m, n, k and any "
    "pattern of repeats.",
)
def gradient_for_every_size():
    """Let neighbours and draws be arbitrary maps into the rows, and differentiate the statement in W."""

    def residuals():
        words, window = _any_window()
        gradient_V, gradient_C = cbow.gradient(words[window[0]], *window[1:])
        gradient_W = np.zeros_like(words)
        np.add.at(gradient_W, window[0], gradient_V)
        claimed = gradient_W.at(w, m), gradient_C.at(r, m)
        return gradients.derivative_residuals(statement.cbow(c), claimed, (W[w, m], C[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "A", "The shipped value is equation (4) with the mean for the word's vector, for every d, m, n, k and pattern."
)
def value_for_every_size():
    """Compare derivatives in every vector, and the values where all vectors are zero."""
    words, window = _any_window()
    shipped = cbow.log_likelihood(words[window[0]], *window[1:]).expression
    return proved(zero.same_function(shipped, statement.cbow(c), (W[w, m], C[r, m]), zero.with_zero("W", "C")))


@witness("C", "The shipped gradient equals the complex step through the shipped value, for one window and for a batch.")
def gradient_by_complex_step():
    """Measure at a random point; then hold a batch of six windows against each alone."""

    def value(V, C):
        return cbow.log_likelihood(V, C, WORD, NEGATIVES)

    def gradient(V, C):
        return cbow.gradient(V, C, WORD, NEGATIVES)

    points = [_point(seed) for seed in range(6)]  # no two axes of a batch are as long
    alone = gradients.by_complex_step(value, gradient, points[0])
    batch = [np.stack(x, axis=-1) for x in zip(*points, strict=True)]
    together = zip(*(np.moveaxis(x, -1, 0) for x in (value(*batch), *gradient(*batch))), strict=True)
    errors = [
        agreement(x, y)
        for point, column in zip(points, together, strict=True)
        for x, y in zip((value(*point), *gradient(*point)), column, strict=True)
    ]
    return worst([alone.measured, *errors], alone.bound, f"{alone.note}, and a batch of 6")


@witness("M", "Run on 50-digit numbers, value and gradient are as stated; one neighbour stands there three times.")
def everything_in_fifty_digits():
    """Compare with the statement, its shares t_w/m of the mean's gradient written out."""
    words, outputs = np.random.default_rng(41).normal(size=(4, 3)), _point(7)[1]
    with mp.workdps(60):
        numbers = worlds.numbers(words, outputs)
        lifted, rows = elements.fifty_digits(words), elements.fifty_digits(outputs)
        window = numbers[0], NEIGHBOURS, numbers[1], WORD, NEGATIVES
        shipped = cbow.gradient(lifted[NEIGHBOURS], rows, WORD, NEGATIVES)
        added = elements.fifty_digits(np.zeros((4, 3)))
        np.add.at(added, NEIGHBOURS, shipped[0])
        value = np.asarray(cbow.log_likelihood(lifted[NEIGHBOURS], rows, WORD, NEGATIVES)).item()
        pairs = zip((added, shipped[1]), statement.number_cbow_gradient(*window), strict=True)
        errors = [agreement(elements.values(x), np.array(y, object)) for x, y in pairs]
        errors.append(abs(elements.value_of(value) - statement.number_cbow(*window)))
    return worst(errors, 1e-45, "relative to the largest entry")


@witness(
    "H",
    "No neighbours, draws and vectors are found whose shipped value and gradient, added up, are not the stated ones.",
)
def gradient_of_any_window():
    """Let hypothesis choose how often each word is a neighbour and each output is drawn; take the complex step."""

    def error(neighbours, draws, seed, scale):
        rng = np.random.default_rng(seed)
        words, outputs = scale * rng.normal(size=(3, 2)), scale * rng.normal(size=(4, 2))
        rows, of_outputs = cbow.gradient(words[neighbours], outputs, WORD, draws)
        added = np.zeros_like(words)
        np.add.at(added, neighbours, rows)
        measured = (
            differences.complex_step(lambda x: cbow.log_likelihood(x[neighbours], outputs, WORD, draws), words),
            differences.complex_step(lambda x: cbow.log_likelihood(words[neighbours], x, WORD, draws), outputs),
        )
        rows, exact = worlds.numbers(words, outputs)
        value = float(statement.number_cbow(rows, neighbours, exact, WORD, draws))
        errors = [agreement(x, y) for x, y in zip(measured, (added, of_outputs), strict=True)]
        return max(*errors, agreement(cbow.log_likelihood(words[neighbours], outputs, WORD, draws), value))

    neighbours = strategies.lists(strategies.integers(0, 2), min_size=1, max_size=12)
    draws, scales = strategies.lists(strategies.integers(0, 3), max_size=6), strategies.sampled_from([0.1, 1.0, 3.0])
    errors = worst_case(error, neighbours, draws, strategies.integers(0, 999), scales, examples=50)
    return worst(errors, 1e-13, "50 choices")


@witness(
    "N",
    "The program's step with the mean's share is α times the shipped gradient; as it is, it moves neighbours m times "
    "as far.",
)
def the_program_leaves_the_share_out():
    """Take one step at ten random points, α from 0.001 to 1, with an exact sigmoid, with the share and without."""
    errors = []
    for seed, alpha in enumerate(np.geomspace(0.001, 1, 10).tolist()):
        V, C = _point(seed)
        gradient_V, gradient_C = cbow.gradient(V, C, WORD, NEGATIVES)
        for switches, times in ((PAPERS, 1), (PAPERS._replace(cbow_without_mean_backwards=True), len(V))):
            step_V, step_C = alone.step_of_mean(V, C, WORD, NEGATIVES, alpha, switches)
            errors += [agreement(step_V, alpha * times * gradient_V), agreement(step_C, alpha * gradient_C)]
    return worst(errors, 1e-14, "10 windows of 4 neighbours")


def _any_window():
    """Input vectors, and for a window: the rows of the neighbours, outputs, the word, the rows of the draws."""
    neighbours, draws = any_size.index_map("near", statement.M), any_size.index_map("neg", k)
    return any_size.array("W", V, d), (neighbours, any_size.array("C", n, d), c, draws)


def _point(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(4, 3)), rng.normal(size=(5, 3))


CB1 = Record(
    id="CB1",
    title="gradient of CBOW",
    chapter="program",
    kind="derivative",
    sentence="Where the mean of m neighbours has to find a word, each neighbour feels one m-th of what the mean feels, "
    "as often as it stands among them.",
    latex=r"\begin{aligned}h&=\frac1m\sum_{i=1}^{m}v_{w_i},\qquad x_j=v_j\cdot h,\\"
    r"\frac{\partial\ell}{\partial v_w}&=\frac{t_w}{m}"
    r"\Big(\sigma(-x_c)\,v_c-\sum_{i=1}^{k}\sigma(x_{c_i})\,v_{c_i}\Big)\end{aligned}",
    source="Rong 2014, §1.2 and §3.2; Mikolov et al. 2013a for the model",
    assumptions=(
        "ℓ is equation (4) of Mikolov et al. 2013b with h in the place of v_w; t_w counts how often w stands among "
        "the m neighbours.",
        "Roles are turned: neighbours have input vectors, and the word c that they predict has an output vector, as "
        "have its negatives.",
    ),
    departure="The program leaves 1/m out backwards: it adds the gradient of h whole to every neighbour, as if the "
    "learning rate of input vectors were m times that of output vectors.",
    code=(cbow.log_likelihood, cbow.gradient, alone.step_of_mean),
    follows_from=("NS7", "NS10"),
    derivation=derivations.CB1,
    witnesses=(
        gradient_for_every_size,
        value_for_every_size,
        gradient_by_complex_step,
        everything_in_fifty_digits,
        gradient_of_any_window,
        the_program_leaves_the_share_out,
        each_line_follows(derivations.CB1, derivations.windows(3)),
    ),
)
