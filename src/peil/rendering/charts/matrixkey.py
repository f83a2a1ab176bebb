"""The keys of a matrix: the dimensions above it, and below it the names of points that bear numbers."""

from __future__ import annotations

from collections.abc import Sequence

from peil.rendering.charts.scene import Dot, Line, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width, wrap
from peil.rendering.theme import DIMENSIONS, GREY, INK, SOFT, WHITE
from peil.report.model import Matrix, MatrixPoint

# From last wave's place, an open dot: paler and broader than the hairline between a name and its point.
TRACE, TRACE_WIDTH, TRACE_END = "#c3cbd3", 1.5, 2.2
RING = 1.7  # around a point whose place is uncertain, in radii


def families_width(figure: Matrix, style: ChartStyle) -> float:
    """The width of all dimensions and explanations on one line."""
    size = style.small
    marks = {1.2: [name for name, _ in figure.families], 2.6: [figure.trace], 1.4: [figure.unsure, figure.seldom]}
    return sum(width(text, size) + size * (mark + 1.5) for mark, texts in marks.items() for text in texts if text)


def draw_families(scene: Scene, figure: Matrix, shapes: Sequence[Shape], left: float, style: ChartStyle) -> float:
    """The dimensions with their colour and shape, and what the faint lines mean. Returns where they end."""
    size, pitch = style.small, style.line_height * 1.1
    x, y = left, pitch / 2
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


def draw_numbers(
    scene: Scene, figure: Matrix, shapes: Sequence[Shape], at: tuple[float, float, float], style: ChartStyle
) -> float:
    """What the numbers stand for, under the names of the parts, between a left and a right side from a top. Returns
    where it ends."""
    left, right, top = at
    size, step = style.small, _step(style)
    count = max(1, min(2, int((right - left) / (size * 15))))
    wide = (right - left) / count
    column, y, lowest, before = 0, top + step / 2, top, -1
    half = -(-len(figure.points) // count)
    for number, point in enumerate(figure.points, start=1):
        if number > half * (column + 1):
            column, y, before = column + 1, top + step / 2, -1
        x = left + column * wide
        if point.corner != before:
            y += step * 0.4 if before >= 0 else 0.0
            scene.add(Words(x, middle(y, size), figure.corners[point.corner], size, GREY, 600))
            before, y = point.corner, y + step
        y = _draw_entry(scene, figure, point, number, (x, y, wide), shapes, style)
        lowest = max(lowest, y)
    return lowest


def _step(style: ChartStyle) -> float:
    """From one line of the key to the next: close where the room is low."""
    return style.small * 1.22 if style.height else style.line_height


def _draw_entry(
    scene: Scene,
    figure: Matrix,
    point: MatrixPoint,
    number: int,
    at: tuple[float, float, float],
    shapes: Sequence[Shape],
    style: ChartStyle,
) -> float:
    """A number with the mark and the name of its point. Returns where the next one stands."""
    (x, y, wide), size = at, style.small
    look = figure.families[point.family][1]
    colour = DIMENSIONS[look % len(DIMENSIONS)]
    digits = width("00", size) + size * 0.3
    scene.add(Words(x + digits, middle(y, size), str(number), size, INK, 600 if point.corner == 0 else 400, "end"))
    scene.add(Dot(x + digits + size, y, size * 0.32, colour, colour, 0.0, shapes[look % len(shapes)]))
    left = x + digits + size * 1.9
    for line in wrap(point.label, x + wide - left - size, size, lines=3):
        scene.add(Words(left, middle(y, size), line, size, INK))
        y += _step(style)
    return y
