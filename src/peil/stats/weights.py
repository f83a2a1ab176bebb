"""Weights that make the respondents match target shares, and what the weights cost."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, weighted_count
from peil.stats.moments import Codes, check_codes, check_weights
from peil.stats.sums import WeightSums
from peil.stats.targets import percent

TOLERANCE = 1e-9


@dataclass(frozen=True)
class WeightSummary:
    """What the weights cost.

    `efficiency`: 100·W²/(n·Q), the percentage of respondents left as effective base; `design_effect`:
    n·Q/W², its inverse; `smallest`, `largest`: of the weights scaled to a mean of 1.
    """

    n: int
    n_effective: float
    efficiency: float
    design_effect: float
    smallest: float
    largest: float


def summary(weights: FloatArray) -> WeightSummary:
    """What do these (N,) weights cost in precision? StatisticsError for no, negative or all-zero weights."""
    check_weights(weights)
    found = WeightSums.of(weights)
    if not found.n:
        raise StatisticsError(f"weights: found {len(weights)} that add up to 0, expected a positive total")
    zeros = len(weights) - found.n
    return summary_of(replace(found, n=len(weights), smallest=0.0 if zeros else found.smallest))


def summary_of(sums: WeightSums) -> WeightSummary:
    """What do weights with these sums cost in precision? NaN where there are none."""
    if not sums.n:
        return WeightSummary(0, *[float("nan")] * 5)
    effective, mean = sums.w**2 / sums.w2, sums.w / sums.n
    return WeightSummary(
        n=sums.n,
        n_effective=effective,
        efficiency=100 * effective / sums.n,
        design_effect=sums.n / effective,
        smallest=sums.smallest / mean,
        largest=sums.largest / mean,
    )


def cell_weights(
    codes: Codes, targets: FloatArray, base: FloatArray | None = None, without_cell: float | None = None
) -> FloatArray:
    """(N,) weights, mean 1, that give every cell its target share of the respondents who have a cell.

    `codes`: (N,) cell per respondent, negative = none. `targets`: (K,) shares that add up to 1. `base`: (N,)
    design weights to start from, None = equal. `without_cell`: the weight of respondents without a cell, None
    = refuse them. StatisticsError, with the index of the cell, for a target above 0 without respondents, a
    target of 0 with respondents, shares that do not add up to 1, or totals that miss the targets by more than
    1e-9.
    """
    check_codes("cell", codes, len(targets), None)
    start = np.ones(len(codes)) if base is None else np.asarray(base, np.float64)
    check_weights(start)
    placed = codes >= 0
    if without_cell is None and not placed.all():
        raise StatisticsError(
            f"row {int(np.flatnonzero(~placed)[0])} has no weighting cell, as have "
            f"{int((~placed).sum())} rows in all. Say which weight respondents without a cell get."
        )
    have = weighted_count(codes[placed], start[placed], len(targets))
    weights = np.full(len(codes), np.nan if without_cell is None else without_cell)
    weights[placed] = start[placed] * cell_factors(have, targets, int(placed.sum()))[codes[placed]]
    _check_reached(codes[placed], weights[placed], targets)
    return weights


def cell_factors(have: FloatArray, targets: FloatArray, respondents: int) -> FloatArray:
    """(K,) what the start weights of each cell are multiplied by to have mean 1 and reach the targets.

    `have`: (K,) start weights of the respondents of each cell. StatisticsError as in `cell_weights`.
    """
    _check_targets(targets, have)
    factor = np.divide(targets * respondents, have, out=np.zeros(len(targets)), where=have > 0)
    _check_reached(np.arange(len(have)), have * factor, targets)
    return factor


def _check_targets(targets: FloatArray, have: FloatArray) -> None:
    total = float(targets.sum())
    if not abs(total - 1) <= TOLERANCE or targets.min() < 0:
        raise StatisticsError(
            f"targets: found shares that add up to {total:.10g}, expected shares of 0 or more, together 1"
        )
    empty = np.flatnonzero((targets > 0) & (have <= 0))
    if empty.size:
        k = int(empty[0])
        raise StatisticsError(
            f"weighting cell {k}: found no respondents, expected some for its target of {percent(targets[k])}. "
            "Join it with another cell."
        )
    lost = np.flatnonzero((targets == 0) & (have > 0))
    if lost.size:
        raise StatisticsError(
            f"weighting cell {int(lost[0])}: found respondents and a target of 0, which would drop "
            "them. Give it a target, or leave them without a cell."
        )


def _check_reached(codes: Codes, weights: FloatArray, targets: FloatArray) -> None:
    reached = weighted_count(codes, weights, len(targets)) / weights.sum()
    missed = np.abs(reached - targets)
    if missed.max() > TOLERANCE:
        k = int(missed.argmax())
        wanted = percent(targets[k], 12)
        raise StatisticsError(f"weighting cell {k}: reached {percent(reached[k], 12)}, expected its target of {wanted}")
