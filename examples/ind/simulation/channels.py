"""Contact, preferred channels, website, and the two questions about the file: everything that is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation import assumptions, printed
from simulation.calibrate import Floats, Ints, Mask, Target, choose, nudge
from simulation.people import DIRECTORATES, EMPTY, Column, People, missing, written


@dataclass(frozen=True)
class TickRule:
    """Whether a tick may be set or taken away: for whom, and not the last tick of a row."""

    ticks: Mapping[str, Ints]
    free: Mask
    at_least_one: bool = True

    def __call__(self, row: int, value: int) -> bool:
        if not self.free[row] or value not in (0, 1):
            return False
        return value == 1 or not self.at_least_one or sum(int(column[row]) for column in self.ticks.values()) > 1


def ticks(
    group: People, chances: Mapping[str, Floats], asked: Mask, targets: Mapping[str, Sequence[Target]],
    rng: np.random.Generator,
) -> dict[str, Ints]:  # fmt: skip
    """Answers to a multiple question, at least one each; shares as in `targets`."""
    chosen = {name: (rng.random(group.size) < chance).astype(np.int64) for name, chance in chances.items()}
    first = choose(rng, np.column_stack(list(chances.values())))
    none = sum(chosen.values()) == 0
    for position, column in enumerate(chosen.values()):
        column[none & (first == position)] = 1
    for name, wanted in targets.items():
        chosen[name] = nudge(chosen[name], group.weight, wanted, rng, TickRule(chosen, asked))
    return chosen


def share(members: Mask, percent: float) -> Target:
    """A share as printed: within a fifth of a per cent."""
    return Target(members, percent / 100, 0.002)


def columns(prefix: str, chosen: Mapping[str, Ints], answered: Mask) -> dict[str, Column]:
    """A column per answer, 1 or 0, empty where the question was not answered."""
    return {
        f"{prefix}_{name}": [str(mark) if known else EMPTY for mark, known in zip(marks, answered, strict=True)]
        for name, marks in chosen.items()
    }


def contact(group: People, rng: np.random.Generator) -> dict[str, Column]:
    """Channels of the past twelve months; some had no contact."""
    totals = assumptions.CONTACT_TOTAL[group.wave]
    answered = rng.random(group.size) >= 0.02
    without = answered & (rng.random(group.size) < 0.05)
    some = answered & ~without
    middle = {name: (*assumptions.CONTACT_TILT[name], 1.0) for name in totals}
    chances = {
        name: np.minimum(0.92, np.array(middle[name])[group.directorate] * total / 100)
        for name, total in totals.items()
    }
    targets = {name: [share(answered, total)] for name, total in totals.items()}
    for directorate, percent in printed.CONTACT_BY_WEBSITE.get(group.wave, {}).items():
        targets["website"].append(share(answered & group.of(directorate), percent))
    base = _silent(ticks(group, chances, some, {}, rng), without)
    for name, wanted in targets.items():
        base[name] = nudge(base[name], group.weight, wanted, rng, TickRule(base, some))
    return columns("contact", {**base, "none": without.astype(np.int64)}, answered)


def _silent(chosen: dict[str, Ints], without: Mask) -> dict[str, Ints]:
    return {name: np.where(without, 0, marks) for name, marks in chosen.items()}


def preferred(group: People, rng: np.random.Generator) -> dict[str, Column]:
    """Channels that respondents like best; totals as printed."""
    by_directorate = assumptions.PREFERRED_BY_DIRECTORATE[group.wave]
    answered = rng.random(group.size) >= 0.03
    chances = {
        name: np.array([*parts, printed.PREFERRED[group.wave][name]])[group.directorate] / 100
        for name, parts in by_directorate.items()
    }
    targets = {name: [share(answered, printed.PREFERRED[group.wave][name])] for name in by_directorate}
    for name, directorates in assumptions.PREFERRED_IN_WORDS.items():
        for directorate in directorates if name in by_directorate else ():
            percent = by_directorate[name][DIRECTORATES.index(directorate)]
            targets[name].append(Target(answered & group.of(directorate), percent / 100, 0.01))
    return columns("preferred", ticks(group, chances, answered, targets, rng), answered)


def website(group: People, rng: np.random.Generator) -> dict[str, Column]:
    """Ever visited; from 2011 internet access and the purposes of visitors. Who has access visits more often."""
    wave = group.wave
    asked = wave in assumptions.INTERNET_TOTAL
    year = wave if asked else printed.WAVES[1]
    by_directorate, total = assumptions.INTERNET_BY_DIRECTORATE[year], assumptions.INTERNET_TOTAL[year]
    access_chance = np.array([*by_directorate, total])[group.directorate] / 100
    access, known = yes_no(group, access_chance, total, rng)
    total = assumptions.WEBSITE_TOTAL[wave]
    chance = np.array([*assumptions.WEBSITE_BY_DIRECTORATE[wave], total])[group.directorate] / 100
    visited, answered = yes_no(group, np.where(access == 1, 0.97 * chance / access_chance, 0.1), total, rng)
    found = {"website": _one_two(visited, answered)}
    if not asked:
        return found
    visitors = answered & (visited == 1) & (rng.random(group.size) >= 0.02)
    totals = assumptions.PURPOSES_TOTAL[wave]
    chances = {name: np.full(group.size, percent / 100) for name, percent in totals.items()}
    targets = {name: [share(visitors, percent)] for name, percent in totals.items()}
    purposes = ticks(group, chances, visitors, targets, rng)
    return {**found, "internet": _one_two(access, known), **columns("purpose", purposes, visitors)}


def yes_no(group: People, chance: Floats, total: float, rng: np.random.Generator) -> tuple[Ints, Mask]:
    """1 = yes, with this (n,) chance and this weighted share in all; and who answered."""
    answered = rng.random(group.size) >= 0.015
    yes = (rng.random(group.size) < chance).astype(np.int64)
    rule = TickRule({"this": yes}, answered, at_least_one=False)
    return nudge(yes, group.weight, [share(answered, total)], rng, rule), answered


def _one_two(yes: Ints, answered: Mask) -> Column:
    return [("1" if one else "2") if known else EMPTY for one, known in zip(yes, answered, strict=True)]


def yes_partly_no(group: People, chances: Sequence[tuple[int, int]], rng: np.random.Generator) -> Column:
    """1 yes, 2 partly, 3 no, 99 don't know, empty; the share of yes per directorate as assumed."""
    parts = [*chances, chances[1]]
    table = np.array([(yes, partly, 100 - yes - partly) for yes, partly in parts])[group.directorate]
    given = choose(rng, table / 100)
    reasons = missing(group, np.zeros(group.size), rng)
    return written(given + 1, reasons)
