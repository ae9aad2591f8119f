"""The exercises of notebook 10, and the names of its twelve differences."""

import numpy as np

from w2vexplained.classroom.exercises import Verdict, known_mistake
from w2vexplained.functions import sigmoid

DIFFERENCES = {  # papers → program, by the name of the switch
    "subsampling_formula": "keep with √(t/f) → √(t/f) + t/f",
    "swapped_roles": "word finds context → context finds word",
    "sigmoid": "σ(x) → a table, misread",
    "clipping": "σ beyond ±6 → 0 or 1",
    "skipped_collisions": "draw of the context repels → skipped",
    "raw_count_noise": "noise of words met → of raw counts",
    "redrawn_zero": "a drawn </s> repels → another word does",
    "window_per_word": "window of 5 → drawn from 1 … 5",
    "sentence_cut": "line as it is → cut at 1,000 words",
    "cbow_without_mean_backwards": "CBOW steps back by 1/m → by 1",
    "falling_learning_rate": "rate stays → falls almost to 0",
    "end_of_file_kept": "text read 5 times → once",
}

SCORES = (0.0, 2.01, -5.99, 5.99, 0.57, -0.001)
NOISE = np.array([0.2, 0.4, 0.3, 0.1])
NEIGHBOURS = np.array([[0.9, -0.2], [0.3, 0.8], [-0.6, 0.3]])
OUTPUTS = np.array([[0.7, 0.4], [-0.5, 0.9], [1.1, -0.3], [0.2, 0.6]])
OBSERVED, DRAWN, RATE = 2, [0, 3], 0.05


def index(answer):
    r"""Judge a function for the entry of the sigmoid's table that the program reads.

    Equation: WC2

    Parameters
    ----------
    answer : callable
        From a score within ±6 to the number of the entry.

    Returns
    -------
    Verdict
        On six scores.
    """
    got = np.array([float(answer(x)) for x in SCORES])
    x = np.array(SCORES)
    right = np.floor((x + 6) * 83)
    mistakes = (
        (
            np.floor((x + 6) * 1000 / 12),
            "That is the entry that was meant: 1000/6/2 = 83.33. In whole numbers it is 166/2 = 83.",
        ),
        (np.floor((x + 6) * 83.33), "1000/6/2 is computed in whole numbers, each quotient cut off: 83 and not 83.33."),
        (
            np.floor((x + 6) * 84),
            "1000/6 is cut off to 166 before it is halved, which gives 83; it is not rounded up.",
        ),
        ((x + 6) * 83, "The number of an entry is whole: what stands behind the point is cut off."),
        (np.trunc(x * 83) + 498, "Add 6 first, then cut off: below 0 an int is cut off upwards, towards 0."),
        (np.round((x + 6) * 83), "Cut off, not rounded: turning a float into an int drops what is behind the point."),
        (np.ceil((x + 6) * 83), "Cut off, not rounded up."),
        (np.floor(x * 83), "Entry 0 belongs to −6, so 6 has to be added first."),
        (np.trunc(x * 83), "Entry 0 belongs to −6, so 6 has to be added first."),
        (np.floor((x + 6) * 1000 / 6), "The table reaches from −6 to 6: twelve units, not six."),
        (sigmoid((right / 1000 * 2 - 1) * 6), "That is what the entry holds; asked is its number."),
        (sigmoid(x), "That is the sigmoid; asked is the number of an entry in its table."),
    )
    if not np.array_equal(got, right):
        wrong = int(np.argmax(got != right))
        otherwise = f"At x = {x[wrong]:g} expected entry {right[wrong]:.0f}; got {got[wrong]:g}."
        return known_mistake(got, mistakes, rtol=0, atol=1e-6) or Verdict(False, otherwise)
    return Verdict(True, "At 0 it is entry 498, made for x = −0.024: hence 0.494.")


def law_of_draws(answer):
    r"""Judge a function for the law of the program's negatives, in which the end of a sentence is redrawn.

    Parameters
    ----------
    answer : callable
        From the noise P_n, (n,), the end of a sentence first, to the law of what is drawn in the end, (n,).

    Returns
    -------
    Verdict
        On a law of four words.
    """
    got = np.asarray(answer(NOISE.copy()), dtype=float)
    n, first, others = len(NOISE), NOISE[0], NOISE[1:]
    right = np.append(0, others + first / (n - 1))
    mistakes = (
        (NOISE, "That is the law of the table. Where it gives word 0, another one is taken."),
        (
            np.append(0, others / (1 - first)),
            "That would be drawing from the noise once more. The program takes one of the others, all alike.",
        ),
        (np.append(0, others), "The probabilities must sum to 1: where does what word 0 had go?"),
        (
            np.append(first / n, others + first / n),
            "Word 0 is not among those it is redrawn from: x mod (n − 1), plus 1, is never 0.",
        ),
        (np.append(0, others + first / n), "There are n − 1 other words to share it, not n."),
        (np.append(0, np.full(n - 1, 1 / (n - 1))), "Only word 0 is redrawn evenly; all other draws stay."),
        (np.append(0, others + first), "Each of the others gets a share of it, not all of it."),
        (
            np.append(first**2, others * (1 + first)),
            "That is a second draw from the noise. The program takes one of the others, all alike.",
        ),
    )
    if got.shape == (n - 1,):
        return Verdict(False, f"Expected {n} probabilities, the first of them for the end of a sentence; got {n - 1}.")
    if got.shape != (n,):
        return Verdict(False, f"Expected as many probabilities as P_n has, {n}; got shape {got.shape}.")
    if not np.allclose(got, right, rtol=0, atol=1e-9):
        otherwise = f"For P_n = {NOISE.tolist()} expected {_list(right)}; got {_list(got)}."
        return known_mistake(got, mistakes, rtol=0, atol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "All words get the same extra: the rarer a word, the larger its gain.")


def cbow_step(answer):
    r"""Judge a function for what the program adds to each neighbour in CBOW.

    Equation: CB1

    Parameters
    ----------
    answer : callable
        From V (m, d), C (n, d), c, negatives and alpha to the vector, (d,), that each neighbour moves by.

    Returns
    -------
    Verdict
        On three neighbours and two negatives; the sigmoid is exact.
    """
    got = np.asarray(answer(NEIGHBOURS.copy(), OUTPUTS.copy(), OBSERVED, list(DRAWN), RATE), dtype=float)
    m, d = NEIGHBOURS.shape
    if got.shape == (m, d) and np.allclose(got, got[0]):
        got = got[0]
    if got.shape != (d,):
        return Verdict(False, f"Expected one vector for all neighbours, shape ({d},); got shape {got.shape}.")
    h = NEIGHBOURS.mean(axis=0)
    pull, push = _pull_and_push(h)
    right = RATE * (pull - push)
    of_sum = np.subtract(*_pull_and_push(NEIGHBOURS.sum(axis=0)))
    one_by_one = np.mean([np.subtract(*_pull_and_push(v)) for v in NEIGHBOURS], axis=0)
    mistakes = (
        (right / m, "That is the gradient, with its 1/m. The program leaves it out."),
        (right / m**2, "That divides by m twice; the program does not divide backwards at all."),
        (right * m, "The mean is not multiplied back: the gradient of h is added as it is."),
        (-right, "The sign is turned: the program climbs."),
        (-right / m, "Two things: the sign is turned, and the program leaves 1/m out."),
        (right / RATE, "The learning rate is missing."),
        (right / RATE / m, "Two things: the learning rate is missing, and the program leaves 1/m out."),
        (RATE * of_sum, "h is the mean of the neighbours, not their sum. 1/m is missing backwards only."),
        (RATE * of_sum / m, "The other way round: the mean is taken forwards, and 1/m is missing backwards."),
        (RATE * one_by_one, "The mean is of the neighbours' vectors, before the sigmoid, and not of their gradients."),
        (RATE * pull, "That is the pull of the observed word. The negatives push."),
        (RATE * (pull + push), "The negatives push away: their part is subtracted."),
        (-RATE * push, "That is the push of the negatives. The observed word pulls."),
    )
    if not np.allclose(got, right, rtol=0, atol=1e-7):
        otherwise = f"For three neighbours expected {_list(right)}; got {_list(got)}."
        return known_mistake(got, mistakes, rtol=1e-6, atol=1e-9) or Verdict(False, otherwise)
    return Verdict(True, "Forwards a mean, backwards as if it were a sum.")


def share_of_learning(answer):
    r"""Judge how much of the planned learning takes place with -iter 5.

    Parameters
    ----------
    answer : float
        The sum of the learning rates of all words trained on, over that of five iterations with the rate falling to 0.

    Returns
    -------
    Verdict
        Right within 0.003.
    """
    got = float(answer)
    mistakes = (
        (0.2, "One iteration of five is a fifth of the words; but these words have the highest rates."),
        (0.9, "That is the mean rate of the one iteration, over the first rate. Compare it with all that was planned."),
        (0.18, "Divided by five iterations at the full rate; the plan was a rate that falls to 0, on average a half."),
        (1 / 3, "That holds the rate still within an iteration, at 1, 0.8, 0.6, ...; it falls inside each one, too."),
        (0.4, "That holds the rate still within the one iteration; it falls inside it, from 1 to 0.8."),
        (0.32, "The rate ends at 0.8 after this iteration, but begins at 1: on average 0.9."),
        (0.64, "That is the share that is lost."),
        (0.5, "That is the mean of the planned rate over the first rate. How much of it comes before the first end?"),
        (0.8, "That is the rate at the end of the iteration, over the first rate."),
        (1.8, "0.9 over 0.5 compares rates; take into account that one iteration stands against five."),
        (1.0, "The plan was five iterations; the text is read once."),
        (1 / 0.36, "Upside down."),
        (36, "As a share, please, and not in per cent."),
    )
    if not abs(got - 0.36) <= 0.003:
        otherwise = f"Expected another share than {got:.4g}: compare two areas under the line of the planned rate."
        return known_mistake(got, mistakes, rtol=0, atol=0.003) or Verdict(False, otherwise)
    return Verdict(True, "0.9 of one iteration against 0.5 of five, and nothing comes after.")


EXERCISES = {
    "10.1": index,
    "10.2": law_of_draws,
    "10.3": cbow_step,
    "10.4": share_of_learning,
}


def _pull_and_push(h):
    """What the observed word and the negatives do to the mean of the neighbours."""
    pull = sigmoid(-OUTPUTS[OBSERVED] @ h) * OUTPUTS[OBSERVED]
    return pull, sigmoid(OUTPUTS[DRAWN] @ h) @ OUTPUTS[DRAWN]


def _list(numbers):
    return ", ".join(f"{x:.4g}" for x in numbers)
