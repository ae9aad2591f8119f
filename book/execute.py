r"""Execute notebooks in place: one process, a fresh kernel for each, the same bytes when nothing changed.

Run as ``python -m book.execute [NOTEBOOK ...]``; without names it takes all of ``notebooks/``.

A picture of measured times is another in every run. Its cell has the tag ``measured``, and where such pictures are all
that differs, the notebook stays as it is; to have them drawn anew, clear the outputs of their cells first.
"""

import argparse
import copy
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from w2vexplained.corpus.files import written_whole

ROOT = Path(__file__).resolve().parent.parent
CAPTION = re.compile(r"\*(Figure \d+\.\d+)\.\*\s+(\S.*)")

MEASURED = "measured"  # the tag of a cell whose picture shows times

# What differs between Python versions and machines is left out, so that it makes no difference in git.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class _ThisPython(AsyncKernelManager):
    """Start the Python that runs this, whatever kernel a user has installed under the name python3."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel of this Python, told not to warn that it listens on this machine (its log level is 40, errors)."""
        return KernelSpec(**get_kernel_dict(extra_arguments=["--log-level=40"]))


def notebooks() -> list[Path]:
    """All notebooks of the project, in reading order."""
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def executed(notebook: NotebookNode, folder: Path, timeout: float = 120) -> NotebookNode:
    """The notebook as a fresh kernel in `folder` leaves it; raises ``CellExecutionError`` where a cell fails."""
    client = NotebookClient(
        notebook,
        kernel_manager_class=_ThisPython,
        timeout=timeout,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute()


def normalised(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the metadata that we keep and no other, and with each figure's alternative text."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for position, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode(tags=[MEASURED]) if _is_measured(cell) else NotebookNode()
        cell.setdefault("id", f"cell-{position}")
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode()
    for image, caption in figures(notebook):
        if caption is not None:
            image.metadata["image/png"] = NotebookNode(alt=alternative_text(caption))
    return notebook


def figures(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, str | None]]:
    """Each output with an image, and the source of the Markdown cell directly below it (None where there is none)."""
    below = [*notebook.cells[1:], None]
    for cell, caption in zip(notebook.cells, below, strict=True):
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                is_text = caption is not None and caption.cell_type == "markdown"
                yield output, caption.source if is_text else None


def alternative_text(caption: str) -> str:
    r"""What is drawn, in plain words: the first line of the caption, which reads ``*Figure 4.1.* What is drawn.``.

    Examples
    --------
    >>> alternative_text("*Figure 4.1.* Error against step.\nIt is least near 1e-5.")
    'Figure 4.1. Error against step.'
    """
    found = CAPTION.match(caption)
    return f"{found[1]}. {found[2].strip()}" if found else ""


def write(path: Path, notebook: NotebookNode) -> bool:
    """Put the notebook where it belongs, whole or not at all; say whether it differs from what was there."""
    if path.exists() and _but_for_measurements(nbformat.read(path, 4)) == _but_for_measurements(notebook):
        return False
    text = nbformat.writes(notebook).rstrip("\n") + "\n"
    with written_whole(path) as file:
        file.write(text.encode())
    return True


def _but_for_measurements(notebook: NotebookNode) -> NotebookNode:
    """A copy without the pictures of measured times."""
    notebook = copy.deepcopy(notebook)
    for cell in filter(_is_measured, notebook.cells):
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return notebook


def _is_measured(cell: NotebookNode) -> bool:
    return MEASURED in cell.metadata.get("tags", [])


def refresh(path: Path) -> str:
    """Execute one notebook in place."""
    notebook = nbformat.read(path, as_version=4)
    return "changed" if write(path, normalised(executed(notebook, path.parent))) else "unchanged"


def main(names: list[str] | None = None) -> int:
    """Execute what is named on the command line, or everything."""
    parser = argparse.ArgumentParser(prog="python -m book.execute", description="Execute notebooks in place.")
    parser.add_argument("notebook", nargs="*", type=Path, help="default: all of notebooks/")
    for path in parser.parse_args(names).notebook or notebooks():
        print(f"{path.name:32}", end=" ", flush=True)
        start = time.perf_counter()
        try:
            outcome = refresh(path)
        except CellExecutionError as error:
            print(f"failed, and is left as it was:\n{error}", file=sys.stderr)
            return 1
        print(f"{time.perf_counter() - start:5.1f} s  {outcome}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
