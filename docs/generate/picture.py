"""Writes ``docs/architecture.svg``: the request's way through production, drawn from the program's own graph.

Boxes, numbers and lines are read from what a preview records; ``picture_table`` says where a box stands. Only the arrow
from the viewers is drawn without a resource behind it. What watches is not tied to what it watches: a number at a
box's corner says how many alarms look at it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from docs.generate import output
from docs.generate.layout import Layout, Line, Place, lay_out
from docs.generate.picture_table import IN_REGION, IN_VPC, KINDS, ROWS, WATCH, key_of, kind_of, rows_in_words, watching
from docs.generate.stack import Boxes, production
from docs.generate.svg import Badge, Drawing, Frame, Label
from offline.recorder import Graph

MODULE = "docs.generate.picture"
FILE = output.ROOT / "docs" / "architecture.svg"
_VIEWERS = "viewers"
_TOP, _MARGIN = 92, 16


def files() -> dict[Path, str]:
    """The picture, by the file that it belongs in."""
    return {FILE: draw(production())}


def draw(graph: Graph) -> str:
    """The picture of a graph, as SVG."""
    boxes = Boxes(graph, key_of)
    layout = arrange(boxes, graph)
    lines = list(layout.lines)
    drawing = Drawing(layout.width, layout.height + 58, "Floodgate in production", _description(boxes, graph, lines))
    _draw_frames(drawing, layout, graph)
    for line in lines:
        drawing.line(layout.lines[line], line.style)
    _draw_viewers(drawing, layout, boxes)
    for key, (x, y) in layout.boxes.items():
        kind, box = kind_of(key), boxes.boxes[key]
        badge = Badge(watching(box, boxes, graph)) if kind.row != WATCH else None
        drawing.box(x, y, kind.title(box, graph), kind.lines(box, graph), kind.family, badge)
    drawing.legend(layout.height + 30)
    return drawing.text()


def arrange(boxes: Boxes, graph: Graph) -> Layout:
    """Where everything is."""
    return lay_out(ROWS, _places(boxes, graph), _lines(boxes), _TOP)


def _places(boxes: Boxes, graph: Graph) -> list[Place]:
    """Boxes of a kind side by side; a queue under who works it off."""
    places: list[Place] = []
    for kind in KINDS:
        keys = [key for key in boxes.boxes if kind_of(key) is kind]
        titles = {key: kind.title(boxes.boxes[key], graph) for key in keys}
        keys.sort(key=lambda key: (_rank(titles[key], kind.order), titles[key]))
        places += [Place(key=key, row=kind.row, column=kind.column + n) for n, key in enumerate(keys)]
    return [_under_its_consumer(place, places, boxes) if place.key.startswith("queue ") else place for place in places]


def _rank(title: str, order: Sequence[str]) -> int:
    return order.index(title) if title in order else len(order)


def _under_its_consumer(queue: Place, places: Sequence[Place], boxes: Boxes) -> Place:
    columns = [
        place.column
        for place in places
        if place.key.startswith(("worker ", "consumer ")) and frozenset((place.key, queue.key)) in boxes.ties
    ]
    return Place(key=queue.key, row=queue.row, column=columns[0] if columns else queue.column)


def _lines(boxes: Boxes) -> list[Line]:
    """A line for each tie, in the direction in which a request or a message goes."""
    directed = [_directed(tie, boxes) for tie in boxes.ties]
    return sorted(
        Line(source=a, target=b, style=_style(a, b))
        for a, b in directed
        if (kind_of(a).row == WATCH) == (kind_of(b).row == WATCH)
        and {kind_of(a).key, kind_of(b).key} != {"cdn", "service"}  # a right to invalidate is no way of a request
    )


def _directed(tie: frozenset[str], boxes: Boxes) -> tuple[str, str]:
    """From top to bottom, but a message from whoever leaves it to the queue, and from there to whoever takes it."""
    order = [kind.key for kind in KINDS]
    first, second = sorted(tie, key=lambda key: (order.index(key.split()[0]), key))
    if kind_of(first).key == "queue" and not boxes.takes_messages(second, first):
        return second, first
    return first, second


def _style(source: str, target: str) -> str:
    if kind_of(source).row == WATCH:
        return "aside"
    waits = kind_of(source).key not in ("queue", "worker", "consumer") and kind_of(target).key != "queue"
    return "now" if waits else "later"


def _draw_frames(drawing: Drawing, layout: Layout, graph: Graph) -> None:
    region = [layout.bands[row] for row in IN_REGION if row in layout.bands]
    vpc = [layout.bands[row] for row in IN_VPC if row in layout.bands]
    width = layout.width - _MARGIN
    if region:
        place = graph.of_type("pulumi:providers:aws")[0].inputs.get("region", "")
        drawing.frame(Frame(_MARGIN, region[0].top - 42, width, region[-1].bottom + 8, "region", f"Region {place}"))
    for network in graph.of_type("aws:ec2/vpc:Vpc")[:1] if vpc else ():
        label = f"VPC {network.inputs['cidrBlock']}"
        drawing.frame(Frame(_MARGIN + 6, vpc[0].top - 22, width - 12, vpc[-1].bottom + 6, "vpc", label))
    for row, words in rows_in_words(graph).items():
        if band := layout.bands.get(row):
            drawing.frame(Frame(_MARGIN + 12, band.top, width - 24, band.bottom, f"band {row}", ""))
            drawing.label(Label(_MARGIN + 24, band.top + 32, words))


def _draw_viewers(drawing: Drawing, layout: Layout, boxes: Boxes) -> None:
    """Where a request begins: with the name if the graph has it, else with the first box of its way."""
    first = next((key for kind in KINDS for key in boxes.boxes if kind_of(key) is kind), None)
    if first is not None:
        x, y = layout.boxes[first]
        drawing.viewers(x, 24, y)


def _description(boxes: Boxes, graph: Graph, lines: Sequence[Line]) -> str:
    """The picture in words, for who does not see it."""
    titles = {key: kind_of(key).title(box, graph) for key, box in boxes.boxes.items()}
    return "; ".join(f"{titles[line.source]} to {titles[line.target]}" for line in lines)


if __name__ == "__main__":
    sys.exit(output.main(MODULE, sys.argv[1:], files()))
