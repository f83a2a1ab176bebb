"""The improvement matrix: rating to the right, importance upwards, in four parts; every point with its name beside it.

Where names cannot all stand without overlap, and on a phone, points bear numbers and the names stand in a key below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from peil.rendering.charts.marks import position
from peil.rendering.charts.matrixkey import (
    RING,
    TRACE,
    TRACE_END,
    TRACE_WIDTH,
    draw_families,
    draw_numbers,
    families_width,
)
from peil.rendering.charts.placing import Field, Name, Placed, nearest, place
from peil.rendering.charts.scene import Anchor, Bounds, Box, Dot, Line, Point, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, start_within, width, wrap
from peil.rendering.theme import DIMENSIONS, GREY, INK, RULE, SOFT, WHITE
from peil.report.model import Matrix, MatrixPoint

SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_LEAST_MOVE = 7.0  # pixels: a shorter way from last wave's place is no movement to be seen
_LEAST_PLOT = 150.0
_KEY_WIDTH = 0.46  # of the figure, for a key beside the plot
_CLOSE = 28  # of a plot narrower than this, in sizes of text, the parts have lighter names
_STRIP = 1.5  # as a part of the size of text
_LOOSE = 0.4  # how much the parts count for names that have no room otherwise
_INSIDE = 3.0  # names keep this distance from the edge of the plot

Ways = tuple[tuple[str, ...], ...]  # the ways to break a name over lines


@dataclass(frozen=True)
class _Frame:
    """The sides of the plot; `strip`: above and below the points, where the names of the parts stand."""

    left: float
    right: float
    top: float
    bottom: float
    strip: float

    def point(self, figure: Matrix, rating: float, importance: float) -> Point:
        """Where a rating and an importance stand."""
        x = position(rating, figure.rating, self.left, self.right)
        return x, position(importance, figure.importance, self.bottom - self.strip, self.top + self.strip)


def draw_matrix(figure: Matrix, style: ChartStyle) -> Scene:
    """The whole figure."""
    scene = Scene(style.width)
    top = _draw_head(scene, figure, style)
    frame = _frame(figure, top, style)
    named = _named(figure, frame, style)
    # In a low room the key of the numbers stands right of the plot, else below it.
    beside = named is None and style.height > 0
    if beside:
        frame = replace(frame, right=frame.right - style.width * _KEY_WIDTH)
    texts, placed = named or _numbered(figure, frame, style)
    _draw_ground(scene, figure, frame, style)
    for point in figure.points:
        _draw_trace(scene, figure, point, frame)
    _draw_patches(scene, figure, placed, frame, style)
    _draw_borders(scene, figure, frame)
    for corner, words in enumerate(_field(figure, frame, style)[1]):
        _draw_corner(scene, words, style.theme.pale if corner == 0 else WHITE)
    _draw_names(scene, figure, (texts, placed), frame, style)
    for point in figure.points:
        _draw_point(scene, figure, point, frame, style)
    scene.height = _draw_axes(scene, figure, frame, style)
    if beside:
        left = style.width * (1 - _KEY_WIDTH) + style.text
        lowest = draw_numbers(scene, figure, SHAPES, (left, style.width, top), style)
        scene.height = max(scene.height, lowest)
    elif named is None:
        scene.height = draw_numbers(scene, figure, SHAPES, (0.0, style.width, scene.height + style.small), style)
    return scene


def _draw_head(scene: Scene, figure: Matrix, style: ChartStyle) -> float:
    """What the vertical axis measures, with an arrow to more of it, and the dimensions behind it or above it. Returns
    where they end."""
    title, size, pitch = f"↑ {figure.importance.title}", style.small, style.line_height * 1.1
    left = width(title, size) + size * 3
    if left + families_width(figure, style) <= style.width:
        scene.add(Words(0, middle(pitch / 2, size), title, size, GREY))
        return draw_families(scene, figure, SHAPES, left, style)
    top = draw_families(scene, figure, SHAPES, 0.0, style) + pitch * 0.3
    for line in wrap(title, style.width, size, lines=2):
        scene.add(Words(0, middle(top + pitch * 0.5, size), line, size, GREY))
        top += style.line_height
    return top


def _radius(style: ChartStyle) -> float:
    return style.text * 0.36


def _frame(figure: Matrix, top: float, style: ChartStyle) -> _Frame:
    """As high as the room, or nearly square on a screen; the values of the borders stand outside the plot."""
    ticks = max((width(text, style.small) for _, text in figure.importance.ticks), default=0.0)
    left = ticks + style.small * 0.7
    # A phone has no room right of the plot for the value of the border.
    beside = 0.0 if style.narrow else width(figure.borders[1][1], style.small, 600) + style.small * 0.7
    right = style.width - beside - 1.0
    top += style.small * 1.9  # the value of the border
    below = style.small * 3.8
    square = (right - left) * (1.15 if style.narrow else 0.74)
    high = style.height - top - below if style.height else square
    return _Frame(left, right, top, top + max(_LEAST_PLOT, high), style.text * _STRIP)


def _field(figure: Matrix, frame: _Frame, style: ChartStyle) -> tuple[Field, list[Words]]:
    """Where names may stand, and the names of the parts in its corners."""
    close = frame.right - frame.left < style.text * _CLOSE
    size, pad = (style.small, style.small * 0.3) if close else (style.text, style.text * 0.7)
    weight: Weight = 400 if close else 600
    top, bottom = frame.top + size * 1.35, frame.bottom - size * 0.6
    sides: tuple[tuple[float, Anchor], ...] = ((frame.left + pad, "start"), (frame.right - pad, "end"))
    places = [(x, y, anchor) for y in (top, bottom) for x, anchor in sides]
    words = [
        Words(x, y, text, size, GREY, weight, anchor)
        for text, (x, y, anchor) in zip(figure.corners, places, strict=True)
    ]
    cross = frame.point(figure, figure.borders[0][0], figure.borders[1][0])
    lines = (((cross[0], frame.top), (cross[0], frame.bottom)), ((frame.left, cross[1]), (frame.right, cross[1])))
    plot = Bounds(frame.left + _INSIDE, frame.top + _INSIDE, frame.right - _INSIDE, frame.bottom - _INSIDE)
    fixed = tuple(_roomy(one.bounds, 2.0) for one in words)
    if style.narrow:
        value = Words(
            frame.right - style.small * 0.3, cross[1] - style.small * 0.35, figure.borders[1][1], style.small, INK
        )
        fixed += (_roomy(replace(value, anchor="end", weight=600).bounds, 1.0),)
    traces = tuple(trace for point in figure.points if (trace := _trace(figure, point, frame)) is not None)
    return Field(plot, _radius(style) + 0.8, fixed, lines, traces), words


def _roomy(box: Bounds, by: float) -> Bounds:
    return Bounds(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _named(figure: Matrix, frame: _Frame, style: ChartStyle) -> tuple[list[Ways], Placed] | None:
    """Names beside the points; none on a phone, where there is no room for them."""
    if style.narrow:
        return None
    texts = [_ways(point, style) for point in figure.points]
    names, field = _names(figure, texts, frame, style), _field(figure, frame, style)[0]
    placed = place(names, field)
    if placed.clashes:
        # Where room is scarce names may cover the way from last wave's place.
        placed = place(names, replace(field, slants=()))
    if placed.clashes:
        placed = place(names, replace(field, slants=(), parting=_LOOSE))
    return None if placed.clashes else (texts, placed)


def _numbered(figure: Matrix, frame: _Frame, style: ChartStyle) -> tuple[list[Ways], Placed]:
    """Numbers beside the points."""
    texts: list[Ways] = [((str(i),),) for i in range(1, len(figure.points) + 1)]
    return texts, place(_names(figure, texts, frame, style), _field(figure, frame, style)[0])


def _ways(point: MatrixPoint, style: ChartStyle) -> Ways:
    """A name on one line, and on two where it has several words."""
    whole = (point.label,)
    room = width(point.label, style.small, _weight(point)) * 0.62
    two = wrap(point.label, room, style.small, _weight(point), lines=2)
    return (whole, two) if len(two) == 2 and "".join(two).replace(" ", "") == point.label.replace(" ", "") else (whole,)


def _weight(point: MatrixPoint) -> Weight:
    """What needs work is read first."""
    return 600 if point.corner == 0 else 400


def _names(figure: Matrix, texts: list[Ways], frame: _Frame, style: ChartStyle) -> tuple[Name, ...]:
    size, made = style.small, []
    for point, ways in zip(figure.points, texts, strict=True):
        at = frame.point(figure, point.rating.value or 0.0, point.importance.value or 0.0)
        shapes = tuple(
            (max(width(line, size, _weight(point)) for line in way) + 2, len(way) * size * 1.14 + 0.5) for way in ways
        )
        ring = _radius(style) * (RING - 1) if point.unsure else 0.0
        made.append(Name((round(at[0], 3), round(at[1], 3)), shapes, ring))
    return tuple(made)


def _draw_ground(scene: Scene, figure: Matrix, frame: _Frame, style: ChartStyle) -> None:
    """A tint under what needs work, the edges, and the values of the borders."""
    x, y = frame.point(figure, figure.borders[0][0], figure.borders[1][0])
    scene.add(Box(frame.left, frame.top, x - frame.left, y - frame.top, style.theme.pale))
    scene.add(Box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, "none", RULE, 0.75))
    size, (rating, importance) = style.small, figure.borders
    scene.add(Words(x, frame.top - size * 0.5, rating[1], size, INK, 600, "middle"))
    if style.narrow:
        scene.add(Words(frame.right - size * 0.3, y - size * 0.35, importance[1], size, INK, 600, "end"))
    else:
        scene.add(Words(frame.right + size * 0.5, middle(y, size), importance[1], size, INK, 600))


def _draw_borders(scene: Scene, figure: Matrix, frame: _Frame) -> None:
    """Between the parts: above the ground of names, which may not break them."""
    x, y = frame.point(figure, figure.borders[0][0], figure.borders[1][0])
    scene.add(
        Line(((x, frame.top), (x, frame.bottom)), GREY, 0.8), Line(((frame.left, y), (frame.right, y)), GREY, 0.8)
    )


def _draw_corner(scene: Scene, words: Words, ground: str) -> None:
    """The name of a part, on ground that hides a border behind it."""
    box = words.bounds
    scene.add(Box(box.left, box.top, box.right - box.left, box.bottom - box.top, ground), words)


def _trace(figure: Matrix, point: MatrixPoint, frame: _Frame) -> tuple[Point, Point] | None:
    if point.earlier is None:
        return None
    start = frame.point(figure, *point.earlier)
    end = frame.point(figure, point.rating.value or 0.0, point.importance.value or 0.0)
    far = (start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2 >= _LEAST_MOVE**2
    return (start, end) if far else None


def _draw_trace(scene: Scene, figure: Matrix, point: MatrixPoint, frame: _Frame) -> None:
    """From last wave's place to this one, where that is far enough to be seen."""
    trace = _trace(figure, point, frame)
    if trace is not None:
        start, end = trace
        scene.add(Line((start, end), TRACE, TRACE_WIDTH), Dot(*start, TRACE_END, WHITE, TRACE, 1.2))


def _draw_point(scene: Scene, figure: Matrix, point: MatrixPoint, frame: _Frame, style: ChartStyle) -> None:
    look = figure.families[point.family][1]
    colour, shape = DIMENSIONS[look % len(DIMENSIONS)], SHAPES[look % len(SHAPES)]
    at = frame.point(figure, point.rating.value or 0.0, point.importance.value or 0.0)
    hollow = point.seldom or point.importance.small or point.rating.small
    if point.unsure:
        scene.add(Dot(*at, _radius(style) * RING, WHITE, SOFT, 0.9))
    scene.add(Dot(*at, _radius(style), WHITE if hollow else colour, colour, 1.4, shape, point.importance.evidence))


def _draw_patches(scene: Scene, figure: Matrix, placed: Placed, frame: _Frame, style: ChartStyle) -> None:
    """Ground under the names that lie over the way of a point."""
    cross = frame.point(figure, figure.borders[0][0], figure.borders[1][0])
    traces = [trace for point in figure.points if (trace := _trace(figure, point, frame)) is not None]
    for box in (spot.box for spot in placed.spots):
        if any(box.meets_line(*trace) for trace in traces):
            _draw_patch(scene, box, cross, style.theme.pale)


def _draw_patch(scene: Scene, box: Bounds, cross: Point, pale: str) -> None:
    """Ground of the colour that is there already: a name that runs over a border stands on both colours."""
    top, bottom = box.top + 0.5, box.bottom - 0.5
    right, low = min(box.right, cross[0]), min(bottom, cross[1])
    tinted = right > box.left and low > top
    if not tinted or (right, low) != (box.right, bottom):
        scene.add(Box(box.left, top, box.right - box.left, bottom - top, WHITE))
    if tinted:
        scene.add(Box(box.left, top, right - box.left, low - top, pale))


def _draw_names(
    scene: Scene, figure: Matrix, lettering: tuple[list[Ways], Placed], frame: _Frame, style: ChartStyle
) -> None:
    """Names, with a leader line to points further away: dark and thin, where the ways of points are pale and broad."""
    texts, placed = lettering
    ats = [frame.point(figure, one.rating.value or 0.0, one.importance.value or 0.0) for one in figure.points]
    for at, spot in zip(ats, placed.spots, strict=True):
        if spot.far:
            scene.add(Line((at, nearest(spot.box, at)), INK, 0.5))
    for point, ways, spot, at in zip(figure.points, texts, placed.spots, ats, strict=True):
        _draw_name(scene, point, ways[spot.shape], spot.box, at, style)


def _draw_name(
    scene: Scene, point: MatrixPoint, lines: tuple[str, ...], box: Bounds, at: Point, style: ChartStyle
) -> None:
    """The lines of a name, against the side where its point is."""
    size, step = style.small, style.small * 1.14
    anchor: Anchor = "start" if box.left >= at[0] else "end" if box.right <= at[0] else "middle"
    x = {"start": box.left + 1, "end": box.right - 1, "middle": (box.left + box.right) / 2}[anchor]
    top = (box.top + box.bottom) / 2 - (len(lines) - 1) * step / 2
    for i, line in enumerate(lines):
        scene.add(Words(x, middle(top + i * step, size), line, size, INK, _weight(point), anchor))


def _draw_axes(scene: Scene, figure: Matrix, frame: _Frame, style: ChartStyle) -> float:
    """Ticks, and what the horizontal axis measures with an arrow to more of it. Returns where they end."""
    size = style.small
    for value, text in figure.importance.ticks:
        _, y = frame.point(figure, figure.rating.low, value)
        scene.add(Line(((frame.left - 3, y), (frame.left, y)), SOFT, 0.75))
        scene.add(Words(frame.left - size * 0.55, middle(y, size), text, size, GREY, anchor="end"))
    for value, text in figure.rating.ticks:
        x = position(value, figure.rating, frame.left, frame.right)
        scene.add(Line(((x, frame.bottom), (x, frame.bottom + 3)), SOFT, 0.75))
        inside = min(x, style.width - width(text, size) / 2)
        scene.add(Words(inside, frame.bottom + size * 1.5, text, size, GREY, anchor="middle"))
    title = f"{figure.rating.title} →"
    left = start_within(title, frame.right - width(title, size), style.width, size)
    scene.add(Words(left, frame.bottom + size * 3.1, title, size, GREY))
    return frame.bottom + size * 3.6
