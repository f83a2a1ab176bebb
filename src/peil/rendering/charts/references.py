"""Figures from outside the data: thin dashed lines, and a key that says what they are."""

from __future__ import annotations

from collections.abc import Sequence

from peil.rendering.charts.labels import spread
from peil.rendering.charts.marks import position
from peil.rendering.charts.scene import Line, Point, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width, wrap
from peil.rendering.theme import GREY
from peil.report.model import Axis, Reference

DASH = (5.0, 3.0)
_SAMPLE = 2.2  # of the size of text: the piece of line that stands before its name in a key


def dashed(scene: Scene, *points: Point) -> None:
    """A line from outside the data."""
    scene.add(Line(tuple(points), GREY, 1.0, DASH))


def sample(style: ChartStyle) -> float:
    """Pixels of a piece of line before its name."""
    return style.small * _SAMPLE


def key_of(scene: Scene, references: Sequence[Reference], top: float, style: ChartStyle) -> float:
    """A row for every line, from `top` down: a piece of it, its figure and what it is. Returns where they end."""
    size, y = style.small, top
    before = sample(style) + size * 0.6
    value = max((width(f"{one.text}  ", size, 600) for one in references), default=0.0)
    for one in references:
        lines = wrap(one.label, style.width - before - value, size, 400, lines=3)
        first = y + style.line_height / 2
        dashed(scene, (0.0, first), (sample(style), first))
        scene.add(Words(before, middle(first, size), one.text, size, GREY, 600, evidence=one.evidence))
        for i, line in enumerate(lines):
            scene.add(Words(before + value, middle(first + i * style.line_height, size), line, size, GREY))
        y += len(lines) * style.line_height
    return y + (style.small * 0.5 if references else 0.0)


def key_height(references: Sequence[Reference], style: ChartStyle) -> float:
    """Pixels that the key takes."""
    return key_of(Scene(style.width), references, 0.0, style)


def uprights(
    scene: Scene, references: Sequence[Reference], axis: Axis, plot: tuple[float, float], spans: Sequence[Point]
) -> None:
    """A dashed line at each figure, in the pieces from top to bottom that `spans` gives."""
    for one in references:
        x = position(one.value, axis, *plot)
        for top, bottom in spans:
            dashed(scene, (x, top), (x, bottom))


def values_above(
    scene: Scene, references: Sequence[Reference], axis: Axis, plot: tuple[float, float], y: float, style: ChartStyle
) -> None:
    """The figures over their lines, pushed apart where they would touch."""
    size = style.small
    wanted = [position(one.value, axis, *plot) for one in references]
    wide = [width(one.text, size) + size * 0.5 for one in references]
    for one, x in zip(references, spread(wanted, wide, plot[0] - size, plot[1] + size), strict=True):
        scene.add(Words(x, middle(y, size), one.text, size, GREY, anchor="middle", evidence=one.evidence))
