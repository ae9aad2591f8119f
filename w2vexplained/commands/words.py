"""The commands on vectors that are there: ``neighbours``, ``analogy``, ``evaluate`` and ``classes``."""

from w2vexplained.commands.numbers import whole
from w2vexplained.commands.places import places
from w2vexplained.commands.plainly import plainly

SHOWN = 10  # words of a class that are printed


def add_to(commands):
    """Add the commands.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    for add in (_add_neighbours, _add_analogy, _add_evaluate, _add_classes):
        add(commands)


def _add_neighbours(commands):
    neighbours = _on_vectors(commands, "neighbours", _neighbours, "list the words nearest to each word")
    neighbours.add_argument("words", nargs="+", metavar="WORD", help="a word of the vocabulary")
    neighbours.add_argument("--together", action="store_true", help="the words nearest to the sum of all those named")
    neighbours.add_argument("-n", type=whole(1), default=10, help="how many; 10 by default")


def _add_analogy(commands):
    analogy = _on_vectors(commands, "analogy", _analogy, "answer what C is to, as A is to B")
    for name in ("a", "b", "c"):
        analogy.add_argument(name, metavar=name.upper(), help="a word of the vocabulary")
    analogy.add_argument("-n", type=whole(1), default=10, help="how many answers; 10 by default")
    _add_method(analogy)


def _add_evaluate(commands):
    evaluate = _on_vectors(commands, "evaluate", _evaluate, "count right answers to analogy questions")
    evaluate.add_argument("questions", metavar="QUESTIONS", help="a file like questions-words.txt")
    evaluate.add_argument("--first", type=whole(1), metavar="N", help="know only the first N words; all by default")
    evaluate.add_argument("--exact-case", action="store_true", help="tell capitals from small letters")
    evaluate.add_argument(
        "--convention", choices=("program", "gensim"), default="program", help="whose way to count; the program's"
    )
    _add_method(evaluate)


def _add_classes(commands):
    classes = _on_vectors(commands, "classes", _classes, "put words into classes by k-means")
    classes.add_argument("--classes", type=whole(1), required=True, metavar="N", help="how many classes")
    classes.add_argument("--seed", type=whole(0, 2**32 - 1), default=0, help="of the random start; 0 by default")
    classes.add_argument(
        "--method", choices=("k-means", "program"), default="k-means", help="scikit-learn's, or the program's own"
    )
    classes.add_argument(
        "-o", "--output", metavar="FILE", help="write a word and its class a line; without it, print each class's first"
    )


def _on_vectors(commands, name, run, text):
    """A command whose first argument is a file of vectors."""
    command = commands.add_parser(name, help=text)
    command.add_argument("vectors", metavar="VECTORS", help="a file in the text or binary format of word2vec")
    command.add_argument(
        "--binary", type=int, choices=(0, 1), help="the format: 1 binary, 0 text; by default the file tells"
    )
    command.set_defaults(run=run)
    return command


def _add_method(command):
    command.add_argument(
        "--method",
        choices=("add", "multiply"),
        default="add",
        help="add cosines (3CosAdd, the default) or multiply them (3CosMul)",
    )


def _read(options):
    from w2vexplained.vectors.formats import read_vectors

    return read_vectors(options.vectors, None if options.binary is None else bool(options.binary))


@plainly
def _neighbours(options):
    vectors = _read(options)
    asked = [options.words] if options.together else options.words
    found = [(words, vectors.neighbours(words, options.n)) for words in asked]
    for words, near in found:
        if len(found) > 1:
            print(f"{words}:")
        _print_scores(near)
    return 0


@plainly
def _analogy(options):
    _print_scores(_read(options).analogy(options.a, options.b, options.c, options.n, options.method))
    return 0


def _print_scores(found):
    for word, score in found:
        print(f"{score:9.6f}  {word}")


@plainly
def _evaluate(options):
    from w2vexplained.corpus.public import read_analogies
    from w2vexplained.vectors.evaluation import evaluate

    questions = read_analogies(options.questions)
    _print_accuracy(
        evaluate(
            _read(options),
            questions,
            first=options.first,
            any_case=not options.exact_case,
            method=options.method,
            convention=options.convention,
        )
    )
    return 0


def _print_accuracy(scores):
    """Print a line for each section, and the sums; those of both halves, where some sections are on grammar."""
    from w2vexplained.vectors.evaluation import total

    syntactic = [score for score in scores if score.section.startswith("gram")]
    halves = ()
    if syntactic:
        rest = [score for score in scores if score not in syntactic]
        halves = (total(rest, "semantic"), total(syntactic, "syntactic (gram…)"))
    rows = (*scores, *halves, total(scores))
    width = max(len(score.section) for score in rows)
    print(f"{'section':{width}}  accuracy  correct    asked  unknown")
    for score in rows:
        share = f"{100 * score.accuracy:6.2f} %" if score.asked else "     – "
        print(f"{score.section:{width}}  {share:>8}  {score.correct:7}  {score.asked:7}  {score.unknown:7}")


@plainly
def _classes(options):
    from w2vexplained.vectors.classes import classes, write_classes

    places([options.vectors], options.output)
    vectors = _read(options)
    found = classes(vectors, options.classes, options.seed, options.method)
    if options.output:
        write_classes(options.output, vectors, found)
        print(f"{options.output}  ({len(found):,} words in {len(set(found.tolist())):,} classes)")
        return 0
    for number in sorted(set(found.tolist())):
        members = [vectors.words[row] for row in (found == number).nonzero()[0]]
        print(f"{number}: {' '.join(members[:SHOWN])}{' …' if len(members) > SHOWN else ''}")
    return 0
