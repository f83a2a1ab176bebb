"""Taylor variance from additive moments, with strata, finite populations and calibrated weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray, ratio
from peil.stats.clustered import Held, Rows, by_cluster
from peil.stats.design import Design, Margins, indicator
from peil.stats.moments import Moments
from peil.stats.options import Lonely

# Residual sums and variances below this part of the sums they are left of are taken as zero.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Linearised:
    """(..., G, C) sums per cell of the linearised variable u: Σu, Σu², Σw·u. Units with u = 0 add nothing.

    With clusters the totals tell all, and the other two are zeros, (..., G, 1). `held`: None, or the design does not
    know the clusters: the totals are those of each, and `held` says where it lies.
    """

    total: FloatArray
    square: FloatArray
    cross: FloatArray
    held: Held | None = None

    def minus(self, other: Linearised) -> Linearised:
        """The linearised difference of two estimates that rest on different rows."""
        return replace(
            self, total=self.total - other.total, square=self.square + other.square, cross=self.cross - other.cross
        )

    def plus(self, other: Linearised) -> Linearised:
        """The linearised sum of two estimates that rest on different rows."""
        return replace(
            self, total=self.total + other.total, square=self.square + other.square, cross=self.cross + other.cross
        )

    def together(self) -> Linearised:
        """(..., C) the sum over the groups."""
        total, square, cross = (part.sum(axis=-2) for part in (self.total, self.square, self.cross))
        return Linearised(total, square, cross, self.held)


def linearise(moments: Moments, scores: FloatArray, mean: FloatArray, sum_weight: FloatArray) -> Linearised:
    """(..., G, C) sums of u = w·(score − mean)/W, a respondent's influence on the weighted mean of the group.

    `scores`: (..., A), NaN = outside the base; `mean`, `sum_weight`: (..., G). Source: Taylor linearisation
    of a ratio, Särndal, Swensson, Wretman 1992, section 5.5.
    """
    return from_influence(moments, ratio(scores[..., None, :] - mean[..., None], sum_weight[..., None]))


def from_influence(moments: Moments, influence: FloatArray) -> Linearised:
    """(..., G, C) sums of u = w·z; `influence`: (..., G, A) z of every answer in a group, NaN = outside the base."""
    z = np.where(np.isfinite(influence), influence, 0.0)
    if moments.rows is not None:
        return of_rows(moments.rows.sums(z), moments.rows)
    pairs = ((moments.w, z), (moments.w2, z * z), (moments.w2, z))
    total, square, cross = (np.einsum("...cga,...ga->...gc", part, value) for part, value in pairs)
    return Linearised(total, square, cross)


def of_rows(total: FloatArray, rows: Rows) -> Linearised:
    """(..., G, C) linearised sums of clustered rows from their totals."""
    nothing = np.zeros((*total.shape[:-1], 1))
    return Linearised(total, nothing, nothing, rows.held)


def variance(u: Linearised, design: Design, lonely: Lonely) -> FloatArray:
    """(..., G) floats: how far would Σu move from sample to sample? In squared units of the estimate.

    V = Σ_h (1−f_h)·n_h/(n_h−1)·Σ_i (u_hi − ū_h)², with u replaced by its residual on the weighting cells
    where the weights are fixed to known totals; of clustered rows i is a cluster, and u_hi its sum. StatisticsError for
    a stratum with one respondent (cluster) under lonely = "fail". Source: R survey 4.1, `svyrecvar` and `onestrat`;
    Deville and Särndal 1992 for the residuals.
    """
    if u.held is not None:
        u = Linearised(*u.held.by_cell(u.total))
    total, square = _residual(u, design)
    in_stratum = design.in_stratum()
    by_stratum, squares = total @ in_stratum, square @ in_stratum
    centred = np.maximum(squares - by_stratum**2 / np.maximum(design.stratum_units(), 1), 0.0)
    several, single = _factors(design, lonely)
    result: FloatArray = centred @ several + squares @ single
    # What strata and weights fix together (the share of a stratum, a mean that is a target) has no error either.
    own = u.square if design.clusters is None else by_cluster(u.total, design.clusters) ** 2
    before: FloatArray = (own @ in_stratum) @ (several + single)
    return np.where(result <= _ROUNDING * before, 0.0, result)


def cluster_covariance(total: FloatArray, design: Design, lonely: Lonely) -> FloatArray:
    """(k, k) covariances of k estimates in a design with clusters. `total`: (k, C) sums of u per cell."""
    nothing = np.zeros((len(total), 1))
    e = _residual(Linearised(total, nothing, nothing), design)[0]
    stratum = design.drawn()[0]
    several, single = _factors(design, lonely)
    means = (e @ design.in_stratum() / np.maximum(design.stratum_units(), 1))[:, stratum]
    result: FloatArray = ((e - means) * several[stratum]) @ (e - means).T + (e * single[stratum]) @ e.T
    return result


def row_covariance(u: FloatArray, cells: IntArray, own: Linearised, design: Design, lonely: Lonely) -> FloatArray:
    """(k, k) covariances of k estimates in a design without clusters. `u`: (N, k) of the rows in `cells` (N,), `own`:
    (k, C) their sums. As `variance`, the squares of residuals being products of two.
    """
    several, single = _factors(design, lonely)
    factor, r = (several + single)[design.stratum], _fitted(own, design)
    rooted = u * np.sqrt(factor)[cells, None]
    fitted = (r * factor) @ (own.cross - r * design.weight2 / 2).T
    sums = (own.total - r * design.weight) @ design.in_stratum()
    means = sums * (several / np.maximum(design.stratum_units(), 1))
    result: FloatArray = rooted.T @ rooted - fitted - fitted.T - means @ sums.T
    alone = variance(own, design, lonely)
    # What does not move moves with nothing.
    result[alone == 0] = result[:, alone == 0] = 0.0
    np.fill_diagonal(result, alone)
    return result


def _factors(design: Design, lonely: Lonely) -> tuple[FloatArray, FloatArray]:
    """Two (H,) arrays: by what the squares around the mean of a stratum count, and those of a unit that is alone."""
    units = design.stratum_units()
    sampled = np.zeros(len(units)) if design.population is None else ratio(units, design.population)
    sampled = np.where(np.isfinite(sampled), sampled, 0.0)
    several = np.where(units > 1, (1 - sampled) * units / np.maximum(units - 1, 1), 0.0)
    alone = (units == 1) & (sampled < 1)
    if lonely == "fail" and alone.any():
        raise StatisticsError(
            f"stratum {int(np.flatnonzero(alone)[0])} has one respondent, expected two or more: no "
            "standard error can be had. Join it with another stratum, or set what such a stratum contributes."
        )
    return several, np.where(alone, (1 - sampled) * (lonely == "adjust"), 0.0)


def _residual(u: Linearised, design: Design) -> tuple[FloatArray, FloatArray]:
    """(..., G, C) Σe, Σe² of the residuals e = u − w·r of all units, r being fitted per weighting cell; of clusters
    (..., G, K) the e and e² of each."""
    if _as_given(design):
        return (u.total, u.square) if design.clusters is None else _squared(by_cluster(u.total, design.clusters))
    r = _fitted(u, design)
    total = u.total - r * design.weight
    if design.clusters is not None:
        left, before = by_cluster(total, design.clusters), by_cluster(u.total, design.clusters)
        none = (left**2).sum(axis=-1) <= _ROUNDING * (before**2).sum(axis=-1)
        return _squared(np.where(none[..., None], 0.0, left))
    square = u.square - 2 * r * u.cross + r * r * design.weight2
    # What the weights fix (a share that is a target) has no error; what subtraction leaves of it is rounding.
    fixed = square <= _ROUNDING * u.square
    return np.where(fixed, 0.0, total), np.where(fixed, 0.0, square)


def _as_given(design: Design) -> bool:
    """Whether no weights are fixed to known totals."""
    return not (design.calibration >= 0).any()


def _fitted(u: Linearised, design: Design) -> FloatArray:
    """(..., G, C) r, what u/w of the units of a cell is by its weighting cell; 0 where weights are taken as given."""
    if _as_given(design):
        return np.zeros(u.total.shape)
    if design.margins is not None:
        return _regression(u, design, design.margins)
    member = indicator(design.calibration)
    fitted = ratio(u.total @ member, design.weight @ member)
    r: FloatArray = np.where(np.isfinite(fitted), fitted, 0.0) @ member.T
    return r


def _squared(total: FloatArray) -> tuple[FloatArray, FloatArray]:
    return total, total**2


def _regression(u: Linearised, design: Design, margins: Margins) -> FloatArray:
    """(..., G, C) fitted values of u/w after weighted regression on the columns of the margins; 0 without a cell."""
    placed = design.calibration >= 0
    x = np.where(placed[:, None], margins.columns[design.calibration], 0.0)
    scale = np.ones(len(x)) if margins.ratio is None else np.where(placed, margins.ratio[design.calibration], 0.0)
    normal = (x * (design.weight * scale)[:, None]).T @ x
    # Columns that follow from the others (a margin within a margin) leave eigenvalues of rounding only.
    inverse = np.linalg.pinv(normal, rcond=1e-11, hermitian=True)
    # One flat product: with many combinations the stacked ones would leave the fast path of the library.
    flat = np.ascontiguousarray(u.total).reshape(-1, len(x))
    fitted: FloatArray = (flat @ (x * scale[:, None]) @ inverse) @ np.ascontiguousarray(x.T)
    return fitted.reshape(u.total.shape)
