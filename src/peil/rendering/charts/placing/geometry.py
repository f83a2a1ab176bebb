"""Boxes, points and straight lines as arrays: who touches whom.

Boxes are (N, 4): left, top, right, bottom; points (N, 2); lines (N, 4): from x, y to x, y. What two of them have to do
with each other is a table, a row for each of the first and a column for each of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from peil.rendering.charts.scene import Bounds, Point

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]


def sides(boxes: Iterable[Bounds]) -> Array:
    """Boxes as an array."""
    return np.array([[box.left, box.top, box.right, box.bottom] for box in boxes]).reshape(-1, 4)


def overlapping(boxes: Array, others: Array) -> Truths:
    """By pair of boxes: do they share any room?"""
    left, top, right, bottom = (boxes[:, i, None] for i in range(4))
    found: Truths = left < others[:, 2]
    for one in (others[:, 0] < right, top < others[:, 3], others[:, 1] < bottom):
        found &= one
    return found


def gaps(boxes: Array, points: Array, below: float = 1.0) -> Array:
    """By box and point: how far are they apart? Up and down counts `below` times."""
    x = np.clip(points[:, 0], boxes[:, 0, None], boxes[:, 2, None]) - points[:, 0]
    y = np.clip(points[:, 1], boxes[:, 1, None], boxes[:, 3, None]) - points[:, 1]
    made: Array = np.hypot(x, y * below)
    return made


def leaders(starts: Array, boxes: Array) -> Array:
    """By point and its box: the shortest line between them."""
    return np.concatenate([starts, np.clip(starts, boxes[:, :2], boxes[:, 2:])], axis=1)


def through(lines: Array, boxes: Array) -> Truths:
    """By line and box: does the line run through the box? They are apart where a level line, an upright one or one
    along the line itself passes between them."""
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    reach = np.abs(lines[:, 2:] - lines[:, :2])[:, None, :] / 2
    off_x, off_y = (
        (lines[:, axis, None] + lines[:, axis + 2, None]) / 2 - (boxes[:, axis] + boxes[:, axis + 2]) / 2
        for axis in (0, 1)
    )
    found: Truths = np.abs(off_x) < half[:, 0] + reach[:, :, 0]
    found &= np.abs(off_y) < half[:, 1] + reach[:, :, 1]
    way = (lines[:, 2:] - lines[:, :2])[:, None, :] / 2
    found &= np.abs(way[:, :, 0] * off_y - way[:, :, 1] * off_x) <= (
        half[:, 1] * reach[:, :, 0] + half[:, 0] * reach[:, :, 1]
    )
    return found


def covering(boxes: Iterable[Bounds], ways: Sequence[tuple[Point, Point]]) -> list[bool]:
    """By box: does one of the lines run through it?"""
    table = through(np.array(ways).reshape(-1, 4), sides(boxes))
    return [bool(column.any()) for column in table.T]


def crossing(lines: Array, others: Array) -> Truths:
    """By pair of lines: do they cross? Each has the ends of the other on either side."""
    found: Truths = _between(lines, others) & _between(others, lines).T
    return found


def _between(lines: Array, others: Array) -> Truths:
    """By line and other line: do the ends of the other lie on either side of the line?"""
    way = lines[:, 2:] - lines[:, :2]
    start, end = (
        way[:, 0, None] * (others[:, at + 1] - lines[:, 1, None])
        - way[:, 1, None] * (others[:, at] - lines[:, 0, None])
        for at in (0, 2)
    )
    made: Truths = start * end < 0
    return made


def passing(lines: Array, points: Array) -> Array:
    """By line and point: how near does the line come to the point? Infinite where the line goes away from it: a line
    that begins in the point's own disc does not lead over it."""
    way_x, way_y = (lines[:, axis + 2, None] - lines[:, axis, None] for axis in (0, 1))
    off_x, off_y = (points[:, axis] - lines[:, axis, None] for axis in (0, 1))
    square = np.maximum(way_x**2 + way_y**2, 1e-9)
    along = (off_x * way_x + off_y * way_y) / square
    on = np.clip(along, 0.0, 1.0)
    near = np.hypot(off_x - on * way_x, off_y - on * way_y)
    # Two points that lie over each other are told apart by where their lines go.
    made: Array = np.where(along * np.sqrt(square) > 1.0, near, np.inf)
    return made
