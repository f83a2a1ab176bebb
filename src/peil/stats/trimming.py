"""Trimming: the largest weights cut to a limit, and the others weighted again so that the targets still hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray
from peil.stats.moments import check_weights

# How far above the limit a weight must be to count as larger: more than the rounding of a sum.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Trim:
    """No weight above `times` the mean, or the median, of the weights before trimming."""

    times: float
    of: Literal["mean", "median"] = "mean"

    def __post_init__(self) -> None:
        if not self.times > 1:
            raise StatisticsError(f"trimming: found {self.times:g} times the {self.of}, expected more than 1 time")

    def limit(self, weights: FloatArray, count: IntArray | None = None) -> float:
        """The largest weight that stays, for (N,) weights. `count`: (N,) how many have each; None = one."""
        if count is None:
            return self.times * float(np.mean(weights) if self.of == "mean" else np.median(weights))
        return self.times * (
            float(weights @ count) / int(count.sum()) if self.of == "mean" else _median(weights, count)
        )

    def __str__(self) -> str:
        return f"trimming at {self.times:g} times the {self.of}"


def _median(weights: FloatArray, count: IntArray) -> float:
    order = np.argsort(weights)
    last = np.cumsum(count[order])
    middle = [(int(last[-1]) - 1) // 2, int(last[-1]) // 2]
    return float(weights[order][np.searchsorted(last, middle, side="right")].mean())


def above(weights: FloatArray, limit: float) -> BoolArray:
    """(N,) which weights lie above the limit, rounding apart."""
    result: BoolArray = weights > limit * (1 + _ROUNDING)
    return result


def trim_weights(
    weights: FloatArray,
    upper: float = np.inf,
    lower: float = -np.inf,
    strict: bool = True,
    count: IntArray | None = None,
) -> tuple[FloatArray, BoolArray]:
    """(N,) weights with what was cut spread evenly over the others, and (N,) which were cut: no targets to keep.

    `strict`: again, until none lies outside. `count`: (N,) how many have each weight; None = one. StatisticsError where
    the limits cannot hold the total. Source: R survey 4.1 `trimWeights`.
    """
    check_weights(weights)
    many = np.ones(len(weights), np.int64) if count is None else count
    mean = float(weights @ many) / max(int(many.sum()), 1)
    if len(weights) and not lower <= mean <= upper:
        raise StatisticsError(
            f"trimming: found limits {lower:g} to {upper:g} and a mean weight of {mean:g}, expected "
            "limits on both sides of the mean: the total could not be kept"
        )
    cut = np.zeros(len(weights), np.bool_)
    result = np.asarray(weights, np.float64)
    while True:
        outside = above(result, upper) | (result < lower * (1 - _ROUNDING))
        if not outside.any():
            return result, cut
        cut |= outside
        kept = np.clip(result, lower, upper)
        kept[~outside] += float((result - kept) @ many) / max(int(many[~outside].sum()), 1)
        result = kept
        if not strict:
            return result, cut
