"""Weighted means, shares and scores per group and in total, each with its error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray, ratio, root
from peil.stats.clustered import Rows, by_cluster
from peil.stats.design import Design
from peil.stats.distributions import t_with_tail
from peil.stats.freedom import tested_df
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, linearise, variance

# The largest power of e that a number holds, nearly.
_LARGEST = 700.0


@dataclass(frozen=True)
class Summary:
    """(..., G) what the answers of a group come to, before any design.

    `n`: valid answers, unweighted. `units`: what is independent behind them (as n; clusters where rows
    belong together). `sum_weight`: W. `n_effective`: Kish's W²/Σw². `estimate`: weighted mean of the scores. `sd`:
    their standard deviation, NaN below two answers. `plain_variance`: Σw²(x−m)²/W², weights only, without
    n/(n−1).
    """

    n: IntArray
    units: IntArray
    sum_weight: FloatArray
    n_effective: FloatArray
    estimate: FloatArray
    sd: FloatArray
    plain_variance: FloatArray

    @property
    def plain_spread(self) -> FloatArray:
        """(..., G) Σw(x−m)²/W: the variance of the answers without n/(n−1)."""
        return self.sd**2 * ratio(self.n - 1, self.n)


@dataclass(frozen=True)
class Estimates(Summary):
    """(..., G) estimates with their errors, in the units of the scores.

    `se`: standard error by the design, NaN below two answers. `ci_low`, `ci_high`: interval at the level of
    the options. `design_df`: units − strata of the wave, before any rule about small groups. `tested_df`: from
    which tests of the group start, see `freedom.tested_df`.
    """

    se: FloatArray
    ci_low: FloatArray
    ci_high: FloatArray
    design_df: FloatArray
    tested_df: FloatArray


@dataclass(frozen=True)
class Estimated:
    """Estimates of every group, (..., G), and of all groups together, (...)."""

    groups: Estimates
    total: Estimates

    @staticmethod
    def of(moments: Moments, estimates: Callable[[Moments], Estimates]) -> Estimated:
        """Both by one way of making (..., G) estimates from moments."""
        total = estimates(moments.total())
        fields = {name: value[..., 0] if value.ndim else value for name, value in vars(total).items()}
        return Estimated(estimates(moments), Estimates(**fields))


def estimate(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Estimated:
    """(..., G) and (...) estimates: what is the mean (share, score) of each group and in all, how sure is it?

    `scores`: (A,) or (S, A), one row per scored variable; NaN leaves an answer out of the base (a valid
    answer without a grade). Leading axes of moments and scores are broadcast. An empty group is NaN
    throughout; the standard error needs two answers. StatisticsError: see `variance`. Source:
    docs/statistics.md, checked against R survey 4.1.
    """
    return Estimated.of(moments, lambda each: estimate_groups(each, scores, design, options))


def estimate_groups(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Estimates:
    """(..., G) estimates of every group alone, as `estimate`, for who has the total already or needs none."""
    summary, u = linear_mean(moments, scores)
    found = with_error(summary, variance(u, design, options.lonely), np.asarray(design.df), options)
    return replace(found, tested_df=tested_df([moments], scores, design, options))


def summarise(moments: Moments, scores: FloatArray) -> Summary:
    """(..., G) summary of each group of the moments; `scores` as in `estimate`."""
    if moments.rows is not None:
        return linear_mean(moments, scores)[0]
    return _of_answers(moments, np.asarray(scores, np.float64))


def linear_mean(moments: Moments, scores: FloatArray) -> tuple[Summary, Linearised]:
    """(..., G) summary and (..., G, C) linearised sums of the mean: what comparisons of means rest on."""
    scores = np.asarray(scores, np.float64)
    summary = _of_answers(moments, scores)
    u = linearise(moments, scores, summary.estimate, summary.sum_weight)
    return summary if moments.rows is None else _of_rows(moments.rows, scores, summary, u), u


def _of_answers(moments: Moments, scores: FloatArray) -> Summary:
    """The summary of answers that are independent of each other."""
    if scores.shape[-1] != moments.n.shape[-1]:
        raise StatisticsError(
            f"scores: found {scores.shape[-1]}, expected one for each of {moments.n.shape[-1]} answers"
        )
    n, w, w2 = (part.sum(axis=-3) for part in (moments.n, moments.w, moments.w2))
    score, base = scores[..., None, :], np.isfinite(scores)[..., None, :]
    if not base.all():
        score = np.where(base, score, 0.0)
        n, w, w2 = (np.where(base, part, 0) for part in (n, w, w2))
    count, weight = n.sum(axis=-1), w.sum(axis=-1)
    mean = _mean(score, w, weight)
    squares = np.where(n > 0, score - mean[..., None], 0.0) ** 2
    return Summary(
        n=count,
        units=count,
        sum_weight=weight,
        n_effective=ratio(weight**2, w2.sum(axis=-1)),
        estimate=mean,
        sd=root(ratio((w * squares).sum(axis=-1), weight) * ratio(count, count - 1)),
        plain_variance=ratio((w2 * squares).sum(axis=-1), weight**2),
    )


def _of_rows(rows: Rows, scores: FloatArray, summary: Summary, u: Linearised) -> Summary:
    """The same of answers in rows that belong together: units are clusters, and it is their sums that vary."""
    squares = (by_cluster(u.total, rows.clusters) ** 2).sum(axis=-1)
    return replace(
        summary,
        units=rows.units(np.isfinite(scores)),
        plain_variance=np.where(summary.n > 0, squares, np.nan),
    )


def _mean(score: FloatArray, w: FloatArray, weight: FloatArray) -> FloatArray:
    """(..., G) weighted mean; exactly the score where all answers are equal, so that its variance is 0."""
    lowest = np.where(w > 0, score, np.inf).min(axis=-1)
    highest = np.where(w > 0, score, -np.inf).max(axis=-1)
    mean = ratio((w * score).sum(axis=-1), weight)
    return np.where(lowest == highest, lowest, mean)


def with_error(summary: Summary, squared: FloatArray, design_df: FloatArray, options: Options) -> Estimates:
    """(..., G) estimates: a summary joined by its standard error and interval; `squared` is the variance."""
    se = root(np.where(summary.units >= 2, squared, np.nan))
    # np.minimum, not fmin: a group too small for degrees of freedom of its own gets no interval.
    df = np.minimum(design_df, summary.units - 1) if options.df == "smaller" else design_df + 0 * se
    df = np.asarray(df, np.float64)
    interval = share_interval if options.share else mean_interval
    low, high = interval(summary, se, df, options.level)
    own = np.asarray(design_df, np.float64)
    return Estimates(**vars(summary), se=se, ci_low=low, ci_high=high, design_df=own, tested_df=own)


def mean_interval(summary: Summary, se: FloatArray, df: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Two (..., G) arrays: estimate ± t·se; NaN where the answers do not vary: no error is known."""
    margin = t_quantile(level, df) * np.where(se > 0, se, np.nan)
    return summary.estimate - margin, summary.estimate + margin


def share_interval(summary: Summary, se: FloatArray, df: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Two (..., G) arrays within 0-1: logit interval; Wilson's on the effective base at 0% and 100%.

    Source: R survey `svyciprop(method = "logit")`; Wilson 1927.
    """
    p = summary.estimate
    inside = (p > 0) & (p < 1)
    safe = np.where(inside, p, 0.5)
    # A share that the weights fix has no error, and so no interval: one without width would claim certainty.
    margin = t_quantile(level, df) * np.where(se > 0, se, np.nan) / (safe * (1 - safe))
    centre = log_odds(p)
    low, high = wilson_interval(p, np.minimum(summary.n_effective, summary.units), level)
    return (
        np.where(inside, _share_of(centre - margin), low),
        np.where(inside, _share_of(centre + margin), high),
    )


def log_odds(share: FloatArray) -> FloatArray:
    """(...) floats: ln p/(1−p); NaN at 0% and 100%."""
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    return np.where(inside, np.log(safe) - np.log1p(-safe), np.nan)


def _share_of(odds: FloatArray) -> FloatArray:
    """The share with these log odds."""
    result: FloatArray = 1 / (1 + np.exp(np.minimum(-odds, _LARGEST)))
    return result


def wilson_interval(p: FloatArray, n: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Two (...) arrays within 0-1: the shares that a score test on n answers keeps. Source: Wilson 1927."""
    z2 = float(t_with_tail((1 - level) / 2, np.inf)) ** 2
    n = np.where(n > 0, n, np.nan)
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    low, high = np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
    return np.where(p == 0, 0.0, low), np.where(p == 1, 1.0, high)


def t_quantile(level: float, df: FloatArray) -> FloatArray:
    """(...) floats: how many standard errors an interval of this level reaches; NaN without any."""
    # Groups have few degrees of freedom that differ, and to look a quantile up costs less than to invert for it.
    each, places = np.unique(df, return_inverse=True)
    return t_with_tail((1 - level) / 2, each)[places].reshape(np.shape(df))
