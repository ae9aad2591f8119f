import numpy as np
import pytest

from w2vexplained.vectors import WordVectors, evaluation
from w2vexplained.vectors.evaluation import Score, evaluate, total


def world(noise=0.3):
    """Words in three spellings with vectors, and questions in which some words are unknown."""
    rng = np.random.default_rng(0)
    stems = [f"{first}{second}" for first in ("ka", "é", "ß", "ro") for second in range(12)]
    words = list(dict.fromkeys(form(stem) for stem in stems for form in (str, str.upper, str.title)))
    words = [words[i] for i in rng.permutation(len(words))]
    first, second = rng.normal(size=(2, 12, 8))
    places = {stem.lower(): (i // 12, i % 12) for i, stem in enumerate(stems)}
    places |= {stem.upper(): place for stem, place in places.items()}
    ids = [places.get(word.lower(), places.get(word.upper())) for word in words]
    matrix = np.array([first[i] + second[j] + noise * rng.normal(size=8) for i, j in ids]).astype("f4")
    names = [*stems, "none"]
    questions = {}
    for section in ("first", "second", "gram3"):
        quarters = rng.integers(0, 12, (60, 4))
        questions[section] = tuple(
            (f"ka{i}", f"é{i}", f"KA{j}", f"É{j}") if k % 2 else tuple(names[n] for n in rng.integers(0, 49, 4))
            for i, j, k, m in quarters
        )
    return WordVectors(words, matrix), questions


def ascii_capitals(word):
    return word.encode().upper().decode()


def counted_by_hand(vectors, questions, first, any_case, convention, method):
    spell = (str.upper if convention == "gensim" else ascii_capitals) if any_case else str
    words = vectors.words[:first]
    found = []
    for section, asked in questions.items():
        correct = known = 0
        for a, b, c, d in asked:
            rows = [next((i for i, w in enumerate(words) if spell(w) == spell(q)), None) for q in (a, b, c, d)]
            if None in rows:
                continue
            known += 1
            x, y, z = (vectors.directions[row] for row in rows[:3])
            best, answer = (0 if convention == "program" else -np.inf), None
            for i, word in enumerate(words):
                taken = i in rows[:3] if convention == "program" else spell(word) in {spell(q) for q in (a, b, c)}
                u = vectors.directions[i]
                score = u @ y - u @ x + u @ z
                if method == "multiply":
                    score = (1 + u @ y) * (1 + u @ z) / 4 / ((1 + u @ x) / 2 + 0.001)
                if not taken and score > best:
                    best, answer = score, spell(word)
            correct += answer == spell(d)
        found.append(Score(section, correct, known, len(asked) - known))
    return tuple(found)


@pytest.mark.parametrize("convention", ["program", "gensim"])
@pytest.mark.parametrize("any_case", [True, False])
@pytest.mark.parametrize(("first", "method"), [(None, "add"), (90, "add"), (None, "multiply")])
def test_questions_are_counted_as_by_hand(first, any_case, convention, method, monkeypatch):
    monkeypatch.setattr(evaluation, "ENTRIES_AT_ONCE", 1000)  # so that questions come in several blocks
    vectors, questions = world()
    options = {"first": first, "any_case": any_case, "convention": convention, "method": method}
    counted = evaluate(vectors, questions, **options)
    assert counted == counted_by_hand(vectors, questions, **options)
    assert 0 < total(counted).correct < total(counted).asked
    assert total(counted).unknown > 0


# Counted by the program's compute-accuracy on these vectors and questions, with all words and with the first 90.
@pytest.mark.parametrize(
    ("first", "correct", "asked"), [(None, [17, 14, 17], [59, 58, 60]), (90, [6, 6, 6], [20, 20, 30])]
)
def test_counts_are_those_of_the_programs_tool(first, correct, asked):
    counted = evaluate(*world(), first)
    assert [score.correct for score in counted] == correct
    assert [score.asked for score in counted] == asked


def test_another_spelling_is_a_wrong_answer_for_the_program_and_passed_over_by_gensim():
    matrix = np.array([[1.0, 0, 0], [1, 0.05, 0], [0, 1, 0], [0.7, 0.7, 0.2], [0.2, 0.1, 1]])
    vectors = WordVectors(("b", "B", "a", "d", "c"), matrix)
    questions = {"s": [("a", "b", "b", "d")]}
    assert evaluate(vectors, questions)[0].correct == 0
    assert evaluate(vectors, questions, convention="gensim")[0].correct == 1


def test_a_sum_not_above_zero_is_no_answer_for_the_program():
    vectors = WordVectors("zabcd", np.array([[0.0, 0], [1, 0], [1, 0.01], [1, -0.01], [-1, 0]]))
    questions = {"s": [("a", "b", "c", "d")]}
    assert evaluate(vectors, questions)[0].correct == 0
    assert evaluate(vectors, questions, convention="gensim")[0].correct == 1


def test_a_zero_vector_neither_answers_nor_helps_to_ask():
    vectors = WordVectors("abcdz", np.array([[1.0, 0], [1, 1], [0.1, 1], [0, 1], [0, 0]]))
    questions = {"s": [("a", "b", "c", "d"), ("z", "b", "c", "d"), ("a", "b", "c", "z")]}
    assert evaluate(vectors, questions) == (Score("s", 1, 3, 0),)


def test_a_section_without_known_words_asks_nothing():
    (score,) = evaluate(WordVectors("ab", np.eye(2)), {"s": [("a", "b", "c", "d")]})
    assert score == Score("s", 0, 0, 1)
    assert score.accuracy == 0
    assert Score("s", 1, 4, 0).accuracy == 0.25


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"convention": "paper"}, "convention program or gensim; got 'paper'"),
        ({"first": 0}, "whole number of first words to know ≥ 1; got 0"),
        ({"first": 1.5}, "whole number of first words to know ≥ 1; got 1.5"),
        ({"method": "divide"}, "method add or multiply; got 'divide'"),
    ],
)
def test_what_cannot_be_asked_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        evaluate(*world(), **options)
