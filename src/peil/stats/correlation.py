"""Weighted correlation of many items with one overall score, in every group at once, from additive sums."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray, inverse, ratio, root
from peil.stats.moments import check_weights

# Two points always lie on a line: a correlation says something from three on.
FEWEST = 3
# A variance below this part of the mean square is what rounding leaves of none: grades that differ lie far above it.
_ROUNDING = 1e-12


class Lack(IntEnum):
    """Why there is no correlation."""

    NOTHING = 0
    FEW_PAIRS = 1
    ITEM_ALIKE = 2
    OVERALL_ALIKE = 3


@dataclass(frozen=True)
class PairSums:
    """(G, P) sums per group and item, over the rows in which both the item x and the overall score y are valid:
    pairs, Σw, Σwx, Σwy, Σwx², Σwy², Σwxy. Blocks of rows add up with `+`.
    """

    n: IntArray
    w: FloatArray
    x: FloatArray
    y: FloatArray
    xx: FloatArray
    yy: FloatArray
    xy: FloatArray

    def __add__(self, other: PairSums) -> PairSums:
        if self.n.shape != other.n.shape:
            raise StatisticsError(
                f"pair sums to add: found shapes {self.n.shape} and {other.n.shape}, expected the same groups and "
                "items. Collect both blocks with the same columns."
            )
        return PairSums(**{part.name: getattr(self, part.name) + getattr(other, part.name) for part in fields(self)})


@dataclass(frozen=True)
class Correlations:
    """(G, P) per group and item. `n`: pairs, unweighted. `r`: weighted correlation, −1 to 1, NaN where there is none;
    `lack`: why not, as a `Lack`.
    """

    n: IntArray
    r: FloatArray
    lack: NDArray[np.int8]


def collect_pairs(items: FloatArray, overall: FloatArray, weights: FloatArray, groups: BoolArray) -> PairSums:
    """(G, P) sums: what do the rows of each group say of each item beside the overall score?

    `items`: (N, P) and `overall`: (N,) scores, NaN or infinite = no valid answer. `weights`: (N,); a row with weight 0
    is in no pair. `groups`: (N, G) True where the row belongs to the group; groups may overlap. StatisticsError for
    unequal lengths, and for a negative or missing weight. Source: one matrix product of the groups and all terms.
    """
    _check(items, overall, weights, groups)
    valid = np.isfinite(items) & (np.isfinite(overall) & (weights > 0))[:, None]
    w = np.where(valid, weights[:, None], 0.0)
    x = np.where(valid, items, 0.0)
    y = np.where(valid, overall[:, None], 0.0)
    wx, wy = w * x, w * y
    terms = np.concatenate([valid, w, wx, wy, wx * x, wy * y, wx * y], axis=1)
    sums = groups.astype(np.float64).T @ terms
    n, *others = np.split(sums, 7, axis=1)
    return PairSums(np.rint(n).astype(np.int64), *others)


def correlate(sums: PairSums) -> Correlations:
    """(G, P) correlations: how closely does each item go together with the overall score, in each group?

    Pairwise valid: every item on the rows that have it and the overall score. No unit; the scale of the weights and the
    unit of the scores change nothing. Fewer than three pairs, or one of the two without spread (a standard deviation
    below a millionth of its root mean square), has no correlation: NaN, and `lack` says why. Take off a constant first
    where scores lie far from zero for their spread (years): sums of squares lose what they have in common. Source: R
    `cov.wt(cor = TRUE)`.
    """
    mean_x, mean_y = ratio(sums.x, sums.w), ratio(sums.y, sums.w)
    square_x, square_y = ratio(sums.xx, sums.w), ratio(sums.yy, sums.w)
    spread_x, spread_y = square_x - mean_x**2, square_y - mean_y**2
    few = sums.n < FEWEST
    x_alike, y_alike = spread_x <= _ROUNDING * square_x, spread_y <= _ROUNDING * square_y
    lack = np.select([few, x_alike, y_alike], [Lack.FEW_PAIRS, Lack.ITEM_ALIKE, Lack.OVERALL_ALIKE], Lack.NOTHING)
    r = ratio(ratio(sums.xy, sums.w) - mean_x * mean_y, root(spread_x) * root(spread_y))
    # Rounding can pass 1 by a hair where two items are the same.
    return Correlations(sums.n, np.where(lack == Lack.NOTHING, np.clip(r, -1, 1), np.nan), lack.astype(np.int8))


def _check(items: FloatArray, overall: FloatArray, weights: FloatArray, groups: BoolArray) -> None:
    lengths = [len(part) for part in (items, overall, weights, groups)]
    if len(set(lengths)) > 1:
        raise StatisticsError(
            f"rows: found {lengths[0]} of items, {lengths[1]} overall scores, {lengths[2]} weights and {lengths[3]} of "
            "groups, expected one of each per respondent"
        )
    check_weights(weights)


def correlation_influence(items: FloatArray, overall: FloatArray, weights: FloatArray) -> FloatArray:
    """(N, P) what each row adds to the correlation of each item, weight included: w·(z_x·z_y − ½r(z_x² + z_y²))/W.

    Arguments as in `collect_pairs`, of one group; 0 where a grade is missing or an item does not vary. Source: Taylor
    linearisation.
    """
    both = np.isfinite(items) & np.isfinite(overall)[:, None]
    weight = np.where(both, weights[:, None], 0.0)
    weight = weight * inverse(weight.sum(axis=0))
    scores = [np.where(both, part, 0.0) for part in (items, overall[:, None])]
    centred = [np.where(both, part - (weight * part).sum(axis=0), 0.0) for part in scores]
    x, y = (part * inverse(root((weight * part**2).sum(axis=0))) for part in centred)
    r = (weight * x * y).sum(axis=0)
    result: FloatArray = weight * (x * y - r / 2 * (x**2 + y**2))
    return result
