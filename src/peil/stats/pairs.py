"""Comparisons of sides that share something: two answers of one question, two groups that overlap, two changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

import numpy as np

from peil.stats.arrays import FloatArray, ratio, root
from peil.stats.contrasts import Contrast, Squared, compare, two_sided
from peil.stats.design import Design
from peil.stats.estimates import Summary, summarise
from peil.stats.freedom import tested_df
from peil.stats.moments import Moments
from peil.stats.odds import odds_slope
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, from_influence, linearise, variance


def answer_against_answer(
    moments: Moments, left: FloatArray, right: FloatArray, design: Design, options: Options = DEFAULT
) -> Contrast:
    """(..., G) contrasts: is one answer given more than another by the same respondents?

    `moments`: (..., C, G, A) over combined codes, for two answers of a multiple question neither, the first alone, the
    second alone, both: these cross moments add up over blocks as others do. `left`, `right`: (A,) scores of the two; a
    code with NaN on either side is outside the base. The covariance is in the difference of the scores per respondent.
    Degrees of freedom: units − strata (`df: design`, as R), or the smaller of these and n − 1; of the other methods the
    one-sample form. Source: R survey `svycontrast(svymean(~a + b), c(1, -1))`; of the overlapping-columns test
    (pa(1−pa) + pb(1−pb) + 2·pa·pb − 2·pab)/D.
    """
    base = np.isfinite(left) & np.isfinite(right)
    one, two = (summarise(moments, np.where(base, side, np.nan)) for side in (left, right))
    scores = np.where(base, left - right, np.nan)
    both = summarise(moments, scores)
    u = linearise(moments, scores, both.estimate, both.sum_weight)
    squared, df = _one_sample(both, variance(u, design, options.lonely), design, options)
    se = root(np.where(both.units >= 2, squared, np.nan))
    varies = (one.sd > 0) & (two.sd > 0) & (se > 0) & (df > 0)
    statistic = np.where(varies, both.estimate / np.where(varies, se, 1.0), np.nan)
    return Contrast(both.estimate, se, statistic, df + 0 * se, two_sided(statistic, df))


def _one_sample(both: Summary, squared: FloatArray, design: Design, options: Options) -> tuple[FloatArray, FloatArray]:
    """Two (...) arrays: variance and degrees of freedom of a mean difference within respondents.

    Of the methods of old reports the spread is what those reports took. The effective base as Quantum and Survey
    Reporter: Σw(d−m)²/W over e, without a correction for one mean. The sum of weights as a weighted paired t-test has
    it: over W − 1.
    """
    match options.method:
        case "design":
            own = np.asarray(both.units - 1.0, np.float64)
            df = np.minimum(design.df, own) if options.df == "smaller" else design.df + 0 * own
            return squared, np.asarray(df, np.float64)
        case "q":
            return both.plain_variance * ratio(both.units, both.units - 1), np.asarray(both.units - 1.0, np.float64)
        case "pooled_effective":
            return both.plain_spread * ratio(1.0, both.n_effective), both.n_effective - 1
        case "weighted_n":
            return both.plain_spread * ratio(1.0, both.sum_weight - 1), both.sum_weight - 1
    assert_never(options.method)


def overlapping_groups(
    moments: Moments,
    scores: FloatArray,
    design: Design,
    sides: tuple[FloatArray, FloatArray],
    options: Options = DEFAULT,
) -> Contrast:
    """(..., P) contrasts of two groups that may share respondents: does the left side differ from the right one?

    `sides`: two (P, G) arrays of 0/1: which of the disjoint groups of the moments make up the left side of pair p, and
    which the right one. Who stands on both sides counts on both, with the covariance. Methods other than `design` have
    no valid test here: their statistic is NaN where sides overlap. Source: Taylor linearisation of the difference.
    """
    left, right = (np.asarray(side, np.float64) for side in sides)
    scores = np.asarray(scores, np.float64)
    one, two = (summarise(moments.merged(side), scores) for side in (left, right))
    z = [
        side[..., None]
        * ratio(scores[..., None, None, :] - of.estimate[..., None, None], of.sum_weight[..., None, None])
        for side, of in ((left, one), (right, two))
    ]
    arrays = {name: getattr(moments, name)[..., None, :, :, :] for name in ("n", "w", "w2")}

    def squared(by: tuple[FloatArray, FloatArray] | None = None) -> FloatArray:
        one, two = z if by is None else (part * slope[..., None, None] for part, slope in zip(z, by, strict=True))
        influence = np.where(left[..., None] > 0, one, 0.0) - np.where(right[..., None] > 0, two, 0.0)
        u = from_influence(replace(moments, **arrays), influence).together()
        return variance(u, design, options.lonely)

    both = Squared(squared(), squared((odds_slope(one), odds_slope(two))) if options.by_odds else None)
    df = tested_df([moments.merged(np.maximum(left, right))], scores, design, options)
    found = compare(one, two, both, df - 1, options)
    shared = (left * right).any(axis=-1) & (options.method != "design")
    return replace(found, statistic=np.where(shared, np.nan, found.statistic), p=np.where(shared, np.nan, found.p))


def between_changes(later: Contrast, earlier: Contrast, options: Options = DEFAULT) -> Contrast:
    """(...) contrasts of contrasts: did this group change more than the rest (or another group) between two waves?

    `later`, `earlier`: the group against the other side in each of two independent waves. Variances add. Degrees of
    freedom: units − strata over both waves, less 3, as a regression with wave, group and their product has (`df:
    design`); by default the smaller of that and Satterthwaite's on those of the two contrasts; of the pooled methods
    the sum. No test where either wave has none. Source: R survey `svyglm(y ~ wave * group)`.
    """
    squared = later.se**2 + earlier.se**2
    total = later.df + earlier.df
    if options.method in ("pooled_effective", "weighted_n"):
        df = total
    elif options.method == "design" and options.df == "design":
        df = total - 1
    else:
        own = ratio(squared**2, later.se**4 * ratio(1.0, later.df) + earlier.se**4 * ratio(1.0, earlier.df))
        df = np.minimum(total - 1, own)
    difference, se = later.difference - earlier.difference, root(squared)
    tested = np.isfinite(later.statistic) & np.isfinite(earlier.statistic) & (se > 0) & (df > 0)
    statistic = np.where(tested, difference / np.where(tested, se, 1.0), np.nan)
    return Contrast(difference, se, statistic, df + 0 * se, two_sided(statistic, df))


def between_changes_of_units(
    sides: Sequence[tuple[Summary, Linearised]], design: Design, df: FloatArray, options: Options = DEFAULT
) -> Contrast:
    """(...) the same where units return, so that the waves are not independent.

    `sides`: the left and the right group now, the left and the right one then, each summed up and linearised over the
    clusters of both waves; `design`: of both waves; `df`: (...) clusters − strata, the `tested_df` of the four groups.
    Degrees of freedom: these less 3, and by default at most those of `between_changes`. Source: R survey
    `svyglm(y ~ wave * group)` with the unit as the cluster.
    """
    (one, u1), (two, u2), (three, u3), (four, u4) = sides
    now, then = u1.minus(u2), u3.minus(u4)
    later = compare(one, two, Squared(variance(now, design, options.lonely)), df - 1, options)
    earlier = compare(three, four, Squared(variance(then, design, options.lonely)), df - 1, options)
    apart = between_changes(later, earlier, options)
    se = root(np.where(np.isfinite(apart.se), variance(now.minus(then), design, options.lonely), np.nan))
    df = df - 3 + 0 * se if options.df == "design" else np.minimum(apart.df, df - 3)
    tested = np.isfinite(apart.statistic) & (se > 0) & (df > 0)
    statistic = np.where(tested, apart.difference / np.where(tested, se, 1.0), np.nan)
    return Contrast(apart.difference, se, statistic, df + 0 * se, two_sided(statistic, df))
