"""What a command says of an input that it cannot use."""

import sys
from functools import wraps

EXPECTED = (OSError, LookupError, ValueError, TypeError, FloatingPointError, MemoryError)


def plainly(run):
    """Make a command print what was expected and what came, where it would raise.

    Only for commands on files and words that a reader names: what goes wrong there is in what was named.

    Parameters
    ----------
    run : function
        Takes the options, returns the exit status.

    Returns
    -------
    function
        The same; the status is 2 where an error was said.
    """

    @wraps(run)
    def said(options):
        try:
            return run(options)
        except BrokenPipeError:  # nobody reads any more: not of the input
            raise
        except EXPECTED as error:
            print(error.args[0] if isinstance(error, KeyError) else error, file=sys.stderr)
            return 2

    return said
