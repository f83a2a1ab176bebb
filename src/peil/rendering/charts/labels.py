"""Placing labels: pushed apart along a line with as little movement as possible, and kept within its ends."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles, in the order given: where does each label stand when none may overlap?

    `wanted` are the middles that the labels would like, `heights` how much room each takes, `low` and `high` the ends.
    Labels keep the order of what they want (equal ones that of the list). Neighbours that collide form a clump that
    sits around the mean of their wishes: the solution with the least squared movement. The ends give way to the
    labels only when together they are higher than the room.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    clumps: list[_Clump] = []
    for i in order:
        clumps.append(_Clump([i], [wanted[i]], heights[i]))
        clumps[-1].settle(low, high)
        while len(clumps) > 1 and clumps[-2].end > clumps[-1].start + 1e-9:
            clumps[-2].join(clumps.pop())
            clumps[-1].settle(low, high)
    placed = [0.0] * len(wanted)
    for clump in clumps:
        top = clump.start
        for i in clump.members:
            placed[i] = top + heights[i] / 2
            top += heights[i]
    return placed


class _Clump:
    """Labels that touch. `wishes`: where the middle of the clump's first label would like its own zero point."""

    def __init__(self, members: list[int], wanted: list[float], height: float) -> None:
        self.members = members
        self.height = height
        self.wishes = [wanted[0] - height / 2]
        self.start = self.wishes[0]

    @property
    def end(self) -> float:
        return self.start + self.height

    def join(self, below: _Clump) -> None:
        """Take the clump below; its wishes count from the top of this one."""
        self.wishes += [wish - self.height for wish in below.wishes]
        self.members += below.members
        self.height += below.height

    def settle(self, low: float, high: float) -> None:
        """Stand at the mean of the wishes, within the ends."""
        mean = sum(self.wishes) / len(self.wishes)
        self.start = max(low, min(mean, high - self.height))
