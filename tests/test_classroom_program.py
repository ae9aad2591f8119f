"""The judges of notebook 10 pass what is right, and say of the likely mistakes what is wrong."""

import numpy as np
import pytest

from w2vexplained.classroom import judge
from w2vexplained.classroom.program import DIFFERENCES, NOISE, SCORES
from w2vexplained.functions import sigmoid


def redrawn(P_n):
    return np.append(0, P_n[1:] + P_n[0] / (len(P_n) - 1))


def moved(V, C, c, negatives, alpha, share=1.0, h=None, sign=1.0):
    """What each neighbour moves by, as the program has it, or with one mistake."""
    h = V.mean(axis=0) if h is None else h
    towards = sigmoid(-C[c] @ h) * C[c]
    for j in negatives:
        towards = towards - sigmoid(C[j] @ h) * C[j]
    return sign * alpha * share * towards


RIGHT = {
    "10.1": lambda x: int((x + 6) * 83),
    "10.2": redrawn,
    "10.3": moved,
    "10.4": 0.9 / 2.5,
}


@pytest.mark.parametrize("id", RIGHT)
def test_right_answer_passes(id):
    verdict = judge(id, RIGHT[id])
    assert verdict.passed, verdict.message


def test_library_agrees_with_the_judges():
    from w2vexplained.training.software import PAPERS, step_of_mean
    from w2vexplained.training.software.step import sigmoid as looked_up
    from w2vexplained.training.software.switches import PROGRAM, numbered
    from w2vexplained.training.software.tables import sigmoid_table

    table, switches = sigmoid_table(np.float64), numbered(PROGRAM)
    assert judge("10.1", lambda x: table.tolist().index(looked_up(np.float64(x), table, switches))).passed
    whole = PAPERS._replace(cbow_without_mean_backwards=True)
    assert judge("10.3", lambda *given: step_of_mean(*given, whole)[0]).passed
    assert "with its 1/m" in judge("10.3", lambda *given: step_of_mean(*given, PAPERS)[0]).message


def test_program_draws_negatives_by_the_law_of_the_judge():
    from w2vexplained.training.software.tables import draw_negative, noise_table

    noise, state = noise_table(NOISE ** (4 / 3)), np.zeros(1, np.uint64)
    with np.errstate(over="ignore"):
        drawn = np.bincount([draw_negative(noise, state, True) for _ in range(20000)], minlength=4) / 20000
    np.testing.assert_allclose(drawn, redrawn(NOISE), atol=0.02)


WRONG = [
    ("10.1", lambda x: int((x + 6) * 1000 / 12), "was meant"),
    ("10.1", lambda x: int((x + 6) * (1000 / 6 / 2)), "was meant"),
    ("10.1", lambda x: int((x + 6) * 83.33), "each quotient"),
    ("10.1", lambda x: int((x + 6) * 84), "rounded up"),
    ("10.1", lambda x: (x + 6) * 83, "is whole"),
    ("10.1", lambda x: round((x + 6) * 83), "not rounded"),
    ("10.1", lambda x: int(x * 83) + 498, "6 first"),
    ("10.1", lambda x: int(np.ceil((x + 6) * 83)), "not rounded up"),
    ("10.1", lambda x: int(x * 83), "6 has to be added"),
    ("10.1", lambda x: int(np.floor(x * 83)), "6 has to be added"),
    ("10.1", lambda x: int((x + 6) * 1000 / 6), "twelve units"),
    ("10.1", lambda x: sigmoid((int((x + 6) * 83) / 1000 * 2 - 1) * 6), "what the entry holds"),
    ("10.1", lambda x: sigmoid(x), "That is the sigmoid"),
    ("10.1", lambda x: int((x + 6) * 83) + 1, "expected entry 498; got 499"),
    ("10.1", lambda x: None, "Does every path"),
    ("10.1", 498, "Expected a function"),
    ("10.2", lambda P_n: P_n, "the law of the table"),
    ("10.2", lambda P_n: np.append(0, P_n[1:] / P_n[1:].sum()), "once more"),
    ("10.2", lambda P_n: np.append(0, P_n[1:]), "must sum to 1"),
    ("10.2", lambda P_n: np.append(0, P_n[1:]) + P_n[0] / len(P_n), "not among those"),
    ("10.2", lambda P_n: np.append(0, P_n[1:] + P_n[0] / len(P_n)), "n − 1 other words"),
    ("10.2", lambda P_n: np.array([0, 1, 1, 1]) / 3, "Only word 0"),
    ("10.2", lambda P_n: np.append(0, P_n[1:] + P_n[0]), "a share of it"),
    ("10.2", lambda P_n: np.append(P_n[0] ** 2, P_n[1:] * (1 + P_n[0])), "a second draw"),
    ("10.2", lambda P_n: P_n[1:], "the first of them"),
    ("10.2", lambda P_n: P_n.sum(), "got shape ()"),
    ("10.2", lambda P_n: P_n[::-1], "expected 0, 0.4667"),
    ("10.3", lambda V, *given: moved(V, *given, share=1 / 3), "with its 1/m"),
    ("10.3", lambda V, *given: moved(V, *given, share=1 / 9), "twice"),
    ("10.3", lambda V, *given: moved(V, *given, share=3), "multiplied back"),
    ("10.3", lambda V, *given: moved(V, *given, sign=-1), "sign is turned: the program climbs"),
    ("10.3", lambda V, *given: moved(V, *given, sign=-1, share=1 / 3), "Two things: the sign"),
    ("10.3", lambda V, C, c, negatives, alpha: moved(V, C, c, negatives, 1), "rate is missing"),
    ("10.3", lambda V, C, c, negatives, alpha: moved(V, C, c, negatives, 1 / 3), "Two things: the learning"),
    ("10.3", lambda V, *given: moved(V, *given, h=V.sum(axis=0)), "not their sum"),
    ("10.3", lambda V, *given: moved(V, *given, h=V.sum(axis=0), share=1 / 3), "The other way round"),
    ("10.3", lambda V, *given: np.mean([moved(V, *given, h=v) for v in V], axis=0), "not of their gradients"),
    ("10.3", lambda V, C, c, negatives, alpha: moved(V, C, c, [], alpha), "pull of the observed"),
    ("10.3", lambda V, C, c, negatives, alpha: (
        2 * moved(V, C, c, [], alpha) - moved(V, C, c, negatives, alpha)), "is subtracted"),
    ("10.3", lambda V, C, c, negatives, alpha: (
        moved(V, C, c, negatives, alpha) - moved(V, C, c, [], alpha)), "push of the negatives"),
    ("10.3", lambda V, *given: np.zeros(2), "expected 0.0"),
    ("10.3", lambda V, *given: V, "one vector for all neighbours"),
    ("10.4", 1 / 5, "a fifth of the words"),
    ("10.4", 0.9, "mean rate of the one"),
    ("10.4", 0.18, "at the full rate"),
    ("10.4", 1 / 3, "inside each one"),
    ("10.4", 0.4, "from 1 to 0.8"),
    ("10.4", 0.32, "begins at 1"),
    ("10.4", 0.64, "share that is lost"),
    ("10.4", 0.5, "mean of the planned"),
    ("10.4", 0.8, "at the end of the iteration"),
    ("10.4", 1.8, "compares rates"),
    ("10.4", 1, "is read once"),
    ("10.4", 2.5 / 0.9, "Upside down"),
    ("10.4", 36, "per cent"),
    ("10.4", 0.71, "two areas"),
    ("10.4", float("nan"), "than nan"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "answer", "words"), WRONG, ids=[f"{id} {words}" for id, _, words in WRONG])
def test_likely_mistake_is_named(id, answer, words):
    verdict = judge(id, answer)
    assert not verdict.passed
    assert words in verdict.message


def test_scores_tell_all_known_tables_apart():
    x = np.array(SCORES)
    tables = [np.floor((x + 6) * r).tolist() for r in (83, 1000 / 12, 83.33, 84, 1000 / 6)]
    assert len({tuple(table) for table in tables}) == 5


def test_every_switch_but_the_order_of_updates_is_a_difference_to_the_papers():
    from w2vexplained.training.software import Switches

    assert len(DIFFERENCES) == 12
    assert set(Switches._fields) - set(DIFFERENCES) == {"updates_at_once"}
    assert max(map(len, DIFFERENCES.values())) < 40  # the column of the table
