"""HS1: probabilities that turns in a tree give to its leaves, and their slopes."""

import mpmath as mp
import numpy as np
import sympy as sp
from hypothesis import strategies

from w2vexplained.ledger.derivations import program as derivations
from w2vexplained.ledger.derivations import trees
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import program as statement
from w2vexplained.ledger.statements.notation import d, m, n, r, v
from w2vexplained.objectives import hierarchical_softmax
from w2vexplained.statistics import huffman
from w2vexplained.training.software import alone
from w2vexplained.training.software.switches import PROGRAM
from w2vexplained.verification import any_size, branching, elements, gradients, zero
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case

POINTS, CODE = [4, 1, 3, 0], [1, 0, 0, 1]


@witness(
    "E", "In each of the 64 binary trees with 2 to 6 leaves the shipped probabilities sum to 1, whatever the scores."
)
def leaves_sum_to_one():
    """Let each score be the logarithm of a symbol, its odds: the word vector is one component 1, U holds the scores."""

    def residuals():
        for size in range(2, 7):
            odds = sp.symbols(f"o:{size - 1}", positive=True)
            word, scores = elements.array_of([sp.Integer(1)]), elements.array_of([[sp.log(x)] for x in odds])
            for tree in statement.full_trees(size):
                logs = hierarchical_softmax.log_probabilities(word, scores, _as_tree(statement.paths(tree)))
                one = zero.is_zero(sum(sp.exp(x) for x in elements.values(logs)) - 1)
                yield one
                if not one:  # larger trees would only take longer to fail
                    return

    return proved(branching.on_both_branches(residuals), "64 trees, both numeric branches")


@witness("A", "The shipped gradient is the derivative of the statement for every d, any path of any length, any turns.")
def gradient_for_every_size():
    """Let the path be an arbitrary map into the inner nodes, and its turns arbitrary, too."""

    def residuals():
        gradient_w, gradient_U = hierarchical_softmax.gradient(*_any_path())
        claimed = gradient_w.at(m), gradient_U.at(r, m)
        return gradients.derivative_residuals(statement.turns(), claimed, (v[m], statement.U[r, m]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "The shipped value is the logarithm of the product of the turns' probabilities, for every such path.")
def value_for_every_size():
    """Compare derivatives in every vector, and the values where all vectors are zero."""
    shipped = hierarchical_softmax.log_likelihood(*_any_path()).expression
    variables = v[m], statement.U[r, m]
    return proved(zero.same_function(shipped, statement.turns(), variables, zero.with_zero("v", "U")))


@witness("S", "On symbols, the shipped slope at a node is 1 − code − σ(u·v_w) for either turn, in u and in v_w.")
def slopes_on_symbols():
    """Take two components, three inner nodes and the four codes of a path through two of them."""

    def residuals():
        word, inner = elements.symbols("v", 2), elements.symbols("U", 3, 2)
        x, U = elements.values(word), elements.values(inner)
        for code in ([0, 0], [0, 1], [1, 0], [1, 1]):
            g = [1 - bit - statement.sigma(U[i] @ x) for i, bit in zip((2, 0), code, strict=True)]
            gradient_w, gradient_U = (
                elements.values(y) for y in hierarchical_softmax.gradient(word, inner, [2, 0], code)
            )
            stated = [[g[1] * y for y in x], [0 * y for y in x], [g[0] * y for y in x]]
            yield from (zero.is_zero(y) for y in (gradient_U - np.array(stated, object)).ravel())
            yield from (zero.is_zero(y) for y in gradient_w - (g[0] * U[2] + g[1] * U[0]))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("C", "The shipped gradient equals the complex step through the shipped value, and through log p of a leaf.")
def gradient_by_complex_step():
    """Measure at a random point on a path of four turns; then for a leaf of Huffman's tree for six words."""
    point = worlds.pair(51, d=3, n=5)
    path = gradients.by_complex_step(_value, _gradient, point)
    tree = huffman.huffman([9, 5, 4, 2, 2, 1])

    def of_leaf(v_w, U):
        return hierarchical_softmax.log_probabilities(v_w, U, tree)[4]

    def gradient(v_w, U):
        return hierarchical_softmax.gradient(v_w, U, *tree.path(4))

    leaf = gradients.by_complex_step(of_leaf, gradient, point)
    return worst([path.measured, leaf.measured], path.bound, path.note)


@witness("M", "Run on 50-digit numbers, the logarithm of each leaf's probability is that of its path, as in the paper.")
def probabilities_in_fifty_digits():
    """Compare every leaf of two trees, by both shipped functions."""
    v_w, U = worlds.pair(52, d=3, n=5)
    errors = []
    with mp.workdps(60):
        word, inner = elements.fifty_digits(v_w), elements.fifty_digits(U)
        numbers = worlds.numbers(v_w, U)
        for tree in (statement.full_trees(6)[0], statement.full_trees(6)[20]):
            paths = statement.paths(tree)
            together = elements.values(hierarchical_softmax.log_probabilities(word, inner, _as_tree(paths)))
            for path, shipped in zip(paths, together, strict=True):
                exact = statement.number_path(*numbers, *path)
                alone = np.asarray(hierarchical_softmax.log_likelihood(word, inner, *path)).item()
                errors += [abs(shipped - exact), abs(elements.value_of(alone) - exact)]
    return worst(errors, 1e-45, "nats, 12 leaves")


@witness(
    "H",
    "No counts and vectors are found, scores of 1000 included, for which Huffman's leaves do not sum to 1, or the most "
    "frequent or the rarest has not the logarithm and the slopes of its path.",
)
def leaves_of_any_counts():
    """Let hypothesis choose the counts and the length of the vectors; an error of a score counts by that length."""

    def error(counts, seed, scale):
        tree = huffman.huffman(sorted(counts, reverse=True))
        rng = np.random.default_rng(seed)
        v_w, U = scale * rng.normal(size=3), rng.normal(size=(len(counts) - 1, 3))
        logs, errors = hierarchical_softmax.log_probabilities(v_w, U, tree), []
        for leaf in (0, len(counts) - 1):
            points, code = tree.path(leaf)
            exact = float(statement.number_path(*worlds.numbers(v_w, U), points, code))
            alone = hierarchical_softmax.log_likelihood(v_w, U, points, code)
            errors += [abs(x - exact) / (1 + scale * len(points)) for x in (logs[leaf], alone)]
            _, gradient_U = hierarchical_softmax.gradient(v_w, U, points, code)
            slopes = [
                1 - bit - statement.number_sigma(x) for bit, x in zip(code.tolist(), U[points] @ v_w, strict=True)
            ]
            errors.append(abs(gradient_U[points] - np.outer(np.array(slopes, float), v_w)).max() / (1 + scale))
        return max(abs(np.exp(logs).sum() - 1), *errors)

    counts, scales = strategies.lists(strategies.integers(1, 99), min_size=2, max_size=30), [0.1, 1.0, 1000.0]
    errors = worst_case(error, counts, strategies.integers(0, 999), strategies.sampled_from(scales))
    return worst(errors, 1e-12, "100 choices")


@witness(
    "N", "The program's step along a path is α times the shipped gradient; a node with a score beyond ±6 it leaves."
)
def the_programs_step():
    """Take one step on ten random paths, α from 0.001 to 1, with an exact sigmoid; then one whose second score is 7."""
    errors, exact = [], PROGRAM._replace(sigmoid="exact")
    for seed, alpha in enumerate(np.geomspace(0.001, 1, 10).tolist()):
        v_w, U = worlds.pair(seed, d=3, n=5)
        U *= np.minimum(1, 5.9 / abs(U @ v_w))[:, None]
        step = alone.step_of_path(v_w, U, POINTS, CODE, alpha, exact)
        errors += [agreement(x, alpha * y) for x, y in zip(step, _gradient(v_w, U), strict=True)]
    U = np.array([[1.0], [7.0], [2.0]])
    without = hierarchical_softmax.gradient([1.0], U, [2, 0], [0, 0])
    step = alone.step_of_path([1.0], U, [2, 1, 0], [0, 1, 0], 0.1, exact)
    errors += [agreement(x, 0.1 * y) for x, y in zip(step, without, strict=True)]
    return worst(errors, 1e-14, "11 paths")


def _value(v_w, U):
    return hierarchical_softmax.log_likelihood(v_w, U, POINTS, CODE)


def _gradient(v_w, U):
    return hierarchical_softmax.gradient(v_w, U, POINTS, CODE)


def _any_path():
    path, code = any_size.index_map("point", statement.L), any_size.array("b", statement.L)
    return any_size.array("v", d), any_size.array("U", n, d), path, code


def _as_tree(paths):
    """Lay paths out as the arrays of a tree."""
    lengths = np.array([len(points) for points, _ in paths])
    points, codes = np.full((len(paths), lengths.max()), -1), np.zeros((len(paths), lengths.max()), dtype=np.int8)
    for leaf, (some_points, some_codes) in enumerate(paths):
        points[leaf, : lengths[leaf]], codes[leaf, : lengths[leaf]] = some_points, some_codes
    return huffman.Tree(codes, points, lengths)


HS1 = Record(
    id="HS1",
    title="hierarchical softmax",
    chapter="program",
    kind="derivative",
    sentence="Turns on the way to a leaf of a binary tree, each a sigmoid, give the leaves probabilities that sum "
    "to 1; the slope in the score of a turn is 1 − code − σ.",
    latex=r"\begin{aligned}p(c\mid w)&=\prod_{i=1}^{L}\sigma\big((1-2b_i)\,u_i\cdot v_w\big),"
    r"\qquad\sum_{c}p(c\mid w)=1,\\"
    r"\frac{\partial\log p(c\mid w)}{\partial u_i}&=\big(1-b_i-\sigma(u_i\cdot v_w)\big)\,v_w,\\"
    r"\frac{\partial\log p(c\mid w)}{\partial v_w}&=\sum_{i=1}^{L}\big(1-b_i-\sigma(u_i\cdot v_w)\big)\,u_i"
    r"\end{aligned}",
    source="Mikolov et al. 2013b, §2.1, eq. (3); Rong 2014, §3.1",
    assumptions=(
        "u_1, …, u_L are the vectors of the inner nodes on the path from the root to c, and b_1, …, b_L the turns "
        "taken there, 0 or 1.",
        "Each inner node has two children; otherwise some probability is lost.",
        "In CBOW the mean of the neighbours stands for v_w.",
    ),
    departure="The papers give turn 1 or 0 the probability σ as they like; here, as in the program, turn 0 has it. "
    "The program leaves out the nodes whose score is beyond ±6.",
    code=(
        hierarchical_softmax.log_likelihood,
        hierarchical_softmax.gradient,
        hierarchical_softmax.log_probabilities,
        alone.step_of_path,
    ),
    follows_from=("NS2", "NS3"),
    derivation=derivations.HS1,
    witnesses=(
        leaves_sum_to_one,
        gradient_for_every_size,
        value_for_every_size,
        slopes_on_symbols,
        gradient_by_complex_step,
        probabilities_in_fifty_digits,
        leaves_of_any_counts,
        the_programs_step,
        each_line_follows(derivations.HS1, trees.walks(5)),
    ),
)
