"""Estimates from rows that belong together: a question per directorate gives one respondent several rows.

The variance needs u summed per respondent, which sums per answer cannot give: hence a second pass over the
rows. The same functions serve waves whose units return: let the group be the wave and the cluster the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, weighted_count
from peil.stats.contrasts import Contrast, compare
from peil.stats.design import Design
from peil.stats.estimates import Estimated, Estimates, Summary, summarise, with_error
from peil.stats.moments import Codes, Layout, Moments, check_codes, check_weights, collect
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, variance

T = TypeVar("T", Summary, Linearised)


@dataclass(frozen=True)
class Rows:
    """(N,) one row an answer: value (NaN = none), weight, group (negative = none), cluster (respondent)."""

    values: FloatArray
    weights: FloatArray
    groups: Codes
    clusters: Codes

    def __post_init__(self) -> None:
        lengths = [len(part) for part in (self.values, self.weights, self.groups, self.clusters)]
        if len(set(lengths)) > 1:
            raise StatisticsError(f"rows: found arrays of lengths {lengths}, expected one value per row in each")


@dataclass(frozen=True)
class Clusters:
    """(M,) one entry a respondent of the wave, with or without rows: the cell of the design, and the weight.

    The `Design` that goes with it counts respondents: `describe(clusters.cells, clusters.weights, frame)`.
    """

    cells: Codes
    weights: FloatArray


def estimate_clustered(
    rows: Rows, clusters: Clusters, groups: int, design: Design, options: Options = DEFAULT
) -> Estimated:
    """(G,) and () estimates over rows, with the error of the respondents behind them.

    `n` counts rows, `units` respondents. As `estimate` otherwise. Source: R survey `svydesign(id =
    ~cluster)`.
    """
    valid = _valid(rows, clusters, groups)
    one = replace(valid, groups=np.zeros_like(valid.groups))
    total = _estimate(one, clusters, 1, design, options)
    fields = {name: value[..., 0] if value.ndim else value for name, value in vars(total).items()}
    return Estimated(_estimate(valid, clusters, groups, design, options), Estimates(**fields))


def group_against_rest_clustered(
    rows: Rows, clusters: Clusters, groups: int, design: Design, options: Options = DEFAULT
) -> Contrast:
    """(G,) contrasts: does each group of rows differ from all other rows?

    A respondent may stand on both sides: the covariance is in the sum of u per respondent.
    """
    sides = _sides(rows, clusters, groups, design)
    squared = variance(sides.difference, design, options.lonely)
    return compare(sides.group, sides.rest, squared, design.df - 1, options)


def groups_clustered(
    several: Sequence[Rows], clusters: Clusters, groups: int, design: Design, options: Options = DEFAULT
) -> tuple[Estimates, Contrast]:
    """(S, G) estimates and (S, G) contrasts with the rest: what the other functions say of each group, in one go.

    `several`: S kinds of values of the same rows, say the grade and whether it is an 8.
    """
    every = [_sides(rows, clusters, groups, design) for rows in several]
    group, rest = (_behind(Summary, [getattr(one, side) for one in every]) for side in ("group", "rest"))
    own, difference = (_behind(Linearised, [getattr(one, side) for one in every]) for side in ("own", "difference"))
    estimates = with_error(group, variance(own, design, options.lonely), np.asarray(design.df), options)
    squared = variance(difference, design, options.lonely)
    return estimates, compare(group, rest, squared, design.df - 1, options)


@dataclass(frozen=True)
class _Sides:
    """(G,) every group and its rest, and the linearised estimate of the group and difference of the two."""

    group: Summary
    rest: Summary
    own: Linearised
    difference: Linearised


def _sides(rows: Rows, clusters: Clusters, groups: int, design: Design) -> _Sides:
    valid = _valid(rows, clusters, groups)
    moments, scores = _moments(valid, groups)
    left, right = summarise(moments, scores), summarise(moments.rest(), scores)
    count, weight, value = _per_cluster(valid, len(clusters.cells), groups)
    own = _influence(value, weight, left)
    rest = _influence(_others(value), _others(weight), right)
    return _Sides(
        _by_cluster(left, count, own),
        _by_cluster(right, _others(count), rest),
        _linearise(own, clusters, design),
        _linearise(own - rest, clusters, design),
    )


def _behind(kind: type[T], parts: Sequence[T]) -> T:
    """The arrays of several values of one kind with an axis for them in front."""
    return kind(**{one.name: np.stack([getattr(part, one.name) for part in parts]) for one in fields(kind)})


def _estimate(rows: Rows, clusters: Clusters, groups: int, design: Design, options: Options) -> Estimates:
    summary = summarise(*_moments(rows, groups))
    count, weight, value = _per_cluster(rows, len(clusters.cells), groups)
    u = _influence(value, weight, summary)
    squared = variance(_linearise(u, clusters, design), design, options.lonely)
    return with_error(_by_cluster(summary, count, u), squared, np.asarray(design.df), options)


def _valid(rows: Rows, clusters: Clusters, groups: int) -> Rows:
    """The rows that enter the sums: those with a value and a group."""
    check_codes("group", rows.groups, groups, None)
    check_codes("cluster", rows.clusters, len(clusters.cells))
    check_weights(rows.weights)
    check_weights(clusters.weights)
    kept = np.isfinite(rows.values) & (rows.groups >= 0)
    return Rows(rows.values[kept], rows.weights[kept], rows.groups[kept], rows.clusters[kept])


def _moments(rows: Rows, groups: int) -> tuple[Moments, FloatArray]:
    """(1, G, A) moments of the rows and the (A,) distinct values that serve as scores."""
    scores, answers = np.unique(rows.values, return_inverse=True)
    if not scores.size:
        scores = np.zeros(1)
    layout = Layout(cells=1, groups=groups, answers=len(scores))
    return collect(np.zeros(len(answers), np.int64), rows.groups, answers, rows.weights, layout), scores


def _per_cluster(rows: Rows, size: int, groups: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Three (M, G) arrays per cluster and group: rows, Σw and Σw·x."""
    code = rows.clusters.astype(np.intp) * groups + rows.groups
    shape, cells = (size, groups), size * groups
    return (
        np.bincount(code, minlength=cells).astype(np.float64).reshape(shape),
        weighted_count(code, rows.weights, cells).reshape(shape),
        weighted_count(code, rows.weights * rows.values, cells).reshape(shape),
    )


def _others(part: FloatArray) -> FloatArray:
    """(M, G) of every group, the sum over the other groups."""
    result: FloatArray = part.sum(axis=1, keepdims=True) - part
    return result


def _influence(value: FloatArray, weight: FloatArray, summary: Summary) -> FloatArray:
    """(M, G) u per cluster: Σw(x − m)/W over its rows; 0 for an empty group."""
    filled = summary.sum_weight > 0
    mean = np.where(filled, summary.estimate, 0.0)
    u: FloatArray = np.where(filled, value - mean * weight, 0.0) / np.where(filled, summary.sum_weight, 1.0)
    return u


def _by_cluster(summary: Summary, count: FloatArray, u: FloatArray) -> Summary:
    """The summary with respondents, not rows, as its independent units."""
    units = (count > 0.5).sum(axis=0).astype(np.int64)
    return replace(summary, units=units, plain_variance=np.where(summary.n > 0, (u * u).sum(axis=0), np.nan))


def _linearise(u: FloatArray, clusters: Clusters, design: Design) -> Linearised:
    """(G, C) sums per cell of the u of the clusters."""
    groups, cells = u.shape[1], len(design.units)
    check_codes("cell", clusters.cells, cells)
    code = (np.arange(groups) * cells + np.asarray(clusters.cells, np.intp)[:, None]).ravel()
    w = clusters.weights[:, None]
    return Linearised(
        *(weighted_count(code, part.ravel(), groups * cells).reshape(groups, cells) for part in (u, u * u, w * u))
    )
