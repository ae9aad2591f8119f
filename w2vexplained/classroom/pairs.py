"""Exercises of notebook 01: how many pairs, whose shares, a likelihood from a table, one vector or two for a word."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.corpus.pairs import pairs
from w2vexplained.functions import log_sigmoid, sigmoid, softmax

SENTENCE, WINDOW = ("a", "b", "c", "d"), 2  # of exercise 1.2
SMALL = 1e-6  # of exercise 1.4
UNLIKELY, LIKELY = 0.1, 0.9  # of exercise 1.5
_NAMES = ("dog", "cat")


def number_of_pairs(answer):
    """Judge 1.1: how many pairs a sentence gives.

    Parameters
    ----------
    answer : callable
        From the number of words and the window to the number of pairs.

    Returns
    -------
    Verdict
        It names the pairs that were left out or counted too often.
    """
    cases = [(n, window) for n in range(2, 9) for window in range(1, 6)]
    right = {case: len(pairs([list(range(case[0]))], case[1])) for case in cases}
    given = {case: answer(*case) for case in cases}
    if given == right:
        return Verdict(True, "Each distance δ up to the window fits in n − δ places, in two directions.")
    for near, why in _NEAR_COUNTS:
        if given == {case: near(*case) for case in cases}:
            return Verdict(False, why)
    if all(given[n, window] == right[n, window] for n, window in cases if window < n):
        return Verdict(
            False, "Right until the window is longer than the sentence: a distance that fits nowhere counts 0."
        )
    n, window = wrong = next(case for case in cases if given[case] != right[case])
    counted = f"for {n} words and window {window} expected {right[wrong]} pairs; got {given[wrong]}"
    return Verdict(False, f"Of the cases tried, {counted}. List them for a short sentence.")


def share_of_each_word(answer):
    """Judge 1.2: how often each word heads a pair.

    Parameters
    ----------
    answer : mapping of str to number
        The share of each word among the pairs.

    Returns
    -------
    Verdict
        It tells shares among pairs from frequencies in the text.
    """
    right = _shares(pairs([list(SENTENCE)], WINDOW)[:, 0])
    if not isinstance(answer, Mapping) or set(answer) != set(right):
        return Verdict(False, f"Expected a dictionary from each of the words {', '.join(right)} to its share.")
    given = {word: float(answer[word]) for word in right}
    near_right = [
        (_shares(SENTENCE), "These are frequencies in the text. Count how many pairs each word heads."),
        (_shares(pairs([list(SENTENCE)], 1)[:, 0]), "These are the shares for window 1; here the window is 2."),
        ({w: 10 * p for w, p in right.items()}, "These are numbers of pairs. Divide by |D|, so that they sum to 1."),
    ]
    if _same(given, right):
        return Verdict(True, "Of the ten pairs, each word at an end heads two, and each word in the middle three.")
    for wrong, why in near_right:
        if _same(given, wrong):
            return Verdict(False, why)
    if abs(sum(given.values()) - 1) > 1e-9:
        return Verdict(False, f"Expected shares that sum to 1; yours sum to {sum(given.values()):.4g}.")
    return Verdict(
        False, "They sum to 1, but some word has too much. List the ten pairs, and count by their first word."
    )


def log_likelihood(answer):
    """Judge 1.3: the log-likelihood of a table of counts.

    Parameters
    ----------
    answer : callable
        From the counts and the conditional probabilities, both (|V|, n), to a number in nats.

    Returns
    -------
    Verdict
        It names a lost weight, a turned sign, a mean, a product, bits.
    """
    rng = np.random.default_rng(13)
    counts, p = rng.integers(1, 9, size=(3, 4)), softmax(rng.normal(size=(3, 4)))
    value, right = answer(counts, p), (counts * np.log(p)).sum()
    if np.ndim(value) != 0:
        return Verdict(
            False, f"Expected one number for the whole table; got shape {np.shape(value)}. Add up the cells."
        )
    if np.isclose(value, right, atol=0):
        return Verdict(True, "Each kind of pair weighs as much as it is frequent, and no list of pairs is needed.")
    if mistake := known_mistake(value, _near_likelihoods(counts, p), atol=0):  # the likelihood itself is tiny
        return mistake
    return Verdict(False, f"For a table that was tried expected {right:.4f} nats; got {float(value):.4f}.")


def dog_beside_dog(answer):
    """Judge 1.4: shared vectors that make dog an unlikely context of dog under the softmax.

    Parameters
    ----------
    answer : pair of numbers
        The only component of the shared vectors of dog and of cat.

    Returns
    -------
    Verdict
        It says which number stands in the way.
    """
    dog, cat = (float(number) for number in answer)
    if not np.isfinite([dog, cat]).all():
        return Verdict(False, f"Expected two finite numbers, dog and cat; got {dog} and {cat}.")
    if dog == 0:
        return Verdict(False, "With dog = 0 both scores are 0, and p(dog | dog) is one half whatever cat is.")
    log_p = log_sigmoid(np.float64(dog * dog - cat * dog))  # two contexts: e^(dog·dog) against e^(cat·dog)
    if log_p < np.log(SMALL):
        return Verdict(True, "Beside dog, cat scores higher than dog by so much that its exponential fills the sum.")
    if dog * cat < 0:
        return Verdict(
            False, "Opposite signs make the score of cat negative, and dog the likelier context. Turn one sign."
        )
    if abs(cat) <= abs(dog):
        return Verdict(
            False, "The longer vector is its own likeliest context, and here that is dog. Make cat the longer."
        )
    return Verdict(
        False, f"The direction is right, but p(dog | dog) is still {np.exp(log_p):.1e}. Move cat further out."
    )


def two_vocabularies(answer):
    """Judge 1.5: vectors of words and of contexts under which no word stands beside itself, but each beside the other.

    Parameters
    ----------
    answer : pair of pairs of numbers
        The only components of the vectors of the words dog and cat, and of the contexts dog and cat.

    Returns
    -------
    Verdict
        It tells shared vectors from separate ones, and names a pair that is too likely or not likely enough.
    """
    given = np.asarray(answer, dtype=float)
    if given.shape != (2, 2) or not np.isfinite(given).all():
        return Verdict(False, "Expected two lists of two finite numbers: dog and cat as words, and as contexts.")
    words, contexts = given
    p = sigmoid(np.outer(words, contexts))
    wanted = np.eye(2, dtype=bool)  # the pairs that should be unlikely
    if np.where(wanted, p < UNLIKELY, p > LIKELY).all():
        return Verdict(True, "A word and its context may have opposite signs: only two vocabularies allow that.")
    if (words == contexts).all():
        shared = "These are the same vectors in both roles: beside itself a word scores a square, so at least one half."
        return Verdict(False, f"{shared} Give the contexts vectors of their own.")
    if np.where(wanted, p > LIKELY, p < UNLIKELY).all():
        return Verdict(False, "The other way round: each word is likely beside itself. Turn the signs of one list.")
    i, j = next((i, j) for i in (0, 1) for j in (0, 1) if not (p[i, j] < UNLIKELY if i == j else p[i, j] > LIKELY))
    asked = f"below {UNLIKELY}" if i == j else f"above {LIKELY}"
    got = f"{p[i, j]:.3f}, since the score is {words[i] * contexts[j]:.3g}"
    return Verdict(False, f"Expected {_NAMES[j]} beside {_NAMES[i]} to have a probability {asked}; got {got}.")


def _each_way(n, window):
    return sum(max(n - delta, 0) for delta in range(1, window + 1))


_NEAR_COUNTS = (
    (lambda n, window: 2 * window * n, "You gave each word a full window; near both ends there are fewer contexts."),
    (_each_way, "You counted neighbours once. They give two pairs: each is the word once and the context once."),
    (lambda n, window: n + 2 * _each_way(n, window), "You took each word as its own context. Distance 0 is no pair."),
    (
        lambda n, window: n * (n - 1),
        "You paired each word with all others, however far. The window limits the distance.",
    ),
)


def _near_likelihoods(counts, p):
    right = (counts * np.log(p)).sum()
    return [
        (-right, "The sign is flipped: a probability is at most 1, so its logarithm is at most 0."),
        (np.log(p).sum(), "Each kind of pair counts once here. Weigh it with its count #(w, c)."),
        (right / counts.sum(), "That is the mean over all pairs; the sum was asked for."),
        (np.prod(p**counts), "That is the likelihood; its logarithm was asked for."),
        (right / np.log(2), "That is in bits; nats were asked for, so take the natural logarithm."),
        ((counts * p).sum(), "You added probabilities. A product of them becomes a sum of their logarithms."),
    ]


def _shares(words):
    words = [str(word) for word in words]
    return {word: Fraction(words.count(word), len(words)) for word in sorted(set(words))}


def _same(given, expected):
    return all(abs(given[word] - float(expected[word])) < 1e-9 for word in expected)


EXERCISES = {
    "1.1": number_of_pairs,
    "1.2": share_of_each_word,
    "1.3": log_likelihood,
    "1.4": dog_beside_dog,
    "1.5": two_vocabularies,
}
