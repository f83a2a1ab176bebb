"""What is placed, where it may stand, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from peil.rendering.charts.scene import Bounds, Point


@dataclass(frozen=True)
class Name:
    """A name to place: its point, the ways to break it, each with its width and height, where it may stand, and how far
    a ring around its point reaches beyond the radius of points."""

    at: Point
    shapes: tuple[tuple[float, float], ...]
    within: Bounds
    ring: float = 0.0


@dataclass(frozen=True)
class Field:
    """What names keep off: points of this radius, `fixed` boxes, and, where it costs nothing more, `slants`: lines in
    any direction, of which one that ends in a point is that point's own. `reach`: the longest line to a name."""

    radius: float
    fixed: tuple[Bounds, ...] = ()
    slants: tuple[tuple[Point, Point], ...] = ()
    reach: float = 60.0


@dataclass(frozen=True)
class Spot:
    """Where a name stands: its box, which way it is broken, and whether it needs a line to its point."""

    box: Bounds
    shape: int
    far: bool


@dataclass(frozen=True)
class Placed:
    """The spot of each name, and how many of them still lie where they should not: over a name, a point or something
    fixed, outside their part, or with a line over a name, a point or another line."""

    spots: tuple[Spot, ...]
    clashes: int


def nearest(box: Bounds, at: Point) -> Point:
    """The place on a box that is nearest to a point: there its line ends."""
    return max(box.left, min(at[0], box.right)), max(box.top, min(at[1], box.bottom))
