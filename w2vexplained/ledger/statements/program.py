"""The program's other models as the papers write them, and its table of the sigmoid: in sympy, mpmath and fractions."""

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.notation import C, W, d, k, neg, total, v

near = sp.Function("near", integer=True)  # near(i), the row of the i-th neighbour
M = sp.Symbol("M", integer=True, positive=True)  # neighbours
L = sp.Symbol("L", integer=True, positive=True)  # turns of a path
U = sp.IndexedBase("U", real=True)  # U[j, m], the vectors of inner nodes
b = sp.IndexedBase("b", real=True)  # b[i], the turns of a path
point = sp.Function("point", integer=True)  # point(i), the inner node of the i-th turn


def sigma(x):
    """One over one plus e to the minus x."""
    return 1 / (1 + sp.exp(-x))


def score_of_mean(j):
    """Rong2014 §1.2: the output vector of word j times the mean of the neighbours' vectors."""
    return total(lambda m: C[j, m] * total(lambda i: W[near(i), m], M) / M, d)


def cbow(c):
    """MSCCD2013 (4) with Rong's mean for the word's vector, and the k draws made."""
    return sp.log(sigma(score_of_mean(c))) + total(lambda i: sp.log(sigma(-score_of_mean(neg(i)))), k)


def turns():
    """Rong2014 §3.1: the logarithm of the probability of a path; turn 0 has probability σ, turn 1 the rest."""

    def turn(i):
        left = sigma(total(lambda m: U[point(i), m] * v[m], d))
        return (1 - b[i]) * sp.log(left) + b[i] * sp.log(1 - left)

    return total(turn, L)


def number_cbow(rows, neighbours, outputs, c, negatives):
    """The value of CBOW for rows of numbers, of which `neighbours` are averaged; rows count from 0."""
    x = [mp.fdot(number_mean(rows, neighbours), y) for y in outputs]
    return -mp.log1p(mp.exp(-x[c])) - mp.fsum(mp.log1p(mp.exp(x[i])) for i in negatives)


def number_mean(rows, neighbours):
    """The mean of some rows of numbers."""
    return [mp.fsum(rows[i][m] for i in neighbours) / len(neighbours) for m in range(len(rows[0]))]


def number_cbow_gradient(rows, neighbours, outputs, c, negatives):
    """The stated gradient in every row and in every output vector, for numbers."""
    h = number_mean(rows, neighbours)
    s = [1 / (1 + mp.exp(-mp.fdot(h, y))) for y in outputs]
    forces = [(j == c) * (1 - s[j]) - list(negatives).count(j) * s[j] for j in range(len(outputs))]
    of_mean = [mp.fsum(f * y[m] for f, y in zip(forces, outputs, strict=True)) for m in range(len(h))]
    share = [mp.mpf(list(neighbours).count(i)) / len(neighbours) for i in range(len(rows))]
    return [[t * y for y in of_mean] for t in share], [[f * y for y in h] for f in forces]


def number_path(v_w, rows, points, code):
    """MSCCD2013 (3): the logarithm of the product of σ(±u·v_w) along a path of numbers."""
    signs = [1 if bit == 0 else -1 for bit in code]
    return mp.fsum(-mp.log1p(mp.exp(-s * mp.fdot(rows[i], v_w))) for s, i in zip(signs, points, strict=True))


def full_trees(n):
    """Every binary tree with n leaves whose inner nodes have two children, as nested pairs; a leaf is an empty pair."""
    if n == 1:
        return [()]
    return [(x, y) for left in range(1, n) for x in full_trees(left) for y in full_trees(n - left)]


def paths(tree):
    """The inner nodes and the turns on the way to each leaf, left to right; nodes count from 0, the root is last."""
    found, made = [], [0]

    def walk(node, below):
        if not node:
            found.append(below)
            return
        mine = made[0]
        made[0] += 1
        for bit in (0, 1):
            walk(node[bit], [*below, (mine, bit)])

    walk(tree, [])
    last = made[0] - 1
    return [([last - mine for mine, _ in path], [bit for _, bit in path]) for path in found]


def least_length(counts):
    """The least total length of paths that any full tree gives falling counts: the shortest paths to the first."""
    lengths = {tuple(sorted(len(points) for points, _ in paths(tree))) for tree in full_trees(len(counts))}
    return min(sum(x * y for x, y in zip(counts, some, strict=True)) for some in lengths)


def entropy_bounds_hold(counts, total_length):
    """Whether H ≤ E[length] < H + 1 in bits, in whole numbers: N^N/∏c^c ≤ 2^length < 2^N N^N/∏c^c."""
    N, below = sum(counts), 1
    for c in counts:
        below *= c**c
    return N**N <= 2**total_length * below and 2**total_length * below < 2**N * N**N


def number_entropy(counts):
    """Shannon's entropy of counts, in bits."""
    N = mp.fsum(counts)
    return mp.fsum(-c / N * mp.log(c / N, 2) for c in counts if c)


def number_sigma(x):
    """The sigmoid of a number."""
    return 1 / (1 + mp.exp(-x))


def table_errors(per_unit):
    """The largest error of the tabulated sigmoid in each of its cells; the index is the floor of (x + 6)·per_unit.

    Entry i is σ(12 i/1000 − 6), and the sigmoid rises: within a cell it is farthest from the entry at one of the ends.
    """
    errors = []
    for i in range(1000):
        low, high = mp.mpf(i) / per_unit - 6, min(mp.mpf(i + 1) / per_unit - 6, mp.mpf(6))
        if low > 6:
            break
        entry = number_sigma(mp.mpf(12 * i) / 1000 - 6)
        errors.append(max(abs(number_sigma(x) - entry) for x in (low, high)))
    return errors
