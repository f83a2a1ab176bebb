"""A test of a whole table: do the answers depend on the group at all, before any two groups are compared?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import BoolArray, FloatArray
from peil.stats.design import Design
from peil.stats.distributions import f_tail
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import from_influence, variance


@dataclass(frozen=True)
class TableTest:
    """`statistic` F with `ndf` and `ddf` degrees of freedom, and p, on `n` answers by `rows` groups and `columns`
    answers that occur; NaN where the table has one row or one column."""

    statistic: float
    ndf: float
    ddf: float
    p: float
    n: int = 0
    rows: int = 0
    columns: int = 0


def rao_scott(moments: Moments, design: Design, options: Options = DEFAULT) -> TableTest:
    """One test of a (C, G, A) table of groups by answers: second-order Rao-Scott F.

    Pearson's X² over the sum of the design effects of its parts; numerator degrees of freedom by Satterthwaite, the
    denominator's these times units − strata (`smaller`: times units in the table − 1, where that is less). Groups and
    answers that nobody has are left out. Source: Rao and Scott 1984; R survey `svychisq(statistic = "F")`.
    """
    n = moments.n.sum(axis=0)
    rows, columns = n.sum(axis=1) > 0, n.sum(axis=0) > 0
    size, shape = int(n.sum()), (int(rows.sum()), int(columns.sum()))
    if min(shape) < 2:
        return TableTest(np.nan, np.nan, np.nan, np.nan, size, *shape)
    w = moments.w.sum(axis=0)[np.ix_(rows, columns)]
    share = w / w.sum()
    expected = share.sum(axis=1, keepdims=True) * share.sum(axis=0, keepdims=True)
    pearson = size * float(((share - expected) ** 2 / expected).sum())
    contrasts = _contrasts(*share.shape)
    filled = np.where(share.ravel() > 0, share.ravel(), np.inf)
    scores = contrasts / filled[:, None]
    observed = _covariance(moments, _influence(scores.T, w, rows, columns), design, options)
    # Few cells of a large table may have answers: what nobody can tell apart takes no part.
    delta = np.linalg.pinv(contrasts.T @ scores / size, rcond=1e-12, hermitian=True) @ observed
    trace = float(np.trace(delta))
    if not trace > 0:  # the weights fix the whole table
        return TableTest(np.nan, np.nan, np.nan, np.nan, size, *shape)
    ndf = trace**2 / float(np.trace(delta @ delta))
    ddf = ndf * _free(moments, design, options)
    statistic = pearson / trace
    return TableTest(statistic, ndf, ddf, f_tail(statistic, ndf, ddf), size, *shape)


def _free(moments: Moments, design: Design, options: Options) -> float:
    """Degrees of freedom of the design; of few units in the table no more than these less one."""
    if options.df == "design":
        return design.df
    units = int(moments.n.sum())
    if moments.rows is not None:
        units = int(moments.rows.total().units(np.ones(moments.n.shape[-1:], np.bool_))[0])
    return min(design.df, float(units - 1))


def _contrasts(rows: int, columns: int) -> FloatArray:
    """(cells, (rows−1)(columns−1)) what independence leaves free: products of contrasts of rows and of columns."""
    parts = [np.eye(size)[:, 1:] - 1 / size for size in (rows, columns)]
    return np.asarray(np.kron(*parts), np.float64)


def _influence(scores: FloatArray, w: FloatArray, rows: BoolArray, columns: BoolArray) -> FloatArray:
    """(K, G, A) what an answer in a group adds to K weighted means of scores over the table, per unit of weight.

    `scores`: (K, cells of the table); `w`: the table of weights, whose place is that of `rows` and `columns`."""
    z = (scores - (scores @ w.ravel())[:, None] / w.sum()) / w.sum()
    found = np.zeros((len(scores), len(rows), len(columns)))
    found[:, np.flatnonzero(rows)[:, None], np.flatnonzero(columns)] = z.reshape(len(scores), *w.shape)
    return found


def _covariance(moments: Moments, z: FloatArray, design: Design, options: Options) -> FloatArray:
    """(K, K) design covariance of K means: a quarter of the variance of the sum less that of the difference.

    Row by row: K may be some hundreds, and every pair has sums for all cells of the design.
    """

    def squared(influence: FloatArray) -> FloatArray:
        return variance(from_influence(moments, influence).together(), design, options.lonely)

    found = np.zeros((len(z), len(z)))
    for place, one in enumerate(z):
        rest = z[place:]
        found[place, place:] = (squared(one + rest) - squared(one - rest)) / 4
    result: FloatArray = found + np.triu(found, 1).T
    return result
