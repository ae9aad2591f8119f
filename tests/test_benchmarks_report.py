import doctest
import json

import pytest

from benchmarks import growth, processes, report, text, throughput
from benchmarks.report import WIDTH, Section, Spread, as_data, as_markdown, as_text, from_data, shown, spread

SECTION = Section(
    "Rates",
    (("trainer", "words"), ("k words/s", "thousands"), ("× gensim", "ratio"), ("why", "words")),
    [("ours", Spread(645e3, 630e3, 660e3), 5.25, "fast " * 40), ("gensim | C", 113e3, None, "")],
    ("Measured " * 30,),
)


def test_a_spread_is_median_least_and_most():
    assert spread([5, 1, 2]) == Spread(2, 1, 5)


def test_no_line_is_wider_than_120_columns_and_no_word_is_lost():
    text = as_text(SECTION)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.count("fast") == 40
    assert text.count("Measured") == 30


def test_numbers_stand_to_the_right_of_their_column():
    lines = as_text(SECTION._replace(columns=SECTION.columns[:2], rows=[row[:2] for row in SECTION.rows])).splitlines()
    assert lines[3].endswith("645 (630–660)")
    assert lines[4].endswith(" 113")
    assert len(lines[3]) == len(lines[4])


def test_an_empty_section_is_a_title_and_its_columns():
    assert as_text(Section("None", (("what", "words"), ("", "words")), [])).splitlines()[0] == "None"


def test_markdown_is_a_table_of_as_many_cells_in_each_row():
    lines = [line for line in as_markdown(SECTION).splitlines() if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in lines} == {5}
    assert lines[1] == "| :-- | --: | --: | :-- |"
    assert r"gensim \| C" in lines[3]


def test_json_brings_every_section_back():
    assert from_data(json.loads(json.dumps(as_data(SECTION)))) == SECTION


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (0.1234, "percent", "12.3 %"),
        (0.00448, "fine percent", "0.45 %"),
        (12.04, "ratio", "12.0"),
        (1234.0, "ratio", "1,234"),
        (0.000274, "ms", "0.274"),
        (Spread(-2.5, -2.6, -2.4), "nats", "-2.5000 (-2.6000 to -2.4000)"),
    ],
)
def test_each_form_is_written_as_it_is_read(value, form, words):
    assert shown(value, form) == words


@pytest.mark.parametrize("module", [growth, processes, report, text, throughput], ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
