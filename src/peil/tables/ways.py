"""Ways of counting: what is made of the scores of a kind of measurement, in one visible table.

Each way makes (..., measurements, groups) estimates and contrasts of moments with an axis of length one for the
measurements before their own. All follow from the same sums; only the arithmetic differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.stats import (
    Contrast,
    Design,
    Estimates,
    Linearised,
    Moments,
    Options,
    Summary,
    estimate_quantile,
    groups_against,
    linear_mean,
    linear_spread,
    overlapping_groups,
    promoter_interval,
    spread_against_group,
    spreads_against,
    summarise,
)
from peil.stats.arrays import all_in
from peil.tables.measures import Kind, Measurement

Floats = NDArray[np.float64]
Sides = tuple[Floats, Floats]
Measurements = Sequence[Measurement]


@dataclass(frozen=True)
class Way:
    """`against`: every group, and compared with its others, both as (..., C, groups, A) moments. `pair`: groups and
    groups, of which `Sides` says which make up the left and which the right of every pair. `linear`: every group summed
    up and linearised, for comparisons of rows that belong together."""

    against: Callable[[Moments, Moments, Measurements, Design, Options], tuple[Estimates, Contrast]]
    pair: Callable[[Moments, Measurements, Design, Sides, Options], Contrast]
    linear: Callable[[Moments, Measurements], tuple[Summary, Linearised]]


def scores_of(measured: Measurements) -> Floats:
    """(measurements, A) the scores of each."""
    return np.stack([measurement.scores for measurement in measured])


def _mean(
    moments: Moments, others: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    return groups_against(moments, others, scores_of(measured), design, options)


def _mean_pair(moments: Moments, measured: Measurements, design: Design, sides: Sides, options: Options) -> Contrast:
    return overlapping_groups(moments, scores_of(measured), design, sides, options)


def _mean_linear(moments: Moments, measured: Measurements) -> tuple[Summary, Linearised]:
    return linear_mean(moments, scores_of(measured))


def _promoters(
    moments: Moments, others: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    estimates, contrast = groups_against(moments, others, scores_of(measured), design, options)
    both = summarise(moments, np.abs(scores_of(measured))).estimate
    return promoter_interval(estimates, both, options), contrast


def _spread(
    moments: Moments, others: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    return spreads_against(moments, others, scores_of(measured), design, options)


def _spread_pair(moments: Moments, measured: Measurements, design: Design, sides: Sides, options: Options) -> Contrast:
    """Groups that share respondents have no test of their spreads, but where rows belong together anyway."""
    if moments.rows is not None:
        both = moments.merged(np.concatenate(sides))
        half = len(sides[0])
        pairs = (np.arange(half), np.arange(half) + half)
        return spread_against_group(both, scores_of(measured), design, pairs, options)
    if any((side.sum(axis=-1) != 1).any() for side in sides):
        return _no_contrast((*moments.n.shape[:-4], len(measured), len(sides[0])))
    pairs = (sides[0].argmax(axis=-1), sides[1].argmax(axis=-1))
    return spread_against_group(moments, scores_of(measured), design, pairs, options)


def _spread_linear(moments: Moments, measured: Measurements) -> tuple[Summary, Linearised]:
    return linear_spread(moments, scores_of(measured))


def _quantiles(
    moments: Moments, _: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    """One after the other, for each is of another part. No contrast: the error of a quantile of few answers says
    nothing of a difference. A share can be tested."""
    one = replace(moments, **{name: getattr(moments, name)[..., 0, :, :, :] for name in ("n", "w", "w2")})
    found = [estimate_quantile(one, each.scores, each.part, design, options).groups for each in measured]
    every = [all_in(one, one.se.shape) for one in found]
    figures = {name: np.stack([one[name] for one in every], axis=-2) for name in every[0]}
    return Estimates(**figures), _no_contrast((*moments.n.shape[:-4], len(measured), moments.n.shape[-2]))


def _quantile_pair(moments: Moments, measured: Measurements, _: Design, sides: Sides, __: Options) -> Contrast:
    return _no_contrast((*moments.n.shape[:-4], len(measured), len(sides[0])))


def _quantile_linear(moments: Moments, measured: Measurements) -> tuple[Summary, Linearised]:
    """What stands for a quantile where it is not tested: nothing that varies."""
    return linear_mean(moments, np.full((len(measured), moments.n.shape[-1]), np.nan))


def _no_contrast(shape: tuple[int, ...]) -> Contrast:
    nothing = np.full(shape, np.nan)
    return Contrast(nothing, nothing, nothing, nothing, nothing)


WAYS: Mapping[Kind, Way] = {
    "mean": Way(_mean, _mean_pair, _mean_linear),
    "promoters": Way(_promoters, _mean_pair, _mean_linear),
    "spread": Way(_spread, _spread_pair, _spread_linear),
    "quantile": Way(_quantiles, _quantile_pair, _quantile_linear),
    "share": Way(_mean, _mean_pair, _mean_linear),
}
