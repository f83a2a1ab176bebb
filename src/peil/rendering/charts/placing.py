"""Names beside points without overlap: each may stand at many spots around its point; those are taken that clash least.

candidates   spots around a point, in rings, in one or two lines; far ones have a leader line
static cost  distance, direction, other points, names of the parts, border lines
pair cost    two names over each other, a leader line through a name
search       from several orders, every name in turn to its cheapest spot until none moves; the best of all
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, gcd, pi, sin

import numpy as np
from numpy.typing import NDArray

from peil.rendering.charts.scene import Bounds, Point

_RINGS = (1.5, 6.0, 12.0, 20.0, 30.0, 42.0, 56.0)  # from the edge of the point to the name
_DIRECTIONS = 16
_LEADER_FROM = 8.0  # a name further away gets a line to its point
_KEPT = 50  # candidates per name
_SWEEPS = 25
_ORDERS = 10
_KICKS = 300
_OVER_POINT, _OVER_FIXED, _OVER_LINE, _NEARER = 70.0, 300.0, 7.0, 14.0
_OTHER_PART = 5.0  # a name on the other side of a border than its point
_OVER_NAME, _THROUGH_NAME = 120.0, 60.0
_TWO_LINES, _PER_PIXEL = 2.5, 0.45
_SAMPLES = (0.15, 0.4, 0.65, 0.9)  # places on a leader line that are looked at

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Name:
    """A name to place: its point, and the ways to break it, each with its width and height."""

    at: Point
    shapes: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Field:
    """Where names may stand: the plot, how large points are, what no name may cover, and lines it had better not."""

    plot: Bounds
    radius: float
    fixed: tuple[Bounds, ...] = ()
    lines: tuple[tuple[Point, Point], ...] = ()


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
    spots, owner, cost = _candidates(names, field)
    pairs = _pair_costs(names, spots, owner)
    found = tuple(spots[i] for i in _search(len(names), owner, cost, pairs))
    return Placed(found, _clashes(names, found, field))


def _candidates(names: Sequence[Name], field: Field) -> tuple[list[Spot], Numbers, Array]:
    """The cheapest spots of every name, whose they are, and what each costs by itself."""
    every = [(i, spot, extra) for i, name in enumerate(names) for spot, extra in _around(name, field)]
    owner = np.array([i for i, _, _ in every])
    spots = [spot for _, spot, _ in every]
    cost = np.array([extra for _, _, extra in every]) + _static(names, spots, owner, field)
    kept = np.concatenate([_cheapest(np.flatnonzero(owner == i), cost) for i in range(len(names))])
    return [spots[i] for i in kept], owner[kept], cost[kept]


def _cheapest(of: Numbers, cost: Array) -> Numbers:
    made: Numbers = of[np.argsort(cost[of], kind="stable")][:_KEPT]
    return made


def _around(name: Name, field: Field) -> list[tuple[Spot, float]]:
    """The spots of a name within the plot, with what their distance and direction cost; moved into it where none is."""
    made = []
    for shape, (wide, high) in enumerate(name.shapes):
        for ring in _RINGS:
            for step in range(_DIRECTIONS):
                angle = step * 2 * pi / _DIRECTIONS
                box = _box(name.at, angle, field.radius + ring, wide, high)
                if _inside(box, field.plot):
                    extra = ring * _PER_PIXEL + _direction(angle) + _TWO_LINES * shape
                    made.append((Spot(box, shape, ring > _LEADER_FROM), extra))
    return made or [(Spot(_pushed(name, field), 0, True), 100.0)]


def _box(at: Point, angle: float, reach: float, wide: float, high: float) -> Bounds:
    """The box whose nearest side or corner lies at `reach` in this direction."""
    across, down = cos(angle), sin(angle)
    x = at[0] + across * reach + wide / 2 * max(-1.0, min(1.0, across * 1.6))
    y = at[1] + down * reach + high / 2 * max(-1.0, min(1.0, down * 1.6))
    return Bounds(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _direction(angle: float) -> float:
    """Right is where a reader looks first, then left, then above and below."""
    return 1.2 * (1 - cos(angle)) / 2 + 1.6 * abs(sin(angle))


def _inside(box: Bounds, plot: Bounds) -> bool:
    return box.left >= plot.left and box.right <= plot.right and box.top >= plot.top and box.bottom <= plot.bottom


def _pushed(name: Name, field: Field) -> Bounds:
    wide, high = name.shapes[-1]
    left = max(field.plot.left, min(name.at[0], field.plot.right - wide))
    top = max(field.plot.top, min(name.at[1] + field.radius, field.plot.bottom - high))
    return Bounds(left, top, left + wide, top + high)


def _static(names: Sequence[Name], spots: Sequence[Spot], owner: Numbers, field: Field) -> Array:
    """What spots cost by themselves: over points, the names of parts and lines, nearer to another point than to their
    own, in another part than it, with a leader line through a point."""
    boxes, points = _sides(spot.box for spot in spots), np.array([name.at for name in names])
    far = np.array([spot.far for spot in spots])
    reach = field.radius + 1.5
    gaps = _gaps(boxes, points)
    mine = gaps[np.arange(len(spots)), owner]
    others = owner[:, None] != np.arange(len(names))[None, :]
    over = others & (gaps < reach)
    nearer = others & ~over & (gaps < mine[:, None] + 1.0) & ~far[:, None]
    samples = _leaders(names, spots, owner)
    steps = np.hypot(
        samples[:, :, None, 0] - points[None, None, :, 0], samples[:, :, None, 1] - points[None, None, :, 1]
    )
    through = others & far[:, None] & (steps < reach).any(axis=1)
    cost = _OVER_POINT * over.sum(axis=1) + _NEARER * nearer.sum(axis=1) + _OVER_POINT / 2 * through.sum(axis=1)
    for weight, obstacles in ((_OVER_FIXED, field.fixed), (_OVER_LINE, tuple(_thin(line) for line in field.lines))):
        if obstacles:
            cost = cost + weight * _overlaps(boxes, _sides(obstacles)).sum(axis=1)
    made: Array = cost + _OTHER_PART * _elsewhere(boxes, points[owner], field)
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
    """A line along an axis as a box."""
    (x, y), (end, bottom) = line
    return Bounds(min(x, end) - 0.5, min(y, bottom) - 0.5, max(x, end) + 0.5, max(y, bottom) + 0.5)


def _sides(boxes: Iterable[Bounds]) -> Array:
    return np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])


def _overlaps(one: Array, other: Array) -> NDArray[np.bool_]:
    """By pair of boxes: do they share any room?"""
    left, top, right, bottom = (one[:, i][:, None] for i in range(4))
    made: NDArray[np.bool_] = (
        (left < other[:, 2]) & (other[:, 0] < right) & (top < other[:, 3]) & (other[:, 1] < bottom)
    )
    return made


def _gaps(boxes: Array, points: Array) -> Array:
    """By box and point: how far are they apart?"""
    x = np.clip(points[None, :, 0], boxes[:, 0][:, None], boxes[:, 2][:, None]) - points[None, :, 0]
    y = np.clip(points[None, :, 1], boxes[:, 1][:, None], boxes[:, 3][:, None]) - points[None, :, 1]
    made: Array = np.hypot(x, y)
    return made


def nearest(box: Bounds, at: Point) -> Point:
    """The place on a box that is nearest to a point."""
    return max(box.left, min(at[0], box.right)), max(box.top, min(at[1], box.bottom))


def _leaders(names: Sequence[Name], spots: Sequence[Spot], owner: Numbers) -> Array:
    """By spot: places on the line from its point."""
    made = []
    for i, spot in zip(owner, spots, strict=True):
        start, end = names[i].at, nearest(spot.box, names[i].at)
        made.append(
            [(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part) for part in _SAMPLES]
        )
    return np.array(made)


def _pair_costs(names: Sequence[Name], spots: Sequence[Spot], owner: Numbers) -> Array:
    """What every two candidates of different names cost together."""
    boxes, far = _sides(spot.box for spot in spots), np.array([spot.far for spot in spots])
    left, top, right, bottom = boxes.T
    through = np.zeros((len(spots), len(spots)), dtype=bool)
    samples = _leaders(names, spots, owner)[far]
    for k in range(len(_SAMPLES)):
        x, y = samples[:, k, 0][:, None], samples[:, k, 1][:, None]
        through[far] |= (x > left) & (x < right) & (y > top) & (y < bottom)
    made: Array = _OVER_NAME * _overlaps(boxes, boxes) + _THROUGH_NAME * (through | through.T)
    made[owner[:, None] == owner[None, :]] = 0.0
    return made


def _search(count: int, owner: Numbers, cost: Array, pairs: Array) -> list[int]:
    """The candidate of every name: the best of what was found from several orders."""
    own = [np.flatnonzero(owner == i) for i in range(count)]
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
        clashing = np.flatnonzero((pairs[np.ix_(chosen, chosen)].sum(axis=1) > 0) | (cost[chosen] >= _OVER_POINT / 2))
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


def _clashes(names: Sequence[Name], found: Sequence[Spot], field: Field) -> int:
    """Names that lie over another name, a point that is not theirs, or something fixed."""
    boxes, points = _sides(spot.box for spot in found), np.array([name.at for name in names])
    same = np.eye(len(found), dtype=bool)
    bad = (_overlaps(boxes, boxes) & ~same).any(axis=1) | ((_gaps(boxes, points) < field.radius) & ~same).any(axis=1)
    if field.fixed:
        bad |= _overlaps(boxes, _sides(field.fixed)).any(axis=1)
    outside = np.array([not _inside(spot.box, field.plot) for spot in found])
    return int((bad | outside).sum())
