"""The page of benchmarks, made of what was recorded once; nothing is measured when the book is built."""

from html import escape

from benchmarks import results
from benchmarks.report import Section, as_markdown, middle

BAR, GAP, NAME, LONGEST = 18, 8, 210, 380  # pixels

HOW = """# How fast, and how good

These numbers were measured by `make bench`, once, on one machine; they are not measured again when this book is built.
Ratios carry over to other machines better than rates do.
Run it yourself: `make bench` takes minutes, `make bench QUICK=1` about one.

Every trainer reads the same file and is told the same: dimension, negatives, windows, thinning, learning rate, epochs.
Each runs in a fresh process, in turn, round after round, so that a slow moment of the machine slows all of them.
A cell shows the median of the rounds, and in brackets the least and the most.
A ratio is taken in each round between neighbours in time, and its median is shown.
Nobody is measured while another one trains, except for quality, where no clock runs."""


def page(found: dict) -> str:
    """The page as Markdown."""
    sections = results.sections(found)
    parts = [HOW, _measured_on(found), _figure(sections), *map(as_markdown, sections)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _measured_on(found: dict) -> str:
    """The machine, as far as it explains numbers."""
    machine, settings = found["machine"], found["settings"]
    return (
        f"Measured with {machine['cores']} cores ({machine['processor']}, {machine['system']}), "
        f"Python {machine['python']} and NumPy {machine['numpy']}, "
        f"on {settings['words']:,} words of {settings['text']}, {settings['rounds']} rounds."
    )


def _figure(sections: list[Section]) -> str:
    """Bars of skip-gram's rates, and what they show in words; nothing where it was not measured."""
    rates = next((section for section in sections if section.title == "Words a second while training"), None)
    rows = [row for row in rates.rows if row[0] == "skip-gram"] if rates else []
    if not rows:
        return ""
    bars = [(_named(name, threads), middle(rate)) for _, name, threads, rate, *_ in rows]
    caption = "Skip-gram with negative sampling: thousands of words trained a second; a table below has the spread."
    return f'<div class="bars">\n{svg(bars)}\n</div>\n\n*{caption}*'


def _named(trainer: str, threads: float) -> str:
    return f"{trainer}, {threads:.0f} thread{'s' if threads > 1 else ''}"


def svg(bars: list[tuple[str, float]]) -> str:
    """Horizontal bars with their names and values, in thousands."""
    most = max(value for _, value in bars)
    width, height = NAME + LONGEST + 70, len(bars) * (BAR + GAP)
    told = "; ".join(f"{name}: {value / 1e3:.0f}" for name, value in bars)
    lines = [
        f'<svg class="bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="Thousands of words a second. {escape(told)}">'
    ]
    for i, (name, value) in enumerate(bars):
        y, length = i * (BAR + GAP), LONGEST * value / most
        own = ' class="own"' if name.startswith("ours") else ""
        lines += [
            f'<text class="name" x="{NAME - 8}" y="{y + 13}">{escape(name)}</text>',
            f'<rect{own} x="{NAME}" y="{y}" width="{length:.0f}" height="{BAR}" rx="2"/>',
            f'<text x="{NAME + length + 6:.0f}" y="{y + 13}">{value / 1e3:,.0f}</text>',
        ]
    return "\n".join([*lines, "</svg>"])
