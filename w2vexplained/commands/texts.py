"""The commands on a text: ``phrases`` and ``train``."""

import sys

from w2vexplained.commands.plainly import plainly

USUAL_THRESHOLDS = {"program": 100.0, "npmi": 0.5}


def add_to(commands):
    """Add the commands.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    phrases = commands.add_parser("phrases", help="find words that go together, and join them in the text")
    phrases.add_argument("text", metavar="TEXT", help="words between spaces; plain, .gz, .bz2 or .xz")
    phrases.add_argument("-o", "--output", metavar="FILE", help="write the text with phrases joined, as in new_york")
    phrases.add_argument("--min-count", type=int, default=5, help="rarer words and pairs make no phrase; 5")
    phrases.add_argument("--threshold", type=float, help="a phrase scores above it; 100, or 0.5 with --score npmi")
    phrases.add_argument(
        "--score",
        choices=tuple(USUAL_THRESHOLDS),
        default="program",
        help="the program's, or normalised PMI as in gensim",
    )
    phrases.add_argument(
        "--within-lines",
        action="store_true",
        help="count no pair across a line end; so it is with --score npmi anyway",
    )
    phrases.set_defaults(run=_phrases)

    train = commands.add_parser(
        "train",
        help="train vectors as the word2vec program does, to the last bit",
        epilog="The program's -read-vocab and -debug are left out; its -train is TEXT, its -output -o.",
    )
    train.add_argument("text", metavar="TEXT", help="words between spaces, a sentence a line; plain, .gz, .bz2 or .xz")
    train.add_argument("-o", "--output", required=True, metavar="VECTORS", help="where to write the vectors")
    train.add_argument(
        "--exact",
        action="store_true",
        help="as the program does with one thread, compiled with -ffp-contract=off; nothing else yet",
    )
    train.add_argument("--size", type=int, default=100, help="components of a vector; 100 by default")
    train.add_argument("--window", type=int, default=5, help="words to each side, at most; 5")
    train.add_argument(
        "--sample", type=float, default=1e-3, help="thin out words more frequent than this; 1e-3; 0: none"
    )
    train.add_argument("--hs", type=int, choices=(0, 1), default=0, help="hierarchical softmax; 0")
    train.add_argument("--negative", type=int, default=5, help="negatives for each pair; 5; 0 for none")
    train.add_argument("--threads", type=int, default=1, help="1, which is the only number with an exact result")
    train.add_argument("--iter", type=int, default=5, help="iterations; 5; but see --documented")
    train.add_argument("--min-count", type=int, default=5, help="leave out rarer words; 5")
    train.add_argument("--alpha", type=float, help="learning rate; 0.025 for skip-gram, 0.05 for CBOW")
    train.add_argument("--classes", type=int, default=0, metavar="N", help="write N classes of words, not vectors; 0")
    train.add_argument("--binary", type=int, choices=(0, 1), default=0, help="write binary, not text; 0")
    train.add_argument("--cbow", type=int, choices=(0, 1), default=1, help="1 for CBOW, the default; 0 for skip-gram")
    train.add_argument("--save-vocab", metavar="FILE", help="write the vocabulary, too")
    train.add_argument(
        "--documented",
        action="store_true",
        help="read the text in every iteration, as the program's text says; its last version does in the first only",
    )
    train.set_defaults(run=_train)


@plainly
def _phrases(options):
    from w2vexplained.commands.places import places
    from w2vexplained.corpus.phrase_scores import check, scorer
    from w2vexplained.corpus.phrases import rewrite, tally

    progress = sys.stderr.isatty()
    threshold = USUAL_THRESHOLDS[options.score] if options.threshold is None else options.threshold
    across_lines = options.score == "program" and not options.within_lines
    check(options.min_count, threshold, options.score)  # now, and not after the counting
    places(options.text, options.output)
    counted = tally(options.text, across_lines, progress=progress)
    phrase_score = scorer(counted, options.min_count, threshold, options.score)
    found = rewrite(options.text, phrase_score, options.output, progress)
    if options.output:
        print(f"{options.output}  ({sum(times for times, _ in found.values()):,} joined, {len(found):,} phrases)")
        return 0
    for phrase, (times, score) in found.items():
        print(f"{score:12.6g}  {times:8}  {phrase.decode('utf-8', 'surrogateescape')}")
    return 0


@plainly
def _train(options):
    from w2vexplained.commands.places import places
    from w2vexplained.training import software

    if not options.exact:
        raise ValueError(
            "expected --exact: what can be trained so far is what the word2vec program trains, bit for bit"
        )
    if options.threads != 1:
        raise ValueError(
            f"expected --threads 1 with --exact; got {options.threads}: threads overwrite each other's updates, "
            "and no two runs of the program are equal then"
        )
    places(options.text, options.output, options.save_vocab)  # now, and not after the training
    if options.classes < 0:
        raise ValueError(f"expected --classes N with N ≥ 0; got {options.classes}")
    settings = software.Options(
        size=options.size,
        window=options.window,
        negative=options.negative,
        hs=bool(options.hs),
        cbow=bool(options.cbow),
        sample=options.sample,
        min_count=options.min_count,
        alpha=options.alpha,
        iterations=options.iter,
    )
    switches = software.DOCUMENTED if options.documented else software.PROGRAM
    trained = software.train(options.text, settings, switches, progress=sys.stderr.isatty())
    _write(trained, options)
    print(f"{options.output}  ({len(trained.words):,} words, {trained.counts.sum():,} occurrences)")
    return 0


def _write(trained, options):
    """Write what the program would write."""
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.vectors import WordVectors
    from w2vexplained.vectors.classes import classes, write_classes
    from w2vexplained.vectors.formats import write_vectors
    from w2vexplained.vectors.vocabulary_files import write_vocabulary

    vectors = WordVectors(trained.words, trained.vectors)
    if options.save_vocab:
        write_vocabulary(options.save_vocab, Vocabulary(vectors.words, trained.counts))
    if options.classes:
        write_classes(options.output, vectors, classes(vectors, options.classes, method="program"))
    else:
        write_vectors(options.output, vectors, bool(options.binary), None if options.binary else 6)
