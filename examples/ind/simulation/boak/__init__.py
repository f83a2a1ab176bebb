"""The respondents of the survey of organisations and chain partners (BOAK)."""

from __future__ import annotations

import numpy as np

from simulation.boak import assumptions
from simulation.boak.channels import aware, chances_clear, contact, information, preferred, website
from simulation.boak.grades import aspects, overall, overall_per_directorate, vision
from simulation.boak.respondents import RECOGNISED_WAVE, Respondents, respondents
from simulation.boak.themes import few_words, vision_why
from simulation.people import Column


def simulate(wave: str) -> dict[str, Column]:
    """The columns of the data file of a wave, in the order of the questionnaire."""
    known, rng = _known(wave)
    people, language = known.people, known.columns["language"]
    new = wave >= RECOGNISED_WAVE
    table = {**known.columns, "overall": overall(people, rng)}
    if new:
        for name in assumptions.DIRECTORATES:
            table[f"overall_directorate_{name}"] = overall_per_directorate(people, name, rng)
        table["vision"] = vision(people, rng)
        table |= vision_why(people, language, table["vision"], rng)
        table |= few_words(people, language, table["overall"], rng)
    table |= aspects(people, rng)
    table["chances"] = chances_clear(people, rng)
    table |= contact(people, rng)
    if wave in assumptions.PREFERRED:
        table |= preferred(people, rng)
    table |= website(people, rng)
    table |= aware(people, rng)
    if wave in assumptions.TOO_LITTLE:
        table["information"] = information(people, rng)
    return table


def largest(wave: str) -> Column:
    """The numbers of the respondents that belong to the 300 largest companies, for the list of the study."""
    known, _ = _known(wave)
    numbers = known.columns["respondent"]
    return [number for number, one in zip(numbers, known.people.of("economic=largest"), strict=True) if one]


def _known(wave: str) -> tuple[Respondents, np.random.Generator]:
    rng = np.random.Generator(np.random.PCG64([assumptions.SEED, int(wave)]))
    return respondents(wave, rng), rng
