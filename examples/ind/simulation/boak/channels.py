"""Channels and information: what was ticked or chosen about contact, website, awareness and amount of information."""

from __future__ import annotations

import numpy as np

from simulation.boak import assumptions
from simulation.boak.aims import aimed_shares
from simulation.boak.draw import some_of, ticks_per_cell
from simulation.calibrate import Ints, Mask, nudge
from simulation.people import DONT_KNOW, EMPTY, Column, People
from simulation.ticks import TickRule, categories, columns, one_two, share, ticks, yes_no


def contact(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """Channels of the past twelve months; some had no contact."""
    return _with_none(people, "contact", assumptions.CONTACT[people.wave], assumptions.NO_CONTACT[people.wave], rng)


def preferred(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """Channels that respondents like best."""
    table = assumptions.PREFERRED[people.wave]
    answered = _answered(people, rng)
    chosen = ticks_per_cell(people, table, answered, answered, rng)
    return columns("preferred", _calibrated(people, "preferred", chosen, answered, answered, rng), answered)


def website(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """Ever visited the website and, from 2011, what for."""
    row = assumptions.WEBSITE[people.wave]
    chance = np.array(row)[people.cell] / 100
    visited, answered = yes_no(people, chance, aimed_shares(people, "website", "visited"), rng)
    found = {"website": one_two(visited, answered)}
    if people.wave not in assumptions.PURPOSE:
        return found
    visitors = answered & (visited == 1) & (rng.random(people.size) >= 0.02)
    totals = assumptions.PURPOSE[people.wave]
    chances = {name: np.full(people.size, percent / 100) for name, percent in totals.items()}
    aims = {name: dict(aimed_shares(people, "purpose", name)) for name in totals}
    targets = {name: [share(visitors, aims[name].get("all", percent))] for name, percent in totals.items()}
    return {**found, **columns("purpose", ticks(people, chances, visitors, targets, rng), visitors)}


def aware(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """The means of information that they know."""
    return _with_none(people, "aware", assumptions.AWARE[people.wave], assumptions.KNOWS_NOTHING[people.wave], rng)


def information(people: People, rng: np.random.Generator) -> Column:
    """1 too little, 2 just enough, 3 too much, 99 don't know, empty."""
    row = assumptions.TOO_LITTLE[people.wave]
    answered = _answered(people, rng)
    little = some_of(people, row, answered, answered, rng)
    aims = aimed_shares(people, "information", "too_little")
    targets = [share(answered & people.of(group), percent) for group, percent in aims]
    little = nudge(little, people.weight, targets, rng, TickRule({"this": little}, answered, at_least_one=False))
    much = rng.random(people.size) < assumptions.TOO_MUCH / (100 - np.array(row)[people.cell].mean())
    unknown = rng.random(people.size) < 0.5
    code = np.where(little == 1, "1", np.where(much, "3", "2"))
    none = np.where(unknown, DONT_KNOW, EMPTY)
    return [str(one) for one in np.where(answered, code, none)]


def chances_clear(people: People, rng: np.random.Generator) -> Column:
    """1 yes, 2 partly, 3 no, 99 don't know, empty."""
    yes = np.array(assumptions.CHANCES_YES[people.wave], dtype=float)
    partly = np.minimum(assumptions.CHANCES_PARTLY, 0.7 * (100 - yes))
    table = np.column_stack([yes, partly, 100 - yes - partly]) / 100
    return categories(people, table[people.cell], rng)


def _answered(people: People, rng: np.random.Generator) -> Mask:
    return rng.random(people.size) >= np.array(assumptions.LEFT_OPEN)[people.cell]


def _with_none(
    people: People, question: str, table: assumptions.Table, none: float, rng: np.random.Generator
) -> dict[str, Column]:
    """A multiple question with an answer that excludes the others; shares are of all who answered."""
    answered = _answered(people, rng)
    without = answered & (rng.random(people.size) < none)
    some: Mask = answered & ~without
    chosen = ticks_per_cell(people, table, answered, some, rng)
    chosen = _calibrated(people, question, chosen, answered, some, rng)
    return columns(question, {**chosen, "none": without.astype(np.int64)}, answered)


def _calibrated(
    people: People, question: str, chosen: dict[str, Ints], answered: Mask, free: Mask, rng: np.random.Generator
) -> dict[str, Ints]:
    """The same ticks with the printed shares of those who answered; only those of `free` respondents may change."""
    for name in list(chosen):
        aims = aimed_shares(people, question, name)
        targets = [share(answered & people.of(group), percent) for group, percent in aims]
        chosen[name] = nudge(chosen[name], people.weight, targets, rng, TickRule(chosen, free))
    return chosen
