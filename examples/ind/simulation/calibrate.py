"""Bring simulated answers to a stated mean: first by one shift for everyone in a group, then by single answers.

Only `random()` of the generator is used and only plain sums, so that every machine makes the same respondents.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NORMAL = NormalDist()
_MOST_ATTEMPTS = 200_000
# Closer to a target than this nothing would count as an improvement.
_NOTHING = 1e-6


@dataclass(frozen=True)
class Target:
    """A weighted mean that must be reached: of whom, its value, and how far it may be off."""

    members: Mask
    value: float
    tolerance: float


@dataclass(frozen=True)
class Margin:
    """Groups that split the respondents, and the mean of each."""

    group: Ints
    means: Sequence[float]


def normal(rng: np.random.Generator, size: int) -> Floats:
    """(size,) standard normal numbers, by inverting the distribution function."""
    return np.array([_NORMAL.inv_cdf(min(max(float(u), 1e-12), 1 - 1e-12)) for u in rng.random(size)])


def choose(rng: np.random.Generator, chances: Floats) -> Ints:
    """(rows,) one of the columns of (rows, columns) chances, whatever a row adds up to."""
    reached = np.cumsum(chances, axis=1)
    drawn = rng.random(len(chances)) * reached[:, -1]
    column: Ints = (drawn[:, None] >= reached).sum(axis=1).astype(np.int64)
    return column


def skewed(z: Floats, strength: float) -> Floats:
    """Standard normal numbers with a longer tail to the left, again with mean 0 and standard deviation 1."""
    centre = math.exp(strength**2 / 2)
    scale = math.sqrt(math.exp(2 * strength**2) - math.exp(strength**2))
    return np.array([(centre - math.exp(-strength * float(one))) / scale for one in z])


def to_grades(values: Floats) -> Ints:
    """The nearest whole grade from 1 to 10."""
    return np.clip(np.floor(values + 0.5), 1, 10).astype(np.int64)


def weighted_mean(values: Ints | Floats, weights: Floats, members: Mask) -> float:
    """The weighted mean of the members."""
    return float((weights * values * members).sum() / (weights * members).sum())


def fit(values: Floats, weights: Floats, valid: Mask, margins: Sequence[Margin], rounds: int = 1) -> Ints:
    """Grades after a shift per group, such that every group has its mean; several margins are fitted in turn."""
    values = values.copy()
    for _ in range(rounds):
        for margin in margins:
            for number, mean in enumerate(margin.means):
                members = (margin.group == number) & valid
                if members.any():
                    values[margin.group == number] += _shift(values[members], weights[members], mean)
    return to_grades(values)


def _shift(values: Floats, weights: Floats, mean: float) -> float:
    """What must be added to all values for their grades to have this mean."""
    low, high = -12.0, 12.0
    total = weights.sum()
    for _ in range(36):
        middle = (low + high) / 2
        reached = float((weights * to_grades(values + middle)).sum() / total)
        low, high = (middle, high) if reached < mean else (low, middle)
    return (low + high) / 2


def nudge(
    values: Ints, weights: Floats, targets: Sequence[Target], rng: np.random.Generator,
    may_become: Callable[[int, int], bool],
) -> Ints:  # fmt: skip
    """Change single answers by one step, each at most once, until every target is met.

    A row is drawn among the members of the target that is furthest off, and another row for a step the other way. The
    first step, or both, are kept when all targets together come closer. `may_become(row, value)` says whether an
    answer may take a value.
    """
    values = values.copy()
    if not targets:
        return values
    touched: set[int] = set()
    pull = np.array([weights * one.members / (weights * one.members).sum() for one in targets])
    off = np.array([(row * values).sum() for row in pull]) - np.array([one.value for one in targets])
    # One answer more or less moves a small group by more than the tolerance asked for.
    room = np.maximum([one.tolerance for one in targets], 0.55 * pull.max(axis=1))
    rows = [np.flatnonzero(one.members) for one in targets]
    for _ in range(_MOST_ATTEMPTS):
        beyond = np.maximum(0.0, np.abs(off) - room)
        worst = int(beyond.argmax())
        if beyond[worst] < _NOTHING:
            return values
        step = -1 if off[worst] > 0 else 1
        first = int(rows[worst][int(rng.random() * len(rows[worst]))])
        second = int(rng.random() * len(values))
        for steps in ({first: step}, {first: step, second: -step}):
            if any(row in touched or not may_become(row, int(values[row]) + one) for row, one in steps.items()):
                break
            after = off + np.array([pull[:, row] * one for row, one in steps.items()]).sum(axis=0)
            if (np.maximum(0.0, np.abs(after) - room) ** 2).sum() < (beyond**2).sum() - 1e-15:
                for row, one in steps.items():
                    values[row] += one
                off = after
                touched |= steps.keys()
                break
    raise RuntimeError(f"targets {[one.value for one in targets]} cannot be met together: off by {off.round(4)}")
