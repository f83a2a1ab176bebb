"""The places around a point where its name may stand, and what each costs by itself.

Places lie in rings around the point, in thirty-two directions, with the name in one line or two; those that are
further away need a line to the point. What must not be (over a point, over something fixed, with a line over another
point) costs more than anything else; then come doubt about whose name it is, the length of the line, and direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi

import numpy as np

from peil.rendering.charts.placing.geometry import (
    Array,
    Numbers,
    Truths,
    gaps,
    leaders,
    overlapping,
    passing,
    sides,
    through,
)
from peil.rendering.charts.placing.names import Field, Name, Spot
from peil.rendering.charts.scene import Bounds, Point

FORBIDDEN = 1000.0  # more than all other costs of a name together
_RINGS = (1.5, 5.0, 9.0, 14.0, 20.0, 27.0, 35.0, 44.0, 54.0, 66.0, 80.0)  # from the edge of the point to the name
_LINE_FROM = 8.0  # a name further away gets a line to its point
_DIRECTIONS, _SECTORS = 32, 8
_NEARER, _NEAR_ANOTHER, _DOUBT, _BELOW = 40.0, 8.0, 9.0, 1.6  # `_DOUBT`: how much nearer its own point must be
_SECOND_LINE, _PER_PIXEL, _A_LINE, _OBLIQUE = 2.5, 0.45, 4.0, 3.0
_HEART, _ACROSS = 0.6, 20.0  # a line may touch the edge of another point, not its heart
_OVER_OTHERS, _OVER_OWN, _BESIDE_SLANT = 12.0, 4.0, 3.0  # slanting lines


@dataclass(frozen=True)
class Spots:
    """(N,) places as arrays: `boxes`, the `lines` from their points to them, whose they are, which way the name is
    broken (`shape`), whether they need a line (`far`), ring and eighth (`sector`), what they `cost`."""

    boxes: Array
    lines: Array
    owner: Numbers
    shape: Numbers
    far: Truths
    sector: Numbers
    cost: Array

    def take(self, index: Numbers) -> Spots:
        """Some of them, in this order."""
        return Spots(
            self.boxes[index], self.lines[index], self.owner[index], self.shape[index], self.far[index],
            self.sector[index], self.cost[index],
        )  # fmt: skip

    def values(self) -> tuple[Spot, ...]:
        """As values."""
        rows = zip(self.boxes.tolist(), self.shape.tolist(), self.far.tolist(), strict=True)
        return tuple(Spot(Bounds(*box), shape, far) for box, shape, far in rows)


def spots_of(names: Sequence[Name], field: Field, kept: int, most: int) -> Spots:
    """The places of all names that are worth a look, name after name: the cheapest ones, `kept` of each eighth of each
    ring (near ones would else leave none further away, nor to the left) and `most` in all; none that is forbidden
    while others are not."""
    ground = _Ground(np.array([name.at for name in names]), np.array([name.ring for name in names]), field)
    made = [_around(i, name, field) for i, name in enumerate(names)]
    columns = ((one.boxes, one.lines, one.owner, one.shape, one.far, one.sector, one.cost) for one in made)
    found = Spots(*(np.concatenate(column) for column in zip(*columns, strict=True)))
    # What is forbidden by one question need not be asked the next one: the quick ones first.
    for ask in (_over_fixed, _over_points, _past_points, _in_doubt, _over_slants):
        found = _allowed(replace(found, cost=found.cost + ask(found, ground)))
    return _cheapest(found, kept, most)


@dataclass(frozen=True)
class _Ground:
    """What the costs of places rest on: all points, what their rings reach beyond them, and the field."""

    points: Array
    rings: Array
    field: Field


def _allowed(found: Spots) -> Spots:
    """Without what is forbidden, but for names that have nothing else."""
    allowed = found.cost < FORBIDDEN
    choice = np.bincount(found.owner, weights=allowed)[found.owner] > 0
    return found.take(np.flatnonzero(allowed | ~choice))


def _cheapest(found: Spots, kept: int, most: int) -> Spots:
    """`kept` of each sector of each name, and no more than `most` of each name."""
    found = _first(found, found.owner * (found.sector.max() + 1) + found.sector, kept)
    return _first(found, found.owner, most)


def _first(found: Spots, kind: Numbers, count: int) -> Spots:
    """The cheapest of every kind, kind after kind."""
    order = np.lexsort((found.cost, kind))
    starts = np.flatnonzero(np.diff(kind[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    return found.take(order[rank < count])


def _around(owner: int, name: Name, field: Field) -> Spots:
    """The places of a name inside its part, with what distance and direction cost; where there is none, one that is
    moved into it as far as it goes."""
    rings = np.array([ring for ring in _RINGS if ring <= field.reach])
    number = np.repeat(np.arange(len(rings)), _DIRECTIONS)
    direction = np.tile(np.arange(_DIRECTIONS), len(rings))
    angle = direction * 2 * pi / _DIRECTIONS
    boxes, shape, sector, cost = [], [], [], []
    for which, size in enumerate(name.shapes):
        found = _boxes(name.at, angle, field.radius + name.ring + rings[number], size)
        kept = _inside(found, name.within)
        boxes.append(found[kept])
        shape.append(np.full(int(kept.sum()), which))
        sector.append((number * _SECTORS + direction * _SECTORS // _DIRECTIONS)[kept])
        cost.append((_distance(rings[number], angle) + _SECOND_LINE * which)[kept])
    if not sum(len(one) for one in boxes):
        boxes, shape, sector = [_moved_in(name, field)], [np.zeros(1, int)], [np.zeros(1, int)]
        cost = [np.array([FORBIDDEN])]
    places, sectors = np.concatenate(boxes), np.concatenate(sector)
    lines = leaders(np.tile(np.array(name.at), (len(places), 1)), places)
    far = rings[sectors // _SECTORS] > _LINE_FROM
    return Spots(places, lines, np.full(len(places), owner), np.concatenate(shape), far, sectors, np.concatenate(cost))


def _boxes(at: Point, angle: Array, reach: Array, size: tuple[float, float]) -> Array:
    """The boxes whose nearest side or corner lies at `reach` in these directions."""
    across, down = np.cos(angle), np.sin(angle)
    half_wide, half_high = size[0] / 2, size[1] / 2
    x = at[0] + across * reach + half_wide * np.clip(across * 1.6, -1.0, 1.0)
    y = at[1] + down * reach + half_high * np.clip(down * 1.6, -1.0, 1.0)
    return np.stack([x - half_wide, y - half_high, x + half_wide, y + half_high], axis=1)


def _inside(boxes: Array, within: Bounds) -> Truths:
    made: Truths = (boxes[:, 0] >= within.left) & (boxes[:, 2] <= within.right)
    made &= (boxes[:, 1] >= within.top) & (boxes[:, 3] <= within.bottom)
    return made


def _distance(ring: Array, angle: Array) -> Array:
    """Near before far, and right before left before above and below. A line reads best upright, level or half-way."""
    direction = 0.6 * (1 - np.cos(angle)) + 1.6 * np.abs(np.sin(angle))
    line = (ring > _LINE_FROM) * (_A_LINE + _OBLIQUE * np.abs(np.sin(4 * angle)))
    made: Array = _PER_PIXEL * ring + direction + line
    return made


def _moved_in(name: Name, field: Field) -> Array:
    (wide, high), within = name.shapes[-1], name.within
    left = max(within.left, min(name.at[0] + field.radius, within.right - wide))
    top = max(within.top, min(name.at[1] - high / 2, within.bottom - high))
    return np.array([[left, top, left + wide, top + high]])


def _over_fixed(spots: Spots, ground: _Ground) -> Array:
    """By place: is it forbidden by something fixed under the name or its line?"""
    if not ground.field.fixed:
        return np.zeros(len(spots.cost))
    fixed = sides(ground.field.fixed)
    touched = overlapping(spots.boxes, fixed) | (through(spots.lines, fixed) & spots.far[:, None])
    made: Array = np.where(touched.any(axis=1), FORBIDDEN, 0.0)
    return made


def _others(spots: Spots, ground: _Ground) -> Truths:
    """By place and point: is it another than its own?"""
    made: Truths = spots.owner[:, None] != np.arange(len(ground.points))
    return made


def _over_points(spots: Spots, ground: _Ground) -> Array:
    """By place: is it forbidden by a point under it?"""
    reach = ground.field.radius + 1.5 + ground.rings
    over = (gaps(spots.boxes, ground.points) < reach) & _others(spots, ground)
    made: Array = np.where(over.any(axis=1), FORBIDDEN, 0.0)
    return made


def _past_points(spots: Spots, ground: _Ground) -> Array:
    """By place: what its line costs that runs past another point, over its edge, or, which is forbidden, its heart."""
    made, far = np.zeros(len(spots.cost)), np.flatnonzero(spots.far)
    some = spots.take(far)
    off = np.where(_others(some, ground), passing(some.lines, ground.points), np.inf)
    made[far] = FORBIDDEN * (off.min(axis=1) < ground.field.radius * _HEART)
    made[far] += _ACROSS * (off < ground.field.radius).sum(axis=1)
    return made


def _in_doubt(spots: Spots, ground: _Ground) -> Array:
    """By place: how much it reads as the name of another point, which is hardly farther than its own. A point beside a
    name is taken for its own sooner than one above or below; a line leaves little doubt."""
    seen = gaps(spots.boxes, ground.points, _BELOW)
    mine = seen[np.arange(len(seen)), spots.owner][:, None]
    seen = np.where(_others(spots, ground), seen, np.inf)
    nearer = _NEARER * np.clip((mine + _DOUBT - seen) / _DOUBT, 0.0, 1.0)
    near = _NEAR_ANOTHER * np.clip((2 * _DOUBT - seen) / _DOUBT, 0.0, 1.0)
    made: Array = np.where(spots.far[:, None], near, nearer).sum(axis=1)
    return made


def _over_slants(spots: Spots, ground: _Ground) -> Array:
    """By place: what the slanting lines cost that it touches; one that ends in its own point misleads less."""
    if not ground.field.slants:
        return np.zeros(len(spots.cost))
    ends = np.array(ground.field.slants).reshape(-1, 4)
    touched = through(ends, spots.boxes + np.array([-1.0, -0.3, 1.0, 0.3]) * _BESIDE_SLANT).T
    own = (np.abs(ends[None, :, 2:] - spots.lines[:, None, :2]) < 0.01).all(axis=2)
    made: Array = (touched * np.where(own, _OVER_OWN, _OVER_OTHERS)).sum(axis=1)
    return made
