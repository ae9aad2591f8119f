"""What the softmax objective cannot see, and what its gradient flow therefore conserves."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import dot, slope
from w2vexplained.ledger.record import Line

# SG8: another basis


def _transformed_scores(table):
    A = _some_basis(table)
    W, C = ([list(B * mp.matrix(row)) for row in rows] for B, rows in ((A, table.W), ((A**-1).T, table.C)))
    return [[dot(v_c, v_w) for v_c in C] for v_w in W]


def _with_basis_between(table):
    A = _some_basis(table)
    between = A**-1 * A
    return [[(mp.matrix([v_c]) * between * mp.matrix(v_w))[0] for v_c in table.C] for v_w in table.W]


def _some_basis(table):
    """Any invertible matrix: entries of at most 2, and 5 added on the diagonal."""
    d = len(table.W[0])
    return mp.matrix(table.W[:d]) + 5 * mp.eye(d)


def _words_times_slopes(table):
    return (mp.matrix(table.W).T * _slopes_in_words(table)).tolist()


def _words_times_chain_rule(table):
    return (mp.matrix(table.W).T * (_G(table) * mp.matrix(table.C))).tolist()


def _brackets_moved(table):
    return ((_G(table).T * mp.matrix(table.W)).T * mp.matrix(table.C)).tolist()


def _slopes_times_contexts(table):
    return (_slopes_in_contexts(table).T * mp.matrix(table.C)).tolist()


SG8 = (
    Line(
        r"(A^{-\top}v_c)\cdot(A\,v_w)",
        "What is asked: a score after every v_w became A v_w, and every v_c the inverse transpose of A times v_c.",
        _transformed_scores,
    ),
    Line(
        r"=v_c^\top A^{-1}A\,v_w",
        "A dot product is a row times a column, and transposing a product reverses it.",
        _with_basis_between,
    ),
    Line(r"=v_c\cdot v_w", "A matrix and its inverse cancel.", lambda table: table.scores),
    Line(
        r"W^\top\frac{\partial\ell}{\partial W}",
        "Asked next, with word vectors as rows of W, context vectors as rows of C: what ties the two gradients.",
        _words_times_slopes,
    ),
    Line(
        r"=W^\top(GC),\qquad G_{wc}=\frac{\partial\ell}{\partial(v_c\cdot v_w)}",
        "The chain rule through the scores, which are all that the objective sees.",
        _words_times_chain_rule,
    ),
    Line(
        r"=(G^\top W)^\top C",
        "Products may be bracketed at will, and transposing a product reverses it.",
        _brackets_moved,
    ),
    Line(
        r"=\Big(\frac{\partial\ell}{\partial C}\Big)^{\!\top}C",
        "The chain rule through the scores again, for the contexts.",
        _slopes_times_contexts,
    ),
)


# SG9: gradient flow


def _slope_along_the_flow(table):
    W, C = mp.matrix(table.W), mp.matrix(table.C)
    V, U = _slopes_in_words(table), _slopes_in_contexts(table)
    d = range(W.cols)

    def difference(t, i, j):
        return ((W + t * V).T * (W + t * V) - (C + t * U).T * (C + t * U))[i, j]

    return [[slope(lambda t, i=i, j=j: difference(t, i, j)) for j in d] for i in d]


def _product_rule(table):
    W, C = mp.matrix(table.W), mp.matrix(table.C)
    V, U = _slopes_in_words(table), _slopes_in_contexts(table)
    return (V.T * W + W.T * V - U.T * C - C.T * U).tolist()


def _chain_rule(table):
    W, C, G = mp.matrix(table.W), mp.matrix(table.C), _G(table)
    V, U = G * C, G.T * W
    return (V.T * W + W.T * V - U.T * C - C.T * U).tolist()


def _without_brackets(table):
    W, C, G = mp.matrix(table.W), mp.matrix(table.C), _G(table)
    M = W.T * G * C
    return ((C.T * G.T * W - C.T * G.T * W) + (M - M)).tolist()


SG9 = (
    Line(
        r"\frac{\mathrm d}{\mathrm dt}\big(W^\top W-C^\top C\big)",
        "What is asked: how this difference changes while both sides climb the objective along their gradients.",
        _slope_along_the_flow,
    ),
    Line(
        r"=\dot W^\top W+W^\top\dot W-\dot C^\top C-C^\top\dot C,"
        r"\qquad\dot W=\frac{\partial\ell}{\partial W},\ \dot C=\frac{\partial\ell}{\partial C}",
        "The product rule, and the flow.",
        _product_rule,
    ),
    Line(
        r"=(GC)^\top W+W^\top(GC)-(G^\top W)^\top C-C^\top(G^\top W)",
        "The chain rule through the scores, as in SG8.",
        _chain_rule,
    ),
    Line(
        r"=\big(C^\top G^\top W-C^\top G^\top W\big)+\big(W^\top GC-W^\top GC\big)",
        "Without brackets the first term equals the fourth, and the second the third.",
        _without_brackets,
    ),
    Line("=0", "Each bracket is zero.", lambda table: [[mp.mpf(0)] * len(table.W[0])] * len(table.W[0])),
)


def _log_likelihood(table):
    X = table.scores
    return mp.fsum(X[w][c] - mp.log(mp.fsum(mp.exp(x) for x in X[w])) for w, c in table.D)


def _slopes_in_words(table):
    d = range(len(table.W[0]))
    return mp.matrix(
        [
            [slope(lambda t, w=w, m=m: _log_likelihood(table.moved(t, m, word=w))) for m in d]
            for w in range(len(table.W))
        ]
    )


def _slopes_in_contexts(table):
    d, n = range(len(table.C[0])), range(len(table.C))
    return mp.matrix([[slope(lambda t, c=c, m=m: _log_likelihood(table.moved(t, m, context=c))) for m in d] for c in n])


def _G(table):
    """The slope in each score: what was counted minus what the model expects."""
    rows = []
    for counts, x in zip(table.counts, table.scores, strict=True):
        Z = mp.fsum(mp.exp(y) for y in x)
        rows.append([count - sum(counts) * mp.exp(y) / Z for count, y in zip(counts, x, strict=True)])
    return mp.matrix(rows)


# SG10: a vector added to every context


def _shifted(pair):
    b = _some_shift(pair)
    moved = [[x + y for x, y in zip(v_c, b, strict=True)] for v_c in pair.C]
    e = [mp.exp(dot(v_c, pair.v_w)) for v_c in moved]
    return e[pair.c] / mp.fsum(e)


def _factor_in_both(pair):
    factor = mp.exp(dot(_some_shift(pair), pair.v_w))
    return factor * mp.exp(pair.scores[pair.c]) / (factor * mp.fsum(mp.exp(x) for x in pair.scores))


def _factor_gone(pair):
    return mp.exp(pair.scores[pair.c]) / mp.fsum(mp.exp(x) for x in pair.scores)


def _some_shift(pair):
    return [mp.mpf(3 + m) / 7 for m in range(len(pair.v_w))]


def _sum_of_slopes(pair):
    p = _softmax(pair.scores)
    n = range(len(p))
    return [mp.fsum(((j == pair.c) - p[j]) * x for j in n) for x in pair.v_w]


def _sum_of_weights(pair):
    p = _softmax(pair.scores)
    return [(1 - mp.fsum(p)) * x for x in pair.v_w]


def _sum_of_measured_slopes(pair):
    def ell(p):
        return p.scores[p.c] - mp.log(mp.fsum(mp.exp(x) for x in p.scores))

    n, d = range(len(pair.C)), range(len(pair.v_w))
    return [mp.fsum(slope(lambda t, m=m, j=j: ell(pair.moved(t, m, j))) for j in n) for m in d]


def _softmax(scores):
    e = [mp.exp(x) for x in scores]
    return [x / mp.fsum(e) for x in e]


SG10 = (
    Line(
        r"\frac{e^{(v_c+b)\cdot v_w}}{\sum_{c'}e^{(v_{c'}+b)\cdot v_w}}",
        "What is asked: the softmax after one vector b was added to every context vector.",
        _shifted,
    ),
    Line(
        r"=\frac{e^{b\cdot v_w}\,e^{v_c\cdot v_w}}{e^{b\cdot v_w}\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "The exponential of a sum is a product, and its factor with b is the same for every context.",
        _factor_in_both,
    ),
    Line(
        r"=\frac{e^{v_c\cdot v_w}}{\sum_{c'}e^{v_{c'}\cdot v_w}}",
        "The factor cancels; the sigmoid has no denominator in which it could.",
        _factor_gone,
    ),
    Line(
        r"\sum_{c'}\frac{\partial\log p(c\mid w)}{\partial v_{c'}}",
        "Asked next: how the log-probability changes when all context vectors move alike.",
        _sum_of_measured_slopes,
    ),
    Line(r"=\sum_{c'}\big(1[c'=c]-p(c'\mid w)\big)\,v_w", "The gradient of SG5.", _sum_of_slopes),
    Line(r"=\Big(1-\sum_{c'}p(c'\mid w)\Big)\,v_w", "One of the contexts is the observed one.", _sum_of_weights),
    Line("=0", "Probabilities sum to 1, SG2.", lambda pair: [mp.mpf(0)] * len(pair.v_w)),
)
