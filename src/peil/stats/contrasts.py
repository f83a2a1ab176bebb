"""Two estimates compared: a group against the rest, a group against a group, a wave against a wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np
from numpy.typing import ArrayLike

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, ratio, root
from peil.stats.design import Design
from peil.stats.distributions import t_tail, t_with_tail
from peil.stats.estimates import Estimates, Summary, linear_mean, with_error
from peil.stats.freedom import tested_df
from peil.stats.moments import Codes, Moments
from peil.stats.odds import by_odds, odds_difference, odds_slope
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, variance


@dataclass(frozen=True)
class Contrast:
    """(...) arrays: left minus right in units of the scores, standard error, t, its df, two-sided p.

    `statistic` and `p` are NaN where no test can be had: a side with fewer than two answers, or a side whose
    answers do not vary (0%, 100%, all the same grade), for its Wald variance is 0.
    """

    difference: FloatArray
    se: FloatArray
    statistic: FloatArray
    df: FloatArray
    p: FloatArray


def group_against_rest(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Contrast:
    """(..., G) contrasts: does each group differ from all other respondents (the total minus the group)?

    Arguments as in `estimate`. Respondents without a group belong to the rest only if they have a group code.
    Source: u = w[1_g(x−m_g)/W_g − 1_r(x−m_r)/W_r]; R survey `svyttest(x ~ I(g), design)`.
    """
    return _within_wave(moments, moments.rest(), scores, design, options)


def groups_and_rest(
    moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT
) -> tuple[Estimates, Contrast]:
    """(..., G) `estimate_groups` and (..., G) `group_against_rest` in one go, for who needs both."""
    return groups_against(moments, moments.rest(), scores, design, options)


def groups_against(
    moments: Moments, others: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT
) -> tuple[Estimates, Contrast]:
    """(..., G) `estimate_groups` and (..., G) contrasts: does each group differ from its others?

    `others`: (..., C, G, A) moments of those that each group is compared with, none of whom are in it. All else as
    `group_against_rest`. Groups of several breaks can go through this together.
    """
    scores = np.asarray(scores, np.float64)
    sides = linear_mean(moments, scores), linear_mean(others, scores)
    one, own = sides[0]
    estimates = with_error(one, variance(own, design, options.lonely), np.asarray(design.df), options)
    estimates = replace(estimates, tested_df=tested_df([moments], scores, design, options))
    return estimates, _apart(sides, tested_df([moments, others], scores, design, options), design, options)


def group_against_group(
    moments: Moments,
    scores: FloatArray,
    design: Design,
    pairs: tuple[Codes | Sequence[int], Codes | Sequence[int]],
    options: Options = DEFAULT,
) -> Contrast:
    """(..., P) contrasts: does the p-th left group differ from the p-th right group?

    `pairs`: the (P,) codes of the left groups and of the right groups. StatisticsError for a group against
    itself.
    """
    left, right = (np.asarray(side, np.intp) for side in pairs)
    if (left == right).any():
        raise StatisticsError(
            f"group {left[left == right][0]}: compared with itself, expected two different groups in a pair"
        )
    return _within_wave(moments.take(left), moments.take(right), scores, design, options)


def between_waves(left: Estimates, right: Estimates, options: Options = DEFAULT) -> Contrast:
    """(...) contrasts: has the estimate changed from the `right` (earlier) to the `left` wave?

    Independent samples, the strata of both waves side by side: Var = V1 + V2, design degrees of freedom
    units − strata − 1 over both. The arrays of both are broadcast.
    """
    one, two = ((side.se * odds_slope(side)) ** 2 for side in (left, right))
    squared = Squared(left.se**2 + right.se**2, one + two)
    return compare(left, right, squared, left.tested_df + right.tested_df - 1, options)


def together(waves: Sequence[Estimates], options: Options = DEFAULT) -> Estimates:
    """(...) estimates: several waves taken as one, each by its share of the weight; an empty one drops out.

    The shares are taken as fixed, the waves as independent. For "this wave against the others together".
    """
    n, w, m, v, plain, sd = (
        np.stack([np.where(wave.n > 0, getattr(wave, name), 0.0) for wave in waves])
        for name in ("n", "sum_weight", "estimate", "se", "plain_variance", "sd")
    )
    count, weight = n.sum(axis=0), w.sum(axis=0)
    part = ratio(w, weight)
    mean = (part * m).sum(axis=0)
    within = w * np.where(n > 1, sd**2 * (n - 1) / np.maximum(n, 1), 0.0)
    spread = ratio((within + w * (m - mean) ** 2).sum(axis=0), weight) * ratio(count, count - 1)
    squares = np.stack([np.where(wave.n > 0, ratio(wave.sum_weight**2, wave.n_effective), 0.0) for wave in waves])
    summary = Summary(
        n=count.astype(np.int64),
        units=np.sum([wave.units for wave in waves], axis=0),
        sum_weight=weight,
        n_effective=ratio(weight**2, squares.sum(axis=0)),
        estimate=mean,
        sd=root(spread),
        plain_variance=(part**2 * plain).sum(axis=0),
    )
    df = np.sum([np.where(wave.n > 0, wave.design_df, 0.0) for wave in waves], axis=0)
    found = with_error(summary, (part**2 * v**2).sum(axis=0), df, options)
    return replace(found, tested_df=np.sum([np.where(wave.n > 0, wave.tested_df, 0.0) for wave in waves], axis=0))


def from_published(mean: ArrayLike, sd: ArrayLike, n: ArrayLike, options: Options = DEFAULT) -> Estimates:
    """(...) estimates of a wave of which only mean, standard deviation and n are published: se = sd/√n.

    An unknown sd is NaN: the figure can be shown but not tested. For a share see `from_published_share`.
    """
    m, s, count = np.broadcast_arrays(np.asarray(mean, np.float64), np.asarray(sd, np.float64), np.asarray(n, np.int64))
    size = count.astype(np.float64)
    plain = s**2 * ratio(size - 1, size**2)
    summary = Summary(count, count, size, size, m.copy(), s.copy(), plain)
    return with_error(summary, s**2 * ratio(1.0, size), size - 1, options)


def from_published_share(share: ArrayLike, n: ArrayLike, options: Options = DEFAULT) -> Estimates:
    """(...) estimates of a wave of which only a share (0-1) and its n are published: se² = p(1−p)/(n−1)."""
    p, size = np.asarray(share, np.float64), np.asarray(n, np.float64)
    return from_published(p, np.sqrt(p * (1 - p) * ratio(size, size - 1)), n, options)


def shares_by_score(left: Summary, right: Summary) -> Contrast:
    """(...) contrasts of two independent shares by the score test, which 0% and 100% do not defeat.

    z with the pooled share p(1−p)(1/e1 + 1/e2) on the effective bases; normal, df = inf. Not a default: the test that
    `compare` refuses when a share is 0% or 100% can be had here. Source: R `prop.test(correct = FALSE)`.
    """
    bases = ratio(1.0, left.n_effective) + ratio(1.0, right.n_effective)
    weight = left.n_effective + right.n_effective
    pooled = ratio(left.n_effective * left.estimate + right.n_effective * right.estimate, weight)
    difference = left.estimate - right.estimate
    se = root(pooled * (1 - pooled) * bases)
    z = np.where(se > 0, difference / np.where(se > 0, se, np.nan), np.nan)
    return Contrast(difference, se, z, np.full_like(z, np.inf), 2 * t_tail(np.abs(z), np.inf))


@dataclass(frozen=True)
class Squared:
    """(...) variances by the design: of a difference, and, where shares are compared so, of that of their log odds."""

    difference: FloatArray
    odds: FloatArray | None = None


def compare(left: Summary, right: Summary, design: Squared, design_df: ArrayLike, options: Options) -> Contrast:
    """(...) contrasts of two summaries by the method of the options; the design's numbers serve "design"."""
    squared, df = _method(left, right, design.difference, np.asarray(design_df, np.float64), options)
    difference = left.estimate - right.estimate
    tested = (left.units >= 2) & (right.units >= 2)
    se = root(np.where(tested, squared, np.nan))
    compared, error = difference, se
    if options.by_odds and design.odds is not None:
        compared, error = odds_difference(left, right), root(np.where(tested, design.odds, np.nan))
    varies = (left.sd > 0) & (right.sd > 0)
    statistic = np.where(varies & (error > 0) & (df > 0), compared / np.where(error > 0, error, np.nan), np.nan)
    return Contrast(difference, se, statistic, df + 0 * se, two_sided(statistic, df))


def margin(contrast: Contrast, options: Options = DEFAULT) -> FloatArray:
    """(...) half the width of the interval of a difference, at the level of the options; NaN without an error."""
    return t_with_tail((1 - options.level) / 2, contrast.df) * contrast.se


def two_sided(statistic: FloatArray, df: FloatArray) -> FloatArray:
    """(...) floats 0-1: how often chance alone gives a t at least this far from 0."""
    return 2 * t_tail(np.abs(statistic), df)


def _within_wave(left: Moments, right: Moments, scores: FloatArray, design: Design, options: Options) -> Contrast:
    scores = np.asarray(scores, np.float64)
    sides = linear_mean(left, scores), linear_mean(right, scores)
    return _apart(sides, tested_df([left, right], scores, design, options), design, options)


def _apart(
    sides: tuple[tuple[Summary, Linearised], tuple[Summary, Linearised]],
    df: FloatArray,
    design: Design,
    options: Options,
) -> Contrast:
    """(...) contrasts, left less right, of two groups that share nobody. `df`: as `tested_df` has them."""
    (one, own), (two, theirs) = sides
    points, odds = variance(own.minus(theirs), design, options.lonely), None
    if options.by_odds:
        odds = variance(by_odds(own, one).minus(by_odds(theirs, two)), design, options.lonely)
    return compare(one, two, Squared(points, odds), df - 1, options)


def _method(
    left: Summary, right: Summary, design_variance: FloatArray, design_df: FloatArray, options: Options
) -> tuple[FloatArray, FloatArray]:
    """Two (...) arrays: variance of the difference and degrees of freedom."""
    match options.method:
        case "design":
            if options.df == "design":
                return design_variance, design_df
            return design_variance, np.minimum(design_df, _welch(left, right)[1])
        case "q":
            return _welch(left, right)
        case "pooled_effective":
            return _pooled_effective(left, right)
        case "weighted_n":
            return _weighted_n(left, right)
    assert_never(options.method)


def _welch(left: Summary, right: Summary) -> tuple[FloatArray, FloatArray]:
    """Taylor variance per side with n/(n−1); Welch–Satterthwaite degrees of freedom on unweighted n."""
    v1, v2 = (side.plain_variance * ratio(side.units, side.units - 1) for side in (left, right))
    squared = v1 + v2
    df = ratio(squared**2, v1**2 * ratio(1.0, left.units - 1) + v2**2 * ratio(1.0, right.units - 1))
    return squared, df


def _sum_of_squares(side: Summary) -> FloatArray:
    """S = Σw(x−m)²; exactly recovered from the standard deviation."""
    return side.plain_spread * side.sum_weight


def _pooled_effective(left: Summary, right: Summary) -> tuple[FloatArray, FloatArray]:
    """Pooled variance, Kish's effective bases: Survey Reporter, SPSS custom tables with an effective base."""
    e1, e2 = left.n_effective, right.n_effective
    spare = left.sum_weight * (1 - 1 / e1) + right.sum_weight * (1 - 1 / e2)
    pooled = ratio(_sum_of_squares(left) + _sum_of_squares(right), spare)
    return pooled * (1 / e1 + 1 / e2), e1 + e2 - 2


def _weighted_n(left: Summary, right: Summary) -> tuple[FloatArray, FloatArray]:
    """Student's t with the sum of weights taken as n. Invalid: only to reproduce old reports."""
    n1, n2 = left.sum_weight, right.sum_weight
    pooled = ratio(_sum_of_squares(left) + _sum_of_squares(right), n1 + n2 - 2)
    return pooled * (ratio(1.0, n1) + ratio(1.0, n2)), n1 + n2 - 2
