"""The standard deviation of the answers, with its error: are people of one mind, and where are they less so?

A standard deviation is the weighted mean of pseudo-answers: the sd itself plus an answer's influence on it,
((x − m)²·n/(n−1) − sd²)/(2·sd). With these in the place of the answers every error and test of a mean holds for it, to
first order. Only m and sd differ per group, so that the pseudo-answers do too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peil.stats.arrays import FloatArray, ratio, root
from peil.stats.contrasts import Contrast, Squared, compare
from peil.stats.design import Design
from peil.stats.estimates import Estimated, Estimates, Summary, summarise, t_quantile, with_error
from peil.stats.freedom import tested_df
from peil.stats.moments import Codes, Moments
from peil.stats.options import DEFAULT, Options
from peil.stats.variance import Linearised, from_influence, variance


def estimate_spread(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Estimated:
    """(..., G) and (...) standard deviations: how far do the answers lie apart, and how sure is that?

    In units of the scores; arguments as in `estimate`. The interval is symmetric on a log scale, so that it stays above
    0. `sd` is that of the pseudo-answers. Equal answers: 0, without error. Source: R survey `svyvar`, of which this is
    the square root, by the delta method.
    """

    def made(each: Moments) -> Estimates:
        summary, u = linear_spread(each, scores)
        return _with_interval(summary, u, tested_df([each], scores, design, options), design, options)

    return Estimated.of(moments, made)


def spread_against_rest(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Contrast:
    """(..., G) contrasts: is each group less (or more) of one mind than all other respondents?"""
    return spreads_against(moments, moments.rest(), scores, design, options)[1]


def spreads_against(
    moments: Moments, others: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT
) -> tuple[Estimates, Contrast]:
    """(..., G) standard deviations as `estimate_spread`, and contrasts: is each group less of one mind than its others?

    `others` as in `groups_against`.
    """
    (one, u), (two, v) = linear_spread(moments, scores), linear_spread(others, scores)
    found = _with_interval(one, u, tested_df([moments], scores, design, options), design, options)
    df = tested_df([moments, others], scores, design, options)
    return found, compare(one, two, Squared(variance(u.minus(v), design, options.lonely)), df - 1, options)


def spread_against_group(
    moments: Moments,
    scores: FloatArray,
    design: Design,
    pairs: tuple[Codes | Sequence[int], Codes | Sequence[int]],
    options: Options = DEFAULT,
) -> Contrast:
    """(..., P) contrasts: is the p-th left group less of one mind than the p-th right group?"""
    left, right = pairs
    return spreads_against(moments.take(left), moments.take(right), scores, design, options)[1]


def _with_interval(summary: Summary, u: Linearised, tested: FloatArray, design: Design, options: Options) -> Estimates:
    squared = variance(u, design, options.lonely)
    found = with_error(summary, squared, np.asarray(design.df), replace(options, share=False))
    found = replace(found, tested_df=tested)
    df = np.minimum(found.design_df, found.units - 1) if options.df == "smaller" else found.design_df
    usable = np.where(found.se > 0, found.se, np.nan)
    factor = np.exp(t_quantile(options.level, np.asarray(df, np.float64)) * ratio(usable, found.estimate))
    return replace(found, ci_low=found.estimate / factor, ci_high=found.estimate * factor)


def linear_spread(moments: Moments, scores: FloatArray) -> tuple[Summary, Linearised]:
    """(..., G) summary and (..., G, C) linearised sums of the pseudo-answers: what comparisons of spreads rest on."""
    scores = np.asarray(scores, np.float64)
    answers = summarise(moments, scores)
    factor = ratio(answers.n, answers.n - 1)[..., None]
    squares = (scores[..., None, :] - answers.estimate[..., None]) ** 2 * factor
    influence = ratio(squares - answers.sd[..., None] ** 2, 2 * answers.sd[..., None])
    w, w2 = (np.where(np.isfinite(influence), part.sum(axis=-3), 0.0) for part in (moments.w, moments.w2))
    own = np.where(np.isfinite(influence), influence, 0.0)
    varies, whole = answers.sd > 0, answers.sum_weight[..., None]
    spread = ratio((w * own**2).sum(axis=-1), answers.sum_weight) * factor[..., 0]
    plain = ratio((w2 * own**2).sum(axis=-1), answers.sum_weight**2)
    if moments.rows is not None:
        plain = np.where(answers.n > 0, moments.rows.squares(np.nan_to_num(ratio(own, whole))), np.nan)
    summary = replace(
        answers,
        estimate=answers.sd,
        sd=root(np.where(varies, spread, np.where(answers.n > 1, 0.0, np.nan))),
        plain_variance=plain,
    )
    return summary, from_influence(moments, ratio(influence, whole))
