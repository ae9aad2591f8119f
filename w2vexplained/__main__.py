"""The command line: ``python -m w2vexplained COMMAND``."""

import argparse
import os
import sys

from w2vexplained.commands import data, phrases, records, training, words


def main(arguments=None):
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        The words of the command line; those of the process by default.

    Returns
    -------
    int
        Exit status: 0; 1 if a record or a download failed; 2 for a command that cannot be understood, or files and
        words that it cannot use; 130 if it was interrupted.
    """
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without σ still shows the rest
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why
        return stop.code
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130  # as a shell says it
    except BrokenPipeError:  # a reader such as head has seen enough; nothing more is to be flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser():
    description = "Check what is proved, train vectors of words, and ask them."
    parser = argparse.ArgumentParser(prog="python -m w2vexplained", description=description)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in (records, data, training, phrases, words):
        room.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
