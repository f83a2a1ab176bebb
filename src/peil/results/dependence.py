"""Whole tables tested: do the answers to a question depend on the group at all?"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan


@dataclass(frozen=True, slots=True)
class Dependence:
    """One test of a table of answers by groups, before any two groups are compared: second-order Rao-Scott F.

    `id`: `vr/2013/status/dependence/directorate`. `n`: respondents in the table (ratings, where one gives several);
    `groups`, `answers`: how many occur. `statistic`: F with `ndf` and `ddf` degrees of freedom; `p_adjusted`: p after
    the correction over its `family`. `significant`: whether that is below the survey's level.
    """

    id: str
    survey: str
    wave: str
    question: str
    break_id: str
    n: int
    groups: int
    answers: int
    statistic: float
    ndf: float
    ddf: float
    p: float
    family: str
    p_adjusted: float = nan
    significant: bool = False
