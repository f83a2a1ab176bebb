"""The median and other quantiles: below which answer lies a given part of the respondents, and how sure is that?

A quantile is no mean of scores, but it follows from the same moments: the shares at or below every answer, each with
its error, are means, and the quantile and the ends of its interval are the answers where these shares pass a bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray, ratio, root
from peil.stats.clustered import Rows
from peil.stats.design import Design
from peil.stats.estimates import Estimated, Estimates, Summary, summarise, t_quantile
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, of_rows, variance

Interval = Literal["score", "woodruff"]
# Sums of weights that should be equal to a bound may miss it by rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class _Steps:
    """The distribution of the answers, from low to high: (A,) values; (..., G, A) shares at or below each, and their
    standard errors."""

    values: FloatArray
    share: FloatArray
    se: FloatArray

    def first(self, reached: BoolArray) -> FloatArray:
        """(..., G) the lowest answer for which (..., G, A) `reached` holds; NaN where it never does."""
        return np.where(reached.any(axis=-1), self.values[reached.argmax(axis=-1)], np.nan)

    def at(self, part: FloatArray) -> FloatArray:
        """(..., G) the lowest answer with at least (..., G) this share at or below it; NaN outside 0-1."""
        inside = np.where((part >= 0) & (part <= 1), part, np.nan)
        return self.first(self.share >= inside[..., None] - _ROUNDING)


def estimate_quantile(
    moments: Moments,
    scores: FloatArray,
    part: float,
    design: Design,
    options: Options = DEFAULT,
    interval: Interval = "score",
) -> Estimated:
    """(..., G) and (...) quantiles: the lowest answer with at least `part` (0-1) of the weight at or below it.

    `scores`: (A,), NaN = outside the base. `interval`: "score" keeps every answer that a test of "a share `part` lies
    at or below it" does not refuse; "woodruff" goes from the interval of the share at or below the quantile back to
    answers, as R does by default, and is NaN where that interval leaves 0-1. With few answers the share at or below the
    quantile lies far above `part`, and Woodruff's interval too high: hence the default. `se`: the length of the
    interval over twice its t, as R. Source: R survey 4.1 `svyquantile(qrule = "math", interval.type = "score"` or
    `"mean")`; Woodruff 1952. StatisticsError for a part outside 0-1.
    """
    if not 0 < part < 1:
        raise StatisticsError(f"quantile: found {part}, expected a part between 0 and 1, as 0.5 for the median")
    return Estimated.of(moments, lambda each: _estimate(each, scores, part, design, options, interval))


def _estimate(
    moments: Moments, scores: FloatArray, part: float, design: Design, options: Options, interval: Interval
) -> Estimates:
    scores = np.asarray(scores, np.float64)
    summary = summarise(moments, scores)
    steps = _distribution(moments, scores, summary, design, options)
    df = np.minimum(design.df, summary.units - 1) if options.df == "smaller" else design.df + 0.0 * summary.units
    t = t_quantile(options.level, np.asarray(df, np.float64))
    found = steps.at(np.where(summary.n > 0, part, np.nan))
    ends = _by_test(steps, part, t) if interval == "score" else _by_woodruff(steps, found, t)
    tested = (summary.units >= 2) & (summary.sd > 0)
    low, high = (np.where(tested, end, np.nan) for end in ends)
    return Estimates(
        **vars(replace(summary, estimate=found)),
        se=ratio(high - low, 2 * t),
        ci_low=low,
        ci_high=high,
        design_df=np.asarray(design.df, np.float64),
        tested_df=np.asarray(design.df, np.float64),
    )


def _by_test(steps: _Steps, part: float, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Two (..., G) ends: the answers that are not refused as the quantile, one-sided at either end."""
    margin = t[..., None] * steps.se
    return steps.first(steps.share + margin > part), steps.first(steps.share - margin > part)


def _by_woodruff(steps: _Steps, found: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Two (..., G) ends: the interval of the share at or below the quantile, back to answers."""
    place = np.searchsorted(steps.values, np.where(np.isfinite(found), found, steps.values[0]))[..., None]
    share, se = (np.take_along_axis(part, place, axis=-1)[..., 0] for part in (steps.share, steps.se))
    return steps.at(share - t * se), steps.at(share + t * se)


def _distribution(moments: Moments, scores: FloatArray, summary: Summary, design: Design, options: Options) -> _Steps:
    """The cumulative shares with their errors. Sums below every answer are running sums: no answer is gone through
    twice, so that a quantity with thousands of values is no trouble."""
    order = np.argsort(scores, kind="stable")[: int(np.isfinite(scores).sum())]
    w, w2 = (np.moveaxis(part[..., order], -3, -1) for part in (moments.w, moments.w2))  # (..., G, A, C)
    below, below2 = w.cumsum(axis=-2), w2.cumsum(axis=-2)
    weight, weight2 = below[..., -1:, :], below2[..., -1:, :]
    whole = summary.sum_weight[..., None, None]
    share = ratio(below.sum(axis=-1, keepdims=True), whole)
    if moments.rows is None:
        u = Linearised(
            total=_zero(ratio(below - share * weight, whole)),
            square=_zero(ratio((1 - 2 * share) * below2 + share**2 * weight2, whole**2)),
            cross=_zero(ratio(below2 - share * weight2, whole)),
        )
        squared = variance(u, design, options.lonely)
    else:
        squared = _clustered(moments.rows, order, share[..., 0], summary.sum_weight, design, options)
    # Everybody stands at or below the highest answer: what subtraction leaves of an error there is rounding.
    inside = (share[..., 0] > 0) & (share[..., 0] < 1 - _ROUNDING)
    return _Steps(scores[order], share[..., 0], np.where(inside, root(squared), 0.0))


def _clustered(
    rows: Rows, order: IntArray, share: FloatArray, whole: FloatArray, design: Design, options: Options
) -> FloatArray:
    """(..., G, A) variances of the cumulative shares, group by group."""
    found = np.empty(share.shape)
    for group in range(len(rows.made)):
        below = rows.table_of(group)[:, order].T.cumsum(axis=0)  # (A, C)
        total = _zero(ratio(below - share[..., group, :, None] * below[-1], whole[..., group, None, None]))
        found[..., group, :] = variance(of_rows(total, rows), design, options.lonely)
    return found


def _zero(values: FloatArray) -> FloatArray:
    """Nothing from groups without answers."""
    return np.where(np.isfinite(values), values, 0.0)
