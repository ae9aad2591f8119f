"""What the softmax objective reaches, and what it does with one vector for both roles."""

import mpmath as mp

from w2vexplained.ledger.derivations.instances import dot
from w2vexplained.ledger.record import Line

# SG11: the log-likelihood against its best value


def _log_likelihood(table):
    p, n = _model(table), table.counts
    return mp.fsum(n[w][c] * mp.log(p[w][c]) for w, c in _cells(table))


def _word_by_word(table):
    p, seen = _model(table), _observed(table)
    inner = [mp.fsum(s * mp.log(q) for s, q in zip(seen[w], p[w], strict=True)) for w in range(len(p))]
    return mp.fsum(sum(row) * x for row, x in zip(table.counts, inner, strict=True))


def _observed_against_model(table):
    p, seen = _model(table), _observed(table)
    terms = (
        sum(table.counts[w]) * seen[w][c] * (mp.log(seen[w][c]) - mp.log(seen[w][c] / p[w][c]))
        for w, c in _cells(table)
    )
    return mp.fsum(terms)


def _entropy_and_divergence(table):
    p, seen = _model(table), _observed(table)
    size = sum(map(sum, table.counts))
    joint = [mp.mpf(x) / size for row in table.counts for x in row]
    words = [mp.mpf(sum(row)) / size for row in table.counts]
    conditional_entropy = _entropy(joint) - _entropy(words)
    divergences = [mp.fsum(s * mp.log(s / q) for s, q in zip(seen[w], p[w], strict=True)) for w in range(len(p))]
    return -size * conditional_entropy - mp.fsum(sum(n) * x for n, x in zip(table.counts, divergences, strict=True))


def _best_score(table):
    return [[mp.log(s) + a for s in row] for row, a in zip(_observed(table), _some_constants(table), strict=True)]


def _best_score_by_joint(table):
    size = mp.mpf(sum(map(sum, table.counts)))
    a = _some_constants(table)
    words, contexts = ([sum(line) / size for line in lines] for lines in (table.counts, _columns(table)))
    return [
        [mp.log((x / size) / (words[w] * contexts[c])) + mp.log(contexts[c]) + a[w] for c, x in enumerate(row)]
        for w, row in enumerate(table.counts)
    ]


def _some_constants(table):
    return [mp.mpf(2 * w - 1) / 3 for w in range(len(table.W))]


def _model(table):
    return [[mp.exp(x) / mp.fsum(mp.exp(y) for y in row) for x in row] for row in table.scores]


def _observed(table):
    return [[mp.mpf(x) / sum(row) for x in row] for row in table.counts]


def _cells(table):
    return [(w, c) for w in range(len(table.W)) for c in range(len(table.C))]


def _columns(table):
    return list(zip(*table.counts, strict=True))


def _entropy(p):
    return -mp.fsum(x * mp.log(x) for x in p)


SG11 = (
    Line(
        r"\sum_{w,c}\#(w,c)\,\log p(c\mid w)",
        "What is asked: the log-likelihood, SG3, over the table of counts, SG1, and how large it can become.",
        _log_likelihood,
    ),
    Line(
        r"=\sum_w\#(w)\sum_c\hat p(c\mid w)\,\log p(c\mid w),\qquad\hat p(c\mid w)=\frac{\#(w,c)}{\#(w)}",
        "Take the count of each word out: what is left are the frequencies of contexts beside it.",
        _word_by_word,
    ),
    Line(
        r"=\sum_w\#(w)\sum_c\hat p(c\mid w)\Big(\log\hat p(c\mid w)-\log\frac{\hat p(c\mid w)}{p(c\mid w)}\Big)",
        "Add and subtract the logarithm of the observed frequency.",
        _observed_against_model,
    ),
    Line(
        r"=-|D|\,H(C\mid W)-\sum_w\#(w)\,\mathrm{KL}\big(\hat p(\cdot\mid w)\,\big\|\,p(\cdot\mid w)\big)",
        "The first part is −|D| times the conditional entropy, H(C, W) − H(W); the second holds a divergence for each "
        "word, never negative, and 0 only where the model's probabilities are the observed ones.",
        _entropy_and_divergence,
    ),
    Line(
        r"x^*_{wc}=\log\hat p(c\mid w)+a(w)",
        "Scores that reach it: they give the observed frequencies, and a(w), any number for each word, cancels.",
        _best_score,
    ),
    Line(
        r"=\log\frac{\hat p(w,c)}{\hat p(w)\,\hat p(c)}+\log\hat p(c)+a(w)",
        "A conditional probability is a joint one over that of the word; multiply and divide by that of the context.",
        _best_score_by_joint,
    ),
)


# SG12: one vector for both roles; a pair's word vector serves as v, a component of a context as t


def _dog_beside_dog(pair):
    v, t = pair.v_w, pair.C[0][0]
    return mp.exp(dot(v, v)) / (mp.exp(dot(v, v)) + mp.exp(dot([t * x for x in v], v)))


def _divided(pair):
    v, t = pair.v_w, pair.C[0][0]
    return 1 / (1 + mp.exp((t - 1) * dot(v, v)))


def _as_sigmoid(pair):
    v, t = pair.v_w, pair.C[0][0]
    x = -(t - 1) * mp.norm(v) ** 2
    return (1 + mp.tanh(x / 2)) / 2


SG12 = (
    Line(
        r"\frac{e^{v\cdot v}}{e^{v\cdot v}+e^{(tv)\cdot v}}",
        "What is asked: p(dog | dog) where dog has the vector v in both roles, and the one other context, cat, t v.",
        _dog_beside_dog,
    ),
    Line(
        r"=\frac1{1+e^{(t-1)\,v\cdot v}}",
        "Divide numerator and denominator by the exponential of v·v.",
        _divided,
    ),
    Line(
        r"=\sigma\big(-(t-1)\,\lVert v\rVert^2\big)",
        "This is the sigmoid of section 2, of a score that falls without end as t grows: the probability tends to 0.",
        _as_sigmoid,
    ),
)
