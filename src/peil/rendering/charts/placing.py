"""Names beside points without overlap: each may stand at many spots around its point; those are taken that clash least.

candidates   spots around a point, in rings, in one or two lines; far ones have a leader line
static cost  distance, direction, what a reader would take for its point, names of the parts, border lines
pair cost    two names over each other, a leader line through a name, two leader lines across each other
search       from several orders, every name in turn to its cheapest spot until none moves; the best of all
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import gcd, pi

import numpy as np
from numpy.typing import NDArray

from peil.rendering.charts.scene import Bounds, Point

_RINGS = (1.5, 6.0, 12.0, 20.0, 30.0, 42.0, 56.0, 74.0, 96.0, 120.0)  # from the edge of the point to the name
_DIRECTIONS = 16
_LEADER_FROM = 8.0  # a name further away gets a line to its point
_KEPT = 56  # candidates per name
_SWEEPS = 25
_ORDERS = 10
_KICKS = 150
_OVER_POINT, _OVER_FIXED, _OVER_NAME, _THROUGH_NAME = 120.0, 300.0, 160.0, 60.0
# A name in another part than its point says something untrue: worse than the longest leader line.
_OVER_LINE, _OTHER_PART, _BESIDE_LINE = 60.0, 70.0, 1.5
# As untrue: a name that reads as that of another point. `_DOUBT`: how much nearer its own must be, in pixels.
_NEARER, _NEAR_ANOTHER, _DOUBT, _BELOW = 40.0, 8.0, 9.0, 1.6
_TWO_LINES, _PER_PIXEL, _PER_FAR_PIXEL, _CROSSING = 2.5, 0.45, 0.4, 15.0
_OVER_OTHERS, _OVER_OWN, _BESIDE_SLANT = 12.0, 4.0, 3.0  # slanting lines
_SAMPLES = (
    0.08,
    0.17,
    0.26,
    0.35,
    0.44,
    0.53,
    0.62,
    0.71,
    0.8,
    0.89,
    0.98,
)  # places on a leader line that are looked at

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Name:
    """A name to place: its point, the ways to break it, each with its width and height, and how far a ring around its
    point reaches beyond the radius of points."""

    at: Point
    shapes: tuple[tuple[float, float], ...]
    ring: float = 0.0


@dataclass(frozen=True)
class Field:
    """Where names may stand: the plot, how large points are, what no name may cover, and what it had better not: lines
    along an axis, and `slants`, lines in any direction; one that ends in a point is that point's own. `parting`: how
    much it counts that a name stays on the side of its point, 1 = before all but overlap."""

    plot: Bounds
    radius: float
    fixed: tuple[Bounds, ...] = ()
    lines: tuple[tuple[Point, Point], ...] = ()
    slants: tuple[tuple[Point, Point], ...] = ()
    parting: float = 1.0


@dataclass(frozen=True)
class Spot:
    """Where a name stands: its box, which way it is broken, and whether it needs a line to its point."""

    box: Bounds
    shape: int
    far: bool


@dataclass(frozen=True)
class Placed:
    """The spot of each name, and how many of them still lie over a name, a point or something fixed."""

    spots: tuple[Spot, ...]
    clashes: int


@lru_cache(maxsize=64)
def place(names: tuple[Name, ...], field: Field) -> Placed:
    """The best spots that were found; the same names and field give the same spots."""
    if not names:
        return Placed((), 0)
    points = np.array([name.at for name in names])
    found = _candidates(names, points, field)
    pairs = _pair_costs(points, found)
    chosen = found.take(np.array(_search(len(names), found, pairs)))
    return Placed(chosen.spots(), _clashes(points, chosen, field))


@dataclass(frozen=True)
class _Candidates:
    """(N,) spots as arrays: `boxes` (N, 4) left, top, right, bottom; whose; which way broken; far; what each costs."""

    boxes: Array
    owner: Numbers
    shape: Numbers
    far: NDArray[np.bool_]
    cost: Array

    def take(self, index: Numbers) -> _Candidates:
        """Some of them, in this order."""
        return _Candidates(self.boxes[index], self.owner[index], self.shape[index], self.far[index], self.cost[index])

    def spots(self) -> tuple[Spot, ...]:
        """As values."""
        rows = zip(self.boxes.tolist(), self.shape.tolist(), self.far.tolist(), strict=True)
        return tuple(Spot(Bounds(*box), shape, far) for box, shape, far in rows)


def _candidates(names: Sequence[Name], points: Array, field: Field) -> _Candidates:
    """The cheapest spots of every name, whose they are, and what each costs by itself."""
    every = [_around(i, name, field) for i, name in enumerate(names)]
    parts = zip(*((one.boxes, one.owner, one.shape, one.far, one.cost) for one in every), strict=True)
    found = _Candidates(*(np.concatenate(part) for part in parts))
    rings = np.array([name.ring for name in names])
    cost = found.cost + _static(points, rings, found, field)
    kept = np.concatenate([_cheapest(np.flatnonzero(found.owner == i), cost) for i in range(len(names))])
    return replace(found, cost=cost).take(kept)


def _cheapest(of: Numbers, cost: Array) -> Numbers:
    made: Numbers = of[np.argsort(cost[of], kind="stable")][:_KEPT]
    return made


def _around(owner: int, name: Name, field: Field) -> _Candidates:
    """The spots of a name within the plot, with what their distance and direction cost; moved into it where none is."""
    made = [_of_shape(shape, name, field) for shape in range(len(name.shapes))]
    boxes, shape, far, cost = (np.concatenate(part) for part in zip(*made, strict=True))
    if not len(boxes):
        pushed = _pushed(name, field)
        boxes = np.array([[pushed.left, pushed.top, pushed.right, pushed.bottom]])
        shape, far, cost = np.zeros(1, np.int64), np.ones(1, bool), np.array([100.0])
    return _Candidates(boxes, np.full(len(boxes), owner), shape, far, cost)


def _of_shape(shape: int, name: Name, field: Field) -> tuple[Array, Numbers, NDArray[np.bool_], Array]:
    """The spots of one way to break a name: rings by directions, those that lie within the plot."""
    wide, high = name.shapes[shape]
    angle = np.tile(np.arange(_DIRECTIONS) * 2 * pi / _DIRECTIONS, len(_RINGS))
    ring = np.repeat(_RINGS, _DIRECTIONS)
    boxes = _boxes(name.at, angle, field.radius + name.ring + ring, (wide, high))
    plot = field.plot
    inside = (boxes[:, 0] >= plot.left) & (boxes[:, 2] <= plot.right)
    inside &= (boxes[:, 1] >= plot.top) & (boxes[:, 3] <= plot.bottom)
    distance = np.minimum(ring, _RINGS[2]) * _PER_PIXEL + np.maximum(ring - _RINGS[2], 0.0) * _PER_FAR_PIXEL
    cost = distance + _direction(angle) + _TWO_LINES * shape
    return boxes[inside], np.full(int(inside.sum()), shape), (ring > _LEADER_FROM)[inside], cost[inside]


def _boxes(at: Point, angle: Array, reach: Array, size: tuple[float, float]) -> Array:
    """The boxes whose nearest side or corner lies at `reach` in these directions."""
    across, down = np.cos(angle), np.sin(angle)
    half_wide, half_high = size[0] / 2, size[1] / 2
    x = at[0] + across * reach + half_wide * np.clip(across * 1.6, -1.0, 1.0)
    y = at[1] + down * reach + half_high * np.clip(down * 1.6, -1.0, 1.0)
    return np.stack([x - half_wide, y - half_high, x + half_wide, y + half_high], axis=1)


def _direction(angle: Array) -> Array:
    """Right is where a reader looks first, then left, then above and below."""
    made: Array = 1.2 * (1 - np.cos(angle)) / 2 + 1.6 * np.abs(np.sin(angle))
    return made


def _pushed(name: Name, field: Field) -> Bounds:
    wide, high = name.shapes[-1]
    left = max(field.plot.left, min(name.at[0], field.plot.right - wide))
    top = max(field.plot.top, min(name.at[1] + field.radius, field.plot.bottom - high))
    return Bounds(left, top, left + wide, top + high)


def _static(points: Array, rings: Array, found: _Candidates, field: Field) -> Array:
    """What spots cost by themselves: over points, the names of parts and lines, in another part than their point, read
    as the name of another, with a leader line through a point."""
    reach = field.radius + 1.5 + rings[None, :]
    others = found.owner[:, None] != np.arange(len(points))[None, :]
    over = others & (_gaps(found.boxes, points) < reach)
    through = others & found.far[:, None] & (_off_leader(points, found) < reach)
    cost = _OVER_POINT * over.sum(axis=1) + _OVER_POINT / 2 * through.sum(axis=1)
    cost += _doubt(points, found, others & ~over)
    lines = tuple(_thin(line) for line in field.lines)
    for weight, obstacles in ((_OVER_FIXED, field.fixed), (_OVER_LINE * field.parting, lines)):
        if obstacles:
            cost = cost + weight * _overlaps(found.boxes, _sides(obstacles)).sum(axis=1)
    made: Array = cost + _OTHER_PART * field.parting * _elsewhere(found.boxes, points[found.owner], field)
    return made + _over_slants(points, found, field.slants)


def _doubt(points: Array, found: _Candidates, others: NDArray[np.bool_]) -> Array:
    """By spot: how much it reads as the name of another point, which is hardly farther than its own. A point beside a
    name is taken for its own sooner than one above or below; a leader line leaves little doubt."""
    seen = _gaps(found.boxes, points, _BELOW)
    mine = seen[np.arange(len(seen)), found.owner][:, None]
    nearer = np.clip((mine + _DOUBT - seen) / _DOUBT, 0.0, 1.0)
    near = np.clip((2 * _DOUBT - seen) / _DOUBT, 0.0, 1.0)
    cost = np.where(found.far[:, None], _NEAR_ANOTHER * near, _NEARER * nearer)
    made: Array = (cost * others).sum(axis=1)
    return made


def _off_leader(points: Array, found: _Candidates) -> Array:
    """By spot and point: how far the point is from the straight line between the spot and its own point."""
    start = points[found.owner]
    way = np.clip(start, found.boxes[:, :2], found.boxes[:, 2:]) - start
    off = points[None, :, :] - start[:, None, :]
    length = np.maximum((way**2).sum(axis=1), 1e-9)[:, None]
    along = np.clip((off * way[:, None, :]).sum(axis=2) / length, 0.0, 1.0)
    left = off - along[:, :, None] * way[:, None, :]
    made: Array = np.hypot(left[:, :, 0], left[:, :, 1])
    return made


def _over_slants(points: Array, found: _Candidates, slants: Sequence[tuple[Point, Point]]) -> Array:
    """By spot: what the slanting lines cost that it touches; one that ends in its own point misleads less."""
    if not slants:
        return np.zeros(len(found.boxes))
    ends = np.array(slants)
    touched = _met(found.boxes + np.array([-1.0, -0.3, 1.0, 0.3]) * _BESIDE_SLANT, ends)
    own = (np.abs(ends[None, :, 1] - points[found.owner][:, None, :]) < 0.01).all(axis=2)
    made: Array = (touched * np.where(own, _OVER_OWN, _OVER_OTHERS)).sum(axis=1)
    return made


def _met(boxes: Array, lines: Array) -> NDArray[np.bool_]:
    """By box and straight line: does the line run through the box (clipping of Liang and Barsky)?"""
    enter, leave = np.zeros((len(boxes), len(lines))), np.ones((len(boxes), len(lines)))
    for axis in (0, 1):
        start, way = lines[:, 0, axis], lines[:, 1, axis] - lines[:, 0, axis]
        way = np.where(np.abs(way) < 1e-9, 1e-9, way)
        low, high = (boxes[:, axis, None] - start) / way, (boxes[:, axis + 2, None] - start) / way
        enter, leave = np.maximum(enter, np.minimum(low, high)), np.minimum(leave, np.maximum(low, high))
    made: NDArray[np.bool_] = enter <= leave
    return made


def _elsewhere(boxes: Array, own: Array, field: Field) -> Array:
    """By spot: over how many lines it lies on the other side than its point."""
    made = np.zeros(len(boxes))
    for (x, y), (end, _) in field.lines:
        axis, at = (0, x) if x == end else (1, y)
        middle = (boxes[:, axis] + boxes[:, axis + 2]) / 2
        made += (middle > at) != (own[:, axis] > at)
    return made


def _thin(line: tuple[Point, Point]) -> Bounds:
    """A line along an axis as a box, with what a name should keep from it."""
    (x, y), (end, bottom) = line
    by = _BESIDE_LINE
    return Bounds(min(x, end) - by, min(y, bottom) - by, max(x, end) + by, max(y, bottom) + by)


def _sides(boxes: Iterable[Bounds]) -> Array:
    return np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])


def _overlaps(one: Array, other: Array) -> NDArray[np.bool_]:
    """By pair of boxes: do they share any room?"""
    left, top, right, bottom = (one[:, i][:, None] for i in range(4))
    made: NDArray[np.bool_] = (
        (left < other[:, 2]) & (other[:, 0] < right) & (top < other[:, 3]) & (other[:, 1] < bottom)
    )
    return made


def _gaps(boxes: Array, points: Array, below: float = 1.0) -> Array:
    """By box and point: how far are they apart? Up and down counts `below` times."""
    x = np.clip(points[None, :, 0], boxes[:, 0][:, None], boxes[:, 2][:, None]) - points[None, :, 0]
    y = np.clip(points[None, :, 1], boxes[:, 1][:, None], boxes[:, 3][:, None]) - points[None, :, 1]
    made: Array = np.hypot(x, y * below)
    return made


def nearest(box: Bounds, at: Point) -> Point:
    """The place on a box that is nearest to a point."""
    return max(box.left, min(at[0], box.right)), max(box.top, min(at[1], box.bottom))


def _leaders(points: Array, found: _Candidates) -> Array:
    """(N, samples, 2) by spot: places on the line from its point to its box."""
    start = points[found.owner]
    end = np.clip(start, found.boxes[:, :2], found.boxes[:, 2:])
    made: Array = start[:, None, :] + (end - start)[:, None, :] * np.array(_SAMPLES)[None, :, None]
    return made


def _pair_costs(points: Array, found: _Candidates) -> Array:
    """(N, N) what every two candidates of different names cost together."""
    far, (left, top, right, bottom) = found.far, found.boxes.T
    through = np.zeros((len(far), len(far)), dtype=bool)
    samples = _leaders(points, found)[far]
    for k in range(len(_SAMPLES)):
        x, y = samples[:, k, 0][:, None], samples[:, k, 1][:, None]
        through[far] |= (x > left) & (x < right) & (y > top) & (y < bottom)
    made: Array = _OVER_NAME * _overlaps(found.boxes, found.boxes) + _THROUGH_NAME * (through | through.T)
    made[np.ix_(far, far)] += _CROSSING * _across(points, found.take(np.flatnonzero(far)))
    made[found.owner[:, None] == found.owner[None, :]] = 0.0
    return made


def _across(points: Array, far: _Candidates) -> NDArray[np.bool_]:
    """By pair of spots: do their leader lines cross?"""
    start = points[far.owner]
    way = np.clip(start, far.boxes[:, :2], far.boxes[:, 2:]) - start

    def side(to: Array) -> Array:
        """By line and place: on which side of the line it lies."""
        made: Array = way[:, 0, None] * (to[:, 1] - start[:, 1, None]) - way[:, 1, None] * (
            to[:, 0] - start[:, 0, None]
        )
        return made

    apart = side(start) * side(start + way) < 0
    made: NDArray[np.bool_] = apart & apart.T
    return made


def _search(count: int, found: _Candidates, pairs: Array) -> list[int]:
    """The candidate of every name: the best of what was found from several orders."""
    own, cost = [np.flatnonzero(found.owner == i) for i in range(count)], found.cost
    crowded = [float(pairs[of].mean()) for of in own]
    orders = [sorted(range(count), key=lambda i: (-crowded[i], i)), sorted(range(count), key=lambda i: (crowded[i], i))]
    # Steps that share no divisor with the number of names go through all of them, in ever other orders.
    steps = [step for step in range(1, count + 1) if gcd(step, count) == 1][:_ORDERS]
    orders += [[i * step % count for i in range(count)] for step in steps]
    total, chosen = min((_settled(order, own, (cost, pairs)) for order in orders), key=lambda pair: pair[0])
    return _kicked(own, (cost, pairs), total, chosen)


def _settled(
    order: Sequence[int], own: Sequence[Numbers], costs: tuple[Array, Array], start: Sequence[int] = ()
) -> tuple[float, list[int]]:
    """Name after name to its cheapest spot, again until none moves; -1 in `start` = not yet placed."""
    cost, pairs = costs
    chosen = list(start) or [-1] * len(own)
    sums = cost + sum((pairs[one] for one in chosen if one >= 0), np.zeros(len(cost)))
    for _ in range(_SWEEPS):
        moved = False
        for i in order:
            best = int(own[i][int(np.argmin(sums[own[i]]))])
            if best != chosen[i]:
                sums += pairs[best] - (pairs[chosen[i]] if chosen[i] >= 0 else 0.0)
                chosen[i], moved = best, True
        if not moved:
            break
    total = float(cost[chosen].sum() + pairs[np.ix_(chosen, chosen)].sum() / 2)
    return total, chosen


def _kicked(own: Sequence[Numbers], costs: tuple[Array, Array], total: float, chosen: list[int]) -> list[int]:
    """While names clash: one of them to another spot, those in its way placed anew, kept when that is no worse. The
    dice fall the same way every time."""
    dice = np.random.default_rng(0)
    cost, pairs = costs
    for _ in range(_KICKS):
        clashing = np.flatnonzero(
            (pairs[np.ix_(chosen, chosen)].sum(axis=1) > _CROSSING) | (cost[chosen] >= _OVER_LINE)
        )
        if not len(clashing):
            break
        i = int(dice.choice(clashing))
        spot = int(dice.choice(own[i]))
        start = [-1 if pairs[spot, one] > 0 else one for one in chosen]
        start[i] = spot
        others = [k for k in dice.permutation(len(own)).tolist() if k != i]
        tried, found = _settled([*others, i], own, costs, start)
        if tried <= total:
            total, chosen = tried, found
    return chosen


def _clashes(points: Array, chosen: _Candidates, field: Field) -> int:
    """Names that lie over another name, a point that is not theirs, or something fixed."""
    boxes, plot = chosen.boxes, field.plot
    same = np.eye(len(boxes), dtype=bool)
    bad = (_overlaps(boxes, boxes) & ~same).any(axis=1) | ((_gaps(boxes, points) < field.radius) & ~same).any(axis=1)
    if field.fixed:
        bad |= _overlaps(boxes, _sides(field.fixed)).any(axis=1)
    outside = (
        (boxes[:, 0] < plot.left) | (boxes[:, 2] > plot.right) | (boxes[:, 1] < plot.top) | (boxes[:, 3] > plot.bottom)
    )
    return int((bad | outside).sum())
