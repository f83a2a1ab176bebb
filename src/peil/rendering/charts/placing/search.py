"""A place for every name: step by step the one move that helps most, or harms least; what was just left stays closed
for a while, so that the search climbs out of hollows (tabu search). There is no chance in it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from peil.rendering.charts.placing.clashes import clashes, clashing
from peil.rendering.charts.placing.geometry import Array, Numbers, Truths
from peil.rendering.charts.placing.names import Field, Name, Placed
from peil.rendering.charts.placing.spots import FORBIDDEN, Spots, spots_of

# Places looked at, of each eighth of each ring and in all: more where few do not suffice.
_KEPT = ((1, 24), (3, 200))
_STILL = 300  # steps without anything better, after which the search ends
_CLOSED = ((10, 11), (20, 20), (31, 29))  # a place that was left stays closed for so many steps, and some more in turn


@lru_cache(maxsize=64)
def place(names: tuple[Name, ...], field: Field) -> Placed:
    """The best places that were found; the same names and field give the same places."""
    found: list[Placed] = []
    for kept, most in _KEPT if names else ():
        spots = spots_of(names, field, kept, most)
        table = clashes(spots)
        start = _begun(spots.owner, spots.cost, table)
        for closed in _CLOSED:
            chosen = _searched(spots, table, start, closed)
            found.append(Placed(spots.take(chosen).values(), clashing(table, spots.cost, chosen, FORBIDDEN)))
            if not found[-1].clashes:
                return found[-1]
    return min(found, key=lambda one: one.clashes, default=Placed((), 0))


def _begun(owner: Numbers, cost: Array, table: Truths) -> Numbers:
    """Names one by one at their cheapest place, those with the least choice first."""
    free = np.bincount(owner, weights=1.0 / (1.0 + table.sum(axis=1) + (cost >= FORBIDDEN) * len(cost)))
    sums, chosen = cost.copy(), np.zeros(len(free), dtype=np.int64)
    for i in np.argsort(free, kind="stable").tolist():
        mine = np.flatnonzero(owner == i)
        chosen[i] = mine[np.argmin(sums[mine])]
        sums += FORBIDDEN * table[chosen[i]]
    return chosen


def _searched(spots: Spots, table: Truths, start: Numbers, tenure: tuple[int, int]) -> Numbers:
    """The best that was found from a beginning. While names clash only those move: others would go to and fro."""
    owner, cost, chosen, best = spots.owner, spots.cost, start.copy(), start
    sums = cost + FORBIDDEN * table[chosen].sum(axis=0)
    closed = np.zeros(len(cost), dtype=np.int64)
    change = lowest = 0.0
    step = last = 0
    while step - last < _STILL:
        step += 1
        now = sums[chosen]
        gain = sums - now[owner]
        bad = now >= FORBIDDEN
        still = ~bad[owner] if bad.any() else gain >= 0.0
        # A closed place opens for what is better than all before.
        still |= (closed > step) & (change + gain >= lowest - 1e-9)
        still[chosen] = True
        gain[still] = np.inf
        to = int(np.argmin(gain))
        if not np.isfinite(gain[to]):
            break
        i = int(owner[to])
        change += float(gain[to])
        sums += FORBIDDEN * (table[to].astype(float) - table[chosen[i]])
        closed[chosen[i]] = step + tenure[0] + step % tenure[1]
        chosen[i] = to
        if change < lowest - 1e-9:
            lowest, best, last = change, chosen.copy(), step
    return best
