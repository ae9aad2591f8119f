"""The command line: ``python -m w2vexplained verify``, ``explain`` and ``download``."""

import argparse
import json
import os
import sys
from pathlib import Path

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def main(arguments=None):
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        The words of the command line; those of the process by default.

    Returns
    -------
    int
        Exit status: 0, 1 if a record or a download failed, 2 for a command that cannot be understood.
    """
    options = _parser().parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without σ still shows the rest
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    except BrokenPipeError:  # a reader such as head has seen enough; nothing more is to be flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser():
    parser = argparse.ArgumentParser(prog="python -m w2vexplained", description=__doc__.split(":")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="check records of the ledger and print what was measured")
    verify.add_argument("ids", nargs="*", type=str.upper, metavar="ID", help="such as NS10; all by default")
    verify.add_argument(
        "--chapter",
        help="only one chapter: softmax, negative-sampling, noise, pmi, noise-contrastive, contexts or program",
    )
    verify.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    verify.set_defaults(run=_verify)
    explain = commands.add_parser("explain", help="explain one record")
    explain.add_argument("id", type=str.upper, metavar="ID", help="such as NS10")
    explain.set_defaults(run=_explain)
    download = commands.add_parser("download", help="fetch public corpora and test sets, and check what arrives")
    download.add_argument("names", nargs="*", metavar="NAME", help="such as wordsim353; without a name, list them all")
    download.add_argument("-o", "--output", default=".", metavar="FOLDER", help="where to put them; here by default")
    download.add_argument("--overwrite", action="store_true", help="replace a file of that name with other content")
    download.set_defaults(run=_download)
    return parser


def _verify(options):
    from w2vexplained import ledger
    from w2vexplained.ledger import report
    from w2vexplained.ledger.verify import as_json

    chosen = ledger.records(options.ids, options.chapter)
    verdicts = ledger.verify(chosen, progress=sys.stderr.isatty() or not options.json)
    print(json.dumps(as_json(verdicts), indent=2) if options.json else report.table(verdicts))
    return 0 if verdicts and all(v.passed for v in verdicts) else 1


def _explain(options):
    from w2vexplained.ledger import report

    tag = f"\\tag{{{options.id}}}"
    used = [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb")) if json.dumps(tag)[1:-1] in path.read_text("utf-8")]
    print(report.explain(options.id, used))
    return 0


def _download(options):
    from w2vexplained.corpus import public

    wanted = {name: public.dataset(name) for name in options.names}  # every name is understood before the first byte
    for name, dataset in ({} if wanted else public.DATASETS).items():
        print(f"{name}  ({dataset.sent.size:,} bytes from {dataset.url})\n  {dataset.what}\n  {dataset.source}")
    failed = False
    for name, dataset in wanted.items():
        try:
            path = public.download(name, options.output, options.overwrite, progress=sys.stderr.isatty())
        except (OSError, ValueError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed = True
        else:
            print(f"{path}  (as expected, by its SHA-256)\n  {dataset.source}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
