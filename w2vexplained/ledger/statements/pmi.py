"""The PMI connection as the papers write it: in sympy for every size, in mpmath and fractions for numbers."""

import math
from fractions import Fraction

import mpmath as mp
import sympy as sp

from w2vexplained.ledger.statements.negative_sampling import sigma
from w2vexplained.ledger.statements.notation import N, V, k, n, q, total


def pairs_of_word(w):
    """Count the pairs that a word heads, #(w)."""
    return total(lambda j: N[w, j], n)


def pairs_of_context(c):
    """Count the pairs that a context ends, #(c)."""
    return total(lambda i: N[i, c], V)


def all_pairs():
    """Count all pairs, |D|."""
    return total(pairs_of_context, n)


def ratio_to_chance(w, c):
    """LG2014 §3.2: the argument of PMI's logarithm, #(w,c)·|D| / (#(w)·#(c))."""
    return N[w, c] * all_pairs() / (pairs_of_word(w) * pairs_of_context(c))


def best_odds(w, c):
    """LG2014 §3.1: e to the best score, #(w,c) / (k #(w) P_n(c))."""
    return N[w, c] / (k * pairs_of_word(w) * q[c])


def slope_at_shifted_pmi(w, c):
    """PM1: what pulls at the score PMI − log k, a (1 − P_n(c)/p(c)) / (1 + e^x)."""
    share = pairs_of_context(c) / all_pairs()
    return N[w, c] * (1 - q[c] / share) / (1 + ratio_to_chance(w, c) / k)


def quadratic(x, a, b):
    """LG2014 §3.1: a quadratic in e^x."""
    return sp.exp(2 * x) - (a / b - 1) * sp.exp(x) - a / b


def number_pmi(counts, w, c, power=1):
    """LG2014 §3.2, and with a power its context smoothed: log P(w,c) / (p(w) p_α(c)), in 60 digits."""
    n_w, columns = sum(counts[w]), [mp.mpf(sum(column)) ** power for column in zip(*counts, strict=True)]
    return mp.log(mp.mpf(counts[w][c]) / n_w / (columns[c] / mp.fsum(columns)))


def number_best_score(counts, k, noise, w, c):
    """LG2014 §3.1: log a/b."""
    return mp.log(mp.mpf(counts[w][c]) / (k * sum(counts[w]) * noise[c]))


def number_entropy(p):
    """Minus the mean of log p, in nats."""
    return -mp.fsum(x * mp.log(x) for x in p if x)


def number_kl(p, q):
    """The mean of log p/q under p, in nats."""
    return mp.fsum(x * mp.log(x / y) for x, y in zip(p, q, strict=True) if x)


def laws(counts, noise):
    """The law P of observed pairs and the law Q of invented ones, cell by cell."""
    size = sum(map(sum, counts))
    P = [x / size for row in counts for x in row]
    Q = [sum(row) / size * y for row in counts for y in noise]
    return P, Q


def number_best_value(counts, k, noise):
    """PM3 by entropies: (k+1) (H(M) − π H(P) − (1−π) H(Q) − H_b(π))."""
    P, Q = laws(counts, noise)
    pi = 1 / mp.mpf(k + 1)
    M = [pi * x + (1 - pi) * y for x, y in zip(P, Q, strict=True)]
    mixed = pi * number_entropy(P) + (1 - pi) * number_entropy(Q)
    return (number_entropy(M) - mixed - number_entropy([pi, 1 - pi])) / pi


def number_mutual_information(counts):
    """H(W) + H(C) − H(W, C)."""
    size = mp.mpf(sum(map(sum, counts)))
    words, contexts = ([sum(line) / size for line in lines] for lines in (counts, zip(*counts, strict=True)))
    joint = [x / size for row in counts for x in row]
    return number_entropy(words) + number_entropy(contexts) - number_entropy(joint)


def number_chi_squared(P, Q):
    """The sum of (P − Q)²/Q."""
    return mp.fsum((x - y) ** 2 / y for x, y in zip(P, Q, strict=True))


def coin_divergence(y, p):
    """KL between two coins, y first; 0 log 0 is 0."""
    return number_kl([y, 1 - y], [p, 1 - p])


def sign_of_logarithms(terms):
    """Tell the sign of Σ r log x exactly, for fractions r and x > 0: compare two whole numbers.

    Parameters
    ----------
    terms : list of (Fraction, Fraction)
        The pairs (r, x).

    Returns
    -------
    int
        1, 0 or −1.
    """
    common = 1
    for r, _ in terms:
        common = math.lcm(common, Fraction(r).denominator)
    above = below = 1
    for r, x in terms:
        power = int(Fraction(r) * common)
        x = Fraction(x) if power >= 0 else 1 / Fraction(x)
        above *= x.numerator ** abs(power)
        below *= x.denominator ** abs(power)
    return (above > below) - (above < below)


def kept_negatives(counts, k, noise, w, c):
    """PM9: the negatives c that a word meets where collisions are skipped, counted pair by pair."""
    return sum(counts[w][other] * k * noise[c] for other in range(len(noise)) if other != c)


def slope_of_logistic_pca(w, c, x):
    """PM5: the derivative of (a+b) (y log σ(x) + (1−y) log(1−σ(x))) in the score, with y = a/(a+b)."""
    a, b, t = N[w, c], k * pairs_of_word(w) * q[c], sp.Dummy("t", real=True)
    y = a / (a + b)
    return sp.diff((a + b) * (y * sp.log(sigma(t)) + (1 - y) * sp.log(1 - sigma(t))), t).subs(t, x)


def number_regret(a, b, x):
    """PM5: what one cell loses at the score x, (a+b) KL(a/(a+b) ‖ σ(x))."""
    return (a + b) * coin_divergence(a / (a + b), 1 / (1 + mp.exp(-x)))


def number_cost_of_sppmi(counts, k, noise):
    """PM6: k|D| Q(a=0) log 2 + Σ over 0 < a < b of (a+b) KL(a/(a+b) ‖ ½)."""
    lost = []
    for row in counts:
        for a, p in zip(row, noise, strict=True):
            b = k * mp.fsum(row) * p
            lost.append(b * mp.log(2) if a == 0 else (a + b) * coin_divergence(a / (a + b), mp.mpf(1) / 2) * (a < b))
    return mp.fsum(lost)
