import pytest

from w2vexplained.training.software.switches import DOCUMENTED, PAPERS, PROGRAM, SIGMOIDS, Switches, numbered


def test_the_program_has_all_switches_on_and_the_papers_none():
    assert PROGRAM._replace(sigmoid=True) == Switches(*[True] * 13)
    assert PAPERS._replace(sigmoid=False) == Switches(*[False] * 13)
    assert (PROGRAM.sigmoid, PAPERS.sigmoid) == ("table as shipped", "exact")


def test_what_is_documented_differs_from_the_program_in_the_end_of_file_alone():
    assert [name for name in PROGRAM._fields if getattr(PROGRAM, name) != getattr(DOCUMENTED, name)] == [
        "end_of_file_kept"
    ]


def test_every_switch_says_what_it_does_on_and_off():
    sections = Switches.__doc__.split(" : bool\n")[1:]
    assert len(sections) == 12
    assert all("On: " in section and "Off: " in section for section in sections)
    assert all(f'"{name}": ' in Switches.__doc__ for name in SIGMOIDS)


def test_switches_in_numbers_differ_in_the_sigmoid_alone():
    assert [numbered(PROGRAM._replace(sigmoid=name)).sigmoid for name in SIGMOIDS] == [0, 1, 2]
    assert numbered(PROGRAM)._replace(sigmoid="table as shipped") == PROGRAM


@pytest.mark.parametrize(
    ("switches", "message"),
    [
        (PROGRAM._replace(sigmoid="tanh"), r"expected the sigmoid 'exact', 'table as intended', .*; got 'tanh'"),
        (PROGRAM._replace(clipping=1), "expected the switch clipping to be True or False; got 1"),
        ("PROGRAM", "expected Switches, such as .*; got 'PROGRAM'"),
    ],
)
def test_a_wrong_switch_is_named(switches, message):
    with pytest.raises((TypeError, ValueError), match=message):
        numbered(switches)
