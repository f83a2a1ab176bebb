"""The grades: overall, "the applicant comes first", and the 26 aspects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation import assumptions, printed
from simulation.calibrate import Floats, Margin, Mask, Target, fit, normal, nudge, skewed, weighted_mean
from simulation.people import DIMENSIONS, DIRECTORATES, EMPTY, STATUSES, Column, People, missing, written

# Dimension of every aspect, as in vr.yaml.
ASPECT_DIMENSION = {
    **dict.fromkeys(("friendly", "expert", "decent", "listened", "empathy", "helpful", "thinks_along"), "human"),
    **dict.fromkeys(("complete", "data_needed", "how_to_reach", "easy_contact"), "communication"),
    **{f"language_{by}": "communication" for by in ("phone", "written", "email", "visit", "brochures")},
    **dict.fromkeys(("response_time", "throughput", "deadlines", "proactive", "consistent", "referral"), "process"),
    **dict.fromkeys(("customer_feeling", "agreements"), "process"),
    **dict.fromkeys(("fees", "phone_reach"), "other"),
}
CLOSE = 0.003


def place(figure: float, rng: np.random.Generator, between: tuple[float, float] = (0.05, 0.95)) -> float:
    """A seeded place inside the rounding interval of a printed figure with one decimal."""
    low, high = between
    return figure - 0.05 + 0.1 * (low + (high - low) * rng.random())


@dataclass(frozen=True)
class RangeRule:
    """Whether a grade may become another: it must be valid and stay on the scale."""

    valid: Mask

    def __call__(self, row: int, value: int) -> bool:
        return bool(self.valid[row]) and 1 <= value <= 10


def overall(group: People, rng: np.random.Generator) -> Column:
    """The overall grade: total, directorates and status as printed, the other cells as assumed."""
    wave = group.wave
    together = sum(group.dimension[name] for name in DIMENSIONS) / len(DIMENSIONS) ** 0.5
    z = assumptions.OVERALL_GENERAL * group.general + assumptions.OVERALL_DIMENSIONS * together
    z += assumptions.OVERALL_OWN * normal(rng, group.size)
    chances = np.array([assumptions.OVERALL_EMPTY[name] for name in STATUSES])
    valid = rng.random(group.size) >= chances[group.status]
    margins = [Margin(group.cell, assumptions.OVERALL_BY_CELL[wave])]
    total = place(printed.OVERALL[wave], rng, assumptions.OVERALL_POSITION[wave])
    targets = [Target(valid, total, 0.006)]
    for name, figure in printed.OVERALL_BY_DIRECTORATE[wave].items():
        targets.append(Target(group.of(name) & valid, place(figure, rng, (0.3, 0.75)), CLOSE))
    if wave in printed.OVERALL_BY_STATUS:
        between = assumptions.STATUS_POSITION[wave]
        means = [place(one, rng, between[name]) for name, one in printed.OVERALL_BY_STATUS[wave].items()]
        targets += [Target((group.status == k) & valid, mean, 0.01) for k, mean in enumerate(means)]
        margins.append(Margin(group.status, [*means, assumptions.STATUS_BLANK[wave][1]]))
    values = assumptions.SPREAD["overall"] * skewed(z, assumptions.SKEW)
    grades = fit(values, group.weight, valid, margins, rounds=12 if len(margins) > 1 else 1)
    grades = nudge(grades, group.weight, targets, rng, RangeRule(valid))
    return written(grades, ["valid" if one else EMPTY for one in valid])


def vision(group: People, rng: np.random.Generator) -> Column:
    """The grade for "the applicant comes first": total and directorates as printed."""
    z = 0.75 * group.general + 0.35 * group.dimension["process"] + 0.55 * normal(rng, group.size)
    reasons = missing(group, np.full(group.size, 0.04), rng)
    valid = np.array([one == "valid" for one in reasons])
    means = {name: place(one, rng, (0.35, 0.85)) for name, one in printed.VISION_BY_DIRECTORATE.items()}
    margin = Margin(group.directorate, [*(means[name] for name in DIRECTORATES), printed.VISION])
    targets = [Target(valid, place(printed.VISION, rng, (0.2, 0.4)), 0.01)]
    targets += [Target(group.of(name) & valid, mean, CLOSE) for name, mean in means.items()]
    grades = fit(assumptions.SPREAD["vision"] * skewed(z, assumptions.SKEW), group.weight, valid, [margin])
    return written(nudge(grades, group.weight, targets, rng, RangeRule(valid)), reasons)


def aspect_places(rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """The mean of every aspect in every wave, inside the printed figure; see README, "What the marks tell"."""
    places: dict[str, dict[str, float]] = {}
    for name, (*figures, marked) in printed.ASPECTS.items():
        known = [one for one in figures if one is not None]
        risen = known[-1] > max(known[:-1])
        early, late = (0.05, 0.95), (0.05, 0.95)
        if marked:
            early, late = (0.03, 0.22), (0.78, 0.97)
        elif risen:
            early, late = (0.55, 0.95), (0.05, 0.45)
        between = (early, early, late)
        places[name] = {
            wave: place(figure, rng, within)
            for wave, figure, within in zip(printed.WAVES, figures, between, strict=True)
            if figure is not None
        }
    return places


def aspect(name: str, group: People, mean: float, rng: np.random.Generator) -> Column:
    """The grades for one aspect."""
    dimension = ASPECT_DIMENSION[name]
    unique = (1 - assumptions.GENERAL**2 - assumptions.DIMENSION**2) ** 0.5
    noise = normal(rng, group.size)
    z = assumptions.GENERAL * group.general + assumptions.DIMENSION * group.dimension[dimension] + unique * noise
    chance = np.full(group.size, assumptions.DOES_NOT_APPLY[name])
    if name in assumptions.DOES_NOT_APPLY_IN_ASYLUM:
        chance[group.of("asylum")] = assumptions.DOES_NOT_APPLY_IN_ASYLUM[name]
    reasons = missing(group, chance, rng)
    valid = np.array([one == "valid" for one in reasons])
    spread = assumptions.OWN_SPREAD.get(name, assumptions.SPREAD[dimension])
    offset = _offsets(name, group.wave) + assumptions.CHANCE * spread * normal(rng, 7) / np.bincount(group.cell) ** 0.5
    centre = weighted_mean(offset[group.cell], group.weight, valid)
    margin = Margin(group.cell, [float(one) for one in mean + offset - centre])
    grades = fit(spread * skewed(z, assumptions.SKEW), group.weight, valid, [margin])
    return written(nudge(grades, group.weight, [Target(valid, mean, CLOSE)], rng, RangeRule(valid)), reasons)


def _offsets(name: str, wave: str) -> Floats:
    """By cell (and without one): how far the group's mean lies from the total, before centring."""
    moment = printed.WAVES.index(wave)
    extra = assumptions.GROUP_EXTRA.get(name, {})
    offsets = []
    for cell, overall_mean in zip((*printed.CELLS, ""), assumptions.OVERALL_BY_CELL[wave], strict=True):
        own_extra = [extra[key][moment] for key in (cell, cell.partition(".")[0]) if key in extra]
        offsets.append(assumptions.FOLLOWS_OVERALL * (overall_mean - printed.OVERALL[wave]) + (own_extra or [0.0])[0])
    return np.array(offsets)
