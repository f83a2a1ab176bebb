"""Equivalence: are two figures the same, to within a margin? A missing difference does not show that."""

from __future__ import annotations

from math import nan

from peil.stats.distributions import t_tail_of_one


def equivalence_p(difference: float, se: float, df: float, margin: float) -> float:
    """p: how likely two figures that differ by at least `margin` would be found as close together as these.

    Two one-sided tests (TOST): of a difference of at most −margin and of at least +margin, each with Student's t on
    `df` degrees of freedom; p is the larger of the two. Figures are the same within the margin when p is below the
    level, which is when the interval at 1 − 2·level lies within ±margin. `difference`, `se`, `margin`: one unit. NaN
    where nothing can be tested (no standard error). Source: Schuirmann (1987), Journal of Pharmacokinetics and
    Biopharmaceutics 15.
    """
    if not (se > 0 and df > 0 and margin > 0):
        return nan
    return t_tail_of_one((margin - abs(difference)) / se, df)
