"""Ways of counting: what is made of the scores of a kind of measurement, in one visible table.

Each way makes (..., measurements, groups) estimates and contrasts of moments with an axis of length one for the
measurements before their own. All follow from the same sums; only the arithmetic differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

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
    estimate_groups,
    estimate_promoters,
    estimate_quantile,
    estimate_spread,
    groups_and_rest,
    linear_mean,
    linear_spread,
    overlapping_groups,
    spread_against_group,
    spread_against_rest,
)
from peil.tables.measures import Kind, Measurement

Floats = NDArray[np.float64]
Sides = tuple[Floats, Floats]
Measurements = Sequence[Measurement]


@dataclass(frozen=True)
class Way:
    """`estimate`: every group. `with_rest`: the same, and every group against all others. `pair`: groups and groups,
    of which `Sides` says which make up the left and which the right of every pair. `linear`: every group summed up and
    linearised, for comparisons of rows that belong together."""

    estimate: Callable[[Moments, Measurements, Design, Options], Estimates]
    with_rest: Callable[[Moments, Measurements, Design, Options], tuple[Estimates, Contrast]]
    pair: Callable[[Moments, Measurements, Design, Sides, Options], Contrast]
    linear: Callable[[Moments, Measurements], tuple[Summary, Linearised]]


def scores_of(measured: Measurements) -> Floats:
    """(measurements, A) the scores of each."""
    return np.stack([measurement.scores for measurement in measured])


def _mean(moments: Moments, measured: Measurements, design: Design, options: Options) -> Estimates:
    return estimate_groups(moments, scores_of(measured), design, options)


def _mean_rest(
    moments: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    return groups_and_rest(moments, scores_of(measured), design, options)


def _mean_pair(moments: Moments, measured: Measurements, design: Design, sides: Sides, options: Options) -> Contrast:
    return overlapping_groups(moments, scores_of(measured), design, sides, options)


def _mean_linear(moments: Moments, measured: Measurements) -> tuple[Summary, Linearised]:
    return linear_mean(moments, scores_of(measured))


def _promoters(moments: Moments, measured: Measurements, design: Design, options: Options) -> Estimates:
    return estimate_promoters(moments, scores_of(measured), design, options).groups


def _promoters_rest(
    moments: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    contrast = groups_and_rest(moments, scores_of(measured), design, options)[1]
    return _promoters(moments, measured, design, options), contrast


def _spread(moments: Moments, measured: Measurements, design: Design, options: Options) -> Estimates:
    return estimate_spread(moments, scores_of(measured), design, options).groups


def _spread_rest(
    moments: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    contrast = spread_against_rest(moments, scores_of(measured), design, options)
    return _spread(moments, measured, design, options), contrast


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


def _quantiles(moments: Moments, measured: Measurements, design: Design, options: Options) -> Estimates:
    """One after the other, for each is of another part."""
    one = replace(moments, **{name: getattr(moments, name)[..., 0, :, :, :] for name in ("n", "w", "w2")})
    found = [estimate_quantile(one, each.scores, each.part, design, options).groups for each in measured]
    shape = found[0].se.shape
    return Estimates(
        **{
            field.name: np.stack([np.broadcast_to(getattr(each, field.name), shape) for each in found], axis=-2)
            for field in fields(Estimates)
        }
    )


def _quantile_rest(
    moments: Moments, measured: Measurements, design: Design, options: Options
) -> tuple[Estimates, Contrast]:
    """No contrast: the error of a quantile of few answers says nothing of a difference. A share can be tested."""
    shape = (*moments.n.shape[:-4], len(measured), moments.n.shape[-2])
    return _quantiles(moments, measured, design, options), _no_contrast(shape)


def _quantile_pair(moments: Moments, measured: Measurements, _: Design, sides: Sides, __: Options) -> Contrast:
    return _no_contrast((*moments.n.shape[:-4], len(measured), len(sides[0])))


def _quantile_linear(moments: Moments, measured: Measurements) -> tuple[Summary, Linearised]:
    """What stands for a quantile where it is not tested: nothing that varies."""
    return linear_mean(moments, np.full((len(measured), moments.n.shape[-1]), np.nan))


def _no_contrast(shape: tuple[int, ...]) -> Contrast:
    nothing = np.full(shape, np.nan)
    return Contrast(nothing, nothing, nothing, nothing, nothing)


WAYS: Mapping[Kind, Way] = {
    "mean": Way(_mean, _mean_rest, _mean_pair, _mean_linear),
    "promoters": Way(_promoters, _promoters_rest, _mean_pair, _mean_linear),
    "spread": Way(_spread, _spread_rest, _spread_pair, _spread_linear),
    "quantile": Way(_quantiles, _quantile_rest, _quantile_pair, _quantile_linear),
    "share": Way(_mean, _mean_rest, _mean_pair, _mean_linear),
}
