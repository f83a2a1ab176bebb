"""Calibration (GREG): the weights nearest to the start weights that reproduce margins and means, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray
from peil.stats.reach import refuse_impossible
from peil.stats.targets import Combinations, Goal, worst

Distance = Literal["linear", "raking", "logit"]
ROUNDS = 200
_CLOSE = 1e-13
_HALVINGS = 40
# The slope of a factor that stands on a bound: a little, so that there is always a way back.
_SLOPE = 1e-3
# e to this power is a factor that no weights have, and its sums are still finite.
_FARTHEST = 300.0


@dataclass(frozen=True)
class Bounded:
    """How the factor on a start weight is kept small.

    `distance`: "linear" (the general regression estimator), "raking" (exponential) or "logit" (between its bounds by
    construction). `low`, `high`: the factor's bounds, on both sides of 1; 0 and infinity for none.
    """

    distance: Distance = "linear"
    low: float = -np.inf
    high: float = np.inf

    def __post_init__(self) -> None:
        if not self.low < 1 < self.high:
            raise StatisticsError(f"bounds: found {self.low:g} to {self.high:g}, expected one below and one above 1")
        if self.distance == "logit" and not np.isfinite([self.low, self.high]).all():
            raise StatisticsError("bounds: found none, expected a lowest and a highest factor for the logit distance")


def calibrate_combinations(
    goal: Goal, combinations: Combinations, how: Bounded, rounds: int = ROUNDS
) -> tuple[FloatArray, int]:
    """(C,) factors on the start weights and the number of rounds: which weights nearest to these meet all targets?

    StatisticsError where no weights within the bounds can (with the bounds that could), where a factor would be
    negative, or after `rounds` without success. Source: Deville and Särndal 1992; R survey 4.1 `calibrate`.
    """
    x, wanted = system(goal, combinations)
    start = combinations.start
    factor, slope = _functions(how)
    angle = np.zeros(x.shape[1])
    g = factor(x @ angle)
    miss = wanted - x.T @ (start * g)
    done = 0
    while np.abs(miss).max() > _CLOSE * goal.total and done < rounds:
        done += 1
        normal = (x * (start * slope(x @ angle))[:, None]).T @ x
        step = np.linalg.pinv(normal, rcond=1e-13, hermitian=True) @ miss
        for _ in range(_HALVINGS):
            with np.errstate(over="ignore", invalid="ignore"):
                trial = factor(x @ (angle + step))
                left = wanted - x.T @ (start * trial)
            if np.isfinite(left).all() and np.abs(left).max() < np.abs(miss).max():
                angle, g, miss = angle + step, trial, left
                break
            step = step / 2
        else:
            break
    _refuse_failure(goal, combinations, how, g, done)
    return g, done


def system(goal: Goal, combinations: Combinations) -> tuple[FloatArray, FloatArray]:
    """(C, p) columns and their (p,) totals: the total, all categories but the first of each margin, the quantities.

    Quantities are counted from their mean and scaled to 1, so that all columns are of one size.
    """
    columns, wanted = [np.ones(len(combinations.table))], [goal.total]
    for m, shares in enumerate(goal.shares):
        for k in range(1, len(shares)):
            columns.append((combinations.table[:, m] == k).astype(np.float64))
            wanted.append(shares[k])
    for q, total in enumerate(goal.sums):
        unit = float(np.abs(combinations.values[:, q]).max(initial=0.0)) or 1.0
        columns.append(combinations.values[:, q] / unit)
        wanted.append(total / unit)
    return np.stack(columns, axis=1), np.array(wanted)


Function = Callable[[FloatArray], FloatArray]


def _exponential(u: FloatArray) -> FloatArray:
    """e^u; of what lies far outside any weight a number that is still finite."""
    return np.asarray(np.exp(np.minimum(u, _FARTHEST)), np.float64)


def _functions(how: Bounded) -> tuple[Function, Function]:
    """The factor as a function of its angle, and its slope. Source: Deville and Särndal 1992, table 1."""
    low, high = how.low, how.high

    def kept(raw: FloatArray) -> FloatArray:
        return np.clip(raw, low, high)

    def inside(raw: FloatArray, slope: FloatArray) -> FloatArray:
        return np.where((raw > low) & (raw < high), slope, _SLOPE)

    if how.distance == "linear":
        return (lambda u: kept(1 + u)), (lambda u: inside(1 + u, np.ones_like(u)))
    if how.distance == "raking":
        return (lambda u: kept(_exponential(u))), (lambda u: inside(_exponential(u), _exponential(u)))
    steep = (high - low) / ((1 - low) * (high - 1))

    def logit(u: FloatArray) -> FloatArray:
        # (1-L)/(U-1)·e^{Au}, turned around where e^{Au} would overflow.
        odds = (1 - low) / (high - 1) * np.exp(np.clip(steep * u, -700, 700))
        return (low + high * odds) / (1 + odds)

    def slope(u: FloatArray) -> FloatArray:
        g = logit(u)
        return np.maximum(steep * (g - low) * (high - g) / (high - low), 1e-12)

    return logit, slope


def _refuse_failure(goal: Goal, combinations: Combinations, how: Bounded, g: FloatArray, done: int) -> None:
    found = worst(goal, combinations, combinations.start * g)
    if found.off > 1e-11:
        refuse_impossible(goal, combinations, how.low, how.high)
        raise StatisticsError(
            f"calibration ({how.distance}): no convergence after {done} rounds: {found}. Join categories, weight by "
            "fewer questions, or widen the bounds."
        )
    used = combinations.start > 0
    negative = used & (g < 0)
    if negative.any():
        refuse_impossible(goal, combinations, 0.0, np.inf)
        raise StatisticsError(
            f"calibration ({how.distance}): found factors below 0 (the lowest {g[used].min():.3g}) on the start "
            f"weights of {int(negative.sum())} combinations, expected 0 or more. Set bounds, as 0.3-3, or rake."
        )
