"""The grades: overall, per directorate, "the applicant comes first", and the aspects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.boak import assumptions
from simulation.boak.aims import aimed_means
from simulation.boak.respondents import CELLS
from simulation.calibrate import Floats, Margin, Mask, Target, fit, normal, nudge, skewed
from simulation.grades import SKEW, Aspect, RangeRule, aspect, place
from simulation.people import EMPTY, Column, People, missing, written
from simulation.published import WAVES, printed

# Part that left the overall grade, or that for a directorate, open: fewer than any aspect, for it comes first.
OVERALL_EMPTY = 0.012
# Part of the process and of chance in the vision beside the general factor; of chance in the grade for a directorate.
VISION = {"general": 0.75, "process": 0.35, "own": 0.55}
DIRECTORATE_OVERALL, DIRECTORATE_OWN = 0.8, 0.6
ROUNDS = 12
# Means of groups that overlap are met this closely; the chosen places keep further from the borders of rounding.
CLOSE = 0.007
# The aspects that are printed with a figure, in the order of the questionnaire, and their dimensions.
DIMENSION = {
    **dict.fromkeys(("decent", "listened", "friendly", "helpful", "expert", "empathy", "thinks_along"), "human"),
    **dict.fromkeys(("how_to_reach", "easy_contact", "clear_information", "data_needed"), "communication"),
    **dict.fromkeys(("complete", "correct"), "communication"),
    **dict.fromkeys(("response_time", "throughput", "deadlines", "agreements", "referral"), "process"),
    **dict.fromkeys(("proactive", "consistent", "customer_feeling"), "process"),
    **dict.fromkeys(("fees", "reach_general", "reach_study", "reach_chain"), "other"),
}


def overall(people: People, rng: np.random.Generator) -> Column:
    """The overall grade: kinds of organisation as chosen, printed groups as printed."""
    valid = rng.random(people.size) >= OVERALL_EMPTY
    values = assumptions.SPREAD["overall"] * skewed(people.overall, SKEW)
    cells = Margin(people.cell, assumptions.OVERALL_BY_CELL[people.wave])
    aims = [*aimed_means(people, "overall", rng), *assumptions.OVERALL_IN_WORDS.get(people.wave, {}).items()]
    return _calibrated(people, values, valid, [cells], aims, rng)


def overall_per_directorate(people: People, directorate: str, rng: np.random.Generator) -> Column:
    """The grade for one directorate, of those who dealt with it."""
    group = f"directorate={directorate}"
    valid = people.of(group) & (rng.random(people.size) >= OVERALL_EMPTY)
    z = DIRECTORATE_OVERALL * people.overall + DIRECTORATE_OWN * normal(rng, people.size)
    cells = Margin(people.cell, assumptions.BY_DIRECTORATE_AND_CELL[directorate])
    aims = [one for one in aimed_means(people, "overall_directorate", rng) if one[0].partition(",")[0] == group]
    return _calibrated(people, assumptions.SPREAD["overall"] * skewed(z, SKEW), valid, [cells], aims, rng)


def vision(people: People, rng: np.random.Generator) -> Column:
    """The grade for "the applicant comes first": groups as printed, or as the text says in words."""
    z = VISION["general"] * people.general + VISION["process"] * people.dimension["process"]
    z += VISION["own"] * normal(rng, people.size)
    reasons = missing(people, np.full(people.size, 0.02), rng)
    valid = np.array([one == "valid" for one in reasons])
    aims = [*aimed_means(people, "vision", rng), *assumptions.VISION_IN_WORDS.items()]
    margins = [Margin(people.cell, assumptions.VISION_BY_CELL)]
    # Groups that overlap, one after the other: first shifts for everyone, so that few single answers need a change.
    margins += [Margin(np.where(people.of(group), 0, 1), [mean]) for group, mean in aims if group != "all"]
    values = assumptions.SPREAD["vision"] * skewed(z, SKEW)
    found = _calibrated(people, values, valid, margins, aims, rng)
    return [grade if reason == "valid" else reason for grade, reason in zip(found, reasons, strict=True)]


def _calibrated(
    people: People, values: Floats, valid: Mask, margins: Sequence[Margin], aims: Sequence[tuple[str, float]],
    rng: np.random.Generator,
) -> Column:  # fmt: skip
    """Whole grades with the means of the margins, then with those that are aimed at; empty where not valid."""
    grades = fit(values, people.weight, valid, margins, rounds=ROUNDS if len(margins) > 1 else 1)
    targets = [Target(valid & people.of(group), mean, CLOSE) for group, mean in aims]
    grades = nudge(grades, people.weight, targets, rng, RangeRule(valid))
    return written(grades, ["valid" if one else EMPTY for one in valid])


def aspect_places(rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """The mean of every aspect in every wave that prints one, at a drawn place inside its rounding interval."""
    places: dict[str, dict[str, float]] = {}
    for name in DIMENSION:
        places[name] = {}
        for wave in WAVES:
            figure = printed("boak", wave).mean(name)
            between = assumptions.ASPECT_BETWEEN.get((wave, name), (0.05, 0.95))
            if figure is not None:
                places[name][wave] = place(figure, rng, between)
    return places


def aspects(people: People, rng: np.random.Generator) -> dict[str, Column]:
    """The grades of all aspects of the wave, in the order of the questionnaire."""
    # One draw of the places for all waves, whatever wave is made first.
    places = aspect_places(np.random.Generator(np.random.PCG64(assumptions.SEED)))
    return {
        name: aspect(people, _plan(name, people, means[people.wave]), rng)
        for name, means in places.items()
        if people.wave in means
    }


def _plan(name: str, people: People, mean: float) -> Aspect:
    dimension = DIMENSION[name]
    spread = assumptions.OWN_SPREAD.get(name, assumptions.SPREAD[dimension])
    by_cell = assumptions.DOES_NOT_APPLY_BY_CELL.get(name)
    chance = np.array(by_cell or [assumptions.DOES_NOT_APPLY[name]] * len(CELLS))
    tie = np.full(len(CELLS), assumptions.TIE[name])
    offset = _offsets(name, people)
    aims: list[tuple[str, float]] = []
    if people.wave in assumptions.AS_THEIR_CELLS and dimension != "other":
        by_row = mean + offset[people.cell] - offset[people.cell].mean()
        aims = [(group, float(by_row[people.of(group)].mean())) for group in assumptions.AS_THEIR_CELLS[people.wave]]
    return Aspect(dimension, mean, offset, tie, spread, chance[people.cell], tuple(aims))


def _offsets(name: str, people: People) -> Floats:
    """(cells,) how far the mean of a cell lies from that of all, before centring."""
    by_cell = np.array(assumptions.OVERALL_BY_CELL[people.wave])
    extra = assumptions.CELL_EXTRA.get(name, {}) if people.wave >= assumptions.EXTRA_SINCE else {}
    offset: Floats = assumptions.FOLLOWS_OVERALL * (by_cell - by_cell[people.cell].mean())
    offset += np.array([extra.get(cell, 0.0) for cell in CELLS])
    return offset
