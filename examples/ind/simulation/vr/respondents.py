"""Who answered in a wave of V+R: weighting cell, weight, status of the application and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.calibrate import Floats, Ints, Mask, choose
from simulation.people import EMPTY, Column, People, factors, shuffled_cells
from simulation.published import printed
from simulation.vr import assumptions

CELLS, DIRECTORATES, STATUSES = assumptions.CELLS, assumptions.DIRECTORATES, assumptions.STATUSES
# Position of those who named no directorate, and of those who left the status open.
NO_DIRECTORATE, NO_STATUS = len(DIRECTORATES), len(STATUSES)
# In 2009 the status was not asked, but it was there: that of 2011 is used.
STATUS_WAVE = {"2009": "2011", "2011": "2011", "2013": "2013"}
# The weights are printed once, and were the same in every wave.
WEIGHTS_WAVE = "2013"
# Shares of the status are met to within this part.
CLOSE = 0.0008


@dataclass(frozen=True)
class Respondents:
    """The respondents of a wave: `people` with their factors, and (n,) directorate, status and language.

    `directorate`, `status`: positions among DIRECTORATES and STATUSES; one further = not known.
    """

    people: People
    directorate: Ints
    status: Ints
    language: Column

    @property
    def wave(self) -> str:
        """The wave's label."""
        return self.people.wave

    def by_directorate(self, values: Sequence[float] | Floats) -> Floats:
        """(n,) the value of everybody's directorate; the fifth is of those who named none."""
        chosen: Floats = np.array(values, dtype=float)[self.directorate]
        return chosen


def respondents(wave: str, rng: np.random.Generator) -> Respondents:
    """Respondents in the printed numbers per cell, in random order, with the factors behind their grades."""
    figures = printed("vr", wave)
    sizes = [figures.number("n", cell) for cell in CELLS if cell]
    cell = shuffled_cells([*sizes, figures.number("n") - sum(sizes)], rng)
    weight = _weights(sizes)[cell]
    of_cell = [DIRECTORATES.index(_directorate(name)) if name else NO_DIRECTORATE for name in CELLS]
    directorate: Ints = np.array(of_cell)[cell]
    status = _status(STATUS_WAVE[wave], directorate, weight, rng)
    found = factors(np.array(assumptions.STATUS_PULL)[status], rng)
    members = {name: cell == number for number, name in enumerate(CELLS) if name}
    members |= {f"directorate={name}": directorate == number for number, name in enumerate(DIRECTORATES)}
    members |= {f"status={name}": status == number for number, name in enumerate(STATUSES)}
    drawn = found.general, found.dimension, found.overall
    people = People("vr", wave, CELLS, cell, members, weight, *drawn)
    return Respondents(people, directorate, status, _languages(directorate, rng))


def _directorate(cell: str) -> str:
    """The directorate in the name of a cell."""
    return cell.partition(",")[0].partition("=")[2]


def _weights(sizes: Sequence[int]) -> Floats:
    """(cells,) weights with the printed shares, mean 1 among those with a cell; weight 1 without one."""
    figures, shares = printed("vr", WEIGHTS_WAVE), []
    for cell in CELLS[:-1]:
        outer, _, role = cell.partition(",")
        within = figures.figure("weight", cell) / 100 if role else 1.0
        shares.append(figures.figure("weight", outer) / 100 * within)
    total = sum(sizes)
    return np.array([*(share * total / n for share, n in zip(shares, sizes, strict=True)), 1.0])


def _status(wave: str, directorate: Ints, weight: Floats, rng: np.random.Generator) -> Ints:
    """(n,) position in STATUSES, with the weighted shares of that wave."""
    answers, shift = printed("vr", wave).answers("status"), assumptions.STATUS_SHIFT[wave]
    shares = np.array([answers[name] + shift[name] for name in STATUSES]) / 100
    status = choose(rng, (shares * np.array(assumptions.STATUS_TILT))[directorate])
    status[rng.random(len(status)) < assumptions.STATUS_BLANK[wave][0]] = NO_STATUS
    return _met(status, shares, weight, rng)


def _met(status: Ints, shares: Floats, weight: Floats, rng: np.random.Generator) -> Ints:
    """The same positions, a few of them changed until the weighted shares are met."""
    answered = status < NO_STATUS
    part = weight * answered / (weight * answered).sum()
    while True:
        off = np.array([(part * (status == k)).sum() for k in range(len(shares))]) - shares
        if np.abs(off).max() < CLOSE:
            return status
        worst = int(np.abs(off).argmax())
        other = int((off * -np.sign(off[worst])).argmax())
        source, goal = (worst, other) if off[worst] > 0 else (other, worst)
        rows = np.flatnonzero(status == source)
        row = int(rows[int(rng.random() * len(rows))])
        before = off[source] ** 2 + off[goal] ** 2
        if (off[source] - part[row]) ** 2 + (off[goal] + part[row]) ** 2 < before:
            status[row] = goal


def _languages(directorate: Ints, rng: np.random.Generator) -> Column:
    """The language of the questionnaire that came back; the translations went to asylum only."""
    names = list(assumptions.LANGUAGES_ASYLUM)
    others = [assumptions.LANGUAGES_OTHERS.get(name, 0.0) for name in names]
    chances = np.array([list(assumptions.LANGUAGES_ASYLUM.values()), others])
    asylum: Mask = directorate == DIRECTORATES.index("asylum")
    return [names[position] for position in choose(rng, chances[np.where(asylum, 0, 1)])]


def known_beforehand(group: Respondents) -> dict[str, Column]:
    """Directorate, role and, from 2011, status, with the codes of the agency of that wave."""
    old = group.wave == "2009"
    directorates = ("A", "RS", "RE", "N", EMPTY) if old else ("1", "2", "3", "4", EMPTY)
    codes = {"foreign_national": "V" if old else "1", "sponsor": "R" if old else "2", "": EMPTY}
    roles = [codes[name.partition("role=")[2]] for name in CELLS]
    known = {
        "directorate": [directorates[one] for one in group.directorate],
        "role": [roles[one] for one in group.people.cell],
    }
    if not old:
        known["status"] = [str(one + 1) if one < NO_STATUS else EMPTY for one in group.status]
    return known
