"""The respondents of one wave: in which cell, with which weight and status, and the factors behind their grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation import assumptions, printed
from simulation.calibrate import Floats, Ints, Mask, choose, normal

DIRECTORATES = assumptions.DIRECTORATES
STATUSES = ("granted", "refused", "pending", "unknown", "")
DIMENSIONS = ("human", "communication", "process", "other")
NOT_APPLICABLE, DONT_KNOW, EMPTY = "98", "99", ""

Column = list[str]


@dataclass(frozen=True)
class People:
    """The respondents of one wave, (n,) each: weighting cell (6 = none), directorate (4 = none), weight, status."""

    wave: str
    cell: Ints
    directorate: Ints
    weight: Floats
    status: Ints
    general: Floats
    dimension: Mapping[str, Floats]

    @property
    def size(self) -> int:
        return len(self.cell)

    @property
    def everyone(self) -> Mask:
        return np.ones(self.size, dtype=bool)

    def of(self, directorate: str) -> Mask:
        """Who belongs to a directorate."""
        members: Mask = self.directorate == DIRECTORATES.index(directorate)
        return members


def people(wave: str, rng: np.random.Generator) -> People:
    """Respondents in the printed numbers per cell, in random order, with the factors behind their grades."""
    with_cell = sum(printed.CELL_SIZES[wave])
    sizes = (*printed.CELL_SIZES[wave], printed.NET[wave] - with_cell)
    in_order = np.repeat(np.arange(len(sizes)), sizes)
    cell = in_order[np.argsort(rng.random(len(in_order)), kind="stable")]
    names = [name.partition(".")[0] for name in printed.CELLS]
    directorate = np.array([*(DIRECTORATES.index(name) for name in names), len(DIRECTORATES)])[cell]
    weights = [share / 100 * with_cell / n for share, n in zip(printed.CELL_SHARES, sizes, strict=False)]
    weight = np.array([*weights, 1.0])[cell]
    status = _status(wave, directorate, weight, rng)
    pull = np.array([assumptions.STATUS_PULL[name] for name in STATUSES])
    general = normal(rng, len(cell)) + pull[status]
    dimension = {name: normal(rng, len(cell)) for name in DIMENSIONS}
    return People(wave, cell, directorate, weight, status, general, dimension)


def _status(wave: str, directorate: Ints, weight: Floats, rng: np.random.Generator) -> Ints:
    """(n,) position in STATUSES; weighted shares as printed. In 2009 it was not asked, but it was there."""
    known = wave if wave in assumptions.STATUS_TARGET else "2011"
    shares = np.array(list(assumptions.STATUS_TARGET[known].values())) / 100
    tilt = np.array([assumptions.STATUS_TILT[name] for name in (*DIRECTORATES, "")])
    status = choose(rng, (shares * tilt)[directorate])
    status[rng.random(len(status)) < assumptions.STATUS_BLANK[known][0]] = STATUSES.index("")
    answered = status < STATUSES.index("")
    part = weight * answered / (weight * answered).sum()
    while True:
        off = np.array([(part * (status == k)).sum() for k in range(len(shares))]) - shares
        if np.abs(off).max() < 0.0008:
            return status
        worst = int(np.abs(off).argmax())
        other = int((off * -np.sign(off[worst])).argmax())
        source, goal = (worst, other) if off[worst] > 0 else (other, worst)
        rows = np.flatnonzero(status == source)
        row = int(rows[int(rng.random() * len(rows))])
        before = off[source] ** 2 + off[goal] ** 2
        if (off[source] - part[row]) ** 2 + (off[goal] + part[row]) ** 2 < before:
            status[row] = goal


def missing(group: People, chance: Floats, rng: np.random.Generator) -> Column:
    """(n,) why there is no grade: a code, or "valid"."""
    drawn = rng.random((2, group.size))
    reason = np.full(group.size, "valid", dtype=object)
    reason[drawn[0] < assumptions.DONT_KNOW + assumptions.LEFT_EMPTY] = DONT_KNOW
    reason[drawn[0] < assumptions.LEFT_EMPTY] = EMPTY
    reason[drawn[1] < chance] = NOT_APPLICABLE
    return list(reason)


def written(grades: Ints, reasons: Sequence[str]) -> Column:
    """The cells of a column: the grade, or the code of the reason why there is none."""
    return [str(grade) if reason == "valid" else reason for grade, reason in zip(grades, reasons, strict=True)]
