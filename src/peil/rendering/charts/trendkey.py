"""The key of a trend on a phone: the names of the lines above the plot, where beside it they would leave it no room."""

from __future__ import annotations

from dataclasses import dataclass

from peil.rendering.charts.references import dashed
from peil.rendering.charts.scene import Dot, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width, wrap

MOST_BESIDE = 0.2  # of the width of a phone: names that are wider stand in a key
_MARKER = 1.3  # room for the marker before a name, as a part of the size of text
_APART = 1.4  # between two names


@dataclass(frozen=True)
class Entry:
    """One line of the trend: its name, and how it is drawn; `outside` the data it is a dashed one."""

    label: str
    colour: str
    shape: Shape
    weight: Weight
    outside: bool = False


def needs_key(labels: list[tuple[str, Weight]], style: ChartStyle) -> bool:
    """Whether the names are too wide to stand beside a plot on a phone."""
    widest = max((width(text, style.small, weight) for text, weight in labels), default=0.0)
    return style.narrow and len(labels) > 1 and widest > style.width * MOST_BESIDE


def key_height(labels: list[tuple[str, Weight]], style: ChartStyle) -> float:
    """Pixels that the key takes above the plot."""
    rows = max(row + len(lines) for row, _, lines in _places(labels, style))
    return rows * _pitch(style) + style.small * 0.8


def draw_key(scene: Scene, entries: list[Entry], style: ChartStyle) -> None:
    """The names with their markers, in rows from the top."""
    size = style.small
    places = _places([(entry.label, entry.weight) for entry in entries], style)
    for entry, (row, x, lines) in zip(entries, places, strict=True):
        first = (row + 0.5) * _pitch(style)
        if entry.outside:
            dashed(scene, (x, first), (x + size * 1.0, first))
        else:
            scene.add(Dot(x + size * 0.4, first, size * 0.3, entry.colour, entry.colour, 0.0, entry.shape))
        for i, line in enumerate(lines):
            y = middle(first + i * _pitch(style), size)
            scene.add(Words(x + size * _MARKER, y, line, size, entry.colour, entry.weight))


def _places(labels: list[tuple[str, Weight]], style: ChartStyle) -> list[tuple[int, float, tuple[str, ...]]]:
    """The row, the left side and the lines of each name; a name that takes several lines has its rows to itself."""
    row, x, made = 0, 0.0, []
    for text, weight in labels:
        before = style.small * _MARKER
        lines = wrap(text, style.width - before, style.small, weight, lines=3)
        wide = before + max(width(line, style.small, weight) for line in lines)
        if x and (x + wide > style.width or len(lines) > 1):
            row, x = row + 1, 0.0
        made.append((row, x, lines))
        x += wide + style.small * _APART
        if len(lines) > 1:
            row, x = row + len(lines), 0.0
    return made


def _pitch(style: ChartStyle) -> float:
    return style.line_height * 1.1
