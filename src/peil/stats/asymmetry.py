"""Penalty and reward: does a low grade for an aspect cost more of the overall grade than a high one brings?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, ratio


@dataclass(frozen=True)
class Asymmetry:
    """(P,) per item. `n`: (P, 3) who graded it low, in the middle, high, and gave the overall grade. `penalty`: the
    middle's mean overall grade less that of the low, `reward`: that of the high less the middle's, in points;
    `difference`: penalty less reward. `influence`: (N, 3P) of rows on penalties, rewards and differences, weight
    included. NaN where one of the three is empty.
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
    parts = [low, known & ~low & ~high, high]
    scores = np.where(np.isfinite(overall), overall, 0.0)[:, None]
    means, moved = [], []
    for part in parts:
        weight = np.where(part, weights[:, None], 0.0)
        share = np.nan_to_num(ratio(weight, weight.sum(axis=0)))
        mean = np.where(part.any(axis=0), (share * scores).sum(axis=0), np.nan)
        means.append(mean)
        moved.append(share * (scores - np.nan_to_num(mean)))
    penalty, reward = means[1] - means[0], means[2] - means[1]
    by_penalty, by_reward = moved[1] - moved[0], moved[2] - moved[1]
    return Asymmetry(
        np.stack([part.sum(axis=0) for part in parts], axis=1),
        penalty,
        reward,
        penalty - reward,
        np.concatenate([by_penalty, by_reward, by_penalty - by_reward], axis=1),
    )
