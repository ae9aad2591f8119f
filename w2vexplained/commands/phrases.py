"""The command ``phrases``."""

import sys

from w2vexplained.commands.numbers import whole
from w2vexplained.commands.places import places
from w2vexplained.commands.plainly import plainly

USUAL_THRESHOLDS = {"program": 100.0, "npmi": 0.5}


def add_to(commands):
    """Add the command.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    phrases = commands.add_parser("phrases", help="find words that go together, and join them in the text")
    phrases.add_argument("text", metavar="TEXT", help="words between spaces; plain, .gz, .bz2 or .xz")
    phrases.add_argument("-o", "--output", metavar="FILE", help="write the text with phrases joined, as in new_york")
    phrases.add_argument("--min-count", type=whole(1), default=5, help="rarer words and pairs make no phrase; 5")
    phrases.add_argument("--threshold", type=float, help="a phrase scores above it; 100, or 0.5 with --score npmi")
    which = "the program's, or normalised PMI as in gensim"
    phrases.add_argument("--score", choices=tuple(USUAL_THRESHOLDS), default="program", help=which)
    within = "count no pair across a line end; so it is with --score npmi anyway"
    phrases.add_argument("--within-lines", action="store_true", help=within)
    phrases.set_defaults(run=_phrases)


@plainly(typed={"threshold": "--threshold"})
def _phrases(options):
    from w2vexplained.corpus.phrase_scores import check, scorer
    from w2vexplained.corpus.phrases import rewrite, tally

    progress = sys.stderr.isatty()
    threshold = USUAL_THRESHOLDS[options.score] if options.threshold is None else options.threshold
    across_lines = options.score == "program" and not options.within_lines
    check(options.min_count, threshold, options.score)  # now, and not after the counting
    places([options.text], options.output)
    counted = tally(options.text, across_lines, progress=progress)
    phrase_score = scorer(counted, options.min_count, threshold, options.score)
    found = rewrite(options.text, phrase_score, options.output, progress)
    if options.output:
        print(f"{options.output}  ({sum(times for times, _ in found.values()):,} joined, {len(found):,} phrases)")
        return 0
    for phrase, (times, score) in found.items():
        print(f"{score:12.6g}  {times:8}  {phrase.decode('utf-8', 'surrogateescape')}")
    return 0
