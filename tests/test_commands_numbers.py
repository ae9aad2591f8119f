import re
from argparse import ArgumentTypeError

import pytest

from w2vexplained.commands.numbers import not_negative, positive, threads, whole


def test_numbers_are_read():
    assert (whole(1)("1"), whole(0)("+7"), whole(-5)("-5"), whole(0, 2**32 - 1)("4294967295")) == (1, 7, -5, 2**32 - 1)
    assert (threads("1"), threads("64"), threads("-1")) == (1, 64, -1)
    assert (positive("1e-3"), not_negative("0"), not_negative(".5")) == (0.001, 0, 0.5)


@pytest.mark.parametrize(
    ("read", "typed", "says"),
    [
        (whole(1), "0", "expected a whole number ≥ 1; got 0"),
        (whole(1), "1.0", "expected a whole number ≥ 1; got 1.0"),
        (whole(1), "1_0", "got 1_0"),
        (whole(1), "٣", "got ٣"),
        (whole(1), "", "got "),
        (whole(1), "9" * 5000, "got 9999"),
        (whole(1), "2147483648", "expected a whole number ≥ 1; got 2147483648"),
        (whole(1, 3), "4", "expected a whole number from 1 to 3; got 4"),
        (threads, "0", "expected a whole number ≥ 1, or -1 for all cores; got 0"),
        (threads, "-2", "or -1 for all cores; got -2"),
        (positive, "0", "expected a number above 0; got 0"),
        (positive, "inf", "expected a finite number; got inf"),
        (positive, "fast", "expected a finite number; got fast"),
        (not_negative, "-1e-9", "expected a number ≥ 0; got -1e-9"),
        (not_negative, "nan", "expected a finite number; got nan"),
    ],
)
def test_what_is_typed_is_named_beside_what_was_expected(read, typed, says):
    with pytest.raises(ArgumentTypeError, match=re.escape(says)):
        read(typed)
