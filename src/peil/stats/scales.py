"""Scales on which the errors of a figure are even: where it is drawn, and where its interval is as long on both sides.

plain        means
share        shares of people, 0 to 1: logit
part         parts of what is explained: cube root, for their errors grow as part^(2/3) (docs/statistics.md)
correlation  Fisher's z
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from peil.stats.arrays import BoolArray, FloatArray

ScaleName = Literal["plain", "share", "part", "correlation"]
_EDGE = 1e-9
# Errors of parts are at most doubled: with so few pairs no factor mends them.
_MOST = 4.0


@dataclass(frozen=True)
class Scale:
    """`there` and `back`, and `slope` of the way there, all elementwise."""

    there: Callable[[FloatArray], FloatArray]
    back: Callable[[FloatArray], FloatArray]
    slope: Callable[[FloatArray], FloatArray]

    def interval(self, value: FloatArray, se: FloatArray, z: float) -> tuple[FloatArray, FloatArray]:
        """(...,) ends of the interval that reaches z errors to either side on this scale."""
        middle, reach = self.there(value), z * se * self.slope(value)
        return self.back(middle - reach), self.back(middle + reach)


def _within(value: FloatArray, low: float) -> FloatArray:
    clipped: FloatArray = np.clip(value, low + _EDGE, 1 - _EDGE)
    return clipped


def _logit_slope(value: FloatArray) -> FloatArray:
    inside = _within(value, 0.0)
    slope: FloatArray = 1 / (inside * (1 - inside))
    return slope


SCALES: Mapping[ScaleName, Scale] = {
    "plain": Scale(lambda value: value, lambda value: value, np.ones_like),
    "share": Scale(
        lambda value: np.log(_within(value, 0.0) / (1 - _within(value, 0.0))),
        lambda value: 1 / (1 + np.exp(-value)),
        _logit_slope,
    ),
    "part": Scale(
        np.cbrt, lambda value: np.maximum(value, 0.0) ** 3, lambda value: np.maximum(value, _EDGE) ** (-2 / 3) / 3
    ),
    "correlation": Scale(
        lambda value: np.arctanh(_within(value, -1.0)), np.tanh, lambda value: 1 / (1 - _within(value, -1.0) ** 2)
    ),
}


def small_sample(known: BoolArray, weights: FloatArray) -> float:
    """By what the error of a part of what is explained is multiplied, for it was linearised at a fit to the same few.

    `known`: (N, q) who graded what, the outcome last; `weights`: (N,). √(m/(m−q)), m the mean number, over all pairs of
    columns, of those who graded both, as many as equal weights would need: the factor n/(n−q) of a regression
    (Hinkley, Technometrics 19, 1977; HC1), with what missing grades leave of n. At most 2.
    """
    q = known.shape[1]
    counts = known.T.astype(np.float64) @ known
    total = float((weights**2).sum())
    equal = float(weights.sum()) ** 2 / total / len(weights) if total > 0 else 1.0
    m = float(counts[np.triu_indices(q, 1)].mean()) * equal if q > 1 else float(len(known))
    return float(np.sqrt(min(_MOST, m / (m - q)) if m > q else _MOST))
