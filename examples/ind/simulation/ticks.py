"""Ticks: multiple answers, yes and no, and answers in categories, with the shares that were chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.calibrate import Floats, Ints, Mask, Target, choose, nudge
from simulation.people import EMPTY, Column, People, missing, written

# Shares are met to within a fifth of a per cent of the place that was chosen for them.
CLOSE = 0.002


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
    people: People, chances: Mapping[str, Floats], asked: Mask, targets: Mapping[str, Sequence[Target]],
    rng: np.random.Generator,
) -> dict[str, Ints]:  # fmt: skip
    """Answers to a multiple question, at least one each; shares as in `targets`."""
    chosen = {name: (rng.random(people.size) < chance).astype(np.int64) for name, chance in chances.items()}
    first = choose(rng, np.column_stack(list(chances.values())))
    none = sum(chosen.values()) == 0
    for position, column in enumerate(chosen.values()):
        column[none & (first == position)] = 1
    for name, wanted in targets.items():
        chosen[name] = nudge(chosen[name], people.weight, wanted, rng, TickRule(chosen, asked))
    return chosen


def share(members: Mask, percent: float, close: float = CLOSE) -> Target:
    """A share as printed, in per cent."""
    return Target(members, percent / 100, close)


def columns(prefix: str, chosen: Mapping[str, Ints], answered: Mask) -> dict[str, Column]:
    """A column per answer, 1 or 0, empty where the question was not answered."""
    return {
        f"{prefix}_{name}": [str(mark) if known else EMPTY for mark, known in zip(marks, answered, strict=True)]
        for name, marks in chosen.items()
    }


def yes_no(
    people: People, chance: Floats, targets: Sequence[tuple[str, float]], rng: np.random.Generator,
    unanswered: float = 0.015, group_close: float = CLOSE,
) -> tuple[Ints, Mask]:  # fmt: skip
    """1 = yes, with this (n,) chance and these weighted shares by group ("all", per cent); and who answered.

    `group_close`: how far the share of a group, not that of all, may be off (a part, not per cent).
    """
    answered = rng.random(people.size) >= unanswered
    yes = (rng.random(people.size) < chance).astype(np.int64)
    rule = TickRule({"this": yes}, answered, at_least_one=False)
    wanted = [
        share(answered & people.of(group), percent, CLOSE if group == "all" else group_close)
        for group, percent in targets
    ]
    return nudge(yes, people.weight, wanted, rng, rule), answered


def one_two(yes: Ints, answered: Mask) -> Column:
    """A column of code 1 for yes and 2 for no."""
    return [("1" if one else "2") if known else EMPTY for one, known in zip(yes, answered, strict=True)]


def categories(people: People, chances: Floats, rng: np.random.Generator, within: Ints | None = None) -> Column:
    """Codes 1, 2, 3 ... drawn with (n, answers) chances, 99 don't know, empty.

    `within`: (n,) groups in each of which the shares must come out close to the chances, whatever chance would do.
    """
    reasons = missing(people, np.zeros(people.size), rng)
    if within is None:
        return written(choose(rng, chances) + 1, reasons)
    valid = np.array([one == "valid" for one in reasons])
    drawn = rng.random((2, people.size))
    level = np.zeros(people.size)
    for group in sorted(set(within.tolist())):
        rows = np.flatnonzero((within == group) & valid)
        # Spread evenly from 0 to 1 in random order: as many below a chance as belong there.
        level[rows] = (np.argsort(np.argsort(drawn[0, rows], kind="stable")) + drawn[1, rows]) / max(len(rows), 1)
    reached = np.cumsum(chances, axis=1)
    given: Ints = (level[:, None] * reached[:, -1:] >= reached).sum(axis=1).astype(np.int64)
    return written(given + 1, reasons)
