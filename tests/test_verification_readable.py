"""What a reader sees of a proof is the thing that was proved."""

import pytest
import sympy as sp

from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.ledger.statements.notation import C, at_size, c, d, k, m, n, neg, r, v
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import any_size, branching
from w2vexplained.verification.readable import sigma, with_sigmoids, x


def entries(answer):
    with branching.answering(answer):
        arrays = any_size.array("v", d), any_size.array("C", n, d)
        gradient_w, gradient_C = negative_sampling.gradient(*arrays, c, any_size.index_map("neg", k))
    return gradient_w.at(m), gradient_C.at(r, m)


@pytest.mark.parametrize("answer", [False, True])
def test_gradient_of_every_size_reads_as_one_minus_sigma_and_sigma(answer):
    i = sp.Symbol("i", integer=True)
    of_word, of_context = map(with_sigmoids, entries(answer))
    pushed = sp.Sum(sigma(x[neg(i)]) * C[neg(i), m], (i, 1, k))
    assert of_word == (1 - sigma(x[c])) * C[c, m] - pushed
    drawn = sp.Sum(sigma(x[neg(i)]) * sp.KroneckerDelta(r, neg(i)), (i, 1, k))
    assert of_context == ((1 - sigma(x[c])) * sp.KroneckerDelta(c, r) - drawn) * v[m]


def test_readable_form_has_the_value_of_the_expression():
    entry = entries(False)[0]
    numbers = {v[1]: sp.Rational(1, 3), v[2]: -1, C[1, 1]: 2, C[1, 2]: sp.Rational(1, 7), C[2, 1]: -1, C[2, 2]: 3}
    small = {c: 1, m: 2}
    raw = at_size(entry.subs(small), d=2, k=1).subs(neg(1), 2).xreplace(numbers)
    scores = {x[j]: sum(C[j, i] * v[i] for i in (1, 2)).xreplace(numbers) for j in (1, 2)}
    shown = at_size(with_sigmoids(entry).subs(small), k=1).subs(neg(1), 2).xreplace(scores).xreplace(numbers)
    assert abs(sp.N(raw - shown.replace(sigma, statement.sigma), 30)) < 1e-25
