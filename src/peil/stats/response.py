"""Respondents against the list they were drawn from: did every stratum answer equally often?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray, ratio
from peil.stats.distributions import chi_square_tail, t_tail


@dataclass(frozen=True)
class ResponseTest:
    """(H,) per stratum, and one test of all together.

    `rate`: respondents over those on the list (0-1). `listed`, `answered`: share of the stratum on the list and among
    the respondents (0-1). `statistic`, `p`: Pearson's chi-square, 1 df, of the stratum against all others. `overall`,
    `df`, `overall_p`: the same of all strata together. NaN where nobody, or everybody, answered.
    """

    rate: FloatArray
    listed: FloatArray
    answered: FloatArray
    statistic: FloatArray
    p: FloatArray
    overall: float
    df: int
    overall_p: float


def response_by_stratum(respondents: IntArray, listed: IntArray) -> ResponseTest:
    """(H,) test: do the respondents mirror the list, or did some strata answer less?

    `respondents`, `listed`: (H,) counts of units, not weighted; those on the list are all that were written to, or the
    whole frame. Weights play no part: this is about who answered. StatisticsError for a stratum with more respondents
    than units on its list, or an empty list. Source: R `chisq.test(rbind(respondents, listed - respondents), correct =
    FALSE)`, per stratum against the others likewise.
    """
    _check(respondents, listed)
    r, size = np.asarray(respondents, np.float64), np.asarray(listed, np.float64)
    overall = r.sum() / size.sum()
    spread = overall * (1 - overall)
    together = float(ratio(((r - size * overall) ** 2 * ratio(1.0, size)).sum(), spread))
    alone = ratio((r - size * overall) ** 2, spread * size * ratio(size.sum() - size, size.sum()))
    df = len(r) - 1
    return ResponseTest(
        rate=ratio(r, size),
        listed=size / size.sum(),
        answered=ratio(r, r.sum()),
        statistic=alone,
        p=2 * t_tail(np.sqrt(alone), np.inf),
        overall=together,
        df=df,
        overall_p=chi_square_tail(together, df),
    )


def _check(respondents: IntArray, listed: IntArray) -> None:
    if len(respondents) != len(listed) or not len(listed):
        raise StatisticsError(f"strata: found {len(respondents)} counts of respondents and {len(listed)} on the list")
    wrong = np.flatnonzero((listed <= 0) | (respondents > listed))
    if wrong.size:
        h = int(wrong[0])
        raise StatisticsError(
            f"stratum {h}: found {respondents[h]} respondents of {listed[h]} on the list, expected at least one unit "
            "on the list and no more respondents than units"
        )
