"""Penalty and reward: does a low grade for an aspect cost more of the overall grade than a high one brings?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, inverse


@dataclass(frozen=True)
class Asymmetry:
    """(P,) per item. `n`: (P, 3) who graded it low, in the middle, high, and gave the overall grade. `penalty`: the
    middle's mean overall grade less that of the low, `reward`: that of the high less the middle's, in points;
    `difference`: penalty less reward. `influence`: (N, 3P) of rows on penalties, rewards and differences, weight
    included. NaN where one of the three is empty, or has no weight.
    """

    n: IntArray
    penalty: FloatArray
    reward: FloatArray
    difference: FloatArray
    influence: FloatArray


def asymmetry(items: FloatArray, overall: FloatArray, weights: FloatArray, bounds: FloatArray) -> Asymmetry:
    """(P,) contrasts. `items`: (N, P), `overall`: (N,), NaN = no grade; `weights`: (N,); `bounds`: (2, P) the highest
    low grade and the lowest high grade of each item.

    The regression of the overall grade on two dummies, low and high, whose coefficients are differences of means.
    Source: Brandt, "A procedure for identifying value-enhancing service components", 1987; Mittal, Ross and Baldasare
    1998. Association, not cause.
    """
    known = np.isfinite(items) & np.isfinite(overall)[:, None]
    low, high = known & (items <= bounds[0]), known & (items >= bounds[1])
    parts = np.stack([low, known & ~low & ~high, high])
    n, scores = parts.sum(axis=1), np.where(np.isfinite(overall), overall, 0.0)
    share = parts * weights[:, None]
    weight = share.sum(axis=1)
    share *= inverse(weight)[:, None]
    means = scores @ share
    share *= scores[:, None] - means[:, None]
    # A weighted mean of nothing is not 0: that would be a penalty of all that others gave.
    known_means = np.where(weight > 0, means, np.nan)
    (penalty, reward), (by_penalty, by_reward) = np.diff(known_means, axis=0), np.diff(share, axis=0)
    return Asymmetry(
        n.T,
        penalty,
        reward,
        penalty - reward,
        np.concatenate([by_penalty, by_reward, by_penalty - by_reward], axis=1),
    )
