"""The command ``download``."""

import sys

from w2vexplained.commands.plainly import plainly


def add_to(commands):
    """Add the command.

    Parameters
    ----------
    commands : argparse subparsers
        The commands so far.
    """
    download = commands.add_parser("download", help="fetch public corpora and test sets, and check what arrives")
    download.add_argument("names", nargs="*", metavar="NAME", help="such as wordsim353; without a name, list them all")
    download.add_argument("-o", "--output", default=".", metavar="FOLDER", help="where to put them; here by default")
    download.add_argument("--overwrite", action="store_true", help="replace a file of that name with other content")
    download.set_defaults(run=_download)


@plainly(expected=KeyError)
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
