"""The commands on the ledger: ``verify`` and ``explain``."""

import json
import sys
from pathlib import Path

from w2vexplained.commands.plainly import plainly

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


def add_to(commands):
    """Add the commands.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    verify = commands.add_parser("verify", help="check records of the ledger and print what was measured")
    verify.add_argument("ids", nargs="*", type=str.upper, metavar="ID", help="such as NS10; all by default")
    verify.add_argument(
        "--chapter",
        help="only softmax, negative-sampling, noise, pmi, noise-contrastive, contexts, program or training",
    )
    verify.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    verify.set_defaults(run=_verify)
    explain = commands.add_parser("explain", help="explain one record")
    explain.add_argument("id", type=str.upper, metavar="ID", help="such as NS10")
    explain.set_defaults(run=_explain)


@plainly(expected=KeyError)
def _verify(options):
    from w2vexplained import ledger
    from w2vexplained.ledger import report
    from w2vexplained.ledger.verify import as_json

    chosen = ledger.records(options.ids, options.chapter)
    verdicts = ledger.verify(chosen, progress=sys.stderr.isatty() or not options.json)
    print(json.dumps(as_json(verdicts), indent=2) if options.json else report.table(verdicts))
    return 0 if verdicts and all(v.passed for v in verdicts) else 1


@plainly(expected=KeyError)
def _explain(options):
    from w2vexplained.ledger import report

    tag = f"\\tag{{{options.id}}}"
    used = [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb")) if json.dumps(tag)[1:-1] in path.read_text("utf-8")]
    print(report.explain(options.id, used))
    return 0
