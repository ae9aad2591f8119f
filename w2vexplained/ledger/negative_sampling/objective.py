"""NS6 and NS7: the objective of the note, and its expectation, equation (4) of Mikolov et al."""

from itertools import product

import mpmath as mp
import numpy as np
from hypothesis import strategies

from w2vexplained.ledger.derivations import corpora
from w2vexplained.ledger.derivations import negative_sampling as derivations
from w2vexplained.ledger.negative_sampling import worlds
from w2vexplained.ledger.record import Record, each_line_follows, witness
from w2vexplained.ledger.statements import negative_sampling as statement
from w2vexplained.ledger.statements.notation import C, V, W, at_size, c, d, k, m, n, r, v, w
from w2vexplained.objectives import negative_sampling
from w2vexplained.verification import any_size, branching, elements, zero
from w2vexplained.verification.evidence import agreement, proved, worst
from w2vexplained.verification.properties import worst_case

D = [(0, 1), (1, 0), (1, 2), (0, 1)]
D_PRIME = [(0, 1), (0, 0), (0, 2), (1, 2), (1, 1), (1, 2)]  # real pairs and repetitions among them


@witness(
    "S", "On symbols, with pairs that repeat and invented pairs that are real, the shipped value is the statement."
)
def value_on_symbols():
    """Compare for two words, three contexts and two components, in every variable."""

    def residuals():
        words, contexts = elements.symbols("W", 2, 2), elements.symbols("C", 3, 2)
        value = elements.values(negative_sampling.corpus_log_likelihood(words, contexts, D, D_PRIME))
        claimed = statement.corpus_log_likelihood(*([(a + 1, b + 1) for a, b in pairs] for pairs in (D, D_PRIME)))
        variables = [*elements.values(words).ravel(), *elements.values(contexts).ravel()]
        return zero.same_function(value, at_size(claimed, d=2), variables, zero.with_zero("W", "C"))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("M", "Run on 50-digit numbers, the shipped function has the value of the statement.")
def value_in_fifty_digits():
    """Compare at a random point."""
    words, contexts, _, _ = worlds.table(11)
    with mp.workdps(60):
        exact = statement.number_corpus_log_likelihood(*worlds.numbers(words, contexts), D, D_PRIME)
        lifted = elements.fifty_digits(words), elements.fifty_digits(contexts)
        return worst([abs(_value(negative_sampling.corpus_log_likelihood, *lifted, D, D_PRIME) - exact)], 1e-45, "nats")


@witness("H", "No lists of pairs are found, empty ones included, whose shipped value is not the sum over the pairs.")
def value_of_any_lists():
    """Let hypothesis choose the lists."""
    words, contexts, _, _ = worlds.table(12)
    numbers = worlds.numbers(words, contexts)
    pairs = strategies.lists(strategies.tuples(strategies.integers(0, 3), strategies.integers(0, 4)), max_size=8)

    def error(real, invented):
        expected = statement.number_corpus_log_likelihood(*numbers, real, invented)
        return agreement(negative_sampling.corpus_log_likelihood(words, contexts, real, invented), float(expected))

    return worst(worst_case(error, pairs, pairs, examples=60), 1e-13, "60 pairs of lists")


@witness("A", "The shipped value for one pair is equation (4) with its draws made, for every d, |C|, k and any draws.")
def pair_for_every_size():
    """Let the draws be an arbitrary map into the rows, repetitions and collisions included."""

    def residuals():
        arrays = any_size.array("v", d), any_size.array("C", n, d), c, any_size.index_map("neg", k)
        value = negative_sampling.log_likelihood(*arrays).expression
        return zero.same_function(value, statement.log_likelihood(c), (v[m], C[r, m]), zero.with_zero("v", "C"))

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness("A", "The shipped expectation is Σ a log σ(x) + b log σ(−x), for every size and all counts, noise and k.")
def table_for_every_size():
    """Let counts and noise be symbols, too."""

    def residuals():
        arrays = any_size.array("W", V, d), any_size.array("C", n, d), any_size.array("N", V, n)
        value = negative_sampling.expected_log_likelihood(*arrays, any_size.scalar(k), any_size.array("q", n))
        variables, origin = (W[w, m], C[r, m]), zero.with_zero("W", "C")
        return zero.same_function(value.expression, statement.expected_log_likelihood(), variables, origin)

    return proved(branching.on_both_branches(residuals), "both numeric branches")


@witness(
    "E", "Over all 81 ways in which four draws fall, NS6 and the pairs' equation (4) have NS7 as their exact mean."
)
def mean_over_all_draws():
    """Enumerate the draws of two pairs with k = 2, weigh each outcome, and run shipped functions in 50 digits."""
    words, contexts, real, noise = np.eye(2) + 0.5, np.array([[1, 2], [-1, 0.5], [0, -1.5]]), D[:2], [2, 1, 5]
    counts = np.array([[0, 1, 0], [1, 0, 0]])
    with mp.workdps(60):
        lifted = elements.fifty_digits(words), elements.fifty_digits(contexts)
        P_n = [mp.mpf(x) / sum(noise) for x in noise]
        expected = negative_sampling.expected_log_likelihood(
            *lifted, elements.fifty_digits(counts), 2, elements.array_of(P_n)
        )
        as_corpus, as_pairs = [], []
        for draws in product(range(3), repeat=4):
            chance = mp.fprod(P_n[i] for i in draws)
            invented = [(pair[0], i) for pair, some in zip(real, (draws[:2], draws[2:]), strict=True) for i in some]
            as_corpus.append(chance * _value(negative_sampling.corpus_log_likelihood, *lifted, real, invented))
            for (word, context), some in zip(real, (draws[:2], draws[2:]), strict=True):
                pair = lifted[0][word], lifted[1], context, list(some)
                as_pairs.append(chance * _value(negative_sampling.log_likelihood, *pair))
        errors = [abs(mp.fsum(x) - elements.values(expected)) for x in (as_corpus, as_pairs)]
    return worst(errors, 1e-45, "nats, 81 outcomes")


def _value(function, *arguments):
    return elements.values(function(*arguments))


NS6 = Record(
    id="NS6",
    title="real pairs and invented ones",
    chapter="negative-sampling",
    kind="definition",
    sentence="Tell every observed pair from every invented one: one logistic loss for each.",
    latex=r"\ell=\sum_{(w,c)\in D}\log\sigma(v_c\cdot v_w)+\sum_{(w,c)\in D'}\log\sigma(-v_c\cdot v_w)",
    source="Goldberg & Levy 2014, §2, the chain of lines that ends in this one",
    assumptions=("Pairs are independent of each other, given the vectors.",),
    departure="The note takes the logarithm in the third line of its chain, we in the first: "
    "the maximum is at the same place, and every line has the same value.",
    code=(negative_sampling.corpus_log_likelihood,),
    follows_from=("NS1", "NS2"),
    derivation=derivations.NS6,
    witnesses=(
        value_on_symbols,
        value_in_fifty_digits,
        value_of_any_lists,
        each_line_follows(derivations.NS6, corpora.corpora(4)),
    ),
)

NS7 = Record(
    id="NS7",
    title="equation (4) of Mikolov et al.",
    chapter="negative-sampling",
    kind="identity",
    sentence="Averaged over its random pairs, the note's objective is Mikolov's equation (4) added up over the text: "
    "a weighted logistic loss for each pair of word and context.",
    latex=r"\begin{aligned}\mathbb{E}\,\ell&=\sum_{(w,c)\in D}\Big(\log\sigma(v_c\cdot v_w)"
    r"+\sum_{i=1}^{k}\mathbb{E}_{c_i\sim P_n}\big[\log\sigma(-v_{c_i}\cdot v_w)\big]\Big)\\"
    r"&=\sum_{w,c}\Big(a\,\log\sigma(v_c\cdot v_w)+b\,\log\sigma(-v_c\cdot v_w)\Big),\\"
    r"&\phantom{{}={}}a=\#(w,c),\qquad b=k\,\#(w)\,P_n(c)\end{aligned}",
    source="Mikolov et al. 2013b, eq. (4); Goldberg & Levy 2014, §2; Levy & Goldberg 2014, §3.1",
    assumptions=("The draws do not depend on the vectors: D' is not chosen to be hard.",),
    departure="Mikolov et al. write the expectation for one pair, the note one draw of D' for the whole text; "
    "the mean of the note's is the sum of theirs.",
    code=(negative_sampling.log_likelihood, negative_sampling.expected_log_likelihood),
    follows_from=("NS6",),
    derivation=derivations.NS7,
    witnesses=(
        pair_for_every_size,
        table_for_every_size,
        mean_over_all_draws,
        each_line_follows(derivations.NS7, [*corpora.corpora(4), *corpora.corpora(5, count=1, n=3, k=1)]),
    ),
)
