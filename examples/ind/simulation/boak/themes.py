"""The two open questions of 2013 with their themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.boak import assumptions
from simulation.boak.aims import aimed_shares
from simulation.boak.draw import some_of
from simulation.calibrate import Ints, Target
from simulation.people import Column, People
from simulation.published import ALL
from simulation.ticks import share
from simulation.words import OpenQuestion, by_grade, open_answers

# A theme that stands alone is never taken away again: so themes start a little lower, and are added until the printed
# share is reached.
START = 0.85


def vision_why(people: People, language: Sequence[str], grades: Column, rng: np.random.Generator) -> dict[str, Column]:
    """Why this grade for "the applicant comes first"."""
    chances = {name: by_grade(grades, *parts) for name, parts in assumptions.VISION_THEMES.items()}
    question = OpenQuestion("vision_why", "vision_themes", by_grade(grades, *assumptions.VISION_SILENT), chances)
    return open_answers(people, question, language, grades, rng)


def few_words(people: People, language: Sequence[str], grades: Column, rng: np.random.Generator) -> dict[str, Column]:
    """The service in a few words; shares of the themes as printed."""
    targets = {name: _parts(people, dict(aimed_shares(people, "image", name))) for name in assumptions.IMAGE}
    chosen = {name: _drawn(people, name, grades, rng) for name in assumptions.IMAGE}
    silent = np.where(np.any(list(chosen.values()), axis=0), 0.0, 1.0)
    chances = {name: marks.astype(np.float64) for name, marks in chosen.items()}
    question = OpenQuestion("few_words", "image", silent, chances, targets)
    return open_answers(people, question, language, grades, rng)


def _drawn(people: People, theme: str, grades: Column, rng: np.random.Generator) -> Ints:
    """(n,) 1 for those who say it: a part of every cell, rather those whose overall grade goes with it."""
    weight = by_grade(grades, *assumptions.IMAGE_MOOD.get(theme, (1.0, 1.0, 1.0)))
    percent = [START * one for one in assumptions.IMAGE[theme]]
    return some_of(people, percent, people.everyone, people.everyone, rng, weight)


def _parts(people: People, aims: Mapping[str, float]) -> list[Target]:
    """The printed groups, and the others with what the printed total leaves for them: parts that do not overlap.

    Overlapping targets would draw single steps, which are not taken back, into a corner.
    """
    groups = {group: people.of(group) for group in aims if group != ALL}
    found = [share(members, aims[group]) for group, members in groups.items()]
    if ALL not in aims:
        return found
    rest = ~np.logical_or.reduce(list(groups.values())) if groups else people.everyone
    taken = sum(float(members.sum()) * aims[group] for group, members in groups.items())
    return [*found, share(rest, (people.size * aims[ALL] - taken) / float(rest.sum()))]
