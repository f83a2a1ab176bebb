"""Draws with a fixed number per cell: which respondents give an answer is chance, how many of a cell do is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.calibrate import Floats, Ints, Mask
from simulation.people import People


def some_of(
    people: People,
    percent: Sequence[float],
    of: Mask,
    among: Mask,
    rng: np.random.Generator,
    weight: Floats | None = None,
) -> Ints:
    """(n,) 1 for this percentage (one per cell) of the respondents `of`, all of them `among`; 0 for the others.

    `weight`: (n,) how much sooner one is drawn than another. A percentage that is no whole number of respondents goes
    up or down by chance.
    """
    key = rng.random(people.size)
    if weight is not None:
        key = np.array([float(u) ** (1 / w) for u, w in zip(key, weight, strict=True)])
    chosen = np.zeros(people.size, dtype=np.int64)
    for cell, part in enumerate(percent):
        members = np.flatnonzero(among & (people.cell == cell))
        number = int(float((of & (people.cell == cell)).sum()) * part / 100 + rng.random())
        chosen[members[np.argsort(-key[members], kind="stable")[:number]]] = 1
    return chosen


def ticks_per_cell(
    people: People, table: Mapping[str, Sequence[float]], of: Mask, among: Mask, rng: np.random.Generator
) -> dict[str, Ints]:
    """Ticks of a multiple question, a percentage per answer and cell; everybody `among` has at least one."""
    drawn = np.column_stack([some_of(people, row, of, among, rng) for row in table.values()])
    for cell in range(len(people.cells)):
        at_least_one(drawn, np.flatnonzero(among & (people.cell == cell)), rng)
    return {name: drawn[:, place] for place, name in enumerate(table)}


def at_least_one(chosen: Ints, members: Ints, rng: np.random.Generator) -> None:
    """Who has no tick takes one over from a member with several; the numbers per column stay."""
    for row in members[chosen[members].sum(axis=1) == 0]:
        rich = members[chosen[members].sum(axis=1) > 1]
        if not len(rich):
            raise ValueError(f"{len(members)} respondents with {int(chosen[members].sum())} ticks cannot have one each")
        giver = rich[int(rng.random() * len(rich))]
        ticked = np.flatnonzero(chosen[giver])
        moved = ticked[int(rng.random() * len(ticked))]
        chosen[giver, moved], chosen[row, moved] = 0, 1
