"""A toy language whose law is known exactly, so that theory is compared with truth and not with an estimate.

A sentence is made by choosing a pattern, then a word for each of its places, each with a rational probability.
There are few enough sentences to list them all. With a slip, every word may be replaced by any other:
then no pair of words has probability zero.
"""

from fractions import Fraction
from functools import cache
from itertools import product
from types import MappingProxyType

import numpy as np

from w2vexplained.arguments import generator
from w2vexplained.corpus.pairs import pairs

# Each pattern with its weight; in a place the words with their weights. Weights are divided by their sum.
PATTERNS = (
    (3, ({"the": 1}, {"cat": 1}, {"chases": 2, "sees": 1}, {"the": 1}, {"mouse": 2, "bird": 1})),
    (3, ({"the": 1}, {"dog": 1}, {"chases": 1, "sees": 1}, {"the": 1}, {"cat": 1, "ball": 1})),
    (2, ({"the": 1}, {"cat": 1, "dog": 1}, {"sleeps": 1}, {"deeply": 2, "often": 1})),
    (2, ({"the": 1}, {"king": 1, "queen": 1}, {"rules": 3, "sees": 1}, {"the": 1}, {"castle": 1, "land": 1})),
    (2, ({"the": 1}, {"king": 1, "queen": 2}, {"rules": 1}, {"wisely": 2, "often": 1})),
)

WORDS = tuple(dict.fromkeys(word for _, places in PATTERNS for place in places for word in place))


@cache
def all_sentences():
    """List every sentence of the language with its probability.

    Returns
    -------
    mapping of tuple of str to Fraction
        The probabilities sum to exactly 1.

    Examples
    --------
    >>> all_sentences()["the", "cat", "chases", "the", "mouse"]
    Fraction(1, 9)
    """
    law = {}
    for p, places in _probabilities(PATTERNS):
        for choice in product(*(_probabilities((n, word) for word, n in place.items()) for place in places)):
            words, q = tuple(word for _, word in choice), p
            for chance, _ in choice:
                q *= chance
            law[words] = law.get(words, 0) + q
    return MappingProxyType(law)  # it is kept, so nobody may change it


def sentences(n, rng, slip=0):
    """Draw sentences independently.

    Parameters
    ----------
    n : int
        How many.
    rng : numpy.random.Generator
        Where the randomness comes from.
    slip : Fraction or float
        The probability that a word is replaced by one drawn evenly from all words, itself among them.

    Returns
    -------
    list of lists of str
        Sentences.

    Raises
    ------
    ValueError
        If the slip is no probability.

    Examples
    --------
    >>> [" ".join(words) for words in sentences(2, np.random.default_rng(0))]
    ['the dog sleeps deeply', 'the dog chases the cat']
    """
    _check_slip(slip)
    rng = generator(rng)
    law = all_sentences()
    drawn = rng.choice(len(law), size=n, p=np.array(list(law.values()), dtype=float))
    plain = list(law)
    return [_with_slips(plain[i], float(slip), rng) for i in drawn]


def law(window, slip=0):
    r"""Give the exact probability p(w, c) of each pair among the windowed pairs of the language.

    It is the number of times that a pair is expected in a sentence, divided by the number of all pairs expected.

    Equation: SG1

    Parameters
    ----------
    window : int
        The largest distance between a word and its context, in words.
    slip : Fraction or int
        The probability that a word is replaced by one drawn evenly from all words; above 0 no cell is zero.

    Returns
    -------
    array of Fraction, (|V|, |V|)
        Probabilities in the order of `WORDS`, which sum to exactly 1; `.astype(float)` rounds them.

    Raises
    ------
    TypeError
        If the slip is not an exact number.
    ValueError
        If the window is below 1, or the slip is no probability.

    Examples
    --------
    >>> p = law(window=1)
    >>> p[WORDS.index("the"), WORDS.index("cat")], p.sum()
    (Fraction(1, 16), Fraction(1, 1))
    """
    if not isinstance(slip, Fraction | int):
        raise TypeError(f"expected an exact slip, such as Fraction(1, 20); got {slip!r}")
    _check_slip(slip)
    expected = np.full((len(WORDS), len(WORDS)), Fraction(0))
    for words, p in all_sentences().items():
        for w, c in pairs([[WORDS.index(word) for word in words]], window).tolist():
            expected[w, c] += p
    # Both words of a pair slip independently: p(w, c) becomes S p S, with S = (1 − slip) I + slip/|V|.
    slipped = (1 - slip) * np.eye(len(WORDS), dtype=int).astype(object) + Fraction(slip) / len(WORDS)
    expected = slipped @ expected @ slipped
    return expected / expected.sum()


def _probabilities(weighted):
    """Turn (weight, what) into (probability, what)."""
    weighted = list(weighted)
    total = sum(weight for weight, _ in weighted)
    return [(Fraction(weight, total), what) for weight, what in weighted]


def _with_slips(words, slip, rng):
    """Replace each word by an evenly drawn one with probability `slip`."""
    slips = rng.random(len(words)) < slip
    others = rng.integers(len(WORDS), size=len(words))
    return [WORDS[other] if slipped else word for word, slipped, other in zip(words, slips, others, strict=True)]


def _check_slip(slip):
    if not 0 <= slip <= 1:
        raise ValueError(f"expected a slip from 0 to 1; got {slip}")
