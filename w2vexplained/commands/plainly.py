"""What a command says of an input that it cannot use."""

import re
import sys
from functools import partial, wraps

# For commands on files and words that a reader names: what goes wrong there is in what was named.
EXPECTED = (OSError, LookupError, ValueError, TypeError, FloatingPointError, MemoryError)


def plainly(run=None, *, expected=EXPECTED, typed=()):
    """Make a command print what was expected and what came, where it would raise.

    Parameters
    ----------
    run : function
        Takes the options, returns the exit status. Without it, `plainly` returns a decorator.
    expected : exception class, or tuple of them
        The errors that are of the input; others go on.
    typed : dict of str to str
        For a name that errors use what the reader types instead, such as ``--min-count`` for ``min_count``.

    Returns
    -------
    function
        The same; the status is 2 where an error was said.
    """
    if run is None:
        return partial(plainly, expected=expected, typed=typed)

    @wraps(run)
    def said(options):
        try:
            return run(options)
        except BrokenPipeError:  # nobody reads any more: not of the input
            raise
        except expected as error:
            message = error.args[0] if isinstance(error, KeyError) else error
            print(as_typed(str(message), dict(typed)), file=sys.stderr)
            return 2

    return said


def as_typed(message, typed):
    """Put what a reader types in the place of the library's names.

    Parameters
    ----------
    message : str
        What an error says.
    typed : dict of str to str
        What to say for each name.

    Returns
    -------
    str
        The same, also where a name is followed by its value, but not where it is part of a path or of another word.

    Examples
    --------
    >>> as_typed("expected min_count = 5 or less in min_count.txt", {"min_count": "--min-count"})
    'expected --min-count 5 or less in min_count.txt'
    >>> as_typed("min_count=1 keeps all; got min_count", {"min_count": "--min-count"})
    '--min-count 1 keeps all; got --min-count'
    """
    for name, option in typed.items():
        alone = rf"(?<![\w./'\"-]){re.escape(name)}(?:(?P<value> = |=(?=\w))|(?![\w./'\"=-]))"
        message = re.sub(alone, lambda found, option=option: option + " " * bool(found["value"]), message)
    return message
