"""Where things stand in an improvement matrix: the plot, its parts, points, and the ways they came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from peil.rendering.charts.marks import position
from peil.rendering.charts.scene import Anchor, Bounds, Point, Words
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width
from peil.rendering.theme import GREY, INK
from peil.report.model import Matrix, MatrixPoint

_LEAST_MOVE = 7.0  # pixels: a shorter way from last wave's place is no movement to be seen
_LEAST_PLOT = 150.0
_CLOSE = 34  # a plot narrower than this, in sizes of text, has lighter names of its parts
_STRIP = 1.5  # as a part of the size of text
_INSIDE, _BESIDE = 3.0, 1.5  # names keep these distances from the edge of the plot and from the borders


@dataclass(frozen=True)
class Frame:
    """The sides of the plot; `strip`: above and below the points, where the names of the parts stand."""

    figure: Matrix
    left: float
    right: float
    top: float
    bottom: float
    strip: float

    @cached_property
    def cross(self) -> Point:
        """Where the borders meet."""
        return self.point(self.figure.borders[0][0], self.figure.borders[1][0])

    def point(self, rating: float, importance: float) -> Point:
        """Where a rating and an importance stand."""
        x = position(rating, self.figure.rating, self.left, self.right)
        return x, position(importance, self.figure.importance, self.bottom - self.strip, self.top + self.strip)

    def place(self, point: MatrixPoint) -> Point:
        """Where an aspect stands."""
        return self.point(point.rating.value or 0.0, point.importance.value or 0.0)

    def part(self, corner: int) -> Bounds:
        """The room for the names of a part: a name on the other side of a border would say something untrue."""
        x, y = self.cross
        across = (self.left + _INSIDE, x - _BESIDE) if corner in {0, 2} else (x + _BESIDE, self.right - _INSIDE)
        down = (self.top + _INSIDE, y - _BESIDE) if corner in {0, 1} else (y + _BESIDE, self.bottom - _INSIDE)
        return Bounds(across[0], down[0], across[1], down[1])

    def way(self, point: MatrixPoint) -> tuple[Point, Point] | None:
        """From last wave's place to this one, where that is far enough to be seen."""
        if point.earlier is None:
            return None
        start, end = self.point(*point.earlier), self.place(point)
        far = (start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2 >= _LEAST_MOVE**2
        return (start, end) if far else None

    @cached_property
    def ways(self) -> tuple[tuple[Point, Point], ...]:
        """Those of all aspects."""
        return tuple(way for point in self.figure.points if (way := self.way(point)) is not None)


def frame_of(figure: Matrix, top: float, right: float, shape: float, style: ChartStyle) -> Frame:
    """The plot under `top`, left of `right`, as high as the room or, where that is free, `shape` times as high as it is
    wide; the values of the borders stand outside it."""
    ticks = max((width(text, style.small) for _, text in figure.importance.ticks), default=0.0)
    left = ticks + style.small * 0.7
    # A phone has no room right of the plot for the value of the border.
    beside = 0.0 if style.narrow else width(figure.borders[1][1], style.small, 600) + style.small * 0.7
    right -= beside + 1.0
    top += style.small * 1.9  # the value of the border
    below = style.small * 3.8
    high = style.height - top - below if style.height else (right - left) * shape
    return Frame(figure, left, right, top, top + max(_LEAST_PLOT, high), style.text * _STRIP)


def radius(style: ChartStyle) -> float:
    """Of points."""
    return style.text * (0.3 if style.narrow else 0.34)


def part_names(frame: Frame, style: ChartStyle) -> list[Words]:
    """The names of the parts, in the corners."""
    close = frame.right - frame.left < style.text * _CLOSE
    size, pad = (style.small, style.small * 0.3) if close else (style.text, style.text * 0.7)
    weight: Weight = 400 if close else 600
    top, bottom = frame.top + size * 1.35, frame.bottom - size * 0.6
    sides: tuple[tuple[float, Anchor], ...] = ((frame.left + pad, "start"), (frame.right - pad, "end"))
    places = [(x, y, anchor) for y in (top, bottom) for x, anchor in sides]
    texts = zip(frame.figure.corners, places, strict=True)
    return [Words(x, y, text, size, GREY, weight, anchor) for text, (x, y, anchor) in texts]


def border_ends(frame: Frame, style: ChartStyle) -> tuple[float, float]:
    """Where the border between ratings begins and ends: it leaves out a strip in which it would cross a name."""
    crossed = [words.bounds.left < frame.cross[0] < words.bounds.right for words in part_names(frame, style)]
    top = frame.top + (frame.strip if any(crossed[:2]) else 0.0)
    return top, frame.bottom - (frame.strip if any(crossed[2:]) else 0.0)


def border_values(frame: Frame, style: ChartStyle) -> tuple[Words, Words]:
    """What is printed at the borders: above the plot, and right of it, on a phone inside."""
    (x, y), size = frame.cross, style.small
    rating, importance = (text for _, text in frame.figure.borders)
    level = (
        Words(frame.right - size * 0.3, y - size * 0.35, importance, size, INK, 600, "end")
        if style.narrow
        else Words(frame.right + size * 0.5, y + size * 0.36, importance, size, INK, 600)
    )
    return Words(x, frame.top - size * 0.5, rating, size, INK, 600, "middle"), level
