"""The net promoter score, with an interval of its own.

The score is a difference of two shares of one question, promoters less detractors. A Wald interval (± t·se) leaves the
scale near its ends and is too short there; the score interval asks which differences a test would keep, its variance
taken under each difference, as Wilson's interval does for one share.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peil.stats.arrays import FloatArray, ratio
from peil.stats.design import Design
from peil.stats.estimates import Estimated, Estimates, estimate, summarise, t_quantile
from peil.stats.moments import Moments
from peil.stats.options import DEFAULT, Options

_HALVINGS = 60


def estimate_promoters(moments: Moments, scores: FloatArray, design: Design, options: Options = DEFAULT) -> Estimated:
    """(..., G) and (...) net promoter scores, −100 to 100: how many more recommend us than advise against?

    `scores`: −100, 0 or 100 per answer. As `estimate`, but for the interval: Tango's score interval for the difference
    of two shares of one multinomial sample, on the base that gives the design's standard error, (sd/se)², with t for z.
    Where all answers are equal the base is Kish's; a score that the weights fix has no interval. Source: Tango 1998,
    Statistics in Medicine 17; Rocks 2016, The American Statistician 70, for its use with promoter scores.
    """
    found = estimate(moments, scores, design, options)
    moved = np.abs(np.asarray(scores, np.float64))
    both, all_both = summarise(moments, moved).estimate, summarise(moments.total(), moved).estimate[..., 0]
    return Estimated(promoter_interval(found.groups, both, options), promoter_interval(found.total, all_both, options))


def promoter_interval(found: Estimates, moved: FloatArray, options: Options) -> Estimates:
    """(..., G) net promoter scores with the score interval in the place of their own. `moved`: (..., G) per cent of
    promoters and detractors together, the mean of 100, 0, 100."""
    df = np.minimum(found.design_df, found.units - 1) if options.df == "smaller" else found.design_df
    base = np.where(found.sd > 0, ratio(found.sd**2, found.se**2), found.n_effective)
    base = np.where(found.units >= 2, base, np.nan)
    t = t_quantile(options.level, np.asarray(df, np.float64))
    low, high = score_interval((moved + found.estimate) / 200, (moved - found.estimate) / 200, base, t)
    return replace(found, ci_low=100 * low, ci_high=100 * high)


def score_interval(
    left: FloatArray, right: FloatArray, base: FloatArray, t: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Two (...) arrays within −1..1: the differences `left` − `right` of two shares of one question that a score test
    on `base` answers keeps at `t` standard errors. Source: Tango 1998, equations 7 to 10.
    """
    estimate_ = np.asarray(left - right, np.float64)
    known = np.isfinite(estimate_) & (base > 0) & np.isfinite(t)

    def end(outer: float, sign: float) -> FloatArray:
        kept, refused = estimate_.copy(), np.full_like(estimate_, outer)
        for _ in range(_HALVINGS):
            middle = (kept + refused) / 2
            inside = sign * _statistic(left, right, middle, base) <= t
            kept, refused = np.where(inside, middle, kept), np.where(inside, refused, middle)
        return np.where(known, (kept + refused) / 2, np.nan)

    return end(-1.0, 1.0), end(1.0, -1.0)


def _statistic(left: FloatArray, right: FloatArray, difference: FloatArray, base: FloatArray) -> FloatArray:
    """(...) how many standard errors the shares lie from this difference, the error being that under the difference."""
    linear = -left - right + (2 - left + right) * difference
    constant = -right * difference * (1 - difference)
    other = (np.sqrt(np.maximum(linear**2 - 8 * constant, 0.0)) - linear) / 4
    spread = np.maximum(2 * other + difference * (1 - difference), 0.0)
    away = left - right - difference
    se = np.sqrt(ratio(spread, base))
    return np.where(se > 0, away / np.where(se > 0, se, 1.0), np.where(away == 0, 0.0, np.copysign(np.inf, away)))
