"""The improvement matrix: rating to the right, importance upwards, in four parts; every point with its name beside it,
or with a number, and the names in a key right of the plot or, on a phone, below it."""

from __future__ import annotations

from dataclasses import replace

from peil.rendering.charts.marks import position
from peil.rendering.charts.matrixframe import Frame, border_ends, border_values, frame_of, part_names, radius
from peil.rendering.charts.matrixkey import (
    RING,
    TRACE,
    TRACE_END,
    TRACE_WIDTH,
    KeyRoom,
    draw_families,
    draw_numbers,
)
from peil.rendering.charts.matrixnames import Lettering, draw_lines, draw_names, draw_patches, names, numbers
from peil.rendering.charts.scene import Box, Dot, Line, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import start_within, width, wrap
from peil.rendering.theme import DIMENSIONS, GREY, RULE, SOFT, WHITE
from peil.report.model import Matrix, MatrixPoint

SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_BESIDE = (0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46)  # of the figure, for a key right of the plot
_BROKEN = 2  # names of the key on two lines, for which it gets no wider
_WIDE, _SQUARE, _HIGH = 0.74, 1.0, (1.2, 1.6, 2.0)  # the height of a plot as a part of its width, where that is free
_ROOM_BESIDE = 50  # sizes of text: a figure narrower than this has its key below it, however low the room


def draw_matrix(figure: Matrix, style: ChartStyle) -> Scene:
    """The whole figure."""
    scene = Scene(style.width)
    top = _draw_head(scene, figure, style)
    frame = frame_of(figure, top, style.width, _HIGH[0] if style.narrow else _WIDE, style)
    named = names(frame, style)
    if named is not None:
        scene.height = _draw_plot(scene, named, frame, style)
    elif style.width < style.text * _ROOM_BESIDE:
        free = replace(style, height=0)
        frame, lettering = numbers((frame_of(figure, top, style.width, high, free) for high in _HIGH), style)
        bottom = _draw_plot(scene, lettering, frame, style) + style.small
        scene.height, _ = draw_numbers(scene, figure, SHAPES, KeyRoom(0.0, style.width, bottom, two=True), style)
    else:
        frame, key = _beside_key(figure, top, style)
        frame, lettering = numbers([frame], style)
        bottom = _draw_plot(scene, lettering, frame, style)
        scene.height = max(bottom, draw_numbers(scene, figure, SHAPES, key, style)[0])
    return scene


def _beside_key(figure: Matrix, top: float, style: ChartStyle) -> tuple[Frame, KeyRoom]:
    """The plot that leaves a key room, and that room: the narrowest with few names on two lines, and not higher than
    the plot."""
    made: list[tuple[float, int, Frame, KeyRoom]] = []
    for part in _BESIDE:
        frame = frame_of(figure, top, style.width * (1 - part), _SQUARE, style)
        end = frame.bottom + style.small * 3.6
        left = style.width * (1 - part) + style.text
        key = KeyRoom(left, style.width, 0.0, two=style.height > 0, high=end - top)
        high, broken = draw_numbers(Scene(style.width), figure, SHAPES, key, style)
        # Level with the plot, or as much higher as it must.
        key = replace(key, top=max(top, min(frame.top, end - high)))
        made.append((max(0.0, key.top + high - end), max(broken, _BROKEN), frame, key))
        if made[-1][:2] == (0.0, _BROKEN):
            break
    _, _, frame, key = min(made, key=lambda one: one[:2])
    return frame, key


def _draw_plot(scene: Scene, lettering: Lettering, frame: Frame, style: ChartStyle) -> float:
    """All but the head and the key, from what lies below to what lies on top. Returns where it ends."""
    figure = frame.figure
    _draw_ground(scene, frame, style)
    for point in figure.points:
        _draw_trace(scene, point, frame)
    draw_patches(scene, lettering, frame, style)
    _draw_borders(scene, frame, style)
    tinted = border_ends(frame, style)[0] == frame.top
    for corner, words in enumerate(part_names(frame, style)):
        _draw_corner(scene, words, style.theme.pale if corner == 0 and tinted else WHITE)
    for point in figure.points:
        if point.unsure:
            scene.add(Dot(*frame.place(point), radius(style) * RING, WHITE, SOFT, 0.9))
    for point in figure.points:
        _draw_point(scene, point, frame, style)
    draw_lines(scene, figure, lettering, frame)
    draw_names(scene, figure, lettering, frame, style)
    return _draw_axes(scene, frame, style)


def _draw_head(scene: Scene, figure: Matrix, style: ChartStyle) -> float:
    """The dimensions, and what the vertical axis measures, with an arrow to more of it: level with the value of the
    border, or above it where that is in the way. Returns where they end."""
    title, size, pitch = f"↑ {figure.importance.title}", style.small, style.line_height * 1.1
    top = draw_families(scene, figure, SHAPES, style)
    narrowest = style.width * (1 - (0.0 if style.width < style.text * _ROOM_BESIDE else _BESIDE[-1]))
    value = border_values(frame_of(figure, top, narrowest, _WIDE, style), style)[0].bounds
    if width(title, size) + size < value.left:
        scene.add(Words(0, top + size * 1.4, title, size, GREY))
        return top
    top += pitch * 0.3
    for line in wrap(title, style.width, size, lines=2):
        scene.add(Words(0, middle(top + pitch * 0.5, size), line, size, GREY))
        top += style.line_height
    return top


def _draw_ground(scene: Scene, frame: Frame, style: ChartStyle) -> None:
    """A tint under what needs work, the edges, and the values of the borders."""
    (x, y), top = frame.cross, border_ends(frame, style)[0]
    scene.add(Box(frame.left, top, x - frame.left, y - top, style.theme.pale))
    scene.add(Box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, "none", RULE, 0.75))
    scene.add(*border_values(frame, style))


def _draw_borders(scene: Scene, frame: Frame, style: ChartStyle) -> None:
    """Between the parts."""
    (x, y), (top, bottom) = frame.cross, border_ends(frame, style)
    scene.add(Line(((x, top), (x, bottom)), GREY, 0.8), Line(((frame.left, y), (frame.right, y)), GREY, 0.8))


def _draw_corner(scene: Scene, words: Words, ground: str) -> None:
    """The name of a part, on ground that hides a border behind it."""
    box = words.bounds
    scene.add(Box(box.left, box.top, box.right - box.left, box.bottom - box.top, ground), words)


def _draw_trace(scene: Scene, point: MatrixPoint, frame: Frame) -> None:
    """From last wave's place to this one."""
    way = frame.way(point)
    if way is not None:
        scene.add(Line(way, TRACE, TRACE_WIDTH), Dot(*way[0], TRACE_END, WHITE, TRACE, 1.2))


def _draw_point(scene: Scene, point: MatrixPoint, frame: Frame, style: ChartStyle) -> None:
    """A mark with a white edge, so that those that lie over each other can be told apart."""
    look = frame.figure.families[point.family][1]
    colour, shape = DIMENSIONS[look % len(DIMENSIONS)], SHAPES[look % len(SHAPES)]
    at, size = frame.place(point), radius(style)
    hollow = point.seldom or point.importance.small or point.rating.small
    scene.add(Dot(*at, size + 1.2, WHITE, WHITE, 0.0, shape))
    scene.add(Dot(*at, size, WHITE if hollow else colour, colour, 1.4, shape, point.importance.evidence))


def _draw_axes(scene: Scene, frame: Frame, style: ChartStyle) -> float:
    """Ticks, and what the horizontal axis measures with an arrow to more of it. Returns where they end."""
    size, figure = style.small, frame.figure
    for value, text in figure.importance.ticks:
        _, y = frame.point(figure.rating.low, value)
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
