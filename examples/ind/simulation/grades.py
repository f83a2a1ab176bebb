"""Grades: factor scores with a longer tail to the left become whole grades from 1 to 10 with the chosen means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.calibrate import Floats, Margin, Mask, Target, fit, normal, nudge, skewed, weighted_mean
from simulation.people import Column, People, missing, written

# Strength of the left skew: satisfaction answers are negatively skewed (Peterson and Wilson 1992).
SKEW = 0.35
# Loadings of an aspect on the general factor and on that of its dimension.
GENERAL, DIMENSION = 0.7, 0.3
# Part of a standard error by which chance moves the mean of a cell besides.
CHANCE = 0.7
CLOSE = 0.003


@dataclass(frozen=True)
class Aspect:
    """What is chosen about an aspect in a wave.

    `mean`: of all; `offset`: (cells,) how far the mean of a cell lies from it, before centring; `targets`: means of
    groups that must be met besides; `tie`: (cells,) correlation with the overall judgement within a cell;
    `not_applicable`: (n,) chance that it does not apply; `spread`: standard deviation before rounding.
    """

    dimension: str
    mean: float
    offset: Floats
    tie: Floats
    spread: float
    not_applicable: Floats
    targets: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class RangeRule:
    """Whether a grade may become another: it must be valid and stay on the scale."""

    valid: Mask

    def __call__(self, row: int, value: int) -> bool:
        return bool(self.valid[row]) and 1 <= value <= 10


def place(figure: float, rng: np.random.Generator, between: tuple[float, float] = (0.05, 0.95)) -> float:
    """A seeded place inside the rounding interval of a printed figure with one decimal."""
    low, high = between
    return figure - 0.05 + 0.1 * (low + (high - low) * rng.random())


def aspect(people: People, plan: Aspect, rng: np.random.Generator) -> Column:
    """The grades for one aspect, with its mean in all, per cell as planned, and tied to the overall judgement."""
    unique = (1 - GENERAL**2 - DIMENSION**2) ** 0.5
    noise = normal(rng, people.size)
    z = tied(GENERAL * people.general + DIMENSION * people.dimension[plan.dimension] + unique * noise, people, plan.tie)
    reasons = missing(people, plan.not_applicable, rng)
    valid = np.array([one == "valid" for one in reasons])
    sizes = np.maximum(np.bincount(people.cell, minlength=len(people.cells)), 1)
    offset = plan.offset + CHANCE * plan.spread * normal(rng, len(people.cells)) / sizes**0.5
    centre = weighted_mean(offset[people.cell], people.weight, valid)
    margin = Margin(people.cell, [float(one) for one in plan.mean + offset - centre])
    grades = fit(plan.spread * skewed(z, SKEW), people.weight, valid, [margin])
    targets = [Target(valid, plan.mean, CLOSE)]
    targets += [Target(valid & people.of(group), mean, CLOSE) for group, mean in plan.targets]
    return written(nudge(grades, people.weight, targets, rng, RangeRule(valid)), reasons)


def tied(z: Floats, people: People, tie: Sequence[float] | Floats) -> Floats:
    """(n,) the same scores, such that within every cell they correlate with the overall judgement as `tie` says.

    What is left of z after regression on the overall judgement is kept, so aspects go on to share their factors.
    """
    scores = z.copy()
    for number, correlation in enumerate(tie):
        rows = np.flatnonzero(people.cell == number)
        if len(rows) < 4:
            continue
        y = _standard(people.overall[rows])
        rest = z[rows] - z[rows].mean()
        rest = _standard(rest - y * float((y * rest).mean()))
        own = correlation * y + (1 - correlation**2) ** 0.5 * rest
        # The differences between the cells stay those of the factors; their means are set afterwards.
        scores[rows] = own
    return scores


def _standard(values: Floats) -> Floats:
    """Mean 0, standard deviation 1."""
    centred = values - float(values.sum() / len(values))
    scale = float(((centred**2).sum() / len(values)) ** 0.5)
    return centred / scale
