"""Contact, preferred channels, website, and the two questions about the file: everything in V+R that is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.calibrate import Floats, Ints, Mask, Target, nudge
from simulation.people import Column
from simulation.published import WAVES, printed
from simulation.ticks import TickRule, categories, columns, one_two, share, ticks, yes_no
from simulation.vr import assumptions
from simulation.vr.respondents import DIRECTORATES, Respondents


def contact(group: Respondents, rng: np.random.Generator) -> dict[str, Column]:
    """Channels of the past twelve months; some had no contact."""
    people = group.people
    answered = rng.random(people.size) >= assumptions.CONTACT_UNANSWERED
    without: Mask = answered & (rng.random(people.size) < assumptions.NO_CONTACT)
    some = answered & ~without
    totals = assumptions.CONTACT_TOTAL[group.wave]
    parts = {name: _tilted(group, assumptions.CONTACT_TILT[name], total, answered) for name, total in totals.items()}
    # Those without contact tick nothing, so the others tick a little more.
    chances = {name: group.by_directorate(part) / 100 / (1 - assumptions.NO_CONTACT) for name, part in parts.items()}
    base = {name: np.where(some, marks, 0) for name, marks in ticks(people, chances, some, {}, rng).items()}
    for name, part in parts.items():
        wanted = _targets(group, ("contact", name), totals[name], part, answered)
        base[name] = nudge(base[name], people.weight, wanted, rng, TickRule(base, some))
    return columns("contact", {**base, "none": without.astype(np.int64)}, answered)


def _tilted(group: Respondents, tilt: Sequence[float], total: float, answered: Mask) -> Floats:
    """(directorates + 1,) shares in per cent that differ as the tilt says and make the total together."""
    values = np.array(tilt)
    weight = group.people.weight * answered
    mean = float((weight * values[group.directorate]).sum() / weight.sum())
    return values * total / mean


def _targets(
    group: Respondents, answer: tuple[str, str], total: float, parts: Sequence[float] | Floats, answered: Mask
) -> list[Target]:
    """The total, and every directorate: as printed where the report prints it, otherwise as chosen."""
    figures, people = printed("vr", group.wave), group.people
    known = figures.share(*answer)
    targets = [share(answered, total if known is None else known)]
    for name, percent in zip(DIRECTORATES, parts, strict=False):
        known = figures.share(*answer, f"directorate={name}")
        members = answered & people.of(f"directorate={name}")
        if known is None:
            targets.append(share(members, float(percent), assumptions.CLOSE[answer[0]] / 100))
        else:
            targets.append(share(members, known))
    return targets


def preferred(group: Respondents, rng: np.random.Generator) -> dict[str, Column]:
    """Channels that respondents like best; totals as printed."""
    people, parts = group.people, assumptions.PREFERRED[group.wave]
    answered = rng.random(people.size) >= assumptions.PREFERRED_UNANSWERED
    chances = {name: group.by_directorate(part) / 100 for name, part in parts.items()}
    targets = {name: _targets(group, ("preferred", name), part[-1], part, answered) for name, part in parts.items()}
    return columns("preferred", ticks(people, chances, answered, targets, rng), answered)


def website(group: Respondents, rng: np.random.Generator) -> dict[str, Column]:
    """Ever visited; from 2011 internet access and the purposes of visitors. Who has access visits more often."""
    people, wave = group.people, group.wave
    asked = wave in assumptions.INTERNET
    # In 2009 access was not asked, but it was there: about that of 2011.
    year = wave if asked else WAVES[1]
    access_chance = group.by_directorate(assumptions.INTERNET[year]) / 100
    total = printed("vr", year).share("internet", "access") or assumptions.INTERNET_TOTAL[year]
    wanted = _by_group(total, assumptions.INTERNET[year]) if asked else []
    close = assumptions.CLOSE["website"] / 100
    access, known = yes_no(people, access_chance, wanted, rng, group_close=close)
    chance = group.by_directorate(assumptions.WEBSITE[wave]) / 100
    targets = _by_group(assumptions.WEBSITE_TOTAL[wave], assumptions.WEBSITE[wave])
    given = np.where(access == 1, 0.97 * chance / access_chance, 0.1)
    visited, answered = yes_no(people, given, targets, rng, group_close=close)
    found = {"website": one_two(visited, answered)}
    if not asked:
        return found
    found |= _purposes(group, answered & (visited == 1), rng)
    return {**found, "internet": one_two(access, known)}


def _by_group(total: float, parts: Sequence[float]) -> list[tuple[str, float]]:
    """The total and every directorate, by the name of the group."""
    return [("all", total), *((f"directorate={name}", one) for name, one in zip(DIRECTORATES, parts, strict=False))]


def _purposes(group: Respondents, visited: Mask, rng: np.random.Generator) -> dict[str, Column]:
    """What visitors came for; the same in every directorate."""
    people, figures = group.people, printed("vr", group.wave)
    visitors = visited & (rng.random(people.size) >= assumptions.PURPOSE_UNANSWERED)
    totals = {}
    for name, chosen in assumptions.PURPOSES_TOTAL[group.wave].items():
        known = figures.share("purpose", name)
        totals[name] = chosen if known is None else known + assumptions.PURPOSE_SHIFT.get(name, 0.0)
    chances = {name: np.full(people.size, percent / 100) for name, percent in totals.items()}
    targets = {name: [share(visitors, percent)] for name, percent in totals.items()}
    for name, wanted in targets.items():
        groups = [people.of(f"directorate={one}") for one in DIRECTORATES]
        wanted += [share(visitors & one, totals[name], assumptions.CLOSE["purpose"] / 100) for one in groups]
    return columns("purpose", ticks(people, chances, visitors, targets, rng), visitors)


def yes_partly_no(
    group: Respondents, chosen: Mapping[str, Sequence[tuple[int, int]]], rng: np.random.Generator
) -> Column:
    """1 yes, 2 partly, 3 no, 99 don't know, empty; the shares per directorate as assumed."""
    table = np.array([(yes, partly, 100 - yes - partly) for yes, partly in chosen[group.wave]]) / 100
    within: Ints = group.directorate
    return categories(group.people, table[group.directorate], rng, within)
