"""The grades of V+R: overall, "the applicant comes first", and the 26 aspects."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.calibrate import Floats, Margin, Mask, Target, fit, normal, nudge, skewed
from simulation.grades import CLOSE, SKEW, Aspect, RangeRule, aspect, place
from simulation.people import EMPTY, Column, missing, written
from simulation.published import WAVES, marked, printed
from simulation.vr import assumptions
from simulation.vr.respondents import CELLS, DIRECTORATES, STATUSES, Respondents

# Dimension of every aspect, as in vr.yaml.
DIMENSION = {
    **dict.fromkeys(("friendly", "expert", "decent", "listened", "empathy", "helpful", "thinks_along"), "human"),
    **dict.fromkeys(("complete", "data_needed", "how_to_reach", "easy_contact"), "communication"),
    **{f"language_{by}": "communication" for by in ("phone", "written", "email", "visit", "brochures")},
    **dict.fromkeys(("response_time", "throughput", "deadlines", "agreements", "proactive"), "process"),
    **dict.fromkeys(("consistent", "referral", "customer_feeling"), "process"),
    **dict.fromkeys(("fees", "phone_reach"), "other"),
}


def overall(group: Respondents, rng: np.random.Generator) -> Column:
    """The overall grade: total, directorates and status as printed, the other cells as assumed."""
    people, wave = group.people, group.wave
    figures = printed("vr", wave)
    valid = rng.random(people.size) >= np.array(assumptions.OVERALL_EMPTY)[group.status]
    means = {name: place(one, rng, _between(name, wave)) for name, one in figures.groups("overall").items()}
    total = place(figures.figures["all", "overall", "", "mean"], rng, _between("all", wave))
    cells = _cell_means(group, valid, total, means)
    margins = [Margin(people.cell, [cells[name] for name in CELLS])]
    targets = [Target(valid, total, 0.006)]
    targets += [Target(valid & people.of(name), mean, _close(name)) for name, mean in means.items()]
    targets += [
        Target(valid & people.of(name), mean, assumptions.CELL_CLOSE)
        for name, mean in cells.items()
        if name and name not in means
    ]
    if wave in assumptions.STATUS_BLANK:
        of_status = [means[f"status={name}"] for name in STATUSES]
        margins.append(Margin(group.status, [*of_status, assumptions.STATUS_BLANK[wave][1]]))
    values = assumptions.SPREAD["overall"] * skewed(people.overall, SKEW)
    grades = fit(values, people.weight, valid, margins, rounds=12 if len(margins) > 1 else 1)
    grades = nudge(grades, people.weight, targets, rng, RangeRule(valid))
    return written(grades, ["valid" if one else EMPTY for one in valid])


def _cell_means(group: Respondents, valid: Mask, total: float, means: Mapping[str, float]) -> dict[str, float]:
    """The mean of every cell: as printed, or as chosen; those that nothing printed fixes move together to the total."""
    at, weight = WAVES.index(group.wave), group.people.weight
    chosen = {name: by_wave[at] for name, by_wave in assumptions.OVERALL_BY_CELL.items()}
    cells = {name: means[name] if one is None else one for name, one in chosen.items()}
    parts = {name: float((weight * (valid & (group.people.cell == k))).sum()) for k, name in enumerate(CELLS)}
    free = [name for name in CELLS if not any(name.startswith(printed_one) for printed_one in means)]
    lacking = sum(parts[name] * (total - cells[name]) for name in CELLS)
    shift = lacking / sum(parts[name] for name in free)
    return {name: mean + shift * (name in free) for name, mean in cells.items()}


def _between(group: str, wave: str) -> tuple[float, float]:
    """Where in its rounding interval the overall grade of a group lies."""
    if group == "all":
        return assumptions.OVERALL_PLACE[wave]
    kind, _, name = group.partition("=")
    return assumptions.STATUS_PLACE[wave][name] if kind == "status" else assumptions.DIRECTORATE_PLACE[wave]


def _close(group: str) -> float:
    return 0.01 if group.startswith("status=") else CLOSE


def vision(group: Respondents, rng: np.random.Generator) -> Column:
    """The grade for "the applicant comes first": total and directorates as printed."""
    people, figures = group.people, printed("vr", group.wave)
    z = 0.75 * people.general + 0.35 * people.dimension["process"] + 0.55 * normal(rng, people.size)
    reasons = missing(people, np.full(people.size, assumptions.VISION_DOES_NOT_APPLY), rng)
    valid = np.array([one == "valid" for one in reasons])
    means = {name: place(one, rng, (0.35, 0.85)) for name, one in figures.groups("vision").items()}
    total = figures.figures["all", "vision", "", "mean"]
    margin = Margin(group.directorate, [*(means[f"directorate={name}"] for name in DIRECTORATES), total])
    targets = [Target(valid, place(total, rng, (0.2, 0.4)), 0.01)]
    targets += [Target(valid & people.of(name), mean, CLOSE) for name, mean in means.items()]
    grades = fit(assumptions.SPREAD["vision"] * skewed(z, SKEW), people.weight, valid, [margin])
    return written(nudge(grades, people.weight, targets, rng, RangeRule(valid)), reasons)


def aspect_places(rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """The mean of every aspect in every wave, inside the printed figure; see README, "What the marks tell"."""
    places: dict[str, dict[str, float]] = {}
    for name in DIMENSION:
        known = {wave: printed("vr", wave).mean(name) for wave in WAVES}
        figures = {wave: figure for wave, figure in known.items() if figure is not None}
        early, late = _early_and_late(name, list(figures.values()))
        first, second = known[WAVES[0]], known[WAVES[1]]
        # Printed alike, but the text says that the aspect rose in every wave.
        low, high = _ends(early) if first == second else (early, early)
        between = dict(zip(WAVES, (low, high, late), strict=True))
        places[name] = {wave: place(figure, rng, between[wave]) for wave, figure in figures.items()}
    return places


def _ends(between: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The lower and the upper quarter."""
    low, high = between
    quarter = (high - low) / 4
    return (low, low + quarter), (high - quarter, high)


def _early_and_late(name: str, figures: list[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where in their intervals the earlier means lie, and that of the last wave."""
    if name in assumptions.OWN_PLACE:
        return assumptions.OWN_PLACE[name]
    *before, last = figures
    if marked("vr", name, WAVES[-1]):
        return assumptions.PLACE_MARKED
    if last > max(before):
        return assumptions.PLACE_RISEN
    return assumptions.PLACE_SAME if last == max(before) else assumptions.PLACE_FALLEN


def aspects(group: Respondents, rng: np.random.Generator) -> dict[str, Column]:
    """The grades for all aspects that were asked in the wave."""
    # The places of the means are one draw for all waves, so that the marks of the printed table can be regarded.
    places = aspect_places(np.random.Generator(np.random.PCG64(assumptions.SEED)))
    found = {}
    for name, means in places.items():
        if group.wave not in means:
            continue
        dimension = DIMENSION[name]
        chance = np.full(group.people.size, assumptions.DOES_NOT_APPLY[name])
        in_asylum = assumptions.DOES_NOT_APPLY_IN_ASYLUM.get(name, assumptions.DOES_NOT_APPLY[name])
        chance[group.people.of("directorate=asylum")] = in_asylum
        plan = Aspect(
            dimension, means[group.wave], _offsets(name, group.wave), _ties(name),
            assumptions.OWN_SPREAD.get(name, assumptions.SPREAD[dimension]), chance,
        )  # fmt: skip
        found[name] = aspect(group.people, plan, rng)
    return found


def _ties(name: str) -> Floats:
    """(cells,) how strongly the aspect goes with the overall judgement."""
    usual = assumptions.OWN_TIE.get(name, assumptions.TIE_BY_DIMENSION[DIMENSION[name]])
    own = assumptions.TIE_IN_DIRECTORATE.get(name, {})
    return np.array([next((one for key, one in own.items() if key in cell), usual) for cell in CELLS])


def _offsets(name: str, wave: str) -> Floats:
    """By cell (and without one): how far the group's mean lies from the total, before centring."""
    at = WAVES.index(wave)
    figures = printed("vr", wave).figures
    total = figures["all", "overall", "", "mean"]
    extra, every = assumptions.GROUP_EXTRA.get(name, {}), assumptions.EVERY_ASPECT
    offsets = []
    for cell in CELLS:
        chosen = assumptions.OVERALL_BY_CELL[cell][at]
        mean = figures[cell, "overall", "", "mean"] if chosen is None else chosen
        own = sum(table[key][at] for table in (extra, every) for key in table if key in cell)
        offsets.append(assumptions.FOLLOWS_OVERALL * (mean - total) + own)
    return np.array(offsets)
