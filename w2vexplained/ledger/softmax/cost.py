"""SG4: how many parameters there are, and what one pair costs."""

from itertools import product

import mpmath as mp
import numpy as np
import sympy as sp

from w2vexplained.ledger.derivations import instances
from w2vexplained.ledger.derivations import softmax as derivations
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import softmax as statement
from w2vexplained.ledger.statements.notation import at_size
from w2vexplained.objectives import negative_sampling, scores, softmax
from w2vexplained.verification import elements
from w2vexplained.verification.evidence import proved


@witness("E", "Counted one by one, the multiplications of a softmax pair are |C| d, for all |C| up to 6 and d up to 4.")
def products_of_softmax():
    """Run the shipped log-likelihood on numbers that count their multiplications; it needs none beyond the scores."""
    return proved(
        _multiplications(function, n, d, *rest) == n * d
        for n, d in product(range(1, 7), range(1, 5))
        for function, rest in ((softmax.log_likelihood, (0,)), (scores.of_all_contexts, ()))
    )


@witness("E", "With negative sampling they are (k + 1) d, for all k up to 5 and d up to 4, for 2 contexts as for 50.")
def products_of_negative_sampling():
    """Count again, with repeated negatives."""
    return proved(
        _multiplications(negative_sampling.log_likelihood, n, d, 0, [1] * k) == (k + 1) * d
        for n, d, k in product((2, 50), range(1, 5), range(6))
    )


@witness("S", "Written out, the note's (4) has (|V| + |C|) d symbols, and the shipped gradient as many entries.")
def parameters_of_the_objective():
    """Count the symbols of W and C at four small sizes."""
    residuals = []
    for V, n, d in ((1, 2, 1), (2, 3, 1), (2, 2, 2), (1, 3, 2)):
        written_out = at_size(statement.log_likelihood_of_table(), V=V, n=n, d=d)
        symbols = {x for x in written_out.atoms(sp.Indexed) if str(x.base) in "WC"}
        gradients = softmax.expected_gradient(np.ones((V, d)), np.ones((n, d)), np.ones((V, n)))
        residuals += [len(symbols) == (V + n) * d, sum(x.size for x in gradients) == (V + n) * d]
    return proved(residuals, "4 sizes")


def _multiplications(function, n, d, *rest):
    """Count them at vectors of ones: how many there are does not depend on the numbers."""
    v_w, C = (elements.array_of(np.full(shape, mp.mpf(1)), elements.Counted) for shape in (d, (n, d)))
    elements.Counted.multiplications = 0
    function(v_w, C, *rest)
    return elements.Counted.multiplications


SG4 = Record(
    id="SG4",
    title="number of parameters, and the cost of one pair",
    chapter="softmax",
    kind="identity",
    sentence="Parameters grow with the sum of the two vocabularies; one pair costs all contexts or only k + 1 of them.",
    latex=r"\begin{aligned}\text{parameters}&=(|V|+|C|)\,d\\"
    r"\text{products for the scores of one pair, softmax}&=|C|\,d\\"
    r"\text{products for the scores of one pair, negative sampling}&=(k+1)\,d\end{aligned}",
    source="Goldberg & Levy 2014, §1.1",
    assumptions=("Counted are the multiplications that make the scores, forward, for one pair.",),
    departure="The note gives |C| × |V| × d parameters; the vectors of words and of contexts add up, so (|V| + |C|) d.",
    code=(scores.of_all_contexts, scores.of_some_contexts),
    follows_from=("SG3", "NS7"),
    derivation=derivations.SG4,
    witnesses=(
        products_of_softmax,
        products_of_negative_sampling,
        parameters_of_the_objective,
        each_line_follows(derivations.SG4, instances.tables(4)),
    ),
)
