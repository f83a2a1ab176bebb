"""Shares compared by their log odds: the scale on which their intervals stand too.

In a group of sixty of whom one in six gave an answer, the share and its error rise and fall together: a group that by
chance has few is found to differ far too often. On the log odds they do not (docs/statistics.md tells how often).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from peil.stats.arrays import FloatArray
from peil.stats.estimates import Summary, log_odds
from peil.stats.variance import Linearised


def by_odds(u: Linearised, of: Summary) -> Linearised:
    """(..., G, C) the linearised log odds of shares, ln p/(1−p), of the linearised shares; 0 at 0% and 100%.

    Source: R survey `svyglm(family = quasibinomial)` with one group as the regressor.
    """
    slope = odds_slope(of)[..., None]
    return replace(u, total=u.total * slope, square=u.square * slope**2, cross=u.cross * slope)


def odds_slope(of: Summary) -> FloatArray:
    """(..., G) by how much the log odds rise with the share; 0 at 0% and 100%."""
    spread = of.estimate * (1 - of.estimate)
    return np.where(spread > 0, 1 / np.where(spread > 0, spread, 1.0), 0.0)


def odds_difference(left: Summary, right: Summary) -> FloatArray:
    """(...) the log odds of the left share less those of the right one; NaN at 0% and 100%."""
    return log_odds(left.estimate) - log_odds(right.estimate)
