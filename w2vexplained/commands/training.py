"""The command ``train``, with the names that the word2vec program gives to its options."""

import sys

from w2vexplained.commands.numbers import not_negative, positive, threads, whole
from w2vexplained.commands.places import places
from w2vexplained.commands.plainly import plainly

OBJECTIVES = ("negative_sampling", "softmax", "hierarchical_softmax", "nce")
TYPED = {  # what the library's errors say, and what the reader types
    "min_count": "--min-count",
    "epochs": "--iter",
    "alpha": "--alpha",
    "learning_rate": "--alpha",
    "random_state": "--seed",
    "sample=0": "--sample 0",
    "expected negative": "expected --negative",
    "objective='softmax'": "--objective softmax",
}


def add_to(commands):
    """Add the command.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    train = commands.add_parser(
        "train",
        help="train vectors of words: fast, or as the word2vec program does, to the last bit",
        epilog="Options have the program's names; its -train is TEXT, its -output -o, and its -debug is left out.",
    )
    train.add_argument("text", metavar="TEXT", help="words between spaces, a sentence a line; plain, .gz, .bz2 or .xz")
    _add_results(train.add_argument_group("what is written"))
    _add_words(train.add_argument_group("words and pairs"))
    _add_objective(train.add_argument_group("what is learned"))
    _add_course(train.add_argument_group("how"))
    _add_program(train.add_argument_group("the program, to the last bit"))
    train.set_defaults(run=_train)


def _add_results(group):
    group.add_argument("-o", "--output", required=True, metavar="VECTORS", help="where to write the vectors")
    group.add_argument("--binary", type=int, choices=(0, 1), default=0, help="0: text, 1: binary (default 0)")
    group.add_argument("--save-vocab", metavar="FILE", help="write the vocabulary, too; </s> only with --exact")
    group.add_argument(
        "--classes", type=whole(0), default=0, metavar="N", help="write N classes of words instead of vectors"
    )


def _add_words(group):
    group.add_argument("--read-vocab", metavar="FILE", help="take words and counts from there, not from the text")
    group.add_argument("--min-count", type=whole(0), default=5, metavar="N", help="leave out rarer words (default 5)")
    group.add_argument(
        "--sample",
        type=not_negative,
        default=1e-3,
        metavar="T",
        help="thin out words more frequent than this; 0: none (default 1e-3)",
    )
    group.add_argument(
        "--window", type=whole(1), default=5, metavar="N", help="words to each side, at most (default 5)"
    )


def _add_objective(group):
    group.add_argument("--size", type=whole(1), default=100, metavar="D", help="components of a vector (default 100)")
    group.add_argument(
        "--cbow",
        type=int,
        choices=(0, 1),
        help="0: skip-gram, 1: CBOW (default 0, but 1 with --exact, as in the program)",
    )
    group.add_argument(
        "--negative", type=whole(0), default=5, metavar="K", help="negatives for each pair; 0: none (default 5)"
    )
    group.add_argument(
        "--hs", type=int, choices=(0, 1), default=0,
        help="1: hierarchical softmax, with --negative 0; only --exact learns both at once (default 0)",
    )  # fmt: skip
    group.add_argument("--objective", choices=OBJECTIVES, help="by its name; by default --negative and --hs say it")


def _add_course(group):
    group.add_argument(
        "--iter", type=whole(1), default=5, metavar="N", help="how often the text is learned from (default 5)"
    )
    group.add_argument(
        "--alpha",
        type=positive,
        metavar="RATE",
        help="learning rate at the start (default 0.025; for CBOW 0.1, with --exact 0.05)",
    )
    group.add_argument(
        "--threads", type=threads, default=1, metavar="N",
        help="one thread repeats its bits, several do not; -1: all cores (default 1; the program's is 12)",
    )  # fmt: skip
    group.add_argument("--seed", type=whole(0, 2**32 - 1), metavar="N", help="where randomness comes from (default 0)")
    group.add_argument("--checkpoint", metavar="FILE", help="keep there what was learned so far, and go on from it")


def _add_program(group):
    group.add_argument(
        "--exact", action="store_true", help="as the program does with one thread, compiled with -ffp-contract=off"
    )
    group.add_argument(
        "--documented", action="store_true",
        help="with --exact: read the text in every iteration, as the program's text says; "
        "its last version does in the first only",
    )  # fmt: skip


@plainly(typed=TYPED)
def _train(options):
    from w2vexplained.commands.trainers import estimated, exact

    _check(options)
    read = [options.text, options.read_vocab] if options.read_vocab else [options.text]
    places(read, options.output, options.save_vocab, options.checkpoint)  # now, and not after the training
    learned = (exact if options.exact else estimated)(options)
    _write(learned, options)
    size = f"({len(learned.vectors.words):,} words, {learned.counts.sum():,} occurrences)"
    if learned.stopped is None:
        print(f"{options.output}  {size}")
        return 0
    why, status = (str(learned.stopped), 2) if isinstance(learned.stopped, OSError) else ("interrupted", 130)
    print(f"{why}; what was learned until then is in {options.output}  {size}", file=sys.stderr)
    return status


def _check(options):
    """Raise for options that do not go together."""
    if options.exact and options.threads != 1:
        raise ValueError(
            f"expected --threads 1 with --exact; got {options.threads}: threads overwrite each other's updates, "
            "and no two runs of the program are equal then"
        )
    for name in ("objective", "checkpoint", "seed"):
        if options.exact and getattr(options, name) is not None:
            raise ValueError(f"expected no --{name} with --exact: the program has none")
    if options.documented and not options.exact:
        raise ValueError("expected --documented with --exact only: without it, every iteration reads the text")
    if not options.negative and not options.hs and options.objective in (None, "negative_sampling", "nce"):
        raise ValueError("expected --negative 1 or more, or --hs 1; got --negative 0, which trains nothing")
    if options.hs and not options.exact and (options.negative or options.objective):
        raise ValueError(
            "expected --negative 0 and no --objective with --hs 1: only the program learns two objectives at once, "
            "with --exact"
        )


def _write(learned, options):
    from w2vexplained.corpus.vocabulary import Vocabulary
    from w2vexplained.vectors.classes import classes, write_classes
    from w2vexplained.vectors.formats import write_vectors
    from w2vexplained.vectors.vocabulary_files import write_vocabulary

    vectors = learned.vectors
    if options.save_vocab:
        write_vocabulary(options.save_vocab, Vocabulary(vectors.words, learned.counts))
    if options.classes:
        method = "program" if options.exact else "k-means"
        write_classes(options.output, vectors, classes(vectors, options.classes, options.seed or 0, method))
    else:
        decimals = 6 if options.exact and not options.binary else None
        write_vectors(options.output, vectors, bool(options.binary), decimals)
