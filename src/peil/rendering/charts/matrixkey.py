"""The keys of a matrix: the dimensions above it, and right of it or below it the names of points that bear numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from peil.rendering.charts.scene import Dot, Line, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width, wrap
from peil.rendering.theme import DIMENSIONS, GREY, INK, SOFT, WHITE
from peil.report.model import Matrix, MatrixPoint

# From last wave's place, an open dot: paler and broader than the hairline between a name and its point.
TRACE, TRACE_WIDTH, TRACE_END = "#c3cbd3", 1.5, 2.2
_BETWEEN = 0.4  # lines between two parts in the key
RING = 1.7  # around a point whose place is uncertain, in radii


def draw_families(scene: Scene, figure: Matrix, shapes: Sequence[Shape], style: ChartStyle) -> float:
    """The dimensions with their colour and shape, and what the faint lines mean. Returns where they end."""
    size, pitch = style.small, style.line_height * 1.1
    left, x, y = 0.0, 0.0, pitch / 2
    entries = [(name, DIMENSIONS[look % len(DIMENSIONS)], shapes[look % len(shapes)]) for name, look in figure.families]
    for name, colour, shape in entries:
        wide = size * 1.2 + width(name, size)
        if x > left and x + wide > style.width:
            x, y = left, y + pitch
        scene.add(Dot(x + size * 0.4, y, size * 0.38, colour, colour, 0.0, shape))
        scene.add(Words(x + size * 1.2, middle(y, size), name, size, INK))
        x += wide + size * 1.5
    if figure.trace:
        wide = size * 2.6 + width(figure.trace, size)
        if x > left and x + wide > style.width:
            x, y = left, y + pitch
        scene.add(Line(((x + TRACE_END, y), (x + size * 1.9, y)), TRACE, TRACE_WIDTH))
        scene.add(Dot(x + TRACE_END, y, TRACE_END, WHITE, TRACE, 1.2))
        scene.add(Words(x + size * 2.4, middle(y, size), figure.trace, size, GREY))
        x += wide + size * 1.5
    for text, outer in ((figure.unsure, True), (figure.seldom, False)):
        if text:
            wide = size * 1.4 + width(text, size)
            if x > left and x + wide > style.width:
                x, y = left, y + pitch
            radius = size * (0.5 if outer else 0.38)
            scene.add(Dot(x + size * 0.5, y, radius, WHITE, SOFT if outer else GREY, 0.9 if outer else 1.4))
            scene.add(Words(x + size * 1.4, middle(y, size), text, size, GREY))
            x += wide + size * 1.5
    return y + pitch / 2


@dataclass(frozen=True)
class KeyRoom:
    """Where a key stands: its sides and its top; `two`: in two columns of about the same height, where they fit;
    `high`: the room below its top."""

    left: float
    right: float
    top: float
    two: bool
    high: float = inf


def draw_numbers(
    scene: Scene, figure: Matrix, shapes: Sequence[Shape], room: KeyRoom, style: ChartStyle
) -> tuple[float, int]:
    """What the numbers stand for, under the names of the parts. Returns where it ends, and how many names take more
    than one line."""
    gutter, top = style.small * 1.4, room.top
    two = room.two and room.right - room.left >= style.small * 27
    wide = (room.right - room.left - gutter) / 2 if two else room.right - room.left
    entries = [
        _Entry(number, point, wrap(point.label, wide - _before(style), style.small, name_weight(point), lines=3))
        for number, point in enumerate(figure.points, start=1)
    ]
    lowest, step = top, _step(style)
    for column, some in enumerate(_columns(entries, room.high / step) if two else [entries]):
        x, y, before = room.left + column * (wide + gutter), top + step / 2, -1
        for entry in some:
            if entry.point.corner != before:
                y += step * _BETWEEN if before >= 0 else 0.0
                words = figure.corners[entry.point.corner]
                scene.add(Words(x, middle(y, style.small), words, style.small, GREY, 600))
                before, y = entry.point.corner, y + step
            y = _draw_entry(scene, figure, entry, (x, y), shapes, style)
        lowest = max(lowest, y - step / 2)
    return lowest, sum(len(entry.lines) > 1 for entry in entries)


def name_weight(point: MatrixPoint) -> Weight:
    """What needs work is read first."""
    return 600 if point.corner == 0 else 400


@dataclass(frozen=True)
class _Entry:
    """A number, its point, and the lines of its name."""

    number: int
    point: MatrixPoint
    lines: tuple[str, ...]


def _columns(entries: Sequence[_Entry], most: float) -> tuple[Sequence[_Entry], Sequence[_Entry]]:
    """Two columns of at most so many lines, the higher one as low as can be; a part is broken only where that saves
    more than two lines, or where there is no room else."""

    def cost(at: int) -> tuple[float, float]:
        broken = entries[at - 1].point.corner == entries[at].point.corner
        high = max(_lines(entries[:at]), _lines(entries[at:]))
        return max(0.0, high - most), high + (2.0 if broken else 0.0)

    at = min(range(1, len(entries)), key=cost, default=len(entries))
    return entries[:at], entries[at:]


def _lines(entries: Sequence[_Entry]) -> float:
    """How high entries and the names of their parts are, in lines."""
    parts = len({entry.point.corner for entry in entries})
    return sum(len(entry.lines) for entry in entries) + parts + (parts - 1) * _BETWEEN


def _step(style: ChartStyle) -> float:
    """From one line of the key to the next: close where the room is low."""
    return style.small * 1.22 if style.height else style.line_height


def _before(style: ChartStyle) -> float:
    """From the left side of a column to its names: a number and a mark."""
    return width("00", style.small, 600) + style.small * 2.0


def _draw_entry(
    scene: Scene, figure: Matrix, entry: _Entry, at: tuple[float, float], shapes: Sequence[Shape], style: ChartStyle
) -> float:
    """A number with the mark and the name of its point. Returns where the next one stands."""
    (x, y), size, point = at, style.small, entry.point
    look = figure.families[point.family][1]
    colour = DIMENSIONS[look % len(DIMENSIONS)]
    weight = name_weight(point)
    digits = width("00", size, 600)
    scene.add(Words(x + digits, middle(y, size), str(entry.number), size, INK, weight, "end"))
    hollow = point.seldom or point.importance.small or point.rating.small
    shape = shapes[look % len(shapes)]
    scene.add(Dot(x + digits + size, y, size * 0.34, WHITE if hollow else colour, colour, 1.2, shape))
    for line in entry.lines:
        scene.add(Words(x + _before(style), middle(y, size), line, size, INK, weight))
        y += _step(style)
    return y
