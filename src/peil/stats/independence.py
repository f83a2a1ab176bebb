"""A test of a whole table: do the answers depend on the group at all, before any two groups are compared?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from peil.stats.arrays import FloatArray
from peil.stats.design import Design
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, variance


@dataclass(frozen=True)
class TableTest:
    """`statistic` F with `ndf` and `ddf` degrees of freedom, and p; NaN where the table has one row or one column."""

    statistic: float
    ndf: float
    ddf: float
    p: float


NO_TEST = TableTest(np.nan, np.nan, np.nan, np.nan)


def rao_scott(moments: Moments, design: Design, options: Options = DEFAULT) -> TableTest:
    """One test of a (C, G, A) table of groups by answers: second-order Rao-Scott F.

    Pearson's X² over the sum of the design effects of its parts; numerator degrees of freedom by Satterthwaite, the
    denominator's these times units − strata. Groups and answers that nobody has are left out. Source: Rao and Scott
    1984; R survey `svychisq(statistic = "F")`.
    """
    n = moments.n.sum(axis=0)
    rows, columns = n.sum(axis=1) > 0, n.sum(axis=0) > 0
    if rows.sum() < 2 or columns.sum() < 2:
        return NO_TEST
    w, w2 = (part[:, rows][:, :, columns] for part in (moments.w, moments.w2))
    share = w.sum(axis=0) / w.sum()
    of_row, of_column = share.sum(axis=1, keepdims=True), share.sum(axis=0, keepdims=True)
    expected = of_row * of_column
    size = float(n.sum())
    pearson = size * float(((share - expected) ** 2 / expected).sum())
    contrasts = _contrasts(*share.shape)
    filled = np.where(share.ravel() > 0, share.ravel(), np.inf)
    scores = contrasts / filled[:, None]
    observed = _covariance(w.reshape(len(w), -1), w2.reshape(len(w2), -1), scores.T, design, options)
    delta = np.linalg.solve(contrasts.T @ scores / size, observed)
    trace = float(np.trace(delta))
    ndf = trace**2 / float(np.trace(delta @ delta))
    ddf = ndf * design.df
    statistic = pearson / trace
    return TableTest(statistic, ndf, ddf, float(special.fdtrc(ndf, ddf, statistic)))


def _contrasts(rows: int, columns: int) -> FloatArray:
    """(cells, (rows−1)(columns−1)) what independence leaves free: products of contrasts of rows and of columns."""
    parts = [np.eye(size)[:, 1:] - 1 / size for size in (rows, columns)]
    return np.asarray(np.kron(*parts), np.float64)


def _covariance(w: FloatArray, w2: FloatArray, scores: FloatArray, design: Design, options: Options) -> FloatArray:
    """(K, K) design covariance of K weighted means; `scores`: (K, cells of the table); `w`, `w2`: (C, cells).

    A covariance is a quarter of the variance of the sum less that of the difference.
    """

    def squared(score: FloatArray) -> FloatArray:
        z = (score - (score * w.sum(axis=0)).sum(axis=-1, keepdims=True) / w.sum()) / w.sum()
        return variance(Linearised(z @ w.T, z * z @ w2.T, z @ w2.T), design, options.lonely)

    one, two = scores[:, None, :], scores[None, :, :]
    return (squared(one + two) - squared(one - two)) / 4
