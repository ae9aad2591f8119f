r"""The derivation as a picture: what follows from what, in layers, as SVG that links to the ledger."""

import textwrap
from html import escape
from typing import NamedTuple

WIDEST = 5  # records in one layer; six no longer fit beside the book's side bars
BOX_WIDTH, BOX_HEIGHT = 146, 72
COLUMN, ROW, SLOT = 160, 120, 20  # distance of boxes, of layers, and room for an arrow that passes between boxes
LINE = 24  # height of a line that says which chapter has which colour


class Node(NamedTuple):
    """A record in the picture: id, title, chapter, address, and the ids it follows from."""

    id: str
    title: str
    chapter: str
    href: str
    follows_from: tuple[str, ...]


class Place(NamedTuple):
    """The centre of something in the picture, in pixels."""

    x: float
    y: float


def layers(nodes: list[Node], widest: int = WIDEST) -> dict[str, int]:
    """The layer of each record: below all that it follows from, as high as that and `widest` allow."""
    layer: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        ready = [node for node in waiting if all(parent in layer for parent in node.follows_from)]
        if not ready:
            odd = ", ".join(node.id for node in waiting)
            raise ValueError(f"expected records to follow from others, and not in a circle; got no start for {odd}")
        node = ready[0]
        lowest = max((layer[parent] + 1 for parent in node.follows_from), default=0)
        while list(layer.values()).count(lowest) >= widest:
            lowest += 1
        layer[node.id] = lowest
        waiting.remove(node)
    return layer


def chains(nodes: list[Node], layer: dict[str, int]) -> list[list[str]]:
    """Each arrow as the list of what it passes: its start, one joint for each layer between, its end."""
    return [
        [parent, *(f"{parent}>{node.id}@{i}" for i in range(layer[parent] + 1, layer[node.id])), node.id]
        for node in nodes
        for parent in node.follows_from
    ]


def ordered(nodes: list[Node], layer: dict[str, int], paths: list[list[str]], sweeps: int = 12) -> list[list[str]]:
    """Records and joints of each layer from left to right, so that few arrows cross."""
    rows: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for node in nodes:
        rows[layer[node.id]].append(node.id)
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for path in paths:
        for i, (a, b) in enumerate(zip(path, path[1:], strict=False)):
            above.setdefault(b, []).append(a)
            below.setdefault(a, []).append(b)
            if i:
                rows[layer[path[0]] + i].append(a)
    for sweep in range(sweeps):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for i in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside = _shares(rows[i - 1 if down else i + 1])
            own = _shares(rows[i])
            rows[i].sort(key=lambda name, own=own, beside=beside, near=neighbours: _mean(near, name, beside, own))
    return rows


def _shares(row: list[str]) -> dict[str, float]:
    """Position of each in its row, from 0 to 1, so that long and short rows compare."""
    return {name: (i + 0.5) / len(row) for i, name in enumerate(row)}


def _mean(near: dict[str, list[str]], name: str, beside: dict[str, float], own: dict[str, float]) -> float:
    places = [beside[other] for other in near.get(name, []) if other in beside]
    return sum(places) / len(places) if places else own[name]


def placed(rows: list[list[str]]) -> dict[str, Place]:
    """Where everything is drawn, each row centred."""
    widths = [[SLOT if "@" in name else COLUMN for name in row] for row in rows]
    total = max(sum(row) for row in widths)
    places = {}
    for i, (row, width) in enumerate(zip(rows, widths, strict=True)):
        left = (total - sum(width)) / 2
        for name, w in zip(row, width, strict=True):
            places[name] = Place(left + w / 2, ROW * (i + 0.5))
            left += w
    return places


def svg(nodes: list[Node]) -> str:
    """The picture."""
    layer = layers(nodes)
    paths = chains(nodes, layer)
    rows = ordered(nodes, layer, paths)
    places = placed(rows)
    width = max(place.x for place in places.values()) + COLUMN / 2
    chapters = list(dict.fromkeys(node.chapter for node in nodes))
    height = ROW * len(rows) + LINE * len(chapters)
    lines = [
        f'<svg class="derivation" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" '
        f'height="{height}" role="group" aria-label="What follows from what; the list below says the same">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
        *(_arrow([places[name] for name in path]) for path in paths),
        *(_box(node, places[node.id], chapters.index(node.chapter)) for node in nodes),
        *(_key(chapter, i, ROW * len(rows) + LINE * i) for i, chapter in enumerate(chapters)),
        "</svg>",
    ]
    return "\n".join(lines)


def _arrow(points: list[Place]) -> str:
    """Curves from layer to layer, and straight down between boxes, so that no arrow runs across a box."""
    half = BOX_HEIGHT / 2
    path = f"M{points[0].x:.0f},{points[0].y + half:.0f}"
    for a, b in zip(points, points[1:], strict=False):
        middle, top = (a.y + b.y) / 2, b.y - half
        path += f" C{a.x:.0f},{middle:.0f} {b.x:.0f},{middle:.0f} {b.x:.0f},{top:.0f}"
        if b is not points[-1]:
            path += f" V{b.y + half:.0f}"
    return f'<path class="arrow" d="{path}" marker-end="url(#tip)"/>'


def _box(node: Node, place: Place, chapter: int) -> str:
    x, y = place.x - BOX_WIDTH / 2, place.y - BOX_HEIGHT / 2
    title = textwrap.wrap(node.title, 22, max_lines=3, placeholder=" …")
    text = "".join(
        f'<tspan x="{place.x:.0f}" y="{y + 34 + 14 * i:.0f}">{escape(line)}</tspan>' for i, line in enumerate(title)
    )
    return (
        f'<a href="{escape(node.href)}" class="record chapter-{chapter}" id="graph-{node.id}">'
        f"<title>{escape(node.id)}: {escape(node.title)}</title>"
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text class="id" x="{place.x:.0f}" y="{y + 19:.0f}">{escape(node.id)}</text>'
        f'<text class="title">{text}</text></a>'
    )


def _key(chapter: str, number: int, y: float) -> str:
    return (
        f'<g class="chapter-{number}"><rect x="8" y="{y}" width="22" height="14" rx="3"/>'
        f'<text class="chapter" x="40" y="{y + 12}">{escape(chapter)}</text></g>'
    )
