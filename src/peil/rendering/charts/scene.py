"""A drawing: shapes and words at their places, in pixels from the top left. What a figure becomes before it is SVG."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from peil.rendering.charts.text import Weight, width

Shape = Literal["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
CAP_HEIGHT = 0.727  # of our font, as a part of its size: puts words in the middle of a row


@dataclass(frozen=True)
class Line:
    """A line through points; `dash` alternates drawn and open lengths."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """A rectangle. `evidence` is the id of the estimate that it shows."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    line: float = 0.0
    evidence: str = ""


@dataclass(frozen=True)
class Dot:
    """A marker around a point; `size` is half its width."""

    x: float
    y: float
    size: float
    fill: str
    stroke: str
    line: float = 1.5
    shape: Shape = "circle"
    evidence: str = ""


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: Weight = 400
    anchor: Anchor = "start"
    evidence: str = ""

    @property
    def bounds(self) -> Bounds:
        """The room that the words take."""
        wide = width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Bounds(left, self.y - 0.76 * self.size, left + wide, self.y + 0.2 * self.size)


@dataclass(frozen=True)
class Bounds:
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Bounds) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def meets_line(self, start: Point, end: Point) -> bool:
        """Whether a straight line runs through it (Liang and Barsky's clipping)."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        enter, leave = 0.0, 1.0
        sides = (
            (-dx, start[0] - self.left),
            (dx, self.right - start[0]),
            (-dy, start[1] - self.top),
            (dy, self.bottom - start[1]),
        )
        for towards, room in sides:
            if towards == 0:
                if room < 0:
                    return False
            elif towards < 0:
                enter = max(enter, room / towards)
            else:
                leave = min(leave, room / towards)
        return enter <= leave


Item = Line | Box | Dot | Words


@dataclass
class Scene:
    """Items in the order in which they are drawn. Grows while a figure is laid out; `height` is known at the end."""

    width: float
    height: float = 0.0
    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Draw on top of what is there."""
        self.items.extend(items)


def middle(y: float, size: float) -> float:
    """The baseline that puts words of this size in the middle of `y`."""
    return y + size * CAP_HEIGHT / 2
