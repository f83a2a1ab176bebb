"""Weights that meet margins and means, by raking or calibration, from start weights, with the largest trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray, ratio, weighted_count
from peil.stats.calibration import Bounded, calibrate_combinations, system
from peil.stats.design import Margins
from peil.stats.moments import check_weights
from peil.stats.raking import rake_combinations
from peil.stats.reach import refuse_impossible
from peil.stats.targets import (
    Goal,
    Margin,
    Quantity,
    combine,
    goal_of,
    percent,
    refuse_contradiction,
    refuse_empty,
    refuse_missed,
)
from peil.stats.trimming import Trim, above


@dataclass(frozen=True)
class Fitted:
    """(N,) weights with mean 1. `trimmed`: (N,) whose weight was cut. `rounds`: how many it took."""

    weights: FloatArray
    trimmed: BoolArray
    rounds: int


def rake(
    margins: Sequence[Margin],
    base: FloatArray | None = None,
    trim: Trim | None = None,
    count: IntArray | None = None,
) -> Fitted:
    """Weights that give every category of every margin its target share: which are nearest to the start weights?

    `base`: (N,) start weights, None = equal; their scale is of no account. `count`: (N,) how many respondents stand in
    a row, each with its start weight; None = one. StatisticsError, with the category's name,
    for targets that do not add up to 1, a target without respondents, respondents with a target of 0, targets that
    contradict one another, no convergence, or a limit of trimming that cannot be met. Source: R survey 4.1 `rake`.
    """
    return _fit(goal_of(margins, (), *_sizes(margins, (), count)), base, None, trim, count)


def calibrate(
    margins: Sequence[Margin],
    quantities: Sequence[Quantity] = (),
    base: FloatArray | None = None,
    how: Bounded | None = None,
    trim: Trim | None = None,
    count: IntArray | None = None,
) -> Fitted:
    """Weights that give categories their target share and quantities their target mean, within bounds.

    As `rake` otherwise; also StatisticsError for bounds that cannot be met and for weights below 0. Source: R survey
    4.1 `calibrate`, whose bounds are on the same factor (weight over start weight, both with mean 1 here).
    """
    goal = goal_of(margins, quantities, *_sizes(margins, quantities, count))
    return _fit(goal, base, how or Bounded(), trim, count)


def residuals_on(
    margins: Sequence[Margin],
    quantities: Sequence[Quantity],
    base: FloatArray | None,
    fitted: Fitted,
    count: IntArray | None = None,
) -> tuple[IntArray, Margins]:
    """(N,) weighting cell of every respondent (a combination that occurs), and what the cells' residuals are taken on.

    The arguments of `rake` or `calibrate` and what it gave. The regression is weighted with the start weights, as R's
    `calibrate` does; where weights were trimmed with the final weights, for then the factor on the start weight is not
    the same for all of a cell.
    """
    size = len(fitted.weights)
    many = np.ones(size) if count is None else count.astype(np.float64)
    goal = goal_of(margins, quantities, size, float(many.sum()))
    combinations = combine(goal, many if base is None else np.asarray(base, np.float64) * many)
    columns, _ = system(goal, combinations)
    if fitted.trimmed.any():
        return combinations.codes, Margins(columns)
    weights = weighted_count(combinations.codes, fitted.weights * many, len(columns))
    part = ratio(combinations.start, weights)
    return combinations.codes, Margins(columns, np.where(np.isfinite(part), part, 0.0))


def _sizes(margins: Sequence[Margin], quantities: Sequence[Quantity], count: IntArray | None) -> tuple[int, float]:
    """How many rows, and how many respondents in them."""
    rows = len(margins[0].codes if margins else quantities[0].values) if margins or quantities else 0
    return rows, float(rows if count is None else count.sum())


def _fit(goal: Goal, base: FloatArray | None, how: Bounded | None, trim: Trim | None, count: IntArray | None) -> Fitted:
    if not goal.total > 0:
        raise StatisticsError("weighting: found no respondents who can be weighted, expected some for every target.")
    size = len(goal.margins[0].codes if goal.margins else goal.quantities[0].values)
    many = np.ones(size) if count is None else count.astype(np.float64)
    start = np.ones(size)
    if base is not None:
        check_weights(base)
        total = float((base * many).sum()) if len(base) == size else 0.0
        if len(base) != size or not (size == 0 or total > 0):
            raise StatisticsError(
                f"start weights: found {len(base)} that add up to {float(base.sum()):g}, expected one for each of "
                f"{size} respondents and a positive total"
            )
        start = np.asarray(base, np.float64) * (goal.total / (total or 1.0))
    weights, rounds = _solve(goal, start, many, how)
    trimmed = np.zeros(size, np.bool_)
    if trim is not None:
        limit = trim.limit(weights, count)
        weights, trimmed, more = _trimmed(_Trimming(goal, start, many, how, trim, limit), weights)
        rounds += more
    refuse_missed(goal, weights * many)
    return Fitted(weights, trimmed, rounds)


def _solve(goal: Goal, start: FloatArray, many: FloatArray, how: Bounded | None) -> tuple[FloatArray, int]:
    """(N,) weights that reach the goal; `many`: how many respondents stand in each row."""
    combinations = combine(goal, start * many)
    refuse_empty(goal, combinations)
    refuse_contradiction(goal, combinations)
    if how is None:
        try:
            factors, rounds = rake_combinations(goal, combinations)
        except StatisticsError:
            refuse_impossible(goal, combinations, 0.0, np.inf)
            raise
    else:
        factors, rounds = calibrate_combinations(goal, combinations, how)
    return start * factors[combinations.codes], rounds


@dataclass(frozen=True)
class _Trimming:
    """Weights that are fitted under a limit. `many`: (N,) how many respondents stand in each row."""

    goal: Goal
    start: FloatArray
    many: FloatArray
    how: Bounded | None
    trim: Trim
    limit: float


def _trimmed(one: _Trimming, weights: FloatArray) -> tuple[FloatArray, BoolArray, int]:
    """The weights above the limit set to it and the others weighted again to what is left of the targets, until none
    is above it.
    """
    limit = one.limit
    if limit <= 1:
        raise StatisticsError(
            f"{one.trim}: found a limit of {limit:.4g}, below the mean weight of 1. Trim at a higher one."
        )
    cut = np.zeros(len(weights), np.bool_)
    rounds = 0
    while (more := above(weights, limit) & ~cut).any():
        cut |= more
        weights = np.where(cut, limit, weights)
        try:
            weights[~cut], done = _solve(_left(one, cut), one.start[~cut], one.many[~cut], one.how)
        except StatisticsError as error:
            raise StatisticsError(
                f"{one.trim} (a weight of {limit:.4g}): the others cannot reach the targets any more. Trim at a "
                f"higher limit. What stands in the way: {error}"
            ) from error
        rounds += done
    return weights, cut, rounds


def _left(one: _Trimming, cut: BoolArray) -> Goal:
    """What the respondents that are not cut must still come to."""
    goal = one.goal
    margins = tuple(replace(margin, codes=margin.codes[~cut]) for margin in goal.margins)
    quantities = tuple(replace(part, values=part.values[~cut]) for part in goal.quantities)
    taken = np.where(cut, one.limit, 0.0) * one.many
    shares = []
    for margin, wanted in zip(goal.margins, goal.shares, strict=True):
        left = wanted - weighted_count(margin.codes, taken, len(wanted))
        lacking = np.flatnonzero(left < -1e-12 * goal.total)
        if lacking.size:
            k = int(lacking[0])
            raise StatisticsError(
                f"{margin.category(k)}: found {percent(float((taken * (margin.codes == k)).sum() / goal.total))} with "
                f"those that are cut alone, expected {percent(wanted[k] / goal.total)}."
            )
        free = weighted_count(margin.codes, np.where(cut, 0.0, one.many), len(wanted))
        full = np.flatnonzero((free == 0) & (left > 1e-12 * goal.total))
        if full.size:
            k = int(full[0])
            raise StatisticsError(
                f"{margin.category(k)}: found {percent(float((wanted[k] - left[k]) / goal.total))} with all its "
                f"respondents at the limit, expected its target of {percent(wanted[k] / goal.total)}."
            )
        shares.append(np.where(np.abs(left) <= 1e-12 * goal.total, 0.0, left))
    sums = tuple(
        total - float(((part.values - part.mean) * taken).sum())
        for part, total in zip(goal.quantities, goal.sums, strict=True)
    )
    return Goal(margins, quantities, tuple(shares), sums, goal.total - float(taken.sum()))
