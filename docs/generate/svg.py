"""Draws: boxes, frames, lines with rounded corners, and text, as plain SVG on a light ground of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docs.generate.layout import BOX_HEIGHT, BOX_WIDTH, Point

_CORNER = 7
# Size of letters and their width on average, measured on a few fonts, so a guess for the reader's.
_SIZES = {"title": (14, 7.8), "line": (12, 6.2)}
_SMALLEST = 11
# The colours of families of services, as AWS's own pictures have them, darkened until they can be read on white.
_FAMILIES = {
    "edge": "#6d3fc4",
    "guard": "#b3261e",
    "network": "#6d3fc4",
    "compute": "#b85300",
    "messaging": "#b5195f",
    "data": "#2456c9",
    "storage": "#3f7a14",
    "watch": "#b5195f",
}
_ICONS = {
    "edge": '<circle cx="8" cy="8" r="6.5"/><path d="M1.5 8h13M8 1.5c-4.6 4-4.6 9 0 13M8 1.5c4.6 4 4.6 9 0 13"/>',
    "guard": '<path d="M8 1.5l5.5 2v4.5c0 3.4-2.3 5.6-5.5 6.5c-3.2-.9-5.5-3.1-5.5-6.5V3.5z"/>',
    "network": '<circle cx="3" cy="8" r="1.8"/><circle cx="13" cy="3" r="1.8"/><circle cx="13" cy="13" r="1.8"/>'
    '<path d="M4.7 7.2L11.3 3.8M4.7 8.8l6.6 3.4"/>',
    "compute": '<rect x="2" y="2" width="5" height="5" rx="1"/><rect x="9" y="2" width="5" height="5" rx="1"/>'
    '<rect x="2" y="9" width="5" height="5" rx="1"/><rect x="9" y="9" width="5" height="5" rx="1"/>',
    "messaging": '<rect x="1.5" y="3.5" width="13" height="9" rx="1.5"/><path d="M2 4.5l6 4.5l6-4.5"/>',
    "data": '<ellipse cx="8" cy="3.8" rx="5.5" ry="2.3"/><path d="M2.5 3.8v8.4c0 1.3 2.5 2.3 5.5 2.3s5.5-1 '
    '5.5-2.3V3.8M2.5 8c0 1.3 2.5 2.3 5.5 2.3s5.5-1 5.5-2.3"/>',
    "storage": '<path d="M2 3.5h12l-1.5 10c-.2 1-8.8 1-9 0z"/><path d="M2.5 7h11"/>',
    "watch": '<path d="M3 12h10c-1.2-1.2-1.2-2.5-1.2-5a3.8 3.8 0 0 0-7.6 0c0 2.5 0 3.8-1.2 5zM6.8 14h2.4"/>',
}
_STYLE = """\
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1f2937 }
.title { font-size: 14px; font-weight: 650 }
.line { font-size: 12px; fill: #4b5563 }
.row { font-size: 13px; font-weight: 650 }
.small { font-size: 11.5px; fill: #5b6472 }
.box { fill: #ffffff; stroke: #c5ccd6; stroke-width: 1 }
.ground { fill: #f8fafc; stroke: #d5dbe3; stroke-width: 1 }
.region { fill: none; stroke: #8792a3; stroke-width: 1.2; stroke-dasharray: 5 4 }
.vpc { fill: #ffffff; stroke: #7d5bc9; stroke-width: 1.2 }
.band { stroke: none; fill: #eef1f5 }
.edge { fill: #efeafa }
.public { fill: #e9f3e2 }
.private { fill: #e6eefb }
.data { fill: #e3e9f7 }
.regional { fill: #f1f3f6 }
.watch { fill: #faeaf1 }
.way { fill: none; stroke-width: 1.7; stroke-linejoin: round }
.now { stroke: #334155 }
.aside { stroke: #8792a3 }
.later { stroke: #b5195f; stroke-dasharray: 6 4 }
.icon { fill: none; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round }
.count { font-size: 11px; font-weight: 650; fill: #ffffff; text-anchor: middle }
"""


@dataclass(frozen=True)
class Frame:
    """A rectangle behind boxes."""

    left: float
    top: float
    right: float
    bottom: float
    style: str
    label: str


@dataclass(frozen=True)
class Label:
    """Lines of text; the first is the heading."""

    x: float
    y: float
    lines: Sequence[str]


@dataclass(frozen=True)
class Badge:
    """The number of alarms at a box's corner."""

    alarms: int


class Drawing:
    """A picture in the making."""

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
            ' aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(description)}</desc>',
            f"<style>\n{_STYLE}</style>",
            f"<defs>\n{_arrow('now', '#334155')}\n{_arrow('later', '#b5195f')}\n{_arrow('aside', '#8792a3')}\n</defs>",
            f'<rect class="ground" x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="10"/>',
        ]
        self._width = width
        self._has_badges = False

    def frame(self, frame: Frame) -> None:
        """A rectangle with its label inside, at the top left."""
        width, height = frame.right - frame.left, frame.bottom - frame.top
        self._parts.append(
            f'<rect class="{frame.style}" x="{frame.left:g}" y="{frame.top:g}" width="{width:g}" height="{height:g}"'
            ' rx="8"/>'
        )
        if frame.label:
            self._text("small", frame.left + 12, frame.top + 15, frame.label)

    def label(self, label: Label) -> None:
        """A heading with lines under it."""
        for number, line in enumerate(label.lines):
            self._text("small" if number else "row", label.x, label.y + 17 * number, line)

    def box(self, x: float, y: float, title: str, lines: Sequence[str], family: str, badge: Badge | None) -> None:
        """A box with its icon, title and up to three lines."""
        colour = _FAMILIES[family]
        self._parts += [
            f"<g><title>{escape(': '.join([title, ', '.join(filter(None, lines))]))}</title>",
            f'<rect class="box" x="{x:g}" y="{y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>',
            f'<path d="M{x + 6:g} {y:g}a6 6 0 0 0-6 6v{BOX_HEIGHT - 12}a6 6 0 0 0 6 6z" fill="{colour}"/>',
            f'<g class="icon" stroke="{colour}" transform="translate({x + 15:g} {y + 10:g})">{_ICONS[family]}</g>',
        ]
        self._text("title", x + 37, y + 23, title, BOX_WIDTH - 47)
        for number, line in enumerate(filter(None, lines)):
            self._text("line", x + 15, y + 41 + 15 * number, line, BOX_WIDTH - 23)
        if badge and badge.alarms:
            self._has_badges = True
            middle = x + BOX_WIDTH - 4
            self._parts.append(f'<circle cx="{middle:g}" cy="{y + 4:g}" r="10" fill="#b5195f"/>')
            self._text("count", middle, y + 8, str(badge.alarms))
        self._parts.append("</g>")

    def line(self, points: Sequence[Point], style: str) -> None:
        """A line with an arrow at its end."""
        self._parts.append(f'<path class="way {style}" d="{_rounded(points)}" marker-end="url(#{style}-end)"/>')

    def viewers(self, left: float, top: float, down_to: float) -> None:
        """Where requests come from."""
        middle = left + BOX_WIDTH / 2
        self._parts.append(f'<rect class="box" x="{left:g}" y="{top:g}" width="{BOX_WIDTH}" height="34" rx="17"/>')
        self._parts.append(
            f'<g class="icon" stroke="#334155" transform="translate({left + 32:g} {top + 9:g})">'
            '<circle cx="8" cy="4.5" r="3.3"/><path d="M1.5 15c0-7.5 13-7.5 13 0"/></g>'
        )
        self._text("title", left + 56, top + 22, "Viewers")
        self.line([(middle, top + 34), (middle, down_to)], "now")

    def legend(self, y: float) -> None:
        """What the lines and numbers mean."""
        entries = [("now", "while the viewer waits"), ("later", "afterwards, by way of a queue")]
        x = 30.0
        for style, words in entries:
            self.line([(x, y), (x + 44, y)], style)
            self._text("small", x + 52, y + 4, words)
            x += 230
        if self._has_badges:
            self._parts.append(f'<circle cx="{x + 10:g}" cy="{y:g}" r="10" fill="#b5195f"/>')
            self._text("count", x + 10, y + 4, "n")
            self._text("small", x + 26, y + 4, "alarms look at it")
        self._parts.append(
            f'<text class="small" x="{self._width - 22:g}" y="{y + 4:g}" text-anchor="end">'
            "drawn from the graph of the production stack</text>"
        )

    def text(self) -> str:
        """The whole picture."""
        return "\n".join([*self._parts, "</svg>"]) + "\n"

    def _text(self, style: str, x: float, y: float, words: str, room: float = 0) -> None:
        """Text that is too long for its room is set smaller."""
        size, letter = _SIZES.get(style, (0, 0))
        fitting = max(_SMALLEST, size * min(1, room / (len(words) * letter))) if room else size
        smaller = f' style="font-size: {fitting:.1f}px"' if fitting < size else ""
        self._parts.append(f'<text class="{style}" x="{x:g}" y="{y:g}"{smaller}>{escape(words)}</text>')


def _arrow(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}-end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0.8L9.5 5L0 9.2z" fill="{colour}"/></marker>'
    )


def _rounded(points: Sequence[Point]) -> str:
    """A path through the points with round corners."""
    (x, y), *_ = points
    path = [f"M{x:g} {y:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        path.append(f"L{start[0]:g} {start[1]:g}Q{corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}")
    x, y = points[-1]
    return "".join([*path, f"L{x:g} {y:g}"])


def _towards(corner: Point, other: Point) -> Point:
    """The point on the way to ``other`` where the corner's curve begins: half-way at most."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    share = min(_CORNER, length / 2) / length
    return round(corner[0] + dx * share, 2), round(corner[1] + dy * share, 2)
