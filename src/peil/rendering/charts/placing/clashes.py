"""Which two places cannot both be taken: names over each other, a line through a name, two lines across each other."""

from __future__ import annotations

import numpy as np

from peil.rendering.charts.placing.geometry import Array, Numbers, Truths, crossing, overlapping, through
from peil.rendering.charts.placing.spots import Spots

# Names keep this distance, left and right more than above and below: two on one line would read as one text.
_APART = np.array([-2.5, -0.4, 2.5, 0.4])


def clashes(spots: Spots) -> Truths:
    """(N, N): by pair of places of different names, do they clash?"""
    made = np.zeros((len(spots.owner), len(spots.owner)), dtype=bool)
    room = _rooms(spots)
    starts = np.flatnonzero(np.diff(spots.owner, prepend=-1)).tolist()
    for start, end in zip(starts, [*starts[1:], len(room)], strict=True):
        # What stands before was compared already, what lies out of reach need not be.
        mine, later = np.arange(start, end), np.arange(end, len(room))
        near = later[overlapping(_around(room[start:end]), room[end:])[0]]
        table = _table(spots.take(mine), spots.take(near))
        made[start:end, near] = table
        made[near, start:end] = table.T
    return made


def _rooms(spots: Spots) -> Array:
    """By place: the box around the name and its line."""
    boxes, starts = spots.boxes + _APART, spots.lines[:, :2]
    return np.concatenate([np.minimum(boxes[:, :2], starts), np.maximum(boxes[:, 2:], starts)], axis=1)


def _around(boxes: Array) -> Array:
    """The box around all of them."""
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])[None, :]


def _table(some: Spots, others: Spots) -> Truths:
    """By pair of places, one of each."""
    made = overlapping(some.boxes + _APART, others.boxes + _APART)
    mine, theirs = np.flatnonzero(some.far), np.flatnonzero(others.far)
    made[mine] |= through(some.lines[mine], others.boxes + _APART / 2)
    made[:, theirs] |= through(others.lines[theirs], some.boxes + _APART / 2).T
    made[np.ix_(mine, theirs)] |= crossing(some.lines[mine], others.lines[theirs])
    return made


def clashing(table: Truths, cost: Array, chosen: Numbers, forbidden: float) -> int:
    """How many of the chosen places clash with another of them, or should not be taken at all."""
    return int((table[np.ix_(chosen, chosen)].any(axis=1) | (cost[chosen] >= forbidden)).sum())
