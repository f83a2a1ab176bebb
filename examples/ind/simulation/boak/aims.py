"""What the simulation aims at: the printed figures of a question by group, at the places that were chosen for them."""

from __future__ import annotations

import numpy as np

from simulation.boak import assumptions
from simulation.grades import place
from simulation.people import People
from simulation.published import ALL, printed

# Where no place was chosen, chance puts the mean here in its rounding interval (0-1).
MIDDLE = (0.25, 0.75)


def aimed_means(people: People, question: str, rng: np.random.Generator) -> list[tuple[str, float]]:
    """The groups ("all" first) whose mean the report prints, and the mean to aim at."""
    figures = printed("boak", people.wave)
    found = figures.groups(question)
    total = figures.mean(question)
    known = {**({} if total is None else {ALL: total}), **found}
    chosen = assumptions.PLACES
    return [
        (group, chosen.get((people.wave, question, group)) or place(figure, rng, MIDDLE))
        for group, figure in known.items()
    ]


def aimed_shares(people: People, question: str, answer: str) -> list[tuple[str, float]]:
    """The groups ("all" first) whose share the report prints, and the share to aim at, in per cent."""
    figures = printed("boak", people.wave)
    total = figures.share(question, answer)
    known = {**({} if total is None else {ALL: total}), **figures.groups(question, answer, "share")}
    chosen = assumptions.SHARE_PLACES
    return [(group, chosen.get((people.wave, question, answer, group), figure)) for group, figure in known.items()]
