"""Where the boxes of the picture are, and the way of each line between them.

Boxes stand in rows and columns that the table of the picture gives. Lines go down or up in right angles: out of a box,
along the channel between two rows, and into the next box. Lines out of one box share their way as long as they can.
A line over several rows passes where no box is in its way.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

BOX_WIDTH, BOX_HEIGHT = 150, 80
COLUMN = 168  # from one box to the next
FIRST_COLUMN = 142  # left of it is the text of the rows
ROW_PADDING = 13
RIGHT_EDGE = 54  # room for frames, right of the last box
LEAST_CHANNEL, TRACK = 26, 12
_CLEARANCE = 8

Point = tuple[float, float]
Port = tuple[str, tuple[str, str], bool]  # the box, the bundle, and whether it is on top of the box


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of boxes. ``space_above`` is kept free for the label of a frame that begins with it."""

    key: str
    space_above: int = 0
    space_below: int = 0


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a box stands."""

    key: str
    row: str
    column: int


@dataclass(frozen=True, kw_only=True, order=True)
class Line:
    """A line between two boxes. Those of one style out of one box share their way."""

    source: str
    target: str
    style: str

    @property
    def bundle(self) -> tuple[str, str]:
        """What it shares its way with."""
        return self.source, self.style


@dataclass(frozen=True, kw_only=True)
class Band:
    """The place that a row takes."""

    top: float
    bottom: float


@dataclass(kw_only=True)
class Layout:
    """Everything that is needed to draw."""

    boxes: dict[str, Point] = field(default_factory=dict)
    bands: dict[str, Band] = field(default_factory=dict)
    lines: dict[Line, list[Point]] = field(default_factory=dict)
    width: float = 0
    height: float = 0


def lay_out(rows: Sequence[Row], places: Sequence[Place], lines: Sequence[Line], top: float) -> Layout:
    """Place the boxes and lead the lines. Rows without a box take no room."""
    used = [row for row in rows if any(place.row == row.key for place in places)]
    return _Router(used, {place.key: place for place in places}, lines).run(top)


class _Router:
    def __init__(self, rows: Sequence[Row], places: Mapping[str, Place], lines: Sequence[Line]) -> None:
        self._rows = rows
        self._row = {key: [row.key for row in rows].index(place.row) for key, place in places.items()}
        self._x = {key: FIRST_COLUMN + COLUMN * place.column for key, place in places.items()}
        self._lines = lines
        self._columns = 1 + max(place.column for place in places.values())
        self._ports = self._place_ports()
        self._ways = {line: [] if self._beside(line) else list(self._way(line)) for line in lines}
        self._tracks = self._assign_tracks()

    def run(self, top: float) -> Layout:
        layout = Layout(width=FIRST_COLUMN + COLUMN * (self._columns - 1) + BOX_WIDTH + RIGHT_EDGE)
        channels: dict[int, float] = {}
        y = top
        for index, row in enumerate(self._rows):
            y += row.space_above
            layout.bands[row.key] = Band(top=y, bottom=y + BOX_HEIGHT + 2 * ROW_PADDING)
            y = layout.bands[row.key].bottom + row.space_below
            channels[index] = y
            y += self._channel_height(index) if index + 1 < len(self._rows) else 0
        layout.height = y
        tops = [layout.bands[row.key].top + ROW_PADDING for row in self._rows]
        layout.boxes = {key: (x, tops[self._row[key]]) for key, x in self._x.items()}
        layout.lines = {line: self._points(line, layout, channels) for line in self._lines}
        return layout

    # --- sides: where a line leaves and enters

    def _beside(self, line: Line) -> bool:
        """Whether two boxes are neighbours in a row, so that the line needs no channel."""
        same_row = self._row[line.source] == self._row[line.target]
        return same_row and abs(self._x[line.source] - self._x[line.target]) == COLUMN

    def _leaves_by_top(self, line: Line) -> bool:
        return self._row[line.target] < self._row[line.source] or self._goes_over_the_row(line)

    def _enters_by_top(self, line: Line) -> bool:
        return self._row[line.target] > self._row[line.source] or self._goes_over_the_row(line)

    def _goes_over_the_row(self, line: Line) -> bool:
        """Within a row a line goes below it, but below the last one there is no channel."""
        return self._row[line.source] == self._row[line.target] == len(self._rows) - 1

    # --- ports: the x at which a line leaves and enters

    def _place_ports(self) -> dict[Port, float]:
        wanted = self._wanted_ports()
        ports: dict[Port, float] = {}
        for (box, on_top), ends in wanted.items():
            order = sorted(ends, key=lambda bundle: (ends[bundle], bundle[0] != box, bundle))
            for place, bundle in enumerate(order, 1):
                ports[box, bundle, on_top] = self._x[box] + round(BOX_WIDTH * place / (len(order) + 1))
        for line in self._lines:
            if self._x[line.source] == self._x[line.target]:
                _align(ports, self._exit(line), self._entry(line), wanted)
        return ports

    def _wanted_ports(self) -> dict[tuple[str, bool], dict[tuple[str, str], float]]:
        """By box and side, its bundles, and which x each would like to be near to."""
        wanted: dict[tuple[str, bool], dict[tuple[str, str], float]] = defaultdict(dict)
        lines = [line for line in self._lines if not self._beside(line)]
        for line in lines:
            up = self._leaves_by_top(line)
            ends = [self._x[n.target] for n in lines if n.bundle == line.bundle and self._leaves_by_top(n) == up]
            wanted[line.source, up][line.bundle] = sum(ends) / len(ends)
            wanted[line.target, self._enters_by_top(line)][line.bundle] = self._x[line.source]
        return wanted

    def _exit(self, line: Line) -> Port:
        return line.source, line.bundle, self._leaves_by_top(line)

    def _entry(self, line: Line) -> Port:
        return line.target, line.bundle, self._enters_by_top(line)

    # --- ways: the channels that a line turns in, and the x at which it goes on

    def _way(self, line: Line) -> Iterator[tuple[int, float]]:
        """Channel n is below row n."""
        start, end = self._row[line.source], self._row[line.target]
        leaves_at, enters_at = self._ports[self._exit(line)], self._ports[self._entry(line)]
        first = start - 1 if self._leaves_by_top(line) else start
        last = end - 1 if self._enters_by_top(line) else end
        if first != last:
            passage = self._passage(range(min(start, end) + 1, max(start, end)), leaves_at, enters_at)
            yield first, passage
            if passage == enters_at:
                return
        yield last, enters_at

    def _passage(self, rows: range, leaves_at: float, enters_at: float) -> float:
        """An x at which nothing stands in the way: straight ahead, straight in, or the gap with the least detour."""
        gaps = [FIRST_COLUMN + COLUMN * n - (COLUMN - BOX_WIDTH) / 2 for n in range(self._columns + 1)]
        nearest = min(gaps, key=lambda x: (abs(x - leaves_at) + abs(x - enters_at), abs(x - leaves_at)))
        return next(x for x in (leaves_at, enters_at, nearest) if x == nearest or self._is_free(rows, x))

    def _is_free(self, rows: range, x: float) -> bool:
        standing = [left for key, left in self._x.items() if self._row[key] in rows]
        return not any(left - _CLEARANCE < x < left + BOX_WIDTH + _CLEARANCE for left in standing)

    # --- tracks: no two bundles on top of each other

    def _assign_tracks(self) -> dict[tuple[int, tuple[str, str]], int]:
        """For each channel and bundle that turns in it, its place from the top."""
        users: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for line, way in self._ways.items():
            x = self._ports[self._exit(line)] if way else 0
            for channel, goes_on_at in way:
                if goes_on_at != x:
                    users[channel].add(line.bundle)
                x = goes_on_at
        return {
            (channel, bundle): place
            for channel, bundles in users.items()
            for place, bundle in enumerate(sorted(bundles, key=lambda b: (-self._x[b[0]], b)))
        }

    def _tracks_in(self, channel: int) -> int:
        return sum(number == channel for number, _ in self._tracks)

    def _channel_height(self, channel: int) -> float:
        return max(LEAST_CHANNEL, TRACK * (self._tracks_in(channel) + 1))

    def _track(self, channel: int, line: Line, channels: Mapping[int, float]) -> float:
        share = (self._tracks[channel, line.bundle] + 1) / (self._tracks_in(channel) + 1)
        return round(channels[channel] + self._channel_height(channel) * share, 1)

    # --- points

    def _points(self, line: Line, layout: Layout, channels: Mapping[int, float]) -> list[Point]:
        (left, top), (other_left, other_top) = layout.boxes[line.source], layout.boxes[line.target]
        if self._beside(line):
            y = top + BOX_HEIGHT / 2
            return (
                [(left + BOX_WIDTH, y), (other_left, y)]
                if other_left > left
                else [(left, y), (other_left + BOX_WIDTH, y)]
            )
        x = self._ports[self._exit(line)]
        points: list[Point] = [(x, top if self._leaves_by_top(line) else top + BOX_HEIGHT)]
        for channel, goes_on_at in self._ways[line]:
            if goes_on_at != x:
                y = self._track(channel, line, channels)
                points += [(x, y), (goes_on_at, y)]
                x = goes_on_at
        return [*points, (x, other_top if self._enters_by_top(line) else other_top + BOX_HEIGHT)]


def _align(
    ports: dict[Port, float],
    leaving: Port,
    entering: Port,
    wanted: Mapping[tuple[str, bool], Mapping[tuple[str, str], float]],
) -> None:
    """Make a line between two boxes of a column straight, where one of the two has no other port on that side."""
    if len(wanted[entering[0], entering[2]]) == 1:
        ports[entering] = ports[leaving]
    elif len(wanted[leaving[0], leaving[2]]) == 1:
        ports[leaving] = ports[entering]
