"""The commands on vectors that are there: ``neighbours``, ``analogy``, ``evaluate`` and ``classes``."""

from w2vexplained.commands.plainly import plainly

SHOWN = 10  # words of a class that are printed


def add_to(commands):
    """Add the commands.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    neighbours = _on_vectors(commands, "neighbours", _neighbours, "list the words nearest to each word")
    neighbours.add_argument("words", nargs="+", metavar="WORD", help="a word of the vocabulary")
    neighbours.add_argument("--together", action="store_true", help="the words nearest to the sum of all those named")
    neighbours.add_argument("-n", type=int, default=10, help="how many; 10 by default")

    analogy = _on_vectors(commands, "analogy", _analogy, "answer what C is to, as A is to B")
    for name in ("a", "b", "c"):
        analogy.add_argument(name, metavar=name.upper(), help="a word of the vocabulary")
    analogy.add_argument("-n", type=int, default=10, help="how many answers; 10 by default")
    _add_method(analogy)

    evaluate = _on_vectors(commands, "evaluate", _evaluate, "count right answers to analogy questions")
    evaluate.add_argument("questions", metavar="QUESTIONS", help="a file like questions-words.txt")
    evaluate.add_argument("--first", type=int, metavar="N", help="know only the first N words; all by default")
    evaluate.add_argument("--exact-case", action="store_true", help="tell capitals from small letters")
    evaluate.add_argument(
        "--convention", choices=("program", "gensim"), default="program", help="whose way to count; the program's"
    )
    _add_method(evaluate)

    classes = _on_vectors(commands, "classes", _classes, "put words into classes by k-means")
    classes.add_argument("--classes", type=int, required=True, metavar="N", help="how many classes")
    classes.add_argument("--seed", type=int, default=0, help="of the random start; 0 by default")
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
    command.set_defaults(run=run)
    return command


def _add_method(command):
    command.add_argument(
        "--method",
        choices=("add", "multiply"),
        default="add",
        help="add cosines (3CosAdd, the default) or multiply them (3CosMul)",
    )


@plainly
def _neighbours(options):
    from w2vexplained.vectors.formats import read_vectors

    vectors = read_vectors(options.vectors)
    asked = [options.words] if options.together else options.words
    found = [(words, vectors.neighbours(words, options.n)) for words in asked]
    for words, near in found:
        if len(found) > 1:
            print(f"{words}:")
        _print_scores(near)
    return 0


@plainly
def _analogy(options):
    from w2vexplained.vectors.formats import read_vectors

    vectors = read_vectors(options.vectors)
    _print_scores(vectors.analogy(options.a, options.b, options.c, options.n, options.method))
    return 0


def _print_scores(found):
    for word, score in found:
        print(f"{score:9.6f}  {word}")


@plainly
def _evaluate(options):
    from w2vexplained.corpus.public import read_analogies
    from w2vexplained.vectors.evaluation import evaluate, total
    from w2vexplained.vectors.formats import read_vectors

    questions = read_analogies(options.questions)
    scores = evaluate(
        read_vectors(options.vectors),
        questions,
        first=options.first,
        any_case=not options.exact_case,
        method=options.method,
        convention=options.convention,
    )
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
    return 0


@plainly
def _classes(options):
    from w2vexplained.commands.places import places
    from w2vexplained.vectors.classes import classes, write_classes
    from w2vexplained.vectors.formats import read_vectors

    places(options.vectors, options.output)
    vectors = read_vectors(options.vectors)
    found = classes(vectors, options.classes, options.seed, options.method)
    if options.output:
        write_classes(options.output, vectors, found)
        print(f"{options.output}  ({len(found):,} words in {len(set(found.tolist())):,} classes)")
        return 0
    for number in sorted(set(found.tolist())):
        members = [vectors.words[row] for row in (found == number).nonzero()[0]]
        print(f"{number}: {' '.join(members[:SHOWN])}{' …' if len(members) > SHOWN else ''}")
    return 0
